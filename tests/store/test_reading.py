"""Who only looks at the log changes nothing, and is told what stands in the way."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from posture_app.store.database import open_database, opened_for_reading
from posture_app.store.errors import (
    MissingDatabaseError,
    NotAFileError,
    StoreError,
)
from posture_app.store.journal import Journal
from tests.store.records import MORNING, log_session

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


def tree(folder):
    return {
        file.name: (file.read_bytes(), file.stat().st_mode, file.stat().st_mtime_ns)
        for file in folder.iterdir()
    }


def test_reading_changes_neither_files_nor_rights(logged):
    logged.chmod(0o644)
    logged.parent.chmod(0o755)
    before = tree(logged.parent)
    with opened_for_reading(logged) as opened:
        assert len(Journal(opened).sessions(limit=99)) == 12
        with pytest.raises(StoreError):
            Journal(opened).set_pain_before(Journal(opened).sessions()[0].id, 3)
    assert tree(logged.parent) == before
    assert mode(logged.parent) == 0o755


def test_reading_makes_nothing(path):
    with opened_for_reading(path) as opened:
        assert Journal(opened).sessions() == []
    assert not path.parent.exists()


def test_reading_a_log_of_an_older_version_leaves_it_as_it_is(path):
    path.parent.mkdir()
    older = Path(__file__).parent / "samples" / "0001.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(older.read_text(encoding="utf-8"))
    before = tree(path.parent)
    with opened_for_reading(path) as opened:
        assert Journal(opened).sessions()
    assert tree(path.parent) == before


@posix
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_told(path, make):
    path.parent.mkdir()
    make(path)
    with pytest.raises(NotAFileError, match="not a file"):
        open_database(path)
    with pytest.raises(NotAFileError), opened_for_reading(path):
        pass


def test_a_log_that_is_gone_while_there_are_copies_is_not_begun_anew(logged):
    journal = Journal(open_database(logged))
    journal.backup(MORNING)
    journal.close()
    logged.unlink()
    with pytest.raises(MissingDatabaseError, match="there are copies of it"):
        open_database(logged)
    with pytest.raises(MissingDatabaseError), opened_for_reading(logged):
        pass
    assert not logged.exists()
