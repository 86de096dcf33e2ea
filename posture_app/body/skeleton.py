"""The skeleton: segments, how long they are, and forward kinematics.

Segment lengths are shares of the stature after Drillis R, Contini R, Body Segment Parameters,
New York University, 1966, as given in Winter DA, Biomechanics and Motor Control of Human Movement:
ankle 0.039, knee 0.285, hip 0.530, shoulder 0.818, chin 0.870 of the stature above the floor;
upper arm 0.186, forearm 0.146, hand 0.108, foot 0.152. What those tables leave open (the curves of
the spine, the depth of the trunk) is drawn from a side view with ear, shoulder, hip and ankle on
one plumb line.
"""

from dataclasses import dataclass
from typing import Final

from posture_app.body.geometry import (
    STILL,
    Matrix,
    Quaternion,
    Vector,
    blended,
    matrix_of,
    mirrored_point,
    mirrored_turn,
    mixed,
    product,
    turned,
)

STATURE_M: Final = 1.70
ANKLE_HEIGHT_M: Final = 0.039 * STATURE_M
SHANK_M: Final = (0.285 - 0.039) * STATURE_M
THIGH_M: Final = (0.530 - 0.285) * STATURE_M
HIP_HEIGHT_M: Final = 0.530 * STATURE_M
UPPER_ARM_M: Final = 0.186 * STATURE_M
FOREARM_M: Final = 0.146 * STATURE_M
HAND_M: Final = 0.108 * STATURE_M
KNUCKLES_M: Final = 0.088

SEGMENTS: Final = (
    "pelvis",
    "lower_lumbar",
    "lumbar",
    "lower_thorax",
    "thorax",
    "lower_neck",
    "neck",
    "head",
    "right_upper_arm",
    "right_forearm",
    "right_hand",
    "right_fingers",
    "left_upper_arm",
    "left_forearm",
    "left_hand",
    "left_fingers",
    "right_thigh",
    "right_shank",
    "right_foot",
    "right_toes",
    "left_thigh",
    "left_shank",
    "left_foot",
    "left_toes",
)
INDEX: Final = {name: index for index, name in enumerate(SEGMENTS)}
PELVIS: Final = 0
THORAX: Final = INDEX["thorax"]
HEAD: Final = INDEX["head"]

_SHOULDER: Final[Vector] = (-0.176, 0.818 * STATURE_M - 1.271 - 0.012, 0.044)
_RIGHT: Final[tuple[tuple[str, str, Vector], ...]] = (
    ("upper_arm", "thorax", _SHOULDER),
    ("forearm", "upper_arm", (0.0, -UPPER_ARM_M, 0.0)),
    ("hand", "forearm", (0.0, -FOREARM_M, 0.0)),
    ("fingers", "hand", (0.0, -KNUCKLES_M, 0.0)),
    ("thigh", "pelvis", (-0.085, 0.0, 0.0)),
    ("shank", "thigh", (0.0, -THIGH_M, 0.0)),
    ("foot", "shank", (0.0, -SHANK_M, 0.0)),
    ("toes", "foot", (0.0, -0.044, 0.122)),
)
_SPINE: Final[tuple[tuple[str, str, Vector], ...]] = (
    ("lower_lumbar", "pelvis", (0.0, 0.095, -0.025)),
    ("lumbar", "lower_lumbar", (0.0, 0.075, 0.012)),
    ("lower_thorax", "lumbar", (0.0, 0.075, -0.018)),
    ("thorax", "lower_thorax", (0.0, 0.125, -0.030)),
    ("lower_neck", "thorax", (0.0, 0.165, 0.015)),
    ("neck", "lower_neck", (0.0, 0.055, 0.018)),
    ("head", "neck", (0.0, 0.055, 0.012)),
)


def _links() -> tuple[tuple[int, Vector], ...]:
    """Parent and place of the joint in the parent's frame, for every segment but the root."""
    links = {name: (INDEX[parent], at) for name, parent, at in _SPINE}
    for name, parent, at in _RIGHT:
        for side, here in (("right", at), ("left", mirrored_point(at))):
            above = parent if parent in INDEX else f"{side}_{parent}"
            links[f"{side}_{name}"] = INDEX[above], here
    return tuple(links[name] for name in SEGMENTS[1:])


LINKS: Final = _links()
_UPPER_ARMS: Final = {INDEX["right_upper_arm"]: 0, INDEX["left_upper_arm"]: 1}
_SWAPPED: Final = tuple(
    INDEX[
        name.replace("right_", "left_", 1)
        if name.startswith("right_")
        else name.replace("left_", "right_", 1)
    ]
    for name in SEGMENTS
)


