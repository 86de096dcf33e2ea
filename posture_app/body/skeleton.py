"""The skeleton: segments, how long they are, and forward kinematics.

Joints are those of the body mesh that is drawn over it, so that mesh and skeleton agree:
MakeHuman's base mesh as MPFB2 publishes it (CC0), one sixth each of its young men and women of
three groups with 0.35 of the ideal proportions, scaled to a stature of 1.70 m. A joint is the mean
of the mesh's `joint-*` cube. The mesh is modelled with its feet apart, its knees a little bent, its
arms out and its head forward (`MODELLED`); upright, with ear, shoulder, hip and ankle near one
plumb line, and with its hair, it stands two centimetres taller.
"""

from collections.abc import Iterable
from math import atan2, degrees
from typing import Final

from posture_app.body.geometry import (
    FORWARD,
    STILL,
    Matrix,
    Quaternion,
    Vector,
    about_x,
    about_y,
    add,
    blended,
    cross,
    frame,
    length,
    matrix_of,
    mirrored_point,
    mirrored_turn,
    mixed,
    product,
    quaternion_of,
    scaled,
    sub,
    transposed,
    turned,
    unit,
)
from posture_app.dataclass import dataclass

JOINTS: Final[dict[str, Vector]] = {
    "lower_lumbar": (0.0, 0.9863, -0.0275),
    "lumbar": (0.0, 1.0481, -0.0124),
    "lower_thorax": (0.0, 1.1208, -0.0101),
    "thorax": (0.0, 1.2664, -0.0191),
    "lower_neck": (0.0, 1.4471, 0.0052),
    "neck": (0.0, 1.4978, 0.0224),
    "head": (0.0, 1.5520, 0.0453),
    "girdle": (-0.0239, 1.3731, 0.0221),
    "upper_arm": (-0.1871, 1.3494, 0.0201),
    "forearm": (-0.3503, 1.1656, 0.0206),
    "hand": (-0.4757, 1.0370, 0.1889),
    "fingers": (-0.5200, 0.9856, 0.2657),
    "index": (-0.5036, 0.9965, 0.2836),
    "little": (-0.5289, 0.9692, 0.2292),
    "thigh": (-0.1020, 0.8982, 0.0044),
    "shank": (-0.1426, 0.5010, 0.0382),
    "foot": (-0.1818, 0.0696, 0.0210),
    "toe_tip": (-0.1895, 0.0696, 0.2158),
}
"""Where the mesh has its joints as it is modelled, in metres above the floor; sides are the right.

`index` and `little` are the knuckles of those fingers, `toe_tip` the tip of the second toe, as high
as the ankle.
"""


def _apart(first: str, last: str) -> float:
    return length(sub(JOINTS[last], JOINTS[first]))


STATURE_M: Final = 1.72
ANKLE_HEIGHT_M: Final = JOINTS["foot"][1]
SHANK_M: Final = _apart("shank", "foot")
THIGH_M: Final = _apart("thigh", "shank")
HIP_HEIGHT_M: Final = ANKLE_HEIGHT_M + SHANK_M + THIGH_M
UPPER_ARM_M: Final = _apart("upper_arm", "forearm")
FOREARM_M: Final = _apart("forearm", "hand")
KNUCKLES_M: Final = _apart("hand", "fingers")
NECK_M: Final = _apart("lower_neck", "neck") + _apart("neck", "head")
_NECK_LEAN_DEG: Final = 12.0
"""How far an upright neck leans forward; the mesh's head stands a finger's breadth before that."""

