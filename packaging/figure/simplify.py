"""Simplifies a surface by collapsing edges into one of their ends, cheapest first.

The cost is the quadric error of Garland and Heckbert (1997), summed over all bodies. Borders
between materials and the middle line stay lines. Every vertex that is left lies where it lay, so
that coarse levels are made of the vertices of the finest, and a vertex that goes knows into which
one it went.
"""

import heapq
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from source import Floats, Ints

_BORDER: Final = 40.0
"""How much more a border's quadrics weigh than those of its triangles."""
_LENGTH: Final = 0.05
_FLIP: Final = 0.35
"""The least cosine between a triangle's normal before and after."""
_SLIVER: Final = 0.10


class Simplifier:
    """Collapses edges of one surface; `collapsed` tells in order what went where."""

    def __init__(
        self,
        bodies: Floats,
        triangles: Ints,
        material: Ints,
        middle: Sequence[bool],
        importance: Floats,
    ) -> None:
        """Args: places (vertices, bodies, 3); per triangle its material; per vertex its weight."""
        self._places = bodies
        self._faces = [list(map(int, face)) for face in triangles]
        self._around: list[set[int]] = [set() for _ in bodies]
        for number, face in enumerate(self._faces):
            for corner in face:
                self._around[corner].add(number)
        self._material = material
        self._middle = middle
        self._lines: dict[int, set[int]] = {}
        self._quadrics = self._measured(importance)
        self._version = [0] * len(bodies)
        self._heap: list[tuple[float, int, int, int, int]] = []
        self.left = len(self._faces)
        self.collapsed: list[tuple[int, int]] = []
        for vertex in range(len(bodies)):
            self._offer(vertex)

    @property
    def faces(self) -> dict[int, tuple[int, int, int]]:
        """The triangles that are left, by their number."""
        return {
            number: (face[0], face[1], face[2])
            for number, face in enumerate(self._faces)
            if len(face) == 3
        }

    def run(self, count: int) -> None:
        """Collapse until there are no more than `count` triangles, or nothing may go."""
        while self.left > count and self._heap:
            _, gone, into, first, second = heapq.heappop(self._heap)
            fresh = self._version[gone] == first and self._version[into] == second
            if fresh and self._may(gone, into):
                self._collapse(gone, into)

    def _measured(self, importance: Floats) -> Floats:
        """(vertices, bodies, 4, 4) quadrics of the planes around every vertex."""
        places, faces = self._places, np.array(self._faces)
        size = places.shape[:2]
        quadrics = np.zeros((*size, 4, 4))
        a, b, c = (places[faces[:, k]] for k in range(3))
        normals = np.cross(b - a, c - a)
        area = np.linalg.norm(normals, axis=2, keepdims=True) + 1e-15
        normals = normals / area
        planes = np.concatenate([normals, -(normals * a).sum(2, keepdims=True)], 2)
        squares = planes[..., :, None] * planes[..., None, :] * (area / 2)[..., None]
        for k in range(3):
            np.add.at(quadrics, faces[:, k], squares)
        for first, second, number in self._borders():
            self._lines.setdefault(first, set()).add(second)
            self._lines.setdefault(second, set()).add(first)
            along = places[second] - places[first]
            across = np.cross(along, normals[number])
            length = np.linalg.norm(along, axis=1, keepdims=True)
            across = across / (np.linalg.norm(across, axis=1, keepdims=True) + 1e-15)
            plane = np.concatenate([across, -(across * places[first]).sum(1, keepdims=True)], 1)
            square = plane[:, :, None] * plane[:, None, :] * _BORDER * (length**2)[..., None]
            quadrics[first] += square
            quadrics[second] += square
        return np.asarray(quadrics * (importance**4)[:, None, None, None])

    def _borders(self) -> Iterable[tuple[int, int, int]]:
        """Edges with one triangle, or with different materials on their sides."""
        sides: dict[tuple[int, int], list[int]] = {}
        for number, face in enumerate(self._faces):
            for k in range(3):
                a, b = face[k], face[(k + 1) % 3]
                sides.setdefault((min(a, b), max(a, b)), []).append(number)
        for (a, b), numbers in sides.items():
            if len(numbers) != 2 or self._material[numbers[0]] != self._material[numbers[1]]:
                for number in numbers:
                    yield a, b, number

    def _near(self, vertex: int) -> set[int]:
        return {v for number in self._around[vertex] for v in self._faces[number]} - {vertex}

    def _offer(self, vertex: int) -> None:
        """Offer every collapse that begins or ends at a vertex."""
        for other in self._near(vertex):
            for gone, into in ((vertex, other), (other, vertex)):
                if self._in_line(gone, into):
                    row = (self._cost(gone, into), gone, into)
                    heapq.heappush(self._heap, (*row, self._version[gone], self._version[into]))

    def _in_line(self, gone: int, into: int) -> bool:
        """Whether a border stays a line: its vertices move along it, its ends and forks stay."""
        near = self._lines.get(gone)
        return near is None or (len(near) == 2 and into in near)

    def _cost(self, gone: int, into: int) -> float:
        quadric = self._quadrics[gone] + self._quadrics[into]
        total = 0.0
        for body, place in enumerate(self._places[into]):
            spot = np.append(place, 1.0)
            total += float(spot @ quadric[body] @ spot)
        step = self._places[into, 0] - self._places[gone, 0]
        square = float(step @ step)
        return total + _LENGTH * square * square + 1e-12

    def _may(self, gone: int, into: int) -> bool:
        """Whether the collapse keeps the surface a surface and its triangles sound."""
        if not self._in_line(gone, into):
            return False
        both = [number for number in self._around[gone] if into in self._faces[number]]
        if not both or len(self._near(gone) & self._near(into)) != len(both):
            return False
        return all(
            self._sound(self._faces[number], gone, into)
            for number in self._around[gone]
            if into not in self._faces[number]
        )

    def _sound(self, face: Sequence[int], gone: int, into: int) -> bool:
        new = [into if corner == gone else corner for corner in face]
        before, after = self._places[list(face)], self._places[new]
        old = np.cross(before[1] - before[0], before[2] - before[0])
        now = np.cross(after[1] - after[0], after[2] - after[0])
        sizes = np.linalg.norm(now, axis=1)
        if ((old * now).sum(1) < _FLIP * np.linalg.norm(old, axis=1) * sizes).any():
            return False
        sides = ((after - np.roll(after, 1, axis=0)) ** 2).sum(2).max(0)
        return bool((sizes >= _SLIVER * sides).all())

    def _collapse(self, gone: int, into: int) -> None:
        for number in sorted(self._around[gone]):
            face = self._faces[number]
            if into in face:
                for corner in face:
                    self._around[corner].discard(number)
                face.clear()
                self.left -= 1
            else:
                face[face.index(gone)] = into
                self._around[into].add(number)
        self._around[gone] = set()
        self._quadrics[into] += self._quadrics[gone]
        if gone in self._lines:
            self._join(gone, into)
        self._version[gone] += 1
        self._version[into] += 1
        self.collapsed.append((gone, into))
        self._offer(into)

    def _join(self, gone: int, into: int) -> None:
        """The border runs on without the vertex."""
        other = next(iter(self._lines.pop(gone) - {into}))
        self._lines[into].discard(gone)
        self._lines[other].discard(gone)
        self._lines[into].add(other)
        self._lines[other].add(into)
