"""What must hold of the breaks on any day, on random timelines."""

import json
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from posture_app.breaks.events import Event, PlainEvent
from posture_app.breaks.hours import instant_ms, zone_called
from posture_app.breaks.reasons import Absence
from posture_app.breaks.rules import TYPING_WAIT_MS
from posture_app.breaks.scheduler import Scheduler, advance, apply, next_deadline, start
from posture_app.breaks.settings import read_settings
from posture_app.breaks.simulator import read_timeline, simulate
from posture_app.breaks.state_json import from_json, to_json
from tests.breaks.trace import EYES, LONG, MICRO, changed

UNTIL_S = 30000
SETTLE_S = 10
HOURS = {"mon": [["09:00", "11:00"], ["12:00", "13:30"], ["15:00", "02:00"]]}
THREE = {"breaks": [EYES, MICRO, LONG]}
SHORT = {
    "breaks": [
        {**MICRO, "every_s": 200, "length_s": 30, "notice_s": 90, "snooze_s": 40},
        {**LONG, "every_s": 700, "length_s": 250, "notice_s": 0, "max_snoozes": 0},
        {**MICRO, "id": "twin", "every_s": 333, "length_s": 30, "notice_s": 5},
    ],
    "idle_after_s": 45,
    "merge_s": 60,
    "max_hold_s": 500,
}
ALL_SETTINGS = st.sampled_from([THREE, SHORT, {**THREE, "work": HOURS}, {**SHORT, "work": HOURS}])

HOLDS = ("call", "fullscreen", "dnd", "lock")
SENSORS = ["input_stops", "input_resumes", "suspend", "resume", "lock", "unlock"]
HELD = [f"{name}_{what}" for name in ("call", "fullscreen", "dnd") for what in ("starts", "ends")]
HAND = ["snooze", "skip", "done", "unpause", "care_opens", "care_closes"]
GAPS = st.one_of(
    st.integers(0, 90), st.integers(0, 2000), st.floats(0, 400).map(lambda x: round(x, 3))
)


