"""Progress: what the last weeks tell, the year, the body, and the diary with its details."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.course import Course, Period, PlaceHistory
from posture_app.journal.entries import Entry
from posture_app.journal.insight import Finding
from posture_app.journal.model import SessionRecord
from posture_app.ui.page_targets import DiaryTarget, EntryTarget, ProgressTarget, SessionTarget
from posture_app.ui.pages.entry_detail import EntryDetail
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.pages.progress_calendar import CalendarView
from posture_app.ui.pages.progress_diary import DiaryView
from posture_app.ui.pages.progress_overview import OverviewView
from posture_app.ui.pages.session_detail import SessionDetail
from posture_app.ui.pages.snapshots import ProgressSnapshot
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words import course as course_words
from posture_app.words.catalogue import _, pgettext
from posture_app.words.page_parts import ProgressPart, views_of_progress

if TYPE_CHECKING:
    from posture_app.ui.pages.progress_body import BodyHistoryView

_WITH_PERIOD: Final[tuple[ProgressPart, ...]] = ("overview", "body")


class ProgressPage(ListWithDetail):
    """Four views under one head, and the details of a session or an entry.

    What costs more than the newest of the diary is asked for when its view is shown.

    Signals:
        session_details_requested: A session's id; answer with `show_details`.
        delete_session_requested, undo_delete_requested: A session's id.
        answers_edited: A `SessionAnswers`.
        more_requested: The next older ones of the diary, please.
        diary_asked: The `DiaryQuery` that the diary is to show.
        first_session_requested: To the routines; the log is empty.
        check_in_requested: The person wants to say how they are.
        questionnaire_requested: The `Key` of a questionnaire that is to be filled in.
        report_requested: The person wants to hand something on.
        entry_wanted: An `Entry` that is to be edited.
        entry_delete_requested: An `Entry`.
        undo_requested: The last change of an entry is to be taken back.
        course_requested: The `Period` of the charts; answer with `show_course`.
        year_requested: The year of the calendar; answer with `show_year`.
        places_requested: The `Period` of the body; answer with `show_places`.
    """

    session_details_requested = Signal(object)
    delete_session_requested = Signal(object)
    undo_delete_requested = Signal(object)
    answers_edited = Signal(object)
    more_requested = Signal()
    diary_asked = Signal(object)
    first_session_requested = Signal()
    check_in_requested = Signal()
    questionnaire_requested = Signal(object)
    report_requested = Signal()
    entry_wanted = Signal(object)
    entry_delete_requested = Signal(object)
    undo_requested = Signal()
    course_requested = Signal(object)
    year_requested = Signal(int)
    places_requested = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make)
        self._snapshot: ProgressSnapshot | None = None
        self.view: ProgressPart = "overview"
        self.period = Period.THREE_MONTHS
        body = self.list_view.column
        body.addWidget(self.make.label(pgettext("title", "Progress"), "display"))
        self._sections = Sections(self.list_view)
        self._choices = self._make_choices()
        body.addWidget(self._choices)
        self._empty = self._sections.add()
        self.overview = self.make(OverviewView, self._sections)
        self.overview.check_in_requested.connect(self.check_in_requested)
        self.overview.questionnaire_requested.connect(self.questionnaire_requested)
        self.overview.report_requested.connect(self.report_requested)
        self.overview.course_requested.connect(self._ask_for_course)
        self.calendar = self.make(CalendarView)
        self.calendar.year_requested.connect(self.year_requested)
        self.calendar.day_opened.connect(self._show_day)
        self._body: BodyHistoryView | None = None
        self._body_room, self._body_column = QWidget(), column(0)
        self._body_room.setLayout(self._body_column)
        self.diary = self.make(DiaryView, self._sections)
        for view in self._views.values():
            body.addWidget(view)
        body.addStretch(1)
        self._join_details()
        self._snackbar = self.make(Snackbar, self)
        self._snackbar.acted.connect(self.undo_delete_requested)
        self._show_chosen()

    @property
    def _views(self) -> "Mapping[ProgressPart, QWidget]":
        return {
            "overview": self.overview,
            "calendar": self.calendar,
            "body": self._body_room,
            "diary": self.diary,
        }

    @property
    def body(self) -> "BodyHistoryView":
        """The view of the body, made when it is first wanted: the figure takes a while to load."""
        if self._body is None:
            from posture_app.ui.pages.progress_body import (  # noqa: PLC0415 - see above
                BodyHistoryView,
            )

            self._body = self.make(BodyHistoryView)
            self._body.check_in_requested.connect(self.check_in_requested)
            self._body_column.addWidget(self._body)
        return self._body

    def _make_choices(self) -> Flow:
        choices = Flow(tokens.SPACE_M)
        self._choice = self.make.segments(
            [Option(key, words) for key, words in views_of_progress().items()],
            pgettext("choice of what is shown", "Show"),
            "progress-view",
        )
        self._choice.chosen.connect(self.show_view)
        self._periods = self.make.segments(
            [Option(one, course_words.period_name(one)) for one in Period],
            _("How far back"),
            "progress-period",
        )
        self._periods.set_value(self.period)
        self._periods.chosen.connect(self._choose_period)
        choices.add(self._choice)
        choices.add(self._periods)
        return choices

    def _join_details(self) -> None:
        diary = self.diary
        diary.session_opened.connect(self.session_details_requested)
        diary.entry_opened.connect(self.show_entry)
        diary.session_deleted.connect(self._delete_session)
        diary.entry_deleted.connect(self.entry_delete_requested)
        diary.put_back.connect(self.undo_delete_requested)
        diary.asked.connect(self.diary_asked)
        diary.more_requested.connect(self.more_requested)
        self.detail = self.make(SessionDetail)
        self.join(diary.rows, self.detail)
        self.detail.delete_requested.connect(self._delete_shown_session)
        self.detail.answers_edited.connect(self.answers_edited)
        self.entry_detail = self.make(EntryDetail)
        self.join(diary.rows, self.entry_detail)
        self.entry_detail.edit_requested.connect(self.entry_wanted)
        self.entry_detail.delete_requested.connect(self.entry_delete_requested)

    # What is shown

    def show_snapshot(self, snapshot: ProgressSnapshot) -> None:
        """Draw what is another than before."""
        self._snapshot = snapshot
        with self._sections.drawing():
            self._empty.show_value(snapshot.is_empty, self._draw_empty)
            self.overview.show_snapshot(snapshot)
            is_shown = self.view == "diary" or snapshot.is_empty or self.shows_detail
            self.diary.show_snapshot(snapshot, is_shown=is_shown)
        self._show_chosen()
        self._update_entry_detail(snapshot)
        if self.is_loading:
            self.show_list()
        self._ask()

    def show_course(self, course: Course) -> None:
        """Draw the charts."""
        self.overview.show_course(course)

    def show_findings_share(self, share: float) -> None:
        """Say how much of the search for what goes before pain is done."""
        with self._sections.drawing():
            self.overview.show_findings_share(share)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what goes before pain and spasms."""
        with self._sections.drawing():
            self.overview.show_findings(findings)

    def show_year(self, course: Course, today: date) -> None:
        """Draw the calendar."""
        self.calendar.show_year(course, today)
        self.list_view.fit()

    def show_places(self, histories: tuple[PlaceHistory, ...]) -> None:
        """Draw the body."""
        self.body.show_histories(histories)
        self.list_view.fit()

    def show_details(self, target: DiaryTarget) -> None:
        """Open the details of a session, with its items, or of an entry; or go to a view."""
        match target:
            case ProgressTarget(part):
                self.show_view(part)
            case SessionTarget(session):
                self.show_session(session)
            case EntryTarget(entry):
                self.show_entry(entry)
            case _:
                assert_never(target)

    def show_session(self, session: SessionRecord) -> None:
        """Open the details of a session, with its items."""
        self.diary.draw_rows()
        self.detail.show_session(session, self._snapshot.now if self._snapshot else None)
        self.diary.rows.select(session.id)
        self.show_detail(self.detail)

    @Slot(object)
    def show_entry(self, entry: Entry) -> None:
        """Open the details of an entry."""
        self.diary.draw_rows()
        if self._snapshot is not None:
            self._show_entry(entry, self._snapshot)
            self.diary.rows.select(entry.id)
            self.show_detail(self.entry_detail)

    @Slot(object)
    def show_view(self, wanted: ProgressPart) -> None:
        """Go to one of the views, at its beginning."""
        self.view = wanted
        if wanted == "diary":
            self.diary.draw_rows()
        self._show_chosen()
        self.list_view.verticalScrollBar().setValue(0)
        self._ask()

    def focus_search(self) -> bool:
        """Look for something in the diary."""
        self.show_view("diary")
        if self.diary.isVisible():
            self.diary.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.diary.isVisible()

    def leave_deleted(self, entry: Entry) -> None:
        """An entry was taken out: leave its details, if they are shown."""
        shown = self.entry_detail.entry
        if shown is not None and shown.id == entry.id and self.where() is self.entry_detail:
            self.show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last change of an entry back, also when that is no longer offered."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
            return
        super().keyPressEvent(event)

    def _show_chosen(self) -> None:
        is_empty = self._snapshot is None or self._snapshot.is_empty
        self._choice.set_value(self.view)
        self._choices.setVisible(not is_empty)
        self._periods.setVisible(self.view in _WITH_PERIOD)
        for key, view in self._views.items():
            is_kept = key == "diary" and is_empty  # what was deleted can be put back
            view.setVisible(is_kept or (key == self.view and not is_empty))
        self.list_view.fit()

    def _ask(self) -> None:
        """Ask for what the view that is shown needs."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.is_empty:
            return
        if self.view == "overview":
            self.overview.ask()
        elif self.view == "calendar":
            self.calendar.ask(snapshot.now.year)
        elif self.view == "body":
            self.places_requested.emit(self.period)

    @Slot()
    def _ask_for_course(self) -> None:
        self.course_requested.emit(self.period)

    @Slot(object)
    def _choose_period(self, period: str) -> None:
        self.period = Period(period)
        self._ask()

    @Slot(object)
    def _show_day(self, day: date) -> None:
        self.show_view("diary")
        self.diary.ask_for_day(day)

    def _update_entry_detail(self, snapshot: ProgressSnapshot) -> None:
        """What is read is shown as it was edited."""
        shown = self.entry_detail.entry
        if shown is None or self.where() is not self.entry_detail:
            return
        found = next((one for one in snapshot.entries if one.id == shown.id), None)
        if found is not None and found != shown:
            self._show_entry(found, snapshot)

    def _show_entry(self, entry: Entry, snapshot: ProgressSnapshot) -> None:
        self.entry_detail.show_entry(entry, snapshot.now.date(), snapshot.questionnaires)

    def _draw_empty(self, body: QVBoxLayout, is_empty: bool) -> None:
        if not is_empty:
            return
        words = [
            _(
                "Say in twenty seconds how you are, or play a routine. From then on you find here "
                "how your pain, spasms and treatments went, day by day and on the body, and what "
                "you did."
            ),
            _("Everything stays on this computer."),
        ]
        check_in = self.make.button(_("How are you?"), "primary", name="check-in")
        check_in.clicked.connect(self.check_in_requested)
        choose = self.make.button(_("Choose a routine"), name="choose-routine")
        choose.clicked.connect(self.first_session_requested)
        title = _("Nothing here yet")
        body.addWidget(
            self.make(StateCard, "reaching", title, words, check_in, choose, name="empty-log")
        )

    # What is taken out

    @Slot()
    def _delete_shown_session(self) -> None:
        session_id = self.detail.session_id
        self.show_list()
        self._delete_session(session_id)

    @Slot(object)
    def _delete_session(self, session_id: str) -> None:
        self.delete_session_requested.emit(session_id)
        self._snackbar.tell(_("Session deleted"), _("Undo"), session_id)
