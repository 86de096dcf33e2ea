"""Reasons to hold breaks back: several at once, each settled only when it has been gone a while."""

from typing import Final

from posture_app.breaks.hours import NEVER, next_start_ms, zone_called
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.state import Hold, SchedulerState, to_ms

LONGEST_MEETING_MS: Final = 7 * 86_400_000
"""No meeting is made longer than this from now on, however often."""
MORNING_MIN: Final = 6 * 60
"""When a day starts for a person without work hours, in minutes after midnight."""


def start(s: SchedulerState, at_ms: int, key: HoldKey) -> None:
    """A reason is there; one that was gone for a moment goes on."""
    hold = s.holds.get(key)
    if hold is None:
        s.holds[key] = Hold(at_ms)
    else:
        hold.gone_ms = None


def end(s: SchedulerState, at_ms: int, key: HoldKey) -> None:
    """A reason is gone."""
    hold = s.holds.get(key)
    if hold is not None and hold.gone_ms is None:
        hold.gone_ms = at_ms
        hold.until_ms = hold.until_wall_ms = None


def pause(s: SchedulerState, at_ms: int, for_s: float | None, *, until_tomorrow: bool) -> None:
    """The person wants no breaks; a new pause takes the place of the one before."""
    start(s, at_ms, HoldKey.PAUSED)
    hold = s.holds[HoldKey.PAUSED]
    hold.until_ms = None if for_s is None else at_ms + to_ms(for_s)
    hold.until_wall_ms = None
    if until_tomorrow:
        wall_ms = at_ms + s.wall_less_boot_ms
        hold.until_wall_ms = next_start_ms(
            s.settings.work, wall_ms, zone_called(s.zone), MORNING_MIN
        )
        follow_wall(s)


def meet(s: SchedulerState, at_ms: int, until_ms: int) -> None:
    """The person is in a meeting until then."""
    start(s, at_ms, HoldKey.MEETING)
    s.holds[HoldKey.MEETING].until_ms = until_ms


def extend(s: SchedulerState, at_ms: int, by_ms: int) -> None:
    """The meeting takes longer; without one, or after its end, it begins now."""
    hold = s.holds.get(HoldKey.MEETING)
    until = at_ms if hold is None or hold.until_ms is None else max(at_ms, hold.until_ms)
    # What is made longer is at most the longest, and what was longer from the start stays.
    meet(s, at_ms, max(until, min(until + by_ms, at_ms + LONGEST_MEETING_MS)))


def follow_wall(s: SchedulerState) -> None:
    """Put what ends by the wall clock where that clock now says."""
    for hold in s.holds.values():
        if hold.until_wall_ms is not None:
            hold.until_ms = hold.until_wall_ms - s.wall_less_boot_ms


def drop_over(s: SchedulerState, at_ms: int) -> None:
    """Drop what has been gone for the settling time."""
    settle_ms = to_ms(s.settings.settle_s)
    over: list[tuple[int, HoldKey]] = []
    for key, hold in s.holds.items():
        if hold.gone_ms is None and hold.until_ms is not None and at_ms >= hold.until_ms:
            hold.gone_ms = hold.until_ms
            hold.until_ms = hold.until_wall_ms = None
        if hold.gone_ms is not None and at_ms >= hold.gone_ms + settle_ms:
            over.append((hold.gone_ms, key))
    for _, key in sorted(over):
        del s.holds[key]
        s.last_hold = key.told


def next_ms(s: SchedulerState) -> int:
    """When a hold changes by itself."""
    settle_ms = to_ms(s.settings.settle_s)
    earliest = NEVER
    for hold in s.holds.values():
        if hold.gone_ms is not None:
            earliest = min(earliest, hold.gone_ms + settle_ms)
        elif hold.until_ms is not None:
            earliest = min(earliest, hold.until_ms)
    return earliest


def nudge_ms(s: SchedulerState) -> int:
    """When the one silent nudge of this hold is due: the longest-held break tells."""
    if s.nudged:
        return NEVER
    since = [count.withheld_ms for count in s.counts if count.withheld_ms is not None]
    return min(since) + to_ms(s.settings.max_hold_s) if since else NEVER


def oldest(s: SchedulerState) -> HoldKey:
    """The reason that has been there for longest; those that have not gone come first."""
    return min(s.holds, key=lambda key: (s.holds[key].gone_ms is not None, s.holds[key].since_ms))
