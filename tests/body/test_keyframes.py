"""Edits of a motion's keyframes: what is said is kept, and what is undone is as it was."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.body.angles import angles_of
from posture_app.body.check import motion_problems
from posture_app.body.keyframes import (
    HOLD,
    START,
    Key,
    all_names,
    copied,
    is_symmetric,
    keyframe_at,
    keys_of,
    mirrored_key,
    one_side_as_other,
    pose_of,
    resting_at,
    stated_at,
    with_between,
    with_prop,
    with_resting,
    with_start_position,
    with_stated,
    with_time,
    without,
)
from posture_app.body.motion import solved_motion
from posture_app.body.props import props_of
from posture_app.body.ranges import limits_of
from posture_app.body.skeleton import mirrored
from posture_app.library.files import builtin
from posture_app.library.motion import Keyframe, Motion, Prop, StartPosition
from tests.body.motions import CAT_COW, motion

STARTS: tuple[StartPosition, ...] = get_args(StartPosition)


def plain(start: StartPosition = "standing") -> Motion:
    return Motion(start=start, keyframes=(Keyframe(phase="start"), Keyframe(phase="hold")))


@st.composite
def stated(draw: st.DrawFn) -> dict[str, float]:
    names = draw(st.lists(st.sampled_from(all_names()), max_size=8, unique=True))
    return {name: float(draw(st.integers(*map(int, limits_of(name))))) for name in names}


@given(stated())
def test_a_pose_says_what_was_stated(angles: dict[str, float]) -> None:
    assert angles_of(pose_of(angles)) == angles


def test_a_pose_says_once_what_both_sides_share() -> None:
    pose = pose_of({"right_knee.flexion": 30, "left_knee.flexion": 30, "right_hip.flexion": 10})
    assert pose.knees is not None
    assert pose.knees.flexion == 30
    assert pose.right_knee is None
    assert pose.right_hip is not None
    assert pose.hips is None


def test_every_motion_of_the_library_is_kept_by_saying_its_poses_again() -> None:
    for exercise in builtin().exercises:
        given_motion = exercise.motion
        if given_motion is None:
            continue
        found = given_motion
        for key in keys_of(given_motion):
            if keyframe_at(found, key) in found.keyframes:
                found = with_stated(found, key, stated_at(found, key))
        assert [angles_of(one.pose) for one in found.keyframes] == [
            angles_of(one.pose) for one in given_motion.keyframes
        ]
        assert solved_motion(found).there.stances == solved_motion(given_motion).there.stances


def test_a_start_and_a_hold_are_always_there() -> None:
    assert keys_of(motion("standing")) == (START, HOLD)
    assert keys_of(Motion(start="sitting", keyframes=(Keyframe(phase="start"),))) == (START, HOLD)


def test_a_motion_that_goes_round_has_no_hold() -> None:
    frames = [{"phase": "start"}, {"phase": "move", "at": 0.5}, {"phase": "move", "at": 1.0}]
    keys = keys_of(motion("standing", keyframes=frames))
    assert keys == (START, Key("move", 0.5), Key("move", 1.0))


def test_a_start_that_was_left_unsaid_is_said_when_it_is_posed() -> None:
    found = with_stated(motion("standing"), START, {"neck.flexion": 10})
    assert [one.phase for one in found.keyframes] == ["start", "hold"]
    assert stated_at(found, START) == {"neck.flexion": 10}


@settings(deadline=None, max_examples=60)
@given(
    stated(),
    st.sampled_from([one for one in STARTS if is_symmetric(one)]),
    st.sampled_from([None, "wall", "floor", "left_thigh"]),
)
def test_mirrored_twice_is_the_same(
    angles: dict[str, float], start: StartPosition, surface: str | None
) -> None:
    given_motion = with_stated(plain(start), HOLD, angles)
    given_motion = with_resting(given_motion, HOLD, "right_hand", surface)
    once = mirrored_key(given_motion, HOLD)
    twice = mirrored_key(once, HOLD)
    assert stated_at(twice, HOLD) == stated_at(given_motion, HOLD)
    assert dict(resting_at(twice, HOLD)) == dict(resting_at(given_motion, HOLD))
    assert mirrored_key(twice, HOLD) == once


def test_mirrored_is_what_a_mirror_shows() -> None:
    stated_angles = {
        "right_shoulder.abduction": 90.0,
        "left_elbow.flexion": 40.0,
        "neck.rotation": 30.0,
        "lumbar.lateral_flexion": 10.0,
        "pelvis.obliquity": 3.0,
        "right_scapula.elevation_cm": 2.0,
    }
    given_motion = with_stated(plain("kneeling"), START, stated_angles)
    seen = mirrored(solved_motion(given_motion).start)
    found = solved_motion(mirrored_key(given_motion, START)).start
    for one, other in zip(found.turns, seen.turns, strict=True):
        assert abs(sum(a * b for a, b in zip(one, other, strict=True))) == pytest.approx(1)
    assert found.root == pytest.approx(seen.root)


def test_a_start_position_that_has_sides_is_not_mirrored() -> None:
    given_motion = with_stated(plain("side_lying"), HOLD, {"neck.rotation": 20})
    assert mirrored_key(given_motion, HOLD) == given_motion


def test_one_side_as_the_other_takes_along_what_it_rests_on() -> None:
    given_motion = with_stated(
        plain(), HOLD, {"right_elbow.flexion": 90, "left_elbow.flexion": 20, "neck.flexion": 5}
    )
    given_motion = with_resting(given_motion, HOLD, "right_hand", "right_thigh")
    found = one_side_as_other(given_motion, HOLD, "right")
    assert stated_at(found, HOLD) == {
        "right_elbow.flexion": 90,
        "left_elbow.flexion": 90,
        "neck.flexion": 5,
    }
    assert dict(resting_at(found, HOLD))["left_hand"] == ("left_thigh", False)
    assert keyframe_at(found, HOLD).contacts == ("hands on thigh",)


def test_a_copy_takes_along_pose_and_contacts() -> None:
    given_motion = with_resting(
        with_stated(plain(), START, {"neck.flexion": 5}), START, "left_foot", None
    )
    found = copied(given_motion, START, HOLD)
    assert stated_at(found, HOLD) == {"neck.flexion": 5}
    assert "left_foot" not in dict(resting_at(found, HOLD))
    assert keyframe_at(found, HOLD).phase == "hold"


def test_a_keyframe_in_between_changes_little() -> None:
    found = with_between(CAT_COW, "move", 0.5)
    assert keys_of(found) == (START, Key("move", 0.5), HOLD)
    tilt = stated_at(found, Key("move", 0.5))["pelvis.tilt"]
    assert tilt == pytest.approx((17 - 26) / 2)
    found = with_between(found, "return", 0.4)
    assert keys_of(found)[-1] == Key("return", 0.4)
    assert motion_problems(found) == []


def test_a_keyframe_can_be_moved_in_time_and_taken_away() -> None:
    found = with_time(with_between(CAT_COW, "move", 0.5), Key("move", 0.5), 0.7)
    assert keys_of(found) == (START, Key("move", 0.7), HOLD)
    assert without(found, Key("move", 0.7)) == CAT_COW
    assert with_time(found, HOLD, 0.5) == found
    alone = motion("standing")
    assert without(alone, HOLD) == alone


@pytest.mark.parametrize("start", STARTS)
def test_what_rests_can_let_go_and_rest_again(start: StartPosition) -> None:
    for part, (surface, slides) in resting_at(plain(start), HOLD):
        found = with_resting(plain(start), HOLD, part, None)
        assert part not in dict(resting_at(found, HOLD))
        back = with_resting(found, HOLD, part, surface, slides=slides)
        assert dict(resting_at(back, HOLD)) == dict(resting_at(plain(start), HOLD))
        assert dict(resting_at(found, START)) == dict(resting_at(plain(start), START))


def test_a_foot_gives_way_to_its_toes() -> None:
    found = with_resting(plain(), HOLD, "right_toes", "floor")
    assert dict(resting_at(found, HOLD)) == {
        "left_foot": ("floor", False),
        "right_toes": ("floor", False),
    }


def test_both_sides_are_said_in_one_so_that_both_carry() -> None:
    found = with_resting(plain(), HOLD, "right_toes", "floor")
    found = with_resting(found, HOLD, "left_toes", "floor")
    assert keyframe_at(found, HOLD).contacts == ("toes on floor",)


def test_another_start_position_keeps_arms_and_trunk() -> None:
    given_motion = with_stated(plain(), HOLD, {"neck.flexion": 10, "right_hip.flexion": 40})
    found = with_start_position(with_resting(given_motion, HOLD, "left_foot", None), "sitting")
    assert found.start == "sitting"
    assert stated_at(found, HOLD) == {"neck.flexion": 10}
    assert "left_foot" in dict(resting_at(found, HOLD))


def test_props_come_and_go_and_those_of_the_position_stay() -> None:
    found = with_prop(plain("sitting"), "weight", there=True)
    assert [one.at for one in found.props] == ["right_hand", "left_hand"]
    assert with_prop(found, "weight", there=False) == plain("sitting")
    assert with_prop(plain("sitting"), "chair", there=True) == plain("sitting")
    assert [one.kind for one in props_of(with_prop(plain(), "wall", there=True))] == ["wall"]
    kept = replace(plain(), props=(Prop(kind="chair", at_m=(0.5, 0, 0)),))
    assert with_prop(kept, "chair", there=True) == kept
