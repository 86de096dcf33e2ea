"""What came back from a patient, against each version of the plan."""

from datetime import UTC, date, datetime
from typing import Any

from posture_app.plans.adherence_course import DoneShare
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan
from posture_app.plans.patient_course import handed_over, patient_course
from tests.there import there

TODAY = date(2026, 3, 14)


def plan(revision, *exercises, plan_id="p"):
    items = tuple(PlanItem(exercise=one) for one in exercises)
    phases = (PlanPhase(id="one", name="One", items=items),)
    return Plan(id=plan_id, name="Plan", revision=revision, phases=phases)


def kept(plan, day, hour=12):
    at = None if day is None else datetime(2026, 3, day, hour, tzinfo=UTC)
    return KeptPlan(patient_id="a", plan=plan, handed_over_at=at)


def session(day, *exercises, **values):
    given: dict[str, Any] = {"phase": "one", "revision": 1} | values
    items = tuple(ItemDone(exercise=one, asked_sets=2, done_sets=2) for one in exercises)
    return SessionDone(id=str(day), day=f"2026-03-{day:02}", items=items, **given)


FIRST, SECOND = plan(1, "bridge"), plan(2, "bridge", "cat-cow")


def test_without_a_plan_there_is_no_course():
    assert patient_course([kept(FIRST, None)], [], TODAY) is None


def test_each_version_is_asked_for_on_its_own_days():
    versions = [kept(FIRST, 1), kept(SECOND, 8), kept(plan(3, "bridge"), None)]
    done = [session(2, "bridge"), session(9, "bridge", "cat-cow", revision=2)]
    found = there(patient_course(versions, done, TODAY))
    assert (found.plan, found.first_day, found.came_back) == (SECOND, date(2026, 3, 1), 2)
    times = {one.exercise: one.times for one in found.course.exercises}
    assert times == {"bridge": DoneShare(2, 14), "cat-cow": DoneShare(1, 7)}
    assert found.course.sessions == DoneShare(2, 14)
    assert [one.day.day for one in found.course.days] == list(range(1, 15))


def test_of_the_last_days_only_these_count():
    versions = [kept(FIRST, 1), kept(SECOND, 8)]
    done = [session(9, "bridge", revision=2), session(2, "bridge")]
    found = there(patient_course(versions, done, TODAY, days=7))
    assert (found.first_day, found.course.sessions) == (date(2026, 3, 8), DoneShare(1, 7))
    assert [one.day for one in found.sessions] == ["2026-03-09"]
    assert found.came_back == 2


def test_another_plan_of_the_same_patient_is_left_out():
    versions = [kept(plan(1, "bird-dog", plan_id="before"), 1), kept(FIRST, 5)]
    found = there(patient_course(versions, [], TODAY))
    assert (found.plan, found.first_day) == (FIRST, date(2026, 3, 5))


def test_of_two_versions_of_one_day_the_later_counts():
    versions = [kept(FIRST, 5, hour=9), kept(SECOND, 5, hour=10)]
    assert handed_over(versions) == [(date(2026, 3, 5), SECOND)]
