"""What is written down while the log is not open reaches it whole, once, and in any case."""

import errno
import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.reminders.buffered_history import (
    BufferedHistory,
    LogLike,
    buffer_path,
    unread_path,
)
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.errors import DiskFullError, StoreError

SAMPLES = Path(__file__).parent / "samples"
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ALWAYS = (NINE - timedelta(days=1), NINE + timedelta(days=2))


def at(minute):
    return NINE + timedelta(minutes=minute)


def record(number, **fields):
    return BreakRecord(
        **{
            "id": str(number),
            "kind": "micro",
            "name": "Micro-break",
            "result": "skipped",
            "began": at(number),
            "ended": at(number + 1),
            "planned_s": 60.0,
            "rested_s": 12.5,
            "skip_reason": "meeting",
            "exercise_id": "chin-tuck",
            "exercise_name": "Chin tuck",
            "side": "left",
            "share": 0.5,
            "passed_over": ("shrug", "nod"),
            "held_by": ("call",),
            "held_s": 30.0,
            "time_zone": "Europe/Berlin",
            **fields,
        }
    )


@pytest.fixture
def log(tmp_path):
    database = open_database(tmp_path / "data" / "journal.db")
    yield BreakHistory(database)
    database.close()


@pytest.fixture
def path(tmp_path):
    return buffer_path(tmp_path / "data")


def test_what_waited_is_in_the_log_as_it_was_told(path, log):
    box = BufferedHistory(path)
    box.add(record(1))
    box.add(record(2, result="taken", skip_reason="", side=None, passed_over=()))
    box.add_stretch(Stretch(at(0), at(1), "active"))
    assert [one.id for one in box.records(*ALWAYS)] == ["1", "2"]
    assert box.stretches(*ALWAYS) == (Stretch(at(0), at(1), "active"),)
    box.hand_over(log)
    expected = (record(1), record(2, result="taken", skip_reason="", side=None, passed_over=()))
    assert log.records(*ALWAYS) == box.records(*ALWAYS) == expected
    assert log.stretches(*ALWAYS) == box.stretches(*ALWAYS)
    assert not path.exists()


def test_with_a_log_nothing_waits(path, log):
    box = BufferedHistory(path)
    box.hand_over(log)
    box.add(record(1))
    box.add_stretch(Stretch(at(0), at(1), "away"))
    assert not path.exists()
    assert log.records(*ALWAYS) == (record(1),)
    box.hand_over(None)
    box.add(record(2))
    assert path.exists()
    assert log.records(*ALWAYS) == (record(1),)


def test_a_file_that_was_handed_over_and_not_deleted_changes_nothing(path, log):
    box = BufferedHistory(path)
    for minute in range(3):
        box.add_stretch(Stretch(at(minute), at(minute + 1), "active"))
    box.add_stretch(Stretch(at(3), at(4), "away"))
    box.add_stretch(Stretch(at(4), at(6), "active"))
    box.add(record(1))
    kept = path.read_bytes()
    box.hand_over(log)
    before = log.records(*ALWAYS), log.stretches(*ALWAYS)
    path.write_bytes(kept)  # killed before the file was deleted
    BufferedHistory(path).hand_over(log)
    assert (log.records(*ALWAYS), log.stretches(*ALWAYS)) == before


@pytest.mark.warns_in_diagnostics
def test_lines_that_were_cut_off_or_damaged_lose_only_themselves(path, log):
    box = BufferedHistory(path)
    box.add(record(1))
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"break": {"id": "2"}}\n[1]\n7\n\xff\xfe\n' + whole[:40] + b"\n")
    box.add(record(3))
    box.hand_over(log)
    assert [one.id for one in log.records(*ALWAYS)] == ["1", "3"]


def test_only_the_owner_can_read_it(path):
    BufferedHistory(path).add(record(1))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_where_it_cannot_be_written_that_is_told(path):
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        BufferedHistory(path).add(record(1))


def test_what_cannot_be_written_into_the_log_stays_in_the_file(path):
    class Full:
        def add(self, _record):
            raise StoreError(path)

    box = BufferedHistory(path)
    box.add(record(1))
    kept = path.read_bytes()
    with pytest.raises(StoreError):
        box.hand_over(cast("LogLike", Full()))
    assert path.read_bytes() == kept


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 200), st.integers(1, 60), st.sampled_from(["active", "away", "held"])
        ),
        max_size=12,
    )
)
def test_joining_neither_loses_nor_invents_time(path, steps):
    path.unlink(missing_ok=True)
    box = BufferedHistory(path)
    told: dict[str, set[int]] = {"active": set(), "away": set(), "held": set()}
    for start, length, what in steps:
        box.add_stretch(Stretch(at(start), at(start + length), what))
        told[what] |= set(range(start, start + length))
    found: dict[str, set[int]] = {"active": set(), "away": set(), "held": set()}
    for one in box.stretches(*ALWAYS):
        first, last = ((time - NINE) // timedelta(minutes=1) for time in (one.began, one.ended))
        found[one.what] |= set(range(first, last))
    assert found == told


def test_what_an_older_version_wrote_down_is_read_without_loss(path, log):
    """A file of version 0.1, with every reason that stands in one."""
    written = (SAMPLES / "breaks-unwritten.jsonl").read_bytes()
    path.parent.mkdir(parents=True)
    path.write_bytes(written)
    BufferedHistory(path).hand_over(log)
    found = {one.id: one for one in log.records(*ALWAYS)}
    assert {one.id: (one.kind, one.result, one.skip_reason) for one in found.values()} == {
        "1": ("micro", "taken", ""),
        "2": ("movement", "skipped", "not_now"),
        "3": ("micro", "skipped", "left"),
        "4": ("micro", "natural", ""),
    }
    assert found["1"].held_by == ("call", "meeting")
    again = BufferedHistory(path)
    for line in written.splitlines():
        [(what, values)] = json.loads(line).items()
        if what == "break":
            assert found[values["id"]].name == values["name"]
            again.add(found[values["id"]])
        else:
            began, ended = (datetime.fromisoformat(values[name]) for name in ("began", "ended"))
            again.add_stretch(Stretch(began, ended, values["what"]))
    assert path.read_bytes() == written


def test_a_line_that_was_cut_off_swallows_no_other(path, log):
    box = BufferedHistory(path)
    box.add(record(1))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])  # the power went
    BufferedHistory(path).add(record(3))
    assert [one.id for one in BufferedHistory(path).records(*ALWAYS)] == ["1", "3"]


