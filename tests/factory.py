"""Small libraries for tests, built by hand."""

from collections.abc import Sequence
from typing import Any

from posture_app.library.model import Dose, Exercise, Library, Routine, RoutineItem, Tempo

LEVATOR = Dose(model="timed_hold", sets=3, hold_s=30, switch_s=5, rest_s=15)
CHIN_TUCK = Dose(model="reps_with_hold", sets=2, reps=10, hold_s=5, relax_s=2, rest_s=30)
CAT_COW = Dose(model="reps", sets=1, reps=6, tempo_s=Tempo(3, 3))


def exercise(exercise_id: str = "nod", dose: Dose = CAT_COW, **fields: Any) -> Exercise:
    given: dict[str, Any] = {
        "name": exercise_id.replace("-", " ").capitalize(),
        "purpose": "To move.",
        "category": "mobility",
        "regions": ("neck",),
        "position": "sitting",
        "sides": "together",
        "steps": ("Sit.", "Nod."),
    }
    return Exercise(id=exercise_id, dose=dose, **(given | fields))


def library(exercises: Sequence[Exercise], routines: Sequence[Routine] = ()) -> Library:
    return Library(
        {one.id: one for one in exercises}, {routine.id: routine for routine in routines}, {}
    )


def routine(*exercises: Exercise, routine_id: str = "routine") -> Routine:
    return Routine(
        id=routine_id,
        name="Routine",
        goal="To move a little.",
        items=tuple(RoutineItem(exercise=one.id) for one in exercises),
    )


def levator() -> Exercise:
    return exercise("levator", LEVATOR, sides="each", category="stretch")


def chin_tuck() -> Exercise:
    return exercise("chin-tuck", CHIN_TUCK)
