"""Microphone and camera in use, as PipeWire has it: streams linked with what they come from.

PipeWire's native protocol, version 3, on a connection of our own, which asks for no stream: the
server names all its objects and says by itself when one comes or goes. Other programs' names are
sent along; only what is linked with what is looked at.
"""

import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from posture_app.desktop.sensors.socket_sensor import SocketSensor
from posture_app.errors import sentence

Pod = int | str | None | list["Pod"]
"""A value of the protocol; None for one of a kind that is not read here."""

_HEADER_BYTES: Final = 16
_CORE, _CLIENT, _REGISTRY = 0, 1, 2
# Requests by their numbers, and events by who says them and their numbers.
_CORE_HELLO, _CORE_SYNC, _CORE_PONG, _CORE_GET_REGISTRY = 1, 2, 3, 5
_CLIENT_UPDATE_PROPERTIES: Final = 2
_DONE, _PING = (_CORE, 1), (_CORE, 2)
_CAME, _WENT = (_REGISTRY, 0), (_REGISTRY, 1)
_VERSION: Final = 3
# Kinds of values.
_INT, _STRING, _STRUCT = 4, 8, 14


def socket_path(environment: Mapping[str, str] = os.environ) -> Path | None:
    """PipeWire's socket; None where this session can have none."""
    folder = environment.get("PIPEWIRE_RUNTIME_DIR") or environment.get("XDG_RUNTIME_DIR", "")
    return Path(folder) / environment.get("PIPEWIRE_REMOTE", "pipewire-0") if folder else None


def packed(*values: int | str | tuple[int | str, ...]) -> bytes:
    """A struct of numbers, texts and structs of them."""
    inner = b"".join(_packed(value) for value in values)
    return struct.pack("=II", len(inner), _STRUCT) + inner


def _packed(value: int | str | tuple[int | str, ...]) -> bytes:
    if isinstance(value, tuple):
        return packed(*value)
    raw = struct.pack("=i", value) if isinstance(value, int) else value.encode() + b"\0"
    kind = _INT if isinstance(value, int) else _STRING
    return struct.pack("=II", len(raw), kind) + raw + bytes(-len(raw) % 8)


def unpacked(octets: bytes) -> list[Pod]:
    """The values that follow each other here."""
    values: list[Pod] = []
    at = 0
    while at + 8 <= len(octets):
        size, kind = struct.unpack_from("=II", octets, at)
        body = octets[at + 8 : at + 8 + size]
        values.append(_unpacked(kind, body))
        at += 8 + size + -size % 8
    return values


def _unpacked(kind: int, body: bytes) -> Pod:
    if kind == _INT and len(body) == 4:
        return int(struct.unpack("=i", body)[0])
    if kind == _STRING:
        return body.rstrip(b"\0").decode("utf-8", "replace")
    return unpacked(body) if kind == _STRUCT else None


class Objects:
    """The server's nodes and links."""

    def __init__(self) -> None:
        self._classes: dict[int, str] = {}
        self._links: dict[int, tuple[int, int]] = {}

    def add(self, number: int, properties: Mapping[str, str]) -> None:
        """Hears of an object."""
        if "media.class" in properties:
            self._classes[number] = properties["media.class"]
        output, target = (properties.get(f"link.{end}.node", "") for end in ("output", "input"))
        if output.isdecimal() and target.isdecimal():
            self._links[number] = int(output), int(target)

    def remove(self, number: int) -> None:
        """Hears that one is gone."""
        self._classes.pop(number, None)
        self._links.pop(number, None)

    def is_in_use(self, medium: str) -> bool:
        """Whether a stream comes from a source; what a loudspeaker plays is none.

        Args:
            medium: `Audio` or `Video`.
        """
        return any(
            self._classes.get(output, "").startswith(f"{medium}/Source")
            and self._classes.get(target, "").startswith(f"Stream/Input/{medium}")
            for output, target in self._links.values()
        )


class PipeWireStreams(SocketSensor):
    """Whether a program takes sound from a microphone, or pictures from a camera."""

    name = sentence("PipeWire's streams")

    def __init__(self, path: Path | None, medium: Literal["Audio", "Video"]) -> None:
        super().__init__(path, _length)
        self._medium = medium
        self._objects = Objects()
        self._ready = False

    def greet(self) -> None:
        """Says who this is, and asks for what there is and what comes."""
        self._send(_CORE, _CORE_HELLO, packed(_VERSION))
        name = (1, "application.name", "Posture App")
        self._send(_CLIENT, _CLIENT_UPDATE_PROPERTIES, packed(name))
        self._send(_CORE, _CORE_GET_REGISTRY, packed(_VERSION, _REGISTRY))
        self._send(_CORE, _CORE_SYNC, packed(_CORE, 1))

    def ask(self) -> None:
        """Tells what is known."""
        if self._ready:
            self.told.emit(self, self._objects.is_in_use(self._medium))

    def stop(self) -> None:
        """Disconnects, and knows nothing any more."""
        super().stop()
        self._objects = Objects()
        self._ready = False

    def _send(self, receiver: int, request: int, body: bytes) -> None:
        self.send(struct.pack("=IIII", receiver, request << 24 | len(body), 0, 0) + body)

    def hear(self, message: bytes) -> None:
        """Takes in an event of the server."""
        sender, word = struct.unpack_from("=II", message)
        # What may follow the first value is of no concern.
        values = (unpacked(message[_HEADER_BYTES:]) or [None])[0]
        event = sender, word >> 24
        if not isinstance(values, list):
            return
        if event == _DONE:
            self._ready = True
            self.ask()
        elif event == _PING:
            match values:
                case [int(number), int(sequence), *_]:
                    self._send(_CORE, _CORE_PONG, packed(number, sequence))
        elif event in {_CAME, _WENT}:
            self._take_in(values, gone=event == _WENT)
            self.ask()

    def _take_in(self, values: list[Pod], *, gone: bool) -> None:
        match values:
            case [int(number), *_] if gone:
                self._objects.remove(number)
            case [int(number), _, str(), _, [_, *pairs]]:
                texts = [value if isinstance(value, str) else "" for value in pairs]
                self._objects.add(number, dict(zip(texts[::2], texts[1::2], strict=False)))


def _length(octets: bytes) -> int:
    if len(octets) < _HEADER_BYTES:
        return 0
    return _HEADER_BYTES + (int(struct.unpack_from("=I", octets, 4)[0]) & 0xFFFFFF)
