"""Where a value on the surface is less than nothing, as loops: shade, muscles.

Marching triangles (the plane's case of Lorensen and Cline, 1987): in a triangle whose corners
differ in sign, the border runs straight between two of its edges; along the edge of what faces the
camera it follows that edge. So what is found lies within the contours, and the body hides it where
it hides itself.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from posture_app.ui.figure.contours import (
    BEYOND,
    HEM,
    INSIDE,
    JOINT,
    SILHOUETTE,
    Boundary,
    Floats,
    Kinds,
    cut,
    cuts_for,
    outward,
    relaxed,
)
from posture_app.ui.figure.indices import afters, chained, counts_of, starts_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.silhouettes import turned_to_hem
from posture_app.ui.figure.topology import Flags, Indices, Topology

_GOES_ON: Final = 0.4
_LEAST_PX: Final = 3.0
"""A piece may be as small as this that has so much of its border along joints, or that is a whole
piece of the neck, which comes out of a collar here and there."""
_END_M: Final = 0.07
_END_ROUND: Final = 0.38
_END_FOLDED: Final = 0.7
"""A piece of cloth that is smaller than this square, so wide of its side, and with so much of its
edge along the silhouette alone is the end of a limb that is bent away behind another: what is seen
of its shade is a crumb. Shade along a limb is a narrow strip."""
_RELAXED: Final = 2
"""So often, for each time that corners are cut, a border goes halfway to its smoother self."""


class PictureRegion(NamedTuple):
    """Closed loops with their corners cut, sorted by group; as in `contours.RoundedLoops`."""

    x: Floats
    y: Floats
    out_x: Floats
    out_y: Floats
    kind: Kinds
    starts: Indices
    group: Indices


def region(
    projection: Projection,
    parts: tuple[int, ...],
    value: Floats,
    around: Boundary,
    left_out: Flags,
    corners: Flags,
    least_px: float,
) -> PictureRegion:
    """Where a value is less than 0 on what faces the camera.

    Args:
        projection: The mesh in the picture.
        parts: Where to look.
        value: (V,) one for each vertex.
        around: What lies around that.
        left_out: The half-edges around pieces that are not drawn (`loops_of`), nor what is on them.
        corners: The half-edges that begin at a corner which what is shaded keeps (`rounded`).
        least_px: Regions of less than so many square pixels are left out.
    """
    topology = projection.topology
    low = value < 0
    begins, ends, group = _crossings(projection, parts, low)
    edge = around.half
    from_low, to_low = low[topology.start[edge]], low[topology.end[edge]]
    touched = from_low | to_low
    edge, from_low, to_low = edge[touched], from_low[touched], to_low[touched]
    crossing = topology.edge[edge] + topology.vertex_count
    first = np.concatenate((begins, np.where(from_low, topology.start[edge], crossing)))
    last = np.concatenate((ends, np.where(to_low, topology.end[edge], crossing)))
    group = np.concatenate((group, topology.group[edge]))
    kind = np.concatenate((np.full(len(begins), INSIDE, np.uint8), around.kind[touched]))
    if not len(first):
        nothing = np.zeros(0, np.float32)
        return PictureRegion(nothing, nothing, nothing, nothing, kind, np.zeros(0, np.int64), group)
    nodes = topology.vertex_count + topology.edge_ends.shape[1]
    base = group * np.intp(nodes)
    walk, starts = chained(base + first, base + last, np.argsort(group, kind="stable"))
    x, y = _places(projection, value, first[walk])
    after = afters(starts, len(x))
    area = np.abs(np.add.reduceat(y * x[after] - x * y[after], starts)) / 2
    kind = kind[walk]
    # A corner may belong to a piece that is drawn and to one that is not.
    votes = np.concatenate((np.zeros(len(begins)), np.where(left_out[edge], 1, -1)))
    drawn = np.add.reduceat(votes[walk], starts) <= 0
    counts, piece = counts_of(starts, len(x)), group[walk[starts]]
    goes_on = _goes_on(topology, kind, piece, starts, counts)
    wanted = drawn & (area > np.where(goes_on, min(least_px, _LEAST_PX), least_px))
    small = wanted & topology.is_cloth[piece] & (area < (_END_M * projection.view.scale) ** 2)
    wanted ^= _is_end(small, x, y, kind, starts, counts)
    own, starts = np.repeat(wanted, counts), starts_of(counts[wanted])
    walk, kind = walk[own], kind[own]
    shared = np.zeros(nodes, bool)
    shared[topology.start[np.nonzero(corners)[0]]] = True
    # Beyond a joint, each other part is a kind of its own, as it is for what is shaded.
    beyond = np.concatenate((begins, topology.part[topology.twin[edge]]))[walk]
    kind = np.where(kind == JOINT, beyond + BEYOND, kind).astype(np.uint8)
    kept = shared[first[walk]]
    return _smooth(x[own], y[own], kind, kept, starts, group[walk], cuts_for(projection))


def _goes_on(
    topology: Topology, kind: Kinds, group: Indices, starts: Indices, counts: Indices
) -> Flags:
    """Which pieces are small as they are part of a larger one beyond a joint, or of a neck.

    Args:
        topology: What the pieces are of.
        kind: What lies around them, corner by corner.
        group: Part and material of each piece.
        starts: Where each begins.
        counts: How many corners each has.
    """
    joint, inside = (
        np.add.reduceat(kind == one, starts, dtype=np.int64) for one in (JOINT, INSIDE)
    )
    found: Flags = joint > _GOES_ON * counts
    found |= _of_neck(topology)[group] & (inside == 0)
    found |= topology.is_throat[group] & (joint > 0)
    return found


def _is_end(
    some: Flags, x: Floats, y: Floats, kind: Kinds, starts: Indices, counts: Indices
) -> Flags:
    """Which of some pieces are round, and end along the silhouette but for a border within."""
    if not some.any():
        return some
    after = afters(starts, len(x))
    across, down = x[after] - x, y[after] - y
    length = np.add.reduceat(np.sqrt(across * across + down * down), starts)
    area = np.abs(np.add.reduceat(y * across - x * down, starts)) / 2
    folded, inside = (
        np.add.reduceat(kind == one, starts, dtype=np.int64) for one in (SILHOUETTE, INSIDE)
    )
    found: Flags = some & (folded + inside == counts) & (folded > _END_FOLDED * counts)
    found &= 2 * area > _END_ROUND * np.sqrt(area) * length
    return found


@lru_cache(maxsize=8)
def _of_neck(topology: Topology) -> Flags:
    """By group, whether it is of the neck, in whatever material."""
    neck = topology.mesh.parts.index("neck")
    return np.array([part == neck for part, _ in topology.groups])


def _crossings(
    projection: Projection, parts: tuple[int, ...], low: Flags
) -> tuple[Indices, Indices, Indices]:
    """The border within the triangles that it crosses: from one edge to another, and the group."""
    topology = projection.topology
    stretch = topology.stretch(parts)
    some = stretch.triangles
    is_low = low[stretch.corners]
    a, b, c = is_low
    mixed = np.nonzero(((a != b) | (b != c)) & projection.front[some])[0]
    triangle = some[mixed]
    is_low = is_low[:, mixed]
    single = is_low.sum(axis=0) == 1
    # The corner that differs from the two others.
    odd = np.where(single, is_low.argmax(axis=0), (~is_low).argmax(axis=0))
    leaving = topology.edge[3 * triangle + odd] + topology.vertex_count
    coming = topology.edge[3 * triangle + (odd + 2) % 3] + topology.vertex_count
    return (
        np.where(single, leaving, coming),
        np.where(single, coming, leaving),
        topology.group[3 * triangle],
    )


def _places(projection: Projection, value: Floats, node: Indices) -> tuple[Floats, Floats]:
    """The picture's places of vertices and of crossings, which are numbered after those."""
    topology = projection.topology
    count = topology.vertex_count
    is_vertex = node < count
    one, other = topology.edge_ends[:, np.where(is_vertex, 0, node - count)]
    one = np.where(is_vertex, node, one)
    other = np.where(is_vertex, node, other)
    a, b = value[one], value[other]
    apart = a - b
    apart[apart == 0] = 1
    share = np.minimum(np.maximum(a / apart, 0), 1)
    share[is_vertex] = 0
    x, y = projection.x, projection.y
    return x[one] + (x[other] - x[one]) * share, y[one] + (y[other] - y[one]) * share


