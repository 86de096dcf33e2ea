"""The panel of the chosen exercises: dose, side, load, how often, note, for all of them at once."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.model import Dose, DoseModel, Exercise, Weekday
from posture_app.plans.edit_history import Edit
from posture_app.plans.editing import ItemChange
from posture_app.plans.model import PlanItem, PlanSide
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.amounts import AmountField, DurationField
from posture_app.ui.therapist.builder.fields import (
    DoseEdit,
    FieldPanel,
    ItemAction,
    ItemEdit,
    TitledControl,
)
from posture_app.ui.therapist.builder.text_fields import WrittenLine, WrittenText
from posture_app.ui.therapist.builder.weekday_field import WeekdayField
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words.catalogue import _, pgettext
from posture_app.words.plan_builder import chosen_words, short_sides

ChosenItems = Sequence[tuple[PlanItem, Exercise]]
"""The chosen items with their exercises."""

_HOLDS: Final[frozenset[DoseModel]] = frozenset({"reps_with_hold", "timed_hold"})
_REPEATED: Final[frozenset[DoseModel]] = frozenset({"reps", "reps_with_hold"})
_TIMED: Final[frozenset[DoseModel]] = frozenset({"continuous"})
_EVERY: Final[frozenset[DoseModel]] = _HOLDS | _REPEATED | _TIMED
_WITH_SETS: Final = 2


class ItemPanel(FieldPanel):
    """What can be set of the chosen items; what none of them has a use for is not there.

    Signals:
        act_wanted: An `ItemAction`.
    """

    action_wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self.setObjectName("item-panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_XS)
        self._title = make.label("", "strong")
        box.addWidget(self._title)
        self._flow = Flow(tokens.SPACE_M)
        box.addWidget(self._flow)
        self._amounts: list[
            tuple[AmountField, TitledControl, frozenset[DoseModel], Callable[[Dose], int]]
        ] = []
        self._add_doses()
        self._side = make.segments(
            [Option(key, words) for key, words in short_sides()], _("Side"), "item-side"
        )
        self._side.chosen.connect(self._choose_side)
        self._side_titled = self._add(_("Side"), self._side)
        self._load = make(WrittenLine, _("Load or band"), 200, "item-load", wide=170)
        self.follow_text(self._load, lambda load: ItemEdit(Edit.CHANGE_LOAD, {"load": load}))
        self._add(_("Load or band"), self._load)
        self._per_day = make(AmountField, _("Times a day"), 1, 12, "item-per-day")
        self.follow_amount(
            self._per_day, lambda times: ItemEdit(Edit.CHANGE_OFTEN, {"per_day": times})
        )
        self._add(pgettext("short", "Times a day"), self._per_day)
        self._per_week = make(AmountField, _("Days a week"), 1, 7, "item-per-week")
        self._per_week.wanted.connect(self._choose_days_per_week)
        self._add(pgettext("short", "Days a week"), self._per_week)
        self._days = make(WeekdayField, "item-days")
        self._days.wanted.connect(self._choose_days)
        self._add(_("On these days"), self._days)
        self._note = make(WrittenText, _("Note to the patient"), "item-note")
        self.follow_text(self._note, lambda note: ItemEdit(Edit.CHANGE_NOTE, {"note": note}))
        box.addWidget(make(TitledControl, _("Note to the patient"), self._note, wide=True))
        box.addWidget(self._actions())

    def show_items(self, chosen: ChosenItems, *, anyway: bool) -> None:
        """Show what these have; a text that is being typed only where it is `anyway`."""
        items = [item for item, _exercise in chosen]
        doses = [item.dose or exercise.dose for item, exercise in chosen]
        self._title.setText(chosen_words([exercise.name for _item, exercise in chosen]))
        for amount, titled, models, value in self._amounts:
            used = [value(dose) for dose in doses if dose.model in models]
            titled.setVisible(bool(used))
            if used:
                amount.show_values(used)
        self._rest_titled.setVisible(any(dose.sets >= _WITH_SETS for dose in doses))
        sides = {item.side for item in items}
        self._side_titled.setVisible(any(one.sides != "together" for _item, one in chosen))
        self._side.set_value(sides.pop() if len(sides) == 1 else "")
        self._load.show_texts([item.load for item in items], anyway=anyway)
        self._per_day.show_values([item.per_day for item in items])
        self._per_week.show_values([len(item.days) or item.days_per_week for item in items])
        self._days.show_days([item.days for item in items])
        self._note.show_texts([item.note for item in items], anyway=anyway)
        self._may_step.setChecked(all(item.may_step for item in items))
        is_one = len(chosen) == 1
        self._easier.setVisible(is_one and chosen[0][1].easier is not None)
        self._harder.setVisible(is_one and chosen[0][1].harder is not None)
        self._own_dose.setVisible(any(item.dose is not None for item in items))

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        shown = (amount for amount, titled, *_rest in self._amounts if not titled.isHidden())
        next(shown, self._per_day).setFocus()

    def _add_doses(self) -> None:
        make, title = self._make, _("Sets")
        sets = make(AmountField, title, 1, 20, "item-sets")
        self._add_amount(sets, title, lambda value: DoseEdit({"sets": value}))
        self._remember(_EVERY, _sets)
        title = _("Repetitions")
        reps = make(AmountField, title, 1, 100, "item-reps")
        self._add_amount(reps, title, lambda value: DoseEdit({"reps": value}))
        self._remember(_REPEATED, _reps)
        title = _("Hold, seconds")
        hold = make(AmountField, title, 1, 600, "item-hold")
        self._add_amount(hold, title, lambda value: DoseEdit({"hold_s": value}))
        self._remember(_HOLDS, _hold)
        title = _("Length, minutes")
        length = make(DurationField, title, 7200, "item-length")
        self._add_amount(length, title, lambda value: DoseEdit({"duration_s": value}))
        self._remember(_TIMED, _length)
        rest = make(AmountField, _("Rest between sets, seconds"), 0, 600, "item-rest", step=5)
        self._rest_titled = self._add_amount(
            rest, _("Rest, seconds"), lambda value: DoseEdit({"rest_s": value})
        )
        self._remember(_EVERY, _rest)

    def _add_amount(
        self, amount: AmountField, title: str, edit_of: Callable[[int], DoseEdit]
    ) -> TitledControl:
        self.follow_amount(amount, edit_of)
        self._last = amount, self._add(title, amount)
        return self._last[1]

    def _remember(self, models: frozenset[DoseModel], value: Callable[[Dose], int]) -> None:
        self._amounts.append((*self._last, models, value))

    def _add(self, title: str, control: QWidget) -> TitledControl:
        titled = self._make(TitledControl, title, control)
        self._flow.add(titled)
        return titled

    def _actions(self) -> Flow:
        flow, make = Flow(tokens.SPACE_S, level=True), self._make
        self._may_step = make.chip(_("May be stepped up or down"), name="item-may-step")
        self._may_step.clicked.connect(self._choose_may_step)
        flow.add(self._may_step)
        actions = ValueButtonGroup(self)
        actions.chosen.connect(self.action_wanted)
        self._easier = make.button(_("Easier exercise"), "quiet", name="item-easier")
        self._harder = make.button(_("Harder exercise"), "quiet", name="item-harder")
        self._own_dose = make.button(_("Usual dose"), "quiet", name="item-own-dose")
        remove = make.button(_("Remove"), "danger", flush=True, name="item-remove")
        for button, action in (
            (self._easier, ItemAction.TAKE_EASIER),
            (self._harder, ItemAction.TAKE_HARDER),
            (self._own_dose, ItemAction.USE_OWN_DOSE),
            (remove, ItemAction.REMOVE),
        ):
            actions.add(button, action)
            flow.add(button)
        return flow

    @Slot(object)
    def _choose_side(self, side: PlanSide) -> None:
        self.edited.emit(ItemEdit(Edit.CHANGE_SIDE, {"side": side}))

    @Slot(int)
    def _choose_days_per_week(self, count: int) -> None:
        self.edited.emit(ItemEdit(Edit.CHANGE_OFTEN, {"days_per_week": count, "days": ()}))

    @Slot(object)
    def _choose_days(self, days: tuple[Weekday, ...]) -> None:
        changes: ItemChange = {"days": days, "days_per_week": len(days) or 7}
        self.edited.emit(ItemEdit(Edit.CHANGE_OFTEN, changes))

    @Slot()
    def _choose_may_step(self) -> None:
        changes: ItemChange = {"may_step": self._may_step.isChecked()}
        self.edited.emit(ItemEdit(Edit.CHANGE_STEPS, changes))


def _sets(dose: Dose) -> int:
    return dose.sets


def _reps(dose: Dose) -> int:
    return dose.reps or 1


def _hold(dose: Dose) -> int:
    return round(dose.hold_s or 0)


def _length(dose: Dose) -> int:
    return round(dose.duration_s or 0)


def _rest(dose: Dose) -> int:
    return round(dose.rest_s or 0)
