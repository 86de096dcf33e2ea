"""Decisions as version 1 of the state's file had them: loose data, with reasons in English."""

import re
from collections.abc import Mapping
from typing import Any, Final

from posture_app.breaks.reasons import HoldKey, Refusal, Withdrawal
from posture_app.breaks.settings import BreakSettings


def decision_of_version_1(item: Mapping[str, Any], settings: BreakSettings) -> Mapping[str, Any]:
    """A decision as `effects.read_effect` reads it.

    Args:
        item: `at_ms`, `what`, `kind` and `data`.
        settings: Those of the same state, for what version 1 left to be looked up in them.

    Raises:
        ValueError: A reason is none that the program ever wrote.
        KeyError, TypeError, AttributeError: Something is missing or of another type.
    """
    what, kind, data = item["what"], item["kind"], dict(item["data"])
    known = settings.kind(kind or "")
    if what == "notice":
        snoozes = data.pop("snoozes")
        data["snoozes_left"] = max(0, known.max_snoozes - snoozes) if known is not None else 0
        data["starts_in_s"] = known.notice_s if known is not None else 0.0
    elif what == "break_starts":
        data["snoozes_left"] = 0
    elif what == "withheld":
        del data["reason"]  # it follows from what holds it
    elif what == "nudge":
        data["held_by"] = data.pop("reason")
    elif what == "released":
        data["reason"] = data["reason"] or None
    elif what == "withdrawn":
        data |= _withdrawal(data["reason"])
    elif what == "refused":
        data = {"asked": data["what"], **_refusal(data["reason"])}
    if kind is not None or what == "refused":
        data["kind"] = kind
    return {"what": what, "at_ms": item["at_ms"], **data}


def _withdrawal(reason: str) -> Mapping[str, Any]:
    if reason in set(HoldKey):
        return {"reason": Withdrawal.HELD, "held_by": reason}
    return {"reason": _WITHDRAWN.get(reason, reason), "held_by": None}


def _refusal(sentence: str) -> Mapping[str, Any]:
    known = _REFUSED.get(sentence)
    if known is not None:
        return {"reason": known}
    if used := _USED.fullmatch(sentence):
        return {"reason": Refusal.SNOOZES_USED, "snoozes": int(used[1])}
    if unknown := _UNKNOWN.fullmatch(sentence):
        return {"reason": Refusal.UNKNOWN_KIND, "wanted": unknown[1]}
    raise ValueError(f"nobody refuses with {sentence!r}")


_WITHDRAWN: Final = {"turned off": Withdrawal.KIND_OFF, "no longer due": Withdrawal.NOT_DUE}
_REFUSED: Final = {
    "the program is not running": Refusal.NOT_RUNNING,
    "there is no break to put off": Refusal.NOTHING_TO_SNOOZE,
    "this kind of break is turned off": Refusal.KIND_OFF,
    "breaks of this kind can't be put off": Refusal.NEVER_SNOOZED,
    "no break is on": Refusal.NO_BREAK,
    "the break has not begun": Refusal.NOT_BEGUN,
    "a break is already on": Refusal.BREAK_ON,
    "a routine is being played": Refusal.ROUTINE_ON,
}
_USED: Final = re.compile(r"it has been put off (\d+) times, and no more is allowed")
_UNKNOWN: Final = re.compile(r'no kind of break is called "(.*)"', re.DOTALL)
