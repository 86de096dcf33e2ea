"""What the check of a workplace shows one after another: a beginning, questions, what helps."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.journal.workplace import (
    ITEMS,
    Answers,
    Item,
    WorkplaceKey,
    changes,
    count,
    to_improve,
)
from posture_app.library.model import Source
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, ScrollPage, clear
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sources import source_labels
from posture_app.ui.workplace.drawing import WorkplaceDrawing
from posture_app.words import workplace as words
from posture_app.words.catalogue import _

_BESIDE_FROM_PX: Final = 520
"""From this width on the drawing stands beside the words."""
_LARGE_PX: Final = 460
_ABOVE_PX: Final = 240
"""The width of a drawing above its question, which is to be in sight, too."""
_SMALL_PX: Final = 200
"""The width of a drawing beside an advice."""


class BeginPage(ScrollPage):
    """What is asked, how long it takes, and what came of it the last time."""

    def __init__(
        self, make: WidgetFactory, last: tuple[date, Answers] | None, *, is_begun: bool = False
    ) -> None:
        super().__init__(make.theme, READING_PX)
        self.column.addWidget(make.label(_("Check of your workplace"), "display"))
        sides = make.columns(_BESIDE_FROM_PX, tokens.SPACE_XXL)
        texts = column(tokens.SPACE_M)
        about = _(
            "{count} questions, about three minutes. Sit at your desk as you usually do, and look "
            "at one thing after another."
        ).format(count=len(ITEMS))
        texts.addWidget(make.label(about, "lead"))
        texts.addWidget(make.label(_(words.NOTE), "body", "muted"))
        if last is not None:
            texts.addWidget(make.label(words.last_time(last[0], count(last[1])), "strong"))
        if is_begun:
            texts.addWidget(make.label(_("What you have answered already is kept."), "strong"))
        texts.addStretch(1)
        drawing = make(WorkplaceDrawing)
        drawing.setObjectName("workplace-whole")
        sides.box.addWidget(drawing, 1, Qt.AlignmentFlag.AlignTop)
        sides.box.addLayout(texts, 1)
        self.column.addWidget(sides)
        self.column.addStretch(1)


class QuestionPage(ScrollPage):
    """One question, with the drawing that marks what is meant.

    Signals:
        answered: True, False, or None where it does not apply.
    """

    answered = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme, READING_PX)
        self._make = make
        sides = self._sides = make.columns(_BESIDE_FROM_PX, tokens.SPACE_XXL)
        self.drawing = make(WorkplaceDrawing)
        texts = column(tokens.SPACE_S)
        self._place = make.label("", "small_strong", "muted")
        self._area = make.label("", "body", "muted")
        self._name = make.label("", "title")
        self._asked = make.label("", "lead")
        self._asked.setObjectName("workplace-question")
        for label in (self._place, self._area, self._name, self._asked):
            texts.addWidget(label)
        texts.addSpacing(tokens.SPACE_M)
        texts.addWidget(self._answers())
        texts.addWidget(make.label(_("Keys: 1 yes, 2 no, 3 does not apply."), "small", "muted"))
        texts.addStretch(1)
        sides.box.addWidget(self.drawing, 1, Qt.AlignmentFlag.AlignTop)
        sides.rearranged.connect(self._fit_drawing)
        sides.box.addLayout(texts, 1)
        self.column.addWidget(sides)
        self.column.addStretch(1)

    def show_item(self, item: Item, number: int, is_answered: bool, answer: bool | None) -> None:
        """Ask; the answer that was given before stands out."""
        self.drawing.show_item(item.key)
        self._place.setText(words.place_of(number, len(ITEMS)))
        self._area.setText(words.area_name(item.area))
        self._name.setText(words.item_name(item.key))
        asked = words.question(item.key)
        self._asked.setText(asked)
        for value, button in self._buttons.items():
            is_given = is_answered and value == answer
            button.set_kind("primary" if is_given else "secondary")
            given = _("{question} Your answer up to now.").format(question=asked)
            button.setAccessibleDescription(given if is_given else asked)
        self.verticalScrollBar().setValue(0)
        self.fit()

    def take_focus(self) -> None:
        """Put the keyboard at the first answer."""
        self._buttons[True].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _fit_drawing(self) -> None:
        self.drawing.set_largest(_ABOVE_PX if self._sides.stacked else _LARGE_PX)

    def _answers(self) -> Flow:
        make, actions = self._make, ValueButtonGroup(self)
        flow = Flow(tokens.SPACE_M)
        self._buttons: dict[bool | None, Button] = {
            True: make.button(_("Yes"), name="answer-yes"),
            False: make.button(_("No"), name="answer-no"),
            None: make.button(_("Does not apply"), name="answer-none"),
        }
        for value, button in self._buttons.items():
            actions.add(button, value)
            flow.add(button)
        actions.chosen.connect(self.answered)
        return flow


class ResultPage(ScrollPage):
    """How many things are as they should be, what has changed, and what helps first."""

    def __init__(
        self,
        make: WidgetFactory,
        last: tuple[date, Answers] | None,
        sources: Mapping[str, Source],
    ) -> None:
        super().__init__(make.theme, READING_PX)
        self._make = make
        self._last, self._sources = last, sources
        self.said = ""
        self._body = column(tokens.SPACE_XL)
        self.column.addLayout(self._body)
        self.column.addStretch(1)

    def show_answers(self, answers: Answers) -> None:
        """Draw what came of these answers."""
        clear(self._body)
        make, found = self._make, count(answers)
        head = column(tokens.SPACE_S)
        self.said = words.counted(found) if found.of else _("Nothing of it applies to you.")
        said = make.label(self.said, "display")
        said.setObjectName("workplace-count")
        head.addWidget(said)
        self._add_changes(head, answers)
        self._body.addLayout(head)
        advised = to_improve(answers)
        if advised:
            self._body.addLayout(self._advice(advised))
        elif found.of:
            self._body.addWidget(make.label(_("There is nothing to improve. Keep moving."), "lead"))
        note = _(words.ORDER) if advised else _(words.NOTE)
        rests_on = [*dict.fromkeys(item.source for item in advised or ITEMS if item.source)]
        self._body.addLayout(source_labels(make, rests_on, self._sources, note))
        self.verticalScrollBar().setValue(0)
        self.fit()

    def _add_changes(self, head: QVBoxLayout, answers: Answers) -> None:
        if self._last is None:
            return
        day, before = self._last
        head.addWidget(self._make.label(words.last_time(day, count(before)), "lead", "muted"))
        for line in words.changed(changes(before, answers)):
            label = self._make.label(line)
            label.setObjectName("workplace-changed")
            head.addWidget(label)

    def _advice(self, advised: Sequence[Item]) -> QVBoxLayout:
        make, box = self._make, column(tokens.SPACE_M)
        box.addWidget(make.label(_("What helps, most first"), "title"))
        card: Card = make.card(name="workplace-advice")
        for number, item in enumerate(advised):
            if number:
                card.body.addWidget(make.hairline())
            line = make.columns(560, tokens.SPACE_XL)
            texts = column(tokens.SPACE_XS)
            texts.addWidget(make.label(words.item_name(item.key), "heading"))
            texts.addWidget(make.label(words.advice(item.key)))
            texts.addStretch(1)
            line.box.addWidget(self._small(item.key), 0, Qt.AlignmentFlag.AlignTop)
            line.box.addLayout(texts, 1)
            card.body.addWidget(line)
        box.addWidget(card)
        return box

    def _small(self, key: WorkplaceKey) -> WorkplaceDrawing:
        drawing = self._make(WorkplaceDrawing, f"advice-{key}")
        drawing.show_item(key)
        drawing.set_largest(_SMALL_PX)
        return drawing
