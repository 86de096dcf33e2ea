"""A year as a calendar: for each day its pain as a number, its spasms, treatments and sessions.

Colour is never the only sign: pain is a number, a spasm a triangle, a treatment a cross and a
session a line. A day of which nothing is known is empty.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from posture_app.journal.course import Course, CourseDay
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import course as course_words
from posture_app.words import formats

DayMark = Literal["pain", "spasm", "treatment", "session"]
MARKS: Final[tuple[DayMark, ...]] = ("pain", "spasm", "treatment", "session")
_COLUMNS: Final = 7
_ROWS: Final = 6
_CELL_PX: Final = 27
_LARGEST_CELL: Final = 1.5
_GAP: Final = 2
_MOST_SHADE: Final = 0.36
"""Of the strongest pain; words on it keep their contrast."""
_STEPS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_Up: -7,
}


def paint_mark(painter: QPainter, theme: Theme, mark: DayMark, cell: QRectF) -> None:
    """Draw a sign into a day's place."""
    side = cell.width() * 0.26
    if mark == "spasm":
        right, top = cell.right() - 2, cell.top() + 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger_ink"))
        corners = [QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]
        painter.drawPolygon(QPolygonF(corners))
    elif mark == "treatment":
        middle = QPointF(cell.left() + side * 0.8, cell.top() + side * 0.8)
        painter.setPen(QPen(theme.colour("focus"), max(1.6, cell.width() * 0.07)))
        arm = side * 0.5
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
    elif mark == "session":
        high = max(2.0, cell.height() * 0.09)
        line = QRectF(cell.left() + 4, cell.bottom() - high - 2, cell.width() - 8, high)
        rounded(painter, line, high / 2, theme.colour("accent"))


def shade_of(theme: Theme, pain: int) -> QColor:
    """The ground of a day with so much pain."""
    shade = theme.colour("caution_ink")
    shade.setAlphaF(_MOST_SHADE * (pain + 1) / 11)
    return shade


