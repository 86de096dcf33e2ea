"""Lines on the body that are not closed, without the corners that they have at each triangle."""

from typing import Final

import numpy as np

from posture_app.ui.figure.contours import Floats
from posture_app.ui.figure.topology import Flags

_TIMES: Final = 2
_QUARTER: Final = np.float32(0.25)


def bent(x: Floats, y: Floats, begins: Flags) -> tuple[Floats, Floats, Flags]:
    """Lines as curves, whose ends stay where they are: their corners are cut.

    Args:
        x: The points of all lines, one line after the other.
        y: The same, down.
        begins: Where a line begins.

    Returns:
        The same with more points.
    """
    for _ in range(_TIMES):
        within = ~begins
        within[:-1] &= ~begins[1:]
        within[-1:] = False
        at = np.repeat(np.arange(len(x)), 1 + within)
        first = np.append(True, at[1:] != at[:-1])[: len(at)]
        # A corner gives way to a point a quarter of the way back, and one as far ahead.
        beside = at + np.where(within[at], np.where(first, -1, 1), 0)
        x, y = (one[at] + (one[beside] - one[at]) * _QUARTER for one in (x, y))
        begins = begins[at] & first
    return x, y, begins
