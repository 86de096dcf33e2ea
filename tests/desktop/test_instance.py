"""One copy for each data folder: in one process where that says enough, and in several."""

import gc
import json
import os
import signal
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtNetwork import QLocalSocket

from posture_app.desktop.instance import (
    MAX_BYTES,
    VERSION,
    NotReadyError,
    _answer,
    _result,
    _socket_name,
    ask,
    claim,
    claim_or_ask,
    runs,
    wait_for_end,
)
from posture_app.errors import (
    FailedError,
    NothingRunningError,
    RefusedError,
    WrongUseError,
    sentence,
)
from tests.there import there

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


LISTEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from posture_app.desktop.instance import claim
app = QCoreApplication([])
instance = claim(Path(sys.argv[1]))
instance.listen()
app.processEvents()
print("PySide6.QtNetwork" in sys.modules)
instance.close()
print(Path(sys.argv[1], "program.socket").exists())
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
        there(copy.stdout).close()


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
    assert ended.wait(timeout=60) == 0
    assert says(copies()) == "first"


def test_a_copy_that_hangs_is_told(copies, tmp_path, qapp, monkeypatch):
    hung = copies()
    assert says(hung) == "first"
    hung.send_signal(signal.SIGSTOP)
    monkeypatch.setattr("posture_app.desktop.instance._ANSWER_MS", 50)
    with pytest.raises(FailedError, match="running already with this data folder, but does not"):
        ask(tmp_path, "show")


