"""The exercise that a break offers: what fits, whose turn it is, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.coach import session as coach
from posture_app.coach.break_exercises import (
    Bout,
    ChoiceReason,
    Situation,
    begin,
    choices,
    timeline,
)
from posture_app.coach.session import PhaseStarted, SetEnded
from posture_app.coach.timeline import Side
from posture_app.library.model import FLOOR_POSITIONS, Dose, Routine, RoutineItem, Tempo
from tests.factory import exercise, library

NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
NOD = exercise("nod", Dose(model="reps", reps=6, tempo_s=Tempo(3, 3)), desk=True, discreet=True)
STRETCH = exercise(
    "stretch",
    Dose(model="timed_hold", sets=2, hold_s=30, switch_s=5, rest_s=10),
    sides="each",
    desk=True,
)
TUCK = exercise(
    "tuck",
    Dose(model="reps_with_hold", sets=2, reps=10, hold_s=5, relax_s=2, rest_s=30, per_day=1),
    desk=True,
)
HEELS = exercise("heels", Dose(model="reps", sets=2, reps=15), position="standing", desk=True)
BRIDGE = exercise("bridge", Dose(model="reps", sets=1, reps=8), position="hook_lying")
BREATH = exercise("breath", Dose(model="continuous", duration_s=120), desk=True, discreet=True)
BAND = exercise("band", Dose(model="reps", reps=5), desk=True, equipment=("band",))
EVERYTHING = library([NOD, STRETCH, TUCK, HEELS, BRIDGE, BREATH, BAND])


def ids(found):
    return [one.exercise.id for one in found]


def pick(exercise_id, found):
    return next(one for one in found if one.exercise.id == exercise_id)


def at(minutes):
    return NOW + timedelta(minutes=minutes)


def test_the_floor_and_missing_equipment_are_not_offered_at_the_desk():
    assert ids(choices(EVERYTHING, Situation(seconds=60), now=NOW)) == [
        "nod",
        "stretch",
        "tuck",
        "heels",
        "breath",
    ]
    with_room = Situation(seconds=120, floor=True, equipment=frozenset({"band"}))
    assert {"bridge", "band"} <= set(ids(choices(EVERYTHING, with_room, now=NOW)))


def test_in_front_of_a_camera_one_stays_in_the_picture():
    seen = Situation(seconds=60, camera_on=True)
    assert ids(choices(EVERYTHING, seen, now=NOW)) == ["nod", "breath"]
    standing = replace(seen, posture="standing")
    assert choices(EVERYTHING, standing, now=NOW) == ()
    upright = replace(HEELS, discreet=True)
    assert ids(choices(library([upright]), standing, now=NOW)) == ["heels"]
    assert choices(library([upright]), seen, now=NOW) == ()


def test_who_stands_is_not_asked_to_sit_down():
    assert ids(choices(EVERYTHING, Situation(seconds=60, posture="standing"), now=NOW)) == ["heels"]


def test_standing_up_takes_its_time():
    tight = Situation(seconds=20)
    assert "heels" not in ids(choices(EVERYTHING, tight, now=NOW))
    assert ids(choices(EVERYTHING, replace(tight, posture="standing"), now=NOW)) == ["heels"]


def test_sets_are_left_out_before_repetitions():
    minute = pick("tuck", choices(EVERYTHING, Situation(seconds=80), now=NOW))
    # 5 s to get ready, ten holds of 5 s, nine pauses of 2 s.
    assert (minute.dose.sets, minute.dose.reps, minute.seconds) == (1, 10, 73)
    assert minute.share == 0.5
    half = pick("tuck", choices(EVERYTHING, Situation(seconds=40), now=NOW))
    assert (half.dose.sets, half.dose.reps, half.dose.hold_s) == (1, 5, 5)
    assert ChoiceReason("fewer_repetitions", "5 of 10") in half.reasons


def test_a_whole_dose_that_fits_is_left_alone():
    whole = pick("tuck", choices(EVERYTHING, Situation(seconds=300), now=NOW))
    assert whole.dose == TUCK.dose
    assert whole.share == 1
    assert whole.reasons == (ChoiceReason("never_done"),)


def test_both_sides_get_the_same_while_there_is_time_for_both():
    both = pick("stretch", choices(EVERYTHING, Situation(seconds=70), now=NOW))
    assert both.side is None
    assert [(p.side, p.duration_s) for p in timeline(both).phases if p.phase == "hold"] == [
        ("left", 30),
        ("right", 30),
    ]


def test_a_short_break_takes_one_side_and_the_next_the_other():
    short = Situation(seconds=40)
    first = pick("stretch", choices(EVERYTHING, short, now=NOW))
    assert (first.side, first.seconds, first.share) == ("left", 35, 0.25)
    assert ChoiceReason("one_side", "left") in first.reasons
    history = [
        Bout(at=NOW, exercise="stretch", side="left", share=first.share),
        Bout(at=at(30), exercise="nod"),
    ]
    second = pick("stretch", choices(EVERYTHING, short, now=at(60), history=history))
    assert second.side == "right"
    tomorrow = NOW + timedelta(days=1)
    assert pick("stretch", choices(EVERYTHING, short, now=tomorrow, history=history)).side == (
        "right"
    )


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_side_is_played_by_the_coach(side):
    other: Side = "right" if side == "left" else "left"
    history = [Bout(at=NOW, exercise="stretch", side=other), Bout(at=NOW, exercise=None)]
    choice = choices(library([STRETCH]), Situation(seconds=40), now=at(9), history=history)[0]
    session, effects = begin(choice, 100.0)
    [started] = [one for one in effects if isinstance(one, PhaseStarted)]
    assert started.phase.side == side
    session, effects = coach.advance(session, 100.0 + choice.seconds)
    assert session.status == "finished"
    assert [(e.unit, e.status, e.done_s) for e in effects if isinstance(e, SetEnded)] == [
        ((0, 1, side), "done", 30)
    ]


def test_what_the_routine_asks_for_comes_first_with_its_own_dose():
    asked = Routine(
        id="plan",
        name="Plan",
        goal="To move.",
        items=(RoutineItem(exercise="breath", dose=Dose(model="continuous", duration_s=30)),),
    )
    found = choices(EVERYTHING, Situation(seconds=60), now=NOW, routine=asked)
    assert found[0].exercise.id == "breath"
    assert found[0].dose.duration_s == 30
    assert found[0].reasons[0] == ChoiceReason("asked_for", "Plan")
    done = [Bout(at=NOW, exercise="breath"), Bout(at=NOW, exercise="nod")]
    found = choices(EVERYTHING, Situation(seconds=60), now=at(5), routine=asked, history=done)
    assert found[-1].exercise.id == "breath"


def test_longest_not_done_comes_first_and_the_last_one_not_at_all():
    history = [
        Bout(at=at(-10), exercise="tuck", share=0.5),
        Bout(at=at(-40), exercise="nod"),
        Bout(at=at(-30), exercise="breath"),
    ]
    found = choices(EVERYTHING, Situation(seconds=60), now=NOW, history=history)
    assert ids(found) == ["stretch", "heels", "nod", "breath"]
    assert pick("nod", found).reasons[0] == ChoiceReason("last_done", "2026-03-02")


def test_offered_is_not_done():
    history = [Bout(at=at(-40), exercise="nod", share=0), Bout(at=at(-30), exercise="tuck")]
    assert ids(choices(EVERYTHING, Situation(seconds=60), now=NOW, history=history))[0] == "nod"


def test_the_daily_dose_is_not_exceeded():
    history = [
        Bout(at=at(-60), exercise="tuck", share=0.5),
        Bout(at=at(-30), exercise="tuck", share=0.5),
        Bout(at=at(-10), exercise="nod"),
    ]
    situation = Situation(seconds=80)
    assert "tuck" not in ids(choices(EVERYTHING, situation, now=NOW, history=history))
    assert "tuck" in ids(choices(EVERYTHING, situation, now=NOW, history=history[1:]))
    next_day = NOW + timedelta(days=1)
    assert "tuck" in ids(choices(EVERYTHING, situation, now=next_day, history=history))


@pytest.mark.parametrize("reason", ["hurts", "no_room"])
def test_what_hurt_or_had_no_room_is_not_offered_again_today(reason):
    history = [
        Bout(at=at(-60), exercise="nod", share=0, skipped=reason),
        Bout(at=at(-30), exercise="tuck"),
    ]
    assert "nod" not in ids(choices(EVERYTHING, Situation(seconds=60), now=NOW, history=history))
    tomorrow = NOW + timedelta(days=1)
    found = choices(EVERYTHING, Situation(seconds=60), now=tomorrow, history=history)
    assert "nod" in ids(found)


def test_what_was_skipped_for_a_meeting_may_come_again():
    history = [
        Bout(at=at(-60), exercise="nod", share=0, skipped="meeting"),
        Bout(at=at(-30), exercise="tuck"),
    ]
    assert "nod" in ids(choices(EVERYTHING, Situation(seconds=60), now=NOW, history=history))


DOSES = st.one_of(
    st.builds(
        Dose,
        model=st.just("reps"),
        sets=st.integers(1, 4),
        reps=st.integers(1, 20),
        rest_s=st.integers(0, 60),
        switch_s=st.integers(0, 10),
        tempo_s=st.none() | st.builds(Tempo, st.integers(1, 5), st.integers(1, 5)),
        per_day=st.none() | st.integers(1, 4),
    ),
    st.builds(
        Dose,
        model=st.just("reps_with_hold"),
        sets=st.integers(1, 3),
        reps=st.integers(1, 12),
        hold_s=st.integers(2, 15),
        relax_s=st.integers(0, 5),
        rest_s=st.integers(0, 60),
        switch_s=st.integers(0, 10),
    ),
    st.builds(
        Dose,
        model=st.just("timed_hold"),
        sets=st.integers(1, 4),
        hold_s=st.integers(5, 60),
        rest_s=st.integers(0, 30),
        switch_s=st.integers(0, 10),
    ),
    st.builds(
        Dose,
        model=st.just("continuous"),
        sets=st.integers(1, 2),
        duration_s=st.integers(1, 600),
    ),
)
EXERCISES = st.builds(
    exercise,
    dose=DOSES,
    sides=st.sampled_from(["together", "each", "alternating"]),
    position=st.sampled_from(["sitting", "standing", "supine"]),
    desk=st.booleans(),
    discreet=st.booleans(),
)
LIBRARIES = st.lists(EXERCISES, min_size=1, max_size=7).map(
    lambda found: library([replace(one, id=f"e{place}") for place, one in enumerate(found)])
)
SITUATIONS = st.builds(
    Situation,
    seconds=st.integers(10, 400),
    posture=st.sampled_from(["sitting", "standing"]),
    discreet=st.booleans(),
    camera_on=st.booleans(),
    floor=st.booleans(),
)


def days(everything, situation, breaks, per_break_min=25):
    """So many breaks one after another, each taking the first choice to its end."""
    history: list[Bout] = []
    taken = []
    for number in range(breaks):
        now = NOW + timedelta(minutes=per_break_min * number)
        found = choices(everything, situation, now=now, history=history)
        choice = found[0] if found else None
        taken.append(choice)
        history.append(
            Bout(
                at=now,
                exercise=choice.exercise.id if choice else None,
                side=choice.side if choice else None,
                share=choice.share if choice else 0,
            )
        )
    return history, taken


@given(LIBRARIES, SITUATIONS)
def test_a_choice_fits_and_suits(everything, situation):
    for choice in choices(everything, situation, now=NOW):
        whole = everything.exercises[choice.exercise.id].dose
        played = timeline(choice)
        assert played.total_s == choice.seconds <= situation.seconds
        assert choice.dose.hold_s == whole.hold_s
        assert choice.dose.sets <= whole.sets
        assert (choice.dose.reps or 0) <= (whole.reps or 0)
        assert (choice.dose.duration_s or 0) <= (whole.duration_s or 0)
        assert 0 < choice.share <= 1
        assert situation.floor or choice.exercise.position not in FLOOR_POSITIONS
        assert choice.exercise.discreet or not (situation.discreet or situation.camera_on)
        assert choice.reasons
        starts = [0.0, *(phase.end_s for phase in played.phases)]
        assert [phase.start_s for phase in played.phases] == pytest.approx(starts[:-1])


@given(LIBRARIES, SITUATIONS)
def test_both_sides_get_the_same_unless_one_is_left_for_next_time(everything, situation):
    for choice in choices(everything, situation, now=NOW):
        work = {"left": 0.0, "right": 0.0, None: 0.0}
        for phase in timeline(choice).phases:
            if phase.phase in {"move", "hold", "return"}:
                work[phase.side] += phase.duration_s
        if choice.side is None:
            assert work["left"] == pytest.approx(work["right"])
        else:
            assert choice.exercise.sides == "each"
            other = "right" if choice.side == "left" else "left"
            assert work[other] == 0 < work[choice.side]


@settings(deadline=None)
@given(LIBRARIES, SITUATIONS)
def test_never_the_same_twice_running_and_sides_even_out(everything, situation):
    history, taken = days(everything, situation, 20)
    names = [bout.exercise for bout in history]
    assert all(a is None or a != b for a, b in pairwise(names))
    for exercise_id, one in everything.exercises.items():
        mine = [
            bout
            for bout in history
            if bout.exercise == exercise_id and bout.at.date() == NOW.date()
        ]
        left = sum(bout.share for bout in mine if bout.side == "left")
        right = sum(bout.share for bout in mine if bout.side == "right")
        largest = max((bout.share for bout in mine), default=0)
        assert abs(left - right) <= largest + 1e-6
        if one.dose.per_day:
            assert sum(bout.share for bout in mine) <= one.dose.per_day + 1e-6
    assert len(taken) == 20


@settings(deadline=None)
@given(LIBRARIES, SITUATIONS)
def test_the_same_question_has_the_same_answer_whatever_the_order_of_the_past(
    everything, situation
):
    history, _ = days(everything, situation, 6)
    now = NOW + timedelta(hours=5)
    one = choices(everything, situation, now=now, history=history)
    other = choices(everything, situation, now=now, history=history[::-1])
    assert one == other


@settings(deadline=None)
@given(LIBRARIES, SITUATIONS)
def test_everything_that_fits_has_its_turn(everything, situation):
    suitable = {
        one.exercise.id
        for one in choices(everything, situation, now=NOW)
        if one.exercise.dose.per_day is None
    }
    history, _ = days(everything, situation, 2 * len(everything.exercises) + 1)
    assert suitable <= {bout.exercise for bout in history}
