"""The outlines of the body's volume in a picture, as polygons to be painted one by one.

To an orthographic camera a sphere looks like a circle and an ellipsoid like an ellipse. A chain of
circles is one polygon along their common tangents. For a hull every ellipse gets a ring of points,
one for each of the same directions, and the hull takes in each direction the one that reaches
farthest.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from operator import itemgetter
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from posture_app.body.geometry import turned_back
from posture_app.body.skeleton import HEAD, Frames
from posture_app.body.volumes import ELLIPSOIDS, Skin, centre_of
from posture_app.ui.figure.view import View

Circle = tuple[float, float, float]
"""x, y and radius in pixels."""
Pair = tuple[list[QPolygonF], list[QPolygonF]]
"""Polygons, and those that stand off from them as the outline."""
Ring = tuple[list[float], list[QPointF]]
"""For each direction how far an ellipse reaches, and where."""


_UNSEEN: Final = 1e-6
_SCALE_FOR_TWO: Final = 28.0
"""A ring has two corners for each of so many pixels for a metre: a circle must not look edged."""


@cache
def _half_round(count: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(2 * pi * k / count), sin(2 * pi * k / count)) for k in range(count // 2))


@cache
def _whole_round(count: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(2 * pi * k / count), sin(2 * pi * k / count)) for k in range(count))


class Silhouette:
    """The outlines of one set of frames in one view; polygons are made when first asked for.

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
        self._corners = 2 * max(7, min(14, round(view.scale / _SCALE_FOR_TWO)))
        self.rings: dict[int, Ring] = {}
        self._spots: dict[int, tuple[float, float]] = {}
        self._axes: dict[int, tuple[float, ...]] = {}
        self._shapes: dict[int, tuple[float, float, float]] = {}
        self.made: dict[Skin, Pair] = {}
        if before and (before.view, before.outline) == (view, outline):
            self._take_over(before)

    def polygons(self, skin: Skin, *, outer: bool = False) -> Sequence[QPolygonF]:
        """The outline of one skin, or the line that stands off from it."""
        found = self.made.get(skin)
        if found is None:
            found = self.made[skin] = self._made(skin)
        return found[outer]

    def _take_over(self, before: "Silhouette") -> None:
        old, new = before.frames, self.frames
        moved = {
            index
            for index, (place, turn) in enumerate(zip(new.places, new.turns, strict=True))
            if not (_same(place, old.places[index]) and _same(turn, old.turns[index]))
        }
        if new.jaw_m != old.jaw_m:
            moved.add(HEAD)
        self.rings = {
            number: ring
            for number, ring in before.rings.items()
            if ELLIPSOIDS[number].segment not in moved
        }
        self.made = {
            skin: polygons
            for skin, polygons in before.made.items()
            if moved.isdisjoint(skin.segments)
        }

    def _made(self, skin: Skin) -> Pair:
        if skin.kind == "chain":
            scale = self.view.scale
            circles = [
                (
                    *(self._spots.get(number) or self._spot(number)),
                    ELLIPSOIDS[number].radii[0] * scale,
                )
                for number in skin.over
            ]
            return chain(circles, self.outline, max(12, 2 * self._corners // 3))
        if skin.kind == "column":
            column = self._column(skin.over)
            if column is not None:
                return column
            hulls = [self._hull(pair) for pair in pairwise(skin.over)]
        else:
            hulls = [self._hull(skin.over)]
        return hulls, [_grown(hull, self.outline) for hull in hulls]

    def _column(self, numbers: Sequence[int]) -> Pair | None:
        """One polygon along the sides; None where the column is seen too much from its end."""
        sides: tuple[list[QPointF], ...] = ([], [], [], [])
        off = self.outline
        for one, other in pairwise(numbers):
            ax, ay = self._spots.get(one) or self._spot(one)
            bx, by = self._spots.get(other) or self._spot(other)
            dx, dy = bx - ax, by - ay
            away = hypot(dx, dy)
            if away < 1e-3:
                return None
            dx, dy = dx / away, dy / away
            for side, (nx, ny) in enumerate(((-dy, dx), (dy, -dx))):
                ra, rb = self._support(one, nx, ny)[2], self._support(other, nx, ny)[2]
                if away < 0.3 * max(ra, rb):
                    return None
                k = (ra - rb) / away
                h = sqrt(max(0.0, 1 - k * k))
                mx, my = nx * h + dx * k, ny * h + dy * k
                for number, x, y in ((one, ax, ay), (other, bx, by)):
                    sx, sy, _ = self._support(number, mx, my)
                    sides[side].append(QPointF(x + sx, y + sy))
                    sides[side + 2].append(QPointF(x + sx + off * mx, y + sy + off * my))
        return (
            [QPolygonF(sides[0] + sides[1][::-1])],
            [QPolygonF(sides[2] + sides[3][::-1])],
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
        a, b, c = ellipsoid.radii
        scale = self.view.scale * self.view.scale
        a, b, c = a * a * scale, b * b * scale, c * c * scale
        if ellipsoid.round:
            shape = a, 0.0, a
        else:
            axes = self._axes.get(ellipsoid.segment)
            if axes is None:
                turn = self.frames.turns[ellipsoid.segment]
                axes = (*turned_back(turn, self.view.right), *turned_back(turn, self.view.up))
                self._axes[ellipsoid.segment] = axes
            rx, ry, rz, ux, uy, uz = axes
            shape = (
                a * rx * rx + b * ry * ry + c * rz * rz,
                a * rx * ux + b * ry * uy + c * rz * uz,
                a * ux * ux + b * uy * uy + c * uz * uz,
            )
        self._shapes[number] = shape
        return shape

    def _hull(self, numbers: Sequence[int]) -> QPolygonF:
        rings = [self.rings.get(number) or self._ring(number) for number in numbers]
        if len(rings) == 1:
            return QPolygonF(rings[0][1])
        if len(rings) == 2:
            (a, p), (b, q) = rings
            return QPolygonF([r if i > j else s for i, j, r, s in zip(a, b, p, q, strict=True)])
        (a, p), (b, q), (c, r) = rings
        return QPolygonF(
            [
                (x if i > k else z) if i > j else (y if j > k else z)
                for i, j, k, x, y, z in zip(a, b, c, p, q, r, strict=True)
            ]
        )

    def _spot(self, number: int) -> tuple[float, float]:
        ellipsoid = ELLIPSOIDS[number]
        at = self.frames.point(ellipsoid.segment, centre_of(self.frames, ellipsoid))
        spot = self._spots[number] = self.view.spot(at)
        return spot

    def _ring(self, number: int) -> Ring:
        x, y = self._spots.get(number) or self._spot(number)
        xx, xy, yy = self._shapes.get(number) or self._shape(number)
        reaches, opposite, points, mirror = [], [], [], []
        # An ellipse is its own mirror in its centre: half the directions tell the others.
        for cosine, sine in _half_round(self._corners):
            along, up = xx * cosine + xy * sine, xy * cosine + yy * sine
            size = sqrt(along * cosine + up * sine)
            middle = x * cosine - y * sine
            dx, dy = along / size, up / size
            reaches.append(size + middle)
            opposite.append(size - middle)
            points.append(QPointF(x + dx, y - dy))
            mirror.append(QPointF(x - dx, y + dy))
        ring = self.rings[number] = reaches + opposite, points + mirror
        return ring


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether nobody would see the difference."""
    return one == other or all(abs(a - b) < _UNSEEN for a, b in zip(one, other, strict=True))


def wound(*polygons: QPolygonF) -> QPainterPath:
    """Polygons as one path in which what is wound round twice is filled once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        path.addPolygon(polygon)
    return path


def _grown(hull: QPolygonF, off: float) -> QPolygonF:
    """A roundish polygon, larger by so many pixels on every side."""
    box = hull.boundingRect()
    width, height = max(1.0, box.width()), max(1.0, box.height())
    across, down = 1 + 2 * off / width, 1 + 2 * off / height
    middle = box.center()
    x, y = middle.x(), middle.y()
    return QTransform(across, 0, 0, down, x - across * x, y - down * y).map(hull)


def chain(circles: Sequence[Circle], off: float, corners: int) -> Pair:
    """The outline around each circle and the next, and one that stands off by `off` pixels.

    It is one polygon, or more where it is seen end on.
    """
    inner_left: list[QPointF] = []
    inner_right: list[QPointF] = []
    outer_left: list[QPointF] = []
    outer_right: list[QPointF] = []
    angles: list[tuple[float, float]] = []
    for (ax, ay, ar), (bx, by, br) in pairwise(circles):
        dx, dy = bx - ax, by - ay
        away = sqrt(dx * dx + dy * dy)
        if away <= abs(ar - br) + 0.01:
            return _apart(circles, off, corners)
        dx, dy, k = dx / away, dy / away, (ar - br) / away
        h = sqrt(1 - k * k)
        nx, ny, mx, my = dx * k - dy * h, dy * k + dx * h, dx * k + dy * h, dy * k - dx * h
        inner_left += [QPointF(ax + ar * nx, ay + ar * ny), QPointF(bx + br * nx, by + br * ny)]
        inner_right += [QPointF(ax + ar * mx, ay + ar * my), QPointF(bx + br * mx, by + br * my)]
        if off:
            ar, br = ar + off, br + off  # noqa: PLW2901
            outer_left += [QPointF(ax + ar * nx, ay + ar * ny), QPointF(bx + br * nx, by + br * ny)]
            outer_right += [
                QPointF(ax + ar * mx, ay + ar * my),
                QPointF(bx + br * mx, by + br * my),
            ]
        angles.append((atan2(ny, nx), atan2(my, mx)))
    first, last = circles[0], circles[-1]
    back, front = _directions_in(*angles[0], corners), _directions_in(*angles[-1][::-1], corners)

    def closed(left: list[QPointF], right: list[QPointF], grown: float) -> QPolygonF:
        return QPolygonF(
            [*_arc(first, back, grown), *right, *_arc(last, front, grown), *left[::-1]]
        )

    inner = [closed(inner_left, inner_right, 0.0)]
    return inner, [closed(outer_left, outer_right, off)] if off else inner


def _directions_in(start: float, end: float, corners: int) -> Sequence[tuple[float, float]]:
    """The directions from one angle to another, the ends left out."""
    step = 2 * pi / corners
    first = int(start // step) + 1
    count = ceil(((end - start) % (2 * pi)) / step) - 1
    turns = _whole_round(corners)
    return [turns[(first + k) % corners] for k in range(count)]


def _arc(circle: Circle, directions: Sequence[tuple[float, float]], grown: float) -> list[QPointF]:
    x, y, radius = circle
    radius += grown
    return [QPointF(x + radius * cosine, y + radius * sine) for cosine, sine in directions]


def _apart(circles: Sequence[Circle], off: float, corners: int) -> Pair:
    """Where one circle hides in the next: every pair by itself."""
    inner: list[QPolygonF] = []
    outer: list[QPolygonF] = []
    for one, other in pairwise(circles):
        if hypot(other[0] - one[0], other[1] - one[1]) <= abs(one[2] - other[2]) + 0.01:
            larger = max(one, other, key=itemgetter(2))
            inner.append(QPolygonF(_arc(larger, _whole_round(corners), 0.0)))
            outer.append(QPolygonF(_arc(larger, _whole_round(corners), off)))
        else:
            own, standing_off = chain((one, other), off, corners)
            inner += own
            outer += standing_off
    return inner, outer
