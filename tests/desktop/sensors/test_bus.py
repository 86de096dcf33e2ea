"""Against mock services (python-dbusmock) on a private message bus."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusVariant
from pytestqt.qtbot import QtBot

from posture_app.desktop.sensors import bus as bus_module
from posture_app.desktop.sensors.base import Sensor, SensorLine
from posture_app.desktop.sensors.bus import BusSensor
from posture_app.desktop.sensors.dconf import DconfSwitch, read_switch
from posture_app.desktop.sensors.hub import Sensors
from posture_app.desktop.sensors.linux import linux_lines
from posture_app.desktop.sensors.linux_bus import (
    LogindLock,
    MutterIdle,
    ScreenSaverIdle,
    do_not_disturb_properties,
    logind_sleep,
    screen_saver_locks,
)
from posture_app.desktop.sensors.model import SensorKind, State
from posture_app.errors import sentence

from .conftest import MockBus, need
from .fakes import SetClock

MUTTER = "org.gnome.Mutter.IdleMonitor"
MUTTER_PATH = "/org/gnome/Mutter/IdleMonitor/Core"
SAVER = "org.freedesktop.ScreenSaver"
SAVER_PATH = "/org/freedesktop/ScreenSaver"
NOTIFY = "org.freedesktop.Notifications"
NOTIFY_PATH = "/org/freedesktop/Notifications"
LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
SESSION_PATH = "/org/freedesktop/login1/session/_31"
SESSION = "org.freedesktop.login1.Session"


class Told:
    def __init__(self, sensor: Sensor) -> None:
        self.values: list[object] = []
        self.failed: list[str] = []
        sensor.told.connect(lambda _sensor, value: self.values.append(value))
        sensor.failed.connect(lambda _sensor, why: self.failed.append(why))


def hub_of(mock_bus: MockBus, clock: SetClock, kind: SensorKind, *sensors: Sensor) -> Sensors:
    hub = Sensors([SensorLine(kind, "it", list(sensors), clock)], clock)
    mock_bus.users.append(hub)
    hub.start()
    return hub


def serve_mutter(mock_bus: MockBus, idle_ms: int) -> "subprocess.Popen[bytes]":
    service = mock_bus.serve(MUTTER, MUTTER_PATH, MUTTER)
    methods = [
        ("GetIdletime", "", "t", f"ret = {idle_ms}"),
        ("AddUserActiveWatch", "", "u", "ret = 7"),
        ("RemoveWatch", "u", "", ""),
    ]
    for name, arguments, result, code in methods:
        mock_bus.mock(MUTTER, MUTTER_PATH, "AddMethod", MUTTER, name, arguments, result, code)
    return service


def set_idle(mock_bus: MockBus, idle_ms: int) -> None:
    code = f"ret = {idle_ms}"
    mock_bus.mock(MUTTER, MUTTER_PATH, "AddMethod", MUTTER, "GetIdletime", "", "t", code)


def fire(mock_bus: MockBus, watch: int) -> None:
    mock_bus.mock(MUTTER, MUTTER_PATH, "EmitSignal", MUTTER, "WatchFired", "u", [watch])


def test_mutter_is_asked_and_tells_the_return(mock_bus: MockBus, qtbot: QtBot):
    serve_mutter(mock_bus, 65_432)
    sensor = MutterIdle(mock_bus.bus)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.values == [65.432])
    qtbot.waitUntil(sensor.watch_return)
    fire(mock_bus, 99)
    sensor.ask()
    qtbot.waitUntil(lambda: len(told.values) == 2)
    assert sensor.watch_return(), "another program's watch has not used up ours"
    set_idle(mock_bus, 12)
    fire(mock_bus, 7)
    qtbot.waitUntil(lambda: told.values == [65.432, 65.432, 0.012])
    qtbot.waitUntil(sensor.watch_return)
    sensor.stop()


@pytest.mark.warns_in_diagnostics
def test_a_shell_that_restarts_is_picked_up_and_said_once(
    mock_bus: MockBus, qtbot: QtBot, clock: SetClock
):
    service = serve_mutter(mock_bus, 5000)
    hub = hub_of(mock_bus, clock, SensorKind.IDLE, MutterIdle(mock_bus.bus))
    noticed: list[str] = []
    hub.noticed.connect(lambda told: noticed.append(str(told)))
    qtbot.waitUntil(lambda: hub.readings().idle_s == 5.0)
    mock_bus.end(service, MUTTER)
    qtbot.waitUntil(lambda: hub.readings().healths[0].state is State.GONE)
    assert hub.readings().idle_s is None
    service = serve_mutter(mock_bus, 3000)

    def returned() -> bool:
        # The name is owned before the mock has its methods; a real service has both at once.
        hub.self_test()
        return hub.readings().idle_s == 3.0

    qtbot.waitUntil(returned)
    assert hub.readings().healths[0].state is State.WORKING
    assert noticed == ["GNOME's idle monitor no longer answers."]


def test_a_mute_service_is_passed_over_and_blocks_nothing(
    mock_bus: MockBus, qtbot: QtBot, clock: SetClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bus_module, "_TIMEOUT_MS", 300)
    service = serve_mutter(mock_bus, 5000)
    os.kill(service.pid, signal.SIGSTOP)
    beats: list[None] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(None))
    timer.start(10)
    hub = hub_of(mock_bus, clock, SensorKind.IDLE, MutterIdle(mock_bus.bus))
    qtbot.waitUntil(lambda: hub.readings().healths[0].state is State.UNAVAILABLE)
    qtbot.waitUntil(lambda: hub._lines[0].settled)
    assert len(beats) > 3, "the event loop went on"
    timer.stop()


@pytest.mark.parametrize(("each", "name"), [(1000, "milliseconds"), (1, "seconds")])
def test_the_screen_savers_idle_time_in_either_unit(
    mock_bus: MockBus, qtbot: QtBot, clock: SetClock, each: int, name: str
):
    mock_bus.serve(SAVER, SAVER_PATH, SAVER)

    def set_saver(number: int) -> None:
        arguments = (SAVER, "GetSessionIdleTime", "", "u", f"ret = {number}")
        mock_bus.mock(SAVER, SAVER_PATH, "AddMethod", *arguments)

    set_saver(2 * each)
    sensor = ScreenSaverIdle(mock_bus.bus, clock)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.values == [None])
    clock.s += 10
    set_saver(12 * each)
    sensor.ask()
    qtbot.waitUntil(lambda: told.values == [None, 12.0])


def test_the_screen_savers_lock(mock_bus: MockBus, qtbot: QtBot, clock: SetClock):
    mock_bus.serve(SAVER, SAVER_PATH, SAVER)
    mock_bus.mock(SAVER, SAVER_PATH, "AddMethod", SAVER, "GetActive", "", "b", "ret = False")
    hub = hub_of(mock_bus, clock, SensorKind.LOCK, *screen_saver_locks(mock_bus.bus))
    qtbot.waitUntil(lambda: hub.readings().locked is False)
    mock_bus.mock(SAVER, SAVER_PATH, "EmitSignal", SAVER, "ActiveChanged", "b", [True])
    qtbot.waitUntil(lambda: hub.readings().locked is True)
    mock_bus.mock(SAVER, SAVER_PATH, "EmitSignal", SAVER, "ActiveChanged", "b", [False])
    qtbot.waitUntil(lambda: hub.readings().locked is False)


@pytest.fixture
def logind(mock_bus: MockBus) -> MockBus:
    manager = "org.freedesktop.login1.Manager"
    mock_bus.serve(LOGIND, LOGIND_PATH, manager)
    code = "if args[0] != 'auto': raise Exception('no such session')\nret = '" + SESSION_PATH + "'"
    mock_bus.mock(LOGIND, LOGIND_PATH, "AddMethod", manager, "GetSession", "s", "o", code)
    asleep = (manager, "PreparingForSleep", QDBusVariant(False))
    mock_bus.mock(LOGIND, LOGIND_PATH, "AddProperty", *asleep)
    mock_bus.mock(LOGIND, LOGIND_PATH, "AddObject", SESSION_PATH, SESSION, {}, [])
    mock_bus.mock(LOGIND, SESSION_PATH, "AddProperty", SESSION, "LockedHint", QDBusVariant(False))
    return mock_bus


def test_logind_lock(
    logind: MockBus, qtbot: QtBot, clock: SetClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    sensor = LogindLock(logind.bus)
    told = Told(sensor)
    hub = hub_of(logind, clock, SensorKind.LOCK, sensor)
    qtbot.waitUntil(lambda: hub.readings().locked is False)
    logind.mock(LOGIND, SESSION_PATH, "EmitSignal", SESSION, "Lock", "", [])
    qtbot.waitUntil(lambda: told.values == [False, False])
    assert hub.readings().locked is False, "Lock asks for a lock; it is none"
    logind.mock(LOGIND, SESSION_PATH, "UpdateProperties", SESSION, {"LockedHint": True})
    qtbot.waitUntil(lambda: hub.readings().locked is True)
    logind.mock(LOGIND, SESSION_PATH, "UpdateProperties", SESSION, {"LockedHint": False})
    qtbot.waitUntil(lambda: hub.readings().locked is False)


def test_suspend_and_resume(logind: MockBus, qtbot: QtBot, clock: SetClock):
    hub = hub_of(logind, clock, SensorKind.SLEEP, logind_sleep(logind.bus))
    asleep: list[object] = []
    hub.changed.connect(lambda readings: asleep.append(readings.asleep))
    qtbot.waitUntil(lambda: asleep == [False])
    emit = ("EmitSignal", "org.freedesktop.login1.Manager", "PrepareForSleep", "b")
    for state in (True, True, False, False):
        logind.mock(LOGIND, LOGIND_PATH, *emit, [state])
    qtbot.waitUntil(lambda: asleep == [False, True, False])


def is_quiet(hub: Sensors, quiet: bool) -> bool:
    return hub.readings().dnd is quiet


def test_the_notification_services_own_word(mock_bus: MockBus, qtbot: QtBot, clock: SetClock):
    mock_bus.serve(NOTIFY, NOTIFY_PATH, NOTIFY)
    mock_bus.mock(NOTIFY, NOTIFY_PATH, "AddProperty", NOTIFY, "Inhibited", QDBusVariant(False))
    hub = hub_of(mock_bus, clock, SensorKind.DND, *do_not_disturb_properties(mock_bus.bus))
    qtbot.waitUntil(lambda: hub.readings().dnd is False)
    for quiet in [True, False] * 5:
        mock_bus.mock(NOTIFY, NOTIFY_PATH, "UpdateProperties", NOTIFY, {"Inhibited": quiet})
        qtbot.waitUntil(partial(is_quiet, hub, quiet))


def test_xfces_setting(mock_bus: MockBus, qtbot: QtBot, clock: SetClock):
    name, path = "org.xfce.Xfconf", "/org/xfce/Xfconf"
    mock_bus.serve(name, path, name)

    def set_quiet(quiet: bool) -> None:
        code = f"ret = dbus.Boolean({quiet}, variant_level=1)"
        mock_bus.mock(name, path, "AddMethod", name, "GetProperty", "ss", "v", code)

    set_quiet(False)
    hub = hub_of(mock_bus, clock, SensorKind.DND, *do_not_disturb_properties(mock_bus.bus))
    qtbot.waitUntil(lambda: hub.readings().dnd is False)
    assert str(hub.readings().healths[0].sensor) == "Xfce's notification setting"
    set_quiet(True)
    changed = ["xfce4-notifyd", "/do-not-disturb", QDBusVariant(True)]
    mock_bus.mock(name, path, "EmitSignal", name, "PropertyChanged", "ssv", changed)
    qtbot.waitUntil(lambda: hub.readings().dnd is True)


def test_xfces_setting_before_it_was_ever_set_is_off(
    mock_bus: MockBus, qtbot: QtBot, clock: SetClock
):
    name, path = "org.xfce.Xfconf", "/org/xfce/Xfconf"
    mock_bus.serve(name, path, name)
    for member, gives, code in (
        ("GetProperty", "v", "raise dbus.exceptions.DBusException('gibt es nicht')"),
        ("PropertyExists", "b", "ret = False"),
    ):
        mock_bus.mock(name, path, "AddMethod", name, member, "ss", gives, code)
    hub = hub_of(mock_bus, clock, SensorKind.DND, *do_not_disturb_properties(mock_bus.bus))
    qtbot.waitUntil(lambda: hub.readings().dnd is False)
    code = "ret = dbus.Boolean(True, variant_level=1)"
    mock_bus.mock(name, path, "AddMethod", name, "GetProperty", "ss", "v", code)
    changed = ["xfce4-notifyd", "/do-not-disturb", QDBusVariant(True)]
    mock_bus.mock(name, path, "EmitSignal", name, "PropertyChanged", "ssv", changed)
    qtbot.waitUntil(lambda: hub.readings().dnd is True)


BANNERS = "/org/gnome/desktop/notifications/show-banners"
Compile = Callable[[str], bytes]


@pytest.fixture
def compile_settings(tmp_path: Path) -> Compile:
    """dconf's own compiler of settings files."""
    need("dconf")

    def compiled(text: str) -> bytes:
        folder = tmp_path / "keys"
        folder.mkdir(exist_ok=True)
        (folder / "all").write_text(text)
        command = ["dconf", "compile", str(tmp_path / "compiled"), str(folder)]
        subprocess.run(command, check=True, timeout=60)
        return (tmp_path / "compiled").read_bytes()

    return compiled


