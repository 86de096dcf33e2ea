"""The outlines of the body's volume in a picture, as paths to be painted one by one.

To an orthographic camera a sphere looks like a circle and an ellipsoid like an ellipse. A chain of
circles is one path along their common tangents. For a hull every ellipse is asked how far it
reaches in each of the same directions, and the hull takes in each direction the corner of the one
that reaches farthest. Corners go to Qt as plain numbers: a point made in Python costs more than
all that is computed for it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from operator import add, itemgetter, sub
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from posture_app.body.geometry import Matrix, Vector, scaled, turned_back
from posture_app.body.skeleton import HEAD, INDEX, Frames
from posture_app.body.volumes import ELLIPSOIDS, PARTS, Skin, centre_of, radii_of
from posture_app.ui.figure.layers import Layer
from posture_app.ui.figure.order import Order
from posture_app.ui.figure.props import Standing
from posture_app.ui.figure.view import View

_EMPTY: Final = QPainterPath()
"""Paths begin as a copy of it: in them what is wound round twice is filled once."""
_EMPTY.setFillRule(Qt.FillRule.WindingFill)
Circle = tuple[float, float, float]
"""x, y and radius in pixels."""
Pair = tuple[list[QPainterPath], list[QPainterPath]]
"""Closed paths, and those that stand off from them as the outline."""
Ellipse = tuple[float, float, float, float, float]
"""x and y in pixels, and the ellipse's matrix (x to the right, y up): xx, xy, yy."""
Axes = tuple[float, float, float, float, float, float, float, float]
"""Where a segment's joint lies in the picture, and its three axes: all to the right, then all up,
in pixels for a metre."""
Ring = tuple[list[float], Ellipse]
"""How far an ellipse reaches in each direction, and the ellipse."""

_UNSEEN_PX: Final = 0.08
"""What has moved by less stays where it was painted last."""
_REACH_M: Final = 0.25
"""How far a segment's ellipsoids reach from its joint, as a turn carries them."""
_BELLY: Final = {INDEX["lower_lumbar"], INDEX["lumbar"]}
_JOINTS: Final = frozenset(skin.over for part in PARTS for skin in part.joint)
"""Painted into what is there already: they need no outline of their own."""
_WHERE: Final = tuple((one.segment, *one.centre) for one in ELLIPSOIDS)
_CHANGING: Final = frozenset(
    number for number, one in enumerate(ELLIPSOIDS) if one.name in {"jaw", "belly", "waist"}
)
"""Ellipsoids that the open mouth or the breath moves or makes larger."""
_SQUARED: Final = tuple(tuple(radius * radius for radius in one.radii) for one in ELLIPSOIDS)
_SCALE_FOR_TWO: Final = 28.0
"""A ring has two corners for each of so many pixels for a metre: a circle must not look edged."""


