"""A plan on its way to the patient: how it is handed over, chosen beside the pages themselves."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRegularExpression, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from posture_app.dataclass import dataclass
from posture_app.journal.report import Paper
from posture_app.plans.hand_over import BOX_DAYS, PER_PAGE, HandOverChoice
from posture_app.plans.hand_over import HandOverFormat as FileForm
from posture_app.preferences import BODIES, SKIN_TONES, FigureAppearance
from posture_app.ui.figure.choice import AppearanceChoice
from posture_app.ui.report_pages import ChoicesAndPages, DrawnPage, FootOfPages, PagesPreview
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import row
from posture_app.ui.widgets.controls import Chip, Option, Segments
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sheet_size import open_at_size
from posture_app.ui.widgets.text_size import exactly, keep_size
from posture_app.words import formats
from posture_app.words.catalogue import LANGUAGES, _, ngettext, pgettext
from posture_app.words.report import paper_name

_SIZE: Final = (1240, 860)
_STEPS: Final = 1000
"""Where a narrow page begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverFacts:
    """What is handed over, in words.

    Attributes:
        plan: The plan's name.
        about: Which version it is for whom, and what handing over means for it.
        stem: A name for the files, without their ending.
        missing: What is worth a look before, as sentences.
        phases: The plan's phases, an id and a name each.
        before: The number of the version that the patient has; None where there is none before.
    """

    plan: str
    about: str
    stem: str
    missing: tuple[str, ...] = ()
    phases: tuple[tuple[str, str], ...] = ()
    before: int | None = None


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """What is to be saved: one file, or all three into a folder where `form` is None."""

    path: Path
    form: FileForm | None = None


