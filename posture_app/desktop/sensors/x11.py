"""Sensors of an X11 desktop: idle time, and a full-screen window in front."""

import os
import struct
from collections.abc import Callable, Mapping

from PySide6.QtCore import Slot

from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.xcb import (
    XServer,
    get_cardinals,
    intern_atom,
    query_extension,
    watch_properties,
)
from posture_app.errors import sentence

ConnectToX = Callable[[], XServer]
_PROPERTY_NOTIFY = 28
# Minor opcodes of the extensions MIT-SCREEN-SAVER and SYNC.
_SAVER_QUERY_INFO = 1
_SYNC_INITIALIZE, _SYNC_LIST_SYSTEM_COUNTERS, _SYNC_CREATE_ALARM, _SYNC_DESTROY_ALARM = 0, 1, 8, 11


def connect_to_desktop(environment: Mapping[str, str] = os.environ) -> XServer:
    """Connects to the desktop's X server.

    Raises:
        OSError: there is none, or it is XWayland, which sees only X programs' input and windows.
    """
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        raise OSError("a Wayland desktop: XWayland sees only a part of the input and the windows")
    return XServer(environment.get("DISPLAY"))


class _XSensor(Sensor):
    """A sensor with a connection of its own, made when it is first tried."""

    def __init__(self, connect: ConnectToX) -> None:
        """`connect` raises OSError where there is no X11 desktop."""
        super().__init__()
        self._connect = connect
        self.server: XServer | None = None

    def start(self) -> None:
        """Connects, and leaves XWayland alone."""
        self.stop()
        try:
            self.server = self._connect()
        except OSError as fault:
            self.failed.emit(self, str(fault))
            return
        self.server.setParent(self)
        self.server.closed.connect(self._closed)
        self.server.arrived.connect(self._event)
        query_extension(self.server, "XWAYLAND", self._is_xwayland)

    def stop(self) -> None:
        """Disconnects."""
        if self.server is not None:
            self.server.close()
            self.server.deleteLater()
            self.server = None

    def _ready(self, server: XServer) -> None:
        """The server is a real one."""
        raise NotImplementedError

    def _is_xwayland(self, opcode: int, _first_event: int) -> None:
        if self.server is None:
            return
        if opcode:
            self.failed.emit(self, "XWayland sees only a part of the input and the windows")
        else:
            self._ready(self.server)

    @Slot()
    def _closed(self) -> None:
        self.lost.emit(self)

    @Slot(bytes)
    def _event(self, octets: bytes) -> None:
        raise NotImplementedError


class X11Idle(_XSensor):
    """The screen saver extension's idle time; a SYNC alarm tells the return.

    A video player that keeps the screen on by resetting the screen saver counts as input.
    """

    name = sentence("X11 screen saver extension")
    must_be_asked = True

    def __init__(self, connect: ConnectToX = connect_to_desktop) -> None:
        super().__init__(connect)
        self._saver = self._sync = self._alarm_event = self._counter = self._alarm = 0
        self._idle_s = 0.0

    def ask(self) -> None:
        """QueryInfo of the root window."""
        if self.server is not None and self._saver:
            self.server.send(
                self._saver, _SAVER_QUERY_INFO, struct.pack("=I", self.server.root), self._info
            )

    def watch_return(self) -> bool:
        """Sets the alarm just below the idle time there is: input makes it fall under that."""
        if self.server is None or not self._counter:
            return False
        if not self._alarm:
            self._alarm = self.server.new_id()
            below_ms = max(0, round(self._idle_s * 1000) - 1)
            # Counter, absolute value, its two halves, negative transition, delta, events on. The
            # delta's default, 1, doesn't match a negative transition.
            values = struct.pack("=IIiIIiII", self._counter, 0, 0, below_ms, 1, 0, 0, 1)
            mask = 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x20
            alarm = struct.pack("=II", self._alarm, mask)
            self.server.send(self._sync, _SYNC_CREATE_ALARM, alarm + values)
        return True

    def stop(self) -> None:
        """Disconnects, which ends the alarm too."""
        super().stop()
        self._saver = self._sync = self._alarm_event = self._counter = self._alarm = 0
        self._idle_s = 0.0

    def _ready(self, server: XServer) -> None:
        query_extension(server, "MIT-SCREEN-SAVER", self._has_saver)

    def _has_saver(self, opcode: int, _first_event: int) -> None:
        if not opcode:
            self.failed.emit(self, "the X server has no screen saver extension")
            return
        self._saver = opcode
        self.ask()
        if self.server is not None:
            query_extension(self.server, "SYNC", self._has_sync)

    def _info(self, octets: bytes | None) -> None:
        if octets is None:
            self.failed.emit(self, "the screen saver extension gave no answer")
            return
        self._idle_s = struct.unpack_from("=I", octets, 16)[0] / 1000
        self.told.emit(self, self._idle_s)

    def _has_sync(self, opcode: int, first_event: int) -> None:
        if opcode and self.server is not None:
            self._sync, self._alarm_event = opcode, first_event + 1
            version = bytes((3, 1, 0, 0))
            self.server.send(opcode, _SYNC_INITIALIZE, version, self._sync_is_ready)

    def _sync_is_ready(self, octets: bytes | None) -> None:
        if octets is not None and self.server is not None:
            self.server.send(self._sync, _SYNC_LIST_SYSTEM_COUNTERS, b"", self._counters)

    def _counters(self, octets: bytes | None) -> None:
        if octets is not None:
            self._counter = system_counters(octets).get("IDLETIME", 0)

    @Slot(bytes)
    def _event(self, octets: bytes) -> None:
        if self.server is None or octets[0] & 0x7F != self._alarm_event:
            return
        if struct.unpack_from("=I", octets, 4)[0] == self._alarm:
            self.server.send(self._sync, _SYNC_DESTROY_ALARM, struct.pack("=I", self._alarm))
            self._alarm = 0
            self.ask()


