"""A plan is played as its patient does it, and nothing of that is kept anywhere."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.coach.pain_rule import Condition, Sign
from posture_app.coach.timeline import compile_routine
from posture_app.desktop.paths import journal_path
from posture_app.library.files import load
from posture_app.library.model import Dose
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.templates import NAMES, begun, template
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.program.therapist.preview import as_the_patient, laid_over, plan_routines
from posture_app.ui.main_window import MainWindow
from posture_app.ui.player.after import PainReport
from tests.there import there
from tests.ui.acting import click

SHORT = Dose(model="timed_hold", hold_s=2)
ITEMS = (
    PlanItem(exercise="levator-scap-stretch", dose=SHORT, side="left", note="Slowly."),
    PlanItem(exercise="chin-tuck-seated", days=("monday",)),
)
PLAN = Plan(
    id="p1",
    name="Neck",
    phases=(PlanPhase(id="first", name="First", items=ITEMS),),
    precautions=(Condition.OSTEOPOROSIS,),
)


@pytest.fixture
def records(shared, tmp_path, qtbot):
    one = Records(tmp_path / "data", shared.local_time, shared.notices)
    with qtbot.waitSignal(one.ready):
        one.open()
    yield one
    one.close_journal()
    one.close()


@pytest.fixture
def window(shared, qtbot):
    window = MainWindow(shared.theme)
    qtbot.addWidget(window)
    window.open_page("today")
    return window


@pytest.fixture
def player(shared, records, window):
    return SessionPlayer(shared, records, window, window)


@pytest.fixture
def routine_id(records):
    library = there(records.opened).loaded.library
    return plan_routines(PLAN, laid_over(PLAN, library))[0].id


def kept(records):
    """Everything that is in the log."""
    path = journal_path(there(records.opened).journal._database.path.parent)
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def all_of(player, clock):
    """Plays a session to its end, and answers."""
    view = there(player.view)
    view.begin(2)
    for _ in range(40):
        clock.go(1)
        view.driver.tick()
    return view


def test_nothing_of_it_is_in_the_log(player, records, routine_id, window, clock):
    before, revision = kept(records), records.revision
    heard: list[bool] = []
    player.playing.connect(heard.append)
    player.preview(PLAN, routine_id)
    view = all_of(player, clock)
    assert view.page is view.after
    view.after.finish()
    assert player.view is None
    assert window.shows_pages
    assert heard == []
    assert kept(records) == before
    assert records.revision == revision + 1  # the pages are filled anew, and nothing else
    assert there(records.opened).journal.sessions() == []


def test_what_is_told_in_it_is_nothing_about_the_therapist(player, records, shared, routine_id):
    before, health = kept(records), shared.health.value
    view = there(player.preview(PLAN, routine_id))
    click(view.before.signs, "sign_chest_pain")
    assert view.before.signs.chosen == {Sign.CHEST_PAIN}
    player.end_preview()
    assert (kept(records), shared.health.value) == (before, health)


def test_it_is_marked_and_leads_back(player, window, routine_id):
    player.preview(PLAN, routine_id)
    frame = there(window.centralWidget())
    words = " ".join(one.text() for one in frame.findChildren(QLabel))
    assert "“Neck” as the patient sees it" in words
    click(frame, "preview-end")
    assert player.view is None
    assert window.shows_pages
    assert window.open_page_key == "today"


def test_it_says_where_it_ends_that_nothing_is_kept(player, routine_id):
    view = there(player.preview(PLAN, routine_id))
    assert "Nothing of this preview is kept." in view.leave.text.text()
    view.after.show_end("completed", "2 min", "2 min", PainReport())
    assert "Nothing of this preview is kept." in view.after.text.text()
    player.end_preview()


def test_closing_the_window_asks_nothing_about_it(player, routine_id):
    player.preview(PLAN, routine_id)
    assert not player.asks_before_closing()
    assert player.view is None
    player.preview(PLAN, routine_id)
    there(player.view).begin(None)
    assert not player.asks_before_quitting()


def test_a_session_of_ones_own_is_not_ended_by_it(player, records, routine_id):
    own = there(player.play_routine(next(iter(there(records.opened).loaded.library.routines))))
    assert player.preview(PLAN, routine_id) is None
    player.end_preview()
    assert player.view is own


def test_it_is_played_with_the_patients_precautions_notes_and_doses():
    library = load().library
    whole = laid_over(PLAN, library)
    first, second = plan_routines(PLAN, whole)
    assert second.items[0].exercise == "chin-tuck-seated"
    routine, adapted, safety = as_the_patient(PLAN, first, whole, "144")
    assert safety.profile.conditions == {Condition.OSTEOPOROSIS}
    assert (safety.answered, safety.number) == (True, "144")
    assert "Slowly." in adapted.exercises["levator-scap-stretch"].cues
    sides = {one.side for one in compile_routine(routine, adapted).phases if one.phase == "hold"}
    assert sides == {"left"}


@pytest.mark.parametrize("name", NAMES)
def test_every_day_of_every_template_can_be_played(name):
    library = load().library
    plan = begun(template(name, "en", library), "x", "AB", date(2026, 3, 2))
    whole = laid_over(plan, library)
    for one in plan_routines(plan, whole):
        routine, adapted, _safety = as_the_patient(plan, one, whole, "112")
        assert compile_routine(routine, adapted).total_s > 0


def test_a_plan_with_a_routine_of_the_library_is_played_with_it():
    library = load().library
    key = next(iter(library.routines))
    plan = replace(PLAN, phases=(replace(PLAN.phases[0], items=(), routines=(key,)),))
    whole = laid_over(plan, library)
    [only] = plan_routines(plan, whole)
    assert as_the_patient(plan, only, whole, "112")[0].id == key
