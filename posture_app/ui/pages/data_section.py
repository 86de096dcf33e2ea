"""The section "Your data" on Settings: out, in, copies, and away."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from posture_app.ui.pages.data_snapshot import (
    CopyLine,
    DataQuestion,
    DataSnapshot,
    ExportRequest,
    PartForm,
)
from posture_app.ui.plan_file import choose_plan
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Tone
from posture_app.ui.widgets.buttons import Button, ButtonKind
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.menu import MenuButton
from posture_app.words.catalogue import N_, _, pgettext

_STEPS: Final = 1000
_PARTS: Final[Mapping[PartForm, str]] = {
    "fhir": N_("What you entered, for a clinic's program (FHIR)…"),
    "fhir_with_notes": N_("The same with your notes and who treated you (FHIR)…"),
    "calendar": N_("What is planned, for your calendar (iCalendar)…"),
    "tables": N_("Everything as tables (CSV)…"),
}
"""What can go out for other programs."""


class DataSection(Card):
    """Rows for what can be done; below them what is being done, asked and told.

    Signals:
        export_requested: The file that everything is to be written into.
        part_requested: A `ExportRequest` that is to go out for another program.
        import_requested: The file that is to be looked into.
        plan_requested: The plan's file that is to be looked at.
        copies_requested: The copies are to be listed.
        restore_requested: The copy that is to be gone back to.
        second_folder_chosen: The folder, or None.
        erase_requested: Everything is to be deleted.
        agreed: What was asked is to be done; it tells which `DataQuestion` that was.
        declined: It is not.
        cancel_requested: What is being done is to end.
    """

    export_requested = Signal(object)
    part_requested = Signal(object)
    import_requested = Signal(object)
    plan_requested = Signal(object)
    copies_requested = Signal()
    restore_requested = Signal(object)
    second_folder_chosen = Signal(object)
    erase_requested = Signal()
    agreed = Signal(object)
    declined = Signal()
    cancel_requested = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme)
        self.setObjectName("data-section")
        self.make = make
        self._snapshot = DataSnapshot()
        self._buttons: list[Button] = []
        self.body.setSpacing(tokens.SPACE_L)
        self.body.addWidget(self._form_made())
        self._copies, self._copies_box = _area(tokens.SPACE_S)
        self._busy_words, self._bar, self._busy = self._busy_made()
        self._asked, self._asked_box = _area(tokens.SPACE_M)
        self._told, self._told_box = _area(tokens.SPACE_S)
        for area in (self._copies, self._busy, self._asked, self._told):
            area.hide()
            self.body.addWidget(area)
        self.body.addWidget(self.make.hairline())
        self.body.addWidget(self._erase_row())
        self.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: DataSnapshot) -> None:
        """Show what goes on."""
        before, self._snapshot = self._snapshot, snapshot
        for button in self._buttons:
            button.setEnabled(not snapshot.busy)
        self._busy.setVisible(bool(snapshot.busy))
        self._busy_words.setText(snapshot.busy)
        if snapshot.busy != before.busy:
            self._bar.setValue(0)
        chosen = snapshot.second_folder
        self._second_words.setText(str(chosen) if chosen is not None else _("None is chosen."))
        self._no_second.setVisible(chosen is not None)
        if (before.asked, before.question) != (snapshot.asked, snapshot.question):
            self._draw_question()
        self._draw_told()
        if (before.copies, before.busy) != (snapshot.copies, snapshot.busy):
            self._draw_copies()
        self._copies.setVisible(bool(snapshot.copies))

    @Slot(float)
    def show_progress(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self._bar.setValue(round(share * _STEPS))

    def _form_made(self) -> Form:
        form = self.make(Form)
        self._add_exchange(form)
        self._add_plan(form)
        self._add_copies(form)
        return form

    def _add_exchange(self, form: Form) -> None:
        out = self._button(pgettext("data", "Export…"), "data-export")
        out.clicked.connect(self._choose_target)
        form.add(
            _("Everything in one file"),
            _("The log and all settings: to keep, or for another computer."),
            out,
        )
        into = self._button(pgettext("data", "Import…"), "data-import")
        into.clicked.connect(self._choose_source)
        form.add(
            _("Bring such a file in"),
            _(
                "It is merged with what is here, and nothing is doubled. You first see what "
                "changes."
            ),
            into,
        )
        part = self._part_button()
        self._buttons.append(part)
        form.add(
            _("For other programs"),
            _("What you entered, for a clinic; what is planned, for a calendar; tables."),
            part,
        )

    def _add_plan(self, form: Form) -> None:
        plan = self._button(_("Open a plan…"), "data-plan")
        plan.clicked.connect(self._choose_plan)
        form.add(
            _("A plan from your therapist"),
            _("You see from whom it is and what is in it before anything is kept."),
            plan,
        )

    def _add_copies(self, form: Form) -> None:
        second = self._button(pgettext("folder", "Choose…"), "data-second")
        second.setAccessibleName(_("Choose a second folder for copies"))
        second.clicked.connect(self._choose_second)
        self._no_second = self._button(pgettext("folder", "None"), "data-no-second")
        self._no_second.setAccessibleName(_("Use no second folder for copies"))
        self._no_second.clicked.connect(self._choose_no_second)
        both = QWidget()
        line = row(tokens.SPACE_S)
        both.setLayout(line)
        line.addWidget(second)
        line.addWidget(self._no_second)
        about = _("Each day's copy goes there, too: on a stick, for example, or another disk.")
        named = form.add(_("A second folder for copies"), about, both)
        self._second_words = self.make.text("", "small")
        self._second_words.setObjectName("data-second-folder")
        named.words.addWidget(self._second_words)
        copies = self._button(pgettext("copies", "Show"), "data-copies")
        copies.setAccessibleName(_("Show the copies of your log"))
        copies.clicked.connect(self.copies_requested)
        form.add(
            _("Copies of your log"),
            _("One is made each day. Seven days and four weeks are kept."),
            copies,
        )

    def _button(self, words: str, name: str) -> Button:
        """A button that waits while something is being done."""
        button = self.make.button(words, name=name)
        self._buttons.append(button)
        return button

    def _part_button(self) -> MenuButton:
        button = self.make.menu_button(pgettext("data", "Choose…"), "data-part")
        button.setAccessibleName(_("Choose what goes out for other programs"))
        button.set_entries([(form, _(words)) for form, words in _PARTS.items()])
        button.chosen.connect(self._choose_part)
        return button

    def _erase_row(self) -> Form:
        erase = self._button(_("Delete everything…"), "data-erase")
        erase.clicked.connect(self.erase_requested)
        form = self.make(Form)
        form.add(
            _("Delete everything"),
            _("All that is kept about you, with all copies. You are asked once more."),
            erase,
        )
        return form

    def _busy_made(self) -> tuple[Label, QProgressBar, QWidget]:
        make = self.make
        busy = QWidget()
        box = column(tokens.SPACE_S)
        busy.setLayout(box)
        words = make.label("", "body")
        words.setObjectName("data-busy")
        box.addWidget(words)
        bar = QProgressBar()
        bar.setObjectName("data-progress")
        bar.setAccessibleName(_("How much is done"))
        bar.setRange(0, _STEPS)
        bar.setTextVisible(False)
        cancel = make.button(pgettext("work", "Cancel"), name="data-cancel")
        cancel.clicked.connect(self.cancel_requested)
        line = row(tokens.SPACE_M)
        line.addWidget(bar, 1)
        line.addWidget(cancel)
        box.addLayout(line)
        return words, bar, busy

    def _draw_question(self) -> None:
        snapshot = self._snapshot
        _empty(self._asked_box)
        self._asked.setVisible(snapshot.asked is not None)
        if snapshot.asked is None:
            return
        make = self.make
        for number, text in enumerate(snapshot.question):
            label = make.label(text, "strong" if not number else "body")
            self._asked_box.addWidget(label)
        words = {
            DataQuestion.IMPORT: pgettext("question", "Bring it in"),
            DataQuestion.RESTORE: pgettext("question", "Go back to it"),
            DataQuestion.ERASE: pgettext("question", "Delete everything now"),
        }
        kind: ButtonKind = "danger" if snapshot.asked is DataQuestion.ERASE else "primary"
        yes = make.button(words[snapshot.asked], kind, name="data-yes")
        yes.clicked.connect(self._agree)
        no = make.button(pgettext("question", "Leave it"), name="data-no")
        no.clicked.connect(self.declined)
        answers = QWidget()
        line = row(tokens.SPACE_M)
        answers.setLayout(line)
        line.addWidget(yes)
        line.addWidget(no)
        line.addStretch(1)
        self._asked_box.addWidget(answers)
        no.setFocus()  # what cannot be undone is not done by a key that was held too long

    def _draw_told(self) -> None:
        _empty(self._told_box)
        tone: Tone = "caution" if self._snapshot.is_problem else "ink"
        for text in self._snapshot.told:
            label = self.make.label(text, "body", tone)
            label.setObjectName("data-told")
            self._told_box.addWidget(label)
        self._told.setVisible(bool(self._snapshot.told))

    def _draw_copies(self) -> None:
        _empty(self._copies_box)
        rows = self.make(Form, is_divided=False)
        for copy in self._snapshot.copies or ():
            button = self.make(RestoreButton, copy)
            button.setEnabled(not self._snapshot.busy)
            button.wanted.connect(self.restore_requested)
            rows.add(copy.words, control=button)
        self._copies_box.addWidget(rows)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self._snapshot.asked)

    @Slot()
    def _choose_target(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Write everything into a file"), "posture-app.json", _("Files (*.json)")
        )
        if name:
            self.export_requested.emit(Path(name))

    @Slot(object)
    def _choose_part(self, form: PartForm) -> None:
        title = _(_PARTS[form]).removesuffix("…").rstrip()
        if form == "tables":
            name = QFileDialog.getExistingDirectory(self, title)
        elif form == "calendar":
            name, _kind = QFileDialog.getSaveFileName(
                self, title, "posture-app.ics", _("Calendars (*.ics)")
            )
        else:
            name, _kind = QFileDialog.getSaveFileName(
                self, title, "posture-app-fhir.json", _("Files (*.json)")
            )
        if name:
            self.part_requested.emit(ExportRequest(form, Path(name)))

    @Slot()
    def _choose_source(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Bring a file in"), "", _("Files (*.json)")
        )
        if name:
            self.import_requested.emit(Path(name))

    @Slot()
    def _choose_plan(self) -> None:
        path = choose_plan(self)
        if path is not None:
            self.plan_requested.emit(path)

    @Slot()
    def _choose_second(self) -> None:
        before = self._snapshot.second_folder
        name = QFileDialog.getExistingDirectory(
            self, _("Choose a second folder for copies"), str(before or "")
        )
        if name:
            self.second_folder_chosen.emit(Path(name))

    @Slot()
    def _choose_no_second(self) -> None:
        self.second_folder_chosen.emit(None)


class RestoreButton(Button):
    """Goes back to one copy.

    Signals:
        wanted: The copy's path.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory, copy: CopyLine) -> None:
        super().__init__(make.theme, pgettext("copy", "Go back…"), name="data-restore")
        self.setAccessibleName(_("Go back to the copy {copy}").format(copy=copy.words))
        self._path = copy.path
        self.clicked.connect(self._want)

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self._path)


def _area(spacing: int) -> tuple[QWidget, QVBoxLayout]:
    """A place for what comes and goes."""
    area, box = QWidget(), column(spacing)
    area.setLayout(box)
    return area, box


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
