"""Whatever became of the log, the program has one, and the person decides about the older one."""

import os
from datetime import timedelta

import pytest

from posture_app.journal.breaks import Stretch
from posture_app.library.files import personal_paths
from posture_app.store.backups import all_backups, back_up_into
from posture_app.store.database import open_database
from posture_app.store.errors import DiskFullError, ReadOnlyError, StoreError
from posture_app.store.journal import Journal
from posture_app.store.opening import go_back, open_log, restore_backup
from posture_app.store.undecided import decided
from tests.store.records import MORNING, a_break, log_session
from tests.there import there

LATER = MORNING + timedelta(days=3)


@pytest.fixture
def kept(path):
    """The id of a session in a closed log that there is a copy of."""
    journal = Journal(open_database(path))
    session = log_session(journal)
    journal.backup(MORNING)
    journal.close()
    return session


def overwrite(path):
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 4000)


def ids(opened):
    return [one.id for one in opened.journal.every_session()]


@pytest.mark.parametrize("what", ["damaged", "missing"])
def test_from_a_loss_while_nobody_looks_to_the_decision(path, kept, what):
    """What a hidden program found is asked about by the next one, and the one after it."""
    overwrite(path) if what == "damaged" else path.unlink()
    hidden = open_log(path, LATER)
    assert hidden.undecided is not None
    assert hidden.undecided.what == what
    assert (hidden.undecided.aside is not None) == (what == "damaged")
    hidden.history.add(a_break(1))
    hidden.journal.close()

    shown = open_log(path, LATER + timedelta(days=9))
    assert shown.undecided == hidden.undecided
    assert shown.backup is not None
    assert (shown.backup.sessions, shown.backup.made_at) == (1, MORNING)
    since = log_session(shown.journal, LATER)
    shown.history.add_stretch(Stretch(LATER, LATER + timedelta(minutes=1), "active"))
    shown.journal.close()

    back = go_back(path, shown.backup.path, LATER)
    assert sorted(ids(back)) == sorted([kept, since])
    assert [one.id for one in back.history.every_record()] == ["break 1"]
    assert back.history.stretches(LATER, LATER + timedelta(days=1))
    assert back.undecided is None
    back.journal.close()
    after = open_log(path, LATER)
    assert after.undecided is None
    assert len(ids(after)) == 2
    after.journal.close()


def test_a_person_may_go_on_with_the_new_log(path, kept):
    overwrite(path)
    opened = open_log(path, LATER)
    decided(path)
    opened.journal.close()
    again = open_log(path, LATER)
    assert (again.undecided, ids(again)) == (None, [])
    again.journal.close()


def test_a_log_without_a_copy_is_begun_anew_and_told(path, tmp_path):
    open_database(path).close()
    overwrite(path)
    opened = open_log(path, LATER)
    assert opened.undecided is not None
    assert (opened.undecided.what, opened.backup) == ("damaged", None)
    opened.journal.close()


def test_a_first_start_asks_nothing(path):
    opened = open_log(path, LATER)
    assert (opened.undecided, opened.unreadable, opened.not_backed_up) == (None, 0, None)
    opened.journal.close()


def test_a_copy_that_cannot_be_made_keeps_nobody_from_the_log(path, kept, monkeypatch):
    def full(path, _copy):
        raise DiskFullError(path)

    monkeypatch.setattr("posture_app.store.backups.copy_whole", full)
    opened = open_log(path, LATER)
    assert ids(opened) == [kept]
    assert isinstance(opened.not_backed_up, DiskFullError)
    opened.journal.close()


@pytest.mark.warns_in_diagnostics
def test_a_new_log_that_is_damaged_too_does_not_hold_up_the_copy(path, kept):
    path.unlink()
    opened = open_log(path, LATER)
    assert opened.backup is not None
    opened.journal.close()
    os.truncate(path, 5000)
    back = go_back(path, there(opened.backup).path, LATER)
    assert ids(back) == [kept]
    back.journal.close()


def test_what_lies_beside_the_log_is_taken_for_no_library(path, kept):
    overwrite(path)
    open_log(path, LATER).journal.close()
    assert personal_paths(path.parent) == []


def test_any_copy_can_be_gone_back_to_and_the_log_until_then_is_kept(path, kept):
    opened = open_log(path, LATER)
    later = log_session(opened.journal, LATER)
    opened.journal.close()
    copies = {one.path.name: one for one in all_backups(path)}
    restored, since = restore_backup(path, copies["journal-2026-03-02.db"].path, LATER)
    assert ids(restored) == [kept]
    restored.journal.close()
    assert since.name == "journal.until-restored-2026-03-05.db"
    assert since in [one.path for one in all_backups(path)]
    back, _since = restore_backup(path, since, LATER)
    assert sorted(ids(back)) == sorted([kept, later])
    back.journal.close()


@pytest.mark.parametrize("what", ["missing", "damaged", "empty", "folder"])
def test_what_cannot_be_gone_back_to_changes_nothing(path, kept, tmp_path, what):
    given = tmp_path / "given.db"
    if what == "folder":
        given.mkdir()
    elif what != "missing":
        given.write_bytes(b"" if what == "empty" else b"rubbish" * 1000)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        restore_backup(path, given, LATER)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.until-restored*"))


@pytest.mark.parametrize("kind", [DiskFullError, ReadOnlyError])
def test_a_full_disk_is_named_where_the_copy_was_to_go(path, kept, kind, monkeypatch, tmp_path):
    def fail(*_arguments):
        raise kind(path)

    monkeypatch.setattr("posture_app.store.backups.private_folder", fail)
    with pytest.raises(kind) as raised:
        back_up_into(path, tmp_path / "stick", LATER)
    assert raised.value.path.parent == tmp_path / "stick"
    assert kept
