"""Keys on a layout that writes other letters."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from posture_app.ui.widgets.keys import letters_by_code, meant_key

PLACES = {"R": 27, "P": 33, "H": 43, "M": 58, "F": 41}


def pressed(key, text, code):
    plain = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, plain, code, 0, 0, text)


@pytest.mark.skipif(sys.platform != "linux", reason="by the places of X11 and Wayland")
@pytest.mark.parametrize(
    ("written", "letter"),
    [("к", "R"), ("з", "P"), ("\u0440", "H"), ("ь", "M"), ("\u0430", "F"), ("κ", "R")],
)
def test_a_key_that_writes_no_latin_letter_is_the_one_in_its_place(written, letter):
    event = pressed(ord(written.upper()), written, PLACES[letter])
    assert meant_key(event) == Qt.Key(ord(letter))


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_letter_has_one_place_on_every_system(platform):
    letters = [Qt.Key(ord(one)) for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert sorted(letters_by_code(platform).values()) == letters


@pytest.mark.parametrize(("code", "letter"), [(4, "H"), (15, "R"), (35, "P"), (46, "M"), (3, "F")])
def test_the_players_letters_on_macos(code, letter):
    assert letters_by_code("darwin")[code] == Qt.Key(ord(letter))


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        (Qt.Key.Key_P, "p", 27),  # a Latin layout of another order
        (Qt.Key.Key_Odiaeresis, "ö", 47),
        (Qt.Key.Key_Space, " ", 65),
        (Qt.Key.Key_Escape, "\x1b", 9),
        (Qt.Key.Key_Left, "", 113),
        (Qt.Key.Key_5, "5", 14),
    ],
)
def test_every_other_key_is_what_it_writes(key, text, code):
    assert meant_key(pressed(key, text, code)) == key
