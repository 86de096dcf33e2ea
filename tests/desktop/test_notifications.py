"""Against a mock service on a bus of its own, and stand-ins for other systems."""

import struct
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.low_level import Endianness

from posture_app.desktop.notifications import TrayNotifications, notifications_of_this_computer
from posture_app.desktop.notifications_linux import LinuxNotifications, session_address
from posture_app.desktop.session_bus import LONGEST, MessageReader, first_value, plain

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@pytest.fixture
def make(qtbot):
    made = []

    def begin(address):
        made.append(LinuxNotifications(address))
        return made[-1]

    yield begin
    for one in made:
        one.close()
        one.deleteLater()


def serve(mock_bus, tmp_path, capabilities="['body', 'body-markup']"):
    log = tmp_path / "notified"
    log.touch()
    mock_bus.serve(NAME, PATH, NAME)
    mock_bus.mock(
        NAME, PATH, "AddMethod", NAME, "GetCapabilities", "", "as", f"ret = {capabilities}"
    )
    code = (
        f"open({str(log)!r}, 'a').write(repr([int(args[1]), str(args[0]), str(args[3]), "
        "str(args[4]), len(args[5]), sorted((str(k), int(v) if not isinstance(v, str) else str(v))"
        " for k, v in args[6].items()), int(args[7])]) + chr(10)); "
        "ret = dbus.UInt32(args[1] or 4000000000)"
    )
    mock_bus.mock(NAME, PATH, "AddMethod", NAME, "Notify", "susssasa{sv}i", "u", code)
    return lambda: [eval(line) for line in log.read_text().splitlines()]


def address(mock_bus):
    return session_address({"DBUS_SESSION_BUS_ADDRESS": mock_bus.address})


def test_a_message_is_shown_and_the_next_takes_its_place(mock_bus, make, tmp_path, qtbot):
    notified = serve(mock_bus, tmp_path)
    failed = []
    one = make(address(mock_bus))
    one.show("Micro-break", "Tuck: 5 repetitions", lambda: failed.append(1))
    qtbot.waitUntil(lambda: len(notified()) == 1)
    qtbot.waitUntil(lambda: not one._patience.isActive())
    one.show("Eye rest", "Tom & <b>Jerry</b>", lambda: failed.append(2), silent=True)
    qtbot.waitUntil(lambda: len(notified()) == 2)
    hints = [("desktop-entry", "posture-app"), ("urgency", 1)]
    quiet = [("desktop-entry", "posture-app"), ("suppress-sound", 1), ("urgency", 0)]
    assert notified() == [
        [0, "Posture App", "Micro-break", "Tuck: 5 repetitions", 0, hints, -1],
        [
            4000000000,
            "Posture App",
            "Eye rest",
            "Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;",
            0,
            quiet,
            -1,
        ],
    ]
    assert failed == []


def test_it_has_our_icon_only_where_that_is_installed(mock_bus, make, tmp_path, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'none'}:{tmp_path / 'shared'}")
    log = tmp_path / "icons"
    log.touch()
    mock_bus.serve(NAME, PATH, NAME)
    mock_bus.mock(NAME, PATH, "AddMethod", NAME, "GetCapabilities", "", "as", "ret = []")
    code = f"open({str(log)!r}, 'a').write(repr(str(args[2])) + chr(10)); ret = dbus.UInt32(7)"
    mock_bus.mock(NAME, PATH, "AddMethod", NAME, "Notify", "susssasa{sv}i", "u", code)
    one = make(address(mock_bus))
    for count, place in enumerate((None, "own", "shared")):
        if place is not None:
            folder = tmp_path / place / "icons" / "hicolor" / "48x48" / "apps"
            folder.mkdir(parents=True)
            (folder / "posture-app.png").touch()
        one.show("Micro-break", "Tuck.", lambda: None)
        qtbot.waitUntil(lambda count=count: log.read_text().count("\n") == count + 1)
        if place == "own":
            (folder / "posture-app.png").unlink()
    assert log.read_text().split() == ["''", "'posture-app'", "'posture-app'"]


