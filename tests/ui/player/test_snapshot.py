"""What the player shows at one moment."""

import pytest

from posture_app.coach import session as coach
from posture_app.library.model import Dose, Tempo
from posture_app.ui.player.snapshot import snapshot
from posture_app.words.formats import countdown
from tests.factory import exercise, library, routine

HOLD = exercise(
    "hold",
    Dose(model="timed_hold", sets=2, hold_s=30, switch_s=5, rest_s=15),
    sides="each",
    cues=("One", "Two", "Three"),
    breathing="Breathe out slowly.",
)
REPS = exercise("reps", Dose(model="reps", sets=1, reps=8, tempo_s=Tempo(2, 2)))
BOTH = exercise(
    "both", Dose(model="reps_with_hold", reps=3, hold_s=4, tempo_s=Tempo(1, 1)), cues=("Long",)
)
WALK = exercise("walk", Dose(model="continuous", duration_s=120))
ALL = (HOLD, REPS, BOTH, WALK)


def shown(*exercises, at_s):
    session, _ = coach.start(routine(*exercises), library(ALL), 0.0)
    session, _ = coach.advance(session, at_s)
    return snapshot(session, at_s)


def test_a_hold_counts_seconds_and_a_second_that_has_begun_is_still_shown():
    assert shown(HOLD, at_s=5.0).number == "30"
    assert shown(HOLD, at_s=5.1).number == "30"
    assert shown(HOLD, at_s=34.9).number == "1"


def test_repetitions_count_the_one_being_done():
    assert (shown(REPS, at_s=5.5).number, shown(REPS, at_s=5.5).under_number) == ("1", "of 8")
    assert shown(REPS, at_s=9.5).number == "2"


def test_repetitions_with_a_hold_count_seconds_large_and_repetitions_beside():
    assert shown(BOTH, at_s=6.5).number == "4"
    assert shown(BOTH, at_s=6.5).where == "Repetition 1 of 3"


def test_the_side_is_named_in_the_work_and_in_the_change_to_it():
    assert "Left side" in shown(HOLD, at_s=10).where
    change = shown(HOLD, at_s=36)
    assert change.heading == "Change to your right side"
    assert "Right side" in change.where


def test_while_waiting_the_first_step_is_shown_and_in_the_work_the_cues_take_turns():
    assert shown(HOLD, at_s=1).prompt == "Sit."
    assert [shown(HOLD, at_s=5 + s).prompt for s in (1, 9, 17, 25)] == [
        "One",
        "Two",
        "Three",
        "One",
    ]
    assert shown(HOLD, at_s=5 + 30 + 5 + 30 + 1).prompt == "Breathe out slowly."


@pytest.mark.parametrize(
    ("at_s", "coming"),
    [(10, "Right side"), (50, "Set 2 of 2"), (72, "Right side"), (130, "Walk")],
)
def test_what_comes_next_is_named(at_s, coming):
    assert shown(HOLD, WALK, at_s=at_s).coming == coming


def test_in_the_last_set_the_end_is_next():
    assert shown(WALK, at_s=50).coming == "The end"


def test_shares_run_over_the_phase_and_over_the_whole():
    half = shown(WALK, at_s=5 + 60)
    assert half.left_share == pytest.approx(0.5)
    assert half.done_share == pytest.approx(65 / 125)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0"), (0.2, "1"), (59.0, "59"), (60, "1:00"), (65.4, "1:06")]
)
def test_seconds_as_a_clock_shows_them(seconds, text):
    assert countdown(seconds) == text
