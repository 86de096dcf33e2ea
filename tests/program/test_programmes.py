"""A programme is followed from Move, asked for on Today, gone on with, taken back and stopped."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from posture_app.gallery.programmes import with_programme
from posture_app.program.added_today import AddedToday
from posture_app.program.entry_editor import EntryEditor
from posture_app.program.pages.move import MoveController
from posture_app.program.pages.today import TodayController, TodayServices
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.program.suggested_routine import todays_routine
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.programme_card import ProgrammeCard
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.rows import PressRow
from tests.there import there
from tests.ui.acting import child, click


@pytest.fixture
def records(shared, tmp_path, qtbot):
    one = Records(tmp_path / "data", shared.local_time, shared.notices)
    with qtbot.waitSignal(one.ready):
        one.open()
    opened = there(one.opened)
    library = with_programme(opened.loaded.library)
    one.opened = replace(opened, loaded=replace(opened.loaded, library=library))
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
    window.page("move")
    MoveController(window, shared, records, player, window)
    return window


def follow(window):
    window.show_programme("sample")
    click(window, "follow-programme")


def cards(window):
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.page("today").findChildren(ProgrammeCard)


def current(records):
    return there(records.opened).log.programmes.current()


def test_what_is_followed_is_on_today_and_first(window, records, shared):
    assert cards(window) == []
    follow(window)
    assert window.open_page_key == "today"
    assert there(current(records)).phase_id == "first"
    asked = there(records.opened).loaded.library.programmes["sample"].phases[0].routines[0]
    assert child(cards(window)[0], PressRow, f"due-{asked.routine}")
    now, zone = shared.local_time.now(), shared.local_time.zone
    routine = there(todays_routine(there(records.opened), now, zone, shared.health))
    assert routine.id == asked.routine


def test_following_is_taken_back(window, records, shared):
    follow(window)
    shared.notices.do_action("programme")
    assert current(records) is None
    assert shared.notices.standing == ()
    assert cards(window) == []


def test_the_person_goes_on_when_the_rule_says_stay(window, records, shared, clock):
    follow(window)
    assert window.findChildren(Button, "programme-advance") == []
    clock.go(8 * 86400)
    records.note_change()
    click(window, "programme-advance")
    assert there(current(records)).phase_id == "second"
    shared.notices.do_action("programme")
    assert there(current(records)).phase_id == "first"


def test_it_is_stopped_where_it_is_described(window, records):
    follow(window)
    window.show_programme("sample")
    click(window, "stop-programme")
    assert current(records) is None
    assert child(window, Button, "follow-programme")


def test_a_programme_that_the_library_has_no_more_is_not_shown(window, records):
    follow(window)
    opened = there(records.opened)
    library = replace(opened.loaded.library, programmes={})
    records.opened = replace(opened, loaded=replace(opened.loaded, library=library))
    records.note_change()
    assert cards(window) == []
    window.page("today").direction_chosen.emit("advance")
    assert there(current(records)).phase_id == "first"


def test_a_log_that_cannot_be_written_is_told_and_nothing_is_followed(
    window, records, shared, monkeypatch
):
    from posture_app.store.errors import LockedDatabaseError
    from posture_app.store.programmes import FollowedProgrammes

    def locked(*_args, **_more):
        raise LockedDatabaseError(records._data_folder)

    monkeypatch.setattr(FollowedProgrammes, "begin", locked)
    follow(window)
    assert current(records) is None
    assert [one.mood for one in shared.notices.standing] == ["caution"]
