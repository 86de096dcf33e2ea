"""Drives a session by the event loop: asks the state machine when something is due, and tells."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from posture_app.coach import session as coach
from posture_app.coach.session import Cue, Effect, Session, SessionStep
from posture_app.ui.player.driving import FRAME_MS, MomentLike, ReadClock

CUE_LATE_S: Final = 0.5
"""A cue that could not be played in time says the wrong thing; it is left out."""


class SessionDriver(QObject):
    """Owns the session that is being played. `speed` plays it faster than life.

    Signals:
        effects_told: A sequence of the coach's effects, in order.
        cue_due: The name of a cue that can still be heard in time.
        ticked: The time has moved on; redraw what counts.
    """

    effects_told = Signal(object)
    cue_due = Signal(object)
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

    def now_s(self) -> float:
        """The session's clock."""
        return self._read_clock().monotonic_s * self._speed

    def begin(self, starter: Callable[[float, float], SessionStep]) -> None:
        """Start playing what `starter(now_s, asleep_s)` makes."""
        reading = self._read_clock()
        self._take(starter(reading.monotonic_s * self._speed, _asleep_s(reading)))
        self._timer.start(max(1, round(FRAME_MS / max(1.0, self._speed))))

    def stop(self) -> None:
        """Ask no more by itself; `tick` still brings the session up to now."""
        self._timer.stop()

    def do(self, command: Callable[[Session, float], SessionStep]) -> None:
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

    def _take(self, step: SessionStep) -> None:
        self.session, effects = step
        if self.session.status == "finished":
            self._timer.stop()
        if effects:
            told: Sequence[Effect] = tuple(effects)
            self.effects_told.emit(told)
            self._tell_cues(told)

    def _tell_cues(self, effects: Sequence[Effect]) -> None:
        now_s = self.now_s()
        for effect in effects:
            if isinstance(effect, Cue) and now_s - effect.at_s <= CUE_LATE_S * self._speed:
                self.cue_due.emit(effect.name)


def _asleep_s(reading: MomentLike) -> float:
    return reading.boot_s - reading.monotonic_s
