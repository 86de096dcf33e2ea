"""The left half of the dense body: its values at every vertex, smoothed and cut as one."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from source import Floats, Ints

Flags = npt.NDArray[np.bool_]

_NEAR: Final = 0.03
"""A cut this near to a vertex, as a share of the edge, keeps this far from it."""


@dataclass(frozen=True)
class Surface:
    """Half a body; the right half is its mirror image.

    Attributes:
        triangles: Corners, counter-clockwise seen from outside.
        bodies: (vertices, bodies, 3): where each vertex lies in each body, in metres.
        even: Where it lies in the body that the fields of garments are told in.
        weights: The share of every bone.
        marks: Further values of a vertex by name.
    """

    triangles: Ints
    bodies: Floats
    even: Floats
    weights: Floats
    marks: dict[str, Floats]

    @property
    def middle(self) -> Flags:
        """Which vertices lie on the middle line."""
        found: Flags = np.abs(self.even[:, 0]) < 1e-7
        return found

    def averages(self) -> sparse.csr_matrix:
        """The matrix that puts the mean of its neighbours in the place of every vertex.

        A vertex of the middle line counts its neighbours on the right half too.
        """
        corners = self.triangles
        first = np.concatenate([corners[:, k] for k in (0, 1, 2, 1, 2, 0)])
        second = np.concatenate([corners[:, k] for k in (1, 2, 0, 0, 1, 2)])
        size = len(self.even)
        near = sparse.coo_matrix((np.ones(len(first)), (first, second)), (size, size)).tocsr()
        near.data[:] = 1.0
        middle = self.middle
        rows = np.repeat(np.arange(size), np.diff(near.indptr))
        near.data[middle[rows] & ~middle[near.indices]] = 2.0
        total = np.asarray(near.sum(1)).ravel()
        return sparse.csr_matrix(sparse.diags(1 / np.where(total > 0, total, 1.0)) @ near)

    def smoothed(self, values: Floats, share: Floats, rounds: int, back: float = 0.96) -> Floats:
        """Values drawn to their neighbours' mean; `back` of each step is taken back (Taubin).

        Args:
            values: (vertices, ..., 3).
            share: How much of it each vertex takes part, 0 to 1.
            rounds: How often.
            back: 0 shrinks the surface, 1 keeps it.
        """
        average, middle = self.averages(), self.middle
        flat = values.reshape(len(values), -1).copy()
        weight = 0.55 * share[:, None]
        sideways = np.zeros(flat.shape[1], np.bool_)
        sideways[::3] = True
        for _ in range(rounds):
            for sign in (1.0, -back):
                flat += sign * weight * (average @ flat - flat)
                flat[np.ix_(middle, sideways)] = 0.0
        return flat.reshape(values.shape)

    def normals(self, points: Floats) -> Floats:
        """Unit normals at the vertices, weighted by area; without a side part on the middle."""
        a, b, c = (points[self.triangles[:, k]] for k in range(3))
        faces = np.cross(b - a, c - a)
        out = np.zeros_like(points)
        for k in range(3):
            np.add.at(out, self.triangles[:, k], faces)
        out[self.middle, 0] = 0.0
        return np.asarray(out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-12))

    def moved(self, bodies: Floats, even: Floats | None = None) -> "Surface":
        """The surface with other places."""
        return replace(self, bodies=bodies, even=self.even if even is None else even)

    def cut(self, values: Floats, where: Flags) -> "Surface":
        """The surface with vertices where values are zero, on edges with both ends `where`."""
        triangles, added = _cut(self.triangles, values, where)
        if not len(added[0]):
            return self
        first, second, share = added

        def grown(rows: Floats) -> Floats:
            part = share.reshape(-1, *([1] * (rows.ndim - 1)))
            return np.concatenate([rows, rows[first] * (1 - part) + rows[second] * part])

        return Surface(
            triangles,
            grown(self.bodies),
            grown(self.even),
            grown(self.weights),
            {name: grown(rows) for name, rows in self.marks.items()},
        )


def _cut(triangles: Ints, values: Floats, where: Flags) -> tuple[Ints, tuple[Ints, Ints, Floats]]:
    inside = values > 0
    halves: dict[tuple[int, int], int] = {}
    places: list[tuple[int, int, float]] = []
    out: list[tuple[int, int, int]] = []

    def crossing(a: int, b: int) -> int:
        low, high = min(a, b), max(a, b)
        if (low, high) not in halves:
            share = float(values[low] / (values[low] - values[high]))
            halves[low, high] = len(values) + len(places)
            places.append((low, high, min(1 - _NEAR, max(_NEAR, share))))
        return halves[low, high]

    def is_cut(a: int, b: int) -> bool:
        return bool(where[a] and where[b] and inside[a] != inside[b])

    for corners in triangles.tolist():
        cuts = [is_cut(corners[k], corners[(k + 1) % 3]) for k in range(3)]
        if not any(cuts):
            out.append(tuple(corners))
        elif sum(cuts) == 1:
            k = cuts.index(True)
            x, y, z = corners[k], corners[(k + 1) % 3], corners[(k + 2) % 3]
            q = crossing(x, y)
            out += [(x, q, z), (q, y, z)]
        else:
            k = cuts.index(False)
            y, z, x = corners[k], corners[(k + 1) % 3], corners[(k + 2) % 3]
            p, q = crossing(x, y), crossing(x, z)
            out += [(x, p, q), (p, y, z), (p, z, q)]
    first = np.array([place[0] for place in places], np.int64)
    second = np.array([place[1] for place in places], np.int64)
    return np.array(out, np.int64), (first, second, np.array([place[2] for place in places]))
