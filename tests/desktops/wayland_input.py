"""A keyboard for desktops that take `org_kde_kwin_fake_input`, spoken by wire."""

import socket
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_DISPLAY, _REGISTRY, _SYNC, _INPUT = 1, 2, 3, 4
_KEY: Final = 10
_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
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
KEYS: Final[Mapping[str, int]] = {**_LETTERS, "Escape": 1, "Tab": 15, "Return": 28, "space": 57}
"""Linux's codes of the keys."""


class Keyboard:
    """Presses keys."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        path = Path(environment["XDG_RUNTIME_DIR"]) / environment["WAYLAND_DISPLAY"]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._socket.connect(str(path))
        self._send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self._send(_DISPLAY, 0, struct.pack("=I", _SYNC))
        number, version = self._find("org_kde_kwin_fake_input")
        bound = struct.pack("=II", min(4, version), _INPUT)
        self._send(_REGISTRY, 0, struct.pack("=I", number) + _text(self._name) + bound)
        self._send(_INPUT, 0, _text("tests") + _text("typing"))

    def press(self, key: str, *, down: bool) -> None:
        """Press a key, or let it go."""
        self._send(_INPUT, _KEY, struct.pack("=II", KEYS[key], int(down)))

    def close(self) -> None:
        """Put it away."""
        self._socket.close()

    def _find(self, name: str) -> tuple[int, int]:
        self._name, waiting, found = name, b"", None
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


def _word(raw: bytes, at: int) -> int:
    return int(struct.unpack_from("=I", raw, at)[0])


def _text(words: str) -> bytes:
    raw = words.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + bytes(-len(raw) % 4)
