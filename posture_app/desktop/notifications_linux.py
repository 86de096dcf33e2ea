"""Messages of the desktop on Linux: org.freedesktop.Notifications, on a connection of our own.

Desktop Notifications Specification 1.2. A message takes the place of the one before, so that they
never pile up. Nothing here waits: what the service does not answer in time is shown otherwise.
"""

import html
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from PySide6.QtCore import QObject, QTimer, Slot

# jeepney is loaded with the first message: a program that waits does without it.
if TYPE_CHECKING:
    from jeepney import Message

    from posture_app.desktop.session_bus import Connection, Then

_log = logging.getLogger(__name__)

PATIENCE_MS: Final = 5000
"""A service that is only now started takes a while."""
_SERVICE: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_APP: Final = "Posture App"
_DESKTOP_ENTRY: Final = "posture-app"

Otherwise = Callable[[], None]


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


class LinuxNotifications(QObject):
    """Shows one message at a time."""

    def __init__(self, address: str | None, parent: QObject | None = None) -> None:
        """`address` is the bus's (`session_address`)."""
        super().__init__(parent)
        self._address = address
        self._connection: Connection | None = None
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
        from posture_app.desktop.session_bus import Connection, first_value  # noqa: PLC0415 - see above

        try:
            if self._connection is None:
                self._connection = Connection(self._address, self._fail, self)
        except OSError as error:
            self._fail(str(error))
            return
        self._patience.start()
        if self._has_markup is not None:
            self._notify(title, words, silent=silent)
            return

        def capable(answer: "Message") -> None:
            abilities = first_value(answer, list)
            if abilities is None:
                self._fail("no service shows messages")
                return
            self._has_markup = "body-markup" in abilities
            self._notify(title, words, silent=silent)

        self._call("GetCapabilities", capable)

    def close(self) -> None:
        """Let go of the bus; what is shown stays."""
        self._patience.stop()
        self._otherwise = None
        self._hang_up()

    def _notify(self, title: str, words: str, *, silent: bool) -> None:
        from posture_app.desktop.session_bus import first_value, plain  # noqa: PLC0415 - see above

        hints = {"desktop-entry": ("s", _DESKTOP_ENTRY), "urgency": ("y", 0 if silent else 1)}
        if silent:
            hints["suppress-sound"] = ("b", True)
        words = plain(words)
        body = html.escape(words, quote=False) if self._has_markup else words
        actions: list[str] = []
        values = (_APP, self._shown, _DESKTOP_ENTRY, plain(title), body, actions, hints, -1)

        def shown(answer: "Message") -> None:
            number = first_value(answer, int)
            if number is None:
                self._fail("the message was refused")
                return
            self._shown = number
            self._patience.stop()
            self._otherwise = None

        self._call("Notify", shown, "susssasa{sv}i", values)

    def _call(
        self,
        member: str,
        then: "Then",
        signature: str | None = None,
        values: tuple[object, ...] = (),
    ) -> None:
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - see above

        if self._connection is not None:
            service = DBusAddress(_PATH, _SERVICE, _SERVICE)
            self._connection.call(new_method_call(service, member, signature, values), then)

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
