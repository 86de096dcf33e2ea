"""Lines along the fibres of muscles, or across them: what is drawn of them in a picture."""

from typing import Final

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.indices import counts_of
from posture_app.ui.figure.muscle_layout import FibreLines
from posture_app.ui.figure.open_lines import bent
from posture_app.ui.figure.path_stream import open_path
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.topology import Flags, Indices

CUT_FROM: Final = 600.0
"""Pixels for a metre from which corners are cut, as points lie far apart in the picture."""
_TIMES, _TIMES_SECOND = 1.5, 3.0
"""Lines are drawn where skin faces the camera so many times as much as what is seen from its edge,
or they would run into one another; and every second one ends sooner, where they lie half as far
apart in the picture."""
_LEAST_FLAT: Final = 0.4
"""So many points of lines are left then, or a muscle is seen from its edge as a whole."""
_LEAST_LINE_PX: Final = 6.0
"""What is shorter is a crumb."""


def places_of(projection: Projection, corners: Indices, weights: Floats) -> tuple[Floats, Floats]:
    """Where points that are mixtures of vertices lie in the picture: to the right, and down."""
    x = (projection.x[corners] * weights).sum(axis=1)
    y = (projection.y[corners] * weights).sum(axis=1)
    return x, y


def fibres(
    projection: Projection,
    front: Flags,
    least: Floats,
    parts: list[int],
    lines: FibreLines | None,
) -> list[QPainterPath]:
    """The lines on some parts, as open lines.

    Args:
        projection: The mesh in the picture.
        front: (T + 1,) on which triangles a muscle is seen.
        least: (T + 1,) twice the area in square metres below which one is seen from its edge.
        parts: The parts.
        lines: The lines.
    """
    if lines is None:
        return [QPainterPath()] * len(parts)
    seen = _seen_flat(projection, front, least, lines)
    [at] = np.nonzero(seen)
    if not len(at):
        return [QPainterPath()] * len(parts)
    part = projection.topology.part[lines.triangles[at]]
    begins = lines.begins[at]
    begins[0] = True
    begins[1:] |= (at[1:] != at[:-1] + 1) | (part[1:] != part[:-1])
    x, y = places_of(projection, lines.corners[at], lines.weights[at])
    whole = _long_enough(x, y, begins)
    found = []
    for one in parts:
        own = whole & (part == one)
        drawn = x[own], y[own], begins[own]
        found.append(open_path(*(bent(*drawn) if projection.view.scale > CUT_FROM else drawn)))
    return found


def _seen_flat(projection: Projection, front: Flags, least: Floats, lines: FibreLines) -> Flags:
    """(N,) which points of lines are drawn: from their edge they would run into one another.

    Of a muscle that is seen from its edge as a whole they are drawn nevertheless.
    """
    below = lines.triangles
    seen = front[below]
    times = np.where(lines.second, np.float32(_TIMES_SECOND), np.float32(_TIMES))
    wanted = times * least[below] * np.float32(projection.view.scale**2)
    flat: Flags = seen & (projection.turned[below] > wanted)
    enough = np.count_nonzero(flat) > _LEAST_FLAT * np.count_nonzero(seen)
    return flat if enough else seen


def _long_enough(x: Floats, y: Floats, begins: Flags) -> Flags:
    """(N,) the points of lines that are no crumbs."""
    right, down = np.zeros_like(x), np.zeros_like(y)
    right[1:], down[1:] = x[1:] - x[:-1], y[1:] - y[:-1]
    step = np.sqrt(right * right + down * down)
    step[begins] = 0
    [starts] = np.nonzero(begins)
    long = np.add.reduceat(step, starts) > _LEAST_LINE_PX
    return np.repeat(long, counts_of(starts, len(x)))
