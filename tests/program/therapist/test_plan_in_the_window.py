"""A patient's plan in the running program: begun, written, previewed, handed over, gone back to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from posture_app.gallery.drawing import settle
from posture_app.plans.patient import Patient
from posture_app.program.start import build
from posture_app.ui.page_targets import PatientTarget
from posture_app.ui.therapist.hand_over_sheet import HandOverSheet
from posture_app.ui.widgets.menu import MenuButton
from tests.there import there
from tests.ui.acting import child, click


@pytest.fixture
def program(qtbot, tmp_path):
    program = build(tmp_path / "data")
    program.shared.saved_state.keep_said("welcomed")
    program.shared.preferences.change(audience="patients")
    program.start()
    qtbot.addWidget(there(program.window.main))
    qtbot.waitSignal(program.begun).wait()
    yield program
    program.quit()


def words(view):
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisibleTo(view))


def test_a_plan_goes_from_a_template_to_the_patient_and_back(program, qtbot, tmp_path, monkeypatch):
    main = there(program.window.main)
    main.show_workspace("practice")
    practice = program.window.services.practice
    patient = there(practice.change(lambda kept: kept.add(Patient(id="", code="A. B."))))
    main.show_details(PatientTarget(patient.id))
    settle()
    plan = main.page("patients").frame.plan
    assert "There is no plan yet." in words(plan)

    [action] = [
        one
        for one in child(plan, MenuButton, "first-plan").menu_actions()
        if one.text() == "Acute low back pain"
    ]
    action.trigger()
    settle()
    assert main.open_page_key == "plans"
    main.go_back()
    settle()
    assert main.open_page_key == "patients"
    assert main.page("patients").where() == PatientTarget(patient.id, "plan")
    assert "Acute low back pain" in words(plan)

    sessions = there(program.records.opened).journal.sessions()
    child(plan, MenuButton, "plan-preview").menu_actions()[0].trigger()
    assert there(program.window.player).view is not None
    click(there(main.centralWidget()), "preview-end")
    assert main.open_page_key == "patients"
    assert there(program.records.opened).journal.sessions() == sessions

    click(plan, "plan-hand-over")
    sheet = there(main.findChild(HandOverSheet))
    qtbot.waitUntil(lambda: bool(sheet.preview.pages))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "a"), ""))
    click(sheet, "hand-over-pdf")
    qtbot.waitUntil(lambda: "counts as handed over now" in words(sheet))
    sheet.reject()
    settle()
    assert (tmp_path / "a.pdf").stat().st_size
    assert "What the patient has" in words(plan)

    click(plan, "plan-edit")
    settle()
    assert main.open_page_key == "plans"
    writing = there(program.window._pages)._made["plans"].writing
    writing.take(replace(writing.kept.plan, goal="Walk to the lake."))
    main.go_back()
    settle()
    assert "Version 2: Acute low back pain" in words(plan)
    assert "Goal: Walk to the lake." in words(plan)
    [first, second] = there(practice.patients).plans(patient.id)
    assert first.handed_over_at is not None
    assert second.handed_over_at is None
    assert program.shared.local_time.now() - first.handed_over_at < timedelta(minutes=10)
