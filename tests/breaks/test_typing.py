"""A break waits for a gap in typing, a minute at most after its notice. Reckoned by hand.

Rows are as in the traces of absences, but told to the scheduler itself: no timeline has typing.
The person types from 1750 on where nothing else is said.
"""

import pytest

from posture_app.breaks.events import BreakNow, Event, LastInput, Pause, PlainEvent
from posture_app.breaks.scheduler import next_deadline
from posture_app.breaks.state_json import from_json, to_json
from posture_app.breaks.view import view
from posture_app.words.breaks import decision, explained
from tests.breaks.trace import (
    LONG,
    MICRO,
    ONE,
    ONLY_LONG,
    TWO,
    begun,
    changed,
    lines,
    new_settings,
    tell,
)

TYPES = "1750 typing_starts;"
WAITS = "1780 notice micro; 1800 waits micro;"
CASES: list[tuple[str, dict[str, object], str, tuple[tuple[float, Event], ...], float, str]] = [
    ("a minute at most", ONE, "", (), 1860, WAITS + "1860 break_starts micro"),
    ("not before it", ONE, "", (), 1859.9, WAITS),
    (
        "until the gap comes",
        ONE,
        "1812.5 typing_ends",
        (),
        1872.5,
        WAITS + "1812.5 break_starts micro; 1872.5 break_ends micro interrupted 0",
    ),
    (
        "a gap in the notice: it starts in time",
        ONE,
        "1799 typing_ends",
        (),
        1800,
        "1780 notice micro; 1800 break_starts micro",
    ),
    (
        "a gap at its end: due by itself comes first, so that it waited for nothing",
        ONE,
        "1800 typing_ends",
        (),
        1800,
        WAITS + "1800 break_starts micro",
    ),
    (
        "told twice",
        ONE,
        "1800 typing_starts; 1830 typing_starts; 1850 typing_ends; 1850 typing_ends",
        (),
        1850,
        WAITS + "1850 break_starts micro",
    ),
    (
        "typing that begins in the break ends nothing",
        ONE,
        "1750 typing_ends; 1801 typing_starts",
        (),
        1860,
        "1780 notice micro; 1800 break_starts micro; 1860 break_ends micro interrupted 0",
    ),
    (
        "what is counted in the wait: the long break comes no later for it",
        # Both count until 1860; the break itself, 60 s, counts nothing: 2000 + 60.
        changed(TWO, long={"every_s": 2200}),
        "1900 typing_ends",
        (),
        2260,
        WAITS
        + "1860 break_starts micro; 1920 break_ends micro interrupted 0; 2240 notice long;"
        + "2260 break_starts long",
    ),
    (
        "a longer one that falls due in the wait comes after it",
        {**changed(TWO, long={"every_s": 1850}), "merge_s": 0},
        "1900 typing_ends",
        (),
        1940,
        WAITS
        + "1860 break_starts micro; 1920 break_ends micro interrupted 0; 1920 notice long;"
        + "1940 break_starts long",
    ),
    (
        "without a notice it waits all the same",
        changed(ONE, micro={"notice_s": 0}),
        "1830 typing_ends",
        (),
        1830,
        "1800 waits micro; 1830 break_starts micro",
    ),
    (
        "without a notice: a minute at most",
        changed(ONE, micro={"notice_s": 0}),
        "",
        (),
        1860,
        "1800 waits micro; 1860 break_starts micro",
    ),
    (
        "put off in the wait",
        ONE,
        "1810 snooze",
        (),
        2170,
        WAITS
        + "1810 break_ends micro snoozed 0; 2090 notice micro; 2110 waits micro;"
        + "2170 break_starts micro",
    ),
    (
        "skipped in the wait",
        ONE,
        "1810 skip",
        (),
        3589,
        WAITS + "1810 break_ends micro skipped 0",
    ),
    ("not done in the wait", ONE, "1810 done", (), 1811, WAITS + "1810 refused micro done"),
    (
        "asked for in the wait: at once",
        ONE,
        "",
        ((1810, BreakNow("micro")),),
        1811,
        WAITS + "1810 break_starts micro",
    ),
    (
        "another one asked for: this one comes after it, with a notice",
        TWO,
        "1820 typing_ends",
        ((1810, BreakNow("long")),),
        2130,
        WAITS
        + "1810 withdrawn micro break_now; 1810 break_starts long;"
        + "2110 break_ends long interrupted 0; 2110 notice micro; 2130 break_starts micro",
    ),
    (
        "a call in the wait: owed at once, and after it a notice and a wait in full",
        ONE,
        "1810 call_starts; 2000 call_ends",
        (),
        2090,
        WAITS
        + "1810 withdrawn micro call; 1810 withheld micro call; 2010 released micro call;"
        + "2010 notice micro; 2030 waits micro; 2090 break_starts micro",
    ),
    (
        "paused in the wait",
        ONE,
        "1820 typing_ends; 1900 unpause",
        ((1810, Pause()),),
        1930,
        WAITS
        + "1810 withdrawn micro paused; 1810 withheld micro paused; 1910 released micro paused;"
        + "1910 notice micro; 1930 break_starts micro",
    ),
    (
        "locked in the wait",
        ONE,
        "1805 lock; 1815 unlock; 1815 typing_ends",
        (),
        1855,
        # Ten seconds to settle, and a notice in full.
        WAITS
        + "1805 withdrawn micro locked; 1805 withheld micro locked; 1825 released micro locked;"
        + "1825 notice micro; 1845 break_starts micro",
    ),
    (
        "input stops in the wait: the break is rest from then on",
        ONE,
        "1805 input_stops; 1807 typing_ends",
        (),
        1867,
        WAITS + "1807 break_starts micro; 1867 break_ends micro taken 60",
    ),
    (
        "the work ends in the wait",
        {**ONE, "work": {"mon": [["09:00", "09:30"]]}},
        "",
        (),
        3000,
        "1780 notice micro; 1800 work_ends; 1800 dropped micro outside_hours",
    ),
    (
        "the work ends half a minute later",
        {**changed(ONE, micro={"every_s": 1785}), "work": {"mon": [["09:00", "09:30"]]}},
        "",
        (),
        3000,
        "1765 notice micro; 1785 waits micro; 1800 work_ends; 1800 dropped micro outside_hours",
    ),
    (
        "settings that move it",
        ONE,
        "1900 typing_ends",
        ((1810, new_settings(changed(ONE, micro={"every_s": 2400}))),),
        2400,
        WAITS + "1810 withdrawn micro not_due; 2380 notice micro; 2400 break_starts micro",
    ),
    (
        "settings that leave it",
        ONE,
        "1830 typing_ends",
        ((1810, new_settings({**ONE, "merge_s": 5})),),
        1830,
        WAITS + "1830 break_starts micro",
    ),
    (
        "its kind is turned off",
        ONE,
        "",
        ((1810, new_settings(ONLY_LONG)),),
        3000,
        WAITS + "1810 withdrawn micro kind_off",
    ),
    (
        "a blip of sleep in the wait: it goes on, as a notice does",
        ONE,
        "1810 suspend; 1814 resume",
        (),
        1864,
        WAITS + "1864 break_starts micro",
    ),
    (
        "asleep in the wait for as long as the break",
        ONE,
        "1810 suspend; 1900 resume",
        (),
        3679,
        WAITS + "1900 reset micro suspend",
    ),
    (
        "killed in the wait, and up again at once",
        ONE,
        "1810 killed; 1810 started; 1840 typing_ends",
        (),
        1840,
        WAITS + "1840 break_starts micro",
    ),
    (
        "up again, and nobody types",
        ONE,
        "1810 killed; 1812 started; 1812 typing_ends",
        (),
        1812,
        WAITS + "1812 break_starts micro",
    ),
    (
        "stalled in the wait",
        ONE,
        "1810 stalls; 1820 typing_ends; 1840 runs_again",
        (),
        1840,
        WAITS + "1840 break_starts micro",
    ),
    (
        "stalled past its end",
        ONE,
        "1810 stalls; 1900 runs_again",
        (),
        1900,
        WAITS + "1900 break_starts micro",
    ),
    (
        "typing that is told too long: idle sooner than that, so nothing opens in front of nobody",
        {**changed(ONE, micro={"length_s": 100}), "idle_after_s": 30},
        "1805 input_stops; 1840 typing_ends; 1860 input_resumes",
        (),
        1880,
        WAITS + "1835 withdrawn micro away; 1860 notice micro; 1880 break_starts micro",
    ),
    (
        "rested instead",
        {**ONE, "idle_after_s": 30},
        "1805 input_stops; 1840 typing_ends",
        (),
        3000,
        WAITS + "1835 withdrawn micro away; 1865 reset micro idle",
    ),
    (
        "told late that the person has gone",
        ONE,
        "",
        ((1855, LastInput(1785)), (1900, PlainEvent.INPUT_RESUMES)),
        3670,
        # Idle since 1785, told at 1855: then the break was long taken.
        WAITS + "1855 reset micro idle",
    ),
    (
        "a routine in the wait",
        ONE,
        "1810 session_starts",
        (),
        1870,
        WAITS + "1810 withdrawn micro session; 1870 reset micro session",
    ),
]


@pytest.mark.parametrize(
    ("settings", "happens", "more", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_trace(settings, happens, more, until_s, expected):
    assert tell(settings, TYPES + happens, until_s, *more) == lines(expected)


def test_the_wait_is_shown_as_a_notice_with_nothing_left():
    scheduler = begun(ONE)
    scheduler.take(PlainEvent.TYPING_STARTS, 1750_000)
    state = scheduler.state
    shown = view(state, 1830)
    assert (shown.doing, shown.kind, shown.left_s) == ("notice", "micro", 0)
    assert explained(state, 1830) == [
        "Micro-break: waits for a moment without input, a minute at most."
    ]
    scheduler.advance(1830_000)
    assert next_deadline(scheduler.state) == 1860
    assert decision(scheduler.state, scheduler.effects[-1]) == (
        "Micro-break: waits for a moment without input, a minute at most."
    )


def test_a_state_from_before_there_was_typing_is_read():
    scheduler = begun({"breaks": [MICRO, LONG]})
    scheduler.advance(1790_000)
    raw = to_json(scheduler.state)
    plain = raw["state"]
    assert isinstance(plain, dict)
    del plain["typing"], plain["session_since_ms"], plain["notice"]["waiting"]
    assert from_json(raw) == scheduler.state
