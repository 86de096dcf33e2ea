"""The charts of the progress, one below another."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.journal.course import Course
from posture_app.ui.charts.card import ChartCard
from posture_app.ui.charts.content import adherence_content, course_content
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.words.catalogue import _


class ChartCards(QWidget):
    """The course of the days, and the weeks of exercising."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._course: Course | None = None
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self.course = ChartCard(theme, _("Day by day"), "course")
        self.adherence = ChartCard(theme, _("Week by week"), "adherence")
        body.addWidget(self.course)
        body.addWidget(self.adherence)
        theme.changed.connect(self._draw)

    def show_course(self, course: Course) -> None:
        """Draw the days from the first to the last."""
        if course != self._course:
            self._course = course
            self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._course is not None:
            self.course.show_content(course_content(self._theme, self._course))
            self.adherence.show_content(adherence_content(self._theme, self._course))
