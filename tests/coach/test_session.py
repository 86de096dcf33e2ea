"""The state machine that plays a timeline, by traces of what must happen when."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach import session as coach
from posture_app.coach.pain_rule import PainResponse
from posture_app.coach.session import Cue, Effect, PhaseStarted, Session, SessionEnded, SetEnded
from posture_app.library.model import Dose, Tempo
from tests.factory import chin_tuck, exercise, levator, library, routine

TWO_SIDES = exercise(
    "stretch", Dose(model="timed_hold", sets=2, hold_s=20, switch_s=5, rest_s=10), sides="each"
)
REPS = exercise("reps", Dose(model="reps", reps=3, tempo_s=Tempo(2, 2)), easier="easy")
EASY = exercise("easy", Dose(model="timed_hold", hold_s=10))
TURNS = exercise("turns", Dose(model="reps", reps=2, tempo_s=Tempo(1, 1)), sides="alternating")
EVERYTHING = library([TWO_SIDES, REPS, EASY, TURNS, levator(), chin_tuck()])


class Played:
    """A session with all that it has told, at a clock the test sets."""

    def __init__(self, *exercises, start_s=100.0):
        self.session, effects = coach.start(routine(*exercises), EVERYTHING, start_s)
        self.now_s = start_s
        self.effects: list[Effect] = list(effects)

    def to(self, at_s: float, asleep_s: float | None = None) -> "Played":
        """Let the time pass until `at_s` seconds after the start."""
        self.now_s = 100.0 + at_s
        return self._took(coach.advance(self.session, self.now_s, asleep_s))

    def does(self, what: Callable[..., coach.SessionStep], *args, **more) -> "Played":
        return self._took(what(self.session, self.now_s, *args, **more))

    def _took(self, step: tuple[Session, Sequence[Effect]]) -> "Played":
        self.session, effects = step
        self.effects += effects
        return self

    @property
    def phases(self):
        return [(e.at_s - 100, e.phase.phase) for e in self.effects if isinstance(e, PhaseStarted)]

    @property
    def sets(self):
        return [e for e in self.effects if isinstance(e, SetEnded)]

    @property
    def end(self):
        return next((e for e in self.effects if isinstance(e, SessionEnded)), None)


def test_phases_begin_when_the_timeline_says():
    played = Played(TWO_SIDES).to(200)
    assert played.phases == [
        (0, "prepare"),
        (5, "hold"),
        (25, "change_side"),
        (30, "hold"),
        (50, "rest"),
        (60, "hold"),
        (80, "change_side"),
        (85, "hold"),
    ]
    assert played.end == SessionEnded("completed", 105, 205)


def test_every_finished_set_and_side_is_told_once_when_it_is_finished():
    played = Played(TWO_SIDES).to(24.9)
    assert played.sets == []
    played.to(25)
    assert [e.unit for e in played.sets] == [(0, 1, "left")]
    played.to(200)
    assert [e.unit for e in played.sets] == [
        (0, 1, "left"),
        (0, 1, "right"),
        (0, 2, "left"),
        (0, 2, "right"),
    ]
    assert {e.status for e in played.sets} == {"done"}
    assert played.sets[0].planned_hold_s == played.sets[0].done_hold_s == 20


def test_cues_count_out_the_last_three_seconds():
    played = Played(TWO_SIDES).to(25)
    cues = [(e.at_s - 100, e.name) for e in played.effects if isinstance(e, Cue)]
    assert cues == [
        (0, "get_ready"),
        (2, "tick"),
        (3, "tick"),
        (4, "tick"),
        (5, "hold"),
        (22, "tick"),
        (23, "tick"),
        (24, "tick"),
        (25, "change_side"),
    ]


def test_pausing_stops_the_clock():
    played = Played(TWO_SIDES).to(15).does(coach.pause).to(500)
    assert played.session.remaining_s(played.now_s) == 10
    played.does(coach.resume).to(509.9)
    assert played.sets == []
    played.to(510)
    assert len(played.sets) == 1
    played.to(2000)
    assert played.end.done_s == 105


def test_a_machine_that_slept_in_a_hold_comes_back_paused():
    played = Played(TWO_SIDES).to(10, asleep_s=50)
    assert played.session.status == "paused"  # the first reading tells of 50 s that were slept
    played = Played(TWO_SIDES).to(10, asleep_s=0).to(12, asleep_s=720)
    assert played.session.status == "paused"
    assert played.session.remaining_s(played.now_s) == 13
    assert [e for e in played.effects if isinstance(e, coach.Slept)] == [coach.Slept(720)]


def test_a_blink_of_sleep_changes_nothing():
    played = Played(TWO_SIDES).to(10, asleep_s=0).to(12, asleep_s=1.5)
    assert played.session.status == "playing"


def test_next_leaves_a_waiting_for_the_work():
    played = Played(TWO_SIDES).to(2).does(coach.skip)
    assert played.phases[-1] == (2, "hold")
    assert played.sets == []


def test_next_ends_a_set_with_what_was_done():
    played = Played(TWO_SIDES).to(12).does(coach.skip)
    ended = played.sets[0]
    assert (ended.status, ended.done_s, ended.done_hold_s) == ("partial", 7, 7)
    assert played.phases[-1] == (12, "change_side")


def test_a_set_left_out_altogether_is_told_as_skipped():
    played = Played(TWO_SIDES).to(5).does(coach.skip)
    assert [(e.unit, e.status, e.done_s) for e in played.sets] == [((0, 1, "left"), "skipped", 0)]


def test_next_in_an_alternating_set_ends_both_sides():
    played = Played(TURNS, EASY).to(5 + 2).does(coach.skip)
    assert [(e.unit[2], e.status, e.done_reps) for e in played.sets] == [
        ("left", "partial", 1),
        ("right", "skipped", 0),
    ]
    assert played.session.phase.exercise == "easy"


def test_alternating_sides_are_told_apart():
    played = Played(TURNS).to(60)
    assert [(e.unit, e.done_reps, e.done_s) for e in played.sets] == [
        ((0, 1, "left"), 2, 4),
        ((0, 1, "right"), 2, 4),
    ]


def test_back_goes_to_the_start_of_the_set_and_then_to_the_one_before():
    played = Played(TWO_SIDES).to(40).does(coach.back)
    assert played.session.unit == (0, 1, "right")
    assert played.session.phase.phase == "change_side"
    played.does(coach.back)
    assert played.session.unit == (0, 1, "left")


def test_going_back_never_takes_back_what_was_finished():
    played = Played(TWO_SIDES).to(26).does(coach.back).to(300)
    assert [e.unit for e in played.sets][:2] == [(0, 1, "left"), (0, 1, "left")]


def test_repeat_in_the_rest_does_the_set_again():
    played = Played(TWO_SIDES).to(52).does(coach.repeat)
    assert played.session.unit == (0, 1, "right")


def test_a_longer_rest_puts_everything_off_and_counts_as_time():
    played = Played(TWO_SIDES).to(55).does(coach.lengthen, 15).to(500)
    assert played.phases[4:6] == [(50, "rest"), (75, "hold")]
    assert played.end.done_s == 120


def test_a_rest_cut_to_nothing_is_over():
    played = Played(TWO_SIDES).to(55).does(coach.lengthen, -15)
    assert played.session.phase.phase == "hold"


def test_work_cannot_be_lengthened():
    played = Played(TWO_SIDES).to(10).does(coach.lengthen, 15).to(25)
    assert played.session.phase.phase == "change_side"


def test_that_hurt_stands_still_until_it_is_answered():
    played = Played(REPS, EASY).to(5 + 5).does(coach.hurt).to(900)
    assert played.session.status == "hurting"
    played.does(coach.after_hurt, PainResponse.SKIP, pain=7, where="neck")
    told = played.sets[0]
    assert (told.hurt, told.pain, told.pain_where) == (True, 7, "neck")
    assert (told.status, told.done_reps, told.done_s) == ("partial", 1, 5)
    assert played.session.phase.exercise == "easy"


def test_that_hurt_can_be_taken_back():
    played = Played(REPS, EASY).to(5 + 5).does(coach.hurt).to(900).does(coach.take_back_hurt)
    assert played.session.status == "paused"
    assert played.sets == []
    played.does(coach.resume).to(900 + 400)
    assert [one.hurt for one in played.sets] == [False, False]
    assert played.end.ended == "completed"


def test_that_hurt_offers_the_easier_variant():
    played = (
        Played(REPS, TURNS)
        .to(6)
        .does(coach.hurt)
        .does(coach.after_hurt, PainResponse.EASIER)
        .to(400)
    )
    assert [e.exercise.id for e in played.sets] == ["reps", "easy", "turns", "turns"]
    assert played.end.ended == "completed"


def test_that_hurt_can_end_the_session():
    played = Played(REPS).to(6).does(coach.hurt).does(coach.after_hurt, PainResponse.STOP)
    assert played.end.ended == "stopped_for_pain"


def test_an_easier_variant_that_is_not_there_cannot_be_chosen():
    played = Played(TWO_SIDES).to(6).does(coach.hurt)
    with pytest.raises(ValueError, match="no easier variant"):
        played.does(coach.after_hurt, PainResponse.EASIER)


def test_stopping_keeps_what_was_done_of_the_set():
    played = Played(TWO_SIDES).to(47).does(coach.stop)
    assert [(e.status, e.done_s) for e in played.sets] == [("done", 20), ("partial", 17)]
    assert played.end == SessionEnded("stopped", 47, 147)


def test_a_session_is_taken_up_after_the_sets_that_are_done():
    session, _ = coach.start(
        routine(TWO_SIDES), EVERYTHING, 0, done=[(0, 1, "left"), (0, 1, "right"), (0, 2, "left")]
    )
    assert session.phase.phase == "change_side"
    assert session.unit == (0, 2, "right")


def test_an_hour_drifts_by_nothing():
    long = exercise("long", Dose(model="reps", sets=20, reps=60, tempo_s=Tempo(1.5, 1.5)))
    session, _ = coach.start(routine(long), library([long]), 0.0)
    now_s, ends = 0.0, []
    while session.status != "finished":
        now_s += 0.0167
        session, effects = coach.advance(session, now_s)
        ends += [e for e in effects if isinstance(e, SessionEnded)]
    assert ends[0].at_s == pytest.approx(5 + 3600, abs=0.001)


COMMANDS = st.sampled_from(
    [
        (coach.pause,),
        (coach.resume,),
        (coach.skip,),
        (coach.back,),
        (coach.repeat,),
        (coach.lengthen, 15.0),
        (coach.lengthen, -15.0),
        (coach.hurt,),
        (coach.take_back_hurt,),
        (coach.after_hurt, PainResponse.SKIP),
        (coach.stop,),
    ]
)


@given(
    st.lists(st.tuples(st.floats(0.1, 40), COMMANDS), max_size=25),
    st.lists(st.floats(0.05, 5), min_size=1, max_size=5),
)
def test_the_result_does_not_depend_on_how_often_it_is_asked(commands, steps):
    seldom, often = Played(TWO_SIDES, REPS, TURNS), Played(TWO_SIDES, REPS, TURNS)
    at_s = 0.0
    for wait_s, (command, *args) in commands:
        asked_s, turn = at_s, 0
        while (asked_s := asked_s + steps[turn % len(steps)]) < at_s + wait_s:
            often.to(asked_s)
            turn += 1
        at_s += wait_s
        for played in (seldom, often):
            played.to(at_s).does(command, *args)
    assert seldom.phases == often.phases
    assert seldom.sets == often.sets
    assert seldom.session.position_s(seldom.now_s) == often.session.position_s(often.now_s)


@given(st.lists(st.tuples(st.floats(0.1, 40), COMMANDS), max_size=40))
def test_whatever_a_person_does_no_set_is_credited_with_more_than_it_asks(commands):
    played = Played(TWO_SIDES, REPS, TURNS)
    at_s = 0.0
    for wait_s, (command, *args) in commands:
        at_s += wait_s
        played.to(at_s).does(command, *args)
        assert 0 <= played.session.position_s(played.now_s) <= played.session.plan.timeline.total_s
        assert played.session.remaining_s(played.now_s) >= 0
    for told in played.sets:
        assert 0 <= told.done_s <= told.planned_s
        assert told.status in {"done", "partial", "skipped"}
        assert (told.status == "done") == (told.done_s == told.planned_s)
    assert len([e for e in played.effects if isinstance(e, SessionEnded)]) <= 1
