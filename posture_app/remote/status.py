"""What `status` tells of the breaks: as JSON, and in lines for a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any, Final

from posture_app.breaks.hours import NEVER, local_time, zone_called
from posture_app.breaks.settings import BreakKind
from posture_app.breaks.state import State, to_ms
from posture_app.breaks.view import HOLD_WORDS, View, explain, span, view, why

DECISIONS: Final = 20
"""How many of the latest decisions are told."""

_NOTHING: Final[Mapping[str, Any]] = {
    "doing": None,
    "kind": None,
    "left_s": None,
    "rested_s": None,
    "next": None,
    "hold": None,
    "hold_since": None,
    "away_since": None,
    "paused": False,
    "paused_until": None,
    "meeting_until": None,
    "kinds": [],
}


def status_json(state: State | None, *, with_reasons: bool = False) -> Mapping[str, Any]:
    """The fields of `status --json`, as docs/commands.md tells them.

    Args:
        state: The scheduler's, reckoned up to now; None where breaks are turned off.
        with_reasons: With `explain` and `decisions`, the latest last.
    """
    told: dict[str, Any] = {"running": True, "breaks": state is not None, **_NOTHING}
    if state is not None:
        told |= _standing(state)
    if with_reasons:
        told["explain"] = [] if state is None else list(explain(state, state.now_s))
        told["decisions"] = [] if state is None else _decisions(state)
    return told


def status_lines(state: State | None) -> Sequence[str]:
    """The same in a few lines, the most telling first."""
    if state is None:
        return ["Breaks are turned off in Settings."]
    now = view(state, state.now_s)
    next_line = [] if now.next_kind is None else [_next_line(state, now)]
    return [*_at_hand_lines(state, now), *_hold_lines(state), *_absence_lines(state), *next_line]


def until(state: State, at_ms: int) -> str:
    """The local time of an instant, with its day if that is not today: "15:10"."""
    now, then = _local(state, state.now_ms), _local(state, at_ms)
    return f"{then:%H:%M}" if then.date() == now.date() else f"{then:%Y-%m-%d %H:%M}"


def kind_name(state: State, kind: str) -> str:
    """What people call a kind of break."""
    known = state.settings.kind(kind)
    return known.name if known is not None else kind


def _standing(state: State) -> Mapping[str, Any]:
    now = view(state, state.now_s)
    at_hand = now.kind is not None
    paused, meeting = _in_force(state, "paused"), _in_force(state, "meeting")
    next_break = {"break": now.next_kind, "in_s": now.next_in_s} if now.next_kind else None
    return {
        "doing": now.doing,
        "kind": now.kind,
        "left_s": now.left_s if at_hand else None,
        "rested_s": now.rested_s if at_hand else None,
        "next": next_break,
        "hold": now.hold or None,
        "hold_since": _iso(state, to_ms(now.hold_since_s)) if now.hold else None,
        "away_since": None if now.away_since_s is None else _iso(state, to_ms(now.away_since_s)),
        "paused": paused,
        "paused_until": _hold_until(state, "paused") if paused else None,
        "meeting_until": _hold_until(state, "meeting") if meeting else None,
        "kinds": [_kind(now, kind) for kind in state.settings.kinds],
    }


def _kind(now: View, kind: BreakKind) -> Mapping[str, Any]:
    stands = next((one for one in now.kinds if one.kind == kind.id), None)
    return {
        "kind": kind.id,
        "name": kind.name,
        "on": kind.on,
        "every_s": kind.every_s,
        "length_s": kind.length_s,
        "counted_s": stands and stands.counted_s,
        "due_in_s": stands and stands.due_in_s,
        "snoozes_left": stands and stands.snoozes_left,
        "snoozed": stands is not None and stands.snoozed,
        "owed": stands is not None and stands.owed,
    }


def _decisions(state: State) -> Sequence[Mapping[str, Any]]:
    latest = list(state.decisions)[-DECISIONS:]
    return [
        {
            "at": _iso(state, effect.at_ms),
            "what": effect.what,
            "kind": effect.kind,
            "why": why(state, effect),
        }
        for effect in latest
    ]


def _in_force(state: State, key: str) -> bool:
    hold = state.holds.get(key)
    return hold is not None and hold.gone_ms is None


def _hold_until(state: State, key: str) -> str | None:
    until_ms = state.holds[key].until_ms
    return None if until_ms is None else _iso(state, until_ms)


def _at_hand_lines(state: State, now: View) -> Sequence[str]:
    if now.kind is None:
        return []
    name = kind_name(state, now.kind)
    if now.doing == "break":
        told = f"{name}: on, {span(now.left_s)} left, {span(now.rested_s)} of rest so far."
    elif state.notice is not None and state.notice.waiting:
        told = f"{name}: waits for a gap in typing, a minute at most."
    else:
        told = f"{name}: starts in {span(now.left_s)}."
    left = next((one.snoozes_left for one in now.kinds if one.kind == now.kind), 0)
    times = "once more" if left == 1 else f"{left} times"
    return [told, f"It can be put off {times}." if left else "It can't be put off."]


def _hold_lines(state: State) -> Sequence[str]:
    lines = []
    for key, hold in state.holds.items():
        words = f"{HOLD_WORDS[key]} since {until(state, hold.since_ms)}"
        if hold.gone_ms is not None:
            lines.append(f"Breaks are held back for a moment more: {words} is over.")
        elif hold.until_ms is not None:
            lines.append(f"Breaks are held back: {words}, until {until(state, hold.until_ms)}.")
        else:
            lines.append(f"Breaks are held back: {words}.")
    return lines


def _absence_lines(state: State) -> Sequence[str]:
    if not state.working:
        ever = state.hours_change_ms != NEVER
        when = f" until {until(state, state.hours_change_ms)}" if ever else ""
        return [f"Outside of the work hours{when}: nothing is counted."]
    if state.session_since_ms is not None:
        since = until(state, state.session_since_ms)
        return [f"A routine is played since {since}: nothing is counted."]
    if state.away_since_ms is not None:
        return [f"Away since {until(state, state.away_since_ms)}: nothing is counted."]
    return []


def _next_line(state: State, now: View) -> str:
    stands = next((one for one in now.kinds if one.kind == now.next_kind), None)
    name = kind_name(state, now.next_kind or "")
    if stands is not None and stands.owed:
        return f"Next: {name}, which waits."
    of = "" if stands is not None and stands.snoozed else " of activity"
    # Rounded up, as the icon in the panel and the page do.
    step_s = 60 if now.next_in_s >= 120 else 1
    return f"Next: {name} in {span(ceil(now.next_in_s / step_s) * step_s)}{of}."


def _iso(state: State, at_ms: int) -> str:
    return _local(state, at_ms).isoformat(timespec="seconds")


def _local(state: State, at_ms: int) -> datetime:
    return local_time(at_ms + state.wall_less_boot_ms, zone_called(state.zone))
