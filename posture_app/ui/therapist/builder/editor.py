"""What is done with the plan that is being written; each action is one step of its history."""

from collections.abc import Collection, Sequence
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.library.model import Library
from posture_app.plans import editing
from posture_app.plans.edit_history import Edit, EditHistory
from posture_app.plans.editing import ItemKey, PlanChange
from posture_app.plans.model import Plan
from posture_app.ui.therapist.builder.fields import (
    DoseEdit,
    FieldEdit,
    ItemEdit,
    PhaseEdit,
    PlanEdit,
)
from posture_app.ui.therapist.builder.plan_list import Drop
from posture_app.ui.therapist.builder.rows import PLAN_KEY, RowKey
from posture_app.words.plan_builder import copied_name, new_phase_name


class PlanEditor(QObject):
    """Holds the plan with its history.

    Signals:
        changed: The plan is another one. Carries the rows that came with it, a tuple of `RowKey`.
        refreshed: The same, by undo or redo: also what somebody types in is to be shown anew.
    """

    changed = Signal(object)
    refreshed = Signal(object)

    def __init__(self, plan: Plan, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = EditHistory(plan)
        self.library = library

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self._history.plan

    @property
    def undoes(self) -> Edit | None:
        """What would be undone."""
        return self._history.undoes

    @property
    def redoes(self) -> Edit | None:
        """What would be made again."""
        return self._history.redoes

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        before = self.plan
        if self._history.undo():
            self.refreshed.emit(_came(before, self.plan))

    @Slot()
    def redo(self) -> None:
        """Make what was undone last again."""
        before = self.plan
        if self._history.redo():
            self.refreshed.emit(_came(before, self.plan))

    @Slot()
    def end_typing(self) -> None:
        """A field was left: what is typed from now on is another step."""
        self._history.end_typing()

    def add_exercises(self, exercises: Sequence[str], phase: str, at: int | None = None) -> None:
        """Exercises of the library into a phase."""
        after = editing.add_items(self.plan, phase, exercises, self.library, at)
        self._do(after, Edit.ADD_ITEMS)

    def add_routines(self, routines: Sequence[str], phase: str) -> None:
        """Routines of the library into a phase."""
        after = self.plan
        for one in routines:
            after = editing.add_routine(after, phase, one, self.library)
        self._do(after, Edit.ADD_ROUTINE)

    def drop(self, drop: Drop) -> None:
        """What was let go over the plan."""
        if drop.exercises:
            self.add_exercises(drop.exercises, drop.phase, drop.at)
        elif drop.routines:
            self.add_routines(drop.routines, drop.phase)
        else:
            self._drop_rows(drop)

    def _drop_rows(self, drop: Drop) -> None:
        items = [one.item for one in drop.rows if one.item is not None]
        phases = [one.phase for one in drop.rows if one.kind == "phase"]
        if items and drop.is_copy:
            after = editing.copy_items(self.plan, items, drop.phase, drop.at, self.library)
            self._do(after, Edit.COPY_ITEMS)
        elif items:
            after = editing.move_items(self.plan, items, drop.phase, drop.at, self.library)
            self._do(after, Edit.MOVE_ITEMS)
        elif phases:
            ids = [one.id for one in self.plan.phases]
            to = ids.index(drop.phase) if drop.phase in ids else len(ids)
            self._do(editing.move_phase(self.plan, phases[0], to), Edit.MOVE_PHASE)

    def remove(self, rows: Collection[RowKey]) -> None:
        """Remove what is chosen: items and routines, or else a phase."""
        items = [one.item for one in rows if one.item is not None]
        routines = [one for one in rows if one.kind == "routine"]
        after = editing.remove_items(self.plan, items)
        for one in routines:
            after = editing.remove_routine(after, one.phase, one.one)
        if items or routines:
            self._do(after, Edit.REMOVE_ITEMS if items else Edit.REMOVE_ROUTINE)
            return
        for one in rows:
            if one.kind == "phase":
                self._do(editing.remove_phase(self.plan, one.phase), Edit.REMOVE_PHASE)

    def shift(self, rows: Collection[RowKey], step: int) -> None:
        """Move what is chosen one place up (-1) or down (1)."""
        items = [one.item for one in rows if one.item is not None]
        if items:
            after = editing.shift_items(self.plan, items, step, self.library)
            self._do(after, Edit.MOVE_ITEMS)
            return
        ids = [one.id for one in self.plan.phases]
        for one in rows:
            if one.kind == "phase" and one.phase in ids:
                to = ids.index(one.phase) + step
                self._do(editing.move_phase(self.plan, one.phase, to), Edit.MOVE_PHASE)
                return

    def add_phase(self, after: str | None) -> None:
        """A new phase behind another one, or at the end."""
        ids = [one.id for one in self.plan.phases]
        at = ids.index(after) + 1 if after in ids else None
        name = new_phase_name(self.plan, len(ids) + 1 if at is None else at + 1)
        self._do(editing.add_phase(self.plan, _new_id(), name, at), Edit.ADD_PHASE)

    def copy_phase(self, phase_id: str) -> None:
        """The same phase once more, behind it."""
        phase = editing.phase_of(self.plan, phase_id)
        if phase is not None:
            name = copied_name(phase.name)
            self._do(editing.copy_phase(self.plan, phase_id, _new_id(), name), Edit.COPY_PHASE)

    def replace(self, key: ItemKey, exercise: str) -> None:
        """Another exercise in an item's place."""
        after = editing.replace_exercise(self.plan, key, exercise, self.library)
        self._do(after, Edit.REPLACE_EXERCISE)

    def take_step(self, key: ItemKey, *, is_easier: bool) -> None:
        """The easier or the harder exercise in an item's place, if there is one."""
        exercise = self.library.exercises[key.exercise]
        other = exercise.easier if is_easier else exercise.harder
        if other is not None:
            self.replace(key, other)

    def use_own_doses(self, keys: Collection[ItemKey]) -> None:
        """These items with the doses of their exercises."""
        self._do(editing.reset_doses(self.plan, keys, self.library), Edit.CHANGE_DOSE)

    def change(self, change: FieldEdit, items: Sequence[ItemKey], phase_id: str | None) -> None:
        """A change that a panel wants of these items, of this phase, or of the plan."""
        match change:
            case DoseEdit(doses):
                after = editing.change_doses(self.plan, items, self.library, **doses)
                self._do(after, Edit.CHANGE_DOSE, (*items, *doses))
            case ItemEdit(edit, of_items):
                after = editing.change_items(self.plan, items, **of_items)
                self._do(after, edit, (*items, *of_items))
            case PhaseEdit(of_phase):
                if phase_id is not None:
                    after = editing.change_phase(self.plan, phase_id, **of_phase)
                    self._do(after, Edit.CHANGE_PHASE, (phase_id, *of_phase))
            case PlanEdit(of_plan):
                self.change_plan(of_plan)
            case _:
                assert_never(change)

    def change_plan(self, change: PlanChange) -> None:
        """A change of the plan as a whole."""
        after = editing.change_plan(self.plan, **change)
        self._do(after, Edit.CHANGE_PLAN, tuple(change))

    def _do(self, after: Plan, edit: Edit, field: tuple[object, ...] | None = None) -> None:
        before = self.plan
        if self._history.do(after, edit, field):
            self.changed.emit(_came(before, after))


def _came(before: Plan, after: Plan) -> tuple[RowKey, ...]:
    """The rows that are there now and were not before."""
    known = set(_keys(before))
    return tuple(one for one in _keys(after) if one not in known)


def _keys(plan: Plan) -> list[RowKey]:
    keys = [PLAN_KEY]
    for phase in plan.phases:
        keys.append(RowKey("phase", phase.id))
        keys += [RowKey("item", phase.id, one.exercise) for one in phase.items]
        keys += [RowKey("routine", phase.id, one) for one in phase.routines]
    return keys


def _new_id() -> str:
    """An id for a phase that no plan has had."""
    from uuid import uuid4  # noqa: PLC0415 - not before there is something to name

    return uuid4().hex[:12]
