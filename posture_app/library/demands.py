"""What an exercise asks of the body, read off the exercise itself, for the cautions that follow.

A class of caution belongs to a class of exercise: nobody has to remember it when an exercise is
written. The classes are read from category, regions, position, equipment and the motion's angles.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from posture_app.library.model import Exercise, Region
from posture_app.library.motion import Pose

FLEXION_DEG: Final = 15.0
END_FLEXION_DEG: Final = 25.0
"""Where rounding one stretch of the spine begins to count, and where it counts as far. Judgement:
the consensus for fragile bones (Brooke-Wavell K et al. 2022) names end-range flexion, repeated or
loaded, and no angle."""
END_EXTENSION_DEG: Final = 12.0
END_TWIST_DEG: Final = 15.0
HIP_PRECAUTION_DEG: Final = 90.0
"""How far a replaced hip is often allowed to bend until it is cleared."""


class Demand(StrEnum):
    """A class of exercise by what it asks of the body."""

    NECK = "neck"
    """Moves, stretches or loads the neck."""
    NECK_END_RANGE = "neck_end_range"
    """Takes the neck to its end, or adds a hand's weight to it."""
    ARM = "arm"
    """Moves, stretches or loads what the nerves of the arm pass through."""
    BACK = "back"
    """Moves, stretches or loads the low back, the trunk, the hips or the legs."""
    SPINE_FLEXION = "spine_flexion"
    """Rounds the back."""
    SPINE_END_FLEXION = "spine_end_flexion"
    """Rounds it far, or curls the trunk up against its weight."""
    SPINE_EXTENSION = "spine_extension"
    SPINE_TWIST = "spine_twist"
    PRONE = "prone"
    SUPINE = "supine"
    """Flat on the back, or with the knees bent."""
    ABDOMINAL = "abdominal"
    """Strong work of the muscles of the belly."""
    DEEP_HIP_FLEXION = "deep_hip_flexion"
    STRETCH = "stretch"
    LOADED = "loaded"
    """Strength and stability: muscles work against a load."""
    PRESSURE = "pressure"
    """A ball or a hand presses into a muscle."""
    BAND = "band"
    DOOR_ANCHOR = "door_anchor"
    NERVE_TENSION = "nerve_tension"
    """Stretches the back of the thigh with a straight knee."""
    BALANCE = "balance"
    """Standing, where a support should be near."""


_MUSCLES: Final[Mapping[Region, tuple[str, ...]]] = {
    "neck": (
        "sternocleidomastoid",
        "anterior scalene",
        "middle scalene",
        "posterior scalene",
        "longus colli",
        "longus capitis",
        "splenius capitis",
        "splenius cervicis",
        "semispinalis capitis",
        "semispinalis cervicis",
        "rectus capitis posterior major",
        "rectus capitis posterior minor",
        "obliquus capitis superior",
        "obliquus capitis inferior",
    ),
    "shoulder_girdle": (
        "anterior deltoid",
        "middle deltoid",
        "posterior deltoid",
        "supraspinatus",
        "infraspinatus",
        "teres minor",
        "subscapularis",
    ),
    "chest": ("pectoralis major", "pectoralis minor"),
    "arm": ("biceps brachii", "triceps brachii"),
    "low_back": ("quadratus lumborum",),
    "hip": ("gluteus maximus", "gluteus medius", "gluteus minimus", "piriformis", "iliopsoas"),
    "leg": (
        "biceps femoris",
        "semitendinosus",
        "semimembranosus",
        "rectus femoris",
        "quadriceps femoris",
    ),
    "trunk": (
        "rectus abdominis",
        "transversus abdominis",
        "external oblique",
        "internal oblique",
    ),
}
"""Muscles that lie in one region and in no other, so that who works on them works on the region."""
_REGION_OF: Final[Mapping[str, Region]] = {
    name: region for region, names in _MUSCLES.items() for name in names
}
MOVES: Final = frozenset({"mobility", "stretch", "strength", "stability", "self-massage"})
LOADS: Final = frozenset({"strength", "stability"})
_TO_THE_ARM: Final = frozenset({"neck", "shoulder_girdle", "chest", "arm"})
_TO_THE_LEG: Final = frozenset({"low_back", "trunk", "hip", "leg"})
_SPINE: Final = frozenset({"upper_back", "low_back", "trunk"})
_NECK_FLEXION_DEG: Final = 20.0
"""Less is the neck going along with the trunk."""


def demands(exercise: Exercise) -> frozenset[Demand]:
    """The classes that an exercise belongs to."""
    return frozenset(_found(exercise))


def muscle_region(name: str) -> Region | None:
    """The region that a muscle lies in, by its anatomical name; None where it joins several."""
    return _REGION_OF.get(name.lower())


def demand_of_region(region: Region) -> Demand | None:
    """The class of an exercise that moves, stretches or loads a region."""
    if region == "neck":
        return Demand.NECK
    if region in _TO_THE_ARM:
        return Demand.ARM
    return Demand.BACK if region in _TO_THE_LEG else None


def _found(exercise: Exercise) -> Iterator[Demand]:
    yield from _by_category(exercise)
    yield from _by_position(exercise)
    yield from _by_motion(exercise)


