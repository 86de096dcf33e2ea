"""The whole program in this process: window, breaks and what goes on without the window."""

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton

from posture_app.breaks.events import PlainEvent
from posture_app.coach import session as coach
from posture_app.coach.pain_rule import PainResponse
from posture_app.desktop.clock import SystemClock
from posture_app.program import program as program_module
from posture_app.program import session as session_module
from posture_app.program.erasing import personal_files
from posture_app.program.lifecycle import LifecycleState
from posture_app.program.program import BREAKS_ARE_ON, Program
from posture_app.program.shared import make_shared
from posture_app.program.start import _erase
from posture_app.reminders.engine import load_settings
from posture_app.store.errors import DiskFullError
from posture_app.ui import qt_words
from posture_app.words import catalogue
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def program(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(program_module, "UNUSED_MS", 0)
    language = catalogue.language()
    made = []

    def start(**words):
        one = Program(make_shared(qapp, tmp_path / "data", SystemClock()))
        made.append(one)
        one.start(**words)
        if one.window.main is not None and one.state is LifecycleState.STARTING:
            qtbot.waitSignal(one.begun).wait()
        return one

    yield start
    for one in made:
        one.quit()
        if one.window.main is not None:
            one.window.main.deleteLater()
        one.deleteLater()
    catalogue.use(language)
    qt_words.speak(qapp, language)


def words(program):
    page = program.window.main.page("today")
    return [label.text() for label in page.findChildren(QLabel)]


def test_breaks_are_on_and_that_is_said_once(program, qtbot):
    first = program()
    assert first.breaks.reminders is not None
    assert str(BREAKS_ARE_ON) in words(first)
    page = first.window.main.page("today")
    buttons = page.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Open Breaks").click()
    assert first.window.main.open_page_key == "breaks"
    first.quit()
    assert str(BREAKS_ARE_ON) not in words(program())


def test_a_closed_window_lets_the_program_start_over(program, qtbot):
    one = program()
    one.window.main.close()
    qtbot.waitUntil(lambda: one.starts_over)
    assert one.breaks.reminders is None  # what it knew is kept for the next life


def test_a_window_that_is_opened_again_in_time_stays(program, qtbot, monkeypatch):
    one = program()
    one.window.main.close()
    one.show()
    qtbot.waitUntil(lambda: not one._unused.isActive())
    assert not one.starts_over
    assert there(one.window.main).isVisible()


def test_a_program_that_waits_opens_its_window_when_it_is_asked_to(program, qtbot):
    one = program(hidden=True)
    assert one.window.main is None
    one.show()
    with qtbot.waitSignal(one.window.ready):
        pass
    assert there(one.window.main).isVisible()


def test_what_is_added_from_the_panel_opens_the_window_with_its_sheet(program, qtbot):
    one = program(hidden=True)
    one.shared.saved_state.keep_said("welcomed")
    there(one._tray).add_wanted.emit("spasm")
    qtbot.waitUntil(lambda: one.window.entries is not None and one.window.entries.sheet is not None)
    assert there(one.window.main).isVisible()
    sheet = there(there(one.window.entries).sheet)
    assert sheet.objectName() == "spasm-sheet"
    sheet.reject()


def test_without_breaks_a_hidden_start_opens_the_window(program, tmp_path):
    folder = tmp_path / "data" / "settings"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"version": 1, "breaks": false}')
    one = program(hidden=True)
    assert there(one.window.main).isVisible()
    assert one.breaks.reminders is None


@pytest.mark.warns_in_diagnostics
def test_a_hidden_start_whose_breaks_fail_is_not_left_without_icon_and_window(
    program, qtbot, monkeypatch
):
    def broken(*_arguments, **_more):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("posture_app.program.reminders.make_reminders", broken)
        one = program(hidden=True)
    window = there(one.window.main)
    assert window.isVisible()
    qtbot.waitUntil(lambda: one.window.is_filled)
    window.open_page("breaks")
    page = window.page("breaks")
    assert "Breaks could not be started" in [one.text() for one in page.findChildren(QLabel)]
    page.findChild(QPushButton, "breaks-again").click()
    assert one.breaks.reminders is not None


def test_another_language_counts_at_once_on_the_same_page(program, qtbot):
    one = program()
    one.window.main.resize(760, 700)
    one.window.main.open_page("settings")
    before, icon = one.window.main, one._tray._tray
    one.shared.preferences.change(language="de")
    assert catalogue.language() == "de"
    after = one.window.main
    assert after is not before
    assert not before.isVisible()
    assert after.isVisible()
    assert after.open_page_key == "settings"
    assert (after.width(), after.height()) == (760, 700)
    assert one._tray._tray is not icon
    qtbot.waitUntil(lambda: "settings" in after.built)
    assert not after.page("settings").is_loading


def test_another_language_counts_for_notices_that_stand_and_for_the_library(program, qtbot):
    one = program()
    opened = one.records.opened
    assert str(BREAKS_ARE_ON) in words(one)
    with qtbot.waitSignal(one.records.ready):
        one.shared.preferences.change(language="de")
    assert catalogue.said(BREAKS_ARE_ON) != str(BREAKS_ARE_ON)
    qtbot.waitUntil(lambda: catalogue.said(BREAKS_ARE_ON) in words(one))
    assert one.records.opened.loaded is not opened.loaded
    assert one.records.opened.journal is opened.journal


