"""Keeps a Linux desktop's screen awake.

The desktop is asked by D-Bus (freedesktop.org, "Idle Inhibition Service", 0.1), and where nobody
answers, the X server. The holding lasts as long as the connection that asked for it, so it is let
go by closing that: taking it back needs the cookie as an unsigned number, which PySide's D-Bus
cannot send; and a session that is killed lets go all the same.
"""

import logging
import struct
import uuid
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from posture_app.desktop.keep_awake_base import APP, KeepAwake
from posture_app.desktop.sensors.bus import Bus, BusAddress
from posture_app.desktop.sensors.xcb import XServer, query_extension

_log = logging.getLogger(__name__)

_SCREEN_SAVER_SUSPEND: Final = 5
"""A minor opcode of MIT-SCREEN-SAVER 1.1."""
_PLACES: Final = (
    BusAddress(
        "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
    ),
    # Xfce's power manager, which keeps the screen on by the same call.
    BusAddress(
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)


class LinuxKeepAwake(KeepAwake):
    """Asks the desktop, then the X server."""

    def __init__(
        self,
        connect: Callable[[str], QDBusConnection],
        display: str | None,
        reason: str,
        parent: QObject | None = None,
    ) -> None:
        """Where to ask.

        Args:
            connect: Makes a connection of its own to the session's bus, by this name.
            display: The X server's name; None where the screen is not an X server's.
            reason: What the desktop may show of why.
            parent: Owner.
        """
        super().__init__(reason, parent)
        self._connect = connect
        self._display = display
        self._desktop: _DesktopHolding | None = None
        self._server: XServer | None = None

    def _begin(self) -> None:
        self._desktop = _DesktopHolding(self._connect, self.reason, self)
        self._desktop.refused.connect(self._ask_x_server)
        self._desktop.begin()

    @Slot()
    def _ask_x_server(self) -> None:
        if self._display is None:
            self._fail()
            return
        try:
            server = self._server = XServer(self._display, self)
        except OSError:
            self._fail()
            return

        def suspend(opcode: int, _first_event: int) -> None:
            if not opcode:
                self._fail()
                return
            # No saver and no power saving from now on.
            server.send(opcode, _SCREEN_SAVER_SUSPEND, struct.pack("=Bxxx", 1))
            _log.info("the screen is kept awake by the X server")

        query_extension(server, "MIT-SCREEN-SAVER", suspend)

    def _end(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._desktop is not None:
            self._desktop.end()
            self._desktop = None


class _DesktopHolding(QObject):
    """One holding by a connection of its own; its owner must outlive the answer to its call.

    Signals:
        refused: Nobody on the bus keeps the screen awake.
    """

    refused = Signal()

    def __init__(
        self, connect: Callable[[str], QDBusConnection], reason: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reason = reason
        self._name = f"keep-awake-{uuid.uuid4()}"
        self._bus = Bus(connect(self._name), self)
        self._waiting = False
        self._ended = False

    def begin(self) -> None:
        """Ask the places one after another."""
        self._ask(0)

    def end(self) -> None:
        """Let go, but not before the last answer.

        WORKAROUND: Qt 6.11 crashes now and then where a connection is closed before.
        """
        self._ended = True
        if not self._waiting:
            self._close()

    def _ask(self, number: int) -> None:
        if number == len(_PLACES) or not self._bus.is_up:
            self.refused.emit()
            return
        place = _PLACES[number]

        def answered(_cookie: list[object]) -> None:
            self._waiting = False
            _log.info("the screen is kept awake by %s", place.service)
            if self._ended:
                self._close()

        def failed(_error: str) -> None:
            self._waiting = False
            if self._ended:
                self._close()
            else:
                self._ask(number + 1)

        self._waiting = True
        self._bus.call(place, "Inhibit", (APP, self._reason), answered, failed)

    def _close(self) -> None:
        # The connection goes after all that belongs to it.
        name = self._name
        self.destroyed.connect(lambda: QDBusConnection.disconnectFromBus(name))
        self.deleteLater()


def session_bus(name: str) -> QDBusConnection:
    """A connection of its own to the session's bus."""
    return QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, name)
