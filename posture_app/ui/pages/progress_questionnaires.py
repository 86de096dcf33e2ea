"""How the questionnaires went, on the overview of the progress."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.questionnaires import Followed, QuestionnaireKey
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.sections import Sections
from posture_app.words import questionnaires as words
from posture_app.words.catalogue import _

SHOWN_TIMES: Final = 4
"""So many of the last times of each are listed; the diary has all."""


class QuestionnaireCourses(QWidget):
    """A card with each questionnaire that was filled in: the change, the last times, what next.

    Signals:
        requested: The `QuestionnaireKey` of the questionnaire that is to be filled in.
    """

    requested = Signal(object)

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._make = make
        body = column(0)
        self.setLayout(body)
        self._section = sections.add(to=body)

    def show_courses(self, courses: tuple[Followed, ...], today: date) -> None:
        """Draw what is another than before."""
        self._section.show_value((courses, today), self._draw)

    def _draw(self, body: QVBoxLayout, value: tuple[tuple[Followed, ...], date]) -> None:
        courses, today = value
        card = self._make.card(name="questionnaires")
        card.body.addWidget(self._make.label(_("Questionnaires"), "heading"))
        actions = ValueButtonGroup(card)
        actions.chosen.connect(self.requested)
        if not courses:
            card.body.addWidget(self._make.label(_(words.INVITATION)))
            card.body.addWidget(self._action(actions, "activities"))
        for place, one in enumerate(courses):
            if place:
                card.body.addWidget(self._make.hairline())
            self._draw_course(card, actions, one, today)
        if any(one.questionnaire.named and one.course is not None for one in courses):
            card.body.addWidget(self._make.label(_(words.CHANCE_NOTE), "small", "muted"))
        body.addWidget(card)

    def _draw_course(
        self, card: Card, actions: ValueButtonGroup, one: Followed, today: date
    ) -> None:
        make, box = self._make, column(tokens.SPACE_S)
        key = one.questionnaire.key
        box.addWidget(make.label(words.name(key), "strong"))
        change = words.change(one)
        if change:
            line = make.label(change)
            line.setObjectName(f"change-{key}")
            box.addWidget(line)
        box.addWidget(make.label(words.points(one, SHOWN_TIMES), "body", "muted"))
        box.addWidget(make.label(words.again(one, today), "small", "muted"))
        box.addWidget(self._action(actions, key))
        card.body.addLayout(box)

    def _action(self, actions: ValueButtonGroup, key: QuestionnaireKey) -> Flow:
        action = self._make.button(
            _("Fill it in"),
            tip=_("Fill in: {questionnaire}").format(questionnaire=words.name(key)),
            name=f"fill-in-{key}",
        )
        actions.add(action, key)
        flow = Flow()
        flow.add(action)
        return flow
