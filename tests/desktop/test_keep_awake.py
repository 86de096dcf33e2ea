"""Against a mock service on a bus of its own, a real X server, and stand-ins for other systems."""

import ctypes
import struct
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtDBus import QDBusConnection

from posture_app.desktop import keep_awake as module
from posture_app.desktop.keep_awake import (
    MacKeepAwake,
    WindowsKeepAwake,
    keep_awake,
)
from posture_app.desktop.keep_awake_base import KeepAwake
from posture_app.desktop.keep_awake_linux import LinuxKeepAwake
from posture_app.desktop.sensors.xcb import XServer, query_extension

REASON = "A guided session is playing"
SAVER = "org.freedesktop.ScreenSaver"
SAVER_PATH = "/org/freedesktop/ScreenSaver"
XFCE = "org.freedesktop.PowerManagement"


@pytest.fixture
def make(mock_bus, qtbot):
    """Makes what is tested; waits at the end until it has let go of all its connections."""
    before = on_bus(mock_bus)
    made = []

    def awake():
        made.append(LinuxKeepAwake(connect, None, REASON))
        return made[-1]

    def connect(name):
        return QDBusConnection.connectToBus(mock_bus.address, name)

    yield awake
    for one in made:
        one.release()
    services = len(mock_bus.services)
    qtbot.waitUntil(lambda: len(on_bus(mock_bus) - before) <= services)


def serve(mock_bus, tmp_path, service=SAVER, path=SAVER_PATH, interface=SAVER):
    """A service that answers Inhibit, and writes down who asked."""
    log = tmp_path / "asked"
    mock_bus.serve(service, path, interface)
    code = f"open({str(log)!r}, 'a').write(' | '.join(args) + chr(10)); ret = dbus.UInt32(7)"
    mock_bus.mock(service, path, "AddMethod", interface, "Inhibit", "ss", "u", code)
    return log


def on_bus(mock_bus):
    """Our connections to the bus beside the test's own."""
    names = mock_bus.connection.interface().registeredServiceNames().value()
    return {name for name in names if name.startswith(":")}


def test_the_desktop_is_asked_with_a_name_and_a_reason(mock_bus, make, tmp_path, qtbot):
    log = serve(mock_bus, tmp_path)
    awake = make()
    awake.hold()
    awake.hold()
    qtbot.waitUntil(log.exists)
    awake.release()
    assert log.read_text() == "Posture App | A guided session is playing\n"
    assert awake.problem is None


def test_letting_go_ends_the_connection_that_holds(mock_bus, make, tmp_path, qtbot):
    log = serve(mock_bus, tmp_path)
    before = on_bus(mock_bus)
    awake = make()
    awake.hold()
    qtbot.waitUntil(log.exists)
    held = on_bus(mock_bus) - before
    assert len(held) == 1
    awake.release()
    awake.release()
    qtbot.waitUntil(lambda: not held & on_bus(mock_bus))


def test_it_can_be_held_again_after_letting_go(mock_bus, make, tmp_path, qtbot):
    log = serve(mock_bus, tmp_path)
    awake = make()
    awake.hold()
    qtbot.waitUntil(log.exists)
    awake.release()
    awake.hold()
    qtbot.waitUntil(lambda: log.read_text().count("\n") == 2)
    awake.release()


def test_the_next_service_is_asked_where_the_first_is_not_there(mock_bus, make, tmp_path, qtbot):
    log = serve(
        mock_bus, tmp_path, XFCE, "/org/freedesktop/PowerManagement/Inhibit", f"{XFCE}.Inhibit"
    )
    awake = make()
    awake.hold()
    qtbot.waitUntil(log.exists)
    awake.release()
    assert awake.problem is None


def test_where_nobody_answers_it_says_so(mock_bus, make, qtbot):
    awake = make()
    awake.hold()
    qtbot.waitUntil(lambda: bool(awake.problem))
    assert "no way to keep the screen awake" in str(awake.problem)
    awake.release()


