"""The exercises that a person has added to the day; tomorrow they are gone."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.program.health import CurrentHealth
from posture_app.program.saved_state import SavedState

MOST: Final = 20
"""More than these are no day's exercise any more; the oldest goes."""


class AddedToday(QObject):
    """The one place where they change; kept for this day from one run to the next.

    Signals:
        changed: Others are added than before.
    """

    changed = Signal()

    def __init__(
        self, saved_state: SavedState, health: CurrentHealth, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._saved_state, self._health = saved_state, health

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of the exercises of today, in the order in which they were added."""
        return self._saved_state.added(self._health.today)

    @Slot(object)
    def add(self, exercise_id: str) -> None:
        """Add an exercise."""
        if exercise_id not in self.exercises:
            self._keep((*self.exercises, exercise_id)[-MOST:])

    @Slot(object)
    def remove(self, exercise_id: str) -> None:
        """Take an exercise out of the day."""
        if exercise_id in self.exercises:
            self._keep(tuple(one for one in self.exercises if one != exercise_id))

    def _keep(self, exercises: tuple[str, ...]) -> None:
        self._saved_state.keep_added(self._health.today, exercises)
        self.changed.emit()
