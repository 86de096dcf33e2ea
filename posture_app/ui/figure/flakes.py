"""Small pieces of skin that are hidden: behind the far edge of a collar, or behind the hair.

Parts, and the materials of one, are painted one over the other as wholes. A piece of the farther
that faces the camera, too, would be seen through the nearer.
"""

from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology

_FLAKE_M: Final = 0.02
"""A piece of a neck is a flake where it is smaller than this square and another one is larger."""
_ISLAND_M: Final = 0.05
"""A piece that may be hidden by another material of its part is smaller than this square."""
_COLLAR_BONE: Final = "thorax"
_LEVEL: Final = 0.1
"""The sine of how far up the camera may look to be level."""
_SAMPLES: Final = 8
_COVERED: Final = 0.5
"""It is left out where that lies before more of its edge."""


class _Regions(NamedTuple):
    """What may be hidden, and by what.

    Attributes:
        on_neck: Of each group, whether it is of the neck, and not its hair.
        below: Of each group, what may lie before it: the triangles of the hair before the head's
            skin, and those of the neck's skin before the cloth of its collar.
    """

    on_neck: Flags
    below: dict[int, Indices]


def flakes_of(
    projection: Projection, half: Indices, starts: Indices, area: NDArray[np.floating[Any]]
) -> Flags:
    """Which of some loops go around a flake.

    Args:
        projection: The mesh in the picture.
        half: The half-edges of all loops.
        starts: Where each loop begins among them.
        area: What each goes around, in square pixels; negative for a hole.
    """
    topology = projection.topology
    group = topology.group[half[starts]]
    regions = _regions(topology)
    of_neck: Flags = regions.on_neck[group]
    found: Flags = of_neck & (area > 0) & (area < (_FLAKE_M * projection.view.scale) ** 2)
    if found.any():
        found &= area < np.where(of_neck, area, 0).max()
    small = ~found & (area > 0) & (area < (_ISLAND_M * projection.view.scale) ** 2)
    for loop in np.nonzero(small)[0].tolist():
        covering = regions.below.get(int(group[loop]))
        if covering is not None:
            last = starts[loop + 1] if loop + 1 < len(starts) else len(half)
            around = topology.start[half[starts[loop] : last]]
            found[loop] = _is_behind(projection, around, covering)
    return found


def is_seen_from_above(projection: Projection) -> bool:
    """Whether the camera looks down into the collar, or level at it: not up from below."""
    bone = projection.topology.mesh.bones.index(_COLLAR_BONE)
    return bool(projection.bones[bone, 1, 2] > -_LEVEL * projection.view.scale)


def _is_behind(projection: Projection, around: Indices, covering: Indices) -> bool:
    """Whether some triangles lie before most of the edge of a piece."""
    topology = projection.topology
    own = around[:: max(1, len(around) // _SAMPLES)]
    corners = topology.corners[:, covering[projection.front[covering]]]
    x, y = projection.x[corners][:, None], projection.y[corners][:, None]
    px, py = projection.x[own][:, None], projection.y[own][:, None]
    # Twice the areas of a triangle's corners with the point: all of one sign where that lies in it.
    shares = np.stack(
        [
            (x[one] - px) * (y[other] - py) - (x[other] - px) * (y[one] - py)
            for one, other in ((1, 2), (2, 0), (0, 1))
        ]
    )
    within = (shares >= 0).all(axis=0)
    whole = shares.sum(axis=0)
    within &= whole > 0
    depth = (shares * projection.depth[corners][:, None]).sum(axis=0)
    nearer = depth / np.where(within, whole, 1) > projection.depth[own][:, None]
    return bool((within & nearer).any(axis=1).mean() > _COVERED)


@lru_cache(maxsize=8)
def _regions(topology: Topology) -> _Regions:
    mesh = topology.mesh
    neck, hair = mesh.parts.index("neck"), mesh.materials.index("hair")
    of_triangle = topology.group[::3]

    def number(part: str, material: str) -> int:
        both = (mesh.parts.index(part), mesh.materials.index(material))
        return topology.groups.index(both) if both in topology.groups else -1

    below = {}
    for part, under, over in (("head", "skin", "hair"), ("neck", "top", "skin")):
        [covering] = np.nonzero(of_triangle == number(part, over))
        below[number(part, under)] = covering.astype(np.int32)
    bare = np.array([part == neck and kind != hair for part, kind in topology.groups])
    return _Regions(bare, below)
