"""The list of all patients, who needs attention first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from posture_app.plans.attention import Attention
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.snapshots import PatientsSnapshot, ReadIn
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Mood, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.page_list import KEY
from posture_app.ui.widgets.rows import RowWords
from posture_app.ui.widgets.search_field import SearchField
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words import patients as words
from posture_app.words.catalogue import _, pgettext

_STEPS = 1000
_SHOWN_FAULTS = 30


class PatientRows(GroupedRows):
    """The rows; the key Delete removes the patient that the keyboard is at.

    Signals:
        remove_requested: The id of a patient.
    """

    remove_requested = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove, or go on."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self.remove_requested.emit(index.data(KEY))
            return
        super().keyPressEvent(event)


class PatientList(ScrollPage):
    """All patients with what can be done.

    Signals:
        opened: The id of a patient.
        new_requested: A new patient, please.
        remove_requested: The id of a patient.
        read_in_requested: Files of patients are to be chosen and read in.
        cancel_requested: Reading files in is to end.
        report_closed: What became of files was read.
        lock_requested: Nothing is to be seen without the passphrase.
    """

    opened = Signal(object)
    new_requested = Signal()
    remove_requested = Signal(object)
    read_in_requested = Signal()
    cancel_requested = Signal()
    report_closed = Signal()
    lock_requested = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme)
        self._make = make
        self._patients: Sequence[Attention] = ()
        body = self.column
        body.addWidget(make.label(pgettext("page", "Patients"), "display"))
        self._sections = Sections(self)
        self._busy = self._busy_card()
        body.addWidget(self._busy)
        self._report = self._sections.add()
        self._empty = self._sections.add()
        self._head = self._made_head()
        body.addWidget(self._head)
        self._nothing = make.label("", "body", "muted")
        self._nothing.setObjectName("patients-nothing")
        every = make.button(_("Show all patients"), "primary", name="all-patients")
        every.clicked.connect(self.field.clear)
        self._nobody = make(
            StateCard, "looking", _("Nothing found"), [self._nothing], every, name="nobody-found"
        )
        self._nobody.hide()
        body.addWidget(self._nobody)
        self.rows = make(PatientRows, name="patients", title=pgettext("page", "Patients"))
        self.rows.opened.connect(self.opened)
        self.rows.remove_requested.connect(self.remove_requested)
        body.addWidget(self.rows)
        body.addStretch(1)

    def _made_head(self) -> QWidget:
        make, head = self._make, QWidget()
        box = QVBoxLayout(head)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_M)
        self.field = make(SearchField, _("Search for a code"), "search-patients")
        self.field.textChanged.connect(self._draw)
        self.field.left_downwards.connect(self._leave_field)
        box.addWidget(self.field)
        self._actions = actions = make(FoldingRow, "patients-more", tokens.SPACE_M)
        new = make.button(_("New patient"), "primary", icon="plus", name="new-patient")
        new.clicked.connect(self.new_requested)
        actions.add(new)
        actions.add_folding(self._read_in_button("read-in"))
        self._lock = make.button(_("Lock now"), icon="lock", name="lock-now")
        self._lock.clicked.connect(self.lock_requested)
        actions.add_folding(self._lock)
        box.addWidget(actions)
        return head

    def _read_in_button(self, name: str) -> Button:
        tip = _("Choose the files that patients sent; you can also drop them on the window")
        button = self._make.button(_("Read in files"), icon="file", tip=tip, name=name)
        button.clicked.connect(self.read_in_requested)
        return button

    def _busy_card(self) -> QWidget:
        make = self._make
        card = make.card(name="reading-in")
        self._busy_words = make.label(_("Files are being read in."), "body")
        card.body.addWidget(self._busy_words)
        line = row(tokens.SPACE_M)
        self._bar = QProgressBar()
        self._bar.setObjectName("reading-in-bar")
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How much is read in"))
        line.addWidget(self._bar, 1)
        cancel = make.button(_("Cancel"), name="cancel-reading-in")
        cancel.clicked.connect(self.cancel_requested)
        line.addWidget(cancel)
        card.body.addLayout(line)
        card.hide()
        return card

    def show_snapshot(self, snapshot: PatientsSnapshot) -> None:
        """Draw what is another than before."""
        self._patients = snapshot.patients
        self._actions.offer(self._lock, offered=snapshot.can_lock)
        is_empty = not snapshot.patients
        with self._sections.drawing():
            self._empty.show_value(is_empty, self._draw_empty)
        self._head.setVisible(not is_empty)
        self.rows.setVisible(not is_empty)
        self._draw()

    def show_progress(self, share: float | None) -> None:
        """Show how much of the files is read in, from 0 to 1; None: nothing is read."""
        self._busy.setVisible(share is not None)
        self._bar.setValue(round((share or 0) * _STEPS))
        self.fit()

    def show_report(self, report: ReadIn | None) -> None:
        """Say what became of the files; None: nothing more."""
        with self._sections.drawing():
            self._report.show_value(report, self._draw_report)
        if report is not None:
            self.verticalScrollBar().setValue(0)

    @property
    def report(self) -> QWidget:
        """Where it is told what became of files."""
        return self._report

    def _draw_empty(self, body: QVBoxLayout, is_empty: bool) -> None:
        if not is_empty:
            return
        lines = [
            _(
                "A patient is a code or initials, with a year of birth, points to heed and notes "
                "if you like. Then you make a plan, hand it over, and see here what came back."
            ),
            _("Everything stays on this computer."),
        ]
        new = self._make.button(_("New patient"), "primary", icon="plus", name="first-patient")
        new.clicked.connect(self.new_requested)
        title = _("There are no patients yet.")
        body.addWidget(self._make(StateCard, "reaching", title, lines, new, name="patients-empty"))

    def _draw_report(self, body: QVBoxLayout, report: ReadIn | None) -> None:
        if report is None:
            return
        make = self._make
        mood: Mood = "caution" if report.faults or report.is_cancelled else "accent"
        icon = "caution" if mood == "caution" else "check"
        panel = make.panel(mood, icon, report.title, name="read-in-report")
        if report.lines:
            panel.body.addWidget(make.text("\n".join(report.lines), "small"))
        if report.faults:
            panel.body.addWidget(make.label(_("What is wrong with them:"), "small_strong"))
            faults = "\n".join(report.faults[:_SHOWN_FAULTS])
            panel.body.addWidget(make.text(faults, "small"))
        close = make.button("", "quiet", icon="close", tip=_("Hide this"), name="hide-report")
        close.clicked.connect(self.report_closed)
        panel.outer.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        body.addWidget(panel)

    @Slot()
    def _draw(self) -> None:
        typed = self.field.text().strip()
        found = [one for one in self._patients if words.is_found(one, typed)]
        self.rows.show_groups(_rows(found))
        self._nobody.setVisible(bool(self._patients) and not found)
        self._nothing.setText(_("No patient has “{typed}” in the code.").format(typed=typed))
        self.fit()

    @Slot()
    def _leave_field(self) -> None:
        if self.rows.model().rowCount():
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)


def _rows(patients: Sequence[Attention]) -> list[GroupedRow]:
    urgent = [one for one in patients if one.needs]
    others = [one for one in patients if not one.needs]
    rows: list[GroupedRow] = []
    calm = words.others_heading(is_alone=not urgent)
    for heading, group in ((words.urgent_heading(), urgent), (calm, others)):
        rows += [
            GroupedRow(
                one.patient_id,
                RowWords(
                    words.patient_title(one.code, one.birth_year),
                    words.why_line(one),
                    # The reasons say when; they need all the room.
                    "" if one.needs else words.last_session(one),
                    is_whole=bool(one.needs),
                ),
                heading if place == 0 else "",
                place == len(group) - 1,
            )
            for place, one in enumerate(group)
        ]
    return rows
