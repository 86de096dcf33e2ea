"""What a break offers to somebody who has told about their health."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from posture_app.coach.break_exercises import Situation
from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import (
    FitReason,
    Profile,
    Verdict,
    fit,
    fits_a_break,
    is_gentle,
)
from posture_app.journal.model import SessionRecord
from posture_app.library.files import load
from posture_app.library.model import Routine, RoutineItem
from posture_app.reminders.exercise_selection import ExerciseSelector, care_of_anybody
from posture_app.words import safety
from posture_app.words.catalogue import speaking

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DESK = Situation(seconds=60)
ROOM = Situation(seconds=300)
LIBRARY = load().library


class Nothing:
    """Nothing was done before."""

    def records(self, since, until):
        return ()


class Told:
    """One session, with what the rule for pain proposed in it."""

    def __init__(self, advice, at):
        self._advice, self._at = advice, at

    def sessions(self, *, first_day=None, limit=0):
        return [
            SessionRecord(
                id="told",
                routine_id="neck-relief-5",
                routine_name="Neck",
                started_at=self._at,
                time_zone="UTC",
                planned_s=300.0,
                done_s=0.0,
                ended="stopped_for_pain",
                ended_at=self._at,
                pain_before=8,
                advice=self._advice,
            )
        ]


def all_offered(profile, situation=DESK, journal=None):
    offers = ExerciseSelector(LIBRARY, Nothing(), journal, lambda: profile)
    found = [offers.first(NOON, situation)]
    while found[-1] is not None:
        found.append(offers.another(NOON, situation))
    return [one.exercise for one in found if one is not None]


@pytest.mark.parametrize("condition", Condition)
@pytest.mark.parametrize("situation", [DESK, ROOM])
def test_a_break_offers_only_what_fits(condition, situation):
    profile = Profile(frozenset({condition}))
    for exercise in all_offered(profile, situation):
        judged = fit(LIBRARY.exercises[exercise.id], profile)
        assert judged.verdict is not Verdict.LEAVE_OUT
        assert fits_a_break(LIBRARY.exercises[exercise.id], profile)


def test_a_break_says_when_to_stop_once_and_changes_nothing_else_for_whom_nothing_is_known():
    with speaking("en"):
        offered = {one: care_of_anybody(one).short for one in all_offered(Profile(), ROOM)}
    assert len(offered) > 10
    for one, beside in offered.items():
        told = "\n".join((one.steps[0], beside))
        assert told.count("Stop for sharp pain, dizziness or numbness.") == 1
        known = LIBRARY.exercises[one.id]
        assert replace(one, steps=known.steps) == known


def test_two_days_after_an_injection_no_break_loads_or_stretches():
    offered = {one.id for one in all_offered(Profile(days_since_injection=2), ROOM)}
    assert offered
    assert offered.isdisjoint(
        {"upper-trap-stretch", "levator-scap-stretch", "chin-tuck-seated", "scapular-squeeze"}
    )


def test_what_is_done_otherwise_says_so_first_while_it_is_done():
    with speaking("en"):
        bones = Profile(frozenset({Condition.OSTEOPOROSIS}))
        exercise = LIBRARY.exercises["seated-cat-cow"]
        told = safety.with_hint(exercise, fit(exercise, bones))
        assert told.cues[0] == safety.why(FitReason.ROUND_LESS)
        assert replace(told, cues=exercise.cues) == exercise


def test_on_a_bad_day_of_the_journal_breaks_only_move_gently():
    offers = ExerciseSelector(LIBRARY, Nothing(), None, Profile, lambda: True)
    first = offers.first(NOON, DESK)
    assert first is not None
    assert is_gentle(LIBRARY.exercises[first.exercise.id])


@pytest.mark.parametrize("situation", [DESK, ROOM])
def test_on_a_day_on_which_the_rule_said_to_stop_breaks_only_move_gently(situation):
    def are_gentle(advice, at):
        offered = all_offered(Profile(), situation, Told(advice, at))
        assert offered
        return all(is_gentle(LIBRARY.exercises[one.id]) for one in offered)

    morning = NOON - timedelta(hours=3)
    assert are_gentle("stop", morning)
    assert are_gentle("emergency", morning)
    assert not are_gentle("hold", morning)
    assert not are_gentle("stop", morning - timedelta(days=1))


def test_what_a_plan_still_asks_for_is_offered_before_the_usual():
    item = RoutineItem(exercise="chin-tuck-seated")
    asked = Routine(id="plan.p/one/0", name="Neck", goal="Neck", items=(item,))
    offers = ExerciseSelector(LIBRARY, Nothing(), None, Profile, bool, lambda: asked)
    first = offers.first(NOON, DESK)
    assert first is not None
    assert first.exercise.id == "chin-tuck-seated"
