"""What is seen of the muscles that work or lengthen, part by part of the body.

A muscle is a piece of the skin. It is seen where the triangles below it face the camera, and it is
painted with the part of the body that they belong to, so that what hides the part hides the muscle.
"""

from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.dataclass import dataclass
from posture_app.ui.figure.bands import bands, dashes
from posture_app.ui.figure.contours import Floats, cut, outward, relaxed
from posture_app.ui.figure.indices import afters, befores, chained
from posture_app.ui.figure.marching import cuts_of
from posture_app.ui.figure.muscle_layout import (
    MuscleLayout,
    ShownMuscles,
    muscle_layouts,
)
from posture_app.ui.figure.muscle_lines import CUT_FROM, fibres, places_of
from posture_app.ui.figure.muscle_look import DASH_PX, DASHED_RIM_PX, RIM_PX, MuscleRole
from posture_app.ui.figure.muscle_pieces import without_slivers
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology

_STEP: Final = 20
"""Pixels for a metre from one choice of fibre lines to the next."""
_UNDER_PX: Final = 2.4
"""A muscle reaches so far onto the next part at a joint, whose corners are cut: no skin must shine
between what is seen of it on both."""
_UNDER_DEEP_PX: Final = 0.8
"""What lies deep is pale: twice on top of each other it would be a patch, with wings beside it."""
_OVER_PX: Final = 4.5
_OVER_M: Final = 0.015
"""And so far away from where it ends, where nothing of that is seen beside it: at the corner of a
part, and where something closes a gap between bellies. In small pictures it is less: it would stand
out of a strip that is narrower."""
_GRAZING: Final = 0.17
"""The cosine of the angle at which a triangle is seen from its edge."""
_LEFT: Final = 0.55
_LEFT_DEEP: Final = 0.6
"""Where less of a belly than this would be left without such triangles, it is seen from its edge
as a whole, and all of it is shown; what lies deep is small, and shown sooner."""
_HEAD_FACING: Final = 0.12
"""On the head a muscle is seen where that, taken as round, turns so much to the camera: skin behind
an ear faces ahead, but lies behind the face."""
_HEAD_ROUND: Final = (1.0, 0.5, 1.0)
"""A head is less round from crown to chin."""

_NARROW_PX: Final = 5.0
"""What lies deep and is narrower has a whole line around it; wide is as a strip of the same area
and as much line around it."""
_NARROW_STRIP_PX: Final = 10.0
"""So does a strip that is narrower."""
_STRIP: Final = 12.0
"""A strip has so many times as much line around it as it is wide."""
_FROM_EDGE_M: Final = 0.012
"""What is narrower, and not because bellies are drawn wider, is seen from its edge."""
_ROUNDED_FROM: Final = 48.0
"""Pixels for a metre from which the ends of bellies are rounded off."""
_RELAXED: Final = 3
_RELAXED_AT: Final = 500.0
"""Divided by pixels for a metre: how often a border goes halfway to its smoother self."""
_WIDER_PX: Final = 1.3
_WIDER_M: Final = 0.0055
"""Rounded off, bellies would no longer reach each other: they are so much wider, or so many pixels.
What lies between two of one muscle is tendon, which nobody looks for."""
_FLAT: Final = np.float32(3.0)
"""But where they lie on skin that is turned less than so many times as far as what is seen from
its edge, they are less so: else they would reach over the line around the body."""


@dataclass(frozen=True, slots=True)
class MusclePaths:
    """What is seen of a belly on one part.

    Attributes:
        role: Whether it works or lengthens.
        deep: Whether other muscles lie over it.
        narrow: Whether there is little room for lines within it.
        from_edge: Whether it is seen from its edge.
        on_skin: Whether it lies on skin there, or reaches it.
        fill: Closed loops.
        rim: The line around it as a shape: dashed where it lies deep and is not narrow, and none
            where it goes on as another part.
        lines: Along its fibres, or across them.
        edge: What `casing` is made of.
    """

    role: MuscleRole
    deep: bool
    narrow: bool
    from_edge: bool
    on_skin: bool
    fill: QPainterPath
    rim: QPainterPath
    lines: QPainterPath
    edge: "_Edge"
    _casings: dict[float, QPainterPath] = field(default_factory=dict)

    def casing(self, width_px: float) -> QPainterPath:
        """A wider line around it, to be painted below it; made once, as it may be moved often."""
        found = self._casings.get(width_px)
        if found is None:
            x, y, out_x, out_y, starts = self.edge
            half = np.float32(width_px / 2)
            found = bands(x, y, half * out_x, half * out_y, starts, [0, len(x)])[0]
            self._casings[width_px] = found
        return found


