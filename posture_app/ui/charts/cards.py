"""The charts of the progress, one below another."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.journal.course import Course
from posture_app.journal.questionnaires import Followed
from posture_app.ui.charts.card import ChartCard
from posture_app.ui.charts.content import adherence_content, course_content
from posture_app.ui.charts.questionnaires import charted, questionnaire_content
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _


class ChartCards(QWidget):
    """The course of the days, the weeks of exercising, and the questionnaires if there are any."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._course: Course | None = None
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self.course = make(ChartCard, _("Day by day"), "course")
        self.adherence = make(ChartCard, _("Week by week"), "adherence")
        body.addWidget(self.course)
        body.addWidget(self.adherence)
        self._followed: tuple[Followed, ...] = ()
        self.questionnaires = make(ChartCard, _("Questionnaires over time"), "questionnaires-chart")
        self.questionnaires.hide()
        body.addWidget(self.questionnaires)
        make.theme.changed.connect(self._draw)

    def show_course(self, course: Course) -> None:
        """Draw the days from the first to the last."""
        if course != self._course:
            self._course = course
            self._draw()

    def show_questionnaires(self, courses: Sequence[Followed]) -> None:
        """Draw those of which there is a course."""
        found = charted(courses)
        if found != self._followed:
            self._followed = found
            self._draw_questionnaires()

    def _draw_questionnaires(self) -> None:
        self.questionnaires.setVisible(bool(self._followed))
        if self._followed:
            content = questionnaire_content(self._theme, self._followed)
            self.questionnaires.show_content(content)

    @Slot()
    def _draw(self) -> None:
        if self._course is not None:
            self.course.show_content(course_content(self._theme, self._course))
            self.adherence.show_content(adherence_content(self._theme, self._course))
            self._draw_questionnaires()
