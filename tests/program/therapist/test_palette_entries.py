"""The palette of a practice: patients, plans, drafts and templates while nothing is locked."""

from dataclasses import replace

import pytest

from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.program.palette import PaletteController
from posture_app.program.palette_entries import MakeNew, ShowDetails
from posture_app.ui.page_targets import PatientTarget, PlanTarget, TemplateLookTarget
from posture_app.ui.therapist.patients_page import PatientsPage
from posture_app.ui.therapist.plans_page import PlansPage
from posture_app.words.search_index import SearchIndex
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")
PLAN = Plan(
    id="one",
    name="Knee after a fall",
    phases=(PlanPhase(id="settle", name="Settle", items=(PlanItem(exercise="bridge"),)),),
)


@pytest.fixture
def practice(practice_program):
    return practice_program.window.services.practice


@pytest.fixture
def palette(practice_program):
    one, main = practice_program, there(practice_program.window.main)
    main.show_workspace("own")
    return PaletteController(one.shared, one.records, one.breaks, one.window.services, main)


@pytest.fixture
def patient(practice, practice_program):
    """With a plan that was handed over, another that is being written, and an own template."""
    practice.open()
    kept = there(practice.patients)
    one = kept.add(Patient(id="", code="Q. Z."))
    first = kept.save_plan(KeptPlan(patient_id=one.id, plan=PLAN))
    kept.hand_over(first, practice_program.shared.local_time.now())
    draft = replace(PLAN, id="two", name="Hip in autumn")
    kept.save_plan(KeptPlan(patient_id=one.id, plan=draft))
    kept.save_template(KeptTemplate(id="mine", plan=replace(PLAN, id="t", name="Own beginning")))
    return one


def found(palette, typed):
    return SearchIndex((one, one.searched) for one in palette.entries()).find(typed)


def test_nobody_has_looked_at_the_practice_and_its_patients_are_found(palette, patient, practice):
    practice.close()
    [entry] = [one for one in found(palette, "q z") if one.title == "Q. Z."]
    assert entry.intent == ShowDetails(PatientTarget(patient.id))
    assert practice.patients is not None


@pytest.mark.parametrize(
    ("typed", "page", "what"),
    [
        ("knee fall", "patients", PatientTarget("", "plan")),
        ("hip autumn", "plans", PlanTarget("two")),
        ("own beginning", "plans", TemplateLookTarget("own", "mine")),
        ("neck at the desk template", "plans", TemplateLookTarget("library", "neck-at-the-desk")),
    ],
)
def test_plans_drafts_and_templates_are_found_and_opened(palette, patient, typed, page, what):
    if isinstance(what, PatientTarget):
        what = replace(what, patient_id=patient.id)
    entry = found(palette, typed)[0]
    assert entry.intent == ShowDetails(what)
    palette.carry_out(entry.intent)
    window = palette._window
    assert window.open_page_key == page
    shown = window.page(page)
    assert isinstance(shown, PatientsPage | PlansPage)
    assert shown.where() == what


def test_a_template_is_looked_at_while_a_plan_is_being_written(palette, patient):
    palette.carry_out(ShowDetails(PlanTarget("two")))
    palette.carry_out(ShowDetails(TemplateLookTarget("own", "mine")))
    page = palette._window.page("plans")
    assert page.where() == TemplateLookTarget("own", "mine")
    assert page._writing is None


def test_while_it_is_locked_nothing_of_a_patient_is_found(palette, patient, practice):
    assert practice.set_passphrase("", "a long passphrase")
    assert found(palette, "q z")
    practice.lock()
    entries = palette.entries()
    assert MakeNew("patients") in [one.intent for one in entries]
    details = [one.intent for one in entries if isinstance(one.intent, ShowDetails)]
    assert not [one for one in details if one.target.page in {"patients", "plans"}]
    assert practice.is_locked


def test_who_has_no_patients_finds_none(palette, patient, practice_program):
    practice_program.shared.preferences.change(audience="self")
    details = [one.intent for one in palette.entries() if isinstance(one.intent, ShowDetails)]
    assert not [one for one in details if one.target.page in {"patients", "plans"}]
