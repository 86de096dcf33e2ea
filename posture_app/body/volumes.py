"""The body's volume: ellipsoids on the segments, and which of them one skin spans.

The surface between two ellipsoids is their convex hull, so that a limb tapers and a joint stays
closed at any angle. They are measured from the dense body mesh that the skeleton is taken from
(see `skeleton`), with its hair and thin clothes, in the stances of the start positions: what may
rest on something lies within a few millimetres of the mesh's skin.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final, Literal

from posture_app.body.geometry import Vector, mirrored_point, turned_back
from posture_app.body.skeleton import INDEX, Frames
from posture_app.dataclass import dataclass

Cloth = Literal["skin", "top", "trousers", "shoe", "hair", "face"]


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """One ellipsoid: its segment, its centre and half-axes in the segment's frame, in metres."""

    name: str
    segment: int
    centre: Vector
    radii: Vector
    round: bool


@dataclass(frozen=True, slots=True)
class Skin:
    """A surface over ellipsoids (by their place in `ELLIPSOIDS`), and what covers it.

    A hull is the convex hull of all of them. A chain spans each sphere and the next one, as a limb
    does. A column spans each ellipsoid and the next one, and its ends lie hidden in other skins.
    """

    over: tuple[int, ...]
    cloth: Cloth
    kind: Literal["hull", "chain", "column"]
    segments: frozenset[int]

    def __hash__(self) -> int:
        return hash(self.over)


@dataclass(frozen=True, slots=True)
class PaintedPart:
    """What is painted in one go: a stretch of the body that seldom hides another of itself.

    `joint` is painted once more without an outline where the neighbour towards the trunk was
    painted before, so that the joint stays closed.
    """

    name: str
    skins: tuple[Skin, ...]
    joint: tuple[Skin, ...] = ()
    parent: str | None = None


_MIDDLE: Final[tuple[tuple[str, str, Vector, Vector], ...]] = (
    ("seat", "pelvis", (0.0, -0.010, 0.014), (0.160, 0.068, 0.108)),
    ("hips", "pelvis", (0.0, 0.070, 0.026), (0.134, 0.062, 0.103)),
    ("waist", "lower_lumbar", (0.0, 0.055, 0.069), (0.138, 0.058, 0.097)),
    ("belly", "lumbar", (0.0, 0.045, 0.056), (0.135, 0.060, 0.094)),
    ("ribs", "lower_thorax", (0.0, 0.060, 0.052), (0.138, 0.070, 0.099)),
    ("chest", "thorax", (0.0, -0.012, 0.062), (0.155, 0.075, 0.116)),
    ("upper_chest", "thorax", (0.0, 0.079, 0.039), (0.150, 0.060, 0.093)),
    ("neck_base", "thorax", (0.0, 0.155, 0.036), (0.075, 0.032, 0.062)),
    ("collar", "thorax", (0.0, 0.168, 0.034), (0.056, 0.020, 0.050)),
    ("low_neck", "lower_neck", (0.0, 0.012, 0.022), (0.055, 0.055, 0.055)),
    ("high_neck", "neck", (0.0, 0.025, 0.010), (0.050, 0.050, 0.050)),
    ("skull_base", "head", (0.0, 0.010, -0.018), (0.055, 0.055, 0.055)),
    ("cranium", "head", (0.0, 0.070, 0.000), (0.082, 0.091, 0.102)),
    ("hair", "head", (0.0, 0.075, -0.006), (0.083, 0.087, 0.096)),
    ("face", "head", (0.0, 0.025, 0.042), (0.068, 0.080, 0.068)),
    ("jaw", "head", (0.0, -0.040, 0.060), (0.043, 0.043, 0.043)),
    ("nose_bridge", "head", (0.0, 0.030, 0.100), (0.009, 0.009, 0.009)),
    ("nose_tip", "head", (0.0, 0.002, 0.110), (0.011, 0.011, 0.011)),
)
_RIGHT: Final[tuple[tuple[str, str, Vector, Vector], ...]] = (
    ("buttock", "pelvis", (-0.070, 0.004, -0.023), (0.073, 0.073, 0.073)),
    ("iliac", "pelvis", (-0.075, 0.020, 0.030), (0.074, 0.074, 0.074)),
    ("pectoral", "thorax", (-0.080, 0.055, 0.045), (0.076, 0.076, 0.076)),
    ("shoulder_slope", "thorax", (-0.070, 0.146, 0.014), (0.032, 0.032, 0.032)),
    ("ear", "head", (-0.081, 0.020, -0.004), (0.006, 0.028, 0.016)),
    ("shoulder_blade", "thorax", (-0.092, 0.088, -0.006), (0.050, 0.050, 0.050)),
    ("acromion", "right_upper_arm", (0.028, 0.012, -0.004), (0.044, 0.044, 0.044)),
    ("deltoid", "right_upper_arm", (0.004, -0.028, -0.004), (0.059, 0.059, 0.059)),
    ("biceps", "right_upper_arm", (0.007, -0.130, -0.006), (0.036, 0.036, 0.036)),
    ("low_arm", "right_upper_arm", (0.006, -0.205, 0.000), (0.034, 0.034, 0.034)),
    ("elbow", "right_forearm", (0.003, 0.000, 0.006), (0.035, 0.035, 0.035)),
    ("forearm", "right_forearm", (0.003, -0.065, 0.003), (0.038, 0.038, 0.038)),
    ("low_forearm", "right_forearm", (0.001, -0.215, -0.001), (0.0235, 0.0235, 0.0235)),
    ("wrist", "right_hand", (0.001, 0.000, 0.000), (0.0225, 0.0225, 0.0225)),
    ("palm", "right_hand", (0.004, -0.055, -0.004), (0.018, 0.048, 0.040)),
    ("knuckles", "right_hand", (0.004, -0.098, -0.004), (0.013, 0.018, 0.043)),
    ("thumb_base", "right_hand", (0.008, -0.042, 0.036), (0.015, 0.015, 0.015)),
    ("thumb", "right_hand", (0.012, -0.088, 0.066), (0.010, 0.010, 0.010)),
    ("mid_fingers", "right_fingers", (0.002, -0.042, -0.004), (0.011, 0.016, 0.040)),
    ("fingertips", "right_fingers", (0.004, -0.082, -0.004), (0.009, 0.012, 0.030)),
    ("groin", "right_thigh", (0.015, -0.035, -0.004), (0.093, 0.093, 0.093)),
    ("thigh", "right_thigh", (0.008, -0.150, 0.025), (0.087, 0.087, 0.087)),
    ("low_thigh", "right_thigh", (0.008, -0.310, 0.013), (0.068, 0.068, 0.068)),
    ("knee", "right_shank", (-0.002, -0.008, -0.007), (0.057, 0.057, 0.057)),
    ("calf", "right_shank", (-0.011, -0.120, -0.026), (0.061, 0.061, 0.061)),
    ("low_shank", "right_shank", (-0.011, -0.300, -0.017), (0.043, 0.043, 0.043)),
    ("ankle", "right_foot", (-0.004, 0.004, -0.004), (0.037, 0.037, 0.037)),
    ("heel", "right_foot", (-0.006, -0.037, -0.017), (0.033, 0.033, 0.033)),
    ("instep", "right_foot", (-0.006, -0.020, 0.055), (0.036, 0.036, 0.036)),
    ("ball_of_foot", "right_foot", (-0.005, -0.047, 0.110), (0.048, 0.0226, 0.030)),
    ("toe_joint", "right_toes", (-0.003, -0.0075, 0.000), (0.048, 0.0194, 0.020)),
    ("toe_tips", "right_toes", (0.006, -0.0149, 0.042), (0.038, 0.012, 0.020)),
)


