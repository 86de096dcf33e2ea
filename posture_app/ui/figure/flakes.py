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
_ISLAND_M: Final = 0.035
"""A piece of the head's skin that may be hidden by hair is smaller than this square."""
_COLLAR_BONE: Final = "thorax"
_LEVEL: Final = 0.1
"""The sine of how far up the camera may look to be level."""
_SAMPLES: Final = 5
_COVERED: Final = 0.5
"""It is left out where hair lies before more of its edge."""


class _Regions(NamedTuple):
    """What may be hidden, and by what.

    Attributes:
        on_neck: Of each group, whether it is of the neck, and not its hair.
        on_head: Of each group, whether it is the skin of the head.
        hair: The triangles of the head's hair.
    """

    on_neck: Flags
    on_head: Flags
    hair: Indices


def flakes_of(
    projection: Projection, half: Indices, starts: Indices, area: NDArray[np.floating[Any]]
) -> Flags:
    """Which of some loops go around a flake.

    Args:
        projection: The mesh in the picture.
        half: The half-edges of all loops.
        starts: Where each loop begins among them.
        area: What each goes around, in square pixels; 0 where it is not to be drawn.
    """
    topology = projection.topology
    group = topology.group[half[starts]]
    regions = _regions(topology)
    of_neck: Flags = regions.on_neck[group]
    found: Flags = of_neck & (area > 0) & (area < (_FLAKE_M * projection.view.scale) ** 2)
    if found.any():
        found &= area < np.where(of_neck, area, 0).max()
    small = regions.on_head[group] & (area > 0)
    small &= area < (_ISLAND_M * projection.view.scale) ** 2
    for loop in np.nonzero(small)[0].tolist():
        last = starts[loop + 1] if loop + 1 < len(starts) else len(half)
        around = topology.start[half[starts[loop] : last]]
        found[loop] = _is_behind(projection, around, regions.hair)
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
    head, neck = (mesh.parts.index(name) for name in ("head", "neck"))
    skin, hair = (mesh.materials.index(name) for name in ("skin", "hair"))
    groups = topology.groups
    on_hair = np.array([both == (head, hair) for both in groups])
    return _Regions(
        np.array([part == neck and kind != hair for part, kind in groups]),
        np.array([both == (head, skin) for both in groups]),
        np.nonzero(on_hair[topology.group[::3]])[0].astype(np.int32),
    )
