"""Arrows on stills: along the way that the part of the body takes that moves most."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from posture_app.body.geometry import Vector
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.palette import FigurePalette
from posture_app.ui.figure.view import View

_MARKS: Final[tuple[tuple[str, str, Vector], ...]] = (
    ("head", "head", (0.0, 0.012, 0.130)),
    ("head", "head", (0.0, 0.165, 0.0)),
    ("right_arm", "right_hand", (0.0, -0.080, 0.0)),
    ("left_arm", "left_hand", (0.0, -0.080, 0.0)),
    ("right_arm", "right_forearm", (0.0, 0.0, 0.0)),
    ("left_arm", "left_forearm", (0.0, 0.0, 0.0)),
    ("right_arm", "right_upper_arm", (0.0, 0.03, 0.0)),
    ("left_arm", "left_upper_arm", (0.0, 0.03, 0.0)),
    ("right_leg", "right_shank", (0.0, 0.0, 0.0)),
    ("left_leg", "left_shank", (0.0, 0.0, 0.0)),
    ("right_leg", "right_foot", (0.0, 0.0, 0.0)),
    ("left_leg", "left_foot", (0.0, 0.0, 0.0)),
    ("trunk", "pelvis", (0.0, 0.0, -0.05)),
    ("trunk", "lumbar", (0.0, 0.0, -0.07)),
    ("trunk", "thorax", (0.0, 0.0, 0.0)),
)
"""Points that may get an arrow: the limb (one arrow each), the segment, the place in its frame."""
_MOST: Final = 2
_LEAST_SHARE: Final = 0.45
"""A second arrow is drawn where its part moves at least this share of the first's way."""
_APART_SHARE: Final = 0.14
_ROUND_SHARE: Final = 0.3


def paint_arrows(
    painter: QPainter,
    rect: QRectF,
    view: View,
    way: Sequence[Frames],
    palette: FigurePalette,
    passive: frozenset[str] = frozenset(),
) -> None:
    """Paint the ways that the most moving parts take over some frames in their order.

    Limbs in `passive` get none, such as an arm whose hand only rests on the head.
    """
    paths = [
        (limb, [view.spot(frames.point(INDEX[segment], local)) for frames in way])
        for limb, segment, local in _MARKS
        if limb not in passive
    ]
    size = min(rect.width(), rect.height())
    paths = [one for one in paths if not _goes_round(one[1])]
    if not paths:
        return
    ranked = sorted(paths, key=lambda one: _length(one[1]), reverse=True)
    chosen: dict[str, list[tuple[float, float]]] = {}
    for limb, path in ranked:
        if _length(path) < max(0.018 * size, _LEAST_SHARE * _length(ranked[0][1])):
            break
        far = all(_apart(path, other) > _APART_SHARE * size for other in chosen.values())
        if limb not in chosen and far and len(chosen) < _MOST:
            chosen[limb] = path
    for path in chosen.values():
        _arrow(painter, _stretched(path, 0.10 * size), size, palette)


def _goes_round(path: Sequence[tuple[float, float]]) -> bool:
    """A stride or a circle ends where it began: an arrow along it would point nowhere."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    return hypot(x1 - x0, y1 - y0) < _ROUND_SHARE * _length(path)


def _arrow(
    painter: QPainter, path: Sequence[tuple[float, float]], size: float, palette: FigurePalette
) -> None:
    width = max(1.4, 0.012 * size)
    head = 3.4 * width
    tip, before = path[-1], path[max(0, len(path) - 3)]
    way = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    dx, dy = (tip[0] - before[0]) / way, (tip[1] - before[1]) / way
    line = QPainterPath(QPointF(*path[0]))
    for x, y in path[1:-1]:
        line.lineTo(x, y)
    line.lineTo(tip[0] - dx * head * 0.6, tip[1] - dy * head * 0.6)
    colour = QColor(palette.arrow)
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
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(line, pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(barb)
    painter.restore()


def _stretched(path: list[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """A short way is drawn longer, or nobody would see it."""
    length = _length(path)
    if length >= least:
        return path
    factor = least / max(length, 1e-6)
    x0, y0 = path[0]
    return [(x0 + (x - x0) * factor, y0 + (y - y0) * factor) for x, y in path]


def _length(path: Sequence[tuple[float, float]]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path))


def _apart(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> float:
    return hypot(one[-1][0] - other[-1][0], one[-1][1] - other[-1][1])