def _ellipsoids() -> tuple[Ellipsoid, ...]:
    rows = list(_MIDDLE)
    for name, segment, centre, radii in _RIGHT:
        other = segment.replace("right_", "left_", 1)
        rows.append((f"right_{name}", segment, centre, radii))
        rows.append((f"left_{name}", other, mirrored_point(centre), radii))
    return tuple(
        Ellipsoid(name, INDEX[segment], centre, radii, radii[0] == radii[1] == radii[2])
        for name, segment, centre, radii in rows
    )


ELLIPSOIDS: Final = _ellipsoids()
NUMBER: Final = {ellipsoid.name: number for number, ellipsoid in enumerate(ELLIPSOIDS)}


def _hull(cloth: Cloth, *names: str) -> Skin:
    return _skin(cloth, names, "hull")


def _chain(cloth: Cloth, *names: str) -> Skin:
    """A chain of spheres."""
    if not all(ELLIPSOIDS[NUMBER[name]].round for name in names):
        raise ValueError(f"{names} are not all spheres")
    return _skin(cloth, names, "chain")


def _skin(cloth: Cloth, names: Sequence[str], kind: Literal["hull", "chain", "column"]) -> Skin:
    over = tuple(NUMBER[name] for name in names)
    return Skin(over, cloth, kind, frozenset(ELLIPSOIDS[number].segment for number in over))


