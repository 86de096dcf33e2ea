"""The sessions in which a person told something."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.store.database import open_database
from posture_app.store.journal import Journal
from posture_app.store.reported_sessions import ReportedSessions
from tests.handout.made_up import day, session, set_that_hurt

QUIET = session(1, [replace(set_that_hurt(), hurt=False)], ended="completed")


@pytest.fixture
def log(tmp_path):
    with closing(open_database(tmp_path / "journal.db")) as database:
        yield database


def told(log, *sessions):
    journal = Journal(log)
    for record in sessions:
        journal.restore_session(record)
    return [one.id for one in ReportedSessions(log).between(day(0), day(9))]


def test_a_session_without_a_word_is_not_read(log):
    advised = replace(QUIET, id="held", advice="hold", advice_reasons=("pain_rose",))
    assert told(log, QUIET, replace(QUIET, id="empty", note=""), advised) == []


def test_what_hurt_was_ended_noted_or_a_sign_is(log):
    hurt = session(2, [set_that_hurt()], ended="completed")
    ended = session(3)
    noted = replace(QUIET, id="noted", note="numb", started_at=QUIET.started_at + timedelta(3))
    signs = replace(
        QUIET,
        id="signs",
        advice="stop",
        advice_reasons=("sharp_pain",),
        started_at=QUIET.started_at + timedelta(4),
    )
    assert told(log, signs, noted, ended, hurt, QUIET) == ["x2", "x3", "noted", "signs"]


def test_the_days_outside_are_not_read(log):
    assert told(log, session(-1), session(10), session(9), session(0)) == ["x0", "x9"]
