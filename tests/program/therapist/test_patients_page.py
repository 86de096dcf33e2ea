"""The page Patients in the running program: kept, found, removed, and what came back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from posture_app.coach.pain_rule import Condition
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import AdherenceFile, ItemDone, Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.program.therapist.reading_in import ReadingIn
from posture_app.store.patients import Patients, open_patients
from posture_app.ui.page_targets import PatientTarget
from posture_app.ui.therapist.patient_sheet import PatientSheet
from posture_app.ui.widgets.snackbar import Snackbar
from tests.there import there
from tests.ui.acting import drop

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def main(practice_program):
    return there(practice_program.window.main)


@pytest.fixture
def practice(practice_program):
    return practice_program.window.services.practice


@pytest.fixture
def page(main):
    return main.page("patients")


@pytest.fixture
def today(practice_program):
    return practice_program.shared.local_time.today


def add(practice, code, **values):
    return there(practice.change(lambda data: data.add(Patient(id="", code=code, **values))))


def codes(practice):
    return [one.code for one in practice.ask(Patients.every, ())]


def rows(page):
    model = page.list.rows.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(widget, name):
    QApplication.processEvents()
    found = [one for one in widget.findChildren(QAbstractButton, name) if one.isVisibleTo(widget)]
    found[0].click()


def sheet_of(main):
    return main.findChild(PatientSheet)


def hand_over(practice, patient, today):
    items = (PlanItem(exercise="chin-tuck"), PlanItem(exercise="cat-cow"))
    phases = (PlanPhase(id="one", name="One", items=items),)
    plan = Plan(id=f"plan-{patient.code}", name="Neck", patient=patient.code, phases=phases)
    now = practice.local_time.now() - timedelta(days=10)
    kept = KeptPlan(patient_id=patient.id, plan=plan)
    practice.change(lambda data: data.hand_over(kept, now))
    return plan


def sent(folder, plan, today, count=3, **values):
    """A file as a patient sends it."""
    days = [today - timedelta(days=count - 1 - number) for number in range(count)]
    item = ItemDone(exercise="chin-tuck", asked_sets=2, done_sets=2)
    left = ItemDone(exercise="cat-cow", asked_sets=2, done_sets=0, hurt=True, skipped=True)
    sessions = tuple(
        SessionDone(
            id=day.isoformat(),
            day=day.isoformat(),
            phase="one",
            revision=1,
            items=(item, left),
            **values,
        )
        for day in days
    )
    adherence = AdherenceFile(
        format="posture-app/adherence",
        version=1,
        plan=plan.id,
        patient=plan.patient,
        first_day=days[0].isoformat(),
        last_day=days[-1].isoformat(),
        sessions=sessions,
    )
    path = folder / f"{plan.patient}.json"
    path.write_bytes(adherence_bytes(adherence))
    return path


def test_without_patients_there_is_one_thing_to_do(page, main):
    assert [one.objectName() for one in page.list.findChildren(QWidget, "patients-empty")]
    assert not page.list.rows.isVisibleTo(page)
    press(page, "first-patient")
    assert sheet_of(main) is not None
    sheet_of(main).reject()


def test_a_new_patient_is_kept_and_opened(page, main, practice):
    main.show_new("patients")
    sheet = sheet_of(main)
    press(sheet, "patient-keep")
    assert sheet.isVisible(), "without a code nothing is kept"
    sheet.findChild(QLineEdit, "patient-code").setText("  A. B. ")
    sheet.findChild(QLineEdit, "patient-birth-year").setText("1850")
    press(sheet, "patient-keep")
    assert codes(practice) == []
    sheet.findChild(QLineEdit, "patient-birth-year").setText("1970")
    sheet.findChild(QAbstractButton, "heeds-osteoporosis").click()
    press(sheet, "patient-keep")
    (kept,) = practice.ask(Patients.every, ())
    assert (kept.code, kept.birth_year) == ("A. B.", 1970)
    assert kept.precautions == (Condition.OSTEOPOROSIS,)
    assert page.where() == PatientTarget(kept.id, "plan")
    assert rows(page) == ["A. B., born 1970"]


def test_a_patient_is_changed_and_what_was_typed_meanwhile_stays(page, main, practice):
    patient = add(practice, "A. B.")
    page.open_patient(patient.id)
    page.frame.edit_requested.emit(patient.id)
    practice.change(lambda data: data.save(replace(data.patient(patient.id), notes="typed")))
    sheet_of(main).findChild(QLineEdit, "patient-code").setText("C. D.")
    press(sheet_of(main), "patient-keep")
    changed = there(practice.ask(lambda data: data.patient(patient.id), None))
    assert (changed.code, changed.notes) == ("C. D.", "typed")
    press(page, "snackbar-action")
    changed = there(practice.ask(lambda data: data.patient(patient.id), None))
    assert (changed.code, changed.notes) == ("A. B.", "typed")


def test_two_patients_have_two_codes(page, main, practice):
    add(practice, "A. B.")
    other = add(practice, "C. D.")
    page.frame.edit_requested.emit(other.id)
    sheet = sheet_of(main)
    sheet.findChild(QLineEdit, "patient-code").setText("a. b.")
    press(sheet, "patient-keep")
    assert "Another patient" in there(sheet.findChild(QLabel, "fault-code")).text()
    sheet.findChild(QLineEdit, "patient-code").setText("c. d.")
    press(sheet, "patient-keep")
    assert codes(practice) == ["A. B.", "c. d."]


def test_a_patient_is_found_by_code_year_or_plan(page, practice, today):
    add(practice, "A. B.", birth_year=1970)
    hand_over(practice, add(practice, "C. D."), today)
    page.list.field.setText("a.")
    assert rows(page) == ["A. B., born 1970"]
    page.list.field.setText("neck")
    assert rows(page) == ["C. D."]
    page.list.field.setText("XYZ")
    assert rows(page) == []
    assert "XYZ" in page.list.findChild(QWidget, "patients-nothing").text()
    page.list.field.setText("")
    assert len(rows(page)) == 2


def test_who_needs_attention_is_first_with_the_reason(page, practice, today):
    add(practice, "A. B.")
    hand_over(practice, add(practice, "C. D."), today)
    assert rows(page) == ["C. D.", "A. B."]
    model = page.list.rows.model()
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Need attention" in spoken
    assert "No session since" in spoken


def test_by_keyboard_to_a_patient_and_back(page, main, practice, qtbot):
    patient = add(practice, "A. B.")
    page.list.rows.setFocus()
    page.list.rows.select(patient.id)
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Return)
    assert page.open_id == patient.id
    main.go_back()
    assert page.where() is None
    assert page.list.rows.currentIndex().isValid()


@pytest.mark.parametrize("by_key", [True, False])
def test_a_removed_patient_is_put_back_with_all_of_them(page, practice, today, qtbot, by_key):
    patient = add(practice, "A. B.")
    hand_over(practice, patient, today)
    if by_key:
        page.list.rows.select(patient.id)
        qtbot.keyClick(page.list.rows, Qt.Key.Key_Delete)
    else:
        page.open_patient(patient.id)
        press(page.frame, "remove-patient")
        assert page.where() is None
    assert codes(practice) == []
    if by_key:
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        press(page, "snackbar-action")
    qtbot.waitUntil(lambda: codes(practice) == ["A. B."])  # a button goes down and up for its key
    assert len(practice.ask(lambda data: data.plans(patient.id), ())) == 1


def test_notes_are_kept_as_they_are_typed(page, practice, qtbot):
    patient, other = add(practice, "A. B."), add(practice, "C. D.")

    def notes(one):
        return there(practice.ask(lambda data: data.patient(one.id), None)).notes

    page.open_patient(patient.id)
    page.frame.show_part("notes")
    qtbot.keyClicks(page.frame.notes.field, "mornings")
    assert notes(patient) == ""
    qtbot.waitUntil(lambda: notes(patient) == "mornings")
    qtbot.keyClicks(page.frame.notes.field, " only")
    page.open_patient(other.id)
    assert (notes(patient), notes(other)) == ("mornings only", "")
    assert page.frame.notes.field.toPlainText() == ""


def test_notes_that_somebody_else_has_changed_meanwhile_are_kept_beside_ones_own(
    page, practice, qtbot
):
    patient = add(practice, "A. B.")

    def notes():
        return there(practice.ask(lambda data: data.patient(patient.id), None)).notes

    page.open_patient(patient.id)
    page.frame.show_part("notes")
    qtbot.keyClicks(page.frame.notes.field, "mine")
    elsewhere = open_patients(there(practice.patients)._database.path)
    elsewhere.save(replace(there(elsewhere.patient(patient.id)), notes="theirs"))
    elsewhere.close()
    page.frame.notes.keep()
    assert notes() == "theirs\n\nmine"
    assert page.frame.notes.field.toPlainText() == "theirs\n\nmine"
    qtbot.keyClicks(page.frame.notes.field, "x")
    page.frame.notes.keep()
    assert notes() == "theirs\n\nminex"


def test_files_that_were_dropped_are_read_in_and_seen(page, main, practice, today, tmp_path, qtbot):
    patient = add(practice, "A. B.")
    plan = hand_over(practice, patient, today)
    good = sent(tmp_path, plan, today, pain_after=4, stopped="pain", note="Was hard.")
    bad = tmp_path / "bad.json"
    bad.write_bytes(good.read_bytes()[:-20])
    main.open_page("plans")
    assert drop(main, good, bad)
    assert main.open_page_key == "patients"
    qtbot.waitUntil(lambda: page.list.report.isVisibleTo(page))
    said = " ".join(one.accessibleName() for one in page.list.report.findChildren(QWidget))
    assert "A. B..json: A. B., new: 3 sessions." in said
    assert "bad.json" in said
    press(page, "hide-report")
    assert not page.list.report.isVisibleTo(page)
    page.show_details(PatientTarget(patient.id, "progress"))
    shown = " ".join(one.text() for one in page.frame.progress.findChildren(QLabel))
    assert "Sessions were stopped for pain" in shown
    assert "hurt 3 times" in shown
    assert "3 of 11 times" in shown


def test_what_became_of_files_is_told_at_an_open_patient_too(
    page, main, practice, today, tmp_path, qtbot
):
    patient = add(practice, "A. B.")
    good = sent(tmp_path, hand_over(practice, patient, today), today)
    page.show_details(PatientTarget(patient.id, "progress"))
    assert drop(main, good)
    qtbot.waitUntil(lambda: "new: 3 sessions" in told_at_the_foot(page))
    assert page.open_id == patient.id
    bad = tmp_path / "bad.json"
    bad.write_bytes(good.read_bytes()[:-20])
    assert drop(main, bad)
    qtbot.waitUntil(lambda: page.list.report.isVisibleTo(page))
    assert not page.open_id
    page.show_details(PatientTarget(patient.id, "progress"))
    assert drop(main, good, good)
    assert not page.open_id
    qtbot.waitUntil(lambda: page.list.report.isVisibleTo(page))


def told_at_the_foot(page):
    bars = [one for one in page.findChildren(Snackbar) if one.isVisibleTo(page)]
    return " ".join(label.text() for one in bars for label in one.findChildren(QLabel))


def test_in_ones_own_workspace_such_files_are_not_taken(main, tmp_path):
    main.show_workspace("own")
    assert not drop(main, tmp_path / "a.json")


def test_reading_in_is_ended_in_the_middle(page, practice, today, tmp_path, qtbot):
    files = []
    for number in range(12):
        plan = hand_over(practice, add(practice, f"P{number}"), today)
        files.append(sent(tmp_path, plan, today))
    reading = there(page.list.findChild(QWidget, "reading-in"))
    shares: list[float | None] = []

    def note(share):
        shares.append(share)
        if share is not None and share > 0.5:
            page.list.cancel_requested.emit()

    controller = there(page.window().findChild(ReadingIn))
    controller.progressed.connect(note)
    assert controller.start(files)
    assert reading.isVisibleTo(page)
    assert not controller.start(files), "one after the other"
    qtbot.waitUntil(lambda: bool(shares) and shares[-1] is None)
    taken = practice.ask(
        lambda data: sum(len(data.sessions(f"plan-P{number}")) for number in range(12)), 0
    )
    assert 0 < taken < 36
    assert taken % 3 == 0, "each file as a whole"
    assert not reading.isVisibleTo(page)


def test_at_a_lock_nothing_that_was_being_written_is_lost(page, main, practice, qtbot):
    pytest.importorskip("sqlcipher3")
    patient = add(practice, "A. B.")
    assert practice.set_passphrase("", "seven red kites")
    page.show_details(PatientTarget(patient.id, "notes"))
    qtbot.keyClicks(page.frame.notes.field, "half a sent")
    main.show_new("patients")
    sheet_of(main).findChild(QLineEdit, "patient-birth-year").setText("1980")
    practice.lock()
    assert page.is_closed
    assert sheet_of(main) is None or not sheet_of(main).isVisible()
    main.show_new("patients")
    page.go_to(PatientTarget(patient.id, "notes"))
    assert page.is_closed
    practice.unlock("seven red kites")
    assert there(practice.ask(lambda data: data.patient(patient.id), None)).notes == "half a sent"
    assert page.where() == PatientTarget(patient.id, "notes")
    sheet = there(next((one for one in main.findChildren(PatientSheet) if one.isVisible()), None))
    assert sheet.findChild(QLineEdit, "patient-birth-year").text() == "1980"
    sheet.reject()


def test_a_form_that_a_log_out_has_closed_goes_on_where_it_was(page, main, practice_program):
    main.show_new("patients")
    there(sheet_of(main)).findChild(QLineEdit, "patient-birth-year").setText("1980")
    practice_program._keep_entries()  # another program may call the log-out off
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sheet_of(main) is None
    main.show_new("patients")
    sheet = there(sheet_of(main))
    assert sheet.findChild(QLineEdit, "patient-birth-year").text() == "1980"
    sheet.reject()


def test_what_could_not_be_kept_is_told(page, practice):
    patient = add(practice, "A. B.")
    practice.change(lambda data: data.save(replace(patient, notes="one")))
    assert practice.change(lambda data: data.save(replace(patient, notes="two"))) is None
    told = [one.accessibleName() for one in page.findChildren(QWidget, "snackbar")]
    assert any("changed by somebody else" in one for one in told)


def test_there_are_others_only_beside_those_who_need_attention(page, practice, today):
    def rows():
        model = page.list.rows.model()
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(spoken)) for row in range(model.rowCount())]

    add(practice, "A. B.")
    assert rows()[0].startswith("All. A. B.")
    hand_over(practice, add(practice, "C. D."), today)
    first, second = rows()
    assert first.startswith("Need attention")
    assert second.startswith("All others")
