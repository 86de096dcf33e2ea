"""Creases where a joint is bent: a short line from the inner corner of elbow or knee.

Seen from its side, a bent joint folds skin and cloth on the side to which it bends. The line runs
from there towards the joint and out to nothing.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import acos, degrees, hypot, radians, sin
from typing import Final, NamedTuple

from PySide6.QtGui import QPainterPath

from posture_app.body.geometry import Vector, cross, dot, sub, unit
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.view import FigureCamera

PicturePoint = tuple[float, float]


class Crease(NamedTuple):
    """A crease, and the two parts of the body between which it lies."""

    parts: tuple[str, str]
    path: QPainterPath


class _Joint(NamedTuple):
    """A joint that folds when it is bent.

    Attributes:
        parts: The parts at it.
        above: The segment that begins before it.
        below: The one that begins at it.
        end: The one after that.
        radius_m: How thick it is.
        aside: How much of its side it must show: the cosine of the angle to the camera.
    """

    parts: tuple[str, str]
    above: str
    below: str
    end: str
    radius_m: float
    aside: float


_SIDEWAYS: Final = 0.6
_HIP_SIDEWAYS: Final = 0.9
"""A trunk is wide: seen from farther before, the corner of the hip lies within the body, and a line
there would begin at nothing; the line along the thigh does for it."""
_JOINTS: Final = tuple(
    joint
    for side in ("right", "left")
    for joint in (
        _Joint(
            (f"{side}_upper_arm", f"{side}_forearm"),
            f"{side}_upper_arm",
            f"{side}_forearm",
            f"{side}_hand",
            0.036,
            _SIDEWAYS,
        ),
        _Joint(
            (f"{side}_thigh", f"{side}_shank"),
            f"{side}_thigh",
            f"{side}_shank",
            f"{side}_foot",
            0.052,
            _SIDEWAYS,
        ),
        _Joint(
            ("trunk", f"{side}_thigh"),
            "lumbar",
            f"{side}_thigh",
            f"{side}_shank",
            0.072,
            _HIP_SIDEWAYS,
        ),
    )
)
_NUMBERED: Final = tuple(
    (joint, tuple(INDEX[name] for name in (joint.above, joint.below, joint.end)))
    for joint in _JOINTS
)
_FROM_DEG: Final = 60.0
"""What is bent less has no crease."""
_WHOLE_DEG: Final = 30.0
"""It is as long as it can be when the joint is bent by so much more."""
_MOST_DEG: Final = 170.0
_POINTS: Final = 6
_ROUND: Final = 0.16


def creases_of(frames: Frames, view: FigureCamera, width_px: float) -> list[Crease]:
    """The creases that are seen.

    Args:
        frames: Where the segments are.
        view: From where they are seen.
        width_px: How wide a crease is where it begins.
    """
    found = []
    for joint, (above, middle, below) in _NUMBERED:
        places = frames.places
        first, second, third = places[above], places[middle], places[below]
        if not _is_bent(first, second, third):
            continue
        path = _crease(first, second, third, joint, view, width_px)
        if path is not None:
            found.append(Crease(joint.parts, path))
    return found


def _is_bent(above: Vector, middle: Vector, below: Vector) -> bool:
    """Whether a joint is bent by more than `_FROM_DEG`, of which the cosine is a half."""
    coming, going = sub(middle, above), sub(below, middle)
    along = dot(coming, going)
    return along < 0 or 4 * along * along < dot(coming, coming) * dot(going, going)


@lru_cache(maxsize=64)
def _crease(
    above: Vector,
    middle: Vector,
    below: Vector,
    joint: _Joint,
    view: FigureCamera,
    width_px: float,
) -> QPainterPath | None:
    """The crease between two segments; kept, as many joints rest while others move."""
    coming, going = unit(sub(middle, above)), unit(sub(below, middle))
    bend_deg = degrees(acos(max(-1.0, min(1.0, dot(coming, going)))))
    if bend_deg < _FROM_DEG or bend_deg > _MOST_DEG:
        return None
    axis = unit(cross(coming, going))
    if abs(dot(axis, view.near)) < joint.aside:
        return None
    inwards = unit(sub(going, coming))
    corner = joint.radius_m * min(1.45, 1 / max(0.3, sin(radians(180 - bend_deg) / 2)))
    share = min(1.0, (bend_deg - _FROM_DEG) / _WHOLE_DEG)
    ends = corner, corner - share * (corner - 0.15 * joint.radius_m)
    return _tapered(_curve(middle, inwards, going, ends, view), width_px)


def _curve(
    middle: Vector, inwards: Vector, going: Vector, ends: tuple[float, float], view: FigureCamera
) -> list[PicturePoint]:
    """From the inner corner towards the joint, a little round about what lies below it."""
    first, last = ends
    x, y = view.spot(middle)
    inwards_x, inwards_y = _step(inwards, view)
    going_x, going_y = _step(going, view)
    spots = []
    for step in range(_POINTS):
        share = step / (_POINTS - 1)
        along = first + (last - first) * share
        aside = _ROUND * (first - last) * share * share
        spots.append(
            (
                x + along * inwards_x + aside * going_x,
                y + along * inwards_y + aside * going_y,
            )
        )
    return spots


def _step(way: Vector, view: FigureCamera) -> PicturePoint:
    """A metre along a direction, in the picture."""
    return view.scale * dot(view.right, way), -view.scale * dot(view.up, way)


def _tapered(spots: Sequence[PicturePoint], width_px: float) -> QPainterPath:
    """A line as a shape, which is widest where it begins."""
    left: list[PicturePoint] = []
    right: list[PicturePoint] = []
    for at, (x, y) in enumerate(spots):
        (ax, ay), (bx, by) = spots[max(0, at - 1)], spots[min(len(spots) - 1, at + 1)]
        length = hypot(bx - ax, by - ay) or 1.0
        half = width_px / 2 * (1 - at / (len(spots) - 1))
        across, down = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + across, y + down))
        right.append((x - across, y - down))
    path = QPainterPath()
    path.moveTo(*left[0])
    for spot in (*left[1:], *right[::-1]):
        path.lineTo(*spot)
    path.closeSubpath()
    return path
