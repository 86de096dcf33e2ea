"""The overview of the progress: a few sentences, then the charts, which come a moment later."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QThread, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.course import Course
from posture_app.journal.insight import Finding
from posture_app.journal.model import WeekSummary
from posture_app.journal.questionnaires import Followed, followed
from posture_app.journal.trends import PainTrend, Trend
from posture_app.ui.pages.progress_questionnaires import QuestionnaireCourses
from posture_app.ui.pages.snapshots import ProgressSnapshot
from posture_app.ui.pages.today import week_card
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words import trends as trend_words
from posture_app.words.catalogue import _

if TYPE_CHECKING:  # pyqtgraph is loaded when the first chart is drawn
    from posture_app.ui.charts.cards import ChartCards


class OverviewView(QWidget):
    """Sentences, charts, questionnaires, and this week.

    Signals:
        course_requested: The charts have room, and want something to draw.
        check_in_requested: The person wants to say how they are.
        questionnaire_requested: The `Key` of a questionnaire that is to be filled in.
        report_requested: The person wants to hand something on.
    """

    course_requested = Signal()
    check_in_requested = Signal()
    questionnaire_requested = Signal(object)
    report_requested = Signal()

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._make = make
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self._sentences = sections.add(tokens.SPACE_S, to=body)
        self._invitation = sections.add(to=body)
        report = make.button(
            _("Report for your doctor or physiotherapist…"),
            tip=_("Report for your doctor or physiotherapist"),
            name="report",
        )
        report.clicked.connect(self.report_requested)
        reports = Flow()
        reports.add(report)
        body.addWidget(reports)
        self.charts_placeholder = make(ChartsPlaceholder)
        self.charts_placeholder.wanted.connect(self.course_requested)
        body.addWidget(self.charts_placeholder)
        self._findings = sections.add(to=body)
        self._questionnaires = make(QuestionnaireCourses, sections)
        self._questionnaires.requested.connect(self.questionnaire_requested)
        body.addWidget(self._questionnaires)
        self._week = sections.add(to=body)

    def show_snapshot(self, snapshot: ProgressSnapshot) -> None:
        """Draw what is another than before."""
        self._sentences.show_value(tuple(snapshot.trends), self._draw_sentences)
        self._invitation.show_value(snapshot.has_entries, self._draw_invitation)
        courses = followed(snapshot.questionnaires)
        self._questionnaires.show_courses(courses, snapshot.now.date())
        self.charts_placeholder.show_questionnaires(courses)
        week = None if snapshot.is_empty else snapshot.week
        self._week.show_value((week, snapshot.now.weekday()), self._draw_week)

    def ask(self) -> None:
        """Ask for the course, now or when the page was painted for the first time."""
        self.charts_placeholder.ask()

    def show_course(self, course: Course) -> None:
        """Draw the charts."""
        self.charts_placeholder.show_course(course)

    def show_findings_share(self, share: float) -> None:
        """Say how much of the search for what goes before pain is done."""
        self._findings.show_value(round(share, 1), self._draw_share)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what goes before pain and spasms."""
        self._findings.show_value(tuple(findings), self._draw_findings)

    def _draw_share(self, body: QVBoxLayout, share: float) -> None:
        from posture_app.words.insight import looking  # noqa: PLC0415 - not before the sentences

        body.addWidget(self._findings_card([looking(share)]))

    def _draw_findings(self, body: QVBoxLayout, findings: Sequence[Finding]) -> None:
        from posture_app.words.insight import overview_of  # noqa: PLC0415 - see `_draw_share`

        body.addWidget(self._findings_card(overview_of(findings)))

    def _findings_card(self, sentences: Sequence[str]) -> Card:
        card = self._make.card(name="findings")
        card.body.addWidget(self._make.label(_("What goes before"), "heading"))
        for sentence in sentences:
            card.body.addWidget(self._make.label(sentence))
        return card

    def _draw_sentences(self, body: QVBoxLayout, trends: Sequence[Trend]) -> None:
        if not trends:
            return
        card = self._make.card(name="trends")
        for trend in trends:
            card.body.addWidget(self._make.label(trend_words.sentence_of(trend), "lead"))
        if any(isinstance(one, PainTrend) for one in trends):
            note = _(trend_words.CHANGE_NOTE)
            card.body.addWidget(self._make.label(note, "small", "muted"))
        body.addWidget(card)

    def _draw_invitation(self, body: QVBoxLayout, has_entries: bool) -> None:
        if has_entries:
            return
        words = _(
            "Say now and then how you are: from a few days on you see here how pain, spasms and "
            "treatments went."
        )
        action = self._make.button(_("How are you?"), "primary", name="check-in")
        action.clicked.connect(self.check_in_requested)
        title = _("Nothing told yet")
        body.addWidget(self._make(StateCard, "looking", title, [words], action, name="invitation"))

    def _draw_week(self, body: QVBoxLayout, value: tuple[WeekSummary | None, int]) -> None:
        week, today = value
        if week is not None:
            body.addWidget(week_card(self._make, week, today))


class LoadingCharts(QThread):
    """Imports pyqtgraph beside the page that is already shown: it takes half a second."""

    def run(self) -> None:
        """Import what draws charts."""
        import posture_app.ui.charts.cards  # noqa: F401, PLC0415 - see above

    @Slot()
    def finish(self) -> None:
        """The program ends: let it not end in the middle of an import."""
        self.wait()


class ChartsPlaceholder(QWidget):
    """Keeps the room of the charts free until the page was painted, so that nothing jumps.

    Signals:
        wanted: There is room, and something to draw is wanted.
    """

    wanted = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._charts: ChartCards | None = None
        self._questionnaires: Sequence[Followed] = ()
        self._is_asked = self._is_loading = False
        self._body = column(tokens.SPACE_XL)
        self.setLayout(self._body)
        self.setMinimumHeight(make.theme.px(600))
        self.setObjectName("charts")

    def ask(self) -> None:
        """Tell `wanted` now, or after the first painting."""
        self._is_asked = True
        if self._charts is not None:
            self._want()
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands before the charts is on the screen now: let them come."""
        super().paintEvent(event)
        if self._is_asked and self._charts is None and not self._is_loading:
            self._is_loading = True
            application = QCoreApplication.instance()
            loading = LoadingCharts(application)
            loading.finished.connect(self._want)
            loading.finished.connect(loading.deleteLater)
            if application is not None:
                application.aboutToQuit.connect(loading.finish)
            loading.start(QThread.Priority.LowPriority)

    @Slot()
    def _want(self) -> None:
        self._is_loading = False
        if self._is_asked:
            self._is_asked = False
            self.wanted.emit()

    def show_course(self, course: Course) -> None:
        """Draw the charts, made now if they were not yet."""
        if self._charts is None:
            from posture_app.ui.charts.cards import ChartCards  # noqa: PLC0415 - see above

            self._charts = self._make(ChartCards)
            self._body.addWidget(self._charts)
            self.setMinimumHeight(0)
        self._charts.show_course(course)
        self._charts.show_questionnaires(self._questionnaires)

    def show_questionnaires(self, courses: Sequence[Followed]) -> None:
        """Draw the questionnaires, too; with the other charts where there are none yet."""
        self._questionnaires = courses
        if self._charts is not None:
            self._charts.show_questionnaires(courses)
