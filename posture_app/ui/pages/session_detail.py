"""One session of the log: planned against done, how it felt, and a note."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.pages.session_answers import AnswerFields
from posture_app.ui.pages.snapshots import SessionAnswers
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Tone
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sections import order_focus
from posture_app.words import formats
from posture_app.words import safety as safety_words
from posture_app.words import sessions as session_words
from posture_app.words.catalogue import _, pgettext

PAUSE_MS: Final = 400
"""What is typed is kept when nothing was typed for this long."""


class SessionDetail(Detail):
    """The details of one session.

    Its answers are text until somebody wants to edit them. What is edited is told after a short
    pause, when the keyboard leaves the note, and at the latest when the details are left.

    Signals:
        delete_requested: Delete what is shown.
        answers_edited: A `SessionAnswers`, after a scale was touched or the note was edited.
    """

    delete_requested = Signal()
    answers_edited = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, "log-detail", READING_PX)
        self._session: SessionRecord | None = None
        self._fields: AnswerFields | None = None
        self._is_unkept = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    @property
    def session_id(self) -> str:
        """What is shown, or an empty text."""
        return self._session.id if self._session else ""

    def show_session(self, session: SessionRecord, now: datetime | None) -> None:
        """Draw a session with its items; what was edited of the one before is told first."""
        self.keep()
        self._session, self._fields, self._is_unkept = session, None, False
        make, body = self._make, self.column
        self.begin()
        started = session.local_start
        today = now.date() if now else started.date()
        head = column(tokens.SPACE_S)
        head.addWidget(make.label(session.routine_name, "display"))
        when = f"{formats.relative_date(started.date(), today)}, {formats.time_of_day(started)}"
        head.addWidget(make.label(when, "lead", "muted"))
        body.addLayout(head)
        body.addWidget(self._sums(session))
        if session.items:
            body.addLayout(self._section(_("What you did"), self._items(session.items)))
        answers = make.card(name="answers")
        self._answers_body = column(tokens.SPACE_XL)
        answers.body.addLayout(self._answers_body)
        self._problem = make.label("", "small", "caution")
        self._problem.hide()
        answers.body.addWidget(self._problem)
        self._draw_answers(session)
        body.addLayout(self._section(_("How it was for you"), answers))
        delete = make.button(
            _("Delete this session"),
            "danger",
            icon="trash",
            flush=True,
            name="delete-session",
            tip=_("Delete this session; it can be undone"),
        )
        delete.clicked.connect(self.delete_requested)
        body.addWidget(delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.end()

    @Slot()
    def keep(self) -> None:
        """Tell what is answered now, if it differs from what was told last."""
        self._pause.stop()
        before = self._session
        if before is None:
            return
        edited = self._fields.edited(before) if self._fields is not None else before
        if edited == before and not self._is_unkept:
            return
        self._session, self._is_unkept = edited, False
        self._problem.hide()
        self.answers_edited.emit(_answers_of(edited))

    def tell_unkept(self, sentence: str) -> None:
        """What was told last could not be kept: say why, and tell it again at the next occasion."""
        self._is_unkept = True
        self._problem.setText(sentence)
        self._problem.show()

    def hideEvent(self, event: QHideEvent, /) -> None:
        """However the details are left, what was edited is kept."""
        self.keep()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The note is kept when the keyboard leaves it."""
        if event.type() == QEvent.Type.FocusOut and watched.objectName() == "note":
            self.keep()
        return super().eventFilter(watched, event)

    def _section(self, title: str, card: Card) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        box.addWidget(self._make.label(title, "heading"))
        box.addWidget(card)
        return box

    def _sums(self, session: SessionRecord) -> Card:
        make = self._make
        card = make.card(name="sums")
        columns = make.columns(480, tokens.SPACE_XL)
        sums = [(_("How it ended"), session_words.ended_words(session))]
        if not session.was_declined:
            time = _("{done} of {planned}").format(
                done=formats.duration(session.done_s), planned=formats.duration(session.planned_s)
            )
            sums.insert(0, (_("Time"), time))
        if session.items:
            done = sum(record.status == "done" for record in session.items)
            counted = _("{done} of {planned}").format(done=done, planned=len(session.items))
            sums.append((_("Sets done in full"), counted))
        for title, words in sums:
            fact = column(2)
            fact.addWidget(make.label(title, "small", "muted"))
            fact.addWidget(make.label(words, "heading"))
            fact.addStretch(1)
            columns.box.addLayout(fact, 1)
        card.body.addWidget(columns)
        proposed = session.advice and safety_words.kept_advice(
            session.advice, session.advice_reasons, _("the number for emergencies")
        )
        if proposed:
            fact = column(2)
            fact.addWidget(make.label(_("What was proposed for the pain"), "small", "muted"))
            told = make.label(proposed, "body")
            told.setObjectName("proposed")
            fact.addWidget(told)
            card.body.addLayout(fact)
        return card

    def _items(self, items: Sequence[SetRecord]) -> Card:
        make = self._make
        card = make.card(name="done-items")
        ordered = sorted(items, key=_order)
        for place, (_number, group) in enumerate(groupby(ordered, key=_item)):
            records = list(group)
            if place:
                card.body.addWidget(make.hairline())
            card.body.addWidget(make.label(records[0].exercise_name, "strong"))
            for record in records:
                line = row(tokens.SPACE_S)
                icon, colour = _mark(record)
                line.addWidget(make.icon(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
                tone: Tone = "danger" if record.hurt else "muted"
                line.addWidget(make.label(session_words.set_line(record), "body", tone), 1)
                card.body.addLayout(line)
        return card

    def _draw_answers(self, session: SessionRecord) -> QWidget:
        """The answers as text, with the button to edit them, which is given back."""
        make, body = self._make, self._answers_body
        clear(body)
        columns = make.columns(480, tokens.SPACE_XL)
        for title, answer, words in (
            (_("Pain before"), session.pain_before, session_words.PAIN),
            (_("Pain afterwards"), session.pain_after, session_words.PAIN),
            (_("How hard it was"), session.effort, session_words.EFFORT),
        ):
            fact = column(2)
            fact.addWidget(make.label(title, "small", "muted"))
            tone: Tone = "muted" if answer is None else "ink"
            fact.addWidget(make.label(session_words.rating(answer, words), "body", tone))
            fact.addStretch(1)
            columns.box.addLayout(fact, 1)
        body.addWidget(columns)
        if session.note:
            note = column(2)
            note.addWidget(make.label(_("Note"), "small", "muted"))
            note.addWidget(make.text(session.note, "body"))
            body.addLayout(note)
        edit = make.button(
            _("Edit"), name="edit-answers", tip=_("Change your answers and your note")
        )
        edit.clicked.connect(self._edit)
        body.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        return edit

    @Slot()
    def _edit(self) -> None:
        """Fields in the place of the text."""
        if self._session is None:
            return
        clear(self._answers_body)
        self._fields = fields = self._make(AnswerFields, self._session)
        for scale in fields.scales:
            scale.answered.connect(self.keep)
        fields.note.textChanged.connect(self._pause.start)
        fields.note.installEventFilter(self)
        self._answers_body.addWidget(fields)
        done = self._make.button(pgettext("editing", "Done"), name="end-edit")
        done.clicked.connect(self._end_edit)
        self._answers_body.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        fields.show()
        self._fit_around(fields.scales[0].first)

    @Slot()
    def _end_edit(self) -> None:
        self.keep()
        self._fields = None
        if self._session is not None:
            self._fit_around(self._draw_answers(self._session))

    def _fit_around(self, focused: QWidget) -> None:
        """Measure again, where one was, with the keyboard on what took the pressed one's place."""
        scrolled = self.verticalScrollBar().value()
        focused.show()  # hidden, as the event loop leaves it for a moment, it takes no focus
        self.fit()
        order_focus(self)
        self.verticalScrollBar().setValue(scrolled)
        focused.setFocus()


def _answers_of(session: SessionRecord) -> SessionAnswers:
    return SessionAnswers(
        session_id=session.id,
        pain_before=session.pain_before,
        pain_after=session.pain_after,
        effort=session.effort,
        note=session.note,
    )


def _order(record: SetRecord) -> tuple[int, int, datetime]:
    return record.item, record.set_number, record.finished_at


def _item(record: SetRecord) -> int:
    return record.item


def _mark(record: SetRecord) -> tuple[str, str]:
    """The icon before a set, and its colour; the words beside it say the same."""
    if record.hurt:
        return "stop", "danger_ink"
    if record.status == "done":
        return "check", "accent_ink"
    return ("half" if record.status == "partial" else "dash"), "muted"
