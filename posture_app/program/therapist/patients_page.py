"""Fills the page Patients."""

from PySide6.QtCore import QObject

from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.base import PracticeController
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.patients import Patients
from posture_app.ui.main_window import MainWindow


class PatientsController(PracticeController):
    """Shows patients."""

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
        self.follow()

    def show_now(self) -> None:
        """Show all."""
        self._window.page("patients").show_snapshot(self._practice.ask(Patients.every, ()))
