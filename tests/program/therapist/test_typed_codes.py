"""The code that a patient's telephone shows, typed in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.ui.page_targets import PatientTarget
from posture_app.ui.therapist.code_sheet import CodeSheet
from tests.exchange.test_adherence_code import BITS, code_of
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def main(practice_program):
    return there(practice_program.window.main)


@pytest.fixture
def practice(practice_program):
    return practice_program.window.services.practice


def patient_with(practice, *revisions):
    patient = there(practice.change(lambda data: data.add(Patient(id="", code="AB"))))
    items = (PlanItem(exercise="bridge"), PlanItem(exercise="chin-tuck-seated"))
    plan = Plan(
        id="9f1c", name="Back", phases=(PlanPhase(id="first", name="First", weeks=1, items=items),)
    )
    for revision in revisions:
        kept = KeptPlan(patient_id=patient.id, plan=replace(plan, revision=revision))
        at = practice.local_time.now() - timedelta(days=20 - revision)
        practice.change(lambda data, kept=kept, at=at: data.hand_over(kept, at))
    return patient


def type_in(main, patient, code):
    page = main.page("patients")
    page.show_details(PatientTarget(patient.id, "progress"))
    if not sheets(main):
        page.frame.progress.code_requested.emit()
    (sheet,) = sheets(main)
    sheet.field.setPlainText(code)
    there(sheet.findChild(QAbstractButton, "take-code")).click()
    return sheet


def sheets(main):
    return [one for one in main.findChildren(CodeSheet) if one.isVisible()]


@pytest.mark.parametrize("revisions", [(3,), (3, 4)])
def test_a_code_is_taken_for_the_version_that_it_belongs_to(main, practice, revisions):
    patient = patient_with(practice, *revisions)
    type_in(main, patient, code_of(BITS).lower())
    assert not sheets(main)
    sessions = practice.ask(lambda data: data.sessions("9f1c"), ())
    assert [one.revision for one in sessions] == [3, 3]


def test_a_mistyped_code_says_so_and_can_be_mended(main, practice):
    patient = patient_with(practice, 3)
    code = code_of(BITS)
    sheet = type_in(main, patient, code[:-3])
    assert sheet.problem
    assert practice.ask(lambda data: data.sessions("9f1c"), ()) == []
    type_in(main, patient, code)
    assert len(practice.ask(lambda data: data.sessions("9f1c"), ())) == 2


def test_half_a_code_is_there_again_after_a_lock(main, practice):
    pytest.importorskip("sqlcipher3")
    patient = patient_with(practice, 3)
    assert practice.set_passphrase("", "seven red kites")
    type_in(main, patient, code_of(BITS)[:-3])
    practice.lock()
    assert not sheets(main)
    practice.unlock("seven red kites")
    page = main.page("patients")
    page.frame.progress.code_requested.emit()
    (sheet,) = sheets(main)
    assert sheet.field.toPlainText() == code_of(BITS)[:-3]
    sheet.reject()
    page.frame.progress.code_requested.emit()
    (sheet,) = [one for one in sheets(main) if one is not sheet]
    assert not sheet.field.toPlainText(), "it was put away"
    sheet.reject()


def test_without_a_plan_no_code_can_be_read(main, practice):
    patient = patient_with(practice)
    assert "No plan" in type_in(main, patient, code_of(BITS)).problem
    practice.close()
    assert not sheets(main), "closed with the data"
