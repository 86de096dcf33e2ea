"""Hands that hang beside a seat, beyond it: the seat hides them, though all else lies before it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from posture_app.body.geometry import Vector, about_y, convex_hull, matrix_of, sub, turned
from posture_app.body.props import Box, PlacedProp
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.view import FigureCamera

_SIDES: Final = ("right", "left")
_IN_HAND: Final[tuple[Vector, ...]] = ((0.0, -0.08, 0.0), (0.0, -0.14, 0.0))
"""The middle of a hand, and its fingers."""
_FAR_PX: Final = 1e5
"""A picture without a frame is no larger."""


def behind_seats(
    things: Sequence[PlacedProp], frames: Frames, view: FigureCamera, line: float
) -> Mapping[str, QPainterPath]:
    """Where a hand and its forearm are seen that a seat hides in part, by the names of those parts.

    Args:
        things: The props.
        frames: The body.
        view: From where both are seen.
        line: How wide the line around a thing is, in pixels.
    """
    found: dict[str, QPainterPath] = {}
    for thing in things:
        if thing.kind != "chair":
            continue
        boxes = [shape for shape in thing.shapes if isinstance(shape, Box)]
        seat = max(boxes, key=lambda box: box.half[0] * box.half[2])
        for side in _SIDES:
            hand = INDEX[f"{side}_hand"]
            points = [frames.point(hand, point) for point in _IN_HAND]
            if any(_hides(seat, point, view.near) for point in points):
                # What is higher than the seat is beside the sitter, who may lie before it.
                low = [box for box in boxes if _top(box) <= _top(seat)]
                near = [box for box in low if view.depth(box.centre) > view.depth(points[0])]
                found[f"{side}_hand"] = found[f"{side}_forearm"] = _free(tuple(near), view, line)
    return found


def _top(box: Box) -> float:
    return box.centre[1] + box.half[1]


def _hides(box: Box, point: Vector, near: Vector) -> bool:
    """Whether a block lies between a point outside it, below its top, and the camera."""
    if point[1] > _top(box):
        return False
    back = matrix_of(about_y(-box.turn_deg))
    start, way = turned(back, sub(point, box.centre)), turned(back, near)
    enters, leaves = 0.0, float("inf")
    for at, along, half in zip(start, way, box.half, strict=True):
        if abs(along) < 1e-9:
            if abs(at) > half:
                return False
            continue
        first, last = sorted(((-half - at) / along, (half - at) / along))
        enters, leaves = max(enters, first), min(leaves, last)
    return 0.0 < enters < leaves


@lru_cache(maxsize=8)
def _free(boxes: tuple[Box, ...], view: FigureCamera, line: float) -> QPainterPath:
    """All of a picture but what some blocks cover, with the line around them."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * line)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    left, top, right, bottom = (max(-_FAR_PX, min(_FAR_PX, edge)) for edge in view.frame)
    free = QPainterPath()
    free.addRect(left, top, right - left, bottom - top)
    for box in boxes:
        hull = convex_hull([view.spot(corner) for corner in box.corners()])
        path = QPainterPath(QPointF(*hull[0]))
        for spot in hull[1:]:
            path.lineTo(*spot)
        path.closeSubpath()
        free = free.subtracted(path.united(stroker.createStroke(path)))
    return free
