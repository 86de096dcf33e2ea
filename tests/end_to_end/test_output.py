"""Whatever the output is: a sentence and an exit code, never a stack, and never for ever."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from posture_app.desktop.paths import journal_path
from posture_app.store.database import open_database
from tests.library.test_files import EXERCISE, SOUND

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/full and no SIGINT"),
]
ROUTINE = "desk-reset-60"
VERBS = [
    ["--help"],
    ["--version"],
    ["log"],
    ["log", "--csv"],
    ["log", "--json"],
    ["log", "--breaks"],
    ["log", "--breaks", "--csv"],
    ["log", "--breaks", "--json"],
    ["check", "LIBRARY"],
    ["timeline", ROUTINE],
    ["timeline", ROUTINE, "--json"],
    ["play", ROUTINE, "--unattended", "--speed", "1000"],
    ["play", ROUTINE, "--unattended", "--speed", "1000", "--json"],
]
EACH_VERB = pytest.mark.parametrize(
    ("words", "alone"),
    [*((words, False) for words in VERBS), (["--version"], True), (["log", "--json"], True)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "alone" * value,
)
"""Two of them start Python, too, which makes the streams and writes what is left in them."""


@pytest.fixture
def program(data_dir, tmp_path, run_forked):
    """Run the program with words and with what else `subprocess.run` takes, or `ForkServer.run`.

    LIBRARY is a small file that is sound, which is looked through sooner than the built-in one. The
    log is there already, for each of these many processes would be longer in making it.
    """
    open_database(journal_path(data_dir)).close()
    small = tmp_path / "small.json"
    small.write_text(json.dumps(SOUND))

    def run(*words, alone=True, environ=None, stdout=None, closed=()):
        given = [str(small) if word == "LIBRARY" else str(word) for word in words]
        environ = {**os.environ, "POSTURE_APP_DATA_DIR": str(data_dir), **(environ or {})}
        if sys.platform == "linux" and not alone:
            return run_forked(given, environ, stdout=stdout, closed=closed)
        return subprocess.run(
            [sys.executable, "-m", "posture_app", *given],
            stdout=subprocess.PIPE if stdout is None else stdout,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
            env=environ,
            preexec_fn=lambda: close(closed),
        )

    return run


def close(descriptors):
    for one in descriptors:
        os.close(one)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
@EACH_VERB
def test_a_full_output_is_told(program, words, alone):
    with Path("/dev/full").open("w") as full:
        ended = program(*words, alone=alone, stdout=full)
    assert (ended.returncode, ended.stderr) == (
        1,
        "posture-app: the output cannot be written (no space left on device)\n",
    )


@EACH_VERB
def test_a_closed_output_is_told(program, words, alone):
    ended = program(*words, alone=alone, closed=[1])
    assert ended.returncode == 1
    assert ended.stderr == "posture-app: the output cannot be written (Bad file descriptor)\n"


@EACH_VERB
def test_a_reader_that_has_gone_is_no_failure(program, words, alone):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = program(*words, alone=alone, stdout=writer)
    finally:
        os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, "")


@EACH_VERB
def test_an_output_that_knows_few_characters_gets_them(program, words, alone):
    environ = {"LANGUAGE": "de", "PYTHONIOENCODING": "ascii"}
    ended = program(*words, alone=alone, environ=environ)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_where_errors_cannot_be_told_either_the_exit_code_does(program):
    ended = program("log", closed=[1, 2])
    assert (ended.returncode, ended.stderr) == (1, "")


_OPENED = """
import os, sys
from posture_app.commands.output import guarded
with guarded():
    opened = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
os._exit(opened)
"""
"""Opens a file as the program does the log, and ends with the number of its descriptor."""


def test_where_a_stream_was_closed_no_file_is_opened(tmp_path):
    """What a library writes on the standard error would be written into the log."""
    ended = subprocess.run(
        [sys.executable, "-c", _OPENED, str(tmp_path / "log")],
        check=False,
        timeout=60,
        preexec_fn=lambda: close(range(3)),
    )
    assert ended.returncode > 2


_INTERRUPTED = """
import importlib, os, signal, sys
place, name, *sys.argv[1:] = sys.argv[1:]
module = importlib.import_module(place)
def interrupted(*_words, **_more):
    os.kill(os.getpid(), signal.SIGINT)
    print("went on", flush=True)
setattr(module, name, interrupted)
from posture_app.cli import main
raise SystemExit(main())
"""
"""The program, with Ctrl+C where a part of it was to begin."""


@pytest.mark.parametrize(
    ("place", "name", "words"),
    [
        ("posture_app.cli", "parser", ["log"]),
        ("posture_app.cli", "open_window", []),
        ("posture_app.desktop.display", "load_qt", ["--hidden"]),
        ("posture_app.desktop.instance", "ask", ["status"]),
        ("posture_app.library.files", "read", ["check", "exercises.json"]),
        ("posture_app.coach.timeline", "compile_routine", ["timeline", ROUTINE]),
    ],
)
def test_ctrl_c_ends_without_a_word(data_dir, place, name, words):
    ended = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, place, name, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={
            **os.environ,
            "POSTURE_APP_DATA_DIR": str(data_dir),
            "QT_QPA_PLATFORM": "offscreen",
        },
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def test_what_a_terminal_obeys_is_shown_and_not_done(program, tmp_path):
    """ESC and its one-character form begin what moves the cursor, or sets the window's title."""
    path = tmp_path / "own.json"
    wrong = {**EXERCISE, "id": "\x1b]0;title\x07", "name": 5}
    sources = ["\u009b31m", "\u202etxt.exe"]
    path.write_text(json.dumps({**SOUND, "exercises": [{**wrong, "sources": sources}]}))
    ended = program("check", path, alone=False)
    assert ended.returncode == 1
    assert r"\x1b]0;title\x07" in ended.stdout
    assert r"\x9b31m" in ended.stdout
    assert r"\u202etxt.exe" in ended.stdout
    assert not set("\x1b\x07\x9b\u202e") & set(ended.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_display_that_cannot_be_opened_is_told(program, language):
    environ = {
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": ":4242",
        "WAYLAND_DISPLAY": "",
        "LANGUAGE": language,
    }
    ended = program("--hidden", environ=environ)
    assert (ended.returncode, ended.stdout) == (1, "")
    (told,) = ended.stderr.splitlines()
    assert told.startswith("posture-app: ")
    routine = {"en": "ROUTINE", "de": "PROGRAMM"}[language]
    assert f"play {routine} --unattended" in told


def test_a_meeting_without_a_word_asks_only_for_what_must_be_there(program):
    ended = program("meeting", alone=False, environ={"LANGUAGE": "en"})
    assert ended.returncode == 2
    assert ended.stderr.endswith(
        "posture-app meeting: error: the following arguments are required: {start,extend,end}\n"
    )
