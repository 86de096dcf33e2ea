"""Against a real X server (Xvfb), a real window manager (openbox) and real key presses."""

import os
import struct
import subprocess
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.x11 import (
    X11Fullscreen,
    X11Idle,
    connect_to_desktop,
    system_counters,
)
from posture_app.desktop.sensors.xcb import XServer

from .x_client import Window

Display = tuple[str, "subprocess.Popen[bytes]"]


class Told:
    def __init__(self, sensor: Sensor) -> None:
        self.values: list[object] = []
        self.failed: list[str] = []
        self.lost = 0
        sensor.told.connect(lambda _sensor, value: self.values.append(value))
        sensor.failed.connect(lambda _sensor, why: self.failed.append(why))
        sensor.lost.connect(self._lost)

    def _lost(self, _sensor: Sensor) -> None:
        self.lost += 1

    @property
    def last(self) -> object:
        return self.values[-1] if self.values else None

    @property
    def seconds(self) -> float:
        return self.last if isinstance(self.last, float) else 0.0


def test_idle_time_grows_and_input_ends_it_without_being_asked(
    qtbot: QtBot, display: Display, press: Callable[[], None]
):
    idle = X11Idle(lambda: XServer(display[0]))
    told = Told(idle)
    idle.start()

    def grown() -> bool:
        idle.ask()
        return told.seconds > 1

    def press_is_noticed() -> None:
        before_s = told.seconds
        press()
        # Answers to questions that were under way are not smaller.
        qtbot.waitUntil(lambda: told.seconds < before_s)

    press()
    qtbot.waitUntil(grown)
    qtbot.waitUntil(idle.watch_return)
    assert idle.watch_return(), "armed once, however often it is asked for"
    press_is_noticed()
    qtbot.waitUntil(grown)
    assert idle.watch_return(), "the alarm can be set again"
    press_is_noticed()
    idle.stop()


def test_a_server_that_dies_is_noticed_and_a_new_one_found(qtbot: QtBot, display: Display):
    idle = X11Idle(lambda: XServer(display[0]))
    told = Told(idle)
    idle.start()
    qtbot.waitUntil(lambda: told.last is not None)
    display[1].kill()
    qtbot.waitUntil(lambda: told.lost == 1)
    idle.stop()
    idle.start()
    assert told.failed == ["there is no X server"]


@pytest.mark.parametrize(
    "hint", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}]
)
def test_xwayland_is_left_alone(qtbot: QtBot, hint: dict[str, str]):
    idle = X11Idle(lambda: connect_to_desktop({"DISPLAY": ":0", **hint}))
    told = Told(idle)
    idle.start()
    assert len(told.failed) == 1
    assert "Wayland" in told.failed[0]


def shown(qtbot: QtBot, display: Display, pid: int | None = None) -> Window:
    window = Window(display[0], pid)
    qtbot.waitUntil(lambda: window.ready)
    window.show()
    return window


def bring_to_front(qtbot: QtBot, sensor: X11Fullscreen, window: Window) -> None:
    """Until the sensor tells it.

    A window manager that is just starting gives the focus to no window that is there already, and
    does not hear requests for one that it doesn't manage yet: so they are repeated.
    """

    def in_front() -> bool:
        window.activate()
        return sensor._active == window.id

    qtbot.waitUntil(in_front)


def test_a_full_screen_window_in_front(qtbot: QtBot, display: Display, window_manager: None):
    sensor = X11Fullscreen(lambda: XServer(display[0]))
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.last is False)
    window = shown(qtbot, display)
    bring_to_front(qtbot, sensor, window)
    assert told.last is False
    window.fullscreen(True)
    qtbot.waitUntil(lambda: told.last is True)
    window.fullscreen(False)
    qtbot.waitUntil(lambda: told.last is False)
    window.fullscreen(True)
    qtbot.waitUntil(lambda: told.last is True)
    window.close()
    qtbot.waitUntil(lambda: told.last is False)
    assert not told.failed
    sensor.stop()


def test_a_full_screen_window_behind_does_not_count(
    qtbot: QtBot, display: Display, window_manager: None
):
    sensor = X11Fullscreen(lambda: XServer(display[0]))
    told = Told(sensor)
    sensor.start()
    film = shown(qtbot, display)
    bring_to_front(qtbot, sensor, film)
    film.fullscreen(True)
    qtbot.waitUntil(lambda: told.last is True)
    work = shown(qtbot, display)
    bring_to_front(qtbot, sensor, work)
    qtbot.waitUntil(lambda: told.last is False)
    for window in (film, work):
        window.close()
    sensor.stop()


def test_our_own_overlay_does_not_count(qtbot: QtBot, display: Display, window_manager: None):
    sensor = X11Fullscreen(lambda: XServer(display[0]))
    told = Told(sensor)
    window = shown(qtbot, display, os.getpid())
    sensor.start()
    bring_to_front(qtbot, sensor, window)
    window.fullscreen(True)
    other = Told(another := X11Fullscreen(lambda: XServer(display[0]), own_pid=-1))
    another.start()
    qtbot.waitUntil(lambda: other.last is True)
    assert True not in told.values
    window.close()
    sensor.stop()
    another.stop()


def test_counters_are_read_by_name():
    def counter(number: int, name: bytes) -> bytes:
        entry = struct.pack("=IiIH", number, 0, 4, len(name)) + name
        return entry + bytes(-len(entry) % 4)

    reply = bytes(8) + struct.pack("=I", 2) + bytes(20)
    reply += counter(61, b"SERVERTIME") + counter(62, b"IDLETIME")
    assert system_counters(reply) == {"SERVERTIME": 61, "IDLETIME": 62}
