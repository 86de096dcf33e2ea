"""Where several bellies come together, no cloth shines between them."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.library.files import load
from posture_app.preferences import BODIES, FigureAppearance
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of
from tests.ui.test_figure_ground import reached

SIZE = 400
MOST_PX = 3
"""Of what is mixed with a line."""


@pytest.mark.parametrize("body", BODIES)
def test_no_cloth_is_enclosed_by_muscles(qapp, body):
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.halo))
    painter = QPainter(image)
    scene = scene_of(load().library.exercises["wall-angel"])
    rect, figure = QRectF(0, 0, SIZE, SIZE), FigureAppearance(body)
    paint_still(painter, rect, scene, LIGHT, arrows=False, appearance=figure)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4).astype(int)
    # A muscle that works is far redder than it is green, and so are the lines on it.
    free = pixels[..., 2] - pixels[..., 1] < 60
    edge = np.zeros_like(free)
    edge[0] = edge[-1] = edge[:, 0] = edge[:, -1] = True
    pale = free & (pixels[..., 1] > 150)
    assert (pale & ~reached(free, edge)).sum() <= MOST_PX
