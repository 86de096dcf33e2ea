"""Three clocks tell what happened between two readings: sleep, a set clock, or a stalled process.

Asleep is boot time less monotonic time; a set clock is wall less boot time; a process that was
stopped or starved shows neither, only a reading that is late.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from posture_app.breaks.effects import BreakEffect, NoticeWithdrawn, Nudged, Withheld
from posture_app.breaks.events import ClockSet, Event, PlainEvent
from posture_app.breaks.hours import NEVER
from posture_app.breaks.state import SchedulerState, to_ms
from posture_app.dataclass import dataclass

SLEPT_S: Final = 1.0
"""Clocks are read one after the other; a smaller difference is no sleep."""
SET_S: Final = 2.0
"""A wall clock that differs by less is being slewed, not set."""
LATE_S: Final = 5.0
"""A reading this much later than asked for means that the process did not run."""


@dataclass(frozen=True, slots=True)
class ClockReadingMs:
    """The three clocks read together: `boot_s` goes on in sleep, `monotonic_s` does not.

    `wall_ms` is milliseconds since 1970 in UTC.
    """

    boot_s: float
    monotonic_s: float
    wall_ms: int


def events_between(
    before: ClockReadingMs, now: ClockReadingMs, asked_for_s: float, *, told_asleep: bool = False
) -> Sequence[tuple[float, Event]]:
    """What the clocks say happened between two readings, with the boot time of each.

    `asked_for_s` is how long after the first reading the second was due. `told_asleep` says that
    a suspend was already signalled (the state's `asleep`), so that only its end is told: whoever
    reads the clocks is awake. Read them before anything else is told; then sleep that signals
    tell as well is reckoned once, and only for as long as the clocks show.
    """
    found: list[tuple[float, Event]] = []
    passed_s = now.boot_s - before.boot_s
    awake_s = now.monotonic_s - before.monotonic_s
    asleep_s = passed_s - awake_s
    if told_asleep:
        found.append((before.boot_s + max(0.0, asleep_s), PlainEvent.RESUME))
    elif asleep_s > SLEPT_S:
        found.append((max(before.boot_s, now.boot_s - asleep_s), PlainEvent.SUSPEND))
        found.append((now.boot_s, PlainEvent.RESUME))
    elif awake_s > asked_for_s + LATE_S:
        found.append((before.boot_s + asked_for_s, PlainEvent.STALLS))
        found.append((now.boot_s, PlainEvent.RUNS_AGAIN))
    if abs((now.wall_ms - before.wall_ms) / 1000 - passed_s) > SET_S:
        found.append((now.boot_s, ClockSet(now.wall_ms)))
    return found


def moved_to(
    state: SchedulerState, now: ClockReadingMs, *, same_boot: bool
) -> tuple[SchedulerState, float]:
    """A state that was written down, put on the clocks of a program that starts now.

    Boot time begins anew with every boot: then the wall clock says how long ago the state was
    written (0 if that clock was set back). Returns the state and the boot time, on today's clock,
    at which it was written; tell the scheduler KILLED then and STARTED now.
    """
    wrote_wall_ms = state.now_ms + state.wall_less_boot_ms
    if same_boot and to_ms(now.boot_s) >= state.now_ms:
        moved = state.copy()
        return moved, moved.now_ms / 1000
    ago_ms = max(0, now.wall_ms - wrote_wall_ms)
    shift_ms = to_ms(now.boot_s) - ago_ms - state.now_ms
    return shifted(state, shift_ms), (state.now_ms + shift_ms) / 1000


def shifted(state: SchedulerState, by_ms: int) -> SchedulerState:
    """The same state on a boot clock that shows `by_ms` more. The wall clock stays where it is."""
    moved = state.copy()
    for name in _INSTANTS:
        value = getattr(moved, name)
        if value is not None and value != NEVER:
            setattr(moved, name, value + by_ms)
    moved.wall_less_boot_ms -= by_ms
    for hold in moved.holds.values():
        hold.since_ms += by_ms
        hold.until_ms = None if hold.until_ms is None else hold.until_ms + by_ms
        hold.gone_ms = None if hold.gone_ms is None else hold.gone_ms + by_ms
    for count in moved.counts:
        for name in ("snoozed_until_ms", "withheld_ms"):
            value = getattr(count, name)
            setattr(count, name, None if value is None else value + by_ms)
    if moved.running is not None:
        for name in ("started_ms", "ends_ms", "resting_since_ms", "reading_since_ms"):
            value = getattr(moved.running, name)
            setattr(moved.running, name, None if value is None else value + by_ms)
    for _ in range(len(moved.decisions)):
        moved.decisions.append(_shifted(moved.decisions.popleft(), by_ms))
    return moved


def _shifted(effect: BreakEffect, by_ms: int) -> BreakEffect:
    moved = replace(effect, at_ms=effect.at_ms + by_ms)
    if isinstance(moved, Withheld | Nudged | NoticeWithdrawn) and moved.since_ms is not None:
        return replace(moved, since_ms=moved.since_ms + by_ms)
    return moved


_INSTANTS: Final = (
    "now_ms",
    "last_input_ms",
    "returned_ms",
    "left_ms",
    "poked_ms",
    "away_since_ms",
    "counting_since_ms",
    "session_since_ms",
    "hours_change_ms",
)
