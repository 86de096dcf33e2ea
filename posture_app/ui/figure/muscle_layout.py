"""The muscles of a picture as tables: which bellies lie where on the mesh, and their fibres.

They are the same for every frame; what is seen of them is found in `muscles.py`.
"""

from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np

from posture_app.body.muscles import OUTERMOST_FIRST, Muscle
from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.meeting import Meeting, gap_triangles, meeting_of
from posture_app.ui.figure.muscle_look import MuscleRole, line_step
from posture_app.ui.figure.patches import Patch, area_m2, patches_of
from posture_app.ui.figure.topology import Flags, Indices, Topology

_MEETING_FROM: Final = 120
"""What shines between bellies is two pixels at most where a metre takes no more than these."""
_DEEP_FROM: Final = 330
"""In smaller pictures what lies deep has no lines: between its dashes they would be crumbs."""
_COVERED: Final = 0.4
"""Nor has it where so much of it lies below others that are shown: theirs would cross it."""
_SHARES_FROM: Final = 60
"""In smaller pictures `_LEAST_SHARE` of a belly is less than `_LEAST_PX`: nobody need ask."""
_LEAST_SHARE: Final = 0.08
"""A piece that is parted from the others is a speck where it is so little of the whole belly."""
_MUCH: Final = 0.2
"""On a part with so much of a belly, something of it is shown, however little."""
_NO_GAPS: Final = np.zeros(0, np.int64)


class ShownMuscles(NamedTuple):
    """Which muscles a picture shows."""

    works: tuple[Muscle, ...] = ()
    lengthens: tuple[Muscle, ...] = ()


