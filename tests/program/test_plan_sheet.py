"""A plan that was received: shown before anything is kept, followed, asked for, handed back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QWidget

from posture_app.library.files import load
from posture_app.plans.as_programme import phase_of
from posture_app.plans.files import plan_bytes, plan_file, read_adherence
from posture_app.plans.model import PlanItem, Practice
from posture_app.plans.templates import begun, template
from posture_app.program.added_today import AddedToday
from posture_app.program.entry_editor import EntryEditor
from posture_app.program.pages.today import TodayController, TodayServices
from posture_app.program.plan_sheet import PlanSheets
from posture_app.program.plans import current_plan
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.program.suggested_routine import asked_today, todays_routine
from posture_app.store.errors import DiskFullError
from posture_app.store.plans import ReceivedPlans
from posture_app.ui.file_drops import dropped_plan
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.programme_card import ProgrammeCard
from posture_app.ui.plan_sheet import FaultsSheet, PlanSheet
from posture_app.words.catalogue import said
from posture_app.words.plan_offer import with_notes
from tests.store.records import log_session
from tests.there import there
from tests.ui.acting import click

ID = "3f2f1c1e-0000-4000-8000-000000000001"


@pytest.fixture
def records(shared, tmp_path, qtbot):
    one = Records(tmp_path / "data", shared.local_time, shared.notices)
    with qtbot.waitSignal(one.ready):
        one.open()
    yield one
    one.close()


@pytest.fixture
def window(shared, records, qtbot):
    window = MainWindow(shared.theme)
    qtbot.addWidget(window)
    player = SessionPlayer(shared, records, window, window)
    window.open_page("today")
    editor = EntryEditor(records, shared.local_time, window)
    added = AddedToday(shared.saved_state, shared.health, window)
    TodayController(window, shared, records, player, TodayServices(editor, added), window)
    return window


@pytest.fixture
def sheets(shared, records, window):
    sheets = PlanSheets(shared, records, window, window)
    yield sheets
    sheets.close()


@pytest.fixture
def plan():
    library = load().library
    made = begun(template("acute-low-back", "en", library), ID, "AB", date(2026, 3, 2))
    return replace(made, practice=Practice(name="Practice by the Park", therapist="M. Weber"))


def written(plan, tmp_path):
    path = tmp_path / "mine.postureplan"
    path.write_bytes(plan_bytes(plan_file(plan, load().library)))
    return path


def opened(sheets, qtbot, path):
    sheets.open_file(path)
    qtbot.waitUntil(lambda: sheets.sheet is not None)
    return sheets.sheet


def followed(sheets, qtbot, records, path):
    opened(sheets, qtbot, path)
    with qtbot.waitSignal(records.ready):
        click(sheets.sheet, "follow-plan")


def test_nothing_is_kept_before_it_is_followed(sheets, records, plan, tmp_path, qtbot):
    sheet = opened(sheets, qtbot, written(plan, tmp_path))
    assert isinstance(sheet, PlanSheet)
    click(sheet, "leave-plan")
    assert sheets.sheet is None
    assert there(records.opened).log.plans.history() == []


def test_what_is_followed_is_asked_for_today(
    sheets, records, window, shared, plan, tmp_path, qtbot
):
    followed(sheets, qtbot, records, written(plan, tmp_path))
    now = there(records.opened)
    current = there(now.log.programmes.current())
    assert (current.programme_id, current.phase_id) == (f"plan.{ID}", plan.phases[0].id)
    assert window.open_page_key == "today"
    records.note_change()  # the window fills its pages anew, too, as the library is another
    assert window.page("today").findChildren(ProgrammeCard)
    time = shared.local_time
    first = there(todays_routine(now, time.now(), time.zone, shared.health))
    assert first.programme == f"plan.{ID}"
    assert asked_today(now, shared.health) == first


def test_it_is_there_at_the_next_start(sheets, records, shared, plan, tmp_path, qtbot):
    followed(sheets, qtbot, records, written(plan, tmp_path))
    records.close_journal()
    again = Records(tmp_path / "data", shared.local_time, shared.notices)
    with qtbot.waitSignal(again.ready):
        again.open()
    assert f"plan.{ID}" in there(again.opened).loaded.library.programmes
    again.close_journal()
    again.close()


def test_a_newer_version_goes_on_in_the_same_phase(sheets, records, plan, tmp_path, qtbot):
    followed(sheets, qtbot, records, written(plan, tmp_path))
    before = there(there(records.opened).log.programmes.current())
    phase = plan.phases[0]
    more = replace(phase, items=(*phase.items, PlanItem(exercise="chin-tuck-seated")))
    newer = replace(plan, revision=2, phases=(more, *plan.phases[1:]))
    sheet = opened(sheets, qtbot, written(newer, tmp_path))
    assert sheet.findChild(QWidget, "plan-standing") is not None
    with qtbot.waitSignal(records.ready):
        click(sheet, "follow-plan")
    log = there(records.opened).log
    assert log.programmes.current() == before
    assert [one.revision for one in log.plans.history(ID)] == [1, 2]


def test_what_is_no_plan_is_told_with_its_faults(sheets, records, tmp_path, qtbot):
    path = tmp_path / "x.postureplan"
    path.write_text('{"format": "posture-app/plan", "version": 1}')
    assert isinstance(opened(sheets, qtbot, path), FaultsSheet)
    click(sheets.sheet, "close-faults")
    assert there(records.opened).log.plans.history() == []


def test_what_was_done_is_saved(sheets, records, plan, tmp_path, qtbot):
    followed(sheets, qtbot, records, written(plan, tmp_path))
    sheets.save_into(tmp_path / "done.json", "none")
    found = read_adherence(tmp_path / "done.json")
    assert (found.plan, found.patient, found.sessions) == (ID, "AB", ())


def test_a_log_that_cannot_be_written_follows_nothing_and_says_so(
    sheets, records, shared, plan, tmp_path, qtbot, monkeypatch
):
    sheet = opened(sheets, qtbot, written(plan, tmp_path))

    def full(*_args):
        raise DiskFullError(tmp_path)

    monkeypatch.setattr(ReceivedPlans, "keep", full)
    click(sheet, "follow-plan")
    assert [one.key for one in shared.notices.standing] == ["plan"]
    log = there(records.opened).log
    assert (log.plans.history(), log.programmes.current()) == ([], None)


def test_a_place_that_cannot_be_written_is_told(sheets, records, shared, plan, tmp_path, qtbot):
    followed(sheets, qtbot, records, written(plan, tmp_path))
    (tmp_path / "file").write_text("")
    sheets.save_into(tmp_path / "file" / "done.json", "none")
    (told,) = [one for one in shared.notices.standing if one.key == "plan"]
    assert "cannot be written" in said(told.text)


def test_a_plan_can_be_dropped(tmp_path):
    dropped = QMimeData()
    assert dropped_plan(dropped) is None
    dropped.setUrls([QUrl("https://example.org/a.postureplan")])
    assert dropped_plan(dropped) is None
    path = tmp_path / "a.postureplan"
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "x.txt")), QUrl.fromLocalFile(str(path))])
    assert dropped_plan(dropped) == path


def test_the_player_says_what_the_plan_says_of_an_exercise(sheets, records, plan, tmp_path, qtbot):
    phase = plan.phases[0]
    first = replace(phase.items[0], note="Only as far as it is easy.", load="red band")
    long = replace(phase.items[1], note="x " * 100, load="")
    changed = replace(plan, phases=(replace(phase, items=(first, long)), *plan.phases[1:]))
    followed(sheets, qtbot, records, written(changed, tmp_path))
    library = there(records.opened).loaded.library
    found = with_notes(library, there(current_plan(records.opened.log.plans, library)), phase.id)
    cues = found.exercises[first.exercise].cues
    assert cues[:2] == ("With: red band", "Only as far as it is easy.")
    assert found.exercises[long.exercise].steps[0] == long.note
    assert phase_of(f"plan.{ID}/{phase.id}/0") == phase.id


def test_a_session_of_the_plan_is_told(sheets, records, window, shared, plan, tmp_path, qtbot):
    followed(sheets, qtbot, records, written(plan, tmp_path))
    opened_log, time = there(records.opened), shared.local_time
    routine = there(asked_today(opened_log, shared.health))
    journal = opened_log.journal
    session_id = log_session(journal, time.now(), routine_id=routine.id)
    journal.set_answers(session_id, pain_after=2, effort=4, note="Only mine.")
    sheets.save_into(tmp_path / "done.json", "none")
    (done,) = read_adherence(tmp_path / "done.json").sessions
    assert (done.id, done.phase, done.revision) == (session_id, plan.phases[0].id, 1)
    assert (done.pain_after, done.effort, done.note) == (2, 4, "")
    assert len(done.items) >= len(routine.items)
    sheets.save_into(tmp_path / "done.json", "all")
    assert read_adherence(tmp_path / "done.json").sessions[0].note == "Only mine."
