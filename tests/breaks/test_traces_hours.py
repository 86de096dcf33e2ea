"""Rule 6 as traces: work hours, past midnight and through daylight saving.

Rows are as in the traces of absences, with the time at which they begin.
"""

from datetime import datetime
from typing import Any

import pytest

from posture_app.breaks.holds import MORNING_MIN
from posture_app.breaks.hours import instant_ms, local_time, next_start_ms, zone_called
from posture_app.breaks.settings import read_settings
from tests.breaks.trace import ALL_DAYS, ONE, lines, play

AT_1800 = "1780 notice micro; 1800 break_starts micro;"

MON_9_TO_18 = {"mon": [["09:00", "18:00"]]}


def hours(work, settings=ONE):
    return {**settings, "work": work}


NO_BREAKS: dict[str, Any] = {"breaks": []}
HOURS = [
    (
        "before the work",
        hours(MON_9_TO_18),
        "08:55:00",
        "",
        2100,
        "300 work_starts; 2080 notice micro; 2100 break_starts micro",
    ),
    ("in the work", hours(MON_9_TO_18), "10:00:00", "", 1800, AT_1800),
    (
        "the work ends",
        hours(MON_9_TO_18),
        "17:00:00",
        "",
        20000,
        AT_1800 + "1860 break_ends micro interrupted 0; 3600 work_ends",
    ),
    (
        "what is held is dropped",
        hours(MON_9_TO_18),
        "17:00:00",
        "1700 call_starts; 5000 call_ends",
        9000,
        "1800 withheld micro call; 3600 work_ends; 3600 dropped micro outside_hours",
    ),
    (
        "so is what was put off",
        hours({"mon": [["09:00", "17:32"]]}),
        "17:00:00",
        "1810 snooze",
        9000,
        AT_1800
        + "1810 break_ends micro snoozed 0; 1920 work_ends; 1920 dropped micro outside_hours",
    ),
    (
        "and what was announced",
        hours({"mon": [["09:00", "17:30"]]}),
        "17:00:10",
        "",
        9000,
        "1780 notice micro; 1790 work_ends; 1790 dropped micro outside_hours",
    ),
    (
        "a break that is on ends normally",
        hours({"mon": [["09:00", "17:30"]]}),
        "16:59:30",
        "1800 input_stops",
        9000,
        AT_1800 + "1830 work_ends; 1860 break_ends micro taken 60",
    ),
    (
        "two ranges: the counts begin at nothing",
        hours({"mon": [["09:00", "12:00"], ["13:00", "18:00"]]}),
        "11:50:00",
        "",
        6000,
        "600 work_ends; 4200 work_starts; 5980 notice micro; 6000 break_starts micro",
    ),
    (
        "ranges that touch are one",
        hours({"mon": [["09:00", "12:00"], ["12:00", "18:00"]]}),
        "11:50:00",
        "",
        1800,
        AT_1800,
    ),
    (
        "past midnight",
        hours({"mon": [["22:00", "02:00"]]}, NO_BREAKS),
        "21:55:00",
        "",
        99999,
        "300 work_starts; 14700 work_ends",
    ),
    (
        "until midnight and on from it",
        hours({"mon": [["20:00", "24:00"]], "tue": [["00:00", "01:00"]]}, NO_BREAKS),
        "19:00:00",
        "",
        86400,
        "3600 work_starts; 21600 work_ends",
    ),
    (
        "from Sunday into Monday",
        hours({"sun": [["22:00", "10:00"]]}, NO_BREAKS),
        "09:00:00",
        "",
        86400,
        "3600 work_ends",
    ),
    ("no work at all", hours({}), "09:00:00", "", 86400, ""),
    ("a free day", hours({"tue": [["09:00", "18:00"]]}), "09:00:00", "", 40000, ""),
    (
        "late for work: an absence with nothing to reset",
        hours(MON_9_TO_18),
        "08:00:00",
        "0 input_stops; 3700 input_resumes",
        5500,
        "3600 work_starts; 5480 notice micro; 5500 break_starts micro",
    ),
    (
        "asked for outside of the hours",
        hours(MON_9_TO_18),
        "19:00:00",
        "100 break_now micro; 100 input_stops",
        3000,
        "100 break_starts micro; 160 break_ends micro taken 60",
    ),
    (
        "and put off there: nothing starts by itself",
        hours(MON_9_TO_18),
        "19:00:00",
        "100 break_now micro; 110 snooze",
        3000,
        "100 break_starts micro; 110 break_ends micro snoozed 0; 110 dropped micro outside_hours",
    ),
    (
        "the clock is set past the end and back",
        hours(MON_9_TO_18),
        "10:00:00",
        "600 clock_set 2026-03-02T19:00:00; 700 clock_set 2026-03-02T10:11:40",
        2500,
        "600 work_ends; 700 work_starts; 2480 notice micro; 2500 break_starts micro",
    ),
    (
        "the clock is set within the hours",
        hours(MON_9_TO_18),
        "10:00:00",
        "600 clock_set 2026-03-02T12:00:00",
        1800,
        AT_1800,
    ),
    (
        "another zone, where the work is over",
        hours(MON_9_TO_18),
        "10:00:00",
        "600 zone_set Asia/Tokyo",
        2000,
        "600 work_ends",
    ),
    (
        "asleep from before the end to after the start",
        hours({"mon": [["09:00", "18:00"]], "tue": [["09:00", "18:00"]]}),
        "17:00:00",
        "1000 suspend; 59400 resume",
        61200,
        "3600 work_ends; 57600 work_starts; 61180 notice micro; 61200 break_starts micro",
    ),
    (
        "paused until tomorrow",
        hours({day: [["09:00", "18:00"]] for day in ALL_DAYS}),
        "17:00:00",
        "600 pause until_tomorrow",
        57600 + 1800,
        # 57600 s is 09:00; the hold is over 10 s later.
        "1800 withheld micro paused; 3600 work_ends; 3600 dropped micro outside_hours;"
        "57600 work_starts; 59380 notice micro; 59400 break_starts micro",
    ),
    (
        "the clock is set while paused until tomorrow",
        ONE,
        "23:00:00",
        "600 pause until_tomorrow; 700 clock_set 2026-03-03T05:59:00",
        1800,
        AT_1800,
    ),
    (
        "paused until tomorrow at six, without hours",
        ONE,
        "23:00:00",
        "600 pause until_tomorrow; 700 input_stops; 24300 input_resumes",
        26100,
        "760 reset micro idle; 26080 notice micro; 26100 break_starts micro",
    ),
]

