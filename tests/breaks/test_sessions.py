"""A routine that is being played is rest, like an absence. Reckoned by hand.

Rows are as in the traces of typing: no timeline has sessions.
"""

import json

import pytest

from posture_app.breaks.clocks import ClockReadingMs, moved_to
from posture_app.breaks.effects import AbsenceEnded
from posture_app.breaks.events import BreakNow, ClockSet, Event, LastInput, Pause, PlainEvent
from posture_app.breaks.hours import unix_ms
from posture_app.breaks.reasons import Absence
from posture_app.breaks.scheduler import Scheduler
from posture_app.breaks.state_json import from_json, to_json
from posture_app.breaks.view import view
from posture_app.words.breaks import decision, explained
from tests.breaks.trace import NINE, ONE, ONLY_LONG, TWO, begun, changed, lines, new_settings, tell

AT_1800 = "1780 notice micro; 1800 break_starts micro;"
CASES: list[tuple[str, dict[str, object], str, tuple[tuple[float, Event], ...], float, str]] = [
    (
        "as long as each kind of break: it is that break, once",
        TWO,
        "600 session_starts; 1600 session_ends",
        (),
        3400,
        "660 reset micro session; 900 reset long session; 3380 notice micro;"
        "3400 break_starts micro",
    ),
    (
        "shorter: nothing is counted, nothing is reset",
        ONE,
        "600 session_starts; 659 session_ends",
        (),
        1859,
        "1839 notice micro; 1859 break_starts micro",
    ),
    (
        "input does not end it",
        TWO,
        "600 session_starts; 605 input_stops; 640 input_resumes; 645 input_stops;"
        "700 input_resumes; 900 session_ends",
        (),
        2700,
        "660 reset micro session; 900 reset long session; 2680 notice micro;"
        "2700 break_starts micro",
    ),
    (
        "still without input at its end: the absence goes on",
        TWO,
        "600 session_starts; 605 input_stops; 800 session_ends; 1000 input_resumes",
        (),
        2800,
        "660 reset micro session; 900 reset long idle; 2780 notice micro;2800 break_starts micro",
    ),
    (
        "the absence began before it, with the last input",
        ONLY_LONG,
        "500 input_stops; 590 input_resumes; 590 input_stops; 600 session_starts",
        (),
        800,
        "800 reset long session",
    ),
    (
        "it follows an absence without a gap",
        ONLY_LONG,
        "500 input_stops; 620 session_starts; 630 input_resumes",
        (),
        800,
        "800 reset long session",
    ),
    (
        "the notice is withdrawn, and given in full after a short one",
        ONE,
        "1790 session_starts; 1820 session_ends",
        (),
        1840,
        "1780 notice micro; 1790 withdrawn micro session; 1820 notice micro;"
        "1840 break_starts micro",
    ),
    (
        "nothing is announced in it",
        ONE,
        "1779 session_starts; 1838 session_ends",
        (),
        1859,
        "1839 notice micro; 1859 break_starts micro",
    ),
    (
        "a break that is on gives way to it, as taken",
        ONE,
        "1800 input_stops; 1815 session_starts; 1815 input_resumes; 2000 session_ends",
        (),
        3800,
        AT_1800 + "1815 break_ends micro taken 15; 3780 notice micro; 3800 break_starts micro",
    ),
    (
        "and resets the shorter kind, as any that was taken",
        TWO,
        "150 session_starts; 160 session_ends",
        ((100, BreakNow("long")),),
        1960,
        "100 break_starts long; 150 break_ends long taken 0; 150 reset micro longer_break;"
        "1940 notice micro; 1960 break_starts micro",
    ),
    (
        "begun with the screen locked: away",
        ONE,
        "1805 lock; 1815 session_starts",
        (),
        1900,
        AT_1800 + "1815 break_ends micro away 10",
    ),
    (
        "told twice",
        ONE,
        "600 session_starts; 630 session_starts; 660 session_ends; 661 session_ends",
        (),
        2460,
        "660 reset micro session; 2440 notice micro; 2460 break_starts micro",
    ),
    ("an end without a start", ONE, "1790 session_ends", (), 1800, AT_1800),
    (
        "no break is asked for in it",
        ONE,
        "600 session_starts; 640 snooze; 640 skip; 640 done",
        ((630, BreakNow("micro")),),
        650,
        "630 refused micro break_now; 640 refused snooze; 640 refused skip; 640 refused done",
    ),
    (
        "put off before it, and still to come",
        ONLY_LONG,
        "5410 snooze; 5700 session_starts; 5800 session_ends",
        (),
        5820,
        "5380 notice long; 5400 break_starts long; 5410 break_ends long snoozed 0;"
        "5690 notice long; 5700 withdrawn long session; 5800 notice long; 5820 break_starts long",
    ),
    (
        "put off before it, and rested in it",
        ONE,
        "1810 snooze; 1850 session_starts; 2200 session_ends",
        (),
        3999,
        AT_1800 + "1810 break_ends micro snoozed 0; 1910 reset micro session; 3980 notice micro",
    ),
    (
        "what is owed after a call is no longer",
        ONE,
        "1700 call_starts; 1900 session_starts; 2000 call_ends; 2100 session_ends",
        (),
        2200,
        "1800 withheld micro call; 1960 reset micro session",
    ),
    (
        "released in it, and announced after it",
        ONLY_LONG,
        "5300 call_starts; 5450 session_starts; 5500 call_ends; 5600 session_ends",
        (),
        5620,
        "5400 withheld long call; 5510 released long call; 5600 notice long;5620 break_starts long",
    ),
    (
        "in a pause, which goes on",
        ONE,
        "1700 session_starts; 1710 session_ends",
        ((1600, Pause()),),
        1900,
        "1810 withheld micro paused",
    ),
    (
        "outside of the work hours nothing is counted anyway",
        {**ONE, "work": {"mon": [["09:10", "18:00"]]}},
        "300 session_starts; 900 session_ends",
        (),
        2700,
        "600 work_starts; 2680 notice micro; 2700 break_starts micro",
    ),
    (
        "over the end of the work: the counts begin at nothing",
        {**ONE, "work": {"mon": [["09:00", "09:10"], ["09:20", "18:00"]]}},
        "590 session_starts; 1300 session_ends",
        (),
        3100,
        "600 work_ends; 1200 work_starts; 3080 notice micro; 3100 break_starts micro",
    ),
    (
        "asleep in it",
        TWO,
        "600 session_starts; 620 suspend; 1000 resume; 1000 session_ends",
        (),
        2800,
        "1000 reset micro suspend; 1000 reset long suspend; 2780 notice micro;"
        "2800 break_starts micro",
    ),
    (
        "the program breaks off in it and starts again: the routine is over",
        ONE,
        "600 session_starts; 620 killed; 640 started; 640 session_ends",
        (),
        1840,
        "1820 notice micro; 1840 break_starts micro",
    ),
    (
        "breaks off for as long as a break",
        ONE,
        "600 session_starts; 620 killed; 670 started; 670 session_ends",
        (),
        2470,
        "670 reset micro suspend; 2450 notice micro; 2470 break_starts micro",
    ),
    (
        "stalled in it: rest all the same",
        ONE,
        "600 session_starts; 610 stalls; 700 runs_again; 700 session_ends",
        (),
        2500,
        "660 reset micro session; 2480 notice micro; 2500 break_starts micro",
    ),
    (
        "settings that change in it: due at its end",
        changed(ONE, micro={"length_s": 200}),
        "600 session_starts; 700 session_ends",
        ((650, new_settings(changed(ONE, micro={"every_s": 500, "length_s": 200}))),),
        720,
        "700 notice micro; 720 break_starts micro",
    ),
    (
        "the clock is set in it",
        ONE,
        "600 session_starts; 650 session_ends",
        ((620, ClockSet(unix_ms(NINE) + 9000_000)),),
        1850,
        "620 clock_set; 1830 notice micro; 1850 break_starts micro",
    ),
    (
        "reading goes on after it",
        ONE,
        "500 reading_starts; 510 input_stops; 600 session_starts; 650 session_ends",
        (),
        1850,
        "1830 notice micro; 1850 break_starts micro",
    ),
    (
        "told in it that the last input was before it",
        ONLY_LONG,
        "600 session_starts",
        ((720, LastInput(590)),),
        890,
        "890 reset long session",
    ),
    (
        "locked in it",
        ONE,
        "600 session_starts; 610 lock; 700 unlock; 701 session_ends",
        (),
        2501,
        "660 reset micro session; 2481 notice micro; 2501 break_starts micro",
    ),
]


