"""A head with shoulders in three flat tones, for where the figure would take too long to load.

It stands for the figure while the program is opened: drawn in a moment, from nothing but these
curves, at the place and in the size that pictures of states have.
"""

from functools import cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import read_paths
from posture_app.ui.theme.theme import Theme

PICTURE_PX: Final = 136
"""The side of a state's picture, at a text size of 100 per cent."""
MOST_TIMES: Final = 1.5
"""It grows with the text up to so many times that, as long as the words stay in sight."""
STACK_BELOW_PX: Final = 400
"""With less width, at a text size of 100 per cent, a state's words stand below its picture."""

_GRID: Final = 100.0
_SHIRT: Final = (
    "M 20.4 90.3 C 23 83 28 79.8 34 78 C 39 76.5 41.5 75.5 42.5 73.5 C 47 79.5 55.5 79.5 59.5 73.5 "
    "C 60.5 75.5 63 76.5 68 78 C 73 79.5 77 83 79.6 90.3 C 71 96.6 60.6 100 50 100 "
    "C 39.4 100 29 96.6 20.4 90.3 Z"
)
"""Its lower edge is that of the round ground: to let that cut it takes as long as all the rest."""
_NECK: Final = "M 43 55 L 42 76 C 46 82 56 82 60 76 L 59.5 55 Z"
_FACE: Final = (
    "M 36.5 45 C 36.5 58 43.5 68.5 53.5 68.5 C 61.5 68.5 67 59 67.5 47 C 68 35 61 29 52 29 "
    "C 42 29 36.5 36 36.5 45 Z"
)
_HAIR: Final = (
    "M 35.5 52 C 32 37 38 26 51 25.5 C 62 25 69 31 68.7 42 C 66 38.5 63 36.5 59 36 "
    "C 51 39 43.5 40.5 40 42.5 C 38.6 45.5 38.6 49.5 38 53.5 C 37 54 36 53.5 35.5 52 Z"
)
_BUN: Final = (
    "M 38.5 21 C 38.5 16 42 12.5 46.5 12.5 C 51.5 12.5 55 16 55 21 C 55 26 51.5 29.5 46.5 29.5 "
    "C 42 29.5 38.5 26 38.5 21 Z"
)
_SHAPES: Final = (
    (_BUN, "edge", 0.85),
    (_NECK, "edge", 0.42),
    (_SHIRT, "accent", 0.24),
    (_FACE, "edge", 0.28),
    (_HAIR, "edge", 0.75),
)
"""The shapes from behind to the front, their colours, and how strongly these lie on the ground."""


def picture_side(theme: Theme, size: int = PICTURE_PX) -> int:
    """The side of a picture of a state, in pixels."""
    return min(theme.px(size), round(MOST_TIMES * size))


def paint_outline(painter: QPainter, theme: Theme, place: QRectF) -> None:
    """Draw the round ground, and on it head and shoulders."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ground, colours = theme.colour("tile"), tokens.on_tile(theme.palette)
    painter.setBrush(ground)
    painter.drawEllipse(place)
    painter.translate(place.topLeft())
    painter.scale(place.width() / _GRID, place.height() / _GRID)
    for words, name, strength in _SHAPES:
        painter.fillPath(_path(words), _over(ground, QColor(getattr(colours, name)), strength))
    painter.restore()


def _over(ground: QColor, colour: QColor, strength: float) -> QColor:
    """A colour laid over another one, so strongly; nothing shines through where shapes overlap."""

    def laid(below: int, above: int) -> int:
        return round(below + (above - below) * strength)

    return QColor(
        laid(ground.red(), colour.red()),
        laid(ground.green(), colour.green()),
        laid(ground.blue(), colour.blue()),
    )


@cache
def _path(drawing: str) -> QPainterPath:
    [(path, _)] = read_paths(drawing)
    return path
