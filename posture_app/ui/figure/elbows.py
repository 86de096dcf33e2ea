"""The outline of a forearm at a bent elbow, where its skin is folded.

The mesh folds there as paper does: its silhouette runs out along the crease, back and on again. One
would draw the arm without that; along it lay a thorn, a slit beside it, and teeth.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from posture_app.ui.figure.contours import SILHOUETTE, Loops
from posture_app.ui.figure.indices import befores
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Topology

_FROM: Final = 200.0
"""Pixels for a metre from which a fold is more than a line is wide."""
_BACK: Final = -0.8
"""The cosine of a turn by which a silhouette goes back along itself."""
_ASIDE: Final = 0.5
"""And of one in a dent."""
_FOLD_M: Final = 0.035
"""How wide thorn and slit of a fold are at most."""
_DENT_M: Final = 0.021
"""How long both sides of a dent are at most."""


def unfold(projection: Projection, loops: Loops) -> None:
    """Lay the folds of elbows flat in the picture, so that all that is drawn there follows.

    Args:
        projection: The mesh in the picture, whose vertices are moved.
        loops: What is seen of each part.
    """
    topology, scale = projection.topology, projection.view.scale
    if scale < _FROM:
        return
    [own] = np.nonzero(_is_forearm(topology)[loops.group])
    if not len(own):
        return
    start = topology.start[loops.half[own]]
    x, y = projection.x[start], projection.y[start]
    after = np.searchsorted(own, loops.after[own])
    across, down = x[after] - x, y[after] - y
    length = np.sqrt(across * across + down * down)
    along = across * across[after] + down * down[after]
    silhouette = loops.kind[own] == SILHOUETTE
    silhouette &= silhouette[after]
    [coming] = np.nonzero((along < _ASIDE * length * length[after]) & silhouette)
    if not len(coming):
        return
    corner = after[coming]
    longer = np.maximum(length[coming], length[corner])
    # Down the picture, what faces the camera goes round with a negative turn.
    turn = across[coming] * down[corner] - down[coming] * across[corner]
    sharp = along[coming] < _BACK * length[coming] * length[corner]
    sharp &= np.abs(turn) < _FOLD_M * scale * longer
    fold = sharp[:-1] & sharp[1:] & (corner[:-1] == coming[1:]) & (turn[:-1] * turn[1:] < 0)
    dent = (turn > 0) & (longer < _DENT_M * scale)
    dent[:-1] &= ~fold
    dent[1:] &= ~fold
    if not (fold.any() or dent.any()):
        return
    before = befores(after)
    [folds], [dents] = np.nonzero(fold), np.nonzero(dent)
    one, other = corner[folds], corner[folds + 1]
    first, last = before[one], after[other]
    ends = (one, first, last, 1 / 3), (other, first, last, 2 / 3)
    dented = corner[dents]
    for moved, begin, end, share in (*ends, (dented, before[dented], after[dented], 0.5)):
        for place, axis in ((projection.x, x), (projection.y, y)):
            place[start[moved]] = axis[begin] + np.float32(share) * (axis[end] - axis[begin])


@lru_cache(maxsize=8)
def _is_forearm(topology: Topology) -> Flags:
    """By group, whether it is a forearm."""
    names = topology.mesh.parts
    return np.array([names[part].endswith("_forearm") for part, _ in topology.groups])