@dataclass(frozen=True, slots=True)
class Stance:
    """Everything that says where the body is: what is interpolated and drawn.

    Attributes:
        root: The middle between the hip joints, in metres above the middle of the floor.
        turns: One quaternion for each of `SEGMENTS`, against its parent (the pelvis: in space).
        scapulae: (elevation, protraction) in metres, right then left.
        jaw_m: How far the jaw is open.
        belly_m: How far the breath has pushed the belly forward.
    """

    root: Vector
    turns: tuple[Quaternion, ...]
    scapulae: tuple[tuple[float, float], tuple[float, float]] = ((0.0, 0.0), (0.0, 0.0))
    jaw_m: float = 0.0
    belly_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Frames:
    """Where every segment is: the place of its joint and its rotation in space."""

    places: tuple[Vector, ...]
    turns: tuple[Matrix, ...]
    jaw_m: float = 0.0
    belly_m: float = 0.0

    def point(self, segment: int, local: Vector) -> Vector:
        """A point of a segment's frame, in space."""
        x, y, z = turned(self.turns[segment], local)
        px, py, pz = self.places[segment]
        return px + x, py + y, pz + z


NEUTRAL: Final = Stance((0.0, HIP_HEIGHT_M, 0.0), (STILL,) * len(SEGMENTS))


def frames_of(stance: Stance) -> Frames:
    """Forward kinematics."""
    places: list[Vector] = [stance.root]
    matrices: list[Matrix] = [matrix_of(stance.turns[0])]
    for index, (parent, at) in enumerate(LINKS, 1):
        above = matrices[parent]
        turn = stance.turns[index]
        local = matrix_of(turn)
        if index in _UPPER_ARMS:
            side = _UPPER_ARMS[index]
            at = _shoulder_joint(at, local, stance.scapulae[side])  # noqa: PLW2901 - of an arm alone
        x, y, z = at
        px, py, pz = places[parent]
        places.append(
            (
                px + above[0] * x + above[1] * y + above[2] * z,
                py + above[3] * x + above[4] * y + above[5] * z,
                pz + above[6] * x + above[7] * y + above[8] * z,
            )
        )
        matrices.append(above if turn == STILL else product(above, local))
    return Frames(tuple(places), tuple(matrices), stance.jaw_m, stance.belly_m)


def _shoulder_joint(rest: Vector, arm: Matrix, travel: tuple[float, float]) -> Vector:
    """The shoulder joint in the thorax: the blade glides, and turns upward with the raised arm.

    A raised arm carries the joint up and towards the neck, as the blade's upward rotation does
    (about a third of the arm's elevation: Inman, Saunders, Abbott 1944).
    """
    raised = (1.0 - arm[4]) / 2  # 0 hanging, 1 straight up
    elevation, protraction = travel
    inward = 0.030 * raised * raised + 0.25 * abs(protraction) + 0.1 * max(0.0, elevation)
    side = 1.0 if rest[0] > 0 else -1.0
    return (
        rest[0] - side * inward,
        rest[1] + elevation + 0.045 * raised * raised,
        rest[2] + 0.95 * protraction,
    )


def between(a: Stance, b: Stance, share: float) -> Stance:
    """The stance at `share` of the way from `a` to `b`; beyond 0 and 1 it goes straight on."""
    if share == 0:
        return a
    if share == 1:
        return b
    (ae, ap), (ce, cp) = a.scapulae
    (be, bp), (de, dp) = b.scapulae
    rest = 1.0 - share
    return Stance(
        mixed(a.root, b.root, share),
        tuple(
            one if one is other else blended(one, other, share)
            for one, other in zip(a.turns, b.turns, strict=True)
        ),
        (
            (ae * rest + be * share, ap * rest + bp * share),
            (ce * rest + de * share, cp * rest + dp * share),
        ),
        a.jaw_m * rest + b.jaw_m * share,
        a.belly_m * rest + b.belly_m * share,
    )


def mirrored(stance: Stance) -> Stance:
    """The stance with left and right changed over."""
    return Stance(
        mirrored_point(stance.root),
        tuple(mirrored_turn(stance.turns[other]) for other in _SWAPPED),
        (stance.scapulae[1], stance.scapulae[0]),
        stance.jaw_m,
        stance.belly_m,
    )


def mirrored_frames(frames: Frames) -> Frames:
    """What `frames_of` makes of the mirrored stance."""
    return Frames(
        tuple(mirrored_point(frames.places[other]) for other in _SWAPPED),
        tuple(
            (a, -b, -c, -d, e, f, -g, h, i)
            for a, b, c, d, e, f, g, h, i in (frames.turns[other] for other in _SWAPPED)
        ),
        frames.jaw_m,
        frames.belly_m,
    )
