"""What the rule for pain says to what is entered: the same rule as before a session."""

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from posture_app.coach.pain_rule import Advice, Judgement, Sign
from posture_app.ui.player.signs import SignChips, signs_to_ask
from posture_app.ui.player.warning_box import WarningBox
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import _


class PainAdvice(QWidget):
    """Asks for signs where the pain is strong or a place is numb, and says what the rule says.

    Signals:
        changed: It asks or says something else.
    """

    changed = Signal()

    def __init__(self, make: WidgetFactory, safety: Safety) -> None:
        super().__init__()
        self._safety = safety
        self._answered: tuple[int | None, tuple[str, ...]] = (None, ())
        self._has_asked = False
        body = column(tokens.SPACE_M)
        self.setLayout(body)
        question = _("Do you also have one of these?")
        self._chips = make(SignChips, question, signs_to_ask(safety.profile.conditions))
        self._chips.changed.connect(self._judge)
        body.addWidget(self._chips)
        self.warning = make(WarningBox, "")
        body.addWidget(self.warning)
        self.hide()

    @property
    def signs(self) -> frozenset[Sign]:
        """What was pressed."""
        return self._chips.chosen if self._has_asked else frozenset()

    @property
    def judgement(self) -> Judgement:
        """What the rule says by now."""
        pain, where = self._answered
        return self._safety.judge(before=pain, where=where, signs=self.signs)

    def judge(self, pain: int | None, where: Collection[str], *, numb: bool) -> None:
        """Go by these answers.

        Args:
            pain: The strongest pain that was told, or None.
            where: Ids of the places that hurt.
            numb: Whether a place is numb or tingles.
        """
        self._answered = pain, tuple(where)
        strong = pain is not None and pain >= self._safety.bands.high_from
        self._has_asked = strong or numb or bool(self._chips.chosen)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        judged = self.judgement
        pain, where = self._answered
        told = pain is not None or bool(where) or bool(self.signs)
        speaks = told and judged.advice > Advice.GO_ON
        self._chips.setVisible(self._has_asked)
        self.warning.setVisible(speaks)
        if speaks:
            said = safety_words.judgement(judged, self._safety.number)
            if said != self.warning.text:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            self.warning.say(said, grave=judged.advice >= Advice.STOP)
        self.setVisible(self._has_asked or speaks)
        self.changed.emit()
