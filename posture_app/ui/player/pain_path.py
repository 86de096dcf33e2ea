"""Pain before and after as a picture: from one place on the scale to another."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import pgettext
from posture_app.words.sessions import pain_since

NUMBERS: Final = 11
_HEIGHT_PX: Final = 50
_DOT_PX: Final = 8
_HEAD_PX: Final = 7


class PainPath(QWidget):
    """An arc over a scale from 0 to 10: from the pain before to the pain now.

    It stands right above the scale's numbers, which are as wide as it is.
    """

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, gap_px: int) -> None:
        """Draw nothing yet.

        Args:
            make: Makes the widgets.
            gap_px: What lies between two numbers of the scale.
        """
        super().__init__()
        self._theme = make.theme
        self._gap_px = gap_px
        self._before: int | None = None
        self._now: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        """Room for a flat arc."""
        return QSize(self._theme.px(300), self._theme.px(_HEIGHT_PX))

    def show_change(self, before: int | None, now: int | None) -> None:
        """Draw both, as far as they were answered; without the first there is nothing to draw."""
        self._before, self._now = before, now
        self.setVisible(before is not None)
        self.setAccessibleName(pain_since(before, now))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw where it was, where it is, and the way between."""
        before, now = self._before, self._now
        if before is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        floor = self.height() - theme.px(_DOT_PX)
        rose = now is not None and now > before
        colour = theme.colour("caution_ink" if rose else "accent")
        start = QPointF(self._at(before), floor)
        pen = QPen(colour, max(2.0, theme.px(3)))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if now is not None and now != before:
            self._paint_way(painter, start, QPointF(self._at(now), floor))
        radius = theme.px(_DOT_PX) - 2
        painter.setBrush(theme.colour("canvas"))
        painter.drawEllipse(start, radius, radius)
        if now == before:
            painter.setBrush(colour)
            painter.drawEllipse(start, radius / 2, radius / 2)
        self._paint_word(painter, start, to_left=rose)

    def _paint_word(self, painter: QPainter, start: QPointF, *, to_left: bool) -> None:
        """Say what the circle is, on the side that the way does not go to."""
        theme, words = self._theme, pgettext("pain", "before")
        font = theme.font("small")
        metrics = QFontMetrics(font)
        width, away = metrics.horizontalAdvance(words) + 2, theme.px(_DOT_PX) + tokens.SPACE_XS
        left = start.x() - away - width if to_left else start.x() + away
        left = min(left, self.width() - width)
        over = start.x() - left < width and left < start.x() + away
        top = start.y() - metrics.height() / 2 - (theme.px(2 * _DOT_PX) if over else 0)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        place = QRectF(max(0.0, left), top, width, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_way(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        """A calm arc with its head over the number that is the answer now."""
        head = self._theme.px(_HEAD_PX)
        top = self.height() * 0.06
        end = QPointF(end.x(), end.y() - head / 2)
        arc = QPainterPath(start)
        reach = (end.x() - start.x()) * 0.18
        arc.cubicTo(QPointF(start.x() + reach, top), QPointF(end.x() - reach, top), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arc)
        for side in (-1, 1):
            painter.drawLine(end, QPointF(end.x() + side * head, end.y() - head))

    def _at(self, number: int) -> float:
        """The middle of a number's button."""
        width = (self.width() - (NUMBERS - 1) * self._gap_px) / NUMBERS
        place = number * (width + self._gap_px) + width / 2
        right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return QRectF(self.rect()).width() - place if right else place