def test_a_dconf_database(compile_settings: Compile):
    off = compile_settings(
        "[org/gnome/desktop/notifications]\nshow-banners=false\nshow-in-lock-screen=true\n"
        "[org/gnome/desktop/interface]\nshow-banners=true\nfont-name='Sans'\n"
    )
    assert read_switch(off, BANNERS) is False
    assert read_switch(off, "/org/gnome/desktop/interface/show-banners") is True
    assert read_switch(off, "/org/gnome/nothing") is None
    with pytest.raises(ValueError, match="is no boolean"):
        read_switch(off, "/org/gnome/desktop/interface/font-name")
    for length in range(0, len(off), 7):
        with contextlib.suppress(ValueError):
            assert read_switch(off[:length], BANNERS) in {None, False}


def test_gnomes_switch(
    mock_bus: MockBus, qtbot: QtBot, clock: SetClock, tmp_path: Path, compile_settings: Compile
):
    database = tmp_path / "user"
    shell, writer, writer_path = (
        "org.gnome.Shell",
        "ca.desrt.dconf",
        "/ca/desrt/dconf/Writer/user",
    )
    sensor = DconfSwitch(
        sentence("GNOME"), mock_bus.bus, shell, BANNERS, quiet_when=False, path=database
    )
    told = Told(sensor)
    hub = hub_of(mock_bus, clock, SensorKind.DND, sensor)
    qtbot.waitUntil(lambda: told.failed == ["org.gnome.Shell is not running"])
    mock_bus.serve(writer, writer_path, "ca.desrt.dconf.Writer")
    mock_bus.serve(shell, "/org/gnome/Shell", shell)
    qtbot.waitUntil(lambda: hub.readings().dnd is False)

    def set_banners(on: str) -> None:
        text = f"[org/gnome/desktop/notifications]\nshow-banners={on}\n"
        database.write_bytes(compile_settings(text))

    def notify(prefix: str) -> None:
        arguments = ("ca.desrt.dconf.Writer", "Notify", "sass", [prefix, ["x"], "tag"])
        mock_bus.mock(writer, writer_path, "EmitSignal", *arguments)

    set_banners("false")
    notify("/org/gnome/shell/")
    notify(BANNERS)
    qtbot.waitUntil(lambda: hub.readings().dnd is True)
    assert told.values == [False, True], "a change of another key is not looked at"
    set_banners("true")
    notify("/org/gnome/desktop/notifications/")
    qtbot.waitUntil(lambda: hub.readings().dnd is False)


