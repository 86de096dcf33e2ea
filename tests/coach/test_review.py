"""What `check` finds in a library that keeps to the format."""

from dataclasses import replace

import pytest

from posture_app.coach.review import ONE_POSITION_S, STEP_CHARACTERS, review
from posture_app.library.files import builtin
from posture_app.library.model import (
    COMMON_PRACTICE,
    Dose,
    LibraryFile,
    Muscles,
    Routine,
    RoutineItem,
    Tempo,
)
from tests.factory import exercise

SHORT = Dose(model="reps", reps=5, tempo_s=Tempo(2, 2))
LONG = Dose(model="reps", reps=10, tempo_s=Tempo(2, 2))


def entry(name, dose=SHORT, *, muscle=None, **more):
    muscles = Muscles(primary=(muscle,) if muscle else ())
    return exercise(name, dose, muscles=muscles, **{"sources": ("page",), **more})


def found(*exercises, items=()):
    routines: tuple[Routine, ...] = ()
    if items:
        routines = (
            Routine(
                id="r",
                name="R",
                goal="G",
                items=tuple(RoutineItem(exercise=one) for one in items),
            ),
        )
    library_file = LibraryFile(
        format="posture-app/library",
        version=1,
        language="en",
        exercises=exercises,
        routines=routines,
        sources=(),
    )
    return [(one.place, str(one.what)) for one in review(library_file, {})]


def places(*args, **more):
    return [place for place, _ in found(*args, **more)]


def test_the_built_in_library_has_nothing_to_look_at_again():
    assert [*review(builtin(), {})] == []


def test_a_step_is_read_at_a_glance():
    fits, too_long = "x" * STEP_CHARACTERS, "x" * (STEP_CHARACTERS + 1)
    assert places(entry("a", steps=(fits,))) == []
    assert places(entry("a", steps=(fits, too_long))) == ["exercises[0].steps[1]"]


def test_an_exercise_has_a_source():
    assert places(entry("a", sources=())) == ["exercises[0].sources"]
    custom = replace(SHORT, source=COMMON_PRACTICE)
    assert places(entry("a", custom, sources=())) == []


@pytest.mark.parametrize(
    ("easier", "harder", "is_easier"),
    [
        ({}, {"dose": LONG}, True),
        ({"dose": LONG}, {}, False),
        ({"dose": LONG, "position": "sitting"}, {"position": "standing"}, True),
        ({"position": "standing"}, {"dose": LONG, "position": "supine"}, False),
        ({"dose": LONG, "category": "mobility"}, {"category": "strength"}, True),
        ({"category": "stretch"}, {"dose": LONG, "category": "mobility"}, False),
        ({"dose": Dose(model="timed_hold", hold_s=60)}, {}, True),
        ({"position": "standing"}, {"position": "half_kneeling"}, False),
        ({"position": "standing", "equipment": ("chair",)}, {"position": "half_kneeling"}, True),
    ],
)
def test_an_easier_step_is_easier_by_position_kind_or_work(easier, harder, is_easier):
    first = entry("first", easier.pop("dose", SHORT), **easier)
    second = entry("second", harder.pop("dose", SHORT), easier="first", **harder)
    assert places(first, second) == ([] if is_easier else ["exercises[1].easier"])


def test_rests_do_not_make_an_exercise_harder():
    rested = replace(SHORT, relax_s=60.0)
    assert places(entry("first", rested), entry("second", easier="first")) == []


def test_nobody_stays_too_long_in_one_position():
    half = Dose(model="continuous", duration_s=ONE_POSITION_S / 2 + 1)
    lying = entry("lying", half, position="supine")
    also = entry("also", half, position="supine")
    between = entry("between", position="sitting")
    assert places(lying, also, items=("lying", "also")) == ["routines[0].items"]
    assert places(lying, also, between, items=("lying", "between", "also")) == []


def test_one_may_walk_for_longer_than_that():
    long = Dose(model="continuous", duration_s=2 * ONE_POSITION_S)
    walk = entry("walk", long, position="standing", regions=("whole_body", "leg"))
    stand = entry("stand", long, position="standing", regions=("leg",))

    assert not found(walk, items=("walk",))
    assert found(stand, items=("stand",))


def loaded(name, muscle):
    return entry(name, muscle=muscle, category="strength")


def test_a_routine_does_not_load_one_side_of_the_body_alone():
    front = [loaded(f"front-{at}", "rectus abdominis") for at in range(3)]
    back = loaded("back", "multifidus")
    assert places(*front, items=[one.id for one in front]) == ["routines[0].items"]
    assert places(*front[:2], items=[one.id for one in front[:2]]) == []
    assert places(*front, back, items=[one.id for one in (*front, back)]) == []
    neither = loaded("neither", "middle deltoid")
    assert places(*front, neither, items=[one.id for one in (*front, neither)]) == []
