"""A ground over what comes in, ever fainter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class FadingCover(QWidget):
    """Hides what lies below it, as much as it is told; the pointer goes through it.

    Cheaper than an effect on what lies below, which would paint that into a picture each time.
    """

    def __init__(self, over: QWidget, ground: Callable[[QWidget], QBrush]) -> None:
        """Hide nothing yet.

        Args:
            over: What it is to lie over; who has it keeps the cover as large as that.
            ground: What it is painted with, in the coordinates of the widget that it is asked for.
        """
        super().__init__(over)
        self._ground = ground
        self.opacity = 0.0
        self.setObjectName("fading-cover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, opacity: float) -> None:
        """Hide what lies below this much, from 0 to 1."""
        if opacity != self.opacity:
            self.opacity = opacity
            self.setVisible(opacity > 0)
            self.raise_()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setOpacity(self.opacity)
        painter.fillRect(self.rect(), self._ground(self))
