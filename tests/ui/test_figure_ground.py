"""Where the parts of the body meet, nothing of what lies behind it is seen between them."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import load
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of


@pytest.mark.parametrize("body", ["narrow", "broad"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_no_ground_is_seen_between_trunk_and_thighs_of_a_sitting_person(qapp, body, side):
    scene = scene_of(load().library.exercises["upper-trap-stretch"])
    size, ground = 800, QColor("#ff00ff")
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    rect, figure = QRectF(0, 0, size, size), FigureAppearance(body)
    paint_still(painter, rect, scene, LIGHT, side=side, arrows=False, appearance=figure)
    painter.end()
    view = scene.view(rect, side)
    pelvis = frames_of(scene.stance(1.0, side)).places[INDEX["pelvis"]]
    x, y = (round(one) for one in view.spot(pelvis))
    reach = round(0.07 * view.scale)
    around = [(x + dx, y + dy) for dx in range(-reach, reach) for dy in range(-reach, reach)]
    assert not [at for at in around if image.pixelColor(*at) == ground]
