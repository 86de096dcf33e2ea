"""Scraps of skin that are seen through a fold of a shirt, which are of the shirt then."""

from functools import lru_cache
from typing import Final

import numpy as np

from posture_app.ui.figure.contours import HEM, JOINT, SILHOUETTE, Kinds, Loops
from posture_app.ui.figure.flakes import is_hidden, is_seen_from_above
from posture_app.ui.figure.indices import afters, counts_of, starts_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Indices, Topology

_SCRAP_M2: Final = 10e-4
_SCRAP_M: Final = 0.008
_FOLDED: Final = 0.5
"""A piece of a trunk's skin that is smaller than the first and narrower than the second, with so
much of its edge along the silhouette, is seen through a fold of the shirt."""


def dressed(projection: Projection, loops: Loops) -> Loops:
    """Loops in which a scrap of skin that is seen through a fold of cloth is of that cloth.

    Args:
        projection: The mesh in the picture.
        loops: What is seen of each part.
    """
    topology = projection.topology
    half, starts, after, group, kind = loops
    if not is_seen_from_above(projection):
        # The shirt is painted over its throat then.
        return loops
    worn = _worn(topology)[group[starts]]
    counts = counts_of(starts, len(half))
    scraps = np.zeros(len(starts), bool)
    for loop in np.nonzero(worn >= 0)[0].tolist():
        own = slice(starts[loop], starts[loop] + counts[loop])
        scraps[loop] = _is_scrap(projection, half[own], half[after[own]], kind[own])
    if not scraps.any():
        return loops
    points = np.repeat(scraps, counts)
    group = np.where(points, np.repeat(worn, counts), group)
    hem = points & (kind == HEM)
    # In a table: numpy's isin may load its masked arrays. The last stands for no half-edge.
    beside = np.zeros(len(topology.opposite) + 1, bool)
    beside[topology.opposite[half[hem]]] = True
    beside[-1] = False
    hem |= beside[half]
    kind = np.where(hem, np.uint8(JOINT), kind)
    order = np.argsort(group, kind="stable")
    starts = starts_of(counts[np.argsort(group[starts], kind="stable")])
    return Loops(half[order], starts, afters(starts, len(half)), group[order], kind[order])


def _is_scrap(projection: Projection, half: Indices, following: Indices, kind: Kinds) -> bool:
    """Whether a loop, given as half-edges and those that follow them, goes around a scrap."""
    x, y, start = projection.x, projection.y, projection.topology.start
    first, last = start[half], start[following]
    area = float((y[first] * x[last] - x[first] * y[last]).sum()) / 2
    scale = projection.view.scale
    if not 0 < area < _SCRAP_M2 * scale**2:
        return False
    length = float(np.hypot(x[last] - x[first], y[last] - y[first]).sum())
    folded = len(half) == 3 or float((kind == SILHOUETTE).mean()) > _FOLDED
    # Else it is the throat in a collar.
    return folded and 2 * area < _SCRAP_M * scale * length and is_hidden(projection, half)


@lru_cache(maxsize=8)
def _worn(topology: Topology) -> Indices:
    """For each group of a trunk's skin the group of the cloth on it, and -1 for all others."""
    names = topology.mesh.materials
    groups = [(part, names[material]) for part, material in topology.groups]
    trunk = topology.mesh.parts.index("trunk")
    found = np.full(len(groups), -1)
    if (trunk, "skin") in groups and (trunk, "top") in groups:
        found[groups.index((trunk, "skin"))] = groups.index((trunk, "top"))
    return found
