"""Progress: what was done, day by day, and the details of one session."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.model import SessionRecord, WeekSummary
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.pages.session_detail import SessionDetail
from posture_app.ui.pages.snapshots import ProgressSnapshot
from posture_app.ui.pages.today import week_card
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.layouts import AsideAndMain
from posture_app.ui.widgets.rows import RowWords
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words import formats
from posture_app.words import sessions as session_words
from posture_app.words.catalogue import _, pgettext

_STACK_BELOW_PX: Final = 840
"""Below this width, at a text size of 100 per cent, the week stands above the days."""


class ProgressPage(ListWithDetail):
    """The list by day, and the details of one session.

    Signals:
        session_details_requested: A session's id; answer with `show_details`.
        delete_session_requested, undo_delete_requested: A session's id.
        answers_edited: A `SessionAnswers`.
        more_sessions_requested: The next older ones, please.
        first_session_requested: To the routines; the log is empty.
    """

    session_details_requested = Signal(object)
    delete_session_requested = Signal(object)
    undo_delete_requested = Signal(object)
    answers_edited = Signal(object)
    more_sessions_requested = Signal()
    first_session_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._snapshot: ProgressSnapshot | None = None
        body = self.list_view.column
        body.addWidget(self.make.label(pgettext("title", "Progress"), "display"))
        self._sections = Sections(self.list_view)
        self._empty = self._sections.add()
        self._sessions = self.make(GroupedRows, name="session-list", title=_("Sessions"))
        self._sessions.opened.connect(self.session_details_requested)
        self._more = self.make.button(_("Show older sessions"), name="more-sessions")
        self._more.clicked.connect(self.more_sessions_requested)
        body.addWidget(self._side_by_side())
        body.addStretch(1)
        self.detail = self.make(SessionDetail)
        self.join(self._sessions, self.detail)
        self.detail.delete_requested.connect(self._delete)
        self.detail.answers_edited.connect(self.answers_edited)
        self._snackbar = self.make(Snackbar, self)
        self._snackbar.acted.connect(self.undo_delete_requested)

    def _side_by_side(self) -> AsideAndMain:
        """The week beside the days, as a wide window has room for both."""
        aside, main, foot = QWidget(), QWidget(), QWidget()
        boxes = [column(tokens.SPACE_XL) for _one in range(3)]
        for part, box in zip((aside, main, foot), boxes, strict=True):
            part.setLayout(box)
        self._week = self._sections.add(to=boxes[0])
        boxes[1].addWidget(self._sessions)
        boxes[1].addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._deleted = self._sections.add(to=boxes[2])
        return self.make(AsideAndMain, _STACK_BELOW_PX, aside, main, foot)

    def show_snapshot(self, snapshot: ProgressSnapshot) -> None:
        """Draw what is another than before."""
        self._snapshot = snapshot
        today = snapshot.now.date()
        with self._sections.drawing():
            week = snapshot.week if snapshot.sessions else None
            self._week.show_value((week, today.weekday()), self._draw_week)
            self._empty.show_value(min(1, len(snapshot.sessions)), self._draw_empty)
            self._deleted.show_value((snapshot.deleted, today), self._draw_deleted)
        self._sessions.show_groups(session_rows(snapshot.sessions, today))
        self._sessions.setVisible(bool(snapshot.sessions))
        self._more.setVisible(snapshot.has_more)
        if self.is_loading:
            self.show_list()

    def show_details(self, what: SessionRecord) -> None:
        """Open the details of a session, with its items."""
        self.detail.show_session(what, self._snapshot.now if self._snapshot else None)
        self._sessions.select(what.id)
        self.show_detail()

    def _draw_week(self, body: QVBoxLayout, value: tuple[WeekSummary | None, int]) -> None:
        week, today = value
        if week is not None:
            body.addWidget(week_card(self.make, week, today))

    def _draw_empty(self, body: QVBoxLayout, sessions: int) -> None:
        if sessions:
            return
        words = _(
            "After your first routine you find here what you did, when, and how it felt. "
            "Everything stays on this computer."
        )
        choose = self.make.button(_("Choose a routine"), "primary", name="choose-routine")
        choose.clicked.connect(self.first_session_requested)
        title = _("Nothing here yet")
        body.addWidget(self.make(StateCard, "reaching", title, [words], choose, name="empty-log"))

    def _draw_deleted(self, body: QVBoxLayout, value: tuple[Sequence[SessionRecord], date]) -> None:
        deleted, today = value
        if not deleted:
            return
        body.addSpacing(tokens.SPACE_XL)
        body.addWidget(self.make.label(_("Deleted"), "heading"))
        words = _("Until the program ends, what you deleted can be put back.")
        body.addWidget(self.make.label(words, "body", "muted"))
        form = self.make(Form)
        for session in deleted:
            started = session.local_start
            day = formats.relative_date(started.date(), today)
            put_back = self.make(PutBackButton, session.id)
            put_back.clicked.connect(self._put_back)
            when = f"{day}, {formats.time_of_day(started)}"
            form.add(session.routine_name, when, put_back)
        card = self.make.card(name="deleted")
        card.body.addWidget(form)
        body.addWidget(card)

    @Slot()
    def _put_back(self) -> None:
        button = self.sender()
        if isinstance(button, PutBackButton):
            self.undo_delete_requested.emit(button.session_id)

    @Slot()
    def _delete(self) -> None:
        session_id = self.detail.session_id
        self.show_list()
        self.delete_session_requested.emit(session_id)
        self._snackbar.tell(_("Session deleted"), _("Undo"), session_id)


class PutBackButton(Button):
    """Puts a session that was deleted back into the log."""

    def __init__(self, theme: Theme, session_id: str) -> None:
        tip = _("Put this session back into your log")
        super().__init__(theme, _("Put back"), name=f"put-back-{session_id}", tip=tip)
        self.session_id = session_id


def session_rows(sessions: Sequence[SessionRecord], today: date) -> list[GroupedRow]:
    """The rows of the list, newest first, with a day's name above its first one."""
    rows = []
    for day, group in groupby(sessions, key=_day):
        of_day = list(group)
        for place, session in enumerate(of_day):
            words = RowWords(
                session.routine_name,
                session_detail(session),
                "" if session.was_declined else formats.rounded_duration(session.done_s),
                formats.time_of_day(session.local_start),
            )
            heading = "" if place else formats.relative_date(day, today)
            is_last = place == len(of_day) - 1
            rows.append(GroupedRow(session.id, words, heading, is_last=is_last))
    return rows


def session_detail(session: SessionRecord) -> str:
    """How a session ended and what pain was told, in one line."""
    words = session_words.ended_words(session)
    pain = session_words.pain_change(session.pain_before, session.pain_after)
    return f"{words} · {pain}" if pain else words


def _day(session: SessionRecord) -> date:
    return session.local_start.date()
