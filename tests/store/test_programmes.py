"""The programmes that a person follows, in the log."""

from dataclasses import replace
from datetime import date

import pytest

from posture_app.journal.programme import FollowedPhase
from posture_app.store.backups import newest_backup
from posture_app.store.database import open_database
from posture_app.store.opening import go_back, open_log
from posture_app.store.programmes import FollowedProgrammes
from tests.store.records import MORNING, log_session
from tests.there import there

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def opened(path):
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def programmes(opened):
    return FollowedProgrammes(opened)


def begun(programmes, phase="settle", day=MONDAY, **more):
    return programmes.begin("neck", "Neck, four weeks", phase, day, **more)


def test_nothing_is_followed_at_first(programmes):
    assert programmes.current() is None
    assert programmes.every() == []


def test_a_phase_is_followed_until_another_one_is(programmes):
    first = there(begun(programmes).after)
    assert programmes.current() == first
    change = begun(programmes, "control", TUESDAY, ending="advanced")
    assert change.before == first
    assert programmes.current() == change.after
    assert programmes.every() == [
        replace(first, ended_on=TUESDAY, ending="advanced"),
        change.after,
    ]


def test_it_ends(programmes):
    begun(programmes)
    programmes.end(TUESDAY, "finished")
    assert programmes.current() is None
    (kept,) = programmes.every()
    assert (kept.ended_on, kept.ending) == (TUESDAY, "finished")


def test_a_clock_that_was_set_back_ends_nothing_before_it_began(programmes):
    begun(programmes, day=TUESDAY)
    programmes.end(MONDAY, "stopped")
    assert programmes.every()[0].ended_on == TUESDAY


def test_a_change_is_taken_back(programmes):
    first = there(begun(programmes).after)
    programmes.take_back(begun(programmes, "control", TUESDAY))
    assert programmes.every() == [first]
    programmes.take_back(programmes.end(TUESDAY, "stopped"))
    assert programmes.every() == [first]


def test_a_change_that_others_followed_is_not_taken_back(programmes):
    change = begun(programmes)
    later = begun(programmes, "control", TUESDAY)
    programmes.take_back(change)
    assert programmes.current() == later.after
    assert len(programmes.every()) == 2


def test_it_is_there_the_next_time(path, programmes, opened):
    change = begun(programmes)
    opened.close()
    again = open_database(path)
    try:
        assert FollowedProgrammes(again).current() == change.after
    finally:
        again.close()


def test_what_was_followed_goes_along_into_the_copy_that_is_gone_back_to(path):
    log = open_log(path, MORNING)
    old = there(log.programmes.begin("neck", "Neck", "settle", MONDAY).after)
    log_session(log.journal)
    log.journal.backup(MORNING)
    new = there(log.programmes.begin("back", "Back", "load", TUESDAY).after)
    log.journal.close()
    log = go_back(path, there(newest_backup(path)).path, MORNING)
    try:
        kept = {one.id: one for one in log.programmes.every()}
        assert log.programmes.current() == old
        assert kept[new.id] == replace(new, ended_on=TUESDAY, ending="stopped")
    finally:
        log.journal.close()


def test_one_that_is_known_is_left_as_it_is(programmes):
    known = there(begun(programmes).after)
    programmes.restore(replace(known, programme_name="Another"))
    assert programmes.every() == [known]
    other = FollowedPhase(
        id="o", programme_id="x", programme_name="X", phase_id="p", began_on=MONDAY
    )
    programmes.restore(other)
    assert programmes.current() == known
