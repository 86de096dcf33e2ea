"""The countdown: a large number in a ring that empties."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget


class CountdownRing(QWidget):
    """Shows a number, a word under it, and how much of the phase is left.

    The accessible name changes with the phase and not with every second, so that a screen reader
    tells what is new and does not count aloud.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        self._under = ""
        self._left_share = 1.0
        self._colour = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(150, 150)

    def sizeHint(self) -> QSize:
        """Large enough to be read from across a room."""
        return QSize(260, 260)

    def show_count(self, number: str, under: str, left_share: float, colour: QColor) -> None:
        """Draw this count; `left_share` runs from 1 to 0."""
        state = (number, under, round(left_share, 3), colour)
        if state != (self._number, self._under, round(self._left_share, 3), self._colour):
            self._number, self._under, self._left_share, self._colour = (
                number,
                under,
                left_share,
                colour,
            )
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ring, the number and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        width = max(6.0, side * 0.045)
        box = QRectF(0, 0, side - width - 2, side - width - 2)
        box.moveCenter(QRectF(self.rect()).center())
        track = QColor(self._colour)
        track.setAlphaF(0.18)
        pen = QPen(track, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        pen.setColor(self._colour)
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, round(self._left_share * 360 * 16))

        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        # Long counts such as 12:05 must stay inside the ring.
        font.setPixelSize(round(side * (0.36 if len(self._number) < 3 else 0.24)))
        painter.setFont(font)
        lift = side * 0.05 if self._under else 0.0
        painter.drawText(box.translated(0, -lift), Qt.AlignmentFlag.AlignCenter, self._number)
        if self._under:
            font.setWeight(QFont.Weight.Medium)
            font.setPixelSize(max(12, round(side * 0.075)))
            painter.setFont(font)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            low = QRectF(box.left(), box.center().y() + side * 0.14, box.width(), side * 0.14)
            painter.drawText(low, Qt.AlignmentFlag.AlignCenter, self._under)
