"""One copy for each data folder: in one process where that says enough, and in several."""

import json
import os
import signal
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtNetwork import QLocalSocket

from posture_app.desktop.instance import (
    MAX_BYTES,
    VERSION,
    _answer,
    _socket_name,
    ask,
    claim,
)
from posture_app.errors import FailedError, WrongUseError

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from posture_app.desktop.instance import claim
app = QCoreApplication([])
instance = claim(Path(sys.argv[1]))
if instance is not None:
    instance.listen()
    instance.verbs["show"] = lambda given: {"shown": given.get("token", "")}
    instance.verbs["quit"] = lambda given: (app.quit(), {})[1]
print("first" if instance else "second", flush=True)
if instance is not None:
    app.exec()
"""


@pytest.fixture
def copies(tmp_path):
    started = []

    def start(folder=tmp_path):
        copy = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
        )
        started.append(copy)
        return copy

    yield start
    for copy in started:
        copy.kill()
        copy.wait()
        copy.stdout.close()


def says(copy):
    return copy.stdout.readline().strip()


def test_the_second_copy_is_not_first_and_is_heard_by_the_first(copies, tmp_path, qapp):
    assert says(copies()) == "first"
    assert claim(tmp_path) is None
    assert ask(tmp_path, "show", {"token": "abc"}) == {"shown": "abc"}


def test_of_copies_started_at_once_one_is_first(copies):
    started = [copies() for _ in range(4)]
    assert sorted(says(copy) for copy in started) == ["first", "second", "second", "second"]


def test_another_data_folder_has_its_own_copy(copies, tmp_path, qapp):
    assert says(copies()) == "first"
    other = tmp_path / "other"
    other.mkdir()
    instance = claim(other)
    assert instance is not None
    instance.close()


def test_after_a_copy_was_killed_the_next_is_first_and_is_heard(copies, tmp_path, qapp):
    killed = copies()
    assert says(killed) == "first"
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert says(copies()) == "first"
    assert ask(tmp_path, "show") == {"shown": ""}


def test_after_a_copy_has_ended_the_next_is_first(copies, tmp_path, qapp):
    ended = copies()
    assert says(ended) == "first"
    assert ask(tmp_path, "quit") == {}
    assert ended.wait(timeout=20) == 0
    assert says(copies()) == "first"


def test_a_copy_that_hangs_is_told(copies, tmp_path, qapp, monkeypatch):
    hung = copies()
    assert says(hung) == "first"
    hung.send_signal(signal.SIGSTOP)
    monkeypatch.setattr("posture_app.desktop.instance._ANSWER_MS", 50)
    with pytest.raises(FailedError, match="running already with this data folder, but does not"):
        ask(tmp_path, "show")


def test_without_a_copy_nobody_answers(tmp_path, qapp, monkeypatch):
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPTS", 1)
    with pytest.raises(FailedError):
        ask(tmp_path, "show")


def test_a_folder_that_takes_no_lock_is_told(tmp_path, qapp):
    with pytest.raises(FailedError, match=r"program\.lock cannot be written"):
        claim(tmp_path / "not" / "there")


def test_only_the_owner_can_reach_the_socket(tmp_path, qapp):
    instance = claim(tmp_path)
    instance.listen()
    assert stat.S_IMODE((tmp_path / "program.socket").stat().st_mode) & 0o077 == 0
    instance.close()


def test_a_path_that_is_too_long_for_a_socket(tmp_path, copies, qapp):
    deep = tmp_path / ("long" * 12) / ("longer" * 12)
    deep.mkdir(parents=True)
    assert len(_socket_name(deep)) < 60
    assert says(copies(deep)) == "first"
    assert ask(deep, "show", {"token": "deep"}) == {"shown": "deep"}


# What comes over the socket is anybody's.


class Caller:
    """Speaks to an instance in this process, line by line."""

    def __init__(self, folder):
        self.socket = QLocalSocket()
        self.socket.connectToServer(_socket_name(folder))
        assert self.socket.waitForConnected(1000)

    def send(self, octets, qtbot):
        self.socket.write(octets)
        qtbot.waitUntil(self.socket.canReadLine)
        return json.loads(self.socket.readLine().data())


@pytest.fixture
def instance(tmp_path, qapp):
    instance = claim(tmp_path)
    instance.listen()
    yield instance
    instance.close()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def request(verb, **arguments):
    return json.dumps({"version": VERSION, "verb": verb, "arguments": arguments}).encode() + b"\n"


def test_several_messages_on_one_connection_are_answered_in_order(instance, tmp_path, qtbot):
    heard = []
    instance.verbs["show"] = lambda given: heard.append(given) or {"times": len(heard)}
    caller = Caller(tmp_path)
    first = caller.send(request("show", n=1) + request("show", n=2), qtbot)
    second = caller.send(b"", qtbot)
    assert (first["result"], second["result"]) == ({"times": 1}, {"times": 2})
    assert heard == [{"n": 1}, {"n": 2}]


def test_a_message_in_pieces_is_one_message(instance, tmp_path, qtbot):
    instance.verbs["show"] = lambda given: {}
    caller = Caller(tmp_path)
    line = request("show")
    caller.socket.write(line[:10])
    caller.socket.flush()
    qtbot.waitUntil(lambda: instance._server.children() != [])
    assert caller.send(line[10:], qtbot)["ok"]


@pytest.mark.parametrize("error", [FailedError, WrongUseError])
def test_what_fails_comes_back_as_a_sentence(instance, tmp_path, qtbot, error):
    def fails(_arguments):
        raise error("the moon is not up")

    instance.verbs["show"] = fails
    answer = Caller(tmp_path).send(request("show"), qtbot)
    assert answer == {"version": 1, "ok": False, "error": "the moon is not up"}


def test_an_unknown_verb_does_no_harm(instance, tmp_path, qtbot):
    caller = Caller(tmp_path)
    assert caller.send(request("dance"), qtbot)["error"] == 'the running copy cannot "dance"'
    instance.verbs["show"] = lambda given: {}
    assert caller.send(request("show"), qtbot)["ok"]


def test_a_flood_without_an_end_is_cut_off(instance, tmp_path, qtbot):
    caller = Caller(tmp_path)
    with qtbot.waitSignal(caller.socket.disconnected):
        caller.socket.write(b"x" * (4 * MAX_BYTES))


@given(st.binary() | st.builds(lambda value: json.dumps(value).encode(), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["version", "verb", "arguments"]) | st.text(), inner | st.just(1)
    ),
)))  # fmt: skip
def test_whatever_comes_the_answer_is_a_sentence(line):
    answer = _answer(line, {})
    assert answer["ok"] is False
    assert answer["error"]


def test_the_lock_says_who_holds_it_by_process(instance, tmp_path):
    assert str(os.getpid()) in (tmp_path / "program.lock").read_text()
