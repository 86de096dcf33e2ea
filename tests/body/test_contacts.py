"""Sentences about contacts, and the places that they name."""

import pytest

from posture_app.body.check import motion_problems
from posture_app.body.contacts import landmark_point, parse, surface_for
from posture_app.body.geometry import length, sub
from posture_app.body.motion import solved_motion
from posture_app.body.props import planes_of
from posture_app.body.skeleton import INDEX, frames_of
from posture_app.body.volumes import ELLIPSOIDS, NUMBER, reach
from tests.body.motions import motion


def surfaces(text):
    contact = parse(text)
    return [surface_for(contact, part) for part in contact.parts]


class TestPlacesOnBothSides:
    @pytest.mark.parametrize(
        ("text", "right", "left"),
        [
            ("hands on thighs", "right_thigh", "left_thigh"),
            ("hands on shoulders", "right_shoulder", "left_shoulder"),
            ("hands on hip_creases", "right_hip_crease", "left_hip_crease"),
            ("hands on back_of_pelvis", "right_back_of_pelvis", "left_back_of_pelvis"),
            ("hands on seat_edges", "right_seat_edge", "left_seat_edge"),
            ("hands on chair_back", "right_chair_back", "left_chair_back"),
        ],
    )
    def test_without_its_side_each_is_on_its_own(self, text, right, left):
        assert surfaces(text) == [right, left]

    def test_with_its_side_it_is_there(self):
        assert surfaces("left_hand on right_back_of_pelvis") == ["right_back_of_pelvis"]
        assert surfaces("right_hand on back_of_pelvis") == ["right_back_of_pelvis"]

    def test_a_middle_place_stays_in_the_middle(self):
        assert surfaces("right_hand on chest") == ["chest"]

    @pytest.mark.parametrize("text", ["belly on thighs", "back on back_of_pelvis"])
    def test_a_part_without_a_side_has_to_be_told_which(self, text):
        with pytest.raises(ValueError, match="both sides"):
            parse(text)

    def test_both_hands_are_held_there(self):
        arms = {"shoulders": {"flexion": -30, "abduction": 25}, "elbows": {"flexion": 80}}
        held = motion(
            contacts=["hands on back_of_pelvis"],
            keyframes=[{"phase": "start", "pose": arms}, {"phase": "hold", "pose": arms}],
        )
        assert motion_problems(held) == []
        frames = frames_of(solved_motion(held).end)
        for side in ("right", "left"):
            palm = frames.point(INDEX[f"{side}_hand"], (0, -0.05, 0))
            assert length(sub(palm, landmark_point(frames, f"{side}_back_of_pelvis"))) < 0.03


class TestAMovedChair:
    @staticmethod
    def edge(**chair):
        props = [{"kind": "chair", **chair}]
        return planes_of(motion("sitting", props=props))["right_seat_edge"]

    def test_its_edge_goes_with_it(self):
        usual, moved = self.edge(), self.edge(at_m=[0.1, 0, -0.2])
        assert sub(moved.point, usual.point) == pytest.approx((0.1, 0, -0.2))
        assert moved.normal == usual.normal

    def test_its_edge_turns_with_it(self):
        turned = self.edge(turn_deg=90)
        assert turned.normal == pytest.approx((0, 0, 1))
        assert turned.point == pytest.approx((0.03, 0.441, 0.247))

    @pytest.mark.parametrize("back_m", [0.0, -0.08])
    def test_the_hand_is_where_the_edge_is(self, back_m):
        holding = motion(
            "sitting",
            props=[{"kind": "chair", "at_m": [0, 0, back_m]}],
            contacts=["right_hand on right_seat_edge"],
        )
        assert motion_problems(holding) == []
        palm = frames_of(solved_motion(holding).end).point(INDEX["right_hand"], (0, -0.05, 0))
        assert palm[2] == pytest.approx(0.03 + back_m, abs=0.02)


class TestTheBreathingBelly:
    frames = frames_of(
        solved_motion(
            motion(
                "sitting",
                contacts=["right_hand on belly"],
                keyframes=[
                    {
                        "phase": "hold",
                        "pose": {
                            "abdomen": {"expansion_cm": 3},
                            "right_shoulder": {"abduction": 25},
                            "right_elbow": {"flexion": 90},
                        },
                    }
                ],
            )
        ).end
    )
    flat = frames_of(solved_motion(motion("sitting")).end)

    def test_its_front_comes_forward_and_the_back_stays(self):
        belly = ELLIPSOIDS[NUMBER["belly"]]

        def grown(direction):
            return reach(self.frames, belly, direction) - reach(self.flat, belly, direction)

        assert grown((0, 0, 1)) == pytest.approx(0.03, abs=0.004)
        assert grown((0, 0, -1)) == pytest.approx(0, abs=0.004)

    def test_the_hand_on_it_comes_along(self):
        palm = self.frames.point(INDEX["right_hand"], (0, -0.05, 0))
        assert length(sub(palm, landmark_point(self.frames, "belly"))) < 0.03
        ahead = landmark_point(self.frames, "belly")[2] - landmark_point(self.flat, "belly")[2]
        assert ahead == pytest.approx(0.03, abs=0.002)


def test_the_chin_sinks_with_the_open_jaw():
    open_jaw = {"phase": "hold", "pose": {"head": {"jaw_opening_cm": 3}}}
    solved = solved_motion(motion("sitting", keyframes=[open_jaw]))
    start, end = (landmark_point(frames_of(one), "chin") for one in (solved.start, solved.end))
    assert start[1] - end[1] == pytest.approx(0.024, abs=0.002)
