"""Props painted: blocks, rods and bands, each behind or before the parts of the body they meet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from math import atan2, degrees, isfinite
from types import MappingProxyType
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)

from posture_app.body.geometry import Vector, length, mixed, sub
from posture_app.body.props import Band, Box, PlacedProp, Rod, Shape
from posture_app.body.skeleton import INDEX, Frames
from posture_app.library.schema import Equipment
from posture_app.ui.figure.drawing import LineWidths
from posture_app.ui.figure.held import (
    HeldObject,
    coming_out,
    depth_of,
    hands_at,
    is_ball,
    is_before_trunk,
    is_below_feet,
)
from posture_app.ui.figure.layers import Grid, Layer, fill, layer_of
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import FigureCamera

_FACES: Final = (
    (0, 1, 3, 2),
    (4, 6, 7, 5),
    (0, 4, 5, 1),
    (2, 3, 7, 6),
    (0, 2, 6, 4),
    (1, 5, 7, 3),
)
_BELOW, _ABOVE = _FACES[2:4]
_TOP, _LIT, _SHADED, _UNDER = 100, 110, 124, 135
"""How much darker than its top the sides of a block are, in percent; light comes from the left."""
_PLAIN_PX: Final = 5.0
"""What is thinner has no lines within."""
_SOFT: Final[Mapping[Equipment, float]] = {"pillow": 0.040, "towel": 0.012}
"""How round the edges of soft things are at most, in metres."""
_BAND_M: Final = 0.020
_CUT_AWAY: Final = 0.12
"""How much of the ground is covered by a wall between the body and the viewer."""
_DASHES: Final = (7.0, 5.0)
"""The edges of such a wall, in widths of their line."""
_GROUND: Final = {"mat"}
_FLAT: Final = {"mat", "wall"}
"""What is large and thin: quiet, so that the body before it is seen first."""
_TOWEL_WIDE_M: Final = 0.115
"""Half the width of a folded towel."""
_MID_HAND: Final[Vector] = (0.0, -0.08, 0.0)
_Placed = tuple[PlacedProp, Shape]
_Boxes = Sequence[tuple[Equipment, Box]]
_Way = Literal["solid", "cut_away"]
StandingThings = tuple[_Way, tuple[tuple[Equipment, Box], ...], FigureCamera, FigurePalette, Grid]
"""What makes a picture of some blocks: how they are painted, those, and how they look."""
_NOTHING: Final[Mapping[StandingThings, Layer | None]] = MappingProxyType({})
_LINES: Final = LineWidths(2.0, 1.2)


@lru_cache(maxsize=256)
def _faces(box: Box, view: FigureCamera) -> tuple[tuple[QPainterPath, int], ...]:
    """The faces of a block that are seen, and how much darker than its top each is, in percent."""
    spots = [QPointF(*view.spot(corner)) for corner in box.corners()]
    middle, _ = view.spot(box.centre)
    found = []
    for numbers in _FACES:
        a, b, c = (spots[number] for number in numbers[:3])
        turn = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x())
        if turn > 0:
            face = QPainterPath(a)
            for number in numbers[1:]:
                face.lineTo(spots[number])
            face.closeSubpath()
            tone = _LIT if (a.x() + c.x()) / 2 <= middle + _PLAIN_PX else _SHADED
            tone = {_ABOVE: _TOP, _BELOW: _UNDER}.get(numbers, tone)
            found.append((face, tone))
    # The top is painted last, as the edges of soft things overlap.
    return tuple(sorted(found, key=lambda one: -one[1]))


def _folded(roll: Shape) -> tuple[Shape, ...]:
    """A towel that lies somewhere is folded flat, in two layers as thick together as its roll."""
    if not isinstance(roll, Rod):
        return (roll,)
    across = sub(roll.last, roll.first)
    turn_deg = degrees(atan2(-across[2], across[0]))
    x, y, z = mixed(roll.first, roll.last, 0.5)
    half_m = roll.radius / 2
    return tuple(
        Box((x, y + up, z), (length(across) / 2 - in_m, half_m, _TOWEL_WIDE_M - in_m), turn_deg)
        for up, in_m in ((-half_m, 0.0), (half_m, 0.008))
    )


class PropPainter:
    """The props of one frame.

    Args:
        painter: Where to.
        view: From where they are seen.
        palette: The colours.
        things: The props where they are now.
        grid: The painter's pixels, where it has any.
        before: The `standing` of the frame before: blocks that it showed too are painted into a
            layer, and from then on only laid over.
        lines: How wide lines are; the same as the body's.
    """

    def __init__(
        self,
        painter: QPainter,
        view: FigureCamera,
        palette: FigurePalette,
        things: Sequence[PlacedProp],
        grid: Grid | None = None,
        before: Mapping[StandingThings, Layer | None] = _NOTHING,
        lines: LineWidths = _LINES,
    ) -> None:
        self._painter = painter
        self._lines = lines
        self._grid = grid
        self._kept = before
        self.standing: dict[StandingThings, Layer | None] = {}
        self._view = view
        self._palette = palette
        self._ground = [thing for thing in things if thing.kind in _GROUND]
        self._held = [
            (thing, shape) for thing in things for shape in thing.shapes if hands_at(shape)
        ]
        self._below_feet = [
            (thing, shape) for thing in things for shape in thing.shapes if is_below_feet(shape)
        ]
        self._standing = [
            (thing, shape)
            for thing in things
            if thing.kind not in _GROUND
            for whole in thing.shapes
            if not (hands_at(whole) or is_below_feet(whole))
            for shape in (_folded(whole) if thing.kind == "towel" else (whole,))
        ]
        self._before: list[tuple[PlacedProp, Shape]] = []
        self._looked_through: list[Box] = []

    def paint_ground(self) -> None:
        """What the body lies on."""
        self._paint_all([(thing, shape) for thing in self._ground for shape in thing.shapes])

    def paint_behind(self, trunk_m: float) -> None:
        """Paint what is farther than the trunk, and keep the rest for later.

        Args:
            trunk_m: How near the trunk's middle is (`FigureCamera.depth`).
        """
        behind = []
        for thing, shape in self._standing:
            if not self._stands_before(thing, shape, trunk_m):
                behind.append((thing, shape))
            elif thing.kind != "wall" or is_ball(shape):
                self._before.append((thing, shape))
            elif isinstance(shape, Box):
                # Of a door that one looks through, only what holds a band is shown besides.
                self._looked_through.append(shape)
        self._lay("cut_away", [("wall", box) for box in self._looked_through])
        self._paint_all(sorted(behind, key=lambda one: depth_of(one[1], self._view)))
        self._paint_all(self._below_feet)

    def held(self, frames: Frames) -> list[HeldObject]:
        """What hands hold, to be painted among the parts of the body."""
        found, trunk_m = [], self._view.depth(frames.places[INDEX["lumbar"]])
        for thing, shape in self._held:
            hands = hands_at(shape)
            palms = [self._view.depth(frames.point(INDEX[hand], _MID_HAND)) for hand in hands]
            nearer = coming_out(shape, self._view, max(palms))
            cover = QPainterPath()
            cover.setFillRule(Qt.FillRule.WindingFill)
            for path in hidden_by((replace(thing, shapes=(shape,)),), self._view):
                cover.addPath(path)
            before = partial(self._paint, thing, nearer) if nearer is not None else None
            over = is_before_trunk(shape, self._view, trunk_m)
            found.append(HeldObject(hands, cover, partial(self._paint, thing, shape), before, over))
        return found

    def paint_before(self) -> None:
        """What hides the body."""
        self._before.sort(key=lambda one: depth_of(one[1], self._view))
        self._paint_all(self._before)

    def _paint_all(self, placed: Sequence[_Placed]) -> None:
        boxes = [(thing.kind, one) for thing, one in placed if isinstance(one, Box)]
        self._lay("solid", boxes)
        for thing, shape in placed:
            if not isinstance(shape, Box):
                self._paint(thing, shape)

    def _lay(self, way: _Way, boxes: _Boxes) -> None:
        """Paint blocks, by way of a layer from the second time on that they look the same."""
        if not boxes:
            return
        ways = {"solid": self._boxes, "cut_away": self._cut_away}
        if self._grid is None:
            ways[way](self._painter, boxes)
            return
        key: StandingThings = way, tuple(boxes), self._view, self._palette, self._grid
        layer = self._kept.get(key)
        if layer is None and key in self._kept:
            layer = self._layer(self._grid, boxes, ways[way])
        self.standing[key] = layer
        if layer:
            layer.lay(self._painter)
        else:
            ways[way](self._painter, boxes)

    def _layer(
        self,
        grid: Grid,
        boxes: _Boxes,
        paint_boxes: Callable[[QPainter, _Boxes], None],
    ) -> Layer:
        def paint(into: QPainter) -> None:
            paint_boxes(into, boxes)

        extent = QRectF()
        for _, box in boxes:
            for face, _tone in _faces(box, self._view):
                extent |= face.controlPointRect()
        left, top, right, bottom = self._view.frame
        edge = 1 + self._lines.contour
        extent = extent.adjusted(-edge, -edge, edge, edge)
        if isfinite(right):
            extent &= QRectF(left, top, right - left, bottom - top)
        return layer_of(grid, extent, paint)

    def _stands_before(self, thing: PlacedProp, shape: Shape, trunk_m: float) -> bool:
        if thing.kind in {"chair", "pillow", "step", "towel"}:
            # Seat and legs stay behind the sitter; the back rest may hide them.
            tall = isinstance(shape, Box) and shape.centre[1] > 0.5
            return tall and depth_of(shape, self._view) > trunk_m + 0.05
        return depth_of(shape, self._view) > trunk_m

    def _paint(self, thing: PlacedProp, shape: Shape) -> None:
        if isinstance(shape, Band):
            self._band(shape)
        elif isinstance(shape, Rod):
            self._rod(thing, shape)
        else:
            self._boxes(self._painter, ((thing.kind, shape),))

    def _boxes(self, painter: QPainter, boxes: _Boxes) -> None:
        """Blocks in one contour, each with thinner lines where it lies before another."""
        drawn = [(self._sides(kind, box), self._soft_px(kind, box)) for kind, box in boxes]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (faces, soft), (kind, _) in zip(drawn, boxes, strict=True):
            # Around what is flat, a line as wide as the body's would be all that is seen.
            line = self._lines.inner if kind in _FLAT else self._lines.contour
            painter.setPen(self._ink(2 * (soft + line)))
            for face, _ in faces:
                painter.drawPath(face)
        for faces, soft in drawn:
            self._block(painter, faces, soft)
        painter.setPen(Qt.PenStyle.NoPen)

    def _block(
        self, painter: QPainter, faces: Sequence[tuple[QPainterPath, int]], soft: float
    ) -> None:
        painter.setPen(self._ink(2 * (soft + self._lines.inner)))
        for face, _ in faces:
            painter.drawPath(face)
        for face, tone in faces:
            colour = self._tone(self._palette.prop, tone)
            box = face.controlPointRect()
            if soft:
                painter.setPen(_round(colour, 2 * soft))
            elif min(box.width(), box.height()) > _PLAIN_PX:
                painter.setPen(self._ink(self._lines.inner))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPath(face)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _cut_away(self, painter: QPainter, boxes: _Boxes) -> None:
        """Walls between the body and the viewer: as they are cut away, only dashes tell of them.

        They are behind the body, for no line may cut it.
        """
        colour = QColor(self._palette.prop)
        colour.setAlphaF(_CUT_AWAY)
        dashes = QPainterPathStroker()
        dashes.setWidth(self._lines.inner)
        dashes.setDashPattern(_DASHES)
        dashes.setCapStyle(Qt.PenCapStyle.FlatCap)
        for _, box in boxes:
            face = max((one for one, _ in _faces(box, self._view)), key=_covers, default=None)
            if face is not None:
                fill(painter, face, colour)
                # As a shape, which pages for a telephone show too.
                fill(painter, dashes.createStroke(face), QColor(self._palette.prop_edge))

    def _sides(self, kind: Equipment, box: Box) -> Sequence[tuple[QPainterPath, int]]:
        """The faces of a block; those of a soft thing without its round edges."""
        less = _roundness_m(kind, box)
        a, b, c = box.half
        inner = replace(box, half=(a - less, b - less, c - less)) if less else box
        faces = _faces(inner, self._view)
        if kind != "wall":
            return faces
        return [(face, _TOP if tone == _LIT else tone) for face, tone in faces]

    def _soft_px(self, kind: Equipment, box: Box) -> float:
        return _roundness_m(kind, box) * self._view.scale

    def _ink(self, width: float) -> QPen:
        return _round(QColor(self._palette.prop_edge), width)

    def _tone(self, colour: str, darker: int) -> QColor:
        """In high contrast things have one tone, and lines tell their sides apart."""
        return QColor(colour) if self._palette.bold else QColor(colour).darker(darker)

    def _rod(self, thing: PlacedProp, rod: Rod) -> None:
        """A bar or a ball: its edge, its tone, and its shade on the side away from the light."""
        first, last = QPointF(*self._view.spot(rod.first)), QPointF(*self._view.spot(rod.last))
        radius = rod.radius * self._view.scale
        name = "band" if thing.kind == "ball" else "prop"
        colour = getattr(self._palette, name)
        shape = _capsule(first, last, radius)
        self._painter.setPen(self._ink(2 * self._lines.contour))
        self._painter.drawPath(shape)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawPath(shape)
        if 2 * radius > _PLAIN_PX:
            lit = shape.translated(-0.35 * radius, -0.35 * radius)
            self._painter.setBrush(self._tone(colour, _SHADED))
            self._painter.drawPath(shape.subtracted(lit))

    def _band(self, band: Band) -> None:
        # As a path, as all else is: what reads a painted picture again knows no polylines.
        line = QPainterPath()
        line.addPolygon(QPolygonF([QPointF(*self._view.spot(point)) for point in band.points]))
        width = max(2.0, _BAND_M * self._view.scale)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (
            self._ink(width + 2 * self._lines.inner),
            _round(QColor(self._palette.band), width),
        ):
            self._painter.setPen(pen)
            self._painter.drawPath(line)
        self._painter.setPen(Qt.PenStyle.NoPen)


def below(things: Sequence[PlacedProp], view: FigureCamera, trunk_m: float) -> list[PlacedProp]:
    """What whole bodies lie on or stand before: mats, and walls that are not looked through.

    Args:
        things: The props.
        view: From where they are seen.
        trunk_m: How near the trunk's middle is (`FigureCamera.depth`).
    """
    return [
        thing
        for thing in things
        if thing.kind in _GROUND
        or (thing.kind == "wall" and depth_of(thing.shapes[0], view) <= trunk_m)
    ]


def _covers(face: QPainterPath) -> float:
    """How much of the picture a face takes, about."""
    box = face.controlPointRect()
    return box.width() * box.height()


def _roundness_m(kind: Equipment, box: Box) -> float:
    return min(_SOFT.get(kind, 0.0), 0.8 * min(box.half))


def _round(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _capsule(first: QPointF, last: QPointF, radius: float) -> QPainterPath:
    """What a round bar, or a ball where both ends are one, covers."""
    path = QPainterPath(first)
    if first == last:
        path.addEllipse(first, radius, radius)
        return path
    path.lineTo(last)
    stroke = QPainterPathStroker()
    stroke.setWidth(2 * radius)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroke.createStroke(path)


def hidden_by(things: Sequence[PlacedProp], view: FigureCamera) -> list[QPainterPath]:
    """What props cover."""
    found = []
    for thing in things:
        for shape in thing.shapes:
            if isinstance(shape, Box):
                found += [face for face, _ in _faces(shape, view)]
            elif isinstance(shape, Rod):
                first, last = (QPointF(*view.spot(end)) for end in (shape.first, shape.last))
                found.append(_capsule(first, last, shape.radius * view.scale))
            else:
                spots = [QPointF(*view.spot(point)) for point in shape.points]
                found += [_capsule(*ends, _BAND_M * view.scale / 2) for ends in pairwise(spots)]
    return found
