"""Motions played: phases, sides, cycles, and contacts that hold."""

from itertools import pairwise
from typing import get_args

import pytest

from posture_app.body.check import motion_problems
from posture_app.body.contacts import effective, parse
from posture_app.body.geometry import length, sub
from posture_app.body.motion import (
    breath_at,
    cycle_at,
    eased,
    position_motion,
    solved_motion,
    stance_at,
)
from posture_app.body.skeleton import INDEX, frames_of
from posture_app.library.motion import StartPosition
from tests.body.motions import BRIDGE, CAT_COW, TURN, motion


def head_turn(stance):
    return frames_of(stance).turns[INDEX["head"]][2]


class TestStartPositions:
    @pytest.mark.parametrize("name", get_args(StartPosition))
    def test_every_one_is_proved_right(self, name):
        assert motion_problems(position_motion(name)) == []


class TestPhases:
    solved = solved_motion(TURN)

    def test_move_goes_from_start_to_what_is_held(self):
        assert stance_at(self.solved, "move", 0) == self.solved.start
        assert stance_at(self.solved, "move", 1) == self.solved.end

    def test_a_hold_is_still(self):
        assert stance_at(self.solved, "hold", 0.1) == stance_at(self.solved, "hold", 0.9)

    def test_a_hold_breathes(self):
        assert stance_at(self.solved, "hold", 0.5, None, 1.0) != stance_at(self.solved, "hold", 0.5)

    @pytest.mark.parametrize("phase", ["prepare", "relax", "rest", "change_side"])
    def test_pauses_show_the_start(self, phase):
        assert stance_at(self.solved, phase, 0.4) == self.solved.start

    def test_the_way_back_is_the_way_there_reversed(self):
        there = head_turn(stance_at(self.solved, "move", 0.3))
        assert head_turn(stance_at(self.solved, "return", 0.7)) == pytest.approx(there, abs=1e-6)

    def test_the_left_side_is_mirrored(self):
        right = head_turn(stance_at(self.solved, "hold", 1, "right"))
        left = head_turn(stance_at(self.solved, "hold", 1, "left"))
        assert right < -0.8
        assert left == pytest.approx(-right)

    def test_it_starts_and_ends_gently(self):
        assert eased(0) == 0
        assert eased(1) == 1
        assert eased(0.05) < 0.01
        assert eased(0.5) == pytest.approx(0.5)


class TestCycles:
    def test_there_and_back_without_a_count(self):
        solved = solved_motion(TURN)
        assert cycle_at(solved, 2.0, 4.0) == solved.end
        assert head_turn(cycle_at(solved, 4.0, 4.0)) == pytest.approx(head_turn(solved.start))

    def test_a_round_ends_where_it_began_without_a_jump(self):
        roll = motion(
            "sitting",
            keyframes=[
                {"phase": "start"},
                {"phase": "move", "at": 0.3, "pose": {"scapulae": {"elevation_cm": 3}}},
                {"phase": "move", "at": 0.6, "pose": {"scapulae": {"protraction_cm": -3}}},
                {"phase": "move", "at": 1},
            ],
            cycle_s=4,
        )
        solved = solved_motion(roll)
        steps = [cycle_at(solved, 4.0 * k / 200, 4.0).scapulae[0] for k in range(201)]
        jumps = [
            max(abs(a - b) for a, b in zip(one, other, strict=True))
            for one, other in pairwise(steps)
        ]
        assert max(jumps) < 0.002
        assert max(elevation for elevation, _ in steps) == pytest.approx(0.03, abs=0.004)


class TestContacts:
    def test_hands_and_knees_stay_while_the_back_rounds(self):
        solved = solved_motion(CAT_COW)
        start = frames_of(solved.start)
        for share in (0.25, 0.5, 0.75, 1.0):
            frames = frames_of(solved.there.at(share))
            for segment in ("right_hand", "left_hand", "right_shank"):
                away = sub(frames.places[INDEX[segment]], start.places[INDEX[segment]])
                assert length(away) < 0.03, (segment, share)

    def test_feet_stay_while_the_hips_rise(self):
        solved = solved_motion(BRIDGE)
        start, end = frames_of(solved.start), frames_of(solved.end)
        assert end.places[0][1] - start.places[0][1] > 0.12
        for segment in ("right_foot", "left_foot"):
            away = sub(end.places[INDEX[segment]], start.places[INDEX[segment]])
            assert length(away) < 0.02

    def test_a_hand_reaches_the_head(self):
        resting = motion(
            "sitting",
            contacts=["left_hand on head_right_side"],
            keyframes=[
                {
                    "phase": "hold",
                    "pose": {
                        "neck": {"lateral_flexion": -30},
                        "left_shoulder": {"abduction": 120, "flexion": 40},
                    },
                }
            ],
        )
        frames = frames_of(solved_motion(resting).end)
        palm = frames.point(INDEX["left_hand"], (0, -0.05, 0))
        mark = frames.point(INDEX["head"], (-0.076, 0.085, 0.01))
        assert length(sub(palm, mark)) < 0.03

    def test_both_authored_motions_are_proved_right(self):
        assert motion_problems(CAT_COW) == []
        assert motion_problems(BRIDGE) == []


class TestSentences:
    def test_a_plural_is_both_sides(self):
        assert parse("feet on floor").parts == ("right_foot", "left_foot")

    @pytest.mark.parametrize(
        "text", ["feet floor", "tail on floor", "right_hand on moon", "on on on on on", ""]
    )
    def test_what_cannot_be_read_is_refused(self, text):
        with pytest.raises(ValueError, match=r"expected|no part|no surface"):
            parse(text)

    def test_a_later_layer_replaces_the_same_limb_only(self):
        found = effective(
            ("pelvis on seat", "hands on thighs"), ("right_hand on chin",), ("left_arm free",)
        )
        assert [(contact.parts, contact.surface) for contact in found] == [
            (("pelvis",), "seat"),
            (("right_hand",), "chin"),
        ]


def test_a_breath_fills_and_empties():
    breaths = [breath_at(k / 10) for k in range(46)]
    assert min(breaths) == pytest.approx(0, abs=0.01)
    assert max(breaths) == pytest.approx(1, abs=0.01)
