"""Creases of the throat's skin, where neck and trunk lie beside each other without a line.

Between them, the mesh may turn away from the camera so little that nothing is seen to lie in
between. A line along that would end in nothing, and so would one along a fold of the collar.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from posture_app.ui.figure.contours import JOINT, SILHOUETTE, Boundary, Kinds, Loops
from posture_app.ui.figure.flakes import is_bare
from posture_app.ui.figure.indices import stretch_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology

_CREASE_M: Final = 0.06
_STRAIGHT_M: Final = 0.003
"""A silhouette that goes so straight from a joint back to the same, and is no longer than the
first, is a crease."""
_FIN_M: Final = 0.008
"""A piece of the neck that is nowhere joined and narrower than this goes on from what it lies
beside."""
_TAIL_M, _ALONG = 0.01, 0.8
"""What is shorter than the first of a fold of a collar, or has less than such a share of its length
between its ends, is a bit of its hem."""
_BESIDE_PX: Final = 2.0
"""So far out of an edge lies what it is beside."""


def close_creases(projection: Projection, loops: Loops, around: Boundary) -> None:
    """Let silhouettes along creases of a throat and of its collar be joints.

    Args:
        projection: The mesh in the picture.
        loops: What is seen of each part.
        around: The boundary that they go along. Both are changed in place.
    """
    found = _bare_creases(projection, loops) | _collar_folds(projection, loops)
    if not found.any():
        return
    loops.kind[found] = JOINT
    around.join(loops.half[found])


def _bare_creases(projection: Projection, loops: Loops) -> Flags:
    """Which edges lie along creases of a throat's skin."""
    found = np.zeros(len(loops.half), bool)
    [throat] = np.nonzero(is_bare(projection.topology)[loops.group[loops.starts]])
    if not len(throat):
        return found
    own = [stretch_of(loop, loops.starts, len(loops.half)) for loop in throat.tolist()]
    silhouette = loops.kind == SILHOUETTE
    whole = [one for one in own if silhouette[one].all()]
    for one in own:
        if one not in whole:
            crease = _creases(projection, loops.half[one], silhouette[one], loops.kind[one])
            if crease.any() and len(own) > 1:
                beside = np.concatenate([loops.half[other] for other in own if other is not one])
                crease &= _beside(projection, loops.half[one], beside)
            found[one] = crease
    for one in whole if len(own) > len(whole) else ():
        others = np.concatenate([loops.half[other] for other in own if other not in whole])
        found[one] = _inner_side(projection, loops.half[one], others)
        if found[one].any():
            found[one] |= _beside(projection, loops.half[one], others)
    return found


def _collar_folds(projection: Projection, loops: Loops) -> Flags:
    """Which edges that turn out of sight have the shirt beside them, as a collar is in pieces.

    What is seen beyond is the same cloth: a line along it is a tail of the hem that ends in it.
    """
    of_collar, of_shirt = _worn(projection.topology)
    found = np.zeros(len(loops.half), bool)
    [pieces] = np.nonzero(of_collar[loops.group[loops.starts]])
    if len(pieces) < 2:
        return found
    silhouette = loops.kind == SILHOUETTE
    shirt = of_shirt[loops.group]
    for piece in pieces.tolist():
        one = stretch_of(piece, loops.starts, len(loops.half))
        own = silhouette[one]
        if own.any() and not own.all():
            others = np.concatenate((loops.half[: one.start], loops.half[one.stop :]))
            worn = np.concatenate((shirt[: one.start], shirt[one.stop :]))
            found[one][own] = _beside(projection, loops.half[one][own], others[worn])
            if found[one].any():
                found[one] &= _tails(projection, loops.half[one], own)
    return found


