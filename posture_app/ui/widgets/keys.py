"""Which key of the keyboard was meant, whatever letters it writes."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_LAST_LATIN: Final = 0x24F
_ROWS: Final = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
"""The letters' places on X11 and Wayland, which number them from the left of each row."""


def _placed() -> Mapping[int, Qt.Key]:
    first, letter_a = Qt.Key.Key_A.value, ord("A")
    if sys.platform == "win32":  # where the layout names its keys in Latin letters
        return {code: Qt.Key(first + code - letter_a) for code in range(letter_a, ord("Z") + 1)}
    return {
        start + place: Qt.Key(first + ord(letter) - letter_a)
        for start, letters in _ROWS
        for place, letter in enumerate(letters)
    }


_PLACED: Final = MappingProxyType(_placed())


def meant_key(event: QKeyEvent) -> Qt.Key:
    """The key of an event; where it writes no Latin letter, the one that is in its place.

    Who has a second layout for another script, and it is on, presses R by the key that is R on the
    Latin one. Qt finds shortcuts so by itself, and leaves other keys as they are.
    """
    key = Qt.Key(event.key())
    text = event.text()
    if len(text) != 1 or not text.isalpha() or ord(text) <= _LAST_LATIN:
        return key
    code = event.nativeVirtualKey() if sys.platform == "win32" else event.nativeScanCode()
    return _PLACED.get(code, key)
