"""The verbs of the command line, run as a person or another program runs them."""

import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from posture_app.journal.breaks import BreakRecord, Result
from posture_app.reminders.buffered_history import BufferedHistory, buffer_path

from .conftest import write_own_library

pytestmark = pytest.mark.slow

PLAY = (sys.executable, "-m", "posture_app", "play")
NOT_WORK = {"prepare", "change_position"}


@pytest.fixture(scope="module")
def played_once(tmp_path_factory):
    """A data folder in which a routine was played to its end, by a process that takes its time."""
    folder = tmp_path_factory.mktemp("played") / "data"
    write_own_library(folder)
    subprocess.run(
        [*PLAY, "own-both", "--unattended", "--speed", "600"],
        capture_output=True,
        check=True,
        env={**os.environ, "POSTURE_APP_DATA_DIR": str(folder)},
    )
    return folder


@pytest.fixture
def played(played_once, data_dir):
    """A copy of that folder, to do with as one likes."""
    shutil.copytree(played_once, data_dir)


def test_a_timeline_has_no_gap_and_the_times_worked_by_hand(run, library):
    told = run("timeline", "own-both", "--json")
    assert told.returncode == 0, told.stderr
    timeline = json.loads(told.stdout)
    assert timeline["routine"] == "own-both"
    at_s = 0.0
    for phase in timeline["phases"]:
        assert phase["start_s"] == at_s
        at_s += phase["duration_s"]
    assert timeline["total_s"] == at_s
    by_exercise = {
        one: sum(
            phase["duration_s"]
            for phase in timeline["phases"]
            if phase["exercise"] == one and phase["phase"] not in NOT_WORK
        )
        for one in ("own-levator", "own-tuck")
    }
    assert by_exercise == {"own-levator": 225, "own-tuck": 166}
    assert set(timeline["phases"][0]) == {
        "exercise",
        "set",
        "sets",
        "repetition",
        "repetitions",
        "side",
        "phase",
        "start_s",
        "duration_s",
    }


def test_an_unattended_play_prints_the_timeline_and_logs_every_set_and_side(run, library):
    played = run("play", "own-both", "--unattended", "--speed", "600", "--json")
    assert played.returncode == 0, played.stderr
    timeline = json.loads(run("timeline", "own-both", "--json").stdout)
    assert [json.loads(line) for line in played.stdout.splitlines()] == timeline["phases"]
    [session] = json.loads(run("log", "--json").stdout)
    assert (session["routine"], session["ended"]) == ("own-both", "completed")
    assert session["planned_s"] == pytest.approx(timeline["total_s"])
    assert session["done_s"] == pytest.approx(timeline["total_s"])
    assert session["pain_before"] is session["pain_after"] is session["effort"] is None
    logged = [(item["exercise"], item["set"], item["side"]) for item in session["items"]]
    assert logged == [
        *[("own-levator", number, side) for number in (1, 2, 3) for side in ("left", "right")],
        ("own-tuck", 1, None),
        ("own-tuck", 2, None),
    ]


def test_the_log_as_a_table_has_empty_cells_for_what_was_not_answered(run, played):
    rows = list(csv.DictReader(io.StringIO(run("log", "--csv").stdout)))
    assert len(rows) == 8
    assert {row["pain_before"] for row in rows} == {""}


def test_breaks_are_printed_with_those_that_wait_beside_the_log(run, data_dir):
    data_dir.mkdir(mode=0o700)
    assert json.loads(run("log", "--breaks", "--json").stdout) == []
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    results: tuple[Result, ...] = ("taken", "skipped")
    for number, result in enumerate(results):
        BufferedHistory(buffer_path(data_dir)).add(
            BreakRecord(
                id=f"{number}",
                kind="micro",
                name="Micro-break",
                result=result,
                began=at + timedelta(hours=number),
                ended=at + timedelta(hours=number, minutes=1),
                planned_s=60.0,
                rested_s=30.0,
            )
        )
    told = json.loads(run("log", "--breaks", "--json").stdout)
    assert [(one["id"], one["result"]) for one in told] == [("1", "skipped"), ("0", "taken")]
    rows = list(csv.DictReader(io.StringIO(run("log", "--breaks", "--csv").stdout)))
    assert [row["break_name"] for row in rows] == ["Micro-break", "Micro-break"]
    assert run("log", "--breaks").stdout.splitlines()[0].endswith("skipped, 0:30 of rest")


def test_of_a_break_that_counts_by_the_clock_no_rest_is_printed(run, data_dir):
    data_dir.mkdir(mode=0o700)
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number, exercise in enumerate(("", "Chin tuck")):
        BufferedHistory(buffer_path(data_dir)).add(
            BreakRecord(
                id=f"{number}",
                kind="micro",
                name="Micro-break",
                result="taken",
                began=at + timedelta(hours=number),
                ended=at + timedelta(hours=number, minutes=1),
                planned_s=60.0,
                rested_s=0.0,
                exercise_name=exercise,
            )
        )
    assert [line.partition(": ")[2] for line in run("log", "--breaks").stdout.splitlines()] == [
        "taken, rest not seen, Chin tuck",
        "taken, rest not seen",
    ]