def _smooth(
    x: Floats,
    y: Floats,
    kind: Kinds,
    kept: Flags,
    starts: Indices,
    group: Indices,
    passes: int,
) -> PictureRegion:
    # Where a border runs through triangles it turns at each of their edges.
    after = afters(starts, len(x))
    x, y = relaxed(x, y, after, kind == INSIDE, _RELAXED * passes)
    # Where three parts meet, light would shine through a corner that one of them cuts.
    kept = kept[after] & (kind >= BEYOND) | (kind != kind[after])
    for _ in range(passes):
        after = afters(starts, len(x))
        x, y = cut(x, y, kept, after)
        kept, kind, group = np.repeat(kept, 2), np.repeat(kind, 2), np.repeat(group, 2)
        starts = 2 * starts
    after = afters(starts, len(x))
    out_x, out_y = outward(x, y, after)
    kind = np.where(kind >= BEYOND, np.uint8(JOINT), kind)
    kind[turned_to_hem(x, y, after, kind == HEM, kind == JOINT, out_x, out_y)] = HEM
    return PictureRegion(x, y, out_x, out_y, kind, starts, group)


def cuts_of(group: Indices, wanted: Sequence[int]) -> list[int]:
    """Where each of some groups begins among points sorted by group, and where the last ends."""
    found: list[int] = np.searchsorted(group, [*wanted, wanted[-1] + 1]).tolist()
    return found
