"""Why something is as it is, as keys: `words.breaks` makes sentences of them where they are shown.

They are written down (the state's file, the log) and printed by the command line, so that a key
keeps its spelling for ever.
"""

from enum import StrEnum
from typing import Final, Literal

BreakResult = Literal["taken", "skipped", "snoozed", "interrupted", "away"]
"""What came of a break; `away`: the screen was locked or the machine asleep."""


class HoldKey(StrEnum):
    """What holds breaks back."""

    CALL = "call"
    MEETING = "meeting"
    SHARING = "sharing"
    FULLSCREEN = "fullscreen"
    DND = "dnd"
    LOCKED = "locked"
    PAUSED = "paused"

    @property
    def told(self) -> "HoldKey":
        """The reason that is told: a meeting told by hand and a shared screen are calls."""
        return _TOLD.get(self, self)


_TOLD: Final = {HoldKey.MEETING: HoldKey.CALL, HoldKey.SHARING: HoldKey.CALL}


class Request(StrEnum):
    """What a person asks for that can be refused."""

    SNOOZE = "snooze"
    SKIP = "skip"
    DONE = "done"
    BREAK_NOW = "break_now"


class Refusal(StrEnum):
    """Why it is not done."""

    NOT_RUNNING = "not_running"
    NOTHING_TO_SNOOZE = "nothing_to_snooze"
    KIND_OFF = "kind_off"
    NEVER_SNOOZED = "never_snoozed"
    SNOOZES_USED = "snoozes_used"
    NO_BREAK = "no_break"
    NOT_BEGUN = "not_begun"
    UNKNOWN_KIND = "unknown_kind"
    BREAK_ON = "break_on"
    ROUTINE_ON = "routine_on"


class Withdrawal(StrEnum):
    """Why a notice is taken back; a hold is told by its own key."""

    HELD = "held"
    BREAK_NOW = "break_now"
    SESSION = "session"
    AWAY = "away"
    KIND_OFF = "kind_off"
    NOT_DUE = "not_due"


class ResetReason(StrEnum):
    """What made a kind of break count anew: an absence as long as it, or a longer break."""

    IDLE = "idle"
    LOCKED = "locked"
    SUSPEND = "suspend"
    SESSION = "session"
    LONGER_BREAK = "longer_break"


class DropReason(StrEnum):
    """Why a break that waited does not come."""

    OUTSIDE_HOURS = "outside_hours"


class Absence(StrEnum):
    """An absence that is known when it is over."""

    ASLEEP = "asleep"
    STALLED = "stalled"
    DOWN = "down"
    SESSION = "session"
