"""Setting aside, backups and restoring."""

import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.store.backups import (
    all_backups,
    copy_to_second,
    newest_backup,
    second_copies,
)
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.errors import DamagedDatabaseError, StoreError
from posture_app.store.files import restore, set_aside
from posture_app.store.journal import Journal
from tests.store.records import MORNING, a_break, log_session
from tests.store.test_entries import NOTE
from tests.there import there

TODAY = date(2026, 3, 1)


def spoil(path):
    path.write_bytes(b"\xa5" * 10_000)


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_damaged_log_is_set_aside_whole_and_with_its_date(path):
    path.parent.mkdir()
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).write_text(f"the{end}")
    aside = set_aside(path, TODAY)
    assert aside.name == "journal.damaged-2026-03-01.db"
    assert names(path.parent) == [aside.name, f"{aside.name}-shm", f"{aside.name}-wal"]
    assert aside.with_name(f"{aside.name}-wal").read_text() == "the-wal"


def test_a_second_one_on_the_same_day_does_not_replace_the_first(path):
    path.parent.mkdir()
    for text in ("first", "second", "third"):
        path.write_text(text)
        set_aside(path, TODAY)
    assert {file.name: file.read_text() for file in path.parent.iterdir()} == {
        "journal.damaged-2026-03-01.db": "first",
        "journal.damaged-2026-03-01-2.db": "second",
        "journal.damaged-2026-03-01-3.db": "third",
    }


def test_from_damage_to_the_restored_log(path):
    journal = Journal(open_database(path))
    kept = log_session(journal)
    journal.backup(MORNING)
    log_session(journal, MORNING + timedelta(hours=1))
    journal.close()
    spoil(path)
    with pytest.raises(DamagedDatabaseError):
        open_database(path)

    aside = set_aside(path, TODAY)
    backup = there(newest_backup(path))
    assert (backup.made_at, backup.sessions) == (MORNING, 1)
    restore(path, backup.path)

    journal = Journal(open_database(path))
    assert [session.id for session in journal.sessions()] == [kept]
    journal.close()
    assert aside.read_bytes() == b"\xa5" * 10_000
    assert backup.path.exists()
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or os.name == "nt"


def test_without_a_backup_the_program_starts_with_an_empty_log(path):
    open_database(path).close()
    spoil(path)
    set_aside(path, TODAY)
    assert newest_backup(path) is None
    journal = Journal(open_database(path))
    assert journal.sessions() == []
    journal.close()


def test_a_log_is_never_restored_over(path):
    journal = Journal(open_database(path))
    log_session(journal)
    copy = there(journal.backup(MORNING))
    with pytest.raises(FileExistsError):
        restore(path, copy)
    assert len(journal.sessions()) == 1
    journal.close()


