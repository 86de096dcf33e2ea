"""A microphone or a camera in use, against servers of a few lines that speak the real wire."""

import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from posture_app.desktop.sensors import pipewire, pulseaudio
from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.linux_files import OpenedCamera, camera_is_open
from posture_app.desktop.sensors.pipewire import PipeWireStreams
from posture_app.desktop.sensors.pulseaudio import PulseAudioMicrophone, number, tags

from .fakes import SetClock

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="these servers need Unix sockets"
)


class FakeServer:
    """Takes one client; what it asks is looked at, and it is sent what the test wants."""

    def __init__(self, path: Path, cut: Callable[[bytes], int]) -> None:
        self.path, self._cut = path, cut
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._listening.setblocking(False)
        self._client: socket.socket | None = None
        self._read = b""
        self.asked: list[bytes] = []

    def pump(self) -> None:
        try:
            if self._client is None:
                self._client, _ = self._listening.accept()
                self._client.setblocking(False)
            self._read += self._client.recv(65536)
        except BlockingIOError:
            return
        while 0 < (length := self._cut(self._read)) <= len(self._read):
            message, self._read = self._read[:length], self._read[length:]
            self.asked.append(message)
            self.answer(message)

    def pump_until(self, qtbot: QtBot, so: Callable[[], bool]) -> None:
        def pumped() -> bool:
            self.pump()
            return so()

        qtbot.wait_until(pumped)

    def answer(self, message: bytes) -> None:
        """Nothing by itself."""

    def send(self, octets: bytes) -> None:
        assert self._client is not None
        self._client.sendall(octets)

    def close(self) -> None:
        for one in (self._client, self._listening):
            if one is not None:
                one.close()


class FakePipeWire(FakeServer):
    def say(self, sender: int, event: int, *values: Any) -> None:
        body = pipewire.packed(*values)
        self.send(struct.pack("=IIII", sender, event << 24 | len(body), 0, 0) + body)

    def come(self, number: int, **properties: str) -> None:
        named = {name.replace("_", "."): value for name, value in properties.items()}
        pairs = [word for pair in named.items() for word in pair]
        self.say(2, 0, number, 0o777, "PipeWire:Interface:Node", 3, (len(named), *pairs))

    def link(self, number: int, output: int, target: int) -> None:
        self.come(number, link_output_node=str(output), link_input_node=str(target))


class FakePulseAudio(FakeServer):
    """Two sources: 1 is a microphone, 2 is what a loudspeaker plays."""

    def __init__(self, path: Path, cut: Callable[[bytes], int]) -> None:
        super().__init__(path, cut)
        self.recordings: list[tuple[int, bool]] = []

    def answer(self, message: bytes) -> None:
        command, tag, *values = tags(message[20:])
        assert isinstance(tag, int)
        body = b""
        if command == 32:
            body = b"".join(_recording(source, paused) for source, paused in self.recordings)
        elif command == 23:
            assert isinstance(values[0], int)
            body = _source(values[0], monitor_of=0 if values[0] == 2 else 0xFFFFFFFF)
        self.say(2, tag, body)

    def say(self, command: int, tag: int, body: bytes = b"") -> None:
        message = number(command) + number(tag) + body
        self.send(struct.pack(">IIIII", len(message), 0xFFFFFFFF, 0, 0, 0) + message)

    def change(self, *recordings: tuple[int, bool]) -> None:
        self.recordings = list(recordings)
        self.say(66, 0xFFFFFFFF, number(2) + number(7))


def _recording(source: int, paused: bool) -> bytes:
    properties = b"Pt" + b"media.name\0" + number(2) + b"x" + struct.pack(">I", 2) + b"x\0N"
    return (
        number(7)
        + b"tname\0"
        + number(0)
        + number(3)
        + number(source)
        + b"a\3\2\0\0\xac\x44"
        + b"m\2\1\2"
        + b"U"
        + bytes(8)
        + b"U"
        + bytes(8)
        + b"tsinc\0tdriver\0"
        + properties
        + (b"1" if paused else b"0")
        + b"v\1"
        + bytes(4)
        + b"011"
        + b"fB\1PN"
    )


def _source(index: int, monitor_of: int) -> bytes:
    spec = b"a\3\2\0\0\xac\x44" + b"m\2\1\2"
    name = b"tname\0N"
    return number(index) + name + spec + number(0) + b"v\1" + bytes(4) + b"0" + number(monitor_of)


class Listening:
    def __init__(self, sensor: Sensor) -> None:
        self.sensor = sensor
        self.told: list[object] = []
        self.failed: list[str] = []
        self.lost = 0
        sensor.told.connect(lambda _sensor, value: self.told.append(value))
        sensor.failed.connect(lambda _sensor, why: self.failed.append(why))
        sensor.lost.connect(self._lose)

    def _lose(self) -> None:
        self.lost += 1


@pytest.fixture
def made() -> Iterator[list[Any]]:
    things: list[Any] = []
    yield things
    for one in things:
        if isinstance(one, Sensor):
            one.stop()
        else:
            one.close()


@pytest.fixture
def wire(tmp_path: Path, made: list[Any], qtbot: QtBot) -> tuple[FakePipeWire, Listening]:
    server = FakePipeWire(tmp_path / "pipewire-0", pipewire._length)
    sensor = PipeWireStreams(server.path, "Audio")
    made += [sensor, server]
    heard = Listening(sensor)
    sensor.start()
    server.pump_until(qtbot, lambda: len(server.asked) == 4)
    return server, heard


