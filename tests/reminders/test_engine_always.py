"""What holds whatever the sensors tell and however often the program is started again."""

import json
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.breaks.events import BreakNow, PlainEvent
from posture_app.breaks.settings import DEFAULT_KINDS, BreakSettings
from posture_app.breaks.view import view
from posture_app.desktop.sensors.model import Readings
from posture_app.reminders.engine import LONGEST_WAIT_S, Engine, state_path
from tests.reminders.hand import START

KINDS = BreakSettings(
    kinds=tuple(replace(kind, every_s=kind.every_s / 10) for kind in DEFAULT_KINDS)
)
readings = st.fixed_dictionaries(
    {"idle_s": st.one_of(st.none(), st.floats(0, 400))},
    optional=dict.fromkeys(("locked", "call", "dnd", "asleep"), st.booleans()),
)
events = st.sampled_from(
    [BreakNow("micro"), BreakNow("movement"), PlainEvent.SKIP, PlainEvent.SNOOZE, PlainEvent.DONE]
)
steps = st.lists(
    st.tuples(
        st.sampled_from([0.2, 1.0, 3.0, 10.0, 30.0, 200.0]),
        st.one_of(readings, readings, readings, events, st.just("again"), st.just("sleep")),
    ),
    max_size=60,
)


def later(moment, seconds, *, asleep_s=0.0):
    return replace(
        moment,
        wall=moment.wall + timedelta(seconds=seconds + asleep_s),
        monotonic_s=moment.monotonic_s + seconds,
        boot_s=moment.boot_s + seconds + asleep_s,
    )


@given(steps)
def test_rest_is_part_of_the_break_and_the_next_look_is_near(steps):
    with tempfile.TemporaryDirectory() as folder:
        now = START
        engine = Engine(KINDS, "UTC", now, Path(folder))
        for step_s, what in steps:
            now = later(now, step_s)
            if what == "again":
                engine.keep()
                engine = Engine(KINDS, "UTC", now, Path(folder))
                engine.begin()
            elif what == "sleep":
                now = later(now, 0.0, asleep_s=100.0)
                engine.look(now)
            elif isinstance(what, dict):
                engine.sense(Readings(at=now, idle_at=now, **what))
            else:
                engine.take(what, now)
            running = engine.state.running
            if running is not None:
                lasted_s = now.boot_s - running.started_ms / 1000
                assert 0 <= view(engine.state, now.boot_s).rested_s <= lasted_s + 0.002
            assert 0 <= engine.wait_s(now) <= LONGEST_WAIT_S


@given(steps)
def test_news_is_told_once(steps):
    with tempfile.TemporaryDirectory() as folder:
        now = START
        engine = Engine(KINDS, "UTC", now, Path(folder))
        for step_s, what in steps:
            now = later(now, step_s)
            if isinstance(what, dict):
                engine.sense(Readings(at=now, idle_at=now, **what))
            engine.has_news(now)
            assert not engine.has_news(now)


@pytest.mark.warns_in_diagnostics
@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "5", '{"format": "x"}', "9" * 5000])
def test_a_state_that_cannot_be_used_is_told_and_the_breaks_begin_anew(content, tmp_path, caplog):
    path = state_path(tmp_path)
    path.parent.mkdir()
    path.write_text(content)
    engine = Engine(KINDS, "UTC", START, tmp_path)
    assert engine.state.settings == KINDS
    assert "the state of the breaks cannot be used" in caplog.text


@pytest.mark.warns_in_diagnostics
def test_what_is_wrong_in_the_state_is_told_and_the_rest_goes_on(tmp_path, caplog):
    engine = Engine(KINDS, "UTC", START, tmp_path)
    engine.look(later(START, 100))
    engine.keep()
    path = state_path(tmp_path)
    raw = json.loads(path.read_text())
    raw["state"]["running"] = {"kind": "micro", "ends_ms": None}
    path.write_text(json.dumps(raw))
    again = Engine(KINDS, "UTC", later(START, 110), tmp_path)
    assert view(again.state, again.state.now_s).kinds[0].counted_s == 100
    assert "running.ends_ms: got null" in caplog.text
