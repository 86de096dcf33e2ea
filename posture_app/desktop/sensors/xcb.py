"""A connection of our own to the X server, through libxcb and without ever waiting for a reply.

libxcb comes with Qt's own X11 support. Xlib is avoided: its error handler ends the program when a
window that is asked about has just closed. Requests are laid out here by the core protocol and the
MIT-SCREEN-SAVER and SYNC extensions' specifications; nothing asks for key or pointer events.
"""

import ctypes
import struct
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

# Opcodes of the core protocol.
_CHANGE_WINDOW_ATTRIBUTES, _INTERN_ATOM, _GET_PROPERTY, _QUERY_EXTENSION = 2, 16, 20, 98
_CW_EVENT_MASK = 1 << 11
_PROPERTY_CHANGE_MASK = 1 << 22
_CHECKED = 1
_REPLY_BYTES = 32

Reply = Callable[[bytes | None], None]


class _Request(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_size_t),
        ("extension", ctypes.c_void_p),
        ("opcode", ctypes.c_uint8),
        ("is_void", ctypes.c_uint8),
    )


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Screens(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("left", ctypes.c_int),
        ("index", ctypes.c_int),
    )


def _library() -> ctypes.CDLL:
    """Libxcb with the signatures that are used; OSError where it isn't installed."""
    # By its name, which is the same wherever Qt's X11 support loads it: to look for it would start
    # a program (ldconfig), for each sensor anew.
    xcb = ctypes.CDLL("libxcb.so.1")
    pointer, number = ctypes.c_void_p, ctypes.c_int
    signatures: dict[str, tuple[object, tuple[object, ...]]] = {
        "xcb_connect": (pointer, (ctypes.c_char_p, ctypes.POINTER(number))),
        "xcb_connection_has_error": (number, (pointer,)),
        "xcb_disconnect": (None, (pointer,)),
        "xcb_get_file_descriptor": (number, (pointer,)),
        "xcb_get_setup": (pointer, (pointer,)),
        "xcb_setup_roots_iterator": (_Screens, (pointer,)),
        "xcb_screen_next": (None, (ctypes.POINTER(_Screens),)),
        "xcb_generate_id": (ctypes.c_uint32, (pointer,)),
        "xcb_flush": (number, (pointer,)),
        "xcb_send_request": (
            ctypes.c_uint,
            (pointer, number, ctypes.POINTER(_Vector), ctypes.POINTER(_Request)),
        ),
        "xcb_poll_for_event": (pointer, (pointer,)),
        "xcb_poll_for_reply": (
            number,
            (pointer, ctypes.c_uint, ctypes.POINTER(pointer), ctypes.POINTER(pointer)),
        ),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb


class XServer(QObject):
    """One connection; replies go to callables, events to the `arrived` signal.

    `arrived` carries the 32 bytes of an event. `closed` is said once, when the server has gone.
    """

    arrived = Signal(bytes)
    closed = Signal()

    def __init__(self, display: str | None = None, parent: QObject | None = None) -> None:
        """Connects to `display` (None: the environment's).

        Raises:
            OSError: there is no X server to connect to, or no libxcb.
        """
        super().__init__(parent)
        self._xcb = _library()
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (ctypes.c_void_p,)
        number = ctypes.c_int()
        name = display.encode() if display is not None else None
        self._connection = self._xcb.xcb_connect(name, ctypes.byref(number))
        if self._xcb.xcb_connection_has_error(self._connection):
            self._xcb.xcb_disconnect(self._connection)
            raise OSError("there is no X server")
        self.root = self._root(number.value)
        self._waiting: dict[int, Reply] = {}
        self._draining = False
        self._open = True
        descriptor = self._xcb.xcb_get_file_descriptor(self._connection)
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    @property
    def is_open(self) -> bool:
        """Whether the server is there."""
        return self._open

    def close(self) -> None:
        """Ends the connection; what waits for a reply never hears."""
        if self._open:
            self._open = False
            self._notifier.setEnabled(False)
            self._waiting.clear()
            self._xcb.xcb_disconnect(self._connection)

    def new_id(self) -> int:
        """A name for a thing that the next request makes."""
        return int(self._xcb.xcb_generate_id(self._connection))

    def send(self, opcode: int, data: int, body: bytes, reply: Reply | None = None) -> None:
        """Sends a request.

        Args:
            opcode: the major opcode, an extension's as the server has told it.
            data: the second byte (an extension's minor opcode).
            body: what follows the four bytes of header; the length is filled in.
            reply: gets the reply, or None for an error; None if the request has no reply.
        """
        if not self._open:
            return
        octets = bytes((opcode, data, 0, 0)) + body + bytes(-len(body) % 4)
        buffer = ctypes.create_string_buffer(octets, len(octets))
        # libxcb writes into the two places before the vector.
        vectors = (_Vector * 3)()
        vectors[2] = _Vector(ctypes.addressof(buffer), len(octets))
        start = ctypes.cast(ctypes.byref(vectors, 2 * ctypes.sizeof(_Vector)), _VectorPointer)
        request = _Request(1, None, opcode, 0 if reply else 1)
        flags = _CHECKED if reply else 0
        sequence = self._xcb.xcb_send_request(self._connection, flags, start, ctypes.byref(request))
        if reply is not None:
            self._waiting[sequence] = reply
        self._xcb.xcb_flush(self._connection)
        self._drain()

    @Slot()
    def _drain(self) -> None:
        """Takes what has come; libxcb may have read it before the socket could wake us."""
        if self._draining or not self._open:
            return
        self._draining = True
        try:
            while self._open and (self._take_events() or self._take_replies()):
                pass
        finally:
            self._draining = False
        if self._open and self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            self.closed.emit()

    def _take_events(self) -> bool:
        found = False
        while self._open and (pointer := self._xcb.xcb_poll_for_event(self._connection)):
            octets = ctypes.string_at(pointer, _REPLY_BYTES)
            self._free(pointer)
            found = True
            if octets[0] != 0:  # 0 is an error of a request without reply: a window that closed
                self.arrived.emit(octets)
        return found

    def _take_replies(self) -> bool:
        for sequence in list(self._waiting):
            reply, error = ctypes.c_void_p(), ctypes.c_void_p()
            there = self._xcb.xcb_poll_for_reply(
                self._connection, sequence, ctypes.byref(reply), ctypes.byref(error)
            )
            if not there:
                continue
            octets = None
            if reply.value:
                more = struct.unpack("=I", ctypes.string_at(reply.value + 4, 4))[0]
                octets = ctypes.string_at(reply.value, _REPLY_BYTES + 4 * more)
                self._free(reply)
            if error.value:
                self._free(error)
            self._waiting.pop(sequence)(octets)
            return True
        return False

    def _root(self, screen: int) -> int:
        setup = self._xcb.xcb_get_setup(self._connection)
        screens = self._xcb.xcb_setup_roots_iterator(setup)
        for _ in range(min(screen, screens.left - 1)):
            self._xcb.xcb_screen_next(ctypes.byref(screens))
        return int(screens.data[0])


_VectorPointer = ctypes.POINTER(_Vector)


def query_extension(server: XServer, name: str, reply: Callable[[int, int], None]) -> None:
    """Asks for an extension; `reply` gets its major opcode and first event, or 0 and 0."""

    def answered(octets: bytes | None) -> None:
        if octets is None or not octets[8]:
            reply(0, 0)
        else:
            reply(octets[9], octets[10])

    server.send(_QUERY_EXTENSION, 0, struct.pack("=HH", len(name), 0) + name.encode(), answered)


def intern_atom(server: XServer, name: str, reply: Callable[[int], None]) -> None:
    """Asks for an atom; 0 if the server fails."""

    def answered(octets: bytes | None) -> None:
        reply(struct.unpack_from("=I", octets, 8)[0] if octets else 0)

    server.send(_INTERN_ATOM, 0, struct.pack("=HH", len(name), 0) + name.encode(), answered)


def get_cardinals(
    server: XServer, window: int, atom: int, reply: Callable[[tuple[int, ...]], None]
) -> None:
    """Asks for a property of 32-bit values (at most 64); empty where there is none."""

    def answered(octets: bytes | None) -> None:
        if octets is None or octets[1] != 32:
            reply(())
            return
        count = struct.unpack_from("=I", octets, 16)[0]
        reply(struct.unpack_from(f"={count}I", octets, _REPLY_BYTES))

    server.send(_GET_PROPERTY, 0, struct.pack("=IIIII", window, atom, 0, 0, 64), answered)


def watch_properties(server: XServer, window: int) -> None:
    """Asks to be told when a property of the window changes, and of nothing else."""
    values = struct.pack("=III", window, _CW_EVENT_MASK, _PROPERTY_CHANGE_MASK)
    server.send(_CHANGE_WINDOW_ATTRIBUTES, 0, values)
