"""The body map's figures: the lines around zones lie on the body as it is drawn."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.zones import zones
from posture_app.preferences import BODIES, FigureAppearance
from posture_app.ui.body_map.picture import HEIGHT_M, WIDTH_M, BodyPicture
from posture_app.ui.figure.palette import LIGHT
from tests.ui.colours import colours_of


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("scale", [150.0, 240.0, 420.0])
def test_no_line_hangs_in_the_air(qapp, body, scale):
    wide, high = round(2 * WIDTH_M * scale), round(HEIGHT_M * scale)
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
