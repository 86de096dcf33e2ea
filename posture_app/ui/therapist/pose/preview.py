"""Plays the motion that is being made, again and again, until it is stopped."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from posture_app.body.motion import (
    MotionPhase,
    SolvedMotion,
    cycle_at,
    goes_round,
    solved_motion,
    stance_at,
)
from posture_app.dataclass import dataclass
from posture_app.library.motion import Motion

FRAME_MS: Final = 33
_PAUSE_S: Final = 0.8
CYCLE_S: Final = 6.0


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a repetition moves there, holds and moves back, in seconds."""

    move_s: float = 2.0
    hold_s: float = 2.0
    return_s: float = 2.0


class MotionPreview(QObject):
    """Plays a motion.

    Signals:
        moment: The body now (a `Stance`), or None when it is over.
    """

    moment = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = QElapsedTimer()
        self._solved: SolvedMotion | None = None
        self._timing = Timing()
        self.speed = 1.0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._show)

    @property
    def is_playing(self) -> bool:
        """Whether it is being played."""
        return self._timer.isActive()

    def play(self, motion: Motion, timing: Timing) -> None:
        """Play a motion from its start."""
        self._solved, self._timing = solved_motion(motion), timing
        self._clock.start()
        self._timer.start()
        self._show()

    def stop(self) -> None:
        """Play no longer."""
        if self.is_playing:
            self._timer.stop()
            self._solved = None
            self.moment.emit(None)

    @Slot()
    def _show(self) -> None:
        if self._solved is not None:
            self.show_at(self._clock.elapsed() / 1000 * self.speed)

    def show_at(self, elapsed_s: float) -> None:
        """Show the motion at a time of its own."""
        solved = self._solved
        if solved is None:
            return
        motion = solved.motion
        if motion.cycle_s or goes_round(motion):
            self.moment.emit(cycle_at(solved, elapsed_s, motion.cycle_s or CYCLE_S))
            return
        phases: tuple[tuple[MotionPhase, float], ...] = (
            ("move", self._timing.move_s),
            ("hold", self._timing.hold_s),
            ("return", self._timing.return_s),
            ("relax", _PAUSE_S),
        )
        left = elapsed_s % sum(length for _, length in phases)
        for phase, length in phases:
            if left < length:
                self.moment.emit(stance_at(solved, phase, left / length))
                return
            left -= length
