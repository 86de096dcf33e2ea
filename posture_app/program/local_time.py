"""The time of day where the person is."""

from datetime import date, datetime

from PySide6.QtCore import QObject, Slot

from posture_app.desktop.clock import Clock, local_time_zone


class LocalTime(QObject):
    """The clock's time of day, and the zone that the machine is in."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone = ""

    @property
    def zone(self) -> str:
        """The IANA name of the machine's zone; Qt takes 4 ms to find it, so not at the start."""
        if not self._zone:
            self._zone = local_time_zone()
        return self._zone

    def now(self) -> datetime:
        """The time of day, aware."""
        return self._clock.read().wall

    @property
    def today(self) -> date:
        """The person's day, where they are: at their midnight another one begins."""
        from posture_app.journal.zones import zone  # not for the window: docs/decisions/0005

        return self.now().astimezone(zone(self.zone)).date()

    @Slot(str)
    def move_to(self, zone: str) -> None:
        """The machine is in another zone from now on."""
        self._zone = zone
