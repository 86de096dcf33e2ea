"""What `status` tells of the breaks as JSON: keys and values, the same in every language."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, assert_never

from posture_app.breaks.effects import BreakEffect
from posture_app.breaks.explain import (
    BreakFact,
    BreakIsNotDue,
    BreakIsOn,
    BreakIsOwed,
    BreakIsPutOff,
    HeldBack,
    NoticeIsOut,
    OutsideHours,
    PersonIsAway,
    PersonReads,
    RoutineIsOn,
    explain,
)
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.settings import BreakKind
from posture_app.breaks.state import SchedulerState, to_ms
from posture_app.breaks.view import BreaksView, local, view

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


def status_json(state: SchedulerState | None, *, with_reasons: bool = False) -> Mapping[str, Any]:
    """The fields of `status --json`, as docs/commands.md tells them.

    Args:
        state: The scheduler's, reckoned up to now; None where breaks are turned off.
        with_reasons: With `explain` and `decisions`, the latest last.
    """
    told: dict[str, Any] = {"running": True, "breaks": state is not None, **_NOTHING}
    if state is not None:
        told |= _standing(state)
    if with_reasons:
        told |= {"explain": [], "decisions": []} if state is None else _reasons(state)
    return told


def latest_decisions(state: SchedulerState) -> Sequence[BreakEffect]:
    """Those that `status` tells, the latest last."""
    return list(state.decisions)[-DECISIONS:]


def _reasons(state: SchedulerState) -> Mapping[str, Any]:
    return {
        "explain": [_fact(state, one) for one in explain(state, state.now_s)],
        "decisions": [_decision(state, one) for one in latest_decisions(state)],
    }


def _fact(state: SchedulerState, fact: BreakFact) -> Mapping[str, Any]:
    match fact:
        case BreakIsOn(kind, ends_ms):
            return {"what": "on", "kind": kind, "until": _iso(state, ends_ms)}
        case NoticeIsOut(kind, waiting):
            return {"what": "notice", "kind": kind, "waits": waiting}
        case BreakIsOwed(kind, since_ms):
            return {"what": "owed", "kind": kind, "since": _iso(state, since_ms)}
        case BreakIsPutOff(kind, until_ms):
            return {"what": "snoozed", "kind": kind, "until": _iso(state, until_ms)}
        case BreakIsNotDue(kind, counted_s, every_s):
            return {"what": "not_due", "kind": kind, "counted_s": counted_s, "every_s": every_s}
        case _:
            return {"kind": None, **_fact_of_all(state, fact)}


def _fact_of_all(
    state: SchedulerState,
    fact: OutsideHours | HeldBack | PersonReads | RoutineIsOn | PersonIsAway,
) -> Mapping[str, Any]:
    match fact:
        case OutsideHours(until_ms):
            until = None if until_ms is None else _iso(state, until_ms)
            return {"what": "off", "until": until}
        case HeldBack(hold):
            since = hold.since.isoformat(timespec="seconds")
            return {"what": "held", "held_by": hold.key, "since": since}
        case PersonReads():
            return {"what": "reading"}
        case RoutineIsOn(since_ms):
            return {"what": "routine", "since": _iso(state, since_ms)}
        case PersonIsAway(away_s, since_ms):
            return {"what": "away", "away_s": away_s, "since": _iso(state, since_ms)}
        case _:
            assert_never(fact)


def _decision(state: SchedulerState, effect: BreakEffect) -> Mapping[str, Any]:
    """Instants lose the ending of their names with their milliseconds."""
    told: dict[str, Any] = {
        "at": _iso(state, effect.at_ms),
        "what": effect.what,
        "kind": effect.kind,
    }
    for one in fields(effect):
        value = getattr(effect, one.name)
        if one.name.endswith("_ms") and value is not None:
            value = _iso(state, value)
        told.setdefault(one.name.removesuffix("_ms"), value)
    return told


def _standing(state: SchedulerState) -> Mapping[str, Any]:
    now = view(state, state.now_s)
    at_hand = now.kind is not None
    paused, meeting = _in_force(state, HoldKey.PAUSED), _in_force(state, HoldKey.MEETING)
    next_break = {"break": now.next_kind, "in_s": now.next_in_s} if now.next_kind else None
    return {
        "doing": now.doing,
        "kind": now.kind,
        "left_s": now.left_s if at_hand else None,
        "rested_s": now.rested_s if at_hand else None,
        "next": next_break,
        "hold": now.hold,
        "hold_since": _iso(state, to_ms(now.hold_since_s)) if now.hold else None,
        "away_since": None if now.away_since_s is None else _iso(state, to_ms(now.away_since_s)),
        "paused": paused,
        "paused_until": _hold_until(state, HoldKey.PAUSED) if paused else None,
        "meeting_until": _hold_until(state, HoldKey.MEETING) if meeting else None,
        "kinds": [_kind(now, kind) for kind in state.settings.kinds],
    }


def _kind(now: BreaksView, kind: BreakKind) -> Mapping[str, Any]:
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


def _in_force(state: SchedulerState, key: HoldKey) -> bool:
    hold = state.holds.get(key)
    return hold is not None and hold.gone_ms is None


def _hold_until(state: SchedulerState, key: HoldKey) -> str | None:
    until_ms = state.holds[key].until_ms
    return None if until_ms is None else _iso(state, until_ms)


def _iso(state: SchedulerState, at_ms: int) -> str:
    return local(state, at_ms).isoformat(timespec="seconds")
