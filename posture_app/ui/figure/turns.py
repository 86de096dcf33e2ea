"""Arrows for turns: an arc around the axis about which head, trunk or pelvis turn where they are.

A head and a trunk turn about their own length, a pelvis tilts about its hips. The way of a point on
them would be nearly straight where one looks along the ground, where a head only presses against a
hand, or where a pelvis tilts a little, and a straight arrow says to push aside or down.
"""

from math import acos, atan2, cos, degrees, dist, hypot, radians, sin
from typing import Final

from posture_app.body.contacts import LANDMARKS
from posture_app.body.geometry import (
    UP,
    Matrix,
    Vector,
    add,
    cross,
    dot,
    length,
    product,
    scaled,
    sub,
    transposed,
    unit,
)
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.view import FigureCamera

_AXES: Final[dict[str, int]] = {"head": 1, "thorax": 1, "pelvis": 0}
"""About which of its own axes a segment turns: 0 to the side, 1 along its length."""
_CARRIERS: Final[dict[str, str]] = {
    **{
        name: segment
        for name, mark in LANDMARKS.items()
        for segment in _AXES
        if mark.segment == INDEX[segment]
    },
    "right_shoulder": "thorax",
    "left_shoulder": "thorax",
}
"""What turns when a part is named."""
_FROM_DEG: Final = 2.5
_MOST_DEG: Final = 150.0
_ABOUT_ITSELF: Final = 0.9
"""The cosine of how far the axis may lie from the segment's own."""
_GLIDES: Final = 0.35
"""A segment that moves along by more than this share of the turn does something else."""
_SWEEP_DEG: Final = 135.0
"""An arc is at least so long, to be seen as one."""
_WIDER: Final = 1.2
_ROUND: Final = 0.4
"""How high an arc is at least, of its width, where the camera looks at it from its side."""
_EDGE_ON: Final = 0.05
_POINTS: Final = 24


def arc_of(
    view: FigureCamera,
    name: str,
    point: Vector,
    first: Frames,
    last: Frames,
    around_deg: tuple[float, float] | None = None,
) -> list[tuple[float, float]]:
    """The arc of a turn in the picture, ending where the part ends; nothing if there is none.

    Args:
        view: The camera.
        name: The part or landmark, or a segment.
        point: Where it is at the end.
        first: The body at the start.
        last: The body at the end.
        around_deg: How far it goes before the end and beyond it, where it is not to show the turn.
    """
    segment = _CARRIERS.get(name, name)
    if segment not in _AXES:
        return []
    number = INDEX[segment]
    angle_deg, turned = _turn(first.turns[number], last.turns[number])
    if not _FROM_DEG < angle_deg < _MOST_DEG:
        return []
    m = last.turns[number]
    column = _AXES[segment]
    own = (m[column], m[column + 3], m[column + 6])
    along = dot(turned, own)
    place = last.places[number]
    off = sub(point, place)
    out = sub(off, scaled(own, dot(off, own)))
    radius = length(out)
    glides = dist(place, first.places[number])
    if abs(along) < _ABOUT_ITSELF or glides > _GLIDES * radius * radians(angle_deg) + 0.004:
        return []
    axis = own if along > 0 else scaled(own, -1.0)
    around = around_deg or (max(angle_deg, _SWEEP_DEG), 0.0)
    return _arc(view, add(place, sub(off, out)), axis, out, around)


def _turn(first: Matrix, last: Matrix) -> tuple[float, Vector]:
    """By how many degrees, and about which axis, one leads to the other."""
    m = product(last, transposed(first))
    axis = (m[7] - m[5], m[2] - m[6], m[3] - m[1])
    size = length(axis)
    if size < 1e-9:
        return 0.0, UP
    cosine = (m[0] + m[4] + m[8] - 1) / 2
    return degrees(acos(max(-1.0, min(1.0, cosine)))), scaled(axis, 1 / size)


def _arc(
    view: FigureCamera, centre: Vector, axis: Vector, out: Vector, around_deg: tuple[float, float]
) -> list[tuple[float, float]]:
    """A part of a circle about an axis; one that is seen from its edge is tilted a little."""
    across = unit(cross(axis, view.near), view.right)
    ahead = cross(axis, across)
    x0, y0 = view.spot(centre)
    radius = _WIDER * length(out) * view.scale
    ux, uy = dot(across, view.right), -dot(across, view.up)
    wx, wy = dot(ahead, view.right), -dot(ahead, view.up)
    high = hypot(wx, wy)
    if high < _EDGE_ON:
        # Which way it is tilted is free then: as if one looked a little from above.
        wx, wy = -uy, ux
        if (wy < 0) != (dot(ahead, view.near) < 0):
            wx, wy = -wx, -wy
        wx, wy, high = _ROUND * wx, _ROUND * wy, _ROUND
    if high < _ROUND:
        wx, wy = _ROUND * wx / high, _ROUND * wy / high
    before, beyond = (radians(one) for one in around_deg)
    end = atan2(dot(out, ahead), dot(out, across)) + beyond
    found = []
    for step in range(_POINTS + 1):
        angle = end - (before + beyond) * (1 - step / _POINTS)
        c, s = radius * cos(angle), radius * sin(angle)
        found.append((x0 + c * ux + s * wx, y0 + c * uy + s * wy))
    return found