def test_pipewire_tells_a_stream_that_comes_from_a_microphone(
    wire: tuple[FakePipeWire, Listening], qtbot: QtBot
):
    server, heard = wire
    server.come(40, media_class="Audio/Source")
    server.come(41, media_class="Audio/Sink")
    server.come(50, media_class="Stream/Input/Audio", node_name="a program's name")
    assert heard.told == []
    server.say(0, 1, 0, 1)
    qtbot.wait_until(lambda: heard.told == [False])
    server.link(60, 41, 50)
    qtbot.wait_until(lambda: len(heard.told) == 2)
    assert not heard.told[-1], "what a loudspeaker plays is no microphone"
    server.link(61, 40, 50)
    qtbot.wait_until(lambda: heard.told[-1] is True)
    server.say(2, 1, 61)
    qtbot.wait_until(lambda: heard.told[-1] is False)
    server.say(0, 2, 0, 77)
    before = len(server.asked)
    server.pump_until(qtbot, lambda: len(server.asked) > before)
    assert server.asked[-1][16:] == pipewire.packed(0, 77), "a ping is answered"
    server.close()
    qtbot.wait_until(lambda: heard.lost == 1)


def test_pipewire_tells_a_camera_apart_from_a_microphone(
    tmp_path: Path, made: list[Any], qtbot: QtBot
):
    server = FakePipeWire(tmp_path / "pipewire-0", pipewire._length)
    sensor = PipeWireStreams(server.path, "Video")
    made += [sensor, server]
    heard = Listening(sensor)
    sensor.start()
    server.pump_until(qtbot, lambda: len(server.asked) == 4)
    server.say(0, 1, 0, 1)
    for number_, kind in ((1, "Audio/Source"), (2, "Stream/Input/Audio"), (3, "Video/Source")):
        server.come(number_, media_class=kind)
    server.come(4, media_class="Stream/Input/Video")
    server.link(5, 1, 2)
    qtbot.wait_until(lambda: len(heard.told) == 6)
    assert not any(heard.told)
    server.link(6, 3, 4)
    qtbot.wait_until(lambda: heard.told[-1] is True)


@pytest.fixture
def pulse(tmp_path: Path, made: list[Any], qtbot: QtBot) -> tuple[FakePulseAudio, Listening]:
    server = FakePulseAudio(tmp_path / "native", pulseaudio._length)
    sensor = PulseAudioMicrophone(server.path)
    made += [sensor, server]
    heard = Listening(sensor)
    sensor.start()
    server.pump_until(qtbot, lambda: heard.told == [False])
    return server, heard


@pytest.mark.parametrize(
    ("recordings", "recorded"),
    [
        ([(1, False)], True),
        ([(1, True)], False),
        ([(2, False)], False),
        ([(2, False), (1, False)], True),
    ],
    ids=["a microphone", "paused", "what a loudspeaker plays", "both"],
)
def test_pulseaudio_tells_what_records(
    pulse: tuple[FakePulseAudio, Listening],
    recordings: list[tuple[int, bool]],
    recorded: bool,
    qtbot: QtBot,
):
    server, heard = pulse
    server.change(*recordings)
    server.pump_until(qtbot, lambda: len(heard.told) == 2)
    assert heard.told == [False, recorded]
    server.change()
    server.pump_until(qtbot, lambda: len(heard.told) == 3)
    assert heard.told[-1] is False
    server.close()
    qtbot.wait_until(lambda: heard.lost == 1)
    assert heard.failed == []


@pytest.mark.parametrize(
    "make", [lambda path: PipeWireStreams(path, "Audio"), PulseAudioMicrophone]
)
def test_without_a_server_it_fails_at_once(make: Callable[[Path | None], Sensor], tmp_path: Path):
    for path in (None, tmp_path / "none"):
        heard = Listening(make(path))
        heard.sensor.start()
        assert len(heard.failed) == 1


def test_where_the_servers_are():
    named = {"XDG_RUNTIME_DIR": "/run/user/7"}
    assert pipewire.socket_path(named) == Path("/run/user/7/pipewire-0")
    assert pulseaudio.socket_path(named) == Path("/run/user/7/pulse/native")
    assert pipewire.socket_path({}) is None
    assert pulseaudio.socket_path({}) is None
    assert pulseaudio.socket_path({**named, "PULSE_RUNTIME_PATH": "/p"}) == Path("/p/native")


@given(st.binary())
def test_any_bytes_are_values_or_refused(octets: bytes):
    assert isinstance(pipewire.unpacked(octets), list)
    with suppress(ValueError):
        assert isinstance(tags(octets), list)


def test_a_camera_that_a_program_has_open(tmp_path: Path):
    devices, processes = tmp_path / "dev", tmp_path / "proc"
    files = processes / "77" / "fd"
    devices.mkdir()
    files.mkdir(parents=True)
    with pytest.raises(FileNotFoundError):
        camera_is_open(devices, processes)
    (devices / "video0").touch()
    (files / "3").symlink_to("/dev/null")
    assert not camera_is_open(devices, processes)
    (files / "4").symlink_to(devices / "video0")
    clock = SetClock()
    heard = Listening(OpenedCamera(clock, devices, processes))
    heard.sensor.start()
    (files / "4").unlink()
    heard.sensor.ask()
    assert heard.told == [True], "asked again too soon"
    clock.s += 30
    heard.sensor.ask()
    assert heard.told == [True, False]
