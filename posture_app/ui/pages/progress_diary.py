"""The diary: all sessions and entries by day, newest first, to be found, opened and taken out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.diary import DiaryItem, DiaryKind, day_of, moment_of, newest_first
from posture_app.journal.model import SessionRecord
from posture_app.ui.pages.snapshots import DiaryQuery, ProgressSnapshot
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_list import KEY
from posture_app.ui.widgets.rows import RowWords
from posture_app.ui.widgets.search_field import SearchField
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words import diary as diary_words
from posture_app.words import formats
from posture_app.words import sessions as session_words
from posture_app.words.catalogue import _

TYPED_MS: Final = 200
"""What is looked for is asked for when nothing was typed for this long."""
_NO_TIME: Final = "\u00a0"
"""Keeps the column of times free where only a day is known."""


class DiaryRows(GroupedRows):
    """The rows; the key Delete takes out what the keyboard is at.

    Signals:
        delete_requested: The key of a row.
    """

    delete_requested = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, or go on."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self.delete_requested.emit(index.data(KEY))
            return
        super().keyPressEvent(event)


class DiaryView(QWidget):
    """The list with its filter, and what was deleted and can be put back.

    Signals:
        asked: The `DiaryQuery` that the person wants.
        more_requested: The next older ones, please.
        session_opened: A session's id.
        entry_opened: An `Entry`.
        session_deleted: A session's id.
        entry_deleted: An `Entry`.
        put_back: The id of a session that was deleted.
    """

    asked = Signal(object)
    more_requested = Signal()
    session_opened = Signal(object)
    entry_opened = Signal(object)
    session_deleted = Signal(object)
    entry_deleted = Signal(object)
    put_back = Signal(object)

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._make = make
        self._query = DiaryQuery()
        self._items: dict[str, DiaryItem] = {}
        self._snapshot: ProgressSnapshot | None = None
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self.field = make(SearchField, _("Search your log"), "search-diary")
        self._kinds = make.chip(_("Kind"), name="diary-kind", menu=True)
        self._kinds.chosen.connect(self._choose_kind)
        self._day = make.button("", "soft", icon="close", name="diary-day")
        self._day.clicked.connect(self._every_day)
        filters = Flow(tokens.SPACE_M)
        filters.add(self._kinds)
        filters.add(self._day)
        head = column(tokens.SPACE_M)
        head.addWidget(self.field)
        head.addWidget(filters)
        self._head = QWidget()
        self._head.setLayout(head)
        body.addWidget(self._head)
        every = make.button(_("Show the whole log"), "primary", name="whole-log")
        every.clicked.connect(self._ask_for_all)
        words = _("Try another word, or another kind of entry.")
        self._nothing = make(
            StateCard, "looking", _("Nothing found"), [words], every, name="diary-nothing"
        )
        body.addWidget(self._nothing)
        self.rows = make(DiaryRows, name="diary", title=_("Log"))
        self.rows.opened.connect(self._open)
        self.rows.delete_requested.connect(self._delete)
        body.addWidget(self.rows)
        self._more = make.button(_("Show older entries"), name="more-entries")
        self._more.clicked.connect(self.more_requested)
        body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._deleted = sections.add(to=body)
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self._ask_for_words)
        self.field.textChanged.connect(self._ask_soon)
        self.field.left_downwards.connect(self._leave_field)

    def show_snapshot(self, snapshot: ProgressSnapshot, *, is_shown: bool) -> None:
        """Draw what is another than before; with an empty log only what can be put back.

        The rows wait until somebody sees them (`draw_rows`).
        """
        today = snapshot.now.date()
        self._snapshot = snapshot
        self._head.setVisible(not snapshot.is_empty)
        self._query = query = snapshot.query
        self._deleted.show_value((tuple(snapshot.deleted), today), self._draw_deleted)
        options = [Option(None, _("All kinds"))]
        options += [Option(kind, diary_words.kinds_name(kind)) for kind in DiaryKind]
        self._kinds.set_options(options, query.kind)
        self._day.setVisible(query.day is not None)
        if query.day is not None:
            only = _("Only {day}").format(day=formats.medium_date(query.day))
            self._day.set_text(only)
        self._more.setVisible(snapshot.has_more)
        if is_shown:
            self.draw_rows()

    def draw_rows(self) -> None:
        """Draw the rows, if they are others than those that are drawn."""
        snapshot, self._snapshot = self._snapshot, None
        if snapshot is None:
            return
        items = newest_first([*snapshot.sessions, *snapshot.entries])
        self._items = {one.id: one for one in items}
        self.rows.show_groups(diary_rows(items, snapshot.now.date()))
        self.rows.setVisible(bool(items))
        self._nothing.setVisible(not items and not snapshot.is_empty)

    def ask_for_day(self, day: date) -> None:
        """Show one day alone, whatever was looked for before."""
        self._ask_anew(DiaryQuery(day=day))

    @Slot()
    def _ask_for_all(self) -> None:
        self._ask_anew(DiaryQuery())

    def _ask_anew(self, query: DiaryQuery) -> None:
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.asked.emit(query)

    @Slot(object)
    def _choose_kind(self, kind: str | None) -> None:
        self.asked.emit(replace(self._query, kind=None if kind is None else DiaryKind(kind)))

    @Slot()
    def _every_day(self) -> None:
        self.asked.emit(replace(self._query, day=None))

    @Slot()
    def _ask_soon(self) -> None:
        self._typed.start()

    @Slot()
    def _ask_for_words(self) -> None:
        words = self.field.text().strip()
        if words != self._query.words:
            self.asked.emit(replace(self._query, words=words, day=None))

    @Slot()
    def _leave_field(self) -> None:
        self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _open(self, key: str) -> None:
        item = self._items.get(key)
        if isinstance(item, SessionRecord):
            self.session_opened.emit(key)
        elif item is not None:
            self.entry_opened.emit(item)

    @Slot(object)
    def _delete(self, key: str) -> None:
        item = self._items.get(key)
        if isinstance(item, SessionRecord):
            self.session_deleted.emit(key)
        elif item is not None:
            self.entry_deleted.emit(item)

    def _draw_deleted(self, body: QVBoxLayout, value: tuple[Sequence[SessionRecord], date]) -> None:
        deleted, today = value
        if not deleted:
            return
        body.addSpacing(tokens.SPACE_XL)
        body.addWidget(self._make.label(_("Deleted"), "heading"))
        words = _("Until the program ends, what you deleted can be put back.")
        body.addWidget(self._make.label(words, "body", "muted"))
        rows = self._make(GroupedRows, name="deleted", title=_("Deleted"))
        rows.opened.connect(self.put_back)
        rows.show_groups([_deleted_row(one, today, is_last=one is deleted[-1]) for one in deleted])
        body.addWidget(rows)


def diary_rows(items: Sequence[DiaryItem], today: date) -> list[GroupedRow]:
    """The rows of the list, newest first, with a day's name above its first one."""
    rows = []
    for day, group in groupby(items, key=day_of):
        of_day = list(group)
        for place, item in enumerate(of_day):
            heading = "" if place else formats.relative_date(day, today)
            is_last = place == len(of_day) - 1
            rows.append(GroupedRow(item.id, _row_words(item), heading, is_last=is_last))
    return rows


def _deleted_row(session: SessionRecord, today: date, *, is_last: bool) -> GroupedRow:
    started = session.local_start
    when = f"{formats.relative_date(started.date(), today)}, {formats.time_of_day(started)}"
    words = RowWords(session.routine_name, when)
    return GroupedRow(session.id, words, is_last=is_last, action=_("Put back"))


def session_detail(session: SessionRecord) -> str:
    """How a session ended and what pain was told, in one line."""
    words = session_words.ended_words(session)
    pain = session_words.pain_change(session.pain_before, session.pain_after)
    return f"{words} · {pain}" if pain else words


def _row_words(item: DiaryItem) -> RowWords:
    moment = moment_of(item)
    lead = _NO_TIME if moment is None else formats.time_of_day(moment)
    if isinstance(item, SessionRecord):
        return RowWords(
            item.routine_name,
            session_detail(item),
            "" if item.was_declined else formats.rounded_duration(item.done_s),
            lead,
        )
    return RowWords(
        diary_words.entry_title(item),
        diary_words.entry_detail(item),
        diary_words.entry_end(item),
        lead,
    )
