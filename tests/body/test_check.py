"""The check: each kind of failure is found, and named with its place and number."""

import pytest

from posture_app.body.check import motion_problems
from tests.body.motions import motion


def problems(start="standing", **fields):
    return [str(problem) for problem in motion_problems(motion(start, **fields))]


def held(pose, **fields):
    return {"phase": "hold", "pose": pose, **fields}


class TestRanges:
    def test_an_angle_beyond_the_norm_is_told_with_its_number(self):
        found = problems("sitting", keyframes=[held({"neck": {"rotation": 85}})])
        assert found == [
            "motion.keyframes[0].pose.neck.rotation: comes to 85 degrees; expected -60 to 60"
        ]

    def test_a_reason_lets_it_pass(self):
        assert (
            problems(
                "sitting",
                keyframes=[held({"neck": {"rotation": 85}})],
                beyond_range="Shown as a mistake.",
            )
            == []
        )

    def test_what_the_solver_bent_is_measured_too(self):
        found = problems(
            "sitting",
            keyframes=[held({}, contacts=["right_hand on right_shoulder_blade"])],
        )
        assert any("right_" in problem for problem in found)


class TestContacts:
    def test_a_hand_that_does_not_reach_is_told_in_centimetres(self):
        found = problems(keyframes=[held({}, contacts=["right_hand on right_foot"])])
        assert any(
            "right_hand is" in problem and "cm off right_foot" in problem for problem in found
        )

    def test_a_sentence_that_means_nothing_is_told(self):
        found = problems(contacts=["feet upon floor"])
        assert found[0].startswith('motion.contacts[0]: got "feet upon floor"; expected')


class TestTheRoom:
    def test_sinking_into_the_floor(self):
        found = problems(
            "supine",
            keyframes=[held({"right_knee": {"flexion": 60}}, contacts=["right_leg free"])],
        )
        assert any("sinks" in problem and "into the floor" in problem for problem in found)

    def test_out_of_balance(self):
        found = problems(
            keyframes=[
                held(
                    {"pelvis": {"tilt": 80}, "hips": {"flexion": 80}, "shoulders": {"flexion": 150}}
                )
            ],
        )
        assert any("centre of mass lies" in problem for problem in found)

    def test_a_hinge_at_the_hips_is_in_balance(self):
        hinge = {"pelvis": {"tilt": 40}, "hips": {"flexion": 58}, "knees": {"flexion": 18}}
        assert not any("centre of mass" in problem for problem in problems(keyframes=[held(hinge)]))

    def test_a_chair_beside_the_body_is_not_sat_on(self):
        beside = [{"kind": "chair", "at_m": [-0.6, 0, 0]}]
        found = problems("half_kneeling", props=beside, keyframes=[held({})])
        assert not any("into the seat" in problem for problem in found)
        inside = problems("half_kneeling", props=[{"kind": "chair"}], keyframes=[held({})])
        assert any("into the seat" in problem for problem in inside)

    def test_an_arm_through_the_trunk(self):
        through = {"right_shoulder": {"abduction": -25}, "right_elbow": {"flexion": 5}}
        found = problems(keyframes=[held(through)])
        assert any("passes" in problem and "into the" in problem for problem in found)


class TestNames:
    @pytest.mark.parametrize(
        ("fields", "place"),
        [
            ({"works": ["left pinky lifter"]}, "motion.works[0]"),
            ({"props": [{"kind": "ball", "at": "moon"}]}, "motion.props[0].at"),
            ({"props": [{"kind": "band", "through": ["moon"]}]}, "motion.props[0].through[0]"),
            ({"keyframes": [{"phase": "move"}]}, "motion.keyframes[0].at"),
            ({"keyframes": [{"phase": "hold", "ghost": True}]}, "motion.keyframes[0].ghost"),
            ({"arrows": ["chin", "moon"]}, "motion.arrows[1]"),
            ({"keyframes": [{"phase": "hold"}, {"phase": "hold"}]}, "motion.keyframes[1]"),
        ],
    )
    def test_what_nobody_knows_is_told(self, fields, place):
        assert problems(**fields)[0].startswith(place)


class TestSigns:
    def test_what_presses_has_to_be_named(self):
        assert problems(resisted=True) == [
            'motion.resisted: needs the part that presses in "arrows"'
        ]
        assert problems(resisted=True, arrows=["forehead"]) == []

    @pytest.mark.parametrize("name", ["ahead", "pelvis", "left_hand"])
    def test_an_arrow_may_be_more_than_a_landmark(self, name):
        assert problems(arrows=[name]) == []
