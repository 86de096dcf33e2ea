"""The bones that carry the body mesh: the skeleton's segments, and what the picture needs besides.

A mesh bends better when a joint's skin follows a bone of its own: half a bend at shoulder, elbow,
hip and knee, a share of the twist along forearm, upper arm and thigh. The fingers, the jaw and the
belly are moved by poses of their own.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import acos, degrees
from typing import Final

import numpy as np
import numpy.typing as npt

from posture_app.body.skeleton import MODELLED, SEGMENTS, Frames, frames_of
from posture_app.ui.figure.hands import GRIP_DEG, FingerPose, finger_matrices, of_grip

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Hands = tuple[FingerPose | None, FingerPose | None]

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
_GRIPS_APART: Final = 200
"""So many shapes of a hand lie between flat and a fist."""
_JAW_PIVOT_M: Final = (0.0, 0.010, 0.012)
"""The joint of the jaw, below and before the ear, in the head's frame."""
_JAW_LENGTH_M: Final = 0.095


_SIDES: Final = ("right", "left")


def _numbers(*names: str) -> npt.NDArray[np.int64]:
    """Numbers of bones on the right, then on the left; of a bone in the middle twice."""
    return np.array(
        [
            BONE_INDEX.get(f"{side}_{name}", BONE_INDEX.get(name))
            for name in names
            for side in _SIDES
        ]
    )


_LIMBS: Final = _numbers("upper_arm", "thigh")
_ABOVE: Final = _numbers("girdle", "pelvis")
_CARRYING: Final = _numbers("girdle", "pelvis", "forearm")
_CARRIED: Final = _numbers("upper_arm", "thigh", "hand")
"""Bones, and those whose turn against them is asked for: limbs, and then hands."""
_TWISTS: Final = np.repeat([_ARM_TWIST, _THIGH_TWIST], 2)
_TWISTING: Final = _numbers("upper_arm", "thigh", "forearm")
_TWISTED: Final = _numbers("arm_top", "thigh_top", "forearm_low")
_PALMS: Final = _numbers("hand")
_GRIPS: Final = _numbers("fingers")
_HALVES: Final = _numbers("shoulder", "elbow", "hip", "knee")
_UPPERS: Final = _numbers("girdle", "upper_arm", "pelvis", "thigh")
_LOWERS: Final = _numbers("arm_top", "forearm", "thigh_top", "shank")
_HEAD, _LUMBAR, _JAW, _BELLY = (BONE_INDEX[name] for name in ("head", "lumbar", "jaw", "belly"))
_UNIT: Final = np.eye(3)
_FINGERS: Final = _numbers(*FINGER_BONES).reshape(-1, 2).T


def bone_matrices(frames: Frames, hands: Hands | None = None) -> Floats:
    """Where every bone of `BONES` is: its rotation and its place, (bones, 3, 4).

    Times the mesh's `inverse_bind` these move the points of its rest pose.

    Args:
        frames: The skeleton.
        hands: Poses of right and left hand; without one, the grip of the skeleton's fingers.
    """
    found: Floats = bones_over((frames,), hands)[0]
    return found


def bones_over(moments: Sequence[Frames], hands: Hands | None = None) -> Floats:
    """The same at several moments at once, (moments, bones, 3, 4): little more costs than one.

    Args:
        moments: The skeleton at each of them.
        hands: As for `bone_matrices`.
    """
    out = np.empty((len(moments), len(BONES), 3, 4))
    turns, places = out[..., :3], out[..., 3]
    count = len(SEGMENTS)
    turns[:, :count] = np.array([one.turns for one in moments]).reshape(-1, count, 3, 3)
    places[:, :count] = [one.places for one in moments]
    _derive(turns, places)
    right, left = hands or (None, None)
    palms = turns[:, _PALMS]
    closed = (palms * turns[:, _GRIPS]).sum(axis=(2, 3)).tolist()
    moved = [_fingers(right or _grip(one), left or _grip(other)) for one, other in closed]
    fingers = palms[:, :, None] @ np.array(moved)
    fingers[..., 3] += places[:, _PALMS, None]
    out[:, _FINGERS] = fingers
    out[:, _JAW], out[:, _BELLY] = out[:, _HEAD], out[:, _LUMBAR]
    for bones, frames in zip(out, moments, strict=True):
        if frames.jaw_m:
            bones[_JAW] = _jaw(bones[_HEAD], frames.jaw_m)
        bones[_BELLY, :, 3] += bones[_BELLY, :, 2] * frames.belly_m
    return out.astype(np.float32)


@lru_cache(maxsize=256)
def _fingers(right: FingerPose | float, left: FingerPose | float) -> Doubles:
    """(2, 15, 3, 4): the fingers of both hands, posed or with a grip, in the palms' frames."""
    return np.array(
        [
            finger_matrices(
                hand if isinstance(hand, FingerPose) else of_grip(hand), left=number == 1
            )
            for number, hand in enumerate((right, left))
        ],
        np.float64,
    )


