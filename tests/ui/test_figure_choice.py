"""Whom the figure shows: chosen by pictures, and seen at once wherever a figure is drawn."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton

from posture_app.preferences import BODIES, SKIN_TONES, USUAL_FIGURE, FigureAppearance
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.figure import standing
from posture_app.ui.figure.choice import AppearanceChoice
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.widget import FigureStill, FigureWidget
from tests.factory import exercise
from tests.ui.acting import child, told
from tests.ui.colours import colours_of

OTHER = FigureAppearance("broad", "dark")


def seen(image, colour):
    """How many pixels have a colour, more or less."""
    wanted = QColor(colour)
    red, green, blue, alpha = np.moveaxis(colours_of(image), -1, 0)
    alike = abs(red - wanted.red()) + abs(green - wanted.green()) < 12
    alike &= abs(blue - wanted.blue()) < 12
    return (alike & (alpha > 250)).sum()


@pytest.fixture
def drawn(qtbot, theme):
    """Draws a widget at a size."""

    def draw(widget):
        qtbot.addWidget(widget)
        widget.resize(240, 240)
        return widget

    yield draw
    theme.show_figure(USUAL_FIGURE)
    theme.choose("system")


@pytest.mark.parametrize("kind", [FigureWidget, FigureStill])
def test_a_figure_changes_at_once(make, drawn, kind):
    figure = drawn(make(kind, exercise("plain")))
    skin = LIGHT.of(OTHER).skin
    before = figure.grab().toImage()
    assert seen(before, skin) < 10
    make.theme.show_figure(OTHER)
    after = figure.grab().toImage()
    assert seen(after, skin) > 30
    make.theme.show_figure(USUAL_FIGURE)
    assert figure.grab().toImage() == before


def test_the_body_map_changes_at_once(make, drawn):
    body_map = drawn(make(BodyMap))
    body_map.grab()
    make.theme.show_figure(OTHER)
    assert seen(body_map.grab().toImage(), LIGHT.of(OTHER).skin) > 30


def test_nobody_is_told_of_the_figure_that_is_shown_already(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.show_figure(USUAL_FIGURE)


@pytest.mark.parametrize("appearance", [FigureAppearance(body=body) for body in BODIES])
def test_a_still_shows_whom_it_is_told(qapp, appearance):
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    scene = scene_of(exercise("plain"))
    paint_still(painter, QRectF(image.rect()), scene, LIGHT, appearance=appearance)
    painter.end()
    assert seen(image, LIGHT.top) > 200


@pytest.mark.parametrize(("aspect", "values"), [("body", BODIES), ("skin", SKIN_TONES)])
def test_each_choice_has_its_own_picture(make, drawn, qtbot, aspect, values):
    choice = make(AppearanceChoice, aspect, "Title", "choice")
    qtbot.addWidget(choice)
    choice.show_appearance(USUAL_FIGURE)
    assert choice.value == getattr(USUAL_FIGURE, aspect)
    pictures = [
        child(choice, QAbstractButton, f"segment-{aspect}-{value}").grab().toImage()
        for value in values
    ]
    assert all(one != other for one, other in combinations(pictures, 2))
    last = child(choice, QAbstractButton, f"segment-{aspect}-{values[-1]}")
    assert told(qtbot, choice.chosen, last.click) == values[-1]


def test_skins_are_shown_on_the_body_that_is_chosen(make, qtbot):
    choice = make(AppearanceChoice, "skin", "Title", "choice")
    qtbot.addWidget(choice)
    picture = child(choice, QAbstractButton, "segment-skin-brown")
    choice.show_appearance(USUAL_FIGURE)
    before = picture.grab().toImage()
    choice.show_appearance(FigureAppearance(body="broad"))
    assert picture.grab().toImage() != before


def test_its_picture_is_drawn_once_and_anew_when_it_looks_otherwise(make, drawn, monkeypatch):
    choice = make(AppearanceChoice, "skin", "Title", "choice")
    choice.show_appearance(USUAL_FIGURE)
    picture = child(choice, QAbstractButton, "segment-skin-brown")
    drawn(choice)
    before = picture.grab().toImage()
    times: list[None] = []
    monkeypatch.setattr(standing, "paint_standing", lambda *_: times.append(None))
    assert picture.grab().toImage() == before
    assert times == []
    make.theme.choose("dark")
    picture.grab()
    assert len(times) == 1
    picture.resize(2 * picture.size())
    picture.grab()
    assert len(times) == 2
