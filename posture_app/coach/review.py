"""What a physiotherapist would strike out in a library that keeps to the format.

Lengths, ladders and balance, which no schema can state. The limits are judgement, said where they
stand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from posture_app.coach.timeline import compile_routine, dose_s
from posture_app.errors import sentence
from posture_app.library.demands import LOADS
from posture_app.library.model import (
    Category,
    Dose,
    Exercise,
    Library,
    LibraryFile,
    Position,
    Routine,
)
from posture_app.library.problems import Problem
from posture_app.library.schema import Equipment

STEP_CHARACTERS: Final = 120
"""A longer step takes more than a glance: about twenty words, two lines of a page."""
ONE_POSITION_S: Final = 12 * 60
"""Nobody should stay in one position longer than this within a routine; walking is none."""
LOADED_ITEMS: Final = 3
"""From so many loaded exercises on, a routine should load the front and the back."""
MORE_WORK: Final = 1.1
"""An easier step may take a little longer, where it is of another kind."""
_EASE: Final[Mapping[Position, int]] = {
    "supine": 0,
    "hook_lying": 0,
    "side_lying": 0,
    "prone": 0,
    "sitting": 0,
    "long_sitting": 0,
    "standing_at_wall": 1,
    "kneeling": 1,
    "half_kneeling": 1,
    "quadruped": 1,
    "standing": 2,
}
"""How much a position asks for by itself: lying and sitting, then with support, then free."""
_HOLDS: Final[frozenset[Equipment]] = frozenset({"chair", "desk"})
"""Who stands and has one of these holds on to it."""
_KIND: Final[Mapping[Category, int]] = {
    "relaxation": 0,
    "mobility": 1,
    "self-massage": 1,
    "stretch": 2,
    "stability": 3,
    "strength": 3,
}
"""How much a kind of exercise asks for, where the position is the same."""
_FRONT: Final = frozenset(
    {
        "rectus abdominis",
        "transversus abdominis",
        "external oblique",
        "internal oblique",
        "longus colli",
        "longus capitis",
        "pectoralis major",
        "pectoralis minor",
        "serratus anterior",
        "iliopsoas",
        "quadriceps femoris",
        "rectus femoris",
    }
)
_BACK: Final = frozenset(
    {
        "middle trapezius",
        "lower trapezius",
        "rhomboids",
        "erector spinae",
        "multifidus",
        "gluteus maximus",
        "biceps femoris",
        "semitendinosus",
        "semimembranosus",
        "latissimus dorsi",
        "posterior deltoid",
        "infraspinatus",
        "splenius capitis",
        "semispinalis capitis",
    }
)


def review(library_file: LibraryFile, known: Mapping[str, Exercise]) -> Iterator[Problem]:
    """What to look at again in a file.

    Args:
        library_file: The file.
        known: Exercises from elsewhere that it may point to, by id.
    """
    exercises = {**known, **{one.id: one for one in library_file.exercises}}
    for index, exercise in enumerate(library_file.exercises):
        yield from _exercise(exercise, exercises, f"exercises[{index}]")
    library = Library(exercises, {}, {})
    for index, routine in enumerate(library_file.routines):
        yield from _routine(routine, library, f"routines[{index}]")


def _exercise(
    exercise: Exercise, exercises: Mapping[str, Exercise], place: str
) -> Iterator[Problem]:
    for at, step in enumerate(exercise.steps):
        if len(step) > STEP_CHARACTERS:
            yield Problem(
                f"{place}.steps[{at}]",
                sentence(
                    "has {count} characters; a step of at most {most} is read at a glance",
                    count=len(step),
                    most=STEP_CHARACTERS,
                ),
            )
    if not exercise.sources and exercise.dose.source is None:
        yield Problem(
            f"{place}.sources",
            sentence(
                "{exercise} has no source; expected one, or a dose that says it is common practice",
                exercise=exercise.id,
            ),
        )
    easier = exercises.get(exercise.easier or "")
    if easier is not None and not _is_easier(easier, exercise):
        yield Problem(
            f"{place}.easier",
            sentence(
                '"{easier}" asks for as much position and more work than {exercise}; expected an'
                " easier step, or null",
                easier=easier.id,
                exercise=exercise.id,
            ),
        )


def _is_easier(easier: Exercise, exercise: Exercise) -> bool:
    if _ease(easier) != _ease(exercise):
        return _ease(easier) < _ease(exercise)
    if _KIND[easier.category] != _KIND[exercise.category]:
        return _KIND[easier.category] < _KIND[exercise.category]
    if easier.dose.model != exercise.dose.model:
        return True  # a hold and repetitions cannot be weighed against each other
    return _work_s(easier) <= MORE_WORK * _work_s(exercise)


def _ease(exercise: Exercise) -> int:
    """How much the position asks for, less where a standing body holds on to something."""
    if exercise.position == "standing" and _HOLDS.intersection(exercise.equipment):
        return _EASE["standing_at_wall"]
    return _EASE[exercise.position]


def _work_s(exercise: Exercise) -> float:
    """How long the muscles work or lengthen, without what lies between, in seconds."""
    dose = exercise.dose
    without_rests = Dose(
        model=dose.model,
        sets=dose.sets,
        reps=dose.reps,
        hold_s=dose.hold_s,
        duration_s=dose.duration_s,
        tempo_s=dose.tempo_s,
    )
    return dose_s(exercise.sides, without_rests)


def _routine(routine: Routine, library: Library, place: str) -> Iterator[Problem]:
    phases = compile_routine(routine, library).phases
    for position, group in groupby(phases, key=lambda one: _position(library, one.exercise)):
        took_s = sum(
            one.duration_s for one in group if not _is_walking(library.exercises[one.exercise])
        )
        if took_s > ONE_POSITION_S:
            yield Problem(
                f"{place}.items",
                sentence(
                    '{routine} stays in the position "{position}" for {minutes} minutes; expected'
                    " at most {most}",
                    routine=routine.id,
                    position=position,
                    minutes=round(took_s / 60),
                    most=ONE_POSITION_S // 60,
                ),
            )
    yield from _one_sided(routine, library, place)


def _position(library: Library, exercise_id: str) -> Position:
    return library.exercises[exercise_id].position


def _is_walking(exercise: Exercise) -> bool:
    """Whether it moves the whole body on, so that one may do it for as long as one likes."""
    return exercise.position == "standing" and exercise.regions[0] == "whole_body"


def _one_sided(routine: Routine, library: Library, place: str) -> Iterator[Problem]:
    """A routine of which all loaded exercises load the front of the body alone, or the back."""
    loaded = [
        library.exercises[item.exercise]
        for item in routine.items
        if library.exercises[item.exercise].category in LOADS
    ]
    if len({one.id for one in loaded}) < LOADED_ITEMS:
        return
    sides: Counter[str] = Counter()
    for exercise in loaded:
        muscles = {name.lower() for name in exercise.muscles.primary}
        front, back = bool(muscles & _FRONT), bool(muscles & _BACK)
        if front == back:
            return  # of both, or of what has no such side
        sides["front" if front else "back"] += 1
    if len(sides) == 1:
        yield Problem(
            f"{place}.items",
            sentence(
                "all {count} exercises of {routine} that load something load the same side of the"
                " body; expected one for the opposite group",
                count=len(loaded),
                routine=routine.id,
            ),
        )
