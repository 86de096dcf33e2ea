"""One session of the log: planned against done, how it felt, and a note."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot

from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.pages.snapshots import SessionAnswers
from posture_app.ui.player.scale import EFFORT_ENDS, PAIN_ENDS, AnswerScale
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Tone
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.fields import NoteField
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.words import formats
from posture_app.words import sessions as session_words


class LogDetail(Detail):
    """The details of one session.

    Signals:
        delete_requested: Delete what is shown.
        answers_edited: A `SessionAnswers`, after a scale was touched or the note was left.
    """

    delete_requested = Signal()
    answers_edited = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "log-detail", READING_PX)
        self._session: SessionRecord | None = None
        self._kept: SessionAnswers | None = None

    @property
    def session_id(self) -> str:
        """What is shown, or an empty text."""
        return self._session.id if self._session else ""

    def show_session(self, session: SessionRecord, now: datetime | None) -> None:
        """Draw a session with its items."""
        self._session = session
        make, body = self._make, self.column
        self.begin("Log")
        started = session.local_start
        today = now.date() if now else started.date()
        head = column(tokens.SPACE_S)
        head.addWidget(make.label(session.routine_name, "display"))
        when = f"{formats.relative_date(started.date(), today)}, {formats.time_of_day(started)}"
        head.addWidget(make.label(when, "lead", "muted"))
        body.addLayout(head)
        body.addWidget(self._sums(session))
        if session.items:
            done = column(tokens.SPACE_M)
            done.addWidget(make.label("What you did", "heading"))
            done.addWidget(self._items(session.items))
            body.addLayout(done)
        body.addWidget(self._answers(session))
        delete = make.button(
            "Delete this session",
            "danger",
            icon="trash",
            flush=True,
            name="delete-session",
            tip="Delete this session; it can be undone",
        )
        delete.clicked.connect(self.delete_requested)
        body.addWidget(delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.end()

    @Slot()
    def keep_note(self) -> None:
        """Tell what is answered now, if it differs from what was told last."""
        answers = self._current()
        if answers is not None and answers != self._kept:
            self._kept = answers
            self.answers_edited.emit(answers)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The note is kept when the keyboard leaves it."""
        if event.type() == QEvent.Type.FocusOut and watched.objectName() == "note":
            self.keep_note()
        return super().eventFilter(watched, event)

    def _sums(self, session: SessionRecord) -> Card:
        make = self._make
        card = make.card(name="sums")
        columns = make.columns(480, tokens.SPACE_XL)
        ended = session_words.ended_words(session)
        done = sum(record.status == "done" for record in session.items)
        sums = [
            ("Time", f"{formats.clock(session.done_s)} of {formats.clock(session.planned_s)}"),
            ("It was", ended),
        ]
        if session.items:
            sums.append(("Sets done in full", f"{done} of {len(session.items)}"))
        for title, words in sums:
            fact = column(2)
            fact.addWidget(make.label(title, "small", "muted"))
            fact.addWidget(make.label(words, "heading"))
            fact.addStretch(1)
            columns.box.addLayout(fact, 1)
        card.body.addWidget(columns)
        return card

    def _items(self, items: Sequence[SetRecord]) -> Card:
        make = self._make
        card = make.card(name="done-items")
        ordered = sorted(items, key=_order)
        for place, (_, group) in enumerate(groupby(ordered, key=_item)):
            records = list(group)
            if place:
                card.body.addWidget(make.hairline())
            card.body.addWidget(make.label(records[0].exercise_name, "strong"))
            for record in records:
                line = row(tokens.SPACE_S)
                icon, colour = _mark(record)
                line.addWidget(make.icon(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
                tone: Tone = "danger" if record.hurt else "muted"
                line.addWidget(make.label(set_line(record), "body", tone), 1)
                card.body.addLayout(line)
        return card

    def _answers(self, session: SessionRecord) -> Card:
        make = self._make
        card = make.card(name="answers")
        card.body.setSpacing(tokens.SPACE_XL)
        self._before = make(AnswerScale, "Pain before", PAIN_ENDS, session_words.PAIN)
        self._after = make(AnswerScale, "Pain afterwards", PAIN_ENDS, session_words.PAIN)
        self._effort = make(AnswerScale, "How hard it was", EFFORT_ENDS, session_words.EFFORT)
        for scale, name, answer in (
            (self._before, "pain-before", session.pain_before),
            (self._after, "pain-after", session.pain_after),
            (self._effort, "effort", session.effort),
        ):
            scale.setObjectName(name)
            scale.set_answer(answer)
            scale.answered.connect(self.keep_note)
            card.body.addWidget(scale)
        note = column(tokens.SPACE_S)
        note.addWidget(make.label("Note", "strong"))
        self._note = make(NoteField, session.note or "", "What you want to remember", "note")
        self._note.installEventFilter(self)
        note.addWidget(self._note)
        card.body.addLayout(note)
        self._kept = self._current()
        return card

    def _current(self) -> SessionAnswers | None:
        if self._session is None:
            return None
        return SessionAnswers(
            session_id=self._session.id,
            pain_before=self._before.answer,
            pain_after=self._after.answer,
            effort=self._effort.answer,
            note=self._note.toPlainText().strip() or None,
        )


def set_line(record: SetRecord) -> str:
    """One set and side in words: `Set 2 of 3, left: 8 of 10 repetitions`."""
    which = f"Set {record.set_number} of {record.sets}" if record.sets > 1 else "One set"
    side = f", {record.side}" if record.side else ""
    words = f"{which}{side}: {session_words.set_words(record)}"
    if record.hurt:
        where = f" ({record.pain_where.lower()})" if record.pain_where else ""
        much = (
            f", {session_words.rating(record.pain, session_words.PAIN)}"
            if record.pain is not None
            else ""
        )
        words += f". It hurt{where}{much}"
    return words


def _order(record: SetRecord) -> tuple[int, int, datetime]:
    return record.item, record.set_number, record.finished_at


def _item(record: SetRecord) -> int:
    return record.item


def _mark(record: SetRecord) -> tuple[str, str]:
    if record.hurt:
        return "stop", "danger_ink"
    return ("check", "accent_ink") if record.status == "done" else ("forward", "muted")
