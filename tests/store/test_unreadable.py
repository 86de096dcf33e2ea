"""Rows that cannot be read are set aside; the log goes on without them."""

import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import pytest

from posture_app.journal.breaks import Stretch
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database, opened_for_reading
from posture_app.store.journal import Journal
from tests.store.records import MORNING, a_break, log_session

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


ODD_VALUES = {
    "bytes that are no text": "UPDATE session SET routine_name = CAST(x'ff41' AS TEXT) {one}",
    "a blob for a text": "UPDATE session SET note = x'00' {one}",
    "a year out of range": "UPDATE session SET started_at = 9000000000000000000 {one}",
    "a year before all": "UPDATE session SET ended_at = -9000000000000000000 {one}",
    "a day that is none": "UPDATE session SET local_day = '2026-02-31' {one}",
    "a word for a number": "UPDATE session SET done_s = 'soon' {one}",
    "endless": "UPDATE session SET planned_s = 9e999 {one}",
    "a word for a time of a set": "UPDATE exercise_set SET finished_at = 'now' WHERE key = 1",
}


@pytest.mark.parametrize("value", ODD_VALUES)
def test_a_row_that_cannot_be_read_is_set_aside_alone(logged, value):
    change(ODD_VALUES[value].format(one="WHERE key = 1"))(logged)
    with closing(sqlite3.connect(logged)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    before = logged.read_bytes()
    with opened_for_reading(logged) as looked_at:
        sessions = Journal(looked_at).sessions(limit=99)
        assert looked_at.set_aside in {1, 11}
    assert logged.read_bytes() == before
    opened = open_database(logged)
    journal = Journal(opened)
    assert journal.sessions(limit=99) == sessions
    journal.week(MORNING, "UTC")
    assert sum(len(one.items) for one in sessions) in {110, 119}
    of_one = 1 if "set" in value else 11  # a session goes with its sets
    assert opened.set_aside == of_one
    journal.close()
    aside = logged.with_name("journal.unreadable.jsonl")
    assert len(aside.read_text().splitlines()) == of_one
    again = open_database(logged)
    assert again.set_aside == 0
    again.close()


def test_a_row_that_breaks_a_rule_is_no_damage_of_the_log(logged):
    with closing(sqlite3.connect(logged)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE session SET ended = 'dreamt' WHERE key = 1")
    opened = open_database(logged)
    assert opened.set_aside == 11
    assert len(Journal(opened).sessions(limit=99)) == 11
    opened.close()


def test_odd_breaks_and_stretches_are_set_aside(path):
    opened = open_database(path)
    history = BreakHistory(opened)
    history.add(a_break())
    history.add_stretch(Stretch(MORNING, MORNING + timedelta(minutes=1), "active"))
    opened.close()
    change("UPDATE break_record SET held_by = 'call'")(path)
    change("UPDATE stretch SET began = 9e18")(path)
    opened = open_database(path)
    assert opened.set_aside == 2
    assert list(BreakHistory(opened).every_record()) == []
    opened.close()
