"""The file of the therapist's database: its passphrase, its copies, and what harms it."""

import errno
import hashlib
import os
import sqlite3
import sys
import traceback
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from posture_app.plans.patient import Patient
from posture_app.store.errors import (
    DamagedDatabaseError,
    DiskFullError,
    EncryptedDatabaseError,
    EncryptionMissingError,
    MissingDatabaseError,
    NewerDatabaseError,
    NotAFileError,
    WrongPassphraseError,
)
from posture_app.store.passphrase import Passphrase, is_encrypted
from posture_app.store.patient_copies import go_back, patient_copies
from posture_app.store.patient_database import (
    change_passphrase,
    check_passphrase,
    daily_copies,
)
from posture_app.store.patient_migrations import FOLDER, NEWEST
from posture_app.store.patient_rows import (
    PatientBase,
)
from posture_app.store.patients import open_patients
from tests.store.patients.made_up import NOW
from tests.there import there


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


@pytest.mark.without_shortcuts
def test_a_key_is_made_by_the_rule_and_the_rounds_of_sqlcipher():
    words = "wörd"
    made = bytes.fromhex(Passphrase(words).new_key().removeprefix("x'").removesuffix("'"))
    key, salt = made[:32], made[32:]
    assert len(salt) == 16
    assert key == hashlib.pbkdf2_hmac("sha512", words.encode(), salt, 256_000, 32)


@pytest.mark.without_shortcuts
def test_another_program_that_knows_sqlcipher_opens_it_with_the_passphrase(path):
    sqlcipher = pytest.importorskip("sqlcipher3.dbapi2")
    open_patients(path, "word").close()
    with closing(sqlcipher.connect(path)) as connection:
        connection.execute("PRAGMA key = 'word'")
        assert connection.execute("SELECT count(*) FROM patient").fetchall() == [(0,)]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are of other systems")
def test_a_passphrase_is_set_where_a_link_leads_to(path, patients, patient, tmp_path):
    pytest.importorskip("sqlcipher3")
    patients.close()
    real = path.rename(tmp_path / "elsewhere.db")
    path.symlink_to(real)
    change_passphrase(path, "", "one")
    assert path.is_symlink()
    assert is_encrypted(real)
    again = open_patients(path, "one")
    assert again.every() == [patient]
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are of other systems")
def test_a_pipe_in_its_place_is_not_waited_for(path):
    pytest.importorskip("sqlcipher3")
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(NotAFileError):
        change_passphrase(path, "one", "two")
    with pytest.raises(NotAFileError):
        check_passphrase(path, "one")


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


def test_nothing_half_made_is_left_where_the_disk_is_full(path, patients, patient, monkeypatch):
    copy = there(patients.back_up(NOW))
    patients.close()

    def full(_source, target):
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("posture_app.store.patient_copies.copy_privately", full)
    with pytest.raises(DiskFullError):
        go_back(path, copy, "", NOW)
    assert {one.name for one in path.parent.iterdir()} == {"patients.db", "backups"}


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
