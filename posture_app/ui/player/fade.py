"""A fade over the lower edge of what goes on below it, so that nothing looks cut."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posture_app.ui.widgets.factory import WidgetFactory


class Fade(QWidget):
    """Lies over a lower edge, and lets the mouse through to what is below it.

    Args:
        make: Makes widgets; its theme has the colour.
        parent: What it lies over.
        ground: The theme's name of the colour that what is below goes over into.
    """

    def __init__(self, make: WidgetFactory, parent: QWidget, ground: str) -> None:
        super().__init__(parent)
        self._theme = make.theme
        self._ground = ground
        self._over_px: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def go_over(self, px: int | None) -> None:
        """Go over into the ground within so many pixels from above; None: down to the edge."""
        if px != self._over_px:
            self._over_px = px
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let the ground come over what lies below."""
        ground = self._theme.colour(self._ground)
        clear = QColor(ground)
        clear.setAlpha(0)
        fade = QLinearGradient(QPointF(0, 0), QPointF(0, self._over_px or self.height()))
        fade.setColorAt(0.0, clear)
        fade.setColorAt(1.0, ground)
        QPainter(self).fillRect(self.rect(), fade)
