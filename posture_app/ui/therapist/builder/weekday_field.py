"""On which days: so many of a week, or named ones."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from posture_app.library.model import Weekday
from posture_app.plans.progress import WEEKDAYS
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _
from posture_app.words.formats import weekdays, weekdays_short

_DAY_PX: Final = 33


class DayButton(KeyboardFocus, QAbstractButton):
    """One day of the week, named or not."""

    def __init__(self, make: WidgetFactory, day: Weekday, name: str, short: str) -> None:
        super().__init__()
        self._theme = make.theme
        self.day: Weekday = day
        self.setText(short)
        self.setObjectName(f"day-{day}")
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for a short name."""
        return QSize(self._theme.px(_DAY_PX), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        """Draw a named day as filled."""
        painter, theme = QPainter(self), self._theme
        rect, on = QRectF(self.rect()), self.isChecked()
        ground = "accent" if on else "hover" if self.underMouse() else "surface"
        border = "accent" if on else "edge"
        rounded(painter, rect, tokens.RADIUS_S, theme.colour(ground), theme.colour(border))
        if self.shows_focus:
            ring = theme.colour("on_accent" if on else "focus")
            focus_ring(painter, rect.adjusted(2, 2, -2, -2), tokens.RADIUS_S - 2, ring)
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("on_accent" if on else "ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class WeekdayField(QWidget):
    """The seven days.

    Signals:
        wanted: The days that are to be named, as a tuple; none where any will do.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("On these days"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self._days: list[DayButton] = []
        for day, long, short in zip(WEEKDAYS, weekdays(), weekdays_short(), strict=True):
            button = make(DayButton, day, long, short)
            button.clicked.connect(self._tell)
            self._days.append(button)
            line.addWidget(button)

    def show_days(self, days: Sequence[Sequence[Weekday]]) -> None:
        """Show the days that all the chosen things name."""
        for button in self._days:
            button.setChecked(all(button.day in one for one in days))

    @Slot()
    def _tell(self) -> None:
        self.wanted.emit(tuple(one.day for one in self._days if one.isChecked()))
