"""The plans that one can begin with: `resources/plans/LANGUAGE/NAME.json`, and the programmes.

Each file is a plan's that carries no exercises, as all of them are the built-in library's. The
languages differ in their texts only. A programme of the library becomes a plan whose phases have
the exercises of its routines, so that each can be changed.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from posture_app.library.files import data_root
from posture_app.library.model import Library, Phase, Programme
from posture_app.plans import PREFIX
from posture_app.plans.files import read_plan
from posture_app.plans.model import (
    Language,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    Practice,
)
from posture_app.plans.patient import KeptPlan, Patient

FOLDER: Final = "resources/plans"
NAMES: Final = (
    "neck-at-the-desk",
    "after-an-injection",
    "acute-low-back",
    "chronic-low-back",
    "headache-and-neck",
    "osteoporosis",
)
"""In the order in which they are offered."""


def names(library: Library) -> tuple[str, ...]:
    """All that one can begin with; a plan that is followed as a programme is none of them."""
    return (*NAMES, *(one for one in library.programmes if not one.startswith(PREFIX)))


def template(name: str, language: Language, library: Library) -> Plan:
    """One of the plans that one can begin with.

    Args:
        name: One of `names`.
        language: In which the patient reads it; of a person's own programme that is as it is
            written.
        library: Has the exercises, and the programmes in this language.

    Raises:
        BrokenFileError: The file is broken or missing.
    """
    if name in library.programmes:
        return _of_programme(library.programmes[name], language, library)
    return read_plan(data_root() / FOLDER / language / f"{name}.json", library).plan


def _of_programme(programme: Programme, language: Language, library: Library) -> Plan:
    phases = [_phase(one, programme, library) for one in programme.phases]
    last = phases[-1]
    phases[-1] = replace(last, aim=f"{last.aim}\n{programme.afterwards}")
    return Plan(
        id=programme.id[:36],
        name=programme.name,
        goal=programme.goal,
        language=language,
        phases=tuple(phases),
    )


def _phase(phase: Phase, programme: Programme, library: Library) -> PlanPhase:
    criterion = phase.criterion or programme.criterion
    items: dict[str, PlanItem] = {}
    for asked in phase.routines:
        for one in library.routines[asked.routine].items:
            item = PlanItem(
                exercise=one.exercise,
                dose=one.dose,
                side=one.side or "both",
                per_day=asked.per_day,
                days_per_week=asked.days_per_week,
                days=asked.days,
            )
            items.setdefault(one.exercise, item)  # a phase holds each exercise once
    return PlanPhase(
        id=phase.id,
        name=phase.name,
        aim=phase.aim,
        weeks=phase.weeks,
        criterion=PlanCriterion(
            sessions=criterion.sessions,
            pain_at_most=criterion.pain_at_most,
            effort_at_most=criterion.effort_at_most,
        ),
        items=tuple(items.values()),
    )


def begun(template: Plan, plan_id: str, patient: str, today: date) -> Plan:
    """A plan for a patient from a template.

    Args:
        template: What it begins with.
        plan_id: An id that no other plan has.
        patient: The patient's code or initials.
        today: The therapist's day.
    """
    return replace(template, id=plan_id, revision=1, patient=patient, changed_on=today.isoformat())


def begun_for(
    patient: Patient, template: Plan, plan_id: str, practice: Practice, today: date
) -> KeptPlan:
    """A draft for a patient from a template, which heeds their precautions, too.

    Args:
        patient: Whose it is.
        template: What it begins with; who hands it over stays, if that is in it.
        plan_id: An id that no other plan has.
        practice: Who hands it over.
        today: The therapist's day.
    """
    made = begun(template, plan_id, patient.code, today)
    plan = replace(
        made,
        precautions=tuple(dict.fromkeys((*made.precautions, *patient.precautions))),
        practice=practice if made.practice == Practice() else made.practice,
    )
    return KeptPlan(patient_id=patient.id, plan=plan)
