"""What the player asks when something hurt, and what it proposes then."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup

from posture_app.coach.pain_rule import Advice, Judgement, PainResponse, Sign
from posture_app.dataclass import dataclass
from posture_app.ui.player.panels import PlayerPanel
from posture_app.ui.player.signs import AnswerChip, SignChips, signs_to_ask
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import PAIN_ENDS
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.sessions import PAIN

PLACES: Final = (
    N_("Neck"),
    N_("Shoulder"),
    N_("Upper back"),
    N_("Low back"),
    N_("Chest"),
    N_("Arm or hand"),
    N_("Hip"),
    N_("Leg or foot"),
    N_("Head"),
    N_("Elsewhere"),
)
"""Where it hurt, as the journal keeps it; shown in the person's language."""
_ZONES: Final[Mapping[str, str]] = {"Chest": "upper_chest", "Head": "crown"}
"""The places that the rule for pain goes by, as the body map's zones."""
_LOW_PX: Final = 400
"""Below this height, at a text size of 100 per cent, the question comes before other words."""


@dataclass(frozen=True, slots=True)
class HurtAnswer:
    """How to go on after "that hurt", and what was said of it; None is not answered."""

    choice: PainResponse
    pain: int | None
    where: str | None
    signs: frozenset[Sign] = frozenset()

    @property
    def zones(self) -> tuple[str, ...]:
        """The place as the rule for pain knows it."""
        zone = _ZONES.get(self.where or "")
        return (zone,) if zone is not None else ()


class HurtPanel(PlayerPanel):
    """Where, how much and what with it; then how to go on, which is by the rule for pain.

    Signals:
        answered: The `HurtAnswer`.
        edited: The `HurtAnswer` so far, as if it were to stop; nothing may be answered in it.
        taken_back: Nothing hurt; go on as before.
    """

    answered = Signal(object)
    edited = Signal(object)
    taken_back = Signal()
    foot_is_needed = True

    def __init__(self, make: WidgetFactory, safety: Safety) -> None:
        super().__init__(make, _("That hurt"), " ")
        self._safety = safety
        self._before: int | None = None
        self._easier = ""
        self._places = QButtonGroup(self)
        self.pain = self.ask_for(pgettext("pain", "How much?"), PAIN_ENDS, PAIN)
        where = column(tokens.SPACE_S)
        where.addWidget(self.make.label(_("Where?"), "strong"))
        where.addWidget(self._place_flow())
        self.column.addLayout(where)
        self.signs = self.make(
            SignChips, _("Do you also have one of these?"), signs_to_ask(safety.profile.conditions)
        )
        self.column.addWidget(self.signs)
        self._stop_text = safety_words.stop_text(safety.number)
        self.warning = self.warn(self._stop_text)
        button = self.make.button
        self.easier = button(_("Try the easier one"), name="hurt_easier")
        self.skip = button(_("Leave this exercise out"), name="hurt_skip")
        self.stop = button(_("Stop for today"), "primary", name="hurt_stop")
        actions = ValueButtonGroup(self)
        ways: tuple[tuple[Button, PainResponse], ...] = (
            (self.stop, PainResponse.STOP),
            (self.skip, PainResponse.SKIP),
            (self.easier, PainResponse.EASIER),
        )
        for one, how in ways:
            actions.add(one, how)
        actions.chosen.connect(self._answer)
        self.back = button(
            _("Nothing hurt, go on"),
            "quiet",
            tip=_("Back to the routine; nothing is kept of this (Esc)"),
            name="hurt_back",
        )
        self.back.clicked.connect(self.taken_back)
        self.main = self.stop
        self.end(self.stop, self.skip, self.easier, self.back)
        self.pain.answered.connect(self._judge)
        self.signs.changed.connect(self._judge)
        self._places.idToggled.connect(self._judge)

    def ask(self, exercise_name: str, easier_name: str | None, before: int | None = None) -> None:
        """Begin anew, for this exercise.

        Args:
            exercise_name: What hurt.
            easier_name: The easier one, or None where there is none.
            before: The pain before the session, or None.
        """
        self._before, self._easier = before, easier_name or ""
        self.text.setText(
            _("{exercise} is stopped. Take your time.").format(exercise=exercise_name)
        )
        self.pain.set_answer(None)
        self._places.setExclusive(False)
        for place in self._places.buttons():
            place.setChecked(False)
        self._places.setExclusive(True)
        self.signs.clear()
        easier = _("Try the easier one: {exercise}")
        self.easier.set_text(easier.format(exercise=easier_name))
        self._judge()

    def take_back(self) -> None:
        """Go on as before, if nothing was answered yet that speaks against it."""
        if self.back.isVisibleTo(self):
            self.taken_back.emit()

    def stop_here(self) -> None:
        """Stop for today, with what was answered until now."""
        self._answer(PainResponse.STOP)

    @property
    def judgement(self) -> Judgement:
        """What the rule says to what is answered by now."""
        answer = self._answered(PainResponse.STOP)
        return self._safety.judge(
            before=self._before, during=answer.pain, where=answer.zones, signs=answer.signs
        )

    def _place_flow(self) -> Flow:
        flow = Flow()
        for index, place in enumerate(PLACES):
            chip = self.make(AnswerChip, _(place))
            chip.setAccessibleName(_("It hurt here: {place}").format(place=_(place)))
            chip.setToolTip(plain_tip(chip.accessibleName()))
            chip.setAutoExclusive(True)  # a radio button for screen readers
            self._places.addButton(chip, index)
            flow.add(chip)
        return flow

    @Slot()
    def _judge(self) -> None:
        """The easier one is offered only when the rule lets it be, and that needs an answer."""
        judged = self.judgement
        milder = self.pain.answer is not None and judged.advice < Advice.STOP
        self.easier.setVisible(bool(self._easier) and milder)
        self.skip.setVisible(judged.advice <= Advice.STOP)
        answer = self._answered(PainResponse.STOP)
        self.back.setVisible(answer.pain is None and not answer.signs)
        if answer.pain is not None or answer.signs or answer.zones:
            said = safety_words.judgement(judged, self._safety.number)
            self.warning.say(said, grave=judged.advice >= Advice.STOP)
        else:
            self._say_when_to_stop()
        self.edited.emit(answer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, what to stop for is one press away.

        What was stopped is not said there, or else the numbers of the pain begin below the edge.
        """
        super().resizeEvent(event)
        self.text.setVisible(not self._is_low)
        answer = self._answered(PainResponse.STOP)
        if answer.pain is None and not answer.signs and not answer.zones:
            self._say_when_to_stop()

    @property
    def _is_low(self) -> bool:
        return self.height() < self.make.theme.px(_LOW_PX)

    def _say_when_to_stop(self) -> None:
        """All of it, if it can be read together with the buttons below it."""
        if self._is_low:
            self.warning.say(safety_words.stop_in_short(), full=self._stop_text)
        else:
            self.warning.say(self._stop_text)

    def _answered(self, choice: PainResponse) -> HurtAnswer:
        place = self._places.checkedId()
        where = PLACES[place] if place >= 0 else None
        return HurtAnswer(choice, self.pain.answer, where, self.signs.chosen)

    @Slot(object)
    def _answer(self, choice: PainResponse) -> None:
        self.answered.emit(self._answered(choice))
