"""A microphone in use, as PulseAudio has it: streams that record from a source.

PulseAudio's native protocol, version 22, on a connection of our own: the server says when a
recording begins, pauses or ends. Other programs' names are sent along and thrown away unread.
"""

import os
import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Final

from posture_app.desktop.sensors.socket_sensor import SocketSensor
from posture_app.errors import sentence

Tag = int | str | bool | None
"""A value of the protocol; None for one of a kind that is not read here."""

_DESCRIPTOR_BYTES: Final = 20
_NONE: Final = 0xFFFFFFFF
_VERSION: Final = 22
_COOKIE_BYTES: Final = 256
_ERROR, _REPLY, _AUTH, _SET_CLIENT_NAME = 0, 2, 8, 9
_GET_SOURCE_INFO, _GET_RECORDINGS, _SUBSCRIBE, _SUBSCRIBE_EVENT = 23, 32, 35, 66
_SOURCE_OUTPUTS: Final = 0x0008
_RECORDING_TAGS: Final = 18
"""Values of one recording in this version of the protocol."""
_SOURCE_AT, _PAUSED_AT, _MONITOR_OF_AT = 4, 12, 8
"""Where they stand: in a recording, in a recording, and in a source."""

OnTags = Callable[[list[Tag]], None]


def socket_path(environment: Mapping[str, str] = os.environ) -> Path | None:
    """PulseAudio's socket; None where this session can have none."""
    if folder := environment.get("PULSE_RUNTIME_PATH"):
        return Path(folder) / "native"
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return Path(folder) / "pulse" / "native" if folder else None


def number(value: int) -> bytes:
    """A number of 32 bits."""
    return b"L" + struct.pack(">I", value)


def blob(value: bytes) -> bytes:
    """Bytes."""
    return b"x" + struct.pack(">I", len(value)) + value


def tags(octets: bytes) -> list[Tag]:
    """The values of a message.

    Raises:
        ValueError: These are none.
    """
    try:
        return [*_Reader(octets)]
    except (struct.error, IndexError) as fault:
        raise ValueError("a message that breaks off") from fault


class _Reader:
    """Reads tagged values; each begins with a letter for its kind."""

    _SIZES: Final[Mapping[bytes, int]] = {b"B": 1, b"R": 8, b"r": 8, b"U": 8, b"T": 8, b"V": 4}
    _SIZES_OF_ONE: Final[Mapping[bytes, int]] = {b"m": 1, b"v": 4}

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._at = 0

    def __iter__(self) -> Iterator[Tag]:
        while self._at < len(self._octets):
            yield self._next()

    def _next(self) -> Tag:
        kind = self._take(1)
        if kind == b"L":
            return self._number()
        if kind in b"10":
            return kind == b"1"
        if kind == b"t":
            end = self._octets.index(b"\0", self._at)
            return self._take(end + 1 - self._at)[:-1].decode("utf-8", "replace")
        self._skip(kind)
        return None

    def _skip(self, kind: bytes) -> None:
        if kind in self._SIZES:
            self._take(self._SIZES[kind])
        elif kind in self._SIZES_OF_ONE:
            self._take(self._take(1)[0] * self._SIZES_OF_ONE[kind])
        elif kind == b"a":
            self._take(6)
        elif kind == b"x":
            self._take(self._number())
        elif kind == b"f":
            self._next()
            self._next()
        elif kind == b"P":
            while self._next() is not None:  # a key, and after it how long its value is, and it
                self._next()
                self._next()
        elif kind != b"N":
            raise ValueError(f"a value of the kind {kind!r}")

    def _number(self) -> int:
        return int(struct.unpack(">I", self._take(4))[0])

    def _take(self, size: int) -> bytes:
        taken = self._octets[self._at : self._at + size]
        if len(taken) < size:
            raise ValueError("a message that breaks off")
        self._at += size
        return taken


class PulseAudioMicrophone(SocketSensor):
    """Whether a program records from a microphone; one that is paused does not."""

    name = sentence("PulseAudio's recordings")

    def __init__(self, path: Path | None) -> None:
        super().__init__(path, _length)
        self._numbers = count(1)
        self._waiting: dict[int, OnTags] = {}
        self._is_monitor: dict[int, bool] = {}

    def greet(self) -> None:
        """Says who this is; once it is let in, it asks to be told of changes."""
        # The server sees by the socket whose program this is, and asks for no cookie then.
        cookie = blob(bytes(_COOKIE_BYTES))
        self._call(_AUTH, number(_VERSION) + cookie, self._let_in)

    def ask(self) -> None:
        """Asks what records."""
        self._call(_GET_RECORDINGS, b"", self._recordings)

    def stop(self) -> None:
        """Disconnects, and knows nothing any more."""
        super().stop()
        self._waiting.clear()
        self._is_monitor.clear()

    def _call(self, command: int, body: bytes, then: OnTags) -> None:
        if self._socket is None:
            return
        tag = next(self._numbers)
        self._waiting[tag] = then
        message = number(command) + number(tag) + body
        descriptor = struct.pack(">IIIII", len(message), _NONE, 0, 0, 0)
        self.send(descriptor + message)

    def hear(self, message: bytes) -> None:
        """Takes in an answer or an event of the server."""
        try:
            command, tag, *values = tags(message[_DESCRIPTOR_BYTES:])
        except ValueError as fault:
            self.failed.emit(self, str(fault))
            return
        if command == _SUBSCRIBE_EVENT:
            self.ask()
        elif command == _REPLY and isinstance(tag, int) and tag in self._waiting:
            self._waiting.pop(tag)(values)
        elif command == _ERROR and isinstance(tag, int) and tag in self._waiting:
            del self._waiting[tag]
            self.failed.emit(self, f"PulseAudio answered with error {values}")

    def _let_in(self, _answer: list[Tag]) -> None:
        name = b"t" + b"application.name\0" + number(len(b"Posture App\0")) + blob(b"Posture App\0")
        self._call(_SET_CLIENT_NAME, b"P" + name + b"N", _let_be)
        self._call(_SUBSCRIBE, number(_SOURCE_OUTPUTS), _let_be)
        self.ask()

    def _recordings(self, answer: list[Tag]) -> None:
        each = [answer[at : at + _RECORDING_TAGS] for at in range(0, len(answer), _RECORDING_TAGS)]
        sources = {
            source
            for one in each
            if len(one) == _RECORDING_TAGS and one[_PAUSED_AT] is False
            if isinstance(source := one[_SOURCE_AT], int)
        }
        unknown = sources - self._is_monitor.keys()
        if not unknown:
            self.told.emit(self, not all(self._is_monitor[source] for source in sources))
            return

        def known(source: list[Tag]) -> None:
            if len(source) > _MONITOR_OF_AT and isinstance(source[0], int):
                self._is_monitor[source[0]] = source[_MONITOR_OF_AT] != _NONE
                if sources <= self._is_monitor.keys():
                    self.ask()

        for source in unknown:
            self._call(_GET_SOURCE_INFO, number(source) + b"N", known)


def _length(octets: bytes) -> int:
    if len(octets) < _DESCRIPTOR_BYTES:
        return 0
    return _DESCRIPTOR_BYTES + int(struct.unpack_from(">I", octets)[0])


def _let_be(_answer: list[Tag]) -> None:
    """An answer that nobody waits for."""
