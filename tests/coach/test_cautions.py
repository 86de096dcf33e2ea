"""What comes with a class of exercise, over the built-in library and an exercise of one's own."""

from dataclasses import replace

import pytest

from posture_app.coach.cautions import (
    BY_DEMAND,
    SOURCES,
    Caution,
    cautions,
    routine_cautions,
    sorted_by_profile,
)
from posture_app.coach.pain_rule import Condition
from posture_app.library.demands import Demand
from posture_app.library.files import load
from posture_app.library.model import Category, Dose, Exercise, Library, Region
from posture_app.library.schema import Equipment


@pytest.fixture(scope="module")
def library() -> Library:
    return load().library


def exercise(
    region: Region, category: Category = "mobility", equipment: tuple[Equipment, ...] = ()
) -> Exercise:
    """As somebody writes one: without a motion, and without a word of caution."""
    return Exercise(
        id="own",
        name="Own",
        purpose="To try.",
        category=category,
        regions=(region,),
        position="sitting",
        sides="together",
        equipment=equipment,
        dose=Dose(model="reps", reps=5),
        steps=("Move.",),
    )


def test_every_class_of_exercise_has_its_cautions() -> None:
    assert set(BY_DEMAND) == set(Demand)
    assert {one for found in BY_DEMAND.values() for one in found} == set(Caution)


def test_an_exercise_of_the_neck_cannot_forget_cord_and_vessels(library: Library) -> None:
    wanted = {Caution.NECK_CORD, Caution.NECK_VESSELS, Caution.NECK_INJURY, Caution.NECK_JOINTS}
    assert wanted <= set(cautions(exercise("neck")))
    for one in ("neck-rotation", "ccf-nod-supine", "suboccipital-stretch", "posture-reset"):
        assert wanted <= set(cautions(library.exercises[one]))
    assert wanted.isdisjoint(cautions(library.exercises["shoulder-rolls"]))


def test_bending_and_arching_bring_the_broken_vertebra_and_pregnancy(library: Library) -> None:
    arching = cautions(library.exercises["standing-back-extension"])
    assert {Caution.VERTEBRA_ARCHING, Caution.PREGNANCY_BACK, Caution.DIRECTION} <= set(arching)
    for one in ("cat-cow", "childs-pose", "seated-cat-cow"):
        found = cautions(library.exercises[one])
        assert {Caution.VERTEBRA_BENDING, Caution.PREGNANCY_BACK} <= set(found)
    assert {Caution.VERTEBRA_BENDING, Caution.VERTEBRA_ARCHING} <= set(
        cautions(exercise("low_back", "stretch"))
    )


def test_a_band_brings_latex_and_a_door_its_latch(library: Library) -> None:
    row = cautions(library.exercises["band-row"])
    assert {Caution.LATEX, Caution.BAND_TEARS, Caution.DOOR} <= set(row)
    raised = cautions(library.exercises["band-lateral-raise"])
    assert Caution.LATEX in raised
    assert Caution.DOOR not in raised
    assert Caution.DOOR in cautions(exercise("upper_back", "strength", ("band",)))


@pytest.mark.parametrize(
    "routine", ["unclench-5", "neck-relief-5", "sitters-hips", "andersen-2min"]
)
def test_stretch_and_strength_wait_after_needling(library: Library, routine: str) -> None:
    found = routine_cautions(library.routines[routine], library)
    assert Caution.AFTER_INJECTION in found


@pytest.mark.parametrize("routine", ["sitters-hips", "back-care-10"])
def test_hips_and_back_bring_bladder_and_direction(library: Library, routine: str) -> None:
    found = routine_cautions(library.routines[routine], library)
    assert {Caution.CAUDA_EQUINA, Caution.DIRECTION, Caution.HEART} <= set(found)


def test_what_loads_brings_the_heart_and_a_routine_has_each_once(library: Library) -> None:
    for routine in ("sitters-hips", "back-care-10", "mcgill-big-3"):
        found = routine_cautions(library.routines[routine], library)
        assert Caution.HEART in found
        assert len(set(found)) == len(found)
        assert list(found) == sorted(found, key=list(Caution).index)


def test_rest_on_a_bad_day_loads_nothing(library: Library) -> None:
    for routine in ("flare", "post-injection-week"):
        found = routine_cautions(library.routines[routine], library)
        assert {Caution.HEART, Caution.AFTER_INJECTION}.isdisjoint(found)


def test_what_a_person_told_of_comes_first_and_what_they_have_not_is_left_out() -> None:
    found = (Caution.NECK_CORD, Caution.VERTEBRA_TWIST, Caution.HEART, Caution.LATEX)
    bones = frozenset({Condition.OSTEOPOROSIS})
    asked = sorted_by_profile(found, bones, answered=True)
    assert asked.told == (Caution.VERTEBRA_TWIST,)
    assert asked.others == (Caution.NECK_CORD,)
    unasked = sorted_by_profile(found, frozenset(), answered=False)
    assert unasked.told == ()
    assert unasked.others == found


def test_no_exercise_says_itself_what_its_class_says(library: Library) -> None:
    from posture_app.words import cautions as words

    said = {words.CAUTIONS[one] for one in Caution}
    for one in library.exercises.values():
        assert said.isdisjoint(one.cautions)
        assert len({*one.cautions}) == len(one.cautions)


def test_sources_are_in_the_library(library: Library) -> None:
    assert {one for listed in SOURCES.values() for one in listed} <= set(library.sources)


def test_the_classes_do_not_hang_on_the_words_of_an_exercise(library: Library) -> None:
    one = library.exercises["cat-cow"]
    assert cautions(replace(one, name="Anything", steps=("Move.",))) == cautions(one)