def test_no_bus_is_no_sensor(qtbot: QtBot, clock: SetClock):
    bus = bus_module.Bus(QDBusConnection("nothing"))
    hub = Sensors(linux_lines(clock, bus, bus, {}), clock)
    hub.start()
    kinds = (
        SensorKind.IDLE,
        SensorKind.LOCK,
        SensorKind.SLEEP,
        SensorKind.DND,
        SensorKind.FULLSCREEN,
    )
    rows = [health for health in hub.healths() if health.kind in kinds]
    assert {row.state for row in rows} == {State.UNAVAILABLE}


def test_no_service_is_started_by_asking(mock_bus: MockBus, qtbot: QtBot, tmp_path: Path):
    started = tmp_path / "started"
    service = f"[D-BUS Service]\nName={SAVER}\nExec=/usr/bin/touch {started}\n"
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "saver.service").write_text(service)
    mock_bus.call(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig"
    )
    sensor = next(s for s in screen_saver_locks(mock_bus.bus) if s.place.service == SAVER)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: len(told.failed) == 1)
    assert not started.exists()


def test_a_wrong_answer_is_a_failure(mock_bus: MockBus, qtbot: QtBot):
    mock_bus.serve(SAVER, SAVER_PATH, SAVER)
    mock_bus.mock(SAVER, SAVER_PATH, "AddMethod", SAVER, "GetActive", "", "s", "ret = 'yes'")
    sensor = next(s for s in screen_saver_locks(mock_bus.bus) if s.place.service == SAVER)
    assert isinstance(sensor, BusSensor)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.failed == ["GetActive answered ['yes']"])
    assert not told.values
