"""Words for plans and what came back of them in other programs' forms."""

from collections.abc import Mapping
from typing import Final

from posture_app.plans.model import StopReason
from posture_app.words.catalogue import N_, _

STOP_REASONS: Final[Mapping[StopReason, str]] = {
    "pain": N_("It hurt"),
    "time": N_("No more time"),
    "tired": N_("Too tired"),
    "other": N_("Something else"),
}


def stop_reason(reason: StopReason) -> str:
    """Why a session was stopped."""
    return _(STOP_REASONS[reason])
