"""Which part of the body hides which: the painter's order, from the farthest to the nearest.

A coarse grid over the picture notes how near each part comes in each cell. Where two parts share
cells, those cells vote which of them is nearer, so that a hand before the chest lies in front of
the trunk although its shoulder lies behind it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Floats, Topology

_CELL_M: Final = 0.035
_MOST_M: Final = 0.08
"""More than this a cell's vote does not count: one far limb must not outvote many near places."""
_CHILD_FIRST_M: Final = 0.011
"""A limb is painted over what it hangs from unless it lies so much farther."""
_SUNK_FIRST_M: Final = 0.03
_SUNK: Final = frozenset({"neck", "right_thigh", "left_thigh"})
"""What sinks into collar or waist, and how much farther it must lie: an order that turns over with
every nod or breath would be seen."""
_HAND_FIRST_M: Final = 0.03
"""A hand lies on what it meets unless it is so much farther: its fingers sink into a waist."""
_SETTLED_M: Final = 0.035
"""An order stays while nothing has moved by more since it was found."""
_NOWHERE: Final = np.float32(-1e9)


class PaintOrder(NamedTuple):
    """Parts from the farthest to the nearest, and where the body was when it was found."""

    parts: tuple[int, ...]
    spots: Floats


def order_of(projection: Projection, before: PaintOrder | None = None) -> PaintOrder:
    """The order of the parts that are seen; the one before while the body has hardly moved."""
    if before is not None and before.spots.shape == projection.spots.shape:
        apart = np.abs(projection.spots - before.spots).max()
        if apart < _SETTLED_M * projection.view.scale:
            return before
    projection.place(range(len(projection.topology.blocks)))
    depths, around = _depths(projection)
    votes, meet = _votes(depths, around)
    nearest = depths.max(axis=1).tolist()
    parts = [part for part, depth in enumerate(nearest) if depth > _NOWHERE]
    behind = _behind(projection.topology, parts, votes.tolist(), meet.tolist())
    left = sorted(parts, key=nearest.__getitem__)
    order: list[int] = []
    while left:
        free = next((part for part in left if not behind[part]), None)
        if free is None:
            free = _of_circle(left, behind)
        left.remove(free)
        order.append(free)
        for others in behind.values():
            others.discard(free)
    return PaintOrder(tuple(order), projection.spots)


def _of_circle(left: Sequence[int], behind: Mapping[int, set[int]]) -> int:
    """The farthest of some parts that wait for each other; not one that only waits for those.

    Args:
        left: Parts from the farthest to the nearest, each of which waits for others.
        behind: For each part those that it waits for.
    """
    walk = [left[0]]
    while walk[-1] not in walk[:-1]:
        walk.append(next(part for part in left if part in behind[walk[-1]]))
    circle = walk[walk.index(walk[-1]) :]
    return next(part for part in left if part in circle)


def _depths(projection: Projection) -> tuple[Floats, Floats]:
    """(parts, cells): how near each part comes in each cell, in metres; `_NOWHERE` without it.

    Then the same for each cell with those around it, as triangles are larger than cells.
    """
    topology, size = projection.topology, projection.view.scale
    front = np.nonzero(projection.front[:-1])[0]
    corners = topology.corners[:, front]
    points = np.stack((projection.x, projection.y, projection.depth))[:, corners] / size
    middle = points.mean(axis=1, keepdims=True)
    # Each triangle is noted at its middle and half way to its corners.
    x, y, depth = np.concatenate((middle, (points + middle) / 2), axis=1).reshape(3, -1)
    part = np.tile(topology.part[front], 4)
    column = ((x - x.min()) / _CELL_M).astype(np.intp)
    row = ((y - y.min()) / _CELL_M).astype(np.intp)
    wide, high = int(column.max()) + 1, int(row.max()) + 1
    parts = len(topology.blocks)
    cells = np.full(parts * high * wide, _NOWHERE, np.float32)
    np.maximum.at(cells, (part * high + row) * wide + column, depth)
    grid = cells.reshape(parts, high, wide)
    across = grid.copy()
    np.maximum(across[:, :, 1:], grid[:, :, :-1], out=across[:, :, 1:])
    np.maximum(across[:, :, :-1], grid[:, :, 1:], out=across[:, :, :-1])
    found = across.copy()
    np.maximum(found[:, 1:], across[:, :-1], out=found[:, 1:])
    np.maximum(found[:, :-1], across[:, 1:], out=found[:, :-1])
    return cells.reshape(parts, -1), found.reshape(parts, -1)


def _votes(depths: Floats, around: Floats) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(parts, parts): how much nearer each is than each other, in metres, and whether they meet.

    Each part's own cells are held against the other with the cells around it, and the other way
    round, so that what is too near by that in the one is too far in the other.
    """
    count = len(depths)
    # Few parts share a cell: what is there is listed, and then what it meets there.
    there, cell = np.nonzero(depths > _NOWHERE)
    others = around.T[cell]
    met = others > _NOWHERE
    at, other = np.nonzero(met)
    apart = np.clip(depths[there, cell][at] - others[met], -_MOST_M, _MOST_M)
    pair = there[at] * count + other
    votes = np.bincount(pair, apart, count * count).reshape(count, count)
    cells = np.bincount(pair, minlength=count * count).reshape(count, count)
    meet = cells + cells.T
    return (votes - votes.T) / np.maximum(meet, 1), meet > 0


def _behind(
    topology: Topology, parts: Sequence[int], votes: list[list[float]], meet: list[list[bool]]
) -> dict[int, set[int]]:
    """For each part those that must be painted before it."""
    parents = parents_of(topology)
    child_first = [
        _SUNK_FIRST_M if name in _SUNK else _CHILD_FIRST_M for name in topology.mesh.parts
    ]
    hands = [name.endswith("_hand") for name in topology.mesh.parts]
    behind: dict[int, set[int]] = {part: set() for part in parts}
    for index, one in enumerate(parts):
        for other in parts[index + 1 :]:
            if not meet[one][other]:
                continue
            nearer = votes[one][other]
            if parents[one] == other:
                nearer += child_first[one]
            elif parents[other] == one:
                nearer -= child_first[other]
            else:
                nearer += _HAND_FIRST_M * (hands[one] - hands[other])
            if nearer > 0:
                behind[one].add(other)
            else:
                behind[other].add(one)
    return behind


@lru_cache(maxsize=4)
def parents_of(topology: Topology) -> tuple[int | None, ...]:
    """What each part hangs from, on the way to the trunk."""
    trunk = topology.mesh.parts.index("trunk")
    parents: dict[int, int | None] = {trunk: None}
    reached = [trunk]
    for part in reached:
        for other in sorted(topology.neighbours[part]):
            if other not in parents:
                parents[other] = part
                reached.append(other)
    return tuple(parents.get(part) for part in range(len(topology.blocks)))
