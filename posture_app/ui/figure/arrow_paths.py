"""Arrows and the signs that stand for one, as lines of a picture, and how they are painted."""

from collections.abc import Sequence
from math import cos, hypot, sin
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from posture_app.dataclass import dataclass
from posture_app.ui.figure.clearance import PicturePoint
from posture_app.ui.figure.palette import FigurePalette

ArrowKind = Literal["arrow", "tension", "press"]

_WIDTH_PX: Final = 3.0
"""How wide the line of an arrow is in a picture of any size, in pixels of a screen."""
_HEAD: Final = 3.4
_HALO: Final = 0.9
"""In widths of the line: the size of an arrow's head, and how far its halo reaches."""
_WHOLE_PX: Final = 214.0
_LEAST_HEAD_PX: Final = 5.6
_LEAST_HALO_PX: Final = 1.0
"""In a picture whose shorter side is less than so much, both are smaller: a list's has no room
beside the body for a head as large as a page's, and a halo so wide would eat the contour."""
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
        kind: An arrow; rays, for what is tensed without moving; or the arrow of what presses
            against something that does not give way.
    """

    points: tuple[PicturePoint, ...]
    is_whole: bool = False
    kind: ArrowKind = "arrow"


class ArrowPen(NamedTuple):
    """What signs are drawn with, in the painter's units.

    Attributes:
        line: How wide their lines are.
        head: How large the head of an arrow is.
        halo: How far the light around both reaches.
    """

    line: float
    head: float
    halo: float


def pen_of(width: float) -> ArrowPen:
    """The pen for lines so wide."""
    return ArrowPen(width, _HEAD * width, _HALO * width)


def still_pen(size: float) -> ArrowPen:
    """The pen, in pixels, for a picture whose shorter side has so many pixels of a screen."""
    whole, share = pen_of(_WIDTH_PX), min(1.0, size / _WHOLE_PX)
    head = max(_LEAST_HEAD_PX, share * whole.head)
    halo = max(_LEAST_HALO_PX, share * whole.halo)
    return ArrowPen(_WIDTH_PX, head, halo)


def paint_arrow_paths(
    painter: QPainter, ways: Sequence[ArrowPath], palette: FigurePalette, pen: ArrowPen
) -> None:
    """Paint signs, all halos first."""
    shapes = [shape for way in ways for shape in shapes_of(way, pen)]
    painter.save()
    for colour, wider in ((QColor(palette.halo), pen.halo), (QColor(palette.arrow), 0.0)):
        for line, barb in shapes:
            stroke = QPen(colour, pen.line + 2 * wider)
            stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
            stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.strokePath(line, stroke)
            painter.setPen(QPen(colour, 2 * wider) if wider else Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(barb)
    painter.restore()


def shapes_of(way: ArrowPath, pen: ArrowPen) -> list[tuple[QPainterPath, QPolygonF]]:
    """What is painted of a sign: lines, each with a tip or without."""
    if way.kind == "tension":
        return [(ray, QPolygonF()) for ray in _fan(way)]
    return [_shape(way.points, pen.head)]


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


def _shape(points: Sequence[PicturePoint], head: float) -> tuple[QPainterPath, QPolygonF]:
    """The shaft and the head of an arrow."""
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
