"""Sensors of Wayland desktops: idle notification (KDE, COSMIC, wlroots) and the window list.

The few messages are laid out here by Wayland's wire format, on a connection of our own, so that no
library is needed and Qt's connection stays Qt's. No keyboard or pointer is ever bound: the
desktop only says that nobody has touched anything for so and so long.
"""

import os
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.sockets import ServiceSocket
from posture_app.errors import sentence

# The opcodes of requests, and of events (`..._SAYS`), number them in the order of their protocols.
_DISPLAY = 1
_DISPLAY_SYNC, _DISPLAY_GET_REGISTRY = 0, 1
_DISPLAY_SAYS_ERROR, _DISPLAY_SAYS_DELETE_ID = 0, 1
_REGISTRY_BIND = 0
_REGISTRY_SAYS_GLOBAL = 0
_NOTIFIER_GET_NOTIFICATION, _NOTIFIER_GET_INPUT_NOTIFICATION = 1, 2
_NOTIFICATION_DESTROY = 0
_NOTIFICATION_SAYS_IDLED = 0
_KDE_IDLE_GET_TIMEOUT = 0
_MANAGER_SAYS_FINISHED = 1
_WINDOW_DESTROY = 7
_WINDOW_SAYS_APP_ID, _WINDOW_SAYS_STATE, _WINDOW_SAYS_DONE, _WINDOW_SAYS_CLOSED = 1, 4, 5, 6
_HEAD_BYTES = 8

Handler = Callable[[int, bytes], None]


