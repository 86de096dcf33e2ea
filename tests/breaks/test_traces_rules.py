"""Rules 3 to 6, 9 and 10 as traces: merging, putting off, holds, work hours, settings, pauses.

Rows are as in the traces of absences: the person is active where nothing else is said.
"""

from typing import Any

import pytest

from tests.breaks.trace import ALL_DAYS, LONG, MICRO, ONE, ONLY_LONG, TWO, changed, lines, play

AT_1800 = "1780 notice micro; 1800 break_starts micro;"
TWO_MICROS = (
    AT_1800
    + "1860 break_ends micro interrupted 0; 3640 notice micro; 3660 break_starts micro;"
    + "3720 break_ends micro interrupted 0;"
)
"""An hour of TWO; both kinds are due at 5520 then, as 2 x 60 s were breaks."""
LONG_AT_5520 = "5500 merged micro long; 5500 notice long; 5520 break_starts long;"
TWIN = {**MICRO, "id": "twin"}

MERGING = [
    ("due together", TWO, "", 5520, TWO_MICROS + LONG_AT_5520),
    (
        "taken, it resets the shorter kind",
        TWO,
        "5520 input_stops; 5820 input_resumes",
        7620,
        TWO_MICROS
        + LONG_AT_5520
        + "5820 break_ends long taken 300; 5820 reset micro longer_break; 7600 notice micro;"
        + "7620 break_starts micro",
    ),
    (
        "skipped: the dropped one counts from where it was dropped",
        TWO,
        "5530 skip",
        7310,
        # 20 s were counted between 5500 and 5520; the other 1780 come after 5530.
        TWO_MICROS
        + LONG_AT_5520
        + "5530 break_ends long skipped 0; 7290 notice micro; 7310 break_starts micro",
    ),
    (
        "due exactly merge_s before",
        changed(TWO, long={"every_s": 5700}),
        "",
        5820,
        TWO_MICROS + "5500 merged micro long; 5800 notice long; 5820 break_starts long",
    ),
    (
        "due a second more before",
        changed(TWO, long={"every_s": 5701}),
        "",
        5520,
        TWO_MICROS + "5500 notice micro; 5520 break_starts micro",
    ),
    (
        "merge_s of 0 merges what is due together",
        {**TWO, "merge_s": 0},
        "",
        5520,
        TWO_MICROS + LONG_AT_5520,
    ),
    (
        "merge_s of 0 merges nothing else: the longer one waits for the end",
        {**changed(TWO, long={"every_s": 5410}), "merge_s": 0},
        "",
        5600,
        TWO_MICROS
        + "5500 notice micro; 5520 break_starts micro; 5580 break_ends micro interrupted 0;"
        + "5580 notice long; 5600 break_starts long",
    ),
    (
        "a shorter one that is due after the longer one waits and comes",
        changed(TWO, long={"every_s": 1790}),
        "",
        2110,
        "1770 notice long; 1790 break_starts long; 2090 break_ends long interrupted 0;"
        "2090 notice micro; 2110 break_starts micro",
    ),
    (
        "or is reset if that was taken",
        changed(TWO, long={"every_s": 1790}),
        "1790 input_stops; 2090 input_resumes",
        2200,
        "1770 notice long; 1790 break_starts long; 2090 break_ends long taken 300;"
        "2090 reset micro longer_break",
    ),
    (
        "or comes at once if that was skipped",
        changed(TWO, long={"every_s": 1790}),
        "1790 skip",
        1810,
        "1770 notice long; 1790 break_starts long; 1790 break_ends long skipped 0;"
        "1790 notice micro; 1810 break_starts micro",
    ),
    (
        "into one that was put off and comes soon",
        changed(TWO, long={"every_s": 1700}),
        "1710 snooze",
        2010,
        "1680 notice long; 1700 break_starts long; 1710 break_ends long snoozed 0;"
        "1790 merged micro long; 1990 notice long; 2010 break_starts long",
    ),
    (
        "two of a length come one after the other",
        {"breaks": [MICRO, TWIN]},
        "",
        1880,
        AT_1800 + "1860 break_ends micro interrupted 0; 1860 notice twin; 1880 break_starts twin",
    ),
    (
        "three at once become the longest",
        {"breaks": [{**MICRO, "id": "eyes", "length_s": 20}, MICRO, {**LONG, "every_s": 1800}]},
        "",
        1800,
        "1780 merged eyes long; 1780 merged micro long; 1780 notice long; 1800 break_starts long",
    ),
    (
        "merged without a notice, and reset when the longer one was taken",
        {"breaks": [{**MICRO, "notice_s": 0}, {**LONG, "every_s": 1800, "notice_s": 0}]},
        "1800 input_stops",
        2100,
        "1800 merged micro long; 1800 break_starts long; 2100 break_ends long taken 300;"
        "2100 reset micro longer_break",
    ),
]