ODD = [
    b'{"break": {"id": "2"}}',
    b"[1]",
    b"\xff\xfe",
    b'{"stretch": 7}',
    b'{"stretch": {"began": "2026-03-02T09:00:00", "ended": "2026-03-02T09:00:00",'
    b' "what": "held"}}',
    b'{"stretch": {"began": "0001-01-01T00:00:00+14:00", "ended": "9999-12-31T00:00:00+00:00",'
    b' "what": "held"}}',
    b'{"pause": {}}',
]
FIELDS = [
    ("rested_s", "soon"),
    ("rested_s", None),
    ("rested_s", 10**400),
    ("held_s", float("nan")),
    ("id", 7),
    ("name", "\ud800"),
    ("result", "dreamt"),
    ("side", "middle"),
    ("held_by", "call"),
    ("held_by", [1]),
    ("began", 12),
    ("colour", "red"),
]


@pytest.mark.warns_in_diagnostics
def test_odd_lines_are_set_aside_with_their_reason(path, log):
    box = BufferedHistory(path)
    box.add(record(1))
    plain = json.loads(path.read_bytes())["break"]
    odd = ODD + [
        json.dumps({"break": {**plain, "id": "odd", name: value}}).encode()
        for name, value in FIELDS
    ]
    path.write_bytes(path.read_bytes() + b"\n".join(odd) + b"\n")
    box.add(record(3))
    assert [one.id for one in box.records(*ALWAYS)] == ["1", "3"]
    assert box.hand_over(log) == len(odd)
    assert [one.id for one in log.records(*ALWAYS)] == ["1", "3"]
    assert not path.exists()
    aside = [json.loads(line) for line in unread_path(path).read_text().splitlines()]
    assert [one["line"] for one in aside] == [
        line.decode("utf-8", "backslashreplace") for line in odd
    ]
    assert all(one["reason"] for one in aside)
    assert stat.S_IMODE(unread_path(path).stat().st_mode) == 0o600


class FullDisk:
    """Lets so many bytes through, as a disk does that is nearly full."""

    def __init__(self, monkeypatch, left=20):
        self.left, self._write = left, os.write
        monkeypatch.setattr("posture_app.reminders.buffered_history.os.write", self.write)

    def write(self, descriptor, content):
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = self._write(descriptor, content[: self.left])
        self.left -= written
        return written


def test_a_full_disk_loses_nothing_and_leaves_no_half_line(path, log, monkeypatch):
    box = BufferedHistory(path)
    box.add(record(1))
    kept = path.read_bytes()
    with monkeypatch.context() as during:
        FullDisk(during)
        with pytest.raises(DiskFullError):
            box.add(record(2))
        with pytest.raises(DiskFullError):
            box.add_stretch(Stretch(at(3), at(4), "active"))
        assert path.read_bytes() == kept
        assert [one.id for one in box.records(*ALWAYS)] == ["1", "2"]
    box.add(record(5))
    assert box.unwritten == ()
    again = BufferedHistory(path)
    assert [one.id for one in again.records(*ALWAYS)] == ["1", "2", "5"]
    assert again.stretches(*ALWAYS) == (Stretch(at(3), at(4), "active"),)


def test_what_waits_in_memory_reaches_the_log(path, log, monkeypatch):
    box = BufferedHistory(path)
    with monkeypatch.context() as during:
        FullDisk(during, 0)
        with pytest.raises(DiskFullError):
            box.add(record(2))
    box.hand_over(log)
    assert log.records(*ALWAYS) == (record(2),)
    assert box.unwritten == ()


def test_what_the_log_could_not_write_is_kept_when_it_is_closed(path):
    class Full:
        unsaved = (record(1), Stretch(at(3), at(4), "active"))

        def retry(self):
            raise DiskFullError(path)

    box = BufferedHistory(path)
    box.hand_over(cast("LogLike", Full()))
    box.hand_over(None)
    assert BufferedHistory(path).records(*ALWAYS) == (record(1),)
    assert BufferedHistory(path).stretches(*ALWAYS) == (Stretch(at(3), at(4), "active"),)


def test_a_line_is_on_the_disk_before_it_counts(path, monkeypatch):
    flushed = []
    fsync = os.fsync

    def flush(descriptor):
        flushed.append(path.read_bytes())
        fsync(descriptor)

    monkeypatch.setattr("posture_app.reminders.buffered_history.os.fsync", flush)
    BufferedHistory(path).add(record(1))
    assert flushed == [path.read_bytes()]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_in_its_place_is_told_and_no_wait(path):
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    box = BufferedHistory(path)
    with pytest.raises(StoreError):
        box.add(record(1))
    assert box.records(*ALWAYS) == (record(1),)