@cache
def inverse_bind() -> Floats:
    """From the mesh's rest pose into the frame of every bone, (bones, 3, 4)."""
    bound = bone_matrices(frames_of(MODELLED))
    for palm, fingers in zip(_PALMS, _FINGERS, strict=True):
        bound[fingers] = bound[palm]
    turns = bound[:, :, :3].transpose(0, 2, 1)
    inverse = np.concatenate([turns, -turns @ bound[:, :, 3:]], axis=2)
    inverse.flags.writeable = False
    return inverse


def _derive(turns: Doubles, places: Doubles) -> None:
    """The bones between the segments, at each moment."""
    against = turns[:, _CARRYING].swapaxes(-1, -2) @ turns[:, _CARRIED]
    limbs = len(_LIMBS)
    angles = np.empty(against.shape[:2])
    angles[:, :limbs] = -_TWISTS * _strayed(_rest_turns() @ against[:, :limbs])
    angles[:, limbs:] = _HAND_TWIST * _twist(against[:, limbs:])
    turns[:, _TWISTED] = _about_y(turns[:, _TWISTING], angles)
    places[:, _TWISTED] = places[:, _TWISTING]
    uppers = turns[:, _UPPERS]
    turns[:, _HALVES] = uppers @ _half(uppers.swapaxes(-1, -2) @ turns[:, _LOWERS])
    places[:, _HALVES] = places[:, _LOWERS]


@cache
def _rest_turns() -> Doubles:
    """How girdle and pelvis are turned against upper arms and thighs as the mesh is modelled."""
    turns = np.array(frames_of(MODELLED).turns).reshape(-1, 3, 3)
    return np.asarray(turns[_LIMBS].transpose(0, 2, 1) @ turns[_ABOVE])


def _strayed(local: Doubles) -> Doubles:
    """The twist of upper arms and thighs, in radians.

    Twist is what is left of a turn after the least swing from the modelled direction to the limb's;
    that swing is unclear only opposite to it, where neither arm nor thigh gets. The least swing
    from b back to a takes what is square to b, v, to v - (a v) (a + b) / (1 + a b).

    Args:
        local: Their turns against how they are modelled.
    """
    share = local[..., 1, 0] / np.maximum(1e-6, 1.0 + local[..., 1, 1])
    ahead = local[..., 0, 0] - share * local[..., 0, 1]
    return np.asarray(np.arctan2(share * local[..., 2, 1] - local[..., 2, 0], ahead))


def _twist(turns: Doubles) -> Doubles:
    """How far rotations turn about y, whatever they do besides, in radians."""
    across, ahead = turns[..., 0, 2] - turns[..., 2, 0], turns[..., 0, 0] + turns[..., 2, 2]
    return np.asarray(np.arctan2(across, ahead))


def _about_y(turns: Doubles, angles: Doubles) -> Doubles:
    """Rotations after such turns about their own y."""
    c, s = np.cos(angles)[..., None], np.sin(angles)[..., None]
    x, z = turns[..., 0], turns[..., 2]
    out = turns.copy()
    out[..., 0], out[..., 2] = c * x - s * z, s * x + c * z
    return out


def _half(turns: Doubles) -> Doubles:
    """Half of each rotation, which is less than a straight angle.

    With a the angle, R - R' is 2 sin a times the axis' cross matrix, and Rodrigues' formula for
    a / 2 needs sin a / 2 and (1 - cos a / 2) of it, which the trace gives.
    """
    trace = turns[..., 0, 0] + turns[..., 1, 1] + turns[..., 2, 2]
    whole = np.sqrt(np.maximum(1e-9, 1.0 + trace))  # twice the cosine of the half angle
    odd = (turns - turns.swapaxes(-1, -2)) / (2 * whole)[..., None, None]
    out = _UNIT + odd + odd @ odd / (1 + whole / 2)[..., None, None]
    return np.asarray(out)


def _grip(trace: float) -> float:
    """How far the skeleton's fingers are closed, 0 to 1, by the trace of their turn in the palm."""
    grip = degrees(acos(max(-1.0, min(1.0, (trace - 1) / 2)))) / GRIP_DEG
    # As fingers are kept that were made: less than a degree of a knuckle is not seen.
    return round(_GRIPS_APART * grip) / _GRIPS_APART


def _jaw(head: Doubles, open_m: float) -> Doubles:
    """The jaw turned about its joint until the teeth are `open_m` apart."""
    angle = open_m / _JAW_LENGTH_M
    c, s = np.cos(angle), np.sin(angle)
    turn = np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])
    pivot = np.array(_JAW_PIVOT_M)
    return np.concatenate(
        [head[:, :3] @ turn, (head[:, :3] @ (pivot - turn @ pivot) + head[:, 3])[:, None]], axis=1
    )
