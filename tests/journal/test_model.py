from datetime import UTC, date, datetime

import pytest

from posture_app.journal.model import SessionRecord


def a_session(started_at, time_zone):
    return SessionRecord(
        id="1",
        routine_id="neck-reset",
        routine_name="Neck reset",
        started_at=started_at,
        time_zone=time_zone,
        planned_s=60,
        done_s=60,
    )


@pytest.mark.parametrize(
    ("time_zone", "day", "hour"),
    [
        ("UTC", date(2026, 3, 2), 23),
        ("Pacific/Auckland", date(2026, 3, 3), 12),
        ("America/Los_Angeles", date(2026, 3, 2), 15),
    ],
)
def test_a_session_counts_to_the_day_of_the_place_it_was_done_in(time_zone, day, hour):
    session = a_session(datetime(2026, 3, 2, 23, tzinfo=UTC), time_zone)
    assert session.local_day == day
    assert session.local_start.hour == hour


def test_the_hour_that_comes_twice_in_autumn_is_told_apart():
    first = a_session(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin")
    second = a_session(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin")
    assert first.local_start.time() == second.local_start.time()
    assert first.local_start.utcoffset() != second.local_start.utcoffset()


def test_what_was_not_answered_is_none():
    session = a_session(datetime(2026, 3, 2, tzinfo=UTC), "UTC")
    assert (session.pain_before, session.pain_after, session.effort) == (None, None, None)
