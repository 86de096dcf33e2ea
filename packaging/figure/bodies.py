"""The bodies: mixtures of targets, one rest pose, and every body fitted to the one skeleton."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from source import Floats, Ints, Source

sys.path.insert(0, str(Path(__file__).parents[2]))
from posture_app.body.skeleton import SEGMENTS

STATURE_M: Final = 1.70
_APART_M: Final = 0.008
_WIDER: Final = 0.6
_RACES: Final = ("caucasian", "asian", "african")
_IDEAL: Final = "macrodetails/proportions/{}-young-averagemuscle-averageweight-idealproportions"
_EVEN: Final[Mapping[str, float]] = {
    **{f"macrodetails/{race}-{sex}-young": 1 / 6 for race in _RACES for sex in ("male", "female")},
    _IDEAL.format("male"): 0.35,
    _IDEAL.format("female"): 0.35,
}
"""The mixture whose joints are the skeleton's."""


_AWAKE: Final[Mapping[str, float]] = {
    **{f"eyes/{side}-eye-height{place}-incr": 0.45 for side in ("l", "r") for place in (1, 2, 3)},
    "mouth/mouth-angles-up": 0.25,
}
"""A calm face looks out of open eyes."""


def _mixture(female: float, shape: Mapping[str, float]) -> dict[str, float]:
    shares = {"female": female, "male": 1 - female}
    faces = {
        f"macrodetails/{race}-{sex}-young": share / 3
        for race in _RACES
        for sex, share in shares.items()
    }
    ideal = {_IDEAL.format(sex): 0.7 * share for sex, share in shares.items()}
    return {**faces, **ideal, **_AWAKE, **shape}


_YOUNG: Final = "macrodetails/universal-{}-young-{}muscle-{}weight"
MIXTURES: Final[Mapping[str, Mapping[str, float]]] = {
    "narrow": _mixture(
        0.85,
        {
            _YOUNG.format("female", "average", "average"): 0.45,
            _YOUNG.format("female", "average", "min"): 0.3,
        },
    ),
    "broad": _mixture(
        0.1,
        {
            _YOUNG.format("male", "average", "average"): 0.5,
            _YOUNG.format("male", "max", "average"): 0.2,
            _YOUNG.format("male", "average", "max"): 0.3,
        },
    ),
}


@dataclass(frozen=True)
class Joints:
    """Where the joints of a body lie, and how its segments are turned, in the rest pose.

    Attributes:
        places: Every `joint-*` of the source by its name, in metres above the soles.
        frames: For every segment the rows of its axes (x to the left, y up the bone, z ahead).
        origins: For every segment the place of its joint.
    """

    places: Mapping[str, Floats]
    frames: Mapping[str, Floats]
    origins: Mapping[str, Floats]


def mixed(source: Source, mixture: Mapping[str, float]) -> Floats:
    """The vertices of a mixture, in metres, 1.70 m tall, the soles at zero."""
    points = source.points.copy()
    for name, share in mixture.items():
        points += share * source.target(name)
    used = np.unique(source.quads)
    low, high = points[used, 1].min(), points[used, 1].max()
    points[:, 1] -= low
    return np.asarray(points * (STATURE_M / (high - low)))


def even(source: Source) -> Floats:
    """The body whose joints are the skeleton's."""
    return mixed(source, _EVEN)


def joints_of(source: Source, points: Floats) -> Joints:
    """The joints of a body: the middles of the source's joint cubes."""
    places = {
        name.removeprefix("joint-"): points[numbers].mean(0)
        for name, numbers in source.groups.items()
        if name.startswith("joint-")
    }
    origins = _trunk(places)
    frames = dict.fromkeys(origins, np.eye(3))
    for side in ("right", "left"):
        for name, origin, axes in _limbs(places, side):
            origins[f"{side}_{name}"] = origin
            frames[f"{side}_{name}"] = axes
    return Joints(places, frames, {name: origins[name] for name in SEGMENTS})


def _trunk(places: Mapping[str, Floats]) -> dict[str, Floats]:
    neck, head = places["neck"], places["head"]
    return {
        "pelvis": (places["l-upper-leg"] + places["r-upper-leg"]) / 2,
        "lower_lumbar": places["spine-4"],
        "lumbar": places["spine-3"],
        "lower_thorax": places["spine-2"],
        "thorax": places["spine-1"],
        "lower_neck": neck,
        "neck": (neck + head) / 2,
        "head": head,
    }


