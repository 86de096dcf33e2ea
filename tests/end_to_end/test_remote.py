"""The verbs that reach the running program, against the program that runs."""

import ast
import contextlib
import json
import os
import re
import signal
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from posture_app.breaks.effects import EFFECTS
from posture_app.cli import parser
from posture_app.desktop.instance import ask
from posture_app.desktop.settings import SettingsFile, write_settings
from posture_app.errors import RefusedError
from posture_app.preferences import Preferences
from tests.there import there

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "commands.md"


class Running:
    """A program that runs on a data folder of its own, and the command line that reaches it."""

    def __init__(self, folder, run_forked, *words, settings=None):
        self.folder = folder
        self.run = run_forked
        if settings is not None:
            folder.mkdir(mode=0o700)
            write_settings(folder, settings)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "posture_app", "--data-dir", str(folder), *words],
            stderr=subprocess.PIPE,
            text=True,
        )
        # The lock is the first thing that the program takes; from then on it is waited for, though
        # not for as long as many tests at once may make it last.
        while not all((folder / f"program.{one}").exists() for one in ("lock", "socket")):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.01)
                raise AssertionError(there(self.process.stderr).read())

    def ask(self, *words, code=0):
        """Run a verb; returns what it printed, on standard error where it did not work."""
        environ = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
        told = self.run([*words, "--data-dir", str(self.folder)], environ)
        assert told.returncode == code, told
        assert "Traceback" not in told.stderr
        return (told.stderr if code else told.stdout).strip()

    def status(self, *words):
        return json.loads(self.ask("status", "--json", *words))

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def start(tmp_path_factory, run_forked, qapp):
    """Starts programs, each on a folder of its own, and ends them."""
    started = []

    def begin(*words, folder=None, settings=None):
        folder = folder or tmp_path_factory.mktemp("data") / "mine"
        started.append(Running(folder, run_forked, *words, settings=settings))
        return started[-1]

    yield begin
    for one in started:
        one.end()


@pytest.fixture(scope="module")
def shared(start):
    """One running program that most tests use, one after the other."""
    return start()


@pytest.fixture
def running(shared):
    """The shared one, as after its start."""
    yield shared
    for verb in ("skip", "resume", "meeting_end"):
        with contextlib.suppress(RefusedError):  # there was no break to skip
            ask(shared.folder, verb)


def test_status_tells_what_comes_next_and_every_documented_field(running):
    assert re.fullmatch(r"Next: Micro-break in \d+ min of activity\.", running.ask("status"))
    status = running.status("--explain")
    assert (status["running"], status["breaks"], status["doing"]) == (True, True, "counting")
    assert status["next"]["break"] == "micro"
    assert 0 < status["next"]["in_s"] <= 1800
    text = DOCS.read_text(encoding="utf-8").split("### `posture-app pause")[0]
    of_status, of_kinds = text.split("| field | meaning |")[1:]
    assert set(status) == fields(of_status)
    assert all(set(kind) == fields(of_kinds) for kind in status["kinds"])
    assert "explain" not in running.status()


def fields(table):
    """The names in the first column of a table."""
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_status_explains_with_the_decisions_and_their_times(running):
    running.ask("skip", code=4)
    told = running.ask("status", "--explain")
    assert "Micro-break: not due, " in told
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  Skip refused: No break is on\.$", told)
    decision = running.status("--explain")["decisions"][-1]
    assert (decision["what"], decision["reason"]) == ("refused", "no_break")
    assert decision["asked"] == "skip"
    assert datetime.fromisoformat(decision["at"]).tzinfo is not None


def test_pause_and_resume(running):
    assert re.fullmatch(r"Breaks are paused until \S*\s?\d\d:\d\d\.", running.ask("pause", "90min"))
    status = running.status()
    assert (status["paused"], status["hold"]) == (True, "paused")
    since, until = (datetime.fromisoformat(status[key]) for key in ("hold_since", "paused_until"))
    assert 5398 <= (until - since).total_seconds() <= 5402
    assert running.ask("pause", "until", "tomorrow").endswith("06:00.")
    assert running.ask("pause") == "Breaks are paused until you resume them."
    assert running.status()["paused_until"] is None
    assert running.ask("resume") == "Breaks go on."
    assert running.status()["paused"] is False
    assert running.ask("resume") == "Breaks are not paused."