def _tails(projection: Projection, half: Indices, silhouette: Flags) -> Flags:
    """Which edges of a loop lie along silhouettes that go straight on for some way.

    What turns back is the end of a hem that is folded onto itself.
    """
    start, end = projection.topology.start, projection.topology.end
    found = np.zeros(len(half), bool)
    turns = [0, *(np.nonzero(silhouette[1:] != silhouette[:-1])[0] + 1).tolist(), len(half)]
    for first, last in pairwise(turns):
        across, down = (
            axis[end[half[first:last]]] - axis[start[half[first:last]]]
            for axis in (projection.x, projection.y)
        )
        chord, length = np.hypot(across.sum(), down.sum()), np.hypot(across, down).sum()
        is_long = chord > _TAIL_M * projection.view.scale and chord > _ALONG * length
        found[first:last] = silhouette[first] and is_long
    return found


@lru_cache(maxsize=8)
def _worn(topology: Topology) -> tuple[Flags, Flags]:
    """By group, whether it is the collar on the neck, and whether that or the trunk's shirt."""
    neck, trunk = (topology.mesh.parts.index(name) for name in ("neck", "trunk"))
    top = topology.mesh.materials.index("top")
    of_collar = np.array([group == (neck, top) for group in topology.groups])
    return of_collar, of_collar | np.array([group == (trunk, top) for group in topology.groups])


def _creases(projection: Projection, half: Indices, silhouette: Flags, kind: Kinds) -> Flags:
    """Which edges of a loop, which begins at a seam, lie along a crease."""
    topology, scale = projection.topology, projection.view.scale
    found = np.zeros(len(half), bool)
    turns = [*(np.nonzero(silhouette[1:] != silhouette[:-1])[0] + 1).tolist(), len(half)]
    # A loop begins with what is no silhouette: every other stretch is one.
    for first, last in zip(turns[::2], turns[1::2], strict=False):
        beyond = last % len(half)
        if kind[first - 1] != JOINT or kind[beyond] != JOINT:
            continue
        one, other = topology.part[topology.twin[half[[first - 1, beyond]]]]
        corners = np.append(topology.start[half[first:last]], topology.start[half[beyond]])
        across, down = (axis[corners] - axis[corners[0]] for axis in (projection.x, projection.y))
        chord = np.hypot(across[-1], down[-1])
        if one != other or chord > _CREASE_M * scale:
            continue
        apart = np.abs(across * down[-1] - down * across[-1]).max()
        found[first:last] = apart < _STRAIGHT_M * scale * chord
    return found


def _inner_side(projection: Projection, half: Indices, others: Indices) -> Flags:
    """Which edges of a fin lie beside the skin that it goes on from, and not around the body."""
    start = projection.topology.start
    x, y = projection.x[start[half]], projection.y[start[half]]
    across, down = np.roll(x, -1) - x, np.roll(y, -1) - y
    length = np.hypot(across, down).sum()
    area = abs((y * np.roll(x, -1) - x * np.roll(y, -1)).sum()) / 2
    if 2 * area > _FIN_M * projection.view.scale * length:
        return np.zeros(len(half), bool)
    to_x = projection.x[start[others]].mean() - x
    to_y = projection.y[start[others]].mean() - y
    inner: Flags = to_y * across > to_x * down
    return inner


def _beside(projection: Projection, half: Indices, others: Indices) -> Flags:
    """Beside which edges of a loop, out of it, other skin of the throat, or cloth, is seen."""
    start, end = projection.topology.start, projection.topology.end
    (x, to_x), (y, to_y) = (
        (axis[start[half]], axis[end[half]]) for axis in (projection.x, projection.y)
    )
    length = np.hypot(to_x - x, to_y - y) + np.float32(1e-4)
    across = ((x + to_x) / 2 - _BESIDE_PX * (to_y - y) / length)[:, None]
    down = ((y + to_y) / 2 + _BESIDE_PX * (to_x - x) / length)[:, None]
    (x, to_x), (y, to_y) = (
        (axis[start[others]], axis[end[others]]) for axis in (projection.x, projection.y)
    )
    passed = (y > down) != (to_y > down)
    share = (down - y) / np.where(to_y == y, 1, to_y - y)
    # What lies within closed loops has an odd number of their edges to its right.
    right: Flags = passed & (x + share * (to_x - x) > across)
    found: Flags = right.sum(axis=1) % 2 == 1
    return found
