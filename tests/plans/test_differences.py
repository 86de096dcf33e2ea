"""What is different between two revisions of a plan."""

from dataclasses import fields, replace
from typing import Any

import pytest

from posture_app.library.model import Dose
from posture_app.plans.differences import Difference, differences
from posture_app.plans.model import Plan, PlanCriterion, PlanItem, PlanPhase, Practice, StepRule


def item(key, **changed):
    return PlanItem(exercise=key, **changed)


FIRST = PlanPhase(id="first", name="First", items=(item("a"), item("b"), item("c")))
SECOND = PlanPhase(id="second", name="Second", items=(item("a"),))
PLAN = Plan(id="p", name="Plan", phases=(FIRST, SECOND))


def with_first(phase):
    return replace(PLAN, phases=(phase, SECOND))


def found(after, before=PLAN):
    return differences(before, after)


def changed(field, before, after, **where):
    return Difference(kind="changed", field=field, before=before, after=after, **where)


def test_the_same_has_none():
    assert found(replace(PLAN)) == ()
    later = replace(PLAN, id="q", revision=2, changed_on="2026-03-02")
    assert found(later) == ()  # what each version has of its own is no change to the patient


OF_PLAN: dict[str, Any] = {
    "name": "Other",
    "goal": "Walk.",
    "patient": "C. D.",
    "language": "de",
    "practice": Practice(name="Here"),
    "precautions": ("osteoporosis",),
    "steps": StepRule(easier_from=5),
    "when_it_hurts": "Stop.",
    "when_to_call": "Soon.",
    "pages": ("pacing",),
}
OF_PHASE: dict[str, Any] = {
    "name": "Other",
    "aim": "Move.",
    "weeks": 2,
    "criterion": PlanCriterion(),
    "routines": ("neck-relief-5",),
}
OF_ITEM: dict[str, Any] = {
    "dose": Dose(model="reps", reps=5),
    "side": "left",
    "load": "red",
    "per_day": 2,
    "days_per_week": 3,
    "days": ("monday",),
    "note": "Slowly.",
    "may_step": False,
}


def test_no_field_is_forgotten_here():
    own = {"id", "revision", "changed_on", "phases", "items", "exercise"}
    for model, told in ((Plan, OF_PLAN), (PlanPhase, OF_PHASE), (PlanItem, OF_ITEM)):
        assert {one.name for one in fields(model)} - own == set(told)


@pytest.mark.parametrize("field", OF_PLAN)
def test_each_field_of_the_plan(field):
    value = OF_PLAN[field]
    assert found(replace(PLAN, **{field: value})) == (changed(field, getattr(PLAN, field), value),)


@pytest.mark.parametrize("field", OF_PHASE)
def test_each_field_of_a_phase(field):
    value = OF_PHASE[field]
    assert found(with_first(replace(FIRST, **{field: value}))) == (
        changed(field, getattr(FIRST, field), value, phase="first"),
    )


@pytest.mark.parametrize("field", OF_ITEM)
def test_each_field_of_an_item(field):
    value = OF_ITEM[field]
    items = (*FIRST.items[:1], item("b", **{field: value}), *FIRST.items[2:])
    assert found(with_first(replace(FIRST, items=items))) == (
        changed(field, getattr(FIRST.items[1], field), value, phase="first", exercise="b"),
    )


def test_exercises_come_and_go():
    items = (item("a"), item("d"), item("c"))
    assert found(with_first(replace(FIRST, items=items))) == (
        Difference(kind="added", phase="first", exercise="d"),
        Difference(kind="removed", phase="first", exercise="b"),
    )


def test_another_order_of_exercises_is_told_once():
    items = (item("c"), item("a"), item("b"))
    assert found(with_first(replace(FIRST, items=items))) == (
        Difference(kind="moved", phase="first"),
    )
    coming = (item("d"), item("a"), item("b"), item("c"))
    assert found(with_first(replace(FIRST, items=coming))) == (
        Difference(kind="added", phase="first", exercise="d"),
    )


def test_phases_come_and_go():
    third = PlanPhase(id="third", name="Third")
    assert found(replace(PLAN, phases=(FIRST, third))) == (
        Difference(kind="added", phase="third"),
        Difference(kind="removed", phase="second"),
    )


def test_another_order_of_phases_is_told_once():
    assert found(replace(PLAN, phases=(SECOND, FIRST))) == (Difference(kind="moved"),)
    between = PlanPhase(id="between", name="Between")
    assert found(replace(PLAN, phases=(FIRST, between, SECOND))) == (
        Difference(kind="added", phase="between"),
    )


def test_an_exercise_that_moves_to_another_phase_goes_and_comes():
    before = replace(PLAN, phases=(FIRST, replace(SECOND, items=())))
    after = replace(
        PLAN, phases=(replace(FIRST, items=FIRST.items[1:]), replace(SECOND, items=(item("a"),)))
    )
    assert found(after, before) == (
        Difference(kind="removed", phase="first", exercise="a"),
        Difference(kind="added", phase="second", exercise="a"),
    )
