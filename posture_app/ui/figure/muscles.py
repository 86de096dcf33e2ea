"""What is seen of the muscles that work or lengthen, part by part of the body.

A muscle is a piece of the skin. It is seen where the triangles below it face the camera, and it is
painted with the part of the body that they belong to, so that what hides the part hides the muscle.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.body.muscles import Muscle
from posture_app.ui.figure.contours import UNDER_PX, Numbers, afters, chained, outward
from posture_app.ui.figure.glow import RIM_PX, Role, line_step
from posture_app.ui.figure.marching import cuts_of
from posture_app.ui.figure.patches import Patch, patches_of
from posture_app.ui.figure.path_stream import open_path, paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology, distinct

_STEP: Final = 20
"""Pixels for a metre from one choice of fibre lines to the next."""
_LEAST_PX: Final = 6.0
"""What is smaller, in square pixels, is a belly seen from its edge."""


class Shown(NamedTuple):
    """Which muscles a picture shows."""

    works: tuple[Muscle, ...] = ()
    lengthens: tuple[Muscle, ...] = ()


@dataclass(frozen=True, slots=True)
class MusclePaths:
    """What is seen of a belly on one part.

    Attributes:
        role: Whether it works or lengthens.
        deep: Whether other muscles lie over it.
        fill: Closed loops.
        rim: The line around it as a shape; of what lies deep nothing, as that line is dashed.
        lines: Along its fibres, or across them.
        ends: Where it ends.
    """

    role: Role
    deep: bool
    fill: QPainterPath
    rim: QPainterPath
    lines: QPainterPath
    ends: "_Ends"

    @property
    def outline(self) -> QPainterPath:
        """Where it ends, as lines that are not closed; not where it goes on as another part."""
        return _outline(*self.ends)


class _Laid(NamedTuple):
    """The patches of one kind as one, in the order of a topology's tables.

    Attributes:
        role: Whether they work or lengthen.
        deep: Whether other muscles lie over them.
        corners: (N, 3) the vertices around each point.
        weights: (N, 3) their shares in it.
        edges: (2, E) from point to point; the belly lies to the left.
        inside: (E,) the triangle left of each edge.
        outside: (E,) the triangle right of it; the last one stands for none.
        lines: Along the fibres or across them, or None where they would be too dense.
        parts: The parts that they lie on.
    """

    role: Role
    deep: bool
    corners: Indices
    weights: Numbers
    edges: Indices
    inside: Indices
    outside: Indices
    lines: "_Lines | None"
    parts: frozenset[int]


class _Ends(NamedTuple):
    """The places of all points, and the edges at which a muscle ends: from one to another."""

    x: Numbers
    y: Numbers
    begins: Indices
    ends: Indices


class _Lines(NamedTuple):
    corners: Indices
    weights: Numbers
    triangles: Indices
    begins: Flags


@lru_cache(maxsize=64)
def _laid(topology: Topology, shown: Shown, scale: float) -> tuple[_Laid, ...]:
    """The patches of a picture: stretched before working ones, and what lies deep after others."""
    roles: tuple[tuple[Role, tuple[Muscle, ...]], ...] = (
        ("lengthens", shown.lengthens),
        ("works", shown.works),
    )
    found = []
    for role, muscles in roles:
        patches = patches_of(topology.mesh, muscles) if muscles else ()
        for deep, some in groupby(patches, lambda patch: patch.deep):
            found.append(_together(topology, role, deep, list(some), scale))
    return tuple(found)


def _together(
    topology: Topology, role: Role, deep: bool, patches: list[Patch], scale: float
) -> _Laid:
    firsts = np.cumsum([0, *(len(patch.corners) for patch in patches)])
    edges = [patch.edges + first for patch, first in zip(patches, firsts, strict=False)]
    inside = topology.triangle_of[np.concatenate([patch.inside for patch in patches])]
    outside = np.concatenate([patch.outside for patch in patches])
    return _Laid(
        role,
        deep,
        np.concatenate([patch.corners for patch in patches]),
        np.concatenate([patch.weights for patch in patches]),
        np.concatenate(edges).T,
        inside,
        np.where(outside < 0, topology.triangle_count, topology.triangle_of[outside]),
        _lines_of(topology, role, patches, scale),
        frozenset(topology.part[inside].tolist()),
    )


def _lines_of(topology: Topology, role: Role, patches: list[Patch], scale: float) -> _Lines | None:
    found = []
    for patch in patches:
        lines = patch.along if role == "works" else patch.across
        step = line_step(role, lines.gap_m, scale)
        if step:
            found.append(lines.thinned(step))
    if not found:
        return None
    begins = []
    for lines in found:
        begin = np.zeros(len(lines.corners) + 1, bool)
        begin[lines.starts] = True
        begins.append(begin[:-1])
    return _Lines(
        np.concatenate([lines.corners for lines in found]),
        np.concatenate([lines.weights for lines in found]),
        topology.triangle_of[np.concatenate([lines.triangles for lines in found])],
        np.concatenate(begins),
    )


def muscle_paths(
    projection: Projection, parts: tuple[int, ...], shown: Shown
) -> dict[int, list[MusclePaths]]:
    """The muscles on some parts, each part's in the order in which they are painted."""
    found: dict[int, list[MusclePaths]] = {}
    scale = _STEP * round(projection.view.scale / _STEP)
    for laid in _laid(projection.topology, shown, scale):
        if laid.parts.isdisjoint(parts):
            continue
        for part, paths in _seen(projection, parts, laid):
            found.setdefault(part, []).append(paths)
    return found