def system_counters(octets: bytes) -> dict[str, int]:
    """The SYNC extension's counters by name, from its ListSystemCounters reply."""
    counters: dict[str, int] = {}
    at = 32
    for _ in range(struct.unpack_from("=I", octets, 8)[0]):
        counter, _high, _low, length = struct.unpack_from("=IiIH", octets, at)
        counters[octets[at + 14 : at + 14 + length].decode("latin-1")] = counter
        at += (14 + length + 3) & ~3
    return counters


class X11Fullscreen(_XSensor):
    """Whether the active window is full screen, by the window manager's EWMH properties.

    Only the window in front: a film on the second screen does not hold breaks for ever. Our own
    windows don't count. The root window and the one in front tell their changes by themselves.
    """

    name = sentence("X11 window manager")
    # Openbox goes on naming the last window after it has closed; the list of windows tells that.
    _ROOT = ("_NET_ACTIVE_WINDOW", "_NET_CLIENT_LIST")
    _ATOMS = (*_ROOT, "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_PID")

    def __init__(
        self, connect: ConnectToX = connect_to_desktop, own_pid: int | None = None
    ) -> None:
        super().__init__(connect)
        self._own_pid = os.getpid() if own_pid is None else own_pid
        self._atoms: dict[str, int] = {}
        self._active = 0

    def ask(self) -> None:
        """Looks which window is in front, and how it is shown."""
        if self.server is not None and len(self._atoms) == len(self._ATOMS):
            active = self._atoms["_NET_ACTIVE_WINDOW"]
            get_cardinals(self.server, self.server.root, active, self._in_front)

    def stop(self) -> None:
        """Disconnects."""
        super().stop()
        self._atoms = {}
        self._active = 0

    def _ready(self, server: XServer) -> None:
        watch_properties(server, server.root)
        for name in self._ATOMS:
            self._intern(server, name)

    def _intern(self, server: XServer, name: str) -> None:
        def known(atom: int) -> None:
            self._atoms[name] = atom
            self.ask()

        intern_atom(server, name, known)

    def _in_front(self, windows: tuple[int, ...]) -> None:
        if self.server is None:
            return
        if not windows or windows[0] == 0:
            # Nothing in front; or no window manager, of which the root window will tell.
            self._active = 0
            self.told.emit(self, False)
            return
        if windows[0] != self._active:
            self._active = windows[0]
            watch_properties(self.server, self._active)
        get_cardinals(self.server, self._active, self._atoms["_NET_WM_STATE"], self._shown)

    def _shown(self, states: tuple[int, ...]) -> None:
        if self.server is None:
            return
        if self._atoms["_NET_WM_STATE_FULLSCREEN"] not in states:
            self.told.emit(self, False)
        else:
            get_cardinals(self.server, self._active, self._atoms["_NET_WM_PID"], self._owned)

    def _owned(self, pids: tuple[int, ...]) -> None:
        self.told.emit(self, pids[:1] != (self._own_pid,))

    @Slot(bytes)
    def _event(self, octets: bytes) -> None:
        if octets[0] & 0x7F != _PROPERTY_NOTIFY:
            return
        window, atom = struct.unpack_from("=II", octets, 4)
        names = ("_NET_WM_STATE",) if window == self._active else self._ROOT
        if any(self._atoms.get(name) == atom for name in names):
            self.ask()
