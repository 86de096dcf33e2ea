"""Rules 1, 2, 4 and 7 as traces: activity, idle time dated back, natural breaks, rest, clocks.

Each row is a story: settings, what happens, until when, and all that must come of it. The person
is active where nothing else is said, so a micro-break that nobody heeds ends as interrupted.
"""

import pytest

from tests.breaks.trace import EYES, LONG, MICRO, ONE, ONLY_LONG, TWO, changed, lines, play

THREE = {"breaks": [EYES, MICRO, LONG]}
AT_1800 = "1780 notice micro; 1800 break_starts micro;"
"""Of a person who was never away."""

ACTIVITY = [
    ("nothing is due yet", ONE, "", 1779, ""),
    ("the notice", ONE, "", 1799, "1780 notice micro"),
    ("the break", ONE, "", 1800, AT_1800),
    ("typing through a break", ONE, "", 1860, AT_1800 + "1860 break_ends micro interrupted 0"),
    (
        "the next one, 30 min after the end",
        ONE,
        "",
        3660,
        AT_1800 + "1860 break_ends micro interrupted 0; 3640 notice micro; 3660 break_starts micro",
    ),
    ("a pause of 59 s is activity", ONE, "600 input_stops; 659 input_resumes", 1800, AT_1800),
    (
        "a pause of 60 s is idle, and a micro-break",
        ONE,
        "600 input_stops; 660 input_resumes",
        2460,
        "660 reset micro idle; 2440 notice micro; 2460 break_starts micro",
    ),
    (
        "a pause that is long enough resets once",
        ONE,
        "600 input_stops; 1600 input_resumes",
        3400,
        "660 reset micro idle; 3380 notice micro; 3400 break_starts micro",
    ),
    (
        "idle over the notice takes both back",
        ONE,
        "1730 input_stops; 1900 input_resumes",
        3700,
        "1780 notice micro; 1790 reset micro idle; 3680 notice micro; 3700 break_starts micro",
    ),
    (
        "a pause that may still be short does not put the break off",
        ONE,
        "1770 input_stops; 1810 input_resumes",
        1860,
        AT_1800 + "1860 break_ends micro interrupted 10",
    ),
    (
        "idle shorter than the long break: dated back, nothing reset",
        ONLY_LONG,
        "600 input_stops; 700 input_resumes",
        5500,
        "5480 notice long; 5500 break_starts long",
    ),
    (
        "idle in a long notice: taken back, and told again",
        ONLY_LONG,
        "5330 input_stops; 5420 input_resumes",
        5490,
        "5380 notice long; 5470 notice long; 5490 break_starts long",
    ),
    (
        "a longer idle limit",
        {**ONLY_LONG, "idle_after_s": 200},
        "600 input_stops; 799 input_resumes",
        5400,
        "5380 notice long; 5400 break_starts long",
    ),
    (
        "a break shorter than the idle limit is reset when idle is noticed",
        {"breaks": [EYES]},
        "600 input_stops; 700 input_resumes",
        1900,
        "660 reset eyes idle; 1880 notice eyes; 1900 break_starts eyes",
    ),
    (
        "a pause shorter than the idle limit is no break, however short the break",
        {"breaks": [EYES]},
        "600 input_stops; 650 input_resumes",
        1200,
        "1180 notice eyes; 1200 break_starts eyes",
    ),
    (
        "three kinds, each when the absence has lasted that long",
        THREE,
        "600 input_stops; 1000 input_resumes",
        1100,
        "660 reset eyes idle; 660 reset micro idle; 900 reset long idle",
    ),
    (
        "one isolated input does not end an absence",
        TWO,
        "600 input_stops; 850 input_resumes; 850 input_stops",
        900,
        "660 reset micro idle; 900 reset long idle",
    ),
    (
        "nor does a second of it",
        TWO,
        "600 input_stops; 850 input_resumes; 851 input_stops",
        900,
        "660 reset micro idle; 900 reset long idle",
    ),
    (
        "two seconds of input do: a new absence begins at 852",
        TWO,
        "600 input_stops; 850 input_resumes; 852 input_stops",
        1152,
        "660 reset micro idle; 912 reset micro idle; 1152 reset long idle",
    ),
    (
        "isolated inputs far apart do not",
        TWO,
        "600 input_stops; 700 input_resumes; 700 input_stops; 706 input_resumes; 706 input_stops",
        900,
        "660 reset micro idle; 900 reset long idle",
    ),
    (
        "two within five seconds do, counted from the first",
        TWO,
        "600 input_stops; 700 input_resumes; 700 input_stops; 705 input_resumes",
        2500,
        "660 reset micro idle; 2480 notice micro; 2500 break_starts micro",
    ),
    (
        "told twice that input stopped: the first counts",
        ONE,
        "600 input_stops; 630 input_stops; 660 input_resumes",
        661,
        "660 reset micro idle",
    ),
    ("told twice that it came back", ONE, "100 input_resumes; 200 input_resumes", 1800, AT_1800),
    ("away from the start: there is nothing to reset", TWO, "0 input_stops", 400, ""),
    (
        "reading: a person who keeps still is active",
        ONE,
        "600 reading_starts; 650 input_stops",
        1860,
        AT_1800 + "1860 break_ends micro taken 60",
    ),
    (
        "after reading, idle begins with its end",
        ONE,
        "600 reading_starts; 650 input_stops; 900 reading_ends",
        1000,
        "960 reset micro idle",
    ),
    (
        "reading begins while idle: active from then on",
        ONLY_LONG,
        "600 input_stops; 700 reading_starts",
        5500,
        "5480 notice long; 5500 break_starts long",
    ),
]

