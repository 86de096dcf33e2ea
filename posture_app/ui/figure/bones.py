"""The bones that carry the body mesh: the skeleton's segments, and what the picture needs besides.

A mesh bends better when a joint's skin follows a bone of its own: half a bend at shoulder, elbow,
hip and knee, a share of the twist along forearm, upper arm and thigh. The fingers, the jaw and the
belly are moved by poses of their own.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from posture_app.body.skeleton import INDEX, MODELLED, SEGMENTS, Frames, frames_of
from posture_app.ui.figure.hands import GRIP_DEG, Hand, finger_matrices, of_grip, swing

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Hands = tuple[Hand, Hand]

FINGER_BONES: Final = tuple(f"finger_{f}_{p}" for f in range(1, 6) for p in range(1, 4))
SIDED: Final = (
    "shoulder",
    "arm_top",
    "elbow",
    "forearm_low",
    "hip",
    "thigh_top",
    "knee",
    *FINGER_BONES,
)
"""Bones of either side that are no segments of the skeleton."""

BONES: Final = (
    *SEGMENTS,
    *(f"{side}_{name}" for side in ("right", "left") for name in SIDED),
    "jaw",
    "belly",
)
BONE_INDEX: Final = {name: number for number, name in enumerate(BONES)}

_ARM_TWIST: Final = 0.6
"""How much of the upper arm's twist does not reach the shoulder."""
_THIGH_TWIST: Final = 0.5
_HAND_TWIST: Final = 0.55
"""How much of the hand's twist the lower forearm shares."""
_JAW_PIVOT_M: Final = (0.0, 0.010, 0.012)
"""The joint of the jaw, below and before the ear, in the head's frame."""
_JAW_LENGTH_M: Final = 0.095


def bone_matrices(frames: Frames, hands: Hands | None = None) -> Floats:
    """Where every bone of `BONES` is: its rotation and its place, (bones, 3, 4).

    Times the mesh's `inverse_bind` these move the points of its rest pose.

    Args:
        frames: The skeleton.
        hands: Poses of the right and the left hand; without, the grip of the skeleton's fingers.
    """
    out = np.empty((len(BONES), 3, 4))
    count = len(SEGMENTS)
    out[:count, :, :3] = np.array(frames.turns).reshape(count, 3, 3)
    out[:count, :, 3] = frames.places
    for number, side in enumerate(("right", "left")):
        _derive(out, side)
        hand = hands[number] if hands else of_grip(_grip(out, side))
        first = BONE_INDEX[f"{side}_finger_1_1"]
        palm = out[INDEX[f"{side}_hand"]]
        moved = finger_matrices(hand, left=side == "left")
        out[first : first + 15, :, :3] = palm[:, :3] @ moved[:, :, :3]
        out[first : first + 15, :, 3] = moved[:, :, 3] @ palm[:, :3].T + palm[:, 3]
    out[BONE_INDEX["jaw"]] = _jaw(out[INDEX["head"]], frames.jaw_m)
    belly = out[BONE_INDEX["belly"]]
    belly[:] = out[INDEX["lumbar"]]
    belly[:, 3] += belly[:, 2] * frames.belly_m
    return out.astype(np.float32)


@cache
def inverse_bind() -> Floats:
    """From the mesh's rest pose into the frame of every bone, (bones, 3, 4)."""
    bound = bone_matrices(frames_of(MODELLED))
    for side in ("right", "left"):
        first = BONE_INDEX[f"{side}_finger_1_1"]
        bound[first : first + len(FINGER_BONES)] = bound[INDEX[f"{side}_hand"]]
    turns = bound[:, :, :3].transpose(0, 2, 1)
    inverse = np.concatenate([turns, -turns @ bound[:, :, 3:]], axis=2)
    inverse.flags.writeable = False
    return inverse


