"""Messages of the desktop on Linux: org.freedesktop.Notifications, on a connection of our own.

Desktop Notifications Specification 1.2. A message takes the place of the one before, so that they
never pile up. Nothing here waits: what the service does not answer in time is shown otherwise.
"""

import html
import logging
import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot

from posture_app.desktop.dbus_wire import RETURN, Answer, Call, Writer, taken

_log = logging.getLogger(__name__)

PATIENCE_MS: Final = 5000
"""A service that is only now started takes a while."""
_BUS: Final = "org.freedesktop.DBus"
_SERVICE: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_APP: Final = "Posture App"
_DESKTOP_ENTRY: Final = "posture-app"

Otherwise = Callable[[], None]
_Then = Callable[[Answer], None]


def session_address(environment: Mapping[str, str] = os.environ) -> str | None:
    """Where the session's bus listens, as `socket.connect` takes it; None where there is none."""
    for address in environment.get("DBUS_SESSION_BUS_ADDRESS", "").split(";"):
        kind, _, rest = address.partition(":")
        keys = dict(part.partition("=")[::2] for part in rest.split(","))
        if kind == "unix" and "path" in keys:
            return unquote(keys["path"])
        if kind == "unix" and "abstract" in keys:
            return "\0" + unquote(keys["abstract"])
    folder = environment.get("XDG_RUNTIME_DIR", "")
    usual = Path(folder) / "bus"
    return str(usual) if folder and usual.exists() else None


class _Connection(QObject):
    """A connection to the bus; `failed` is called once when it cannot be used any more."""

    def __init__(self, address: str, failed: Callable[[str], None], parent: QObject) -> None:
        """Connects, which on this machine is done at once.

        Raises:
            OSError: Nobody listens.
        """
        super().__init__(parent)
        self._failed = failed
        self._socket = channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

        def shut() -> None:
            channel.close()

        self.destroyed.connect(shut)
        try:
            self._socket.setblocking(False)
            self._socket.connect(address)
            self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._readable)
            self._octets = bytearray()
            self._waiting = bytearray()
            self._known = False
            self._serial = 0
            self._then: dict[int, _Then] = {}
            user = str(os.getuid()).encode().hex().encode()
            self._socket.sendall(b"\0AUTH EXTERNAL " + user + b"\r\n")
        except OSError:
            self._socket.close()
            raise
        self.call(Call(_BUS, "/org/freedesktop/DBus", _BUS, "Hello"), lambda _: None)

    def call(self, call: Call, then: _Then) -> None:
        """Call a method; `then` takes what comes back, be it an error."""
        self._serial += 1
        self._then[self._serial] = then
        message = call.packed(self._serial)
        if self._known:
            self._send(message)
        else:
            self._waiting += message

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
        self._octets += found
        try:
            self._take()
        except ValueError as error:
            self._failed(str(error))

    def _take(self) -> None:
        if not self._known:
            line, end, rest = self._octets.partition(b"\r\n")
            if not end:
                return
            if not line.startswith(b"OK "):
                raise ValueError("the bus does not let us in")
            self._known = True
            self._octets = bytearray(rest)
            self._send(b"BEGIN\r\n" + self._waiting)
        while (answer := taken(self._octets)) is not None:
            self._then.pop(answer.serial, _unasked)(answer)


class LinuxNotifications(QObject):
    """Shows one message at a time."""

    def __init__(self, address: str | None, parent: QObject | None = None) -> None:
        """`address` is the bus's (`session_address`)."""
        super().__init__(parent)
        self._address = address
        self._connection: _Connection | None = None
        self._has_markup: bool | None = None
        self._shown = 0
        self._otherwise: Otherwise | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)

    def show(self, title: str, words: str, otherwise: Otherwise, *, silent: bool = False) -> None:
        """Show a message in the place of the one before.

        Args:
            title: One line.
            words: A sentence, as plain text.
            otherwise: Called once where the desktop does not show it.
            silent: Without a sound, and with low urgency.
        """
        self._otherwise = otherwise
        if self._address is None:
            self._fail("there is no session bus")
            return
        try:
            if self._connection is None:
                self._connection = _Connection(self._address, self._fail, self)
        except OSError as error:
            self._fail(str(error))
            return
        self._patience.start()
        if self._has_markup is not None:
            self._notify(title, words, silent=silent)
            return

        def capable(answer: Answer) -> None:
            if answer.kind != RETURN:
                self._fail("no service shows messages")
                return
            self._has_markup = "body-markup" in answer.strings()
            self._notify(title, words, silent=silent)

        self._call("GetCapabilities", capable)

    def close(self) -> None:
        """Let go of the bus; what is shown stays."""
        self._patience.stop()
        self._otherwise = None
        self._hang_up()

    def _notify(self, title: str, words: str, *, silent: bool) -> None:
        hints: dict[str, bool | int | str] = {"desktop-entry": _DESKTOP_ENTRY}
        hints["urgency"] = 0 if silent else 1
        if silent:
            hints["suppress-sound"] = True
        body = Writer().string(_APP).number(self._shown).string(_DESKTOP_ENTRY).string(title)
        body.string(html.escape(words, quote=False) if self._has_markup else words)
        body.strings(()).hints(hints).number(-1)

        def shown(answer: Answer) -> None:
            if answer.kind != RETURN:
                self._fail("the message was refused")
                return
            self._shown = answer.number()
            self._patience.stop()
            self._otherwise = None

        self._call("Notify", shown, "susssasa{sv}i", bytes(body.octets))

    def _call(self, member: str, then: _Then, signature: str = "", body: bytes = b"") -> None:
        if self._connection is not None:
            call = Call(_SERVICE, _PATH, _SERVICE, member, signature, body)
            self._connection.call(call, then)

    @Slot()
    def _lose_patience(self) -> None:
        self._fail("no answer came in time")

    def _fail(self, why: str) -> None:
        _log.info("the desktop shows no message: %s", why)
        self._patience.stop()
        self._hang_up()
        otherwise, self._otherwise = self._otherwise, None
        if otherwise is not None:
            otherwise()

    def _hang_up(self) -> None:
        # Another service may answer next time, with abilities and numbers of its own.
        self._has_markup, self._shown = None, 0
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _unasked(_answer: Answer) -> None:
    """A signal, or an answer that nobody waits for."""
