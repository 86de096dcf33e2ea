"""Leaves out what nobody sees (mouth, eye sockets, ear canals) and closes the holes it leaves."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from source import Floats, Ints

Flags = npt.NDArray[np.bool_]

_VIEWS: Final = 120
_CELL_M: Final = 0.003
_DEPTH_M: Final = 0.003
_STEPS: Final = 6


def visible(points: Floats, triangles: Ints) -> Flags:
    """Which triangles can be seen from anywhere around the body.

    From many sides, points all over the triangles are sorted into the cells of a depth picture, and
    the triangle's middle must not lie behind what came to lie in its cell.
    """
    corners = points[triangles]
    steps = [(a, b, _STEPS - a - b) for a in range(_STEPS + 1) for b in range(_STEPS + 1 - a)]
    spots = np.einsum("kb,tbx->tkx", np.array(steps) / _STEPS, corners).reshape(-1, 3)
    middles = corners.mean(1)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12
    seen = np.zeros(len(triangles), np.bool_)
    for towards in _directions(_VIEWS):
        side = np.cross(towards, np.array([0.3, 0.5, 0.8]))
        side /= np.linalg.norm(side)
        plane = np.stack([side, np.cross(towards, side)], 1)
        cells = np.floor(spots @ plane / _CELL_M).astype(np.int64)
        least = cells.min(0)
        nearest = np.full(cells.max(0) - least + 1, -np.inf)
        np.maximum.at(nearest, tuple((cells - least).T), spots @ towards)
        here = np.floor(middles @ plane / _CELL_M).astype(np.int64) - least
        front = middles @ towards > nearest[tuple(here.T)] - _DEPTH_M
        seen |= front & (normals @ towards > 0.15)
    return seen


def _directions(count: int) -> Floats:
    """Directions spread evenly over the sphere (a Fibonacci lattice)."""
    number = np.arange(count) + 0.5
    height = 1 - 2 * number / count
    turn = np.pi * (1 + 5**0.5) * number
    ring = np.sqrt(1 - height * height)
    return np.stack([ring * np.cos(turn), height, ring * np.sin(turn)], axis=1)


def outer(triangles: Ints, seen: Flags) -> Ints:
    """The seen triangles that hang together with most of them, without pinched corners."""
    kept = triangles[seen]
    while True:
        first, second, pairs = _neighbours(kept)
        graph = sparse.coo_matrix((pairs, (first, second)), (len(kept), len(kept)))
        labels = connected_components(graph, directed=False)[1]
        kept = kept[labels == np.bincount(labels).argmax()]
        pinched = _pinched(kept)
        if not len(pinched):
            return np.asarray(kept)
        kept = kept[~np.isin(kept, pinched).any(1)]


def _edges(triangles: Ints) -> Ints:
    """Start, end and triangle of every directed edge."""
    number = np.arange(len(triangles))
    rows = [np.stack([triangles[:, k], triangles[:, (k + 1) % 3], number], 1) for k in range(3)]
    return np.concatenate(rows)


def _neighbours(triangles: Ints) -> tuple[Ints, Ints, Ints]:
    edges = _edges(triangles)
    keys = np.sort(edges[:, :2], axis=1)
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    same = (keys[order][1:] == keys[order][:-1]).all(1)
    first, second = edges[order][:-1][same, 2], edges[order][1:][same, 2]
    return first, second, np.ones(len(first), np.int64)


def _pinched(triangles: Ints) -> Ints:
    """Corners at which two borders touch."""
    edges = _edges(triangles)[:, :2]
    size = int(triangles.max()) + 1
    there = set((edges[:, 0] * size + edges[:, 1]).tolist())
    starts = [a for a, b in edges.tolist() if b * size + a not in there]
    numbers, counts = np.unique(np.array(starts, np.int64), return_counts=True)
    return np.asarray(numbers[counts > 1])


def closed(points: Floats, triangles: Ints) -> Ints:
    """The half body with its holes filled; its border is the middle line alone."""
    edges = {tuple(sorted(edge)) for edge in _edges(triangles)[:, :2].tolist()}
    added = [_filled(points, chain, edges) for chain in borders(points, triangles)]
    return np.concatenate([triangles, *[piece for piece in added if len(piece)]])


def borders(points: Floats, triangles: Ints) -> list[list[int]]:
    """The rims of the holes of a half body."""
    return _chains(triangles, np.abs(points[:, 0]) < 1e-9)


def _chains(triangles: Ints, middle: Flags) -> list[list[int]]:
    """Borders away from the middle line, each run the way that a filling triangle runs."""
    edges = {(int(face[k]), int(face[(k + 1) % 3])) for face in triangles for k in range(3)}
    after = {
        b: a for a, b in sorted(edges) if (b, a) not in edges and not (middle[a] and middle[b])
    }
    chains = []
    starts = sorted(set(after) - set(after.values())) + sorted(after)
    for start in starts:
        chain = [start]
        while chain[-1] in after:
            chain.append(after.pop(chain[-1]))
        if len(chain) > 2:
            chains.append(chain[:-1] if chain[0] == chain[-1] else chain)
    return chains


def _filled(points: Floats, chain: Sequence[int], edges: set[tuple[int, ...]]) -> Ints:
    """The triangulation of a closed line with the shortest new edges and the least area."""
    size = len(chain)
    spots = points[list(chain)]
    cost = np.zeros((size, size))
    split = np.zeros((size, size), np.int64)
    for span in range(2, size):
        for first in range(size - span):
            last = first + span
            inner = np.arange(first + 1, last)
            ab, ac = spots[inner] - spots[first], spots[last] - spots[first]
            area = np.linalg.norm(np.cross(ab, ac), axis=1)
            round_ = np.linalg.norm(ab, axis=1) + np.linalg.norm(spots[inner] - spots[last], axis=1)
            total = cost[first, inner] + cost[inner, last] + area + 0.01 * round_
            if last - first < size - 1 and tuple(sorted((chain[first], chain[last]))) in edges:
                total += 1.0
            split[first, last] = inner[np.argmin(total)]
            cost[first, last] = total.min()
    out: list[tuple[int, int, int]] = []
    spans = [(0, size - 1)]
    while spans:
        first, last = spans.pop()
        if last - first >= 2:
            between = int(split[first, last])
            out.append((chain[first], chain[between], chain[last]))
            spans += [(first, between), (between, last)]
    return np.array(out, np.int64).reshape(-1, 3)
