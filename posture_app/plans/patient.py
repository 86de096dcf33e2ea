"""A patient of a practice, a plan as it is kept for one, and a practice's own templates."""

from datetime import date, datetime
from typing import Final

from posture_app.coach.pain_rule import Condition
from posture_app.dataclass import dataclass
from posture_app.plans.model import Plan

LONGEST_CODE: Final = 60
"""As long as a patient's code may be in a plan and in the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A patient, known by a code or initials and never by a name.

    Attributes:
        id: The same for ever.
        code: A code or initials.
        birth_year: None where it is not kept.
        precautions: What the health profile's rules are to heed.
        notes: The therapist's own, which are never handed over.
        writes: How often the store has written it; 0 before the first time.
    """

    id: str
    code: str
    birth_year: int | None = None
    precautions: tuple[Condition, ...] = ()
    notes: str = ""
    writes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """One revision of a patient's plan.

    Attributes:
        patient_id: Whose it is.
        plan: The plan.
        handed_over_at: When; None for what is still being written.
        writes: How often the store has written it; 0 before the first time.
    """

    patient_id: str
    plan: Plan
    handed_over_at: datetime | None = None
    writes: int = 0

    @property
    def handed_over_on(self) -> date | None:
        """The day on which it was handed over, in the zone of its time."""
        return None if self.handed_over_at is None else self.handed_over_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTemplate:
    """A template of the practice's own.

    Attributes:
        id: The same for ever.
        plan: What a plan made from it begins with; its patient is empty.
        writes: How often the store has written it; 0 before the first time.
    """

    id: str
    plan: Plan
    writes: int = 0
