"""What the words mean, and what is printed and given back; nobody is asked for real."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app import cli
from posture_app.commands.breaks import duration_s
from posture_app.commands.journal import _ended, _result, _session_line
from posture_app.errors import FailedError, NothingRunningError, RefusedError, WrongUseError
from posture_app.journal.breaks import Result
from posture_app.journal.model import Ended, SessionRecord
from tests.there import there


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        (["30m"], 1800),
        (["1h30m"], 5400),
        (["45min"], 2700),
        (["90s"], 90),
        (["2h"], 7200),
        (["1h", "5min", "10s"], 3910),
        (["1", "H", "30", "MIN"], 5400),
        ([], None),
    ],
)
def test_a_length_of_time(words, seconds):
    assert duration_s(words) == seconds


@pytest.mark.parametrize(
    "text", ["30", "", "0m", "0s", "h", "m30", "-5m", "1.5h", "30m1h", "2 days", "tomorrow"]
)
def test_what_is_no_length_of_time_is_told_with_what_is(text):
    with pytest.raises(WrongUseError, match=r"such as 30m, 1h30m, 45min or 90s, got"):
        duration_s([text])


@given(st.lists(st.text(alphabet="0123456789hmins ٣x", max_size=12), min_size=1))
def test_whatever_the_words_are_they_are_a_time_above_nothing_or_told(words):
    try:
        seconds = duration_s(words)
    except WrongUseError:
        return
    assert there(seconds) > 0


class Asked:
    """Stands for the running copy."""

    def __init__(self):
        self.messages = []
        self.answer = {"said": "Done."}

    def __call__(self, folder, verb, arguments):
        self.messages.append((folder.name, verb, dict(arguments)))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def asked(monkeypatch, qapp):
    one = Asked()
    monkeypatch.setattr("posture_app.desktop.instance.ask", one)
    monkeypatch.setattr("posture_app.desktop.instance.wait_for_end", lambda folder: None)
    return one


@pytest.mark.parametrize(
    ("words", "verb", "arguments"),
    [
        ("pause", "pause", {"for_s": None}),
        ("pause 45min", "pause", {"for_s": 2700}),
        ("pause 1h 30m", "pause", {"for_s": 5400}),
        ("pause until tomorrow", "pause", {"until_tomorrow": True}),
        ("pause tomorrow", "pause", {"until_tomorrow": True}),
        ("resume", "resume", {}),
        ("break", "break", {"kind": None}),
        ("break micro", "break", {"kind": "micro"}),
        ("skip", "skip", {}),
        ("snooze", "snooze", {}),
        ("meeting start", "meeting_start", {"for_s": None}),
        ("meeting start 1h", "meeting_start", {"for_s": 3600}),
        ("meeting extend 10m", "meeting_extend", {"for_s": 600}),
        ("meeting end", "meeting_end", {"for_s": None}),
        ("show", "show", {}),
        ("quit", "quit", {}),
    ],
)
def test_each_verb_asks_for_what_it_says(asked, capsys, words, verb, arguments):
    assert cli.main([*words.split(), "--data-dir", "mine"]) == 0
    assert asked.messages == [("mine", verb, arguments)]
    assert capsys.readouterr().out == "Done.\n"


def test_the_data_folder_may_be_named_before_the_verb_or_after_it(asked):
    cli.main(["--data-dir", "before", "resume"])
    cli.main(["meeting", "--data-dir", "between", "start", "5m"])
    cli.main(["resume", "--data-dir", "after"])
    assert [folder for folder, _, _ in asked.messages] == ["before", "between", "after"]


@pytest.mark.parametrize(
    "words", ["pause soon", "meeting start tomorrow", "meeting end 5m", "meeting extend 5"]
)
def test_wrong_words_ask_nobody_and_end_with_2(asked, capsys, words):
    assert cli.main(words.split()) == 2
    assert asked.messages == []
    assert capsys.readouterr().err.startswith("posture-app: ")


@pytest.mark.parametrize("words", ["meeting", "meeting dance", "break a b", "skip it", "status x"])
def test_words_that_are_no_verb_end_with_2(asked, words):
    with pytest.raises(SystemExit) as ended:
        cli.main(words.split())
    assert ended.value.code == 2
    assert asked.messages == []


@pytest.mark.parametrize(
    ("error", "code"),
    [(FailedError, 1), (WrongUseError, 2), (NothingRunningError, 3), (RefusedError, 4)],
)
def test_each_kind_of_failure_has_its_exit_code_and_its_sentence(asked, capsys, error, code):
    asked.answer = error("the moon is not up")
    assert cli.main(["skip"]) == code
    assert capsys.readouterr() == ("", "posture-app: the moon is not up\n")


STATUS = {
    "lines": ["First.", "Second."],
    "status": {"running": True, "explain": [{"what": "owed", "kind": "micro"}]},
    "reasons": ["Since it is so."],
    "decisions": ["2026-03-02 09:29:40  Micro-break: started."],
}


def test_status_prints_lines(asked, capsys):
    asked.answer = STATUS
    assert cli.main(["status"]) == 0
    assert capsys.readouterr().out == "First.\nSecond.\n"
    assert asked.messages[0][1:] == ("status", {"explain": False})


def test_status_explains(asked, capsys):
    asked.answer = STATUS
    assert cli.main(["status", "--explain"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert asked.messages[0][1:] == ("status", {"explain": True})
    assert printed[:2] == ["First.", "Second."]
    assert "  Since it is so." in printed
    assert printed[-1] == "  2026-03-02 09:29:40  Micro-break: started."


def test_status_as_json_is_one_object(asked, capsys):
    asked.answer = STATUS
    assert cli.main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == STATUS["status"]


def test_status_as_json_says_also_that_nothing_runs(asked, capsys):
    asked.answer = NothingRunningError("nobody is there")
    assert cli.main(["status", "--json"]) == 3
    assert json.loads(capsys.readouterr().out) == {"running": False}


@pytest.mark.parametrize("words", [["status", "--explain"], ["pause", "5m"], ["quit"]])
def test_nothing_heavy_is_imported_and_no_display_is_needed(tmp_path, words):
    script = (
        "import sys; from posture_app.cli import main; "
        f"code = main([*{words!r}, '--data-dir', {str(tmp_path)!r}]); "
        "heavy = ('PySide6.QtWidgets', 'PySide6.QtGui', 'sqlalchemy', 'pydantic', 'playsound3', "
        "'posture_app.library', 'posture_app.ui', 'posture_app.store', 'posture_app.breaks'); "
        "print(code, [name for name in heavy if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={}
    )
    assert told.stdout.strip() == "3 []"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--data-dir", "", "log"], ["log", "--data-dir="]])
def test_a_data_folder_without_a_name_is_refused(words, tmp_path, monkeypatch, capsys):
    """A variable that is not set must not make the current folder private."""
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o775)
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert "it is empty; name a folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert tmp_path.stat().st_mode & 0o777 == 0o775


@pytest.mark.parametrize("ended", [*get_args(Ended), None])
def test_how_a_session_ended_is_said_in_words(ended):
    """`stopped_for_pain` is a key for other programs, and no word for a person."""
    began = datetime(2026, 3, 2, 9, tzinfo=UTC)
    session = SessionRecord(
        id="1",
        routine_id="day",
        routine_name="Day",
        started_at=began,
        time_zone="UTC",
        planned_s=60.0,
        done_s=30.0,
        ended=ended,
    )
    assert "_" not in _ended(session)


@pytest.mark.parametrize("result", get_args(Result))
def test_what_came_of_a_break_is_said_in_words(result):
    assert "_" not in _result(result)


def test_a_session_that_was_not_begun_has_no_sum():
    declined = SessionRecord(
        id="one",
        routine_id="neck",
        routine_name="Neck",
        started_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
        time_zone="UTC",
        planned_s=600,
        done_s=0,
        ended="stopped_for_pain",
    )
    assert _session_line(declined) == "2026-03-12 09:00  Neck: not begun, as advised"


def verbs_of(*words):
    [choices] = [one.choices for one in cli.parser(words)._actions if one.dest == "==SUPPRESS=="]
    return list(there(choices))


def test_each_verb_is_made_with_those_of_its_group_alone():
    every = [verb for verbs in cli._GROUPS.values() for verb in verbs]
    assert verbs_of() == every
    for verbs in cli._GROUPS.values():
        for verb in verbs:
            assert verbs_of(verb, "--help") == verbs_of("--data-dir", "x", verb) == [*verbs]
    for words in (["--data-dir=x", "log"], ["--help", "log"], ["dance"], ["--data-dir"]):
        assert verbs_of(*words) == every
