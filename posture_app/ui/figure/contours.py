"""The loops around what faces the camera, part by part and material by material.

Where a triangle that faces the camera borders on one that does not, the surface turns out of
sight: that edge belongs to the silhouette. Where it borders on another part or material, the edge
is a seam. The edges around one material of one part chain to closed loops; cut corners make them
round (Chaikin, 1974). Pushed outwards, and painted in ink below the fill, a loop leaves a line of
constant width without a pen; beside a seam that line runs out to nothing, as a drawn one does.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posture_app.ui.figure.flakes import at_nape, flakes_of, goes_on_as_throat, is_bare
from posture_app.ui.figure.indices import afters, befores, chained, counts_of, starts_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.silhouettes import (
    begun_at_seams,
    line_shares,
    spurs,
    turned_to_hem,
    turned_to_silhouette,
)
from posture_app.ui.figure.topology import Flags, Indices, Topology

Floats = NDArray[np.float32]
Kinds = NDArray[np.uint8]

_FOLDED: Final = 255
"""The silhouette goes back from a joint into a fold."""
SILHOUETTE: Final = 0
"""The surface turns out of sight."""
JOINT: Final = 1
"""The same material goes on as another part."""
HEM: Final = 2
"""Another material begins."""
INSIDE: Final = 3
"""Between light and shade, or a muscle and the rest."""
BEYOND: Final = 4

UNDER_PX: Final = 0.9
"""A fill reaches so far below what is painted over it at a joint, or the ink would shine up."""
_TAPER_PX: Final = 14.0
"""Over this length an inner line grows to its full width."""
_SPECK_M: Final = 0.011
"""A piece that faces the camera and is smaller than this square is a fold, not a thing to see."""
_TORN: Final = 0.95
_SLIVER_M: Final = 0.016
_SLIVER_SIZE_M: Final = 0.05
"""A piece of cloth with so much of its edge along the silhouette is a fold that is torn off where
it is narrower than the first and smaller than the square of the second."""
_NEAR_TAPER_M: Final = 0.04
_TAPER_M: Final = 0.06
"""Or so much of the body: at least in close-ups, as folds at an armpit are longer there, and at
most in icons."""
_FOLD_M: Final = 0.02
"""A shorter piece of the silhouette is a fold: a line along it would be a tick at a seam."""
_BACK: Final = -0.97
"""The cosine of a turn by which a silhouette goes back along itself."""
_SPIKE_PX: Final = 1.5
_FIN_PX: Final = 2.4
"""How wide the slit is at most that is left out there, and a fin of cloth beside a joint."""
_SLITS_FROM: Final = 200.0
"""Pixels for a metre from which that is more than a line is wide."""
_HOLE_M: Final = 0.06
"""A smaller hole is a pocket of the mesh that faces away behind a hem or in a fold."""
_CROSSED: Final = 60.0
"""The square of a loop's length, in areas of it, from which it is no hole but crosses itself: what
faces the camera there is hidden."""
_NEAR_PX: Final = 2.4
_LONG_PX: Final = 16.0
"""Where edges are longer on the average, corners are cut twice."""


class Boundary(NamedTuple):
    """Half-edges around what faces the camera, in no order, and the kind of each."""

    half: Indices
    kind: Kinds

    def join(self, halves: Indices) -> None:
        """Let some of them be joints from here on."""
        for half in halves.tolist():
            self.kind[self.half == half] = JOINT


class Loops(NamedTuple):
    """Closed loops, sorted by group, as corners (`origin` and what lies before the next).

    Attributes:
        half: The half-edge from each corner to the next of its loop.
        starts: Where each loop begins.
        after: The next corner of each.
        group: Part and material of each corner.
        kind: What kind of edge begins there.
    """

    half: Indices
    starts: Indices
    after: Indices
    group: Indices
    kind: Kinds


class RoundedLoops(NamedTuple):
    """The same with their corners cut: two points an edge.

    Attributes:
        x: In pixels.
        y: In pixels, down.
        out_x: A step of one pixel out of the loop.
        out_y: The same, down.
        line: How wide an inner line is there, 0 to 1; 0 at a seam.
        kind: What kind of edge the point lies on.
        starts: Where each loop begins.
        group: Part and material of each point.
        ends: Where a silhouette begins or ends; out of the loop is out of the silhouette there. And
            where it is but a fold, which is a joint for all that lies within the line around.
        folded: The half-edges of folds beside pieces of cloth that are left out.
    """

    x: Floats
    y: Floats
    out_x: Floats
    out_y: Floats
    line: Floats
    kind: Kinds
    starts: Indices
    group: Indices
    ends: Flags
    folded: Indices


def boundary(projection: Projection, parts: tuple[int, ...]) -> Boundary:
    """The half-edges around all groups of some parts."""
    topology, front = projection.topology, projection.front
    stretch = topology.stretch(parts)
    inside = np.repeat(front[stretch.triangles], 3)
    beyond = front[stretch.twins]
    ends = inside & ~(beyond & stretch.joined)
    half = stretch.halves[ends]
    kind = np.where(topology.hem[half], np.uint8(HEM), np.uint8(JOINT))
    kind[~beyond[ends]] = SILHOUETTE
    return Boundary(half, kind)


def loops_of(projection: Projection, around: Boundary, left_out: Flags) -> Loops:
    """The loops along a boundary, without folds and specks.

    Args:
        projection: The mesh in the picture.
        around: The boundary. Beside what is left out it is a silhouette from here on.
        left_out: (3T + 1,) the half-edges around that of each part; it is noted here.
    """
    topology = projection.topology
    halves, kind = around
    group = topology.group[halves]
    base = group * np.intp(topology.vertex_count)
    # A loop begins at a seam where it has one, so that lines run out there on both sides.
    order = np.argsort(2 * group + (kind == SILHOUETTE), kind="stable")
    walk, starts = chained(base + topology.start[halves], base + topology.end[halves], order)
    half, group, kind = halves[walk], group[walk], kind[walk]
    after = afters(starts, len(half))
    wanted, specks = _wanted(projection, half, starts, after, kind)
    counts = counts_of(starts, len(half))
    kept = np.repeat(wanted, counts)
    left_out[half] = np.repeat(specks, counts)
    [beside] = np.nonzero(left_out[topology.opposite[half]])
    kind[beside] = SILHOUETTE
    # Shade would lie on that line; but within a throat it goes on over a crumb of skin.
    around.kind[walk[beside[~is_bare(topology)[group[beside]]]]] = SILHOUETTE
    starts = starts_of(counts[wanted])
    half, group, kind = half[kept], group[kept], kind[kept]
    begun_at_seams(half, kind, kind == SILHOUETTE, starts)
    return Loops(half, starts, afters(starts, len(half)), group, kind)


def _wanted(
    projection: Projection, half: Indices, starts: Indices, after: Indices, kind: Kinds
) -> tuple[Flags, Flags]:
    """Pieces that are large enough, and the holes in them through which another part is seen.

    A hole along the silhouette is a fold: something that faces the camera lies before it.

    Returns:
        The loops that are wanted, and those around pieces that are not.
    """
    if not len(starts):
        return np.zeros(0, bool), np.zeros(0, bool)
    at = projection.topology.start[half]
    x, y = projection.x[at], projection.y[at]
    # Down the picture, what faces the camera goes round with a negative area.
    area = np.add.reduceat(y * x[after] - x * y[after], starts) / 2
    counts = counts_of(starts, len(half))
    folded = np.add.reduceat((kind == SILHOUETTE).astype(np.float32), starts) / counts
    speck = (_SPECK_M * projection.view.scale) ** 2
    goes_on = goes_on_as_throat(projection.topology, half, starts, kind == JOINT, area)
    piece = area > np.where((folded > 0.5) & ~goes_on, max(1.5, speck), 1.0)
    torn = piece & (folded > _TORN) & (area < (_SLIVER_SIZE_M * projection.view.scale) ** 2)
    for loop in np.nonzero(torn)[0].tolist():
        own = slice(starts[loop], starts[loop] + counts[loop])
        length = np.hypot(x[after[own]] - x[own], y[after[own]] - y[own]).sum()
        is_narrow = 2 * area[loop] < _SLIVER_M * projection.view.scale * length
        group = projection.topology.group[half[starts[loop]]]
        piece[loop] = not (is_narrow and projection.topology.is_cloth[group])
    piece &= ~flakes_of(projection, half, starts, np.where(piece, area, 0), goes_on)
    hole = (area < -((_HOLE_M * projection.view.scale) ** 2)) & (folded < 0.5)
    across, down = x[after] - x, y[after] - y
    length = np.add.reduceat(np.sqrt(across * across + down * down), starts)
    crossed = (area <= 0) & (length * length > _CROSSED * -area)
    return piece | hole, ((area > 0) & ~piece) | (crossed & ~hole)


def rounded(projection: Projection, loops: Loops, corners: Flags) -> RoundedLoops:
    """Cut the corners, so that lines are round.

    Args:
        projection: The mesh in the picture.
        loops: What is seen of each part.
        corners: (3T + 1,) the half-edges that begin where two kinds of edges meet, whose corner is
            kept; of the parts that are drawn it is noted here.
    """
    at = projection.topology.start[loops.half]
    x, y = projection.x[at], projection.y[at]
    if projection.view.scale > _SLITS_FROM:
        loops, x, y = _without_spikes(loops, x, y, projection.topology.is_cloth)
        at = projection.topology.start[loops.half]
    starts, group, after, kind = loops.starts, loops.group, loops.after, loops.kind
    folded = loops.half[:0]
    if not len(x):
        return RoundedLoops(x, y, x, x, x, kind, starts, group, np.zeros(0, bool), folded)
    # Beyond a joint, each other part is a kind of its own: all three keep the corner they share.
    twin = projection.topology.twin[loops.half]
    beyond = projection.topology.part[twin].astype(np.uint8)
    kind = np.where(kind == JOINT, beyond + np.uint8(BEYOND), kind)
    if projection.view.scale > _SLITS_FROM:
        folded = _fold_spurs(projection, loops, kind, x[after] - x, y[after] - y)
    # A corner of a joint that one group keeps is kept by all that meet there.
    kept = kind != kind[after]
    corners[loops.half[after[kept]]] = True
    shared = np.zeros(projection.topology.vertex_count, bool)
    shared[projection.topology.start[np.nonzero(corners)[0]]] = True
    kept |= shared[at[after]] & (kind >= BEYOND)
    for _ in range(cuts_for(projection)):
        x, y = cut(x, y, kept, after)
        kept = np.repeat(kept, 2)
        kind, group, starts = np.repeat(kind, 2), np.repeat(group, 2), 2 * starts
        after = afters(starts, len(x))
    x, y, kind, group, starts = _thinned(x, y, kind, group, starts, after)
    roots = _roots(projection.topology, kind, group)
    spur = kind == _FOLDED
    kind = np.where(kind >= BEYOND, np.uint8(JOINT), kind)
    after = afters(starts, len(x))
    scale = projection.view.scale
    taper = min(max(_TAPER_PX, _NEAR_TAPER_M * scale), _TAPER_M * scale)
    silhouette = kind == SILHOUETTE
    across, down = x[after] - x, y[after] - y
    step = np.sqrt(across * across + down * down)
    line = line_shares(step, roots, starts, taper)
    line[~silhouette] = 0
    fold = silhouette & _is_short(step, silhouette, starts, _FOLD_M * scale)
    line[fold] = 0
    kind[fold] = np.where(_beside_hem(fold, kind, starts)[fold], np.uint8(HEM), np.uint8(JOINT))
    silhouette ^= fold
    out_x, out_y = outward(x, y, after)
    kind[turned_to_hem(x, y, after, kind == HEM, kind == JOINT, out_x, out_y)] = HEM
    ends = turned_to_silhouette(x, y, after, silhouette, out_x, out_y)
    return RoundedLoops(x, y, out_x, out_y, line, kind, starts, group, ends | fold | spur, folded)


def _fold_spurs(
    projection: Projection, loops: Loops, kind: Kinds, across: Floats, down: Floats
) -> Indices:
    """Mark spurs as folded in the edges' kinds, which go so far to the right and down.

    Returns:
        The half-edges of those beside pieces of cloth that are left out.
    """
    topology, silhouette = projection.topology, kind == SILHOUETTE
    torn = projection.front[topology.twin[loops.half]] & topology.is_cloth[loops.group]
    seam = (kind >= BEYOND) | ((kind == HEM) & at_nape(topology)[loops.half])
    most_px = _FOLD_M * projection.view.scale
    spur = spurs(across, down, loops.after, silhouette, seam, torn, most_px)
    kind[spur] = _FOLDED
    return loops.half[spur & torn]


def _without_spikes(
    loops: Loops, x: Floats, y: Floats, cloth: Flags
) -> tuple[Loops, Floats, Floats]:
    """Without corners at which the silhouette turns back: a slit in a fold, or a fin beside one.

    Args:
        loops: What is seen of each part.
        x: Its corners.
        y: The same, down.
        cloth: By group, whether it is cloth.
    """
    half, starts, after, group, kind = loops
    across, down = x[after] - x, y[after] - y
    [last] = np.nonzero(across[after] * across + down[after] * down < 0)
    spike = after[last]
    both = (kind[last] == SILHOUETTE) & (kind[spike] == SILHOUETTE)
    last, spike = last[both], spike[both]
    a, b, c, d = across[last], down[last], across[spike], down[spike]
    coming, going = np.sqrt(a * a + b * b), np.sqrt(c * c + d * d)
    joint = kind == JOINT
    turn = a * d - b * c
    # Down the picture, what faces the camera goes round with a negative turn.
    fin = (turn < 0) & cloth[group[last]] & (joint[befores(after)[last]] | joint[after[spike]])
    thin = np.abs(turn) < np.where(fin, _FIN_PX, _SPIKE_PX) * np.maximum(coming, going)
    thin &= a * c + b * d < _BACK * coming * going
    if not thin.any():
        return loops, x, y
    kept = np.ones(len(half), bool)
    kept[spike[thin]] = False
    # A loop of which nothing would be left stays as it is.
    counts = np.add.reduceat(kept, starts, dtype=np.int64)
    if counts.min() < 3:
        kept |= np.repeat(counts < 3, counts_of(starts, len(half)))
        if kept.all():
            return loops, x, y
        counts = np.add.reduceat(kept, starts, dtype=np.int64)
    starts = starts_of(counts)
    half = half[kept]
    found = Loops(half, starts, afters(starts, len(half)), group[kept], kind[kept])
    # One may lie within another.
    return _without_spikes(found, x[kept], y[kept], cloth)


def _is_short(step: Floats, silhouette: Flags, starts: Indices, least_px: float) -> Flags:
    """Whether a point lies on a stretch of silhouette, or between two, that is not so long."""
    begins = np.empty_like(silhouette)
    np.not_equal(silhouette[1:], silhouette[:-1], out=begins[1:])
    begins[starts] = True
    [first] = np.nonzero(begins)
    length = np.add.reduceat(step, first)
    found: Flags = np.repeat(length < least_px, counts_of(first, len(step)))
    return found


def _beside_hem(some: Flags, kind: Kinds, starts: Indices) -> Flags:
    """Whether a point lies on a stretch of some that begins or ends at a hem."""
    begins = np.append(True, some[1:] != some[:-1])
    begins[starts] = True
    [first] = np.nonzero(begins)
    after = afters(starts, len(some))
    hem = kind == HEM
    beside = hem[befores(after)] | hem[after]
    found = np.logical_or.reduceat(beside, first)
    return found.repeat(counts_of(first, len(some)))


def cuts_for(projection: Projection) -> int:
    """How often corners are cut: twice where edges are long in the picture, as in a close-up."""
    return 2 if projection.topology.edge_m * projection.view.scale > _LONG_PX else 1


def _thinned(
    x: Floats, y: Floats, kind: Kinds, group: Indices, starts: Indices, after: Indices
) -> tuple[Floats, Floats, Kinds, Indices, Indices]:
    """Without the second of two points that lie too near each other to be told apart."""
    near = np.abs(x[after] - x) + np.abs(y[after] - y) < _NEAR_PX
    near[1::2] = False
    # Two materials share a hem, and shade ends at it: each goes along the very same line.
    near &= (kind == kind[after]) & (kind != HEM)
    kept = np.ones(len(x), bool)
    kept[after[near]] = False
    counts = np.add.reduceat(kept, starts, dtype=np.int64)
    return x[kept], y[kept], kind[kept], group[kept], starts_of(counts)


def cut(x: Floats, y: Floats, ends: Flags, after: Indices) -> tuple[Floats, Floats]:
    """Two points for each edge, but the corner itself where it is kept.

    Args:
        x: The corners.
        y: The same, down.
        ends: Whether the corner at the end of each edge is kept, as where two kinds of edges meet:
            several groups may meet there, and a gap between them would be seen.
        after: The next corner of each.
    """
    begins = np.empty_like(ends)
    begins[after] = ends
    first = np.where(begins, np.float32(0.0), np.float32(0.25))
    last = np.where(ends, np.float32(1.0), np.float32(0.75))
    found = []
    for one in (x, y):
        way = one[after] - one
        both = np.empty(2 * len(one), np.float32)
        both[0::2], both[1::2] = one + first * way, one + last * way
        found.append(both)
    return found[0], found[1]


def relaxed(x: Floats, y: Floats, after: Indices, free: Flags, times: int) -> tuple[Floats, Floats]:
    """Closed loops without their small waves: points go halfway to between their neighbours.

    Args:
        x: The points.
        y: The same, down.
        after: The next point of each.
        free: The edges, one from each point, between which points may be moved.
        times: How often; a wave goes the sooner the shorter it is.
    """
    before = befores(after)
    [own] = np.nonzero(free & free[before])
    both = np.stack((x, y))
    one, other = before[own], after[own]
    for _ in range(times):
        beside = both.take(one, axis=1) + both.take(other, axis=1)
        both[:, own] = both.take(own, axis=1) / 2 + beside / 4
    return both[0], both[1]


def outward(x: Floats, y: Floats, after: Indices) -> tuple[Floats, Floats]:
    """A step of one pixel out of each loop."""
    before = befores(after)
    dx, dy = x[after] - x[before], y[after] - y[before]
    # A corner that is kept is there several times: those in the middle would not be pushed out.
    [same] = np.nonzero((dx == 0) & (dy == 0))
    one, other = after[after[same]], before[before[same]]
    dx[same], dy[same] = x[one] - x[other], y[one] - y[other]
    length = np.sqrt(dx * dx + dy * dy) + np.float32(1e-4)
    return -dy / length, dx / length


def _roots(topology: Topology, kind: Kinds, group: Indices) -> Flags:
    """Where a limb, or the neck, comes out of another part; not where it goes on as its next part.

    Args:
        topology: What the parts belong to.
        kind: The kind of edge of each point, where a joint has the number of the part beyond.
        group: Part and material of each point.
    """
    joint = (kind >= BEYOND) & (kind != _FOLDED)
    beyond = np.where(joint, kind, np.uint8(BEYOND)) - np.uint8(BEYOND)
    found: Flags = joint & (topology.is_root[group, beyond])
    return found