def test_break_and_skip(running):
    assert running.ask("break") == "Micro-break: started, 60 s."
    status = running.status()
    assert (status["doing"], status["kind"]) == ("break", "micro")
    assert 0 < status["left_s"] <= 60
    assert "already on" in running.ask("break", "eyes", code=4)
    assert running.ask("skip") == "Micro-break: skipped."
    assert running.status()["kind"] is None
    assert running.ask("break", "eyes") == "Eye rest: started, 20 s."


def test_an_unknown_kind_of_break_is_wrong_use(running):
    told = running.ask("break", "coffee", code=2)
    assert told == (
        'posture-app: There is no kind of break "coffee"; there are micro, movement, posture, eyes.'
    )


def test_snooze(running):
    assert "no break to put off" in running.ask("snooze", code=4)
    running.ask("break", "movement")
    assert running.ask("snooze").startswith("Movement break: put off until ")
    [movement] = [kind for kind in running.status()["kinds"] if kind["kind"] == "movement"]
    assert (movement["snoozed"], movement["snoozes_left"]) == (True, 1)


def test_meeting(running):
    assert running.ask("meeting", "start").startswith("In a meeting until ")
    first = datetime.fromisoformat(running.status()["meeting_until"])
    running.ask("meeting", "extend", "1h")
    second = datetime.fromisoformat(running.status()["meeting_until"])
    assert (second - first).total_seconds() == 3600
    assert "a meeting since" in running.ask("status")
    assert running.ask("meeting", "end") == "The meeting is over."
    assert running.status()["meeting_until"] is None


