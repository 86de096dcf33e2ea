"""The week after a session: seven days, and on which of them something was done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words import formats
from posture_app.words.sessions import week_days

_DAY_PX: Final = 60
_CIRCLE_PX: Final = 42
_LEAST_PX: Final = 34
_MOST_OF_STEP: Final = 0.86
"""Circles that touch are a chain."""


class WeekDays(QWidget):
    """A circle for each day from Monday on, filled where there was a session, on a deep ground."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._done: Sequence[bool] = (False,) * 7
        self._today = 0
        self.setObjectName("week-days")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, done: Sequence[bool], today: int) -> None:
        """Draw a week; `today` counts from Monday, 0."""
        self._done, self._today = tuple(done), today
        names = zip(formats.weekdays(), self._done, strict=True)
        self.setAccessibleName(week_days([name for name, was_done in names if was_done]))
        self.update()

    def sizeHint(self) -> QSize:
        """A line of circles with their letters below."""
        return QSize(7 * self._theme.px(_DAY_PX), self._theme.px(_CIRCLE_PX + 28))

    def minimumSizeHint(self) -> QSize:
        """The circles may stand closer."""
        return QSize(7 * self._theme.px(_LEAST_PX), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw circles, checks and letters; today's letter is stronger."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        step = min(self.width() / 7, theme.px(_DAY_PX))
        radius = min(theme.px(_CIRCLE_PX), _MOST_OF_STEP * step) / 2 - 1
        edge = radius + theme.px(2)  # the first circle begins where the words around it do
        for day, was_done in enumerate(self._done):
            middle = QPointF(edge + day * step, radius + 2)
            today = day == self._today
            ring = theme.colour("on_hero" if today else "on_hero_muted")
            painter.setPen(QPen(ring, theme.px(2) if today else 1))
            painter.setBrush(theme.colour("hero_button" if was_done else "hero"))
            painter.drawEllipse(middle, radius, radius)
            if was_done:
                side = radius * 1.1
                place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
                paint_icon(painter, "check", place, theme.colour("on_hero_button"))
            painter.setFont(theme.font("small_strong" if today else "small"))
            painter.setPen(theme.colour("on_hero" if today else "on_hero_muted"))
            below = 2 * radius + 4
            letters = QRectF(middle.x() - step / 2, below, step, self.height() - below)
            painter.drawText(letters, Qt.AlignmentFlag.AlignCenter, formats.weekdays_short()[day])
