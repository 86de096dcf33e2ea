"""What each day held: nothing that is missing becomes a zero."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from posture_app.journal.breaks import BreakCount
from posture_app.journal.course import (
    LONGEST_BY_DAY,
    AdherenceWeek,
    Period,
    PlaceHistory,
    adherence,
    buckets,
    course_of,
    first_day_of,
    place_histories,
)
from posture_app.journal.entries import CheckIn, PainAt, Spasm, Treatment, TreatmentKind
from posture_app.journal.model import DaySummary

MONDAY = date(2026, 3, 2)
HERE: dict[str, Any] = {"time_zone": "UTC", "edited_at": datetime(2026, 3, 2, tzinfo=UTC)}


def day(number):
    return MONDAY + timedelta(days=number)


def check_in(number, now=None, *, hour=8, **more):
    at = datetime.combine(day(number), datetime.min.time(), UTC) + timedelta(hours=hour)
    return CheckIn(id=f"{number}-{hour}", at=at, now=now, **more, **HERE)


def spasm(number, zones=("low_back_left",), strength=None):
    began = datetime.combine(day(number), datetime.min.time(), UTC)
    return Spasm(id=f"s{number}", began_at=began, zones=zones, strength=strength, **HERE)


def summary(number, sessions=1):
    return DaySummary(day=day(number), seconds=300.0, sessions=sessions, sets_done=sessions)


def test_a_day_of_which_nothing_is_known_is_missing_and_never_zero():
    course = course_of(day(0), day(6), check_ins=[check_in(0, 4), check_in(1), check_in(4, 0)])
    assert course.series(lambda one: one.pain) == (4, None, None, None, 0, None, None)
    assert course.known(lambda one: one.pain) == [4, 0]


def test_a_day_tells_its_highest_pain_of_each_region():
    places = (
        PainAt(zone="back_of_neck_right", now=3),
        PainAt(zone="back_of_neck_left", now=5),
        PainAt(zone="low_back_left", worst=6),
        PainAt(zone="shin_left"),
        PainAt(zone="of another version", now=9),
    )
    [found] = course_of(
        day(0),
        day(0),
        check_ins=[check_in(0, 2, worst=6, places=places), check_in(0, 4, hour=20)],
    ).days
    assert (found.pain, found.worst) == (4, 6)
    assert found.places == {"neck": 5, "low_back": 6}


def test_what_lies_outside_and_what_came_to_nothing_is_left_out():
    course = course_of(
        day(0),
        day(2),
        check_ins=[check_in(-1, 4), check_in(3, 4)],
        sessions=[summary(1, sessions=0)],
        breaks=[BreakCount(day(1), 0, 0)],
    )
    assert course.days == ()


def test_spasms_treatments_sessions_and_breaks_come_to_their_day():
    needling = Treatment(id="t", kind=TreatmentKind.DRY_NEEDLING, day=day(1), **HERE)
    [found] = course_of(
        day(0),
        day(2),
        spasms=[spasm(1, strength=4), spasm(1, strength=7), spasm(5)],
        treatments=[needling],
        sessions=[summary(1, 2)],
        breaks=[BreakCount(day(1), 3, 1)],
    ).days
    assert (found.spasms, found.strength, found.sessions, found.seconds) == (2, 7, 2, 300.0)
    assert found.breaks == BreakCount(day(1), 3, 1)
    assert found.was_needled
    assert found.pain is None


def test_regions_come_by_how_often_it_hurt_there():
    neck, back = PainAt(zone="back_of_neck_right", now=3), PainAt(zone="low_back_left", now=0)
    course = course_of(
        day(0), day(3), check_ins=[check_in(0, places=(neck, back)), check_in(1, places=(back,))]
    )
    assert course.regions() == ("low_back", "neck")


def test_adherence_begins_with_the_first_session():
    course = course_of(
        day(0),
        day(20),
        check_ins=[check_in(3, 4)],
        sessions=[summary(8), summary(9), summary(9)],
        breaks=[BreakCount(day(3), 3, 1), BreakCount(day(16), 0, 2)],
        first_session=day(8),
    )
    assert adherence(course) == (
        AdherenceWeek(day(0), None, 0.75),
        AdherenceWeek(day(7), 2, None),
        AdherenceWeek(day(14), 0, 0.0),
    )


def test_a_week_tells_what_was_planned_for_it():
    course = replace(course_of(day(0), day(13)), planned={day(7): 3})
    assert [week.planned for week in adherence(course)] == [None, 3]


def test_a_week_that_is_cut_is_no_week_with_fewer_days():
    sessions = [summary(number) for number in range(20)]
    course = course_of(day(3), day(15), sessions=sessions, first_session=day(0))
    assert [week.monday for week in adherence(course)] == [day(7), day(14)]


def test_a_long_course_is_drawn_by_the_weeks_median_and_a_week_without_a_day_is_a_gap():
    answers = {0: 2, 1: 9, 3: 3, 14: 7}
    course = course_of(
        day(0),
        day(LONGEST_BY_DAY),
        check_ins=[check_in(number, pain) for number, pain in answers.items()],
        spasms=[spasm(2), spasm(2), spasm(5)],
    )
    weeks = buckets(course)
    assert [week.median(lambda one: one.pain) for week in weeks[:4]] == [3, None, 7, None]
    assert [week.total(lambda one: one.spasms) for week in weeks[:2]] == [3, 0]
    short = course.part(day(0), day(3))
    assert [one.median(lambda one: one.pain) for one in buckets(short)] == [2, 9, None, 3]


def test_places_tell_how_often_and_how_strongly():
    histories = place_histories(
        [
            check_in(0, places=(PainAt(zone="low_back_left", now=2), PainAt(zone="shin_left"))),
            check_in(0, hour=20, places=(PainAt(zone="low_back_left", now=4),)),
            check_in(2, places=(PainAt(zone="low_back_left", now=7),)),
        ],
        [spasm(4), spasm(4, zones=("low_back_left", "shin_left"))],
    )
    assert histories == (
        PlaceHistory("low_back_left", 3, 5.5, 7, 2),
        PlaceHistory("shin_left", 2, None, None, 1),
    )


@pytest.mark.parametrize(
    ("period", "first_entry", "first"),
    [
        (Period.TWO_WEEKS, None, date(2026, 3, 1)),
        (Period.THREE_MONTHS, None, date(2025, 12, 14)),
        (Period.YEAR, None, date(2025, 3, 15)),
        (Period.ALL, None, date(2026, 3, 1)),
        (Period.ALL, date(2026, 3, 13), date(2026, 3, 1)),
        (Period.ALL, date(2019, 5, 6), date(2019, 5, 6)),
    ],
)
def test_a_period_ends_today(period, first_entry, first):
    assert first_day_of(period, date(2026, 3, 14), first_entry) == first
