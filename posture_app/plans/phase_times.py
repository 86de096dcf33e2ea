"""How long a phase takes: once through, on a day and in a week."""

from posture_app.coach.timeline import dose_s
from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.plans.model import PlanItem, PlanPhase
from posture_app.plans.progress import WEEKDAYS
from posture_app.plans.remarks import session_s


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """In seconds, without the phase's routines.

    Attributes:
        once: All items one after another.
        day: The fullest day of a week.
        week: All that is asked for in a week.
    """

    once: float
    day: float
    week: float


def phase_times(phase: PlanPhase, library: Library) -> PhaseTimes:
    """How long a phase takes; an item that is asked for on any days is reckoned to be on each."""
    each = [(item, _item_s(item, library) * item.per_day) for item in phase.items]
    week = sum(seconds * (len(item.days) or item.days_per_week) for item, seconds in each)
    day = max(
        sum(seconds for item, seconds in each if not item.days or weekday in item.days)
        for weekday in WEEKDAYS
    )
    return PhaseTimes(session_s(phase.items, library), day, week)


def _item_s(item: PlanItem, library: Library) -> float:
    exercise = library.exercises.get(item.exercise)
    if exercise is None:
        return 0.0
    side = None if item.side == "both" else item.side
    return dose_s(exercise.sides, item.dose or exercise.dose, side)
