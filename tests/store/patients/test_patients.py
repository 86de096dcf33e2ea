"""Patients, their plans and what came back, in a database of their own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from posture_app.plans.adherence_files import ImportedFile, ImportOutcome, imported_file
from posture_app.plans.attention import AttentionReason, Need
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import (
    AdherenceFile,
    PlanCriterion,
    SessionDone,
)
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.store.errors import (
    ChangedElsewhereError,
    UnknownPatientError,
)
from posture_app.store.patient_rows import (
    PatientBase,
    PatientRow,
    PlanRow,
    SessionDoneRow,
    TemplateRow,
)
from posture_app.store.patients import open_patients
from tests.store.patients.made_up import NOW, PHASE, PLAN


def session(number, **values):
    given: dict[str, Any] = {"day": f"2026-03-{number:02}", "phase": "one", "revision": 1} | values
    return SessionDone(id=str(number), **given)


def file(*sessions, last=9, check_sum="", **values):
    given: dict[str, Any] = {"plan": "plan-a", "patient": "A. B."} | values
    adherence = AdherenceFile(
        format="posture-app/adherence",
        version=1,
        first_day="2026-03-01",
        last_day=f"2026-03-{last:02}",
        sessions=sessions,
        **given,
    )
    known_by = check_sum or sha256(repr(adherence).encode()).hexdigest()
    return ImportedFile(Path("a.json"), adherence, known_by)


def merged(patients, *files):
    found = patients.merge(files, NOW)
    return [(one.outcome, one.added, one.changed) for one in found]


def test_a_patient_is_kept(patients, patient):
    assert (patient.writes, len(patient.id)) == (1, 36)
    changed = patients.save(replace(patient, notes="Prefers mornings."))
    assert patients.every() == [changed]
    assert (changed.writes, changed.notes) == (2, "Prefers mornings.")


def test_two_peoples_changes_do_not_overwrite_each_other(patients, patient, kept):
    patients.save(replace(patient, notes="one"))
    with pytest.raises(ChangedElsewhereError, match=r"A\. B\. was changed by somebody else"):
        patients.save(replace(patient, notes="two"))
    with pytest.raises(ChangedElsewhereError):
        patients.remove(patient)
    draft = KeptPlan(patient_id=patient.id, plan=replace(PLAN, revision=2))
    first = patients.save_plan(draft)
    patients.save_plan(replace(first, plan=replace(first.plan, goal="one")))
    with pytest.raises(ChangedElsewhereError, match="Plan was changed"):
        patients.save_plan(replace(first, plan=replace(first.plan, goal="two")))
    with pytest.raises(ChangedElsewhereError):
        patients.save_plan(draft)
    assert [one.plan.goal for one in patients.plans(patient.id)] == ["", "one"]


def test_the_database_itself_compares_versions():
    mappers = PatientBase.registry.mappers
    versioned = {one.class_ for one in mappers if one.version_id_col is not None}
    assert versioned == {PatientRow, PlanRow, SessionDoneRow, TemplateRow}


def test_what_was_handed_over_stays(patients, kept):
    with pytest.raises(ChangedElsewhereError):
        patients.save_plan(replace(kept, plan=replace(PLAN, goal="other")))
    draft = KeptPlan(patient_id=kept.patient_id, plan=replace(PLAN, revision=2))
    assert patients.hand_over(patients.save_plan(draft), NOW).handed_over_at == NOW
    assert patients.plans(kept.patient_id)[0] == kept


def test_handing_over_is_taken_back_while_nothing_rests_on_it(patients, kept):
    draft = patients.take_back(kept)
    assert draft.handed_over_at is None
    with pytest.raises(ChangedElsewhereError):
        patients.take_back(kept)  # of an older version
    again = patients.hand_over(draft, NOW)
    merged(patients, file(session(1)))
    with pytest.raises(ChangedElsewhereError):
        patients.take_back(again)


def test_a_draft_is_removed_and_put_back_and_nothing_else(patients, kept):
    with pytest.raises(ChangedElsewhereError):
        patients.remove_draft(kept)
    newer = replace(kept, plan=replace(PLAN, revision=2), handed_over_at=None, writes=0)
    draft = patients.save_plan(newer)
    patients.remove_draft(draft)
    assert patients.plans(kept.patient_id) == [kept]
    with pytest.raises(UnknownPatientError):
        patients.remove_draft(draft)
    assert patients.save_plan(replace(draft, writes=0)) == draft


def test_handing_over_is_not_taken_back_once_there_is_a_later_version(patients, kept):
    patients.save_plan(replace(kept, plan=replace(PLAN, revision=2), handed_over_at=None, writes=0))
    with pytest.raises(ChangedElsewhereError):
        patients.take_back(kept)


def test_drafts_are_found_and_each_plan_by_its_id(patients, patient, kept):
    assert patients.drafts() == []
    draft = KeptPlan(patient_id=patient.id, plan=replace(PLAN, revision=2))
    other = KeptPlan(patient_id=patient.id, plan=replace(PLAN, id="plan-b"))
    second, first = patients.save_plan(draft), patients.save_plan(other)
    assert patients.drafts() == [first, second]
    assert patients.revisions("plan-a") == [kept, second]
    assert patients.revisions("gone") == []


def test_templates_are_kept_changed_and_removed(patients):
    second = patients.save_template(KeptTemplate(id="", plan=replace(PLAN, name="b")))
    first = patients.save_template(KeptTemplate(id="", plan=replace(PLAN, name="A")))
    assert (first.writes, len(first.id)) == (1, 36)
    assert patients.templates() == [first, second]
    changed = patients.save_template(replace(first, plan=replace(PLAN, name="C")))
    assert (changed.id, changed.writes) == (first.id, 2)
    with pytest.raises(ChangedElsewhereError):
        patients.save_template(replace(first, plan=PLAN))
    with pytest.raises(ChangedElsewhereError):
        patients.remove_template(first)
    patients.remove_template(second)
    assert patients.templates() == [changed]
    with pytest.raises(UnknownPatientError):
        patients.save_template(second)
    assert patients.save_template(replace(second, writes=0)) == second, "undone"


def test_a_database_of_the_first_revision_gets_the_table_of_templates(path, patients, patient):
    with patients._database.writing() as opened:
        connection = opened.connection()
        for table in ("plan_template", "standing"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DROP INDEX ix_session_done_plan_id")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    patients.close()
    again = open_patients(path)
    assert (again.every(), again.templates()) == ([patient], [])
    again.close()


def test_removing_a_patient_removes_all_of_them(patients, patient, kept):
    patients.merge([file(session(1))], NOW)
    patients.remove(patient)
    assert (patients.every(), patients.plans(patient.id), patients.sessions("plan-a")) == (
        [],
        [],
        [],
    )
    with pytest.raises(UnknownPatientError):
        patients.save(patient)


def test_a_patient_who_was_removed_is_put_back_as_before(patients, patient, kept):
    patients.merge([file(session(1, pain_after=3))], NOW)
    plans, sessions = patients.plans(patient.id), patients.sessions("plan-a")
    before = patients.attention(date(2026, 3, 20))
    removed = patients.remove(patient)
    assert patients.every() == []
    assert patients.put_back(removed) == patient
    assert (patients.every(), patients.plans(patient.id)) == ([patient], plans)
    assert (patients.sessions("plan-a"), patients.attention(date(2026, 3, 20))) == (
        sessions,
        before,
    )
    assert merged(patients, file(session(1, pain_after=3))) == [(ImportOutcome.KNOWN, 0, 0)]


def test_a_session_counts_once(patients, kept):
    first = file(session(1), session(2), last=2)
    assert merged(patients, first, first) == [
        (ImportOutcome.MERGED, 2, 0),
        (ImportOutcome.KNOWN, 0, 0),
    ]
    assert merged(patients, file(session(2), session(3), last=3)) == [(ImportOutcome.MERGED, 1, 0)]
    assert [one.id for one in patients.sessions("plan-a")] == ["1", "2", "3"]


def test_an_answer_that_came_later_is_taken_and_none_is_taken_back(patients, kept):
    merged(patients, file(session(1, pain_after=3), last=1))
    assert merged(patients, file(session(1, pain_next_morning=2), last=2)) == [
        (ImportOutcome.MERGED, 0, 1)
    ]
    (one,) = patients.sessions("plan-a")
    assert (one.pain_after, one.pain_next_morning) == (3, 2)


def test_an_older_file_is_named_and_only_fills_in(patients, kept):
    merged(patients, file(session(1, pain_after=3, effort=None), last=9))
    older = file(session(1, pain_after=8, effort=5), session(2), last=2)
    assert merged(patients, older) == [(ImportOutcome.OLDER, 1, 1)]
    one = patients.sessions("plan-a")[0]
    assert (one.pain_after, one.effort) == (3, 5)


def test_files_of_others_are_told_and_not_taken(patients, kept):
    found = patients.merge([file(session(1), patient="X. Y."), file(plan="plan-z")], NOW)
    assert [one.outcome for one in found] == [
        ImportOutcome.OTHER_PATIENT,
        ImportOutcome.UNKNOWN_PLAN,
    ]
    assert (found[0].patient, found[0].named) == ("A. B.", "X. Y.")
    assert patients.sessions("plan-a") == []


def test_the_code_that_a_patient_had_before_is_still_theirs(patients, patient, kept):
    patients.save(replace(patient, code="New"))
    assert merged(patients, file(session(1))) == [(ImportOutcome.MERGED, 1, 0)]


def test_a_damaged_file_is_named_with_its_faults(patients, kept, tmp_path):
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(adherence_bytes(file(session(1)).adherence))
    bad.write_bytes(good.read_bytes()[:-9])
    found = patients.merge(
        [imported_file(bad), imported_file(good), imported_file(tmp_path / "none")], NOW
    )
    assert [one.outcome for one in found] == [
        ImportOutcome.BROKEN,
        ImportOutcome.MERGED,
        ImportOutcome.BROKEN,
    ]
    assert found[0].faults
    assert found[2].faults


def test_who_needs_attention_is_first(patients, patient, kept):
    patients.add(Patient(id="", code="A. A."))
    patients.merge([file(*(session(day, pain_after=day) for day in range(1, 4)))], NOW)
    first, second = patients.attention(date(2026, 3, 17))
    assert first.needs == (
        Need(AttentionReason.PAIN_RISING, date(2026, 3, 3)),
        Need(AttentionReason.NO_SESSION, date(2026, 3, 10)),
    )
    assert (first.code, first.last_day, second.code) == ("A. B.", date(2026, 3, 3), "A. A.")


def test_what_was_handed_over_counts_to_the_therapists_day(path, patients, patient):
    at = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)  # the tenth in Tokyo
    patients.save_plan(KeptPlan(patient_id=patient.id, plan=PLAN, handed_over_at=at))
    there_day = date(2026, 3, 10)
    elsewhere = open_patients(path, zone=ZoneInfo("Asia/Tokyo"))
    [kept] = elsewhere.plans(patient.id)
    assert (kept.handed_over_on, kept.handed_over_at) == (there_day, at)
    assert [one.needs for one in elsewhere.attention(there_day + timedelta(days=6))] == [()]
    elsewhere.close()


def test_a_sign_of_many_sessions_ago_and_the_beginning_of_a_phase_are_known(patients, patient):
    first = replace(PHASE, weeks=1, criterion=PlanCriterion(sessions=2))
    plan = replace(PLAN, phases=(first, replace(PHASE, id="two")))
    patients.save_plan(KeptPlan(patient_id=patient.id, plan=plan, handed_over_at=NOW))
    told = session(1, red_flags=("numbness",))
    often = [session(8, at=f"0{hour}:00") for hour in range(9)]
    sessions = [told, *(replace(one, id=f"8-{at}") for at, one in enumerate(often))]
    patients.merge([file(*sessions)], NOW)
    (one,) = patients.attention(date(2026, 3, 9))
    assert one.needs == (
        Need(AttentionReason.RED_FLAG, date(2026, 3, 1)),
        Need(AttentionReason.CRITERION_MET, date(2026, 3, 8)),
    )
