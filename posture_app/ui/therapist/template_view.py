"""A template, looked at before a plan is made of it."""

from enum import Enum, auto

from PySide6.QtCore import Signal

from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.plans.model import Plan
from posture_app.ui.page_targets import TemplateKind, TemplateLookTarget
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.words import plans as words
from posture_app.words.catalogue import _


class TemplateAction(Enum):
    """What can be made of a template."""

    USE = auto()
    EDIT = auto()
    MAKE_OWN = auto()
    REMOVE = auto()


@dataclass(frozen=True, slots=True)
class ShownTemplate:
    """A template of the practice's own, or of the library.

    Attributes:
        kind: Whose it is.
        key: Its id, or its name in the library.
        plan: What is in it.
    """

    kind: TemplateKind
    key: str
    plan: Plan

    @property
    def target(self) -> TemplateLookTarget:
        """Where it is looked at."""
        return TemplateLookTarget(self.kind, self.key)


class TemplateView(Detail):
    """A template in full, with what can be made of it.

    Signals:
        act_wanted: A `TemplateAction`.
    """

    action_wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, "template", READING_PX)
        self.shown: ShownTemplate | None = None
        self._chosen = ValueButtonGroup(self)
        self._chosen.chosen.connect(self.action_wanted)

    def show_template(self, shown: ShownTemplate, library: Library) -> None:
        """Show this one."""
        self.shown = shown
        make, plan = self._make, shown.plan
        self.begin()
        about = _("Your template") if shown.kind == "own" else _("Template of the library")
        head = column(tokens.SPACE_S)
        head.addWidget(make.label(about, "body", "muted"))
        head.addWidget(make.label(plan.name, "display"))
        if plan.goal:
            head.addWidget(make.label(plan.goal, "lead"))
        self.column.addLayout(head)
        self.column.addWidget(self._actions(shown))
        for number, phase in enumerate(plan.phases, 1):
            card = make.card(name=f"template-{phase.id}")
            title = _("{number}. {phase}").format(number=number, phase=phase.name)
            card.body.addWidget(make.label(title, "heading"))
            known = [one for one in phase.items if one.exercise in library.exercises]
            for line in (phase.aim, words.phase_goes_on(phase)):
                if line:
                    card.body.addWidget(make.label(line, "body", "muted"))
            for item in known:
                exercise = library.exercises[item.exercise]
                line = _("{dose}. {often}").format(
                    dose=words.item_dose(item, exercise), often=words.item_often(item)
                )
                both = column(tokens.SPACE_XS)
                both.addWidget(make.label(exercise.name, "strong"))
                both.addWidget(make.label(line))
                card.body.addLayout(both)
            for key in phase.routines:
                if key in library.routines:
                    card.body.addWidget(make.label(library.routines[key].name, "strong"))
            self.column.addWidget(card)
        self.end()

    def _actions(self, shown: ShownTemplate) -> Flow:
        flow, make, actions = Flow(), self._make, self._chosen
        actions.clear()
        use = make.button(_("Use for a patient"), "primary", name="template-use")
        actions.add(use, TemplateAction.USE)
        flow.add(use)
        if shown.kind == "own":
            for button, action in (
                (make.button(_("Edit"), name="template-edit"), TemplateAction.EDIT),
                (make.button(_("Remove"), "danger", name="template-remove"), TemplateAction.REMOVE),
            ):
                actions.add(button, action)
                flow.add(button)
        else:
            own = make.button(_("Make it your own template"), name="template-own")
            actions.add(own, TemplateAction.MAKE_OWN)
            flow.add(own)
        return flow
