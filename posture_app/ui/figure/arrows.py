"""Arrows on stills: along the ways of the parts that a motion names, or that move most."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, dist, hypot, pi, sin
from typing import Final

import numpy as np

from posture_app.body.geometry import Vector, add, cross
from posture_app.body.skeleton import INDEX, Frames
from posture_app.ui.figure.arrow_paths import ArrowPath
from posture_app.ui.figure.clearance import Clearance, PicturePoint, even
from posture_app.ui.figure.extent import places_of
from posture_app.ui.figure.signs import rays
from posture_app.ui.figure.turns import arc_of
from posture_app.ui.figure.view import FigureCamera

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
_ROUND_SHARE: Final = 0.3
_LOOP_SHARE: Final = 0.03
"""A loop encloses at least this share of its squared length (a circle: 0.08)."""
_LOOP_SIZE: Final = 0.22
_EDGE_ON: Final = 0.2
"""A round of which the picture shows less than this share of its area is seen along its edge: there
it is a way to and fro, and an arrow around would turn either way by a degree of the camera."""
_GAP_SHARE: Final = 0.14
_LEAST_WAY: Final = 0.13
_LEAST_MARKED_WAY: Final = 0.09
_MARKED_TIMES: Final = 2.5
"""Where the start stands pale behind what is held, an arrow many times as long as the way between
them would ask for more: there a way becomes so many times as long at most, but at least so long."""
_LEAST_SHARE: Final = 0.018
"""What moves by less of the picture's size gets no arrow."""
_FORESHORTENED: Final = 0.5
"""A way of which the picture shows less than this share runs along the line of sight: what is left
of it points anywhere, as a belly that rises towards the viewer would point at the floor."""
_SEEN_PX: Final = 0.5
"""What moves by less in the picture does not move."""
_STAYS_M: Final = 0.001
"""What moves by less is not meant to move: it is named because it is tensed."""
_STEP_SHARE: Final = 0.015
_STRIDE: Final = 4
_STRAIGHT: Final = 0.5
"""A way hooks where its direction within so many steps changes by more than the arc cosine."""
_SMOOTHINGS: Final = 24
_SMALLER: Final = ((1.0, 1.0), (0.75, 1.0), (1.0, 0.75), (0.75, 0.75), (1.0, 0.55), (0.75, 0.5))
"""Where there is no room for a whole arrow, its end is tried, and a smaller one."""
_ALL_OF_IT: Final = 0.96


def most_moving(
    view: FigureCamera,
    way: Sequence[Frames],
    size: float,
    passive: frozenset[str] = frozenset(),
    *,
    marked: bool = False,
) -> list[ArrowPath]:
    """The way that the most moving part takes over some frames in their order.

    There is none where that part moves along the line of sight.

    Args:
        view: The camera.
        way: The frames.
        size: The picture's shorter side, in pixels.
        passive: Limbs that get none, such as an arm whose hand only rests on the head.
        marked: Whether the start is seen, too.
    """
    paths = [
        ([frames.point(INDEX[segment], local) for frames in way], segment)
        for limb, segment, local in _MARKS
        if limb not in passive
    ]
    seen = [([view.spot(point) for point in points], points, name) for points, name in paths]
    seen = [one for one in seen if not _goes_round(one[0])]
    if not seen:
        return []
    # Of two that move alike, such as both arms, the first: not one by the last digit.
    path, points, segment = max(seen, key=lambda one: round(_length(one[0]) / size, 2))
    arc = arc_of(view, segment, points[-1], way[0], way[-1])
    if arc:
        return [ArrowPath(tuple(arc), is_whole=True)]
    if _length(path) < _LEAST_SHARE * size or _is_foreshortened(view, points):
        return []
    return [ArrowPath(tuple(_shown(_curved(path), size, marked=marked)))]


