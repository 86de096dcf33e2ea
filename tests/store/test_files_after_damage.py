"""Going on after a damaged log was set aside, with and without its backup."""

from datetime import UTC, date, datetime

import pytest

from posture_app.store.database import open_database
from posture_app.store.errors import DamagedDatabaseError
from posture_app.store.files import newest_backup, restore, set_aside
from posture_app.store.journal import Journal
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
    journal = Journal(open_database(damaged))
    assert list(journal.every_session()) == []
    journal.close()


def test_the_backup_can_take_the_place_of_the_new_log(damaged):
    set_aside(damaged, date(2026, 3, 2))
    open_database(damaged).close()
    set_aside(damaged, date(2026, 3, 2))
    restore(damaged, there(newest_backup(damaged)).path)
    journal = Journal(open_database(damaged))
    assert [session.routine_id for session in journal.every_session()] == ["a"]
    journal.close()


def test_a_log_that_was_emptied_is_damaged_and_not_new(damaged):
    damaged.write_bytes(b"")
    with pytest.raises(DamagedDatabaseError):
        open_database(damaged)
