"""The page before a session: what comes, what it needs, and one way to start."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from posture_app.library.model import Dose
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.widgets.rows import PressRow
from posture_app.words.library import equipment_words
from posture_app.words.safety import stop_in_short, stop_text
from tests.factory import exercise
from tests.there import there
from tests.ui.player.hand import EASY, STRETCH, Player

BAND = exercise("band", Dose(model="reps", reps=3), equipment=("band", "chair"))


class Shown(FigurePlace):
    """Notes what it is to show by itself."""

    def __init__(self):
        super().__init__()
        self.alone = []

    def play_alone(self, one):
        self.alone.append(one.id)


@pytest.fixture
def opened(qtbot, make):
    def made(*exercises, width=1280):
        preview = Shown()
        player = Player(qtbot, make, *exercises, preview=preview)
        player.view.resize(width, 800)
        return player, preview

    return made


def rows(player):
    return [one for one in player.view.before.findChildren(PressRow) if one.isVisible()]


def test_what_comes_is_told_and_shown_from_the_first_exercise_on(opened):
    player, preview = opened(STRETCH, EASY)
    assert [row.text() for row in rows(player)] == ["Stretch", "Easy"]
    assert preview.alone == ["stretch"]
    player.qtbot.mouseClick(rows(player)[1], Qt.MouseButton.LeftButton)
    assert preview.alone == ["stretch", "easy"]
    assert player.text("previewed") == "Easy"


def test_an_exercise_is_looked_at_by_the_keyboard_too(opened):
    player, preview = opened(STRETCH, EASY)
    rows(player)[1].setFocus(Qt.FocusReason.TabFocusReason)
    player.key(Qt.Key.Key_Return, rows(player)[1])
    assert preview.alone[-1] == "easy"
    assert player.view.page is player.view.before


def test_of_many_the_first_are_told_and_the_others_when_they_are_asked_for(opened):
    player, _preview = opened(STRETCH, EASY, STRETCH, EASY, STRETCH, EASY)
    assert len(rows(player)) == 3
    player.click("player_all")
    assert len(rows(player)) == 6
    assert not player.view.findChild(QPushButton, "player_all").isVisible()
    player, _preview = opened(STRETCH, EASY, STRETCH, EASY)
    assert len(rows(player)) == 4  # a button would take the place of one


def test_things_are_named_where_any_are_needed(opened):
    player, _preview = opened(BAND)
    labels = [label.text() for label in player.view.before.findChildren(QLabel)]
    assert f"You need: {equipment_words(BAND.equipment)}" in labels
    player, _preview = opened(EASY)
    labels = [label.text() for label in player.view.before.findChildren(QLabel)]
    assert not any(text.startswith("You need") for text in labels)


def test_there_is_one_way_to_start_and_it_is_the_largest_button(opened):
    player, _preview = opened(STRETCH)
    buttons = [b for b in player.view.before.findChildren(QPushButton) if b.isVisible()]
    starts = [b for b in buttons if b.objectName() in {"player_start", "player_start_anyway"}]
    assert [b.objectName() for b in starts] == ["player_start"]
    assert starts[0].height() == max(b.height() for b in buttons)


def test_the_warning_is_one_line_and_all_of_it_one_press_away(opened):
    player, _preview = opened(STRETCH)
    warning = player.view.before.warning
    assert warning.text == stop_in_short()
    player.click("player_stops")
    assert warning.text == stop_text("112")
    player.click("player_stops")
    assert warning.text == stop_in_short()
    player.click("player_stops")
    player.click("answer_8")  # what the rule says to it takes the place of both
    assert warning.text.startswith("Stop for today.")
    assert not there(warning.findChild(QPushButton)).isVisible()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (820, False)])
def test_the_figure_is_beside_the_questions_or_above_them(opened, width, beside):
    player, preview = opened(STRETCH, width=width)
    panel: Any = player.view.before
    assert preview.isVisible()

    def is_placed():
        figure = preview.mapTo(panel, preview.rect().bottomRight())
        title, asked = (one.mapTo(panel, QPoint()) for one in (panel.title, panel.pain))
        assert (figure.x() <= title.x()) is beside
        # A low window shows first what is about to begin.
        assert (title.y() < figure.y() <= asked.y()) is not beside

    player.qtbot.waitUntil(is_placed)
