"""Small pieces of skin that are hidden: behind the far edge of a collar, or behind the hair.

Parts, and the materials of one, are painted one over the other as wholes. A piece of the farther
that faces the camera, too, would be seen through the nearer.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.indices import stretch_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology

_FLAKE_M: Final = 0.02
_CRUMB_M: Final = 0.006
_APART_M: Final = 0.002
"""A piece of a neck is a flake where it is smaller than the square of the first, another one is
larger, and it is smaller than that of the second or something lies so far before it: else the line
around the body goes around it, too."""
_SHADED_PX: Final = 3.0
"""A piece that is smaller than so many square pixels would shine, as it gets no shade."""
Hider = Literal["trunk", "collar", "hips"]
_COVERING: Final[Mapping[Hider, tuple[str, ...]]] = {
    "trunk": ("trunk", "_upper_arm"),
    "collar": ("neck", "trunk", "_upper_arm"),
    "hips": ("neck", "trunk", "_upper_arm", "_thigh"),
}
"""What may hide a piece: all that is near, or without the thighs, or without the neck itself."""
_ISLAND_M, _ASIDE_M = 0.035, 0.05
"""A piece of the head's skin that may be hidden by hair is an ear: smaller than this square, and so
far to the side."""
_BEHIND_EARS_M: Final = 0.03
"""So far ahead the hairline at the nape ends above an ear."""
_COLLAR_BONE: Final = "thorax"
_LEVEL: Final = 0.1
"""The sine of how far up the camera may look to be level."""
_BEHIND: Final = 0.3
"""The sine of how far behind the shoulders it is to see the nape's collar before the neck."""
_SAMPLES: Final = 5
_COVERED: Final = 0.5
"""A flake is left out where what hides it lies before more of its edge; an ear sticks out of hair
that lies before less than all."""


class _Regions(NamedTuple):
    """What may be hidden, and by what.

    Attributes:
        on_neck: Of each group, whether it is of the neck, and not its hair.
        on_head: Of each group, whether it is the skin of the head.
        hair: The triangles of the head's hair.
        covering: The trunk and what comes out of it, as parts, and their triangles but those of
            hair.
    """

    on_neck: Flags
    on_head: Flags
    hair: Indices
    covering: Mapping[Hider, tuple[tuple[int, ...], Indices]]


def flakes_of(
    projection: Projection,
    half: Indices,
    starts: Indices,
    area: NDArray[np.floating[Any]],
    goes_on: Flags,
) -> Flags:
    """Which of some loops go around a flake.

    Args:
        projection: The mesh in the picture.
        half: The half-edges of all loops.
        starts: Where each loop begins among them.
        area: What each goes around, in square pixels; 0 where it is not to be drawn.
        goes_on: Which of them a throat goes on in: a crumb of it is no flake.
    """
    topology = projection.topology
    group = topology.group[half[starts]]
    regions = _regions(topology)
    of_neck: Flags = regions.on_neck[group]
    found: Flags = of_neck & (area > 0) & (area < (_FLAKE_M * projection.view.scale) ** 2)
    if found.any():
        found &= area < np.where(of_neck, area, 0).max()
    seen = found & (area > (_CRUMB_M * projection.view.scale) ** 2)
    found &= seen | ~goes_on
    collar_behind = is_collar_behind(projection)
    for loop in np.nonzero(seen)[0].tolist():
        own = half[stretch_of(loop, starts, len(half))]
        # A neck is painted over its own collar then.
        below_skin = collar_behind and topology.is_cloth[group[loop]]
        found[loop] = is_hidden(projection, own, "trunk" if below_skin else "collar")
    small = regions.on_head[group] & (area > 0)
    small &= area < (_ISLAND_M * projection.view.scale) ** 2
    small &= np.abs(topology.mesh.rest[topology.start[half[starts]], 0]) > _ASIDE_M
    for loop in np.nonzero(small)[0].tolist():
        around = topology.start[half[stretch_of(loop, starts, len(half))]]
        found[loop] = _behind(projection, around[None], regions.hair, 0.0) == 1
    return found


def goes_on_as_throat(
    topology: Topology,
    half: Indices,
    starts: Indices,
    joint: Flags,
    area: NDArray[np.floating[Any]],
) -> Flags:
    """In which of some loops a throat goes on, be it ever so little before a collar.

    Args:
        topology: What the loops lie on.
        half: The half-edges of all loops.
        starts: Where each loop begins among them.
        joint: Which of them belong to a joint.
        area: What each loop goes around, in square pixels.
    """
    group = topology.group[half[starts]]
    found: Flags = topology.is_throat[group] & np.logical_or.reduceat(joint, starts)
    neck = is_bare(topology)[group] & ~topology.is_throat[group] & (area > _SHADED_PX)
    for loop in np.nonzero(neck)[0].tolist():
        own = stretch_of(loop, starts, len(half))
        beyond = topology.opposite[half[own][joint[own]]]
        found[loop] = topology.is_throat[topology.group[beyond]].any()
    return found


