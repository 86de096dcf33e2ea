"""The one place where entries change, and the way back."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from posture_app.desktop.paths import journal_path
from posture_app.journal.entries import Note
from posture_app.program.entry_editor import EntryEditor
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
def editor(records, shared):
    return EntryEditor(records, shared.local_time)


def kept(editor):
    return [one.text for one in there(editor.entries).every(Note)]


def test_a_new_entry_is_kept_and_undone(qtbot, editor, records, shared):
    with qtbot.waitSignals([editor.saved, records.changed]):
        assert editor.save(NOTE) is None
    (note,) = there(editor.entries).every(Note)
    assert note.edited_at == shared.local_time.now()
    assert editor.undo() is None
    assert kept(editor) == []
    assert not editor.can_undo


def test_a_change_is_undone(editor):
    editor.save(NOTE)
    editor.save(replace(NOTE, text="Slept well."))
    editor.undo()
    assert kept(editor) == ["Slept badly."]


def test_deleting_is_undone(qtbot, editor):
    editor.save(NOTE)
    with qtbot.waitSignal(editor.deleted):
        assert editor.delete(NOTE) is None
    assert kept(editor) == []
    editor.undo()
    assert kept(editor) == ["Slept badly."]


def test_what_cannot_be_written_says_why_and_is_not_undone(editor, shared, monkeypatch):
    def fail(_entry):
        raise DiskFullError(journal_path(shared.data_folder))

    monkeypatch.setattr(there(editor.entries), "save", fail)
    assert editor.save(NOTE) is not None
    assert not editor.can_undo


def test_while_a_file_is_brought_in_it_says_so_and_what_to_do(editor, records, shared, monkeypatch):
    def wait_in_vain(_entry):
        raise LockedDatabaseError(journal_path(shared.data_folder))

    monkeypatch.setattr(there(editor.entries), "save", wait_in_vain)
    assert "Another program" in str(editor.save(NOTE))
    records.is_worked_on = True
    assert "save it again in a moment" in str(editor.save(NOTE))


def test_a_closed_log_says_so(editor, records):
    editor.save(NOTE)
    records.close_journal()
    assert editor.save(NOTE) is not None
    assert editor.delete(NOTE) is not None
    assert not editor.can_undo
