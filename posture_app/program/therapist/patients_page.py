"""Fills the page Patients, and changes patients as the therapist wants."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from posture_app.plans.patient import Patient
from posture_app.plans.patient_course import handed_over, patient_course
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.base import PracticeController
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.therapist.reading_in import ReadingIn
from posture_app.program.therapist.typed_codes import TypedCodes
from posture_app.store.patient_removal import RemovedPatient
from posture_app.store.patients import Patients
from posture_app.ui.main_window import MainWindow
from posture_app.ui.therapist.patient_sheet import PatientForm, PatientSheet, form_of
from posture_app.ui.therapist.patients_page import PatientsPage
from posture_app.ui.therapist.snapshots import PatientSnapshot, PatientsSnapshot, ReadIn
from posture_app.words.catalogue import _

USUAL_DAYS = 28
"""So many days of a patient's progress are looked at before another choice."""


class PatientsController(PracticeController):
    """Shows patients, and changes them."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        practice: PracticeData,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "patients", practice, records, parent)
        self._shared = shared
        self._page: PatientsPage | None = None
        self._wanted = ""
        self._days: int | None = USUAL_DAYS
        self._undos: list[Callable[[Patients], object]] = []
        self._sheet: PatientSheet | None = None
        self._unfinished: PatientForm | None = None
        self._reading = ReadingIn(practice, self)
        self._reading.progressed.connect(self._show_reading)
        self._reading.ended.connect(self._show_read_in)
        window.destroyed.connect(self._reading.stop)
        self._codes = TypedCodes(window, shared, records, practice, self)
        self._codes.taken.connect(self._tell_taken)
        shared.requests.patients_files_wanted.connect(self._read_in)
        practice.turned.connect(self._go_on)
        self.follow()

    def use(self, page: PatientsPage) -> None:
        """Hear what is wanted."""
        self._page = page
        page.new_requested.connect(self._open_new)
        page.patient_wanted.connect(self._open_patient)
        page.remove_requested.connect(self._remove)
        page.undo_requested.connect(self._undo)
        page.frame.edit_requested.connect(self._edit)
        page.frame.notes_edited.connect(self._keep_notes)
        page.frame.progress.days_chosen.connect(self._choose_days)
        page.frame.progress.read_in_requested.connect(self._choose_files)
        page.frame.progress.code_requested.connect(self._type_code)
        page.list.read_in_requested.connect(self._choose_files)
        page.list.cancel_requested.connect(self._reading.cancel)
        page.list.report_closed.connect(self._close_report)
        page.list.lock_requested.connect(self._practice.lock)
        super().use(page)

    def show_now(self) -> None:
        """Show all, and the one who is open."""
        page, today = self._page, self._shared.local_time.today
        if page is None:
            return
        found = self._practice.ask(lambda data: data.attention(today), ())
        page.show_snapshot(PatientsSnapshot(found, today, self._practice.is_encrypted))
        if page.open_id:
            self._open_patient(page.open_id)

    def keep(self) -> None:
        """Let what was typed count, in the notes and on the sheet."""
        if self._page is not None:
            self._page.frame.keep()
        sheet = self._sheet
        if sheet is None:
            return
        form = sheet.form()
        if form.faults(self._this_year, self._taken(form.patient.id)):
            self._unfinished = form
        else:
            self._keep_patient(form.filled_in())
        sheet.reject()

    # One patient

    @Slot(object)
    def _open_patient(self, patient_id: str) -> None:
        page = self._page
        if page is None:
            return
        snapshot = self._practice.ask(lambda data: self._snapshot(data, patient_id), None)
        if snapshot is not None:
            page.show_patient(snapshot)
        elif page.open_id == patient_id:
            page.show_list()

    def _snapshot(self, data: Patients, patient_id: str) -> PatientSnapshot | None:
        patient = data.patient(patient_id)
        if patient is None:
            return None
        plans, today = data.plans(patient_id), self._shared.local_time.today
        versions = handed_over(plans)
        sessions = data.sessions(versions[-1][1].id) if versions else ()
        course = patient_course(plans, sessions, today, self._days)
        found = (one for one in data.attention(today) if one.patient_id == patient_id)
        needs = next((one.needs for one in found), ())
        return PatientSnapshot(patient, today, plans, course, self._days, self._names(), needs)

    def _names(self) -> dict[str, str]:
        opened = self._records.opened
        if opened is None:
            return {}
        return {key: one.name for key, one in opened.loaded.library.exercises.items()}

    @Slot(object)
    def _choose_days(self, days: int | None) -> None:
        self._days = days
        self.fill()

    @Slot(object, str, str)
    def _keep_notes(self, patient_id: str, before: str, notes: str) -> None:
        """Keep notes; where somebody else has changed them meanwhile, both stay."""

        def keep(data: Patients) -> str:
            patient = data.patient(patient_id)
            if patient is None or patient.notes == notes:
                return notes
            both = notes if patient.notes == before else f"{patient.notes}\n\n{notes}"
            data.save(replace(patient, notes=both))
            return both

        # Nothing else shows the notes: the page is not drawn anew at each pause in typing.
        kept = self._practice.ask(keep, notes)
        if kept != notes and self._page is not None:
            self._page.frame.notes.show_notes(kept)
            self._page.tell(
                _("Somebody else has changed these notes meanwhile. Both are here now.")
            )

    # The sheet

    @property
    def _this_year(self) -> int:
        return self._shared.local_time.today.year

    def _taken(self, patient_id: str) -> frozenset[str]:
        """The codes of the other patients."""
        every = self._practice.ask(Patients.every, ())
        return frozenset(one.code for one in every if one.id != patient_id)

    @Slot()
    def _open_new(self) -> None:
        if self._practice.patients is not None:
            self._open_sheet(form_of(Patient(id="", code="")))

    @Slot(object)
    def _edit(self, patient_id: str) -> None:
        patient = self._practice.ask(lambda data: data.patient(patient_id), None)
        if patient is not None:
            self._open_sheet(form_of(patient))

    def _open_sheet(self, form: PatientForm) -> None:
        """Open a form, as far as it was filled in where a lock or the end has closed it."""
        if self._sheet is not None:
            return
        unfinished = self._unfinished
        if unfinished is not None and unfinished.patient.id == form.patient.id:
            form, self._unfinished = unfinished, None
        self._sheet = sheet = self._window.make(
            PatientSheet,
            form,
            self._this_year,
            self._taken(form.patient.id),
            self._window,
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.kept.connect(self._keep_and_open)
        sheet.finished.connect(self._forget_sheet)
        sheet.open()

    @Slot()
    def _forget_sheet(self) -> None:
        self._sheet = None

    @Slot(object)
    def _keep_and_open(self, patient: Patient) -> None:
        kept = self._keep_patient(patient)
        if kept is not None:
            self._open_patient(kept.id)

    def _keep_patient(self, patient: Patient) -> Patient | None:
        if not patient.id:
            return self._practice.change(lambda data: data.add(patient))

        before = self._practice.ask(lambda data: data.patient(patient.id), None)
        kept = self._practice.change(lambda data: _with_facts(data, patient))
        if kept is not None and before is not None and kept != before:
            self._undos.append(lambda data: _with_facts(data, before))
            if self._page is not None:
                self._page.tell_changed(kept.code)
        return kept

    @Slot()
    def _go_on(self) -> None:
        """Take up what stood on a sheet that the lock has closed; what was removed is gone."""
        if self._practice.patients is None:
            self._undos.clear()
        elif self._unfinished is not None and self.is_open:
            form, self._unfinished = self._unfinished, None
            self._open_sheet(form)

    # Removing

    @Slot(object)
    def _remove(self, patient_id: str) -> None:
        def remove(data: Patients) -> RemovedPatient | None:
            patient = data.patient(patient_id)
            return None if patient is None else data.remove(patient)

        page = self._page
        if page is None:
            return
        page.frame.keep()
        removed = self._practice.change(remove)
        if removed is not None:
            self._undos.append(lambda data: data.put_back(removed))
            page.tell_removed(removed.code)

    @Slot()
    def _undo(self) -> None:
        if self._undos and self._practice.patients is not None:
            self._practice.change(self._undos.pop())

    # Files that came back

    @Slot()
    def _choose_files(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window,
            _("Read in files"),
            "",
            _("What patients did (*.json);;All files (*)"),
        )
        self._read_in([Path(one) for one in chosen])

    @Slot(object)
    def _read_in(self, paths: Sequence[Path]) -> None:
        page = self._page
        if page is None or not self._reading.start(paths):
            return
        page.list.show_report(None)
        if page.open_id and len(paths) > 1:  # they may be of several patients
            page.show_list()

    @Slot(object)
    def _show_reading(self, share: float | None) -> None:
        if self._page is not None:
            self._page.list.show_progress(share)

    @Slot(object)
    def _show_read_in(self, report: ReadIn) -> None:
        page = self._page
        if page is None:
            return
        page.list.show_report(report)
        if page.open_id and (report.faults or report.is_cancelled):
            page.show_list()  # where it is told what is wrong
        elif page.open_id:
            page.tell(report.title)

    @Slot()
    def _close_report(self) -> None:
        if self._page is not None:
            self._page.list.show_report(None)

    @Slot()
    def _type_code(self) -> None:
        if self._page is not None and self._page.open_id:
            self._codes.open(self._page.open_id)

    @Slot(str)
    def _tell_taken(self, sentence: str) -> None:
        if self._page is not None:
            self._page.tell(sentence)


def _with_facts(data: Patients, wanted: Patient) -> Patient:
    """Keep what a sheet tells of a patient; the notes may have been typed on meanwhile."""
    return data.save(
        replace(
            data.patient(wanted.id) or wanted,
            code=wanted.code,
            birth_year=wanted.birth_year,
            precautions=wanted.precautions,
        )
    )
