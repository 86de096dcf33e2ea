"""Drives a session by the event loop: asks the state machine when something is due, and tells."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from posture_app.coach import session as coach
from posture_app.coach.session import Effect, Session, Step


class MomentLike(Protocol):
    """What the driver reads of a clock's reading."""

    @property
    def monotonic_s(self) -> float:
        """Stands still while the machine sleeps."""
        ...

    @property
    def boot_s(self) -> float:
        """Goes on while the machine sleeps."""
        ...


ReadClock = Callable[[], MomentLike]

FRAME_MS: Final = 33
"""The ring and the count are drawn thirty times a second; the figure has its own pace."""


class SessionDriver(QObject):
    """Owns the session that is being played. `speed` plays it faster than life.

    Signals:
        effects_told: A sequence of the coach's effects, in order.
        ticked: The time has moved on; redraw what counts.
    """

    effects_told = Signal(object)
    ticked = Signal()

    def __init__(
        self, read_clock: ReadClock, speed: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read_clock = read_clock
        self._speed = speed
        self.session: Session | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def speed(self) -> float:
        """How many seconds of a session pass in one of life."""
        return self._speed

    def now_s(self) -> float:
        """The session's clock."""
        return self._read_clock().monotonic_s * self._speed

    def begin(self, starter: Callable[[float, float], Step]) -> None:
        """Start playing what `starter(now_s, asleep_s)` makes."""
        reading = self._read_clock()
        self._take(starter(reading.monotonic_s * self._speed, _asleep_s(reading)))
        self._timer.start(max(1, round(FRAME_MS / max(1.0, self._speed))))

    def stop(self) -> None:
        """Ask no more by itself; `tick` still brings the session up to now."""
        self._timer.stop()

    def do(self, command: Callable[[Session, float], Step]) -> None:
        """Carry out what the person asked for, at this instant."""
        self.tick()
        if self.session is not None:
            self._take(command(self.session, self.now_s()))
            self.ticked.emit()

    @Slot()
    def tick(self) -> None:
        """Bring the session up to now."""
        if self.session is None:
            return
        reading = self._read_clock()
        step = coach.advance(self.session, reading.monotonic_s * self._speed, _asleep_s(reading))
        self._take(step)
        self.ticked.emit()

    def _take(self, step: Step) -> None:
        self.session, effects = step
        if self.session.status == "finished":
            self._timer.stop()
        if effects:
            told: Sequence[Effect] = tuple(effects)
            self.effects_told.emit(told)


def _asleep_s(reading: MomentLike) -> float:
    return reading.boot_s - reading.monotonic_s
