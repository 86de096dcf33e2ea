"""What the scheduler is told, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from posture_app.breaks.settings import Settings


class Signal(StrEnum):
    """What is told without more: by the sensors, by the machine, or by the person.

    Typing is input without a gap worth speaking of; a session is a routine that is being played.
    Both outlive the program in its state, so one that starts tells how they stand now.
    """

    INPUT_STOPS = "input_stops"
    INPUT_RESUMES = "input_resumes"
    LOCK = "lock"
    UNLOCK = "unlock"
    READING_STARTS = "reading_starts"
    READING_ENDS = "reading_ends"
    TYPING_STARTS = "typing_starts"
    TYPING_ENDS = "typing_ends"
    SESSION_STARTS = "session_starts"
    SESSION_ENDS = "session_ends"
    CALL_STARTS = "call_starts"
    CALL_ENDS = "call_ends"
    FULLSCREEN_STARTS = "fullscreen_starts"
    FULLSCREEN_ENDS = "fullscreen_ends"
    DND_STARTS = "dnd_starts"
    DND_ENDS = "dnd_ends"
    SHARING_STARTS = "sharing_starts"
    SHARING_ENDS = "sharing_ends"
    SUSPEND = "suspend"
    RESUME = "resume"
    STALLS = "stalls"
    RUNS_AGAIN = "runs_again"
    KILLED = "killed"
    STARTED = "started"
    SNOOZE = "snooze"
    SKIP = "skip"
    DONE = "done"
    UNPAUSE = "unpause"
    MEETING_ENDS = "meeting_ends"


@dataclass(frozen=True, slots=True)
class LastInput:
    """No input since an instant that is past: what a sensor tells that is asked now and then."""

    at_s: float


@dataclass(frozen=True, slots=True)
class BreakNow:
    """The person wants a break of this kind, at once."""

    kind: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold all breaks back: for a time, until tomorrow's work starts, or until told otherwise."""

    for_s: float | None = None
    until_tomorrow: bool = False


@dataclass(frozen=True, slots=True)
class MeetingStarts:
    """The person is in a meeting for a time."""

    for_s: float


@dataclass(frozen=True, slots=True)
class MeetingExtends:
    """The meeting takes longer by this; without a meeting, one begins."""

    by_s: float


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The wall clock was set or moved to another zone; `wall_ms` since 1970 in UTC, as it is now.

    `zone` None leaves the zone as it was.
    """

    wall_ms: int
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """New settings, from now on."""

    settings: Settings


Event = (
    Signal
    | LastInput
    | BreakNow
    | Pause
    | MeetingStarts
    | MeetingExtends
    | ClockSet
    | ChangeSettings
)

BREAK_SIGNALS: Final = frozenset({Signal.SNOOZE, Signal.SKIP, Signal.DONE})
"""What a person can ask for only while the program runs, as `BreakNow`."""


@dataclass(slots=True)
class Effect:
    """Something that the scheduler decided, with its reason as data.

    `at_ms` is the instant on the clock that drives the state, `what` one of those that the
    simulator prints (`SHOWN`) or one that is only kept as a reason: `withdrawn`, `waits`,
    `settings`, `clock_set`, `away`. `kind` is the id of the kind of break, or None.
    """

    at_ms: int
    what: str
    kind: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)


SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "notice": (),
    "break_starts": (),
    "break_ends": ("result", "rested_s"),
    "merged": ("into",),
    "withheld": ("reason",),
    "released": ("reason",),
    "nudge": (),
    "dropped": ("reason",),
    "refused": ("what", "reason"),
    "reset": ("reason",),
    "work_starts": (),
    "work_ends": (),
}
"""What the simulator prints, and which of its data."""
