"""A connection of our own to the session's D-Bus, for what QtDBus cannot send.

PySide's QtDBus sends no unsigned number, which `Notify` asks for (docs/decisions/0021). jeepney
makes and reads the messages; here they go over a socket that Qt's loop watches, so nothing waits.
"""

import socket
import struct
from collections.abc import Callable
from itertools import count
from typing import Final, TypeVar

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.auth import BEGIN, Authenticator
from jeepney.low_level import Parser
from PySide6.QtCore import QObject, QSocketNotifier, Slot

LONGEST: Final = 1 << 20
"""Bytes; a longer answer is none to anything that is asked here."""

OnMessage = Callable[[Message], None]
Value = TypeVar("Value")
_BUS: Final = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
# What jeepney raises at bytes that are no message, beside ValueError.
_BROKEN: Final = (KeyError, IndexError, TypeError, AssertionError, RecursionError, struct.error)


def plain(text: str) -> str:
    """A text as D-Bus takes it: without null characters, and without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class MessageReader:
    """Makes messages of the bytes that come."""

    def __init__(self) -> None:
        self._parser = Parser()

    def feed(self, octets: bytes) -> list[Message]:
        """The messages that these bytes complete.

        Raises:
            ValueError: This is no D-Bus, or a message that is too long.
        """
        try:
            self._parser.add_data(octets)
            found = list(iter(self._parser.get_next_message, None))
            too_long = self._parser.bytes_desired() > LONGEST
        except _BROKEN as error:
            raise ValueError("this is no D-Bus") from error
        if too_long:
            raise ValueError("an answer that is too long")
        return found


class Connection(QObject):
    """A connection to the bus; `failed` is called once when it cannot be used any more."""

    def __init__(
        self,
        address: str,
        failed: Callable[[str], None],
        parent: QObject,
        heard: OnMessage | None = None,
    ) -> None:
        """Connects, which on this machine is done at once; `heard` takes signals (`listen`).

        Raises:
            OSError: Nobody listens.
        """
        super().__init__(parent)
        self._failed = failed
        self._heard = heard or _let_be
        self._socket = channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

        def shut() -> None:
            channel.close()

        self.destroyed.connect(shut)
        try:
            self._socket.setblocking(False)
            self._socket.connect(address)
            self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._readable)
            self._admission = Authenticator()
            self._answers = MessageReader()
            self._waiting = bytearray()
            self._serials = count(1)
            self._then: dict[object, OnMessage] = {}
            self._socket.sendall(self._admission.data_to_send() or b"")
        except OSError:
            self._socket.close()
            raise
        self.call(new_method_call(_BUS, "Hello"), _let_be)

    def call(self, message: Message, then: OnMessage) -> None:
        """Call a method; `then` takes what comes back, be it an error."""
        serial = next(self._serials)
        self._then[serial] = then
        octets = message.serialise(serial)
        if self._admission.authenticated:
            self._send(octets)
        else:
            self._waiting += octets

    def listen(self, interface: str) -> None:
        """Hear the signals of an interface."""
        rule = f"type='signal',interface='{interface}'"
        self.call(new_method_call(_BUS, "AddMatch", "s", (rule,)), _let_be)

    def close(self) -> None:
        """No more."""
        self._notifier.setEnabled(False)
        self._socket.close()
        self.deleteLater()

    def _send(self, octets: bytes) -> None:
        try:
            self._socket.sendall(octets)
        except OSError as error:
            self._failed(str(error))

    @Slot()
    def _readable(self) -> None:
        try:
            found = self._socket.recv(65536)
        except BlockingIOError:
            return
        except OSError as error:
            self._failed(str(error))
            return
        if not found:
            self._failed("the bus has gone")
            return
        try:
            self._take(found)
        except ValueError as error:
            self._failed(str(error))

    def _take(self, octets: bytes) -> None:
        if not self._admission.authenticated:
            self._admission.feed(octets)
            if self._admission.authenticated:
                self._send(BEGIN + self._waiting)
            return
        for message in self._answers.feed(octets):
            if message.header.message_type is MessageType.signal:
                self._heard(message)
                continue
            serial = message.header.fields.get(HeaderFields.reply_serial)
            if isinstance(serial, int):
                self._then.pop(serial, _let_be)(message)


def first_value(message: Message, kind: type[Value]) -> Value | None:
    """The first value that a method answered; None where it refused or answered something else."""
    answered = message.header.message_type is MessageType.method_return and message.body
    return message.body[0] if answered and isinstance(message.body[0], kind) else None


def _let_be(_answer: Message) -> None:
    """An answer that nobody waits for."""
