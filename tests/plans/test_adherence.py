"""What was done of a plan, from the log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from posture_app.journal.entries import CheckIn
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.received import PlanStep
from posture_app.library.files import load
from posture_app.library.model import Dose
from posture_app.plans.adherence import Revision, adherence
from posture_app.plans.files import adherence_bytes, read_adherence
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase

MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
DAYS = date(2026, 3, 1), date(2026, 3, 31)
DOSE = Dose(model="reps", sets=2, reps=8)
ITEMS = (
    PlanItem(exercise="chin-tuck", dose=DOSE),
    PlanItem(exercise="side-bend", dose=DOSE),
    PlanItem(exercise="walk", per_day=2),
)
PLAN = Plan(id="p", name="Neck", patient="AB", phases=(PlanPhase(id="one", name="A", items=ITEMS),))


def a_set(exercise="chin-tuck", number=1, status="done", **more: Any):
    base: dict[str, Any] = {
        "item": 0,
        "exercise_id": exercise,
        "exercise_name": exercise,
        "side": None,
        "set_number": number,
        "sets": 2,
        "status": status,
        "planned_s": 30.0,
        "done_s": 30.0,
        "finished_at": MONDAY,
    }
    return SetRecord(**base | more)


def a_session(*items: SetRecord, day: int = 0, **more: Any):
    at = MONDAY + timedelta(days=day)
    base: dict[str, Any] = {
        "id": f"s{day}",
        "routine_id": "plan.p/one/0",
        "routine_name": "Neck",
        "started_at": at,
        "time_zone": "Europe/Berlin",
        "planned_s": 60.0,
        "done_s": 60.0,
        "ended": "completed",
        "ended_at": at + timedelta(minutes=2),
        "items": items,
    }
    return SessionRecord(**base | more)


def told(*sessions, check_ins=(), revisions=None, notes=frozenset()):
    history = revisions or [Revision(PLAN, MONDAY - timedelta(days=1))]
    return adherence(history, sessions, check_ins, {}, DAYS, notes)


def test_what_was_done_stands_beside_what_was_asked():
    session = a_session(
        a_set(number=1, planned_reps=8, done_reps=8, pain=2),
        a_set(number=2, status="partial", planned_reps=8, done_reps=5, pain=4, hurt=True),
        a_set("side-bend", 1, side="left"),
        a_set("side-bend", 2, side="left"),
        a_set("side-bend", 1, side="right"),
        pain_before=3,
        pain_after=4,
        effort=5,
    )
    (done,) = told(session).sessions
    assert (done.id, done.day, done.at, done.phase) == ("s0", "2026-03-02", "08:30", "one")
    assert (done.pain_before, done.pain_after, done.effort, done.stopped) == (3, 4, 5, None)
    assert done.items == (
        ItemDone(
            exercise="chin-tuck",
            asked_sets=2,
            done_sets=1,
            asked_reps=16,
            done_reps=13,
            pain=4,
            hurt=True,
        ),
        ItemDone(exercise="side-bend", asked_sets=2, done_sets=1),
    )


def test_what_was_not_reached_and_what_was_left_out_differ():
    (done,) = told(a_session(a_set(status="skipped"), a_set(number=2, status="skipped"))).sessions
    first, second = done.items
    assert (first.done_sets, first.skipped) == (0, True)
    assert (second.exercise, second.asked_sets, second.done_sets) == ("side-bend", 2, 0)
    assert not second.skipped


def test_what_was_done_in_the_place_of_another_is_told_too():
    (done,) = told(a_session(a_set("easier-tuck"))).sessions
    assert [one.exercise for one in done.items] == ["chin-tuck", "side-bend", "easier-tuck"]


def test_only_one_side_is_looked_for_where_only_one_is_asked_for():
    items = (replace(ITEMS[0], side="left"),)
    plan = replace(PLAN, phases=(replace(PLAN.phases[0], items=items),))
    session = a_session(a_set(side="left"), a_set(number=2, side="left"))
    (done,) = told(session, revisions=[Revision(plan, MONDAY)]).sessions
    assert done.items[0].done_sets == 2
    (both,) = told(session).sessions
    assert both.items[0].done_sets == 0


@pytest.mark.parametrize(
    ("ended", "reason"),
    [("stopped_for_pain", "pain"), ("stopped", "other"), ("interrupted", "other")],
)
def test_why_it_ended_early(ended, reason):
    (done,) = told(a_session(ended=ended)).sessions
    assert done.stopped == reason


def test_the_next_morning_is_that_of_the_check_in_or_of_the_next_session():
    def check_in(day, now):
        at = MONDAY + timedelta(days=day)
        return CheckIn(id=f"c{day}", at=at, time_zone="Europe/Berlin", edited_at=at, now=now)

    sessions = [a_session(day=day, pain_before=day + 1) for day in (0, 1, 3)]
    found = told(*sessions, check_ins=[check_in(1, 6), check_in(2, None), check_in(4, 0)])
    assert [one.pain_next_morning for one in found.sessions] == [6, None, 0]
    without = told(*sessions).sessions
    assert [one.pain_next_morning for one in without] == [2, None, None]


def test_notes_go_along_only_where_they_were_chosen():
    sessions = [a_session(day=day, note="private") for day in (0, 1)]
    found = told(*sessions, notes=frozenset({"s1"})).sessions
    assert [one.note for one in found] == ["", "private"]


def test_red_flags_are_told_and_plain_pain_is_none():
    grave = a_session(advice="see_somebody_soon", advice_reasons=("pain_rose", "both_legs_weak"))
    plain = a_session(day=1, advice="stop", advice_reasons=("pain_in_high_band", "sharp_pain"))
    first, second = told(grave, plain).sessions
    assert first.red_flags == ("pain_rose", "both_legs_weak")
    assert second.red_flags == ("sharp_pain",)


def test_each_session_is_told_against_the_revision_of_its_day():
    items = (replace(ITEMS[0], dose=replace(DOSE, sets=3)),)
    later = replace(PLAN, revision=2, phases=(replace(PLAN.phases[0], items=items),))
    revisions = [Revision(PLAN, MONDAY), Revision(later, MONDAY + timedelta(days=1))]
    found = told(a_session(), a_session(day=2), revisions=revisions).sessions
    assert [one.revision for one in found] == [1, 2]
    assert [one.items[0].asked_sets for one in found] == [2, 3]


def test_a_step_that_was_accepted_is_told_with_what_was_prescribed():
    at = MONDAY + timedelta(hours=2)
    step = PlanStep(
        id="a",
        plan_id="p",
        revision=1,
        phase_id="one",
        exercise="chin-tuck",
        instead="easier-tuck",
        accepted=True,
        decided_at=at,
        time_zone="UTC",
    )
    sessions = [a_session(a_set()), a_session(a_set("easier-tuck"), day=1)]
    known = {"easier-tuck": load().library.exercises["chin-tuck-seated"]}
    revisions = [Revision(PLAN, MONDAY, (step,))]
    before, after = adherence(revisions, sessions, (), known, DAYS).sessions
    assert [(one.exercise, one.instead_of) for one in before.items] == [
        ("chin-tuck", None),
        ("side-bend", None),
    ]
    assert [(one.exercise, one.instead_of) for one in after.items] == [
        ("easier-tuck", "chin-tuck"),
        ("side-bend", None),
    ]


def test_sessions_of_others_and_of_other_days_are_left_out():
    others = [
        a_session(routine_id="plan.other/one/0"),
        a_session(day=1, routine_id="desk-reset-60"),
        a_session(day=2, ended=None),
        a_session(day=40),
    ]
    assert told(*others).sessions == ()


def test_the_file_can_be_read_back(tmp_path):
    session = a_session(a_set(pain=0), note="x" * 3000, pain_before=0)
    found = told(session, notes=frozenset({"s0"}))
    path = tmp_path / "done.json"
    path.write_bytes(adherence_bytes(found))
    assert read_adherence(path) == found
    assert len(found.sessions[0].note) == 1000
