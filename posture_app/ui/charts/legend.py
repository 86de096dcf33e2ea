"""What the lines and signs of a chart mean."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.charts.inks import Ink, paint_symbol, pen_of
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.tips import plain_tip

_LINE_PX: Final = 30
_SYMBOL_PX: Final = 9


class LegendKey(NamedTuple):
    """A line or a sign, and what it is."""

    words: str
    ink: Ink
    has_line: bool = True


class LegendEntry(QWidget):
    """One entry."""

    def __init__(self, make: WidgetFactory, entry: LegendKey) -> None:
        super().__init__()
        self._theme, self._entry = make.theme, entry
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(entry.words)
        self.setToolTip(plain_tip(entry.words))

    def sizeHint(self) -> QSize:
        """The line and the words."""
        return QSize(*entry_size(self._theme, self._entry))

    def minimumSizeHint(self) -> QSize:
        """Words that have no room are elided; the tooltip has them all."""
        return QSize(self._theme.px(3 * _LINE_PX), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both."""
        paint_entry(QPainter(self), self._theme, self._entry, QRectF(self.rect()))


def entry_size(theme: Theme, entry: LegendKey) -> tuple[int, int]:
    """The width and the height that an entry needs, in pixels."""
    metrics = QFontMetrics(theme.font("small"))
    return theme.px(_LINE_PX) + 8 + metrics.horizontalAdvance(entry.words), metrics.height() + 6


def paint_entry(painter: QPainter, theme: Theme, entry: LegendKey, place: QRectF) -> None:
    """Draw an entry into its place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, middle = theme.px(_LINE_PX), place.center().y()
    if entry.has_line:
        painter.setPen(pen_of(theme, entry.ink))
        left = place.left()
        painter.drawLine(QPointF(left + 1, middle), QPointF(left + wide - 1, middle))
    spot = QPointF(place.left() + wide / 2, middle)
    paint_symbol(painter, theme, entry.ink, spot, theme.px(_SYMBOL_PX))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("muted"))
    beside = place.adjusted(wide + 6, 0, 0, 0)
    elided = painter.fontMetrics().elidedText(
        entry.words, Qt.TextElideMode.ElideRight, round(beside.width()) + 2
    )
    painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, elided)


def legend_rows(theme: Theme, entries: Sequence[LegendKey], width: int) -> list[list[LegendKey]]:
    """The entries in lines that are no longer than a width."""
    lines: list[list[LegendKey]] = [[]]
    x = 0
    for entry in entries:
        wide = entry_size(theme, entry)[0] + 16
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0
        lines[-1].append(entry)
        x += wide
    return lines
