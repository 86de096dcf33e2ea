"""A plain X11 client: one window that can be shown full screen."""

import os
import struct
from functools import partial

from posture_app.desktop.sensors.xcb import XServer, intern_atom


class Window:
    """A window on a real X server, managed by a real window manager."""

    def __init__(self, display: str, pid: int | None = None) -> None:
        self.server = XServer(display)
        self.id = self.server.new_id()
        self.atoms: dict[str, int] = {}
        for name in ("_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_PID", "CARDINAL"):
            intern_atom(self.server, name, partial(self.atoms.__setitem__, name))
        geometry = struct.pack("=IIhhHHHHII", self.id, self.server.root, 0, 0, 200, 100, 0, 1, 0, 0)
        self.server.send(1, 0, geometry)
        self._pid = pid if pid is not None else os.getppid()

    @property
    def ready(self) -> bool:
        return len(self.atoms) == 4

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

    def fullscreen(self, on: bool) -> None:
        """Asks the window manager, by a client message to the root window."""
        state, full = self.atoms["_NET_WM_STATE"], self.atoms["_NET_WM_STATE_FULLSCREEN"]
        message = struct.pack("=BBHIIIIIII", 33, 32, 0, self.id, state, int(on), full, 0, 1, 0)
        self.server.send(
            25, 0, struct.pack("=II", self.server.root, (1 << 20) | (1 << 19)) + message
        )

    def close(self) -> None:
        self.server.close()
