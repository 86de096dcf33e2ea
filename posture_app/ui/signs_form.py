"""The signs that need a doctor first, each with a switch: what to do, how soon, and why."""

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from posture_app.coach.pain_rule import Advice, Sign
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Switch
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import _


class SignsForm(QWidget):
    """Asks for each sign whether the person has it now; `number` is that for emergencies."""

    def __init__(self, make: WidgetFactory, signs: Collection[Sign], number: str) -> None:
        super().__init__()
        self._switches: dict[Sign, Switch] = {}
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        tiers = (
            (Advice.EMERGENCY, "danger", "stop", _("Emergency now"), "signs-emergency"),
            (Advice.SEE_SOMEBODY_SOON, "caution", "caution", _("See somebody soon"), "signs-soon"),
        )
        for tier, mood, icon, title, name in tiers:
            head, asked = safety_words.signs_of(tier, number)
            panel = make.panel("danger" if mood == "danger" else "caution", icon, title, name=name)
            panel.body.addWidget(make.label(head, "strong"))
            form = make(Form, is_divided=False)
            for sign, words in asked:
                switch = make.switch(safety_words.sign(sign), f"now-{sign.value}")
                self._switches[sign] = switch
                form.add(words, control=switch)
            panel.body.addWidget(form)
            body.addWidget(panel)
        self.show_signs(signs)

    def signs(self) -> frozenset[Sign]:
        """What the person has now."""
        return frozenset(one for one, switch in self._switches.items() if switch.isChecked())

    def show_signs(self, signs: Collection[Sign]) -> None:
        """Show these as what the person has; nothing is told back."""
        for one, switch in self._switches.items():
            switch.setChecked(one in signs)
