"""Where an exercise goes without the cautions of its class, as its fields contradict each other.

The cautions hang on regions, position, equipment and category (`demands.py`). Muscles, motion and
dose say a second time what is asked of the body; where they say more, something was forgotten.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from posture_app.errors import sentence
from posture_app.library.demands import (
    LOADS,
    MOVES,
    Demand,
    demand_of_region,
    demands,
    muscle_region,
)
from posture_app.library.model import Dose, Exercise, LibraryFile, Position
from posture_app.library.motion import StartPosition
from posture_app.library.problems import Problem

STRETCH_S: Final = 15.0
"""A neck that is held so long at the end of a movement is stretched (judgement: stretches are
usually held for 15 to 30 s)."""

_LYING: Final[Mapping[StartPosition, tuple[Demand, Position]]] = {
    "prone": (Demand.PRONE, "prone"),
    "prone_on_elbows": (Demand.PRONE, "prone"),
    "supine": (Demand.SUPINE, "supine"),
    "hook_lying": (Demand.SUPINE, "hook_lying"),
}
"""Where a motion starts that a position of its own has cautions for."""


def missed_demands(library_file: LibraryFile, known: Mapping[str, Exercise]) -> Iterator[Problem]:
    """The classes of cautions that exercises and routines of a file lack, and what mends it.

    Args:
        library_file: The file.
        known: Exercises from elsewhere that its routines may have, by id.
    """
    for index, exercise in enumerate(library_file.exercises):
        place = f"exercises[{index}]"
        asked = demands(exercise)
        yield from _of_muscles(exercise, asked, place)
        yield from _of_motion(exercise, asked, place)
        yield from _of_dose(exercise, exercise.dose, asked, f"{place}.dose.hold_s")
    exercises = {**known, **{one.id: one for one in library_file.exercises}}
    for index, routine in enumerate(library_file.routines):
        for at, item in enumerate(routine.items):
            if item.dose is not None:
                exercise = exercises[item.exercise]
                place = f"routines[{index}].items[{at}].dose.hold_s"
                yield from _of_dose(exercise, item.dose, demands(exercise), place)


def _of_muscles(exercise: Exercise, asked: frozenset[Demand], place: str) -> Iterator[Problem]:
    told = set()
    for name in exercise.muscles.primary:
        region = muscle_region(name)
        if region is None or exercise.category not in MOVES:
            continue
        lacks = demand_of_region(region)
        if exercise.regions[0] == "whole_body" and exercise.category not in LOADS:
            lacks = None  # a walk, which uses everything and strains nothing
        if region == "trunk" and _works_lying(exercise):
            lacks = Demand.ABDOMINAL
        if lacks is None or lacks in asked or lacks in told:
            continue
        told.add(lacks)
        yield Problem(
            f"{place}.regions",
            sentence(
                "{exercise} works on the {muscle} and has none of the cautions that go with it; "
                'expected "{region}" as the first region',
                exercise=exercise.id,
                muscle=name,
                region=region,
            ),
        )


def _works_lying(exercise: Exercise) -> bool:
    return exercise.category in LOADS and exercise.position in {"supine", "hook_lying"}


def _of_motion(exercise: Exercise, asked: frozenset[Demand], place: str) -> Iterator[Problem]:
    motion = exercise.motion
    if motion is None:
        return
    lacks, position = _LYING.get(motion.start, (None, exercise.position))
    if lacks is not None and lacks not in asked:
        yield Problem(
            f"{place}.position",
            sentence(
                '{exercise} has a motion from "{start}" and none of the cautions of that position; '
                'got "{got}", expected "{position}"',
                exercise=exercise.id,
                start=motion.start,
                got=exercise.position,
                position=position,
            ),
        )
    if Demand.BAND not in asked and any(prop.kind == "band" for prop in motion.props):
        yield Problem(
            f"{place}.equipment",
            sentence(
                "{exercise} has a motion with a band and none of the cautions of bands; "
                'expected "band" among its equipment',
                exercise=exercise.id,
            ),
        )


def _of_dose(
    exercise: Exercise, dose: Dose, asked: frozenset[Demand], place: str
) -> Iterator[Problem]:
    if (
        exercise.category == "mobility"
        and Demand.NECK in asked
        and Demand.STRETCH not in asked
        and (dose.hold_s or 0.0) >= STRETCH_S
    ):
        yield Problem(
            place,
            sentence(
                "{exercise} is held for {seconds} s, which stretches the neck, and has none of the "
                'cautions of stretches; expected less than {most} s, or the category "stretch"',
                exercise=exercise.id,
                seconds=f"{dose.hold_s:g}",
                most=f"{STRETCH_S:g}",
            ),
        )
