"""The whole program in its window: from the first page to the log, with real files."""

import json
import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
)

from posture_app.preferences import Preferences
from posture_app.program.lifecycle import LifecycleState
from posture_app.program.program import Program
from posture_app.program.start import build
from posture_app.store.database import Database
from posture_app.store.errors import DiskFullError, LockedDatabaseError
from posture_app.store.journal import Journal
from posture_app.ui.main_window import TITLE_BAR_PX
from posture_app.ui.pages.snapshots import SessionAnswers
from posture_app.ui.player.after import AfterAnswers
from posture_app.ui.widgets.grouped_rows import GroupedRows
from tests.there import there

pytestmark = pytest.mark.slow

ROUTINE = "andersen-2min"


class Window:
    """One run of the program on a data folder."""

    def __init__(self, qtbot, data_dir, speed=2000.0):
        self.qtbot = qtbot
        self.program: Program = build(data_dir, speed)
        self.program.shared.saved_state.keep_said("welcomed")  # its sheet has its own tests
        self.program.start()
        qtbot.addWidget(self.main)
        qtbot.waitSignal(self.program.begun).wait()

    @property
    def main(self):
        return self.program.window.main

    def lives(self, life):
        return self.program.state is life

    @property
    def player(self):
        return self.program.window.player

    def play_to_the_end(self, answers=None):
        view = self.player.play_routine(ROUTINE)
        view.begin(4)
        self.qtbot.waitUntil(lambda: view.page is view.after)
        view.after.done.emit(answers or AfterAnswers(None, None, None))

    def log(self):
        return list(there(self.program.records.opened).journal.every_session())

    def close(self):
        self.program.quit()


@pytest.fixture(autouse=True)
def boxes(monkeypatch):
    """What is said in message boxes, which would wait for a person."""
    told = []
    for kind in ("critical", "warning"):
        monkeypatch.setattr(QMessageBox, kind, lambda _parent, _title, text: told.append(text))
    return told


@pytest.fixture
def window(qtbot, tmp_path):
    opened = []

    def open_window(speed=2000.0):
        opened.append(Window(qtbot, tmp_path / "data", speed))
        return opened[-1]

    yield open_window
    for one in opened:
        one.close()


def test_a_window_is_no_larger_than_the_screen_also_one_that_was_kept(window):
    for run in (window() for _start in range(2)):
        room = run.main.screen().availableSize().shrunkBy(QMargins(0, 0, 0, TITLE_BAR_PX))
        assert run.main.size() == run.main.size().boundedTo(room)
        run.main.resize(1180, 900)  # as on a larger screen
        run.close()


def test_a_routine_that_was_played_is_in_the_log_with_its_answers(window):
    run = window()
    run.play_to_the_end(AfterAnswers(pain=0, effort=3, note="Warm."))
    [session] = run.log()
    assert (session.routine_id, session.ended) == (ROUTINE, "completed")
    assert (session.pain_before, session.pain_after, session.effort) == (4, 0, 3)
    assert session.note == "Warm."
    assert [item.status for item in session.items] == ["done"]
    assert run.player.view is None


def test_the_log_is_there_at_the_next_start(window):
    run = window()
    run.play_to_the_end()
    run.close()
    assert len(window().log()) == 1


def test_a_session_that_was_cut_off_is_offered_and_goes_on_where_it_was(window, qtbot):
    run = window(speed=20.0)
    view = run.player.play_routine("desk-reset-60")
    view.begin()
    qtbot.waitUntil(lambda: len(run.log()[0].items) >= 2)
    done = len(run.log()[0].items)
    run.close()  # the program ends in the middle of a set

    again = window()
    page = again.main.page("today")
    resume = page.findChild(QPushButton, "resume")
    assert resume is not None
    qtbot.mouseClick(resume, Qt.MouseButton.LeftButton)
    view = again.player.view
    assert view.page is view.before  # cautions and pain come first on every way
    qtbot.mouseClick(view.before.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.page is view.after)
    [session] = again.log()
    units = [(item.item, item.set_number, item.side) for item in session.items]
    assert len(units) == len(set(units)) > done
    assert session.ended == "completed"


