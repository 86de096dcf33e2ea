"""Entering into the journal, through the window: with the keyboard alone, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from posture_app.journal.entries import CheckIn, Spasm
from posture_app.program.program import Program
from posture_app.program.start import build
from tests.there import there

CTRL = Qt.KeyboardModifier.ControlModifier


class Entering:
    """One run of the program on a data folder."""

    def __init__(self, qtbot, data_dir):
        self.qtbot = qtbot
        self.program: Program = build(data_dir)
        self.program.shared.memory.keep_said("welcomed")
        self.program.start()
        qtbot.addWidget(self.main)
        qtbot.waitSignal(self.program.begun, timeout=30_000).wait()
        self.main.activateWindow()

    @property
    def main(self):
        return there(self.program.window.main)

    @property
    def sheet(self):
        return there(there(self.program.window.entries).sheet)

    @property
    def has_sheet(self):
        return there(self.program.window.entries).sheet is not None

    def add(self, letter):
        self.qtbot.keyClick(self.main, Qt.Key.Key_N, CTRL)
        menu = QApplication.activePopupWidget()
        self.qtbot.keyClick(menu, letter)

    def key(self, key):
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self.sheet.focusWidget() or self.sheet, key)

    def press(self, name):
        there(self.main.findChild(QAbstractButton, name)).click()

    def kept(self, kind):
        return list(there(self.program.window.entry_keeper.entries).every(kind))

    def says(self, text):
        return any(one.text() == text for one in self.main.findChildren(QLabel) if one.isVisible())

    def close(self):
        self.program.quit()


@pytest.fixture
def enter(qtbot, tmp_path):
    opened = []

    def start():
        one = Entering(qtbot, tmp_path / "data")
        opened.append(one)
        return one

    yield start
    for one in opened:
        one.close()


def test_a_check_in_takes_four_keys(enter):
    window = enter()
    window.add("c")
    window.key("4")
    window.key(Qt.Key.Key_Return)
    assert not window.has_sheet
    (entry,) = window.kept(CheckIn)
    assert (entry.now, entry.worst, entry.places, entry.factors) == (4, None, (), ())
    assert window.says("The check-in is saved.")
    window.press("snackbar-action")
    assert window.kept(CheckIn) == []


def test_a_spasm_is_open_until_it_is_told_otherwise(enter):
    window = enter()
    window.add("s")
    window.key("7")
    window.key(Qt.Key.Key_Return)
    (entry,) = window.kept(Spasm)
    assert (entry.strength, entry.is_open) == (7, True)
    assert there(window.program.window.entry_keeper.entries).open_spasms() == [entry]