def test_show_and_a_second_start_raise_the_window(running):
    assert running.ask("show") == "The window is shown."
    second = subprocess.run(
        [sys.executable, "-m", "posture_app", "--data-dir", str(running.folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (second.returncode, second.stdout) == (0, "")
    assert running.process.poll() is None


def test_wrong_words_are_told_without_asking(running):
    assert "expected a length of time" in running.ask("pause", "soon", code=2)
    assert "invalid choice" in running.ask("meeting", "dance", code=2)


def test_only_the_same_user_can_reach_it(running):
    running.ask("status")  # from then on it listens
    socket = running.folder / "program.socket"
    assert stat.S_ISSOCK(socket.stat().st_mode)
    assert stat.S_IMODE(socket.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(running.folder.stat().st_mode) == 0o700


def test_two_data_folders_do_not_hear_each_other(running, start):
    other = start("--hidden")
    other.ask("meeting", "start")
    assert other.status()["meeting_until"] is not None
    assert running.status()["meeting_until"] is None
    assert other.ask("quit") == "Posture App has ended."
    assert running.status()["running"]


def test_breaks_that_are_turned_off_refuse_and_status_says_so(start):
    off = start("--hidden", settings=SettingsFile(preferences=Preferences(breaks=False)))
    assert off.ask("status") == "Breaks are turned off in Settings."
    assert off.status()["breaks"] is False
    for words in ("pause", "resume", "break", "skip", "snooze", "meeting start"):
        told = off.ask(*words.split(), code=4)
        assert told == "posture-app: Breaks are turned off in Settings."


def test_quit_asks_nothing_also_while_a_routine_is_open(start):
    one = start()
    one.ask("status")
    one.ask("show")
    assert ask(one.folder, "show", {"play": "desk-reset-60"})["said"]
    # What is only open is not played, and holds no break back.
    assert one.ask("status").startswith("Next: Micro-break")
    assert one.ask("quit") == "Posture App has ended."
    assert one.process.wait(timeout=60) == 0
    assert "is not running with this data folder" in one.ask("status", code=3)
    assert json.loads(one.ask("log", "--json")) == []
    again = start(folder=one.folder)
    assert again.status()["running"]


def test_a_program_without_a_window_is_reached_as_well(start):
    hidden = start("--hidden")
    assert hidden.ask("status").startswith("Next: Micro-break")
    assert hidden.ask("break", "micro") == "Micro-break: started, 60 s."
    assert hidden.ask("show") == "The window is shown."
    assert hidden.status()["kind"] == "micro"
    assert hidden.ask("quit") == "Posture App has ended."
    assert hidden.process.wait(timeout=60) == 0


def test_after_it_was_killed_nothing_is_running(start):
    killed = start("--hidden")
    killed.ask("status")
    killed.process.send_signal(signal.SIGKILL)
    killed.process.wait()
    for words in ("status", "pause", "break", "quit", "show", "meeting end"):
        assert "is not running" in killed.ask(*words.split(), code=3)
    assert (killed.folder / "program.socket").exists()


def test_where_nothing_ever_ran_there_is_nothing_afterwards(run, tmp_path):
    told = run("status", "--json", "--data-dir", tmp_path / "no")
    assert (told.returncode, json.loads(told.stdout)) == (3, {"running": False})
    assert not (tmp_path / "no").exists()


# The verbs that need no running program, as far as test_command_line.py does not run them


def test_simulate_prints_what_the_docs_say(run, tmp_path):
    text = (ROOT / "docs" / "breaks.md").read_text(encoding="utf-8").split("## One example")[1]
    settings, timeline, printed = re.findall(r"```json\n(.+?)```", text, re.DOTALL)
    (tmp_path / "settings.json").write_text(settings)
    (tmp_path / "timeline.json").write_text(timeline)
    words = ("--settings", tmp_path / "settings.json", "--timeline", tmp_path / "timeline.json")
    told = run("simulate", *words)
    assert (told.returncode, told.stdout) == (0, printed)


OF_TWO = """
from dataclasses import replace
from posture_app.library import files
loaded = files.load()
two = dict([*loaded.library.exercises.items()][:2])
files.load = lambda: replace(loaded, library=replace(loaded.library, exercises=two))
from posture_app.cli import main
raise SystemExit(main())
"""
"""The program with a library of two exercises; to draw all of them takes long."""


def test_contact_sheet_draws_a_picture(tmp_path):
    def run(*words):
        command = [sys.executable, "-c", OF_TWO, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    told = run("contact-sheet", "--out", tmp_path / "sheet.png")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"2 motions in {tmp_path / 'sheet.png'}\n"
    assert (tmp_path / "sheet.png").read_bytes().startswith(b"\x89PNG")


def test_screens_says_where_it_cannot_draw(run, tmp_path):
    (tmp_path / "file").write_text("mine")
    told = run("screens", "--out", tmp_path / "file" / "screens")
    assert told.returncode == 1
    assert "the pictures cannot be written to" in told.stderr


# The docs


def documented():
    """The words of each verb in the docs, such as ("meeting", "start")."""
    text = DOCS.read_text(encoding="utf-8")
    found = re.findall(r"^### `posture-app ((?:[a-z-]+ ?)+)", text, re.MULTILINE)
    return [tuple(word for word in words.split() if not word.startswith("-")) for words in found]


def test_every_decision_that_is_told_is_documented():
    told = DOCS.read_text().split("Each of the `decisions`")[1].split("\n\n")[0]
    events = (ROOT / "docs" / "breaks.md").read_text(encoding="utf-8").split("## What it prints")[1]
    assert [what for what in EFFECTS if f"`{what}`" not in told + events] == []


def asked_in_tests():
    """The words that a program is run with in these tests, as far as they stand there."""
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"ask", "run"}:
                    yield tuple(
                        word.value if isinstance(word, ast.Constant) else None for word in node.args
                    )


def test_every_documented_verb_has_a_test_and_no_verb_is_left_out():
    verbs = documented()
    tested = set(asked_in_tests())
    assert [words for words in verbs if not any(one[: len(words)] == words for one in tested)] == []
    [choices] = [action.choices for action in parser()._actions if action.dest == "==SUPPRESS=="]
    assert {words[0] for words in verbs} == set(there(choices))