def test_a_session_that_was_cut_off_can_be_closed_as_it_is(window, qtbot):
    run = window(speed=20.0)
    view = run.player.play_routine("desk-reset-60")
    view.begin()
    qtbot.waitUntil(lambda: bool(run.log()[0].items))
    run.close()
    again = window()
    again.main.page("today").close_unfinished_requested.emit()
    assert [session.ended for session in again.log()] == ["interrupted"]


def test_closing_the_window_in_the_middle_asks_first(window, qtbot):
    run = window(speed=1.0)
    view = run.player.play_routine(ROUTINE)
    view.begin()
    assert not run.main.close()
    assert view.page is view.leave
    qtbot.mouseClick(view.leave.findChild(QPushButton, "leave_end"), Qt.MouseButton.LeftButton)
    assert [session.ended for session in run.log()] == ["stopped"]


def test_deleting_a_session_can_be_undone(window):
    run = window()
    run.play_to_the_end()
    [session] = run.log()
    run.main.page("progress").delete_session_requested.emit(session.id)
    assert run.log() == []
    run.main.page("progress").undo_delete_requested.emit(session.id)
    [again] = run.log()
    assert replace(again, edited_at=None) == session


def test_a_note_that_is_being_typed_is_kept_when_the_program_ends(window, qtbot):
    run = window()
    run.play_to_the_end(AfterAnswers(pain=5, effort=3, note="Warm."))
    page = run.main.page("progress")
    page.session_details_requested.emit(run.log()[0].id)
    page.findChild(QPushButton, "edit-answers").click()
    qtbot.keyClicks(page.findChild(QPlainTextEdit, "note"), "Loose. ")
    run.close()
    [session] = window().log()
    assert session.note == "Loose. Warm."


def test_what_was_deleted_is_offered_until_it_is_put_back(window, qtbot):
    run = window()
    run.play_to_the_end()
    [session] = run.log()
    run.main.open_page("progress")
    page = run.main.page("progress")
    page.delete_session_requested.emit(session.id)
    run.program.shared.preferences.change(language="de")  # makes the window anew
    qtbot.addWidget(run.main)
    page = run.main.page("progress")
    rows = page.findChild(GroupedRows, "deleted")
    rows.clicked.emit(rows.index_of(session.id))
    [again] = run.log()
    assert replace(again, edited_at=None) == session
    run.program.shared.preferences.change(language="en")
    qtbot.addWidget(run.main)


def test_another_language_counts_at_once_and_keeps_what_is_typed(window, qtbot):
    run = window()
    run.play_to_the_end()
    page = run.main.page("progress")
    page.session_details_requested.emit(run.log()[0].id)
    page.findChild(QPushButton, "edit-answers").click()
    qtbot.keyClicks(page.findChild(QPlainTextEdit, "note"), "Warm.")
    before = run.main
    run.program.shared.preferences.change(language="de")
    assert run.main is not before
    qtbot.addWidget(run.main)
    assert run.log()[0].note == "Warm."
    run.main.open_page("settings")
    words = [label.text() for label in run.main.page("settings").findChildren(QLabel)]
    assert "Sprache" in words
    run.main.page("settings").findChild(QAbstractButton, "segment-en").click()
    qtbot.addWidget(run.main)
    run.main.open_page("settings")
    words = [label.text() for label in run.main.page("settings").findChildren(QLabel)]
    assert "Language" in words


def test_answers_can_be_corrected_and_taken_back_later(window):
    run = window()
    run.play_to_the_end(AfterAnswers(pain=5, effort=3, note="Warm."))
    [session] = run.log()
    run.main.page("progress").answers_edited.emit(
        SessionAnswers(
            session_id=session.id, pain_before=0, pain_after=None, effort=3, note="Warm and loose."
        )
    )
    [session] = run.log()
    assert (session.pain_before, session.pain_after, session.effort) == (0, None, 3)
    assert session.note == "Warm and loose."


def test_a_damaged_log_is_put_aside_and_its_backup_offered(window, tmp_path, qtbot):
    run = window()
    run.play_to_the_end()
    run.close()
    window().close()  # a start with something in the log makes the day's copy
    path = tmp_path / "data" / "journal.db"
    assert list((tmp_path / "data" / "backups").iterdir())
    path.write_bytes(b"not a database at all" * 500)
    again = window()
    assert again.log() == []
    assert list(path.parent.glob("journal.damaged-*"))
    with qtbot.waitSignal(again.program.window.ready):
        again.main.page("today").notice_action_requested.emit("damaged")
    assert len(again.log()) == 1