LOCKED_AND_ASLEEP = [
    (
        f"{gap} s of {begins}",
        TWO,
        f"600 {begins}; {600 + gap} {ends}",
        due,
        "; ".join([*reset, f"{due - 20} notice micro", f"{due} break_starts micro"]),
    )
    for begins, ends in (("lock", "unlock"), ("suspend", "resume"))
    for gap, due, reset in (
        (1, 1801, []),
        (59, 1859, []),
        (60, 2460, [f"660 reset micro {'locked' if begins == 'lock' else 'suspend'}"]),
    )
] + [
    (
        "locked for long",
        TWO,
        "600 lock; 1000 unlock",
        2800,
        "660 reset micro locked; 900 reset long locked; 2780 notice micro; 2800 break_starts micro",
    ),
    (
        "asleep for long: at the resume",
        TWO,
        "600 suspend; 1000 resume",
        2800,
        "1000 reset micro suspend; 1000 reset long suspend; 2780 notice micro;"
        "2800 break_starts micro",
    ),
    (
        "duplicate signals change nothing",
        TWO,
        "600 suspend; 601 suspend; 604 resume; 604 resume; 605 resume; 700 unlock",
        1804,
        "1784 notice micro; 1804 break_starts micro",
    ),
    ("a resume without a suspend", ONE, "600 resume", 1800, AT_1800),
    (
        "locked twice, unlocked once",
        ONE,
        "600 lock; 610 lock; 620 unlock",
        1820,
        "1800 notice micro; 1820 break_starts micro",
    ),
    (
        "idle, then asleep: the absence began with the last input",
        ONLY_LONG,
        "600 input_stops; 700 suspend; 900 resume; 950 input_resumes",
        950,
        "900 reset long suspend",
    ),
    (
        "a short pause with a blip of sleep in it: only the sleep is lost",
        ONE,
        "600 input_stops; 630 suspend; 650 resume; 655 input_resumes",
        1820,
        "1800 notice micro; 1820 break_starts micro",
    ),
    (
        "the same, long enough to be idle",
        ONE,
        "600 input_stops; 630 suspend; 700 resume; 700 input_resumes",
        2500,
        "700 reset micro suspend; 2480 notice micro; 2500 break_starts micro",
    ),
    (
        "locked after the last input: dated back to it",
        ONLY_LONG,
        "600 input_stops; 630 lock; 1000 unlock; 1000 input_resumes",
        1000,
        "900 reset long locked",
    ),
    (
        "unlocked, but nobody types: idle from then on",
        ONLY_LONG,
        "600 lock; 600 input_stops; 700 unlock",
        900,
        "900 reset long idle",
    ),
    (
        "asleep while locked, and locked on",
        ONLY_LONG,
        "600 lock; 650 suspend; 700 resume; 950 unlock",
        950,
        "900 reset long locked",
    ),
    (
        "asleep in the notice: it goes on",
        ONE,
        "1785 suspend; 1789 resume",
        1804,
        "1780 notice micro; 1804 break_starts micro",
    ),
    (
        "asleep in the notice for as long as the break",
        ONE,
        "1785 suspend; 1900 resume",
        3700,
        "1780 notice micro; 1900 reset micro suspend; 3680 notice micro; 3700 break_starts micro",
    ),
    (
        "asleep when the simulation ends",
        ONE,
        "1825 suspend",
        5000,
        AT_1800 + "1860 break_ends micro away 60",
    ),
]

