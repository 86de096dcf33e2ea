from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from posture_app.desktop.sensors.model import (
    LearnedUnit,
    StuckIdleDetector,
    next_ask_s,
)


def test_an_idle_time_that_never_grows_is_doubted_after_half_an_hour():
    doubt = StuckIdleDetector()
    answers = [doubt.hear(0.0, s) for s in range(0, 1800, 10)]
    assert not any(answers)
    assert doubt.hear(0.0, 1800)
    assert not doubt.hear(2.5, 1810), "it has grown, so it is believed again"


def test_a_stalled_process_is_not_a_lie():
    doubt = StuckIdleDetector()
    doubt.hear(0.0, 0)
    assert not doubt.hear(0.0, 7200)


@given(st.lists(st.floats(0, 100), min_size=200, max_size=400))
def test_one_growth_in_half_an_hour_is_enough(idle: list[float]):
    doubt = StuckIdleDetector()
    for number, idle_s in enumerate(idle):
        grows = number % 150 == 0
        assert not doubt.hear(3.0 if grows else min(idle_s, 2.0), number * 10.0)


def test_the_unit_is_learnt_from_its_growth():
    seconds, milliseconds = LearnedUnit(), LearnedUnit()
    assert seconds.seconds(3, 100) is None
    assert milliseconds.seconds(3000, 100) is None
    assert seconds.seconds(13, 110) == 13
    assert milliseconds.seconds(13000, 110) == 13
    assert milliseconds.seconds(500, 120) == 0.5


def test_a_number_that_does_not_grow_with_the_clock_has_no_unit():
    unit = LearnedUnit()
    assert [unit.seconds(0, s) for s in range(0, 600, 10)] == [None] * 60
    assert unit.seconds(50_000, 601) is None, "50 s in a few seconds is neither unit"


@given(
    last_inputs=st.lists(st.floats(0.1, 300), min_size=1, max_size=20),
    idle_after_s=st.floats(20, 120),
)
def test_no_absence_is_missed_by_more_than_a_second(last_inputs: list[float], idle_after_s: float):
    inputs = [0.0]
    for gap in last_inputs:
        inputs.append(inputs[-1] + gap)
    seen: set[float] = set()
    now = 0.0
    while now < inputs[-1]:
        last = max(at for at in inputs if at <= now)
        if now - last >= idle_after_s:
            seen.add(last)
        now += next_ask_s(
            now - last, idle_after_s=idle_after_s, keen=False, return_is_watched=False, locked=False
        )
    long = {a for a, b in pairwise(inputs) if b - a > idle_after_s + 1.001}
    assert long <= seen


def test_how_often_is_asked():
    def wait(idle_s: float | None, *, keen=False, watched=True, locked=False) -> float:
        return next_ask_s(
            idle_s, idle_after_s=60, keen=keen, return_is_watched=watched, locked=locked
        )

    assert wait(0.5) == 10
    assert wait(None) == 10
    assert wait(57.0) == 3
    assert wait(90.0) == 30
    assert wait(90.0, watched=False) == 5
    assert wait(0.5, locked=True) == 30
    assert wait(90.0, keen=True) == 1
