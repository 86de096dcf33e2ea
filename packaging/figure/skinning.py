"""Weights of the bones on every vertex of the dense mesh."""

from typing import Final

import numpy as np
from bodies import Joints
from source import Floats, Source
from surface import Surface

from posture_app.body.skeleton import SEGMENTS
from posture_app.ui.figure.bones import BONE_INDEX as INDEX
from posture_app.ui.figure.bones import BONES, FINGER_BONES

_LIMB: Final = {
    "clavicle": "girdle",
    "shoulder01": "girdle",
    "upperarm01": "arm_top",
    "upperarm02": "upper_arm",
    "lowerarm01": "forearm",
    "lowerarm02": "forearm_low",
    "wrist": "hand",
    "upperleg01": "thigh_top",
    "upperleg02": "thigh",
    "lowerleg01": "shank",
    "lowerleg02": "shank",
    "foot": "foot",
}
_JAW: Final = ("jaw", "oris01", "oris02", "oris06", "oris07", "special04", "tongue")
"""Bones of the lower lip and the tongue go with the jaw."""
_TRUNK: Final = ("root", "spine", "pelvis", "breast", "neck")
_SPINE: Final = SEGMENTS[:8]


def weights_of(source: Source, points: Floats, joints: Joints) -> Floats:
    """The share of every bone of `BONES` in every vertex; a row sums to one.

    The limbs keep the source's weights. The trunk is weighted anew by height, so that a bent spine
    bends evenly: a vertex between the middles of two segments moves with both.
    """
    weights = np.zeros((len(points), len(BONES)))
    trunk = np.zeros(len(points))
    for bone, pairs in source.weights.items():
        numbers, shares = pairs[:, 0].astype(np.int64), pairs[:, 1]
        name, _, mark = bone.partition(".")
        if name.startswith(_TRUNK):
            trunk[numbers] += shares
        else:
            weights[numbers, INDEX[_bone(name, "left" if mark == "L" else "right")]] += shares
    heights = _upright(points)
    middles = _middles(joints)
    for name, hat in zip(_SPINE, np.eye(len(_SPINE)), strict=True):
        weights[:, INDEX[name]] += trunk * np.interp(heights, middles, hat)
    total = weights.sum(1, keepdims=True)
    return np.asarray(weights / np.where(total > 0, total, 1.0))


def _bone(name: str, side: str) -> str:
    if name.startswith(_JAW):
        return "jaw"
    if name.startswith("metacarpal"):
        return f"{side}_hand"
    if name.startswith("finger"):
        return f"{side}_finger_{name[6]}_{name[8]}"
    if name.startswith("toe"):
        return f"{side}_toes"
    return f"{side}_{_LIMB[name]}" if name in _LIMB else "head"


def _middles(joints: Joints) -> Floats:
    """How high the middle of every segment of the spine lies."""
    heights = [joints.origins[name][1] for name in _SPINE]
    ends = [*heights[1:], heights[-1] + 0.06]
    middles = [(low + high) / 2 for low, high in zip(heights, ends, strict=True)]
    middles[0] = heights[0] + 0.052
    return np.array(middles)


def _upright(points: Floats) -> Floats:
    """Heights along the neck, which leans: its back reaches higher than its front."""
    share = np.clip((points[:, 1] - 1.38) / 0.06, 0, 1)
    return np.asarray(points[:, 1] - 0.45 * (points[:, 2] + 0.015) * share)


def segments_of(weights: Floats) -> dict[str, Floats]:
    """The shares by segment, the derived bones counted to the segments that carry them."""
    shares = {name: weights[:, INDEX[name]].copy() for name in SEGMENTS}
    shares["head"] += weights[:, INDEX["jaw"]]
    shares["lumbar"] += weights[:, INDEX["belly"]]
    carried = {"arm_top": "upper_arm", "forearm_low": "forearm", "thigh_top": "thigh"}
    for side in ("right", "left"):
        for name, carrier in carried.items():
            shares[f"{side}_{carrier}"] += weights[:, INDEX[f"{side}_{name}"]]
        for name in FINGER_BONES:
            shares[f"{side}_hand"] += weights[:, INDEX[f"{side}_{name}"]]
    return shares


def eased(surface: Surface) -> Floats:
    """The weights, spread over more skin around the hips, and a little around shoulders and collar.

    A thigh lifted to the trunk folds the groin over a wide stretch instead of creasing it.
    """
    average = surface.averages()
    weights = surface.weights
    x, y, _ = surface.even.T
    hip = np.clip(1 - np.where(y < 0.87, 0.87 - y, 2 * (y - 0.87)) / 0.16, 0, 1) * (x < 0.22)
    shoulder = np.clip(1.2 - np.hypot(x - 0.17, y - 1.32) / 0.12, 0, 1)
    collar = np.clip(1.3 - np.abs(y - 1.41) / 0.06, 0, 1) * (x < 0.15)
    for share, rounds in ((hip, 12), (shoulder, 12), (collar, 10)):
        for _ in range(rounds):
            weights = weights + 0.6 * share[:, None] * (average @ weights - weights)
    return np.asarray(weights / weights.sum(1, keepdims=True))


def with_belly(surface: Surface) -> Floats:
    """The weights with a part of the belly's front carried by the breath."""
    x, y, z = surface.even.T
    share = 0.8 * np.exp(-(((y - 1.055) / 0.075) ** 2) - (x / 0.11) ** 2)
    share *= np.clip((z - 0.02) / 0.09, 0, 1)
    columns = [INDEX[name] for name in _BREATHING]
    weights = surface.weights.copy()
    taken = share * weights[:, columns].sum(1)
    weights[:, columns] *= 1 - share[:, None]
    weights[:, INDEX["belly"]] += taken
    return weights


_BREATHING: Final = ("pelvis", "lower_lumbar", "lumbar", "lower_thorax")


def with_half_bones(weights: Floats) -> Floats:
    """The weights with the bones that bend half way taking what two bones share.

    A vertex then lies between two bones that are apart by half the bend only, and the skin of a
    sharply bent joint keeps its volume.
    """
    weights = weights.copy()
    for side in ("right", "left"):
        for half, above, below in _HALVES:
            uppers = [INDEX[_of(side, name)] for name in above]
            lowers = [INDEX[_of(side, name)] for name in below]
            up, low = weights[:, uppers].sum(1), weights[:, lowers].sum(1)
            shared = 2 * np.minimum(up, low)
            weights[:, uppers] *= _kept(up, shared / 2)[:, None]
            weights[:, lowers] *= _kept(low, shared / 2)[:, None]
            weights[:, INDEX[f"{side}_{half}"]] += shared
    return weights


_HALVES: Final = (
    ("shoulder", ("girdle",), ("arm_top",)),
    ("elbow", ("upper_arm",), ("forearm",)),
    ("hip", ("pelvis",), ("thigh_top",)),
    ("knee", ("thigh",), ("shank",)),
)


def _of(side: str, name: str) -> str:
    return name if name in INDEX else f"{side}_{name}"


def _kept(whole: Floats, taken: Floats) -> Floats:
    return np.asarray((whole - taken) / np.where(whole > 0, whole, 1.0))
