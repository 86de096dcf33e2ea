"""Light, shade and muscles on the shirt are few large shapes, as one would paint them."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.library.files import load
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of
from tests.ui.test_figure_ground import reached

SIZE = 700
SPECK_PX = 40


def pieces(mask):
    """How many pixels each piece of a mask has."""
    left = mask.copy()
    found = []
    while left.any():
        begun = np.zeros_like(left)
        begun[tuple(np.argwhere(left)[0])] = True
        piece = reached(left, begun)
        left &= ~piece
        found.append(int(piece.sum()))
    return found


@pytest.mark.parametrize("name", ["iso-neck-side", "neck-rotation"])
def test_no_island_of_light_lies_in_the_shade_of_a_sleeve(qapp, name):
    scene = scene_of(load().library.exercises[name])
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    view = scene.view(QRectF(0, 0, SIZE, SIZE))
    paint_figure(painter, scene.there()[-1], view, LIGHT, hands=scene.hands())
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)[..., 2::-1]
    lit = QColor(LIGHT.top)
    away = pixels.astype(int) - (lit.red(), lit.green(), lit.blue())
    # From the middle of the shirt to its left: light comes from the other side.
    mask = np.all(abs(away) <= 2, axis=-1)[:, SIZE // 2 :]
    assert len([size for size in pieces(mask) if size > SPECK_PX]) == 1


@pytest.mark.parametrize("turned", [0.0, 48.0])
def test_bellies_of_the_trapezius_leave_little_cloth_between_them(qapp, turned):
    scene = scene_of(load().library.exercises["shoulder-rolls"])
    size = 460
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    rect = QRectF(0, 0, size, size)
    paint_still(painter, rect, scene, LIGHT, arrows=False, turned_deg=(turned, 0.0))
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(size, size, 4).astype(int)
    beside = pixels[..., 2] - pixels[..., 0] < 60
    edge = np.zeros_like(beside)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    assert (beside & ~reached(beside, edge)).sum() < 300
