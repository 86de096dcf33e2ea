"""The section Practice of the settings: who hands plans over, handouts, and the lock."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from posture_app.dataclass import dataclass
from posture_app.plans.practice import (
    LOCK_AFTER_MIN,
    LONGEST_ADDRESS,
    LONGEST_LINE,
    PAPERS,
    PER_PAGE,
    SHEET_LANGUAGES,
    PracticeSettings,
)
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.passphrase_sheet import PassphraseAction
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.text_size import exactly, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import LANGUAGES, _, pgettext

_KEPT_AFTER_MS = 300
_LOGO_PX = 72
_FIELD_PX = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """What the section shows.

    Attributes:
        has_patients: Whether the program is used for patients; else there is nothing more.
        logo: Where the practice's picture is; None where there is none.
        has_passphrase: Whether the data are encrypted.
        is_open: Whether they are open now.
        can_encrypt: Whether what encrypts is installed.
        problem: Why something that was wanted was not done.
    """

    has_patients: bool
    settings: PracticeSettings
    logo: Path | None = None
    has_passphrase: bool = False
    is_open: bool = False
    can_encrypt: bool = True
    problem: str = ""


class PracticeSection(QWidget):
    """The section; each change counts at once.

    Signals:
        audience_wanted: Whether the program is to be used for patients.
        changed: The `PracticeSettings` as they are now.
        logo_requested: A picture is to be chosen.
        no_logo_requested: There is to be no picture.
        passphrase_requested: What is to become of the passphrase, as a `PassphraseAction`.
        lock_requested: The data are to be locked now.
        copies_requested: The copies are to be shown; answer with `show_copies`.
        copy_wanted: The `Path` of the copy that is to be gone back to.
    """

    audience_wanted = Signal(bool)
    changed = Signal(object)
    logo_requested = Signal()
    no_logo_requested = Signal()
    passphrase_requested = Signal(object)
    lock_requested = Signal()
    copies_requested = Signal()
    copy_wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self.make = make
        self._theme = make.theme
        self._settings = PracticeSettings()
        self.setObjectName("practice")
        body = column(tokens.SPACE_M)
        self.setLayout(body)
        patients = _("I have patients")
        self._patients = make.switch(patients, "has-patients")
        self._patients.clicked.connect(self.audience_wanted)
        form = make(Form)
        about = _("Pages for patients, plans and your own exercises, apart from your own log.")
        form.add(patients, about, self._patients)
        body.addWidget(self._card(form))
        self._more = QWidget()
        more = column(tokens.SPACE_M)
        self._more.setLayout(more)
        more.addWidget(self._who_card())
        more.addWidget(self._handout_card())
        more.addWidget(self._lock_card())
        self._problem = make.label("", "small", "danger")
        self._problem.setObjectName("practice-problem")
        self._problem.hide()
        more.addWidget(self._problem)
        body.addWidget(self._more)
        self._more.hide()
        self._wait = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._wait.timeout.connect(self.keep)

    def show_facts(self, facts: PracticeFacts) -> None:
        """Show what is set; nothing is told back, and what is being typed stays."""
        wanted = facts.settings
        self._patients.setChecked(facts.has_patients)
        self._more.setVisible(facts.has_patients)
        if not self._wait.isActive():
            self._settings = wanted
            for field, text in (
                (self._name, wanted.name),
                (self._therapist, wanted.therapist),
                (self._phone, wanted.phone),
            ):
                if field.text() != text:
                    field.setText(text)
            if self._address.toPlainText() != wanted.address:
                self._address.blockSignals(True)
                self._address.setPlainText(wanted.address)
                self._address.blockSignals(False)
        self._paper.set_value(wanted.paper)
        self._language.set_value(wanted.language)
        self._per_page.set_value(str(wanted.per_page))
        self._large.setChecked(wanted.large_print)
        self._after.set_value(str(wanted.lock_after_min))
        self._show_logo(facts.logo)
        self._show_lock(facts)
        self._problem.setText(facts.problem)
        self._problem.setVisible(bool(facts.problem))

    def show_copies(self, copies: Sequence[tuple[Path, str]]) -> None:
        """Offer the copies that there are, the newest first."""
        self._go_back.set_entries(copies)
        self._go_back.setVisible(bool(copies))
        self._no_copies.setVisible(not copies)
        self._show.hide()

    @property
    def problem(self) -> str:
        """Why something that was wanted was not done."""
        return self._problem.text()

    def go_back_actions(self) -> Sequence[QAction]:
        """The copies that are offered."""
        return self._go_back.menu_actions()

    @Slot()
    def keep(self) -> None:
        """Let what was typed count now."""
        self._wait.stop()
        self._tell()

    # The cards

    def _card(self, form: Form) -> Card:
        card = self.make.card()
        card.body.setSpacing(tokens.SPACE_L)
        card.body.addWidget(form)
        return card

    def _who_card(self) -> Card:
        make, form = self.make, self.make(Form)
        self._name = self._line("practice-name", _("Name of the practice"))
        self._therapist = self._line("practice-therapist", _("Your name"))
        self._phone = self._line("practice-phone", _("Telephone"))
        form.add(_("Name of the practice"), _("It stands on the handouts."), self._name)
        form.add(_("Your name"), control=self._therapist)
        form.add(_("Telephone"), _("Whom patients call when something is wrong."), self._phone)
        self._address = make(NoteField, "", _("Street and place"), "practice-address")
        self._address.setAccessibleName(_("Address"))
        keep_size(self._address, self._theme, width=exactly(_FIELD_PX))
        self._address.textChanged.connect(self._wait_a_moment)
        form.add(_("Address"), control=self._address)
        pictures = QWidget()
        line = row(tokens.SPACE_S)
        pictures.setLayout(line)
        self._logo = QLabel()
        self._logo.setTextFormat(Qt.TextFormat.PlainText)
        self._logo.setObjectName("practice-logo")
        choose = make.button(pgettext("picture", "Choose…"), name="choose-logo")
        choose.setAccessibleName(_("Choose the practice's picture"))
        choose.clicked.connect(self.logo_requested)
        self._no_logo = make.button(pgettext("picture", "None"), name="no-logo")
        self._no_logo.setAccessibleName(_("Have no picture of the practice"))
        self._no_logo.clicked.connect(self.no_logo_requested)
        for one in (self._logo, choose, self._no_logo):
            line.addWidget(one)
        about = _("A copy is kept here, without what else the file tells.")
        form.add(_("Picture"), about, pictures)
        return self._card(form)

    def _handout_card(self) -> Card:
        make, form = self.make, self.make(Form)
        names = {"a4": "A4", "letter": pgettext("paper", "Letter")}
        paper, language = _("Paper of the handouts"), _("Language of the handouts")
        self._paper = make.segments(
            [Option(one, names[one]) for one in PAPERS], paper, "practice-paper"
        )
        languages = [Option("", _("As the program"))]
        languages += [Option(key, name) for key, name in LANGUAGES.items()]
        self._language = make.segments(languages, language, "practice-language")
        per_page, large = _("Exercises on a page"), _("Large print")
        self._per_page = make.segments(
            [Option(str(one), str(one)) for one in PER_PAGE], per_page, "practice-per-page"
        )
        for choice in (self._paper, self._language, self._per_page):
            choice.chosen.connect(self._tell)
        self._large = make.switch(large, "practice-large")
        self._large.clicked.connect(self._tell)
        form.add(paper, control=self._paper)
        form.add(language, _("Each plan can have another one."), self._language)
        form.add(per_page, control=self._per_page)
        form.add(large, control=self._large)
        return self._card(form)

    def _lock_card(self) -> Card:
        make, form = self.make, self.make(Form)
        actions = Flow(tokens.SPACE_S)
        self._set = make.button("", name="set-passphrase")
        self._set.clicked.connect(self._want_set)
        self._remove = make.button(pgettext("passphrase", "Remove"), name="remove-passphrase")
        self._remove.setAccessibleName(_("Remove the passphrase"))
        self._remove.clicked.connect(self._want_remove)
        for one in (self._set, self._remove):
            actions.add(one)
        self._actions = actions
        about = _("Without it nobody can read the data of your patients, and neither can you.")
        line = form.add(_("Passphrase"), about, actions)
        self._missing = make.label(
            _(
                "The part of the program that encrypts is not installed. Install "
                "posture-app[encryption], and start the program again."
            ),
            "small",
            "caution",
        )
        self._missing.setObjectName("encryption-missing")
        line.words.addWidget(self._missing)
        after = _("Lock when nobody is there")
        never = pgettext("when it is locked", "Never")
        choices = [Option(str(one), str(one) if one else never) for one in LOCK_AFTER_MIN]
        self._after = make.segments(choices, after, "lock-after")
        self._after.chosen.connect(self._tell)
        self._after_row = form.add(
            after, _("After so many minutes without keyboard and mouse."), self._after
        )
        self._lock = make.button(_("Lock now"), icon="lock", name="lock-now-here")
        self._lock.clicked.connect(self.lock_requested)
        self._lock_row = form.add(_("Lock the data"), control=self._lock)
        copies = QWidget()
        box = column(tokens.SPACE_S)
        copies.setLayout(box)
        self._show = make.button(pgettext("copies", "Show"), name="show-patient-copies")
        self._show.setAccessibleName(_("Show the copies of your patients' data"))
        self._show.clicked.connect(self.copies_requested)
        self._go_back = make.menu_button(_("Go back to a copy"), "go-back-to-copy")
        self._go_back.chosen.connect(self._choose_copy)
        self._go_back.hide()
        self._no_copies = make.label(_("There are none yet."), "small", "muted")
        self._no_copies.hide()
        box.addWidget(self._show)
        box.addWidget(self._go_back)
        box.addWidget(self._no_copies)
        about = _("One a day for seven days. Going back keeps what is there now beside it.")
        self._copies_row = form.add(_("Copies"), about, copies)
        return self._card(form)

    def _line(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setToolTip(plain_tip(title))
        field.setMaxLength(LONGEST_LINE)
        keep_size(field, self._theme, width=exactly(_FIELD_PX))
        field.textEdited.connect(self._wait_a_moment)
        field.editingFinished.connect(self.keep)
        return field

    def _show_logo(self, logo: Path | None) -> None:
        picture = QPixmap() if logo is None else QPixmap(str(logo))
        self._logo.setVisible(not picture.isNull())
        self._no_logo.setVisible(not picture.isNull())
        if not picture.isNull():
            self._logo.setPixmap(picture.scaledToHeight(self._theme.px(_LOGO_PX)))
            self._logo.setAccessibleName(_("The practice's picture"))

    def _show_lock(self, facts: PracticeFacts) -> None:
        has = facts.has_passphrase
        self._actions.setVisible(facts.can_encrypt)
        self._missing.setVisible(not facts.can_encrypt)
        self._set.set_text(
            pgettext("passphrase", "Change…") if has else pgettext("passphrase", "Set…")
        )
        self._remove.setVisible(has)
        self._after_row.set_shown(is_shown=has)
        self._lock_row.set_shown(is_shown=has and facts.is_open)
        self._copies_row.set_shown(is_shown=facts.is_open)
        if not facts.is_open:
            self._show.show()
            self._go_back.hide()
            self._no_copies.hide()

    # What is wanted

    @Slot()
    def _want_set(self) -> None:
        self.passphrase_requested.emit(PassphraseAction.SET)

    @Slot()
    def _want_remove(self) -> None:
        self.passphrase_requested.emit(PassphraseAction.REMOVE)

    @Slot(object)
    def _choose_copy(self, copy: Path) -> None:
        self.copy_wanted.emit(copy)

    @Slot()
    def _wait_a_moment(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    @Slot()
    def _tell(self) -> None:
        """Tell all that is set, if it is something else than before."""
        before = self._settings
        now = replace(
            before,
            name=self._name.text(),
            therapist=self._therapist.text(),
            phone=self._phone.text(),
            address=self._address.toPlainText()[:LONGEST_ADDRESS],
            paper=PAPERS[PAPERS.index(self._paper.value)],
            language=SHEET_LANGUAGES[SHEET_LANGUAGES.index(self._language.value)],
            per_page=int(self._per_page.value or before.per_page),
            large_print=self._large.isChecked(),
            lock_after_min=int(self._after.value or before.lock_after_min),
        )
        if now != before:
            self._settings = now
            self.changed.emit(now)
