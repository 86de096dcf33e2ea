"""The panel of a phase: its name, its aim, how long it goes on and what leads to the next."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.plans.editing import PhaseChange
from posture_app.plans.model import PlanCriterion, PlanPhase
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.amounts import AmountField, OptionalAmountField
from posture_app.ui.therapist.builder.fields import (
    FieldPanel,
    PhaseAction,
    PhaseEdit,
    TitledControl,
)
from posture_app.ui.therapist.builder.text_fields import WrittenLine, WrittenText
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words.catalogue import _, pgettext


class PhasePanel(FieldPanel):
    """What can be set of a phase.

    Signals:
        act_wanted: A `PhaseAction`.
    """

    action_wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._phase: PlanPhase | None = None
        self.setObjectName("phase-panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_S)
        self._name = make(WrittenLine, _("Name of the phase"), 120, "phase-name")
        self.follow_text(self._name, lambda name: PhaseEdit({"name": name}))
        box.addWidget(make(TitledControl, _("Name of the phase"), self._name, wide=True))
        self._flow = Flow(tokens.SPACE_M)
        box.addWidget(self._flow)
        self._weeks = make(OptionalAmountField, _("Weeks at least"), 1, 52, "phase-weeks")
        self._weeks.wanted.connect(self._choose_weeks)
        self._add(_("Weeks at least"), self._weeks)
        self._sessions = make(
            OptionalAmountField, _("Good sessions running"), 1, 20, "phase-sessions"
        )
        self._sessions.wanted.connect(self._choose_sessions)
        self._add(_("Good sessions running"), self._sessions)
        self._pain = make(OptionalAmountField, _("Pain at most"), 0, 10, "phase-pain")
        self._pain.wanted.connect(self._choose_pain)
        self._pain_titled = self._add(_("Pain at most"), self._pain)
        self._effort = make(OptionalAmountField, _("Effort at most"), 0, 10, "phase-effort")
        self._effort.wanted.connect(self._choose_effort)
        self._effort_titled = self._add(_("Effort at most"), self._effort)
        self._aim = make(WrittenText, _("Aim, for the patient"), "phase-aim")
        self.follow_text(self._aim, lambda aim: PhaseEdit({"aim": aim}))
        box.addWidget(make(TitledControl, _("Aim, for the patient"), self._aim, wide=True))
        box.addWidget(self._actions())

    def show_phase(self, phase: PlanPhase, *, is_only: bool, anyway: bool) -> None:
        """Show this one; a text that is being typed only where it is `anyway`."""
        self._phase = phase
        self._name.show_texts([phase.name], anyway=anyway)
        self._aim.show_texts([phase.aim], anyway=anyway)
        self._weeks.show_optional([phase.weeks])
        criterion = phase.criterion
        self._sessions.show_optional([None if criterion is None else criterion.sessions])
        for titled in (self._pain_titled, self._effort_titled):
            titled.setVisible(criterion is not None)
        if criterion is not None:
            self._pain.show_optional([criterion.pain_at_most])
            self._effort.show_optional([criterion.effort_at_most])
        self._remove.setEnabled(not is_only)

    def focus_name(self) -> None:
        """Put the keyboard into the name."""
        self._name.setFocus()
        self._name.selectAll()

    def _add(self, title: str, control: AmountField) -> TitledControl:
        titled = self._make(TitledControl, title, control)
        self._flow.add(titled)
        return titled

    def _actions(self) -> Flow:
        flow, make = Flow(tokens.SPACE_S), self._make
        actions = ValueButtonGroup(self)
        actions.chosen.connect(self.action_wanted)
        self._remove = make.button(_("Remove"), "danger", name="phase-remove")
        for button, action in (
            (
                make.button(_("Choose all its exercises"), "quiet", name="phase-all"),
                PhaseAction.CHOOSE_ALL,
            ),
            (make.button(_("Copy the phase"), "quiet", name="phase-copy"), PhaseAction.COPY),
            (
                make.button(pgettext("order of phases", "Earlier"), "quiet", name="phase-up"),
                PhaseAction.MOVE_UP,
            ),
            (
                make.button(pgettext("order of phases", "Later"), "quiet", name="phase-down"),
                PhaseAction.MOVE_DOWN,
            ),
            (self._remove, PhaseAction.REMOVE),
        ):
            actions.add(button, action)
            flow.add(button)
        return flow

    @Slot(int)
    def _choose_weeks(self, value: int) -> None:
        self._tell({"weeks": self._weeks.optional(value)})

    @Slot(int)
    def _choose_sessions(self, value: int) -> None:
        sessions = self._sessions.optional(value)
        if sessions is None:
            self._tell({"criterion": None})
        else:
            self._tell({"criterion": replace(self._criterion(), sessions=sessions)})

    @Slot(int)
    def _choose_pain(self, value: int) -> None:
        pain = self._pain.optional(value)
        self._tell({"criterion": replace(self._criterion(), pain_at_most=pain)})

    @Slot(int)
    def _choose_effort(self, value: int) -> None:
        effort = self._effort.optional(value)
        self._tell({"criterion": replace(self._criterion(), effort_at_most=effort)})

    def _criterion(self) -> PlanCriterion:
        known = None if self._phase is None else self._phase.criterion
        return known or PlanCriterion()

    def _tell(self, changes: PhaseChange) -> None:
        self.edited.emit(PhaseEdit(changes))