def signals(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(names).map(lambda name: {"event": name})


MORE = st.one_of(
    st.sampled_from(["micro", "long"]).map(lambda kind: {"event": "break_now", "break": kind}),
    st.sampled_from([None, 30, 700]).map(lambda for_s: {"event": "pause", "for_s": for_s}),
    st.sampled_from([0, 20, 900]).map(lambda for_s: {"event": "stall", "for_s": for_s}),
    st.sampled_from([0, 20, 900]).map(lambda down_s: {"event": "restart", "down_s": down_s}),
    st.integers(0, 23).map(
        lambda hour: {"event": "clock_set", "to": f"2026-03-02T{hour:02}:30:00"}
    ),
)


def timelines(events: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    def placed(pairs):
        at_s, found = 0, []
        for gap, event in pairs:
            at_s = round(at_s + gap, 3)
            found.append({"at_s": at_s, **event})
        return [event for event in found if event["at_s"] <= UNTIL_S]

    return st.lists(st.tuples(GAPS, events), max_size=40).map(placed)


EVERYTHING = timelines(st.one_of(signals(SENSORS), signals(HELD), signals(HAND), MORE))
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def played(raw: dict[str, Any], events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    read = read_settings(raw)
    day = {
        "start": "2026-03-02T08:50:00",
        "time_zone": "Europe/Berlin",
        "until_s": UNTIL_S,
        "events": events,
    }
    return list(simulate(read, read_timeline(day, read)))


@MANY
@given(ALL_SETTINGS, EVERYTHING)
def test_one_break_at_a_time_and_all_in_order(raw, events):
    on, last_s = None, 0.0
    for line in played(raw, events):
        assert line["at_s"] >= last_s
        last_s = line["at_s"]
        if line["event"] == "break_starts":
            assert on is None
            on = line["break"]
        elif line["event"] == "break_ends":
            assert on in {None, line["break"]}  # None: it was put off or skipped in its notice
            assert on is not None or line["result"] in {"snoozed", "skipped"}
            on = None
        elif line["event"] == "notice":
            assert on is None


def holds_of(events: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """When breaks are held back, reckoned from the timeline alone."""
    spans: list[tuple[float, float]] = []
    since: dict[str, tuple[float, float]] = {}
    for event in events:
        name, at_s = event["event"], event["at_s"]
        begins = name in {"lock", "pause"} or name.endswith("_starts")
        ends = name in {"unlock", "unpause"} or name.endswith("_ends")
        reason = {"unlock": "lock", "unpause": "pause"}.get(name, name.split("_")[0])
        if reason == "pause" and reason in since and (begins or ends):
            begun, until = since.pop(reason)
            spans.append((begun, min(until, at_s) + SETTLE_S))
        if begins and reason not in since:
            for_s = event.get("for_s")
            since[reason] = (at_s, UNTIL_S if for_s is None else at_s + for_s)
        elif ends and reason in since:
            spans.append((since.pop(reason)[0], at_s + SETTLE_S))
    return spans + [(begun, until + SETTLE_S) for begun, until in since.values()]


@MANY
@given(ALL_SETTINGS, EVERYTHING)
def test_nothing_starts_in_a_hold_or_outside_the_hours(raw, events):
    asked = {event["at_s"] for event in events if event["event"] == "break_now"}
    spans = holds_of(events)
    for line in played(raw, events):
        if line["event"] not in {"notice", "break_starts", "nudge"}:
            continue
        wall = datetime.fromisoformat(line["wall"])
        if "work" in raw and line["at_s"] not in asked:
            minutes = wall.hour * 60 + wall.minute
            inside = (540, 660), (720, 810), (900, 1440)
            assert (any(first <= minutes < end for first, end in inside) and wall.day == 2) or (
                minutes < 120 and wall.day == 3
            )
        if line["event"] != "nudge" and line["at_s"] not in asked:
            assert not any(first < line["at_s"] < end - 0.001 for first, end in spans), spans


@MANY
@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(6, 100), st.integers(6, 3000)),
            st.one_of(st.integers(1, 100), st.integers(1, 900)),
        ),
        max_size=25,
    ),
    st.lists(st.integers(0, UNTIL_S), max_size=20),
)
def test_activity_between_breaks_has_a_limit(stretches, snoozes):
    """With nothing holding: the interval, the snoozes, the merging, and a notice in full.

    Activity is reckoned from the timeline alone: what lies in no pause of 60 s or more.
    """
    events, active, at_s = [], [], 0
    begun = 0
    for works_s, rests_s in stretches:
        at_s += works_s
        events.append({"at_s": at_s, "event": "input_stops"})
        if rests_s >= 60:
            active.append((begun, at_s))
            begun = at_s + rests_s
        at_s += rests_s
        events.append({"at_s": at_s, "event": "input_resumes"})
    active.append((begun, UNTIL_S))
    events += [{"at_s": at, "event": "snooze"} for at in snoozes]
    events = sorted((e for e in events if e["at_s"] <= UNTIL_S), key=lambda event: event["at_s"])
    limit = 1800 + 2 * 300 + 300 + 20
    since = 0.0
    for line in [*played({"breaks": [MICRO, LONG]}, events), {"at_s": UNTIL_S, "event": "reset"}]:
        ended = line["event"] == "break_ends" and line["result"] != "snoozed"
        if not ended and line["event"] not in {"reset", "break_starts"}:
            continue
        if line["event"] != "break_starts" or line.get("break") == "long":
            until = line["at_s"]
            counted = sum(max(0, min(end, until) - max(first, since)) for first, end in active)
            assert counted <= limit + 300, (since, line)  # + a long break spent typing
            since = until


