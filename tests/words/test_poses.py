"""The words of the pose editor: every angle has its name, and faults are said without paths."""

from dataclasses import replace
from typing import get_args

import pytest

from posture_app.body.check import motion_problems
from posture_app.body.contacts import LANDMARKS, PLACES, PLANES, TRUNK_PARTS, parse
from posture_app.body.handles import HANDLES
from posture_app.body.keyframes import ANGLES, HOLD, START, Key, all_names, with_stated
from posture_app.body.posing import posed
from posture_app.library.motion import Keyframe, Motion, StartPosition
from posture_app.words import poses
from posture_app.words.catalogue import speaking

PLAIN = Motion(start="standing", keyframes=(Keyframe(phase="start"), Keyframe(phase="hold")))


def test_every_angle_stands_under_one_joint():
    listed = [name for names in poses.GROUPS.values() for name in names]
    assert sorted(listed) == sorted(ANGLES)


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_has_its_name(language):
    with speaking(language):
        for name in all_names():
            title = poses.angle_title(name)
            assert poses.angle_name(name) in title
            assert poses.angle_said(name, 1.0)
            assert poses.angle_said(name, -1.0)
            assert poses.range_words(name)
        assert all(poses.handle_name(name) for name in HANDLES)
        assert all(poses.start_position(name) for name in get_args(StartPosition))
        for surface in (*PLANES, *LANDMARKS, *PLACES):
            words = poses.surface_name(surface)
            assert "_" not in words
        for part in TRUNK_PARTS:
            assert "_" not in poses.part_name(part)


def test_an_angle_is_said_by_its_direction():
    assert poses.angle_said("right_shoulder.flexion", 30) == "flexion 30°"
    assert poses.angle_said("right_shoulder.flexion", -30) == "extension 30°"
    assert poses.angle_said("neck.retraction_cm", -1.5) == "protraction 1.5 cm"
    assert poses.angle_said("left_hand.grip", 0.25) == "closed 25 %"
    assert poses.range_words("right_knee.flexion") == "0° to 160°"
    with speaking("de"):
        assert poses.angle_said("neck.retraction_cm", -1.5) == "Protraktion 1,5 cm"
        assert poses.angle_title("left_hip.rotation").startswith("Hüftgelenk links: ")


def test_a_joint_is_summed_up_and_a_straight_one_is_not():
    one = posed(with_stated(PLAIN, HOLD, {"neck.flexion": 10, "neck.rotation": -20}), HOLD)
    assert poses.group_summary(one, "neck", "right") == "flexion 10°, rotation to the left 20°"
    assert poses.group_summary(one, "upper_back", "right") == ""


def test_keyframes_have_names_and_not_paths():
    assert poses.key_name(START) == "Beginning"
    assert poses.key_name(Key("move", 0.35)) == "On the way, at 35 %"
    assert poses.key_name(Key("return", 0.5)) == "On the way back, at 50 %"


def test_what_rests_is_said_with_its_own_side():
    assert poses.resting_words(parse("hands on thighs"), "left_hand") == "Hand, left: thigh"
    own = poses.resting_words(parse("right_hand on left_shoulder"), "right_hand")
    assert own == "Hand, right: shoulder, left"
    slides = poses.resting_words(parse("back slides on wall"), "back")
    assert slides == "The back: wall, gliding along it"


def test_faults_are_said_by_keyframe_and_angle():
    bent = with_stated(PLAIN, HOLD, {"neck.flexion": 80.0})
    [told] = poses.pose_problems(bent, motion_problems(bent))
    assert told == (
        "Held position, Neck and head: Flexion / extension: comes to 80 degrees; expected -45 to 45"
    )
    reaching = replace(PLAIN, contacts=("right_hand on right_shin",))
    told = " ".join(poses.pose_problems(reaching, motion_problems(reaching)))
    assert "Beginning: Hand, right is " in told
    assert "off shin" in told
    assert "right_hand" not in told


def test_many_faults_of_a_kind_are_counted():
    sunk = Motion(start="supine", keyframes=(Keyframe(phase="hold"),))
    sunk = with_stated(sunk, HOLD, {"right_hip.flexion": -30.0, "left_hip.flexion": -30.0})
    sunk = replace(sunk, contacts=("legs free",))
    told = poses.pose_problems(sunk, motion_problems(sunk))
    assert len(told) == poses.MOST_TOLD + 1
    assert told[-1].startswith("And ")
