"""Against a compositor of a few lines that speaks Wayland's wire format."""

import socket
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.wayland import (
    ExtIdle,
    ForeignFullscreen,
    KdeIdle,
    packed,
    socket_path,
    text_at,
)

from .fakes import SetClock

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="Wayland needs Unix sockets, which this system lacks"
)


class FakeCompositor:
    """Offers globals, keeps what is asked of it and sends what it is told."""

    def __init__(self, path: Path, offers: dict[str, int]) -> None:
        self.path = path
        self.offers = offers
        self.asked: list[tuple[int, int, bytes]] = []
        self.bound: dict[str, int] = {}
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._listening.setblocking(False)
        self._client: socket.socket | None = None
        self._read = b""

    def pump(self) -> None:
        """Takes what has come."""
        try:
            if self._client is None:
                self._client, _ = self._listening.accept()
                self._client.setblocking(False)
            self._read += self._client.recv(65536)
        except BlockingIOError:
            return
        while len(self._read) >= 8:
            number, word = struct.unpack_from("=II", self._read)
            payload, self._read = self._read[8 : word >> 16], self._read[word >> 16 :]
            self._answer(number, word & 0xFFFF, payload)

    def _answer(self, number: int, opcode: int, payload: bytes) -> None:
        self.asked.append((number, opcode, payload))
        if (number, opcode) == (1, 1):
            self._registry = struct.unpack("=I", payload)[0]
            for name, (interface, version) in enumerate(self.offers.items()):
                self.send(self._registry, 0, packed(name, interface, version))
        elif (number, opcode) == (1, 0):
            self.send(struct.unpack("=I", payload)[0], 0, packed(0))
        elif number == self._registry:
            interface, at = text_at(payload, 4)
            self.bound[interface] = struct.unpack_from("=I", payload, at + 4)[0]

    def send(self, number: int, opcode: int, payload: bytes = b"") -> None:
        assert self._client is not None
        header = struct.pack("=II", number, (8 + len(payload)) << 16 | opcode)
        for octet in header + payload:  # as slowly as a socket may be
            self._client.send(bytes([octet]))

    def requests(self, interface: str) -> list[tuple[int, ...]]:
        """Opcode and 32-bit arguments of the requests to a bound global."""
        return [
            (opcode, *struct.unpack(f"={len(payload) // 4}I", payload))
            for number, opcode, payload in self.asked
            if number == self.bound.get(interface)
        ]

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
        self._listening.close()


IDLE = "ext_idle_notifier_v1"
WINDOWS = "zwlr_foreign_toplevel_manager_v1"


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[FakeCompositor]:
    fake = FakeCompositor(tmp_path / "wayland-0", {"wl_seat": 7, IDLE: 2, WINDOWS: 3})
    yield fake
    fake.close()


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

    def heard(self, fake: FakeCompositor, count: int) -> bool:
        fake.pump()
        return len(self.values) >= count


def asked(fake: FakeCompositor, interface: str, count: int) -> bool:
    fake.pump()
    return len(fake.requests(interface)) >= count


@pytest.mark.parametrize("version", [1, 2])
def test_idle_is_told_and_dated_back(
    compositor: FakeCompositor, qtbot: QtBot, clock: SetClock, version: int
):
    compositor.offers[IDLE] = version
    sensor = ExtIdle(compositor.path, clock)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.heard(compositor, 1) and asked(compositor, IDLE, 1))
    assert told.values == [0.0]
    opcode, notification, timeout_ms, seat = compositor.requests(IDLE)[0]
    assert (opcode, timeout_ms) == (version, 5000), "version 2 is asked for input alone"
    assert seat == compositor.bound["wl_seat"]
    compositor.send(notification, 0)
    qtbot.waitUntil(lambda: told.heard(compositor, 2))
    assert told.values[-1] == 5.0
    clock.s += 60
    sensor.ask()
    assert told.values[-1] == 65.0
    compositor.send(notification, 1)
    qtbot.waitUntil(lambda: told.heard(compositor, 4))
    assert told.values[-1] == 0.0
    sensor.stop()


def test_the_older_protocol(compositor: FakeCompositor, qtbot: QtBot, clock: SetClock):
    older = "org_kde_kwin_idle"
    compositor.offers = {"wl_seat": 7, older: 1}
    sensor = KdeIdle(compositor.path, clock)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.heard(compositor, 1) and asked(compositor, older, 1))
    opcode, notification, seat, timeout_ms = compositor.requests(older)[0]
    assert (opcode, seat, timeout_ms) == (0, compositor.bound["wl_seat"], 5000)
    compositor.send(notification, 0)
    qtbot.waitUntil(lambda: told.heard(compositor, 2))
    assert told.values[-1] == 5.0
    sensor.stop()


