"""Patients, their plans and what came back, in a database of their own."""

import sqlite3
import sys
import traceback
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from posture_app.coach.pain_rule import Condition
from posture_app.library.model import Dose, Tempo
from posture_app.plans.adherence_files import Arrival, Arrived, arrived
from posture_app.plans.attention import Need, Reason
from posture_app.plans.files import adherence_bytes
from posture_app.plans.model import (
    AdherenceFile,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    SessionDone,
)
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.store.errors import (
    ChangedElsewhereError,
    DamagedDatabaseError,
    EncryptedDatabaseError,
    EncryptionMissingError,
    MissingDatabaseError,
    NewerDatabaseError,
    UnknownPatientError,
    WrongPassphraseError,
)
from posture_app.store.patient_copies import go_back, patient_copies
from posture_app.store.patient_database import change_passphrase, daily_copies, is_encrypted
from posture_app.store.patient_migrations import FOLDER, NEWEST
from posture_app.store.patient_rows import (
    PatientBase,
    PatientRow,
    PlanRow,
    SessionDoneRow,
    TemplateRow,
)
from posture_app.store.patients import open_patients
from tests.there import there

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DOSE = Dose(model="reps", sets=2, reps=8, tempo_s=Tempo(move=2.0, return_=3.0))
PHASE = PlanPhase(id="one", name="One", items=(PlanItem(exercise="chin-tuck", dose=DOSE),))
PLAN = Plan(id="plan-a", name="Plan", patient="A. B.", phases=(PHASE,))

CAUTIONS = (Condition.OSTEOPOROSIS, Condition.LATEX_ALLERGY)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "patients.db"


@pytest.fixture
def patients(path):
    patients = open_patients(path)
    yield patients
    patients.close()


@pytest.fixture
def patient(patients):
    return patients.add(Patient(id="", code="A. B.", birth_year=1970, precautions=CAUTIONS))


@pytest.fixture
def kept(patients, patient):
    return patients.save_plan(KeptPlan(patient_id=patient.id, plan=PLAN, handed_over_at=NOW))


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
    return Arrived(Path("a.json"), adherence, known_by)


def merged(patients, *files):
    found = patients.merge(files, NOW)
    return [(one.arrival, one.added, one.changed) for one in found]


def test_a_patient_is_kept(patients, patient):
    assert (patient.version, len(patient.id)) == (1, 36)
    changed = patients.save(replace(patient, notes="Prefers mornings."))
    assert patients.every() == [changed]
    assert (changed.version, changed.notes) == (2, "Prefers mornings.")


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
    newer = replace(kept, plan=replace(PLAN, revision=2), handed_over_at=None, version=0)
    draft = patients.save_plan(newer)
    patients.remove_draft(draft)
    assert patients.plans(kept.patient_id) == [kept]
    with pytest.raises(UnknownPatientError):
        patients.remove_draft(draft)
    assert patients.save_plan(replace(draft, version=0)) == draft


def test_handing_over_is_not_taken_back_once_there_is_a_later_version(patients, kept):
    patients.save_plan(
        replace(kept, plan=replace(PLAN, revision=2), handed_over_at=None, version=0)
    )
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
    assert (first.version, len(first.id)) == (1, 36)
    assert patients.templates() == [first, second]
    changed = patients.save_template(replace(first, plan=replace(PLAN, name="C")))
    assert (changed.id, changed.version) == (first.id, 2)
    with pytest.raises(ChangedElsewhereError):
        patients.save_template(replace(first, plan=PLAN))
    with pytest.raises(ChangedElsewhereError):
        patients.remove_template(first)
    patients.remove_template(second)
    assert patients.templates() == [changed]
    with pytest.raises(UnknownPatientError):
        patients.save_template(second)
    assert patients.save_template(replace(second, version=0)) == second, "undone"


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
    assert merged(patients, file(session(1, pain_after=3))) == [(Arrival.KNOWN, 0, 0)]


def test_a_session_counts_once(patients, kept):
    first = file(session(1), session(2), last=2)
    assert merged(patients, first, first) == [(Arrival.MERGED, 2, 0), (Arrival.KNOWN, 0, 0)]
    assert merged(patients, file(session(2), session(3), last=3)) == [(Arrival.MERGED, 1, 0)]
    assert [one.id for one in patients.sessions("plan-a")] == ["1", "2", "3"]


def test_an_answer_that_came_later_is_taken_and_none_is_taken_back(patients, kept):
    merged(patients, file(session(1, pain_after=3), last=1))
    assert merged(patients, file(session(1, pain_next_morning=2), last=2)) == [
        (Arrival.MERGED, 0, 1)
    ]
    (one,) = patients.sessions("plan-a")
    assert (one.pain_after, one.pain_next_morning) == (3, 2)