def _seen(
    projection: Projection, parts: tuple[int, ...], laid: _Laid
) -> list[tuple[int, MusclePaths]]:
    topology, front = projection.topology, projection.front
    here = np.zeros(len(topology.blocks) + 1, bool)
    here[list(parts)] = True
    left, right = topology.part[laid.inside], topology.part[laid.outside]
    left_front, right_front = front[laid.inside], front[laid.outside]
    inner = left_front & right_front & (left == right)
    forth = left_front & here[left] & ~inner
    back = right_front & here[right] & ~inner
    group = np.concatenate((left[forth], right[back]))
    if not len(group):
        return []
    first, last = laid.edges
    begins = np.concatenate((first[forth], last[back]))
    ends = np.concatenate((last[forth], first[back]))
    # A muscle goes on beyond a joint: it faces the camera there too, on another part.
    goes_on = np.concatenate((right_front[forth], left_front[back]))
    base = group * len(laid.corners)
    order = np.argsort(2 * group + ~goes_on, kind="stable")
    walk, starts = chained(base + begins, base + ends, order)
    point, group, joint = begins[walk], group[walk], goes_on[walk]
    x, y = _places(projection, laid.corners[point], laid.weights[point])
    kept, starts = _without_slivers(x, y, starts)
    x, y, group, joint = x[kept], y[kept], group[kept], joint[kept]
    if not len(x):
        return []
    after = afters(starts, len(x))
    out_x, out_y = outward(x, y, after)
    seen = distinct(group)[0].tolist()
    cuts = cuts_of(group, seen)

    off = np.where(joint, np.float32(UNDER_PX), np.float32(0.0))
    fills = paths_of(x + off * out_x, y + off * out_y, starts, cuts)
    rims = [QPainterPath()] * len(fills)
    if not laid.deep:
        wide = np.where(joint, np.float32(0.0), np.float32(RIM_PX / 2))
        rims = _rims(x, y, wide * out_x, wide * out_y, starts, cuts)
    edges = _ends(x, y, after, joint, cuts)
    lines = _fibres(projection, seen, laid.lines)
    return [
        (part, MusclePaths(laid.role, laid.deep, fill, rim, line, ends))
        for part, fill, rim, line, ends in zip(seen, fills, rims, lines, edges, strict=True)
    ]


def _places(projection: Projection, corners: Indices, weights: Numbers) -> tuple[Numbers, Numbers]:
    x = (projection.x[corners] * weights).sum(axis=1)
    y = (projection.y[corners] * weights).sum(axis=1)
    return x, y


def _without_slivers(x: Numbers, y: Numbers, starts: Indices) -> tuple[Flags, Indices]:
    """Which points to keep, and where the loops begin among those."""
    after = afters(starts, len(x))
    area = np.abs(np.add.reduceat(y * x[after] - x * y[after], starts)) / 2
    counts = np.diff(np.append(starts, len(x)))
    wanted = area > _LEAST_PX
    return np.repeat(wanted, counts), np.cumsum(np.append(0, counts[wanted]))[:-1]


def _rims(
    x: Numbers, y: Numbers, out_x: Numbers, out_y: Numbers, starts: Indices, cuts: list[int]
) -> list[QPainterPath]:
    """Lines around loops as shapes between two loops each, which go round in opposite ways.

    They are filled in a quarter of the time that a pen takes to go around.
    """
    count = len(x)
    places = np.arange(count)
    stops = np.append(starts[1:], count)
    # Each path has its outer loops, then its inner ones backwards.
    order = np.concatenate(
        [piece for a, b in pairwise(cuts) for piece in (places[a:b], places[a:b][::-1])]
    )
    inner = np.zeros(2 * count, bool)
    begins = np.zeros(2 * count, bool)
    for first, last in pairwise(cuts):
        inner[first + last : 2 * last] = True
        own = (starts >= first) & (starts < last)
        begins[first + starts[own]] = True
        begins[first + 2 * last - stops[own]] = True
    side = np.where(inner, np.float32(-1), np.float32(1))
    return paths_of(
        x[order] + side * out_x[order],
        y[order] + side * out_y[order],
        np.nonzero(begins)[0],
        [2 * cut for cut in cuts],
    )


def _ends(x: Numbers, y: Numbers, after: Indices, joint: Flags, cuts: list[int]) -> list[_Ends]:
    """Where the muscle of each part ends."""
    found = []
    for first, last in pairwise(cuts):
        edges = first + np.nonzero(~joint[first:last])[0]
        found.append(_Ends(x, y, edges, after[edges]))
    return found


def _outline(x: Numbers, y: Numbers, begins: Indices, ends: Indices) -> QPainterPath:
    """Edges as lines that are not closed."""
    if not len(begins):
        return QPainterPath()
    # Every edge is put down with its end; where the next begins there, the pen stays down.
    lifted = np.append(True, ends[:-1] != begins[1:])
    points = np.stack((begins, ends), axis=1).reshape(-1)
    kept = np.stack((lifted, np.ones_like(lifted)), axis=1).reshape(-1)
    down = np.stack((lifted, np.zeros_like(lifted)), axis=1).reshape(-1)
    return open_path(x[points[kept]], y[points[kept]], down[kept])


def _fibres(projection: Projection, parts: list[int], lines: _Lines | None) -> list[QPainterPath]:
    if lines is None:
        return [QPainterPath()] * len(parts)
    part = projection.topology.part[lines.triangles]
    front = projection.front[lines.triangles]
    found = []
    for one in parts:
        seen = front & (part == one)
        begins = lines.begins | ~np.append(False, seen[:-1])
        x, y = _places(projection, lines.corners[seen], lines.weights[seen])
        found.append(open_path(x, y, begins[seen]))
    return found
