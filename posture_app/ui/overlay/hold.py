"""A button that counts only when it is held, with a ring that fills meanwhile."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory


class HoldButton(Button):
    """Held by the pointer, by Space when it has the focus, or by a key of the window.

    The time is handed in by `advance`, so that what is held is measured by the one clock of the
    break.

    Signals:
        held: It was held long enough; once for each time.
    """

    held = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        text: str,
        need_s: float,
        *,
        tip: str,
        name: str,
    ) -> None:
        super().__init__(make.theme, text, "quiet", tip=tip, name=name)
        self._need_s = need_s
        self._key_down = False
        self._began_s: float | None = None
        self._told = False
        self.share = 0.0

    def hold_key(self, *, down: bool) -> None:
        """The window's key is down, or up again."""
        self._key_down = down

    def let_go(self) -> None:
        """Whatever held it is gone: another window has the focus, the break is over."""
        self._key_down = False
        self.setDown(False)
        self._began_s, self._told = None, False
        self._show_share(0.0)

    def advance(self, now_s: float) -> None:
        """Fill the ring up to now, and tell when it is full."""
        if not (self._key_down or self.isDown()):
            self._began_s, self._told = None, False
            self._show_share(0.0)
            return
        if self._began_s is None:
            self._began_s = now_s
        self._show_share(min(1.0, (now_s - self._began_s) / self._need_s))
        if self.share >= 1.0 and not self._told:
            self._told = True
            self.held.emit()

    def sizeHint(self) -> QSize:
        """The words with the ring before them."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._ring_px() + tokens.SPACE_S, hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter must be held like Space where holding is what counts."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._key_down = True
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go ends it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._key_down = False
            return
        QPushButton.keyReleaseEvent(self, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the ring as full as it is."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        side = self._ring_px()
        words = QFontMetrics(self._theme.font(self._role())).horizontalAdvance(self.text())
        left = (self.width() - words - side - tokens.SPACE_S) / 2
        width = max(2.0, side / 5)
        box = QRectF(left, (self.height() - side) / 2, side, side).adjusted(
            width / 2, width / 2, -width / 2, -width / 2
        )
        colour = self._theme.colour
        pen = QPen(colour("edge"), width / 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        if self.share > 0:
            pen.setColor(colour("accent"))
            pen.setWidthF(width)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(self.share * 360 * 16))

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        shifted = rect.adjusted(self._ring_px() + tokens.SPACE_S, 0, 0, 0)
        painter.setFont(self._theme.font(self._role()))
        painter.setPen(ink)
        painter.drawText(shifted, Qt.AlignmentFlag.AlignCenter, self.text())

    def _ring_px(self) -> int:
        return self._theme.px(20)

    def _show_share(self, share: float) -> None:
        if share != self.share:
            self.share = share
            self.update()
