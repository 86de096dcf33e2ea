"""What keeps things for the pages of the window: each made when it is first needed."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

# What is not needed to show the window is imported when it is: docs/decisions/0005.

if TYPE_CHECKING:
    from posture_app.program.added_today import AddedToday
    from posture_app.program.breaks import RunningBreaks
    from posture_app.program.data_controller import DataController
    from posture_app.program.entry_editor import EntryEditor
    from posture_app.program.records import Records
    from posture_app.program.shared import Shared
    from posture_app.program.therapist.practice import PracticeData
    from posture_app.program.therapist.practice_settings import CurrentPractice


class PageServices(QObject):
    """They stay when the window is made anew."""

    def __init__(
        self,
        shared: "Shared",
        records: "Records",
        breaks: "RunningBreaks",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._breaks = shared, records, breaks

    @cached_property
    def entry_editor(self) -> "EntryEditor":
        """The one place where entries of the journal change."""
        from posture_app.program.entry_editor import EntryEditor

        return EntryEditor(self._records, self._shared.local_time, self)

    @cached_property
    def data_controller(self) -> "DataController":
        """What brings data out and in; made when the settings are first looked at."""
        from posture_app.program.data_controller import DataController

        return DataController(self._shared, self._records, lambda: self._breaks.reminders, self)

    @cached_property
    def added(self) -> "AddedToday":
        """The exercises that the person has added to the day."""
        from posture_app.program.added_today import AddedToday

        return AddedToday(self._shared.saved_state, self._shared.health, self)

    @cached_property
    def practice(self) -> "PracticeData":
        """The therapist's data; opened when a page of the practice is first looked at."""
        from posture_app.program.therapist.inactivity import InactivityLock
        from posture_app.program.therapist.practice import PracticeData

        local_time = self._shared.local_time
        practice = PracticeData(self._shared.data_folder, local_time, self)
        InactivityLock(practice, self.practice_settings, self._shared.clock, practice)
        return practice

    @cached_property
    def practice_settings(self) -> "CurrentPractice":
        """What is set for the practice."""
        from posture_app.program.therapist.practice_settings import CurrentPractice

        return CurrentPractice(self._shared, self)

    def close_practice(self) -> None:
        """Close the therapist's data, where they were opened."""
        if "practice" in self.__dict__:
            self.practice.close()
