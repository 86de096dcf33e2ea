"""Rules 3 and 4 as traces: merging, putting off, skipping, asking for a break.

Rows are as in the traces of absences: the person is active where nothing else is said.
"""

import pytest

from tests.breaks.trace import LONG, MICRO, ONE, ONLY_LONG, TWO, changed, lines, play

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
        "100 break_now long; 200 exercised",
        2000,
        "100 break_starts long; 200 break_ends long taken 0; 200 reset micro longer_break;"
        "1980 notice micro; 2000 break_starts micro",
    ),
    (
        "called done after less than half of it was rest: it is not taken, as if it had run out",
        TWO,
        "100 break_now long; 102 done",
        1810,
        "100 break_starts long; 102 break_ends long interrupted 0; 1782 notice micro;"
        "1802 break_starts micro",
    ),
    (
        "read about: it waits",
        ONE,
        "1800 input_stops; 1810 care_opens; 1840 care_closes",
        1890,
        AT_1800 + "1890 break_ends micro taken 60",
    ),
    (
        "read about twice: it waits for both",
        ONE,
        "1810 care_opens; 1820 care_closes; 1830 care_opens; 1850 care_closes",
        1890,
        AT_1800 + "1890 break_ends micro interrupted 0",
    ),
    (
        "read about for long: it waits a minute in all",
        ONE,
        "1810 care_opens; 1820 care_closes; 1830 care_opens; 1990 care_closes",
        1920,
        AT_1800 + "1920 break_ends micro interrupted 0",
    ),
    (
        "read about after it has waited for all of that: its time goes on",
        ONE,
        "1805 care_opens; 1870 care_closes; 1880 care_opens",
        1920,
        AT_1800 + "1920 break_ends micro interrupted 0",
    ),
    (
        "read about, and done meanwhile",
        ONE,
        "1800 input_stops; 1810 care_opens; 1835 done",
        1835,
        AT_1800 + "1835 break_ends micro taken 35",
    ),
    (
        "read about when the machine falls asleep: nobody reads then",
        ONE,
        "1810 care_opens; 1820 suspend; 1900 resume",
        1900,
        AT_1800 + "1870 break_ends micro away 60",
    ),
    (
        "read about with no break on: nothing",
        ONE,
        "100 care_opens; 200 care_closes",
        1800,
        AT_1800,
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


@pytest.mark.parametrize(
    ("settings", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in [*MERGING, *BY_HAND]],
)
def test_trace(settings, happens, until_s, expected):
    assert play(settings, happens, until_s) == lines(expected)


def test_without_a_sensor_a_break_that_is_let_run_is_taken_by_the_clock():
    said = AT_1800 + "1860 break_ends micro taken 0"
    assert play(ONE, "10 input_unknown", 1860) == lines(said)


def test_a_sensor_that_answers_again_judges_the_break():
    said = AT_1800 + "1860 break_ends micro interrupted 0"
    assert play(ONE, "10 input_unknown; 20 input_resumes", 1860) == lines(said)