def serve_buttons(mock_bus, tmp_path):
    log = tmp_path / "asked"
    log.touch()
    mock_bus.serve(NAME, PATH, NAME)
    for member, takes, gives, code in (
        ("GetCapabilities", "", "as", "ret = ['actions']"),
        ("Notify", "susssasa{sv}i", "u", "log('notify', [str(one) for one in args[5]]); ret = 7"),
        ("CloseNotification", "u", "", "log('close', int(args[0]))"),
    ):
        write = f"log = lambda *what: open({str(log)!r}, 'a').write(repr(what) + chr(10)); "
        mock_bus.mock(NAME, PATH, "AddMethod", NAME, member, takes, gives, write + code)
    return lambda: [eval(line) for line in log.read_text().splitlines()]


BUTTONS = (("start", "Start now"), ("skip", "Skip"))


def press(mock_bus, number, key):
    mock_bus.mock(NAME, PATH, "EmitSignal", NAME, "ActionInvoked", "us", [number, key])


def test_a_button_that_is_pressed_is_told_once(mock_bus, make, tmp_path, qtbot):
    asked = serve_buttons(mock_bus, tmp_path)
    told: list[str] = []
    one = make(address(mock_bus))
    one.show("Soon", "It begins.", list, actions=BUTTONS, chosen=told.append)
    qtbot.waitUntil(lambda: one._shown == 7)
    assert asked() == [("notify", ["start", "Start now", "skip", "Skip"])]
    press(mock_bus, 8, "start")  # somebody else's message
    press(mock_bus, 7, "skip")
    qtbot.waitUntil(lambda: told == ["skip"])


def test_what_is_answered_elsewhere_is_closed(mock_bus, make, tmp_path, qtbot):
    asked = serve_buttons(mock_bus, tmp_path)
    one = make(address(mock_bus))
    one.show("Soon", "It begins.", list, actions=BUTTONS, chosen=print)
    one.withdraw()  # before the service has shown it
    qtbot.waitUntil(lambda: ("close", 7) in asked())


def test_a_service_without_markup_gets_the_words_as_they_are(mock_bus, make, tmp_path, qtbot):
    notified = serve(mock_bus, tmp_path, "['body']")
    make(address(mock_bus)).show("Eye rest", "Tom & Jerry", list)
    qtbot.waitUntil(lambda: len(notified()) == 1)
    assert notified()[0][3] == "Tom & Jerry"


def test_without_a_service_it_is_shown_otherwise(mock_bus, make, qtbot):
    failed = []
    make(address(mock_bus)).show("Eye rest", "Look away.", lambda: failed.append(1))
    qtbot.waitUntil(lambda: failed == [1])


def test_a_service_that_comes_later_is_used(mock_bus, make, tmp_path, qtbot):
    failed = []
    one = make(address(mock_bus))
    one.show("Eye rest", "Look away.", lambda: failed.append(1))
    qtbot.waitUntil(lambda: failed == [1])
    notified = serve(mock_bus, tmp_path)
    one.show("Eye rest", "Look away.", lambda: failed.append(2))
    qtbot.waitUntil(lambda: len(notified()) == 1)
    assert failed == [1]


@pytest.mark.parametrize("where", [None, "/nowhere/bus"])
def test_without_a_bus_it_is_shown_otherwise_at_once(make, where):
    failed = []
    make(where).show("Eye rest", "Look away.", lambda: failed.append(1))
    assert failed == [1]


def test_a_service_that_is_silent_is_not_waited_for(mock_bus, make, tmp_path, qtbot):
    failed = []
    one = make(address(mock_bus))
    one._patience.setInterval(50)
    mock_bus.serve(NAME, PATH, NAME)
    mock_bus.mock(
        NAME, PATH, "AddMethod", NAME, "GetCapabilities", "", "as",
        "import time; time.sleep(1); ret = []",
    )  # fmt: skip
    one.show("Eye rest", "Look away.", lambda: failed.append(1))
    qtbot.waitUntil(lambda: failed == [1])


