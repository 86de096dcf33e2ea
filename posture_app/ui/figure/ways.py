"""Arrows and the signs that stand for one, as lines of a picture, and how they are painted."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, sin
from typing import Final, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from posture_app.dataclass import dataclass
from posture_app.ui.figure.clearance import PicturePoint
from posture_app.ui.figure.palette import FigurePalette

WayKind = Literal["arrow", "tension", "resistance"]

_WIDTH_PX: Final = 3.0
_THINNEST_PX: Final = 1.4
_FORCE_PX: Final = 2.0
"""Two short arrows that meet are seen in a small picture, too."""
_WIDTH_SHARE: Final = 0.014
_ROOM: Final = 3.0
"""In widths: half a tip, the line around the body, and a gap."""
_FAN: Final = 0.6
"""The angle from one ray to the next, in radians."""
_BETWEEN: Final = 1.9
"""In widths: how far a tip ends before another that it meets."""


@dataclass(frozen=True, slots=True)
class Way:
    """One sign: the points along it in the picture's pixels.

    Attributes:
        points: Of an arrow, whose tip is at the last; of the middle one of some rays, outwards; of
            two arrows whose tips meet in the middle.
        is_whole: Whether it says nothing without all of its points, such as an arrow that goes
            around.
        kind: An arrow; rays, for what is tensed without moving; or two arrows, for what presses
            against something that does not give way.
        parted: How far apart the tips of two arrows are at least: what is between them, such as a
            hand, is that thick.
    """

    points: tuple[PicturePoint, ...]
    is_whole: bool = False
    kind: WayKind = "arrow"
    parted: float = 0.0


def width_px(size: float, *, resisted: bool = False) -> float:
    """How wide arrows are in a picture whose shorter side has so many pixels of a screen.

    Args:
        size: The pixels.
        resisted: Whether they are two that meet.
    """
    thinnest = _FORCE_PX if resisted else _THINNEST_PX
    return max(thinnest, min(_WIDTH_PX, _WIDTH_SHARE * size))


def room_px(width: float) -> float:
    """How far the middle of an arrow so wide stays away from what it must not cover."""
    return _ROOM * width


def paint_ways(
    painter: QPainter, ways: Sequence[Way], palette: FigurePalette, width: float
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


def shapes_of(way: Way, width: float) -> list[tuple[QPainterPath, QPolygonF]]:
    """What is painted of a sign: lines, each with a tip or without."""
    if way.kind == "tension":
        return [(ray, QPolygonF()) for ray in _fan(way)]
    if way.kind == "resistance":
        first, second = _halves(way.points, max(_BETWEEN * width, way.parted / 2))
        return [_shape(first, width), _shape(second, width)]
    return [_shape(way.points, width)]


def _halves(
    points: Sequence[PicturePoint], short: float
) -> tuple[list[PicturePoint], list[PicturePoint]]:
    """A line from each of its ends to its middle, both so much shorter that their tips part."""
    length = sum(_off(a, b) for a, b in pairwise(points))
    reach = max(length / 2 - short, length / 8)
    return _first_part(points, reach), _first_part(points[::-1], reach)


def _first_part(points: Sequence[PicturePoint], reach: float) -> list[PicturePoint]:
    found = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        step = hypot(bx - ax, by - ay)
        if step >= reach > 0:
            found.append((ax + (bx - ax) * reach / step, ay + (by - ay) * reach / step))
            break
        found.append((bx, by))
        reach -= step
    return found


def _fan(way: Way) -> list[QPainterPath]:
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
