"""Colours in light and in shade, and between near and far; each made once."""

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor

_STEPS: Final = 50
_SHADE: Final = (0.855, 0.87, 0.885)
"""What shade leaves of red, green and blue: it is a little cooler than the light."""


@lru_cache(maxsize=128)
def colour(name: str) -> QColor:
    """A colour by its name."""
    return QColor(name)


def steps_of(share: float) -> int:
    """A share as one of few, so that few colours are made."""
    return round(_STEPS * share)


@lru_cache(maxsize=1024)
def blend(one: str, other: str, steps: int) -> QColor:
    """A colour between two.

    Args:
        one: The colour at 0.
        other: The colour at 1.
        steps: How far to go (`steps_of`).
    """
    a, b, share = QColor(one), QColor(other), steps / _STEPS
    rest = 1 - share
    return QColor.fromRgbF(
        a.redF() * rest + b.redF() * share,
        a.greenF() * rest + b.greenF() * share,
        a.blueF() * rest + b.blueF() * share,
    )


@lru_cache(maxsize=1024)
def shaded(one: str, other: str, steps: int) -> QColor:
    """The same in shade."""
    lit = blend(one, other, steps)
    red, green, blue = _SHADE
    return QColor.fromRgbF(red * lit.redF(), green * lit.greenF(), blue * lit.blueF())