def named(
    view: FigureCamera,
    name: str,
    there: Sequence[Frames],
    back: Sequence[Frames],
    turning: Sequence[Frames],
    size: float,
    *,
    marked: bool = False,
) -> list[ArrowPath]:
    """The ways of one part or landmark.

    A part that goes out one way and home another, such as a rolled shoulder, gets one arrow around
    its loop. One that moves along the line of sight gets none. One that stays where it is is tensed
    there, and gets rays.

    Args:
        view: The camera.
        name: The part or landmark.
        there: The frames from the start to what is held.
        back: The frames of the way back.
        turning: The frames from what is held to a second end, beyond the start; none where there is
            none.
        size: The picture's shorter side, in pixels.
        marked: Whether the start is seen, too.
    """
    arc = arc_of(view, name, places_of(name, there[-1:])[0], there[0], there[-1])
    if arc:
        return [ArrowPath(tuple(arc), is_whole=True)]
    if stays(name, (*there, *back)):
        return rays(view, name, there[-1], size)
    path, home = _path(view, name, there), _path(view, name, back)
    if max(_length(path), _length(home)) < _SEEN_PX:
        return []
    if _is_foreshortened(view, places_of(name, there)):
        return []
    loop = path if _goes_round(path) else [*path, *home[1:]]
    round_m2 = _area_m2(places_of(name, [*there, *back]))
    if abs(_area(loop)) < _EDGE_ON * view.scale**2 * round_m2:
        return []
    if abs(_area(loop)) > _LOOP_SHARE * _length(loop) ** 2:
        return [ArrowPath(tuple(_around(loop, _LOOP_SIZE * size)), is_whole=True)]
    if turning and not _is_foreshortened(view, places_of(name, turning)):
        # From there to what is held: a tip at both ends would ask for a swing between them.
        path = _path(view, name, turning[::-1])
    return [ArrowPath(tuple(_shown(path, size, marked=marked)))]


def stays(name: str, frames: Sequence[Frames]) -> bool:
    """Whether a part or landmark stays where it is: one that is named so is tensed."""
    return _way_m(places_of(name, frames)) < _STAYS_M


def in_the_free(ways: Sequence[ArrowPath], clearance: Clearance, size: float) -> list[ArrowPath]:
    """The ways where they cover nothing of the body.

    Those of what presses stay in line with where it does so.

    Args:
        ways: They.
        clearance: Where the picture is free.
        size: The picture's shorter side, in pixels.
    """
    return [_alone(way, clearance, _LEAST_WAY * size) for way in ways]


def _alone(way: ArrowPath, clearance: Clearance, least: float) -> ArrowPath:
    if not way.is_whole:
        return replace(way, points=tuple(_smooth(clearance.placed(way.points, least))))
    if way.kind == "press" and (backed := clearance.backed(way.points)):
        return replace(way, points=tuple(backed))
    placed: list[PicturePoint] = []
    for share, factor in _SMALLER:
        if share < 1 and way.kind != "arrow":
            continue
        first, *_ = points = way.points[round(len(way.points) * (1 - share)) :]
        x0, y0 = first
        tried = [(x0 + factor * (x - x0), y0 + factor * (y - y0)) for x, y in points]
        placed = clearance.placed(tried, least, whole=True)
        if _length(placed) > _ALL_OF_IT * _length(tried):
            break
    return replace(way, points=tuple(placed))


def _shown(path: list[PicturePoint], size: float, *, marked: bool) -> list[PicturePoint]:
    """A way as it is drawn: without hooks, and long enough to be seen."""
    straight, least = _without_hooks(path, size), _LEAST_WAY * size
    if marked:
        least = min(least, max(_MARKED_TIMES * _length(straight), _LEAST_MARKED_WAY * size))
    return _stretched(straight, least)


def _way_m(points: Sequence[Vector]) -> float:
    return sum(dist(a, b) for a, b in pairwise(points))


def _area_m2(points: Sequence[Vector]) -> float:
    """What a closed way in space encloses, square to itself; nothing where it does not go round."""
    twice: Vector = (0.0, 0.0, 0.0)
    for a, b in pairwise((*points, points[0])):
        twice = add(twice, cross(a, b))
    area = hypot(*twice) / 2
    return area if area > _LOOP_SHARE * _way_m(points) ** 2 else 0.0


def _path(view: FigureCamera, name: str, frames: Sequence[Frames]) -> list[PicturePoint]:
    return _curved([view.spot(point) for point in places_of(name, frames)])


def _is_foreshortened(view: FigureCamera, points: Sequence[Vector]) -> bool:
    """Whether a way in space runs so much along the line of sight that its direction is lost."""
    way = view.scale * _way_m(points)
    return _length([view.spot(point) for point in points]) < _FORESHORTENED * way