REST = [
    (
        f"{rested} s of rest",
        ONE,
        f"{1860 - rested} input_stops",
        1860,
        AT_1800 + f"1860 break_ends micro {result} {rested}",
    )
    for rested, result in ((60, "taken"), (30, "taken"), (29, "interrupted"), (1, "interrupted"))
] + [
    (
        "rest in parts",
        ONE,
        "1805 input_stops; 1820 input_resumes; 1840 input_stops; 1855 input_resumes",
        1860,
        AT_1800 + "1860 break_ends micro taken 30",
    ),
    (
        "rest from the start, as input stopped before",
        ONE,
        "1795 input_stops; 1835 input_resumes",
        1860,
        AT_1800 + "1860 break_ends micro taken 35",
    ),
    (
        "locked at the end: away",
        ONE,
        "1810 lock; 1900 unlock",
        1900,
        AT_1800 + "1860 break_ends micro away 50",
    ),
    (
        "locked in between: rest like any other",
        ONE,
        "1810 lock; 1850 unlock",
        1860,
        AT_1800 + "1860 break_ends micro taken 40",
    ),
    (
        "locked and without input: rest counts once",
        ONE,
        "1810 lock; 1820 input_stops; 1840 unlock; 1845 input_resumes",
        1860,
        AT_1800 + "1860 break_ends micro taken 35",
    ),
    (
        "asleep past the end: its whole length, as for three hours",
        ONE,
        "1830 suspend; 1870 resume",
        1870,
        AT_1800 + "1860 break_ends micro away 60",
    ),
    (
        "the rest of a break is part of the absence that goes on after it",
        TWO,
        "1800 input_stops; 2200 input_resumes",
        4000,
        AT_1800
        + "1860 break_ends micro taken 60; 2100 reset long idle; 3980 notice micro;"
        + "4000 break_starts micro",
    ),
    (
        "a break that was taken is not a natural one as well",
        ONE,
        "1810 input_stops; 2500 input_resumes",
        4300,
        AT_1800 + "1860 break_ends micro taken 50; 4280 notice micro; 4300 break_starts micro",
    ),
    (
        "a long break resets the shorter kinds, once",
        THREE,
        "100 break_now long; 100 input_stops",
        1000,
        "100 break_starts long; 400 break_ends long taken 300; 400 reset eyes longer_break;"
        "400 reset micro longer_break",
    ),
    (
        "an interrupted one does not",
        TWO,
        "1700 break_now long",
        2100,
        "1700 break_starts long; 2000 break_ends long interrupted 0; 2080 notice micro;"
        "2100 break_starts micro",
    ),
    (
        "away in a long one does",
        TWO,
        "1700 break_now long; 1900 lock; 2010 unlock",
        3809,
        "1700 break_starts long; 2000 break_ends long away 100; 2000 reset micro longer_break;"
        "3790 notice micro",
    ),
    (
        "a count that began in an idle time has nothing to lose by it",
        ONE,
        "1795 input_stops; 1810 skip; 1900 input_resumes",
        3700,
        AT_1800 + "1810 break_ends micro skipped 10; 3680 notice micro; 3700 break_starts micro",
    ),
    (
        "activity before a break that lies in an idle time is dated back all the same",
        TWO,
        "1790 input_stops; 1860 input_resumes",
        5530,
        # The long count lost 10 s: it stands at 1790 when the first micro-break ends, and is due
        # at 3720 + 5400 - 3590. The third micro-break, 10 s before it, goes into it.
        AT_1800
        + "1860 break_ends micro taken 60; 3640 notice micro; 3660 break_starts micro;"
        + "3720 break_ends micro interrupted 0; 5500 merged micro long; 5510 notice long;"
        + "5530 break_starts long",
    ),
]

