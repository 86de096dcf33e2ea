"""Hair and skin of the head lie before each other as they do in the mesh, from every side."""

from dataclasses import replace

import numpy as np
import pytest
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
HEM_PX = 45
"""Along a hem, half of its line is on either side of it."""
RIM = 6
"""So many squares of three pixels lie along the edge of an ear that stands out from the hair."""


def around(
    bone: str,
    spot: tuple[float, float, float],
    body: str,
    yaw: float,
    pitch: float,
    frames: Frames,
) -> Projection:
    """The mesh with a spot on a bone in the middle of a small picture."""
    view = camera(yaw, pitch, SCALE)
    x, y = view.spot(frames.point(INDEX[bone], spot))
    view = replace(view, x=ACROSS / 2 - x, y=ACROSS / 2 - y)
    return Projection(topology_of(load_mesh(body, "fine")), frames, view)


def around_head(body: str, yaw: float, pitch: float, frames: Frames | None = None) -> Projection:
    return around("head", (0.0, 0.06, 0.0), body, yaw, pitch, frames or resting())


def painted(projection: Projection, part: str) -> np.ndarray:
    """The number of the material of a part that is seen in each pixel, as it is painted."""
    drawing = Drawing(
        projection.topology, projection.view, LineWidths(2, 1.2), ShownMuscles(), shaded=False
    )
    drawing.follow(projection)
    image = QImage(ACROSS, ACROSS, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    painter = QPainter(image)
    for surface in drawing.parts[projection.topology.mesh.parts.index(part)].surfaces:
        painter.fillPath(surface.fill, QColor(surface.material, 0, 0))
    painter.end()
    red = np.frombuffer(image.constBits(), np.uint8).reshape(ACROSS, ACROSS, 4)[..., 2]
    return np.where(red == 255, NOTHING, red.astype(int))


def nearest(projection: Projection, part: str) -> np.ndarray:
    """The same by the depth of each of its triangles there."""
    topology = projection.topology
    number = topology.mesh.parts.index(part)
    projection.place([number])
    first, last = topology.ranges[number]
    seen = first + np.flatnonzero(projection.front[first:last])
    corners = topology.corners[:, seen]
    x, y, z = (one[corners].astype(float) for one in (projection.x, projection.y, projection.depth))
    whole = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0])
    lowest, highest = (
        [np.clip(edge(one, axis=0) + more, 0, ACROSS - 1).astype(int) for one in (x, y)]
        for edge, more in ((np.min, 0), (np.max, 1))
    )
    # Every pixel of the box around each triangle, one after another.
    across, down = (high - low + 1 for low, high in zip(lowest, highest, strict=True))
    counts = np.where(np.abs(whole) < 1e-9, 0, across * down)
    of = np.repeat(np.arange(len(seen)), counts)
    within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    row, column = lowest[1][of] + within // across[of], lowest[0][of] + within % across[of]
    x, y, z = x[:, of], y[:, of], z[:, of]
    beside, below = column + 0.5 - x[0], row + 0.5 - y[0]
    second = (beside * (y[2] - y[0]) - (x[2] - x[0]) * below) / whole[of]
    third = ((x[1] - x[0]) * below - (y[1] - y[0]) * beside) / whole[of]
    here = z[0] + second * (z[1] - z[0]) + third * (z[2] - z[0])
    inside = np.flatnonzero((second >= 0) & (third >= 0) & (second + third <= 1))
    # What is written last counts: the nearest, and of those as near the first.
    order = inside[np.lexsort((-of[inside], here[inside]))]
    found = np.full((ACROSS, ACROSS), NOTHING)
    groups = np.asarray([topology.groups[one][1] for one in topology.group[3 * seen]])
    found[row[order], column[order]] = groups[of[order]]
    return found


def squares(wrong: np.ndarray) -> int:
    """How many squares of three pixels are wrong."""
    windows = np.lib.stride_tricks.sliding_window_view(wrong, (3, 3))
    return int(windows.all(axis=(2, 3)).sum())


def painted_over(projection: Projection, part: str, over: str, under: str) -> int:
    """How many squares of what should be seen of one material are painted as another."""
    materials = projection.topology.mesh.materials
    drawn = painted(projection, part)
    hidden = nearest(projection, part) == materials.index(under)
    return squares((drawn == materials.index(over)) & hidden)


def skin_over_hair(projection: Projection) -> int:
    return painted_over(projection, "head", "skin", "hair")


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


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", [-90, -75, 75, 90])
@pytest.mark.parametrize("name", ["neck-rotation", "iso-neck-rotation"])
def test_no_far_collar_lies_on_the_neck(qapp: QApplication, body, name, yaw):
    scene = scene_of(load().library.exercises[name])
    for share in (0.0, 1.0):
        projection = around("neck", (0.0, 0.0, 0.0), body, yaw, 27, frames_of(scene.stance(share)))
        assert painted_over(projection, "neck", "top", "skin") <= RIM


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", [-105, -90, 90, 105])
@pytest.mark.parametrize("name", ["neck-rotation", "iso-neck-rotation"])
def test_the_nape_has_no_hole_below_the_hairline(qapp: QApplication, body, name, yaw):
    """What is hair of the neck goes on from that of the head, however little of it is seen."""
    scene = scene_of(load().library.exercises[name])
    for share in (0.0, 1.0):
        projection = around("neck", (0.0, 0.0, 0.0), body, yaw, 27, frames_of(scene.stance(share)))
        whole = nearest(projection, "neck") == projection.topology.mesh.materials.index("hair")
        empty = whole & (painted(projection, "neck") == NOTHING)
        assert empty.sum() <= HEM_PX
