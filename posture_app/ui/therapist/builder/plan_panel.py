"""The panel of a plan as a whole: its goal, its texts, precautions, what to read, its rules."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.coach.pain_rule import Condition
from posture_app.library.model import Library
from posture_app.plans.editing import PlanChange
from posture_app.plans.model import Language, Plan, StepRule
from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.amounts import AmountField, OptionalAmountField
from posture_app.ui.therapist.builder.fields import FieldPanel, PlanEdit, TitledControl
from posture_app.ui.therapist.builder.text_fields import WrittenText
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import safety
from posture_app.words.catalogue import LANGUAGES, _

_TEXTS: Final = ("goal", "when_it_hurts", "when_to_call")


class PlanPanel(FieldPanel):
    """What can be set of a plan as a whole."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._steps = StepRule()
        self._precautions: dict[str, AnswerChip] = {}
        self._pages: dict[str, AnswerChip] = {}
        self.setObjectName("plan-panel")
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_S)
        self._texts = {
            name: make(WrittenText, title, f"plan-{name}")
            for name, title in zip(
                _TEXTS, (_("Goal"), _("When it hurts"), _("When to call")), strict=True
            )
        }
        edits: Mapping[str, Callable[[str], PlanEdit]] = {
            "goal": lambda text: PlanEdit({"goal": text}),
            "when_it_hurts": lambda text: PlanEdit({"when_it_hurts": text}),
            "when_to_call": lambda text: PlanEdit({"when_to_call": text}),
        }
        for name, text in self._texts.items():
            self.follow_text(text, edits[name])
            box.addWidget(make(TitledControl, text.accessibleName(), text, wide=True))
        rules = Flow(tokens.SPACE_M)
        box.addWidget(rules)
        languages = [Option(key, words) for key, words in LANGUAGES.items()]
        self._language = make.segments(languages, _("The patient reads"), "plan-language")
        self._language.chosen.connect(self._choose_language)
        rules.add(make(TitledControl, _("The patient reads"), self._language))
        self._add_rules(rules)
        box.addWidget(make.label(_("Precautions"), "small", "muted"))
        box.addWidget(self._condition_chips())
        self._pages_title = make.label(_("To read"), "small", "muted")
        box.addWidget(self._pages_title)
        self._page_chips = Flow(tokens.SPACE_XS)
        box.addWidget(self._page_chips)

    def show_library(self, library: Library) -> None:
        """Offer the pages of the guide of this library."""
        for chip in self._pages.values():
            chip.deleteLater()
        self._pages = {}
        for page in library.guide.values():
            chip = self._choice(page.title, f"plan-page-{page.id}")
            chip.clicked.connect(self._choose_pages)
            self._pages[page.id] = chip
            self._page_chips.add(chip)
        self._pages_title.setVisible(bool(self._pages))

    def show_plan(self, plan: Plan, *, anyway: bool) -> None:
        """Show this one; a text that is being typed only where it is `anyway`."""
        told: Mapping[str, str] = {
            "goal": plan.goal,
            "when_it_hurts": plan.when_it_hurts,
            "when_to_call": plan.when_to_call,
        }
        for name, text in self._texts.items():
            text.show_texts([told[name]], anyway=anyway)
        self._language.set_value(plan.language)
        self._steps = plan.steps
        harder = plan.steps.harder
        self._sessions.show_values([harder.sessions])
        self._pain.show_optional([harder.pain_at_most])
        self._effort.show_optional([harder.effort_at_most])
        self._easier.show_values([plan.steps.easier_from])
        for key, chip in self._precautions.items():
            chip.setChecked(key in plan.precautions)
        for key, chip in self._pages.items():
            chip.setChecked(key in plan.pages)

    def focus_first(self) -> None:
        """Put the keyboard into the goal."""
        self._texts["goal"].setFocus()

    def _add_rules(self, rules: Flow) -> None:
        make = self._make
        self._sessions = make(AmountField, _("Harder after good sessions"), 1, 20, "rule-sessions")
        self._pain = make(OptionalAmountField, _("Harder up to pain"), 0, 10, "rule-pain")
        self._effort = make(OptionalAmountField, _("Harder up to effort"), 0, 10, "rule-effort")
        self._easier = make(AmountField, _("Easier from pain"), 0, 10, "rule-easier")
        for control in (self._sessions, self._pain, self._effort, self._easier):
            control.wanted.connect(self._choose_steps)
            rules.add(make(TitledControl, control.accessibleName(), control))

    def _condition_chips(self) -> Flow:
        flow = Flow(tokens.SPACE_XS)
        for one in Condition:
            chip = self._choice(safety.condition(one), f"plan-precaution-{one}")
            chip.clicked.connect(self._choose_precautions)
            self._precautions[one] = chip
            flow.add(chip)
        return flow

    def _choice(self, words: str, name: str) -> AnswerChip:
        chip = self._make(AnswerChip, words)
        chip.setObjectName(name)
        chip.setAccessibleName(words)
        chip.setToolTip(plain_tip(words))
        return chip

    @Slot(object)
    def _choose_language(self, language: Language) -> None:
        self._tell({"language": language})

    @Slot()
    def _choose_steps(self) -> None:
        harder = replace(
            self._steps.harder,
            sessions=self._sessions.value(),
            pain_at_most=self._pain.optional(self._pain.value()),
            effort_at_most=self._effort.optional(self._effort.value()),
        )
        rule = replace(self._steps, harder=harder, easier_from=self._easier.value())
        self._tell({"steps": rule})

    @Slot()
    def _choose_precautions(self) -> None:
        chosen = [one for one in Condition if self._precautions[one].isChecked()]
        self._tell({"precautions": tuple(chosen)})

    @Slot()
    def _choose_pages(self) -> None:
        chosen = [key for key, chip in self._pages.items() if chip.isChecked()]
        self._tell({"pages": tuple(chosen)})

    def _tell(self, changes: PlanChange) -> None:
        self.edited.emit(PlanEdit(changes))
