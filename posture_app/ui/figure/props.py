"""Props painted: blocks, rods and bands, each behind or before the parts of the body they meet."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from posture_app.body.geometry import mixed
from posture_app.body.props import Band, Box, Rod, Shape, Thing
from posture_app.ui.figure.order import Line
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
_IN_HANDS: Final = {"weight", "band"}


@lru_cache(maxsize=256)
def _faces(box: Box, view: View) -> tuple[tuple[QPolygonF, int], ...]:
    """The faces of a block that are seen, and how much darker than its top each is, in percent."""
    spots = [QPointF(*view.spot(corner)) for corner in box.corners()]
    found = []
    for numbers, tone in _FACES:
        a, b, c = (spots[number] for number in numbers[:3])
        turn = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x())
        if turn > 0:
            found.append((QPolygonF([spots[number] for number in numbers]), tone))
    return tuple(found)


class PropPainter:
    """The props of one frame."""

    def __init__(
        self, painter: QPainter, view: View, palette: FigurePalette, things: Sequence[Thing]
    ) -> None:
        self._painter = painter
        self._view = view
        self._palette = palette
        self._ground = [thing for thing in things if thing.kind in _GROUND]
        self._held = [thing for thing in things if thing.kind in _IN_HANDS]
        self._standing = [
            (thing, shape)
            for thing in things
            if thing.kind not in _GROUND | _IN_HANDS
            for shape in thing.shapes
        ]
        self._before: list[tuple[Thing, Shape]] = []

    def paint_ground(self) -> None:
        """What the body lies on."""
        for thing in self._ground:
            for shape in thing.shapes:
                self._paint(thing, shape)

    def paint_behind(self, trunk: Line) -> None:
        """Paint what is farther than the trunk, and keep the rest for later."""
        behind = []
        for thing, shape in self._standing:
            if self._stands_before(thing, shape, trunk):
                self._before.append((thing, shape))
            else:
                behind.append((thing, shape))
        for thing, shape in sorted(behind, key=lambda one: self._depth(one[1])):
            self._paint(thing, shape)
        for thing in self._held:
            for shape in thing.shapes:
                if self._depth(shape) < trunk.depth - 0.05:
                    self._paint(thing, shape)
                else:
                    self._before.append((thing, shape))

    def paint_before(self) -> None:
        """What hides the body."""
        for thing, shape in sorted(self._before, key=lambda one: self._depth(one[1])):
            self._paint(thing, shape, see_through=isinstance(shape, Box) and thing.kind == "wall")

    def _stands_before(self, thing: Thing, shape: Shape, trunk: Line) -> bool:
        if thing.kind in {"chair", "pillow", "step"}:
            # Seat and legs stay behind the sitter; the back rest may hide them.
            tall = isinstance(shape, Box) and shape.centre[1] > 0.5
            return tall and self._depth(shape) > trunk.depth + 0.05
        return self._depth(shape) > trunk.depth

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
            self._box(shape, see_through=see_through)

    def _box(self, box: Box, *, see_through: bool) -> None:
        edge = max(0.6, 0.004 * self._view.scale)
        self._painter.setPen(QPen(QColor(self._palette.prop_edge), edge))
        if not (see_through or self._palette.bold):
            self._painter.setPen(Qt.PenStyle.NoPen)
        for polygon, tone in _faces(box, self._view):
            colour = QColor(self._palette.prop)
            if see_through:
                colour.setAlphaF(0.10)
            elif not self._palette.bold:
                colour = colour.darker(tone)
            self._painter.setBrush(colour)
            self._painter.drawPolygon(polygon)
        self._painter.setPen(Qt.PenStyle.NoPen)

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
