"""Numbers on places of the body map: none covers another, and none leaves the picture."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from posture_app.dataclass import dataclass

_GAP_PX: Final = 1.5
"""Between the rims of two."""
_RING: Final = 0.25
"""Places are tried on rings that lie apart by so much of a badge's radius,"""
_RINGS: Final = 64
"""up to so many of them,"""
_ON_A_RING: Final = 32
"""at so many places on each."""


_SIZES: Final = (1.0, 0.85, 0.7, 0.55, 0.42)
"""Where so many places have a number that there is no room for all, they are smaller."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A few letters in a disc.

    Attributes:
        letters: What it says.
        home: The middle of the place that it tells of, in pixels.
        middle: Where it lies.
        radius: Its size.
        share: How large its letters are, of what they should be.
    """

    letters: str
    home: QPointF
    middle: QPointF
    radius: float
    share: float


def laid_out(wanted: Sequence[tuple[str, QPointF, float]], room: QRectF) -> list[Badge]:
    """Lay badges as near as there is room to the places that they tell of.

    The first have the first choice. Where there is no room even for the smallest, one lies where
    it covers the least of others.

    Args:
        wanted: Letters, the middle of the place, and the radius of each.
        room: Where they may lie.
    """
    found: list[Badge] = []
    for share in _SIZES:
        found, is_clear = _laid(wanted, room, share)
        if is_clear:
            break
    return found


def _laid(
    wanted: Sequence[tuple[str, QPointF, float]], room: QRectF, share: float
) -> tuple[list[Badge], bool]:
    """Badges of that share of their size, and whether none covers another."""
    found: list[Badge] = []
    is_clear = True
    for letters, home, size in wanted:
        radius = share * size
        inner = room.adjusted(radius, radius, -radius, -radius)
        least = inner.left(), inner.top()
        spots = _AROUND * radius + (home.x(), home.y())
        spots = np.clip(spots, least, np.maximum(least, (inner.right(), inner.bottom())))
        free = np.full(len(spots), np.inf)
        for other in found:
            away = np.hypot(spots[:, 0] - other.middle.x(), spots[:, 1] - other.middle.y())
            free = np.minimum(free, away - other.radius - radius - _GAP_PX)
        [clear] = np.nonzero(free >= 0)
        is_clear &= len(clear) > 0
        x, y = spots[clear[0] if len(clear) else int(free.argmax())]
        found.append(Badge(letters, home, QPointF(x, y), radius, share))
    return found, is_clear


def _places_around() -> NDArray[np.float64]:
    """(N, 2) places around a middle in radii, the nearest first."""
    turns = np.linspace(0, 2 * np.pi, _ON_A_RING, endpoint=False)
    rings = np.arange(1, _RINGS + 1)[:, None] * _RING
    around = np.stack((rings * np.cos(turns), rings * np.sin(turns)), axis=-1).reshape(-1, 2)
    return np.concatenate((np.zeros((1, 2)), around))


_AROUND: Final = _places_around()
