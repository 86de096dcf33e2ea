"""Words for what came back from a patient."""

from datetime import date

from posture_app.plans.adherence_course import DoneShare, ExerciseDone
from posture_app.words.patient_progress import exercise_facts, share_figure, sign_words

MARCH = date(2026, 3, 1)


def exercise(times=(3, 4), sets=(6, 6), hurt=0, pain=()):
    return ExerciseDone("bridge", DoneShare(*times), DoneShare(*sets), hurt, pain)


def facts(one):
    return exercise_facts(one, {})


def test_how_an_exercise_fared():
    assert facts(exercise()) == "3 of 4 times · 6 of 6 sets"
    told = facts(exercise(hurt=1, pain=((MARCH, 2), (MARCH, 5))))
    assert told.endswith("hurt in 1 session · pain from 2 to 5")
    assert facts(exercise(pain=((MARCH, 0),))).endswith("pain 0 of 10")


def test_what_was_not_asked_for_is_counted_and_no_share_of_nothing():
    assert facts(exercise(times=(2, 0), sets=(0, 0))) == "2 times, not asked for"
    assert facts(exercise(times=(1, 3 / 7), sets=(2, 2))) == "1 of 1 times · 2 of 2 sets"
    assert share_figure(DoneShare(2, 0)) == "2"
    assert share_figure(DoneShare(1, 2)) == "50%"


def test_a_sign_that_another_version_knows_is_told_as_it_is():
    assert sign_words("breathless") == "Trouble breathing, or faintness"
    assert sign_words("new_sign") == "new_sign"
