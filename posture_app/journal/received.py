"""A therapist's plan as it was received: what was in its file, and which revision counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

LONGEST_PLAN: Final = 2_000_000
"""Characters of a plan's file; one of a hundred exercises that it brings along has half of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPlan:
    """One revision of a plan.

    Attributes:
        id: The plan's id and the revision, so that it is the same on every machine.
        plan_id: The id of the plan.
        revision: Its revision.
        received_at: When it was taken over.
        content: The file, as it was read.
        is_current: Whether it is the one that the person follows or can follow now.
    """

    id: str
    plan_id: str
    revision: int
    received_at: datetime
    content: str
    is_current: bool


def received_id(plan_id: str, revision: int) -> str:
    """The id of a revision of a plan."""
    return f"{plan_id}/{revision}"
