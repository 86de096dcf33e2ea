"""Verbs that only read change nothing, and say what stands in the way."""

import sqlite3
from contextlib import closing

import pytest

from posture_app.cli import main
from posture_app.reminders.buffered_history import BufferedHistory, buffer_path
from posture_app.store.database import open_database
from posture_app.store.journal import Journal
from posture_app.store.opening import open_log
from tests.store.records import MORNING, a_break, log_session

READING = [
    ["log"],
    ["log", "--json"],
    ["log", "--csv"],
    ["log", "--breaks"],
    ["timeline", "neck-relief-5", "--json"],
]


def tree(folder):
    return {
        one.relative_to(folder): (one.stat().st_mode, one.is_file() and one.read_bytes())
        for one in (folder, *folder.rglob("*"))
    }


@pytest.mark.parametrize("words", READING)
def test_a_folder_that_is_not_there_is_not_made(words, tmp_path, capsys):
    main(["--data-dir", str(tmp_path / "data"), *words])
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", READING)
def test_a_folder_of_ones_own_keeps_its_rights_and_its_files(words, tmp_path, capsys):
    journal = Journal(open_database(tmp_path / "journal.db"))
    log_session(journal)
    journal.close()
    (tmp_path / "journal.db").chmod(0o640)
    BufferedHistory(buffer_path(tmp_path)).add(a_break())
    with buffer_path(tmp_path).open("a") as file:
        file.write('{"break": {"id": 7}}\n')  # a line that cannot be read
    tmp_path.chmod(0o755)
    before = tree(tmp_path)
    main(["--data-dir", str(tmp_path), *words])
    assert tree(tmp_path) == before


def test_one_odd_line_does_not_stop_the_breaks(tmp_path, capsys):
    path = buffer_path(tmp_path)
    BufferedHistory(path).add(a_break(1))
    with path.open("a") as file:
        file.write('{"break": {"id": "2", "rested_s": "soon"}}\n')
    BufferedHistory(path).add(a_break(3))
    assert main(["--data-dir", str(tmp_path), "log", "--breaks"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_what_was_left_out_is_said(tmp_path, capsys):
    journal = Journal(open_database(tmp_path / "journal.db"))
    log_session(journal)
    log_session(journal)
    journal.close()
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection, connection:
        connection.execute("UPDATE session SET note = CAST(x'ff' AS TEXT) WHERE key = 1")
    assert main(["--data-dir", str(tmp_path), "log"]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert "2 entries of the log could not be read and were left out." in told.err


def test_what_is_not_decided_is_said(tmp_path, capsys):
    path = tmp_path / "journal.db"
    path.write_bytes(b"not a database at all" * 500)
    open_log(path, MORNING).journal.close()
    assert main(["--data-dir", str(tmp_path), "log"]) == 0
    told = capsys.readouterr()
    assert told.out == "Nothing is logged yet.\n"
    assert "An older log was damaged or missing." in told.err


def test_a_log_that_is_gone_is_not_said_to_be_empty(tmp_path, capsys):
    journal = Journal(open_database(tmp_path / "journal.db"))
    log_session(journal)
    journal.backup(MORNING)
    journal.close()
    (tmp_path / "journal.db").unlink()
    assert main(["--data-dir", str(tmp_path), "log"]) == 1
    assert "there are copies of it" in capsys.readouterr().err
    assert main(["--data-dir", str(tmp_path), "play", "desk-reset-60", "--unattended"]) == 1
    assert not (tmp_path / "journal.db").exists()