SEGMENTS: Final = (
    "pelvis",
    "lower_lumbar",
    "lumbar",
    "lower_thorax",
    "thorax",
    "lower_neck",
    "neck",
    "head",
    "right_girdle",
    "left_girdle",
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
HEAD: Final = INDEX["head"]

_HIPS: Final[Vector] = (0.0, *JOINTS["thigh"][1:])


def _from(parent: str, name: str) -> Vector:
    return sub(JOINTS[name], JOINTS[parent])


def _up_the_neck(first: str, last: str) -> Vector:
    return turned(matrix_of(about_x(_NECK_LEAN_DEG)), (0.0, _apart(first, last), 0.0))


_RIGHT: Final[tuple[tuple[str, str, Vector], ...]] = (
    ("girdle", "thorax", _from("thorax", "girdle")),
    ("upper_arm", "thorax", _from("thorax", "upper_arm")),
    ("forearm", "upper_arm", (0.0, -UPPER_ARM_M, 0.0)),
    ("hand", "forearm", (0.0, -FOREARM_M, 0.0)),
    ("fingers", "hand", (0.0, -KNUCKLES_M, 0.0)),
    ("thigh", "pelvis", (JOINTS["thigh"][0], 0.0, 0.0)),
    ("shank", "thigh", (0.0, -THIGH_M, 0.0)),
    ("foot", "shank", (0.0, -SHANK_M, 0.0)),
    ("toes", "foot", (0.0, -0.0427, 0.1280)),
)
_SPINE: Final[tuple[tuple[str, str, Vector], ...]] = (
    ("lower_lumbar", "pelvis", sub(JOINTS["lower_lumbar"], _HIPS)),
    ("lumbar", "lower_lumbar", _from("lower_lumbar", "lumbar")),
    ("lower_thorax", "lumbar", _from("lumbar", "lower_thorax")),
    ("thorax", "lower_thorax", _from("lower_thorax", "thorax")),
    ("lower_neck", "thorax", _from("thorax", "lower_neck")),
    ("neck", "lower_neck", _up_the_neck("lower_neck", "neck")),
    ("head", "neck", _up_the_neck("neck", "head")),
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
_GIRDLES: Final = {INDEX["right_girdle"]: 0, INDEX["left_girdle"]: 1}
_UPPER_ARMS: Final = {
    INDEX[f"{side}_upper_arm"]: INDEX[f"{side}_girdle"] for side in ("right", "left")
}
_CLAVICLE: Final[Vector] = _from("girdle", "upper_arm")
_CLAVICLE_M: Final = length(_CLAVICLE)
_ARM_OF: Final = {girdle: arm for arm, girdle in _UPPER_ARMS.items()}
_SHOULDER_ON_GIRDLE: Final = {
    INDEX["right_girdle"]: _CLAVICLE,
    INDEX["left_girdle"]: mirrored_point(_CLAVICLE),
}
_Joint = tuple[int, int, int, Vector]
"""A segment, what it is turned against, what its joint goes with, and where in that one's frame."""


def _joint(index: int) -> _Joint:
    parent, at = LINKS[index - 1]
    if index in _UPPER_ARMS:
        # The joint goes with the shoulder blade, but the arm's angles are against the thorax.
        girdle = _UPPER_ARMS[index]
        return index, parent, girdle, _SHOULDER_ON_GIRDLE[girdle]
    return index, parent, parent, at


_ALL: Final = tuple(_joint(index) for index in range(1, len(SEGMENTS)))
_LIMBS: Final = {
    first: tuple(
        map(
            _joint,
            (
                *(girdle for arm, girdle in _UPPER_ARMS.items() if arm == first),
                *range(first, first + 4),
            ),
        )
    )
    for first in (
        INDEX[f"{side}_{name}"] for side in ("right", "left") for name in ("upper_arm", "thigh")
    )
}
"""The joints of a limb by its first segment: an arm's shoulder blade goes with it."""
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
        turns: One quaternion for each of `SEGMENTS`, against its parent (the pelvis: in space; an
            upper arm: against the thorax). Those of the girdles count for nothing: they follow
            from `scapulae` and the raised arm.
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
    places = [stance.root] * len(SEGMENTS)
    matrices = [matrix_of(stance.turns[PELVIS])] * len(SEGMENTS)
    _place(_ALL, stance, places, matrices)
    return Frames(tuple(places), tuple(matrices), stance.jaw_m, stance.belly_m)


def with_limb(frames: Frames, stance: Stance, limb: int) -> Frames:
    """What `frames_of` says of a stance, at a part of its cost.

    Args:
        frames: Those of a stance that differs in the turns of one limb alone.
        stance: The stance.
        limb: The first segment of that limb, an upper arm or a thigh.
    """
    places, matrices = list(frames.places), list(frames.turns)
    _place(_LIMBS[limb], stance, places, matrices)
    return Frames(tuple(places), tuple(matrices), stance.jaw_m, stance.belly_m)


def _place(
    joints: Iterable[_Joint], stance: Stance, places: list[Vector], matrices: list[Matrix]
) -> None:
    """Write where some segments are, in an order in which each comes after what it hangs on."""
    for index, parent, carrier, (x, y, z) in joints:
        turn = _girdle_of(stance, index) if index in _GIRDLES else stance.turns[index]
        m = matrices[carrier]
        px, py, pz = places[carrier]
        places[index] = (
            px + m[0] * x + m[1] * y + m[2] * z,
            py + m[3] * x + m[4] * y + m[5] * z,
            pz + m[6] * x + m[7] * y + m[8] * z,
        )
        above = matrices[parent]
        matrices[index] = above if turn == STILL else product(above, matrix_of(turn))


def place_in(stance: Stance, segment: int, local: Vector) -> Vector:
    """One point of a segment's frame in space: what `frames_of` says, at a part of its cost."""
    point = local
    while segment:
        parent, at = LINKS[segment - 1]
        turn = stance.turns[segment]
        if segment in _GIRDLES:
            turn = _girdle_of(stance, segment)
        elif segment in _UPPER_ARMS:
            girdle = _UPPER_ARMS[segment]
            shoulder = _SHOULDER_ON_GIRDLE[girdle]
            carried = turned(matrix_of(_girdle_of(stance, girdle)), shoulder)
            at = add(LINKS[girdle - 1][1], carried)
        point = add(at, turned(matrix_of(turn), point))
        segment = parent
    return add(stance.root, turned(matrix_of(stance.turns[0]), point))


def _girdle_of(stance: Stance, girdle: int) -> Quaternion:
    side = _GIRDLES[girdle]
    arm = matrix_of(stance.turns[_ARM_OF[girdle]])
    return _girdle_turn(side, arm, stance.scapulae[side])


def _girdle_turn(side: int, arm: Matrix, travel: tuple[float, float]) -> Quaternion:
    """How collar bone and shoulder blade turn about the breastbone's end in the thorax.

    The blade glides around the ribs, and a raised arm carries it up (about a third of the arm's
    elevation comes from it: Inman, Saunders, Abbott 1944).
    """
    raised = (1.0 - arm[4]) / 2  # 0 hanging, 1 straight up
    elevation, protraction = travel
    if not (elevation or protraction) and raised < 1e-4:
        return STILL
    x, y, z = _CLAVICLE
    moved = unit((x, y + elevation + 0.055 * raised * raised, z + protraction))
    turn = _swing(scaled(_CLAVICLE, 1 / _CLAVICLE_M), moved)
    return turn if side == 0 else mirrored_turn(turn)


def _swing(a: Vector, b: Vector) -> Quaternion:
    """The least turn from one unit vector to another that lies within a right angle of it."""
    x, y, z = cross(a, b)
    w = 1.0 + a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    size = (w * w + x * x + y * y + z * z) ** 0.5
    return w / size, x / size, y / size, z / size


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


def _modelled() -> Stance:
    """The stance of the joints as the mesh has them."""
    turns = dict.fromkeys(SEGMENTS, STILL)
    lean = 0.0
    for name, first, last in (("lower_neck", "lower_neck", "neck"), ("neck", "neck", "head")):
        _, y, z = _from(first, last)
        beyond = degrees(atan2(z, y)) - _NECK_LEAN_DEG
        turns[name] = about_x(beyond - lean)
        lean = beyond
    turns["head"] = about_x(-lean)
    for name, turn in (_modelled_arm() | _modelled_leg()).items():
        turns[f"right_{name}"] = turn
        turns[f"left_{name}"] = mirrored_turn(turn)
    return Stance(_HIPS, tuple(turns[name] for name in SEGMENTS))


def _modelled_arm() -> dict[str, Quaternion]:
    upper = frame(unit(_from("upper_arm", "forearm")), _from("forearm", "hand"))
    down = unit(_from("forearm", "hand"))
    axis = turned(upper, (1.0, 0.0, 0.0))
    lower = frame(down, cross(axis, scaled(down, -1.0)))
    hand = frame(unit(_from("hand", "fingers")), _from("little", "index"))
    return {
        "upper_arm": quaternion_of(upper),
        "forearm": quaternion_of(product(transposed(upper), lower)),
        "hand": quaternion_of(product(transposed(lower), hand)),
    }


def _modelled_leg() -> dict[str, Quaternion]:
    thigh = frame(unit(_from("thigh", "shank")), FORWARD)
    shank = frame(unit(_from("shank", "foot")), FORWARD)
    x, _, z = _from("foot", "toe_tip")
    foot = matrix_of(about_y(degrees(atan2(x, z))))
    return {
        "thigh": quaternion_of(thigh),
        "shank": quaternion_of(product(transposed(thigh), shank)),
        "foot": quaternion_of(product(transposed(shank), foot)),
    }


MODELLED: Final = _modelled()
"""The stance in which the mesh is modelled: `frames_of` gives each bone's place and turn in it."""
