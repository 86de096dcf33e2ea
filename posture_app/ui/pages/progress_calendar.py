"""The calendar of the progress: one year, and in words the day that one is at."""

from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.journal.course import Course
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.text_size import keep_lines
from posture_app.ui.widgets.year_calendar import MARKS, DayMark, YearCalendar, paint_mark, shade_of
from posture_app.words import course as course_words
from posture_app.words.catalogue import _

_SHOWN_PAIN: Final = 4


class CalendarView(QWidget):
    """A year with the ways to the one before and after it.

    Signals:
        year_requested: The year that is wanted.
        day_opened: A date that is wanted in the diary.
    """

    year_requested = Signal(int)
    day_opened = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._year: int | None = None
        body = column(tokens.SPACE_L)
        self.setLayout(body)
        head = row(tokens.SPACE_S)
        self._before = make.button(
            "", "soft", icon="backward", name="year-before", tip=_("The year before")
        )
        self._before.clicked.connect(self._go_before)
        self._title = make.label("", "title", wrap=False)
        self._after = make.button(
            "", "soft", icon="forward", name="year-after", tip=_("The year after")
        )
        self._after.clicked.connect(self._go_after)
        head.addWidget(self._before)
        head.addWidget(self._title)
        head.addWidget(self._after)
        head.addStretch(1)
        body.addLayout(head)
        legend = Flow(tokens.SPACE_L)
        for mark in MARKS:
            legend.add(make(MarkSwatch, mark))
        body.addWidget(legend)
        self._told = make.label("", "body", "muted")
        self._told.setObjectName("calendar-day")
        # Room for two lines, so that the calendar stays where it is whatever the day holds.
        keep_lines(self._told, make.theme, "body", 2)
        body.addWidget(self._told)
        self.calendar = make(YearCalendar)
        self.calendar.day_reached.connect(self._tell)
        self.calendar.day_opened.connect(self.day_opened)
        body.addWidget(self.calendar)

    def ask(self, this_year: int) -> None:
        """Ask for the year that is shown, or for this one."""
        self.year_requested.emit(self._year or this_year)

    def show_year(self, course: Course, today: date) -> None:
        """Draw a year."""
        self._year = year = course.first_day.year
        self._title.setText(str(year))
        self._after.setEnabled(year < today.year)
        self.calendar.show_year(course, today)
        self._tell(self.calendar.here)

    @Slot(object)
    def _tell(self, day: date | None) -> None:
        hint = _("Point at a day, or go to it by the arrow keys; Enter shows it in the log.")
        self._told.setText(hint if day is None else self.calendar.line_of(day))

    @Slot()
    def _go_before(self) -> None:
        if self._year is not None:
            self.year_requested.emit(self._year - 1)

    @Slot()
    def _go_after(self) -> None:
        if self._year is not None:
            self.year_requested.emit(self._year + 1)


class MarkSwatch(QWidget):
    """A sign of the calendar with its word."""

    def __init__(self, make: WidgetFactory, mark: DayMark) -> None:
        super().__init__()
        self._theme, self._mark = make.theme, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = {
            "pain": course_words.legend_pain(),
            "spasm": course_words.legend_spasm(),
            "treatment": course_words.legend_treatment(),
            "session": course_words.legend_session(),
        }
        self._words = words[mark]
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:
        """The sign and the word."""
        width = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._words)
        return QSize(self._theme.px(34) + width + 2, self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, side = self._theme, self._theme.px(26)
        cell = QRectF(1, (self.height() - side) / 2, side, side)
        rounded(painter, cell, 5, theme.colour("surface"), theme.colour("line"))
        painter.setFont(theme.font("small"))
        if self._mark == "pain":
            rounded(painter, cell.adjusted(1, 1, -1, -1), 4, shade_of(theme, _SHOWN_PAIN))
            painter.setPen(theme.colour("ink"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(_SHOWN_PAIN))
        else:
            paint_mark(painter, theme, self._mark, cell)
        painter.setPen(theme.colour("muted"))
        beside = QRectF(self.rect()).adjusted(theme.px(34), 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, self._words)
