"""What Today asks and tells of the journal: how one is, and a spasm that lasts."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.pages.snapshots import (
    CheckInQuestion,
    FollowUpQuestion,
    TodaysCheckIn,
    TodaysSpasm,
)
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.cards import CARD_PAD, Card, Panel, column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words import today as words
from posture_app.words.catalogue import _
from posture_app.words.sessions import PAIN

_BESIDE_FROM_PX: Final = 800
"""From this width on the question stands beside its numbers."""
_TITLE_BESIDE_FROM_PX: Final = 400
_PAD_PX: Final = 12


class PressedScale(AnswerScale):
    """Numbers that are kept as soon as one is pressed; a digit only leads to its number."""

    def __init__(self, make: WidgetFactory, question: str) -> None:
        super().__init__(make, question, None, PAIN, bare=True)
        self._typed = ""

    def take_digit(self, event: QKeyEvent) -> bool:
        """Go to the number that was typed; a 0 right after a 1 leads to 10."""
        digit = event.text()
        if len(digit) != 1 or digit not in "0123456789":
            return False
        number = 10 if (self._typed, digit) == ("1", "0") else int(digit)
        self._typed = digit
        self.focus_number(number)
        return True


class CheckInStrip(Card):
    """Asks how the person is; one press is enough.

    Signals:
        given: The pain, from 0 to 10.
        more_wanted: The sheet, please, on which more can be told.
    """

    given = Signal(object)
    more_wanted = Signal()

    def __init__(self, make: WidgetFactory, asked: CheckInQuestion) -> None:
        super().__init__(make.theme, name="check-in-strip")
        self.body.setContentsMargins(CARD_PAD, _PAD_PX, CARD_PAD, _PAD_PX)
        sides = make.columns(_BESIDE_FROM_PX, tokens.SPACE_M)
        texts = column(2)
        texts.addWidget(make.label(_(words.ASKED), "strong"))
        pain = asked.suggested
        told = _(words.SCALE) if pain is None else words.as_after_session(pain)
        texts.addWidget(make.label(told, "small", "muted"))
        sides.box.addLayout(texts, 2)
        scale = make(PressedScale, _(words.ASKED))
        scale.setObjectName("check-in-pain")
        scale.suggest(asked.suggested)
        scale.answered.connect(self._give)
        sides.box.addWidget(scale, 3)
        more = make.button(
            _("More…"), "quiet", flush=True, tip=_("Tell more than a number"), name="check-in-more"
        )
        more.clicked.connect(self.more_wanted)
        sides.box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(sides)

    @Slot(object)
    def _give(self, pain: int | None) -> None:
        if pain is not None:
            self.given.emit(pain)


class CheckInLine(QWidget):
    """What was said today, quietly.

    Signals:
        change_wanted: The check-in, which the person wants to change.
    """

    change_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, told: TodaysCheckIn) -> None:
        super().__init__()
        self._entry = told.entry
        body = column(tokens.SPACE_XS)
        self.setLayout(body)
        line = row(tokens.SPACE_M)
        said = make.label(told.said, "body", "muted")
        said.setObjectName("check-in-said")
        line.addWidget(said)
        change = make.button(
            _("Change"),
            "quiet",
            flush=True,
            tip=_("Change today's check-in"),
            name="check-in-change",
        )
        change.clicked.connect(self._change)
        line.addWidget(change)
        line.addStretch(1)
        body.addLayout(line)
        if told.advice:
            advice = make.label(told.advice, "body", "caution")
            advice.setObjectName("check-in-advice")
            body.addWidget(advice)

    @Slot()
    def _change(self) -> None:
        self.change_wanted.emit(self._entry)


class FollowUpCard(Card):
    """Asks for pain and soreness after a treatment; one press each is enough.

    Signals:
        pain_given, soreness_given: From 0 to 10.
        put_off: Nothing is to be asked now.
    """

    pain_given = Signal(object)
    soreness_given = Signal(object)
    put_off = Signal()

    def __init__(self, make: WidgetFactory, asked: FollowUpQuestion) -> None:
        super().__init__(make.theme, name="follow-up")
        self._make = make
        head = make.columns(_TITLE_BESIDE_FROM_PX, tokens.SPACE_S)
        head.box.addWidget(make.label(asked.title, "strong"), 1)
        put_off = make.button(
            _("Not now"), "quiet", flush=True, tip=_("Do not ask now"), name="follow-up-put-off"
        )
        put_off.clicked.connect(self.put_off)
        head.box.addWidget(put_off, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(head)
        if asked.asked.asks_pain:
            self._ask(_("Pain now"), "follow-up-pain", self._give_pain)
        if asked.asked.asks_soreness:
            self._ask(_("Soreness where it was done"), "follow-up-soreness", self._give_soreness)
        self.body.addWidget(make.label(_(words.SCALE_ENDS), "small", "muted"))

    def _ask(self, question: str, name: str, give: Callable[[int | None], None]) -> None:
        sides = self._make.columns(_BESIDE_FROM_PX, tokens.SPACE_M)
        sides.box.addWidget(self._make.label(question), 2)
        scale = self._make(PressedScale, question)
        scale.setObjectName(name)
        scale.answered.connect(give)
        sides.box.addWidget(scale, 3)
        self.body.addWidget(sides)

    @Slot(object)
    def _give_pain(self, pain: int | None) -> None:
        if pain is not None:
            self.pain_given.emit(pain)

    @Slot(object)
    def _give_soreness(self, soreness: int | None) -> None:
        if soreness is not None:
            self.soreness_given.emit(soreness)


class WorkplaceLine(QWidget):
    """Offers quietly to check the workplace again.

    Signals:
        wanted: The check is.
    """

    wanted = Signal()

    def __init__(self, make: WidgetFactory, offer: str) -> None:
        super().__init__()
        flow = Flow(tokens.SPACE_M)
        said = make.label(offer, "body", "muted")
        said.setObjectName("workplace-offer")
        check = make.button(
            _("Check your workplace"), "quiet", flush=True, name="today-check-workplace"
        )
        check.clicked.connect(self.wanted)
        outer = column(tokens.SPACE_XS)
        outer.addWidget(said)
        flow.add(check)
        outer.addWidget(flow)
        self.setLayout(outer)


class SpasmPanel(Panel):
    """A spasm that makes the day another one, and why.

    Signals:
        over: The spasm, which is over now.
        change_wanted: The spasm, which the person wants to change.
    """

    over = Signal(object)
    change_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, told: TodaysSpasm) -> None:
        super().__init__(make.theme, "accent", "info", told.said, name="spasm-today")
        self._entry = told.entry
        for line in told.why:
            self.body.addWidget(make.label(line))
        self._add_actions(make, self.body)

    def _add_actions(self, make: WidgetFactory, body: QVBoxLayout) -> None:
        flow = Flow(tokens.SPACE_M)
        if self._entry.is_open:
            over = make.button(_("It is over"), tip=_("The spasm ends now"), name="spasm-over")
            over.clicked.connect(self._end)
            flow.add(over)
        change = make.button(
            _("Change"), "quiet", tip=_("Change what you told"), name="spasm-change"
        )
        change.clicked.connect(self._change)
        flow.add(change)
        body.addWidget(flow)

    @Slot()
    def _end(self) -> None:
        self.over.emit(self._entry)

    @Slot()
    def _change(self) -> None:
        self.change_wanted.emit(self._entry)
