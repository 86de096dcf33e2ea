"""What is seen of the muscles that work or lengthen, part by part of the body.

A muscle is a piece of the skin. It is seen where the triangles below it face the camera, and it is
painted with the part of the body that they belong to, so that what hides the part hides the muscle.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.body.muscles import Muscle
from posture_app.ui.figure.contours import UNDER_PX, Numbers, afters, chained, outward
from posture_app.ui.figure.glow import Role, line_step
from posture_app.ui.figure.patches import Patch, patches_of
from posture_app.ui.figure.path_stream import open_path, paths_of
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices, Topology

_LEAST_PX: Final = 6.0
"""What is smaller, in square pixels, is a belly seen from its edge."""


class Shown(NamedTuple):
    """Which muscles a picture shows."""

    works: tuple[Muscle, ...] = ()
    lengthens: tuple[Muscle, ...] = ()


class MusclePaths(NamedTuple):
    """What is seen of a belly on one part.

    Attributes:
        role: Whether it works or lengthens.
        deep: Whether other muscles lie over it.
        fill: Closed loops.
        outline: Where it ends; not where it goes on as another part.
        lines: Along its fibres, or across them.
    """

    role: Role
    deep: bool
    fill: QPainterPath
    outline: QPainterPath
    lines: QPainterPath


class _Laid(NamedTuple):
    """A patch in the order of a topology's tables."""

    patch: Patch
    corners: Indices
    inside: Indices
    outside: Indices
    parts: frozenset[int]


@lru_cache(maxsize=256)
def _laid(topology: Topology, patch: Patch) -> _Laid:
    inside = topology.triangle_of[patch.inside]
    outside = np.where(
        patch.outside < 0, topology.triangle_count, topology.triangle_of[patch.outside]
    )
    parts = topology.part[np.concatenate((inside, outside[patch.outside >= 0]))]
    return _Laid(
        patch, topology.vertex_of[patch.corners], inside, outside, frozenset(parts.tolist())
    )


def muscle_paths(projection: Projection, part: int, shown: Shown) -> tuple[MusclePaths, ...]:
    """The muscles on one part, in the order in which they are painted."""
    topology = projection.topology
    found = []
    roles: tuple[tuple[Role, tuple[Muscle, ...]], ...] = (
        ("lengthens", shown.lengthens),
        ("works", shown.works),
    )
    for role, muscles in roles:
        for patch in patches_of(topology.mesh, muscles) if muscles else ():
            laid = _laid(topology, patch)
            if part in laid.parts:
                paths = _seen(projection, part, role, laid)
                if paths is not None:
                    found.append(paths)
    return tuple(found)


def _seen(projection: Projection, part: int, role: Role, laid: _Laid) -> MusclePaths | None:
    topology, patch = projection.topology, laid.patch
    here = projection.front & (topology.part == part)
    left, right = here[laid.inside], here[laid.outside]
    forth, back = left & ~right, right & ~left
    if not forth.any() and not back.any():
        return None
    first, last = patch.edges[:, 0], patch.edges[:, 1]
    begins = np.concatenate((first[forth], last[back]))
    ends = np.concatenate((last[forth], first[back]))
    beyond = np.concatenate((laid.outside[forth], laid.inside[back]))
    # A muscle goes on beyond a joint: it faces the camera there too, on another part.
    goes_on = projection.front[beyond]
    order = np.argsort(~goes_on, kind="stable")
    walk, starts = chained(begins, ends, order)
    point = begins[walk]
    x, y = _places(projection, laid.corners[point], patch.weights[point])
    x, y, joint, starts = _without_slivers(x, y, goes_on[walk], starts)
    if not len(x):
        return None
    after = afters(starts, len(x))
    out_x, out_y = outward(x, y, after)
    off = np.where(joint, np.float32(UNDER_PX), np.float32(0.0))
    fill = paths_of(x + off * out_x, y + off * out_y, starts, [0, len(x)])[0]
    lines = QPainterPath()
    gap_m = (patch.along if role == "works" else patch.across).gap_m
    step = line_step(role, gap_m, projection.view.scale)
    if step:
        lines = _lines(projection, here, _thinned(topology, patch, role, step))
    return MusclePaths(role, patch.deep, fill, _outline(x, y, after, joint), lines)


def _places(projection: Projection, corners: Indices, weights: Numbers) -> tuple[Numbers, Numbers]:
    x = (projection.x[corners] * weights).sum(axis=1)
    y = (projection.y[corners] * weights).sum(axis=1)
    return x, y


def _without_slivers(
    x: Numbers, y: Numbers, joint: Flags, starts: Indices
) -> tuple[Numbers, Numbers, Flags, Indices]:
    after = afters(starts, len(x))
    area = np.abs(np.add.reduceat(y * x[after] - x * y[after], starts)) / 2
    counts = np.diff(np.append(starts, len(x)))
    wanted = area > _LEAST_PX
    kept = np.repeat(wanted, counts)
    return x[kept], y[kept], joint[kept], np.cumsum(np.append(0, counts[wanted]))[:-1]


def _outline(x: Numbers, y: Numbers, after: Indices, joint: Flags) -> QPainterPath:
    """The edges at which the muscle ends, as lines that are not closed."""
    edges = np.nonzero(~joint)[0]
    if not len(edges):
        return QPainterPath()
    # Every edge is put down with its end; where the next begins there, the pen stays down.
    ends = after[edges]
    follows = np.append(False, ends[:-1] == edges[1:])
    points = np.empty(2 * len(edges), np.int64)
    points[0::2], points[1::2] = edges, ends
    begins = np.zeros(len(points), bool)
    begins[0::2] = ~follows
    kept = np.ones(len(points), bool)
    kept[0::2] = ~follows
    return open_path(x[points][kept], y[points][kept], begins[kept])


class _Thinned(NamedTuple):
    corners: Indices
    weights: Numbers
    triangles: Indices
    begins: Flags


@lru_cache(maxsize=512)
def _thinned(topology: Topology, patch: Patch, role: Role, step: int) -> _Thinned:
    lines = (patch.along if role == "works" else patch.across).thinned(step)
    begins = np.zeros(len(lines.corners) + 1, bool)
    begins[lines.starts] = True
    return _Thinned(
        topology.vertex_of[lines.corners],
        lines.weights,
        topology.triangle_of[lines.triangles],
        begins[:-1],
    )


def _lines(projection: Projection, here: Flags, lines: _Thinned) -> QPainterPath:
    seen = here[lines.triangles]
    if not seen.any():
        return QPainterPath()
    begins = lines.begins | ~np.append(False, seen[:-1])
    x, y = _places(projection, lines.corners[seen], lines.weights[seen])
    return open_path(x, y, begins[seen])
