"""A therapist's plan as it was received, and what the person decided about its exercises."""

from datetime import date, datetime
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.journal.zones import zone

LONGEST_PLAN: Final = 4_000_000
"""Characters of a plan's file; one of a hundred exercises that it brings along has a quarter of
that, one of twelve with two photographs each nearly all of it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """What the person decided when another exercise was proposed in the place of one of a plan.

    Attributes:
        id: The same on every machine.
        plan_id: The id of the plan.
        revision: Its revision, for which alone it counts.
        phase_id: The phase of the plan.
        exercise: The exercise that was done until then.
        instead: The easier or harder one that was proposed.
        accepted: Whether it is done from then on; else it was declined.
        decided_at: When.
        time_zone: Where the person was.
    """

    id: str
    plan_id: str
    revision: int
    phase_id: str
    exercise: str
    instead: str
    accepted: bool
    decided_at: datetime
    time_zone: str

    @property
    def day(self) -> date:
        """The person's day of it."""
        return self._local.date()

    @property
    def time(self) -> str:
        """The person's time of it, as 07:30."""
        return f"{self._local:%H:%M}"

    @property
    def _local(self) -> datetime:
        return self.decided_at.astimezone(zone(self.time_zone))


def received_id(plan_id: str, revision: int) -> str:
    """The id of a revision of a plan."""
    return f"{plan_id}/{revision}"
