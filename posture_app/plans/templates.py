"""The plans that one can begin with: `resources/plans/LANGUAGE/NAME.json`.

Each is a plan's file that carries no exercises, as all of them are the built-in library's. The
languages differ in their texts only.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from posture_app.library.files import data_root
from posture_app.library.model import Library
from posture_app.plans.files import read_plan
from posture_app.plans.model import Language, Plan, Practice
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


def template(name: str, language: Language, library: Library) -> Plan:
    """One of the plans that one can begin with.

    Args:
        name: One of `NAMES`.
        language: In which the patient reads it.
        library: Has the built-in exercises.

    Raises:
        BrokenFileError: The file is broken or missing.
    """
    return read_plan(data_root() / FOLDER / language / f"{name}.json", library).plan


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
