"""What the player and a break ask of whoever drives a session; the program hands one in."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, SignalInstance

from posture_app.coach.session import Session, SessionStep

FRAME_MS: Final = 33
"""The ring and the count are drawn thirty times a second; the figure has its own pace."""


class MomentLike(Protocol):
    """What is read of a clock's reading."""

    @property
    def monotonic_s(self) -> float:
        """Stands still while the machine sleeps."""
        ...

    @property
    def boot_s(self) -> float:
        """Goes on while the machine sleeps."""
        ...


ReadClock = Callable[[], MomentLike]


class Driver(Protocol):
    """Owns the session that is being played, and brings it up to now."""

    @property
    def session(self) -> Session | None:
        """The session as it is; None before it has begun."""
        ...

    @property
    def effects_told(self) -> SignalInstance:
        """Emitted with a sequence of the coach's effects, in order."""
        ...

    @property
    def cue_due(self) -> SignalInstance:
        """Emitted with the name of one of the coach's cues, to be heard now."""
        ...

    @property
    def ticked(self) -> SignalInstance:
        """Emitted when the time has moved on."""
        ...

    def now_s(self) -> float:
        """The session's clock, in seconds."""
        ...

    def begin(self, starter: Callable[[float, float], SessionStep]) -> None:
        """Start playing what `starter(now_s, asleep_s)` makes."""
        ...

    def stop(self) -> None:
        """Ask no more by itself; `tick` still brings the session up to now."""
        ...

    def do(self, command: Callable[[Session, float], SessionStep]) -> None:
        """Carry out what the person asked for, at this instant."""
        ...

    def tick(self) -> None:
        """Bring the session up to now."""
        ...

    def deleteLater(self) -> None:
        """Let it go, once nothing of it is under way."""
        ...


MakeDriver = Callable[[QObject], Driver]
"""Makes a driver that belongs to a parent."""