class YearCalendar(KeyboardFocus, QWidget):
    """Twelve months; arrow keys go from day to day, Enter opens one.

    Signals:
        day_reached: The date that the pointer or the keyboard is at; None where it is at none.
        day_opened: The date that was clicked or entered.
    """

    accessible_role: Final = QAccessible.Role.Graphic
    day_reached = Signal(object)
    day_opened = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._year, self._today = 2000, date(2000, 1, 1)
        self._days: Mapping[date, CourseDay] = {}
        self._here: date | None = None
        self.setObjectName("year-calendar")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        make.theme.changed.connect(self._look_anew)

    @property
    def here(self) -> date | None:
        """The day that the pointer or the keyboard is at."""
        return self._here

    def show_year(self, course: Course, today: date) -> None:
        """Show the year that a course lies in."""
        self._year, self._today = course.first_day.year, today
        self._days = {one.day: one for one in course.days}
        self._here = None
        self.setAccessibleName(course_words.calendar_spoken(self._year, len(self._days)))
        self.update()

    def line_of(self, day: date) -> str:
        """A day in words."""
        return course_words.day_line(day, self._days.get(day))

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more rows of months."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """All rows of months."""
        across = self._across(width)
        return -(-12 // across) * self._block_height(width) - tokens.SPACE_XL

    def sizeHint(self) -> QSize:
        """Four months side by side."""
        width = 4 * self._block_least() + 3 * tokens.SPACE_XL
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The width of a month; the height goes by the width."""
        return QSize(self._block_least(), self._block_height(self._block_least()))

    def cell(self, day: date) -> QRectF:
        """Where a day is drawn."""
        across = self._across(self.width())
        side = self._cell_px(self.width())
        block = side * _COLUMNS + tokens.SPACE_XL
        line, column = divmod(day.month - 1, across)
        first = day.replace(day=1).weekday()
        row, place = divmod(first + day.day - 1, _COLUMNS)
        left = column * block + place * side
        top = line * self._block_height(self.width()) + self._head_px() + row * side
        return QRectF(left, top, side - _GAP, side - _GAP)

    def day_at(self, place: QPointF) -> date | None:
        """The day that is drawn at a place."""
        day = date(self._year, 1, 1)
        while day.year == self._year:
            if self.cell(day).adjusted(0, 0, _GAP, _GAP).contains(place):
                return day
            day += timedelta(days=1)
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_head(painter, date(self._year, month, 1))
        day = date(self._year, 1, 1)
        while day.year == self._year:
            self._paint_day(painter, day)
            day += timedelta(days=1)
        if self._here is not None and (self.shows_focus or self.underMouse()):
            ring = self.cell(self._here).adjusted(-2, -2, 2, 2)
            focus_ring(painter, ring, 6, self._theme.colour("focus"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, or open one."""
        key = Qt.Key(event.key())
        last = self._last_day()
        here = self._here or last
        if key in _STEPS:
            self._go_to(min(last, max(date(self._year, 1, 1), here + timedelta(_STEPS[key]))))
        elif key == Qt.Key.Key_Home:
            self._go_to(date(self._year, 1, 1))
        elif key == Qt.Key.Key_End:
            self._go_to(last)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.day_opened.emit(here)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the last day."""
        super().focusInEvent(event)
        if self._here is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go_to(self._last_day())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the day under the pointer."""
        day = self.day_at(event.position())
        known = day is not None and day <= self._today
        shape = Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if known:
            self._go_to(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the day under the pointer."""
        day = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None and day <= self._today:
            self.day_opened.emit(day)

    def event(self, event: QEvent) -> bool:
        """The day under the pointer is its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos().toPointF())
            words = "" if day is None else plain_tip(self.line_of(day))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _go_to(self, day: date | None) -> None:
        if day == self._here:
            return
        self._here = day
        self.update()
        self.day_reached.emit(day)
        words = "" if day is None else self.line_of(day)
        self.setAccessibleDescription(words)
        if words and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _last_day(self) -> date:
        end = date(self._year, 12, 31)
        return min(end, self._today) if self._today.year >= self._year else end

    def _paint_head(self, painter: QPainter, first: date) -> None:
        theme = self._theme
        cell = self.cell(first)
        side = self._cell_px(self.width())
        left = cell.left() - first.weekday() * side
        small = QFontMetrics(theme.font("small")).height()
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("ink"))
        name = QRectF(left, cell.top() - self._head_px(), side * _COLUMNS, small + 4)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, formats.month_name(first))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        for number, letter in enumerate(formats.weekdays_narrow()):
            place = QRectF(left + number * side, cell.top() - small - 4, side - _GAP, small)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme = self._theme
        cell = self.cell(day)
        known = self._days.get(day)
        pain = None if known is None else known.pain if known.pain is not None else known.worst
        border = theme.colour("ink" if day == self._today else "line")
        fill = theme.colour("surface")
        if day > self._today:
            painter.setOpacity(0.45)
        rounded(painter, cell, 5, fill, border, 2.0 if day == self._today else 1.0)
        painter.setOpacity(1.0)
        if known is None:
            return
        if pain is not None:
            rounded(painter, cell.adjusted(1, 1, -1, -1), 4, shade_of(theme, pain))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("ink"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(pain))
        if known.spasms:
            paint_mark(painter, theme, "spasm", cell)
        if known.treatments:
            paint_mark(painter, theme, "treatment", cell)
        if known.sessions:
            paint_mark(painter, theme, "session", cell)

    def _head_px(self) -> int:
        return 2 * QFontMetrics(self._theme.font("small")).height() + 10

    def _block_least(self) -> int:
        return self._theme.px(_CELL_PX) * _COLUMNS

    def _across(self, width: int) -> int:
        """How many months stand side by side: 1, 2, 3, 4 or 6."""
        least, gap = self._block_least(), tokens.SPACE_XL
        return next((n for n in (4, 3, 2) if n * least + (n - 1) * gap <= width), 1)

    def _cell_px(self, width: int) -> int:
        across = self._across(width)
        room = (width - (across - 1) * tokens.SPACE_XL) // (across * _COLUMNS)
        least = self._theme.px(_CELL_PX)
        return max(1, min(round(_LARGEST_CELL * least), max(room, min(least, room))))

    def _block_height(self, width: int) -> int:
        return self._head_px() + _ROWS * self._cell_px(width) + tokens.SPACE_XL

    def _look_anew(self) -> None:
        self.updateGeometry()
        self.update()
