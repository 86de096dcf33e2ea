"""Rules that meet: sleep in a hold, a restart in a notice, work hours that end meanwhile.

Rows are as in the traces of absences, with the time at which they begin: the person is active where
nothing else is said.
"""

import pytest

from tests.breaks.trace import EYES, LONG, MICRO, ONE, ONLY_LONG, TWO, changed, events, lines, play

AT_1800 = "1780 notice micro; 1800 break_starts micro;"
HOURS = {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]}
AT_WORK = {**ONE, "work": HOURS}
PUT_OFF = "5380 notice long; 5400 break_starts long; 5410 break_ends long snoozed 0;"


def with_settings(before, at_s, settings, after=""):
    change = {"at_s": at_s, "event": "settings", "settings": settings}
    return [*events(before), change, *events(after)]


AWAY = [
    (
        "asleep in a call for less than the break: still owed",
        ONE,
        "1700 call_starts; 1850 suspend; 1880 resume; 2000 call_ends",
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "asleep in a call for as long as the break: not owed any more",
        ONE,
        "1700 call_starts; 1850 suspend; 1910 resume; 2000 call_ends",
        3710,
        "1800 withheld micro call; 1910 reset micro suspend; 3690 notice micro;"
        "3710 break_starts micro",
    ),
    (
        "the call ends while the machine sleeps: released at the resume",
        ONLY_LONG,
        "5300 call_starts; 5450 suspend; 5480 call_ends; 5550 resume",
        5570,
        "5400 withheld long call; 5550 released long call; 5550 notice long;5570 break_starts long",
    ),
    (
        "killed in a notice: it goes on, ten seconds later",
        ONE,
        "1785 restart 10",
        1810,
        "1780 notice micro; 1810 break_starts micro",
    ),
    (
        "down in a notice for as long as the break",
        ONE,
        "1785 restart 60",
        3645,
        "1780 notice micro; 1845 reset micro suspend; 3625 notice micro; 3645 break_starts micro",
    ),
    (
        "down when a break that was put off comes again",
        ONLY_LONG,
        "5410 snooze; 5600 restart 200",
        5820,
        PUT_OFF + "5800 notice long; 5820 break_starts long",
    ),
    (
        "killed while it is being started: down until the later end",
        ONE,
        "600 restart 100; 650 restart 100",
        2550,
        "750 reset micro suspend; 2530 notice micro; 2550 break_starts micro",
    ),
    (
        "up again while the machine sleeps: away until the resume",
        ONE,
        "600 restart 100; 650 suspend; 720 resume",
        2520,
        "720 reset micro suspend; 2500 notice micro; 2520 break_starts micro",
    ),
    (
        "stalled, and asleep within the stall: only the sleep is lost",
        ONE,
        "600 stall 100; 650 suspend; 680 resume",
        1830,
        "1810 notice micro; 1830 break_starts micro",
    ),
    (
        "killed while the screen is locked: locked on",
        ONE,
        "600 lock; 610 restart 30; 700 unlock",
        2500,
        "660 reset micro locked; 2480 notice micro; 2500 break_starts micro",
    ),
    (
        "idle is known at the instant of the notice",
        ONE,
        "1720 input_stops; 1780 input_resumes",
        3580,
        "1780 reset micro idle; 3560 notice micro; 3580 break_starts micro",
    ),
    (
        "idle is known at the instant at which the break is due",
        ONE,
        "1740 input_stops; 1800 input_resumes",
        3600,
        "1780 notice micro; 1800 reset micro idle; 3580 notice micro; 3600 break_starts micro",
    ),
    (
        "awake for a second between two absences: neither is as long as the break",
        ONE,
        "600 suspend; 640 resume; 641 input_stops; 680 input_resumes",
        1840,
        # 40 s asleep are lost; a pause of 39 s is activity.
        "1820 notice micro; 1840 break_starts micro",
    ),
]

HOLDS = [
    (
        "told twice that the call began: one end is enough",
        ONE,
        "1700 call_starts; 1750 call_starts; 2000 call_ends; 2005 call_ends",
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "a pause that runs out in a call",
        ONE,
        "1700 pause 200; 1750 call_starts; 2500 call_ends",
        2530,
        "1800 withheld micro paused; 2510 released micro call; 2510 notice micro;"
        "2530 break_starts micro",
    ),
    (
        "two reasons by turns, never both gone for the settling time",
        ONE,
        "1700 fullscreen_starts; 1710 dnd_starts; 1720 fullscreen_ends; 1900 dnd_ends;"
        "1905 fullscreen_starts; 1950 fullscreen_ends",
        1980,
        "1800 withheld micro dnd; 1960 released micro fullscreen; 1960 notice micro;"
        "1980 break_starts micro",
    ),
    (
        "three kinds are owed: one nudge for the first, and one break",
        {"breaks": [EYES, MICRO, LONG]},
        "1100 call_starts; 5700 call_ends",
        5730,
        "1200 withheld eyes call; 1800 withheld micro call; 4800 nudge eyes;"
        "5400 withheld long call; 5710 released long call; 5710 merged eyes long;"
        "5710 merged micro long; 5710 notice long; 5730 break_starts long",
    ),
    (
        "the settling time is made shorter while it runs",
        ONE,
        with_settings("1700 call_starts; 2000 call_ends", 2005, {**ONE, "settle_s": 2}),
        2025,
        "1800 withheld micro call; 2005 released micro call; 2005 notice micro;"
        "2025 break_starts micro",
    ),
    (
        "a kind that is owed is taken out",
        ONE,
        with_settings("1700 call_starts", 1900, ONLY_LONG, "2000 call_ends"),
        2100,
        "1800 withheld micro call",
    ),
    (
        "a longer break that is taken in the call covers what is owed",
        TWO,
        "1700 call_starts; 1850 break_now long; 1850 input_stops; 2150 input_resumes;"
        "2300 call_ends",
        3950,
        "1800 withheld micro call; 1850 break_starts long; 2150 break_ends long taken 300;"
        "2150 reset micro longer_break; 3930 notice micro; 3950 break_starts micro",
    ),
]