def _arm(side: str) -> tuple[PaintedPart, PaintedPart]:
    def own(*names: str) -> tuple[str, ...]:
        return tuple(f"{side}_{name}" for name in names)

    upper = (
        _chain("skin", *own("biceps", "low_arm", "elbow")),
        _chain("top", *own("deltoid", "biceps")),
        _chain("top", *own("acromion", "deltoid")),
    )
    shoulder = (
        _chain("top", *own("deltoid", "pectoral")),
        _chain("top", *own("pectoral", "acromion", "shoulder_slope")),
    )
    lower = (
        _chain("skin", *own("elbow", "forearm", "low_forearm", "wrist")),
        _hull("skin", *own("wrist", "palm", "knuckles")),
        _hull("skin", *own("knuckles", "mid_fingers", "fingertips")),
        _chain("skin", *own("wrist", "thumb_base", "thumb")),
    )
    elbow = (_chain("skin", *own("low_arm", "elbow")),)
    return (
        PaintedPart(f"{side}_upper_arm", upper, shoulder, "trunk"),
        PaintedPart(f"{side}_forearm", lower, elbow, f"{side}_upper_arm"),
    )


def _leg(side: str) -> tuple[PaintedPart, PaintedPart]:
    def own(*names: str) -> tuple[str, ...]:
        return tuple(f"{side}_{name}" for name in names)

    upper = (_chain("trousers", *own("groin", "thigh", "low_thigh", "knee")),)
    hip = (_chain("trousers", *own("buttock", "groin", "iliac")),)
    lower = (
        _chain("trousers", *own("knee", "calf", "low_shank", "ankle")),
        _hull("shoe", *own("ankle", "heel", "instep")),
        _hull("shoe", *own("heel", "ball_of_foot", "instep")),
        _hull("shoe", *own("ball_of_foot", "toe_tips")),
    )
    knee = (_chain("trousers", *own("low_thigh", "knee")),)
    return (
        PaintedPart(f"{side}_thigh", upper, hip, "trunk"),
        PaintedPart(f"{side}_shank", lower, knee, f"{side}_thigh"),
    )


_TRUNK: Final = PaintedPart(
    "trunk",
    (
        _hull("trousers", "seat", "hips", "right_buttock"),
        _hull("trousers", "seat", "hips", "left_buttock"),
        _skin("top", ("hips", "waist", "belly", "ribs", "chest", "upper_chest"), "column"),
        _hull("top", "chest", "right_acromion", "right_deltoid"),
        _hull("top", "chest", "left_acromion", "left_deltoid"),
        _hull("top", "neck_base", "upper_chest", "right_acromion"),
        _hull("top", "neck_base", "upper_chest", "left_acromion"),
    ),
)
_HEAD: Final = PaintedPart(
    "head",
    (
        _chain("skin", "low_neck", "high_neck", "skull_base"),
        _hull("hair", "hair", "skull_base"),
        _hull("face", "face", "jaw"),
        _chain("face", "nose_bridge", "nose_tip"),
        _hull("face", "right_ear"),
        _hull("face", "left_ear"),
    ),
    (_hull("skin", "collar", "low_neck"),),
    "trunk",
)
PARTS: Final[tuple[PaintedPart, ...]] = (
    _TRUNK,
    _HEAD,
    *_arm("right"),
    *_arm("left"),
    *_leg("right"),
    *_leg("left"),
)


def reach(frames: Frames, ellipsoid: Ellipsoid, direction: Vector) -> float:
    """How far the ellipsoid reaches along a unit direction in space, in metres."""
    x, y, z = turned_back(frames.turns[ellipsoid.segment], direction)
    a, b, c = radii_of(frames, ellipsoid)
    cx, cy, cz = frames.point(ellipsoid.segment, centre_of(frames, ellipsoid))
    middle = cx * direction[0] + cy * direction[1] + cz * direction[2]
    return middle + sqrt(a * a * x * x + b * b * y * y + c * c * z * z)


def farthest(frames: Frames, numbers: Iterable[int], direction: Vector) -> float:
    """How far the farthest of some ellipsoids reaches along a unit direction, in metres."""
    return max(reach(frames, ELLIPSOIDS[number], direction) for number in numbers)


_SWELLING: Final = {"belly": 1.0, "waist": 0.6}
"""How much of the breath's push forward each ellipsoid takes."""


def centre_of(frames: Frames, ellipsoid: Ellipsoid) -> Vector:
    """The centre in the segment's frame; it moves with the open mouth and the breathing belly."""
    if frames.jaw_m and ellipsoid.name == "jaw":
        x, y, z = ellipsoid.centre
        return x, y - 0.8 * frames.jaw_m, z - 0.3 * frames.jaw_m
    if frames.belly_m and ellipsoid.name in _SWELLING:
        x, y, z = ellipsoid.centre
        return x, y, z + _SWELLING[ellipsoid.name] * frames.belly_m / 2
    return ellipsoid.centre


def radii_of(frames: Frames, ellipsoid: Ellipsoid) -> Vector:
    """The half-axes; the belly's grow forward with the breath while its back stays in place."""
    if frames.belly_m and ellipsoid.name in _SWELLING:
        a, b, c = ellipsoid.radii
        return a, b, c + _SWELLING[ellipsoid.name] * frames.belly_m / 2
    return ellipsoid.radii
