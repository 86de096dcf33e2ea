"""Log: what was done, day by day, and the details of one session."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot

from posture_app.journal.model import SessionRecord
from posture_app.ui.pages.base import Page, focused_name, restore_focus
from posture_app.ui.pages.log_detail import LogDetail
from posture_app.ui.pages.snapshots import LogSnapshot
from posture_app.ui.pages.today import week_card
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage, clear
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.words import formats
from posture_app.words import sessions as session_words


class LogPage(Page):
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
        self.make = make = WidgetFactory(theme)
        self._snapshot: LogSnapshot | None = None
        self._scroll = make(ScrollPage, 840)
        self.views.addWidget(self._scroll)
        self.detail = make(LogDetail)
        self.views.addWidget(self.detail)
        self.detail.back_requested.connect(self.go_back)
        self.detail.delete_requested.connect(self._delete)
        self.detail.answers_edited.connect(self.answers_edited)
        self._snackbar = make(Snackbar, self)
        self._snackbar.acted.connect(self.undo_delete_requested)

    def show_snapshot(self, snapshot: LogSnapshot) -> None:
        """Draw the list anew; it stays where it was scrolled to."""
        if snapshot == self._snapshot:
            return
        focus = focused_name(self)
        bar = self._scroll.verticalScrollBar()
        scrolled = bar.value()
        self._snapshot = snapshot
        body = self._scroll.column
        clear(body)
        body.addWidget(self.make.label("Log", "display"))
        if snapshot.sessions:
            if snapshot.week is not None:
                body.addWidget(week_card(self.make, snapshot.week, snapshot.now.weekday()))
            self._add_days(snapshot)
        else:
            self._add_empty()
        body.addStretch(1)
        if self.is_loading:
            self.views.setCurrentWidget(self._scroll)
        restore_focus(self, focus)
        self._scroll.fit()
        bar.setValue(scrolled)

    def show_details(self, what: SessionRecord) -> None:
        """Open the details of a session, with its items."""
        self.detail.show_session(what, self._snapshot.now if self._snapshot else None)
        self.views.setCurrentWidget(self.detail)
        self.detail.setFocus()

    @Slot(result=bool)
    def go_back(self) -> bool:
        """From the details to the list."""
        if self.views.currentWidget() is self.detail:
            self.detail.keep_note()
            self.views.setCurrentWidget(self._scroll)
            restore_focus(self, f"session-{self.detail.session_id}")
            return True
        return False

    def _add_days(self, snapshot: LogSnapshot) -> None:
        make, body = self.make, self._scroll.column
        for day, sessions in groupby(snapshot.sessions, key=_day):
            box = column(tokens.SPACE_S)
            heading = formats.relative_date(day, snapshot.now.date())
            box.addWidget(make.label(heading, "heading"))
            box.addWidget(self._day_card(list(sessions)))
            body.addLayout(box)
        if snapshot.has_more:
            more = make.button("Show older sessions", name="more-sessions")
            more.clicked.connect(self.more_sessions_requested)
            body.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)

    def _day_card(self, sessions: Sequence[SessionRecord]) -> Card:
        card = self.make.card(pad=tokens.SPACE_S)
        card.body.setSpacing(0)
        for place, session in enumerate(sessions):
            if place:
                card.body.addWidget(self.make.hairline())
            words = RowWords(
                session.routine_name,
                session_detail(session),
                formats.rounded_duration(session.done_s),
                formats.time_of_day(session.local_start),
            )
            line = self.make(PressRow, words, session.id, name=f"session-{session.id}")
            line.clicked.connect(self._open)
            card.body.addWidget(line)
        return card

    def _add_empty(self) -> None:
        make, body = self.make, self._scroll.column
        card = make.card(pad=tokens.SPACE_XXL, name="empty-log")
        card.body.addWidget(make.label("Nothing here yet", "title"))
        words = (
            "After your first routine you find here what you did, when, and how it felt. "
            "Everything stays on this computer."
        )
        card.body.addWidget(make.label(words, "lead", "muted"))
        card.body.addSpacing(tokens.SPACE_S)
        choose = make.button("Choose a routine", "primary", name="choose-routine")
        choose.clicked.connect(self.first_session_requested)
        card.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(card)

    @Slot()
    def _open(self) -> None:
        line = self.sender()
        if isinstance(line, PressRow):
            self.session_details_requested.emit(line.key)

    @Slot()
    def _delete(self) -> None:
        session_id = self.detail.session_id
        self.views.setCurrentWidget(self._scroll)
        self.delete_session_requested.emit(session_id)
        self._snackbar.tell("Session deleted", "Undo", session_id)


def session_detail(session: SessionRecord) -> str:
    """How a session ended and what pain was told, in one line."""
    words = session_words.ended_words(session.ended)
    pain = session_words.pain_change(session.pain_before, session.pain_after)
    return f"{words} · {pain}" if pain else words


def _day(session: SessionRecord) -> date:
    return session.local_start.date()