@cache
def _half_round(count: int) -> tuple[tuple[float, float, float, float, float], ...]:
    """Half the directions: cosine and sine, and their products as an ellipse's matrix needs."""
    return tuple((x, y, x * x, 2 * x * y, y * y) for x, y in _whole_round(count)[: count // 2])


@cache
def _whole_round(count: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(2 * pi * k / count), sin(2 * pi * k / count)) for k in range(count))


class Silhouette:
    """The outlines of one set of frames in one view; paths are made when first asked for.

    Args:
        frames: Where the segments are.
        view: From where they are seen.
        outline: How far the outline stands off, in pixels.
        before: The frame before; what has not moved since is taken over.
    """

    def __init__(
        self, frames: Frames, view: View, outline: float, before: "Silhouette | None" = None
    ) -> None:
        self.frames = frames
        self.view = view
        self.outline = outline
        self.order: Order | None = None
        self.glows: dict[tuple[int, ...], Layer] = {}
        self.standing: Mapping[Standing, Layer | None] = {}
        self._corners = 2 * max(7, min(14, round(view.scale / _SCALE_FOR_TWO)))
        self.rings: dict[int, Ring] = {}
        self._spots: dict[int, tuple[float, float]] = {}
        self._axes: dict[int, Axes] = {}
        self._shapes: dict[int, tuple[float, float, float]] = {}
        self.made: dict[tuple[int, ...], tuple[frozenset[int], Pair]] = {}
        if before and (before.view, before.outline) == (view, outline):
            self._take_over(before)

    def paths(self, skin: Skin, *, outer: bool = False) -> Sequence[QPainterPath]:
        """The outline of one skin, or the line that stands off from it."""
        found = self.made.get(skin.over)
        if found is None:
            found = self.made[skin.over] = skin.segments, self._made(skin)
        return found[1][outer]

    def polygons(self, skin: Skin, *, outer: bool = False) -> Sequence[QPolygonF]:
        """The same as `paths`, as polygons."""
        return [path.toFillPolygon() for path in self.paths(skin, outer=outer)]

    def _take_over(self, before: "Silhouette") -> None:
        """Leave what has hardly moved where it was, and keep what was made for it."""
        old, new = before.frames, self.frames
        near = _UNSEEN_PX / self.view.scale
        places, turns = list(old.places), list(old.turns)
        moved = set()
        for index, (place, turn) in enumerate(zip(new.places, new.turns, strict=True)):
            if _apart_m(place, turn, places[index], turns[index]) > near:
                places[index], turns[index] = place, turn
                moved.add(index)
        jaw_m, belly_m = old.jaw_m, old.belly_m
        if abs(new.jaw_m - jaw_m) > near:
            jaw_m = new.jaw_m
            moved.add(HEAD)
        if abs(new.belly_m - belly_m) > near:
            belly_m = new.belly_m
            moved |= _BELLY
        self.frames = Frames(tuple(places), tuple(turns), jaw_m, belly_m)
        self.rings = {
            number: ring
            for number, ring in before.rings.items()
            if ELLIPSOIDS[number].segment not in moved
        }
        self.made = {over: made for over, made in before.made.items() if moved.isdisjoint(made[0])}

    def _made(self, skin: Skin) -> Pair:
        outline = 0.0 if skin.over in _JOINTS else self.outline
        if skin.kind == "chain":
            scale = self.view.scale
            circles = [
                (
                    *(self._spots.get(number) or self._spot(number)),
                    ELLIPSOIDS[number].radii[0] * scale,
                )
                for number in skin.over
            ]
            return chain(circles, outline, max(12, 2 * self._corners // 3))
        if skin.kind == "column":
            column = self._column(skin.over)
            if column is not None:
                return column
            hulls = [self._hull(pair) for pair in pairwise(skin.over)]
        else:
            hulls = [self._hull(skin.over)]
        return hulls, [_grown(hull, outline) for hull in hulls] if outline else hulls

    def _column(self, numbers: Sequence[int]) -> Pair | None:
        """One polygon along the sides; None where the column is seen too much from its end."""
        sides: tuple[list[tuple[float, float]], ...] = ([], [], [], [])
        off = self.outline
        for one, other in pairwise(numbers):
            ax, ay = self._spots.get(one) or self._spot(one)
            bx, by = self._spots.get(other) or self._spot(other)
            dx, dy = bx - ax, by - ay
            away = hypot(dx, dy)
            if away < 1e-3:
                return None
            dx, dy = dx / away, dy / away
            # An ellipse reaches as far to one side as to the other.
            ra, rb = self._support(one, -dy, dx)[2], self._support(other, -dy, dx)[2]
            if away < 0.3 * max(ra, rb):
                return None
            k = (ra - rb) / away
            h = sqrt(max(0.0, 1 - k * k))
            kx, ky, hx, hy = dx * k, dy * k, dx * h, dy * h
            for side, mx, my in ((0, kx - hy, ky + hx), (1, kx + hy, ky - hx)):
                for number, x, y in ((one, ax, ay), (other, bx, by)):
                    sx, sy, _ = self._support(number, mx, my)
                    sides[side].append((x + sx, y + sy))
                    sides[side + 2].append((x + sx + off * mx, y + sy + off * my))
        return (
            [_path([*sides[0], *sides[1][::-1]])],
            [_path([*sides[2], *sides[3][::-1]])],
        )

    def _support(self, number: int, nx: float, ny: float) -> tuple[float, float, float]:
        """The farthest point of an ellipse along a direction (y down), and how far it reaches."""
        xx, xy, yy = self._shapes.get(number) or self._shape(number)
        along, down = xx * nx - xy * ny, yy * ny - xy * nx
        size = sqrt(along * nx + down * ny)
        return along / size, down / size, size

    def _shape(self, number: int) -> tuple[float, float, float]:
        """The ellipse's matrix (x to the right, y up), in pixels squared."""
        ellipsoid = ELLIPSOIDS[number]
        a, b, c = _SQUARED[number]
        if number in _CHANGING:
            a, b, c = (radius * radius for radius in radii_of(self.frames, ellipsoid))
        if ellipsoid.round:
            scale = self.view.scale
            shape = a * scale * scale, 0.0, a * scale * scale
        else:
            segment = ellipsoid.segment
            _, _, rx, ry, rz, ux, uy, uz = self._axes.get(segment) or self._axes_of(segment)
            shape = (
                a * rx * rx + b * ry * ry + c * rz * rz,
                a * rx * ux + b * ry * uy + c * rz * uz,
                a * ux * ux + b * uy * uy + c * uz * uz,
            )
        self._shapes[number] = shape
        return shape

    def _axes_of(self, segment: int) -> Axes:
        """A segment's frame in the picture."""
        turn, view = self.frames.turns[segment], self.view
        axes = self._axes[segment] = (
            *view.spot(self.frames.places[segment]),
            *scaled(turned_back(turn, view.right), view.scale),
            *scaled(turned_back(turn, view.up), view.scale),
        )
        return axes

    def _hull(self, numbers: Sequence[int]) -> QPainterPath:
        rings = [self.rings.get(number) or self._ring(number) for number in numbers]
        (a, one), (b, two) = rings[0], rings[-1]
        if len(rings) == 3:
            middle, three = rings[1]
            farthest = [
                (one if i > k else two) if i > j else (three if j > k else two)
                for i, j, k in zip(a, middle, b, strict=True)
            ]
        else:
            farthest = [one if i > j else two for i, j in zip(a, b, strict=True)]
        path = QPainterPath(_EMPTY)
        line = path.moveTo
        for (cosine, sine), (x, y, xx, xy, yy) in zip(
            _whole_round(self._corners), farthest, strict=True
        ):
            along, up = xx * cosine + xy * sine, xy * cosine + yy * sine
            size = sqrt(along * cosine + up * sine)
            line(x + along / size, y - up / size)
            line = path.lineTo
        return path

    def _spot(self, number: int) -> tuple[float, float]:
        segment, x, y, z = _WHERE[number]
        px, py, rx, ry, rz, ux, uy, uz = self._axes.get(segment) or self._axes_of(segment)
        if number in _CHANGING:
            x, y, z = centre_of(self.frames, ELLIPSOIDS[number])
        spot = px + rx * x + ry * y + rz * z, py - ux * x - uy * y - uz * z
        self._spots[number] = spot
        return spot

    def _ring(self, number: int) -> Ring:
        x, y = self._spots.get(number) or self._spot(number)
        xx, xy, yy = self._shapes.get(number) or self._shape(number)
        # An ellipse is its own mirror in its centre: half the directions tell the others.
        round_it = _half_round(self._corners)
        sizes = [sqrt(xx * cc + xy * cs + yy * ss) for _, _, cc, cs, ss in round_it]
        middles = [x * cosine - y * sine for cosine, sine, _, _, _ in round_it]
        reaches = [*map(add, sizes, middles), *map(sub, sizes, middles)]
        ring = self.rings[number] = reaches, (x, y, xx, xy, yy)
        return ring


def _apart_m(place: Vector, turn: Matrix, other: Vector, other_turn: Matrix) -> float:
    """How far a segment has moved, about, in metres."""
    if place == other and turn == other_turn:
        return 0.0
    (ax, ay, az), (bx, by, bz) = place, other
    a0, a1, a2, a3, a4, a5, a6, a7, a8 = turn
    b0, b1, b2, b3, b4, b5, b6, b7, b8 = other_turn
    return max(
        abs(ax - bx),
        abs(ay - by),
        abs(az - bz),
        _REACH_M
        * max(
            abs(a0 - b0),
            abs(a1 - b1),
            abs(a2 - b2),
            abs(a3 - b3),
            abs(a4 - b4),
            abs(a5 - b5),
            abs(a6 - b6),
            abs(a7 - b7),
            abs(a8 - b8),
        ),
    )


def wound(*polygons: QPolygonF) -> QPainterPath:
    """Polygons as one path in which what is wound round twice is filled once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        path.addPolygon(polygon)
    return path


def _path(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A path round some corners, in which what is wound round twice is filled once."""
    path = QPainterPath(_EMPTY)
    path.moveTo(*points[0])
    line = path.lineTo
    for x, y in points[1:]:
        line(x, y)
    return path


def _grown(hull: QPainterPath, off: float) -> QPainterPath:
    """A roundish path, larger by so many pixels on every side."""
    box = hull.controlPointRect()
    left, top, width, height = box.x(), box.y(), box.width(), box.height()
    across, down = 1 + 2 * off / max(1.0, width), 1 + 2 * off / max(1.0, height)
    x, y = left + width / 2, top + height / 2
    return QTransform(across, 0, 0, down, x - across * x, y - down * y).map(hull)


def chain(circles: Sequence[Circle], off: float, corners: int) -> Pair:
    """The outline around each circle and the next, and one that stands off by `off` pixels.

    It is one path, or more where it is seen end on.
    """
    touching: list[tuple[float, float, float, float]] = []
    for (ax, ay, ar), (bx, by, br) in pairwise(circles):
        dx, dy = bx - ax, by - ay
        away = sqrt(dx * dx + dy * dy)
        if away <= abs(ar - br) + 0.01:
            return _apart(circles, off, corners)
        dx, dy, k = dx / away, dy / away, (ar - br) / away
        h = sqrt(1 - k * k)
        touching.append((dx * k - dy * h, dy * k + dx * h, dx * k + dy * h, dy * k - dx * h))
    (nx, ny, mx, my), (px, py, qx, qy) = touching[0], touching[-1]
    back = _directions_in(atan2(ny, nx), atan2(my, mx), corners)
    front = _directions_in(atan2(qy, qx), atan2(py, px), corners)
    inner = [_round_chain(circles, touching, back, front)]
    if not off:
        return inner, inner
    wider = [(x, y, radius + off) for x, y, radius in circles]
    return inner, [_round_chain(wider, touching, back, front)]


def _round_chain(
    circles: Sequence[Circle],
    touching: Sequence[tuple[float, float, float, float]],
    back: Sequence[tuple[float, float]],
    front: Sequence[tuple[float, float]],
) -> QPainterPath:
    """From the directions in which tangents touch, left and right, and those at both ends."""
    path = QPainterPath(_EMPTY)
    line = path.lineTo
    x, y, radius = circles[0]
    nx, ny, mx, my = touching[0]
    path.moveTo(x + radius * nx, y + radius * ny)
    for cosine, sine in back:
        line(x + radius * cosine, y + radius * sine)
    line(x + radius * mx, y + radius * my)
    left: list[tuple[float, float]] = []
    for (x, y, radius), (ox, oy, px, py) in zip(circles[1:], touching[1:], strict=False):
        line(x + radius * mx, y + radius * my)
        line(x + radius * px, y + radius * py)
        left += ((x + radius * nx, y + radius * ny), (x + radius * ox, y + radius * oy))
        nx, ny, mx, my = ox, oy, px, py
    x, y, radius = circles[-1]
    line(x + radius * mx, y + radius * my)
    for cosine, sine in front:
        line(x + radius * cosine, y + radius * sine)
    line(x + radius * nx, y + radius * ny)
    for x, y in left[::-1]:
        line(x, y)
    return path


def _directions_in(start: float, end: float, corners: int) -> Sequence[tuple[float, float]]:
    """The directions from one angle to another, the ends left out."""
    step = 2 * pi / corners
    first = int(start // step) + 1
    count = ceil(((end - start) % (2 * pi)) / step) - 1
    first %= corners
    return _twice_round(corners)[first : first + count]


@cache
def _twice_round(corners: int) -> tuple[tuple[float, float], ...]:
    return _whole_round(corners) * 2


def _circle(circle: Circle, grown: float, corners: int) -> QPainterPath:
    x, y, radius = circle
    radius += grown
    return _path(
        [(x + radius * cosine, y + radius * sine) for cosine, sine in _whole_round(corners)]
    )


def _apart(circles: Sequence[Circle], off: float, corners: int) -> Pair:
    """Where one circle hides in the next: every pair by itself."""
    inner: list[QPainterPath] = []
    outer: list[QPainterPath] = []
    for one, other in pairwise(circles):
        if hypot(other[0] - one[0], other[1] - one[1]) <= abs(one[2] - other[2]) + 0.01:
            larger = max(one, other, key=itemgetter(2))
            inner.append(_circle(larger, 0.0, corners))
            outer.append(_circle(larger, off, corners))
        else:
            own, standing_off = chain((one, other), off, corners)
            inner += own
            outer += standing_off
    return inner, outer
