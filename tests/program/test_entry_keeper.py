"""The one place where entries change, and the way back."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from posture_app.desktop.paths import journal_path
from posture_app.journal.entries import Note
from posture_app.program.entry_keeper import EntryKeeper
from posture_app.program.records import Records
from posture_app.store.errors import DiskFullError, LockedDatabaseError
from tests.there import there

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOTE = Note(id=str(UUID(int=4)), at=AT, time_zone="UTC", edited_at=AT, text="Slept badly.")


@pytest.fixture
def records(qtbot, shared):
    records = Records(shared.data_folder, shared.local_time, shared.notices)
    with qtbot.waitSignal(records.ready):
        records.open()
    yield records
    records.close_journal()
    records.close()


@pytest.fixture
def keeper(records, shared):
    return EntryKeeper(records, shared.local_time)


def kept(keeper):
    return [one.text for one in there(keeper.entries).every(Note)]


def test_a_new_entry_is_kept_and_undone(qtbot, keeper, records, shared):
    with qtbot.waitSignals([keeper.saved, records.changed]):
        assert keeper.save(NOTE) is None
    (note,) = there(keeper.entries).every(Note)
    assert note.edited_at == shared.local_time.now()
    assert keeper.undo() is None
    assert kept(keeper) == []
    assert not keeper.can_undo


def test_a_change_is_undone(keeper):
    keeper.save(NOTE)
    keeper.save(replace(NOTE, text="Slept well."))
    keeper.undo()
    assert kept(keeper) == ["Slept badly."]


def test_deleting_is_undone(qtbot, keeper):
    keeper.save(NOTE)
    with qtbot.waitSignal(keeper.deleted):
        assert keeper.delete(NOTE) is None
    assert kept(keeper) == []
    keeper.undo()
    assert kept(keeper) == ["Slept badly."]


def test_what_cannot_be_written_says_why_and_is_not_undone(keeper, shared, monkeypatch):
    def fail(_entry):
        raise DiskFullError(journal_path(shared.data_folder))

    monkeypatch.setattr(there(keeper.entries), "save", fail)
    assert keeper.save(NOTE) is not None
    assert not keeper.can_undo


def test_while_a_file_is_brought_in_it_says_so_and_what_to_do(keeper, records, shared, monkeypatch):
    def wait_in_vain(_entry):
        raise LockedDatabaseError(journal_path(shared.data_folder))

    monkeypatch.setattr(there(keeper.entries), "save", wait_in_vain)
    assert "Another program" in str(keeper.save(NOTE))
    records.is_worked_on = True
    assert "save it again in a moment" in str(keeper.save(NOTE))


def test_a_closed_log_says_so(keeper, records):
    keeper.save(NOTE)
    records.close_journal()
    assert keeper.save(NOTE) is not None
    assert keeper.delete(NOTE) is not None
    assert not keeper.can_undo
