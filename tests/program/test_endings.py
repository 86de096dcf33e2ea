"""Every way to end the program in every state it can be in, and what is on the disk afterwards."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton

from posture_app.breaks.events import BreakNow
from posture_app.coach import session as coach
from posture_app.desktop.diagnostics import Diagnostics
from posture_app.desktop.instance import claim
from posture_app.desktop.paths import journal_path
from posture_app.program.lifecycle import LifecycleState
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.reminders.engine import state_path
from posture_app.remote.verbs import answer
from posture_app.store.opening import open_log
from posture_app.ui.player.commands import PlayerCommand
from posture_app.words import catalogue
from tests.reminders.hand import START, HandClock
from tests.there import there

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged"),
]

ROUTINE = "desk-reset-60"
UNASKED = ("verb", "signal", "log-out")
ASKED = ("menu", "ctrl-q")
IN_PROGRESS = ("playing", "paused", "when-to-stop", "leaving", "hurting", "leaving-hurt")
STATES = (*IN_PROGRESS, "before", "after", "break", "notice", "loading", "restoring")

UNFINISHED = [(None, 2, 0)]
ENDED = [("stopped", 3, 0)]
HURT = [("stopped_for_pain", 3, 5)]
IN_THE_LOG = {
    **dict.fromkeys(IN_PROGRESS, UNFINISHED),
    "hurting": HURT,
    "leaving-hurt": HURT,
    "after": ENDED,
    "restoring": ENDED,
}
"""How each session ended (None: it is offered to be gone on with), its sets and its worst pain."""


@dataclass
class Run:
    """One run of the program in one state."""

    qtbot: Any
    program: Any
    clock: HandClock

    @property
    def view(self):
        return self.program.window.player.view

    def end(self, way):
        program = self.program
        if way == "verb":
            instance = there(claim(program.shared.data_folder))
            answer(instance, program, program.breaks)
            instance.verbs["quit"]({})
            self.qtbot.waitUntil(lambda: program.state is LifecycleState.ENDED)
            instance.close()
            instance.deleteLater()
        elif way == "signal":
            program._signals.wanted.emit()
        elif way == "log-out":
            program._keep_entries()  # Qt's own signal carries what only Qt can make
            program.quit()
        elif way == "menu":
            requests = program.shared.requests
            # While all is loaded there is no icon yet; its Quit is the window's.
            source = program._tray.quit_wanted if program._tray else requests.quit_wanted
            source.emit()
        elif way == "ctrl-q":
            keys = program.window.main.findChildren(QShortcut)
            next(one for one in keys if one.key() == "Ctrl+Q").activated.emit()
        else:
            program.window.main.close()

    def press(self, name):
        self.qtbot.mouseClick(self.view.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    def play(self):
        view = self.program.window.player.play_routine(ROUTINE)
        view.begin(4)
        self.clock.go(40)
        view.driver.tick()
        return view

    def hurt(self):
        view = self.play()
        view.session_view.wanted.emit(PlayerCommand.HURT)
        view.hurt.pain.set_answer(5)


@pytest.fixture
def run(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    language = catalogue.language()
    made = []

    def start(state="", folder=tmp_path / "data"):
        clock = HandClock()
        program = Program(make_shared(qapp, folder, clock))
        program.shared.saved_state.keep_said("welcomed")  # its sheet has its own tests
        made.append(program)
        one = Run(qtbot, program, clock)
        folder.mkdir(exist_ok=True)
        program.start()
        qtbot.waitSignal(program.window.shown).wait()
        if state != "loading":
            # It may have begun before anybody could wait for the signal.
            qtbot.waitUntil(lambda: program.state is LifecycleState.RUNNING)
            bring(one, state, folder)
        return one

    yield start
    for one in made:
        one.quit()
        if one.window.main is not None:
            one.window.main.deleteLater()
        one.deleteLater()
    catalogue.use(language)


def bring(run, state, folder):
    window = run.program.window
    ways = {
        "before": lambda: window.player.play_routine(ROUTINE),
        "playing": run.play,
        "paused": lambda: run.play().driver.do(coach.pause),
        "when-to-stop": lambda: run.qtbot.keyClick(run.play(), Qt.Key.Key_H),
        "leaving": lambda: run.play().request_leave(),
        "hurting": run.hurt,
        "leaving-hurt": lambda: (run.hurt(), run.view.ask_to_leave()),
        "after": lambda: answer_after(run.play()),
        "break": lambda: run.program.breaks.reminders.tell(BreakNow("micro")),
        "notice": lambda: wait_for_notice(run),
        "restoring": lambda: restore(run, folder),
    }
    ways[state]()


def answer_after(view):
    view.driver.do(coach.stop)
    view.after.effort.set_answer(3)
    view.after.note.setText("Warm.")


def wait_for_notice(run):
    reminders = run.program.breaks.reminders
    while reminders.view().doing != "notice":
        run.clock.go(10)
        reminders.look()


def restore(run, folder):
    run.play().driver.do(coach.stop)
    run.view.after.finish()
    copy = folder.parent / "copy.db"
    # By SQLite, for the newest pages of an open log are not in its file yet.
    with (
        closing(sqlite3.connect(journal_path(folder))) as log,
        closing(sqlite3.connect(copy)) as to,
    ):
        log.backup(to)
    run.program.records.restore(copy)


def kept(folder, state):
    """What the next start would find, held against what is to be there."""
    log = open_log(journal_path(folder), START.wall)
    sessions = list(log.journal.every_session())
    found = [
        (one.ended, len(one.items), max((item.pain or 0 for item in one.items), default=0))
        for one in sessions
    ]
    answers = [(one.effort, one.note) for one in sessions]
    log.journal.close()
    diagnostics = Diagnostics(folder)
    assert not diagnostics.start()  # or it would be told that the program ended unexpectedly
    diagnostics.close()
    if state == "after":
        assert answers == [(3, "Warm.")]
    if state in {"break", "notice"}:
        at = json.loads(state_path(folder).read_text())["state"]
        assert at["running" if state == "break" else "notice"]["kind"] == "micro"
    return found


@pytest.mark.parametrize("way", UNASKED)
@pytest.mark.parametrize("state", STATES)
def test_an_end_without_a_question_keeps_what_there_is(run, tmp_path, state, way):
    one = run(state)
    one.end(way)
    assert one.program.state is LifecycleState.ENDED
    assert one.program.exit_code == 0
    assert kept(tmp_path / "data", state) == IN_THE_LOG.get(state, [])


@pytest.mark.parametrize("way", ASKED)
@pytest.mark.parametrize("state", STATES)
def test_who_quits_is_asked_only_about_a_session_in_progress(run, tmp_path, state, way):
    one = run(state)
    one.end(way)
    if state in IN_PROGRESS:
        assert one.program.state is LifecycleState.RUNNING
        assert one.view.page is one.view.leave
        one.end(way)  # twice is the same question
        assert one.view.page is one.view.leave
        one.press("leave_end")
    assert one.program.state is LifecycleState.ENDED
    found = kept(tmp_path / "data", state)
    assert found == (ENDED if IN_THE_LOG.get(state) == UNFINISHED else IN_THE_LOG.get(state, []))


@pytest.mark.parametrize("state", STATES)
def test_a_window_that_is_closed_leaves_nothing_behind_it(run, tmp_path, state):
    one = run(state)
    one.end("close")
    assert one.program.state is not LifecycleState.ENDED  # breaks go on
    if state in IN_PROGRESS:
        assert one.view.page is one.view.leave
        one.end("close")
        assert one.view.page is one.view.leave
    else:
        assert not one.program.window.is_visible
        assert one.view is None
    one.end("signal")
    assert kept(tmp_path / "data", state) == IN_THE_LOG.get(state, [])


@pytest.mark.parametrize("state", IN_PROGRESS)
def test_who_goes_on_is_where_they_were(run, tmp_path, state):
    one = run("before")  # one for all ways, as a program takes long to start
    for way in (*ASKED, "close"):
        bring(one, state, tmp_path / "data")
        goes_on_where_it_was(one, state, way)
        if one.view.page is not one.view.after:
            one.view.driver.do(coach.stop)
        one.view.after.finish()
        assert one.view is None


def goes_on_where_it_was(one, state, way):
    was = one.view.driver.session.status
    one.end(way)
    one.end(way)
    one.press("leave_stay")
    view = one.view
    hurting = state in {"hurting", "leaving-hurt"}
    assert view.page is (view.hurt if hurting else view.session_view)
    if hurting:
        assert view.hurt.pain.answer == 5
    # "Go on" does so also where it stood still before the question.
    goes_on = state in {"playing", "paused", "when-to-stop", "leaving"}
    assert view.driver.session.status == ("playing" if goes_on else was)
    assert one.program.state is LifecycleState.RUNNING
    if not hurting:  # "End here" ends the session alone, as nobody wants the program to end now
        view.request_leave()
        one.press("leave_end")
        assert one.program.state is LifecycleState.RUNNING


PLAYS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from posture_app.program import start
from posture_app.program.program import Program

class Playing(Program):
    def __init__(self, *arguments, **words):
        super().__init__(*arguments, **words)
        self.begun.connect(self.play)

    def play(self):
        self.window.player.play_routine("desk-reset-60").begin(4)
        QTimer.singleShot(0, self.tell)

    def tell(self):
        print("plays", flush=True)
        if "log-out" in sys.argv:
            start.application().quit()  # as the session manager and the Dock have it

start.Program = Playing
raise SystemExit(start.run_window(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("way", UNASKED)
def test_a_program_that_plays_a_routine_ends_when_it_is_told_to(tmp_path, way):
    folder = tmp_path / "data"
    words = [sys.executable, "-c", PLAYS, str(folder), way]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    assert there(program.stdout).readline() == "plays\n"
    if way == "verb":
        verb = [sys.executable, "-m", "posture_app", "--data-dir", str(folder), "quit"]
        assert subprocess.run(verb, timeout=60, check=False).returncode == 0
    elif way == "signal":
        os.kill(program.pid, signal.SIGTERM)
    program.communicate(timeout=60)
    assert program.returncode == 0
    assert kept(folder, "playing")[0][0] is None


def in_the_log(run):
    [session] = run.program.records.opened.journal.sessions()
    return session.ended, [(one.hurt, one.pain, one.pain_where) for one in session.items]


def test_a_pain_that_is_told_is_on_the_disk_before_it_is_said_how_to_go_on(run):
    one = run("playing")
    before = in_the_log(one)
    one.view.session_view.wanted.emit(PlayerCommand.HURT)
    assert in_the_log(one) == before
    done_s = there(one.program.records.opened).journal.sessions()[0].done_s
    one.view.hurt._places.button(2).click()
    place = one.view.hurt._answered("stop").where
    assert in_the_log(one) == (None, [*before[1], (True, None, place)])
    there(one.view.hurt.pain.findChild(QPushButton, "answer_5")).click()
    assert in_the_log(one) == (None, [*before[1], (True, 5, place)])
    there(one.view.hurt.pain.findChild(QPushButton, "answer_7")).click()
    assert in_the_log(one) == (None, [*before[1], (True, 7, place)])
    one.clock.go(5)
    one.view.hurt.stop_here()
    assert in_the_log(one) == ("stopped_for_pain", [*before[1], (True, 7, place)])
    assert there(one.program.records.opened).journal.sessions()[0].done_s >= done_s


def test_a_slip_leaves_nothing_in_the_log(run):
    one = run("playing")
    journal = there(one.program.records.opened).journal
    before, done_s = in_the_log(one), journal.sessions()[0].done_s
    one.view.session_view.wanted.emit(PlayerCommand.HURT)
    one.view.hurt._places.button(2).click()
    one.view.hurt.take_back()
    assert in_the_log(one) == before
    assert journal.sessions()[0].done_s == pytest.approx(done_s)
