"""Each plan that one can begin with can be made from an empty one by what the builder can do."""

from dataclasses import fields, replace
from typing import Any

import pytest

from posture_app.library.files import load
from posture_app.library.model import Dose
from posture_app.plans import editing
from posture_app.plans.editing import ItemKey
from posture_app.plans.files import plan_bytes, plan_file
from posture_app.plans.model import Plan, PlanPhase
from posture_app.plans.templates import NAMES, template

WHOLE = ("goal", "precautions", "steps", "when_it_hurts", "when_to_call", "pages")
OF_ITEM = ("side", "load", "per_day", "days_per_week", "days", "note", "may_step")
OF_DOSE = tuple(editing.DoseChange.__annotations__)


@pytest.fixture(scope="module")
def library():
    return load(language="de").library


def given(value: Any, names: tuple[str, ...]) -> Any:
    return {name: getattr(value, name) for name in names}


def made(wanted: Plan, library) -> Plan:
    """The plan, made edit by edit as a therapist does it."""
    first = PlanPhase(id=wanted.phases[0].id, name="Phase 1")
    plan = Plan(id=wanted.id, name="New", language=wanted.language, phases=(first,))
    plan = editing.change_plan(plan, name=wanted.name, **given(wanted, WHOLE))
    for phase in wanted.phases:
        if editing.phase_of(plan, phase.id) is None:
            plan = editing.add_phase(plan, phase.id, phase.name)
        told = given(phase, ("name", "aim", "weeks", "criterion"))
        plan = editing.change_phase(plan, phase.id, **told)
        for routine in phase.routines:
            plan = editing.add_routine(plan, phase.id, routine, library)
        for item in phase.items:
            plan = editing.add_items(plan, phase.id, [item.exercise], library)
            key = ItemKey(phase.id, item.exercise)
            plan = editing.change_items(plan, [key], **given(item, OF_ITEM))
            if item.dose is not None:
                usual = library.exercises[item.exercise].dose
                assert item.dose.model == usual.model
                changes = {
                    name: getattr(item.dose, name)
                    for name in OF_DOSE
                    if getattr(item.dose, name) != getattr(usual, name)
                }
                plan = editing.change_doses(plan, [key], library, **changes)
    return plan


def without_rest_of_dose(plan: Plan, library) -> Plan:
    """What the builder sets of doses; how often stands with the item, and the rest is no dose's."""

    def bare(dose: Dose) -> Dose:
        kept = {one.name: getattr(dose, one.name) for one in fields(Dose) if one.name in OF_DOSE}
        return Dose(model=dose.model, **kept)

    phases = tuple(
        replace(
            phase,
            items=tuple(
                replace(item, dose=bare(item.dose or library.exercises[item.exercise].dose))
                for item in phase.items
            ),
        )
        for phase in plan.phases
    )
    return replace(plan, phases=phases)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_it_can_be_made_in_the_builder(name, language, library):
    wanted = template(name, language, library)
    plan = made(wanted, library)
    assert without_rest_of_dose(plan, library) == without_rest_of_dose(wanted, library)
    assert plan_bytes(plan_file(plan, library))
