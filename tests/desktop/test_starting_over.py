"""A program that begins again in its process stays the first copy, and leaves nobody unheard."""

import json
import os
import socket
import sys

import pytest

from posture_app.desktop.instance import VERSION, _socket_name, claim, runs
from posture_app.desktop.lock import HANDED_OVER
from tests.there import there


def request(verb):
    return json.dumps({"version": VERSION, "verb": verb, "arguments": {}}).encode() + b"\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no exec")
def test_a_program_that_starts_over_is_the_first_copy_all_the_time(tmp_path, qapp, monkeypatch):
    first = there(claim(tmp_path))
    first.listen()
    monkeypatch.setenv(HANDED_OVER, "")  # taken back with the test
    first.hand_over()
    assert runs(tmp_path)  # so a verb waits, and does not say that nothing runs
    again = there(claim(tmp_path))  # what comes after exec() in the same process
    assert HANDED_OVER not in os.environ
    again.listen()
    assert claim(tmp_path) is None
    again.close()
    first.close()
    assert not runs(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no exec")
@pytest.mark.parametrize("taken", ["by the first call", "by Qt", "before it asks"])
def test_who_asks_while_a_program_starts_over_hears_to_ask_again(tmp_path, qtbot, taken):
    instance = there(claim(tmp_path))
    instance.listen()
    instance.verbs["show"] = lambda given: pytest.fail("this life is over")
    if taken != "by the first call":
        with socket.socket(socket.AF_UNIX) as first:
            first.connect(_socket_name(tmp_path))
            first.sendall(request("hello"))
            qtbot.waitUntil(lambda: instance.callers > 0)
        qtbot.waitUntil(lambda: instance.callers == 0)
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(60)
        asking.connect(_socket_name(tmp_path))
        if taken == "before it asks":
            qtbot.waitUntil(lambda: instance.callers > 0)
        asking.sendall(request("show"))
        instance.close()
        answer = asking.makefile().read()
        assert json.loads(answer)["why"] == "not_ready"
    # By what it is: the system may say it in the machine's language.
    refused = (FileNotFoundError, ConnectionRefusedError)
    with socket.socket(socket.AF_UNIX) as late, pytest.raises(refused):
        late.connect(_socket_name(tmp_path))


@pytest.mark.parametrize("number", ["", "7000", "0", "x", "99999999999999999999"])
def test_a_lock_that_was_not_handed_over_is_taken_as_ever(tmp_path, qapp, monkeypatch, number):
    monkeypatch.setenv(HANDED_OVER, number)
    there(claim(tmp_path)).close()
