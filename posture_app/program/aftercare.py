"""Lets the health profile follow the injections and needlings of the journal."""

from PySide6.QtCore import QObject, Slot

from posture_app.program.health import CurrentHealth
from posture_app.program.records import Records


class Aftercare(QObject):
    """Looks at the last two weeks when the log is open, and at each of its changes.

    So it also hears of what is undone, imported, or written by another program.
    """

    def __init__(
        self, records: Records, health: CurrentHealth, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._records, self._health = records, health
        records.ready.connect(self._follow)
        records.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        opened = self._records.opened
        if opened is None:
            return
        # What a program that waits for a break does not need is imported here.
        from posture_app.journal.aftercare import first_day, followed
        from posture_app.journal.entries import Treatment
        from posture_app.store.errors import StoreError

        today = self._health.today
        try:
            treatments = opened.log.entries.between(Treatment, first_day(today), today)
        except StoreError:
            return  # the page that reads the log tells it
        self._health.take(followed(self._health.value, treatments, today))
