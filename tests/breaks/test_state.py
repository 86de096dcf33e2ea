"""The state written down and read back, the three clocks, and what a person is told."""

import json
from dataclasses import replace
from typing import Any

import pytest

from posture_app.breaks.clocks import ClockReadingMs, events_between, moved_to
from posture_app.breaks.events import (
    BreakNow,
    ClockSet,
    LastInput,
    MeetingStarts,
    PlainEvent,
)
from posture_app.breaks.scheduler import advance, apply, next_deadline, start
from posture_app.breaks.settings import read_settings
from posture_app.breaks.state_json import from_json, to_json
from posture_app.breaks.view import view
from posture_app.words.breaks import decision, explained
from tests.breaks.trace import ONE, TWO

NOON_MS = 1772445600000  # 2026-03-02T10:00:00Z, 11:00 in Berlin
WALL = ClockReadingMs(1000.0, 900.0, NOON_MS)


def begun(settings=TWO, now_s=0.0):
    return start(read_settings(settings), now_s, NOON_MS, "Europe/Berlin")


def told(state, *steps):
    """Play (event, at) pairs; returns the state and (at, what, kind) of all that came of it."""
    found = []
    for event, at_s in steps:
        state, effects = advance(state, at_s) if event is None else apply(state, event, at_s)
        found += [(effect.at_ms / 1000, effect.what, effect.kind) for effect in effects]
    return state, found


def test_asking_changes_nothing_in_the_state_that_was_asked():
    state = begun()
    later, _ = advance(state, 1790)
    assert state.now_s == 0
    assert state.notice is None
    assert later.notice is not None


def test_the_next_deadline_is_when_something_can_happen():
    state = begun()
    assert next_deadline(state) == 1780
    state, _ = apply(state, PlainEvent.INPUT_STOPS, 100)
    assert next_deadline(state) == 160
    state, _ = apply(state, PlainEvent.INPUT_RESUMES, 110)
    assert next_deadline(state) == 1780
    state, _ = apply(state, PlainEvent.SUSPEND, 200)
    assert next_deadline(state) is None


def test_a_day_of_work_needs_few_wake_ups():
    """Eight hours with a pause every ten minutes: far below one wake-up in two seconds."""
    state, wakes = begun(), 0
    for pause_s in range(600, 8 * 3600, 600):
        for event, at_s in (
            (PlainEvent.INPUT_STOPS, pause_s),
            (PlainEvent.INPUT_RESUMES, pause_s + 120),
        ):
            while (due := next_deadline(state)) is not None and due <= at_s:
                state, _ = advance(state, due)
                wakes += 1
            state, _ = apply(state, event, at_s)
    assert wakes < 8 * 3600 / 60


def test_a_sensor_that_is_asked_seldom_dates_back():
    """Told at 700 that the last input was at 600: idle, and a micro-break, since then."""
    _, found = told(begun(), (LastInput(600.0), 700), (PlainEvent.INPUT_RESUMES, 720), (None, 2520))
    assert found == [
        (700, "reset", "micro"),
        (2500, "notice", "micro"),
        (2520, "break_starts", "micro"),
    ]


def test_a_sensor_that_dates_back_in_a_break_gives_the_rest():
    state, _ = told(
        begun(), (None, 1800), (LastInput(1805.0), 1830), (PlainEvent.INPUT_RESUMES, 1840)
    )
    assert view(state, 1845).rested_s == 35


def test_a_damaged_state_is_refused_in_words():
    good = json.loads(json.dumps(to_json(begun())))
    for bad in (
        None,
        list[Any](),
        {},
        {**good, "version": 3},
        {**good, "state": {}},
        {**good, "state": None},
        {**good, "state": {**good["state"], "now_ms": "x"}},
        {**good, "state": {**good["state"], "counts": []}},
        {**good, "state": {**good["state"], "zone": "Moon"}},
        {**good, "state": {**good["state"], "settings": {"merge_s": -1}}},
        {**good, "state": {**good["state"], "running": {"kind": "micro"}}},
        {**good, "state": {**good["state"], "more": 1}},
    ):
        with pytest.raises(ValueError, match="state of the breaks"):
            from_json(bad)


