"""Why there is a break now or why not, as facts; `words.breaks` says them."""

from collections.abc import Sequence

from posture_app.breaks.hours import NEVER
from posture_app.breaks.scheduler import Scheduler
from posture_app.breaks.state import BreakTimer, SchedulerState, to_ms
from posture_app.breaks.view import HoldView, holds_of, left_ms
from posture_app.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class BreakIsOn:
    """A break is on, until an instant on the state's clock."""

    kind: str
    ends_ms: int


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """It is not the time for work, until an instant, or for ever."""

    until_ms: int | None


@dataclass(frozen=True, slots=True)
class NoticeIsOut:
    """A break is announced; `waiting` for a gap in typing."""

    kind: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Something holds breaks back."""

    hold: HoldView


@dataclass(frozen=True, slots=True)
class PersonReads:
    """The person reads, and counts as active while still."""


@dataclass(frozen=True, slots=True)
class RoutineIsOn:
    """A routine has been played since an instant."""

    since_ms: int


@dataclass(frozen=True, slots=True)
class PersonIsAway:
    """Nobody is there, for `away_s`, since an instant."""

    away_s: float
    since_ms: int


@dataclass(frozen=True, slots=True)
class BreakIsOwed:
    """A break is due and held back since an instant."""

    kind: str
    since_ms: int


@dataclass(frozen=True, slots=True)
class BreakIsPutOff:
    """A break comes again at an instant."""

    kind: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class BreakIsNotDue:
    """Only a part of the activity that a break comes after is counted."""

    kind: str
    counted_s: float
    every_s: float


BreakFact = (
    BreakIsOn
    | OutsideHours
    | NoticeIsOut
    | HeldBack
    | PersonReads
    | RoutineIsOn
    | PersonIsAway
    | BreakIsOwed
    | BreakIsPutOff
    | BreakIsNotDue
)


def explain(state: SchedulerState, now_s: float) -> Sequence[BreakFact]:
    """Why there is a break at `now_s` (boot time) or why not, the most telling first."""
    scheduler = Scheduler(state.copy())
    scheduler.advance(to_ms(now_s))
    s, at = scheduler.state, max(to_ms(now_s), scheduler.state.now_ms)
    told: list[BreakFact] = []
    if s.running is not None:
        told.append(BreakIsOn(s.running.kind, at + s.running.left_ms(at)))
    if not s.working:
        told.append(OutsideHours(None if s.hours_change_ms == NEVER else s.hours_change_ms))
        return told
    if s.notice is not None:
        told.append(NoticeIsOut(s.notice.kind, s.notice.waiting))
    told += [HeldBack(hold) for hold in holds_of(s)]
    if s.reading:
        told.append(PersonReads())
    if s.session_since_ms is not None:
        told.append(RoutineIsOn(s.session_since_ms))
    elif s.away_since_ms is not None:
        told.append(PersonIsAway((at - s.away_since_ms) / 1000, s.away_since_ms))
    at_hand = s.running.kind if s.running is not None else None
    stands = [_stands(s, count, at) for count in s.counts if count.kind != at_hand]
    return [*told, *(one for one in stands if one is not None)]


def _stands(s: SchedulerState, count: BreakTimer, at: int) -> BreakFact | None:
    """Where one kind of break stands; None where it is due now."""
    if count.withheld_ms is not None:
        return BreakIsOwed(count.kind, count.withheld_ms)
    if count.snoozed_until_ms is not None:
        return BreakIsPutOff(count.kind, count.snoozed_until_ms)
    if not left_ms(s, count, at):
        return None
    counted_s = (s.active_at(at) - count.mark_ms) / 1000
    return BreakIsNotDue(count.kind, counted_s, count.every_ms / 1000)