def driven(raw: dict[str, Any]) -> Scheduler:
    zone = zone_called("Europe/Berlin")
    wall_ms = instant_ms(datetime.fromisoformat("2026-03-02T08:50:00"), zone)
    return Scheduler(start(read_settings(raw), 0.0, wall_ms, "Europe/Berlin"))


TOLD = ["typing_starts", "typing_ends", "session_starts", "session_ends"]
SIMPLE = timelines(
    st.one_of(signals(SENSORS), signals(HELD), signals(HAND), signals(TOLD), signals(["skip"]))
)


def read_plays(events: list[dict[str, Any]]) -> list[tuple[int, Event]]:
    """Plays of signals only, those too that no timeline has."""
    return [(round(event["at_s"] * 1000), PlainEvent(event["event"])) for event in events]


@MANY
@given(ALL_SETTINGS, SIMPLE, st.lists(st.integers(0, UNTIL_S * 1000), max_size=60))
def test_how_often_it_is_asked_changes_nothing(raw, events, asks):
    plays = read_plays(events)
    quiet, curious = driven(raw), driven(raw)
    for at_ms, event in plays:
        quiet.take(event, at_ms)
        for ask in sorted(ask for ask in asks if curious.state.now_ms < ask < at_ms):
            curious.advance(ask)
        curious.take(event, at_ms)
    for ask in sorted(ask for ask in asks if ask > curious.state.now_ms):
        curious.advance(ask)
    quiet.advance(UNTIL_S * 1000)
    curious.advance(UNTIL_S * 1000)
    assert curious.effects == quiet.effects
    assert to_json(curious.state) == to_json(quiet.state)


@MANY
@given(ALL_SETTINGS, SIMPLE)
def test_counts_and_snoozes_stay_within_their_limits(raw, events):
    scheduler = driven(raw)
    for at_ms, event in read_plays(events):
        scheduler.take(event, at_ms)
        s = scheduler.state
        for count in s.counts:
            assert s.active_at(s.now_ms) >= count.mark_ms
            assert 0 <= count.snoozes <= count.max_snoozes
        assert s.notice is None or s.running is None
        if s.running is not None:
            assert 0 <= s.running.rest_ms <= s.running.length_ms
        assert s.frozen or scheduler.next_ms > s.now_ms


@MANY
@given(ALL_SETTINGS, EVERYTHING, st.lists(st.integers(0, UNTIL_S), max_size=8))
def test_killed_and_started_at_once_changes_nothing_but_that_nobody_reads(raw, events, kills):
    """What was read is not open any more, so that a break no longer waits for its reader."""

    def with_(**at_each):
        # A kill at the instant of an event comes after it: the state is written with every event.
        more = [{"at_s": at_s, **at_each} for at_s in kills]
        return played(raw, sorted([*events, *more], key=lambda event: event["at_s"]))

    assert with_(event="restart", down_s=0) == with_(event="care_closes")


@MANY
@given(
    ALL_SETTINGS,
    timelines(st.one_of(signals([*SENSORS[:2], "lock", "unlock"]), signals(HELD))),
    st.integers(0, UNTIL_S),
    st.integers(1, 5000),
)
def test_time_away_after_a_kill_counts_like_sleep(raw, events, at_s, down_s):
    def with_(*more):
        return sorted([*events, *more], key=lambda event: event["at_s"])

    killed = with_({"at_s": at_s, "event": "restart", "down_s": down_s})
    slept = with_(
        {"at_s": at_s, "event": "suspend"},
        {"at_s": min(UNTIL_S, at_s + down_s), "event": "resume"},
    )
    assume(down_s + at_s <= UNTIL_S)  # else it never comes back
    # Ties at the end of the absence are broken otherwise.
    assume(all(event["at_s"] != at_s + down_s for event in events))
    assert played(raw, killed) == played(raw, slept)


