"""A state's file in which something is wrong: that alone is lost, and nothing stops the breaks."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from posture_app.breaks.clocks import ClockReadingMs, moved_to
from posture_app.breaks.events import BreakNow, MeetingExtends, MeetingStarts, Pause, PlainEvent
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.scheduler import advance, apply, next_deadline, start
from posture_app.breaks.settings import BreakKind, BreakSettings, read_settings
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.state_json import from_json, mended, to_json
from posture_app.breaks.view import holds_of, view
from posture_app.words.breaks import explained
from posture_app.words.status import status_lines
from tests.breaks.trace import TWO

NOON_MS = 1772445600000  # 2026-03-02T10:00:00Z
ABSURD: tuple[Any, ...] = (
    *(None, True, "x", "", [], {}, 0.5, -1, 0, 10**13, 10**18, -(10**18), 10**400),
    *(float("nan"), float("inf"), 1e300, "\ud800", [[]], {"a": 1}),
)
WHOLE = ("now_ms", "wall_less_boot_ms")


def lived() -> SchedulerState:
    """A state in which everything is there that can be."""
    state = start(read_settings(TWO), 100.0, NOON_MS, "Europe/Berlin")
    steps: tuple[tuple[Any, float], ...] = (
        (PlainEvent.CALL_STARTS, 1800),
        (PlainEvent.CALL_ENDS, 2000),
        (Pause(600.0), 2500),
        (PlainEvent.UNPAUSE, 2510),
        (MeetingStarts(10.0), 2600),
        (BreakNow("long"), 2700),
        (PlainEvent.INPUT_STOPS, 2710),
        (PlainEvent.SNOOZE, 2720),
        (BreakNow("micro"), 2730),
        (PlainEvent.LOCK, 2735),
    )
    for event, at_s in steps:
        state, _ = apply(state, event, at_s)
    assert state.running is not None
    assert state.holds
    assert len(state.decisions) > 5
    return state


@cache
def written() -> str:
    return json.dumps(to_json(lived()))


def plain() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(written())
    return read


def fields(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of everything in a document."""
    inner: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    return [place, *(found for key, one in inner for found in fields(one, (*place, key)))]


def with_other(place: tuple[str | int, ...], other: object) -> dict[str, Any]:
    """The document with another value in a place; `...` leaves it out."""
    changed = plain()
    at: Any = changed
    for part in place[:-1]:
        at = at[part]
    if other is ...:
        del at[place[-1]]
    else:
        at[place[-1]] = other
    return changed


def lives_on(state: SchedulerState) -> None:
    """Do all that the program does with a state after a start, and an hour later."""
    moved, wrote_s = moved_to(
        state, ClockReadingMs(50.0, 50.0, NOON_MS + 4_000_000), same_boot=False
    )
    for event, at_s in (
        (PlainEvent.KILLED, wrote_s),
        (PlainEvent.STARTED, 50.0),
        (PlainEvent.RESUME, 50.0),
        (PlainEvent.RUNS_AGAIN, 50.0),
        (PlainEvent.SKIP, 60.0),
    ):
        moved, _ = apply(moved, event, at_s)
    due = next_deadline(moved)
    assert due is None or abs(due) < 1e11
    moved, _ = advance(moved, 3650.0)
    view(moved, 3650.0)
    holds_of(moved)
    explained(moved, 3650.0)
    assert status_lines(moved)
    assert json.dumps(to_json(moved)).encode()


@pytest.mark.parametrize("place", [place for place in fields(plain()) if len(place) > 1], ids=str)
def test_any_field_may_hold_anything(place):
    """Two thousand mutations: the state lives on, and what was wrong is named."""
    for other in (*ABSURD, ...):
        raw = with_other(place, other)
        if place[1:] in {(name,) for name in WHOLE}:
            try:
                state, _ = mended(raw)
            except ValueError:
                continue
        else:
            state, _ = mended(raw)
        lives_on(state)
        assert json.loads(json.dumps(to_json(state))) == json.loads(json.dumps(to_json(state)))
        from_json(json.loads(json.dumps(to_json(state))))


@pytest.mark.parametrize("raw", [None, [], "x", {}, 5, {"format": "posture-app/breaks-state"}])
def test_what_is_no_state_is_refused(raw):
    with pytest.raises(ValueError, match="state of the breaks"):
        mended(raw)


@pytest.mark.parametrize(
    ("place", "other", "fault"),
    [
        (("state", "idle"), 1, "idle: got 1"),
        (("state", "left_ms"), 10**12, "left_ms: got 1000000000000"),
        (("state", "zone"), "Moon", 'zone: got "Moon"'),
        (("state", "running", "ends_ms"), None, "running.ends_ms: got null"),
        (("state", "running", "ends_ms"), 10**12, "running: ends at another time than its length"),
        (("state", "holds", "locked", "since_ms"), "x", 'holds."locked".since_ms: got "x"'),
        (("state", "settings", "merge_s"), -1, "settings.merge_s: expected seconds as a number"),
        (("state", "decisions", 0, "at_ms"), None, "decisions[0]: "),
    ],
)
def test_only_what_is_wrong_is_as_in_a_state_that_begins(place, other, fault):
    state, faults = mended(with_other(place, other))
    assert [one[: len(fault)] for one in faults] == [fault]
    before = to_json(lived())["state"]
    after = to_json(state)["state"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {place[1]}


def test_a_meeting_that_is_made_longer_ends_within_seven_days():
    state = start(BreakSettings(), 0.0, NOON_MS, "UTC")
    for _ in range(3):
        state, _ = apply(state, MeetingExtends(7 * 86400.0), 10.0)
    assert state.holds[HoldKey.MEETING].until_ms == (10 + 7 * 86400) * 1000


@pytest.mark.parametrize("notice_s", [60.0, 90.0])
def test_an_event_without_meaning_does_not_move_a_break(notice_s):
    """Not even where somebody made a notice as long as the interval."""
    kind = BreakKind(id="own", name="Own", every_s=60, length_s=10, notice_s=notice_s)
    began = []
    for meaningless in (False, True):
        state = start(BreakSettings(kinds=(kind,)), 0.0, NOON_MS, "UTC")
        if meaningless:
            state, _ = apply(state, PlainEvent.CALL_ENDS, 0.5)
            state, _ = apply(state, PlainEvent.TYPING_ENDS, 0.7)
        state, effects = advance(state, 300.0)
        began.append([one.at_ms for one in effects if one.what == "break_starts"])
    assert began[0] == began[1]
    assert began[0][0] == 60_000