def axes_of(down: Floats, ahead: Floats) -> Floats:
    """The rows x, y, z of a frame: -y is `down`, z as near to `ahead` as can be."""
    up = -down / np.linalg.norm(down)
    front = ahead - up * (ahead @ up)
    front = front / np.linalg.norm(front)
    return np.array([np.cross(up, front), up, front])


def _limbs(places: Mapping[str, Floats], side: str) -> Sequence[tuple[str, Floats, Floats]]:
    def joint(name: str) -> Floats:
        return places[f"{side[0]}-{name}"]

    forward, floor = np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 1.0])
    shoulder, elbow, wrist = joint("shoulder"), joint("elbow"), joint("hand")
    upper = axes_of(elbow - shoulder, wrist - elbow)
    up = (elbow - wrist) / np.linalg.norm(elbow - wrist)
    lower = np.array([upper[0], up, np.cross(upper[0], up)])
    knuckle = joint("finger-3-1")
    hand = axes_of(knuckle - wrist, joint("finger-2-1") - joint("finger-5-1"))
    hip, knee, ankle = joint("upper-leg"), joint("knee"), joint("ankle")
    foot = axes_of(np.array([0.0, -1.0, 0.0]), (joint("foot-2") - ankle) * floor)
    toes = np.mean([joint(f"toe-{number}-1") for number in range(1, 6)], axis=0)
    return (
        ("girdle", joint("clavicle"), np.eye(3)),
        ("upper_arm", shoulder, upper),
        ("forearm", elbow, lower),
        ("hand", wrist, hand),
        ("fingers", knuckle, hand),
        ("thigh", hip, axes_of(knee - hip, forward)),
        ("shank", knee, axes_of(ankle - knee, forward)),
        ("foot", ankle, foot),
        ("toes", toes, foot),
    )


_NEXT: Final = {"upper_arm": "forearm", "forearm": "hand", "thigh": "shank", "shank": "foot"}
_TRUNK: Final = SEGMENTS[:8]


def fitted(points: Floats, own: Joints, aim: Joints, influences: Mapping[str, Floats]) -> Floats:
    """A body moved so that its joints lie where the skeleton's lie.

    Args:
        points: The body's vertices.
        own: Its joints.
        aim: The skeleton's joints.
        influences: For every segment its share in every vertex, together one.
    """
    moved = np.zeros_like(points)
    for name, share in influences.items():
        frame, target = own.frames[name], aim.frames[name]
        stretch = _stretch(name, own, aim)
        local = (points - own.origins[name]) @ frame.T * stretch
        moved += share[:, None] * (local @ target + aim.origins[name])
    return moved


def told_apart(bodies: Floats, influences: Mapping[str, Floats]) -> Floats:
    """The bodies (vertices, bodies, 3), nowhere far apart in height and depth, but in width.

    They lie, sit and kneel on the same contacts; head, hands and feet are much the same.
    """
    ends = ("head", "right_hand", "left_hand", "right_foot", "left_foot")
    wide = 1 + _WIDER * (1 - sum((influences[name] for name in ends), np.zeros(len(bodies))))
    mean = bodies.mean(1, keepdims=True)
    apart = bodies - mean
    apart[..., 0] *= wide[:, None]
    apart[..., 1:] = _APART_M * np.tanh(apart[..., 1:] / _APART_M)
    return np.asarray(mean + apart)


def _stretch(name: str, own: Joints, aim: Joints) -> Floats:
    """How much longer the skeleton's bone is, along x, y and z of its frame."""
    side, _, part = name.partition("_")
    if part == "girdle":
        after = f"{side}_upper_arm"
        return np.array([_length(aim, name, after) / _length(own, name, after), 1.0, 1.0])
    if part in _NEXT:
        after = f"{side}_{_NEXT[part]}"
    elif name in _TRUNK[:-1]:
        after = _TRUNK[_TRUNK.index(name) + 1]
    elif part == "hand":
        after = f"{side}_fingers"
    else:
        return np.ones(3)
    return np.array([1.0, _length(aim, name, after) / _length(own, name, after), 1.0])


def _length(body: Joints, first: str, last: str) -> float:
    return float(np.linalg.norm(body.origins[last] - body.origins[first]))


def triangles_of(quads: Ints) -> Ints:
    """Two triangles for every face."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
