"""Keys of the keyboard: what they are called, and which was meant, whatever letters it writes."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from posture_app.words.catalogue import pgettext

_LAST_LATIN: Final = 0x24F
_ROWS: Final = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
"""The letters' places on X11 and Wayland, which number them from the left of each row."""


_ENTER: Final = frozenset(
    QKeySequence(key).toString() for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
)


def key_name(key: str | Qt.Key) -> str:
    """A key as it is written on a keyboard of the person's language.

    Qt has no German for the key that ends a line.

    Args:
        key: The key, or Qt's portable text of it with those that are held.
    """
    sequence = QKeySequence(key)
    words = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    if sequence.toString().rpartition("+")[2] not in _ENTER:
        return words
    held, plus, _last = words.rpartition("+")
    return held + plus + pgettext("key", "Enter")


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