def test_one_second_is_watched_while_it_matters(
    compositor: FakeCompositor, qtbot: QtBot, clock: SetClock
):
    sensor = ExtIdle(compositor.path, clock)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.heard(compositor, 1))
    sensor.set_keen(True)
    sensor.set_keen(True)
    qtbot.waitUntil(lambda: asked(compositor, IDLE, 2))
    (_, coarse, _, _), (_, fine, timeout_ms, _) = compositor.requests(IDLE)
    assert timeout_ms == 1000
    compositor.send(fine, 0)
    qtbot.waitUntil(lambda: told.heard(compositor, 2))
    assert told.values[-1] == 1.0
    clock.s += 4
    compositor.send(coarse, 0)
    qtbot.waitUntil(lambda: told.heard(compositor, 3))
    assert told.values[-1] == 5.0
    sensor.set_keen(False)

    def destroyed() -> bool:
        compositor.pump()
        return (fine, 0, b"") in compositor.asked

    qtbot.waitUntil(destroyed)
    compositor.send(1, 1, packed(fine))
    clock.s += 1
    sensor.ask()
    assert told.values[-1] == 6.0
    sensor.set_keen(True)
    qtbot.waitUntil(lambda: asked(compositor, IDLE, 3))
    clock.s += 2
    compositor.send(compositor.requests(IDLE)[2][1], 0)
    qtbot.waitUntil(lambda: told.heard(compositor, 5))
    assert told.values[-1] == 8.0, "a watch begun later knows less than the first"
    sensor.stop()


def test_a_desktop_without_the_protocol(compositor: FakeCompositor, qtbot: QtBot, clock: SetClock):
    del compositor.offers[IDLE]
    sensor = ExtIdle(compositor.path, clock)
    told = Told(sensor)
    sensor.start()

    def failed() -> bool:
        compositor.pump()
        return bool(told.failed)

    qtbot.waitUntil(failed)
    assert told.failed == [f"the desktop does not offer {IDLE}"]
    sensor.stop()


def test_a_compositor_that_dies_or_refuses_is_noticed(
    compositor: FakeCompositor, qtbot: QtBot, clock: SetClock
):
    sensor = ExtIdle(compositor.path, clock)
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.heard(compositor, 1))
    compositor.send(1, 0, packed(1, 2, "no"))
    qtbot.waitUntil(lambda: told.lost == 1)
    compositor.close()
    sensor.stop()
    sensor.start()
    assert len(told.failed) == 1


def window(fake: FakeCompositor, number: int, app_id: str) -> None:
    fake.send(fake.bound[WINDOWS], 0, packed(number))
    fake.send(number, 0, packed("a private title"))
    fake.send(number, 1, packed(app_id))


def states(fake: FakeCompositor, number: int, *of_window: int) -> None:
    fake.send(number, 4, packed(4 * len(of_window), *of_window))
    fake.send(number, 5)


def test_full_screen_in_front(compositor: FakeCompositor, qtbot: QtBot):
    sensor = ForeignFullscreen(compositor.path, "posture-app")
    told = Told(sensor)
    sensor.start()
    qtbot.waitUntil(lambda: told.heard(compositor, 1) and WINDOWS in compositor.bound)
    film, ours = 0xFF000001, 0xFF000002
    window(compositor, film, "film")
    window(compositor, ours, "posture-app")
    steps = [
        ((film, 3), False),  # behind
        ((film, 2, 3), True),
        ((film, 2), False),
        ((ours, 2, 3), False),
        ((film, 2, 3), True),
    ]
    for count, (step, expected) in enumerate(steps, start=2):
        states(compositor, *step)
        qtbot.waitUntil(partial(told.heard, compositor, count))
        assert told.values[-1] is expected, step
    compositor.send(film, 6)
    qtbot.waitUntil(lambda: told.heard(compositor, 7))
    assert told.values[-1] is False
    sensor.stop()


@given(st.text(max_size=40).filter(lambda text: "\0" not in text), st.integers(0, 2**32 - 1))
def test_strings_on_the_wire(text: str, number: int):
    octets = packed(text, number)
    assert len(octets) % 4 == 0
    read, at = text_at(octets, 0)
    assert (read, struct.unpack_from("=I", octets, at)[0]) == (text, number)


def test_where_the_socket_is():
    assert socket_path({"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": "/run/user/1"}) == Path(
        "/run/user/1/wayland-1"
    )
    assert socket_path({"WAYLAND_DISPLAY": "/elsewhere/w"}) == Path("/elsewhere/w")
    assert socket_path({"WAYLAND_DISPLAY": "wayland-1"}) is None
    assert socket_path({"XDG_RUNTIME_DIR": "/run/user/1"}) is None
