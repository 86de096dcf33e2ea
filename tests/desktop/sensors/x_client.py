"""A plain X11 client: one window that can be shown full screen."""

import os
import struct
from functools import partial

from posture_app.desktop.sensors.xcb import XServer, intern_atom

_ATOMS = (
    "_NET_ACTIVE_WINDOW",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "_NET_WM_PID",
    "CARDINAL",
)
_SOURCE_PAGER = 2  # EWMH: asked for by the person, so the window manager always grants it


class Window:
    """A window on a real X server, managed by a real window manager."""

    def __init__(self, display: str, pid: int | None = None) -> None:
        self.server = XServer(display)
        self.id = self.server.new_id()
        self.atoms: dict[str, int] = {}
        for name in _ATOMS:
            intern_atom(self.server, name, partial(self.atoms.__setitem__, name))
        geometry = struct.pack("=IIhhHHHHII", self.id, self.server.root, 0, 0, 200, 100, 0, 1, 0, 0)
        self.server.send(1, 0, geometry)
        self._pid = pid if pid is not None else os.getppid()

    @property
    def ready(self) -> bool:
        return len(self.atoms) == len(_ATOMS)

    def show(self) -> None:
        pid = struct.pack(
            "=IIIBxxxII",
            self.id,
            self.atoms["_NET_WM_PID"],
            self.atoms["CARDINAL"],
            32,
            1,
            self._pid,
        )
        self.server.send(18, 0, pid)
        self.server.send(8, 0, struct.pack("=I", self.id))

    def activate(self) -> None:
        """Asks to be in front."""
        self._ask("_NET_ACTIVE_WINDOW", _SOURCE_PAGER)

    def fullscreen(self, on: bool) -> None:
        """Asks to fill the screen, or not any more."""
        self._ask("_NET_WM_STATE", int(on), self.atoms["_NET_WM_STATE_FULLSCREEN"], 0, 1)

    def close(self) -> None:
        self.server.close()

    def _ask(self, what: str, *values: int) -> None:
        """Asks the window manager, by a client message to the root window."""
        five = (*values, 0, 0, 0, 0)[:5]
        message = struct.pack("=BBHIIIIIII", 33, 32, 0, self.id, self.atoms[what], *five)
        self.server.send(
            25, 0, struct.pack("=II", self.server.root, (1 << 20) | (1 << 19)) + message
        )
