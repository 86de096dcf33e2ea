"""One patient: who it is, and the parts Plan, Progress and Notes."""

from dataclasses import replace
from typing import Final, get_args

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.plans.attention import Need
from posture_app.plans.patient import Patient
from posture_app.ui.page_targets import PatientPart
from posture_app.ui.pages.list_with_detail import Detail, back_button
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.patient_notes import PatientNotes
from posture_app.ui.therapist.patient_plan import PatientPlan
from posture_app.ui.therapist.patient_progress import PatientProgress
from posture_app.ui.therapist.snapshots import PatientSnapshot
from posture_app.ui.widgets.cards import row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.still import StillCache
from posture_app.words import patients as words
from posture_app.words.catalogue import pgettext

PARTS: Final[tuple[PatientPart, ...]] = get_args(PatientPart)


class PatientFrame(Detail):
    """The frame around the parts.

    Attributes:
        patient_id: Who is shown; empty before the first.
        part: Which part is shown.
        plan: The part Plan.

    Signals:
        part_chosen: The `PatientPart` that is shown now.
        edit_requested: The id of the patient.
        remove_requested: The id of the patient.
        notes_edited: The id of the patient, the notes as they were known to be kept, and as they
            are now.
        patient_shown: The `PatientSnapshot` that is shown now: its plan is to be shown, too.
    """

    part_chosen = Signal(object)
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    notes_edited = Signal(object, str, str)
    patient_shown = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__(make, "patient")
        make = self._make
        self.patient_id = ""
        self.part: PatientPart = "plan"
        body = self.column
        back = back_button(make)
        back.clicked.connect(self.back_requested)
        top = row(tokens.SPACE_L)
        top.addWidget(back)
        top.addStretch(1)
        body.addLayout(top)
        self._sections = Sections(self)
        self._who = self._sections.add(tokens.SPACE_S)
        names = {
            "plan": pgettext("part of a patient", "Plan"),
            "progress": pgettext("part of a patient", "Progress"),
            "notes": pgettext("part of a patient", "Notes"),
        }
        self._parts = make.segments(
            [Option(key, names[key]) for key in PARTS],
            pgettext("choice of what is shown", "Show"),
            "patient-part",
        )
        self._parts.chosen.connect(self.show_part)
        edit = make.button(pgettext("patient", "Change"), name="edit-patient")
        edit.clicked.connect(self._edit)
        remove = make.button(
            pgettext("patient", "Remove"), "danger", icon="trash", flush=True, name="remove-patient"
        )
        remove.clicked.connect(self._remove)
        top.addWidget(edit)
        top.addWidget(remove)
        body.addWidget(self._parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.plan = make(PatientPlan, stills, self._sections)
        self.progress = make(PatientProgress, self._sections)
        self.notes = make(PatientNotes)
        self.notes.edited.connect(self._tell_notes)
        self._views: dict[PatientPart, QWidget] = {
            "plan": self.plan,
            "progress": self.progress,
            "notes": self.notes,
        }
        for view in self._views.values():
            body.addWidget(view)
        body.addStretch(1)
        self._show_chosen()

    def show_patient(self, snapshot: PatientSnapshot) -> None:
        """Draw what is another than before; of another patient from the top."""
        patient = snapshot.patient
        if patient.id != self.patient_id:
            self.notes.keep()
            self.patient_id = patient.id
            self.verticalScrollBar().setValue(0)
        with self._sections.drawing():
            who = replace(patient, notes="", writes=0)
            self._who.show_value((who, snapshot.needs), self._draw_who)
        self.progress.show_patient(snapshot)
        self.notes.show_notes(patient.notes)
        self.patient_shown.emit(snapshot)
        self.fit()

    def keep(self) -> None:
        """Let what was typed into the notes count now."""
        self.notes.keep()

    @Slot(object)
    def show_part(self, part: PatientPart) -> None:
        """Show one of the parts."""
        self.notes.keep()
        self.part = part
        self._show_chosen()
        self.part_chosen.emit(part)

    def _show_chosen(self) -> None:
        self._parts.set_value(self.part)
        for key, view in self._views.items():
            view.setVisible(key == self.part)
        self.fit()

    def _draw_who(self, body: QVBoxLayout, told: tuple[Patient, tuple[Need, ...]]) -> None:
        make, (patient, needs) = self._make, told
        body.addWidget(make.label(words.patient_title(patient.code, patient.birth_year), "display"))
        heeded = words.heeded(patient.precautions)
        if heeded:
            body.addWidget(make.label(heeded, "body", "muted"))
        for need in needs:
            body.addWidget(make.label(words.need_words(need), "strong", "caution"))

    @Slot()
    def _edit(self) -> None:
        self.edit_requested.emit(self.patient_id)

    @Slot()
    def _remove(self) -> None:
        self.remove_requested.emit(self.patient_id)

    @Slot(str, str)
    def _tell_notes(self, before: str, notes: str) -> None:
        self.notes_edited.emit(self.patient_id, before, notes)
