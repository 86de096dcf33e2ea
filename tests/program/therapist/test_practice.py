"""The workspace for a practice: who has it, what is in it, and what is behind a passphrase."""

import pytest

from posture_app.plans.model import Plan, PlanPhase
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.store.patient_database import change_passphrase
from posture_app.store.patients import Patients
from posture_app.ui.therapist.locked import Locked
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


def test_a_practice_has_pages_of_its_own(practice_program):
    main = there(practice_program.window.main)
    assert main.pages == ("patients", "plans", "library", "settings")
    assert main.open_page_key == "patients"
    assert not main.page("patients").is_loading
    main.show_workspace("own")
    assert main.open_page_key == "today"


def test_each_workspace_is_found_as_it_was_left(practice_program):
    main = there(practice_program.window.main)
    main.visit("plans")
    main.show_workspace("own")
    main.visit("body")
    main.show_workspace("practice")
    assert main.open_page_key == "plans"
    main.show_workspace("own")
    assert main.open_page_key == "body"
    assert main.window_state().workspace == "own"


def test_the_settings_are_in_both(practice_program):
    main = there(practice_program.window.main)
    main.visit("settings")
    assert main.workspace == "practice"
    main.show_workspace("own")
    assert main.open_page_key == "settings"


def test_who_has_no_patients_any_more_is_back_at_their_own(practice_program):
    main = there(practice_program.window.main)
    practice_program.shared.preferences.change(audience="self")
    assert main.workspace == "own"
    assert "patients" not in [entry.key for entry in main.entries]


def test_it_is_remembered_which_one_was_open(practice_program):
    saved_state = practice_program.shared.saved_state
    practice_program.window.keep_state()
    assert saved_state.window().workspace == "practice"
    assert saved_state.window().page == "patients"


def test_back_leads_from_one_to_the_other(practice_program):
    main = there(practice_program.window.main)
    main.show_workspace("own")
    main.go_back()
    assert main.open_page_key == "patients"
    assert main.workspace == "practice"


def test_locked_data_are_seen_with_their_passphrase_only(practice_program, tmp_path, qtbot):
    pytest.importorskip("sqlcipher3")
    main = there(practice_program.window.main)
    practice = practice_program.window.services.practice
    practice.change(lambda data: data.add(Patient(id="", code="AB")))
    assert practice.set_passphrase("", "seven red kites")
    practice.lock()
    page = main.page("patients")
    assert isinstance(page.views.currentWidget(), Locked)
    assert practice.ask(Patients.every, None) is None
    with qtbot.waitSignal(practice.turned):
        page.unlock_wanted.emit("six red kites")
        assert practice.patients is None  # the key is made on a thread
    assert practice.patients is None
    assert practice.problem is not None
    with qtbot.waitSignal(practice.turned):
        page.unlock_wanted.emit("seven red kites")
        assert practice.patients is None
    assert [one.code for one in practice.ask(Patients.every, ())] == ["AB"]
    assert not isinstance(page.views.currentWidget(), Locked)
    practice.close()
    change_passphrase(tmp_path / "data" / "patients.db", "seven red kites", "")


def test_the_day_of_handing_over_is_that_of_where_the_therapist_is(practice_program):
    local_time = practice_program.shared.local_time
    practice = practice_program.window.services.practice
    practice.close()
    local_time.move_to("Pacific/Kiritimati")  # 14 hours ahead: it is 23 o'clock
    practice.open()
    patient = there(practice.change(lambda data: data.add(Patient(id="", code="AB"))))
    plan = Plan(id="p", name="Plan", phases=(PlanPhase(id="one", name="One"),))
    practice_program.shared.clock.go(2 * 3600)
    kept = KeptPlan(patient_id=patient.id, plan=plan)
    handed_over = there(practice.change(lambda data: data.hand_over(kept, local_time.now())))
    assert handed_over.handed_over_on == local_time.today