def later(boot_s=0.0, monotonic_s=0.0, wall_s=0.0):
    return ClockReadingMs(1000 + boot_s, 900 + monotonic_s, NOON_MS + round(wall_s * 1000))


CLOCKS = [
    ("nothing", later(60, 60, 60), 60, []),
    ("a little late", later(63, 63, 63), 60, []),
    ("asleep", later(600, 60, 600), 60, [(1060, PlainEvent.SUSPEND), (1600, PlainEvent.RESUME)]),
    (
        "stalled",
        later(200, 200, 200),
        60,
        [(1060, PlainEvent.STALLS), (1200, PlainEvent.RUNS_AGAIN)],
    ),
    ("set", later(60, 60, 3660), 60, [(1060, ClockSet(NOON_MS + 3660_000))]),
    ("set back", later(60, 60, -60), 60, [(1060, ClockSet(NOON_MS - 60_000))]),
    ("slewed", later(60, 60, 61), 60, []),
    (
        "asleep, and set",
        later(600, 60, 4200),
        60,
        [
            (1060, PlainEvent.SUSPEND),
            (1600, PlainEvent.RESUME),
            (1600, ClockSet(NOON_MS + 4200_000)),
        ],
    ),
]


@pytest.mark.parametrize(
    ("now", "asked_for_s", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CLOCKS]
)
def test_three_clocks_tell_sleep_from_a_stall_and_a_set_clock(now, asked_for_s, expected):
    assert list(events_between(WALL, now, asked_for_s)) == expected


def test_a_suspend_that_was_signalled_only_ends():
    """It slept 599 s, and has been awake for one: which one does not matter."""
    now = later(600, 1, 600)
    assert list(events_between(WALL, now, 60, told_asleep=True)) == [(1599, PlainEvent.RESUME)]


def test_a_state_moves_to_the_clock_of_a_new_boot():
    """Written 30 min into a day, with a break put off; five minutes later the machine is up."""
    state, _ = told(begun(ONE), (None, 1800), (PlainEvent.SNOOZE, 1810))
    now = ClockReadingMs(40.0, 40.0, NOON_MS + 2110_000)
    moved, wrote_s = moved_to(state, now, same_boot=False)
    assert wrote_s == 40 - 300
    moved, found = told(moved, (PlainEvent.KILLED, wrote_s), (PlainEvent.STARTED, 40.0))
    assert found == [(40, "reset", "micro"), (40, "away", None)]
    assert view(moved, 40.0).next_in_s == 1800
    wall_ms = moved.now_ms + moved.wall_less_boot_ms
    assert wall_ms == NOON_MS + 2110_000


def test_a_state_moved_within_a_boot_stays_where_it_is():
    state, _ = told(begun(ONE), (None, 600))
    moved, wrote_s = moved_to(
        state, ClockReadingMs(630.0, 620.0, NOON_MS + 630_000), same_boot=True
    )
    assert (wrote_s, to_json(moved)) == (600, to_json(state))


def test_a_clock_that_was_set_back_over_a_boot_loses_only_the_absence():
    state, _ = told(begun(ONE), (None, 600))
    moved, wrote_s = moved_to(state, ClockReadingMs(5.0, 5.0, NOON_MS), same_boot=False)
    assert wrote_s == 5
    assert view(moved, 5.0).kinds[0].counted_s == 600


def test_the_view_shows_what_is_at_hand():
    state = begun()
    shown = view(state, 600)
    assert (shown.doing, shown.next_kind, shown.next_in_s) == ("counting", "micro", 1200)
    shown = view(state, 1790)
    assert (shown.doing, shown.kind, shown.left_s) == ("notice", "micro", 10)
    shown = view(state, 1815)
    assert (shown.doing, shown.kind, shown.left_s, shown.quiet) == ("break", "micro", 45, False)
    state, _ = told(begun(), (PlainEvent.CALL_STARTS, 1700), (None, 1810))
    shown = view(state, 1900)
    assert (shown.doing, shown.hold, shown.hold_since_s) == ("held", "call", 1700)
    assert shown.kinds[0].owed
    state, _ = told(begun(), (PlainEvent.LOCK, 100))
    assert view(state, 130).doing == "away"
    assert view(state, 130).away_since_s == 100


