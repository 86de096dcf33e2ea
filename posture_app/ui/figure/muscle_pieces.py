"""Which pieces of muscles are worth being drawn: no specks, and no strips as narrow as a line."""

from typing import Final

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.indices import afters, counts_of, starts_of
from posture_app.ui.figure.topology import Flags, Indices

_LEAST_PX: Final = 6.0
"""What is smaller, in square pixels, is a belly seen from its edge."""
_LEAST_JOINED: Final = 0.3
"""And one of which half the edge goes on as another part, where it is so much of that."""
_LEAST_OF_ALL: Final = 0.6
_LONG_M: Final = 0.2
"""And one that is all there is of a belly, where it is so much of that, or has so long an edge."""
_LEAST_OF_TWIN: Final = 0.5
"""But not where it is less than so much of what is seen on the other side of the body."""
_HOLE_M2: Final = 4e-4
"""A smaller hole in a belly is a fold of what lies below it."""
_LEAST_WIDTH_PX: Final = 2.2
"""A strip that is narrower is a belly seen from its edge, too."""


def without_slivers(
    x: Floats,
    y: Floats,
    starts: Indices,
    joint: Flags,
    least: Floats,
    bellies: Indices,
    scale: float,
) -> tuple[Flags, Flags, Indices]:
    """Which points to keep, which lie around holes, and where the loops begin among those kept.

    Args:
        x: Loops.
        y: The same, down.
        starts: Where each begins.
        joint: Where the muscle goes on as another part.
        least: How large, in square pixels, the loop of a point is at least if it does not.
        bellies: The belly that a point belongs to, or -1 where little of that is.
        scale: Pixels for a metre.
    """
    after = afters(starts, len(x))
    if not len(x):
        return np.zeros(0, bool), np.zeros(0, bool), starts
    area = np.add.reduceat(y * x[after] - x * y[after], starts) / 2
    hole = area < 0
    area = np.abs(area)
    counts = counts_of(starts, len(x))
    across, down = x[after] - x, y[after] - y
    step = np.sqrt(across * across + down * down)
    length = np.add.reduceat(step, starts)
    joined = np.logical_or.reduceat(joint, starts)
    share = np.add.reduceat(step * joint, starts) / np.maximum(length, np.float32(1e-6))
    asked = least[starts] * np.maximum(_LEAST_JOINED, 1 - (1 - _LEAST_JOINED) * 2 * share)
    wanted = area > np.maximum(_LEAST_PX, asked)
    wanted &= joined | (2 * area > _LEAST_WIDTH_PX * length)
    enough = (area > _LEAST_OF_ALL * least[starts]) | (length > _LONG_M * scale)
    enough &= ~hole & (area > _LEAST_PX)
    _keep_from_edge(wanted, area.astype(np.float32), bellies[starts], enough)
    wanted &= ~hole | (area > _HOLE_M2 * scale * scale)
    return np.repeat(wanted, counts), np.repeat(hole, counts), starts_of(counts[wanted])


def _keep_from_edge(wanted: Flags, area: Floats, bellies: Indices, enough: Flags) -> None:
    """What is seen of a belly from its edge is all there is: what is `enough` of it is no speck.

    A fold may break it in pieces, which are shown all: at another size there is another fold. But
    where much more is seen of the one on the other side of the body, nobody misses it.
    """
    seen, belly = area.tolist(), bellies.tolist()
    largest_first = np.argsort(-area).tolist()
    shown = {-1: 0.0}
    for loop in largest_first:
        if wanted[loop]:
            shown.setdefault(belly[loop], seen[loop])
    from_edge: set[int] = set()
    for loop in largest_first:
        one = belly[loop]
        if not enough[loop] or (one in shown and one not in from_edge):
            continue
        if one in from_edge or seen[loop] > _LEAST_OF_TWIN * shown.get(one ^ 1, 0.0):
            wanted[loop] = True
            shown.setdefault(one, seen[loop])
            from_edge.add(one)
