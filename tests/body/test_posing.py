"""A keyframe while it is posed: no joint beyond its range, and what rests stays where it rests."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posture_app.body.check import IN_KEYFRAMES_M, angles_reached, contact_gap, motion_problems
from posture_app.body.contacts import surface_for
from posture_app.body.dragging import arc_of, at_limits, dragged, holder_of
from posture_app.body.geometry import Vector, length, sub
from posture_app.body.handles import HANDLES, place_of
from posture_app.body.keyframes import HOLD, START, all_names, other_angle, resting_at, with_resting
from posture_app.body.posing import PosedKeyframe, clamped, posed
from posture_app.body.props import planes_of
from posture_app.body.ranges import SLACK_DEG, limits_of, range_of
from posture_app.body.skeleton import frames_of
from posture_app.body.solve import Room
from posture_app.library.motion import Keyframe, Motion, StartPosition

STARTS: tuple[StartPosition, ...] = get_args(StartPosition)
FRONT: tuple[Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
SIDE: tuple[Vector, Vector] = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0))
HURRY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def plain(start: StartPosition = "standing") -> Motion:
    return Motion(start=start, keyframes=(Keyframe(phase="start"), Keyframe(phase="hold")))


def moved(before: PosedKeyframe, after: PosedKeyframe, name: str) -> Vector:
    handle = HANDLES[name]
    places = [place_of(handle, frames_of(one.solved.stance)) for one in (after, before)]
    return sub(*places)


def assert_sound(found: PosedKeyframe) -> None:
    """Every joint within its range, and every part on what it rests on."""
    for name, value in angles_reached(found.solved).items():
        low, high = range_of(name) or limits_of(name)
        assert low - SLACK_DEG <= value <= high + SLACK_DEG, (name, value)
    for name, value in found.stated.items():
        low, high = limits_of(name)
        assert low <= value <= high, (name, value)
    frames, room = frames_of(found.solved.stance), Room(planes_of(found.motion))
    for contact in found.solved.contacts:
        for part in contact.parts:
            pins = None if contact.slides else found.solved.pins
            gap = contact_gap(frames, part, surface_for(contact, part), pins, room)
            assert gap <= IN_KEYFRAMES_M + 1e-6, (part, gap)


@HURRY
@given(
    st.sampled_from(STARTS),
    st.sampled_from([START, HOLD]),
    st.lists(
        st.tuples(st.sampled_from(all_names()), st.floats(-200, 200), st.booleans()),
        min_size=1,
        max_size=5,
    ),
)
def test_typed_angles_stay_in_range_and_contacts_hold(
    start: StartPosition, key: object, changes: list[tuple[str, float, bool]]
) -> None:
    found = posed(plain(start), START if key == START else HOLD)
    for name, value, both in changes:
        found = found.changed({name: value}, both=both)
    assert_sound(found)


@HURRY
@given(
    st.sampled_from(STARTS),
    st.sampled_from(sorted(HANDLES)),
    st.sampled_from([FRONT, SIDE]),
    st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6), st.floats(-0.6, 0.6)),
    st.booleans(),
    st.booleans(),
)
def test_dragged_handles_stay_in_range_and_contacts_hold(
    start: StartPosition,
    name: str,
    axes: tuple[Vector, Vector],
    way: Vector,
    alone: bool,
    both: bool,
) -> None:
    before = posed(plain(start), HOLD)
    assert_sound(dragged(before, HANDLES[name], way, axes, alone=alone, both=both))


def test_a_typed_angle_is_what_was_typed() -> None:
    found = posed(plain(), HOLD).changed({"right_elbow.flexion": 72.4})
    assert found.angles["right_elbow.flexion"] == 72
    assert found.angles["left_elbow.flexion"] == 8
    found = found.changed({"right_elbow.flexion": 400}, both=True)
    assert found.angles["right_elbow.flexion"] == found.angles["left_elbow.flexion"] == 150
    assert at_limits(found, ("right_elbow.flexion", "right_shoulder.flexion")) == {
        "right_elbow.flexion"
    }


def test_travel_is_typed_in_millimetres_and_a_grip_in_twentieths() -> None:
    assert clamped("neck.retraction_cm", 2.26) == 2.3
    assert clamped("right_hand.grip", 0.33) == 0.35
    assert clamped("pelvis.tilt", 300) == 90


def test_an_angle_goes_back_to_the_start_position() -> None:
    found = posed(plain(), HOLD).changed({"right_elbow.flexion": 72}, both=True)
    assert found.reset(("right_elbow.flexion",), both=True).stated == {}


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("right_hand", (0.0, 0.5, 0.35)),
        ("right_elbow", (0.0, 0.2, 0.15)),
        ("chest", (0.0, -0.05, 0.15)),
        ("head", (0.0, -0.02, 0.05)),
    ],
)
def test_a_handle_comes_to_the_pointer(name: str, way: Vector) -> None:
    before = posed(plain(), HOLD)
    after = dragged(before, HANDLES[name], way, SIDE)
    gone = moved(before, after, name)
    assert length(sub((0.0, *gone[1:]), way)) < 0.03


def test_in_the_front_view_an_arm_goes_to_the_side() -> None:
    found = dragged(
        posed(plain(), HOLD), HANDLES["right_elbow"], (-0.2, 0.3, 0.0), FRONT, both=True
    )
    assert found.angles["right_shoulder.abduction"] > 70
    assert abs(found.angles["right_shoulder.flexion"]) < 30
    assert found.angles["left_shoulder.abduction"] == found.angles["right_shoulder.abduction"]


def test_with_a_single_joint_the_upper_arm_stays() -> None:
    before = posed(plain(), HOLD)
    after = dragged(before, HANDLES["right_hand"], (0.0, 0.3, 0.2), SIDE, alone=True)
    assert length(moved(before, after, "right_elbow")) < 1e-6
    assert after.angles["right_elbow.flexion"] > 60


def test_feet_stay_while_the_pelvis_sinks_into_a_squat() -> None:
    before = posed(plain(), HOLD)
    after = dragged(before, HANDLES["pelvis"], (0.0, -0.3, 0.0), SIDE)
    assert moved(before, after, "pelvis")[1] == pytest.approx(-0.3, abs=0.05)
    assert length(moved(before, after, "right_foot")) < IN_KEYFRAMES_M
    assert after.angles["right_knee.flexion"] > 60
    assert_sound(after)


def test_a_pelvis_is_lifted_into_a_bridge_and_the_head_stays_on_the_ground() -> None:
    before = posed(plain("hook_lying"), HOLD)
    after = dragged(before, HANDLES["pelvis"], (0.0, 0.2, 0.0), SIDE)
    assert moved(before, after, "pelvis")[1] > 0.1
    assert after.angles["right_hip.flexion"] < 10
    assert after.angles["neck.flexion"] > 30
    assert motion_problems(after.motion) == []


def test_in_the_side_view_an_arm_is_raised_forward() -> None:
    found = dragged(posed(plain(), HOLD), HANDLES["right_hand"], (0.0, 0.55, 0.5), SIDE)
    assert found.angles["right_shoulder.flexion"] > 50
    assert abs(found.angles["right_shoulder.abduction"]) < 45


def test_what_is_dragged_stops_at_the_ground() -> None:
    before = posed(plain("supine"), HOLD).let_go("right_hand")
    after = dragged(before, HANDLES["right_hand"], (0.0, -0.4, 0.0), SIDE)
    assert after.sunk_cm <= before.sunk_cm
    assert motion_problems(after.motion) == motion_problems(before.motion)


def test_what_is_typed_is_told_where_it_passes_through_the_ground() -> None:
    found = posed(plain("supine"), HOLD).let_go("right_foot")
    found = found.changed({"right_hip.flexion": -30})
    assert found.angles["right_hip.flexion"] == -30
    assert found.sunk_cm > 0
    assert motion_problems(found.motion)


def test_what_rests_is_held_until_it_lets_go() -> None:
    sitting = posed(plain("sitting"), HOLD)
    held = holder_of(sitting, HANDLES["right_hand"])
    assert held is not None
    assert held.text == "hands on thighs"
    free = sitting.let_go("right_hand")
    assert holder_of(free, HANDLES["right_hand"]) is None
    assert length(moved(sitting, free, "right_hand")) < 0.02
    assert "right_hand" not in dict(resting_at(free.motion, HOLD))


def test_feet_can_be_placed_where_they_rest_first_but_not_later() -> None:
    assert holder_of(posed(plain(), START), HANDLES["right_foot"]) is None
    assert holder_of(posed(plain(), HOLD), HANDLES["right_foot"]) is not None
    before = posed(plain(), START)
    after = dragged(before, HANDLES["right_foot"], (-0.15, 0.0, 0.0), FRONT, both=True)
    assert moved(before, after, "right_foot")[0] == pytest.approx(-0.15, abs=0.02)
    assert_sound(after)


def test_a_hand_on_the_wall_glides_along_it() -> None:
    motion = with_resting(plain("standing_facing_wall"), START, "right_hand", "wall", slides=True)
    before = posed(motion, START)
    after = dragged(before, HANDLES["right_hand"], (0.0, 0.15, 0.0), SIDE)
    assert moved(before, after, "right_hand")[1] == pytest.approx(0.15, abs=0.03)
    assert abs(moved(before, after, "right_hand")[2]) < 0.01
    assert_sound(after)


def test_arms_stay_before_the_wall() -> None:
    found = posed(plain("standing_at_wall"), HOLD)
    found = found.changed({"right_shoulder.abduction": 82, "right_elbow.flexion": 90}, both=True)
    found = dragged(found, HANDLES["right_hand"], (0.0, 0.3, -0.5), SIDE, alone=True, both=True)
    assert found.angles["right_shoulder.rotation"] > 60
    assert motion_problems(found.motion) == []


def test_the_angles_of_a_held_arm_are_those_it_has() -> None:
    held = posed(plain("quadruped"), START)
    free = held
    for part in ("right_hand", "left_hand"):
        free = free.let_go(part)
    assert length(moved(held, free, "right_hand")) < 0.03
    assert length(moved(held, free, "right_elbow")) < 0.03


def test_an_arc_goes_from_one_end_of_the_range_to_the_other() -> None:
    found = posed(plain(), HOLD)
    arc = arc_of(found, HANDLES["right_hand"], "right_elbow.flexion", 10)
    assert len(arc) == 11
    bent = found.changed({"right_elbow.flexion": 150})
    end = place_of(HANDLES["right_hand"], frames_of(bent.solved.stance))
    assert length(sub(arc[-1], end)) < 1e-6


def test_every_handle_is_moved_by_angles_that_there_are() -> None:
    for handle in HANDLES.values():
        for name in (*handle.angles, *handle.alone):
            assert name in all_names()
            assert other_angle(name) in all_names()
