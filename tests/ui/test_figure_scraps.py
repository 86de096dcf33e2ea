"""Muscles are few whole shapes: no holes between them, no scraps, no torn ends."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.library.files import load
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.muscles import muscle_paths
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.small_hands import drawn_mesh
from posture_app.ui.figure.topology import topology_of
from tests.ui.test_figure_ground import reached
from tests.ui.test_figure_shade import pieces

SIZE = 460
SEEN_FROM = {"childs-pose": (78.0, 8.0), "side-plank": (12.0, 10.0), "sit-to-stand": (70.0, 5.0)}
"""Where faults were seen, in degrees, which is not where a motion's camera stands by now."""
HOLE_PX = 4
"""Of what is mixed with a line."""
SCRAP_PX = 16


def still(name, yaw_deg, body="narrow"):
    """The colours of a still, as red, green, blue."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.halo))
    painter = QPainter(image)
    scene = scene_of(load().library.exercises[name])
    rect, figure = QRectF(0, 0, SIZE, SIZE), FigureAppearance(body)
    camera = scene.motion.camera
    from_yaw, from_pitch = SEEN_FROM.get(name, (camera.yaw_deg, camera.pitch_deg))
    turned = (from_yaw - camera.yaw_deg + yaw_deg, from_pitch - camera.pitch_deg)
    paint_still(painter, rect, scene, LIGHT, arrows=False, turned_deg=turned, appearance=figure)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)
    return pixels[..., 2::-1].astype(int)


def stretched(pixels):
    """Where a muscle is that lengthens: far bluer than it is red."""
    return pixels[..., 2] - pixels[..., 0] > 60


@pytest.mark.parametrize(
    ("name", "yaw_deg", "body"),
    [
        ("shoulder-rolls", 0.0, "narrow"),
        ("shoulder-rolls", 0.0, "broad"),
        ("shoulder-rolls", 48.0, "narrow"),
        ("sit-to-stand", 135.0, "narrow"),
    ],
)
def test_muscles_have_no_holes_where_they_meet(qapp, name, yaw_deg, body):
    pixels = still(name, yaw_deg, body)
    # A muscle that works is far redder than it is blue, and so are the lines on it.
    free = pixels[..., 0] - pixels[..., 2] < 60
    edge = np.zeros_like(free)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    pale = free & (pixels[..., 1] > 150)
    assert (pale & ~reached(free, edge)).sum() <= HOLE_PX


@pytest.mark.parametrize("name", ["scalene-stretch", "upper-trap-stretch"])
def test_of_a_muscle_that_is_out_of_sight_no_scrap_is_shown(qapp, name):
    assert stretched(still(name, 0.0)).any()
    assert not stretched(still(name, -90.0)).any()


@pytest.mark.parametrize(
    ("name", "yaw_deg", "body", "count"),
    [("childs-pose", 90.0, "narrow", 0), ("side-plank", -90.0, "broad", 3)],
)
def test_no_skin_is_seen_through_the_shirt(qapp, name, yaw_deg, body, count):
    red, green, blue = np.moveaxis(still(name, yaw_deg, body), -1, 0)
    redder = red - green
    skin = (redder > 12) & (redder < 45) & (green - blue > 8) & (red > 150)
    assert len([size for size in pieces(skin) if size > SCRAP_PX]) == count


def test_no_muscle_reaches_over_the_line_around_the_body(qapp):
    pixels = still("childs-pose", 60.0, "broad")
    halo = QColor(LIGHT.halo)
    ground = np.all(abs(pixels - (halo.red(), halo.green(), halo.blue())) < 8, axis=-1)
    muscle = stretched(pixels)
    # The line between them is two pixels wide.
    assert (muscle[2:] & ground[:-2]).sum() < 20


def test_fibres_in_a_close_up_have_no_corners(qapp):
    scene = scene_of(load().library.exercises["jaw-relaxation"])
    frames, view = scene.there()[-1], scene.view(QRectF(0, 0, 700, 700))
    topology = topology_of(drawn_mesh("narrow", "fine"))
    projection = Projection(topology, frames, view)
    parts = tuple(range(len(topology.blocks)))
    projection.place(parts)
    turns = []
    for paths in muscle_paths(projection, parts, scene.shown()).values():
        for line in [line for one in paths for line in one.lines.toSubpathPolygons()]:
            way = np.diff([(spot.x(), spot.y()) for spot in line.toList()], axis=0)
            angle = np.arctan2(way[:, 1], way[:, 0])
            turns += abs((np.diff(angle) + np.pi) % (2 * np.pi) - np.pi).tolist()
    assert np.degrees(np.quantile(turns, 0.95)) < 30
