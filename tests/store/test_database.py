"""Opening the log: private, whole, and refused in words."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from posture_app.store import database
from posture_app.store.database import open_database
from posture_app.store.errors import (
    DamagedDatabaseError,
    DataFolderError,
    LockedDatabaseError,
    NewerDatabaseError,
    ReadOnlyError,
)
from posture_app.store.journal import Journal
from tests.store.records import log_session
from tests.there import there

EVERYBODY = 0o777


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A closed log with a few sessions, enough for many pages; written once, as that takes long."""
    path = tmp_path_factory.mktemp("written") / "data" / "journal.db"
    journal = Journal(open_database(path))
    for _ in range(40):
        log_session(journal, sets=10)
    journal.close()
    return path.parent


@pytest.fixture
def logged(written, path):
    """A copy of that log, to do with as one likes."""
    shutil.copytree(written, path.parent)
    return path


@pytest.fixture
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes; its profiles are private")


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277], indirect=True)
@pytest.mark.usefixtures("umask")
def test_only_the_owner_can_read_the_log(path):
    journal = Journal(open_database(path))
    log_session(journal)
    files = sorted(path.parent.iterdir())
    modes = {file.name: mode(file) for file in files}
    folder_mode = mode(path.parent)
    journal.close()
    assert modes == dict.fromkeys(["journal.db", "journal.db-shm", "journal.db-wal"], 0o600)
    assert folder_mode == 0o700


@posix
def test_a_log_that_others_could_read_is_made_private(logged):
    logged.chmod(0o644)
    logged.parent.chmod(0o755)  # by somebody who had a reason
    open_database(logged).close()
    assert (mode(logged), mode(logged.parent)) == (0o600, 0o755)


@posix
def test_a_folder_that_everybody_shares_stays_theirs(path):
    path.parent.mkdir()
    path.parent.chmod(EVERYBODY | stat.S_ISVTX)
    open_database(path).close()
    assert mode(path.parent) == EVERYBODY | stat.S_ISVTX
    assert mode(path) == 0o600


def test_the_pragmas_hold_on_every_connection(path):
    opened = open_database(path)
    for _ in range(2):
        with opened.reading() as session:
            values = [
                session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete")
            ]
        assert values == ["wal", 1, 2, 1]
        opened._engine.dispose()  # so that the next connection is a new one
    opened.close()


