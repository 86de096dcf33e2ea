"""A motion is proved once, and never again for as long as it and its proofs are the same."""

from dataclasses import replace

import pytest

from posture_app.body import prove
from posture_app.body.check import motion_problems
from posture_app.body.prove import Prover, mark_of, marks_of
from posture_app.library.files import builtin
from posture_app.library.problems import MOST_TOLD


@pytest.fixture
def proved(monkeypatch) -> list[str]:
    """The places of the motions that are proved from now on."""
    places: list[str] = []
    real = motion_problems

    def noted(motion, place):
        places.append(place)
        return real(motion, place)

    monkeypatch.setattr(prove, "motion_problems", noted)
    return places


def _own(copies: int):
    """A library whose exercises all have the same motion."""
    library_file = builtin()
    one = next(exercise for exercise in library_file.exercises if exercise.motion is not None)
    exercises = tuple(replace(one, id=f"own-{at}") for at in range(copies))
    return replace(library_file, exercises=exercises)


def test_what_is_the_same_motion_is_proved_once(proved):
    prover = Prover()
    assert prover.problems(_own(200)) == []
    assert proved == ["exercises[0].motion"]
    assert len(prover.sound) == 1


def test_what_was_proved_before_is_not_proved_again(proved):
    first = Prover()
    first.problems(_own(3))
    again = Prover(first.sound)
    assert again.problems(_own(3)) == []
    assert again.sound == first.sound == marks_of(_own(1))
    assert len(proved) == 1


def test_another_motion_and_another_proof_have_another_mark(monkeypatch):
    motion = _own(1).exercises[0].motion
    assert motion is not None
    mark = mark_of(motion)
    assert mark != mark_of(replace(motion, camera=replace(motion.camera, yaw_deg=1.0)))
    monkeypatch.setattr(prove, "_proofs", lambda: "other code")
    assert mark != mark_of(motion)


def test_an_unsound_one_is_told_each_time(proved):
    library_file = _own(2)
    motion = library_file.exercises[0].motion
    assert motion is not None
    wrong = replace(library_file.exercises[0], motion=replace(motion, arrows=("tail",)))
    library_file = replace(library_file, exercises=(wrong, wrong))
    prover = Prover()
    assert len(prover.problems(library_file)) == 2
    assert prover.sound == set()
    assert len(prover.problems(replace(library_file, exercises=(wrong,) * 300))) == MOST_TOLD + 1


def test_nobody_waits_for_proofs_that_are_not_wanted_any_more(proved):
    assert Prover(is_wanted=lambda: False).problems(_own(2)) == []
    assert proved == []
