"""The person's day is that of the place where they are, not that of the clock's zone."""

from datetime import UTC, date, datetime

import pytest

from posture_app.desktop.clock import ClockReading
from posture_app.program.local_time import LocalTime


class Stopped:
    def read(self):
        return ClockReading(datetime(2026, 3, 2, 22, 30, tzinfo=UTC), 0.0, 0.0)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Auckland", date(2026, 3, 3)),
        ("Europe/Berlin", date(2026, 3, 2)),
        ("UTC-11:00", date(2026, 3, 2)),
        ("UTC+01:30", date(2026, 3, 3)),
    ],
)
def test_the_day_is_that_of_the_place(qapp, zone, day):
    local_time = LocalTime(Stopped())
    local_time.move_to(zone)
    assert local_time.today == day
