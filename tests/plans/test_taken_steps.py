"""What a person decided about the steps of a plan, and which are open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.pain_rule import Condition, Sign
from posture_app.coach.suitability import NOBODY, Profile
from posture_app.journal.received import PlanStep
from posture_app.library.model import Dose, Library
from posture_app.plans.model import PlanItem
from posture_app.plans.steps import ExerciseStep
from posture_app.plans.taken_steps import (
    accepted_before,
    open_steps,
    prescribed_instead,
    with_steps,
)
from tests.plans.test_steps import LIBRARY, item, planned, session

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DOSE = Dose(model="reps", reps=3)
PLAN = planned(
    PlanItem(exercise="tuck", dose=DOSE, load="red", per_day=2, side="left", note="Slowly."),
    PlanItem(exercise="lift"),
)
HARDER = ExerciseStep("tuck", "press", "went_well")
EASIER = ExerciseStep("tuck", "nod", "hurt")


def step(exercise="tuck", instead="press", **fields):
    return PlanStep(
        **{
            "id": f"{exercise}-{instead}",
            "plan_id": "p",
            "revision": 1,
            "phase_id": "one",
            "exercise": exercise,
            "instead": instead,
            "accepted": True,
            "decided_at": AT,
            "time_zone": "UTC",
            **fields,
        }
    )


def done(*taken, plan=PLAN):
    return with_steps(plan, taken, LIBRARY.exercises)


def exercises(plan):
    return [one.exercise for one in plan.phases[0].items]


def good(day, exercise="tuck", at="07:30"):
    return on(day, item(exercise), at=at)


def on(day, *items, at="07:30"):
    return replace(session(*items), day=f"2026-03-{day:02}", at=at, id=f"{day} {at}")


def proposed(sessions, *taken, profile=NOBODY, plan=PLAN, **more):
    as_done = done(*taken, plan=plan)
    return open_steps(as_done, as_done.phases[0], sessions, taken, LIBRARY, profile, **more)


GOOD = (good(1), good(2), good(3))


def test_an_accepted_step_is_done_in_its_place():
    first, second = done(step()).phases[0].items
    assert first == PlanItem(exercise="press", per_day=2, side="left", note="Slowly.")
    assert second == PLAN.phases[0].items[1]
    assert prescribed_instead(PLAN, done(step()), "one") == {"press": "tuck"}
    assert prescribed_instead(PLAN, done(step()), "gone") == {}


def test_steps_follow_each_other_and_the_way_back_leads_to_what_was_prescribed():
    up, down = step(), step("press", "tuck")
    assert done(up, down) == PLAN
    further = step("tuck", "nod", id="x")
    assert exercises(done(up, down, further)) == ["nod", "lift"]


@pytest.mark.parametrize(
    "taken",
    [
        step(accepted=False),
        step(revision=2),
        step(plan_id="other"),
        step(phase_id="gone"),
        step("gone"),
        step(instead="gone"),
        step(instead="lift"),
    ],
)
def test_what_does_not_count_changes_nothing(taken):
    assert done(taken) == PLAN


def test_what_was_accepted_before_a_time():
    later = step("press", "tuck", decided_at=AT + timedelta(days=1))
    taken = [step(), step(accepted=False), later]
    assert accepted_before(taken, AT + timedelta(seconds=1)) == [step()]
    assert accepted_before(taken) == [step(), later]


def test_a_step_is_open_until_it_is_decided():
    assert proposed(GOOD) == (HARDER,)
    declined = step(accepted=False, decided_at=AT + timedelta(days=1))
    assert proposed(GOOD, declined) == ()


def test_only_what_came_after_the_decision_counts():
    declined = step(accepted=False)  # at noon of the second
    after = [good(2, at="18:00"), good(3), good(4)]
    assert proposed([good(1), good(2), *after[:2]], declined) == ()
    assert proposed([good(1), good(2), *after], declined) == (HARDER,)


def test_after_a_step_up_a_pain_leads_back():
    hurt = on(3, item("press", hurt=True))
    assert proposed([good(1), hurt], step()) == (ExerciseStep("press", "tuck", "hurt"),)


def test_a_decision_about_another_revision_or_phase_holds_nothing_back():
    for other in (step(accepted=False, revision=9), step(accepted=False, phase_id="two")):
        assert proposed(GOOD, replace(other, decided_at=AT + timedelta(days=9))) == (HARDER,)


def test_nothing_is_proposed_while_a_sign_stands():
    hurt = on(3, item(hurt=True))
    standing = Profile(signs=frozenset({Sign.SADDLE_NUMBNESS}))
    assert proposed([hurt]) == (EASIER,)
    assert proposed([hurt], profile=standing) == ()
    assert proposed(GOOD, profile=standing) == ()


def test_nothing_harder_is_proposed_while_the_rule_for_pain_is_against_it():
    hurt = on(3, item(hurt=True))
    assert proposed(GOOD, is_held_back=True) == ()
    assert proposed([hurt], is_held_back=True) == (EASIER,)


def test_what_a_precaution_or_the_health_profile_leaves_out_is_not_proposed():
    prone = replace(LIBRARY.exercises["press"], position="prone")
    library = Library({**LIBRARY.exercises, "press": prone}, {}, {})
    told = Profile(frozenset({Condition.PREGNANCY}))
    heeding = replace(PLAN, precautions=(Condition.PREGNANCY,))
    for plan, profile in ((PLAN, told), (heeding, NOBODY)):
        assert open_steps(plan, plan.phases[0], GOOD, (), library, profile) == ()
    assert open_steps(PLAN, PLAN.phases[0], GOOD, (), library, NOBODY) == (HARDER,)


KEYS = ["nod", "tuck", "press", "lift", "gone"]
STEPS = st.lists(
    st.builds(
        step,
        st.sampled_from(KEYS),
        st.sampled_from(KEYS),
        accepted=st.booleans(),
        revision=st.integers(1, 2),
        decided_at=st.integers(0, 9).map(lambda hours: AT + timedelta(hours=hours)),
    ),
    max_size=8,
)


@given(taken=STEPS, profile=st.sampled_from([NOBODY, Profile(signs=frozenset(Sign))]))
def test_whatever_is_decided_leaves_each_exercise_once(taken, profile):
    stepped = done(*taken)
    ids = exercises(stepped)
    assert len(ids) == len(set(ids)) == 2
    assert set(ids) <= set(LIBRARY.exercises)
    before = PLAN.phases[0].items
    for item_, was in zip(stepped.phases[0].items, before, strict=True):
        assert (item_.per_day, item_.side, item_.note) == (was.per_day, was.side, was.note)
    for one in open_steps(stepped, stepped.phases[0], GOOD, taken, LIBRARY, profile):
        assert one.exercise in ids
        assert one.instead not in ids
        assert not profile.signs
