"""Hair and skin of the head lie before each other as they do in the mesh, from every side."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from posture_app.body.skeleton import INDEX, Frames, frames_of
from posture_app.library.files import load
from posture_app.preferences import BODIES
from posture_app.ui.figure.drawing import Drawing, LineWidths
from posture_app.ui.figure.mesh import load_mesh
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.topology import topology_of
from tests.ui.test_figure_face import camera, resting

ACROSS, SCALE = 220, 700.0
NOTHING = -1
THORN_PX = 8
"""What of a collar is narrower than a pixel and a quarter; a thorn is eight long."""
RIM = 6
"""So many squares of three pixels lie along the edge of an ear that stands out from the hair."""


def around_head(body: str, yaw: float, pitch: float, frames: Frames | None = None) -> Projection:
    """The mesh with the middle of the head in the middle of a small picture."""
    frames = frames or resting()
    view = camera(yaw, pitch, SCALE)
    x, y = view.spot(frames.point(INDEX["head"], (0.0, 0.06, 0.0)))
    view = replace(view, x=ACROSS / 2 - x, y=ACROSS / 2 - y)
    return Projection(topology_of(load_mesh(body, "fine")), frames, view)


def painted(projection: Projection) -> np.ndarray:
    """The number of the material of the head that is seen in each pixel, as it is painted."""
    drawing = Drawing(
        projection.topology, projection.view, LineWidths(2, 1.2), ShownMuscles(), shaded=False
    )
    drawing.follow(projection)
    image = QImage(ACROSS, ACROSS, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    painter = QPainter(image)
    for surface in drawing.parts[projection.topology.mesh.parts.index("head")].surfaces:
        painter.fillPath(surface.fill, QColor(surface.material, 0, 0))
    painter.end()
    red = np.frombuffer(image.constBits(), np.uint8).reshape(ACROSS, ACROSS, 4)[..., 2]
    return np.where(red == 255, NOTHING, red.astype(int))


def nearest(projection: Projection) -> np.ndarray:
    """The same by the depth of each of its triangles there."""
    topology = projection.topology
    first, last = topology.ranges[topology.mesh.parts.index("head")]
    found = np.full((ACROSS, ACROSS), NOTHING)
    depth = np.full((ACROSS, ACROSS), -np.inf)
    for triangle in range(first, last):
        if not projection.front[triangle]:
            continue
        corners = topology.corners[:, triangle]
        x, y, z = (
            one[corners].astype(float) for one in (projection.x, projection.y, projection.depth)
        )
        left, right = (int(np.clip(at, 0, ACROSS - 1)) for at in (x.min(), x.max() + 1))
        top, bottom = (int(np.clip(at, 0, ACROSS - 1)) for at in (y.min(), y.max() + 1))
        own = (slice(top, bottom + 1), slice(left, right + 1))
        down, over = np.mgrid[own] + 0.5
        whole = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0])
        if abs(whole) < 1e-9:
            continue
        second = ((over - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (down - y[0])) / whole
        third = ((x[1] - x[0]) * (down - y[0]) - (over - x[0]) * (y[1] - y[0])) / whole
        here = z[0] + second * (z[1] - z[0]) + third * (z[2] - z[0])
        nearer = (second >= 0) & (third >= 0) & (second + third <= 1) & (here > depth[own])
        depth[own][nearer] = here[nearer]
        found[own][nearer] = topology.groups[topology.group[3 * triangle]][1]
    return found


def skin_over_hair(projection: Projection) -> int:
    """How many squares of three pixels of hair are painted over as skin."""
    materials = projection.topology.mesh.materials
    drawn = painted(projection)
    hidden = nearest(projection) == materials.index("hair")
    wrong = (drawn == materials.index("skin")) & hidden
    squares = np.lib.stride_tricks.sliding_window_view(wrong, (3, 3))
    return int(squares.all(axis=(2, 3)).sum())


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("pitch", [0, 25, 45, 75])
@pytest.mark.parametrize("yaw", [-135, -105, -98, -90, -60, -30, 30, 60, 90, 98, 105, 135])
def test_no_skin_shines_through_the_hair(qapp: QApplication, body, pitch, yaw):
    assert skin_over_hair(around_head(body, yaw, pitch)) == 0


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    ("name", "yaw", "pitch"),
    [
        ("levator-scap-stretch", -45, 0),
        ("single-knee-to-chest", 90, 10),
        ("side-plank", 90, 10),
        ("upper-trap-stretch", -90, 0),
        ("neck-rotation", 90, 25),
        ("wall-push-up-plus", 110, 0),
    ],
)
def test_no_skin_shines_through_the_hair_in_a_motion(qapp: QApplication, body, name, yaw, pitch):
    scene = scene_of(load().library.exercises[name])
    for share in (0.0, 0.5, 1.0):
        frames = frames_of(scene.stance(share))
        assert skin_over_hair(around_head(body, yaw, pitch, frames)) <= RIM


def test_no_thorn_of_a_collar_lies_on_the_neck(qapp: QApplication):
    """A far collar that is seen edge on goes there and back; the tip had several corners."""
    scene = scene_of(load().library.exercises["neck-rotation"])
    topology = topology_of(load_mesh("broad", "fine"))
    view = scene.view(QRectF(0, 0, 480, 480), None, (135.0, 0.0))
    projection = Projection(topology, frames_of(scene.stance(0.0)), view)
    drawing = Drawing(topology, view, LineWidths(2, 1.2), ShownMuscles(), shaded=False)
    drawing.follow(projection)
    image = QImage(4 * 480, 4 * 480, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(4, 4)
    cloth = topology.mesh.materials.index("top")
    for surface in drawing.parts[topology.mesh.parts.index("neck")].surfaces:
        if surface.material == cloth:
            painter.fillPath(surface.fill, QColor("white"))
    painter.end()
    whole = np.frombuffer(image.constBits(), np.uint8).reshape(4 * 480, -1) > 0
    core = np.lib.stride_tricks.sliding_window_view(whole, (5, 5)).all(axis=(2, 3))
    wide = np.lib.stride_tricks.sliding_window_view(np.pad(core, 4), (5, 5)).any(axis=(2, 3))
    assert (whole & ~wide).sum() / 16 < THORN_PX
