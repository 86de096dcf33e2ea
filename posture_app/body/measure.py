"""What a stance measures: joint angles as a clinician reads them, the centre of mass, overlaps.

Masses are shares of the body's, and centres of mass shares of the segment from its proximal end,
from Winter DA, Biomechanics and Motor Control of Human Movement (after Dempster 1955): hand 0.006,
forearm 0.016, upper arm 0.028, foot 0.0145, shank 0.0465, thigh 0.100, head and neck 0.081, trunk
0.497, shared here among pelvis 0.142, abdomen 0.139 and thorax 0.216.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import asin, atan2, degrees, sqrt
from typing import Final

from posture_app.body.geometry import (
    Quaternion,
    Vector,
    about_y,
    add,
    length,
    matrix_of,
    mirrored_turn,
    scaled,
    sub,
    times,
    turned_back,
    twist_y,
    unit,
)
from posture_app.body.skeleton import (
    FOREARM_M,
    INDEX,
    SHANK_M,
    THIGH_M,
    UPPER_ARM_M,
    Frames,
    Stance,
)
from posture_app.body.volumes import ELLIPSOIDS, NUMBER, Ellipsoid

_MASSES: Final[tuple[tuple[str, float, Vector], ...]] = (
    ("pelvis", 0.142, (0.0, 0.04, -0.01)),
    ("lumbar", 0.139, (0.0, 0.0, 0.015)),
    ("thorax", 0.216, (0.0, 0.02, 0.05)),
    ("head", 0.081, (0.0, 0.03, 0.01)),
    *(
        (f"{side}_{name}", mass, at)
        for side in ("right", "left")
        for name, mass, at in (
            ("upper_arm", 0.028, (0.0, -0.436 * UPPER_ARM_M, 0.0)),
            ("forearm", 0.016, (0.0, -0.430 * FOREARM_M, 0.0)),
            ("hand", 0.006, (0.0, -0.07, 0.0)),
            ("thigh", 0.100, (0.0, -0.433 * THIGH_M, 0.0)),
            ("shank", 0.0465, (0.0, -0.433 * SHANK_M, 0.0)),
            ("foot", 0.0145, (0.0, -0.03, 0.06)),
        )
    ),
)


def centre_of_mass(frames: Frames) -> Vector:
    """The centre of mass of the whole body, in metres."""
    total = 0.0
    centre: Vector = (0.0, 0.0, 0.0)
    for segment, mass, at in _MASSES:
        centre = add(centre, scaled(frames.point(INDEX[segment], at), mass))
        total += mass
    return scaled(centre, 1 / total)


def solved_angles(stance: Stance, limbs: Sequence[str]) -> dict[str, float]:
    """The angles of limbs after their contacts are solved, such as `right_knee.flexion`.

    Args:
        stance: The body.
        limbs: `right_arm`, `left_leg` and so on.
    """
    angles: dict[str, float] = {}
    for limb in limbs:
        side, _, kind = limb.partition("_")
        found = _arm(stance, side) if kind == "arm" else _leg(stance, side)
        angles |= {f"{side}_{name}": value for name, value in found.items()}
    return angles


def _right(stance: Stance, side: str, name: str) -> Quaternion:
    """A segment's turn, as it would be on the right."""
    turn = stance.turns[INDEX[f"{side}_{name}"]]
    return turn if side == "right" else mirrored_turn(turn)


def _leg(stance: Stance, side: str) -> dict[str, float]:
    thigh, shank, foot = (
        matrix_of(_right(stance, side, name)) for name in ("thigh", "shank", "foot")
    )
    return {
        "hip.flexion": -degrees(atan2(thigh[7], thigh[4])),
        "hip.abduction": degrees(_asin(thigh[1])),
        "hip.rotation": -degrees(atan2(thigh[2], thigh[0])),
        "knee.flexion": degrees(atan2(shank[7], shank[4])),
        "ankle.dorsiflexion": -degrees(atan2(foot[7], foot[4])),
        "ankle.inversion": -degrees(_asin(foot[1])),
    }


def _arm(stance: Stance, side: str) -> dict[str, float]:
    """The arm's plane is not told apart here: extension is how far it points behind the trunk."""
    upper = matrix_of(_right(stance, side, "upper_arm"))
    forearm = matrix_of(_right(stance, side, "forearm"))
    hand = _right(stance, side, "hand")
    turn = twist_y(hand)
    wrist = matrix_of(times(about_y(-turn), hand))
    angles = {
        "elbow.flexion": -degrees(atan2(forearm[7], forearm[4])),
        "forearm.supination": -turn,
        "wrist.flexion": degrees(atan2(wrist[3], wrist[4])),
        "wrist.deviation": -degrees(_asin(wrist[5])),
    }
    down = (-upper[1], -upper[4], -upper[7])
    if down[2] < 0 and abs(down[0]) < 0.7:
        angles["shoulder.flexion"] = -degrees(_asin(-down[2]))
    return angles


