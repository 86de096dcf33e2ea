"""How series look: each has a colour, a sign and a kind of line, so that none needs its colour."""

from typing import Final, NamedTuple

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from posture_app.ui.theme.theme import Theme


class Ink(NamedTuple):
    """The look of one series: its colours on light and on dark ground, its sign, its line."""

    light: str
    dark: str
    symbol: str
    dashes: tuple[float, ...] = ()
    width: float = 2.0


OVERALL: Final = Ink("#7b837d", "#8d9993", "o", width=5.0)
PLACES: Final = (
    Ink("#1c6456", "#7fd1bc", "s", (6, 3)),
    Ink("#0b5fd0", "#8ab8ff", "t1", (2, 2.5)),
    Ink("#8a4a00", "#f0c07e", "d", (8, 3, 2, 3)),
)
SORENESS: Final = Ink("#94271d", "#f4a89d", "x")
SPASM: Final = Ink("#94271d", "#f4a89d", "t")
NEEDLING: Final = Ink("#6b2f8f", "#d9b0f2", "d", (4, 3))
TREATMENT: Final = Ink("#6b2f8f", "#d9b0f2", "+")
SHARE: Final = Ink("#0b5fd0", "#8ab8ff", "o")
ALL: Final = (OVERALL, *PLACES, SORENESS, SPASM, NEEDLING, TREATMENT, SHARE)


def colour_of(theme: Theme, ink: Ink) -> QColor:
    """The colour on the ground that counts now."""
    return QColor(ink.dark if theme.palette.dark else ink.light)


def pen_of(theme: Theme, ink: Ink) -> QPen:
    """The line."""
    pen = thin_pen(colour_of(theme, ink), ink.width)
    if ink.dashes:
        pen.setDashPattern(ink.dashes)
    return pen


def paint_symbol(painter: QPainter, theme: Theme, ink: Ink, middle: QPointF, size: float) -> None:
    """The sign, as it stands in the chart."""
    painter.save()
    painter.translate(middle)
    painter.scale(size, size)
    painter.setPen(thin_pen(colour_of(theme, ink), 2.0))
    painter.setBrush(colour_of(theme, ink))
    painter.drawPath(Symbols[ink.symbol])
    painter.restore()


def thin_pen(colour: QColor, width: float = 1.0) -> QPen:
    """A line whose width is in pixels, not in days."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen


def no_pen() -> QPen:
    """No line at all."""
    return QPen(Qt.PenStyle.NoPen)
