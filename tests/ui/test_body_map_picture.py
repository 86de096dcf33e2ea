"""The body map's figures: the lines around zones lie on the body as it is drawn."""

from math import hypot

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from posture_app.body.zones import FACES, zones
from posture_app.preferences import BODIES, SKIN_TONES, FigureAppearance
from posture_app.ui.body_map.picture import (
    HEIGHT_M,
    WIDTH_M,
    BodyPicture,
    Inks,
    Marks,
    is_dark,
)
from posture_app.ui.figure.palette import DARK, LIGHT
from tests.ui.colours import colours_of, luminances


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("scale", [150.0, 240.0, 420.0])
def test_no_line_hangs_in_the_air(qapp, body, scale):
    wide, high = round(WIDTH_M * scale), round(HEIGHT_M * scale)
    picture = BodyPicture(QRectF(0, 0, wide, high), FigureAppearance(body=body))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    picture.paint_figures(painter, LIGHT, QColor(LIGHT.outline))
    painter.end()
    within = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    within.fill(Qt.GlobalColor.transparent)
    painter = QPainter(within)
    for zone in zones():
        painter.fillPath(picture.zone_path(zone), QColor("black"))
    painter.end()
    inside, drawn = colours_of(within)[..., 3] > 0, colours_of(image)[..., 3]
    assert inside.sum() > 1000
    beyond = (inside & (drawn < 250)).sum()
    assert beyond < 0.0004 * wide * high


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("scale", [140.0, 240.0, 420.0])
def test_the_hands_of_front_and_back_lie_apart(qapp, body, scale):
    """A palm's width, and not less than a pointer needs."""
    wide = round(WIDTH_M * scale)
    picture = BodyPicture(QRectF(0, 0, wide, HEIGHT_M * scale), FigureAppearance(body=body))
    boxes = {
        face: [picture.zone_path(zone).boundingRect() for zone in zones() if zone.face == face]
        for face in FACES
    }
    inner = min(one.left() for one in boxes["back"]) - max(one.right() for one in boxes["front"])
    assert inner >= 0.10 * scale
    assert min(one.left() for one in boxes["front"]) >= 0
    assert max(one.right() for one in boxes["back"]) <= wide


def shaded(chosen):
    return {zone.id: ((number + 1) / len(chosen), "30") for number, zone in enumerate(chosen)}


@pytest.mark.parametrize("px", [13, 26])
@pytest.mark.parametrize("scale", [140.0, 240.0, 350.0])
@pytest.mark.parametrize("every", [1, 3])
def test_no_badge_covers_another_or_leaves_the_picture(qapp, px, scale, every):
    chosen = zones()[::every]
    rect = QRectF(0, 0, WIDTH_M * scale, HEIGHT_M * scale)
    font = QFont()
    font.setPixelSize(px)
    badges = BodyPicture(rect).badges(shaded(chosen), QFontMetricsF(font))
    assert len(badges) == len(chosen)
    for number, one in enumerate(badges):
        r = one.radius
        disc = QRectF(one.middle.x() - r, one.middle.y() - r, 2 * r, 2 * r)
        assert rect.contains(disc)
        for other in badges[number + 1 :]:
            away = one.middle - other.middle
            assert hypot(away.x(), away.y()) >= r + other.radius


def test_a_badge_with_room_lies_on_its_place_and_the_strongest_has_it_first(qapp):
    rect = QRectF(0, 0, WIDTH_M * 240, HEIGHT_M * 240)
    shades = {
        "back_of_neck_right": (0.2, "13"),
        "top_of_shoulder_right": (1.0, "61"),
        "shin_left": (0.1, "3"),
    }
    found = {one.letters: one for one in BodyPicture(rect).badges(shades, QFontMetricsF(QFont()))}
    assert found["61"].middle == found["61"].home
    assert found["3"].middle == found["3"].home
    assert found["13"].middle != found["13"].home
    away = found["13"].middle - found["13"].home
    assert hypot(away.x(), away.y()) < 2 * found["13"].radius


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("skin", SKIN_TONES)
@pytest.mark.parametrize("mark", ["chosen", "here", "shades"])
def test_the_outline_of_a_place_is_seen_on_every_skin(qapp, palette, skin, mark):
    """Blue on dark skin has a pale line below it."""
    place = "front_of_forearm_left"
    marks = {
        "chosen": Marks(chosen=frozenset((place,))),
        "here": Marks(here=place),
        "shades": Marks(shades={place: (0.0, "1")}),
    }
    appearance = FigureAppearance(skin=skin)
    picture = BodyPicture(QRectF(0, 0, WIDTH_M * 300, HEIGHT_M * 300), appearance)
    image = QImage(round(WIDTH_M * 300), round(HEIGHT_M * 300), QImage.Format.Format_RGB32)
    image.fill(QColor(palette.halo))
    painter = QPainter(image)
    picture.paint_figures(painter, palette, QColor("#101415"))
    before = image.copy()
    blue, ink, white = QColor(palette.stretch), QColor("#101415"), QColor("#ffffff")
    red = QColor(palette.strength)
    inks = Inks(blue, ink, red, ink, white, is_dark(palette, appearance))
    picture.paint_marks(painter, marks[mark], inks)
    painter.end()
    [zone] = [one for one in zones() if one.id == place]
    box = picture.zone_path(zone).boundingRect().toAlignedRect().adjusted(-4, -4, 4, 4)
    was, now = (luminances(colours_of(one.copy(box))) for one in (before, image))
    ratio = (np.maximum(was, now) + 0.05) / (np.minimum(was, now) + 0.05)
    # Not what the colours have: a line is two pixels wide, and mixed with what lies beside it.
    assert (ratio >= 2.0).sum() > 60