class _Edge(NamedTuple):
    """Loops around what is seen of a belly: their points, and steps of a pixel out of them.

    There is no step where the muscle goes on as another part.
    """

    x: Floats
    y: Floats
    out_x: Floats
    out_y: Floats
    starts: Indices


class _RoundHead(NamedTuple):
    """A head as a round thing: its triangles and the way out of it at each."""

    first: int
    last: int
    bone: int
    outward: Floats


@lru_cache(maxsize=4)
def _round_head(topology: Topology) -> _RoundHead:
    mesh = topology.mesh
    first, last = topology.ranges[mesh.parts.index("head")]
    corners = mesh.rest[topology.corners[:, first:last]]
    middle = (corners.min(axis=(0, 1)) + corners.max(axis=(0, 1))) / 2
    out = (corners.mean(axis=0) - middle) * np.array(_HEAD_ROUND, np.float32)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    return _RoundHead(first, last, mesh.bones.index("head"), out.astype(np.float32))


@lru_cache(maxsize=4)
def _least_seen(topology: Topology) -> Floats:
    """(T + 1,) twice the area in square metres below which a triangle is seen from its edge."""
    a, b, c = topology.mesh.rest[topology.corners]
    twice = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    found: Floats = np.append(np.float32(_GRAZING) * twice, 0).astype(np.float32)
    # A head is round, and asks for more at its edge anyway.
    head = _round_head(topology)
    found[head.first : head.last] = 0
    return found


def _without_grazing(projection: Projection, front: Flags, laid: MuscleLayout) -> Flags:
    """(T + 1,) without what turns out of sight, where folds tear a belly that is seen elsewhere.

    Args:
        projection: The mesh in the picture.
        front: On which triangles a muscle is seen.
        laid: The bellies.
    """
    least = _least_seen(projection.topology) * np.float32(projection.view.scale**2)
    found = front & (projection.turned > least)
    belly, inside = laid.belly[laid.edges[0]] // 2, laid.inside
    whole, rest = np.bincount(belly, front[inside]), np.bincount(belly, found[inside])
    least_left = _LEFT_DEEP if laid.deep else _LEFT
    from_edge = inside[(rest < least_left * whole)[belly]]
    found[from_edge] = front[from_edge]
    return found


def _front(projection: Projection) -> Flags:
    """(T + 1,) on which triangles a muscle is seen."""
    head = _round_head(projection.topology)
    camera = projection.bones[head.bone, :3, 2] / np.float32(projection.view.scale)
    front = projection.front.copy()
    front[head.first : head.last] &= head.outward @ camera > _HEAD_FACING
    return front


def muscle_paths(
    projection: Projection, parts: tuple[int, ...], shown: ShownMuscles, *, on_paper: bool = False
) -> dict[int, list[MusclePaths]]:
    """The muscles on some parts, each part's in the order in which they are painted."""
    found: dict[int, list[MusclePaths]] = {}
    scale = _STEP * round(projection.view.scale / _STEP)
    front = _front(projection)
    for laid in muscle_layouts(projection.topology, shown, scale, on_paper):
        if laid.parts.isdisjoint(parts):
            continue
        for part, paths in _seen(projection, front, parts, laid):
            found.setdefault(part, []).append(paths)
    return found


