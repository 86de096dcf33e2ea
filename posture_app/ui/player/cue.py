"""The one line to go by while exercising, as large as it can be."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label

LARGE_PX: Final = 50
"""A capital letter is 0.7 of it: 9.3 mm on a screen of 96 pixels to the inch, and at two metres 16
minutes of arc, which is the least height that ISO 9241-303 asks for."""
LARGE_SHARE: Final = 0.0625
"""In a higher view the line grows with it."""
_MOST_SHARE: Final = 0.1
"""In a low view large letters leave the figure its room."""
_SMALL_PX: Final = 16
_LINE: Final = 1.3
_LOW_LINE: Final = 1.2
"""A line's height, of the size of its letters; in a low view there is no air around them."""


class CueLabel(Label):
    """Shows a short cue in one line; a longer instruction becomes smaller, then takes two."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme, "", "lead")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._large_px, self._line = LARGE_PX, _LINE

    def fit(self, view_px: int, *, low: bool) -> None:
        """Take the room that suits a view of this height."""
        large = max(LARGE_PX, round(LARGE_SHARE * view_px))
        if low:
            large = min(self._theme.px(34), round(_MOST_SHARE * view_px))
        self._large_px = max(large, self._theme.px(26))
        self._line = _LOW_LINE if low else _LINE
        self.setMinimumHeight(round(self._line * self._large_px))
        self._fit_font()

    def say(self, text: str) -> None:
        """Show another cue."""
        if text != self.text():
            self.setText(text)
            self._fit_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width lets other sizes fit."""
        super().resizeEvent(event)
        self._fit_font()

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_font()

    def _fit_font(self) -> None:
        font = self._theme.font("lead")
        font.setWeight(QFont.Weight.Medium)
        one_line = self._large_px * 0.72
        for size in range(self._large_px, self._theme.px(_SMALL_PX) - 1, -1):
            font.setPixelSize(size)
            if self._fits(font, 1 if size >= one_line else 2):
                break
        if font != self.font():
            self.setFont(font)
        self.setMinimumHeight(max(self.minimumHeight(), self.heightForWidth(self.width())))

    def _fits(self, font: QFont, lines: int) -> bool:
        metrics = QFontMetrics(font)
        if lines == 1:
            return metrics.horizontalAdvance(self.text()) <= self.width()
        room = QRect(0, 0, self.width(), 10_000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return needed.height() <= self._line * self._large_px
