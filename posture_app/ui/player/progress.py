"""Progress through the whole routine, a segment for each exercise."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words import formats
from posture_app.words.catalogue import _


class RoutineProgress(QWidget):
    """A thin bar; its segments are as long as the exercises take."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._ends: Sequence[float] = (1.0,)
        self._done = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Progress through the routine"))

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(200, 8)

    def set_segments(self, ends: Sequence[float]) -> None:
        """Where the exercises end, as rising shares of the whole; the last is 1."""
        self._ends = tuple(ends) or (1.0,)
        self.update()

    def set_done(self, share: float) -> None:
        """How much of the whole is done, from 0 to 1."""
        if abs(share - self._done) >= 0.001:
            self._done = share
            self.setAccessibleDescription(formats.percent(share))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the segments and what of them is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, radius = 4.0, self.height() / 2
        track = self._theme.colour("line")
        accent = self._theme.colour("accent")
        start = 0.0
        for end in self._ends:
            left, right = start * self.width(), end * self.width()
            box = QRectF(left, 0, max(2.0, right - left - gap), self.height())
            painter.setBrush(track)
            painter.drawRoundedRect(box, radius, radius)
            filled = min(box.width(), self._done * self.width() - left)
            if filled > 0:
                painter.setBrush(accent)
                painter.drawRoundedRect(
                    QRectF(box.left(), 0, max(filled, self.height()), box.height()), radius, radius
                )
            start = end