def test_an_older_file_is_named_and_only_fills_in(patients, kept):
    merged(patients, file(session(1, pain_after=3, effort=None), last=9))
    older = file(session(1, pain_after=8, effort=5), session(2), last=2)
    assert merged(patients, older) == [(Arrival.OLDER, 1, 1)]
    one = patients.sessions("plan-a")[0]
    assert (one.pain_after, one.effort) == (3, 5)


def test_files_of_others_are_told_and_not_taken(patients, kept):
    found = patients.merge([file(session(1), patient="X. Y."), file(plan="plan-z")], NOW)
    assert [one.arrival for one in found] == [Arrival.OTHER_PATIENT, Arrival.UNKNOWN_PLAN]
    assert (found[0].patient, found[0].named) == ("A. B.", "X. Y.")
    assert patients.sessions("plan-a") == []


def test_the_code_that_a_patient_had_before_is_still_theirs(patients, patient, kept):
    patients.save(replace(patient, code="New"))
    assert merged(patients, file(session(1))) == [(Arrival.MERGED, 1, 0)]


def test_a_damaged_file_is_named_with_its_faults(patients, kept, tmp_path):
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(adherence_bytes(file(session(1)).adherence))
    bad.write_bytes(good.read_bytes()[:-9])
    found = patients.merge([arrived(bad), arrived(good), arrived(tmp_path / "none")], NOW)
    assert [one.arrival for one in found] == [Arrival.BROKEN, Arrival.MERGED, Arrival.BROKEN]
    assert found[0].faults
    assert found[2].faults


def test_who_needs_attention_is_first(patients, patient, kept):
    patients.add(Patient(id="", code="A. A."))
    patients.merge([file(*(session(day, pain_after=day) for day in range(1, 4)))], NOW)
    first, second = patients.attention(date(2026, 3, 17))
    assert first.needs == (
        Need(Reason.PAIN_RISING, date(2026, 3, 3)),
        Need(Reason.NO_SESSION, date(2026, 3, 10)),
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
        Need(Reason.RED_FLAG, date(2026, 3, 1)),
        Need(Reason.CRITERION_MET, date(2026, 3, 8)),
    )


def test_it_is_a_private_file_and_opens_again(path, patients, patient):
    assert path.stat().st_mode & 0o077 == 0
    patients.close()
    again = open_patients(path)
    assert again.every() == [patient]
    again.close()


def test_what_is_no_database_of_ours_is_left_as_it_is(path, patients):
    with patients._database.writing() as opened:
        opened.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    patients.close()
    with pytest.raises(NewerDatabaseError):
        open_patients(path)
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / "patients-2026-03-01.db").write_bytes(b"x")
    path.write_bytes(b"")
    with pytest.raises(DamagedDatabaseError):
        open_patients(path)
    path.unlink()
    with pytest.raises(MissingDatabaseError):
        open_patients(path)


def test_with_a_passphrase_nothing_can_be_read(path):
    word = 'it\'s "geheim" ü'
    patients = open_patients(path, word)
    patients.add(Patient(id="", code="SECRETCODE"))
    contents = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
    patients.close()
    assert b"SECRETCODE" not in contents + path.read_bytes()
    assert b"patient" not in path.read_bytes()
    assert is_encrypted(path)
    with pytest.raises(WrongPassphraseError, match="does not open"):
        open_patients(path, "other")
    with pytest.raises(EncryptedDatabaseError, match="locked with a passphrase"):
        open_patients(path)
    again = open_patients(path, word)
    assert [one.code for one in again.every()] == ["SECRETCODE"]
    again.close()


def test_a_passphrase_is_set_and_removed_and_a_wrong_one_changes_nothing(path, patients, patient):
    patients.close()
    change_passphrase(path, "", "one")
    assert b"A. B." not in path.read_bytes()
    before = path.read_bytes()
    with pytest.raises(WrongPassphraseError):
        change_passphrase(path, "two", "three")
    assert path.read_bytes() == before
    change_passphrase(path, "one", "")
    assert {one.name for one in path.parent.iterdir()} == {"patients.db"}
    assert path.stat().st_mode & 0o077 == 0
    again = open_patients(path)
    assert again.every() == [patient]
    again.close()
    with pytest.raises(WrongPassphraseError):
        open_patients(path, "one")