def test_a_call_that_starts_in_a_break_asks_for_quiet():
    state, _ = told(begun(), (None, 1800), (PlainEvent.CALL_STARTS, 1810))
    shown = view(state, 1815)
    assert (shown.doing, shown.quiet) == ("break", True)


def test_the_next_break_is_the_one_that_swallows_the_others():
    """At 5000 s both come at 5520: the long one."""
    state, _ = advance(begun(), 5000)
    assert view(state, 5000).next_kind == "long"
    assert view(state, 5000).next_in_s == 520


def test_every_decision_has_its_reason_in_words():
    state, _ = told(
        begun(),
        (PlainEvent.LOCK, 100),
        (PlainEvent.UNLOCK, 300),
        (PlainEvent.CALL_STARTS, 2000),
        (None, 2110),
        (PlainEvent.CALL_ENDS, 2200),
        (PlainEvent.SNOOZE, 2215),
    )
    sentences = [decision(state, effect) for effect in state.decisions]
    assert sentences == [
        "Micro-break: 60 s with the screen locked counted as this break.",
        "Micro-break: held back by a call since 11:33.",
        "Micro-break: no longer held back, after 110 s.",
        "Micro-break: announced after 31 min of activity.",
        "Micro-break: put off, 0 s of rest.",
    ]


def test_every_kind_of_decision_has_words():
    state = begun({**TWO, "work": {"mon": [["09:00", "18:00"]]}})
    steps = (
        (BreakNow("long"), 10),
        (PlainEvent.DONE, 20),
        (PlainEvent.DONE, 20),
        (None, 1810),
        (PlainEvent.SKIP, 1845),
        (None, 3640),
        (PlainEvent.CALL_STARTS, 3641),
        (PlainEvent.CALL_ENDS, 9000),
        (PlainEvent.STALLS, 10000),
        (PlainEvent.RUNS_AGAIN, 10100),
        (PlainEvent.SUSPEND, 10200),
        (PlainEvent.RESUME, 10300),
        (PlainEvent.KILLED, 10400),
        (PlainEvent.STARTED, 10500),
        (ClockSet(NOON_MS + 8 * 3600_000), 10600),
        (MeetingStarts(60), 10700),
    )
    state, _ = told(state, *steps)
    for effect in state.decisions:
        sentence = decision(state, effect)
        assert sentence.endswith(".")
        assert "None" not in sentence
    whats = {effect.what for effect in state.decisions}
    assert whats >= {"reset", "refused", "withdrawn", "withheld", "nudge", "released", "merged"}
    assert whats >= {"away", "clock_set", "work_ends", "break_ends", "break_starts", "notice"}


def test_explain_says_why_there_is_no_break():
    state, _ = told(begun(), (None, 600))
    assert explained(state, 600) == [
        "Micro-break: not due, 10 min of 30 min of activity are counted.",
        "long: not due, 10 min of 90 min of activity are counted.",
    ]
    state, _ = told(begun(), (PlainEvent.CALL_STARTS, 1700), (None, 1810))
    assert explained(state, 1900)[:2] == [
        "Breaks are held back: a call since 11:28.",
        "Micro-break: owed since 11:30.",
    ]
    state, _ = told(begun(), (PlainEvent.LOCK, 100))
    assert explained(state, 250)[1] == "Nothing is counted: away for 2 min, since 11:01."
    off = begun({**TWO, "work": {"mon": [["12:00", "18:00"]]}})
    assert explained(off, 5) == ["Outside of the work hours until 12:00: nothing is counted."]


def test_decisions_are_kept_and_limited():
    state = begun(ONE)
    for at_s in range(1, 400):
        state, _ = apply(state, PlainEvent.SKIP, at_s)
    assert len(state.decisions) == 200
    again = from_json(json.loads(json.dumps(to_json(state))))
    assert again.decisions == state.decisions
    assert again.decisions.maxlen == 200
    assert replace(again) == replace(state)
