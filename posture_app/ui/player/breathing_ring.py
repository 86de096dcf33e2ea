"""The thin ring at the corner of the figure: the count, and a slow breath behind it."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from posture_app.ui.player.ring import CountdownRing
from posture_app.ui.widgets.factory import WidgetFactory

MOST_PX: Final = 280
"""The ring's greatest side, at every size of window and text: the figure has the room."""
LEAST_PX: Final = 140
"""Its least side where there is room, at a text size of 100 per cent."""
_SHARE: Final = 0.3
"""Its share of the view's height in between."""
_TINY_PX: Final = 80
_EMPTY, _FULL = 0.55, 0.93
"""The breath's circle within the ring, when the chest is empty and when it is full."""
_STRENGTH: Final = 0.17
"""How much of its colour it has: the number on it is read as on the ground."""


class BreathingRing(CountdownRing):
    """A count that can breathe."""

    line_share = 0.026

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make)
        self._breath: float | None = None

    def fit(self, view_px: int, room_px: int) -> None:
        """Take the side that suits a view of this height; no more than the room for it."""
        wanted = max(self._theme.px(LEAST_PX), round(_SHARE * view_px))
        side = min(MOST_PX, wanted, max(_TINY_PX, room_px))
        self.setFixedSize(side, side)

    @property
    def breath(self) -> float | None:
        """How full the circle is, 0 to 1; None where nothing breathes."""
        return self._breath

    def show_breath(self, breath: float | None) -> None:
        """Let the circle be as full as the chest; with less motion nothing moves."""
        shown = None if breath is None or self._theme.reduced_motion else round(breath, 2)
        if shown != self._breath:
            self._breath = shown
            self.update()

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        """Draw the breath."""
        if self._breath is None:
            return
        radius = box.width() / 2 * (_EMPTY + (_FULL - _EMPTY) * self._breath)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = self._theme.colour("accent")
        colour.setAlphaF(_STRENGTH)
        painter.setBrush(colour)
        painter.drawEllipse(box.center(), radius, radius)
