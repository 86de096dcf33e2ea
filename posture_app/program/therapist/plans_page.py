"""Fills the page Plans."""

from PySide6.QtCore import QObject

from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.base import PracticeController
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.patients import Patients
from posture_app.ui.main_window import MainWindow


class PlansController(PracticeController):
    """Shows plans."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        practice: PracticeData,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "plans", practice, records, parent)
        self._shared = shared
        self.follow()

    def show_now(self) -> None:
        """Show all."""
        self._window.page("plans").show_snapshot(self._practice.ask(Patients.every, ()))
