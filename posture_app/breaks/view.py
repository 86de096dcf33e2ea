"""What the window, the tray and `status` show: a frozen picture."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from posture_app.breaks import activity, holds
from posture_app.breaks.effects import BreakStarted, NoticeGiven
from posture_app.breaks.hours import local_time, zone_called
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.scheduler import Scheduler
from posture_app.breaks.state import BreakTimer, SchedulerState, to_ms
from posture_app.dataclass import dataclass

Doing = Literal["counting", "away", "notice", "break", "held", "off", "asleep"]


@dataclass(frozen=True, slots=True)
class KindView:
    """Where one kind of break stands; `due_in_s` is of activity, or of time after a snooze."""

    kind: str
    counted_s: float
    due_in_s: float
    snoozes_left: int
    snoozed: bool
    owed: bool


@dataclass(frozen=True, slots=True)
class BreaksView:
    """The breaks at one moment.

    `next_kind` comes in `next_in_s` if the person stays active. In a notice or a break, `kind` is
    the one at hand, `left_s` the time left of it and `rested_s` what was rested, no longer than
    what is over of it; a break `waits` while what to take care of in it is read. `hold` is the
    reason that is in force, None for none, `hold_since_s` since when. `quiet` asks that nothing
    covers the screen: a break that is on goes on without an overlay while there is a hold.
    `can_snooze` and `can_skip` say what a click may do with a notice or a break.
    """

    doing: Doing
    kind: str | None
    left_s: float
    rested_s: float
    waits: bool
    next_kind: str | None
    next_in_s: float
    away_since_s: float | None
    hold: HoldKey | None
    hold_since_s: float
    quiet: bool
    can_snooze: bool
    can_skip: bool
    kinds: tuple[KindView, ...]


@dataclass(frozen=True, slots=True)
class HoldView:
    """What holds breaks back since when, in local time; `until` None: nobody knows until when.

    One that is `over` holds them back for a moment more.
    """

    key: HoldKey
    since: datetime
    until: datetime | None = None
    over: bool = False


def view(state: SchedulerState, now_s: float) -> BreaksView:
    """The picture at `now_s` (boot time); the state itself stays where it is."""
    scheduler = Scheduler(state.copy())
    scheduler.advance(to_ms(now_s))
    s, at = scheduler.state, max(to_ms(now_s), scheduler.state.now_ms)
    kinds = tuple(_kind_view(s, count, at) for count in s.counts)
    next_kind, next_in_ms = _next(s, at)
    oldest = holds.oldest(s) if s.holds else None
    kind, left_ms, rested_ms = None, 0, 0
    if s.running is not None:
        kind, left_ms = s.running.kind, s.running.left_ms(at)
        # Who rests while the break waits rests; but together with what is left it is one break.
        rested_ms = min(activity.rested_ms(s, at), s.running.length_ms - left_ms)
    elif s.notice is not None:
        kind, left_ms = s.notice.kind, max(0, s.notice.starts_active_ms - s.active_at(at))
    doing = _doing(s)
    at_hand = doing in {"notice", "break"}
    known = s.settings.kind(kind or "")
    left = next((one.snoozes_left for one in kinds if one.kind == kind), 0)
    return BreaksView(
        doing=doing,
        kind=kind,
        left_s=left_ms / 1000,
        rested_s=rested_ms / 1000,
        waits=s.running is not None and s.running.waits(at),
        next_kind=next_kind,
        next_in_s=next_in_ms / 1000,
        away_since_s=None if s.away_since_ms is None else s.away_since_ms / 1000,
        hold=None if oldest is None else oldest.told,
        hold_since_s=0.0 if oldest is None else s.holds[oldest].since_ms / 1000,
        quiet=bool(s.holds),
        can_snooze=at_hand and left > 0,
        can_skip=at_hand and known is not None and known.skips_at_once,
        kinds=kinds,
    )


def _doing(s: SchedulerState) -> Doing:
    states: Sequence[tuple[object, Doing]] = (
        (s.frozen, "asleep"),
        (s.running, "break"),
        (not s.working, "off"),
        (s.notice, "notice"),
        (any(count.withheld_ms is not None for count in s.counts), "held"),
        (s.away_since_ms is not None, "away"),
    )
    return next((doing for true, doing in states if true), "counting")


def _kind_view(s: SchedulerState, count: BreakTimer, at: int) -> KindView:
    return KindView(
        kind=count.kind,
        counted_s=(s.active_at(at) - count.mark_ms) / 1000,
        due_in_s=left_ms(s, count, at) / 1000,
        snoozes_left=count.snoozes_left,
        snoozed=count.snoozed_until_ms is not None,
        owed=count.withheld_ms is not None,
    )


def left_ms(s: SchedulerState, count: BreakTimer, at: int) -> int:
    """How long until a kind is due: of activity, or of time where it was put off."""
    if count.snoozed_until_ms is not None:
        return max(0, count.snoozed_until_ms - at)
    return max(0, count.mark_ms + count.every_ms - s.active_at(at))


def _next(s: SchedulerState, at: int) -> tuple[str | None, int]:
    """The break that comes next and in how long: the first that no longer one swallows."""
    if not s.working or not s.counts:
        return None, 0
    merge_ms = to_ms(s.settings.merge_s)
    left = {count.kind: left_ms(s, count, at) for count in s.counts}
    for count in sorted(s.counts, key=lambda count: (left[count.kind], -count.length_ms)):
        mine = left[count.kind]
        if not any(
            other.length_ms > count.length_ms and mine <= left[other.kind] <= mine + merge_ms
            for other in s.counts
        ):
            return count.kind, mine
    return None, 0


def holds_of(state: SchedulerState) -> tuple[HoldView, ...]:
    """What holds breaks back now, in the order in which it came."""
    return tuple(
        HoldView(
            key,
            local(state, hold.since_ms),
            None if hold.until_ms is None else local(state, hold.until_ms),
            hold.gone_ms is not None,
        )
        for key, hold in state.holds.items()
    )


def at_hand(state: SchedulerState) -> NoticeGiven | BreakStarted | None:
    """The notice or the break that a program finds as it starts, as if it were decided now.

    None where there is neither, or the program is not to show it.
    """
    s, at = state, state.now_ms
    if s.frozen:
        return None
    if s.running is not None:
        count = s.count(s.running.kind)
        snoozes_left = 0 if count is None else count.snoozes_left
        length_s = s.running.length_ms / 1000
        return BreakStarted(s.running.started_ms, s.running.kind, length_s, snoozes_left)
    count = None if s.notice is None else s.count(s.notice.kind)
    if s.notice is None or count is None or not s.working:
        return None
    starts_in_s = max(0, s.notice.starts_active_ms - s.active_at(at)) / 1000
    counted_s = (s.active_at(at) - count.mark_ms) / 1000
    return NoticeGiven(at, count.kind, counted_s, starts_in_s, count.snoozes_left)


def local(state: SchedulerState, at_ms: int) -> datetime:
    """An instant in the local time of the person."""
    return local_time(at_ms + state.wall_less_boot_ms, zone_called(state.zone))