def test_killed_in_the_middle_every_finished_set_is_in_the_log(run, library, data_dir):
    playing = subprocess.Popen(
        [*PLAY, "own-both", "--unattended", "--json", "--speed", "60"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "POSTURE_APP_DATA_DIR": str(data_dir)},
    )
    assert playing.stdout is not None
    for line in playing.stdout:
        phase = json.loads(line)
        if (phase["exercise"], phase["set"], phase["side"]) == ("own-levator", 2, "right"):
            break
    playing.send_signal(signal.SIGKILL)
    playing.wait()
    playing.stdout.close()
    [session] = json.loads(run("log", "--json").stdout)
    assert session["ended"] is None
    assert len(session["items"]) in {3, 4}  # the one in hand may just have been finished


def test_check_tells_every_problem_a_line_each_and_ends_with_1(run, library):
    text = library.read_text().replace('"sets": 3', '"sets": 0').replace('"sitting"', '"flying"', 1)
    library.write_text(text)
    told = run("check", library)
    assert told.returncode == 1
    places = [line.removeprefix(f"{library}: ").split(":")[0] for line in told.stdout.splitlines()]
    assert places == ["exercises[0].position", "exercises[0].dose.sets"]
    assert "Traceback" not in told.stderr


def test_check_ends_with_0_and_one_line_for_a_sound_file(run, library):
    told = run("check", library)
    assert told.returncode == 0
    assert told.stdout.splitlines() == [f"{library}: sound: 2 exercises, 1 routine, 0 sources"]


def test_a_broken_library_of_ones_own_loses_nothing_of_the_rest(run, library):
    library.write_text("{")
    told = run("timeline", "own-both")
    assert told.returncode == 2
    assert f"{library}: line 1, column 2: is not JSON" in told.stderr
    assert 'there is no routine "own-both"; there are' in told.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("timeline", "nothing"), 2, 'there is no routine "nothing"'),
        (("play", "nothing", "--unattended"), 2, 'there is no routine "nothing"'),
        (("play", "nothing", "--json"), 2, "go with --unattended"),
        (("play", "x", "--unattended", "--speed", "fast"), 2, 'expected a number, got "fast"'),
        (("play", "x", "--unattended", "--speed", "-1"), 2, "expected 0.1 to 100000"),
        (("dance",), 2, "invalid choice: 'dance'"),
        (("log", "--json", "--csv"), 2, "not allowed with"),
    ],
)
def test_wrong_use_gets_a_sentence_and_2(run, words, code, sentence):
    told = run(*words)
    assert told.returncode == code
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr


def test_a_data_folder_that_is_a_file_gets_a_sentence_and_1(run, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")
    told = run("log", "--data-dir", in_the_way)
    assert told.returncode == 1
    assert "is a file" in told.stderr
    assert "Traceback" not in told.stderr
    assert in_the_way.read_text() == "mine"


def test_a_log_from_a_newer_version_is_refused_unharmed(run, played, data_dir):
    path = data_dir / "journal.db"
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    before = path.read_bytes()
    told = run("log", "--json")
    assert told.returncode == 1
    assert "newer version" in told.stderr
    assert path.read_bytes() == before


def test_the_data_folder_is_for_its_owner_only(played, data_dir):
    assert data_dir.stat().st_mode & 0o077 == 0
    assert (data_dir / "journal.db").stat().st_mode & 0o077 == 0


def test_nothing_that_was_typed_or_done_stands_in_log_files(played, data_dir):
    for path in data_dir.rglob("*.log*"):
        assert "Levator" not in path.read_text(encoding="utf-8")


def test_the_rule_for_pain_can_be_asked_and_names_what_is_wrong(run, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text('{"before": 2, "during": 5, "where": ["low_back_left"]}')
    told = run("advise", answers)
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout) == {
        "advice": "easier",
        "reasons": ["pain_in_middle_band", "pain_rose"],
        "sources": ["silbernagel-2007", "childs-2005"],
    }
    answers.write_text('{"before": 12, "signs": ["sadness"]}')
    told = run("advise", answers)
    assert (told.returncode, told.stdout) == (1, "")
    assert len(told.stderr.splitlines()) == 2
    keys = run("advise", "--keys", LANGUAGE="de").stdout
    assert "low_back_left" in keys
    assert "saddle_numbness" in keys


def test_every_verb_explains_itself(run):
    for verb in ("check", "advise", "timeline", "play", "log", "screens"):
        told = run(verb, "--help")
        assert told.returncode == 0
        assert verb in told.stdout


def test_the_program_is_put_into_the_desktops_menu(run, tmp_path):
    told = run("install-desktop", XDG_DATA_HOME=str(tmp_path / "share"))
    assert told.returncode == 0, told.stderr
    entry = (tmp_path / "share" / "applications" / "posture-app.desktop").read_text("utf-8")
    assert "Comment[de]=" in entry
    assert entry.count("[Desktop Action ") == 3
    assert list((tmp_path / "share" / "icons").rglob("posture-app.svg"))