def _by_category(exercise: Exercise) -> Iterator[Demand]:
    category, regions = exercise.category, exercise.regions
    if category in MOVES:
        yield from _by_region(exercise)
    if category == "stretch":
        yield Demand.STRETCH
    if category in LOADS:
        yield Demand.LOADED
        if regions[0] == "trunk" and exercise.position in {"supine", "hook_lying"}:
            yield Demand.ABDOMINAL
    if category == "self-massage":
        yield Demand.PRESSURE
    if category == "stretch" and any("hamstring" in one for one in _stretched(exercise)):
        yield Demand.NERVE_TENSION


def _by_region(exercise: Exercise) -> Iterator[Demand]:
    regions = exercise.regions
    if regions[0] == "neck" and _moves_neck(exercise):
        yield Demand.NECK
        if exercise.category == "stretch":
            yield Demand.NECK_END_RANGE
    if _TO_THE_ARM.intersection(regions[:2]):
        yield Demand.ARM
    if regions[0] != "whole_body" and _TO_THE_LEG.intersection(regions[:2]):
        yield Demand.BACK


def _moves_neck(exercise: Exercise) -> bool:
    """Whether it is the neck itself that works, not only the shoulders below it."""
    if exercise.motion is None or set(exercise.regions) == {"neck"}:
        return True
    if any(muscle_region(name) == "neck" for name in exercise.muscles.primary):
        return True
    necks = [one.pose.neck for one in exercise.motion.keyframes if one.pose.neck is not None]
    return any(
        one.rotation
        or one.lateral_flexion
        or one.retraction_cm
        or abs(one.flexion or 0.0) >= _NECK_FLEXION_DEG
        for one in necks
    )


def _by_position(exercise: Exercise) -> Iterator[Demand]:
    if exercise.position == "prone":
        yield Demand.PRONE
    if exercise.position in {"supine", "hook_lying"}:
        yield Demand.SUPINE
    if exercise.position in {"standing", "half_kneeling"} and exercise.regions[0] != "whole_body":
        yield Demand.BALANCE
    if "band" in exercise.equipment:
        yield Demand.BAND


def _stretched(exercise: Exercise) -> tuple[str, ...]:
    hamstrings = ("biceps femoris", "semitendinosus", "semimembranosus")
    return tuple(
        "hamstring" if name.lower() in hamstrings else name.lower()
        for name in exercise.muscles.primary
    )


def _by_motion(exercise: Exercise) -> Iterator[Demand]:
    motion = exercise.motion
    if motion is None:
        yield from _without_motion(exercise)
        return
    if any(prop.kind == "band" and "anchor" in prop.through for prop in motion.props):
        yield Demand.DOOR_ANCHOR
    hugs = any(Demand.DEEP_HIP_FLEXION in _by_pose(one.pose) for one in motion.keyframes)
    if hugs and exercise.category == "stretch" and exercise.regions[0] == "low_back":
        # A knee that is pulled to the chest rounds the low back, whatever angle the drawing shows.
        yield Demand.SPINE_FLEXION
        yield Demand.SPINE_END_FLEXION
    lifts_trunk = exercise.position == "supine" and exercise.category in LOADS
    for keyframe in motion.keyframes:
        yield from _by_pose(keyframe.pose)
        thorax = keyframe.pose.thorax
        if lifts_trunk and thorax is not None and (thorax.flexion or 0.0) > 0:
            yield Demand.SPINE_END_FLEXION


def _without_motion(exercise: Exercise) -> Iterator[Demand]:
    """What cannot be read off a motion is taken to be asked, so that no caution is forgotten."""
    if exercise.category in MOVES and exercise.regions[0] in _SPINE:
        yield Demand.SPINE_FLEXION
        yield Demand.SPINE_EXTENSION
        yield Demand.SPINE_TWIST
        if exercise.category == "stretch":
            yield Demand.SPINE_END_FLEXION
    if "band" in exercise.equipment:
        yield Demand.DOOR_ANCHOR


def _by_pose(pose: Pose) -> Iterator[Demand]:
    neck = pose.neck
    if neck is not None and (neck.rotation or neck.lateral_flexion or neck.retraction_cm):
        yield Demand.NECK
    spine = [one for one in (pose.lumbar, pose.thorax) if one is not None]
    bend = [one.flexion or 0.0 for one in spine]
    if bend and max(bend) >= FLEXION_DEG:
        yield Demand.SPINE_FLEXION
    if bend and max(bend) >= END_FLEXION_DEG:
        yield Demand.SPINE_END_FLEXION
    if bend and min(bend) <= -END_EXTENSION_DEG:
        yield Demand.SPINE_EXTENSION
    if any(abs(one.rotation or 0.0) >= END_TWIST_DEG for one in spine):
        yield Demand.SPINE_TWIST
    hips = [one for one in (pose.hips, pose.left_hip, pose.right_hip) if one is not None]
    if any((one.flexion or 0.0) > HIP_PRECAUTION_DEG for one in hips):
        yield Demand.DEEP_HIP_FLEXION
