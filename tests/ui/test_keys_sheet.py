"""The keys: a sheet that shows them, and what F11 and Esc do to the window."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel

from posture_app.program.requests import Requests
from posture_app.program.window_requests import WindowRequests
from posture_app.ui.keys_sheet import KeysSheet, key_words
from posture_app.ui.player.commands import KEYS
from posture_app.ui.widgets.keys import key_name
from posture_app.words.catalogue import speaking
from posture_app.words.keys import GROUPS, Keys
from tests.ui.acting import click, press


def shortcut(window, keys):
    wanted = QKeySequence(keys)
    return next(one for one in window.findChildren(QShortcut) if one.key() == wanted)


@pytest.mark.parametrize("keys", ["F1", "?"])
def test_the_sheet_opens_once_and_closes(full, keys, qtbot):
    told = []
    full.keys_opened.connect(lambda: told.append(keys))
    for _ in range(2):
        shortcut(full, keys).activated.emit()
    assert len(full.findChildren(KeysSheet)) == len(told) == 1
    sheet = full.findChild(KeysSheet)
    press(qtbot, sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: full.findChild(KeysSheet) is None)


def test_the_sheet_can_be_closed_by_a_click(full):
    full.show_keys()
    sheet = full.findChild(KeysSheet)
    click(sheet, "close-keys")
    assert not sheet.isVisible()


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_key_is_told_in_the_language(make, qtbot, language):
    with speaking(language):
        sheet = make(KeysSheet)
        qtbot.addWidget(sheet)
        said = [label.text() for label in sheet.findChildren(QLabel)]
        for group in GROUPS:
            for keys in group.keys:
                assert key_words(keys) in said
    assert any("Ctrl+1 " in one for one in said)


def test_keys_are_written_as_a_range_or_as_choices():
    assert key_words(Keys(("Ctrl+1", "Ctrl+6"), "", is_range=True)) == "Ctrl+1 to Ctrl+6"
    assert key_words(Keys(("F1", "?"), "")) == "F1 or ?"


def test_every_key_of_the_window_and_the_player_is_on_the_sheet(full):
    """A key that is new needs its line."""
    WindowRequests(full, Requests())
    told = {
        QKeySequence(key).toString() for group in GROUPS for one in group.keys for key in one.keys
    }
    window = {one.key().toString() for one in full.findChildren(QShortcut)}
    pages = {one.shortcut().toString() for one in full.findChildren(QAbstractButton)} - {""}
    player = {QKeySequence(key).toString() for key in KEYS}
    numbered = {one for one in pages if re.fullmatch(r"Ctrl\+\d", one)}
    assert {min(numbered), max(numbered)} <= told
    assert (window | pages | player) - numbered - {"Back", "Media Previous"} <= told


def test_f11_fills_the_screen_and_esc_leaves_it_before_the_view(full, qtbot):
    told: list[bool] = []
    full.full_screen_changed.connect(told.append)
    full.show_exercise("bridge")
    where = full.page("move").where()
    shortcut(full, "F11").activated.emit()
    assert full.isFullScreen()
    shortcut(full, "Esc").activated.emit()
    assert not full.isFullScreen()
    assert full.page("move").where() == where
    shortcut(full, "Esc").activated.emit()
    assert full.open_page_key == "today"
    assert told == [True, False]


def test_a_window_that_filled_its_desktop_does_so_again(full):
    full.setWindowState(Qt.WindowState.WindowMaximized)
    full.toggle_full_screen()
    full.toggle_full_screen()
    assert full.isMaximized()


def test_a_question_mark_in_a_field_is_written_into_it(full, qtbot):
    full.open_page("move")
    field = full.page("move")._field
    qtbot.keyClicks(field, "?")
    assert field.text() == "?"
    assert full.findChild(KeysSheet) is None


def test_the_key_that_ends_a_line_is_called_as_on_a_german_keyboard():
    """Qt has no German for it."""
    with speaking("de"):
        assert key_name("Enter") == key_name("Return") == "Eingabe"
        assert key_name("Shift+Return").endswith("+Eingabe")
    assert key_name("Ctrl+Return") == "Ctrl+Enter"
    assert key_name("Ctrl++") == "Ctrl++"
