"""Ears, lips, hair and what lies behind a face, from every side."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import load
from posture_app.preferences import BODIES, FigureAppearance
from posture_app.ui.figure import body_painter, drawing
from posture_app.ui.figure.drawing import Drawing, LineWidths
from posture_app.ui.figure.face import FaceShape, face_shapes
from posture_app.ui.figure.mesh import MeshLevel, load_mesh
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.painter import paint_figure
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.topology import topology_of
from tests.ui.test_figure_face import LEVELS, SIZE, camera, face, face_region, mask, pieces, resting

BLUE, RED = "#0000ff", "#ff0000"
HAIR_AND_SKIN = replace(
    LIGHT, hair=BLUE, skin=RED, far=RED, far_skin=RED, outline=BLUE, inner=BLUE, flat=True
)
END_PX = 3
"""So few pixels are the thin end of a larger piece."""


@cache
def drawn(body: str, level: MeshLevel, yaw: float, pitch: float = 0.0) -> Drawing:
    topology = topology_of(load_mesh(body, level))
    projection = Projection(topology, resting(), camera(yaw, pitch))
    drawing = Drawing(topology, projection.view, LineWidths(2, 1.2), ShownMuscles(), shaded=False)
    drawing.follow(projection)
    return drawing


def lies_within_head(drawing: Drawing, inks: set[str]) -> bool:
    head = drawing.parts[drawing.topology.mesh.parts.index("head")]
    paths = [shape.path for shape in head.face if shape.ink in inks]
    assert paths
    spots = [path.elementAt(at) for path in paths for at in range(path.elementCount())]
    return all(head.contour.contains(QPointF(spot.x, spot.y)) for spot in spots)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("sign", [-1, 1])
class TestEars:
    @pytest.mark.parametrize("yaw", [45, 60, 75, 90])
    def test_one_is_drawn_from_its_side(self, body, sign, yaw):
        assert len(pieces(face(body, sign * yaw), "edge")) == 1
        assert len(pieces(face(body, sign * yaw), "hollow")) == 1

    @pytest.mark.parametrize("yaw", [105, 120])
    def test_only_its_inside_is_seen_from_a_little_behind(self, body, sign, yaw):
        assert len(pieces(face(body, sign * yaw), "hollow")) == 1

    @pytest.mark.parametrize("yaw", [135, 150, 165, 180])
    def test_nothing_of_it_is_drawn_from_behind(self, body, sign, yaw):
        shapes = face(body, sign * yaw)
        assert not pieces(shapes, "edge")
        assert not pieces(shapes, "hollow")

    def test_its_edge_is_that_of_the_head_from_before(self, body, sign):
        assert not pieces(face(body, sign * 0.0), "edge")

    @pytest.mark.parametrize("yaw", [45, 60, 75, 90])
    def test_it_lies_on_the_head(self, body, sign, yaw):
        assert lies_within_head(drawn(body, "fine", sign * yaw), {"edge", "hollow"})


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", range(-90, 91, 15))
@pytest.mark.parametrize("pitch", [-15, 0, 15, 30])
def test_lips_lie_within_the_outline_of_the_face(body, yaw, pitch):
    assert lies_within_head(drawn(body, "fine", yaw, pitch), {"lip", "upper_lip", "mouth"})


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", range(-75, 76, 15))
def test_the_line_of_the_mouth_runs_between_the_lips(body, yaw):
    shapes = face(body, yaw)
    [lips], [mouth] = (pieces(shapes, ink) for ink in ("lip", "mouth"))
    around, line = lips.boundingRect(), mouth.boundingRect()
    assert around.top() < line.top()
    assert line.bottom() < around.bottom()


@pytest.mark.parametrize("body", BODIES)
def test_a_calm_mouth_rises_to_its_corners(body):
    [mouth] = pieces(face(body, 0), "mouth")
    spots = sorted((spot.x(), spot.y()) for spot in mouth.toList())
    middle = [y for x, y in spots if abs(x - spots[len(spots) // 2][0]) < 5]
    assert max(spots[0][1], spots[-1][1]) < min(middle)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("level", LEVELS)
def test_the_hairline_is_one_line_without_a_gap(body, level):
    """Each corner on it is left once and reached once, all in one round."""
    mesh = load_mesh(body, level)
    edges = {}
    for name in ("hair", "skin"):
        own = mesh.triangles[mesh.material == mesh.materials.index(name)].tolist()
        edges[name] = {(a, b) for t in own for a, b in zip(t, t[1:] + t[:1], strict=True)}
    border = dict(edge for edge in edges["hair"] if edge[::-1] in edges["skin"])
    assert len(border) == sum(edge[::-1] in edges["skin"] for edge in edges["hair"])
    first = at = next(iter(border))
    walked = 0
    while walked == 0 or at != first:
        at, walked = border[at], walked + 1
    assert walked == len(border)


def pieces_of(free: np.ndarray) -> list[int]:
    """How many pixels each piece of what is free has, but for those that the lower edge cuts."""
    left, found = free.copy(), []
    while left.any():
        grown = np.zeros_like(left)
        grown[tuple(np.argwhere(left)[0])] = True
        before = 0
        while before != (before := int(grown.sum())):
            wider = grown.copy()
            wider[1:] |= grown[:-1]
            wider[:-1] |= grown[1:]
            wider[:, 1:] |= grown[:, :-1]
            wider[:, :-1] |= grown[:, 1:]
            grown = wider & left
        left &= ~grown
        if not grown[-1].any():
            found.append(before)
    return found


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("scale", [300, 360, 1000])
@pytest.mark.parametrize("yaw", [-180, -150, -120, 120, 150])
@pytest.mark.parametrize("pitch", [0, 35])
def test_no_speck_of_skin_lies_in_the_hair(qapp, body, scale, yaw, pitch):
    view = camera(yaw, pitch, scale)
    x, y = view.spot(resting().point(INDEX["head"], (0.0, 0.06, 0.0)))
    view = replace(view, x=SIZE / 2 - x, y=SIZE / 2 - y, frame=(0, 0, SIZE, SIZE))
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(BLUE))
    painter = QPainter(image)
    paint_figure(
        painter, resting(), view, HAIR_AND_SKIN, appearance=FigureAppearance(body, "light")
    )
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, SIZE, 4)
    skin = (pixels[..., 2] > 150) & (pixels[..., 1] < 80)
    # Down to the nape, where what is bare goes on.
    skin = skin[: round(SIZE / 2 + 0.05 * scale)]
    assert not [size for size in pieces_of(skin) if size > END_PX]


@pytest.mark.parametrize("yaw", [-30, 0, 30])
def test_muscles_of_the_nape_are_not_seen_through_the_face(yaw):
    scene = scene_of(load().library.exercises["neck-flexion-extension"])
    topology = topology_of(load_mesh("broad", "fine"))
    number, frames = topology.mesh.parts.index("head"), frames_of(scene.stance(1.0))
    view = camera(yaw, 0, 900)
    spot = Projection(topology, frames, view)
    spot.place([number])
    x, y = (float(one[topology.blocks[number].vertices].mean()) for one in (spot.x, spot.y))
    projection = Projection(topology, frames, replace(view, x=SIZE / 2 - x, y=SIZE / 2 - y))
    drawing = Drawing(topology, projection.view, LineWidths(2, 1.2), scene.shown(), shaded=False)
    drawing.follow(projection)
    muscles = drawing.parts[number].muscles
    if muscles:
        over = mask([muscle.fill for muscle in muscles]) & mask([face_region(projection)])
        assert not over.any()


THROAT_PX = 40
"""So far before the middle of the body, at the scale of `camera`."""


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", [-98, -90, -82, -75, 75, 82, 90, 98])
@pytest.mark.parametrize("name", ["chin-tuck-seated", "suboccipital-stretch"])
def test_no_flake_of_the_neck_is_seen_behind_the_collar(body, yaw, name):
    scene = scene_of(load().library.exercises[name])
    topology = topology_of(load_mesh(body, "fine"))
    for share in (0.0, 1.0):
        projection = Projection(topology, frames_of(scene.stance(share)), camera(yaw))
        drawing = Drawing(
            topology, projection.view, LineWidths(2, 1.2), ShownMuscles(), shaded=False
        )
        drawing.follow(projection)
        surfaces = drawing.parts[topology.mesh.parts.index("neck")].surfaces
        number = topology.mesh.materials.index("skin")
        [skin] = [surface for surface in surfaces if surface.material == number]
        boxes = [piece.boundingRect() for piece in skin.fill.toSubpathPolygons()]
        # What comes out of the collar at the throat is seen before it.
        assert len([box for box in boxes if yaw * box.center().x() < abs(yaw) * THROAT_PX]) == 1


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("yaw", [*range(-110, -80, 2), *range(80, 111, 2)])
@pytest.mark.parametrize("pitch", [-10, 0, 15])
def test_no_eye_is_seen_without_its_brow(body, yaw, pitch):
    shapes = face(body, yaw, pitch)
    assert len(pieces(shapes, "white")) <= len(pieces(shapes, "brow"))


class TestOpenMouth:
    """The jaw hangs loose: a round opening, narrower than the closed mouth, that does not smile."""

    @staticmethod
    def shapes(share: float, body: str, yaw: float) -> tuple[FaceShape, ...]:
        scene = scene_of(load().library.exercises["jaw-relaxation"])
        topology = topology_of(load_mesh(body, "fine"))
        return face_shapes(Projection(topology, frames_of(scene.stance(share)), camera(yaw)))

    @staticmethod
    def opening(shapes: tuple[FaceShape, ...]) -> QPolygonF:
        return max(pieces(shapes, "mouth"), key=lambda piece: piece.boundingRect().height())

    @pytest.mark.parametrize("body", BODIES)
    def test_it_is_narrower_and_rounder_than_a_closed_one(self, body):
        closed, wide = (self.opening(self.shapes(share, body, 0)) for share in (0.0, 1.0))
        wide_box = wide.boundingRect()
        assert wide_box.width() < 0.8 * closed.boundingRect().width()
        assert wide_box.height() > 0.35 * wide_box.width()

    @pytest.mark.parametrize("body", BODIES)
    def test_its_corners_do_not_rise(self, body):
        opening = self.opening(self.shapes(1.0, body, 0))
        spots = sorted((spot.x(), spot.y()) for spot in opening.toList())
        top = opening.boundingRect().top()
        assert min(spots[0][1], spots[-1][1]) > top + 0.5

    @pytest.mark.parametrize("body", BODIES)
    @pytest.mark.parametrize("yaw", [-90, -75, 75, 90])
    def test_it_is_open_from_beside_and_lips_end_above_the_chin(self, body, yaw):
        shapes = self.shapes(1.0, body, yaw)
        opening = self.opening(shapes).boundingRect()
        assert opening.height() > 9
        lips = [piece.boundingRect() for piece in pieces(shapes, "lip")]
        assert max(lip.bottom() for lip in lips) < opening.bottom() + 5
        assert not pieces(shapes, "upper_lip")


def test_lines_along_the_hair_lie_below_a_muscle(qapp):
    """A muscle that is shown through the hair is not crossed by its strands."""
    scene = scene_of(load().library.exercises["jaw-relaxation"])
    palette = replace(LIGHT, stretch="#00ff00", strength="#00ff00")
    images = []
    for hair_lines in (True, False):
        image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        with pytest.MonkeyPatch.context() as patch:
            if not hair_lines:
                patch.setattr(body_painter, "_OF_HAIR", frozenset())
                patch.setattr(drawing, "face_shapes", _without_hair_lines)
            paint_still(
                painter, QRectF(0, 0, SIZE, SIZE), scene, palette, arrows=False, turned_deg=(30, 0)
            )
        painter.end()
        images.append(np.frombuffer(image.constBits(), np.uint8).copy().reshape(SIZE, SIZE, 4))
    muscle = (images[1][..., 1] > 200) & (images[1][..., 2] < 60)
    assert muscle.sum() > 500
    assert (images[0][muscle] == images[1][muscle]).all()
    assert (images[0] != images[1]).any()


def _without_hair_lines(projection: Projection, grain: float = 0.0) -> tuple[FaceShape, ...]:
    shapes = face_shapes(projection, grain)
    return tuple(shape for shape in shapes if shape.ink not in {"gleam", "strand"})
