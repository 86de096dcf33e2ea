"""What a programme asks for on a day, and when it proposes another phase."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.pain_rule import AdviceReason, Bands
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.library.model import Criterion, Phase, PhaseRoutine, Programme
from posture_app.plans.progress import (
    due_today,
    phase_of,
    planned_by_week,
    planned_days,
    proposal,
    week_of,
    worst_pain,
)

START = date(2026, 3, 4)  # a Wednesday
SETTLE = Phase(
    id="settle",
    name="Settle",
    aim="Move again.",
    weeks=1,
    routines=(PhaseRoutine(routine="easy", per_day=2),),
)
LOAD = Phase(
    id="load",
    name="Load",
    aim="Get stronger.",
    weeks=2,
    routines=(
        PhaseRoutine(routine="loosen"),
        PhaseRoutine(routine="strong", days_per_week=3),
    ),
)
NECK = Programme(
    id="neck",
    name="Neck",
    goal="A neck that bears more.",
    phases=(SETTLE, LOAD),
    criterion=Criterion(sessions=2, pain_at_most=3),
    afterwards="Two days of strength a week.",
)


def followed(phase="load", began_on=START):
    return FollowedPhase(
        id="f", programme_id="neck", programme_name="Neck", phase_id=phase, began_on=began_on
    )


def session(routine, day, *, pain=None, after=None, whole=True, hour=12, ended="completed", **more):
    began = datetime.combine(day, time(hour), UTC)
    one_set = SetRecord(
        item=0,
        exercise_id="x",
        exercise_name="X",
        side=None,
        set_number=1,
        sets=1,
        status="done" if whole else "partial",
        planned_s=60,
        done_s=60 if whole else 40,
        pain=pain,
        finished_at=began,
    )
    return SessionRecord(
        id=f"{routine}-{day}-{hour}",
        routine_id=routine,
        routine_name=routine,
        started_at=began,
        time_zone="UTC",
        planned_s=60,
        done_s=60,
        ended=ended,
        pain_after=after,
        items=(one_set,),
        **more,
    )


def day(number):
    return START + timedelta(days=number)


def asked(phase, sessions, today, began_on=START):
    dues = due_today(phase, followed(phase.id, began_on), sessions, today)
    return {one.routine: one.is_due for one in dues}


def test_all_is_asked_for_on_the_first_day():
    assert asked(LOAD, [], START) == {"loosen": True, "strong": True}


def test_what_was_done_today_is_asked_for_until_it_was_done_often_enough():
    once = [session("easy", START, hour=8)]
    assert asked(SETTLE, once, START) == {"easy": True}
    twice = [*once, session("easy", START, hour=18)]
    assert asked(SETTLE, twice, START) == {"easy": False}
    (due,) = due_today(SETTLE, followed("settle"), twice, START)
    assert (due.done_today, due.per_day, due.days_this_week, due.days_per_week) == (2, 2, 1, 7)


def test_strength_rests_on_the_day_after():
    done = [session("strong", START)]
    assert asked(LOAD, done, day(1))["strong"] is False
    assert asked(LOAD, done, day(2))["strong"] is True


def test_strength_does_not_rest_where_the_week_has_no_more_days_for_it():
    done = [session("strong", day(4)), session("strong", day(5))]
    assert asked(LOAD, done, day(6))["strong"] is True


def test_what_was_done_on_enough_days_of_the_week_waits_for_the_next_one():
    done = [session("strong", day(at)) for at in (0, 2, 4)]
    assert asked(LOAD, done, day(6))["strong"] is False
    assert asked(LOAD, done, day(7))["strong"] is True


def test_a_session_that_was_hardly_begun_does_not_count():
    broken = session("strong", START, ended="stopped_for_pain")
    assert asked(LOAD, [broken], START)["strong"] is True


def test_weeks_are_counted_from_the_day_the_phase_began():
    assert [week_of(followed(), day(at)) for at in (0, 6, 7, 20)] == [1, 1, 2, 3]
    assert week_of(followed(), day(-3)) == 1  # a clock that was set back


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 23))), st.integers(0, 30))
def test_never_more_is_asked_for_than_the_programme_says(done, today):
    sessions = [session("strong", day(at), hour=hour) for at, hour in done]
    due = due_today(LOAD, followed(), sessions, day(today))[1]
    assert 0 <= due.days_this_week <= 7
    if due.is_due:
        assert due.done_today < due.per_day
        assert due.days_this_week < due.days_per_week


def proposed(sessions, today, phase="load"):
    found = proposal(NECK, followed(phase), sessions, today, Bands())
    return found.direction, found.why


def test_nothing_changes_before_the_weeks_are_over():
    good = [session("easy", day(at), after=0) for at in range(7)]
    assert proposed(good, day(6), "settle") == ("stay", "weeks_not_over")
    assert proposed(good, day(7), "settle") == ("advance", "criterion_met")


def test_the_last_phase_ends_the_programme():
    good = [session("strong", day(at), after=2) for at in (8, 10, 12)]
    assert proposed(good, day(14)) == ("finish", "criterion_met")


@pytest.mark.parametrize(
    ("sessions", "why"),
    [
        ([], "too_few"),
        ([session("strong", day(12))], "too_few"),
        ([session("other", day(at)) for at in (10, 12)], "too_few"),
        ([session("strong", day(at), pain=4) for at in (10, 12)], "hurt"),
        ([session("strong", day(10)), session("strong", day(12), after=4)], "hurt"),
        ([session("strong", day(10)), session("strong", day(12), whole=False)], "not_whole"),
    ],
)
def test_what_is_missing_is_said(sessions, why):
    assert proposed(sessions, day(14)) == ("stay", why)


def test_pain_that_was_not_answered_holds_nobody_back():
    assert proposed([session("strong", day(at)) for at in (10, 12)], day(14))[0] == "finish"


def test_an_effort_that_is_asked_for_has_to_be_told_and_low():
    programme = replace(NECK, criterion=Criterion(sessions=2, effort_at_most=4))

    def after(*efforts):
        done = [session("strong", day(10 + 2 * at), effort=one) for at, one in enumerate(efforts)]
        return proposal(programme, followed(), done, day(14), Bands()).why

    assert after(4, 3) == "criterion_met"
    assert after(4, 5) == "too_hard"
    assert after(4, None) == "too_hard"


def test_only_the_last_sessions_count():
    early = [session("strong", day(1), after=5), session("strong", day(2), whole=False)]
    late = [session("strong", day(at), after=3) for at in (10, 12)]
    assert proposed([*late, *early], day(14)) == ("finish", "criterion_met")


@pytest.mark.parametrize(
    "hard",
    [
        {"after": 6},
        {"pain": 7},
        {"ended": "stopped_for_pain"},
        {"advice_reasons": (AdviceReason.NOT_SETTLED_BY_MORNING.value,)},
    ],
)
def test_two_hard_sessions_lead_back_at_once_and_one_does_not(hard):
    one = [session("strong", day(1), **hard)]
    assert proposed(one, day(3)) == ("stay", "weeks_not_over")
    two = [*one, session("loosen", day(3), **hard)]
    assert proposed(two, day(3)) == ("step_back", "hurt_twice")


def test_there_is_no_step_back_from_the_first_phase():
    hard = [session("easy", day(at), after=8) for at in (0, 1, 2)]
    assert proposed(hard, day(3), "settle") == ("stay", "weeks_not_over")
    assert proposed(hard, day(9), "settle") == ("stay", "hurt")


def test_what_was_done_before_the_phase_does_not_count_for_it():
    before = [session("strong", day(at), after=8) for at in (-3, -2)]
    assert proposed(before, day(1)) == ("stay", "weeks_not_over")


def test_the_worst_pain_is_of_all_answers_and_none_is_no_zero():
    assert worst_pain(session("x", START)) is None
    assert worst_pain(session("x", START, pain=2, after=1)) == 2


def test_a_phase_that_the_programme_has_no_more_is_none():
    assert phase_of(NECK, followed("gone")) is None
    assert phase_of(NECK, followed("load")) == LOAD


def planned(phase, sessions=(), today=START, days=14):
    return {
        one.day: one.routines
        for one in planned_days(phase, followed(phase.id), sessions, today, days)
    }


def test_what_is_planned_is_what_will_be_asked_for():
    found = planned(LOAD)
    assert [one.day for one in planned_days(LOAD, followed(), (), START, 3)] == [
        day(0),
        day(1),
        day(2),
    ]
    strong = [one for one, routines in found.items() if "strong" in routines]
    assert strong == [day(0), day(2), day(4), day(7), day(9), day(11)]
    assert all("loosen" in routines for routines in found.values())
    done: list[SessionRecord] = []
    for number in range(14):
        asked = {
            one.routine for one in due_today(LOAD, followed(), done, day(number)) if one.is_due
        }
        assert set(found.get(day(number), ())) == asked
        done += [session(one, day(number)) for one in sorted(asked)]


def test_what_is_done_already_is_not_planned():
    done = [session("strong", day(0)), session("loosen", day(0))]
    found = planned(LOAD, done, days=3)
    assert found == {day(1): ("loosen",), day(2): ("loosen", "strong")}
    assert planned(LOAD, days=0) == {}


def test_what_was_planned_is_told_by_week():
    monday = date(2026, 3, 2)
    programmes = {NECK.id: NECK}
    easy = replace(followed("settle"), ended_on=START + timedelta(days=7))
    strong = replace(followed(began_on=START + timedelta(days=7)), id="g")
    weeks = planned_by_week([easy, strong], programmes, monday, START + timedelta(days=8))
    assert weeks == {monday: 5, monday + timedelta(days=7): 7}  # from Wednesday on, then every day
    later = planned_by_week([easy], programmes, monday + timedelta(days=14), START)
    assert later == {}
    assert planned_by_week([easy, strong], {}, monday, START) == {}


def test_days_that_a_phase_names_are_those_that_are_planned():
    named = replace(LOAD, routines=(PhaseRoutine(routine="strong", days=("monday", "thursday")),))
    programme = replace(NECK, phases=(named,))
    monday = date(2026, 3, 2)
    stay = replace(followed(), ended_on=monday + timedelta(days=13))
    weeks = planned_by_week([stay], {NECK.id: programme}, monday, monday + timedelta(days=20))
    assert weeks == {monday: 1, monday + timedelta(days=7): 2}  # followed from Wednesday on
    thrice = replace(LOAD, routines=(PhaseRoutine(routine="strong", days_per_week=3),))
    programme = replace(NECK, phases=(thrice,))
    weeks = planned_by_week([stay], {NECK.id: programme}, monday, monday + timedelta(days=20))
    assert weeks == {monday: 2, monday + timedelta(days=7): 3}
