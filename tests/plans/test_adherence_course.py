"""What was done of what was asked for, over time."""

from datetime import date

from posture_app.plans.adherence_course import DayDone, DoneShare, LeftOut, course
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone

MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)


def plan(*items, more=()):
    return Plan(id="p", name="Plan", phases=(PlanPhase(id="one", name="One", items=items), *more))


def done(exercise, sets=2, **values):
    return ItemDone(exercise=exercise, asked_sets=2, done_sets=sets, **values)


def session(day, *items, phase="one", **values):
    number = values.pop("number", 0)
    return SessionDone(
        id=f"{day}-{number}",
        day=f"2026-03-{day:02}",
        phase=phase,
        revision=1,
        items=items,
        **values,
    )


def by_exercise(found):
    return {one.exercise: one for one in found.exercises}


def test_three_numbers_are_kept_apart():
    """Practised on half of the days, half of the dose, and one of two exercises."""
    sessions = [session(day, done("a", 1), done("b", 0, skipped=True)) for day in (2, 4, 6)]
    found = course(plan(PlanItem(exercise="a"), PlanItem(exercise="b")), MONDAY, SUNDAY, sessions)
    assert found.sessions == DoneShare(3, 7)
    assert found.dose == DoneShare(1.5, 6)
    assert (by_exercise(found)["a"].times, by_exercise(found)["b"].times) == (
        DoneShare(3, 7),
        DoneShare(0, 7),
    )
    assert by_exercise(found)["a"].sets == DoneShare(3, 6)


def test_days_of_the_week_that_are_named_ask_and_others_do_not():
    item = PlanItem(exercise="a", per_day=2, days=("monday", "thursday"))
    both = [session(2, done("a"), number=number) for number in (1, 2)]
    found = course(plan(item), MONDAY, SUNDAY, both)
    assert found.sessions == DoneShare(2, 4)
    assert found.days[0] == DayDone(MONDAY, 2, 2)
    assert [one.asked for one in found.days] == [2, 0, 0, 2, 0, 0, 0]


def test_days_that_are_free_ask_for_no_day_of_their_own():
    found = course(plan(PlanItem(exercise="a", days_per_week=3)), MONDAY, SUNDAY, [])
    assert found.sessions == DoneShare(0, 3)
    assert {one.asked for one in found.days} == {None}


def test_two_routines_on_a_day_are_not_practised_twice():
    sessions = [session(2, done("a")), session(2, done("b"), number=1)]
    found = course(plan(PlanItem(exercise="a"), PlanItem(exercise="b")), MONDAY, MONDAY, sessions)
    assert found.sessions == DoneShare(1, 1)


def test_repetitions_and_holds_tell_more_than_sets():
    half = done("a", asked_reps=10, done_reps=5)
    more = done("b", asked_hold_s=30.0, done_hold_s=45.0)
    found = course(plan(), MONDAY, MONDAY, [session(2, half, more)])
    assert found.dose == DoneShare(1.5, 2)
    assert found.dose.share == 0.75


def test_nothing_asked_for_is_no_share():
    assert course(plan(), MONDAY, SUNDAY, []).sessions.share is None


def test_what_was_not_answered_is_not_zero():
    sessions = [session(2, done("a", pain=0), effort=4), session(3, done("a"), pain_after=2)]
    found = course(plan(PlanItem(exercise="a")), MONDAY, SUNDAY, sessions)
    assert [(one.pain_after, one.effort) for one in found.answers] == [(None, 4), (2, None)]
    assert by_exercise(found)["a"].pain == ((MONDAY, 0),)


def test_what_was_left_out_and_why():
    sessions = [
        session(2, done("a", 0, skipped=True), done("b", 0, hurt=True), stopped="pain"),
        session(3, done("a"), done("b", 0), stopped="time"),
        session(4, done("a", 0)),
    ]
    found = course(plan(), MONDAY, SUNDAY, sessions)
    assert found.left_out == (
        LeftOut(MONDAY, "a", "skipped"),
        LeftOut(MONDAY, "b", "hurt"),
        LeftOut(date(2026, 3, 3), "b", "time"),
        LeftOut(date(2026, 3, 4), "a", "not_told"),
    )
    assert by_exercise(found)["b"].hurt == 1


def test_a_phase_asks_until_the_first_session_of_the_next():
    second = PlanPhase(id="two", name="Two", items=(PlanItem(exercise="b", per_day=3),))
    sessions = [session(5, done("b"), phase="two"), session(2, done("a"))]
    found = course(plan(PlanItem(exercise="a"), more=(second,)), MONDAY, SUNDAY, sessions)
    assert [one.asked for one in found.days] == [1, 1, 1, 3, 3, 3, 3]
    assert found.sessions == DoneShare(2, 15)
    assert by_exercise(found)["b"].times == DoneShare(1, 12)


def test_days_outside_are_left_out():
    found = course(plan(PlanItem(exercise="a")), MONDAY, SUNDAY, [session(1, done("a"))])
    assert (found.sessions, found.answers) == (DoneShare(0, 7), ())


def test_a_step_that_was_accepted_counts_for_what_was_prescribed():
    sessions = [session(2, done("a")), session(3, done("harder", instead_of="a", hurt=True))]
    found = course(plan(PlanItem(exercise="a")), MONDAY, SUNDAY, sessions)
    (only,) = found.exercises
    assert (only.exercise, only.times, only.hurt) == ("a", DoneShare(2, 7), 1)
    assert only.done_as == ("harder",)
    unknown = session(4, done("b", instead_of="gone"))
    found = course(plan(PlanItem(exercise="a")), MONDAY, SUNDAY, [*sessions, unknown])
    assert by_exercise(found)["b"].times == DoneShare(1, 0)
