"""Clinical joint angles: from what a motion states to rotations of the segments.

Angles are kept in one flat mapping, such as `right_shoulder.flexion`, in degrees (travel in
centimetres). The signs are those of `library/motion.py`.
"""

from collections.abc import Mapping
from dataclasses import fields
from math import asin, degrees
from typing import Final

from posture_app.body.geometry import (
    STILL,
    Quaternion,
    Vector,
    about_x,
    about_y,
    about_z,
    mirrored_turn,
    times,
)
from posture_app.body.skeleton import NECK_M, SEGMENTS, Stance
from posture_app.library.motion import Pose

Angles = Mapping[str, float]

BOTH: Final = {
    "scapulae": "scapula",
    "shoulders": "shoulder",
    "elbows": "elbow",
    "forearms": "forearm",
    "wrists": "wrist",
    "hands": "hand",
    "hips": "hip",
    "knees": "knee",
    "ankles": "ankle",
    "toes": "toes",
}
_NECK_LENGTH_CM: Final = 100 * NECK_M


def angles_of(pose: Pose) -> dict[str, float]:
    """What a pose states, with `shoulders` and the like told for each side."""
    stated: dict[str, float] = {}
    single: dict[str, float] = {}
    for joint in fields(pose):
        given = getattr(pose, joint.name)
        if given is None:
            continue
        for angle in fields(given):
            value = getattr(given, angle.name)
            if value is None:
                continue
            if joint.name in BOTH:
                for side in ("right", "left"):
                    stated[f"{side}_{BOTH[joint.name]}.{angle.name}"] = float(value)
            else:
                single[f"{joint.name}.{angle.name}"] = float(value)
    return stated | single


def with_thighs_still(angles: Angles, stated: Angles) -> dict[str, float]:
    """The angles with hips that follow the pelvis, so that an unsaid thigh stays in its place."""
    found = dict(angles)
    for side, sign in (("right", 1.0), ("left", -1.0)):
        for hip, pelvis, turn in (
            ("flexion", "tilt", 1.0),
            ("abduction", "obliquity", sign),
        ):
            name = f"{side}_hip.{hip}"
            if name not in stated:
                found[name] = found.get(name, 0.0) + turn * found.get(f"pelvis.{pelvis}", 0.0)
    return found


def stance_of(angles: Angles, root: Vector, root_turn: Quaternion) -> Stance:
    """The body with these angles, its pelvis at `root` turned by `root_turn` and its own angles."""
    turns = dict.fromkeys(SEGMENTS, STILL)
    turns |= _spine(angles)
    turns["pelvis"] = times(root_turn, _pelvis(angles))
    scapulae = []
    for side in ("right", "left"):
        for name, turn in _limbs(angles, side).items():
            turns[f"{side}_{name}"] = turn if side == "right" else mirrored_turn(turn)
        scapulae.append(
            (
                angles.get(f"{side}_scapula.elevation_cm", 0.0) / 100,
                angles.get(f"{side}_scapula.protraction_cm", 0.0) / 100,
            )
        )
    return Stance(
        root,
        tuple(turns[name] for name in SEGMENTS),
        (scapulae[0], scapulae[1]),
        angles.get("head.jaw_opening_cm", 0.0) / 100,
        angles.get("abdomen.expansion_cm", 0.0) / 100,
    )


def _pelvis(angles: Angles) -> Quaternion:
    get = angles.get
    turn = times(about_y(-get("pelvis.rotation", 0.0)), about_z(get("pelvis.obliquity", 0.0)))
    return times(turn, about_x(get("pelvis.tilt", 0.0)))


def spine_turn(flexion: float, lateral_flexion: float, rotation: float) -> Quaternion:
    """Bent forward, then turned about its own length, then bent to the side."""
    turn = times(about_z(lateral_flexion), about_y(-rotation))
    return times(turn, about_x(flexion))


def _spine(angles: Angles) -> dict[str, Quaternion]:
    turns = {}
    for joint, low, high in (
        ("lumbar", "lower_lumbar", "lumbar"),
        ("thorax", "lower_thorax", "thorax"),
    ):
        halves = (
            angles.get(f"{joint}.{name}", 0.0) / 2
            for name in ("flexion", "lateral_flexion", "rotation")
        )
        turns[low] = turns[high] = spine_turn(*halves)
    flexion, lateral, rotation, retraction = (
        angles.get(f"neck.{name}", 0.0)
        for name in ("flexion", "lateral_flexion", "rotation", "retraction_cm")
    )
    # The head slides level: the neck leans and the head makes up for it.
    lean = degrees(asin(max(-0.7, min(0.7, retraction / _NECK_LENGTH_CM))))
    # Half of the neck's rotation lies between atlas and axis, a fifth of its side-bend above them.
    each = spine_turn(flexion / 2, 0.4 * lateral, rotation / 4)
    turns["lower_neck"] = times(about_x(-lean), each)
    turns["neck"] = each
    turns["head"] = spine_turn(angles.get("head.nod", 0.0) + lean, 0.2 * lateral, rotation / 2)
    return turns


def _limbs(angles: Angles, side: str) -> dict[str, Quaternion]:
    """The right arm's and leg's rotations for one side's angles."""

    def get(name: str) -> float:
        return angles.get(f"{side}_{name}", 0.0)

    hand = times(
        about_y(-get("forearm.supination")),
        times(about_z(get("wrist.flexion")), about_x(-get("wrist.deviation"))),
    )
    thigh = times(about_x(-get("hip.flexion")), about_z(-get("hip.abduction")))
    return {
        "upper_arm": shoulder_turn(
            get("shoulder.flexion"),
            get("shoulder.abduction"),
            get("shoulder.horizontal_abduction"),
            get("shoulder.rotation"),
        ),
        "forearm": about_x(-get("elbow.flexion")),
        "hand": hand,
        "fingers": about_z(165.0 * get("hand.grip")),
        "thigh": times(thigh, about_y(-get("hip.rotation"))),
        "shank": about_x(get("knee.flexion")),
        "foot": times(about_x(-get("ankle.dorsiflexion")), about_z(get("ankle.inversion"))),
        "toes": about_x(-get("toes.extension")),
    }


def shoulder_turn(
    flexion: float, abduction: float, horizontal_abduction: float, rotation: float
) -> Quaternion:
    """The right arm: raised forward, then to the side, swept outward, and turned about itself."""
    swept = times(about_y(-horizontal_abduction), about_z(-abduction))
    return times(times(swept, about_x(-flexion)), about_y(-rotation))
