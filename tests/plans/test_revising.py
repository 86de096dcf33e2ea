"""The versions of a patient's plans."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from posture_app.library.model import Dose
from posture_app.plans.model import Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan
from posture_app.plans.revising import draft_of, gone_back, patient_plans, phase_now, with_step
from posture_app.plans.steps import ExerciseStep
from tests.there import there

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TODAY = date(2026, 3, 20)
ITEM = PlanItem(
    exercise="bridge", dose=Dose(model="reps", reps=8), side="left", load="red", per_day=2
)
FIRST = PlanPhase(id="first", name="First", items=(ITEM, PlanItem(exercise="cat-cow")))
THEN = PlanPhase(id="then", name="Then", items=(ITEM,))
PLAN = Plan(id="a", name="Plan", phases=(FIRST, THEN))


def kept(revision, *, at=None, writes=1, **changes):
    plan = replace(PLAN, revision=revision, **changes)
    return KeptPlan(patient_id="p", plan=plan, handed_over_at=at, writes=writes)


def test_they_are_sorted_into_what_the_patient_has_what_is_written_and_what_was():
    first, second = kept(1, at=NOW), kept(2, at=NOW + timedelta(days=1))
    draft = kept(3)
    found = patient_plans([first, second, draft])
    assert (found.current, found.draft, found.earlier) == (second, draft, (first,))
    assert not found.is_new_plan
    assert patient_plans([]) == patient_plans(())
    assert patient_plans([draft]).is_new_plan
    other = kept(1, id="b")
    assert patient_plans([first, other]).is_new_plan


def test_an_older_plan_that_was_handed_over_last_is_the_one_the_patient_has():
    first, other = kept(1, at=NOW + timedelta(days=1)), kept(1, at=NOW, id="b")
    assert patient_plans([first, other]).current == first


def test_a_draft_is_edited_itself_and_what_was_handed_over_in_a_new_version():
    first, draft = kept(1, at=NOW), kept(2)
    assert draft_of(draft, [first, draft], TODAY) == draft
    begun = draft_of(first, [first], TODAY)
    assert (begun.plan.revision, begun.plan.changed_on) == (2, "2026-03-20")
    assert (begun.handed_over_at, begun.writes) == (None, 0)


def test_going_back_takes_the_place_of_what_is_being_written():
    first, second = kept(1, at=NOW, goal="Walk."), kept(2, at=NOW, goal="Run.")
    draft = kept(3, goal="Swim.", writes=4)
    found = gone_back(first, [first, second, draft], TODAY)
    assert (found.plan.goal, found.plan.revision, found.writes) == ("Walk.", 3, 4)
    found = gone_back(first, [first, second], TODAY)
    assert (found.plan.goal, found.plan.revision, found.writes) == ("Walk.", 3, 0)


def test_another_plans_versions_do_not_count():
    first, other = kept(1, at=NOW), kept(7, id="b")
    assert gone_back(first, [first, other], TODAY).plan.revision == 2


def session(phase, day="2026-03-11"):
    return SessionDone(id=day, day=day, phase=phase, revision=1)


def test_the_phase_is_that_of_the_last_session():
    assert phase_now(PLAN, ()) == FIRST
    assert phase_now(PLAN, (session("first"), session("then"))) == THEN
    assert phase_now(PLAN, (session("then"), session("gone"))) == THEN


def test_a_step_takes_the_place_with_its_own_amount():
    step = ExerciseStep("bridge", "single-leg-bridge", "went_well")
    stepped = with_step(PLAN, "first", step)
    item = stepped.phases[0].items[0]
    assert (item.exercise, item.dose, item.load) == ("single-leg-bridge", None, "")
    assert (item.side, item.per_day) == ("left", 2)
    assert there(stepped.phases[1]) == THEN
    assert with_step(PLAN, "first", ExerciseStep("bridge", "cat-cow", "hurt")) == PLAN
    assert with_step(PLAN, "first", ExerciseStep("gone", "dead-bug", "hurt")) == PLAN