class HandOverSheet(QDialog):
    """A sheet over the window: on one side what is chosen, on the other the pages.

    Signals:
        changed: The `HandOverChoice` after each change; answer with `show_pages`.
        save_wanted: A `SaveRequest`.
        print_wanted: It is to be printed.
        cancel_wanted: What takes long is to be ended.
        take_back_wanted: It is not to count as handed over after all.
    """

    changed = Signal(object)
    save_wanted = Signal(object)
    print_wanted = Signal()
    cancel_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        facts: HandOverFacts,
        choice: HandOverChoice,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            facts: What is handed over.
            choice: What is chosen at first.
            folder: Where files were saved last.
            parent: The window.
        """
        super().__init__(parent)
        self._make, self._theme = make, make.theme
        self._facts, self.choice, self._folder = facts, choice, folder
        self._actions: list[QAbstractButton] = []
        self.setObjectName("hand-over")
        self.setWindowTitle(_("Hand over: {plan}").format(plan=facts.plan))
        open_at_size(self, make.theme, _SIZE)
        self._choices = self._make_choices()
        self.preview = self._make(PagesPreview)
        sides = self._make(ChoicesAndPages, self._choices, self.preview)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(sides, 1)
        outer.addWidget(self._foot())
        self.show_progress(None)

    # What is shown

    def show_pages(self, pages: Sequence[DrawnPage]) -> None:
        """Show the pages."""
        self.preview.show_pages(pages, self.windowTitle())
        self._count.setText(
            ngettext("{count} page", "{count} pages", len(pages)).format(count=len(pages))
        )

    def show_laying_out(self, share: float) -> None:
        """Say how much of the pages is laid out, from 0 to 1, while that takes a while."""
        self._count.setText(
            _("The pages are being laid out: {share}").format(share=formats.percent(share))
        )

    def tell(self, sentence: str, *, is_problem: bool = False, can_take_back: bool = False) -> None:
        """Say what became of it, beside the buttons."""
        told, other = (self._problem, self._told) if is_problem else (self._told, self._problem)
        other.hide()
        told.setText(sentence)
        told.setVisible(bool(sentence))
        self._take_back.setVisible(can_take_back)

    def tell_about(self, about: str) -> None:
        """Say what handing over means for the version now."""
        self._about.setText(about)

    def show_progress(self, share: float | None) -> None:
        """Show how much is done, from 0 to 1, and let nothing else be begun; None: nothing is."""
        self._busy.setVisible(share is not None)
        for one in self._actions:
            one.setEnabled(share is None)
        if share is not None:
            self._bar.setValue(round(share * _STEPS))

    # What is chosen

    def _make_choices(self) -> ScrollPage:
        make, facts = self._make, self._facts
        page = make.scroll_page(READING_PX)
        body = page.column
        body.addWidget(make.label(self.windowTitle(), "title"))
        self._about = make.label(facts.about, "body", "muted")
        body.addWidget(self._about)
        if facts.missing:
            body.addWidget(self._missing())
        body.addWidget(make.label(_("For the patient"), "heading"))
        body.addWidget(self._for_patient())
        body.addWidget(make.label(_("On paper"), "heading"))
        body.addWidget(self._on_paper())
        body.addStretch(1)
        return page

    def _missing(self) -> QWidget:
        panel = self._make.panel(
            mood="caution",
            icon="caution",
            heading=_("Worth a look before you hand it over"),
            name="hand-over-missing",
        )
        for line in self._facts.missing:
            panel.body.addWidget(self._make.label(line))
        return panel

    def _for_patient(self) -> QWidget:
        form = self._make(Form, is_divided=False)
        self._language = self._segments(
            [Option(key, name) for key, name in LANGUAGES.items()],
            _("Language of the patient"),
            "hand-over-language",
            self.choice.language,
        )
        form.add(_("Language"), _("What you wrote yourself stays as it is."), self._language)
        self._number = self._number_field()
        form.add(_("Number for emergencies"), "", self._number)
        if self._facts.before is not None:
            name = _("What was changed since version {number}").format(number=self._facts.before)
            self._changes = self._make.switch(name, "hand-over-changes")
            self._changes.setChecked(self.choice.tells_changes)
            self._changes.clicked.connect(self._choose)
            form.add(name, control=self._changes)
        self._add_figure(form)
        card = self._make.card(name="hand-over-patient")
        card.body.addWidget(form)
        return card

    def _add_figure(self, form: Form) -> None:
        """Whom the figures show, on paper and on the telephone."""
        body, skin = _("The figure's body"), _("The figure's skin")
        self._body = self._make(AppearanceChoice, "body", body, "hand-over-body")
        self._skin = self._make(AppearanceChoice, "skin", skin, "hand-over-skin")
        for title, pictures in ((body, self._body), (skin, self._skin)):
            pictures.show_appearance(self.choice.figure)
            pictures.chosen.connect(self._choose_segment)
            form.add(title, control=pictures)

    def _number_field(self) -> QLineEdit:
        field = QLineEdit(self.choice.emergency_number)
        field.setObjectName("hand-over-number")
        field.setAccessibleName(_("Number for emergencies"))
        field.setToolTip(_("What the patient is to call; it stands on the paper and the page"))
        field.setMaxLength(20)
        field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9+ ]*"), field))
        keep_size(field, self._theme, width=exactly(120))
        field.editingFinished.connect(self._choose)
        return field

    def _on_paper(self) -> QWidget:
        make = self._make
        form = make(Form, is_divided=False)
        self._paper = self._segments(
            [Option(one.value, paper_name(one)) for one in Paper],
            _("Size of the paper"),
            "hand-over-paper",
            self.choice.paper.value,
        )
        form.add(_("Paper"), "", self._paper)
        self._per_page = self._segments(
            [Option(str(one), str(one)) for one in PER_PAGE],
            _("Exercises on a page at most"),
            "hand-over-per-page",
            str(self.choice.per_page),
        )
        form.add(_("Exercises on a page at most"), "", self._per_page)
        self._days = self._segments(
            [Option(str(one), str(one)) for one in BOX_DAYS],
            _("Days to tick off"),
            "hand-over-days",
            str(self.choice.days),
        )
        form.add(_("Days to tick off"), "", self._days)
        if len(self._facts.phases) > 1:
            form.add(_("Phases"), "", self._phase_chip())
        large = _("Large print")
        self._large = make.switch(large, "hand-over-large")
        self._large.setChecked(self.choice.large_print)
        self._large.clicked.connect(self._choose)
        about = _("Nothing is smaller than 16 points, and a page has two exercises at most.")
        form.add(large, about, self._large)
        grey = _("Show it as a printer without colours prints it")
        self._grey = make.switch(grey, "hand-over-grey")
        self._grey.clicked.connect(self._show_grey)
        form.add(grey, control=self._grey)
        card = make.card(name="hand-over-paper-card")
        card.body.addWidget(form)
        return card

    def _phase_chip(self) -> Chip:
        chip = self._make.chip(_("Phases"), name="hand-over-phase", menu=True)
        self._phase = chip
        self._show_phases(self.choice.phase)
        chip.chosen.connect(self._choose_phase)
        return chip

    def _show_phases(self, chosen: str | None) -> None:
        every = Option(None, pgettext("phases", "All"))
        options = [every, *(Option(key, name) for key, name in self._facts.phases)]
        self._phase.set_options(options, chosen)

    def _segments(self, options: Sequence[Option], words: str, name: str, value: str) -> Segments:
        segments = self._make.segments(options, words, name)
        segments.set_value(value)
        segments.chosen.connect(self._choose_segment)
        return segments

    # What is done

    def _foot(self) -> QWidget:
        make = self._make
        foot = make(FootOfPages)
        lines = foot.lines
        self._told = make.label("", "body")
        self._told.setObjectName("hand-over-told")
        self._problem = make.label("", "body", "danger")
        self._problem.setObjectName("hand-over-problem")
        for one in (self._told, self._problem):
            one.hide()
            lines.addWidget(one)
        self._take_back = make.button(
            _("It was only a draft: let it not count as handed over"),
            "quiet",
            flush=True,
            name="hand-over-take-back",
        )
        self._take_back.clicked.connect(self.take_back_wanted)
        self._take_back.hide()
        lines.addWidget(self._take_back)
        lines.addWidget(self._busy_made())
        line = row(tokens.SPACE_M)
        line.addWidget(self._buttons(), 1)
        self._count = make.label("", "small", "muted", wrap=False)
        line.addWidget(self._count)
        lines.addLayout(line)
        return foot

    def _buttons(self) -> FoldingRow:
        make = self._make
        flow = make(FoldingRow, "hand-over-more")
        every = make.button(_("Save everything…"), "primary", name="hand-over-all")
        every.setToolTip(_("The paper, the page for the telephone and the file, into one folder"))
        every.clicked.connect(self._save_all)
        paper = make.button(_("Print…"), name="hand-over-print")
        paper.clicked.connect(self.print_wanted)
        pdf = make.button(_("Save as PDF…"), name="hand-over-pdf")
        pdf.clicked.connect(self._save_pdf)
        page = make.button(_("Page for the telephone…"), name="hand-over-page")
        page.clicked.connect(self._save_page)
        file = make.button(_("File for the program…"), name="hand-over-file")
        file.clicked.connect(self._save_file)
        self._actions = [every, paper, pdf, page, file]
        close = make.button(_("Close"), tip=_("Close (Esc)"), name="hand-over-close")
        close.clicked.connect(self.reject)
        flow.add(every)
        for one in (paper, pdf, page, file):
            flow.add_folding(one)
        flow.add(close)
        return flow

    def _busy_made(self) -> QWidget:
        make = self._make
        self._busy = QWidget()
        self._busy.setObjectName("hand-over-busy")
        line = row(tokens.SPACE_M)
        self._busy.setLayout(line)
        line.addWidget(make.label(_("The moving figures are being drawn."), "small", wrap=False))
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("How much is done"))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        line.addWidget(self._bar, 1)
        cancel = make.button(pgettext("work", "Cancel"), name="hand-over-cancel")
        cancel.clicked.connect(self.cancel_wanted)
        line.addWidget(cancel)
        return self._busy

    @Slot(object)
    def _choose_segment(self, _key: str) -> None:
        self._choose()

    @Slot()
    def _choose(self) -> None:
        """Take what the controls say."""
        before = self.choice
        changes = before.tells_changes
        if self._facts.before is not None:
            changes = self._changes.isChecked()
        choice = replace(
            before,
            language="de" if self._language.value == "de" else "en",
            emergency_number=self._number.text().strip() or before.emergency_number,
            paper=next(one for one in Paper if one.value == self._paper.value),
            per_page=next(one for one in PER_PAGE if str(one) == self._per_page.value),
            days=next(one for one in BOX_DAYS if str(one) == self._days.value),
            large_print=self._large.isChecked(),
            tells_changes=changes,
            figure=FigureAppearance(
                BODIES[BODIES.index(self._body.value)],
                SKIN_TONES[SKIN_TONES.index(self._skin.value)],
            ),
        )
        for pictures in (self._body, self._skin):
            pictures.show_appearance(choice.figure)
        self._take(choice)

    @Slot(object)
    def _choose_phase(self, key: str | None) -> None:
        self._show_phases(key)
        self._take(replace(self.choice, phase=key))

    @Slot()
    def _show_grey(self) -> None:
        self.preview.show_grey(grey=self._grey.isChecked())

    def _take(self, choice: HandOverChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.tell("")
            self.changed.emit(choice)

    @Slot()
    def _save_pdf(self) -> None:
        self._save(FileForm.PAPER, _("Save the sheet of exercises"), _("Files (*.pdf)"))

    @Slot()
    def _save_page(self) -> None:
        self._save(FileForm.PAGE, _("Save the page for the telephone"), _("Files (*.html)"))

    @Slot()
    def _save_file(self) -> None:
        self._save(FileForm.FILE, _("Save the plan's file"), _("Files (*.postureplan)"))

    def _save(self, form: FileForm, title: str, files: str) -> None:
        suggested = f"{self._facts.stem}{form}"
        if self._folder is not None:
            suggested = str(self._folder / suggested)
        name, _kind = QFileDialog.getSaveFileName(self, title, suggested, files)
        if name:
            path = Path(name)
            if path.suffix.casefold() != form:
                path = path.with_name(f"{path.name}{form}")
            self._folder = path.parent
            self.save_wanted.emit(SaveRequest(path, form))

    @Slot()
    def _save_all(self) -> None:
        title = _("The folder for the paper, the page for the telephone and the file")
        name = QFileDialog.getExistingDirectory(self, title, str(self._folder or ""))
        if name:
            self._folder = Path(name)
            self.save_wanted.emit(SaveRequest(self._folder))