def _derive(out: Doubles, side: str) -> None:
    """The bones between the segments of one side."""

    def at(name: str) -> Doubles:
        found: Doubles = out[BONE_INDEX[f"{side}_{name}"]]
        return found

    girdle, arm, forearm, hand = at("girdle"), at("upper_arm"), at("forearm"), at("hand")
    thigh, shank = at("thigh"), at("shank")
    pelvis = out[INDEX["pelvis"]]
    for top, limb, above, twist, name in (
        (at("arm_top"), arm, girdle, _ARM_TWIST, f"{side}_upper_arm"),
        (at("thigh_top"), thigh, pelvis, _THIGH_TWIST, f"{side}_thigh"),
    ):
        top[:, :3] = _untwisted(limb[:, :3], above[:, :3], _rest_turns()[name], twist)
        top[:, 3] = limb[:, 3]
    low = at("forearm_low")
    low[:, :3] = forearm[:, :3] @ _about_y(_HAND_TWIST * _twist(forearm[:, :3].T @ hand[:, :3]))
    low[:, 3] = forearm[:, 3]
    for half, above, below in (
        (at("shoulder"), girdle, at("arm_top")),
        (at("elbow"), arm, forearm),
        (at("hip"), pelvis, at("thigh_top")),
        (at("knee"), thigh, shank),
    ):
        half[:, :3] = above[:, :3] @ _half(above[:, :3].T @ below[:, :3])
        half[:, 3] = below[:, 3]


@cache
def _rest_turns() -> dict[str, Doubles]:
    """How upper arms and thighs are turned against girdle and pelvis as the mesh is modelled."""
    turns = np.array(frames_of(MODELLED).turns).reshape(-1, 3, 3)
    found = {}
    for side in ("right", "left"):
        for limb, above in ((f"{side}_upper_arm", f"{side}_girdle"), (f"{side}_thigh", "pelvis")):
            found[limb] = turns[INDEX[above]].T @ turns[INDEX[limb]]
    return found


def _untwisted(limb: Doubles, above: Doubles, rest: Doubles, share: float) -> Doubles:
    """The limb's turn without a share of its twist.

    Twist is what is left of a turn after the least swing from the modelled direction to the limb's;
    that swing is unclear only opposite to it, where neither arm nor thigh gets.
    """
    local = above.T @ limb
    swung = swing(-rest[:, 1], -local[:, 1]) @ rest
    return limb @ _about_y(-share * _twist(swung.T @ local))


def _twist(turn: Doubles) -> float:
    """How far a rotation turns about y, whatever it does besides, in radians."""
    return float(np.arctan2(turn[0, 2] - turn[2, 0], turn[0, 0] + turn[2, 2]))


def _about_y(angle: float) -> Doubles:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def _half(turn: Doubles) -> Doubles:
    """Half a rotation: the one that is half way from none, put right to be a rotation again."""
    w = np.sqrt(max(1e-9, 1.0 + turn[0, 0] + turn[1, 1] + turn[2, 2])) / 2
    x, y, z = np.array(
        [turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]]
    ) / (4 * w)
    w += 1.0
    w, x, y, z = np.array([w, x, y, z]) / np.sqrt(w * w + x * x + y * y + z * z)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def _grip(out: Doubles, side: str) -> float:
    """How far the skeleton's fingers are closed, 0 to 1."""
    turn = out[INDEX[f"{side}_hand"], :, :3].T @ out[INDEX[f"{side}_fingers"], :, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1)))) / GRIP_DEG


def _jaw(head: Doubles, open_m: float) -> Doubles:
    """The jaw turned about its joint until the teeth are `open_m` apart."""
    angle = open_m / _JAW_LENGTH_M
    c, s = np.cos(angle), np.sin(angle)
    turn = np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])
    pivot = np.array(_JAW_PIVOT_M)
    return np.concatenate(
        [head[:, :3] @ turn, (head[:, :3] @ (pivot - turn @ pivot) + head[:, 3])[:, None]], axis=1
    )
