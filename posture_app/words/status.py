"""What `status` says of the breaks in a few lines, and what the other verbs answer."""

from collections.abc import Sequence
from math import ceil

from posture_app.breaks.effects import BreakEffect
from posture_app.breaks.hours import NEVER
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.view import BreaksView, HoldView, holds_of, local, view
from posture_app.words.breaks import (
    day_and_time,
    decision,
    hold,
    length,
    name_of,
    outside_hours,
    when,
)
from posture_app.words.catalogue import _, ngettext


def status_lines(state: SchedulerState | None) -> Sequence[str]:
    """How the breaks stand, the most telling first; None where they are turned off."""
    if state is None:
        return [_("Breaks are turned off in Settings.")]
    now = view(state, state.now_s)
    next_line = [] if now.next_kind is None else [_next_line(state, now.next_kind, now)]
    holds = [_hold_line(state, one) for one in holds_of(state)]
    return [*_at_hand_lines(state, now), *holds, *_absence_lines(state), *next_line]


def decision_lines(state: SchedulerState, decisions: Sequence[BreakEffect]) -> Sequence[str]:
    """What was decided, each with its day and time and its reason."""
    return [_decision_line(state, one) for one in decisions]


def _decision_line(state: SchedulerState, effect: BreakEffect) -> str:
    at = local(state, effect.at_ms)
    # Translators: a decision with its day and time in a table.
    return _("{day} {time}  {decision}").format(
        day=at.date().isoformat(), time=f"{at:%H:%M:%S}", decision=decision(state, effect)
    )


def _at_hand_lines(state: SchedulerState, now: BreaksView) -> Sequence[str]:
    if now.kind is None:
        return []
    name, left = name_of(state.settings, now.kind), length(now.left_s)
    if now.doing == "break" and now.waits:
        told = _(
            "{name}: waits while you read what to take care of, a minute at most; {left} left, "
            "{rested} of rest so far."
        )
    elif now.doing == "break":
        told = _("{name}: on, {left} left, {rested} of rest so far.")
    elif state.notice is not None and state.notice.waiting:
        told = _("{name}: waits for a moment without input, a minute at most.")
    elif now.left_s < 1:
        told = _("{name}: starts now.")
    else:
        told = _("{name}: starts in {left}.")
    snoozes = next((one.snoozes_left for one in now.kinds if one.kind == now.kind), 0)
    if snoozes:
        can = ngettext(
            "It can be put off once more.", "It can be put off {count} times.", snoozes
        ).format(count=snoozes)
    else:
        can = _("It can't be put off.")
    return [told.format(name=name, left=left, rested=length(now.rested_s)), can]


def _hold_line(state: SchedulerState, one: HoldView) -> str:
    now = local(state, state.now_ms)
    held = hold(one.key, day_and_time(one.since, now))
    if one.over:
        line = _("Breaks are held back for a moment more: {hold} is over.")
        return line.format(hold=held)
    if one.until is not None:
        line = _("Breaks are held back: {hold}, until {time}.")
        return line.format(hold=held, time=day_and_time(one.until, now))
    return _("Breaks are held back: {hold}.").format(hold=held)


def _absence_lines(state: SchedulerState) -> Sequence[str]:
    if not state.working:
        ever = state.hours_change_ms != NEVER
        return [outside_hours(when(state, state.hours_change_ms) if ever else "")]
    if state.session_since_ms is not None:
        line = _("A routine is played since {time}: nothing is counted.")
        return [line.format(time=when(state, state.session_since_ms))]
    if state.away_since_ms is not None:
        line = _("Away since {time}: nothing is counted.")
        return [line.format(time=when(state, state.away_since_ms))]
    return []


def _next_line(state: SchedulerState, kind: str, now: BreaksView) -> str:
    stands = next((one for one in now.kinds if one.kind == kind), None)
    name = name_of(state.settings, kind)
    if stands is not None and stands.owed:
        return _("Next: {name}, which waits.").format(name=name)
    if now.next_in_s <= 0:
        return _("Next: {name}, which is due.").format(name=name)
    # Rounded up, as the icon in the panel and the page do.
    step_s = 60 if now.next_in_s >= 120 else 1
    left = length(ceil(now.next_in_s / step_s) * step_s)
    if stands is not None and stands.snoozed:
        return _("Next: {name} in {left}.").format(name=name, left=left)
    return _("Next: {name} in {left} of activity.").format(name=name, left=left)
