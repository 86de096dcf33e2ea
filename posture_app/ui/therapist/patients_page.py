"""The page Patients: all of them, and one of them."""

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence

from posture_app.errors import Message
from posture_app.ui.page_targets import NewTarget, PatientTarget
from posture_app.ui.therapist.base import PracticePage
from posture_app.ui.therapist.patient_frame import PatientFrame
from posture_app.ui.therapist.patient_list import PatientList
from posture_app.ui.therapist.snapshots import PatientSnapshot, PatientsSnapshot
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.ui.widgets.still import StillCache


class PatientsPage(PracticePage):
    """The patients of a practice, and one of them.

    Attributes:
        list: All of them.
        frame: The one who is open.

    Signals:
        new_requested: A new patient, please.
        patient_wanted: The id of the one who is to be shown; answer with `show_patient`.
        remove_requested: The id of a patient.
        undo_requested: The last removal or change is to be taken back.
    """

    new_requested = Signal()
    patient_wanted = Signal(object)
    remove_requested = Signal(object)
    undo_requested = Signal()

    def __init__(self, make: WidgetFactory, stills: "StillCache") -> None:
        patients = make(PatientList)
        super().__init__(make, patients)
        self.list = patients
        self.frame = self.make(PatientFrame, stills)
        self.join(self.list.rows, self.frame)
        self._is_open = False
        self.list.opened.connect(self.open_patient)
        self.list.new_requested.connect(self.new_requested)
        self.list.remove_requested.connect(self.remove_requested)
        self.frame.remove_requested.connect(self.remove_requested)
        self.frame.part_chosen.connect(self.moved)
        self._snackbar = make(Snackbar, self)
        self._snackbar.acted.connect(self._undo)

    @property
    def open_id(self) -> str:
        """The id of the patient who is open; empty where the list is shown."""
        return self.frame.patient_id if self._is_open else ""

    def show_snapshot(self, snapshot: PatientsSnapshot) -> None:
        """Show all."""
        self.list.show_snapshot(snapshot)
        if self.is_loading or self.is_closed:
            self.views.setCurrentWidget(self.frame if self._is_open else self.list_view)

    def show_patient(self, snapshot: PatientSnapshot) -> None:
        """Show the patient who is open."""
        self.frame.show_patient(snapshot)
        if not self._is_open:
            self._is_open = True
            self.show_detail(self.frame)

    def show_list(self) -> None:
        """Show all, with the keyboard at the patient who was open."""
        self.frame.keep()
        self._is_open = False
        self.list.rows.select(self.frame.patient_id)
        super().show_list()
        self.list.rows.setFocus()

    def show_locked(self, problem: Message | None = None) -> None:
        """Nothing of a patient is seen."""
        self._snackbar.withdraw()
        super().show_locked(problem)

    @Slot(object)
    def open_patient(self, patient_id: str) -> None:
        """Open a patient at the part that was looked at last."""
        self.patient_wanted.emit(patient_id)

    def show_details(self, target: PatientTarget | NewTarget) -> None:
        """Open a patient, or the sheet for a new one."""
        if self.is_closed:
            return
        match target:
            case NewTarget():
                self.new_requested.emit()
            case PatientTarget(patient_id, part):
                self.frame.show_part(part or self.frame.part)
                self.open_patient(patient_id)
            case _:
                assert_never(target)

    def where(self) -> PatientTarget | None:
        """Who is shown, and which part; None for the list."""
        return PatientTarget(self.open_id, self.frame.part) if self._is_open else None

    def go_to(self, where: object) -> None:
        """Show the list or a patient, as they were left."""
        if where == self.where():
            return
        if isinstance(where, PatientTarget):
            self.show_details(where)
        else:
            self.show_list()

    def focus_search(self) -> bool:
        """Look for a patient."""
        return self.is_closed or self.search_list(self.list.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last removal back, also when that is no longer offered."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.is_closed:
            self._snackbar.withdraw()
            self.undo_requested.emit()
            return
        super().keyPressEvent(event)

    def tell_removed(self, code: str) -> None:
        """A patient was removed, which can be taken back."""
        if self._is_open:
            self.show_list()
        self._snackbar.tell(_("{patient} was removed.").format(patient=code), _("Undo"), "undo")

    def tell_changed(self, code: str) -> None:
        """A patient was changed, which can be taken back."""
        self._snackbar.tell(_("{patient} was changed.").format(patient=code), _("Undo"), "undo")

    @Slot()
    def _undo(self) -> None:
        self.undo_requested.emit()