def test_another_language_waits_for_the_end_of_a_session(program, qtbot):
    one = program()
    view = one.window.player.play_routine("desk-reset-60")
    before = one.window.main
    one.shared.preferences.change(language="de")
    assert one.window.main is before
    view.closed.emit()
    qtbot.waitUntil(lambda: one.window.main is not before)
    assert there(one.window.main).isVisible()


def test_the_program_speaks_the_language_that_was_chosen(program):
    first = program(hidden=True)
    first.shared.preferences.change(language="de")
    first.quit()
    catalogue.use("en")
    program(hidden=True)
    assert catalogue.language() == "de"


@pytest.mark.warns_in_diagnostics
def test_a_part_that_cannot_be_ended_keeps_no_other_from_its_end(program, monkeypatch, caplog):
    one = program()

    def fail():
        raise RuntimeError("it is stuck")

    monkeypatch.setattr(one.breaks.reminders, "stop", fail)
    one.quit()
    assert one.state is LifecycleState.ENDED
    assert one.exit_code == 1
    assert one.records.opened is None  # the log was written and closed
    assert "a part of the program could not be ended" in caplog.text
    monkeypatch.undo()
    one.breaks.stop()


def test_the_program_ends_once(program):
    one = program(hidden=True)
    ended = []
    one.at_end(lambda: ended.append(1))
    one.quit()
    one.quit()
    assert ended == [1]


def exercise_counts(program):
    return program.breaks.reminders.state.session_since_ms is not None


def test_only_who_exercises_holds_breaks(program, monkeypatch):
    monkeypatch.setattr(session_module, "RELEASE_SCREEN_AFTER_MS", 0)
    one = program()
    view = one.window.player.play_routine("desk-reset-60")
    assert not exercise_counts(one)  # its start page may be left open all day
    view.begin()
    assert exercise_counts(one)
    view.driver.do(coach.pause)
    assert exercise_counts(one)  # a short pause belongs to it
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert not exercise_counts(one)
    view.driver.do(coach.resume)
    assert exercise_counts(one)
    view.driver.do(coach.hurt)
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert not exercise_counts(one)
    view.driver.do(partial(coach.after_hurt, choice=PainResponse.SKIP))
    assert exercise_counts(one)
    view.driver.do(coach.stop)
    assert view.page is view.after
    assert not exercise_counts(one)  # though nobody has left "Well done"


def test_breaks_that_are_turned_on_while_a_routine_plays_wait_for_its_end(program):
    one = program()
    one.shared.preferences.change(breaks=False)
    view = one.window.player.play_routine("desk-reset-60")
    view.begin()
    one.shared.preferences.change(breaks=True)
    assert exercise_counts(one)
    view.driver.do(coach.stop)
    assert not exercise_counts(one)


def test_the_program_starts_over_when_nobody_is_at_the_machine(program, qtbot, monkeypatch):
    monkeypatch.setattr(program_module, "MOST_LOOKS", 10_000)
    one = program()
    one.window.main.close()
    qtbot.waitUntil(lambda: one._looks > 3)
    assert not one.starts_over
    one.breaks.reminders.tell(PlainEvent.LOCK)
    qtbot.waitUntil(lambda: one.starts_over)


def test_the_program_does_not_start_over_while_something_is_only_in_memory(program):
    one = program()
    one.window.main.close()
    one.records.deleted["a"] = None  # a session that can be put back
    one._start_over_if_unused()
    assert not one._looks
    one.records.deleted.clear()
    count = one.breaks.reminders.state.counts[0]
    count.withheld_ms = 0  # a break that is owed may come at any moment
    one._start_over_if_unused()
    assert not one._looks


@pytest.mark.warns_in_diagnostics
@pytest.mark.parametrize("asked", [True, False])
def test_what_cannot_be_written_at_the_end_waits_for_nobody_who_did_not_ask(
    program, tmp_path, monkeypatch, asked
):
    told = []
    monkeypatch.setattr(QMessageBox, "critical", lambda *words: told.append(words))
    one = program()

    def fail():
        raise DiskFullError(tmp_path)

    monkeypatch.setattr(one.records.opened.history, "retry", fail)
    if asked:
        one.request_quit()
    else:
        one.quit()
    assert one.state is LifecycleState.ENDED
    assert one.exit_code == 1
    assert len(told) == asked


def test_the_window_itself_ends_the_program_where_there_is_no_icon(program):
    one = program()
    one.window.main.page("settings").findChild(QPushButton, "quit").click()
    assert one.state is LifecycleState.ENDED


def test_a_field_that_counts_when_it_is_left_counts_when_the_program_ends(program, qtbot):
    one = program()
    one.window.main.open_page("breaks")
    page = one.window.main.page("breaks")
    field = page.findChild(QLineEdit, "kind-micro-every_s-value")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "37")
    one.quit()
    kinds = there(load_settings(one.shared.data_folder)[0]).kinds
    assert [kind.every_s for kind in kinds if kind.id == "micro"] == [37 * 60]


def test_everything_is_deleted_when_the_program_has_ended(program, tmp_path):
    one = program()
    one.window.services.data_controller.erase_now()
    assert one.state is LifecycleState.ENDED
    assert one.erases
    _erase(tmp_path / "data")
    assert list(personal_files(tmp_path / "data")) == []


def test_what_stays_is_told(qapp, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(words[-1]))
    stays = tmp_path / "journal.db"
    monkeypatch.setattr("posture_app.program.erasing.erase_everything", lambda _folder: [stays])
    _erase(tmp_path)
    assert str(stays) in told[0]
