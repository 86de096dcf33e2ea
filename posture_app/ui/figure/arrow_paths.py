"""Arrows and the signs that stand for one, as lines of a picture, and how they are painted."""

from collections.abc import Sequence
from math import cos, hypot, sin
from typing import Final, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from posture_app.dataclass import dataclass
from posture_app.ui.figure.clearance import PicturePoint
from posture_app.ui.figure.palette import FigurePalette

ArrowKind = Literal["arrow", "tension", "resistance"]

_WIDTH_PX: Final = 3.0
_THINNEST_PX: Final = 2.0
_WIDTH_SHARE: Final = 0.014
ROOM_SHARE: Final = 0.0375
"""How far the middle of an arrow stays away from what it must not cover, as a share of a picture's
shorter side: half a tip, the line around the body, and a gap."""
_FAN: Final = 0.6
"""The angle from one ray to the next, in radians."""


@dataclass(frozen=True, slots=True)
class ArrowPath:
    """One sign: the points along it in the picture's pixels.

    Attributes:
        points: Of an arrow, whose tip is at the last; of the middle one of some rays, outwards.
        is_whole: Whether it says nothing without all of its points, such as an arrow that goes
            around.
        kind: An arrow; rays, for what is tensed without moving; or one of two arrows at each other,
            for what presses against something that does not give way.
    """

    points: tuple[PicturePoint, ...]
    is_whole: bool = False
    kind: ArrowKind = "arrow"


def width_px(size: float) -> float:
    """How wide arrows are in a picture whose shorter side has so many pixels of a screen."""
    return max(_THINNEST_PX, min(_WIDTH_PX, _WIDTH_SHARE * size))


def paint_arrow_paths(
    painter: QPainter, ways: Sequence[ArrowPath], palette: FigurePalette, width: float
) -> None:
    """Paint arrows so wide, all halos first, so that arrows that meet stay whole."""
    shapes = [shape for way in ways for shape in shapes_of(way, width)]
    painter.save()
    for colour, wider in ((QColor(palette.halo), 0.9 * width), (QColor(palette.arrow), 0.0)):
        for line, barb in shapes:
            pen = QPen(colour, width + 2 * wider)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.strokePath(line, pen)
            painter.setPen(QPen(colour, 2 * wider) if wider else Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(barb)
    painter.restore()


def shapes_of(way: ArrowPath, width: float) -> list[tuple[QPainterPath, QPolygonF]]:
    """What is painted of a sign: lines, each with a tip or without."""
    if way.kind == "tension":
        return [(ray, QPolygonF()) for ray in _fan(way)]
    return [_shape(way.points, width)]


def _fan(way: ArrowPath) -> list[QPainterPath]:
    """The rays of what is tensed: one, and one to each side, from one centre."""
    (ax, ay), (bx, by) = way.points[0], way.points[-1]
    dx, dy = bx - ax, by - ay
    found = []
    for turn in (-_FAN, 0.0, _FAN):
        c, s = cos(turn), sin(turn)
        x, y = c * dx - s * dy, s * dx + c * dy
        # The centre lies behind the first point by as much as a ray is long.
        ray = QPainterPath(QPointF(ax - dx + x, ay - dy + y))
        ray.lineTo(ax - dx + 2 * x, ay - dy + 2 * y)
        found.append(ray)
    return found


def _shape(points: Sequence[PicturePoint], width: float) -> tuple[QPainterPath, QPolygonF]:
    """The shaft and the head of an arrow."""
    head = 3.4 * width
    tip = points[-1]
    # The head points along the stretch that it covers, not along the last step alone.
    before = next((one for one in reversed(points) if _off(one, tip) > 0.8 * head), points[0])
    way = _off(before, tip) or 1.0
    dx, dy = (tip[0] - before[0]) / way, (tip[1] - before[1]) / way
    line = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        if _off((x, y), tip) > 0.6 * head:
            line.lineTo(x, y)
    line.lineTo(tip[0] - dx * head * 0.6, tip[1] - dy * head * 0.6)
    barb = QPolygonF(
        [
            QPointF(tip[0] + dx * head * 0.4, tip[1] + dy * head * 0.4),
            QPointF(
                tip[0] - dx * head * 0.75 - dy * head * 0.62,
                tip[1] - dy * head * 0.75 + dx * head * 0.62,
            ),
            QPointF(
                tip[0] - dx * head * 0.75 + dy * head * 0.62,
                tip[1] - dy * head * 0.75 - dx * head * 0.62,
            ),
        ]
    )
    return line, barb


def _off(one: PicturePoint, other: PicturePoint) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
