"""Who is there: input, idle time dated back, absences, the activity clock and rest in a break."""

from typing import Final

from posture_app.breaks.hours import NEVER
from posture_app.breaks.state import BreakTimer, SchedulerState

ISOLATED_MS: Final = 1000
"""Input for no longer than this may be a bumped table."""
SECOND_INPUT_MS: Final = 5000
"""An isolated input ends an absence if another one comes within this time."""


def recount(s: SchedulerState, at_ms: int) -> None:
    """Let the absence and the activity clock begin or end, as the state now says."""
    away = s.idle or s.elsewhere
    if not away:
        s.away_since_ms = None
    elif s.away_since_ms is None:
        s.away_since_ms = at_ms
    counting = s.working and s.running is None and not away
    since = s.counting_since_ms
    if counting:
        if since is None:
            s.counting_since_ms = at_ms
    elif since is not None:
        s.active_ms += at_ms - since
        s.counting_since_ms = None


def rest(s: SchedulerState, at_ms: int) -> None:
    """In a break every second without input is rest, at once; begin or end it as things stand."""
    running = s.running
    if running is None:
        return
    resting = not s.input_on or s.locked or s.asleep or s.down
    if resting and running.resting_since_ms is None:
        running.resting_since_ms = at_ms
    elif not resting and running.resting_since_ms is not None:
        running.rest_ms = rested_ms(s, at_ms)
        running.resting_since_ms = None


def rested_ms(s: SchedulerState, at_ms: int) -> int:
    """What has been rested in the break that is on; a wait makes it no longer."""
    running = s.running
    if running is None:
        return 0
    since = running.resting_since_ms
    rested = running.rest_ms + (at_ms - since if since is not None else 0)
    return min(rested, running.length_ms)


def idle_at_ms(s: SchedulerState, idle_after_ms: int) -> int:
    """When the person will be idle if no input comes, or NEVER."""
    if s.input_on or s.idle or s.reading:
        return NEVER
    return s.last_input_ms + idle_after_ms


def stop_input(s: SchedulerState, at_ms: int, last_ms: int) -> None:
    """Input was on; there has been none since `last_ms`, which is `at_ms` or before it."""
    s.input_on = False
    returned, s.returned_ms = s.returned_ms, None
    if returned is not None and last_ms - returned <= ISOLATED_MS:
        s.poked_ms = returned
        s.idle = True
        s.away_since_ms = s.left_ms
        set_back(s, at_ms, s.active_at_return_ms)
        return
    s.poked_ms = None
    s.last_input_ms = last_ms
    s.active_at_last_input_ms = s.active_at(at_ms)
    since = s.counting_since_ms
    if since is not None and last_ms < at_ms:
        s.active_at_last_input_ms -= at_ms - max(last_ms, since)
    if s.running is not None and s.running.resting_since_ms is None:
        s.running.resting_since_ms = max(last_ms, s.running.started_ms)


def resume_input(s: SchedulerState, at_ms: int) -> None:
    """Input comes again. After an idle absence the return stands once more input has come."""
    s.input_on = True
    if not s.idle:
        return
    s.idle = False
    poked, s.poked_ms = s.poked_ms, None
    if poked is not None and at_ms - poked <= SECOND_INPUT_MS:
        if s.working and s.running is None and not s.elsewhere:
            s.active_ms += at_ms - poked
        return
    s.returned_ms = at_ms
    s.left_ms = s.last_input_ms if s.away_since_ms is None else s.away_since_ms
    s.active_at_return_ms = s.active_at(at_ms)


def become_idle(s: SchedulerState, at_ms: int) -> None:
    """Nothing has come for the idle time: the absence began with the last input."""
    s.idle = True
    if s.away_since_ms is None or s.away_since_ms > s.last_input_ms:
        s.away_since_ms = s.last_input_ms
    set_back(s, at_ms, s.active_at_last_input_ms)


def set_back(s: SchedulerState, at_ms: int, active_ms: int) -> None:
    """Take back what was counted since the activity clock showed `active_ms`."""
    if s.active_at(at_ms) <= active_ms:
        return
    s.active_ms = active_ms
    if s.counting_since_ms is not None:
        s.counting_since_ms = at_ms
    for count in s.counts:
        count.mark_ms = min(count.mark_ms, active_ms)
    notice = s.notice
    if notice is not None:
        announced = s.count(notice.kind)
        if announced is not None:
            latest = active_ms + announced.notice_ms
            notice.starts_active_ms = min(notice.starts_active_ms, latest)


def set_reading(s: SchedulerState, at_ms: int, *, on: bool) -> None:
    """Reading mode: a person who keeps still counts as active."""
    if s.reading == on:
        return
    s.reading = on
    s.idle = False
    s.returned_ms = s.poked_ms = None
    if not on and not s.input_on:
        s.last_input_ms = at_ms
        s.active_at_last_input_ms = s.active_at(at_ms)


def has_begun(count: BreakTimer, active_ms: int) -> bool:
    """Whether a kind has anything that a reset would take away, the activity clock showing this."""
    return (
        active_ms > count.mark_ms
        or count.snoozed_until_ms is not None
        or count.withheld_ms is not None
        or count.snoozes > 0
    )
