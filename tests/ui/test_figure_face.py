"""The face from every side, and muscles that keep off it."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from posture_app.body.motion import stance_at
from posture_app.body.skeleton import JOINTS, Frames, frames_of
from posture_app.library.files import load
from posture_app.preferences import BODIES
from posture_app.ui.figure.drawing import Drawing, LineWidths
from posture_app.ui.figure.face import FaceShape, face_shapes
from posture_app.ui.figure.mesh import MeshLevel, load_mesh
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.muscles import muscle_paths
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.topology import topology_of
from posture_app.ui.figure.view import FigureCamera, looking

LEVELS: tuple[MeshLevel, ...] = ("coarse", "medium", "fine")
JAW = {"masseter", "temporalis", "lateral pterygoid", "medial pterygoid"}
SIZE = 500
RIM_PIXELS = 16
"""At the border of the face a muscle below the ear may touch it: 20 square millimetres."""


@cache
def resting() -> Frames:
    solved = scene_of(load().library.exercises["neck-flexion-extension"]).solved
    return frames_of(stance_at(solved, "move", 0.0, None, 0.0))


def camera(yaw: float, pitch: float = 0.0, scale: float = 1000.0) -> FigureCamera:
    return replace(looking(yaw, pitch), scale=scale, frame=(-2000, -2000, 2000, 2000))


def face(body: str, yaw: float, pitch: float = 0.0) -> tuple[FaceShape, ...]:
    topology = topology_of(load_mesh(body, "fine"))
    projection = Projection(topology, resting(), camera(yaw, pitch))
    return face_shapes(projection)


def pieces(shapes: tuple[FaceShape, ...], ink: str) -> list[QPolygonF]:
    paths = [shape.path for shape in shapes if shape.ink == ink]
    return [polygon for path in paths for polygon in path.toSubpathPolygons()]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", [-90, -75, 75, 90])
def test_from_the_side_there_is_one_eye_below_one_brow(body, yaw):
    shapes = face(body, yaw)
    assert len(pieces(shapes, "brow")) == 1
    assert len(pieces(shapes, "white")) == 1
    assert len(pieces(shapes, "mouth")) == 1


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("pitch", [-45, 0, 20])
def test_no_brow_beyond_a_nose_is_a_dot(body, pitch):
    """It sat on the cheek like a fly."""
    for yaw in range(30, 91, 3):
        for brow in pieces(face(body, yaw, pitch), "brow"):
            there, back = np.split(np.array([(spot.x(), spot.y()) for spot in brow.toList()]), 2)
            long, wide = np.hypot(*(there[-1] - there[0])), np.hypot(*(there - back[::-1]).T).max()
            assert long > 1.9 * wide


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", [-90, 90])
def test_from_the_side_an_eye_is_a_wedge_and_lips_are_a_line(body, yaw):
    shapes = face(body, yaw)
    [white] = pieces(shapes, "white")
    [mouth] = pieces(shapes, "mouth")
    assert white.boundingRect().width() > 0.8 * white.boundingRect().height()
    assert mouth.boundingRect().width() > 3 * mouth.boundingRect().height()


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("pitch", [-45, -20, 0, 20])
def test_the_corners_of_a_mouth_hang_from_nowhere(body, pitch):
    """Seen from below it looked sad: they lie behind its middle."""
    [mouth] = pieces(face(body, 0, pitch), "mouth")
    by_side = sorted((spot.x(), spot.y()) for spot in mouth.toList())
    edge, middle = by_side[:2] + by_side[-2:], by_side[len(by_side) // 2 - 2 :][:4]
    below = np.mean([y for _, y in edge]) - np.mean([y for _, y in middle])
    assert below < 1  # a pixel is a millimetre


def area(polygon: QPolygonF) -> float:
    points = polygon.toList()
    return abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairwise([*points, points[0]]))) / 2


def test_each_body_has_a_face_of_its_own():
    sizes = {}
    for body in BODIES:
        shapes = face(body, 0)
        mesh = load_mesh(body, "fine")
        head = mesh.triangles[mesh.part == mesh.parts.index("head")].reshape(-1)
        jaw = mesh.rest[head] - JOINTS["head"]
        at_its_angle = (jaw[:, 1] > -0.05) & (jaw[:, 1] < -0.03)
        sizes[body] = {
            "jaw": 2000 * jaw[at_its_angle, 0].max(),
            "brow": sum(map(area, pieces(shapes, "brow"))),
            "lips": sum(one.boundingRect().height() for one in pieces(shapes, "upper_lip")),
        }
    narrow, broad = sizes["narrow"], sizes["broad"]
    assert broad["jaw"] > narrow["jaw"] + 4  # a pixel is a millimetre
    assert broad["brow"] > 1.25 * narrow["brow"]
    assert broad["lips"] < 0.85 * narrow["lips"]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", range(-90, 91, 15))
@pytest.mark.parametrize("pitch", [-15, 0, 15])
def test_nothing_of_a_face_lies_beyond_its_outline(body, yaw, pitch):
    topology = topology_of(load_mesh(body, "fine"))
    projection = Projection(topology, resting(), camera(yaw, pitch))
    drawing = Drawing(topology, projection.view, LineWidths(2, 1.2), ShownMuscles(), shaded=False)
    drawing.follow(projection)
    head = drawing.parts[topology.mesh.parts.index("head")]
    for shape in head.face:
        if shape.ink not in {"brow", "white", "iris"}:
            continue
        for at in range(shape.path.elementCount()):
            spot = shape.path.elementAt(at)
            assert head.contour.contains(QPointF(spot.x, spot.y))


def painted(paths: list[QPainterPath], into: QImage) -> None:
    painter = QPainter(into)
    for path in paths:
        painter.fillPath(path, QColor(Qt.GlobalColor.white))
    painter.end()


def mask(paths: list[QPainterPath]) -> np.ndarray:
    image = QImage(SIZE, SIZE, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painted(paths, image)
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, -1)[:, :SIZE] > 0


def face_region(projection: Projection) -> QPainterPath:
    """What of the head is bare, looks ahead, is no lower than the chin, and faces the camera."""
    topology = projection.topology
    mesh = topology.mesh
    first, last = topology.ranges[mesh.parts.index("head")]
    corners = topology.corners[:, first:last]
    kinds = np.array([kind for _, kind in topology.groups])[
        topology.group[3 * first : 3 * last : 3]
    ]
    chin = mesh.face_curves["underlip"][0].points[:, 1].min() - 0.022
    ahead = mesh.normals[corners].mean(0)[:, 2] > 0.35
    high = mesh.rest[corners][..., 1].min(0) > chin
    own = ahead & high & (kinds == mesh.materials.index("skin")) & projection.front[first:last]
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for triangle in corners[:, own].T:
        points = [QPointF(projection.x[at], projection.y[at]) for at in triangle]
        path.addPolygon(QPolygonF([*points, points[0]]))
    return path


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("level", LEVELS)
def test_no_muscle_of_the_head_is_painted_over_the_face(body, level):
    topology = topology_of(load_mesh(body, level))
    number = topology.mesh.parts.index("head")
    found = []
    for name, exercise in load().library.exercises.items():
        scene = scene_of(exercise)
        shown = scene.shown()
        own = {muscle.name for muscle in (*shown.works, *shown.lengthens)}
        if not own or own & JAW:
            continue
        motion = scene.motion.camera
        for share in (0.0, 0.5, 1.0):
            view = camera(motion.yaw_deg, motion.pitch_deg, 900)
            frames = frames_of(scene.stance(share))
            spot = Projection(topology, frames, view)
            spot.place([number])
            if not muscle_paths(spot, (number,), shown):  # to draw all the others takes long
                continue
            x, y = (float(one[topology.blocks[number].vertices].mean()) for one in (spot.x, spot.y))
            view = replace(view, x=SIZE / 2 - x, y=SIZE / 2 - y)
            projection = Projection(topology, frames, view)
            drawing = Drawing(topology, view, LineWidths(2, 1.2), shown, shaded=False)
            drawing.follow(projection)
            muscles = drawing.parts[number].muscles
            over = mask([muscle.fill for muscle in muscles]) & mask([face_region(projection)])
            if over.sum() > RIM_PIXELS:
                found.append((name, share, int(over.sum())))
    assert not found


def drawn(name: str, share: float, scale: float) -> Drawing:
    scene = scene_of(load().library.exercises[name])
    motion = scene.motion.camera
    view = camera(motion.yaw_deg, motion.pitch_deg, scale)
    topology = topology_of(load_mesh("narrow", "fine"))
    projection = Projection(topology, frames_of(scene.stance(share)), view)
    drawing = Drawing(topology, view, LineWidths(2, 1.2), scene.shown(None, share), shaded=False)
    drawing.follow(projection)
    return drawing


def test_a_head_that_lies_on_its_side_has_both_eyes():
    """An eye was as high as it is wide then, and left out as a sliver."""
    drawing = drawn("side-lying-hip-abduction", 1.0, 900)
    head = drawing.parts[drawing.topology.mesh.parts.index("head")]
    assert len(pieces(head.face, "white")) == 2


def test_a_muscle_of_the_jaw_does_not_lie_beside_the_far_eye():
    drawing = drawn("jaw-relaxation", 1.0, 900)
    head = drawing.parts[drawing.topology.mesh.parts.index("head")]
    eyes = [shape.path.boundingRect() for shape in head.face if shape.ink == "white"]
    assert len(eyes) == 2
    assert head.muscles
    for muscle in head.muscles:
        assert muscle.fill.boundingRect().right() < max(eye.left() for eye in eyes)


@pytest.mark.parametrize("scale", [450, 900])
def test_no_speck_of_a_muscle_lies_on_the_shirt_below_the_collar(scale):
    drawing = drawn("neck-flexion-extension", 0.0, scale)
    trunk = drawing.parts[drawing.topology.mesh.parts.index("trunk")]
    assert not [muscle for muscle in trunk.muscles if not muscle.deep]