BY_HAND = [
    ("no notice", changed(ONE, micro={"notice_s": 0}), "", 1800, "1800 break_starts micro"),
    (
        "put off in the break",
        ONE,
        "1810 snooze",
        2110,
        AT_1800 + "1810 break_ends micro snoozed 0; 2090 notice micro; 2110 break_starts micro",
    ),
    (
        "put off in the notice",
        ONE,
        "1790 snooze",
        2090,
        "1780 notice micro; 1790 break_ends micro snoozed 0; 2070 notice micro;"
        "2090 break_starts micro",
    ),
    (
        "put off after some rest",
        ONE,
        "1805 input_stops; 1810 snooze; 1811 input_resumes",
        1900,
        AT_1800 + "1810 break_ends micro snoozed 5",
    ),
    (
        "twice, and not a third time; then anew",
        ONE,
        "1800 snooze; 2100 snooze; 2400 snooze; 4260 snooze",
        4260,
        AT_1800
        + "1800 break_ends micro snoozed 0; 2080 notice micro; 2100 break_starts micro;"
        + "2100 break_ends micro snoozed 0; 2380 notice micro; 2400 break_starts micro;"
        + "2400 refused micro snooze; 2460 break_ends micro interrupted 0; 4240 notice micro;"
        + "4260 break_starts micro; 4260 break_ends micro snoozed 0",
    ),
    (
        "never, where none is allowed",
        changed(ONE, micro={"max_snoozes": 0}),
        "1790 snooze; 1810 snooze",
        1810,
        "1780 notice micro; 1790 refused micro snooze; 1800 break_starts micro;"
        "1810 refused micro snooze",
    ),
    ("nothing to put off", ONE, "100 snooze", 200, "100 refused snooze"),
    ("nothing to skip", ONE, "100 skip", 200, "100 refused skip"),
    ("nothing that is done", ONE, "100 done", 200, "100 refused done"),
    (
        "not done before it began",
        ONE,
        "1790 done",
        1799,
        "1780 notice micro; 1790 refused micro done",
    ),
    (
        "time, not activity, brings it back",
        ONLY_LONG,
        "5410 snooze; 5450 input_stops; 5550 input_resumes",
        5710,
        "5380 notice long; 5400 break_starts long; 5410 break_ends long snoozed 0;"
        "5690 notice long; 5710 break_starts long",
    ),
    (
        "nothing opens in front of nobody: it comes when the person is back",
        ONLY_LONG,
        "5410 snooze; 5600 input_stops; 5800 input_resumes",
        5820,
        "5380 notice long; 5400 break_starts long; 5410 break_ends long snoozed 0;"
        "5800 notice long; 5820 break_starts long",
    ),
    (
        "rested meanwhile: it does not come back",
        ONE,
        "1810 snooze; 1850 input_stops; 1950 input_resumes",
        3749,
        AT_1800 + "1810 break_ends micro snoozed 0; 1910 reset micro idle; 3730 notice micro",
    ),
    (
        "asleep when it was to come back",
        ONLY_LONG,
        "5410 snooze; 5600 suspend; 5800 resume",
        5820,
        "5380 notice long; 5400 break_starts long; 5410 break_ends long snoozed 0;"
        "5800 notice long; 5820 break_starts long",
    ),
    (
        "locked when it was to come back",
        ONLY_LONG,
        "5410 snooze; 5600 lock; 5750 unlock",
        5780,
        "5380 notice long; 5400 break_starts long; 5410 break_ends long snoozed 0;"
        "5710 withheld long locked; 5760 released long locked; 5760 notice long;"
        "5780 break_starts long",
    ),
    (
        "skipped in the break",
        ONE,
        "1810 skip",
        3610,
        AT_1800 + "1810 break_ends micro skipped 0; 3590 notice micro; 3610 break_starts micro",
    ),
    (
        "skipped in the notice",
        ONE,
        "1790 skip",
        3590,
        "1780 notice micro; 1790 break_ends micro skipped 0; 3570 notice micro;"
        "3590 break_starts micro",
    ),
    (
        "done before its end",
        ONE,
        "1800 input_stops; 1840 done; 1840 input_resumes",
        3640,
        AT_1800 + "1840 break_ends micro taken 40; 3620 notice micro; 3640 break_starts micro",
    ),
    (
        "done, and it resets the shorter kind",
        TWO,
        "100 break_now long; 200 done",
        2000,
        "100 break_starts long; 200 break_ends long taken 0; 200 reset micro longer_break;"
        "1980 notice micro; 2000 break_starts micro",
    ),
    (
        "skipped, and it does not",
        TWO,
        "100 break_now long; 200 skip",
        1900,
        "100 break_starts long; 200 break_ends long skipped 0; 1880 notice micro;"
        "1900 break_starts micro",
    ),
    (
        "asked for: at once",
        ONE,
        "100 break_now micro",
        1960,
        "100 break_starts micro; 160 break_ends micro interrupted 0; 1940 notice micro;"
        "1960 break_starts micro",
    ),
    (
        "asked for in its own notice",
        ONE,
        "1790 break_now micro",
        1850,
        "1780 notice micro; 1790 break_starts micro; 1850 break_ends micro interrupted 0",
    ),
    (
        "asked for in the notice of another one, which comes after",
        TWO,
        "1790 break_now long",
        2110,
        "1780 notice micro; 1790 break_starts long; 2090 break_ends long interrupted 0;"
        "2090 notice micro; 2110 break_starts micro",
    ),
    (
        "asked for while one is on",
        TWO,
        "1810 break_now long",
        1860,
        AT_1800 + "1810 refused long break_now; 1860 break_ends micro interrupted 0",
    ),
    (
        "asked for, then put off",
        ONE,
        "100 break_now micro; 110 snooze",
        410,
        "100 break_starts micro; 110 break_ends micro snoozed 0; 390 notice micro;"
        "410 break_starts micro",
    ),
    (
        "asked for, of a kind that is off",
        {},
        "100 break_now eyes; 100 input_stops",
        120,
        "100 break_starts eyes; 120 break_ends eyes taken 20",
    ),
    (
        "asked for while asleep",
        ONE,
        "100 suspend; 110 break_now micro; 120 resume",
        130,
        "110 refused break_now",
    ),
]

