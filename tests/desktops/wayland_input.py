"""A keyboard and a pointer for desktops that let programs have them, spoken by wire."""

import socket
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_DISPLAY, _REGISTRY, _SYNC, _INPUT, _POINTER = 1, 2, 3, 4, 5
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


class _Wire:
    """A connection to the compositor with one of its globals bound as `_INPUT`."""

    def __init__(self, environment: Mapping[str, str], interface: str, version: int) -> None:
        path = Path(environment["XDG_RUNTIME_DIR"]) / environment["WAYLAND_DISPLAY"]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._socket.connect(str(path))
        self._send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self._send(_DISPLAY, 0, struct.pack("=I", _SYNC))
        number, offered = self._find(interface)
        bound = struct.pack("=II", min(version, offered), _INPUT)
        self._send(_REGISTRY, 0, struct.pack("=I", number) + _text(interface) + bound)

    def close(self) -> None:
        """Put it away."""
        self._socket.close()

    def _find(self, name: str) -> tuple[int, int]:
        waiting, found = b"", None
        while True:
            waiting += self._socket.recv(65536)
            while len(waiting) >= 8 and len(waiting) >= (size := _word(waiting, 4) >> 16):
                sender, message, waiting = _word(waiting, 0), waiting[8:size], waiting[size:]
                if sender == _SYNC:
                    if found is None:
                        raise LookupError(f"the desktop has no {name}")
                    return found
                length = _word(message, 4) if sender == _REGISTRY else 0
                if length and message[8 : 7 + length].decode() == name:
                    found = _word(message, 0), _word(message, 8 + length + -length % 4)

    def _send(self, receiver: int, request: int, words: bytes) -> None:
        self._socket.sendall(struct.pack("=II", receiver, (8 + len(words)) << 16 | request) + words)


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
        self._send(_INPUT, 0, struct.pack("=II", 0, _POINTER))
        self.size = size

    def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        self._send(_POINTER, 1, struct.pack("=IIIII", 0, x, y, *self.size))
        self._send(_POINTER, 4, b"")

    def click(self, *, right: bool) -> None:
        """Press a button of the mouse, and let it go."""
        for down in (1, 0):
            self._send(_POINTER, 2, struct.pack("=III", 0, _button(right=right), down))
            self._send(_POINTER, 4, b"")


def _button(*, right: bool) -> int:
    return _RIGHT_BUTTON if right else _LEFT_BUTTON


def _word(raw: bytes, at: int) -> int:
    return int(struct.unpack_from("=I", raw, at)[0])


def _text(words: str) -> bytes:
    raw = words.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4)
