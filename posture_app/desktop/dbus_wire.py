"""Messages of D-Bus as bytes, as far as showing a notification needs them.

PySide's own D-Bus cannot send an unsigned number, which `Notify` asks for. The format is that of
the D-Bus Specification, "Message Protocol"; numbers are little-endian in what is sent here.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

CALL: Final = 1
RETURN: Final = 2
ERROR: Final = 3
_FIXED: Final = 16
"""Bytes of a header before its fields."""
LONGEST: Final = 1 << 20
"""A longer answer is none to anything that is asked here."""

Value = bool | int | str


class Writer:
    """Puts values one after another, each where its alignment wants it."""

    def __init__(self) -> None:
        self.octets = bytearray()

    def pad(self, alignment: int) -> "Writer":
        """Go on at a multiple of `alignment`."""
        self.octets += bytes(-len(self.octets) % alignment)
        return self

    def byte(self, value: int) -> "Writer":
        """Type `y`."""
        self.octets.append(value)
        return self

    def number(self, value: int) -> "Writer":
        """Type `u`, or `i` where it is negative."""
        self.pad(4)
        self.octets += struct.pack("<i" if value < 0 else "<I", value)
        return self

    def string(self, value: str) -> "Writer":
        """Type `s` or `o`; a null character, which none may have, is left out."""
        octets = value.replace("\0", "").encode("utf-8", "replace")
        self.number(len(octets))
        self.octets += octets + b"\0"
        return self

    def signature(self, value: str) -> "Writer":
        """Type `g`."""
        self.octets += bytes([len(value)]) + value.encode("ascii") + b"\0"
        return self

    def strings(self, values: Sequence[str]) -> "Writer":
        """Type `as`."""
        inner = Writer()
        for value in values:
            inner.string(value)
        self.number(len(inner.octets))
        self.octets += inner.octets
        return self

    def hints(self, values: Mapping[str, Value]) -> "Writer":
        """Type `a{sv}`, with bytes for whole numbers."""
        inner = Writer()
        for name, value in values.items():
            inner.pad(8).string(name)
            if isinstance(value, bool):
                inner.signature("b").number(int(value))
            elif isinstance(value, int):
                inner.signature("y").byte(value)
            else:
                inner.signature("s").string(value)
        self.number(len(inner.octets))
        self.pad(8)
        self.octets += inner.octets
        return self


@dataclass(frozen=True, slots=True)
class Call:
    """A method to call, with its arguments as `Writer` puts them."""

    service: str
    path: str
    interface: str
    member: str
    signature: str = ""
    body: bytes = b""

    def packed(self, serial: int) -> bytes:
        """The whole message."""
        fields = [(1, "o", self.path), (2, "s", self.interface), (3, "s", self.member)]
        fields += [(6, "s", self.service)]
        inner = Writer()
        for code, signature, value in fields:
            inner.pad(8).byte(code).signature(signature).string(value)
        if self.signature:
            inner.pad(8).byte(8).signature("g").signature(self.signature)
        head = Writer().byte(ord("l")).byte(CALL).byte(0).byte(1)
        head.number(len(self.body)).number(serial).number(len(inner.octets))
        head.octets += inner.octets
        return bytes(head.pad(8).octets) + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that came: `kind` is RETURN, ERROR or another, `serial` that of the call."""

    kind: int
    serial: int
    order: str
    body: bytes

    def number(self) -> int:
        """The first argument as `u`; ValueError if there is none."""
        try:
            return int(struct.unpack_from(f"{self.order}I", self.body)[0])
        except struct.error as error:
            raise ValueError("an answer without its number") from error

    def strings(self) -> Sequence[str]:
        """The first argument as `as`; ValueError if it is none."""
        found: list[str] = []
        try:
            end = 4 + struct.unpack_from(f"{self.order}I", self.body)[0]
            at = 4
            while at < end:
                at += -at % 4
                length = struct.unpack_from(f"{self.order}I", self.body, at)[0]
                found.append(self.body[at + 4 : at + 4 + length].decode("utf-8", "replace"))
                at += 4 + length + 1
        except struct.error as error:
            raise ValueError("an answer that ends too soon") from error
        return found


def taken(octets: bytearray) -> Answer | None:
    """Take the first whole message away; None while there is none yet.

    Raises:
        ValueError: This is no D-Bus.
    """
    if len(octets) < _FIXED:
        return None
    order = {ord("l"): "<", ord("B"): ">"}.get(octets[0])
    if order is None:
        raise ValueError("this is no D-Bus")
    body_length, _, fields_length = struct.unpack_from(f"{order}III", octets, 4)
    start = _FIXED + fields_length + -fields_length % 8
    if start + body_length > LONGEST:
        raise ValueError("an answer that is too long")
    if len(octets) < start + body_length:
        return None
    serial = _reply_serial(bytes(octets[_FIXED : _FIXED + fields_length]), order)
    answer = Answer(octets[1], serial, order, bytes(octets[start : start + body_length]))
    del octets[: start + body_length]
    return answer


def _reply_serial(fields: bytes, order: str) -> int:
    """The field 5, which answers have; 0 where there is none."""
    at = 0
    try:
        while at < len(fields):
            at += -at % 8
            code, length = fields[at], fields[at + 1]
            signature = fields[at + 2 : at + 2 + length]
            at += 3 + length
            if signature == b"g":
                at += fields[at] + 2
                continue
            at += -at % 4
            number = struct.unpack_from(f"{order}I", fields, at)[0]
            at += 4
            if code == 5:
                return int(number)
            if signature in {b"s", b"o"}:
                at += number + 1
    except (IndexError, struct.error) as error:
        raise ValueError("a header that ends too soon") from error
    return 0
