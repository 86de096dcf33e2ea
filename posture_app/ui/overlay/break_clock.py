"""How far the break has come that is on the screen."""

from dataclasses import replace
from typing import Final

from posture_app.breaks.state import RunningBreak, to_ms
from posture_app.ui.player.driving import ReadClock

GRACE_S: Final = 2.0
"""After opening: so long nothing that is pressed counts."""
FADE_S: Final = 0.6
"""How long a break that fills the screen takes to come in."""


class BreakClock:
    """What is left of a break, by the clock that is handed in; it waits for who reads about it.

    Whoever opened the break reckons in the same way and closes it; where they tell how it stands,
    that holds. What is left goes on while the machine sleeps.
    """

    def __init__(self, read_clock: ReadClock) -> None:
        self._read_clock = read_clock
        self._running: RunningBreak | None = None
        self._opened_s = 0.0

    def start(self, kind: str, left_s: float) -> None:
        """A break comes on the screen, with so much left of it."""
        now_ms, left_ms = self._boot_ms(), to_ms(left_s)
        self._running = RunningBreak(kind, left_ms, now_ms, now_ms + left_ms)
        self._opened_s = self.now_s

    def stop(self) -> bool:
        """It goes off the screen; whether somebody was reading about it."""
        running, self._running = self._running, None
        return running is not None and running.reading_since_ms is not None

    def read(self, *, on: bool) -> bool:
        """Somebody reads about it from now on, or no more; whether that is another than before."""
        running = self._running
        if running is None or on == (running.reading_since_ms is not None):
            return False
        running.read(self._boot_ms(), on=on)
        return True

    def follow(self, running: RunningBreak) -> bool:
        """Reckon from now on by how the break stands; whether it ends at another time by that.

        One that is of another kind than what is on the screen is left alone.
        """
        mine = self._running
        if mine is None or mine.kind != running.kind:
            return False
        self._running = replace(running)
        return mine.ends_ms != running.ends_ms

    @property
    def now_s(self) -> float:
        """What the clock shows that stands still while the machine sleeps."""
        return self._read_clock().monotonic_s

    @property
    def is_on(self) -> bool:
        """Whether a break is on the screen."""
        return self._running is not None

    @property
    def since_s(self) -> float:
        """For how long it has been there."""
        return 0.0 if self._running is None else self.now_s - self._opened_s

    @property
    def left_s(self) -> float:
        """What is left of it."""
        return 0.0 if self._running is None else self._running.left_ms(self._boot_ms()) / 1000

    @property
    def waits(self) -> bool:
        """Whether it waits now for who reads about it."""
        return self._running is not None and self._running.waits(self._boot_ms())

    @property
    def latest_s(self) -> float:
        """In how many seconds it ends at the latest, if nobody reads more than now."""
        running = self._running
        return 0.0 if running is None else (running.ends_ms - self._boot_ms()) / 1000

    @property
    def accepts(self) -> bool:
        """Whether what is pressed counts already."""
        return self.is_on and self.since_s >= GRACE_S

    @property
    def faded_in(self) -> float:
        """How much of a break that fills the screen is seen, from 0 to 1."""
        to_go = max(0.0, 1.0 - self.since_s / FADE_S) if self.is_on else 0.0
        return 1.0 - to_go**2

    def _boot_ms(self) -> int:
        return to_ms(self._read_clock().boot_s)
