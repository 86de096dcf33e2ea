"""A motion is checked once, and never again for as long as it and its checks are the same."""

from dataclasses import replace

import pytest

from posture_app.body import motion_checker
from posture_app.body.check import motion_problems
from posture_app.body.motion_checker import MotionChecker, fingerprint_of, fingerprints_of
from posture_app.library.files import builtin
from posture_app.library.problems import MOST_TOLD


@pytest.fixture
def checked(monkeypatch) -> list[str]:
    """The places of the motions that are checked from now on."""
    places: list[str] = []
    real = motion_problems

    def noted(motion, place):
        places.append(place)
        return real(motion, place)

    monkeypatch.setattr(motion_checker, "motion_problems", noted)
    return places


def _own(copies: int):
    """A library whose exercises all have the same motion."""
    library_file = builtin()
    one = next(exercise for exercise in library_file.exercises if exercise.motion is not None)
    exercises = tuple(replace(one, id=f"own-{at}") for at in range(copies))
    return replace(library_file, exercises=exercises)


def test_what_is_the_same_motion_is_checked_once(checked):
    checker = MotionChecker()
    assert checker.problems(_own(200)) == []
    assert checked == ["exercises[0].motion"]
    assert len(checker.sound) == 1


def test_what_was_checked_before_is_not_checked_again(checked):
    first = MotionChecker()
    first.problems(_own(3))
    again = MotionChecker(first.sound)
    assert again.problems(_own(3)) == []
    assert again.sound == first.sound == fingerprints_of(_own(1))
    assert len(checked) == 1


def test_another_motion_and_another_proof_have_another_mark(monkeypatch):
    motion = _own(1).exercises[0].motion
    assert motion is not None
    mark = fingerprint_of(motion)
    assert mark != fingerprint_of(replace(motion, camera=replace(motion.camera, yaw_deg=1.0)))
    monkeypatch.setattr(motion_checker, "_checks", lambda: "other code")
    assert mark != fingerprint_of(motion)


def test_an_unsound_one_is_told_each_time(checked):
    library_file = _own(2)
    motion = library_file.exercises[0].motion
    assert motion is not None
    wrong = replace(library_file.exercises[0], motion=replace(motion, arrows=("tail",)))
    library_file = replace(library_file, exercises=(wrong, wrong))
    checker = MotionChecker()
    assert len(checker.problems(library_file)) == 2
    assert checker.sound == set()
    assert len(checker.problems(replace(library_file, exercises=(wrong,) * 300))) == MOST_TOLD + 1


def test_nobody_waits_for_checks_that_are_not_wanted_any_more(checked):
    assert MotionChecker(is_wanted=lambda: False).problems(_own(2)) == []
    assert checked == []