def test_without_the_library_that_encrypts_that_is_told_and_nothing_is_made(path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(EncryptionMissingError, match=r"Install posture-app\[encryption\]"):
        open_patients(path, "word")
    assert not path.exists()
    open_patients(path).close()


def test_a_copy_a_day_for_seven_days(path, patients):
    assert patients.back_up(NOW) is None, "there is nothing to lose yet"
    patients.add(Patient(id="", code="A. B."))
    for day in range(9):
        assert patients.back_up(NOW + timedelta(days=day))
    assert patients.back_up(NOW + timedelta(days=8, hours=1)) is None
    names = [one.name for one in daily_copies(path)]
    assert (names[0], names[-1]) == ("patients-2026-03-12.db", "patients-2026-03-18.db")
    assert daily_copies(path)[0].stat().st_mode & 0o077 == 0


def test_copies_have_the_passphrase_and_go_when_it_is_changed(path, tmp_path):
    patients = open_patients(path, "word")
    kept = patients.add(Patient(id="", code="A. B."))
    copy = patients.back_up(NOW)
    patients.close()
    again = open_patients(there(copy).rename(tmp_path / "copy.db"), "word")
    assert again.every() == [kept]
    again.back_up(NOW)
    again.close()
    change_passphrase(tmp_path / "copy.db", "word", "other")
    assert not any((tmp_path / "backups").iterdir())


def test_a_copy_is_there_though_the_clock_was_ahead_for_days(path, patients):
    patients.add(Patient(id="", code="A. B."))
    for day in range(100, 108):
        patients.back_up(NOW + timedelta(days=day))
    copy = there(patients.back_up(NOW))
    assert copy.exists()
    assert len(daily_copies(path)) == 7


def test_what_a_killed_program_left_half_made_is_removed(path, patients, patient):
    patients.back_up(NOW)
    patients.close()
    left = [
        path.with_name("patients.db.part"),
        path.with_name("patients.db.part-journal"),
        path.parent / "backups" / "patients-2026-03-01.db.part",
    ]
    for one in left:
        one.write_bytes(path.read_bytes())
    again = open_patients(path)
    assert again.every() == [patient]
    again.close()
    assert [one for one in left if one.exists()] == []
    assert len(daily_copies(path)) == 1


def test_who_is_killed_while_the_passphrase_changes_has_no_copy_without_it(
    path, patients, patient, monkeypatch
):
    pytest.importorskip("sqlcipher3")
    patients.back_up(NOW)
    patients.close()

    def killed(*_paths):
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            change_passphrase(path, "", "one")
    assert daily_copies(path) == []
    again = open_patients(path)
    assert again.every() == [patient]
    again.close()


@pytest.mark.parametrize(
    ("table", "value"),
    [("plan_revision", 'content = \'{"name": "SECRET"}\''), ("patient", "precautions = 'SECRET'")],
)
def test_what_stands_in_a_row_that_cannot_be_read_is_in_no_error(
    path, patients, patient, kept, table, value
):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {table} SET {value}")
        connection.commit()
    with pytest.raises(DamagedDatabaseError) as caught:
        patients.every() if table == "patient" else patients.plans(patient.id)
    assert "SECRET" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("word", ["", "word"])
def test_a_copy_is_gone_back_to_and_what_was_there_is_put_aside(path, word):
    patients = open_patients(path, word)
    first = patients.add(Patient(id="", code="A. B."))
    copy = there(patients.back_up(NOW))
    patients.add(Patient(id="", code="C. D."))
    patients.close()
    (path.parent / "backups" / "patients-2026-03-01.db").write_bytes(b"no database at all")
    (found,) = patient_copies(path, word)
    assert (found.path, found.patients) == (copy, 1)
    aside = there(go_back(path, copy, word, NOW))
    again = open_patients(path, word)
    assert again.every() == [first]
    again.close()
    assert aside.stat().st_mode & 0o077 == 0
    assert {one.path: one.patients for one in patient_copies(path, word)} == {copy: 1, aside: 2}
    if word:
        assert patient_copies(path, "other") == []
        with pytest.raises(WrongPassphraseError):
            go_back(path, copy, "other", NOW)
        change_passphrase(path, word, "")
        assert not copy.exists()
        assert not aside.exists()


def test_a_damaged_database_is_put_aside_and_a_missing_one_begun_anew(path):
    patients = open_patients(path)
    patients.add(Patient(id="", code="A. B."))
    copy = there(patients.back_up(NOW))
    patients.close()
    damaged = path.read_bytes()[:100] + b"x" * 5000
    path.write_bytes(damaged)
    with pytest.raises(DamagedDatabaseError):
        open_patients(path)
    aside = there(go_back(path, copy, "", NOW))
    assert aside.read_bytes() == damaged
    opened = open_patients(path)
    assert len(opened.every()) == 1
    opened.close()
    path.unlink()
    with pytest.raises(MissingDatabaseError):
        open_patients(path)
    opened = open_patients(path, begin=True)
    assert opened.every() == []
    opened.close()


def test_the_migrations_lead_to_the_tables_of_the_rows(path, patients):
    with patients._database.reading() as opened:
        context = MigrationContext.configure(
            opened.connection(), opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, PatientBase.metadata) == []
    assert ScriptDirectory(str(FOLDER)).get_heads() == [NEWEST]