def test_the_newest_sound_backup_is_offered(path):
    journal = Journal(open_database(path))
    copies = []
    for day in range(4):
        log_session(journal, MORNING + timedelta(days=day))
        copies.append(there(journal.backup(MORNING + timedelta(days=day))))
    journal.close()
    spoil(copies[3])
    with closing(sqlite3.connect(copies[2])) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    os.utime(copies[2], (MORNING.timestamp() + 2 * 86400, MORNING.timestamp() + 2 * 86400))
    assert there(newest_backup(path)).path == copies[1]
    assert there(newest_backup(path)).sessions == 2


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(journal, path):
    log_session(journal, sets=3)
    assert path.with_name("journal.db-wal").stat().st_size > 0
    copy = there(journal.backup(MORNING))
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM exercise_set").fetchone() == (3,)
    assert names(copy.parent) == ["journal-2026-03-02.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or os.name == "nt"
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700 or os.name == "nt"


def test_one_backup_a_day_the_last_seven_and_the_last_of_the_week_before(journal, path):
    log_session(journal)
    made = [journal.backup(MORNING + timedelta(hours=8 * number)) for number in range(30)]
    new_day = [number for number in range(30) if number == 0 or (8 + 8 * number) % 24 == 0]
    assert [number for number, copy in enumerate(made) if copy] == new_day
    assert names(path.parent / "backups") == [
        f"journal-2026-03-{day:02}.db" for day in range(5, 13)
    ]


def test_of_four_weeks_before_the_last_seven_days_the_last_copy_stays(journal, path):
    log_session(journal)
    for day in range(60):
        journal.backup(MORNING + timedelta(days=day))
    sundays = [f"journal-2026-{day}.db" for day in ("03-29", "04-05", "04-12", "04-19")]
    # The newest is of the 30th of April, a Thursday; the seventh before it of the 24th.
    of_this_week = ["journal-2026-04-23.db"]
    last_seven = [f"journal-2026-04-{day}.db" for day in range(24, 31)]
    assert names(path.parent / "backups") == [*sundays[1:], *of_this_week, *last_seven]


def test_a_copy_with_an_entry_alone_holds_something(journal, path):
    Entries(journal._database).save(NOTE)
    copy = there(journal.backup(MORNING))
    found = there(newest_backup(path))
    assert (found.path, found.sessions, found.entries) == (copy, 0, 1)
    assert found.holds_something


def test_the_last_copy_with_an_entry_is_never_removed(journal, path):
    entries = Entries(journal._database)
    entries.save(NOTE)
    kept = journal.backup(MORNING)
    entries.delete(type(NOTE), NOTE.id, MORNING)
    BreakHistory(journal._database).add(a_break())
    for day in range(1, 90):
        journal.backup(MORNING + timedelta(days=day))
    assert there(newest_backup(path)).path == kept


def test_a_second_folder_gets_the_days_copy_and_keeps_what_is_not_ours(journal, path, tmp_path):
    second = tmp_path / "stick"
    log_session(journal)
    journal.backup(MORNING)
    with pytest.raises(StoreError):
        copy_to_second(path, second, MORNING)
    assert not second.exists()
    second.mkdir()
    (second / "journal-2020-01-01.db").write_text("somebody else's")
    for day in range(20):
        journal.backup(MORNING + timedelta(days=day))
        copied = copy_to_second(path, second, MORNING + timedelta(days=day))
        assert there(copied).name == f"posture-app-journal-2026-03-{2 + day:02}.db"
        assert copy_to_second(path, second, MORNING + timedelta(days=day)) is None
    ours = sorted(second_copies(path, second))
    assert len(ours) == 9
    assert (second / "journal-2020-01-01.db").exists()
    assert [one.path for one in all_backups(path, second) if one.path.parent == second] == ours[
        ::-1
    ]


def test_a_clock_that_was_wrong_does_not_cost_the_new_backup(journal, path):
    log_session(journal)
    for day in range(8):
        journal.backup(datetime(2099, 1, 1 + day, tzinfo=UTC))
    copy = journal.backup(MORNING)
    assert copy.exists()
    assert len(names(path.parent / "backups")) == 8


def test_an_empty_log_drives_out_no_backup(journal, path):
    assert journal.backup(MORNING) is None
    assert not (path.parent / "backups").exists()


def test_a_log_with_breaks_alone_is_not_empty(journal, path):
    opened = open_database(path)
    record = a_break()
    BreakHistory(opened).add(record)
    opened.close()
    copy = open_database(journal.backup(MORNING))
    assert BreakHistory(copy).records(MORNING, MORNING + timedelta(days=1)) == (record,)
    copy.close()


def test_a_damaged_log_drives_out_no_backup(journal, path):
    for _ in range(30):
        log_session(journal, sets=10)
    first = journal.backup(MORNING)
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xa5" * 4096)
    journal._database.close()
    path.with_name("journal.db-wal").unlink(missing_ok=True)
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xa5" * 4096)
    with pytest.raises(DamagedDatabaseError):
        journal.backup(MORNING + timedelta(days=1))
    assert names(first.parent) == [first.name]


def test_a_backup_that_cannot_be_written_leaves_nothing_half_made(journal, path):
    log_session(journal)
    (path.parent / "backups").write_text("a file in the place of the folder")
    with pytest.raises(StoreError):
        journal.backup(MORNING)
    assert (path.parent / "backups").read_text() == "a file in the place of the folder"
    assert len(journal.sessions()) == 1
