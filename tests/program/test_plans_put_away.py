"""A plan is opened from Move and the palette, put away, and taken up again where it was left."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.program.pages.move import MoveController, put_away_plans
from posture_app.program.player import SessionPlayer
from posture_app.ui.pages.move import MovePage
from posture_app.ui.plan_sheet import PlanSheet
from posture_app.ui.widgets.rows import PressRow
from tests.program.test_plan_sheet import followed, opened, records, sheets, window, written
from tests.store.records import MORNING
from tests.there import there
from tests.ui.acting import child, click

__all__ = ("records", "sheets", "window")

PLAN = Plan(
    id="one",
    name="Back",
    phases=(
        PlanPhase(id="settle", name="Settle", weeks=1, items=(PlanItem(exercise="bridge"),)),
        PlanPhase(id="load", name="Load", weeks=4, items=(PlanItem(exercise="walk-brisk"),)),
    ),
)
OTHER = replace(PLAN, id="two", name="Neck")


@pytest.fixture
def move(window, shared, records, sheets):
    """The page Move, whose wishes are heard."""
    page = window.page("move")
    player = SessionPlayer(shared, records, window, window)
    MoveController(window, shared, records, player, window)
    shared.requests.plan_wanted.connect(sheets.open)
    assert isinstance(page, MovePage)
    return page


@pytest.fixture
def following(sheets, records, qtbot, tmp_path, move):
    followed(sheets, qtbot, records, written(PLAN, tmp_path))
    return records


def current(records):
    found = there(records.opened).log.programmes.current()
    return None if found is None else (found.programme_id, found.phase_id)


def go_on(records, shared):
    """Be in the second phase of the plan."""
    log = there(records.opened).log
    log.programmes.begin("plan.one", "Back", "load", shared.local_time.today, "advanced")


def test_a_plan_is_chosen_on_move(move, window, sheets, tmp_path, qtbot, monkeypatch):
    path = written(PLAN, tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), "Plans"))
    click(move, "open-plan")
    qtbot.waitUntil(lambda: sheets.sheet is not None)
    assert isinstance(sheets.sheet, PlanSheet)


def test_nothing_happens_when_no_file_is_chosen(move, shared, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    with qtbot.assertNotEmitted(shared.requests.plan_wanted):
        click(move, "open-plan")


def test_it_stands_with_the_programmes_alone(move, window):
    window.show_part("programmes")
    assert move.received.isVisibleTo(move)
    window.show_part("exercises")
    assert not move.received.isVisibleTo(move)


def test_what_is_put_away_is_taken_up_where_it_was_left(following, move, window, shared):
    go_on(following, shared)
    following.note_change()
    move.show_snapshot(there(following.opened).loaded.library)
    move.show_programme("plan.one")
    click(move, "stop-programme")
    assert current(following) is None
    assert len(there(following.opened).log.plans.history("one")) == 1
    click(move, "follow-programme")
    assert current(following) == ("plan.one", "load")


def test_putting_it_away_is_undone(following, move, shared):
    move.show_snapshot(there(following.opened).loaded.library)
    move.show_programme("plan.one")
    click(move, "stop-programme")
    shared.notices.do_action("programme")
    assert current(following) == ("plan.one", "settle")


def test_a_plan_that_another_one_replaced_is_found_again(
    following, move, sheets, shared, qtbot, tmp_path
):
    go_on(following, shared)
    followed(sheets, qtbot, following, written(OTHER, tmp_path))
    assert current(following) == ("plan.two", "settle")
    following.note_change()
    row = child(move.received, PressRow, "put-away-one")
    assert row.hasHeightForWidth()  # its name is read whole
    assert "Back" in row.accessibleName()
    click(move, "put-away-one")
    sheet = there(sheets.sheet)
    assert "You go on in the phase “Load”." in texts(sheet)
    with qtbot.waitSignal(following.ready):
        click(sheet, "follow-plan")
    assert current(following) == ("plan.one", "load")
    following.note_change()
    assert [one.plan_id for one in move.received._shown] == ["two"]


def texts(sheet):
    return [label.text() for label in sheet.findChildren(QLabel)]


def test_one_that_was_never_followed_has_no_name_and_is_not_shown():
    assert put_away_plans([("gone", MORNING)], (), "UTC") == ()


def test_opening_a_version_again_keeps_the_phase_and_the_day(
    following, sheets, shared, qtbot, tmp_path, clock
):
    go_on(following, shared)
    before = there(there(following.opened).log.plans.current())
    clock.go(86_400)
    sheet = opened(sheets, qtbot, written(PLAN, tmp_path))
    assert "Nothing was changed." in texts(sheet)
    with qtbot.waitSignal(following.ready):
        click(sheet, "follow-plan")
    assert current(following) == ("plan.one", "load")
    assert there(there(following.opened).log.plans.current()).received_at == before.received_at


def test_another_plan_of_the_same_number_is_said_to_be_another(following, sheets, qtbot, tmp_path):
    sheet = opened(sheets, qtbot, written(replace(PLAN, goal="Lift again."), tmp_path))
    told = "It has the number of the version that you have and is another one, and takes its place."
    assert told in texts(sheet)
    assert any("Lift again." in one for one in texts(sheet))


def test_a_version_without_the_phase_says_where_it_begins(
    following, sheets, shared, qtbot, tmp_path
):
    go_on(following, shared)
    newer = replace(PLAN, revision=2, phases=PLAN.phases[:1])
    sheet = opened(sheets, qtbot, written(newer, tmp_path))
    assert "You begin with the phase “Settle”." in texts(sheet)
    with qtbot.waitSignal(following.ready):
        click(sheet, "follow-plan")
    assert current(following) == ("plan.one", "settle")


def test_a_second_plan_takes_the_place_of_the_one_that_is_shown(sheets, tmp_path, qtbot):
    opened(sheets, qtbot, written(PLAN, tmp_path))
    other = tmp_path / "other.postureplan"
    other.write_bytes(written(OTHER, tmp_path).read_bytes())
    sheets.open_file(other)
    qtbot.waitUntil(lambda: sheets.sheet is not None)
    assert there(sheets.sheet).windowTitle() == "Neck"


def test_of_two_that_are_opened_at_once_the_last_is_shown(sheets, tmp_path, qtbot):
    first = written(PLAN, tmp_path)
    other = tmp_path / "other.postureplan"
    other.write_bytes(first.read_bytes().replace(b'"Back"', b'"Neck"'))
    sheets.open_file(first)
    sheets.open_file(other)
    qtbot.waitUntil(lambda: sheets.sheet is not None)
    assert there(sheets.sheet).windowTitle() == "Neck"


def test_what_cannot_be_compared_is_not_said_to_be_unchanged(
    following, sheets, qtbot, tmp_path, shared
):
    plans = there(following.opened).log.plans
    plans.keep("one", 1, "{}", shared.local_time.now())
    sheet = opened(sheets, qtbot, written(replace(PLAN, revision=2), tmp_path))
    assert "Nothing was changed." not in texts(sheet)
    assert "It is a newer version of the plan that you have, and takes its place." in texts(sheet)