HOLDS = [
    (
        f"held from {starts} to {ends}",
        ONE,
        f"1700 {starts}; 2000 {ends}",
        2030,
        f"1800 withheld micro {reason}; 2010 released micro {reason}; 2010 notice micro;"
        "2030 break_starts micro",
    )
    for starts, ends, reason in (
        ("call_starts", "call_ends", "call"),
        ("fullscreen_starts", "fullscreen_ends", "fullscreen"),
        ("dnd_starts", "dnd_ends", "dnd"),
        ("sharing_starts", "sharing_ends", "call"),
        ("pause null", "unpause", "paused"),
        ("pause", "unpause", "paused"),
        ("pause 300", "input_resumes", "paused"),
        ("pause 9000", "unpause", "paused"),
        ("meeting_starts 300", "input_resumes", "call"),
        ("meeting_starts 3600", "meeting_ends", "call"),
    )
] + [
    (
        "a meeting takes longer",
        ONE,
        "1700 meeting_starts 300; 1900 meeting_extends 300",
        2330,
        "1800 withheld micro call; 2310 released micro call; 2310 notice micro;"
        "2330 break_starts micro",
    ),
    (
        "a pause takes the place of the one before",
        ONE,
        "1700 pause 3000; 1750 pause 250",
        2030,
        "1800 withheld micro paused; 2010 released micro paused; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    ("over in time", ONE, "1700 call_starts; 1750 call_ends", 1800, AT_1800),
    ("counts go on in a call", ONE, "100 call_starts; 1700 call_ends", 1800, AT_1800),
    (
        "a moment in the notice: told again, in full",
        ONE,
        "1781 call_starts; 1783 call_ends",
        1813,
        "1780 notice micro; 1793 notice micro; 1813 break_starts micro",
    ),
    (
        "a moment before it is due: withheld until it has settled",
        ONE,
        "1790 call_starts; 1792 call_ends",
        1822,
        "1780 notice micro; 1800 withheld micro call; 1802 released micro call; 1802 notice micro;"
        "1822 break_starts micro",
    ),
    (
        "two reasons: the older one is told, and the last one releases",
        ONE,
        "1700 call_starts; 1750 dnd_starts; 1900 call_ends; 2500 dnd_ends",
        2530,
        "1800 withheld micro call; 2510 released micro dnd; 2510 notice micro;"
        "2530 break_starts micro",
    ),
    (
        "gone for just under the settling time",
        ONE,
        "1700 call_starts; 1850 call_ends; 1859 call_starts; 2000 call_ends",
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "gone for longer: released, and withheld again",
        ONE,
        "1700 call_starts; 1850 call_ends; 1861 call_starts; 2000 call_ends",
        2030,
        "1800 withheld micro call; 1860 released micro call; 1860 notice micro;"
        "1861 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "nothing to settle",
        {**ONE, "settle_s": 0},
        "1700 call_starts; 2000 call_ends",
        2020,
        "1800 withheld micro call; 2000 released micro call; 2000 notice micro;"
        "2020 break_starts micro",
    ),
    (
        "rested in a call: nothing is owed",
        ONE,
        "1700 call_starts; 1900 input_stops; 2000 input_resumes; 2500 call_ends",
        3800,
        "1800 withheld micro call; 1960 reset micro idle; 3780 notice micro;"
        "3800 break_starts micro",
    ),
    (
        "one nudge",
        {**ONE, "max_hold_s": 600},
        "1700 call_starts; 4000 call_ends",
        4030,
        "1800 withheld micro call; 2400 nudge micro; 4010 released micro call; 4010 notice micro;"
        "4030 break_starts micro",
    ),
    (
        "a nudge for each hold",
        {**ONE, "max_hold_s": 600},
        "1700 call_starts; 2500 call_ends; 2515 call_starts; 3500 call_ends",
        3510,
        "1800 withheld micro call; 2400 nudge micro; 2510 released micro call; 2510 notice micro;"
        "2515 withheld micro call; 3115 nudge micro; 3510 released micro call; 3510 notice micro",
    ),
    (
        "merging goes on in a hold",
        TWO,
        "5400 call_starts; 5600 call_ends",
        5630,
        TWO_MICROS
        + "5500 merged micro long; 5520 withheld long call; 5610 released long call;"
        + "5610 notice long; 5630 break_starts long",
    ),
    (
        "released shortly before a longer one is due: that one",
        TWO,
        "1700 call_starts; 5200 call_ends",
        5400,
        "1800 withheld micro call; 5210 released micro call; 5210 merged micro long;"
        "5380 notice long; 5400 break_starts long",
    ),
    (
        "a break that is on goes on",
        ONE,
        "1810 call_starts",
        1860,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "locked in the notice: told again, in full",
        ONE,
        "1785 lock; 1790 unlock",
        1820,
        "1780 notice micro; 1800 notice micro; 1820 break_starts micro",
    ),
    (
        "what is held back cannot be put off or skipped",
        ONE,
        "1700 call_starts; 1850 snooze; 1850 skip",
        1900,
        "1800 withheld micro call; 1850 refused snooze; 1850 refused skip",
    ),
    (
        "asked for in a call",
        ONE,
        "1700 call_starts; 1850 break_now micro",
        2000,
        "1800 withheld micro call; 1850 break_starts micro; 1910 break_ends micro interrupted 0",
    ),
    (
        "asleep when the pause ends",
        ONLY_LONG,
        "5300 pause 200; 5450 suspend; 5600 resume",
        5620,
        "5400 withheld long paused; 5600 released long paused; 5600 notice long;"
        "5620 break_starts long",
    ),
]

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


def settings_at(at_s, settings):
    return {"at_s": at_s, "event": "settings", "settings": settings}


def every(every_s, **more):
    return changed(ONE, micro={"every_s": every_s}, **more)


CALL = [{"at_s": 1700, "event": "call_starts"}, {"at_s": 2000, "event": "call_ends"}]
SETTINGS = [
    (
        "a shorter interval that is over: a notice at once",
        ONE,
        [settings_at(600, every(500))],
        620,
        "600 notice micro; 620 break_starts micro",
    ),
    (
        "a shorter one that is not",
        ONE,
        [settings_at(600, every(900))],
        900,
        "880 notice micro; 900 break_starts micro",
    ),
    (
        "a longer one moves it",
        ONE,
        [settings_at(600, every(3600))],
        3600,
        "3580 notice micro; 3600 break_starts micro",
    ),
    (
        "a longer one in the notice",
        ONE,
        [settings_at(1790, every(3600))],
        3600,
        "1780 notice micro; 3580 notice micro; 3600 break_starts micro",
    ),
    (
        "the same settings change nothing, in the notice",
        ONE,
        [settings_at(1790, ONE)],
        1800,
        AT_1800,
    ),
    (
        "nor in the break",
        ONE,
        [settings_at(1810, changed(ONE, micro={"length_s": 600}))],
        1860,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "a longer one while it is held: no longer owed",
        ONE,
        [CALL[0], settings_at(1900, every(3600)), CALL[1]],
        3600,
        "1800 withheld micro call; 3580 notice micro; 3600 break_starts micro",
    ),
    (
        "a shorter one while it is held: still owed",
        ONE,
        [CALL[0], settings_at(1900, every(900)), CALL[1]],
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "a kind is added: from nothing",
        ONE,
        [settings_at(600, changed(TWO, long={"every_s": 900}))],
        1500,
        "1480 notice long; 1500 break_starts long",
    ),
    (
        "a kind is taken out in its notice",
        ONE,
        [settings_at(1790, ONLY_LONG)],
        1900,
        "1780 notice micro",
    ),
    (
        "a kind is turned off in its break",
        ONE,
        [settings_at(1810, changed(ONE, micro={"on": False}))],
        9000,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "fewer snoozes than were used",
        ONE,
        [
            {"at_s": 1800, "event": "snooze"},
            settings_at(1900, changed(ONE, micro={"max_snoozes": 1})),
            {"at_s": 2100, "event": "snooze"},
        ],
        2100,
        AT_1800
        + "1800 break_ends micro snoozed 0; 2080 notice micro; 2100 break_starts micro;"
        + "2100 refused micro snooze",
    ),
    (
        "nothing merges any more",
        changed(TWO, long={"every_s": 5410}),
        [settings_at(600, {**changed(TWO, long={"every_s": 5410}), "merge_s": 0})],
        5500,
        TWO_MICROS + "5500 notice micro",
    ),
    (
        "idle sooner",
        ONE,
        [{"at_s": 600, "event": "input_stops"}, settings_at(650, {**ONE, "idle_after_s": 30})],
        700,
        "660 reset micro idle",
    ),
    (
        "no more work today",
        ONE,
        [settings_at(600, {**ONE, "work": {}})],
        9000,
        "600 work_ends",
    ),
]


@pytest.mark.parametrize(
    ("settings", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in [*MERGING, *BY_HAND, *HOLDS, *SETTINGS]],
)
def test_trace(settings, happens, until_s, expected):
    assert play(settings, happens, until_s) == lines(expected)


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
