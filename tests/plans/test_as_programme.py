"""A plan that was received, as a programme that is followed as any other is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from posture_app.coach.pain_rule import Bands
from posture_app.coach.timeline import compile_routine
from posture_app.journal.programme import FollowedPhase
from posture_app.library.files import load
from posture_app.library.model import Library
from posture_app.plans.as_programme import grouped, plan_id, programme_id, with_plan
from posture_app.plans.files import plan_file
from posture_app.plans.model import PlanCriterion, PlanItem, PlanPhase
from posture_app.plans.progress import due_today, phase_of, proposal
from posture_app.words.phases import goes_on
from posture_app.words.programmes import proposal_words
from tests.plans.test_files import PLAN
from tests.plans.test_progress import session
from tests.there import there

MONDAY = date(2026, 3, 2)


def name(plan, phase, often, alone):
    return f"{plan.name}, {often.per_day}x{often.days_per_week}" if not alone else plan.name


@pytest.fixture(scope="module")
def library():
    return load().library


@pytest.fixture(scope="module")
def laid_over(library):
    return with_plan(plan_file(PLAN, library), Library({}, {}, {}), name)


def followed(phase):
    return FollowedPhase(
        id="f",
        programme_id=programme_id(PLAN),
        programme_name=PLAN.name,
        phase_id=phase,
        began_on=MONDAY,
    )


def test_it_plays_where_the_library_lacks_its_exercises(laid_over):
    programme = laid_over.programmes[programme_id(PLAN)]
    assert [one.id for one in programme.phases] == ["settle", "load"]
    for phase in programme.phases:
        for asked in phase.routines:
            assert compile_routine(laid_over.routines[asked.routine], laid_over).total_s > 0
    assert plan_id(programme.id) == plan_id(programme.phases[0].routines[0].routine) == PLAN.id
    assert plan_id("back-care-10") is None


def test_what_is_asked_for_as_often_is_one_routine(laid_over):
    first, second = laid_over.programmes[programme_id(PLAN)].phases[0].routines
    assert (first.per_day, first.days_per_week, first.days) == (3, 7, ())
    assert (second.per_day, second.days_per_week) == (1, 2)
    assert laid_over.routines[first.routine].name == "Neck at the desk, 3x7"
    assert [one.side for one in laid_over.routines[second.routine].items] == ["left"]
    assert len(grouped(PLAN.phases[0])) == 2


def test_the_order_of_the_days_makes_no_other_session():
    items = (
        PlanItem(exercise="bridge", days=("monday", "friday")),
        PlanItem(exercise="bird-dog", days=("friday", "monday")),
    )
    [often] = grouped(PlanPhase(id="a", name="A", items=items))
    assert often.days == ("monday", "friday")
    assert often.days_per_week == 2


def test_fixed_days_are_asked_for_on_those_days_only(laid_over):
    programme = laid_over.programmes[programme_id(PLAN)]
    phase = there(phase_of(programme, followed("settle")))
    on = [due_today(phase, followed("settle"), (), day(number))[1].is_due for number in range(7)]
    assert on == [True, False, False, False, True, False, False]


def day(number):
    return date(2026, 3, 2 + number)


def test_a_phase_without_a_criterion_goes_on_when_its_weeks_are_over(laid_over):
    programme = laid_over.programmes[programme_id(PLAN)]
    found = proposal(programme, followed("settle"), (), date(2026, 3, 9), Bands())
    assert (found.direction, found.why) == ("stay", "too_few")
    criterion = there(programme.phases[1].criterion)
    assert (criterion.sessions, criterion.pain_at_most, criterion.effort_at_most) == (3, 3, 4)


def test_a_pain_that_is_not_asked_for_holds_nobody_back(library):
    load_phase = PLAN.phases[1]
    free = replace(
        PLAN,
        phases=(
            replace(load_phase, criterion=replace(there(load_phase.criterion), pain_at_most=None)),
        ),
    )
    laid = with_plan(plan_file(free, library), library, name)
    assert there(laid.programmes[programme_id(free)].phases[0].criterion).pain_at_most == 10


def test_a_phase_that_says_nothing_of_its_end_lasts(library):
    lasting = replace(PLAN.phases[1], weeks=None, criterion=None)
    laid = with_plan(plan_file(replace(PLAN, phases=(lasting,)), library), library, name)
    programme = laid.programmes[programme_id(PLAN)]
    done = session(programme.phases[0].routines[0].routine, MONDAY)
    for sessions in ((), (done,)):
        found = proposal(programme, followed("load"), sessions, MONDAY, Bands())
        assert (found.direction, found.why) == ("stay", "nothing_leads_on")
        assert proposal_words(found) == ""
    assert goes_on(programme.phases[0]) == ""


def test_a_phase_with_a_criterion_alone_goes_on_by_its_sessions(library):
    alone = replace(PLAN.phases[1], weeks=None, criterion=PlanCriterion(sessions=2, pain_at_most=3))
    laid = with_plan(plan_file(replace(PLAN, phases=(alone, lasts())), library), library, name)
    programme = laid.programmes[programme_id(PLAN)]
    routine = programme.phases[0].routines[0].routine
    tuesday = MONDAY + timedelta(days=1)
    good = [session(routine, MONDAY, after=1), session(routine, tuesday, after=2)]
    found = [
        proposal(programme, followed("load"), sessions, tuesday, Bands())
        for sessions in (good[:1], good)
    ]
    assert [(one.direction, one.why) for one in found] == [
        ("stay", "too_few"),
        ("advance", "criterion_met"),
    ]
    assert [proposal_words(one) for one in found] == [
        "",
        "Your last sessions went well. You can go on.",
    ]


def lasts():
    return replace(PLAN.phases[0], weeks=None, criterion=None)
