"""Cuts the muscles' sheets out of a simplified body mesh, finer than its triangles.

A value at every point of the mesh's surface says how far inside a sheet it lies; where it is nought
runs the outline. The value is taken on a lattice inside every triangle, so that a muscle narrower
than a triangle keeps its shape.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from typing import Final

import numpy as np
from muscle_sheets import Sheet, nearest_shares
from scipy.spatial import cKDTree
from source import Floats, Ints

CUTS: Final = 6
"""Into so many parts an edge of a triangle is cut for the lattice."""
_NEAR: Final = 6
_REACH_M: Final = 0.05
_FACING: Final = 0.15
"""A point belongs to no sheet whose skin looks another way than this cosine."""
_OFF_M: Final = 0.045
"""Nor one farther from the skin than hair and clothes stand off."""
_BESIDE_M: Final = 0.003
_SMOOTH_M: Final = 0.0007
_LINE_SMOOTH_M: Final = 0.0015
_LINE_STEP_M: Final = 0.016
"""Points of a line lie no farther apart, as what is seen of it begins and ends at one."""
LINE_GAP_M: Final = 0.010
HATCH_GAP_M: Final = 0.014
_FEWEST, _MOST = 3, 11


@dataclass(frozen=True)
class Surface:
    """A simplified body in the rest pose.

    Attributes:
        points: Corners in metres.
        normals: Out of the body at every corner.
        triangles: Corner numbers, counter-clockwise seen from outside.
    """

    points: Floats
    normals: Floats
    triangles: Ints


@dataclass(frozen=True)
class Line:
    """A line on the surface: for each point its triangle and the shares of its corners."""

    triangles: Ints
    shares: Floats


@dataclass(frozen=True)
class Cut:
    """One belly cut out of a surface.

    Attributes:
        triangles: For each point a triangle that it lies on.
        shares: Shares of that triangle's corners.
        edges: From point to point, with the belly to the left seen from outside.
        inside: The triangle left of each edge.
        outside: The triangle right of it, -1 where the belly ends.
        along: Lines along the fibres.
        across: Lines across them.
    """

    triangles: Ints
    shares: Floats
    edges: Ints
    inside: Ints
    outside: Ints
    along: Sequence[Line]
    across: Sequence[Line]


class Depth:
    """How far inside a sheet points of a surface lie, in metres; less than nought outside."""

    def __init__(self, sheet: Sheet) -> None:
        fibres, along, _ = sheet.points.shape
        self._points = sheet.points.reshape(-1, 3)
        self._normals = sheet.normals.reshape(-1, 3)
        number = np.arange(fibres * along).reshape(fibres, along)
        a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
        triangles = [np.stack(three, -1).reshape(-1, 3) for three in ((a, b, c), (a, c, d))]
        self._corners = self._points[np.concatenate(triangles)]
        self._tree = cKDTree(self._points)
        self._around = _fans(np.concatenate(triangles), len(self._points))
        rim = np.concatenate([number[0], number[1:, -1], number[-1, -2::-1], number[-2:0:-1, 0]])
        starts, ends = self._points[rim], self._points[np.roll(rim, -1)]
        self._rim = starts, ends - starts

    def __call__(self, points: Floats, normals: Floats) -> Floats:
        """The depth of each point."""
        gap, close = self._tree.query(points, k=_NEAR)
        values = np.full(len(points), -_REACH_M)
        way = (normals * self._normals[close[:, 0]]).sum(1)
        near = (gap[:, 0] < _REACH_M + _OFF_M) & (way > _FACING)
        if near.any():
            values[near] = self._near(points[near], normals[near], close[near])
        return values

    def _near(self, points: Floats, normals: Floats, close: Ints) -> Floats:
        numbers = self._around[close].reshape(len(points), -1)
        feet = _feet(points, self._corners[numbers])
        to_sheet = np.linalg.norm(feet - points, axis=1)
        rim, to_rim = _nearest_on(points, *self._rim)
        inside = to_rim > to_sheet + 1e-7
        _, from_rim = _nearest_on(feet, *self._rim)
        # Where a sheet curves away, its nearest point may lie a little within its rim although the
        # point is beside it.
        beside = np.maximum(0.0, _aside(feet - points, normals) - _BESIDE_M)
        values = np.where(inside, from_rim - beside, -_aside(rim - points, normals))
        values[to_sheet > _OFF_M] = np.minimum(values, -to_sheet)[to_sheet > _OFF_M]
        return values


def _aside(ways: Floats, normals: Floats) -> Floats:
    """How long ways are along the skin."""
    along: Floats = np.linalg.norm(ways - normals * (ways * normals).sum(1)[:, None], axis=1)
    return along


def _fans(triangles: Ints, count: int) -> Ints:
    """For every point the triangles around it, the first repeated where there are fewer."""
    around: list[list[int]] = [[] for _ in range(count)]
    for number, triangle in enumerate(triangles.tolist()):
        for corner in triangle:
            around[corner].append(number)
    most = max(map(len, around))
    return np.array([fan + fan[:1] * (most - len(fan)) for fan in around])


def _feet(points: Floats, corners: Floats) -> Floats:
    """The nearest point of each row of triangles."""
    rows, many = corners.shape[:2]
    flat = corners.reshape(-1, 3, 3)
    shares = nearest_shares(np.repeat(points, many, 0), flat)
    places = np.einsum("tk,tkx->tx", shares, flat).reshape(rows, many, 3)
    best = ((places - points[:, None]) ** 2).sum(2).argmin(1)
    found: Floats = places[np.arange(rows), best]
    return found


def _nearest_on(points: Floats, starts: Floats, ways: Floats) -> tuple[Floats, Floats]:
    """The nearest point of a row of segments, and how far it is."""
    found, distance = np.empty_like(points), np.empty(len(points))
    length = (ways * ways).sum(1) + 1e-18
    for first in range(0, len(points), 512):
        part = points[first : first + 512]
        at = np.clip(((part[:, None] - starts) * ways).sum(2) / length, 0, 1)
        places = starts + at[..., None] * ways
        gaps = ((places - part[:, None]) ** 2).sum(2)
        best = gaps.argmin(1)
        rows = np.arange(len(part))
        found[first : first + 512] = places[rows, best]
        distance[first : first + 512] = np.sqrt(gaps[rows, best])
    return found, distance


_Key = tuple[int, ...]
_Place = tuple[int, tuple[float, float, float]]


@dataclass
class _Lattice:
    """Points inside the triangles near a sheet, shared where triangles meet."""

    surface: Surface
    numbers: dict[_Key, int] = field(default_factory=dict)
    places: list[_Place] = field(default_factory=list)

    def triangle(self, number: int) -> dict[tuple[int, int], int]:
        """The lattice points of a triangle by their steps towards its second and third corner."""
        corners = self.surface.triangles[number].tolist()
        found = {}
        for second in range(CUTS + 1):
            for third in range(CUTS + 1 - second):
                steps = (CUTS - second - third, second, third)
                key = _key(corners, steps, number)
                if key not in self.numbers:
                    self.numbers[key] = len(self.places)
                    shares = (steps[0] / CUTS, steps[1] / CUTS, steps[2] / CUTS)
                    self.places.append((number, shares))
                found[second, third] = self.numbers[key]
        return found

    def arrays(self) -> tuple[Floats, Floats]:
        """The points and the directions out of the body there."""
        owners = self.surface.triangles[[number for number, _ in self.places]]
        shares = np.array([share for _, share in self.places])
        points = np.einsum("nk,nkx->nx", shares, self.surface.points[owners])
        normals = np.einsum("nk,nkx->nx", shares, self.surface.normals[owners])
        return points, normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)


def _key(corners: Sequence[int], steps: tuple[int, int, int], number: int) -> _Key:
    held = sorted((corner, step) for corner, step in zip(corners, steps, strict=True) if step)
    if len(held) == 3:
        return (-1 - number, *steps)
    return tuple(value for pair in held for value in pair)


def cut(surface: Surface, sheet: Sheet, apart: float = 1.0) -> Cut:
    """Cut a belly out of a surface.

    Args:
        surface: What it is laid on.
        sheet: The belly.
        apart: How many times `LINE_GAP_M` and `HATCH_GAP_M` its lines are apart.

    Raises:
        ValueError: It lies nowhere on it.
    """
    near = _near_triangles(surface, sheet)
    lattice = _Lattice(surface)
    grids = {number: lattice.triangle(number) for number in near}
    points, normals = lattice.arrays()
    values = Depth(sheet)(points, normals)
    values[np.abs(values) < 1e-6] = -1e-6
    builder = _Builder(surface, lattice, values)
    for number, grid in grids.items():
        builder.march(number, grid)
    if not builder.edges:
        raise ValueError(f"{sheet.name} lies nowhere on the body")
    along, across = _lines(surface, sheet, near, apart)
    return builder.cut(along, across)


def _near_triangles(surface: Surface, sheet: Sheet) -> list[int]:
    centres = surface.points[surface.triangles].mean(1)
    sizes = np.linalg.norm(surface.points[surface.triangles] - centres[:, None], axis=2).max(1)
    gap, close = cKDTree(sheet.points.reshape(-1, 3)).query(centres)
    way = (surface.normals[surface.triangles].mean(1) * sheet.normals.reshape(-1, 3)[close]).sum(1)
    found: list[int] = np.nonzero((gap < sizes + _OFF_M) & (way > -0.3))[0].tolist()
    return found


class _Builder:
    """Gathers the edges of a belly, triangle by triangle."""

    def __init__(self, surface: Surface, lattice: _Lattice, values: Floats) -> None:
        self._surface, self._lattice, self._values = surface, lattice, values
        self._numbers: dict[tuple[int, ...], int] = {}
        self.places: list[_Place] = []
        self.edges: list[tuple[int, int, int, int]] = []
        self._borders: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)

    def march(self, number: int, grid: dict[tuple[int, int], int]) -> None:
        """Add what a triangle holds of the belly."""
        onward: dict[int, int] = {}
        for small in _small_triangles():
            corners = [grid[step] for step in small]
            inside = [self._values[corner] > 0 for corner in corners]
            if 0 < sum(inside) < 3:
                # Walking round the triangle, the belly is left where its outline is crossed.
                ends = {}
                for first in range(3):
                    second = (first + 1) % 3
                    if inside[first] != inside[second]:
                        point = self._crossing(number, corners[first], corners[second])
                        ends[inside[first]] = point
                onward[ends[True]] = ends[False]
        for points in _chains(onward):
            kept = [points[index] for index in _kept(self._spots(points), _SMOOTH_M)]
            for start, end in pairwise(kept):
                self.edges.append((start, end, number, -1))
        self._border(number, grid)

    def _spots(self, numbers: Sequence[int]) -> Floats:
        corners = self._surface.triangles[[self.places[one][0] for one in numbers]]
        shares = np.array([self.places[one][1] for one in numbers])
        spots: Floats = np.einsum("nk,nkx->nx", shares, self._surface.points[corners])
        return spots

    def _border(self, number: int, grid: dict[tuple[int, int], int]) -> None:
        sides = (
            [(step, 0) for step in range(CUTS + 1)],
            [(CUTS - step, step) for step in range(CUTS + 1)],
            [(0, CUTS - step) for step in range(CUTS + 1)],
        )
        corners = self._surface.triangles[number].tolist()
        for side, steps in enumerate(sides):
            start, end = corners[side], corners[(side + 1) % 3]
            for first, last in self._runs(number, [grid[step] for step in steps]):
                if first != last:
                    self._borders[min(start, end), max(start, end)].append((number, first, last))

    def _runs(self, number: int, row: Sequence[int]) -> Iterator[tuple[int, int]]:
        start = self._point(row[0]) if self._values[row[0]] > 0 else None
        for before, after in pairwise(row):
            was, now = self._values[before] > 0, self._values[after] > 0
            if was == now:
                continue
            point = self._crossing(number, before, after)
            if now:
                start = point
            elif start is not None:
                yield start, point
                start = None
        if start is not None:
            yield start, self._point(row[-1])

    def cut(self, along: Sequence[Line], across: Sequence[Line]) -> Cut:
        """The belly with neighbouring pieces joined."""
        edges = list(self.edges)
        for pieces in self._borders.values():
            pairs = {frozenset((start, end)): number for number, start, end in pieces[1:]}
            first = pieces[0][0]
            for number, start, end in pieces:
                if number == first:
                    edges.append((start, end, number, pairs.get(frozenset((start, end)), -1)))
                elif not any(other == first and {start, end} == {a, b} for other, a, b in pieces):
                    edges.append((start, end, number, -1))
        table = np.array(edges)
        used, ends = np.unique(table[:, :2], return_inverse=True)
        return Cut(
            np.array([self.places[one][0] for one in used]),
            np.array([self.places[one][1] for one in used]),
            ends.reshape(-1, 2),
            table[:, 2],
            table[:, 3],
            along,
            across,
        )

    def _point(self, corner: int) -> int:
        return self._named((corner,), self._lattice.places[corner])

    def _crossing(self, number: int, first: int, second: int) -> int:
        low, high = min(first, second), max(first, second)
        at = self._values[low] / (self._values[low] - self._values[high])
        corners = self._surface.triangles[number].tolist()
        weights = [self._by_corner(self._lattice.places[one]) for one in (low, high)]
        start, end = ([weight.get(corner, 0.0) for corner in corners] for weight in weights)
        a, b, c = ((1 - at) * s + at * e for s, e in zip(start, end, strict=True))
        return self._named((low, high), (number, (a, b, c)))

    def _by_corner(self, place: _Place) -> dict[int, float]:
        number, shares = place
        corners = self._surface.triangles[number].tolist()
        return {corner: share for corner, share in zip(corners, shares, strict=True) if share}

    def _named(self, key: tuple[int, ...], place: _Place) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.places)
            self.places.append(place)
        return self._numbers[key]


def _small_triangles() -> Iterator[tuple[tuple[int, int], ...]]:
    for second in range(CUTS):
        for third in range(CUTS - second):
            yield (second, third), (second + 1, third), (second, third + 1)
            if second + third < CUTS - 1:
                yield (second + 1, third), (second + 1, third + 1), (second, third + 1)


def _chains(onward: dict[int, int]) -> Iterator[list[int]]:
    """The lines that pairs of points make, the open ones from their beginning."""
    left = dict(onward)
    begins = [start for start in onward if start not in set(onward.values())]
    while left:
        start = begins.pop() if begins else next(iter(left))
        points = [start]
        while points[-1] in left:
            points.append(left.pop(points[-1]))
        yield points


def _lines(
    surface: Surface, sheet: Sheet, near: list[int], apart: float
) -> tuple[list[Line], list[Line]]:
    fibres, steps, _ = sheet.points.shape
    wide = np.linalg.norm(np.diff(sheet.points, axis=0), axis=2).sum(0).max()
    long = np.linalg.norm(np.diff(sheet.points, axis=1), axis=2).sum(1).max()
    many = int(np.clip(round(wide / (apart * LINE_GAP_M)), _FEWEST, _MOST))
    rows = np.linspace(0, fibres - 1, many + 2)[1:-1].round().astype(int)
    hatches = int(np.clip(round(long / (apart * HATCH_GAP_M)), _FEWEST, 2 * _MOST))
    columns = np.linspace(0, steps - 1, hatches + 2)[1:-1].round().astype(int)
    laid = _Laid(surface, near, Depth(sheet), apart * _LINE_STEP_M)
    along = [laid.lines(sheet.points[row, 1:-1], sheet.normals[row, 1:-1]) for row in rows]
    across = [laid.lines(sheet.points[:, one], sheet.normals[:, one]) for one in columns]
    return [*chain.from_iterable(along)], [*chain.from_iterable(across)]


class _Laid:
    """Lays lines on the triangles near a sheet."""

    def __init__(self, surface: Surface, near: list[int], depth: Depth, step_m: float) -> None:
        self._step_m = step_m
        self._numbers = np.array(near)
        self._corners = surface.points[surface.triangles[self._numbers]]
        self._smooth = surface.normals[surface.triangles[self._numbers]]
        self._depth = depth
        normals = np.cross(
            self._corners[:, 1] - self._corners[:, 0], self._corners[:, 2] - self._corners[:, 0]
        )
        self._normals = normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)

    def lines(self, points: Floats, normals: Floats) -> Iterator[Line]:
        """What of a line lies within the belly, with as few points as keep its course."""
        near, shares = [], []
        for point, normal in zip(points, normals, strict=True):
            fits = np.nonzero(self._normals @ normal > _FACING)[0]
            row = nearest_shares(point, self._corners[fits])
            places = np.einsum("tk,tkx->tx", row, self._corners[fits])
            best = int(((places - point) ** 2).sum(1).argmin())
            near.append(fits[best])
            shares.append(row[best])
        table = np.array(shares)
        laid = np.einsum("nk,nkx->nx", table, self._corners[near])
        way = np.einsum("nk,nkx->nx", table, self._smooth[near])
        way /= np.linalg.norm(way, axis=1, keepdims=True) + 1e-12
        within = self._depth(laid, way) > -_SMOOTH_M
        for inside, run in groupby(range(len(points)), key=lambda index: bool(within[index])):
            numbers = np.array(list(run))
            if inside and len(numbers) > 1:
                course = _kept(points[numbers], _LINE_SMOOTH_M)
                kept = numbers[_close(points[numbers], course, self._step_m)]
                yield Line(self._numbers[np.array(near)[kept]], table[kept])


def _kept(points: Floats, within_m: float) -> list[int]:
    """The points that keep a line so near to its course."""
    wanted = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        way = points[last] - points[first]
        inner = points[first + 1 : last] - points[first]
        at = np.clip(inner @ way / (way @ way + 1e-18), 0, 1)
        off = np.linalg.norm(inner - at[:, None] * way, axis=1)
        worst = int(off.argmax())
        if off[worst] > within_m:
            middle = first + 1 + worst
            wanted.add(middle)
            spans += [(first, middle), (middle, last)]
    return sorted(wanted)


def _close(points: Floats, kept: Sequence[int], step_m: float) -> list[int]:
    """With as many more of the points that two of those kept lie no farther than a step apart."""
    along = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1)))
    found = {kept[-1]}
    for first, last in pairwise(kept):
        steps = int(np.ceil((along[last] - along[first]) / step_m))
        wanted = np.linspace(along[first], along[last], max(1, steps), endpoint=False)
        found.update(np.abs(along[:, None] - wanted).argmin(axis=0).tolist())
    return sorted(found)