def test_without_a_copy_it_is_told_at_once_that_nothing_runs(tmp_path, qapp, monkeypatch):
    waits = []
    monkeypatch.setattr("threading.Event.wait", lambda _event, timeout: waits.append(timeout))
    with pytest.raises(NothingRunningError, match="not running"):
        ask(tmp_path, "show")
    assert waits == []
    assert not runs(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_after_a_copy_was_killed_nothing_runs(copies, tmp_path, qapp):
    killed = copies()
    assert says(killed) == "first"
    assert runs(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert (tmp_path / "program.lock").exists()
    with pytest.raises(NothingRunningError):
        ask(tmp_path, "show")
    assert not runs(tmp_path)


def test_a_copy_that_holds_its_lock_and_does_not_listen_is_told(tmp_path, qapp, monkeypatch):
    starting = claim(tmp_path)
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPTS", 3)
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPT_S", 0.0)
    with pytest.raises(FailedError, match="does not answer") as told:
        ask(tmp_path, "show")
    assert not isinstance(told.value, NothingRunningError)
    with pytest.raises(FailedError, match="has not ended yet"):
        wait_for_end(tmp_path)
    there(starting).close()
    wait_for_end(tmp_path)


def test_who_starts_while_another_ends_is_first(tmp_path, qapp, monkeypatch):
    ending = claim(tmp_path)
    monkeypatch.setattr("threading.Event.wait", lambda _event, timeout: there(ending).close())
    instance = claim_or_ask(tmp_path, "show")
    assert instance is not None
    instance.close()


def test_who_starts_second_asks_the_first(copies, tmp_path, qapp):
    assert says(copies()) == "first"
    assert claim_or_ask(tmp_path, "show") is None


def test_a_copy_that_is_not_ready_is_asked_again(tmp_path, qapp, monkeypatch):
    answers = [NotReadyError("still starting"), NotReadyError("still starting"), {"n": 3}]

    def asked_once(_name, _line):
        answer = answers.pop(0)
        if isinstance(answer, NotReadyError):
            raise answer
        return json.dumps({"version": VERSION, "ok": True, "result": answer}).encode()

    monkeypatch.setattr("posture_app.desktop.instance._asked_once", asked_once)
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPT_S", 0.0)
    instance = claim(tmp_path)
    assert ask(tmp_path, "status") == {"n": 3}
    answers += [NotReadyError("still starting")] * 2
    monkeypatch.setattr("posture_app.desktop.instance._ATTEMPTS", 2)
    with pytest.raises(FailedError, match="still starting"):
        ask(tmp_path, "status")
    there(instance).close()


FIRST_THAT_SAYS = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from posture_app.desktop import instance
from posture_app.errors import FailedError, RefusedError, WrongUseError
app = QCoreApplication([])
first = instance.claim(Path(sys.argv[1]))
first.listen()
def verb(given):
    if given["error"] == "bug":
        sys.stderr.close()
        raise RuntimeError("a bug")
    if given["error"] == "exit":
        os._exit(0)
    if given["error"] == "long":
        return {"long": "x" * instance.MAX_BYTES}
    if given["error"] == "version":
        instance.VERSION = 2
        return {}
    raise {"RefusedError": RefusedError, "FailedError": FailedError,
           "WrongUseError": WrongUseError}[given["error"]]("the moon is not up")
first.verbs["fail"] = verb
print("first", flush=True)
app.exec()
"""


@pytest.fixture
def failing(tmp_path):
    copy = subprocess.Popen(
        [sys.executable, "-c", FIRST_THAT_SAYS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert says(copy) == "first"
    yield copy
    copy.kill()
    copy.wait()
    there(copy.stdout).close()


@pytest.mark.parametrize("kind", [FailedError, WrongUseError, RefusedError])
def test_the_kind_of_failure_comes_back(failing, tmp_path, qapp, kind):
    with pytest.raises(kind, match="the moon is not up") as told:
        ask(tmp_path, "fail", {"error": kind.__name__})
    assert type(told.value) is kind


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("bug", "has ended, or failed, before it answered"),
        ("exit", "has ended, or failed, before it answered"),
        ("long", "the answer is too long"),
        ("version", "of another version"),
    ],
)
def test_what_goes_wrong_in_the_first_copy_is_told_at_once(
    failing, tmp_path, qapp, error, sentence
):
    with pytest.raises(FailedError, match=sentence):
        ask(tmp_path, "fail", {"error": error})


def test_a_socket_of_another_user_is_not_spoken_to(copies, tmp_path, qapp, monkeypatch):
    assert says(copies()) == "first"
    me = os.geteuid()
    monkeypatch.setattr("os.geteuid", lambda: me + 1)
    with pytest.raises(FailedError, match="belongs to another user"):
        ask(tmp_path, "show")


def test_a_folder_that_takes_no_lock_is_told(tmp_path, qapp):
    with pytest.raises(FailedError, match=r"program\.lock cannot be written"):
        claim(tmp_path / "not" / "there")


def test_only_the_owner_can_reach_the_socket(tmp_path, qapp):
    instance = there(claim(tmp_path))
    instance.listen()
    assert stat.S_IMODE((tmp_path / "program.socket").stat().st_mode) & 0o077 == 0
    instance.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Qt alone listens there")
def test_who_is_never_asked_does_without_the_networks_library(tmp_path):
    words = [sys.executable, "-c", LISTEN, tmp_path]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert out.split() == ["False", "False"]  # and leaves no socket behind


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
        return json.loads(bytes(self.socket.readLine().data()))


@pytest.fixture
def instance(tmp_path, qapp):
    instance = there(claim(tmp_path))
    instance.listen()
    yield instance
    instance.close()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def request(verb, **arguments):
    return json.dumps({"version": VERSION, "verb": verb, "arguments": arguments}).encode() + b"\n"


def test_to_listen_twice_changes_nothing(instance, tmp_path, qtbot):
    instance.verbs["show"] = lambda given: {}
    caller = Caller(tmp_path)
    instance.listen()
    assert caller.send(request("show"), qtbot)["ok"]
    assert Caller(tmp_path).send(request("show"), qtbot)["ok"]


def test_several_messages_on_one_connection_are_answered_in_order(instance, tmp_path, qtbot):
    heard = []

    def show(given):
        heard.append(given)
        return {"times": len(heard)}

    instance.verbs["show"] = show
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
    qtbot.waitUntil(lambda: instance.callers > 0)
    assert caller.send(line[10:], qtbot)["ok"]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (FailedError, "failed"),
        (WrongUseError, "wrong_use"),
        (RefusedError, "refused"),
        (NotReadyError, "not_ready"),
    ],
)
def test_what_fails_comes_back_as_a_sentence(instance, tmp_path, qtbot, error, why):
    def fails(_arguments):
        raise error("the moon is not up")

    instance.verbs["show"] = fails
    answer = Caller(tmp_path).send(request("show"), qtbot)
    assert answer == {"version": 1, "ok": False, "why": why, "error": "the moon is not up"}


def test_a_sentence_with_places_comes_back_with_them(instance, tmp_path, qtbot):
    told = sentence("{what} is not up ({count} tries)", what=sentence("the moon"), count=2)

    def fails(_arguments):
        raise RefusedError(told)

    instance.verbs["show"] = fails
    answer = Caller(tmp_path).send(request("show"), qtbot)
    assert answer["error"] == "the moon is not up (2 tries)"
    with pytest.raises(RefusedError) as caught:
        _result(json.dumps(answer).encode())
    assert caught.value.message == told


@pytest.mark.parametrize(
    "message", [None, 3, {}, {"text": "{x}", "many": "", "values": {"y": 1}}, {"text": 3}]
)
def test_a_sentence_that_is_none_is_told_in_english(message):
    answer = {"version": VERSION, "ok": False, "why": "failed", "error": "no", "message": message}
    with pytest.raises(FailedError) as caught:
        _result(json.dumps(answer).encode())
    assert caught.value.message == "no"


def test_another_version_gets_a_sentence(instance, tmp_path, qtbot):
    instance.verbs["show"] = lambda given: {}
    line = json.dumps({"version": VERSION + 1, "verb": "show", "arguments": {}}).encode() + b"\n"
    answer = Caller(tmp_path).send(line, qtbot)
    assert (answer["ok"], answer["why"]) == (False, "failed")
    assert "another version of Posture App" in answer["error"]


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
    answer = json.loads(_answer(line, {}))
    assert answer["ok"] is False
    assert answer["error"]


def test_the_lock_says_who_holds_it_by_process(instance, tmp_path):
    assert str(os.getpid()) in (tmp_path / "program.lock").read_text()


def test_connections_leave_nothing_behind(instance, tmp_path, qtbot):
    instance.verbs["status"] = lambda given: {}
    for _ in range(30):
        caller = Caller(tmp_path)
        assert caller.send(request("status"), qtbot)["ok"]
        caller.socket.disconnectFromServer()
    qtbot.waitUntil(lambda: instance.callers == 0)
    caller.socket.deleteLater()
    del caller
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, QLocalSocket)]


def test_a_copy_without_verbs_of_its_own_says_hello(copies, tmp_path, qapp):
    assert says(copies()) == "first"
    assert claim_or_ask(tmp_path, "hello") is None