def test_an_answer_after_letting_go_asks_nobody_else(mock_bus, make, qtbot, monkeypatch):
    asked = []
    awake = make()
    monkeypatch.setattr(awake, "_ask_x_server", lambda: asked.append(True))
    awake.hold()
    awake.release()
    second = make()
    second.hold()
    qtbot.waitUntil(lambda: bool(second.problem))
    second.release()
    assert asked == []


def test_without_a_bus_and_a_screen_it_says_so(qapp):
    awake = LinuxKeepAwake(QDBusConnection, None, REASON)
    awake.hold()
    assert awake.problem
    awake.release()


def test_the_x_servers_saver_is_suspended_until_letting_go(display, qtbot, qapp):
    """A saver that is due after a second of no input comes only when it is let go."""
    name, _ = display
    watcher = XServer(name)
    opcode: list[Any] = []
    answers: list[Any] = []
    query_extension(watcher, "MIT-SCREEN-SAVER", lambda major, _first: opcode.append(major))
    qtbot.waitUntil(lambda: bool(opcode))

    def saver():
        """Whether it shows, and for how many milliseconds there was no input."""
        answers.clear()
        # ScreenSaverQueryInfo
        watcher.send(opcode[0], 1, struct.pack("=I", watcher.root), answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0][1] == 1, struct.unpack_from("=I", answers[0], 16)[0]

    awake = LinuxKeepAwake(QDBusConnection, name, REASON)
    awake.hold()
    watcher.send(107, 0, struct.pack("=hhBBxx", 1, 0, 1, 1))  # SetScreenSaver: after one second
    qtbot.waitUntil(lambda: saver()[1] > 1500)
    assert not saver()[0]
    awake.release()
    qtbot.waitUntil(lambda: saver()[0])
    watcher.close()


def test_without_an_x_server_it_says_so(qtbot, qapp):
    awake = LinuxKeepAwake(QDBusConnection, ":987", REASON)
    awake.hold()
    assert awake.problem
    awake.release()


def test_windows_is_told_once_and_told_back(monkeypatch, qapp):
    told = []

    def set_state(state):
        told.append(state)
        return 1

    kernel = SimpleNamespace(SetThreadExecutionState=set_state)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    awake = keep_awake(REASON)
    assert isinstance(awake, WindowsKeepAwake)
    awake.hold()
    awake.hold()
    awake.release()
    assert told == [0x8000_0003, 0x8000_0000]
    assert awake.problem is None


def test_windows_refuses(monkeypatch, qapp):
    kernel = SimpleNamespace(SetThreadExecutionState=lambda state: 0)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    awake = keep_awake(REASON)
    awake.hold()
    assert awake.problem


def test_the_mac_gives_and_takes_back_an_assertion(monkeypatch, qapp):
    made, released = [], []
    freed: list[Any] = []

    def create(kind, level, reason, assertion):
        made.append((kind, level, reason))
        assertion._obj.value = 42
        return 0

    power = SimpleNamespace(
        IOPMAssertionCreateWithName=create,
        IOPMAssertionRelease=lambda assertion: released.append(assertion.value),
    )
    core = SimpleNamespace(
        CFStringCreateWithCString=lambda _allocator, text, _encoding: text, CFRelease=freed.append
    )
    monkeypatch.setattr(module, "_mac_frameworks", lambda: (power, core))
    awake = MacKeepAwake(REASON)
    awake.hold()
    awake.release()
    awake.release()
    assert made == [(b"PreventUserIdleDisplaySleep", 255, b"A guided session is playing")]
    assert released == [42]
    assert len(freed) == 2


def test_a_mac_without_the_framework_says_so(qapp):
    awake = MacKeepAwake(REASON)
    awake.hold()
    assert awake.problem
    awake.release()


def test_an_unknown_system_says_so(qapp):
    awake = KeepAwake(REASON)
    awake.hold()
    assert awake.problem
    awake.release()
