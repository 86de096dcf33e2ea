"""What is different between two revisions of a plan, as values that words/ turns into sentences."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Literal

from posture_app.dataclass import dataclass
from posture_app.plans.model import Plan, PlanItem, PlanPhase

DifferenceKind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is different.

    Attributes:
        kind: What happened.
        phase: The id of the phase that it is about; None for the plan as a whole.
        exercise: The exercise that it is about; None for the phase or the plan as a whole.
        field: Which field was changed; None where something was added, removed or moved.
        before, after: The field's values.
    """

    kind: DifferenceKind
    phase: str | None = None
    exercise: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None


_OWN_OF_PLAN = {"id", "revision", "changed_on", "phases"}
_OWN_OF_PHASE = {"id", "items"}
_OWN_OF_ITEM = {"exercise"}


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """What was changed from one revision to another, in the order of the later one."""
    return tuple(_of_plan(before, after))


def _of_plan(before: Plan, after: Plan) -> Iterator[Difference]:
    for name, old, new in _changed(before, after, _OWN_OF_PLAN):
        yield Difference(kind="changed", field=name, before=old, after=new)
    earlier = {one.id: one for one in before.phases}
    later = {one.id for one in after.phases}
    for phase in after.phases:
        if phase.id in earlier:
            yield from _of_phase(earlier[phase.id], phase)
        else:
            yield Difference(kind="added", phase=phase.id)
    for phase in before.phases:
        if phase.id not in later:
            yield Difference(kind="removed", phase=phase.id)
    kept = [one.id for one in before.phases if one.id in later]
    if kept != [one.id for one in after.phases if one.id in earlier]:
        yield Difference(kind="moved")


def _of_phase(before: PlanPhase, after: PlanPhase) -> Iterator[Difference]:
    for name, old, new in _changed(before, after, _OWN_OF_PHASE):
        yield Difference(kind="changed", phase=after.id, field=name, before=old, after=new)
    earlier = {one.exercise: one for one in before.items}
    later = {one.exercise for one in after.items}
    for item in after.items:
        if item.exercise in earlier:
            yield from _of_item(after.id, earlier[item.exercise], item)
        else:
            yield Difference(kind="added", phase=after.id, exercise=item.exercise)
    for item in before.items:
        if item.exercise not in later:
            yield Difference(kind="removed", phase=after.id, exercise=item.exercise)
    kept = [one.exercise for one in before.items if one.exercise in later]
    if kept != [one.exercise for one in after.items if one.exercise in earlier]:
        yield Difference(kind="moved", phase=after.id)


def _of_item(phase: str, before: PlanItem, after: PlanItem) -> Iterator[Difference]:
    for name, old, new in _changed(before, after, _OWN_OF_ITEM):
        yield Difference(
            kind="changed",
            phase=phase,
            exercise=after.exercise,
            field=name,
            before=old,
            after=new,
        )


def _changed(before: Any, after: Any, own: set[str]) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - any two of one class
    for field in fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name not in own and old != new:
            yield field.name, old, new
