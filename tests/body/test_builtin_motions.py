"""The built-in library moves, and its motions hold."""

from dataclasses import replace

import pytest

from posture_app.body.motion_checker import MotionChecker
from posture_app.library.files import builtin_path, read
from posture_app.library.model import LibraryFile
from posture_app.library.motion import NeckAngles


def builtin() -> LibraryFile:
    return read(builtin_path())


def test_every_built_in_exercise_has_a_motion():
    assert [one.id for one in builtin().exercises if one.motion is None] == []


@pytest.fixture(scope="module")
def checked():
    """What was found in the built-in library, and the marks of what is sound in it."""
    checker = MotionChecker()
    return checker.problems(builtin()), checker.sound


def test_no_built_in_motion_has_a_problem(checked):
    assert checked[0] == []


def test_a_motion_that_does_not_hold_is_told_with_its_exercise_keyframe_and_number(checked):
    library_file = builtin()
    [index] = [i for i, one in enumerate(library_file.exercises) if one.id == "bridge"]
    exercise = library_file.exercises[index]
    assert exercise.motion is not None
    place = f"exercises[{index}].motion.keyframes"
    found = MotionChecker(checked[1]).problems(_bent(library_file, index))
    assert found
    assert all(str(problem.place).startswith(place) for problem in found)
    assert all(str(problem.what).startswith("bridge: ") for problem in found)
    assert any("145 degrees" in str(problem.what) for problem in found)


def _bent(library_file: LibraryFile, index: int) -> LibraryFile:
    """The library with a neck that is bent further than necks bend."""
    exercise = library_file.exercises[index]
    assert exercise.motion is not None
    frames = tuple(
        replace(frame, pose=replace(frame.pose, neck=NeckAngles(flexion=145.0)))
        for frame in exercise.motion.keyframes
    )
    broken = replace(exercise, motion=replace(exercise.motion, keyframes=frames))
    exercises = list(library_file.exercises)
    exercises[index] = broken
    return replace(library_file, exercises=tuple(exercises))
