"""Which way the figure's surface turns where light falls on it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.indices import Indices, distinct
from posture_app.ui.figure.mesh import Mesh

Floats = NDArray[np.float32]

_TRIANGLES_A_SMOOTHING: Final = 400
"""The finer the mesh, the more often normals are smoothed to reach as far."""
_SHIRT_SMOOTHINGS: Final = 6.0
"""So many times as often again where a shirt hangs straight over what lies below it: its shade is
a few whole shapes then, without spikes and smudges at the shoulder."""
_NECK_SMOOTHINGS: Final = 2.0
"""And so many times where the neck comes out of the head, once that is round."""
_HEAD_ROUND: Final = (1.15, 0.5, 1.0)
"""How a head is round: more from side to side than from crown to chin."""
_ROUNDNESS: Final = 3.0


def lit_normals(mesh: Mesh) -> Floats:
    """(V, 3): which way the surface turns where light falls on it.

    Those of the mesh, smoothed among neighbours: a border of shade that follows every triangle
    looks like a stain. A face is lit as the round thing that it lies on, and the neck goes on from
    there.
    """
    start = mesh.triangles.reshape(-1).astype(np.intp)
    end = np.roll(mesh.triangles, -1, axis=1).reshape(-1).astype(np.intp)
    times = len(mesh.triangles) / _TRIANGLES_A_SMOOTHING
    normals = _smoothed(mesh.normals, start, end, round(times))
    shirt = mesh.triangles[mesh.material == mesh.materials.index("top")]
    skin = mesh.material == mesh.materials.index("skin")
    neck = mesh.triangles[skin & (mesh.part == mesh.parts.index("neck"))]

    def smoothed_within(triangles: NDArray[np.uint16], times: float) -> Floats:
        own = np.zeros(len(normals), bool)
        own[triangles] = True
        within = own[start] & own[end]
        return _smoothed(normals, start[within], end[within], round(times))

    normals = smoothed_within(shirt, _SHIRT_SMOOTHINGS * times)
    head, _ = distinct(mesh.triangles[mesh.part == mesh.parts.index("head")].reshape(-1))
    centre = (mesh.rest[head].min(axis=0) + mesh.rest[head].max(axis=0)) / 2
    round_ones = _unit((mesh.rest[head] - centre) * np.array(_HEAD_ROUND, np.float32))
    normals[head] = _unit(normals[head] + np.float32(_ROUNDNESS) * round_ones)
    return smoothed_within(neck, _NECK_SMOOTHINGS * times)


def _smoothed(normals: Floats, start: Indices, end: Indices, times: int) -> Floats:
    """Normals with those of their neighbours, so many times; a neighbour counts twice.

    The mesh is closed: each of its edges runs from `start` to `end` once and back once. A vertex
    without a neighbour among them keeps its own.
    """
    own, which = distinct(start)
    count = len(own)
    number = np.zeros(len(normals), np.intp)
    number[own] = np.arange(count)
    order = np.argsort(which, kind="stable")
    place = np.arange(len(start)) - np.searchsorted(which[order], which[order])
    # In a table, which is faster than to count; the last column, which is 0, fills it up.
    neighbours = np.full((place.max(initial=-1) + 1, count), count)
    neighbours[place, which[order]] = number[end[order]]
    axes = np.zeros((3, count + 1))
    axes[:, :count] = normals[own].T
    for _ in range(times):
        axes[:, :count] += 2 * axes.take(neighbours, axis=1).sum(axis=1)
        axes /= np.maximum(np.sqrt((axes * axes).sum(axis=0)), 1e-6)
    found = normals.copy()
    found[own] = axes[:, :count].T
    return found


def _unit(vectors: Floats) -> Floats:
    length = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    found: Floats = vectors / np.maximum(length, np.float32(1e-6))
    return found
