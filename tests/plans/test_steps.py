"""When the easier or the harder exercise is proposed."""

from dataclasses import replace

import pytest

from posture_app.library.model import Dose, Exercise, Library
from posture_app.plans.model import (
    ItemDone,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    SessionDone,
    StepRule,
)
from posture_app.plans.steps import ExerciseStep, is_met, proposed_steps, worst_pain


def exercise(key, easier=None, harder=None):
    return Exercise(
        id=key,
        name=key,
        purpose="To move.",
        category="mobility",
        regions=("neck",),
        position="sitting",
        sides="together",
        dose=Dose(model="reps", reps=8),
        steps=("Move.",),
        easier=easier,
        harder=harder,
    )


LIBRARY = Library(
    {
        one.id: one
        for one in (
            exercise("nod", harder="tuck"),
            exercise("tuck", easier="nod", harder="press"),
            exercise("press", easier="tuck"),
            exercise("lift", easier="nod", harder="gone"),
        )
    },
    {},
    {},
)


def planned(*items, rule=None):
    phase = PlanPhase(id="one", name="One", items=items)
    return Plan(id="p", name="Plan", phases=(phase,), steps=rule or StepRule())


def item(key="tuck", **fields):
    return ItemDone(exercise=key, asked_sets=2, **{"done_sets": 2, "pain": 1, **fields})


def session(*items, **fields):
    given = {"effort": 3, "pain_after": 1, "phase": "one", **fields}
    return SessionDone(id="s", day="2026-03-02", revision=1, items=items or (item(),), **given)


def proposed(sessions, *items, rule=None):
    plan = planned(*(items or (PlanItem(exercise="tuck"),)), rule=rule)
    return proposed_steps(plan, plan.phases[0], sessions, LIBRARY)


GOOD = (session(),) * 3
HARDER = ExerciseStep("tuck", "press", "went_well")
EASIER = ExerciseStep("tuck", "nod", "hurt")


def test_three_that_went_well_lead_to_the_harder_one():
    assert proposed(GOOD) == (HARDER,)
    assert proposed(GOOD[:2]) == ()
    assert proposed(()) == ()


@pytest.mark.parametrize(
    "last",
    [
        session(item(pain=3)),
        session(pain_after=3),
        session(pain_next_morning=3),
        session(effort=5),
        session(effort=None),
        session(stopped="time"),
        session(item(done_sets=1)),
        session(item(skipped=True)),
    ],
)
def test_one_that_did_not_go_well_holds_it_back(last):
    assert proposed((*GOOD, last)) == ()
    assert proposed((last, *GOOD)) == (HARDER,)


def test_what_was_not_answered_about_pain_holds_nobody_back():
    quiet = session(item(pain=None), pain_after=None)
    assert proposed((quiet,) * 3) == (HARDER,)


def test_pain_at_the_limit_is_still_well():
    at_limit = session(item(pain=2), pain_after=2, pain_next_morning=2, effort=4)
    assert proposed((at_limit,) * 3) == (HARDER,)


@pytest.mark.parametrize("last", [item(pain=6), item(hurt=True, pain=None), item(hurt=True)])
def test_one_that_hurt_leads_to_the_easier_one(last):
    assert proposed((*GOOD, session(last))) == (EASIER,)
    assert proposed((session(last), session())) == ()  # it has settled since


def test_pain_below_the_limit_does_not():
    assert proposed((session(item(pain=5)),)) == ()
    assert proposed((session(item(pain=5)),), rule=StepRule(easier_from=5)) == (EASIER,)


def test_pain_in_another_exercise_says_nothing():
    other = session(item(), item("lift", hurt=True, pain=8))
    assert proposed((other,) * 3) == (HARDER,)


def test_what_hurt_never_becomes_harder():
    rule = StepRule(harder=PlanCriterion(sessions=1, pain_at_most=None))
    assert proposed((session(item("nod", pain=9)),), PlanItem(exercise="nod"), rule=rule) == ()
    well = session(item("nod", pain=5))
    assert proposed((well,), PlanItem(exercise="nod"), rule=rule) == (
        ExerciseStep("nod", "tuck", "went_well"),
    )


def test_sessions_without_the_exercise_and_of_other_phases_do_not_count():
    assert proposed((*GOOD[:2], session(item("lift")))) == ()
    assert proposed((*GOOD[:2], session(phase="two"))) == ()
    assert proposed((*GOOD[:2], session(item("lift")), session(phase="two"), GOOD[2])) == (HARDER,)


def test_only_what_may_step_and_is_known_does():
    assert proposed(GOOD, PlanItem(exercise="tuck", may_step=False)) == ()
    lifted = (session(item("lift")),) * 3
    assert proposed(lifted, PlanItem(exercise="lift")) == ()  # the harder one is not there
    unknown = (session(item("unknown")),) * 3
    assert proposed(unknown, PlanItem(exercise="unknown")) == ()


def test_an_exercise_is_not_proposed_twice_in_one_phase():
    tuck, press, lift = (PlanItem(exercise=one) for one in ("tuck", "press", "lift"))
    assert proposed(GOOD, tuck, press) == ()
    both = (session(item("tuck", hurt=True), item("lift", hurt=True)),)
    assert proposed(both, tuck, lift) == (EASIER,)
    assert proposed(both, lift, tuck) == (ExerciseStep("lift", "nod", "hurt"),)


def test_a_criterion_asks_for_sessions_running():
    asked = PlanCriterion(sessions=2, pain_at_most=3, effort_at_most=None)
    hard = session(item(pain=3), effort=None)
    assert is_met(asked, (hard, hard))
    assert not is_met(asked, (hard,))
    assert not is_met(asked, (hard, session(item(pain=4))))
    assert not is_met(asked, (hard, session(item(), item("lift", hurt=True))))
    assert is_met(asked, (hard, session(item(), item("lift", hurt=True))), "tuck")
    assert is_met(replace(asked, pain_at_most=None), (session(item(pain=10)),) * 2)


def test_the_worst_pain_is_that_of_all_answers():
    one = session(item(pain=2), item("lift", pain=5), pain_after=3, pain_next_morning=4)
    assert worst_pain(one) == 5
    assert worst_pain(one, "tuck") == 4
    assert worst_pain(replace(one, pain_next_morning=None), "tuck") == 3
    assert worst_pain(session(item(pain=None), pain_after=None, pain_before=7)) is None
    assert worst_pain(session(item(pain=0), pain_after=None)) == 0
