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

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from posture_app.desktop.keep_awake import APP, REASON, KeepAwake
from posture_app.desktop.sensors.bus import Bus, Place
from posture_app.desktop.sensors.xcb import XServer, query_extension

_log = logging.getLogger(__name__)

_PLACES: Final = (
    Place(
        "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
    ),
    # Xfce's power manager, which keeps the screen on by the same call.
    Place(
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
        parent: QObject | None = None,
    ) -> None:
        """Where to ask.

        Args:
            connect: Makes a connection of its own to the session's bus, by this name.
            display: The X server's name; None where the screen is not an X server's.
            parent: Owner.
        """
        super().__init__(parent)
        self._connect = connect
        self._display = display
        self._name = ""
        self._bus: Bus | None = None
        self._server: XServer | None = None

    def _begin(self) -> None:
        self._name = f"keep-awake-{uuid.uuid4()}"
        self._bus = Bus(self._connect(self._name), self)
        self._ask(self._bus, 0)

    def _ask(self, bus: Bus, number: int) -> None:
        """Ask one place after another. An answer to a holding that is over is not heard."""
        if bus is not self._bus:
            return
        if number == len(_PLACES) or not bus.is_up:
            self._ask_x_server()
            return
        place = _PLACES[number]
        bus.call(
            place,
            "Inhibit",
            (APP, REASON),
            lambda _cookie: _log.info("the screen is kept awake by %s", place.service),
            lambda _error: self._ask(bus, number + 1),
        )

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
            # ScreenSaverSuspend (MIT-SCREEN-SAVER 1.1): no saver and no power saving from now on.
            server.send(opcode, 5, struct.pack("=Bxxx", 1))
            _log.info("the screen is kept awake by the X server")

        query_extension(server, "MIT-SCREEN-SAVER", suspend)

    def _end(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._bus is not None:
            self._bus.deleteLater()
            self._bus = None
            QDBusConnection.disconnectFromBus(self._name)


def session_bus(name: str) -> QDBusConnection:
    """A connection of its own to the session's bus."""
    return QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, name)
