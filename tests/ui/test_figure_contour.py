"""The line around the body has no gaps, also where one part of it goes on as another."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.skeleton import frames_of
from posture_app.library.files import builtin_path, read
from posture_app.ui.figure.contours import afters, outward
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.scene import scene_of

SIZE = 400
EDGE = 4
"""At the picture's edge, close-ups are cut off."""
MOST_PX = 12
BUILTIN = {one.id: one for one in read(builtin_path()).exercises}
RED = "#ff0000"
COLOURS = replace(
    LIGHT, outline="#000000", inner="#000000", shadow="#ffffff",
    skin=RED, top=RED, trousers=RED, shoe=RED, hair=RED, far=RED, far_skin=RED,
    mouth=RED, soft=RED, eye=RED, iris=RED,
)  # fmt: skip


@pytest.mark.parametrize("name", BUILTIN)
def test_nothing_of_the_body_touches_the_ground_without_a_line_between(qapp, name):
    scene = scene_of(BUILTIN[name])
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    view = scene.view(QRectF(0, 0, SIZE, SIZE))
    paint_figure(painter, frames_of(scene.stance(1)), view, COLOURS, hands=scene.hands())
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)
    green, red = pixels[..., 1], pixels[..., 2]
    body, ground = (red > 190) & (green < 40), green > 215
    beside = np.zeros_like(ground)
    for down in (-1, 0, 1):
        for aside in (-1, 0, 1):
            beside |= np.roll(ground, (down, aside), (0, 1))
    assert (body & beside)[EDGE:-EDGE, EDGE:-EDGE].sum() <= MOST_PX


def test_a_corner_that_is_kept_is_pushed_out_at_all_its_points():
    """One that stayed where it is was a pin-prick of ink where three parts meet."""
    across, down = (np.repeat(np.array(one, np.float32), 4) for one in ([0, 9, 9, 0], [0, 0, 9, 9]))
    out_x, out_y = outward(across, down, afters(np.zeros(1, np.int64), len(across)))
    assert np.hypot(out_x, out_y).min() > 0.99