BY_HAND = [
    (
        "a longer break that is taken covers one that was put off",
        TWO,
        "1810 snooze; 1900 break_now long; 1900 input_stops; 2200 input_resumes",
        4000,
        AT_1800
        + "1810 break_ends micro snoozed 0; 1900 break_starts long; 2200 break_ends long taken 300;"
        + "2200 reset micro longer_break; 3980 notice micro; 4000 break_starts micro",
    ),
    (
        "skipped at the instant at which it starts",
        ONE,
        "1800 skip",
        3600,
        AT_1800 + "1800 break_ends micro skipped 0; 3580 notice micro; 3600 break_starts micro",
    ),
    (
        "done at the instant at which it ends: it has ended",
        ONE,
        "1860 done",
        1860,
        AT_1800 + "1860 break_ends micro interrupted 0; 1860 refused done",
    ),
    (
        "put off at the instant of the notice",
        ONE,
        "1780 snooze",
        2080,
        "1780 notice micro; 1780 break_ends micro snoozed 0; 2060 notice micro;"
        "2080 break_starts micro",
    ),
    (
        "a longer length in an absence: the absence must be that long",
        ONE,
        with_settings(
            "600 input_stops",
            630,
            changed(ONE, micro={"length_s": 120}),
            "800 input_resumes",
        ),
        2600,
        "720 reset micro idle; 2580 notice micro; 2600 break_starts micro",
    ),
    (
        "a longer notice shortly before: in full, so that the break comes later",
        ONE,
        with_settings("", 1770, changed(ONE, micro={"notice_s": 60})),
        1830,
        "1770 notice micro; 1830 break_starts micro",
    ),
]

AT_WORK_ROWS = [
    (
        "a break asked for before the work goes on into it",
        AT_WORK,
        "08:55:00",
        "290 break_now micro",
        2150,
        # The count begins with the end of the break, at 350.
        "290 break_starts micro; 300 work_starts; 350 break_ends micro interrupted 0;"
        "2130 notice micro; 2150 break_starts micro",
    ),
    (
        "asleep from before the work until in it: there is nothing to reset",
        {**TWO, "work": HOURS},
        "08:55:00",
        "100 suspend; 600 resume",
        2400,
        "300 work_starts; 2380 notice micro; 2400 break_starts micro",
    ),
    (
        "asleep over a free hour: what was owed is dropped at its beginning",
        AT_WORK,
        "11:00:00",
        "1700 call_starts; 1900 suspend; 8000 resume; 8100 call_ends",
        9800,
        "1800 withheld micro call; 3600 work_ends; 3600 dropped micro outside_hours;"
        "7200 work_starts; 9780 notice micro; 9800 break_starts micro",
    ),
    (
        "a break of two hours goes on over a free hour",
        changed(AT_WORK, micro={"length_s": 7200}),
        "11:20:00",
        "",
        10800,
        AT_1800
        + "2400 work_ends; 6000 work_starts; 9000 break_ends micro interrupted 0;"
        + "10780 notice micro; 10800 break_starts micro",
    ),
    (
        "put off over the end of the morning",
        AT_WORK,
        "11:27:30",
        "1810 snooze",
        7350,
        AT_1800
        + "1810 break_ends micro snoozed 0; 1950 work_ends; 1950 dropped micro outside_hours;"
        + "5550 work_starts; 7330 notice micro; 7350 break_starts micro",
    ),
    (
        "no hours for a moment: the counts begin at nothing",
        ONE,
        "09:00:00",
        [*with_settings("", 600, {**ONE, "work": {}}), *with_settings("", 700, ONE)],
        2500,
        "600 work_ends; 700 work_starts; 2480 notice micro; 2500 break_starts micro",
    ),
]


@pytest.mark.parametrize(
    ("settings", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in [*AWAY, *HOLDS, *BY_HAND]],
)
def test_trace(settings, happens, until_s, expected):
    assert play(settings, happens, until_s) == lines(expected)


@pytest.mark.parametrize(
    ("settings", "start", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in AT_WORK_ROWS],
)
def test_hours(settings, start, happens, until_s, expected):
    assert play(settings, happens, until_s, start=f"2026-03-02T{start}") == lines(expected)
