"""Props painted: blocks, rods and bands, each behind or before the parts of the body they meet."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import atan2, degrees, isfinite
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from posture_app.body.geometry import length, mixed, sub
from posture_app.body.props import Band, Box, Rod, Shape, Thing
from posture_app.ui.figure.layers import Grid, Layer, layer_of
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import View

_FACES: Final = (
    ((0, 1, 3, 2), 112),
    ((4, 6, 7, 5), 112),
    ((0, 4, 5, 1), 135),
    ((2, 3, 7, 6), 100),
    ((0, 2, 6, 4), 124),
    ((1, 5, 7, 3), 124),
)
_GROUND: Final = {"mat"}
_TOWEL_WIDE_M: Final = 0.10
"""Half the width of a folded towel."""
_IN_HANDS: Final = {"weight", "band"}
_Placed = tuple[Thing, Shape]
Standing = tuple[tuple[Box, ...], bool, View, FigurePalette, Grid]
"""What makes a picture of some blocks: those, whether one sees through them, and how they look."""
_NOTHING: Final[Mapping[Standing, Layer | None]] = MappingProxyType({})


@lru_cache(maxsize=256)
def _faces(box: Box, view: View) -> tuple[tuple[QPainterPath, int], ...]:
    """The faces of a block that are seen, and how much darker than its top each is, in percent."""
    spots = [QPointF(*view.spot(corner)) for corner in box.corners()]
    found = []
    for numbers, tone in _FACES:
        a, b, c = (spots[number] for number in numbers[:3])
        turn = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x())
        if turn > 0:
            face = QPainterPath(a)
            for number in numbers[1:]:
                face.lineTo(spots[number])
            face.closeSubpath()
            found.append((face, tone))
    return tuple(found)


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
    """

    def __init__(
        self,
        painter: QPainter,
        view: View,
        palette: FigurePalette,
        things: Sequence[Thing],
        grid: Grid | None = None,
        before: Mapping[Standing, Layer | None] = _NOTHING,
    ) -> None:
        self._painter = painter
        self._grid = grid
        self._kept = before
        self.standing: dict[Standing, Layer | None] = {}
        self._view = view
        self._palette = palette
        self._ground = [thing for thing in things if thing.kind in _GROUND]
        self._held = [thing for thing in things if thing.kind in _IN_HANDS]
        self._standing = [
            (thing, shape)
            for thing in things
            if thing.kind not in _GROUND | _IN_HANDS
            for whole in thing.shapes
            for shape in (_folded(whole) if thing.kind == "towel" else (whole,))
        ]
        self._before: list[tuple[Thing, Shape]] = []

    def paint_ground(self) -> None:
        """What the body lies on."""
        self._paint_all([(thing, shape) for thing in self._ground for shape in thing.shapes])

    def paint_behind(self, trunk_m: float) -> None:
        """Paint what is farther than the trunk, and keep the rest for later.

        Args:
            trunk_m: How near the trunk's middle is (`View.depth`).
        """
        behind = []
        for thing, shape in self._standing:
            if self._stands_before(thing, shape, trunk_m):
                self._before.append((thing, shape))
            else:
                behind.append((thing, shape))
        self._paint_all(sorted(behind, key=lambda one: self._depth(one[1])))
        for thing in self._held:
            for shape in thing.shapes:
                if self._depth(shape) < trunk_m - 0.05:
                    self._paint(thing, shape)
                else:
                    self._before.append((thing, shape))

    def paint_before(self) -> None:
        """What hides the body."""
        self._before.sort(key=lambda one: self._depth(one[1]))
        walls = [one for one in self._before if one[0].kind == "wall"]
        self._paint_all(walls, see_through=True)
        self._paint_all([one for one in self._before if one[0].kind != "wall"])

    def _paint_all(self, placed: Sequence[_Placed], *, see_through: bool = False) -> None:
        boxes = tuple(shape for _, shape in placed if isinstance(shape, Box))
        if self._grid is None or len(boxes) < len(placed) or not boxes:
            for thing, shape in placed:
                self._paint(thing, shape, see_through=see_through)
            return
        key = boxes, see_through, self._view, self._palette, self._grid
        layer = self._kept.get(key)
        if layer is None and key in self._kept:
            layer = self._layer(self._grid, boxes, see_through=see_through)
        self.standing[key] = layer
        if layer:
            layer.lay(self._painter)
        else:
            for box in boxes:
                self._box(self._painter, box, see_through=see_through)

    def _layer(self, grid: Grid, boxes: Sequence[Box], *, see_through: bool) -> Layer:
        def paint(into: QPainter) -> None:
            for box in boxes:
                self._box(into, box, see_through=see_through)

        extent = QRectF()
        for box in boxes:
            for face, _ in _faces(box, self._view):
                extent |= face.controlPointRect()
        left, top, right, bottom = self._view.frame
        edge = 1 + self._edge()
        extent = extent.adjusted(-edge, -edge, edge, edge)
        if isfinite(right):
            extent &= QRectF(left, top, right - left, bottom - top)
        return layer_of(grid, extent, paint)

    def _stands_before(self, thing: Thing, shape: Shape, trunk_m: float) -> bool:
        if thing.kind in {"chair", "pillow", "step", "towel"}:
            # Seat and legs stay behind the sitter; the back rest may hide them.
            tall = isinstance(shape, Box) and shape.centre[1] > 0.5
            return tall and self._depth(shape) > trunk_m + 0.05
        return self._depth(shape) > trunk_m

    def _depth(self, shape: Shape) -> float:
        if isinstance(shape, Box):
            return self._view.depth(shape.centre)
        if isinstance(shape, Rod):
            return self._view.depth(mixed(shape.first, shape.last, 0.5))
        depths = [self._view.depth(point) for point in shape.points]
        return sum(depths) / len(depths) if depths else 0.0

    def _paint(self, thing: Thing, shape: Shape, *, see_through: bool = False) -> None:
        if isinstance(shape, Band):
            self._band(shape)
        elif isinstance(shape, Rod):
            self._rod(thing, shape)
        else:
            self._box(self._painter, shape, see_through=see_through)

    def _edge(self) -> float:
        return max(0.6, 0.004 * self._view.scale)

    def _box(self, painter: QPainter, box: Box, *, see_through: bool) -> None:
        painter.setPen(QPen(QColor(self._palette.prop_edge), self._edge()))
        if not (see_through or self._palette.bold):
            painter.setPen(Qt.PenStyle.NoPen)
        for face, tone in _faces(box, self._view):
            colour = QColor(self._palette.prop)
            if see_through:
                colour.setAlphaF(0.10)
            elif not self._palette.bold:
                colour = colour.darker(tone)
            painter.setBrush(colour)
            painter.drawPath(face)
        painter.setPen(Qt.PenStyle.NoPen)

    def _rod(self, thing: Thing, rod: Rod) -> None:
        first, last = QPointF(*self._view.spot(rod.first)), QPointF(*self._view.spot(rod.last))
        width = 2 * rod.radius * self._view.scale
        edge = max(0.7, 0.005 * self._view.scale)
        colour = QColor(self._palette.band if thing.kind == "ball" else self._palette.prop)
        if thing.kind == "weight":
            colour = QColor(self._palette.far)
        for tone, wide in ((QColor(self._palette.outline), width + 2 * edge), (colour, width)):
            pen = QPen(QBrush(tone), wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._painter.setPen(pen)
            if first == last:
                self._painter.drawPoint(first)
            else:
                self._painter.drawLine(first, last)
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _band(self, band: Band) -> None:
        spots = [QPointF(*self._view.spot(point)) for point in band.points]
        pen = QPen(QColor(self._palette.band), max(1.2, 0.014 * self._view.scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(spots))
        self._painter.setPen(Qt.PenStyle.NoPen)
