"""A keyboard and a pointer for desktops that let programs have them, spoken by wire."""

import socket
import struct
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

_DISPLAY, _REGISTRY, _SYNC, _INPUT, _SEAT, _DEVICE = 1, 2, 3, 4, 5, 6
_LEFT_BUTTON, _RIGHT_BUTTON = 0x110, 0x111
_LETTERS: Final = {
    letter: first + place
    for first, letters in {
        2: "1234567890",
        16: "qwertyuiop",
        30: "asdfghjkl",
        44: "zxcvbnm",
    }.items()
    for place, letter in enumerate(letters)
}
KEYS: Final[Mapping[str, int]] = {
    **_LETTERS,
    "Escape": 1,
    "Tab": 15,
    "Return": 28,
    "space": 57,
    "Down": 108,
}
"""Linux's codes of the keys."""
_KEYMAP: Final = b"""xkb_keymap {
 xkb_keycodes { include "evdev" };
 xkb_types { include "complete" };
 xkb_compat { include "complete" };
 xkb_symbols { include "pc+us" };
};\0"""


class _Wire:
    """A connection to the compositor: one of its globals as `_INPUT`, and its seat."""

    def __init__(self, environment: Mapping[str, str], interface: str, version: int) -> None:
        path = Path(environment["XDG_RUNTIME_DIR"]) / environment["WAYLAND_DISPLAY"]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._socket.connect(str(path))
        self._send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self._send(_DISPLAY, 0, struct.pack("=I", _SYNC))
        offered = self._offered()
        for name, most, number in ((interface, version, _INPUT), ("wl_seat", 1, _SEAT)):
            if name not in offered:
                raise LookupError(f"the desktop has no {name}")
            place, newest = offered[name]
            bound = struct.pack("=II", min(most, newest), number)
            self._send(_REGISTRY, 0, struct.pack("=I", place) + _text(name) + bound)

    def close(self) -> None:
        """Put it away."""
        self._socket.close()

    def _offered(self) -> dict[str, tuple[int, int]]:
        """The number and the version of each global."""
        waiting, found = b"", dict[str, tuple[int, int]]()
        while True:
            waiting += self._socket.recv(65536)
            while len(waiting) >= 8 and len(waiting) >= (size := _word(waiting, 4) >> 16):
                sender, message, waiting = _word(waiting, 0), waiting[8:size], waiting[size:]
                if sender == _SYNC:
                    return found
                length = _word(message, 4) if sender == _REGISTRY else 0
                if length:
                    name = message[8 : 7 + length].decode()
                    found[name] = _word(message, 0), _word(message, 8 + length + -length % 4)

    def _send(self, receiver: int, request: int, words: bytes, *files: int) -> None:
        octets = struct.pack("=II", receiver, (8 + len(words)) << 16 | request) + words
        socket.send_fds(self._socket, [octets], files)


class FakeInput(_Wire):
    """KWin's way: `org_kde_kwin_fake_input`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(environment, "org_kde_kwin_fake_input", 4)
        self._send(_INPUT, 0, _text("tests") + _text("typing"))

    def press(self, key: str, *, down: bool) -> None:
        """Press a key, or let it go."""
        self._send(_INPUT, 10, struct.pack("=II", KEYS[key], int(down)))

    def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        self._send(_INPUT, 9, struct.pack("=ii", x * 256, y * 256))

    def click(self, *, right: bool) -> None:
        """Press a button of the mouse, and let it go."""
        for down in (1, 0):
            self._send(_INPUT, 2, struct.pack("=II", _button(right=right), down))


class VirtualPointer(_Wire):
    """The way of wlroots: `zwlr_virtual_pointer_v1`."""

    def __init__(self, environment: Mapping[str, str], size: tuple[int, int]) -> None:
        """`size` is that of all outputs together."""
        super().__init__(environment, "zwlr_virtual_pointer_manager_v1", 1)
        self._send(_INPUT, 0, struct.pack("=II", 0, _DEVICE))
        self.size = size

    def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        self._send(_DEVICE, 1, struct.pack("=IIIII", 0, x, y, *self.size))
        self._send(_DEVICE, 4, b"")

    def click(self, *, right: bool) -> None:
        """Press a button of the mouse, and let it go."""
        for down in (1, 0):
            self._send(_DEVICE, 2, struct.pack("=III", 0, _button(right=right), down))
            self._send(_DEVICE, 4, b"")


class VirtualKeyboard(_Wire):
    """The way of wlroots: `zwp_virtual_keyboard_v1`. It stays as long as this does."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(environment, "zwp_virtual_keyboard_manager_v1", 1)
        self._send(_INPUT, 0, struct.pack("=II", _SEAT, _DEVICE))
        with TemporaryFile() as file:
            file.write(_KEYMAP)
            file.flush()
            xkb_v1 = 1
            self._send(_DEVICE, 0, struct.pack("=II", xkb_v1, len(_KEYMAP)), file.fileno())

    def press(self, key: str, *, down: bool) -> None:
        """Press a key, or let it go."""
        self._send(_DEVICE, 1, struct.pack("=III", 0, KEYS[key], int(down)))


def _button(*, right: bool) -> int:
    return _RIGHT_BUTTON if right else _LEFT_BUTTON


def _word(raw: bytes, at: int) -> int:
    return int(struct.unpack_from("=I", raw, at)[0])


def _text(words: str) -> bytes:
    raw = words.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4)
