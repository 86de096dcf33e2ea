"""The countdown: a large number in a ring that empties."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.widgets.factory import WidgetFactory

SMALLEST_PX: Final = 150
"""The ring's least side at a text size of 100 per cent; it grows with the text."""
UNDER_PX: Final = 12
"""The least size of the word under the number, at 100 per cent."""

_UNDER_SHARE: Final = 0.86
"""So wide the circle is where the word stands."""


class CountdownRing(QWidget):
    """Shows a number, a word under it, and how much of the phase is left.

    The accessible name changes with the phase and not with every second, so that a screen reader
    tells what is new and does not count aloud.
    """

    accessible_role: Final = QAccessible.Role.Graphic
    line_share = 0.045
    """The width of the ring's line, as a share of its side."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._shown = ("", "", 1.0, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_smallest(SMALLEST_PX)

    def set_smallest(self, side_px: float) -> None:
        """The least side, at a text size of 100 per cent."""
        side = self._theme.px(side_px)
        self.setMinimumSize(side, side)

    def sizeHint(self) -> QSize:
        """Large enough to be read from across a room."""
        side = self._theme.px(280)
        return QSize(side, side)

    @property
    def under_px(self) -> int:
        """How large the word under the number is drawn, in pixels."""
        return max(self._theme.px(UNDER_PX), round(self._side() * 0.075))

    @property
    def shown_number(self) -> str:
        """What is written in the middle; empty where nothing is counted."""
        return self._shown[0]

    def show_count(self, number: str, under: str, left_share: float, *, waiting: bool) -> None:
        """Draw this count; `left_share` runs from 1 to 0."""
        shown = (number, under, round(left_share, 3), waiting)
        if shown != self._shown:
            self._shown = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ring, the number and the word."""
        number, under, left_share, waiting = self._shown
        colour = self._theme.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side()
        width = max(4.0, side * self.line_share)
        box = QRectF(0, 0, side - width - 2, side - width - 2)
        box.moveCenter(QRectF(self.rect()).center())
        self.paint_inside(painter, box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour("line"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        pen.setColor(colour("caution_ink" if waiting else "accent"))
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, round(left_share * 360 * 16))

        font = self._theme.font("figure")
        # Long counts such as 12:05 must stay inside the ring.
        font.setPixelSize(max(1, round(side * (0.36 if len(number) < 3 else 0.24))))
        painter.setFont(font)
        painter.setPen(colour("ink"))
        under_font = self._theme.font("body")
        under_font.setPixelSize(self.under_px)
        metrics = QFontMetrics(under_font)
        if metrics.horizontalAdvance(under) > _UNDER_SHARE * box.width():
            under = ""  # a small ring has room for the number alone
        lift = side * 0.05 if under else 0.0
        painter.drawText(box.translated(0, -lift), Qt.AlignmentFlag.AlignCenter, number)
        if under:
            height = max(side * 0.14, float(metrics.height()))
            painter.setFont(under_font)
            painter.setPen(colour("muted"))
            low = QRectF(box.left(), box.center().y() + side * 0.14, box.width(), height)
            painter.drawText(low, Qt.AlignmentFlag.AlignCenter, under)

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        """Draw what is behind the number; `box` is the ring's circle."""

    def _side(self) -> int:
        return min(self.width(), self.height())
