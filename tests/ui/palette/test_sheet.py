"""The palette over a window: the keyboard first."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from posture_app.gallery import clipping
from posture_app.ui.palette.entry import PaletteEntry
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.words import catalogue
from tests.ui.looks import look_again

ENTRIES = [
    PaletteEntry("Today", "Page", icon="today", intent="today"),
    PaletteEntry("Breaks", "Page", icon="breaks", intent="breaks"),
    PaletteEntry("Pause breaks for an hour", "Command", icon="clock", intent=3600),
    *(PaletteEntry(f"Exercise {number}", "Neck", intent=number) for number in range(30)),
]


@pytest.fixture
def window(qtbot):
    one = QWidget()
    qtbot.addWidget(one)
    one.resize(900, 600)
    one.show()
    return one


@pytest.fixture
def palette(make, window):
    before = make.theme.appearance, make.theme.text_scale
    one = make(CommandPalette, window)
    one.open_with(ENTRIES)
    yield one
    one.close()
    look_again(make.theme, *before)


def line(palette):
    return palette.findChild(QLineEdit)


def current(palette):
    return palette.findChild(QListView).currentIndex().data()


def test_what_is_typed_is_found_and_entered(palette, qtbot):
    QTest.keyClicks(line(palette), "pause hour")
    assert current(palette) == "Pause breaks for an hour"
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.keyClick(line(palette), Qt.Key.Key_Return)
    assert told.args == [3600]
    assert not palette.isVisible()


def test_arrows_move_round_and_pages_stop_at_the_ends(palette):
    assert current(palette) == "Today"
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    assert current(palette) == "Breaks"
    QTest.keyClick(line(palette), Qt.Key.Key_Up)
    QTest.keyClick(line(palette), Qt.Key.Key_Up)
    assert current(palette) == "Exercise 29"
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    assert current(palette) == "Today"
    QTest.keyClick(line(palette), Qt.Key.Key_PageUp)
    assert current(palette) == "Today"
    QTest.keyClick(line(palette), Qt.Key.Key_PageDown)
    assert current(palette) == "Exercise 4"


def test_escape_closes_and_chooses_nothing(palette, qtbot):
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(line(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_click_chooses(palette, qtbot):
    shown = palette.findChild(QListView)
    place = shown.visualRect(shown.model().index(1, 0)).center()
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["breaks"]


def test_nothing_found_is_said_and_enter_does_nothing(palette, qtbot):
    QTest.keyClicks(line(palette), "qqqq")
    assert any("Nothing found" in label.text() for label in visible_labels(palette))
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(line(palette), Qt.Key.Key_Return)
        QTest.keyClick(line(palette), Qt.Key.Key_Down)
    assert palette.isVisible()


def visible_labels(palette):
    return [label for label in palette.findChildren(QLabel) if label.isVisible()]


def test_the_window_waits_meanwhile(palette):
    assert palette.isModal()
    assert palette.windowModality() == Qt.WindowModality.WindowModal


def test_it_opens_anew_with_other_entries(palette):
    QTest.keyClicks(line(palette), "break")
    palette.close()
    palette.open_with(ENTRIES[1:])
    assert line(palette).text() == ""
    assert current(palette) == "Breaks"


def test_a_screen_reader_hears_what_enter_would_choose(palette):
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    assert line(palette).accessibleDescription() == "Breaks. Page"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [QSize(720, 520), QSize(1920, 1040)])
@pytest.mark.parametrize("language", ["en", "de"])
def test_it_lies_within_its_window(palette, theme, window, size, scale, language):
    palette.close()
    with catalogue.speaking(language):
        theme.choose("light", scale)
        window.resize(size)
        palette.open_with(ENTRIES)
        QTest.keyClicks(line(palette), "qqqq")
        assert clipping.clipped(palette) == []
        corner = window.mapFromGlobal(palette.pos())
        assert window.rect().contains(palette.rect().translated(corner))
