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
from posture_app.plans.model import Language, Plan

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