@pytest.mark.parametrize(
    ("settings", "happens", "more", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_trace(settings, happens, more, until_s, expected):
    assert tell(settings, happens, until_s, *more) == lines(expected)


def test_a_session_in_words():
    scheduler = begun(ONE)
    scheduler.take(PlainEvent.SESSION_STARTS, 600_000)
    assert view(scheduler.state, 630).doing == "away"
    assert explained(scheduler.state, 630)[0] == (
        "Nothing is counted: a routine has been played since 09:10."
    )
    scheduler.take(PlainEvent.SESSION_ENDS, 900_000)
    sentences = [decision(scheduler.state, effect) for effect in scheduler.state.decisions]
    assert sentences == [
        "Micro-break: 60 s with a routine counted as this break.",
        "A routine was played for 5 min, which counts as rest.",
    ]


def test_a_notice_withdrawn_for_a_session_says_so():
    scheduler = begun(ONE)
    scheduler.take(PlainEvent.SESSION_STARTS, 1790_000)
    assert decision(scheduler.state, scheduler.effects[-1]) == (
        "Micro-break: notice withdrawn, a routine was started."
    )


def test_a_session_is_moved_to_the_clock_of_a_new_boot():
    """Written at 610 s, ten seconds into a routine; up again 40 s later, on a clock at 5 s."""
    scheduler = begun(ONE)
    scheduler.take(PlainEvent.SESSION_STARTS, 600_000)
    scheduler.advance(610_000)
    kept = from_json(json.loads(json.dumps(to_json(scheduler.state))))
    moved, wrote_s = moved_to(
        kept, ClockReadingMs(5.0, 5.0, unix_ms(NINE) + 650_000), same_boot=False
    )
    assert wrote_s == -35
    again = Scheduler(moved)
    for signal, at_ms in (
        (PlainEvent.KILLED, -35_000),
        (PlainEvent.STARTED, 5_000),
        (PlainEvent.SESSION_ENDS, 5_000),
    ):
        again.take(signal, at_ms)
    assert view(again.state, 5).kinds[0].counted_s == 600
    last = again.state.decisions[-1]
    assert isinstance(last, AbsenceEnded)
    assert (last.reason, last.away_s) == (Absence.SESSION, 50)
