"""A session that is played while the log cannot be written."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from posture_app.store import database
from posture_app.store.database import open_database
from posture_app.store.errors import DiskFullError, LockedDatabaseError, StoreError
from posture_app.store.journal import Journal
from tests.store.records import MORNING, a_set, begin, log_session
from tests.there import there


def fill_disk(journal):
    """Let the database take no further page, which is what a full disk comes to."""
    with journal._database.reading() as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def make_room(journal):
    with journal._database.reading() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")


def play(journal, session_id, sets):
    for number in range(sets):
        long_name = f"Chin tuck {number} " + "x" * 500  # so that few fit on a page
        journal.add_set(session_id, a_set(set_number=number, exercise_name=long_name))


def test_a_full_disk_loses_no_set_and_is_told(journal):
    session_id = begin(journal)
    play(journal, session_id, 1)
    fill_disk(journal)
    play(journal, session_id, 40)
    assert isinstance(journal.write_error, DiskFullError)
    assert "disk is full" in str(journal.write_error)
    written = len(journal.session(session_id).items)
    assert written < 41
    assert len(journal.unsaved) == 41 - written

    make_room(journal)
    journal.finish_session(session_id, ended="completed", ended_at=MORNING, done_s=1.0)
    assert journal.write_error is None
    assert journal.unsaved == ()
    session = journal.session(session_id)
    assert [item.set_number for item in session.items] == [0, *range(40)]
    assert session.ended == "completed"


def test_a_whole_session_on_a_full_disk_is_written_when_there_is_room(journal):
    fill_disk(journal)
    sessions = []
    while journal.write_error is None:
        sessions.append(log_session(journal, sets=3))
    sessions.append(log_session(journal, MORNING + timedelta(days=1), sets=3))
    with pytest.raises(DiskFullError):
        journal.retry()
    make_room(journal)
    journal.retry()
    assert {session.id for session in journal.every_session()} == set(sessions)
    assert all(len(session.items) == 3 for session in journal.every_session())


def test_what_a_person_changes_by_hand_is_refused_instead(journal):
    session_id = log_session(journal)
    fill_disk(journal)
    with pytest.raises(DiskFullError):
        journal.set_answers(session_id, pain_after=1, effort=1, note="x" * 20_000)
    make_room(journal)
    assert journal.session(session_id).note is None
    assert journal.write_error is None


def test_a_locked_log_is_written_when_it_is_free(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    journal = Journal(open_database(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        session_id = log_session(journal, sets=2)
        assert isinstance(journal.write_error, LockedDatabaseError)
        assert len(journal.unsaved) == 2
        assert journal.sessions() == []  # readers do not wait
    journal.close()  # the last chance to write
    journal = Journal(open_database(path))
    assert len(journal.session(session_id).items) == 2
    journal.close()


def test_closing_tells_what_is_lost(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    journal = Journal(open_database(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        log_session(journal)
        with pytest.raises(StoreError):
            journal.close()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from posture_app.store.database import open_database
from posture_app.store.errors import StoreError
from posture_app.store.journal import Journal
from tests.store.records import a_set, begin
journal = Journal(open_database(Path(sys.argv[1])))
session = begin(journal)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, most))
for number in range(200):
    journal.add_set(session, a_set(set_number=number))
assert isinstance(journal.write_error, StoreError)
assert journal.unsaved
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
journal.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_system_that_lets_files_grow_no_further_loses_no_set(path):
    subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], cwd=Path(__file__).parents[2], check=True
    )
    journal = Journal(open_database(path))
    assert [item.set_number for item in there(journal.unfinished()).items] == list(range(200))
    journal.close()