@MANY
@given(ALL_SETTINGS, SIMPLE)
def test_the_pure_functions_do_the_same_through_json_at_every_step(raw, events):
    scheduler = driven(raw)
    state = driven(raw).state
    told: list[Any] = []
    for at_ms, event in read_plays(events):
        scheduler.take(event, at_ms)
        while (due := next_deadline(state)) is not None and due * 1000 <= at_ms:
            state, effects = advance(state, due)
            told += effects
        before = json.dumps(to_json(state))
        changed_state, effects = apply(state, event, at_ms / 1000)
        told += effects
        assert json.dumps(to_json(state)) == before
        state = from_json(json.loads(json.dumps(to_json(changed_state))))
    assert told == scheduler.effects
    assert to_json(state) == to_json(scheduler.state)


@MANY
@given(ALL_SETTINGS, SIMPLE)
def test_one_break_at_a_time_none_in_a_session_and_no_long_wait(raw, events):
    scheduler, on, playing = driven(raw), None, False
    for at_ms, event in [*read_plays(events), (UNTIL_S * 1000, PlainEvent.RUNS_AGAIN)]:
        scheduler.take(event, at_ms)
        for effect in scheduler.effects:
            # What is due in the instant in which the session ends comes after it.
            in_session = playing and (event != "session_ends" or effect.at_ms < at_ms)
            assert not in_session or effect.what not in {"notice", "waits", "break_starts"}
            if effect.what == "break_starts":
                assert on is None
                on = effect.kind
            elif effect.what == "break_ends":
                on = None
        scheduler.effects.clear()
        playing = event == "session_starts" or (playing and event != "session_ends")
        s = scheduler.state
        assert not playing or (s.running is None and s.notice is None)
        if s.notice is not None and not s.frozen:
            waited_ms = s.active_at(s.now_ms) - s.notice.starts_active_ms
            assert waited_ms < (TYPING_WAIT_MS if s.typing else 0)


@MANY
@given(ALL_SETTINGS, SIMPLE, st.lists(st.integers(0, UNTIL_S * 1000), max_size=8))
def test_killed_in_a_session_or_in_a_wait_changes_nothing(raw, events, kills):
    plays = read_plays(events)
    plain, killed, told = driven(raw), driven(raw), []
    for at_ms, event in plays:
        plain.take(event, at_ms)
    plain.finish(UNTIL_S * 1000)
    mixed: list[tuple[int, Event | None]] = [*plays, *((at_ms, None) for at_ms in kills)]
    for at_ms, one in sorted(mixed, key=lambda play: play[0]):
        if one is not None:
            killed.take(one, at_ms)
            continue
        killed.take(PlainEvent.KILLED, at_ms)
        told += killed.effects
        killed = Scheduler(from_json(json.loads(json.dumps(to_json(killed.state)))))
        killed.take(PlainEvent.STARTED, at_ms)
    killed.finish(UNTIL_S * 1000)
    told += killed.effects
    reasons = [getattr(effect, "reason", None) for effect in told]
    kept = [one for one, why in zip(told, reasons, strict=True) if why is not Absence.DOWN]
    assert kept == plain.effects


@MANY
@given(EVERYTHING)
def test_nothing_is_lost_or_made_up_by_a_set_clock(events):
    """Without hours, no clock is in any decision."""
    without = [event for event in events if event["event"] != "clock_set"]
    plain = [{**line, "wall": ""} for line in played(THREE, without)]
    assert [{**line, "wall": ""} for line in played(THREE, events)] == plain


def test_a_held_break_is_always_accounted_for():
    """Withheld breaks end as released, merged, reset or dropped; this is the longest such day."""
    raw = changed(THREE, micro={"every_s": 600})
    events = [{"at_s": 100, "event": "call_starts"}, {"at_s": 20000, "event": "call_ends"}]
    owed = set()
    for line in played(raw, events):
        if line["event"] == "withheld":
            assert line["break"] not in owed
            owed.add(line["break"])
        elif line["event"] in {"released", "merged", "reset", "dropped"}:
            owed.discard(line["break"])
    assert owed == set()
