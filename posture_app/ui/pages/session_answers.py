"""The fields in which the answers to a session that is over are edited."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from posture_app.journal.model import SessionRecord
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import EFFORT_ENDS, PAIN_ENDS, AnswerScale
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.words import sessions as session_words
from posture_app.words.catalogue import _


class AnswerFields(QWidget):
    """Scales for pain and effort, and a note, filled from a session."""

    def __init__(self, make: WidgetFactory, session: SessionRecord) -> None:
        super().__init__()
        pain, effort = session_words.PAIN, session_words.EFFORT
        self._before = make(AnswerScale, _("Pain before"), PAIN_ENDS, pain)
        self._after = make(AnswerScale, _("Pain afterwards"), PAIN_ENDS, pain)
        self._effort = make(AnswerScale, _("How hard it was"), EFFORT_ENDS, effort)
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        for scale, name, answer in (
            (self._before, "pain-before", session.pain_before),
            (self._after, "pain-after", session.pain_after),
            (self._effort, "effort", session.effort),
        ):
            scale.setObjectName(name)
            scale.set_answer(answer)
            body.addWidget(scale)
        below = column(tokens.SPACE_S)
        below.addWidget(make.label(_("Note"), "strong"))
        self.note = make(NoteField, session.note or "", _("What you want to remember"), "note")
        below.addWidget(self.note)
        body.addLayout(below)

    @property
    def scales(self) -> Sequence[AnswerScale]:
        """All scales, from the top."""
        return (self._before, self._after, self._effort)

    def edited(self, session: SessionRecord) -> SessionRecord:
        """The session with what stands in the fields now."""
        return replace(
            session,
            pain_before=self._before.answer,
            pain_after=self._after.answer,
            effort=self._effort.answer,
            note=self.note.toPlainText().strip() or None,
        )