def _seen(
    projection: Projection, front: Flags, parts: tuple[int, ...], laid: MuscleLayout
) -> list[tuple[int, MusclePaths]]:
    front = _without_grazing(projection, front, laid)
    around = _around(projection, front, parts, laid)
    if not len(around.x):
        return []
    x, y, out_x, out_y, joint, bare, group, starts, dropped = around
    front[dropped] = False
    seen = sorted(set(group[starts].tolist()))
    cuts = cuts_of(group, seen)
    off = np.where(joint, np.float32(_UNDER_DEEP_PX if laid.deep else _UNDER_PX), np.float32(0.0))
    if not laid.deep:
        off[joint & joint[befores(afters(starts, len(x)))]] = _over(projection.view.scale)
    fills = paths_of(x + off * out_x, y + off * out_y, starts, cuts)
    if not laid.deep:
        gaps = laid.gaps[front[laid.gaps]]
        _fill_gaps(projection, gaps, dict(zip(seen, fills, strict=True)))
    out_x[bare] = out_y[bare] = 0
    wide, narrow = _width(around)
    from_edge = not laid.deep and wide - 2 * _WIDER_PX < _FROM_EDGE_M * projection.view.scale
    if laid.deep and not narrow:
        rims = dashes(x, y, afters(starts, len(x)), ~bare, cuts, DASH_PX, DASHED_RIM_PX)
    else:
        half = np.float32(RIM_PX / 2)
        rims = bands(x, y, half * out_x, half * out_y, starts, cuts)
    lines = fibres(projection, front, _least_seen(projection.topology), seen, laid.lines)
    edges = []
    for first, last in pairwise(cuts):
        own = starts[(starts >= first) & (starts < last)] - first
        edges.append(_Edge(x[first:last], y[first:last], out_x[first:last], out_y[first:last], own))
    return [
        (
            part,
            MusclePaths(
                laid.role, laid.deep, narrow, from_edge, part in laid.skin, fill, rim, line, edge
            ),
        )
        for part, fill, rim, line, edge in zip(seen, fills, rims, lines, edges, strict=True)
    ]


def _over(scale: float) -> np.float32:
    return np.float32(max(_UNDER_PX, min(_OVER_PX, _OVER_M * scale)))


def _fill_gaps(projection: Projection, gaps: Indices, fills: dict[int, QPainterPath]) -> None:
    """Add triangles between bellies that are seen, each as a loop of its own."""
    topology = projection.topology
    if not len(gaps):
        return
    drawn = np.zeros(len(topology.blocks), bool)  # as a table: isin may load masked arrays
    drawn[list(fills)] = True
    gaps = gaps[drawn[topology.part[gaps]]]
    if not len(gaps):
        return
    corners = topology.corners[:, gaps].T.reshape(-1)
    x, y = projection.x[corners], projection.y[corners]
    starts = np.arange(0, len(corners), 3)
    out_x, out_y = outward(x, y, afters(starts, len(corners)))
    over = _over(projection.view.scale)
    x, y = x + over * out_x, y + over * out_y
    cuts = [3 * cut for cut in cuts_of(topology.part[gaps], list(fills))]
    for fill, gap in zip(fills.values(), paths_of(x, y, starts, cuts), strict=True):
        fill.addPath(gap)


def _width(around: "_Around") -> tuple[float, bool]:
    """How wide what is seen is on the average, and whether there is no room for dashes.

    Along a narrow belly they look like crumbs.
    """
    x, y, starts = around.x, around.y, around.starts
    after = afters(starts, len(x))
    across, down = x[after] - x, y[after] - y
    length = float(np.sqrt(across * across + down * down).sum())
    wide = abs(float((y * x[after] - x * y[after]).sum())) / length
    is_strip = length / len(starts) > _STRIP * wide
    return wide, wide < (_NARROW_STRIP_PX if is_strip else _NARROW_PX)


class _Around(NamedTuple):
    """Loops around what is seen of the bellies, sorted by part.

    Attributes:
        x: The points.
        y: The same, down.
        out_x: A step of one pixel out of the loop.
        out_y: The same, down.
        joint: Where the muscle goes on as another part.
        bare: Where there is no line around it: there, or where another belly of it goes on.
        group: The part.
        starts: Where each loop begins.
        dropped: Triangles along what is too small to be shown.
    """

    x: Floats
    y: Floats
    out_x: Floats
    out_y: Floats
    joint: Flags
    bare: Flags
    group: Indices
    starts: Indices
    dropped: Indices


