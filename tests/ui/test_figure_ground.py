"""Where the parts of the body meet, nothing of what lies behind it is seen between them."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import load
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import scene_of

GROUND = QColor("#ff00ff")
MOST_PX = 4
"""The end of a wedge of ground, where two lines meet."""


def still(name, size, rect, **options):
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    scene = scene_of(load().library.exercises[name])
    paint_still(painter, rect, scene, LIGHT, arrows=False, **options)
    painter.end()
    return image


def reached(free, begun):
    """All that is free and joined to where it is begun."""
    grown = begun & free
    while True:
        wider = grown.copy()
        wider[1:] |= grown[:-1]
        wider[:-1] |= grown[1:]
        wider[:, 1:] |= grown[:, :-1]
        wider[:, :-1] |= grown[:, 1:]
        wider &= free
        if (wider == grown).all():
            return grown
        grown = wider


@pytest.mark.parametrize(
    ("name", "turned_deg", "body"),
    [
        ("shoulder-rolls", (0.0, 0.0), "narrow"),
        ("chin-tuck-seated", (0.0, 0.0), "narrow"),
        ("chin-tuck-seated", (-167.0, -5.0), "broad"),
        ("neck-rotation", (0.0, 0.0), "narrow"),
    ],
)
def test_no_ground_is_seen_within_head_and_neck(qapp, name, turned_deg, body):
    size = 700
    rect = QRectF(0, 0, size, size)
    scene = scene_of(load().library.exercises[name])
    view = scene.still_view(rect, None, turned_deg)
    x, y = (round(one) for one in view.spot(scene.there()[-1].places[INDEX["head"]]))
    reach = round(0.24 * view.scale)
    image = still(name, size, rect, turned_deg=turned_deg, appearance=FigureAppearance(body))
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(size, size, 4)
    around = pixels[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach].astype(int)
    # A pin-prick is mixed with the hair around it.
    free = (around[..., 2] > around[..., 1] + 60) & (around[..., 0] > around[..., 1] + 60)
    edge = np.zeros_like(free)
    edge[0] = edge[-1] = edge[:, 0] = edge[:, -1] = True
    assert free[reached(free, edge)].any()
    assert (free & ~reached(free, edge)).sum() <= MOST_PX


@pytest.mark.parametrize("body", ["narrow", "broad"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_no_ground_is_seen_between_trunk_and_thighs_of_a_sitting_person(qapp, body, side):
    scene = scene_of(load().library.exercises["upper-trap-stretch"])
    size = 800
    rect, figure = QRectF(0, 0, size, size), FigureAppearance(body)
    image = still("upper-trap-stretch", size, rect, side=side, appearance=figure)
    view = scene.view(rect, side)
    pelvis = frames_of(scene.stance(1.0, side)).places[INDEX["pelvis"]]
    x, y = (round(one) for one in view.spot(pelvis))
    reach = round(0.07 * view.scale)
    around = [(x + dx, y + dy) for dx in range(-reach, reach) for dy in range(-reach, reach)]
    assert not [at for at in around if image.pixelColor(*at) == GROUND]
