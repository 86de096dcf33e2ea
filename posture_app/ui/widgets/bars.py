"""Seven small bars: the minutes of this week."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import formats
from posture_app.words.catalogue import _


class WeekBars(QWidget):
    """One bar for each day from Monday on; today's letter is stronger.

    The height is measured against the longest day, and against ten minutes at least, so that one
    short session does not look like a full day.
    """

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._seconds: Sequence[float] = (0.0,) * 7
        self._today = 0
        self.setObjectName("week-bars")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_week(self, seconds_by_day: Sequence[float], today: int) -> None:
        """Draw a week; `today` counts from Monday, 0."""
        self._seconds, self._today = tuple(seconds_by_day), today
        spoken = formats.enumerated(
            [
                f"{name} {formats.rounded_duration(seconds)}"
                for name, seconds in zip(formats.weekdays_short(), self._seconds, strict=True)
                if seconds
            ]
        )
        nothing = _("No minutes this week yet")
        named = _("Minutes this week: {days}").format(days=spoken) if spoken else nothing
        self.setAccessibleName(named)
        self.setToolTip(plain_tip(spoken or nothing))
        self.update()

    def sizeHint(self) -> QSize:
        """Small."""
        return QSize(self._theme.px(196), self._theme.px(84))

    def minimumSizeHint(self) -> QSize:
        """Room for seven letters."""
        return QSize(self._theme.px(140), self._theme.px(84))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw tracks, bars and letters."""
        painter = QPainter(self)
        theme = self._theme
        letters = theme.px(22)
        room = self.height() - letters
        step = min(self.width() / 7, theme.px(40))
        width = min(step * 0.5, theme.px(16))
        most = max(600.0, *self._seconds)
        for day, seconds in enumerate(self._seconds):
            left = day * step + (step - width) / 2
            track = QRectF(left, 0, width, room)
            rounded(painter, track, width / 2, theme.colour("sunken"))
            if seconds > 0:
                height = max(width, room * seconds / most)
                bar = QRectF(left, room - height, width, height)
                rounded(painter, bar, width / 2, theme.colour("accent"))
            today = day == self._today
            painter.setFont(theme.font("small_strong" if today else "small"))
            painter.setPen(theme.colour("ink" if today else "muted"))
            place = QRectF(day * step, room, step, letters)
            painter.drawText(
                place,
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
                formats.weekdays_short()[day][0],
            )