def _around(
    projection: Projection, front: Flags, parts: tuple[int, ...], laid: MuscleLayout
) -> _Around:
    topology = projection.topology
    here = np.zeros(len(topology.blocks) + 1, bool)
    here[list(parts)] = True
    left, right = topology.part[laid.inside], topology.part[laid.outside]
    left_front, right_front = front[laid.inside], front[laid.outside]
    inner = left_front & right_front & (left == right)
    forth = left_front & here[left] & ~inner
    back = right_front & here[right] & ~inner
    group = np.concatenate((left[forth], right[back]))
    first, last = laid.edges
    begins = np.concatenate((first[forth], last[back]))
    ends = np.concatenate((last[forth], first[back]))
    # A muscle goes on beyond a joint: it faces the camera there too, on another part.
    joint = np.concatenate((right_front[forth], left_front[back]))
    rim = np.concatenate((laid.outside[forth], laid.inside[back])) == topology.triangle_count
    bare = rim & np.concatenate((laid.bare[forth], laid.bare[back]))
    base = group * len(laid.corners)
    order = np.argsort(2 * group + ~joint, kind="stable")
    walk, starts = chained(base + begins, base + ends, order)
    point = begins[walk]
    x, y, meets = _placed(projection, laid, point)
    scale = projection.view.scale
    least = laid.least_m2[point] * np.float32(scale**2)
    at_home = laid.home[point, group[walk]]
    bellies = np.where(at_home, laid.belly[point], -1)
    kept, hole, starts = without_slivers(x, y, starts, joint[walk], least, bellies, scale)
    own = np.concatenate((laid.inside[forth], laid.outside[back]))
    dropped, walk = own[walk[~kept & ~hole]], walk[kept]
    x, y, meets = x[kept], y[kept], meets[kept]
    joint, rim, group = joint[walk], rim[walk], group[walk]
    bare = bare[walk] | joint
    after = afters(starts, len(x))
    wider = _WIDER_M * scale - _WIDER_PX
    if wider > 0 and not laid.deep:
        flat = rim * _flatness(projection, own[walk])
        x, y = _widened(x, y, flat, outward(x, y, after), wider)
    if scale > _ROUNDED_FROM:
        # In a close-up the ends are as long as they are drawn.
        times = max(1, min(_RELAXED, round(_RELAXED_AT / scale)))
        x, y = relaxed(x, y, after, rim & ~meets, times)
    if scale > CUT_FROM:
        x, y = cut(x, y, joint != joint[after], after)
        joint, bare, rim, group = (np.repeat(one, 2) for one in (joint, bare, rim, group))
        starts = 2 * starts
        after = afters(starts, len(x))
    out_x, out_y = outward(x, y, after)
    if not laid.deep:
        x, y = _widened(x, y, rim, (out_x, out_y), _WIDER_PX)
    return _Around(x, y, out_x, out_y, joint, bare, group, starts, dropped)


def _placed(
    projection: Projection, laid: MuscleLayout, point: Indices
) -> tuple[Floats, Floats, Flags]:
    """Where points of bellies lie in the picture, and which of them meet other bellies."""
    x, y = places_of(projection, laid.corners[point], laid.weights[point])
    meets = np.zeros(len(point), bool)
    if laid.meeting is not None:
        number = laid.meeting.number[point]
        meets = number >= 0
        [at] = np.nonzero(meets)
        middle = number[at]
        x[at], y[at] = places_of(
            projection, laid.meeting.corners[middle], laid.meeting.weights[middle]
        )
    return x, y, meets


def _flatness(projection: Projection, triangles: Indices) -> Floats:
    """How much of the way from its edge to a side on which it is flat some triangles are turned.

    Where skin turns out of sight a little beyond the end of a belly lies the ground. A belly that
    is seen from its edge as a whole would be too narrow.
    """
    least = _least_seen(projection.topology)[triangles] * np.float32(projection.view.scale**2)
    turned = projection.turned[triangles]
    flat: Floats = np.minimum(turned / (_FLAT * least + np.float32(1e-6)), 1)
    flat[turned < least] = 1
    return flat


def _widened(
    x: Floats, y: Floats, share: Floats | Flags, out: tuple[Floats, Floats], wider_px: float
) -> tuple[Floats, Floats]:
    """Loops that reach so many pixels farther, or a share of that."""
    wider = np.float32(wider_px) * share
    return x + wider * out[0], y + wider * out[1]