def test_alembic_is_not_imported_when_there_is_nothing_to_migrate(logged, tmp_path):
    code = (
        "import sys; from pathlib import Path;"
        "from posture_app.store.database import open_database;"
        "[open_database(Path(one)).close() for one in sys.argv[1:]];"
        "raise SystemExit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(logged), tmp_path / "new.db"], check=True)


@pytest.mark.parametrize("place", ["data", "data/deeper"])
def test_a_data_folder_that_is_a_file_is_told(tmp_path, place):
    (tmp_path / "data").write_text("mine")
    with pytest.raises(DataFolderError, match="a file is in its place"):
        open_database(tmp_path / place / "journal.db")
    assert (tmp_path / "data").read_text() == "mine"


def test_a_log_of_a_newer_version_is_refused_and_unharmed(logged):
    with closing(sqlite3.connect(logged)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.execute("CREATE TABLE from_the_future (x)")
    before = logged.read_bytes()
    with pytest.raises(NewerDatabaseError, match="newer version"):
        open_database(logged)
    assert logged.read_bytes() == before
    assert [file.name for file in logged.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("revision", ["ae1027a6acf", "10000", "0003-rc1", ""])
def test_a_revision_that_is_named_otherwise_is_newer(logged, revision):
    with closing(sqlite3.connect(logged)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    before = logged.read_bytes()
    with pytest.raises(NewerDatabaseError):
        open_database(logged)
    assert logged.read_bytes() == before


def test_a_newer_log_whose_program_was_killed_is_unharmed(logged):
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute(\"UPDATE alembic_version SET version_num = '0999'\"); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(logged)], check=True)
    wal = logged.with_name("journal.db-wal")
    before = logged.read_bytes(), wal.read_bytes()
    assert before[1]
    with pytest.raises(NewerDatabaseError):
        open_database(logged)
    assert (logged.read_bytes(), wal.read_bytes()) == before


def overwrite(path, start, length):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes((37 * number + 11) % 256 for number in range(length)))


def empty(path):
    (path.parent / "backups").mkdir()
    shutil.copy(path, path.parent / "backups" / "journal-2026-03-01.db")
    path.write_bytes(b"")


def other_tables(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (x)")


def change(sql):
    def changed(path):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(sql)

    return changed


DAMAGES = {
    "no database": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "text": lambda path: path.write_text("dear diary\n" * 1000),
    "header": lambda path: overwrite(path, 0, 100),
    "first page": lambda path: overwrite(path, 100, 3000),
    "a page in the middle": lambda path: overwrite(path, 6 * 4096, 4096),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "not a whole page": lambda path: os.truncate(path, 5000),
    "some bytes": lambda path: os.truncate(path, 20),
    "empty, with a backup": empty,
    "the tables of another program": other_tables,
    "no revision": change("DELETE FROM alembic_version"),
    "a revision that is no word": change("UPDATE alembic_version SET version_num = x'ae10'"),
    "a table missing": change("DROP TABLE exercise_set"),
    "a column missing": change("ALTER TABLE session DROP COLUMN note"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_noticed_before_anything_is_written(logged, damage):
    DAMAGES[damage](logged)
    before = logged.read_bytes()
    with pytest.raises(DamagedDatabaseError, match="damaged"):
        open_database(logged)
    assert logged.read_bytes() == before


def test_an_empty_file_without_a_backup_is_a_new_log(path):
    path.parent.mkdir()
    path.write_bytes(b"")
    journal = Journal(open_database(path))
    assert journal.sessions() == []
    journal.close()


def test_a_log_that_another_program_holds_is_told(logged, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    with closing(sqlite3.connect(logged, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedDatabaseError, match="Another program"):
            open_database(logged)


def test_who_comes_too_late_to_switch_to_wal_goes_on_without(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    prepare = partial(database._prepare, _entry=cast("Any", None))
    new = tmp_path / "journal.db"
    with closing(sqlite3.connect(new, isolation_level=None)) as first:
        first.execute("BEGIN IMMEDIATE")
        first.execute("CREATE TABLE made_first (x)")
        with closing(sqlite3.connect(new)) as late:
            prepare(late)
            first.execute("COMMIT")
            late.execute("INSERT INTO made_first VALUES (1)")
            assert late.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        with closing(sqlite3.connect(new)) as later:
            prepare(later)
            assert later.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.fixture
def folder():
    """A folder that every user gets to."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def read_only(folder):
    """Root may write anywhere, so the test is somebody else meanwhile."""
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@posix
def test_a_read_only_folder_is_told(folder):
    with read_only(folder):
        with pytest.raises(ReadOnlyError, match="cannot be written to"):
            open_database(folder / "journal.db")
        with pytest.raises(ReadOnlyError):
            open_database(folder / "deeper" / "journal.db")


@posix
@pytest.mark.parametrize("log_mode", [0o444, 0o666])
def test_a_log_in_a_read_only_folder_is_told(logged, folder, log_mode):
    copy = folder / "journal.db"
    shutil.copy(logged, copy)
    copy.chmod(log_mode)
    with read_only(folder), pytest.raises(ReadOnlyError):
        open_database(copy)
    assert copy.read_bytes() == logged.read_bytes()


OPEN_AND_LOG = """
import sys
from pathlib import Path
from posture_app.store.database import open_database
from posture_app.store.journal import Journal
from tests.store.records import log_session
print(flush=True)
sys.stdin.readline()
journal = Journal(open_database(Path(sys.argv[1])))
for _ in range(20):
    log_session(journal)
journal.close()
"""


def test_two_programs_that_start_at_once_share_a_new_log(path):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_LOG, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(2)
    ]
    for program in programs:
        there(program.stdout).readline()  # both are ready ...
    for program in programs:
        there(program.stdin).write(b"\n")  # ... and go
        there(program.stdin).flush()
    for program in programs:
        program.communicate()
    assert [program.returncode for program in programs] == [0, 0]
    journal = Journal(open_database(path))
    assert sum(len(session.items) for session in journal.every_session()) == 40
    journal.close()
