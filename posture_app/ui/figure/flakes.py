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
_APART_M: Final = 0.002
"""A piece of a neck is a flake where it is smaller than the square of the first, another one is
larger, and something lies so far before it: else it is a part of the line around the body."""
_TRUNK: Final = ("neck", "trunk", "_upper_arm", "_thigh")
_ISLAND_M, _ASIDE_M = 0.035, 0.05
"""A piece of the head's skin that may be hidden by hair is an ear: smaller than this square, and so
far to the side."""
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
        trunk: The triangles of the trunk and of what comes out of it, but those of hair.
        trunk_parts: The parts to which they belong.
    """

    on_neck: Flags
    on_head: Flags
    hair: Indices
    trunk: Indices
    trunk_parts: tuple[int, ...]


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
    for loop in np.nonzero(found)[0].tolist():
        last = starts[loop + 1] if loop + 1 < len(starts) else len(half)
        found[loop] = is_hidden(projection, half[starts[loop] : last])
    small = regions.on_head[group] & (area > 0)
    small &= area < (_ISLAND_M * projection.view.scale) ** 2
    small &= np.abs(topology.mesh.rest[topology.start[half[starts]], 0]) > _ASIDE_M
    for loop in np.nonzero(small)[0].tolist():
        last = starts[loop + 1] if loop + 1 < len(starts) else len(half)
        around = topology.start[half[starts[loop] : last]]
        found[loop] = _is_behind(projection, around[None], regions.hair, 0.0)
    return found


def is_hidden(projection: Projection, half: Indices) -> bool:
    """Whether the trunk, or a limb that comes out of it, lies before a piece within these edges."""
    topology = projection.topology
    regions = _regions(topology)
    projection.place(regions.trunk_parts)
    beside = topology.corners[:, half // 3]
    return _is_behind(projection, beside, regions.trunk, _APART_M)


def is_seen_from_above(projection: Projection) -> bool:
    """Whether the camera looks down into the collar, or level at it: not up from below."""
    bone = projection.topology.mesh.bones.index(_COLLAR_BONE)
    return bool(projection.bones[bone, 1, 2] > -_LEVEL * projection.view.scale)


def _is_behind(projection: Projection, around: Indices, covering: Indices, apart_m: float) -> bool:
    """Whether some triangles lie before most of the edge of a piece.

    Args:
        projection: The mesh in the picture.
        around: (n, points) the vertices between which each point along that edge lies.
        covering: The triangles.
        apart_m: How far before that edge they have to lie.
    """
    topology = projection.topology
    own = around[:, :: max(1, around.shape[1] // _SAMPLES)]
    corners = topology.corners[:, covering[projection.front[covering]]]
    x, y = projection.x[corners][:, None], projection.y[corners][:, None]
    px, py, pz = (
        one[own].mean(axis=0)[:, None] for one in (projection.x, projection.y, projection.depth)
    )
    # Twice the areas of a triangle's corners with the point: all of one sign where that lies in it.
    shares = np.stack(
        [
            (y[one] - py) * (x[other] - px) - (y[other] - py) * (x[one] - px)
            for one, other in ((1, 2), (2, 0), (0, 1))
        ]
    )
    within = (shares >= 0).all(axis=0)
    whole = shares.sum(axis=0)
    within &= whole > 0
    depth = (shares * projection.depth[corners][:, None]).sum(axis=0)
    nearer = depth / np.where(within, whole, 1) > pz + apart_m * projection.view.scale
    return bool((within & nearer).any(axis=1).mean() > _COVERED)


@lru_cache(maxsize=8)
def _regions(topology: Topology) -> _Regions:
    mesh = topology.mesh
    head, neck = (mesh.parts.index(name) for name in ("head", "neck"))
    skin, hair = (mesh.materials.index(name) for name in ("skin", "hair"))
    groups = topology.groups
    on_hair = np.array([both == (head, hair) for both in groups])
    parts = tuple(number for number, name in enumerate(mesh.parts) if name.endswith(_TRUNK))
    on_trunk = np.array([part in parts and kind != hair for part, kind in groups])
    return _Regions(
        np.array([part == neck and kind != hair for part, kind in groups]),
        np.array([both == (head, skin) for both in groups]),
        np.nonzero(on_hair[topology.group[::3]])[0].astype(np.int32),
        np.nonzero(on_trunk[topology.group[::3]])[0].astype(np.int32),
        parts,
    )
