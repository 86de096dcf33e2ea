"""One entry of the diary: all that was answered, to be read, edited or taken out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot

from posture_app.journal.diary import day_of, moment_of
from posture_app.journal.entries import Entry, QuestionnaireResponse
from posture_app.journal.forms import has_sheet
from posture_app.journal.questionnaires import followed
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import FormRow
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.words import diary as diary_words
from posture_app.words import formats
from posture_app.words import questionnaires as questionnaire_words
from posture_app.words.catalogue import _


class EntryDetail(Detail):
    """The details of one entry.

    Signals:
        edit_requested: The `Entry` that is shown is to be edited.
        delete_requested: It is to be taken out.
    """

    edit_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, "entry-detail", READING_PX)
        self.entry: Entry | None = None

    def show_entry(
        self, entry: Entry, today: date, questionnaires: Sequence[QuestionnaireResponse] = ()
    ) -> None:
        """Draw an entry.

        Args:
            entry: What was entered.
            today: The person's day.
            questionnaires: What a questionnaire is compared with.
        """
        self.entry = entry
        make, body = self._make, self.column
        self.begin()
        head = column(tokens.SPACE_S)
        head.addWidget(make.label(diary_words.entry_title(entry), "display"))
        moment = moment_of(entry)
        when = formats.relative_date(day_of(entry), today)
        if moment is not None:
            when = _("{day}, {time}").format(day=when, time=formats.time_of_day(moment))
        head.addWidget(make.label(when, "lead", "muted"))
        body.addLayout(head)
        facts = diary_words.entry_facts(entry)
        if facts:
            card = make.card(name="entry-facts")
            for place, (what, words) in enumerate(facts):
                if place:
                    card.body.addWidget(make.hairline())
                card.body.addWidget(make(FormRow, what, make.label(words, "body", "muted")))
            body.addWidget(card)
        if isinstance(entry, QuestionnaireResponse):
            self._draw_change(entry, questionnaires)
        actions = Flow(tokens.SPACE_M)
        edit = make.button(_("Edit"), name="edit-entry", tip=_("Change this entry"))
        edit.clicked.connect(self._edit)
        delete = make.button(
            _("Delete"),
            "danger",
            icon="trash",
            name="delete-entry",
            tip=_("Delete this entry; it can be undone"),
        )
        delete.clicked.connect(self._delete)
        edit.setVisible(has_sheet(entry))
        actions.add(edit)
        actions.add(delete)
        body.addWidget(actions, 0, Qt.AlignmentFlag.AlignLeft)
        self.end()

    def _draw_change(
        self, entry: QuestionnaireResponse, others: Sequence[QuestionnaireResponse]
    ) -> None:
        """How it went up to this time."""
        same = [one for one in others if one.questionnaire == entry.questionnaire]
        courses = followed([one for one in same if one.at < entry.at] + [entry])
        change = questionnaire_words.change(courses[0]) if courses else ""
        if change:
            line = self._make.label(change, "lead")
            line.setObjectName("entry-change")
            self.column.addWidget(line)

    @Slot()
    def _edit(self) -> None:
        self.edit_requested.emit(self.entry)

    @Slot()
    def _delete(self) -> None:
        self.delete_requested.emit(self.entry)