def _curved(path: Sequence[PicturePoint]) -> list[PicturePoint]:
    """A smooth line through some spots (Catmull-Rom), with more of them where it bends more."""
    found = [path[0]]
    # A stretch goes beyond each end, as straight on as the last one.
    before = _mirrored(path[1], path[0])
    for index, (a, b) in enumerate(pairwise(path)):
        after = path[index + 2] if index + 2 < len(path) else _mirrored(a, b)
        (ax, ay), (bx, by) = a, b
        mx, my = (bx - before[0]) / 2, (by - before[1]) / 2
        nx, ny = (after[0] - ax) / 2, (after[1] - ay) / 2
        steps = 1 + min(5, int(20 * _bend((mx, my), (nx, ny))))
        for step in range(1, steps):
            t = step / steps
            rest = 1 - t
            p, q, r, s = (
                rest * rest * (1 + 2 * t),
                rest * rest * t,
                t * t * (3 - 2 * t),
                t * t * rest,
            )
            found.append((p * ax + q * mx + r * bx - s * nx, p * ay + q * my + r * by - s * ny))
        found.append(b)
        before = a
    return found


def _mirrored(spot: PicturePoint, middle: PicturePoint) -> PicturePoint:
    return 2 * middle[0] - spot[0], 2 * middle[1] - spot[1]


def _bend(one: PicturePoint, other: PicturePoint) -> float:
    """The sine of the angle between two directions."""
    both = hypot(*one) * hypot(*other)
    return abs(one[0] * other[1] - one[1] * other[0]) / both if both else 0.0


def _without_hooks(path: list[PicturePoint], size: float) -> list[PicturePoint]:
    """The end of a way, from where it turned last: an arrow with a hook says two things at once."""
    fine = even(path, _STEP_SHARE * size)
    turns = [
        _straightness(fine[max(0, at - _STRIDE)], fine[at], fine[at + _STRIDE])
        for at in range(1, len(fine) - _STRIDE)
    ]
    hooks = [at for at, straight in enumerate(turns) if straight < _STRAIGHT]
    if not hooks:
        return path
    last = hooks[-1]
    while last - 1 in hooks and turns[last - 1] <= turns[last]:
        last -= 1
    return fine[last + 1 :]


def _smooth(path: list[PicturePoint]) -> list[PicturePoint]:
    """A line without its small waves: each point goes halfway to between its neighbours."""
    line = np.array(path)
    for _ in range(_SMOOTHINGS):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return [(x, y) for x, y in line.tolist()]


def _straightness(a: PicturePoint, b: PicturePoint, c: PicturePoint) -> float:
    """The cosine of the angle by which a line turns at its middle point."""
    one, other = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
    both = hypot(*one) * hypot(*other)
    return (one[0] * other[0] + one[1] * other[1]) / both if both else 1.0


def _goes_round(path: Sequence[PicturePoint]) -> bool:
    """A stride or a circle ends where it began: an arrow along it would point nowhere."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    return hypot(x1 - x0, y1 - y0) < _ROUND_SHARE * _length(path)


def _stretched(path: list[PicturePoint], least: float) -> list[PicturePoint]:
    """A short way is drawn longer, or nobody would see it."""
    length = _length(path)
    if length >= least:
        return path
    factor = least / max(length, 1e-6)
    x0, y0 = path[0]
    return [(x0 + (x - x0) * factor, y0 + (y - y0) * factor) for x, y in path]


def _around(loop: Sequence[PicturePoint], least: float) -> list[PicturePoint]:
    """An ellipse as large as a loop, or as can be seen; from its lowest point, the way it turns."""
    (left, right), (top, bottom) = (
        (min(spot[axis] for spot in loop), max(spot[axis] for spot in loop)) for axis in (0, 1)
    )
    x0, y0 = (left + right) / 2, (top + bottom) / 2
    wide, tall = max(right - left, least) / 2, max(bottom - top, least) / 2
    turn = 1.0 if _area(loop) > 0 else -1.0
    angles = (0.5 * pi + turn * 2 * pi * (1 - _GAP_SHARE) * k / 40 for k in range(41))
    return [(x0 + wide * cos(angle), y0 + tall * sin(angle)) for angle in angles]


def _area(loop: Sequence[PicturePoint]) -> float:
    """What a closed way encloses, clockwise in the picture (Gauss's trapezoid formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*loop, loop[0]))) / 2


def _length(path: Sequence[PicturePoint]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path))