def is_hidden(projection: Projection, half: Indices, by: Hider = "hips") -> bool:
    """Whether the trunk, or a limb that comes out of it, lies before a piece.

    Args:
        projection: The mesh in the picture.
        half: The half-edges around the piece.
        by: What may lie there: the trunk and arms, with the neck, or with the thighs as well.
    """
    topology = projection.topology
    parts, covering = _regions(topology).covering[by]
    projection.place(parts)
    beside = topology.corners[:, half // 3]
    return _behind(projection, beside, covering, _APART_M) > _COVERED


def is_seen_from_above(projection: Projection) -> bool:
    """Whether the camera looks down into the collar, or level at it: not up from below."""
    bone = projection.topology.mesh.bones.index(_COLLAR_BONE)
    return bool(projection.bones[bone, 1, 2] > -_LEVEL * projection.view.scale)


def is_collar_behind(projection: Projection) -> bool:
    """Whether what is seen of a collar on the neck lies behind its skin, not before the nape."""
    bone = projection.topology.mesh.bones.index(_COLLAR_BONE)
    from_behind = bool(projection.bones[bone, 2, 2] < -_BEHIND * projection.view.scale)
    return is_seen_from_above(projection) and not from_behind


def _behind(projection: Projection, around: Indices, covering: Indices, apart_m: float) -> float:
    """Before how much of the edge of a piece some triangles lie.

    Args:
        projection: The mesh in the picture.
        around: (n, points) the vertices between which each point along that edge lies.
        covering: The triangles.
        apart_m: How far before that edge they have to lie.
    """
    topology = projection.topology
    own = around[:, :: max(1, around.shape[1] // _SAMPLES)]
    px, py, pz = (
        one[own].mean(axis=0)[:, None] for one in (projection.x, projection.y, projection.depth)
    )
    corners = topology.corners[:, covering[projection.front[covering]]]
    for axis, point in ((projection.x, px), (projection.y, py)):
        a, b, c = axis[corners]
        near = np.maximum(np.maximum(a, b), c) >= point.min()
        near &= np.minimum(np.minimum(a, b), c) <= point.max()
        corners = corners.compress(near, axis=1)
    x, y = projection.x[corners][:, None], projection.y[corners][:, None]
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
    return float((within & nearer).any(axis=1).mean())


@lru_cache(maxsize=8)
def is_bare(topology: Topology) -> Flags:
    """By group, whether it is the skin of neck or trunk."""
    skin = topology.mesh.materials.index("skin")
    parts = [topology.mesh.parts.index(name) for name in ("neck", "trunk")]
    return np.array([part in parts and one == skin for part, one in topology.groups])


@lru_cache(maxsize=8)
def at_nape(topology: Topology) -> Flags:
    """By half-edge, whether it lies along the hairline behind the ears."""
    hair = topology.mesh.materials.index("hair")
    is_hair = np.array([material == hair for _, material in topology.groups])[topology.group]
    beyond = np.append(is_hair, False)[topology.opposite]
    found: Flags = (is_hair != beyond) & (topology.mesh.rest[topology.start, 2] < _BEHIND_EARS_M)
    return found


@lru_cache(maxsize=8)
def _regions(topology: Topology) -> _Regions:
    mesh = topology.mesh
    head, neck = (mesh.parts.index(name) for name in ("head", "neck"))
    skin, hair = (mesh.materials.index(name) for name in ("skin", "hair"))
    groups = topology.groups
    on_hair = np.array([both == (head, hair) for both in groups])

    def clothed(names: tuple[str, ...]) -> tuple[tuple[int, ...], Indices]:
        parts = tuple(number for number, name in enumerate(mesh.parts) if name.endswith(names))
        own = np.array([part in parts and kind != hair for part, kind in groups])
        return parts, np.nonzero(own[topology.group[::3]])[0].astype(np.intp)

    return _Regions(
        np.array([part == neck and kind != hair for part, kind in groups]),
        np.array([both == (head, skin) for both in groups]),
        np.nonzero(on_hair[topology.group[::3]])[0].astype(np.intp),
        {by: clothed(names) for by, names in _COVERING.items()},
    )
