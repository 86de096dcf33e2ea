"""Lines along closed loops as shapes to be filled, whole or dashed.

Qt fills a shape in a quarter of the time that a pen takes to go around, and less still than a
dashed pen.
"""

from itertools import pairwise
from typing import Final

import numpy as np
from PySide6.QtGui import QPainterPath

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.path_stream import paths_of
from posture_app.ui.figure.topology import Flags, Indices

_POINTS: Final = 4
"""So many points along a dash."""


def bands(
    x: Floats, y: Floats, out_x: Floats, out_y: Floats, starts: Indices, cuts: list[int]
) -> list[QPainterPath]:
    """Each loop between two: one farther out and one farther in, which goes round the other way.

    Args:
        x: The points of all loops, one loop after the other.
        y: The same, down the picture.
        out_x: How far each point is moved out, and the opposite way in.
        out_y: The same, down the picture.
        starts: Where each loop begins.
        cuts: Where each path begins, and where the last one ends; each at a loop's beginning.
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


def dashes(
    x: Floats,
    y: Floats,
    after: Indices,
    drawn: Flags,
    cuts: list[int],
    pattern_px: tuple[float, float],
    width_px: float,
) -> list[QPainterPath]:
    """Short pieces of a line along some edges of closed loops.

    Args:
        x: The points of all loops, one loop after the other.
        y: The same, down the picture.
        after: The next point of each in its loop.
        drawn: Whether the line runs from each point to the next.
        cuts: Where each path begins, and where the last one ends; each at a loop's beginning.
        pattern_px: How long a dash is, and what is left between two.
        width_px: How wide they are.
    """
    dash, gap = pattern_px
    edge = np.nonzero(drawn)[0]
    wide, high = x[after[edge]] - x[edge], y[after[edge]] - y[edge]
    length = np.sqrt(wide * wide + high * high) + np.float32(1e-4)
    passed = np.cumsum(length, dtype=np.float64)
    count = int(passed[-1] / (dash + gap)) if len(edge) else 0
    if not count:
        return [QPainterPath()] * (len(cuts) - 1)
    # A dash that begins on one stretch of the line and ends on another is none.
    stretch = np.cumsum(np.append(False, after[edge[:-1]] != edge[1:]))
    along = (np.arange(count) * (dash + gap))[:, None] + np.arange(_POINTS) * (dash / (_POINTS - 1))
    at = np.minimum(np.searchsorted(passed, along), len(edge) - 1)
    whole = stretch[at[:, 0]] == stretch[at[:, -1]]
    at, along = at[whole], along[whole]
    share = (along - passed[at]) / length[at] + 1
    middle_x, middle_y = x[edge[at]] + share * wide[at], y[edge[at]] + share * high[at]
    half = np.float32(width_px / 2) / length[at]
    off_x, off_y = -high[at] * half, wide[at] * half
    ring_x = np.concatenate((middle_x + off_x, (middle_x - off_x)[:, ::-1]), axis=1)
    ring_y = np.concatenate((middle_y + off_y, (middle_y - off_y)[:, ::-1]), axis=1)
    size = 2 * _POINTS
    found = np.searchsorted(edge[at[:, 0]], cuts) * size
    return paths_of(
        ring_x.reshape(-1), ring_y.reshape(-1), np.arange(0, len(at) * size, size), found.tolist()
    )
