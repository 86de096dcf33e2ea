"""The line around the body has no gaps, also where one part of it goes on as another."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.skeleton import frames_of
from posture_app.library.files import builtin_path, read
from posture_app.ui.figure.contours import outward
from posture_app.ui.figure.indices import afters
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.silhouettes import turned_to_hem, turned_to_silhouette

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


def test_lines_that_meet_at_a_corner_leave_no_notch():
    """Each went square to its end, and ground was seen where a sleeve ends on an arm."""
    # A square, whose first two sides are silhouette; down is more.
    x, y = (np.array(one, np.float32) for one in ((0, 1, 1, 0), (0, 0, 1, 1)))
    out_x, out_y = np.zeros((2, 4), np.float32)
    silhouette, after = np.array((True, True, False, False)), np.array((1, 2, 3, 0))
    ends = turned_to_silhouette(x, y, after, silhouette, out_x, out_y)
    assert ends.tolist() == [True, False, True, False]
    # The first side goes to the right and the last one down: a step on is farther than the end.
    assert out_x[0] < -0.5
    assert out_y[2] > 0.5
    assert np.allclose((abs(out_y[0]), abs(out_x[2])), 1, atol=0.01)


def test_a_hem_ends_at_a_joint_with_all_of_its_line():
    """It ran out to nothing at each joint that it crossed: a collar was dashed."""
    x, y = (np.array(one, np.float32) for one in ((0, 1, 1, 0), (0, 0, 1, 1)))
    out_x, out_y = np.ones((2, 4), np.float32)
    hem, after = np.array((True, False, False, False)), np.array((1, 2, 3, 0))
    assert turned_to_hem(x, y, after, hem, ~hem, out_x, out_y).tolist() == [1]
    assert np.allclose(out_x, (0, 0, 1, 1), atol=0.01)
    assert np.allclose(out_y, 1, atol=0.01)


def test_a_corner_that_is_kept_is_pushed_out_at_all_its_points():
    """One that stayed where it is was a pin-prick of ink where three parts meet."""
    across, down = (np.repeat(np.array(one, np.float32), 4) for one in ([0, 9, 9, 0], [0, 0, 9, 9]))
    out_x, out_y = outward(across, down, afters(np.zeros(1, np.int64), len(across)))
    assert np.hypot(out_x, out_y).min() > 0.99
