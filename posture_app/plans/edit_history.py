"""The edits of a plan, each of which can be undone and made again, however many there were."""

from collections.abc import Hashable
from enum import StrEnum

from posture_app.dataclass import dataclass
from posture_app.plans.model import Plan


class Edit(StrEnum):
    """What an edit was, for the words with which it is undone."""

    ADD_ITEMS = "add_items"
    COPY_ITEMS = "copy_items"
    MOVE_ITEMS = "move_items"
    REMOVE_ITEMS = "remove_items"
    REPLACE_EXERCISE = "replace_exercise"
    CHANGE_DOSE = "change_dose"
    CHANGE_OFTEN = "change_often"
    CHANGE_SIDE = "change_side"
    CHANGE_LOAD = "change_load"
    CHANGE_NOTE = "change_note"
    CHANGE_STEPS = "change_steps"
    ADD_PHASE = "add_phase"
    COPY_PHASE = "copy_phase"
    MOVE_PHASE = "move_phase"
    REMOVE_PHASE = "remove_phase"
    CHANGE_PHASE = "change_phase"
    ADD_ROUTINE = "add_routine"
    REMOVE_ROUTINE = "remove_routine"
    CHANGE_PLAN = "change_plan"


@dataclass(frozen=True, slots=True)
class _Step:
    edit: Edit
    before: Plan
    after: Plan


class EditHistory:
    """A plan that is being written, with every state that it has had.

    What is typed into one field, or turned up and down there, is one step until another edit is
    made or the field is left (`end_typing`).
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._typing: Hashable | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self._plan

    @property
    def undoes(self) -> Edit | None:
        """What `undo` takes back; None where there is nothing."""
        return self._done[-1].edit if self._done else None

    @property
    def redoes(self) -> Edit | None:
        """What `redo` makes again; None where there is nothing."""
        return self._undone[-1].edit if self._undone else None

    def do(self, plan: Plan, edit: Edit, field: Hashable | None = None) -> bool:
        """Go on with another plan; False where it is the same one.

        Args:
            plan: What the edit made of the plan as it is now.
            edit: What it was.
            field: Where it is typed; with the same field as before it is the same step.
        """
        if plan == self._plan:
            return False
        before = self._plan
        if field is not None and field == self._typing and self._done:
            before = self._done.pop().before
        self._typing = field
        self._undone.clear()
        if plan != before:  # typed and taken back: nothing to undo
            self._done.append(_Step(edit, before, plan))
        else:
            self._typing = None
        self._plan = plan
        return True

    def end_typing(self) -> None:
        """A field was left: what is typed from now on is another step."""
        self._typing = None

    def undo(self) -> bool:
        """Back to before the last step; False where there is none."""
        self._typing = None
        if not self._done:
            return False
        step = self._done.pop()
        self._undone.append(step)
        self._plan = step.before
        return True

    def redo(self) -> bool:
        """What was undone last, again; False where there is nothing."""
        self._typing = None
        if not self._undone:
            return False
        step = self._undone.pop()
        self._done.append(step)
        self._plan = step.after
        return True
