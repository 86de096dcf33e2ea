"""What is said at the foot of a page: one of it in a window, and nothing that is lost by that."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from posture_app.ui.widgets.snackbar import Snackbar
from tests.ui.acting import child


class Two:
    """A window with two pages, each with a bar, and one of its own."""

    def __init__(self, make, qtbot):
        self.qtbot = qtbot
        self.window = QStackedWidget()
        self.pages = [QWidget(), QWidget()]
        for one in self.pages:
            self.window.addWidget(one)
        self.first, self.second = (make(Snackbar, one) for one in self.pages)
        self.whole = make(Snackbar, self.window)
        self.taken_back: list[object] = []
        for bar in (self.first, self.second, self.whole):
            bar.acted.connect(self.taken_back.append)
        self.window.resize(600, 400)

    def seen(self):
        return [
            one.accessibleName() for one in self.window.findChildren(Snackbar) if one.isVisible()
        ]

    def undo(self):
        """By its shortcut, which does nothing where several have it, and presses a moment later."""
        had = len(self.taken_back)
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: len(self.taken_back) > had)


@pytest.fixture
def two(make, qtbot):
    made = Two(make, qtbot)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    for bar in made.window.findChildren(Snackbar):
        bar.withdraw()


def test_the_newest_takes_the_place_of_what_is_there(two):
    two.first.tell("A was removed.", "Undo", "a")
    two.whole.tell("B was removed.", "Undo", "b")
    assert two.seen() == ["B was removed."]


def test_all_are_taken_back_in_turn_from_the_last_on(two):
    two.first.tell("A was removed.", "Undo", "a")
    two.first.tell("B was removed.", "Undo", "b")
    two.whole.tell("C was removed.", "Undo", "c")
    for left in ("B was removed.", "A was removed."):
        two.undo()
        assert two.seen() == [left]
    two.undo()
    assert two.seen() == []
    assert two.taken_back == ["c", "b", "a"]


def test_what_only_says_something_loses_no_undo(two):
    two.first.tell("A was removed.", "Undo", "a")
    two.whole.tell("The file was written.", "Close", None)
    button = child(two.whole, QAbstractButton, "snackbar-action")
    assert button.shortcut().isEmpty()
    button.click()
    assert two.taken_back == [None]
    assert two.seen() == ["A was removed."]
    two.whole.tell("The file was written.", "Close", None)
    two.whole._timer.timeout.emit()
    assert two.seen() == ["A was removed."]


def test_what_is_over_takes_what_is_older_with_it(two):
    two.first.tell("A was removed.", "Undo", "a")
    two.whole.tell("B was removed.", "Undo", "b")
    two.whole._timer.timeout.emit()
    assert two.seen() == []
    two.second.tell("C", "Close", "")
    two.second.withdraw()
    two.whole.tell("D", "Undo", "d")
    two.undo()
    assert two.taken_back == ["d"]
    assert two.seen() == []


def test_a_page_that_comes_back_does_not_cover_what_is_newer(two):
    two.first.tell("A was removed.", "Undo", "a")
    two.window.setCurrentWidget(two.pages[1])
    two.whole.tell("B was removed.", "Undo", "b")
    two.window.setCurrentWidget(two.pages[0])
    assert two.seen() == ["B was removed."]
    two.undo()
    assert two.seen() == ["A was removed."]


def test_it_lies_at_the_foot(two):
    two.whole.tell("A was removed.", "Undo", "a")
    foot = two.whole.mapTo(two.window, QPoint(0, two.whole.height())).y()
    assert 340 < foot < 400