def test_what_speaks_no_dbus_is_none(make, tmp_path, qtbot):
    import socket

    path = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        failed = []
        make(str(path)).show("Eye rest", "Look away.", lambda: failed.append(1))
        client, _ = server.accept()
        with client:
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            qtbot.waitUntil(lambda: failed == [1])


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus,guid=1"}, "/run/bus"),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:abstract=/tmp/x%20y"}, "\0/tmp/x y"),
        ({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=h;unix:path=/b"}, "/b"),
        ({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=h"}, None),
        ({}, None),
    ],
)
def test_where_the_bus_listens(environment, expected):
    assert session_address(environment) == expected


def test_the_usual_place_of_the_bus(tmp_path):
    (tmp_path / "bus").touch()
    assert session_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == str(tmp_path / "bus")


def test_elsewhere_the_icon_in_the_panel_shows_it(monkeypatch, qapp, qtbot):
    shown, failed = [], []
    monkeypatch.setattr(sys, "platform", "win32")

    def balloon(title, words):
        shown.append((title, words))
        return len(shown) == 1

    one = notifications_of_this_computer(qapp, balloon)
    one.show("Eye rest", "Look away.", lambda: failed.append(1))
    assert (shown, failed) == ([("Eye rest", "Look away.")], [])
    one.show("Eye rest", "Look away.", lambda: failed.append(1))
    assert failed == [1]
    TrayNotifications(None).show("Eye rest", "Look away.", lambda: failed.append(2))
    assert failed == [1, 2]


def message(body=None, signature=None, serial=1):
    found = new_method_call(DBusAddress("/c", "a.b", "d.e"), "F", signature, body or ())
    found.header.message_type = MessageType.method_return
    found.header.fields[HeaderFields.reply_serial] = serial
    return found


@given(st.lists(st.text()))
def test_strings_come_back_as_they_were_put(values):
    """Also those that D-Bus does not take as they are."""
    values = [plain(value) for value in values]
    [answer] = MessageReader().feed(message((values,), "as").serialise(1))
    assert answer.body == (values,)


@pytest.mark.parametrize(
    ("text", "put"), [("a\0b", "ab"), ("half \ud83d", "half ?"), ("Übung “1”", "Übung “1”")]
)
def test_what_dbus_does_not_take_is_left_out(text, put):
    assert plain(text) == put


@given(st.integers(0, 2**32 - 1), st.integers(1, 2**32 - 1), st.sampled_from(Endianness))
def test_an_answer_is_taken_when_it_is_whole(number, serial, order):
    put = message((number,), "u", serial)
    put.header.endianness = order
    whole = put.serialise(1)
    answers = MessageReader()
    for octet in whole[:-1]:
        assert answers.feed(bytes([octet])) == []
    [answer] = answers.feed(whole[-1:] + b"l")
    assert answer.header.fields[HeaderFields.reply_serial] == serial
    assert first_value(answer, int) == number


@given(st.binary(max_size=200))
def test_any_bytes_are_an_answer_or_refused(octets):
    with suppress(ValueError):
        MessageReader().feed(octets)


@given(st.binary(max_size=40), st.integers(0, 200))
def test_a_message_with_a_fault_is_an_answer_or_refused(octets, at):
    whole = bytearray(message((["body", "body-markup"],), "as").serialise(1))
    whole[at : at + len(octets)] = octets
    with suppress(ValueError):
        MessageReader().feed(bytes(whole))


def test_a_message_that_is_too_long_is_refused():
    head = struct.pack("<cBBBIII", b"l", 2, 0, 1, LONGEST + 1, 9, 0)
    with pytest.raises(ValueError, match="too long"):
        MessageReader().feed(head)


def test_an_answer_without_its_value_counts_as_none():
    assert first_value(message(), int) is None
    assert first_value(message(("a",), "s"), int) is None
    refusal = message((1,), "u")
    refusal.header.message_type = MessageType.error
    assert first_value(refusal, int) is None