def shoulder_angles(stance: Stance, side: str, near: Mapping[str, float]) -> dict[str, float]:
    """The clinical angles of an arm whose contact has moved it.

    Args:
        stance: The body.
        side: `right` or `left`.
        near: Angles such as `right_shoulder.flexion`: those stated. The same place can be told in
            several ways; the horizontal abduction stays, and of the others the nearest are found.
    """
    swept = near.get(f"{side}_shoulder.horizontal_abduction", 0.0)
    upper = matrix_of(times(about_y(swept), _right(stance, side, "upper_arm")))
    flexion = -degrees(_asin(upper[7]))
    abduction = degrees(atan2(upper[1], upper[4]))
    rotation = degrees(atan2(upper[6], upper[8]))
    ways = (
        (flexion, abduction, rotation),
        (_wrapped(180 - flexion), _wrapped(abduction + 180), _wrapped(rotation + 180)),
    )
    names = [f"{side}_shoulder.{name}" for name in ("flexion", "abduction", "rotation")]
    nearest = min(
        ways,
        key=lambda way: sum(
            abs(_wrapped(value - near.get(name, 0.0)))
            for name, value in zip(names, way, strict=True)
        ),
    )
    return dict(zip(names, nearest, strict=True))


def _wrapped(turn: float) -> float:
    """The same turn between -180 and 180 degrees."""
    return (turn + 180) % 360 - 180


def overlaps(frames: Frames) -> Iterator[tuple[str, str, float]]:
    """Pairs of ellipsoids of unlike limbs that pass into each other, and how deep, in metres."""
    centres = [frames.point(one.segment, one.centre) for one in ELLIPSOIDS]
    for first, second in _PAIRS:
        a, b = ELLIPSOIDS[first], ELLIPSOIDS[second]
        away = sub(centres[second], centres[first])
        apart = length(away)
        if apart > max(a.radii) + max(b.radii):
            continue
        direction = unit(away)
        depth = _half_width(frames, a, direction) + _half_width(frames, b, direction) - apart
        if depth > 0:
            yield a.name, b.name, depth


def _half_width(frames: Frames, ellipsoid: Ellipsoid, direction: Vector) -> float:
    """How far the surface lies from the centre along a direction."""
    x, y, z = turned_back(frames.turns[ellipsoid.segment], direction)
    a, b, c = ellipsoid.radii
    return 1 / sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2)


_TRUNK: Final = ("seat", "hips", "waist", "belly", "ribs", "chest", "upper_chest")
_HEAD: Final = ("high_neck", "cranium", "jaw")
_FOREARM: Final = ("forearm", "low_forearm", "palm")
_UPPER_ARM: Final = ("biceps", "low_arm", "elbow")
_THIGH: Final = ("thigh", "low_thigh", "knee")
_SHANK: Final = ("calf", "low_shank", "ankle")


def _pairs() -> tuple[tuple[int, int], ...]:
    def of(side: str, names: Sequence[str]) -> list[int]:
        return [NUMBER[f"{side}_{name}"] for name in names]

    trunk, head = [NUMBER[name] for name in _TRUNK], [NUMBER[name] for name in _HEAD]
    found: list[tuple[int, int]] = []

    def cross(ones: Sequence[int], others: Sequence[int]) -> None:
        found.extend((one, other) for one in ones for other in others)

    for side in ("right", "left"):
        forearm, upper = of(side, _FOREARM), of(side, _UPPER_ARM)
        legs = [*of("right", (*_THIGH, *_SHANK)), *of("left", (*_THIGH, *_SHANK))]
        cross(forearm, [*trunk, *head, *legs])
        cross(upper, [*head, *legs])
        cross(of(side, _SHANK), [*trunk, *head])
        cross(of(side, ("knee", "low_thigh")), [*trunk[2:], *head])
    cross(of("right", (*_FOREARM, *_UPPER_ARM)), of("left", (*_FOREARM, *_UPPER_ARM)))
    cross(of("right", (*_THIGH, *_SHANK)), of("left", (*_THIGH, *_SHANK)))
    return tuple(found)


_PAIRS: Final = _pairs()


def _asin(value: float) -> float:
    return asin(max(-1.0, min(1.0, value)))
