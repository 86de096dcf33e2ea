"""The state machine: (state, event, now) gives (state, effects).

Nothing is polled. `next_deadline` says when something can happen at the earliest, and `advance`
jumps from one such instant to the next, however late or often it is asked. `Scheduler` does the
work on a state of its own; the functions at the end are what the program calls.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from posture_app.breaks import activity, holds
from posture_app.breaks.effects import (
    AbsenceEnded,
    BreakEffect,
    ClockMoved,
    SettingsChanged,
    WorkEnded,
    WorkStarted,
)
from posture_app.breaks.events import (
    REQUESTS,
    BreakNow,
    ChangeSettings,
    ClockSet,
    Event,
    LastInput,
    MeetingExtends,
    MeetingStarts,
    Pause,
    PlainEvent,
)
from posture_app.breaks.hours import NEVER, work_at, zone_called
from posture_app.breaks.reasons import (
    Absence,
    BreakResult,
    HoldKey,
    Refusal,
    Request,
    ResetReason,
    Withdrawal,
)
from posture_app.breaks.rules import BreakRules
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.state import BreakTimer, SchedulerState, to_ms

_FREEZES: Final = {
    PlainEvent.SUSPEND: Absence.ASLEEP,
    PlainEvent.STALLS: Absence.STALLED,
    PlainEvent.KILLED: Absence.DOWN,
}
_HELD: Final = (HoldKey.CALL, HoldKey.FULLSCREEN, HoldKey.DND, HoldKey.SHARING)

SchedulerStep = tuple[SchedulerState, Sequence[BreakEffect]]


class Scheduler:
    """Plays events on a state that it owns; `effects` is what came of them, for the caller to take.

    `next_ms` is the earliest instant at which something can happen by itself.
    """

    def __init__(self, state: SchedulerState) -> None:
        self.state = state
        self._breaks = BreakRules(state)
        self.effects = self._breaks.effects
        self.next_ms = NEVER
        self._idle_after_ms = to_ms(state.settings.idle_after_s)
        self._idle_ms = NEVER
        self._other_ms = NEVER
        self._signals: Final[Mapping[PlainEvent, Callable[[int], None]]] = {
            PlainEvent.INPUT_STOPS: self._input_stops,
            PlainEvent.INPUT_RESUMES: self._input_resumes,
            PlainEvent.INPUT_UNKNOWN: self._input_unknown,
            PlainEvent.LOCK: lambda at: self._lock(at, on=True),
            PlainEvent.UNLOCK: lambda at: self._lock(at, on=False),
            PlainEvent.READING_STARTS: lambda at: self._reading(at, on=True),
            PlainEvent.READING_ENDS: lambda at: self._reading(at, on=False),
            PlainEvent.TYPING_STARTS: lambda at: self._typing(at, on=True),
            PlainEvent.TYPING_ENDS: lambda at: self._typing(at, on=False),
            PlainEvent.SESSION_STARTS: self._session_starts,
            PlainEvent.SESSION_ENDS: self._session_ends,
            PlainEvent.SUSPEND: lambda at: self._freeze(at, Absence.ASLEEP),
            PlainEvent.RESUME: lambda at: self._wake(at, Absence.ASLEEP),
            PlainEvent.STALLS: lambda at: self._freeze(at, Absence.STALLED),
            PlainEvent.RUNS_AGAIN: lambda at: self._wake(at, Absence.STALLED),
            PlainEvent.KILLED: lambda at: self._freeze(at, Absence.DOWN),
            PlainEvent.STARTED: lambda at: self._wake(at, Absence.DOWN),
            PlainEvent.SNOOZE: self._snooze,
            PlainEvent.SKIP: lambda at: self._end_by_hand(at, Request.SKIP, "skipped"),
            PlainEvent.DONE: lambda at: self._end_by_hand(at, Request.DONE),
            PlainEvent.EXERCISED: lambda at: self._end_by_hand(at, Request.DONE, "taken"),
            PlainEvent.CARE_OPENS: lambda at: self._care(at, is_open=True),
            PlainEvent.CARE_CLOSES: lambda at: self._care(at, is_open=False),
            PlainEvent.UNPAUSE: lambda at: self._hold_ends(at, HoldKey.PAUSED),
            PlainEvent.MEETING_ENDS: lambda at: self._hold_ends(at, HoldKey.MEETING),
            **{PlainEvent(f"{key}_starts"): partial(self._hold_starts, key=key) for key in _HELD},
            **{PlainEvent(f"{key}_ends"): partial(self._hold_ends, key=key) for key in _HELD},
        }
        self._plan()

    # What happens from outside.

    def advance(self, to_ms: int) -> None:
        """Let the time pass. A program that is asleep, stalled or not running does nothing."""
        if not self.state.frozen:
            self._run(to_ms)

    def take(self, event: Event, at_ms: int) -> None:
        """Let the time pass, then let something happen; a time that is past counts as now."""
        s = self.state
        at_ms = max(at_ms, s.now_ms)
        if s.asleep or s.stalled or s.down:
            if isinstance(event, PlainEvent) and getattr(s, _FREEZES.get(event, ""), False):
                return None  # told twice
            self._run(at_ms)
            asked = Request.BREAK_NOW if isinstance(event, BreakNow) else REQUESTS.get(event)
            if asked is not None:
                return self._breaks.refuse(at_ms, asked, Refusal.NOT_RUNNING)
        elif at_ms >= self.next_ms:
            self._run(at_ms)
        s.now_ms = at_ms
        if isinstance(event, PlainEvent):
            return self._signals[event](at_ms)
        return self._take_more(event, at_ms)

    def finish(self, at_ms: int) -> None:
        """Reckon up to an instant even if the program sleeps, as a simulation must to tell it."""
        self._run(at_ms)

    def _take_more(self, event: Event, at: int) -> None:
        match event:
            case LastInput(at_s):
                self._input_stops(at, min(at, to_ms(at_s)))
            case BreakNow(kind):
                self._break_now(at, kind)
            case Pause(for_s, until_tomorrow):
                holds.pause(self.state, at, for_s, until_tomorrow=until_tomorrow)
                self._settle(at)
            case MeetingStarts(for_s):
                holds.meet(self.state, at, at + to_ms(for_s))
                self._settle(at)
            case MeetingExtends(by_s):
                holds.extend(self.state, at, to_ms(by_s))
                self._settle(at)
            case ClockSet(wall_ms, zone):
                self._set_clock(at, wall_ms, zone)
            case ChangeSettings(settings):
                self._change(at, settings)

    # Time.

    def _run(self, to_ms: int) -> None:
        s = self.state
        while self.next_ms <= to_ms:
            s.now_ms = at = max(self.next_ms, s.now_ms)
            self._settle(at)
        s.now_ms = max(s.now_ms, to_ms)

    def _settle(self, at: int) -> None:
        """Bring everything up to an instant at which something has changed or fallen due."""
        s = self.state
        if at >= self._idle_ms:
            activity.become_idle(s, at)
        if at >= s.hours_change_ms:
            self._turn(at)
        running = s.running
        if running is not None and at >= running.ends_ms:
            self._breaks.run_out(at)
        activity.recount(s, at)
        if not (s.asleep or s.down):
            if s.holds and not s.stalled:
                holds.drop_over(s, at)
            if s.working and s.running is None:
                if s.away_since_ms is not None:
                    self._breaks.natural(at, _absence(s))
                if not s.stalled:
                    self._breaks.offer(at)
        self._plan()

    def _plan(self) -> None:
        """Find the earliest instant at which something can happen by itself."""
        s = self.state
        idle = self._idle_ms = activity.idle_at_ms(s, self._idle_after_ms)
        at = NEVER
        if s.running is not None:
            at = s.running.ends_ms
        elif s.working and not (s.asleep or s.down):
            at = self._breaks.next_ms()
        at = min(at, s.hours_change_ms)
        if s.holds and not s.frozen:
            at = min(at, holds.next_ms(s))
        self._other_ms = at
        self.next_ms = min(idle, at)

    # Activity.

    def _input_unknown(self, at: int) -> None:
        self._input_resumes(at)
        self.state.unseen = True

    def _input_stops(self, at: int, last: int | None = None) -> None:
        s = self.state
        s.unseen = False
        if not s.input_on:
            return None
        activity.stop_input(s, at, at if last is None else last)
        if s.running is not None:
            activity.rest(s, at)
        idle = self._idle_ms = activity.idle_at_ms(s, self._idle_after_ms)
        if s.idle or at >= idle:
            return self._settle(at)
        self.next_ms = min(idle, self._other_ms)
        return None

    def _input_resumes(self, at: int) -> None:
        s = self.state
        s.unseen = False
        if s.input_on:
            return None
        was_idle = s.idle
        activity.resume_input(s, at)
        if s.running is not None:
            activity.rest(s, at)
        self._idle_ms = NEVER
        if was_idle:
            return self._settle(at)
        self.next_ms = self._other_ms
        return None

    def _reading(self, at: int, *, on: bool) -> None:
        activity.set_reading(self.state, at, on=on)
        self._idle_ms = NEVER
        self._settle(at)

    def _typing(self, at: int, *, on: bool) -> None:
        self.state.typing = on
        self._settle(at)

    def _session_starts(self, at: int) -> None:
        """A routine is rest, and takes the place of a break that is on or announced."""
        s = self.state
        if s.session_since_ms is not None:
            return
        if s.running is not None:
            self._breaks.leave(at, s.running.kind, "away" if s.elsewhere else "taken")
        self._breaks.withdraw(at, Withdrawal.SESSION)
        s.session_since_ms = at
        self._settle(at)

    def _session_ends(self, at: int) -> None:
        s = self.state
        if s.session_since_ms is None:
            return
        away_ms, s.session_since_ms = at - s.session_since_ms, None
        self._breaks.tell(AbsenceEnded(at, Absence.SESSION, away_ms / 1000))
        self._settle(at)

    def _lock(self, at: int, *, on: bool) -> None:
        self.state.locked = on
        activity.rest(self.state, at)
        if on:
            self._hold_starts(at, HoldKey.LOCKED)
        else:
            self._hold_ends(at, HoldKey.LOCKED)

    def _freeze(self, at: int, how: Absence) -> None:
        s = self.state
        if getattr(s, how):
            return
        setattr(s, how, True)
        if s.running is not None:
            s.running.read(at, on=False)  # nobody reads now
        activity.rest(s, at)
        self._settle(at)

    def _wake(self, at: int, how: Absence) -> None:
        """The program can act again: what fell in the meantime is reckoned first."""
        s = self.state
        if not getattr(s, how):
            return
        self._run(at)
        away_ms = 0 if s.away_since_ms is None else at - s.away_since_ms
        setattr(s, how, False)
        if (
            how is not Absence.STALLED
            and not (s.asleep or s.down)
            and s.working
            and s.running is None
        ):
            self._breaks.natural(at, ResetReason.SUSPEND)
        activity.rest(s, at)
        self._breaks.tell(AbsenceEnded(at, how, away_ms / 1000))
        self._settle(at)

    # Holds.

    def _hold_starts(self, at: int, key: HoldKey) -> None:
        holds.start(self.state, at, key)
        self._settle(at)

    def _hold_ends(self, at: int, key: HoldKey) -> None:
        holds.end(self.state, at, key)
        self._settle(at)

    # What the person asks for.

    def _snooze(self, at: int) -> None:
        s = self.state
        kind = self._breaks.at_hand()
        count = s.count(kind) if kind else None
        if kind is None:
            return self._breaks.refuse(at, Request.SNOOZE, Refusal.NOTHING_TO_SNOOZE)
        if count is None:
            return self._breaks.refuse(at, Request.SNOOZE, Refusal.KIND_OFF, kind)
        if count.snoozes >= count.max_snoozes:
            why = Refusal.SNOOZES_USED if count.max_snoozes else Refusal.NEVER_SNOOZED
            return self._breaks.refuse(at, Request.SNOOZE, why, kind, snoozes=count.snoozes)
        self._breaks.leave(at, kind, "snoozed")
        return self._settle(at)

    def _end_by_hand(self, at: int, asked: Request, result: BreakResult | None = None) -> None:
        """End the break at hand; without a result, what was rested of it decides."""
        kind = self._breaks.at_hand()
        if kind is None:
            return self._breaks.refuse(at, asked, Refusal.NO_BREAK)
        if asked is Request.DONE and self.state.running is None:
            return self._breaks.refuse(at, asked, Refusal.NOT_BEGUN, kind)
        self._breaks.leave(at, kind, result or self._breaks.rested(at))
        return self._settle(at)

    def _care(self, at: int, *, is_open: bool) -> None:
        """A break waits for who reads what to take care of in it."""
        if self.state.running is not None:
            self.state.running.read(at, on=is_open)
        self._settle(at)

    def _break_now(self, at: int, kind_id: str) -> None:
        s = self.state
        kind = s.settings.kind(kind_id)
        if kind is None:
            asked, why = Request.BREAK_NOW, Refusal.UNKNOWN_KIND
            return self._breaks.refuse(at, asked, why, wanted=kind_id)
        if s.running is not None:
            return self._breaks.refuse(at, Request.BREAK_NOW, Refusal.BREAK_ON, kind_id)
        if s.session_since_ms is not None:
            return self._breaks.refuse(at, Request.BREAK_NOW, Refusal.ROUTINE_ON, kind_id)
        if s.notice is not None and s.notice.kind != kind_id:
            self._breaks.withdraw(at, Withdrawal.BREAK_NOW)
        self._breaks.start(at, kind_id, to_ms(kind.length_s), asked_for=True)
        return self._plan()

    # Hours, clocks and settings.

    def _turn(self, at: int) -> None:
        """Look at the work hours again; outside them nothing is counted."""
        s = self.state
        working, change = work_at(s.settings.work, at + s.wall_less_boot_ms, zone_called(s.zone))
        s.hours_change_ms = NEVER if change == NEVER else change - s.wall_less_boot_ms
        if working == s.working:
            return
        s.working = working
        self._breaks.tell(WorkStarted(at) if working else WorkEnded(at))
        activity.recount(s, at)
        self._breaks.begin_anew(at)

    def _set_clock(self, at: int, wall_ms: int, zone: str | None) -> None:
        s = self.state
        step_s = (wall_ms - at - s.wall_less_boot_ms) / 1000
        self._breaks.tell(ClockMoved(at, step_s, zone or s.zone))
        s.wall_less_boot_ms = wall_ms - at
        s.zone = zone or s.zone
        holds.follow_wall(s)
        self._turn(at)
        self._settle(at)

    def _change(self, at: int, settings: BreakSettings) -> None:
        """New settings keep what has been counted."""
        s = self.state
        s.settings = settings
        self._breaks.follow_settings(at)
        self._breaks.tell(SettingsChanged(at))
        self._turn(at)
        self._idle_after_ms = to_ms(settings.idle_after_s)
        self._idle_ms = activity.idle_at_ms(s, self._idle_after_ms)
        self._settle(at)


def _absence(s: SchedulerState) -> ResetReason:
    """What an absence that is told now is put down to."""
    if s.session_since_ms is not None:
        return ResetReason.SESSION
    return ResetReason.LOCKED if s.locked else ResetReason.IDLE


def start(settings: BreakSettings, now_s: float, wall_ms: int, zone: str) -> SchedulerState:
    """A state that begins at nothing, with a person who is active.

    `now_s` is boot time, `wall_ms` the wall clock at that moment (since 1970, UTC), `zone` an IANA
    name; ValueError if there is no such zone.
    """
    now_ms = to_ms(now_s)
    working, change = work_at(settings.work, wall_ms, zone_called(zone))
    less = wall_ms - now_ms
    return SchedulerState(
        settings=settings,
        zone=zone,
        now_ms=now_ms,
        wall_less_boot_ms=less,
        last_input_ms=now_ms,
        counting_since_ms=now_ms if working else None,
        working=working,
        hours_change_ms=NEVER if change == NEVER else change - less,
        counts=[BreakTimer.of(kind, 0) for kind in settings.kinds if kind.on],
    )


def advance(state: SchedulerState, now_s: float) -> SchedulerStep:
    """Let the time pass until `now_s` (boot time); how often it is asked changes nothing."""
    scheduler = Scheduler(state.copy())
    scheduler.advance(to_ms(now_s))
    return scheduler.state, scheduler.effects


def apply(state: SchedulerState, event: Event, now_s: float) -> SchedulerStep:
    """Let the time pass until `now_s` (boot time), and then let something happen."""
    scheduler = Scheduler(state.copy())
    scheduler.take(event, to_ms(now_s))
    return scheduler.state, scheduler.effects


def next_deadline(state: SchedulerState) -> float | None:
    """When something can happen by itself at the earliest (boot time), or None if nothing can."""
    next_ms = Scheduler(state).next_ms
    return None if state.frozen or next_ms == NEVER else next_ms / 1000
