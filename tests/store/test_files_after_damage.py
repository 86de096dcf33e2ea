"""Going on after a damaged log was set aside, with and without its backup."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from posture_app.store import backups
from posture_app.store.backups import newest_backup
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.errors import DamagedDatabaseError
from posture_app.store.files import restore, set_aside
from posture_app.store.journal import Journal
from posture_app.store.undecided import Undecided, decided, keep_undecided, undecided
from tests.store.records import a_break, log_session
from tests.there import there

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def damaged(tmp_path):
    """A log with one session and today's copy of it, overwritten with rubbish."""
    path = tmp_path / "journal.db"
    journal = Journal(open_database(path))
    journal.start_session(
        routine_id="a", routine_name="A", started_at=NOW, time_zone="UTC", planned_s=60.0
    )
    assert journal.backup(NOW)
    journal.close()
    path.write_bytes(b"rubbish" * 1000)
    return path


def test_a_new_log_can_be_begun_beside_the_backups(damaged):
    with pytest.raises(DamagedDatabaseError):
        open_database(damaged)
    set_aside(damaged, date(2026, 3, 2))
    journal = Journal(open_database(damaged, begin=True))
    assert list(journal.every_session()) == []
    journal.close()


def test_the_backup_can_take_the_place_of_the_new_log(damaged):
    set_aside(damaged, date(2026, 3, 2))
    open_database(damaged, begin=True).close()
    set_aside(damaged, date(2026, 3, 2))
    restore(damaged, there(newest_backup(damaged)).path)
    journal = Journal(open_database(damaged))
    assert [session.routine_id for session in journal.every_session()] == ["a"]
    journal.close()


def test_a_log_that_was_emptied_is_damaged_and_not_new(damaged):
    damaged.write_bytes(b"")
    with pytest.raises(DamagedDatabaseError):
        open_database(damaged)


def test_a_week_of_breaks_does_not_drive_out_the_last_copy_of_a_full_log(damaged):
    """The log is damaged while the program waits hidden, and breaks go on being logged."""
    set_aside(damaged, NOW.date())
    keep_undecided(damaged, Undecided("damaged", damaged.with_name("aside.db")))
    opened = open_database(damaged, begin=True)
    history, journal = BreakHistory(opened), Journal(opened)
    for day in range(1, 20):
        history.add(a_break(day))
        assert journal.backup(NOW + timedelta(days=day))
    assert there(newest_backup(damaged)).sessions == 1
    assert there(newest_backup(damaged)).made_at == NOW
    decided(damaged)  # to go on with the new log
    for day in range(20, 40):
        history.add(a_break(day))
        assert journal.backup(NOW + timedelta(days=day))
    assert there(newest_backup(damaged)).sessions == 1  # it is the last one with something to lose
    assert len(list((damaged.parent / "backups").iterdir())) == 12
    log_session(journal, NOW + timedelta(days=40))
    journal.backup(NOW + timedelta(days=40))
    assert there(newest_backup(damaged)).made_at == NOW + timedelta(days=40)
    assert len(list((damaged.parent / "backups").iterdir())) == 11
    journal.close()


def test_what_is_to_be_decided_outlives_the_process(damaged):
    assert undecided(damaged) is None
    found = Undecided("damaged", damaged.with_name("journal.damaged-2026-03-02.db"))
    keep_undecided(damaged, found)
    assert undecided(damaged) == found
    keep_undecided(damaged, Undecided("missing"))
    assert undecided(damaged) == Undecided("missing")
    damaged.with_name("journal.undecided").write_bytes(b"\xff")
    assert undecided(damaged) == Undecided("missing")
    decided(damaged)
    decided(damaged)
    assert undecided(damaged) is None


KILLED = """
import os, sys
from pathlib import Path
from posture_app.store import backups
backups.flush = lambda path: os._exit(9)
backups.copy_whole(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_copy_that_a_kill_cut_off_is_removed_with_the_next_one(tmp_path):
    path = tmp_path / "journal.db"
    journal = Journal(open_database(path))
    log_session(journal, NOW)
    copies = tmp_path / "backups"
    words = [sys.executable, "-c", KILLED, str(path), str(copies / "journal-2026-03-01.db")]
    assert subprocess.run(words, cwd=Path(__file__).parents[2], check=False).returncode == 9
    assert [one.name for one in copies.iterdir()] == ["journal-2026-03-01.db.part"]
    journal.backup(NOW)
    assert [one.name for one in copies.iterdir()] == ["journal-2026-03-02.db"]
    journal.close()


def test_a_copy_that_is_just_being_made_is_left_alone(tmp_path):
    path = tmp_path / "journal.db"
    journal = Journal(open_database(path))
    log_session(journal, NOW)
    part = tmp_path / "backups" / "journal-2026-03-01.db.part"
    part.parent.mkdir()
    part.write_bytes(b"half")
    with backups._being_written(part):
        journal.backup(NOW)
        assert part.exists()
    journal.backup(NOW + timedelta(days=1))
    assert not part.exists()
    journal.close()
