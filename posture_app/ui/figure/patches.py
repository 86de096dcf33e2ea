"""Muscles as pieces of a body mesh's surface, with the lines of their fibres.

`resources/muscle-patches.bin` holds every belly of the right side as points on triangles of each
level of detail, made by `packaging/figure/muscle_patches.py`; the left is its mirror image. A patch
moves with the skin, and is seen where the triangles below it are seen.
"""

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from posture_app.body.muscles import Muscle, Side
from posture_app.dataclass import dataclass
from posture_app.library.files import data_root
from posture_app.ui.figure.indices import distinct
from posture_app.ui.figure.mesh import Mesh

Floats = NDArray[np.float32]
VertexNumbers = NDArray[np.intp]

PatchColumn = NDArray[Any]

FILE: Final = "resources/muscle-patches.bin"
_SHARES: Final = 255.0
_NONE: Final = 0xFFFF


class SurfaceLines(NamedTuple):
    """Lines on the skin, one after the other.

    Attributes:
        corners: (K, 3) the mesh's vertices around each point.
        weights: (K, 3) their shares in it.
        triangles: (K,) the triangle it lies on.
        starts: (L + 1,) the first point of each line, and the end of the last.
        gap_m: How far apart the lines lie, in metres.
    """

    corners: VertexNumbers
    weights: Floats
    triangles: VertexNumbers
    starts: VertexNumbers
    gap_m: float

    def thinned(self, step: int) -> "SurfaceLines":
        """Every so many of the lines, beginning in the middle of what is left out."""
        kept = range(step // 2, len(self.starts) - 1, step)
        points = [np.arange(self.starts[one], self.starts[one + 1]) for one in kept]
        chosen = np.concatenate(points) if points else np.zeros(0, np.intp)
        return SurfaceLines(
            self.corners[chosen],
            self.weights[chosen],
            self.triangles[chosen],
            np.cumsum([0, *map(len, points)]).astype(np.intp),
            self.gap_m * step,
        )


@dataclass(frozen=True, eq=False)
class Patch:
    """One belly of a muscle of one side on a mesh.

    Attributes:
        name: The belly.
        side: Of the body.
        deep: Whether other muscles lie over it.
        corners: (N, 3) the mesh's vertices around each point.
        weights: (N, 3) their shares in it.
        triangles: (N,) a triangle that it lies on.
        edges: (E, 2) from point to point; the belly lies to the left, seen from outside.
        inside: (E,) the triangle left of each edge.
        outside: (E,) the triangle right of it, or -1 where the belly ends.
        along: Lines along its fibres.
        across: Lines across them.
    """

    name: str
    side: Side
    deep: bool
    corners: VertexNumbers
    weights: Floats
    triangles: VertexNumbers
    edges: VertexNumbers
    inside: VertexNumbers
    outside: VertexNumbers
    along: SurfaceLines
    across: SurfaceLines


@lru_cache(maxsize=256)
def patches_of(mesh: Mesh, muscles: tuple[Muscle, ...]) -> tuple[Patch, ...]:
    """The patches of some muscles, in the order in which they are painted; what is deep comes last.

    Raises:
        KeyError: A muscle is not drawn, or the muscles were not laid on this mesh.
    """
    laid = _laid_on(mesh)
    found = dict.fromkeys(
        laid.patch(belly, muscle.side) for muscle in muscles for belly in _bellies()[muscle.name]
    )
    return tuple(sorted(found, key=lambda patch: patch.deep))


def muscles_drawn() -> frozenset[str]:
    """The names of all muscles that have patches."""
    return frozenset(_bellies())


def _bellies() -> dict[str, list[int]]:
    muscles: dict[str, list[int]] = _head()["muscles"]
    return muscles


@cache
def _file() -> bytes:
    return (data_root() / FILE).read_bytes()


@cache
def _head() -> dict[str, Any]:
    """What the file begins with: the length of a packed text, and the text, which is JSON."""
    data = _file()
    header: dict[str, Any] = json.loads(lzma.decompress(data[4 : _begin()]))
    return header


def _begin() -> int:
    """Where the first level's columns begin."""
    return 4 + int.from_bytes(_file()[:4], "little")


@lru_cache(maxsize=8)
def _laid_on(mesh: Mesh) -> "_Laid":
    at = _begin()
    sum_of_mesh = crc32(mesh.triangles.astype("<u2").tobytes())
    for level in _head()["levels"]:
        if level["mesh"] == sum_of_mesh:
            return _Laid(mesh, _head()["bellies"], level, _columns(level, at))
        at += level["bytes"]
    raise KeyError("no muscles were laid on this mesh")


def _columns(level: Mapping[str, Any], begin: int) -> dict[str, PatchColumn]:
    """The columns of one level of detail, which are packed together one after the other."""
    body = lzma.decompress(_file()[begin : begin + level["bytes"]])
    columns: dict[str, PatchColumn] = {}
    at = 0
    for name, kind, shape in level["columns"]:
        count = int(np.prod(shape))
        columns[name] = np.frombuffer(body, kind, count, at).reshape(shape)
        at += columns[name].nbytes
    return columns


class _Laid:
    """The bellies on one mesh."""

    def __init__(
        self,
        mesh: Mesh,
        bellies: Sequence[Mapping[str, Any]],
        level: Mapping[str, Any],
        columns: Mapping[str, PatchColumn],
    ) -> None:
        self._triangles = mesh.triangles.astype(np.intp)
        self._half = len(mesh.triangles) // 2
        self._bellies, self._level = bellies, level
        self._columns = columns
        self._ends = {
            name: np.concatenate([[0], np.cumsum(columns[name], dtype=np.int64)])
            for name in ("points", "edges", "along", "across", "along_length", "across_length")
        }
        self._patches: dict[tuple[int, Side], Patch] = {}

    def patch(self, belly: int, side: Side) -> Patch:
        """One belly of one side."""
        found = self._patches.get((belly, side))
        if found is None:
            found = self._right(belly) if side == "right" else self._left(belly)
            self._patches[belly, side] = found
        return found

    def _right(self, belly: int) -> Patch:
        columns, about = self._columns, self._bellies[belly]
        points, edges = self._span("points", belly), self._span("edges", belly)
        triangles = columns["triangle"][points].astype(np.intp)
        outside = columns["outside"][edges].astype(np.intp)
        return Patch(
            about["name"],
            "right",
            about["deep"],
            self._triangles[triangles],
            _weights(columns["share"][points]),
            triangles,
            columns["edge"][edges].astype(np.intp),
            columns["inside"][edges].astype(np.intp),
            np.where(outside == _NONE, -1, outside).astype(np.intp),
            self._lines("along", belly),
            self._lines("across", belly),
        )

    def _span(self, name: str, belly: int) -> slice:
        return slice(int(self._ends[name][belly]), int(self._ends[name][belly + 1]))

    def _lines(self, way: str, belly: int) -> SurfaceLines:
        lines = self._span(way, belly)
        ends = self._ends[f"{way}_length"][lines.start : lines.stop + 1]
        points = slice(int(ends[0]), int(ends[-1]))
        triangles = self._columns[f"{way}_triangle"][points].astype(np.intp)
        return SurfaceLines(
            self._triangles[triangles],
            _weights(self._columns[f"{way}_share"][points]),
            triangles,
            (ends - ends[0]).astype(np.intp),
            self._level[f"{way}_m"],
        )

    def _left(self, belly: int) -> Patch:
        right = self.patch(belly, "right")
        return replace(
            right,
            side="left",
            corners=self._mirrored(right.triangles),
            triangles=right.triangles - self._half,
            edges=right.edges[:, ::-1].copy(),
            inside=right.inside - self._half,
            outside=np.where(right.outside < 0, -1, right.outside - self._half).astype(np.intp),
            along=self._mirrored_lines(right.along),
            across=self._mirrored_lines(right.across),
        )

    def _mirrored_lines(self, lines: SurfaceLines) -> SurfaceLines:
        return lines._replace(
            corners=self._mirrored(lines.triangles), triangles=lines.triangles - self._half
        )

    def _mirrored(self, triangles: VertexNumbers) -> VertexNumbers:
        """The corners of the mirror images, in the order of their images.

        The mesh's second half mirrors its first, with the corners the other way round.
        """
        return np.ascontiguousarray(self._triangles[triangles - self._half][:, ::-1])


def _weights(shares: PatchColumn) -> Floats:
    first = shares.astype(np.float32) / _SHARES
    rest = 1.0 - first.sum(axis=1, keepdims=True)
    weights: Floats = np.append(rest, first, axis=1).astype(np.float32)
    return weights


def area_m2(mesh: Mesh, patch: Patch) -> float:
    """How large a belly is at rest."""
    places = (mesh.rest[patch.corners] * patch.weights[:, :, None]).sum(axis=1)
    (ax, ay, az), (bx, by, bz) = places[patch.edges].transpose(1, 2, 0)
    here = np.concatenate((patch.inside, patch.outside[patch.outside >= 0]))
    triangles, which = distinct(here)
    total = np.zeros(len(triangles))
    for swept in (ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx):
        both = np.concatenate((swept, -swept[patch.outside >= 0])) / 2
        total += np.bincount(which, both, len(triangles)) ** 2
    return float(np.sqrt(total).sum())