def test_a_decision_about_a_damaged_log_is_asked_for_until_it_is_taken(window, tmp_path):
    run = window()
    run.play_to_the_end()
    run.close()
    window().close()
    (tmp_path / "data" / "journal.db").write_bytes(b"not a database at all" * 500)
    for _ in range(2):  # a start whose notice nobody has answered changes nothing
        run = window()
        assert "damaged" in notices(run)
        run.close()
    run = window()
    run.main.page("today").notice_dismissed.emit("damaged")
    run.close()
    assert "damaged" not in notices(window())


@pytest.mark.warns_in_diagnostics
def test_a_log_from_a_newer_version_is_refused_in_words(qtbot, tmp_path, boxes, window):
    run = window()
    run.play_to_the_end()
    run.close()
    path = tmp_path / "data" / "journal.db"
    database = sqlite3.connect(path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    before = path.read_bytes()
    program = build(tmp_path / "data")
    program.start()
    qtbot.addWidget(program.window.main)
    qtbot.waitUntil(lambda: bool(problem(program)))
    assert "newer version" in problem(program)
    assert boxes == []
    assert path.read_bytes() == before
    program.quit()


@pytest.mark.warns_in_diagnostics
def test_a_log_that_is_locked_is_said_and_tried_again(qtbot, tmp_path, window, monkeypatch):
    """As by another program, while this one waits without its window, which then is opened."""
    monkeypatch.setattr("posture_app.store.database.BUSY_TIMEOUT_MS", 1)
    run = window()
    run.play_to_the_end()
    run.close()
    with closing(sqlite3.connect(tmp_path / "data" / "journal.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        program = build(tmp_path / "data")
        program.records.open()
        with qtbot.waitSignal(program.records.failed):
            pass
        program.start()
        main = there(program.window.main)
        qtbot.addWidget(main)
        qtbot.waitUntil(lambda: bool(problem(program)))
        assert "Another program is writing to the log" in problem(program)
        main.open_page("progress")  # it stands before all pages
        assert problem(program)
        with qtbot.waitSignal(program.records.failed):
            try_again(main)
        assert problem(program)
    with qtbot.waitSignal(program.window.ready):
        try_again(main)
    assert not problem(program)
    assert main.open_page_key == "progress"
    assert not main.page("progress").is_loading
    program.quit()


@pytest.mark.warns_in_diagnostics
def test_a_page_that_cannot_read_the_log_is_tried_again(window, monkeypatch):
    run = window()
    with monkeypatch.context() as during:

        def locked(journal, *_words):
            raise LockedDatabaseError(journal._database.path)

        during.setattr(Journal, "week", locked)
        run.program.records.note_change()
        assert "Another program is writing to the log" in problem(run.program)
        try_again(run.main)
        assert problem(run.program)
    try_again(run.main)
    assert not problem(run.program)


def notices(run):
    return [one.key for one in run.program.shared.notices.standing]


def try_again(main):
    main.findChild(QPushButton, "try-again").click()


def problem(program):
    """What stands in the place of the pages."""
    main = program.window.main
    page = main._problem if main is not None else None
    return page.findChild(QTextEdit).toPlainText() if page is not None else ""


def test_settings_and_the_open_page_are_kept(window, tmp_path):
    run = window()
    run.main.page("settings").preferences_changed.emit(
        Preferences(appearance="dark", volume=20, muted=True, figure_skin="brown")
    )
    assert run.program.shared.theme.figure.skin == "brown"
    run.main.show_part("routines")
    run.close()
    kept = json.loads((tmp_path / "data" / "settings" / "settings.json").read_text())
    assert (kept["appearance"], kept["volume"], kept["muted"]) == ("dark", 20, True)
    again = window()
    assert again.main.open_page_key == "move"
    assert again.program.shared.theme.figure.skin == "brown"
    again.main.page("settings").preferences_changed.emit(Preferences())


def test_a_broken_library_of_ones_own_is_shown_and_the_rest_is_there(window, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.json").write_text('{"format": "something"}')
    run = window()
    page = run.main.page("today")
    words = {label.text() for label in page.findChildren(QLabel)}
    assert any("mine.json" in text for text in words)
    assert any(text.startswith("Choose what fits today") for text in words)


def test_an_exercise_can_be_played_by_itself(window, qtbot):
    run = window()
    run.main.page("move").play_exercise_requested.emit("chin-tuck-seated")
    view = run.player.view
    view.begin()
    qtbot.waitUntil(lambda: view.page is view.after)
    view.after.done.emit(AfterAnswers(None, None, None))
    assert [session.routine_id for session in run.log()] == ["chin-tuck-seated"]


def test_closing_the_window_ends_the_program_only_where_there_are_no_breaks(
    window, qtbot, monkeypatch
):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    run = window()
    run.program.breaks.begin()
    with qtbot.waitSignal(run.program.window.closed):
        assert run.main.close()
    assert run.lives(LifecycleState.RUNNING)
    run.play_to_the_end()  # the log is still open
    assert len(run.log()) == 1
    run.program.window.bring_to_front()
    assert run.main.isVisible()
    run.program.shared.preferences.change(breaks=False)
    run.main.close()
    assert run.lives(LifecycleState.ENDED)
    assert run.program.records.opened is None


def test_quitting_in_the_middle_of_a_session_asks_first(window, qtbot):
    run = window(speed=1.0)
    view = run.player.play_routine(ROUTINE)
    view.begin()
    run.program.request_quit()
    assert view.page is view.leave
    assert run.log()[0].ended is None


def test_on_a_full_disk_nothing_is_said_to_be_in_the_log(window, qtbot, monkeypatch):
    run = window()
    with monkeypatch.context() as during:

        @contextmanager
        def writing(database):
            raise DiskFullError(database.path)
            yield

        during.setattr(Database, "writing", writing)
        view = run.player.play_routine(ROUTINE)
        view.begin(4)
        qtbot.waitUntil(lambda: view.page is view.after)
        assert "It is not in your log yet. The disk is full" in view.after.text.text()
        assert "is not in your log yet" in view.leave.text.text()
        assert run.log() == []
        view.after.done.emit(AfterAnswers(pain=1, effort=2, note=None))
        assert "not kept yet" in view.after.text.text()  # and it stays, so that it can be tried
    view.after.done.emit(AfterAnswers(pain=1, effort=2, note=None))
    [session] = run.log()
    assert (session.ended, session.pain_after) == ("completed", 1)


PLACES = [
    "settings/settings.json",
    "settings/state.json",
    "settings/breaks.json",
    "settings/breaks-state.json",
    "settings/breaks-unwritten.jsonl",
    "logs/posture-app.log",
    "logs/crash.log",
    "libraries/mine.json",
    "own.json",
    "program.lock",
    "journal.undecided",
    "journal.unreadable.jsonl",
    "backups/journal-2026-01-01.db",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.warns_in_diagnostics
def test_pipes_in_the_places_of_files_do_not_hang_the_start(window, tmp_path):
    for place in PLACES:
        path = tmp_path / "data" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)
    run = window()
    run.play_to_the_end()
    assert len(run.log()) == 1
    run.close()


def test_answers_are_in_the_log_while_the_person_is_still_at_them(window, qtbot):
    run = window()
    view = run.player.play_routine(ROUTINE)
    view.begin(4)
    qtbot.waitUntil(lambda: view.page is view.after)
    qtbot.mouseClick(
        view.after.effort.findChild(QPushButton, "answer_3"), Qt.MouseButton.LeftButton
    )
    assert run.log()[0].effort == 3  # a process that is killed now has lost nothing
    qtbot.keyClicks(view.after.note, "Warm.")
    qtbot.waitUntil(lambda: run.log()[0].note == "Warm.")
    view.request_leave()  # as Esc does
    assert run.player.view is None
    assert (run.log()[0].effort, run.log()[0].note) == (3, "Warm.")


def test_esc_keeps_what_was_typed_only_just_now(window, qtbot):
    run = window()
    view = run.player.play_routine(ROUTINE)
    view.begin(4)
    qtbot.waitUntil(lambda: view.page is view.after)
    qtbot.keyClicks(view.after.note, "Warm.")
    view.request_leave()
    assert run.log()[0].note == "Warm."
