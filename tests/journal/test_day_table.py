"""A journal as a table of days: what counts to a day, and what is not known of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.coach.factors import Factor
from posture_app.journal.breaks import BreakCount
from posture_app.journal.day_table import BREAKS, SESSIONS, DayTable, day_table_of
from posture_app.journal.entries import CheckIn, PainAt, Spasm
from posture_app.journal.model import DaySummary

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def at(day, hour=9):
    return MONDAY + timedelta(days=day, hours=hour - 9)


def check_in(when, time_zone="UTC", **answers):
    return CheckIn(id=str(when), at=when, time_zone=time_zone, edited_at=when, **answers)


def spasm(began, ended=None):
    return Spasm(id=str(began), began_at=began, time_zone="UTC", edited_at=began, ended_at=ended)


def made(check_ins=(), spasms=(), days=(), breaks=()):
    table = day_table_of(check_ins, spasms, days, breaks)
    assert table is not None
    return table


def test_nothing_entered_is_no_table():
    day = DaySummary(day=date(2026, 1, 5), seconds=60, sessions=1, sets_done=1)
    assert day_table_of([], [], [day], [BreakCount(date(2026, 1, 5), 3, 1)]) is None


def test_a_day_between_that_is_missing_keeps_its_place_and_is_not_zero():
    table = made([check_in(at(3), now=5), check_in(at(0), now=2)])
    assert table.first_day == date(2026, 1, 5)
    assert table.pain == (2, None, None, 5)
    # On the day before a check-in the person was there to enter a spasm.
    assert table.spasm == (0, None, 0, 0)


def test_the_pain_of_a_day_is_the_mean_of_what_was_told_of_now():
    places = (PainAt(zone="neck_left", now=6), PainAt(zone="neck_right", worst=9))
    table = made(
        [
            check_in(at(0), now=2, worst=9),
            check_in(at(0, 20), now=3),
            check_in(at(1), places=places),
            check_in(at(2), worst=8),
        ]
    )
    assert table.pain == (2.5, 6, None)


def test_a_day_is_that_of_the_person():
    table = made([check_in(at(0, 23), "Europe/Berlin", now=4), check_in(at(0), now=1)])
    assert table.pain == (1, 4)


def test_of_several_answers_about_a_factor_the_strongest_counts():
    stress = [((Factor.STRESS, level),) for level in (1, 3, 0)]
    table = made(
        [
            check_in(at(0), factors=stress[0]),
            check_in(at(0, 20), factors=stress[1]),
            check_in(at(1)),
            check_in(at(2), factors=stress[2]),
        ]
    )
    assert dict(table.factors)[Factor.STRESS] == (3, None, 0)
    assert Factor.POOR_SLEEP not in dict(table.factors)


def test_a_spasm_counts_to_the_day_it_began_on():
    table = made([check_in(at(number)) for number in range(4)], [spasm(at(1), at(3))])
    assert table.spasm == (0, 1, 0, 0)
    assert made(spasms=[spasm(at(0))]).spasm == (1,)


def test_sessions_are_minutes_and_breaks_the_share_that_was_taken():
    days = [DaySummary(day=date(2026, 1, 6), seconds=90, sessions=1, sets_done=1)]
    breaks = [BreakCount(date(2026, 1, 6), 3, 1)]
    table = made([check_in(at(number)) for number in range(3)], days=days, breaks=breaks)
    assert dict(table.factors) == {SESSIONS: (0, 1.5, 0), BREAKS: (None, 0.75, None)}


def test_columns_are_of_one_length():
    with pytest.raises(ValueError, match="one length"):
        DayTable(first_day=date(2026, 1, 5), pain=(1, 2), spasm=(0,))