class MuscleLayout(NamedTuple):
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
        skin: Those on whose skin they lie, or reach it.
        least_m2: (N,) how large a piece at a point is at least where it is parted from others.
        belly: (N,) a number for the belly, an even one on the right side, and the next on the left.
        home: (N, parts) whether much of the belly lies on a part.
        bare: (E,) whether there is no line along an edge where a belly ends: another one of the
            muscle begins there, or lies over it.
        meeting: Where bellies end beside others, in pictures large enough to look between them.
        gaps: (G,) the triangles between them, of which nothing else is shown then.
    """

    role: MuscleRole
    deep: bool
    corners: Indices
    weights: Floats
    edges: Indices
    inside: Indices
    outside: Indices
    lines: "FibreLines | None"
    parts: frozenset[int]
    skin: frozenset[int]
    least_m2: Floats
    belly: Indices
    home: Flags
    bare: Flags
    meeting: Meeting | None
    gaps: Indices


class FibreLines(NamedTuple):
    """Lines in bellies, point by point.

    Attributes:
        corners: (N, 3) the vertices around each point.
        weights: (N, 3) their shares in it.
        triangles: (N,) the triangle that each point lies in.
        begins: (N,) whether a line begins at it.
        second: (N,) whether it is on every second line.
    """

    corners: Indices
    weights: Floats
    triangles: Indices
    begins: Flags
    second: Flags


@lru_cache(maxsize=64)
def muscle_layouts(
    topology: Topology, shown: ShownMuscles, scale: float, on_paper: bool
) -> tuple[MuscleLayout, ...]:
    """The patches of a picture: stretched before working ones, and what lies deep after others.

    Args:
        topology: The mesh's tables.
        shown: The muscles.
        scale: Pixels for a metre, in steps: each step has its own fibre lines.
        on_paper: Whether it is printed.
    """
    roles: tuple[tuple[MuscleRole, tuple[Muscle, ...]], ...] = (
        ("lengthens", shown.lengthens),
        ("works", shown.works),
    )
    every = [patches_of(topology.mesh, muscles) if muscles else () for _, muscles in roles]
    over = [patch for patches in every for patch in patches if not patch.deep]
    covered = {triangle for patch in over for triangle in patch.inside.tolist()}
    found = []
    for (role, _), patches in zip(roles, every, strict=True):
        for deep, some in groupby(patches, lambda patch: patch.deep):
            own = list(some)
            lined = [patch for patch in own if not deep or _has_lines(patch, scale, covered)]
            over_them = covered if deep else set[int]()
            lines = _lines_of(topology, role, lined, scale, over_them, on_paper=on_paper)
            found.append(_together(topology, role, deep, own, scale, lines))
    return tuple(found)


def _has_lines(patch: Patch, scale: float, covered: set[int]) -> bool:
    """Whether a belly that lies deep has lines of its own: those of another may lie over it."""
    own = set(patch.inside.tolist())
    return scale >= _DEEP_FROM and len(own & covered) < _COVERED * len(own)


def _together(
    topology: Topology,
    role: MuscleRole,
    deep: bool,
    patches: list[Patch],
    scale: float,
    lines: "FibreLines | None",
) -> MuscleLayout:
    counts, names = [len(patch.corners) for patch in patches], [patch.name for patch in patches]
    firsts = np.cumsum([0, *counts])
    edges = [patch.edges + first for patch, first in zip(patches, firsts, strict=False)]
    inside = topology.triangle_of[np.concatenate([patch.inside for patch in patches])]
    outside = np.concatenate([patch.outside for patch in patches])
    outside = np.where(outside < 0, topology.triangle_count, topology.triangle_of[outside])
    parts, skin = topology.part[inside], topology.mesh.materials.index("skin")
    of_skin = np.array([kind == skin for _, kind in topology.groups])
    meeting = meeting_of(topology.mesh, patches) if scale > _MEETING_FROM else None
    gaps = _gaps(topology, patches, meeting) if meeting else _NO_GAPS
    reach = inside[of_skin[topology.group[3 * inside]]]
    return MuscleLayout(
        role,
        deep,
        np.concatenate([patch.corners for patch in patches]),
        np.concatenate([patch.weights for patch in patches]),
        np.concatenate(edges).T,
        inside,
        outside,
        lines,
        frozenset(parts.tolist()),
        frozenset(topology.part[reach].tolist()),
        np.repeat(_least_m2(topology, patches, scale), counts),
        np.repeat([_number(names, patch) for patch in patches], counts),
        np.repeat([_home(topology, patch) for patch in patches], counts, axis=0),
        np.zeros(len(inside), bool) if deep else _bare(topology, patches, meeting),
        meeting,
        gaps,
    )


def _bare(topology: Topology, patches: list[Patch], meeting: Meeting | None) -> Flags:
    """(E,) along which edges no line is drawn, though bellies end there."""
    hidden = np.zeros(topology.triangle_count, bool)
    found: dict[int, Flags] = {}
    for own in sorted(range(len(patches)), key=lambda one: _depth(patches[one])):
        found[own] = hidden[patches[own].inside]
        hidden[patches[own].inside] = True
    below = np.concatenate([found[own] for own in range(len(patches))])
    if meeting is None:
        return below
    firsts = np.cumsum([0, *(len(patch.corners) for patch in patches)])
    edges = [patch.edges + first for patch, first in zip(patches, firsts, strict=False)]
    bare: Flags = below | (meeting.number[np.concatenate(edges)] >= 0).any(axis=1)
    return bare


def _number(names: list[str], patch: Patch) -> int:
    return 2 * names.index(patch.name) + (patch.side == "left")


def _gaps(topology: Topology, patches: list[Patch], meeting: Meeting) -> Indices:
    found: Indices = np.sort(topology.triangle_of[gap_triangles(topology.mesh, patches, meeting)])
    return found


def _home(topology: Topology, patch: Patch) -> Flags:
    """(parts,) on which much of a belly lies."""
    parts = topology.part[topology.triangle_of[patch.triangles]]
    found: Flags = np.bincount(parts, minlength=len(topology.blocks)) > _MUCH * len(parts)
    return found


def _least_m2(topology: Topology, patches: list[Patch], scale: float) -> Floats:
    """How large a piece of each belly is at least where it is parted from others."""
    if scale < _SHARES_FROM:
        return np.zeros(len(patches), np.float32)
    areas = [_LEAST_SHARE * area_m2(topology.mesh, patch) for patch in patches]
    return np.array(areas, np.float32)


def _lines_of(
    topology: Topology,
    role: MuscleRole,
    patches: list[Patch],
    scale: float,
    covered: set[int],
    *,
    on_paper: bool,
) -> FibreLines | None:
    """The lines of some bellies, each where none of the others lies over it.

    Args:
        topology: The mesh's tables.
        role: Whether they work or lengthen.
        patches: The bellies.
        scale: Pixels for a metre.
        covered: The mesh's triangles on which all of them lie below others.
        on_paper: Whether they are printed.
    """
    hidden = np.zeros(topology.triangle_count, bool)
    hidden[list(covered)] = True
    found, begins, second = [], [], []
    for patch in sorted(patches, key=_depth):
        lines = patch.along if role == "works" else patch.across
        step = line_step(role, lines.gap_m, scale, on_paper=on_paper)
        if step:
            lines = lines.thinned(step)
            seen = ~hidden[lines.triangles]
            begin = np.zeros(len(seen) + 1, bool)
            begin[lines.starts] = True
            begin = begin[:-1]
            second.append((np.cumsum(begin) % 2 == 0)[seen])
            # A line goes on beyond what lies over it as another one.
            begin[1:] |= ~seen[:-1]
            begins.append(begin[seen])
            found.append((lines.corners[seen], lines.weights[seen], lines.triangles[seen]))
        hidden[patch.inside] = True
    if not found:
        return None
    corners, weights, triangles = (np.concatenate(one) for one in zip(*found, strict=True))
    return FibreLines(
        corners,
        weights,
        topology.triangle_of[triangles],
        np.concatenate(begins),
        np.concatenate(second),
    )


def _depth(patch: Patch) -> int:
    """How many kinds of muscles lie over a belly."""
    depths = (number for number, name in enumerate(OUTERMOST_FIRST) if name in patch.name)
    return next(depths, len(OUTERMOST_FIRST))
