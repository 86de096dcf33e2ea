"""What can be said of the last weeks: only what the days carry, and no chance as a change."""

from datetime import date, timedelta

import pytest

from posture_app.journal.course import Course, CourseDay
from posture_app.journal.trends import (
    FEWEST_DAYS,
    LOOKED_BACK_DAYS,
    PainTrend,
    SessionTrend,
    SpasmTrend,
    trends,
)
from posture_app.words.catalogue import speaking
from posture_app.words.trends import sentence_of

TODAY = date(2026, 3, 14)
LONG_AGO = date(2025, 1, 1)


def ago(days):
    return TODAY - timedelta(days=days)


def course(*days, first_session=LONG_AGO):
    ordered = tuple(sorted(days, key=lambda one: one.day))
    return Course(ago(LOOKED_BACK_DAYS - 1), TODAY, ordered, first_session)


def neck(days_ago, pain):
    return CourseDay(day=ago(days_ago), pain=pain, places={"neck": pain})


def told(*days, first_entry=LONG_AGO, first_session=LONG_AGO):
    return trends(course(*days, first_session=first_session), first_entry=first_entry)


def test_pain_of_a_place_is_told_as_a_change_from_two_points_on():
    before = [neck(days, 4) for days in range(7, 7 + FEWEST_DAYS)]
    after = [neck(days, 2) for days in range(FEWEST_DAYS)]
    [trend] = told(*before, *after)
    assert trend == PainTrend("neck", 4, 2)
    assert sentence_of(trend) == "Neck: 4, then 2, over 14 days."


@pytest.mark.parametrize("later", [3, 5, 4])
def test_a_point_is_never_told_as_a_change(later):
    before = [neck(days, 4) for days in range(7, 14)]
    after = [neck(days, later) for days in range(7)]
    [trend] = told(*before, *after)
    assert not trend.is_change
    words = sentence_of(trend)
    assert "then" not in words
    assert "without a change that counts" in words


@pytest.mark.parametrize(("before", "after"), [(7, FEWEST_DAYS - 1), (FEWEST_DAYS - 1, 7)])
def test_nothing_is_told_from_too_few_days_on_either_side(before, after):
    days = [neck(7 + number, 8) for number in range(before)]
    days += [neck(number, 1) for number in range(after)]
    assert told(*days) == ()


def test_the_median_counts_and_not_one_bad_day():
    before = [neck(days, 4) for days in range(7, 14)]
    after = [neck(0, 10), *(neck(days, 4) for days in range(1, 7))]
    [trend] = told(*before, *after)
    assert trend == PainTrend("neck", 4, 4)


def test_without_places_the_pain_all_in_all_is_told():
    days = [CourseDay(day=ago(number), pain=6 if number > 6 else 3) for number in range(14)]
    assert told(*days) == (PainTrend(None, 6, 3),)
    assert sentence_of(PainTrend(None, 6, 3.5)) == "Pain: 6, then 3.5, over 14 days."


def test_spasms_are_compared_with_as_many_days_before():
    days = [CourseDay(day=ago(one), spasms=1) for one in (0, 10, 29, 30, 59)]
    assert told(*days) == (SpasmTrend(3, 2),)
    assert sentence_of(SpasmTrend(3, 5)) == (
        "3 spasms in the last 30 days, 5 in the 30 days before."
    )


def test_spasms_are_not_compared_with_days_on_which_nobody_kept_count():
    days = [CourseDay(day=ago(one), spasms=1) for one in (0, 10)]
    assert told(*days, first_entry=ago(40)) == (SpasmTrend(2, None),)
    assert sentence_of(SpasmTrend(1, None)) == "1 spasm in the last 30 days."


def test_no_spasm_is_only_told_where_somebody_kept_the_journal():
    before = CourseDay(day=ago(40), spasms=1)
    assert told(before) == ()
    kept = [CourseDay(day=ago(number), pain=2) for number in range(0, 30, 7)]
    assert told(before, *kept) == (SpasmTrend(0, 1),)
    assert "No spasm in the last 30 days" in sentence_of(SpasmTrend(0, 1))


def test_sessions_are_told_by_days_and_never_as_a_reproach():
    days = [CourseDay(day=ago(one), sessions=2) for one in (0, 3, 13, 14, 27)]
    assert told(*days) == (SessionTrend(3, 2),)
    assert told(*days, first_session=ago(20)) == (SessionTrend(3, None),)
    assert told(CourseDay(day=ago(20), sessions=1)) == ()
    assert sentence_of(SessionTrend(9, 4)) == (
        "You exercised on 9 of the last 14 days, and on 4 of the 14 before."
    )


def test_at_most_three_things_are_told_and_changes_first():
    days = [
        CourseDay(
            day=ago(number),
            places={
                "neck": 3 if number < 7 else 5,
                "low_back": 2 if number < 7 else 7,
                "hip": 1 if number < 7 else 8,
            },
            spasms=1,
            sessions=1,
        )
        for number in range(14)
    ]
    found = told(*days)
    assert [one.region for one in found if isinstance(one, PainTrend)] == ["hip", "low_back"]
    assert len(found) == 3
    assert isinstance(found[2], SpasmTrend)


def test_it_is_said_in_german():
    with speaking("de"):
        assert (
            sentence_of(PainTrend("neck", 4.5, 2)) == "Nacken und Hals: 4,5, dann 2, in 14 Tagen."
        )
