"""What came back from one patient, over time and against each version of the plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from posture_app.dataclass import dataclass
from posture_app.plans.adherence_course import AdherenceCourse, course, joined
from posture_app.plans.model import Plan, SessionDone
from posture_app.plans.patient import KeptPlan


@dataclass(frozen=True, slots=True)
class PatientCourse:
    """How a patient does the plan that they have.

    Attributes:
        plan: The version that was handed over last.
        first_day: Of what is looked at; the day of handing over, or later.
        last_day: The therapist's day.
        course: What was done against what the versions asked for.
        sessions: Those of these days, oldest first.
        came_back: How many sessions came back in all, on whatever days.
    """

    plan: Plan
    first_day: date
    last_day: date
    course: AdherenceCourse
    sessions: tuple[SessionDone, ...]
    came_back: int


def patient_course(
    kept: Sequence[KeptPlan],
    sessions: Sequence[SessionDone],
    today: date,
    days: int | None = None,
) -> PatientCourse | None:
    """How a patient does the plan that was handed over last; None where none was.

    Args:
        kept: All that is kept of the patient's plans, those that were made last at the end.
        sessions: What came back of that plan, in any order.
        today: The therapist's day.
        days: How many days are looked at, up to today; None: all since it was handed over.
    """
    versions = handed_over(kept)
    if not versions:
        return None
    begins = [day for day, _plan in versions]
    first_day = begins[0]
    if days is not None:
        first_day = max(first_day, today - timedelta(days=days - 1))
    ends = [*(day - timedelta(days=1) for day in begins[1:]), today]
    found = tuple(
        sorted(
            (one for one in sessions if first_day.isoformat() <= one.day <= today.isoformat()),
            key=lambda one: (one.day, one.at or ""),
        )
    )
    courses = [
        course(plan, max(begin, first_day), end, found)
        for (begin, plan), end in zip(versions, ends, strict=True)
        if max(begin, first_day) <= end
    ]
    return PatientCourse(versions[-1][1], first_day, today, joined(courses), found, len(sessions))


def handed_over(kept: Sequence[KeptPlan]) -> Sequence[tuple[date, Plan]]:
    """The versions of the plan that was handed over last, each with its first day, oldest first.

    Of several that were handed over on one day only the last counts.
    """
    given = [(one.handed_over_at, one.plan) for one in kept if one.handed_over_at is not None]
    given.sort(key=lambda one: (one[0], one[1].revision))
    if not given:
        return ()
    plan_id = given[-1][1].id
    own = [(at.date(), plan) for at, plan in given if plan.id == plan_id]
    return [one for one, after in pairwise([*own, (date.max, own[-1][1])]) if one[0] < after[0]]
