"""Keys of the keyboard: what they are called, and which was meant, whatever letters it writes."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from posture_app.words.catalogue import pgettext

_LAST_LATIN: Final = 0x24F
_X11: Final = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
"""The letters' places on X11 and Wayland, which number them from the left of each row."""
_MACOS: Final = (
    *((0, "ASDFHGZXCV"), (11, "BQWERYT"), (31, "OU"), (34, "IP")),
    *((37, "LJ"), (40, "K"), (45, "NM")),
)
"""The same on macOS, whose numbers follow no order (`kVK_ANSI_A` and the others)."""
_WINDOWS: Final = ((ord("A"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),)
"""Windows names the keys of every layout by Latin letters."""


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


def is_redo(event: QKeyEvent) -> bool:
    """Whether these are keys for redo, of which desktops have one each and people know both."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    return (event.key(), held) in {
        (Qt.Key.Key_Y, control),
        (Qt.Key.Key_Z, control | shift),
    } or event.matches(QKeySequence.StandardKey.Redo)


def letters_by_code(platform: str) -> Mapping[int, Qt.Key]:
    """The letter that a key stands for on the Latin layout, by the code that `meant_key` asks."""
    first, letter_a = Qt.Key.Key_A.value, ord("A")
    rows = {"win32": _WINDOWS, "darwin": _MACOS}.get(platform, _X11)
    return {
        start + place: Qt.Key(first + ord(letter) - letter_a)
        for start, letters in rows
        for place, letter in enumerate(letters)
    }


_PLACED: Final = MappingProxyType(letters_by_code(sys.platform))
_BY_VIRTUAL_KEY: Final = sys.platform in {"win32", "darwin"}


def meant_key(event: QKeyEvent) -> Qt.Key:
    """The key of an event; where it writes no Latin letter, the one that is in its place.

    Who has a second layout for another script, and it is on, presses R by the key that is R on the
    Latin one. Qt finds shortcuts so by itself, and leaves other keys as they are.
    """
    key = Qt.Key(event.key())
    text = event.text()
    if len(text) != 1 or not text.isalpha() or ord(text) <= _LAST_LATIN:
        return key
    code = event.nativeVirtualKey() if _BY_VIRTUAL_KEY else event.nativeScanCode()
    return _PLACED.get(code, key)