CLOCKS = [
    (
        f"the clock is set to {to}",
        ONE,
        f"600 clock_set 2026-{to}",
        1800,
        AT_1800,
    )
    for to in ("03-02T12:00:00", "03-02T03:00:00", "03-09T09:10:00", "01-01T00:00:00")
] + [
    (
        "set in a break, which lasts its length",
        ONE,
        "1810 clock_set 2026-03-02T18:00:00; 1810 input_stops",
        1860,
        AT_1800 + "1860 break_ends micro taken 50",
    ),
    ("another zone", ONE, "600 zone_set Asia/Tokyo", 1800, AT_1800),
    ("stalled while the person types", ONE, "600 stall 300", 1800, AT_1800),
    (
        "stalled over the notice and the break: both come late, with a full notice",
        ONE,
        "1700 stall 200",
        1920,
        "1900 notice micro; 1920 break_starts micro",
    ),
    (
        "stalled in a break: it ends when it was to end",
        ONE,
        "1800 input_stops; 1810 stall 200",
        2010,
        AT_1800 + "1860 break_ends micro taken 60",
    ),
    (
        "stalled, and away in between: the absence counts",
        ONLY_LONG,
        "600 stall 1000; 700 input_stops; 1100 input_resumes",
        1700,
        "1000 reset long idle",
    ),
    (
        "killed and started again at once",
        ONE,
        "600 restart 0; 1785 restart 0; 1830 restart 0",
        1860,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "down for less than the break: lost time",
        ONE,
        "600 restart 59",
        1859,
        "1839 notice micro; 1859 break_starts micro",
    ),
    (
        "down for as long as the break: an absence",
        TWO,
        "600 restart 60",
        2460,
        "660 reset micro suspend; 2440 notice micro; 2460 break_starts micro",
    ),
    (
        "killed in a break that goes on",
        ONE,
        "1810 restart 20",
        1860,
        AT_1800 + "1860 break_ends micro interrupted 20",
    ),
    (
        "down past the end of the break",
        ONE,
        "1810 restart 100",
        1910,
        AT_1800 + "1860 break_ends micro away 60",
    ),
    (
        "killed while asleep: the sleep goes on",
        ONE,
        "100 suspend; 200 restart 10; 300 resume",
        400,
        "300 reset micro suspend",
    ),
    (
        "killed in a hold: what is owed stays owed",
        ONE,
        "1700 call_starts; 1900 restart 30; 2000 call_ends",
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "snoozes used are kept",
        changed(ONE, micro={"max_snoozes": 1}),
        "1800 snooze; 1900 restart 30; 2100 snooze",
        2100,
        AT_1800
        + "1800 break_ends micro snoozed 0; 2080 notice micro; 2100 break_starts micro;"
        + "2100 refused micro snooze",
    ),
]

CASES = [*ACTIVITY, *LOCKED_AND_ASLEEP, *REST, *CLOCKS]


@pytest.mark.parametrize(
    ("settings", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_trace(settings, happens, until_s, expected):
    assert play(settings, happens, until_s) == lines(expected)
