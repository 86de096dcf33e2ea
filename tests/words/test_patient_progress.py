"""Words for what came back from a patient."""

from posture_app.plans.adherence_course import Done, ExerciseDone
from posture_app.words.patient_progress import exercise_facts


def test_an_exercise_that_was_done_as_another_says_so():
    one = ExerciseDone("a", Done(2, 7), Done(4, 4), 0, (), ("b", "gone"))
    facts = exercise_facts(one, {"b": "Row"})
    assert facts == "2 of 7 times · 4 of 4 sets · also done as “Row” · also done as “gone”"
