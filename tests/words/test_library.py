import pytest

from posture_app.library import model, schema
from posture_app.library.model import Dose, Tempo
from posture_app.words import library
from tests.ui.content import BREATH, BRIDGE, LEVATOR, NOD, TUCK


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (NOD, "6 repetitions"),
        (TUCK, "2 sets of 10, hold 5 seconds"),
        (LEVATOR, "3 sets, hold 30 seconds, on each side"),
        (BREATH, "2 minutes"),
    ],
)
def test_dose_words(exercise, words):
    assert library.dose_words(exercise.sides, exercise.dose) == words


def test_dose_words_for_one_hold_and_for_alternating_sides():
    assert library.dose_words("together", Dose(model="timed_hold", hold_s=1)) == "Hold 1 second"
    reps = Dose(model="reps", sets=2, reps=8)
    assert library.dose_words("alternating", reps) == "2 sets of 8 on each side"
    walking = Dose(model="continuous", duration_s=90)
    assert library.dose_words("alternating", walking) == "1 minute 30 seconds"
    assert library.dose_words("each", walking) == "1 minute 30 seconds on each side"


def test_dose_details():
    dose = Dose(
        model="reps_with_hold",
        sets=2,
        reps=3,
        hold_s=2,
        relax_s=2.5,
        rest_s=60,
        tempo_s=Tempo(2, 3),
        per_day=3,
        per_week=7,
    )
    assert library.dose_details(dose) == (
        "Take 2 s to move out and 3 s to come back.",
        "Rest 2.5 seconds between repetitions and 1 minute between sets.",
        "3 times a day, every day.",
    )
    assert library.dose_details(Dose(model="reps", rest_s=60)) == ()


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (library.CATEGORIES, model.Category),
        (library.REGIONS, model.Region),
        (library.POSITIONS, model.Position),
        (library.EQUIPMENT, schema.Equipment),
        (library.SIDES, model.Sides),
    ],
)
def test_every_value_has_its_word(words, kinds):
    assert set(words) == set(kinds.__args__)
    assert all(words.values())


def test_places():
    assert library.place_words((NOD, TUCK)) == "At your desk"
    assert library.place_words((NOD, BRIDGE)) == "On the floor"
    assert library.place_words((LEVATOR,)) == "Standing"
    assert library.place_words((NOD, LEVATOR)) == "Chair and standing"


def test_a_dose_of_one_side_says_which():
    dose = Dose(model="reps", reps=10)
    assert library.dose_words("each", dose, "left") == "10 repetitions, left side only"
    assert library.dose_words("together", dose, "left") == "10 repetitions"
