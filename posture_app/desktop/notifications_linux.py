"""Messages of the desktop on Linux: org.freedesktop.Notifications, on a connection of our own.

Desktop Notifications Specification 1.2. A message takes the place of the one before, so that they
never pile up. Nothing here waits: what the service does not answer in time is shown otherwise.
"""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from PySide6.QtCore import QObject, QTimer, Slot

# jeepney is loaded with the first message: a program that waits does without it.
if TYPE_CHECKING:
    from jeepney import Message

    from posture_app.desktop.session_bus import Connection, OnMessage

_log = logging.getLogger(__name__)

PATIENCE_MS: Final = 5000
"""A service that is only now started takes a while."""
_SERVICE: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_APP: Final = "Posture App"
_DESKTOP_ENTRY: Final = "posture-app"

Otherwise = Callable[[], None]
Chosen = Callable[[str], None]


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
        self._abilities: list[str] | None = None
        self._shown = 0
        self._withdrawn = False
        self._chosen: Chosen | None = None
        self._otherwise: Otherwise | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)

    def show(
        self,
        title: str,
        words: str,
        otherwise: Otherwise,
        *,
        silent: bool = False,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Chosen | None = None,
    ) -> None:
        """Show a message in the place of the one before; see `Notifications`."""
        self._otherwise, self._chosen, self._withdrawn = otherwise, chosen, False
        if self._address is None:
            self._fail("there is no session bus")
            return
        from posture_app.desktop.session_bus import Connection, first_value  # noqa: PLC0415 - see above

        try:
            if self._connection is None:
                self._connection = Connection(self._address, self._fail, self, self._heard)
                self._connection.listen(_SERVICE)
        except OSError as error:
            self._fail(str(error))
            return
        self._patience.start()
        if self._abilities is not None:
            self._notify(title, words, actions, silent=silent)
            return

        def capable(answer: "Message") -> None:
            abilities = first_value(answer, list)
            if abilities is None:
                self._fail("no service shows messages")
                return
            self._abilities = abilities
            self._notify(title, words, actions, silent=silent)

        self._call("GetCapabilities", capable)

    def withdraw(self) -> None:
        """Take away the message that is shown, or is about to be."""
        self._chosen, self._withdrawn = None, True
        if self._shown:
            self._call("CloseNotification", _let_be, "u", (self._shown,))

    def close(self) -> None:
        """Let go of the bus; what is shown stays."""
        self._patience.stop()
        self._otherwise = None
        self._hang_up()

    def _notify(
        self, title: str, words: str, actions: Sequence[tuple[str, str]], *, silent: bool
    ) -> None:
        from posture_app.desktop.launcher import installed_icon  # noqa: PLC0415 - see above
        from posture_app.desktop.session_bus import first_value, plain  # noqa: PLC0415 - see above

        hints = {"desktop-entry": ("s", _DESKTOP_ENTRY), "urgency": ("y", 0 if silent else 1)}
        if silent:
            hints["suppress-sound"] = ("b", True)
        words = plain(words)
        abilities = self._abilities or []
        body = _as_markup(words) if "body-markup" in abilities else words
        # Keys and words alternate.
        buttons = actions if "actions" in abilities else ()
        keys = [plain(one) for action in buttons for one in action]
        # Of a name that it does not know GNOME shows a picture of a missing picture.
        icon = installed_icon()
        values = (_APP, self._shown, icon, plain(title), body, keys, hints, -1)

        def shown(answer: "Message") -> None:
            number = first_value(answer, int)
            if number is None:
                self._fail("the message was refused")
                return
            self._shown = number
            self._patience.stop()
            self._otherwise = None
            if self._withdrawn:
                self.withdraw()

        self._call("Notify", shown, "susssasa{sv}i", values)

    def _call(
        self,
        member: str,
        then: "OnMessage",
        signature: str | None = None,
        values: tuple[object, ...] = (),
    ) -> None:
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - see above

        if self._connection is not None:
            service = DBusAddress(_PATH, _SERVICE, _SERVICE)
            self._connection.call(new_method_call(service, member, signature, values), then)

    def _heard(self, message: "Message") -> None:
        """A signal of the service: a button was pressed, or a message is gone."""
        from jeepney import HeaderFields  # noqa: PLC0415 - see above

        member = message.header.fields.get(HeaderFields.member)
        if len(message.body) != 2 or not self._shown or message.body[0] != self._shown:
            return
        if member == "ActionInvoked":
            chosen, self._chosen = self._chosen, None
            if chosen is not None:
                chosen(str(message.body[1]))
        elif member == "NotificationClosed":
            self._shown, self._chosen = 0, None

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
        self._abilities, self._shown, self._chosen = None, 0, None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _as_markup(words: str) -> str:
    """A text as it is, for a service that reads markup.

    Python's own function comes with a table of two thousand letters, which would stay all day.
    """
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _let_be(_answer: "Message") -> None:
    """An answer that nobody waits for."""
