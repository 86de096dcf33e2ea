"""What the scheduler is told; `effects` is what it answers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from posture_app.breaks.reasons import Request
from posture_app.breaks.settings import BreakSettings
from posture_app.dataclass import dataclass


class PlainEvent(StrEnum):
    """What is told without more: by the sensors, by the machine, or by the person.

    Typing is input without a gap worth speaking of; a session is a routine that is being played.
    Both outlive the program in its state, so one that starts tells how they stand now. With DONE
    the person ends a break, which is taken if half of it was rest; with EXERCISED, too, and half
    of its exercise or more was done, which is taken however short it was.
    Where nothing tells whether there is input, it is unknown until it stops or resumes. Care is
    open while what to take care of in the break that is on is read.
    """

    INPUT_STOPS = "input_stops"
    INPUT_RESUMES = "input_resumes"
    INPUT_UNKNOWN = "input_unknown"
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
    EXERCISED = "exercised"
    CARE_OPENS = "care_opens"
    CARE_CLOSES = "care_closes"
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

    settings: BreakSettings


Event = (
    PlainEvent
    | LastInput
    | BreakNow
    | Pause
    | MeetingStarts
    | MeetingExtends
    | ClockSet
    | ChangeSettings
)

REQUESTS: Final[Mapping[Event, Request]] = {
    PlainEvent.SNOOZE: Request.SNOOZE,
    PlainEvent.SKIP: Request.SKIP,
    PlainEvent.DONE: Request.DONE,
    PlainEvent.EXERCISED: Request.DONE,
}
"""What a person can ask for only while the program runs, as `BreakNow`."""
MEETING_S: Final = 30 * 60.0
"""A meeting that is told without its length, and how much longer a click makes it."""
