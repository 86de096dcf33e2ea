"""A routine laid out in time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.timeline import (
    CHANGE_LEVEL_S,
    CHANGE_POSITION_S,
    PREPARE_ON_FLOOR_S,
    PREPARE_S,
    SessionTimeline,
    compile_routine,
    dose_s,
)
from posture_app.library.model import Dose, Exercise, RoutineItem, Tempo
from tests.factory import chin_tuck, exercise, levator, library, routine


def timeline_of(*exercises: Exercise) -> SessionTimeline:
    return compile_routine(routine(*exercises), library(exercises))


def kinds(timeline: SessionTimeline) -> list[tuple[str, float]]:
    return [(phase.phase, phase.duration_s) for phase in timeline.phases]


def item_s(timeline: SessionTimeline) -> float:
    """How long the first item takes, without getting ready and changing position."""
    return sum(
        phase.duration_s
        for phase in timeline.phases
        if phase.item == 0 and phase.phase not in {"prepare", "change_position"}
    )


def test_levator_stretch_takes_225_seconds():
    """3 x (30 + 5 + 30) + 2 x 15, worked by hand."""
    assert item_s(timeline_of(levator())) == 225


def test_chin_tuck_takes_166_seconds():
    """2 x (10 x 5 + 9 x 2) + 30, worked by hand."""
    assert item_s(timeline_of(chin_tuck())) == 166


def test_an_item_of_one_side_is_done_on_that_side_alone():
    """3 x 30 + 2 x 15, without a change of side."""
    one = levator()
    alone = replace(routine(one), items=(RoutineItem(exercise=one.id, side="right"),))
    timeline = compile_routine(alone, library([one]))
    assert item_s(timeline) == 120
    assert {phase.side for phase in timeline.phases if phase.phase != "rest"} == {"right"}
    assert dose_s(one.sides, one.dose, "right") == 120


def test_sides_that_take_turns_are_done_on_one_side_alone():
    one = exercise("march", sides="alternating", dose=Dose(model="reps", reps=4))
    alone = replace(routine(one), items=(RoutineItem(exercise=one.id, side="left"),))
    timeline = compile_routine(alone, library([one]))
    assert {phase.side for phase in timeline.phases} == {"left"}
    assert item_s(timeline) * 2 == item_s(timeline_of(one))


def test_each_side_gets_its_full_time_with_the_change_between():
    one = exercise(
        "stretch", Dose(model="timed_hold", sets=2, hold_s=20, switch_s=5, rest_s=10), sides="each"
    )
    found = [(p.phase, p.side, p.set, p.duration_s) for p in timeline_of(one).phases]
    assert found == [
        ("prepare", "left", 1, PREPARE_S),
        ("hold", "left", 1, 20),
        ("change_side", "right", 1, 5),
        ("hold", "right", 1, 20),
        ("rest", None, 1, 10),
        ("hold", "left", 2, 20),
        ("change_side", "right", 2, 5),
        ("hold", "right", 2, 20),
    ]


def test_repetitions_with_a_hold_relax_between_and_not_after_the_last():
    one = exercise(
        dose=Dose(
            model="reps_with_hold", reps=2, hold_s=3, relax_s=4, tempo_s=Tempo(1, 2), rest_s=60
        )
    )
    assert kinds(timeline_of(one)) == [
        ("prepare", PREPARE_S),
        ("move", 1),
        ("hold", 3),
        ("return", 2),
        ("relax", 4),
        ("move", 1),
        ("hold", 3),
        ("return", 2),
    ]


def test_alternating_sides_take_turns_and_each_gets_all_repetitions():
    one = exercise(
        dose=Dose(model="reps", reps=2, tempo_s=Tempo(1, 1), relax_s=1), sides="alternating"
    )
    found = [(p.side, p.repetition, p.phase) for p in timeline_of(one).phases if p.phase == "move"]
    assert found == [
        ("left", 1, "move"),
        ("right", 1, "move"),
        ("left", 2, "move"),
        ("right", 2, "move"),
    ]
    assert item_s(timeline_of(one)) == 4 * 2 + 3 * 1


def test_continuous_work_is_one_phase():
    one = exercise(dose=Dose(model="continuous", duration_s=120, tempo_s=Tempo(2, 2)))
    assert kinds(timeline_of(one)) == [("prepare", PREPARE_S), ("move", 120)]


def test_repetitions_without_a_tempo_still_take_time():
    assert dose_s("together", Dose(model="reps", reps=10)) == 40


def test_changing_position_is_a_phase_of_its_own():
    sitting, standing = exercise("a"), exercise("b", position="standing")
    lying = exercise("c", position="hook_lying")
    phases = timeline_of(sitting, standing, lying, lying).phases
    waits = [(p.item, p.phase, p.duration_s) for p in phases if p.phase[:4] in {"prep", "chan"}]
    assert waits == [
        (0, "prepare", PREPARE_S),
        (1, "change_position", CHANGE_POSITION_S),
        (1, "prepare", PREPARE_S),
        (2, "change_position", CHANGE_LEVEL_S),
        (2, "prepare", PREPARE_S),
        (3, "prepare", PREPARE_S),
    ]
    assert timeline_of(lying).phases[0].duration_s == PREPARE_ON_FLOOR_S


DOSES = st.one_of(
    st.builds(
        Dose,
        model=st.just("reps_with_hold"),
        sets=st.integers(1, 4),
        reps=st.integers(1, 12),
        hold_s=st.floats(0.5, 60),
        relax_s=st.none() | st.floats(0, 20),
        rest_s=st.none() | st.floats(0, 90),
        switch_s=st.none() | st.floats(0, 20),
        tempo_s=st.none() | st.builds(Tempo, st.floats(0, 5), st.floats(0, 5)),
    ),
    st.builds(Dose, model=st.just("timed_hold"), sets=st.integers(1, 4), hold_s=st.floats(1, 90)),
    st.builds(Dose, model=st.just("continuous"), duration_s=st.floats(1, 600)),
)
EXERCISES = st.builds(
    exercise,
    st.sampled_from(["a", "b", "c"]),
    DOSES,
    sides=st.sampled_from(["together", "each", "alternating"]),
    position=st.sampled_from(["sitting", "supine", "standing"]),
)


@given(st.lists(EXERCISES, min_size=1, max_size=5, unique_by=lambda one: one.id))
def test_phases_follow_without_a_gap_and_add_up(exercises):
    timeline = timeline_of(*exercises)
    at_s = 0.0
    for phase in timeline.phases:
        assert phase.start_s == at_s
        assert phase.duration_s > 0
        at_s += phase.duration_s
    assert timeline.total_s == at_s == sum(phase.duration_s for phase in timeline.phases)
    assert timeline.phases[-1].phase not in {"rest", "relax", "change_side"}


@given(EXERCISES)
def test_both_sides_get_the_same(one):
    work = [p for p in timeline_of(one).phases if p.phase in {"move", "hold", "return"}]
    left = [(p.set, p.repetition, p.phase, p.duration_s) for p in work if p.side == "left"]
    right = [(p.set, p.repetition, p.phase, p.duration_s) for p in work if p.side == "right"]
    assert left == right


@pytest.mark.parametrize("sides", ["together", "each", "alternating"])
def test_a_dose_by_itself_agrees_with_the_timeline(sides):
    one = exercise(dose=chin_tuck().dose, sides=sides)
    assert dose_s(sides, one.dose) == pytest.approx(item_s(timeline_of(one)))


def test_between_two_rungs_of_a_ladder_lies_the_rest_of_the_first():
    dose = Dose(model="reps_with_hold", reps=1, hold_s=8)
    first, second = (RoutineItem(exercise="a", dose=replace(dose, rest_s=s)) for s in (20, None))
    other = RoutineItem(exercise="b")
    ladder = replace(routine(exercise("a")), items=(first, second, other))
    phases = compile_routine(ladder, library((exercise("a"), exercise("b")))).phases
    waits = [(p.item, p.duration_s) for p in phases if p.phase == "prepare"]
    assert waits == [(0, PREPARE_S), (1, 20), (2, PREPARE_S)]
