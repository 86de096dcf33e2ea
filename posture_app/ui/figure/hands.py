"""Poses of the hand: where the bones of the fingers point, in the hand's frame.

The frame is that of the right hand: y from the knuckles to the wrist, z to the thumb's side, x out
of the palm. The left hand is its mirror image.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from posture_app.dataclass import dataclass
from posture_app.library.motion import HandShape

Floats = npt.NDArray[np.float32]

GRIP_DEG: Final = 165.0
"""How far the skeleton's fingers turn in a fist."""

KNUCKLES: Final[tuple[tuple[tuple[float, float, float], ...], ...]] = (
    (
        (0.0036, -0.0372, 0.0244),
        (0.0247, -0.0482, 0.0441),
        (0.0428, -0.0732, 0.0633),
        (0.0582, -0.0956, 0.0705),
    ),
    (
        (0.0048, -0.1034, 0.0261),
        (0.0120, -0.1279, 0.0298),
        (0.0231, -0.1481, 0.0319),
        (0.0391, -0.1699, 0.0342),
    ),
    (
        (0.0, -0.1025, 0.0),
        (0.0117, -0.1341, -0.0045),
        (0.0238, -0.1589, -0.0064),
        (0.0389, -0.1813, -0.0089),
    ),
    (
        (-0.0002, -0.0968, -0.0194),
        (0.0090, -0.1237, -0.0284),
        (0.0196, -0.1455, -0.0338),
        (0.0338, -0.1671, -0.0410),
    ),
    (
        (0.0048, -0.0873, -0.0378),
        (0.0130, -0.1050, -0.0464),
        (0.0212, -0.1173, -0.0516),
        (0.0314, -0.1329, -0.0585),
    ),
)
"""Thumb to little finger: three joints and the tip of each as the mesh is modelled, in metres."""


@dataclass(frozen=True, slots=True)
class FingerPose:
    """One pose.

    Attributes:
        thumb: Directions of the three bones of the thumb; of any length.
        fingers: Index to little finger: the angle in the palm's plane (positive: towards the
            thumb) and the bends at knuckle, middle and end joint, in degrees.
    """

    thumb: tuple[tuple[float, float, float], ...]
    fingers: tuple[tuple[float, float, float, float], ...]


_RELAXED: Final = FingerPose(
    ((0.42, -0.62, 0.62), (0.36, -0.84, 0.36), (0.36, -0.92, 0.10)),
    (
        (3.0, 16.0, 24.0, 16.0),
        (0.0, 20.0, 26.0, 18.0),
        (-2.5, 24.0, 28.0, 18.0),
        (-6.0, 26.0, 30.0, 18.0),
    ),
)
POSES: Final[Mapping[HandShape, FingerPose]] = {
    "flat": FingerPose(
        ((0.10, -0.62, 0.70), (-0.03, -0.86, 0.50), (-0.02, -0.97, 0.22)),
        ((2.5, 2.0, 2.0, 1.0), (0.0, 1.0, 2.0, 1.0), (-3.0, 1.0, 2.0, 1.0), (-8.0, 0.0, 2.0, 1.0)),
    ),
    "relaxed": _RELAXED,
    "grip": FingerPose(
        ((0.62, -0.56, 0.40), (0.62, -0.66, -0.42), (0.25, -0.40, -0.88)),
        (
            (2.0, 62.0, 92.0, 62.0),
            (0.0, 66.0, 94.0, 62.0),
            (-2.0, 70.0, 94.0, 60.0),
            (-6.0, 74.0, 92.0, 58.0),
        ),
    ),
    "hook": FingerPose(
        ((0.10, -0.62, 0.70), (0.06, -0.62, 0.78), (0.06, -0.60, 0.80)),
        (
            (2.0, 0.0, 86.0, 30.0),
            (0.0, 0.0, 88.0, 30.0),
            (-2.0, 0.0, 88.0, 30.0),
            (-6.0, 2.0, 86.0, 30.0),
        ),
    ),
    "pinch": FingerPose(
        ((0.66, -0.66, 0.36), (0.40, -0.90, 0.06), (0.10, -0.98, -0.12)),
        (
            (2.0, 46.0, 44.0, 22.0),
            (0.0, 58.0, 66.0, 36.0),
            (-3.0, 66.0, 76.0, 44.0),
            (-7.0, 70.0, 80.0, 46.0),
        ),
    ),
    "clasped": FingerPose(
        ((0.40, -0.74, 0.50), (0.52, -0.82, -0.10), (0.50, -0.80, -0.30)),
        (
            (10.0, 44.0, 52.0, 22.0),
            (3.0, 46.0, 54.0, 22.0),
            (-5.0, 46.0, 54.0, 22.0),
            (-14.0, 46.0, 52.0, 22.0),
        ),
    ),
    "one_finger": FingerPose(
        ((0.62, -0.60, 0.38), (0.56, -0.76, -0.30), (0.24, -0.70, -0.66)),
        (
            (2.0, 8.0, 8.0, 5.0),
            (0.0, 64.0, 92.0, 60.0),
            (-2.0, 70.0, 94.0, 60.0),
            (-6.0, 74.0, 92.0, 58.0),
        ),
    ),
}

