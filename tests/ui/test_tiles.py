"""Small pictures of the figure lie on tiles, which are light in the dark appearance, too."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.gallery import drawing
from posture_app.library.files import load
from posture_app.ui.figure.choice import AppearanceChoice
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.figure.widget import FigureStill
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.card_grid import CardGrid, CardWords
from posture_app.ui.widgets.outline import paint_outline
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.ui.widgets.still import Pictogram, StillCache
from tests.ui.colours import colours_of

DARK_INK = figure_palette(tokens.LIGHT).outline
PALE_INK = figure_palette(tokens.DARK).outline


@pytest.fixture
def exercise():
    return load().library.exercises["chin-tuck-seated"]


@pytest.fixture
def dark(make, looking):
    looking("dark")
    return make


def share_of(image, colour, slack=6):
    """How much of a picture has a colour."""
    tone = QColor(colour)
    rgb = tone.red(), tone.green(), tone.blue()
    return float(np.mean((abs(colours_of(image)[..., :3] - rgb) <= slack).all(-1)))


def shown(widget, qtbot, size=None):
    qtbot.addWidget(widget)
    drawing.show_off_screen(widget, size or widget.sizeHint())
    drawing.settle()
    return widget.grab().toImage()


def as_a_page(widget):
    page = QWidget()
    box = QVBoxLayout(page)
    box.addWidget(widget)
    box.addStretch(1)
    return page


def is_on_a_light_tile(image, of_tile=0.02):
    return (
        share_of(image, tokens.DARK.tile) > of_tile
        and share_of(image, DARK_INK) > 0.0001
        and share_of(image, PALE_INK) < share_of(image, DARK_INK)
    )


@pytest.mark.parametrize("pose", ["looking", "reaching"])
def test_a_picture_of_a_state_is(dark, qtbot, pose):
    assert is_on_a_light_tile(shown(dark(StatePicture, pose), qtbot))


def test_a_still_is(dark, qtbot, exercise):
    assert is_on_a_light_tile(shown(dark(FigureStill, exercise), qtbot))


def test_those_in_rows_and_cards_are(dark, qtbot, exercise):
    stills = StillCache(dark, FigureStill, dark.theme)
    row = dark(PressRow, RowWords("Row"), exercise=exercise, stills=stills)
    assert is_on_a_light_tile(shown(row, qtbot))
    for strip in (False, True):
        grid = dark(CardGrid, stills, name="cards", title="Cards", tall=strip)
        grid.show_cards([CardWords("one", "Card", "", "", (exercise,), strip=strip)])
        assert is_on_a_light_tile(shown(as_a_page(grid), qtbot, QSize(300, 300)), 0.005)
    stills.deleteLater()


def test_until_it_is_drawn_the_tile_is_empty(dark, qtbot, exercise):
    stills = StillCache(dark, FigureStill, dark.theme)
    row = dark(PressRow, RowWords("Row"), exercise=exercise, stills=stills)
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    image = row.grab().toImage()
    assert share_of(image, tokens.DARK.tile) > 0.05
    assert share_of(image, DARK_INK) == 0
    stills._idle.stop()
    stills.deleteLater()


def test_whom_the_figure_shows_is_chosen_on_them(dark, qtbot):
    choice = dark(AppearanceChoice, "body", "Body", "body-choice")
    choice.show_appearance(dark.theme.figure)
    assert is_on_a_light_tile(shown(choice, qtbot))


def test_what_stands_for_a_figure_is(dark, qtbot, exercise):
    """The outline while all is loaded, and the drawing of a start position."""
    image = QImage(136, 136, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_outline(painter, dark.theme, QRectF(image.rect()))
    painter.end()
    assert share_of(image, tokens.DARK.tile) > 0.2
    drawn = shown(dark(Pictogram, exercise), qtbot)
    assert share_of(drawn, tokens.DARK.tile) > 0.3
    assert share_of(drawn, tokens.LIGHT.accent) > 0.01
