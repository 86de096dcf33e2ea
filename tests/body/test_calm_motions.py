"""Motions that nobody takes for a kick or a jerk, and arms that do not pass through each other."""

import numpy as np
import pytest

from posture_app.body.geometry import mixed
from posture_app.body.motion import solved_motion, stance_at
from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import builtin_path, read
from tests.there import there

BUILTIN = {one.id: one for one in read(builtin_path()).exercises}
COUNTED = {name: one for name, one in BUILTIN.items() if one.motion and not one.motion.cycle_s}
FRAMES_A_S = 20
USUAL_S = 2.2
LEG = ("right_thigh", "right_shank", "left_thigh", "left_shank")


def speeds(exercise, segments):
    """How fast segments turn in each frame of the way there, (frames, segments) in degrees/s."""
    solved = solved_motion(there(exercise.motion))
    way_s = exercise.dose.tempo_s.move if exercise.dose.tempo_s else USUAL_S
    count = round(way_s * FRAMES_A_S)
    numbers = [INDEX[name] for name in segments]
    turns = np.array(
        [
            [frames_of(stance_at(solved, "move", at / count)).turns[number] for number in numbers]
            for at in range(count + 1)
        ]
    ).reshape(count + 1, len(numbers), 3, 3)
    traces = np.einsum("fsij,fsij->fs", turns[1:], turns[:-1])
    return np.degrees(np.arccos(np.clip((traces - 1) / 2, -1, 1))) * FRAMES_A_S


@pytest.mark.parametrize("name", COUNTED)
def test_legs_do_not_kick(name):
    """From one frame to the next they become no faster than a calm leg does in a fifth second."""
    fast = speeds(COUNTED[name], LEG)
    assert np.abs(np.diff(fast, axis=0)).max() < 90


def test_the_arm_that_is_threaded_keeps_off_the_arm_that_carries():
    solved = solved_motion(there(BUILTIN["thread-the-needle"].motion))
    for stance in solved.there.stances:
        frames = frames_of(stance)
        reaching, carrying = (
            np.array(
                [
                    mixed(first, last, share)
                    for first, last in (
                        (frames.places[INDEX[f"{side}_forearm"]], wrist),
                        (wrist, frames.point(INDEX[f"{side}_hand"], (0.0, -0.17, 0.0))),
                    )
                    for share in np.linspace(0, 1, 12)
                ]
            )
            for side in ("right", "left")
            for wrist in (frames.places[INDEX[f"{side}_hand"]],)
        )
        apart = np.linalg.norm(reaching[:, None] - carrying[None], axis=2)
        assert apart.min() > 0.08