_STEPS: Final[tuple[tuple[float, HandShape], ...]] = (
    (0.0, "flat"),
    (0.12, "relaxed"),
    (1.0, "grip"),
)
"""What a grip from 0 to 1 of the motions means."""


def of_grip(grip: float) -> FingerPose:
    """The hand that closes with a grip of 0 (flat) to 1 (a fist)."""
    share = min(1.0, max(0.0, grip))
    for (low, first), (high, second) in pairwise(_STEPS):
        if share <= high:
            return between(POSES[first], POSES[second], (share - low) / (high - low))
    return POSES["grip"]


def between(a: FingerPose, b: FingerPose, share: float) -> FingerPose:
    """The pose at `share` of the way from `a` to `b`."""

    def mixed(
        first: Sequence[tuple[float, ...]], second: Sequence[tuple[float, ...]]
    ) -> tuple[tuple[float, ...], ...]:
        return tuple(
            tuple(x + (y - x) * share for x, y in zip(one, other, strict=True))
            for one, other in zip(first, second, strict=True)
        )

    return FingerPose(mixed(a.thumb, b.thumb), mixed(a.fingers, b.fingers))  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def finger_matrices(hand: FingerPose, *, left: bool) -> Floats:
    """How the fifteen bones of the fingers are moved in the hand's frame, thumb first.

    Returns:
        (15, 3, 4): a rotation and a shift for points of the modelled hand.
    """
    moved = np.empty((15, 3, 4))
    for finger, joints in enumerate(np.array(KNUCKLES)):
        end = joints[0]
        for bone, towards in enumerate(_directions(hand, finger)):
            along = joints[bone + 1] - joints[bone]
            turn = swing(along / np.linalg.norm(along), towards)
            matrix = moved[finger * 3 + bone]
            matrix[:, :3] = turn
            matrix[:, 3] = end - turn @ joints[bone]
            end = end + turn @ along
    if left:
        mirror = np.array([-1.0, 1.0, 1.0])
        moved *= mirror[:, None]
        moved[:, :, :3] *= mirror
    moved.flags.writeable = False
    return moved.astype(np.float32)


def _directions(hand: FingerPose, finger: int) -> npt.NDArray[np.float64]:
    if finger == 0:
        thumb = np.array(hand.thumb, np.float64)
        unit: npt.NDArray[np.float64] = thumb / np.linalg.norm(thumb, axis=1, keepdims=True)
        return unit
    aside, *bends = np.radians(hand.fingers[finger - 1])
    bent = np.cumsum(bends)
    length = np.cos(bent)
    return np.stack([np.sin(bent), -length * np.cos(aside), length * np.sin(aside)], axis=1)


def swing(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The least rotation from one unit vector to another that is not its opposite."""
    (ax, ay, az), (bx, by, bz) = a.tolist(), b.tolist()
    # numpy.cross takes a hundred times as long for two vectors.
    x, y, z = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turn: npt.NDArray[np.float64] = np.eye(3) + cross + cross @ cross / max(1e-6, 1.0 + a @ b)
    return turn
