"""The line around a body: all of it is there, and a beginning ends nowhere but behind something."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.library.files import load
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_stance, paint_still
from posture_app.ui.figure.scene import scene_of
from tests.ui.colours import colours_of

GROUND, BLACK, GREEN = "#ff00ff", "#000000", "#00ff00"
EXERCISES = load().library.exercises


def canvas(size):
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    return image


def beside_the_ground(image, wanted):
    """How many pixels of a kind touch one that is all ground."""
    red, green, blue, _ = np.moveaxis(colours_of(image), -1, 0)
    ground = (red > 230) & (blue > 230) & (green < 25)
    around = ground.copy()
    for axis in (0, 1):
        around |= np.roll(around, 1, axis) | np.roll(around, -1, axis)
    # Rolled over, an edge of the picture touches the opposite one.
    return int((around & wanted(red, green, blue))[2:-2, 2:-2].sum())


@pytest.mark.parametrize(
    "name",
    ["hip-hinge", "hip-flexor-standing", "standing-back-extension", "seated-cat-cow"],
)
def test_a_beginning_is_not_torn_off_at_a_seam(qapp, name):
    """Where it ended at one, its fill lay on the ground without a line: 8 to 19 pixels of it."""
    palette = replace(LIGHT, ghost=GREEN, ghost_hair=GREEN, ghost_edge=BLACK)
    image = canvas(240)
    painter = QPainter(image)
    paint_still(painter, QRectF(image.rect()), scene_of(EXERCISES[name]), palette)
    painter.end()
    torn = beside_the_ground(image, lambda red, green, blue: (green > 150) & (red + blue < 180))
    assert torn <= 5


@pytest.mark.parametrize("body", ["narrow", "broad"])
def test_no_shade_lies_on_the_line_around_the_body(qapp, body):
    """That of the far half of a chest was, which is left out: 63 pixels of line were lost."""
    palette = replace(LIGHT, outline=BLACK, inner=BLACK, shadow=GROUND)
    scene, image = scene_of(EXERCISES["pelvic-tilt-seated"]), canvas(700)
    painter = QPainter(image)
    place = QRectF(image.rect())
    bare = replace(scene, works=(), lengthens=())
    stance, appearance = scene.stance(0.0), FigureAppearance(body, "light")
    paint_stance(painter, bare, stance, scene.view(place), palette, appearance=appearance)
    painter.end()
    bare_px = beside_the_ground(
        image, lambda red, green, blue: (green > 110) & (np.minimum(red, blue) - green < 40)
    )
    assert bare_px == 0
