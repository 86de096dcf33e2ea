"""A harder or easier exercise of a plan is proposed on Today, and counts when it is accepted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.coach.pain_rule import Sign
from posture_app.library.files import load
from posture_app.plans.files import read_adherence
from posture_app.plans.model import Plan, PlanItem, PlanPhase, Practice
from posture_app.ui.page_targets import GuideTarget
from posture_app.ui.pages.programme_card import ProgrammeCard
from tests.program.test_plan_sheet import followed, records, sheets, window, written
from tests.store.records import a_set, begin
from tests.there import there
from tests.ui.acting import click

__all__ = ("records", "sheets", "window")

EXERCISE = "scapular-squeeze"
PLAN = Plan(
    id="one",
    name="Back",
    phases=(PlanPhase(id="load", name="Load", weeks=4, items=(PlanItem(exercise=EXERCISE),)),),
)
ROUTINE = "plan.one/load/0"


@pytest.fixture
def ladder():
    exercise = load().library.exercises[EXERCISE]
    return there(exercise.easier), there(exercise.harder)


@pytest.fixture
def following(sheets, qtbot, records, tmp_path):
    followed(sheets, qtbot, records, written(PLAN, tmp_path))
    records.note_change()  # the window fills its pages anew, as the library is another
    return records


def practise(records, shared, days_ago, exercise=EXERCISE, **fields):
    """One session of the plan in which one set of each that is asked for was done."""
    journal, library = there(records.opened).journal, there(records.opened).loaded.library
    at = shared.local_time.now() - timedelta(days=days_ago)
    sets = library.exercises[exercise].dose.sets
    sides = ("left", "right") if library.exercises[exercise].sides == "each" else (None,)
    session_id = begin(journal, at, routine_id=ROUTINE)
    for number in range(1, sets + 1):
        for side in sides:
            one = a_set(at, exercise_id=exercise, sets=sets, set_number=number, side=side)
            journal.add_set(session_id, replace(one, **fields))
    journal.finish_session(session_id, ended="completed", ended_at=at, done_s=60)
    journal.set_answers(session_id, pain_after=1, effort=2, note=None)
    records.note_change()
    return session_id


def card(window):
    """The card of the plan, as Today has it now."""
    return window.page("today").findChildren(ProgrammeCard)[-1]


def proposed(window):
    return [one.step.instead for one in card(window)._facts.steps]


def asked_for(records):
    library = there(records.opened).loaded.library
    return [one.exercise for one in library.routines[ROUTINE].items]


def decide(window, records, qtbot, answer):
    if answer == "accept":
        with qtbot.waitSignal(records.ready):
            click(card(window), f"{answer}-step-{EXERCISE}")
    else:
        click(card(window), f"{answer}-step-{EXERCISE}")


def well(records, shared):
    for days_ago in (2, 1, 0):
        practise(records, shared, days_ago)


def test_what_went_well_is_proposed_harder(following, window, shared, ladder):
    assert proposed(window) == []
    well(following, shared)
    assert proposed(window) == [ladder[1]]


def test_what_is_accepted_counts_from_then_on(following, window, shared, ladder, qtbot):
    well(following, shared)
    decide(window, following, qtbot, "accept")
    following.note_change()
    assert asked_for(following) == [ladder[1]]
    assert proposed(window) == []


def test_it_counts_at_the_next_start_too(following, window, shared, ladder, qtbot):
    well(following, shared)
    decide(window, following, qtbot, "accept")
    with qtbot.waitSignal(following.ready):
        following.read_library_anew()
    assert asked_for(following) == [ladder[1]]


def test_what_the_plan_wants_read_stands_on_today_and_leads_to_the_page(
    sheets, qtbot, records, window, tmp_path
):
    library = there(records.opened).loaded.library
    page = next(iter(library.guide))
    followed(sheets, qtbot, records, written(replace(PLAN, pages=(page, "no-such")), tmp_path))
    records.note_change()
    assert card(window)._facts.pages == ((page, library.guide[page].title),)
    window.page("move").show_snapshot(library)
    click(card(window), f"read-{page}")
    assert window.page("move").where() == GuideTarget(page)


def test_whom_it_is_from_and_when_to_call_stands_with_the_plan(
    sheets, qtbot, records, window, tmp_path
):
    practice = Practice(name="By the Park", phone="030 1")
    plan = replace(PLAN, practice=practice, when_it_hurts="Do less.", when_to_call="Call us.")
    followed(sheets, qtbot, records, written(plan, tmp_path))
    programme = there(records.opened).loaded.library.programmes["plan.one"]
    assert programme.audience == "By the Park, 030 1"
    assert programme.cautions == ("Do less.", "Call us.")


def test_it_can_be_taken_back(following, window, shared, qtbot):
    well(following, shared)
    decide(window, following, qtbot, "accept")
    with qtbot.waitSignal(following.ready):
        shared.notices.do_action("plan-step")
    assert asked_for(following) == [EXERCISE]
    assert there(following.opened).log.plans.steps() == []


def test_what_is_declined_changes_nothing_and_is_not_asked_again(
    following, window, shared, ladder, qtbot
):
    well(following, shared)
    decide(window, following, qtbot, "decline")
    assert proposed(window) == []
    assert asked_for(following) == [EXERCISE]
    shared.notices.do_action("plan-step")
    assert proposed(window) == [ladder[1]]


def test_what_hurt_is_proposed_easier(following, window, shared, ladder):
    practise(following, shared, 0, hurt=True, pain=5)
    assert proposed(window) == [ladder[0]]


def test_nothing_is_proposed_while_a_sign_stands(following, window, shared, ladder):
    well(following, shared)
    shared.health.note_signs([Sign.SADDLE_NUMBNESS])
    assert proposed(window) == []


def test_nothing_harder_is_proposed_after_a_session_that_hurt_much(following, window, shared):
    well(following, shared)
    practise(following, shared, 0, exercise="chin-tuck-seated", pain=8)
    assert proposed(window) == []


def test_the_file_tells_what_was_done_instead(
    following, window, sheets, shared, ladder, qtbot, tmp_path, clock
):
    well(following, shared)
    decide(window, following, qtbot, "accept")
    clock.go(3600)
    later = practise(following, shared, 0, exercise=ladder[1])
    sheets.save_into(tmp_path / "done.json", "none")
    found = {one.id: one for one in read_adherence(tmp_path / "done.json").sessions}
    (item,) = found.pop(later).items
    assert (item.exercise, item.instead_of) == (ladder[1], EXERCISE)
    assert [one.exercise for each in found.values() for one in each.items] == [EXERCISE]
