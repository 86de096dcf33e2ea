"""Breaks and stretches in the log."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.store import breaks, database
from posture_app.store.breaks import LONGEST_ROW, BreakHistory
from posture_app.store.database import open_database
from posture_app.store.errors import DiskFullError, LockedDatabaseError
from tests.store.records import MORNING, a_break

MINUTE = timedelta(minutes=1)
ALWAYS = datetime(1990, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)


def at(minutes):
    return MORNING + minutes * MINUTE


def a_stretch(began, ended, what="active"):
    return Stretch(at(began), at(ended), what)


@pytest.fixture
def opened(path):
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def history(opened):
    return BreakHistory(opened)


# Breaks

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SECONDS = st.floats(0, 1e9)
MOMENTS = st.builds(
    lambda after, place: (MORNING + after).astimezone(place),
    st.timedeltas(timedelta(days=-12000), timedelta(days=20000)),
    st.timezones(),
)
RECORDS = st.builds(
    BreakRecord,
    id=st.uuids().map(str),
    kind=TEXTS,
    name=TEXTS,
    result=st.sampled_from(["taken", "skipped", "snoozed", "interrupted", "away", "natural"]),
    began=MOMENTS,
    ended=MOMENTS,
    planned_s=SECONDS,
    rested_s=SECONDS,
    skip_reason=TEXTS,
    exercise_id=TEXTS,
    exercise_name=TEXTS,
    side=st.sampled_from(["left", "right", None]),
    share=st.floats(0, 10),
    passed_over=st.lists(TEXTS).map(tuple),
    held_by=st.lists(TEXTS).map(tuple),
    held_s=SECONDS,
)


@given(records=st.lists(RECORDS, max_size=4, unique_by=lambda one: one.id))
@settings(max_examples=40, deadline=None)
def test_any_break_comes_back_as_it_was(records):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        first = open_database(path)
        for record in records:
            BreakHistory(first).add(record)
        first.close()
        second = open_database(path)
        found = BreakHistory(second).records(*ALWAYS)
        second.close()
        assert list(found) == sorted(records, key=lambda one: (one.began, records.index(one)))
        by_id = {one.id: one for one in found}
        for one in records:
            assert by_id[one.id].local_began.isoformat() == one.local_began.isoformat()


def test_breaks_are_asked_for_by_their_beginning(history):
    for minute in (30, 0, 60):
        history.add(a_break(minute))
    found = history.records(at(0), at(60))
    assert [one.began for one in found] == [at(0), at(30)]
    assert history.records(at(0.5), at(30)) == ()


def test_a_break_of_a_known_id_is_replaced(history):
    history.add(a_break(0, result="snoozed"))
    history.add(a_break(0, result="skipped", skip_reason="meeting"))
    assert history.records(*ALWAYS) == (a_break(0, result="skipped", skip_reason="meeting"),)


@pytest.mark.parametrize("wrong", [{"result": "slept"}, {"side": "both"}])
def test_what_no_break_can_be_is_refused_and_holds_nothing_up(history, wrong):
    with pytest.raises(IntegrityError):
        history.add(a_break(0, **wrong))
    assert history.unsaved == ()
    history.add(a_break(1))
    assert history.records(*ALWAYS) == (a_break(1),)


def test_all_breaks_are_read_page_by_page(history, monkeypatch):
    monkeypatch.setattr(breaks, "PAGE", 2)
    # Several that began together, across the border of two pages.
    told = [a_break(minute // 3, id=f"{minute:02}") for minute in range(8)]
    for one in told:
        history.add(one)
    assert list(history.every_record()) == told[::-1]


# Stretches


def test_stretches_that_touch_are_one(history):
    for minute in range(3):
        history.add_stretch(a_stretch(minute, minute + 1))
    history.add_stretch(a_stretch(5, 6))
    assert history.stretches(*ALWAYS) == (a_stretch(0, 3), a_stretch(5, 6))


def test_a_stretch_goes_on_across_one_of_another_kind(history):
    history.add_stretch(a_stretch(0, 10))
    history.add_stretch(a_stretch(5, 10, "held"))
    history.add_stretch(a_stretch(10, 15))
    history.add_stretch(a_stretch(10, 12, "held"))
    assert history.stretches(*ALWAYS) == (a_stretch(0, 15), a_stretch(5, 12, "held"))


def test_a_stretch_goes_on_after_a_restart(path):
    for minute in range(2):
        opened = open_database(path)
        BreakHistory(opened).add_stretch(a_stretch(minute, minute + 1))
        opened.close()
    opened = open_database(path)
    assert BreakHistory(opened).stretches(*ALWAYS) == (a_stretch(0, 2),)
    opened.close()


def test_a_stretch_of_no_length_is_left_out(history):
    history.add_stretch(a_stretch(1, 1))
    history.add_stretch(a_stretch(2, 1))
    assert history.stretches(*ALWAYS) == ()


def test_a_long_absence_is_found_in_its_middle(history):
    history.add_stretch(a_stretch(0, 1, "away"))
    history.add_stretch(Stretch(at(1), at(1) + timedelta(days=20), "away"))
    history.add_stretch(Stretch(at(0) + timedelta(days=20), at(2) + timedelta(days=21), "away"))
    noon = MORNING + timedelta(days=10)
    assert covered(history.stretches(noon, noon + MINUTE)) >= {10 * 24 * 60}
    whole = history.stretches(*ALWAYS)
    assert sum((one.length for one in whole), timedelta()) == timedelta(days=21) + 2 * MINUTE


def test_stretches_that_reach_into_a_time_are_found(history):
    history.add_stretch(a_stretch(0, 10))
    history.add_stretch(a_stretch(10, 20, "away"))
    assert history.stretches(at(5), at(10)) == (a_stretch(0, 10),)
    assert history.stretches(at(9), at(11)) == (a_stretch(0, 10), a_stretch(10, 20, "away"))
    assert history.stretches(at(20), at(30)) == ()


def covered(stretches):
    """The minutes since the morning that stretches cover."""
    return {
        minute
        for one in stretches
        for minute in range((one.began - MORNING) // MINUTE, (one.ended - MORNING) // MINUTE)
    }


@given(
    told=st.lists(
        st.tuples(
            st.integers(0, 4000), st.integers(-5, 3000), st.sampled_from(["active", "away", "held"])
        ),
        max_size=12,
    ),
    began=st.integers(0, 7000),
    length=st.integers(1, 2000),
)
@settings(max_examples=60, deadline=None)
def test_joining_loses_and_invents_no_time(told, began, length):
    stretches = [a_stretch(start, start + length, what) for start, length, what in told]
    with TemporaryDirectory() as folder:
        opened = open_database(Path(folder) / "journal.db")
        history = BreakHistory(opened)
        for one in stretches:
            history.add_stretch(one)
        found = history.stretches(*ALWAYS)
        part = history.stretches(at(began), at(began + length))
        opened.close()
    for what in ("active", "away", "held"):
        kept = [one for one in found if one.what == what]
        assert covered(kept) == covered(one for one in stretches if one.what == what)
    assert all(one.length <= LONGEST_ROW for one in found)
    assert [one.began for one in found] == sorted(one.began for one in found)
    asked = set(range(began, began + length))
    assert covered(part) & asked == covered(found) & asked


# When the log cannot be written


def set_pages(opened, pages):
    with opened.reading() as session:
        connection = session.connection()
        pages = pages or connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_loses_no_break_and_is_told(opened, history):
    set_pages(opened, None)
    told = 0
    while not history.unsaved:
        told += 1
        with suppress(DiskFullError):
            history.add(a_break(told, exercise_name="x" * 500))
    assert told > 1
    with pytest.raises(DiskFullError, match="disk is full"):
        history.retry()
    with pytest.raises(DiskFullError):
        history.add_stretch(a_stretch(0, 1))
    assert history.unsaved == (a_break(told, exercise_name="x" * 500), a_stretch(0, 1))
    # What waits is known already.
    assert [one.began for one in history.records(*ALWAYS)] == [at(n + 1) for n in range(told)]
    assert history.stretches(*ALWAYS) == (a_stretch(0, 1),)
    assert history.records(at(1000), at(2000)) == ()

    set_pages(opened, 1_000_000)
    history.add(a_break(500))
    assert history.unsaved == ()
    again = BreakHistory(opened)
    assert len(again.records(*ALWAYS)) == told + 1
    assert again.stretches(*ALWAYS) == (a_stretch(0, 1),)


def test_a_locked_log_is_written_when_it_is_free(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    opened = open_database(path)
    history = BreakHistory(opened)
    history.add(a_break(0, result="snoozed"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedDatabaseError):
            history.add(a_break(0))
        assert history.records(*ALWAYS) == (a_break(0),)
        with pytest.raises(LockedDatabaseError):
            history.add(a_break(5, id="break 0"))
        assert history.records(at(0), at(5)) == ()
    history.retry()
    assert BreakHistory(opened).records(*ALWAYS) == (a_break(5, id="break 0"),)
    opened.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from tests.store.records import a_break
from tests.store.test_breaks import a_stretch
history = BreakHistory(open_database(Path(sys.argv[1])))
for minute in range(3):
    history.add(a_break(minute))
    history.add_stretch(a_stretch(minute, minute + 1))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_what_was_told_before_the_program_was_killed_is_there(path):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    opened = open_database(path)
    history = BreakHistory(opened)
    assert history.records(*ALWAYS) == tuple(a_break(minute) for minute in range(3))
    assert history.stretches(*ALWAYS) == (a_stretch(0, 3),)
    opened.close()


def test_breaks_leave_the_sessions_alone(journal, history):
    history.add(replace(a_break(), id="6f1c"))
    assert journal.sessions() == []


class TestCountsByDay:
    BERLIN = "Europe/Berlin"

    def counts(self, history, first, last):
        found = history.counts(date.fromisoformat(first), date.fromisoformat(last), self.BERLIN)
        return {one.day.isoformat(): (one.taken, one.missed) for one in found}

    def add(self, history, *moments, result="taken"):
        for moment in moments:
            began = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(self.BERLIN))
            history.add(
                replace(
                    a_break(), id=str(uuid4()), began=began, ended=began + MINUTE, result=result
                )
            )

    def test_what_was_put_off_is_not_counted_and_days_without_a_break_miss(self, history):
        self.add(history, "2026-03-02T09:00", "2026-03-02T10:00", "2026-03-04T10:00")
        self.add(history, "2026-03-02T11:00", result="skipped")
        self.add(history, "2026-03-03T11:00", result="snoozed")
        self.add(history, "2026-03-02T12:00", result="natural")
        assert self.counts(history, "2026-03-01", "2026-03-05") == {
            "2026-03-02": (3, 1),
            "2026-03-04": (1, 0),
        }
        assert self.counts(history, "2026-03-03", "2026-03-03") == {}

    def test_days_are_those_of_the_place_where_the_clocks_change_too(self, history):
        late = ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"]
        for day in late:
            self.add(history, f"{day}T00:05", f"{day}T23:55")
        found = self.counts(history, "2026-03-01", "2026-12-31")
        assert found == dict.fromkeys(late, (2, 0))