def socket_path(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The desktop's socket; None without a Wayland desktop."""
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")):
        return None
    return Path(folder) / name


def packed(*values: int | str) -> bytes:
    """Arguments in wire format: numbers of 32 bits; strings with length, zero and padding."""
    octets = b""
    for value in values:
        if isinstance(value, int):
            octets += struct.pack("=I", value)
        else:
            text = value.encode() + b"\0"
            octets += struct.pack("=I", len(text)) + text + bytes(-len(text) % 4)
    return octets


def text_at(octets: bytes, at: int) -> tuple[str, int]:
    """The string at a place, and where the next argument begins."""
    length = struct.unpack_from("=I", octets, at)[0]
    text = octets[at + 4 : at + 4 + max(0, length - 1)].decode("utf-8", "replace")
    return text, at + 4 + length + (-length % 4)


class Compositor(QObject):
    """A connection to the compositor: what it offers, and messages to and from its objects."""

    ready = Signal()
    closed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Connects.

        Raises:
            OSError: nothing listens there.
        """
        super().__init__(parent)
        self.offers: dict[str, tuple[int, int]] = {}
        self._socket = ServiceSocket(path, _length, self)
        self._socket.arrived.connect(self._take)
        self._socket.closed.connect(self.closed)
        self._handlers: dict[int, Handler] = {}
        self._next_id = _DISPLAY + 1
        self._handlers[_DISPLAY] = self._display_says
        self._registry = self.new_object(self._registry_says)
        self.send(_DISPLAY, _DISPLAY_GET_REGISTRY, packed(self._registry))
        self.send(_DISPLAY, _DISPLAY_SYNC, packed(self.new_object(self._synced)))

    def new_object(self, handler: Handler) -> int:
        """An id for an object that the next request makes; `handler` gets opcode and payload."""
        number = self._next_id
        self._next_id += 1
        self._handlers[number] = handler
        return number

    def adopt(self, number: int, handler: Handler) -> None:
        """Hears an object that the compositor has made."""
        self._handlers[number] = handler

    def forget(self, number: int) -> None:
        """Hears it no more."""
        self._handlers.pop(number, None)

    def bind(self, interface: str, version: int, handler: Handler) -> int:
        """Binds a global that is in `offers`; returns its id."""
        name, _offered = self.offers[interface]
        number = self.new_object(handler)
        self.send(self._registry, _REGISTRY_BIND, packed(name, interface, version, number))
        return number

    def send(self, number: int, opcode: int, payload: bytes = b"") -> None:
        """Sends a request."""
        self._socket.send(
            struct.pack("=II", number, (_HEAD_BYTES + len(payload)) << 16 | opcode) + payload
        )

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()

    @Slot(bytes)
    def _take(self, message: bytes) -> None:
        number, word = struct.unpack_from("=II", message)
        handler = self._handlers.get(number)
        if handler is not None:
            handler(word & 0xFFFF, message[_HEAD_BYTES:])

    def _display_says(self, opcode: int, payload: bytes) -> None:
        if opcode == _DISPLAY_SAYS_ERROR:  # which is the end of the connection
            self._socket.end()
        elif opcode == _DISPLAY_SAYS_DELETE_ID:
            self.forget(struct.unpack_from("=I", payload)[0])

    def _registry_says(self, opcode: int, payload: bytes) -> None:
        if opcode == _REGISTRY_SAYS_GLOBAL:
            name = struct.unpack_from("=I", payload)[0]
            interface, at = text_at(payload, 4)
            self.offers[interface] = (name, struct.unpack_from("=I", payload, at)[0])

    def _synced(self, _opcode: int, _payload: bytes) -> None:
        self.ready.emit()


def _length(octets: bytes) -> int:
    """Of a message of the Wayland protocol, whose head holds it; -1 where it is less than that."""
    if len(octets) < _HEAD_BYTES:
        return 0
    length: int = struct.unpack_from("=I", octets, 4)[0] >> 16
    return length if length >= _HEAD_BYTES else -1


def _unheard(_opcode: int, _payload: bytes) -> None:
    pass


class _WaylandSensor(Sensor):
    """A sensor with a connection of its own, made when it is first tried."""

    interface = ""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self.compositor: Compositor | None = None

    def start(self) -> None:
        """Connects, and waits for what the compositor offers."""
        self.stop()
        if self._path is None:
            self.failed.emit(self, "no Wayland desktop")
            return
        try:
            self.compositor = Compositor(self._path, self)
        except OSError as fault:
            self.failed.emit(self, str(fault))
            return
        self.compositor.ready.connect(self._ready)
        self.compositor.closed.connect(self._closed)

    def stop(self) -> None:
        """Disconnects."""
        if self.compositor is not None:
            self.compositor.close()
            self.compositor.deleteLater()
            self.compositor = None

    def _begin(self, compositor: Compositor) -> None:
        """The compositor offers `interface`."""
        raise NotImplementedError

    @Slot()
    def _ready(self) -> None:
        if self.compositor is None:
            return
        if self.interface not in self.compositor.offers:
            self.failed.emit(self, f"the desktop does not offer {self.interface}")
        else:
            self._begin(self.compositor)

    @Slot()
    def _closed(self) -> None:
        self.lost.emit(self)


class ExtIdle(_WaylandSensor):
    """ext-idle-notify: told after five seconds without input, and at the next input.

    Version 2 hears input only; with version 1 a film that keeps the screen on counts as input.
    While a break is near or running, one second is watched besides.
    """

    name = sentence("Wayland's idle notification")
    interface = "ext_idle_notifier_v1"
    must_be_asked = True  # of ourselves: the value grows by the clock
    _COARSE_MS = 5000
    _FINE_MS = 1000

    def __init__(self, path: Path | None, clock: Clock) -> None:
        super().__init__(path)
        self._clock = clock
        self._idle_since_s: dict[int, float | None] = {}
        self._fine = 0
        self._notifier = 0
        self._request = _NOTIFIER_GET_NOTIFICATION
        self._seat = 0

    def ask(self) -> None:
        """Tells what is known: seconds since the last input, 0 while there is input."""
        since = [at_s for at_s in self._idle_since_s.values() if at_s is not None]
        now_s = self._clock.read().monotonic_s
        self.told.emit(self, max(0.0, now_s - min(since)) if since else 0.0)

    def watch_return(self) -> bool:
        """The desktop always tells it."""
        return True

    def set_keen(self, keen: bool) -> None:
        """Watches one second too, or no longer: each short pause wakes us twice."""
        if self.compositor is None or not self._notifier or keen == bool(self._fine):
            return
        if keen:
            self._fine = self._watch(self._FINE_MS)
        else:
            self.compositor.send(self._fine, _NOTIFICATION_DESTROY)
            self.compositor.forget(self._fine)
            self._idle_since_s.pop(self._fine, None)
            self._fine = 0

    def stop(self) -> None:
        """Disconnects, which ends the notifications too."""
        super().stop()
        self._idle_since_s = {}
        self._fine = self._notifier = self._seat = 0

    def _begin(self, compositor: Compositor) -> None:
        if "wl_seat" not in compositor.offers:
            self.failed.emit(self, "the desktop has no seat")
            return
        version = min(2, compositor.offers[self.interface][1])
        self._request = (
            _NOTIFIER_GET_INPUT_NOTIFICATION if version >= 2 else _NOTIFIER_GET_NOTIFICATION
        )
        self._seat = compositor.bind("wl_seat", 1, _unheard)
        self._notifier = compositor.bind(self.interface, version, _unheard)
        self._watch(self._COARSE_MS)
        self.ask()

    def _watch(self, timeout_ms: int) -> int:
        compositor = self.compositor
        if compositor is None:
            return 0

        def said(opcode: int, _payload: bytes) -> None:
            idled = opcode == _NOTIFICATION_SAYS_IDLED
            now_s = self._clock.read().monotonic_s
            self._idle_since_s[number] = now_s - timeout_ms / 1000 if idled else None
            self.ask()

        number = compositor.new_object(said)
        self._idle_since_s[number] = None
        opcode, payload = self._watch_request(number, timeout_ms, self._seat)
        compositor.send(self._notifier, opcode, payload)
        return number

    def _watch_request(self, number: int, timeout_ms: int, seat: int) -> tuple[int, bytes]:
        return self._request, packed(number, timeout_ms, seat)


class KdeIdle(ExtIdle):
    """org_kde_kwin_idle, from which ext-idle-notify was made: older Plasma, sway up to 1.7.

    It differs by its name and one request, and a film that keeps the screen on may count as input.
    """

    name = sentence("Wayland's older idle notification")
    interface = "org_kde_kwin_idle"

    def _watch_request(self, number: int, timeout_ms: int, seat: int) -> tuple[int, bytes]:
        return _KDE_IDLE_GET_TIMEOUT, packed(number, seat, timeout_ms)


class ForeignFullscreen(_WaylandSensor):
    """wlr-foreign-toplevel: whether the window in front is full screen.

    The desktop sends every window's title along; titles are not read.
    """

    name = sentence("Wayland's window list")
    interface = "zwlr_foreign_toplevel_manager_v1"
    _ACTIVATED, _FULLSCREEN = 2, 3

    def __init__(self, path: Path | None, *own_app_ids: str) -> None:
        """`own_app_ids`: our own windows, which don't count."""
        super().__init__(path)
        self._own_app_ids = own_app_ids
        self._own: set[int] = set()
        self._states: dict[int, set[int]] = {}

    def ask(self) -> None:
        """Tells what is known."""
        both = {self._ACTIVATED, self._FULLSCREEN}
        self.told.emit(
            self,
            any(both <= state for key, state in self._states.items() if key not in self._own),
        )

    def stop(self) -> None:
        """Disconnects."""
        super().stop()
        self._own, self._states = set(), {}

    def _begin(self, compositor: Compositor) -> None:
        version = min(3, compositor.offers[self.interface][1])
        compositor.bind(self.interface, version, self._manager_says)
        self.ask()

    def _manager_says(self, opcode: int, payload: bytes) -> None:
        if self.compositor is None:
            return
        if opcode == _MANAGER_SAYS_FINISHED:
            self.lost.emit(self)
            return
        number = struct.unpack_from("=I", payload)[0]
        self.compositor.adopt(number, lambda code, octets: self._window(number, code, octets))

    def _window(self, number: int, opcode: int, payload: bytes) -> None:
        if opcode == _WINDOW_SAYS_APP_ID and text_at(payload, 0)[0] in self._own_app_ids:
            self._own.add(number)
        elif opcode == _WINDOW_SAYS_STATE:
            count = struct.unpack_from("=I", payload)[0] // 4
            self._states[number] = set(struct.unpack_from(f"={count}I", payload, 4))
        elif opcode == _WINDOW_SAYS_DONE:
            self.ask()
        elif opcode == _WINDOW_SAYS_CLOSED and self.compositor is not None:
            self._states.pop(number, None)
            self._own.discard(number)
            self.compositor.send(number, _WINDOW_DESTROY)
            self.compositor.forget(number)
            self.ask()
