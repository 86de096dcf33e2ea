"""Who needs attention first, and why."""

from datetime import date
from typing import Any

import pytest

from posture_app.plans.attention import (
    Attention,
    AttentionReason,
    Need,
    by_urgency,
    needed_sessions,
    needs,
    standing,
)
from posture_app.plans.model import ItemDone, Plan, PlanCriterion, PlanPhase, SessionDone

TODAY = date(2026, 3, 20)
PLAN = Plan(
    id="p",
    name="Plan",
    revision=2,
    phases=(
        PlanPhase(id="first", name="First", criterion=PlanCriterion(sessions=2)),
        PlanPhase(id="last", name="Last", criterion=PlanCriterion(sessions=2)),
    ),
)


def session(day, **values):
    given: dict[str, Any] = {"phase": "last", "revision": 2, "pain_after": 2} | values
    return SessionDone(id=f"{day}", day=f"2026-03-{day:02}", **given)


def reasons(*sessions, plan=PLAN, handed_over_on=date(2026, 3, 1)):
    return {
        one.reason: one.day.day for one in needs(standing(plan, handed_over_on, sessions), TODAY)
    }


def test_who_practises_without_trouble_needs_nothing():
    assert reasons(session(18), session(19), session(14)) == {}


@pytest.mark.parametrize(("last", "found"), [(14, {}), (13, {AttentionReason.NO_SESSION: 13})])
def test_a_week_without_a_session(last, found):
    assert reasons(session(last)) == found


def test_nobody_is_waited_for_before_a_plan_was_handed_over_or_soon_after_it():
    assert reasons(handed_over_on=None) == {}
    assert reasons(handed_over_on=date(2026, 3, 14)) == {}
    assert reasons(handed_over_on=date(2026, 3, 13)) == {AttentionReason.NO_SESSION: 13}
    assert reasons(session(2), handed_over_on=date(2026, 3, 18)) == {}


def test_pain_that_rises_over_three_sessions_in_any_order_of_the_files():
    rising = [session(19, pain_after=5), session(17, pain_after=2), session(18, pain_after=4)]
    assert reasons(*rising) == {AttentionReason.PAIN_RISING: 19}
    assert reasons(*rising[:2]) == {}
    assert reasons(session(17), session(18, pain_after=4), session(19, pain_after=4)) == {}


def test_a_session_without_an_answer_is_passed_over_and_not_zero():
    rising = [session(16, pain_after=1), session(17, pain_after=2), session(19, pain_after=3)]
    assert reasons(*rising, session(18, pain_after=None)) == {AttentionReason.PAIN_RISING: 19}


def test_pain_on_the_next_morning_and_during_an_exercise_counts():
    hurt = ItemDone(exercise="e", asked_sets=1, done_sets=1, pain=8)
    found = reasons(session(17), session(18, pain_next_morning=5), session(19, items=(hurt,)))
    assert found == {AttentionReason.PAIN_RISING: 19}


def test_signs_and_stops_for_pain_come_first_until_a_newer_plan_was_handed_over():
    told = [
        session(17, red_flags=("numbness",)),
        session(18, stopped="pain"),
        session(19, stopped="time"),
    ]
    assert list(reasons(*told).items()) == [
        (AttentionReason.RED_FLAG, 17),
        (AttentionReason.STOPPED_FOR_PAIN, 18),
    ]
    before = [session(17, red_flags=("numbness",), stopped="pain", revision=1), session(18)]
    assert reasons(*before) == {}


def test_a_sign_of_long_ago_does_not_stay_for_ever():
    found = standing(PLAN, None, [session(17, stopped="pain")])
    need = Need(AttentionReason.STOPPED_FOR_PAIN, date(2026, 3, 17))
    assert needs(found, date(2026, 4, 14)) == (need,)
    assert needs(found, date(2026, 4, 15)) == ()


def test_the_criterion_of_the_phase_that_is_being_done():
    done = [session(day, phase="first") for day in (18, 19)]
    assert reasons(*done) == {AttentionReason.CRITERION_MET: 19}
    assert reasons(done[0]) == {}
    assert reasons(*done, session(20)) == {}, "the last phase leads nowhere"


def test_a_phase_lasts_its_weeks_at_least():
    first = PlanPhase(id="first", name="First", weeks=1, criterion=PlanCriterion(sessions=2))
    plan = Plan(id="p", name="Plan", revision=2, phases=(first, PLAN.phases[1]))
    days = [session(day, phase="first") for day in (12, 18, 19)]
    assert reasons(*days[1:], plan=plan) == {}
    assert reasons(*days, plan=plan) == {AttentionReason.CRITERION_MET: 19}


def test_a_phase_that_began_before_the_sessions_that_are_known():
    first = PlanPhase(id="first", name="First", weeks=4, criterion=PlanCriterion(sessions=2))
    plan = Plan(id="p", name="Plan", revision=2, phases=(first, PLAN.phases[1]))
    done = [session(day, phase="first") for day in (18, 19)]
    for day, count in ((19, 1), (20, 0)):
        found = needs(standing(plan, None, done, {"first": date(2026, 2, day)}), TODAY)
        assert len(found) == count


def test_how_many_sessions_have_to_be_known():
    assert needed_sessions(PLAN) == 5
    many = PlanPhase(id="first", name="First", criterion=PlanCriterion(sessions=9))
    assert needed_sessions(Plan(id="p", name="Plan", phases=(many,))) == 9


def test_the_most_urgent_is_first():
    def patient(code, *found, last=None):
        return Attention(code, code, tuple(Need(one, TODAY) for one in found), last)

    patients = [
        patient("c", last=date(2026, 3, 2)),
        patient("b", last=date(2026, 3, 2)),
        patient("d", last=date(2026, 3, 1)),
        patient("e", AttentionReason.CRITERION_MET),
        patient("f", AttentionReason.NO_SESSION),
        patient("g", AttentionReason.PAIN_RISING, AttentionReason.NO_SESSION),
        patient("h", AttentionReason.PAIN_RISING),
        patient("i", AttentionReason.RED_FLAG),
    ]
    assert [one.code for one in by_urgency(patients)] == list("ighfedbc")
