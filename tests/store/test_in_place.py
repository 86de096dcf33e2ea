"""What is said to be kept lies on the disk in the file that is found under the log's name."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing, suppress
from datetime import timedelta
from typing import Any

import pytest

from posture_app.store.database import open_database
from posture_app.store.errors import (
    ReplacedDatabaseError,
    StoreError,
)
from posture_app.store.journal import Journal
from tests.store.records import MORNING, a_set, log_session

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor pipes")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def logged(path):
    """A closed log with a few sessions, enough for many pages."""
    journal = Journal(open_database(path))
    for _ in range(12):
        log_session(journal, sets=10)
    journal.close()
    return path


def change(sql):
    def changed(path):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(sql)

    return changed


@pytest.fixture
def playing(path):
    """A journal in the middle of a session, with one set of it."""
    journal: Any = Journal(open_database(path))
    log_session(journal)
    journal.session_id = journal.start_session(
        routine_id="a", routine_name="A", started_at=MORNING, time_zone="UTC", planned_s=60.0
    )
    journal.add_set(journal.session_id, a_set())
    yield journal
    with suppress(StoreError):
        journal.close()


def sets_on_disk(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM exercise_set").fetchone()[0]


ALL = ["journal.db", "journal.db-wal", "journal.db-shm"]


@posix
@pytest.mark.parametrize("names", [["journal.db"], ["journal.db-wal"], ALL])
def test_a_log_that_is_removed_meanwhile_is_put_back_whole(playing, path, names):
    before = sets_on_disk(path)
    for name in names:
        path.with_name(name).unlink()
    playing.add_set(playing.session_id, a_set(MORNING + timedelta(minutes=1)))
    assert playing.write_error is None
    assert sets_on_disk(path) == before + 1
    assert mode(path) == 0o600
    playing.close()
    assert sets_on_disk(path) == before + 1


@posix
def test_a_folder_that_is_moved_away_is_told_and_what_is_done_waits_for_it(playing, path):
    before = sets_on_disk(path)
    away = path.parent.rename(path.parent.with_name("away"))
    playing.add_set(playing.session_id, a_set(MORNING + timedelta(minutes=1)))
    assert isinstance(playing.write_error, ReplacedDatabaseError)
    assert len(playing.unsaved) == 1
    away.rename(path.parent)
    playing.retry()
    assert playing.write_error is None
    assert sets_on_disk(path) == before + 1


@posix
def test_a_log_that_is_replaced_meanwhile_is_told_and_not_written(playing, path):
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)
    kept = path.read_bytes()
    playing.add_set(playing.session_id, a_set(MORNING + timedelta(minutes=1)))
    assert isinstance(playing.write_error, ReplacedDatabaseError)
    assert len(playing.unsaved) == 1
    assert path.read_bytes() == kept


def test_a_log_that_is_cut_off_meanwhile_is_told(playing, path):
    os.truncate(path, 100)
    playing.add_set(playing.session_id, a_set(MORNING + timedelta(minutes=1)))
    assert playing.write_error is not None
    assert len(playing.unsaved) == 1
