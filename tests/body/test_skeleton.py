"""The skeleton: lengths, forward kinematics and mirroring."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.body.angles import stance_of
from posture_app.body.geometry import STILL, length, sub, turned
from posture_app.body.skeleton import (
    INDEX,
    JOINTS,
    MODELLED,
    NEUTRAL,
    STATURE_M,
    UPPER_ARM_M,
    Stance,
    between,
    frames_of,
    mirrored,
    mirrored_frames,
    place_in,
    with_limb,
)
from posture_app.body.volumes import ELLIPSOIDS, farthest

ANGLES = st.fixed_dictionaries(
    {
        "right_shoulder.flexion": st.floats(-60, 180),
        "right_shoulder.abduction": st.floats(0, 170),
        "left_elbow.flexion": st.floats(0, 150),
        "right_hip.flexion": st.floats(-20, 120),
        "left_knee.flexion": st.floats(0, 140),
        "neck.rotation": st.floats(-60, 60),
        "thorax.lateral_flexion": st.floats(-30, 30),
        "left_scapula.elevation_cm": st.floats(-2, 5),
    }
)


def place(stance: Stance, segment: str):
    return frames_of(stance).places[INDEX[segment]]


def posed(**angles: float) -> Stance:
    named = {key.replace("__", "."): value for key, value in angles.items()}
    return stance_of(named, NEUTRAL.root, STILL)


class TestTheNeutralBody:
    def test_stands_as_tall_as_it_says(self):
        frames = frames_of(NEUTRAL)
        assert farthest(frames, range(len(ELLIPSOIDS)), (0, 1, 0)) == pytest.approx(
            STATURE_M, abs=0.01
        )
        assert farthest(frames, range(len(ELLIPSOIDS)), (0, -1, 0)) == pytest.approx(0, abs=0.005)

    def test_has_its_segments_from_the_mesh(self):
        assert length(
            sub(place(NEUTRAL, "right_shank"), place(NEUTRAL, "right_foot"))
        ) == pytest.approx(0.4335, abs=1e-4)
        assert length(
            sub(place(NEUTRAL, "left_forearm"), place(NEUTRAL, "left_hand"))
        ) == pytest.approx(0.2461, abs=1e-4)
        assert place(NEUTRAL, "right_shank")[1] == pytest.approx(0.5031, abs=1e-4)

    def test_ear_shoulder_hip_and_ankle_are_near_one_plumb_line(self):
        ears, shoulders, ankles = (
            frames_of(NEUTRAL).point(INDEX[segment], point)[2]
            for segment, point in (
                ("head", (0.0, 0.020, -0.004)),
                ("right_upper_arm", (0.0, 0.0, 0.0)),
                ("right_foot", (0.0, 0.0, 0.0)),
            )
        )
        assert max(ears, shoulders, ankles, 0.0) - min(ears, shoulders, ankles, 0.0) < 0.025


class TestTheModelledMesh:
    def test_the_skeleton_in_its_stance_has_the_mesh_s_joints(self):
        frames = frames_of(MODELLED)
        for name, (x, y, z) in JOINTS.items():
            for side, sign in (("right_", 1), ("left_", -1)) if x else (("", 1),):
                if f"{side}{name}" in INDEX:
                    there = frames.places[INDEX[f"{side}{name}"]]
                    assert there == pytest.approx((sign * x, y, z), abs=0.001), name


class TestTheShoulderBlade:
    def test_a_shrug_lifts_the_shoulder_on_its_arc(self):
        moved = sub(
            place(posed(right_scapula__elevation_cm=4.0), "right_upper_arm"),
            place(NEUTRAL, "right_upper_arm"),
        )
        assert moved[1] == pytest.approx(0.04, abs=0.005)

    def test_a_retraction_takes_the_blade_towards_the_spine(self):
        inner_edge = (0.04, -0.02, -0.09)
        frames = frames_of(posed(left_scapula__protraction_cm=-3.0))
        there, here = (
            one.point(INDEX["left_girdle"], inner_edge) for one in (frames, frames_of(NEUTRAL))
        )
        assert there[0] - here[0] < -0.01
        shoulder = frames.places[INDEX["left_upper_arm"]]
        assert shoulder[2] - place(NEUTRAL, "left_upper_arm")[2] == pytest.approx(-0.03, abs=0.005)

    def test_the_collar_bone_keeps_its_length(self):
        stance = posed(right_scapula__protraction_cm=3.0, right_shoulder__abduction=150.0)
        ends = place(stance, "right_girdle"), place(stance, "right_upper_arm")
        assert length(sub(*ends)) == pytest.approx(0.165, abs=0.0005)

    def test_a_raised_arm_takes_the_shoulder_along(self):
        raised = place(posed(left_shoulder__flexion=170.0), "left_upper_arm")
        assert raised[1] - place(NEUTRAL, "left_upper_arm")[1] > 0.04


class TestClinicalSigns:
    @pytest.mark.parametrize(
        ("angle", "segment", "axis", "sign"),
        [
            ("right_shoulder__flexion", "right_forearm", 2, 1),
            ("right_shoulder__abduction", "right_forearm", 0, -1),
            ("left_shoulder__abduction", "left_forearm", 0, 1),
            ("right_elbow__flexion", "right_hand", 2, 1),
            ("right_hip__flexion", "right_shank", 2, 1),
            ("left_hip__abduction", "left_shank", 0, 1),
            ("right_knee__flexion", "right_foot", 2, -1),
            ("lumbar__flexion", "head", 2, 1),
            ("lumbar__lateral_flexion", "head", 0, -1),
            ("neck__flexion", "head", 2, 1),
            ("right_ankle__dorsiflexion", "right_toes", 1, 1),
        ],
    )
    def test_positive_goes_where_a_clinician_says(self, angle, segment, axis, sign):
        moved = sub(place(posed(**{angle: 20.0}), segment), place(NEUTRAL, segment))
        assert moved[axis] * sign > 0.005

    def test_the_head_turns_to_the_right(self):
        nose = turned(frames_of(posed(neck__rotation=60.0)).turns[INDEX["head"]], (0, 0, 1))
        assert nose[0] < -0.8

    def test_retraction_slides_the_head_back_with_a_level_face(self):
        stance = posed(neck__retraction_cm=3.0)
        back = place(stance, "head")[2] - place(NEUTRAL, "head")[2]
        assert back == pytest.approx(-0.03, abs=0.004)
        nose = turned(frames_of(stance).turns[INDEX["head"]], (0, 0, 1))
        assert nose[1] == pytest.approx(0, abs=1e-9)

    def test_goal_post_arms(self):
        stance = posed(
            right_shoulder__abduction=90.0,
            right_shoulder__rotation=90.0,
            right_elbow__flexion=90.0,
        )
        up = sub(place(stance, "right_hand"), place(stance, "right_forearm"))
        assert up[1] == pytest.approx(length(up), rel=1e-6)


@given(ANGLES)
def test_a_mirrored_body_is_the_mirror_image(angles):
    stance = stance_of(angles, (0.1, 0.9, 0.2), STILL)
    there, here = frames_of(mirrored(stance)), frames_of(stance)
    for name in ("head", "right_hand", "left_foot", "right_toes"):
        other = name.replace("right_", "*").replace("left_", "right_").replace("*", "left_")
        x, y, z = here.places[INDEX[name]]
        assert there.places[INDEX[other]] == pytest.approx((-x, y, z), abs=1e-9)


@given(ANGLES)
def test_mirrored_frames_are_those_of_the_mirrored_body(angles):
    stance = stance_of(angles, (0.1, 0.9, 0.2), STILL)
    there, here = frames_of(mirrored(stance)), mirrored_frames(frames_of(stance))
    for one, other in zip(there.places + there.turns, here.places + here.turns, strict=True):
        assert one == pytest.approx(other, abs=1e-9)


@given(ANGLES, st.sampled_from(sorted(INDEX.values())))
def test_one_point_is_where_all_frames_have_it(angles, segment):
    stance = stance_of(angles, (0.1, 0.8, 0.2), (0.8, 0.6, 0.0, 0.0))
    local = (0.03, -0.2, 0.05)
    expected = frames_of(stance).point(segment, local)
    assert place_in(stance, segment, local) == pytest.approx(expected)


@given(ANGLES, ANGLES, st.sampled_from(["upper_arm", "thigh"]), st.sampled_from(["right", "left"]))
def test_another_limb_leaves_the_rest_of_the_frames_as_it_is(angles, others, name, side):
    before = stance_of(angles, (0.1, 0.8, 0.2), (0.8, 0.6, 0.0, 0.0))
    limb = INDEX[f"{side}_{name}"]
    other = stance_of(others, NEUTRAL.root, STILL).turns[limb : limb + 4]
    stance = replace(before, turns=(*before.turns[:limb], *other, *before.turns[limb + 4 :]))
    assert with_limb(frames_of(before), stance, limb) == frames_of(stance)


@given(ANGLES, st.floats(0, 1))
def test_a_blend_keeps_the_bones_as_long_as_they_are(angles, share):
    frames = frames_of(between(NEUTRAL, stance_of(angles, NEUTRAL.root, STILL), share))
    upper = sub(frames.places[INDEX["left_forearm"]], frames.places[INDEX["left_upper_arm"]])
    assert length(upper) == pytest.approx(UPPER_ARM_M)
    assert frames.places[0] == pytest.approx(NEUTRAL.root)