DST = [
    (
        "an hour less",
        {"sun": [["01:00", "04:00"]]},
        "2026-03-29T00:30:00",
        "1800 work_starts; 9000 work_ends",
    ),
    (
        "an hour more",
        {"sun": [["01:00", "04:00"]]},
        "2026-10-25T00:30:00",
        "1800 work_starts; 16200 work_ends",
    ),
    (
        "a start that is left out: when the clocks jump",
        {"sun": [["02:30", "04:00"]]},
        "2026-03-29T01:30:00",
        "1800 work_starts; 5400 work_ends",
    ),
    (
        "a start that comes twice: the first time",
        {"sun": [["02:30", "04:00"]]},
        "2026-10-25T02:00:00",
        "1800 work_starts; 10800 work_ends",
    ),
    (
        "a range that is left out",
        {"sun": [["02:10", "02:50"]]},
        "2026-03-29T00:30:00",
        "",
    ),
]


@pytest.mark.parametrize(
    ("settings", "start", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in HOURS],
)
def test_hours(settings, start, happens, until_s, expected):
    assert play(settings, happens, until_s, start=f"2026-03-02T{start}") == lines(expected)


@pytest.mark.parametrize(
    ("work", "start", "expected"), [pytest.param(*case[1:], id=case[0]) for case in DST]
)
def test_daylight_saving(work, start, expected):
    assert play(hours(work, NO_BREAKS), "", 40000, start=start) == lines(expected)


def test_daylight_saving_moves_no_break():
    """Berlin jumps from 02:00 to 03:00 at 3600 s; the break comes after 30 min of activity."""
    assert play(ONE, "", 1800, start="2026-03-29T01:45:00") == lines(AT_1800)


WHOLE_DAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
NIGHTS = {day: [["22:00", "06:00"]] for day in ALL_DAYS}


@pytest.mark.parametrize(
    ("work", "said", "ends"),
    [
        (None, "2026-03-02T15:00", "2026-03-03T06:00"),
        (None, "2026-03-03T00:30", "2026-03-03T06:00"),
        (None, "2026-03-03T06:00", "2026-03-04T06:00"),
        (WHOLE_DAYS, "2026-03-02T15:00", "2026-03-03T06:00"),
        (WHOLE_DAYS, "2026-03-03T00:30", "2026-03-03T06:00"),
        (WHOLE_DAYS, "2026-03-06T15:00", "2026-03-09T00:00"),
        (WHOLE_DAYS, "2026-03-07T15:00", "2026-03-09T00:00"),
        ({"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}, "2026-03-03T00:30",
         "2026-03-03T09:00"),
        ({"mon": [["09:00", "17:00"]]}, "2026-03-02T15:00", "2026-03-09T09:00"),
        ({"mon": [["09:00", "12:00"], ["12:00", "17:00"]], "tue": [["08:00", "12:00"]]},
         "2026-03-02T10:00", "2026-03-03T08:00"),
        (NIGHTS, "2026-03-02T23:00", "2026-03-03T22:00"),
        (NIGHTS, "2026-03-03T00:30", "2026-03-03T22:00"),
        ({"mon": [["22:00", "06:00"]], "tue": [["06:00", "14:00"]]}, "2026-03-02T23:00",
         "2026-03-03T06:00"),
        ({}, "2026-03-02T15:00", "2026-03-03T06:00"),
    ],
)  # fmt: skip
def test_until_tomorrow_ends_when_the_next_day_begins(work, said, ends):
    """2 March 2026 is a Monday. At 00:30 the day that is about to come is meant."""
    zone = zone_called("Europe/Berlin")
    hours = read_settings({"work": work}).work
    wall_ms = instant_ms(datetime.fromisoformat(said), zone)
    found = next_start_ms(hours, wall_ms, zone, MORNING_MIN)
    assert local_time(found, zone).replace(tzinfo=None) == datetime.fromisoformat(ends)
