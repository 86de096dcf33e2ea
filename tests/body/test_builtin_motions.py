"""The built-in library moves, and its motions hold."""

from dataclasses import replace
from math import cos, dist, radians

import pytest

from posture_app.body.contacts import landmark_point
from posture_app.body.geometry import turned
from posture_app.body.motion import solved_motion
from posture_app.body.motion_checker import MotionChecker
from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.files import builtin_path, read
from posture_app.library.model import LibraryFile
from posture_app.library.motion import NeckAngles

FEET = ("right_foot", "left_foot")


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


def solved_of(name):
    [exercise] = [one for one in builtin().exercises if one.id == name]
    assert exercise.motion is not None
    return solved_motion(exercise.motion)


def test_who_stands_up_first_brings_the_nose_above_the_toes():
    score = solved_of("sit-to-stand")
    [lean] = [key.stance for key in score.there.keys if score.motion.keyframes[key.place].ghost]
    seated, leaning = frames_of(score.start), frames_of(lean)
    pelvis, toes = INDEX["pelvis"], INDEX["right_toes"]
    assert dist(leaning.places[pelvis], seated.places[pelvis]) < 0.02
    assert landmark_point(leaning, "chin")[2] > leaning.places[toes][2]


def test_a_hand_comes_to_a_head_that_is_where_it_stays():
    """One that comes along with it would seem to pull it there."""
    score = solved_of("upper-trap-stretch")
    hand, head = INDEX["left_hand"], INDEX["head"]
    end = frames_of(score.end)
    near = [
        frames
        for frames in map(frames_of, score.there.stances)
        if dist(frames.places[hand], end.places[hand]) < 0.4
    ]
    assert len(near) > 3
    assert max(dist(frames.places[head], end.places[head]) for frames in near) < 0.005


def test_a_brisk_walk_has_the_longer_steps():
    brisk, easy = (
        dist(*(frames_of(solved_of(name).start).places[INDEX[foot]] for foot in FEET))
        for name in ("walk-brisk", "walk-break")
    )
    assert brisk > easy + 0.12


def test_who_leans_on_a_wall_is_not_seen_through_it():
    """From behind one would seem to face it. Along its edge a little more is seen of what a ball
    behind the back presses on."""
    through = [
        one.id
        for one in builtin().exercises
        if one.motion is not None
        and one.motion.start == "standing_at_wall"
        and cos(radians(one.motion.camera.yaw_deg)) < (-0.15 if "ball" in one.equipment else 0)
    ]
    assert through == []


def test_a_bridge_stands_on_upright_shins_with_its_heels_near_the_buttocks():
    """Its feet lay half a metre away, and its shins were as aslant as half a right angle."""
    score = solved_of("bridge")
    start, end = frames_of(score.start), frames_of(score.end)
    for side in ("right", "left"):
        hip, knee, ankle = (INDEX[f"{side}_{one}"] for one in ("thigh", "shank", "foot"))
        assert start.places[ankle][2] - start.places[hip][2] < 0.38
        aslant = end.places[knee][2] - end.places[ankle][2]
        assert abs(aslant) < 0.2 * (end.places[knee][1] - end.places[ankle][1])


def test_the_breastbone_is_lifted_a_few_centimetres():
    score = solved_of("prone-back-extension")
    low, high = (frames_of(stance) for stance in (score.start, score.end))
    rise = {
        name: landmark_point(high, name)[1] - landmark_point(low, name)[1]
        for name in ("chest", "forehead")
    }
    assert 0.03 < rise["chest"] < 0.06
    assert rise["forehead"] < 0.14


def test_the_head_stays_quiet_above_a_pelvis_that_tips():
    score = solved_of("pelvic-tilt-seated")
    places = [frames_of(stance).places[INDEX["head"]] for stance in (score.start, score.end)]
    assert dist(*places) < 0.03


def test_hands_that_push_a_wall_are_no_higher_than_the_shoulders():
    score = solved_of("wall-push-up-plus")
    for frames in (frames_of(score.start), frames_of(score.end)):
        palm = landmark_point(frames, "right_palm")
        assert palm[1] < frames.places[INDEX["right_upper_arm"]][1]


def test_hands_lie_clear_of_the_chair_that_carries_the_legs():
    frames = frames_of(solved_of("legs-on-chair").start)
    for side in ("right", "left"):
        knee = frames.places[INDEX[f"{side}_shank"]]
        assert landmark_point(frames, f"{side}_palm")[2] < knee[2] - 0.1


def test_a_ball_behind_a_buttock_lies_on_its_upper_outer_part():
    """On its middle it would press on the nerve that runs there."""
    score = solved_of("ball-glute")
    [ball] = [prop.at_m for prop in score.motion.props if prop.kind == "ball"]
    assert ball is not None
    for frames in (frames_of(score.start), frames_of(score.end)):
        hip = frames.places[INDEX["right_thigh"]]
        assert ball[0] < hip[0] - 0.02
        assert 0.03 < ball[1] - hip[1] < 0.12


@pytest.mark.parametrize("name", ["prone-press-up", "push-up-plus", "bird-dog"])
def test_the_fingers_of_hands_that_carry_point_ahead(name):
    """Turned inward, they twist the wrists under the weight."""
    frames = frames_of(solved_of(name).start)
    for side in ("right", "left"):
        fingers = turned(frames.turns[INDEX[f"{side}_hand"]], (0.0, -1.0, 0.0))
        assert fingers[2] > 0.9
