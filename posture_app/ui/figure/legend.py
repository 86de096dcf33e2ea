"""What the two colours on the figure mean: muscles that work, and muscles that are stretched."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.words.catalogue import pgettext

_DOT: Final = 14


class MuscleLegend(QWidget):
    """A line with a dot and a word for each colour that an exercise's figure shows.

    Without an exercise, or with one that shows neither, it is empty and takes no room.
    """

    def __init__(self, theme: Theme, exercise: Exercise | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._works = self._stretches = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        if exercise is not None:
            self.show_exercise(exercise)

    def show_exercise(self, exercise: Exercise) -> None:
        """Name the colours of this exercise's figure."""
        scene = scene_of(exercise)
        self._works, self._stretches = bool(scene.works), bool(scene.lengthens)
        self.setAccessibleName(", ".join(text for text, _ in self._entries()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line of small text, as wide as its words."""
        entries = self._entries()
        if not entries:
            return QSize(0, 0)
        metrics = QFontMetrics(self._theme.font("small"))
        widths = [self._room() + metrics.horizontalAdvance(text) for text, _ in entries]
        gaps = tokens.SPACE_L * (len(entries) - 1)
        return QSize(sum(widths) + gaps + 2, max(metrics.height(), self._theme.px(_DOT)) + 2)

    def minimumSizeHint(self) -> QSize:
        """The same, as nothing of it may be cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dots and their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font("small")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        size, middle, left = self._theme.px(_DOT), self.height() / 2, 0.0
        cloth = figure_palette(self._theme.palette).top
        for text, colour in self._entries():
            painter.setPen(Qt.PenStyle.NoPen)
            # On the figure's cloth, as on the figure: the dark ground is too near to the colours.
            for tone, share in ((cloth, 1.0), (colour, 0.7)):
                painter.setBrush(QColor(tone))
                radius = share * size / 2
                painter.drawEllipse(QPointF(left + size / 2, middle), radius, radius)
            painter.setPen(self._theme.colour("muted"))
            left += self._room()
            width = metrics.horizontalAdvance(text) + 2
            painter.drawText(
                QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            left += width + tokens.SPACE_L
        painter.end()

    def _room(self) -> int:
        return self._theme.px(_DOT) + tokens.SPACE_S

    def _entries(self) -> list[tuple[str, str]]:
        palette = figure_palette(self._theme.palette)
        entries = []
        if self._works:
            entries.append((pgettext("muscles", "Works"), palette.strength))
        if self._stretches:
            entries.append((pgettext("muscles", "Stretches"), palette.stretch))
        return entries
