"""The muscles that the figure can show: their names, their sides, and what a library calls them.

Where each lies on the body is in `resources/muscle-patches.bin`, made by
`packaging/figure/muscles.py` and drawn by `ui.figure.patches`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple

from posture_app.body.geometry import Vector, mirrored_point
from posture_app.body.skeleton import INDEX

Side = Literal["right", "left"]
_OTHER: Final[dict[Side, Side]] = {"right": "left", "left": "right"}

MUSCLES: Final[tuple[str, ...]] = (
    "masseter",
    "temporalis",
    "suprahyoids",
    "sternocleidomastoid",
    "scalenes",
    "deep neck flexors",
    "levator scapulae",
    "splenius",
    "semispinalis",
    "suboccipitals",
    "upper trapezius",
    "middle trapezius",
    "lower trapezius",
    "rhomboids",
    "serratus posterior superior",
    "latissimus dorsi",
    "infraspinatus",
    "supraspinatus",
    "teres minor",
    "anterior deltoid",
    "middle deltoid",
    "posterior deltoid",
    "biceps brachii",
    "triceps brachii",
    "forearm flexors",
    "forearm extensors",
    "pectoralis major",
    "pectoralis minor",
    "serratus anterior",
    "rectus abdominis",
    "external oblique",
    "internal oblique",
    "obliques",
    "transversus abdominis",
    "diaphragm",
    "intercostals",
    "lumbar erector spinae",
    "thoracic erector spinae",
    "erector spinae",
    "multifidus",
    "quadratus lumborum",
    "gluteus maximus",
    "gluteus medius",
    "gluteus minimus",
    "piriformis",
    "obturator internus",
    "tensor fasciae latae",
    "iliopsoas",
    "rectus femoris",
    "quadriceps",
    "hamstrings",
    "adductors",
    "calf",
    "gastrocnemius",
    "soleus",
    "tibialis anterior",
)
"""Every muscle that is drawn, from head to foot, by its anatomical name."""
DEEP: Final = frozenset(
    {
        "deep neck flexors",
        "suboccipitals",
        "serratus posterior superior",
        "pectoralis minor",
        "internal oblique",
        "transversus abdominis",
        "diaphragm",
        "intercostals",
        "multifidus",
        "quadratus lumborum",
        "gluteus minimus",
        "piriformis",
        "obturator internus",
        "iliopsoas",
    }
)
"""Those that lie below others: drawn where they are under the skin, and told from those upon them."""


class Muscle(NamedTuple):
    """A muscle of one side of the body."""

    name: str
    side: Side


_MEANT: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("lower and middle trapezius", ("lower trapezius", "middle trapezius")),
    ("middle and lower trapezius", ("lower trapezius", "middle trapezius")),
    ("upper trapezius", ("upper trapezius",)),
    ("middle trapezius", ("middle trapezius",)),
    ("lower trapezius", ("lower trapezius",)),
    ("trapezius", ("upper trapezius", "middle trapezius", "lower trapezius")),
    ("rhomboid", ("rhomboids",)),
    ("levator scapulae", ("levator scapulae",)),
    ("sternocleidomastoid", ("sternocleidomastoid",)),
    ("scalene", ("scalenes",)),
    ("platysma", ("sternocleidomastoid",)),
    ("suboccipital", ("suboccipitals",)),
    ("rectus capitis", ("suboccipitals",)),
    ("obliquus capitis", ("suboccipitals",)),
    ("splenius", ("splenius",)),
    ("semispinalis", ("semispinalis",)),
    ("cervical extensors", ("semispinalis",)),
    ("cervical multifidus", ("semispinalis",)),
    ("longus", ("deep neck flexors",)),
    ("deep neck flexor", ("deep neck flexors",)),
    ("suprahyoid", ("suprahyoids",)),
    ("digastric", ("suprahyoids",)),
    ("masseter", ("masseter",)),
    ("pterygoid", ("masseter",)),
    ("temporalis", ("temporalis",)),
    ("pectoralis major and minor", ("pectoralis major", "pectoralis minor")),
    ("pectoralis minor", ("pectoralis minor",)),
    ("pectoral", ("pectoralis major",)),
    ("serratus posterior", ("serratus posterior superior",)),
    ("serratus", ("serratus anterior",)),
    ("latissimus", ("latissimus dorsi",)),
    ("infraspinatus", ("infraspinatus",)),
    ("supraspinatus", ("supraspinatus",)),
    ("teres minor", ("teres minor",)),
    ("external rotators", ("infraspinatus", "teres minor")),
    ("anterior deltoid", ("anterior deltoid",)),
    ("posterior deltoid", ("posterior deltoid",)),
    ("deltoid", ("middle deltoid",)),
    ("biceps brachii", ("biceps brachii",)),
    ("biceps femoris", ("hamstrings",)),
    ("triceps", ("triceps brachii",)),
    ("forearm flexors", ("forearm flexors",)),
    ("forearm extensors", ("forearm extensors",)),
    ("rectus abdominis", ("rectus abdominis",)),
    ("abdominal", ("rectus abdominis", "obliques")),
    ("external oblique", ("external oblique",)),
    ("internal oblique", ("internal oblique",)),
    ("oblique", ("obliques",)),
    ("transversus", ("transversus abdominis",)),
    ("diaphragm", ("diaphragm",)),
    ("intercostal", ("intercostals",)),
    ("thoracic erector", ("thoracic erector spinae",)),
    ("lumbar erector", ("lumbar erector spinae",)),
    ("thoracic rotators", ("thoracic erector spinae",)),
    ("thoracic multifidus", ("thoracic erector spinae",)),
    ("erector spinae", ("erector spinae",)),
    ("trunk extensors", ("erector spinae",)),
    ("trunk rotators", ("obliques",)),
    ("multifidus", ("multifidus",)),
    ("quadratus lumborum", ("quadratus lumborum",)),
    ("gluteus maximus and medius", ("gluteus maximus", "gluteus medius")),
    ("gluteus medius", ("gluteus medius",)),
    ("gluteus minimus", ("gluteus minimus",)),
    ("gluteus maximus", ("gluteus maximus",)),
    ("gluteals", ("gluteus maximus", "gluteus medius")),
    ("piriformis", ("piriformis",)),
    ("obturator", ("obturator internus",)),
    ("deep external rotators", ("piriformis", "obturator internus")),
    ("tensor fasciae latae", ("tensor fasciae latae",)),
    ("iliopsoas", ("iliopsoas",)),
    ("hip flexors", ("iliopsoas",)),
    ("rectus femoris", ("rectus femoris",)),
    ("quadriceps", ("quadriceps",)),
    ("hamstring", ("hamstrings",)),
    ("semitendinosus", ("hamstrings",)),
    ("semimembranosus", ("hamstrings",)),
    ("adductor", ("adductors",)),
    ("calf", ("calf",)),
    ("gastrocnemius", ("gastrocnemius",)),
    ("soleus", ("soleus",)),
    ("tibialis", ("tibialis anterior",)),
)
"""What a library's wording means, the first that fits; the order matters."""


def names_meant(wording: str) -> tuple[str, ...]:
    """The muscles that a library's wording means; none where it is not a muscle we draw.

    A leading `right` or `left`, or a side in brackets, is left to `muscles_of`.
    """
    text = wording.lower()
    return next((names for key, names in _MEANT if key in text), ())


def muscles_of(wordings: Iterable[str]) -> tuple[Muscle, ...]:
    """The muscles of a list of wordings; `right ...` and `left ...` are one side only.

    A motion is authored for the right side; `mirrored_muscle` goes with a mirrored body.
    """
    found: dict[Muscle, None] = {}
    for wording in wordings:
        first = wording.lower().split()[0]
        for name in names_meant(wording):
            for side in _OTHER:
                if first not in _OTHER or first == side:
                    found[Muscle(name, side)] = None
    return tuple(found)


def mirrored_muscle(muscle: Muscle) -> Muscle:
    """The same muscle on the other side."""
    return muscle._replace(side=_OTHER[muscle.side])


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a strip: its segment and its place in that segment's frame."""

    segment: int
    point: Vector


@dataclass(frozen=True, slots=True)
class Strip:
    """One muscle of one side: points along it, the way out of the skin, its width and its part.

    Attributes:
        name: The muscle.
        spots: Points from origin to insertion.
        outward: Out of the skin, in the frame of the first point's segment.
        width_m: How broad it is.
        part: The part of `volumes.PARTS` it lies on.
    """

    name: str
    spots: tuple[Spot, ...]
    outward: Vector
    width_m: float
    part: str


_Row = tuple[str, str, float, Vector, tuple[tuple[str, float, float, float], ...]]
_BACK: Final[Vector] = (0.0, 0.0, -1.0)
_FRONT: Final[Vector] = (0.0, 0.0, 1.0)

_RIGHT: Final[tuple[_Row, ...]] = (
    ("upper trapezius", "head", 0.050, (-0.3, 0.6, -0.75),
     (("neck", -0.035, 0.02, -0.035), ("lower_neck", -0.055, -0.005, -0.035),
      ("thorax", -0.110, 0.150, -0.025), ("thorax", -0.155, 0.140, 0.020))),
    ("upper trapezius", "head", 0.036, (-0.25, 0.55, 0.8),
     (("lower_neck", -0.056, 0.010, 0.010), ("thorax", -0.085, 0.165, 0.040),
      ("thorax", -0.150, 0.140, 0.050))),
    ("middle trapezius", "trunk", 0.055, _BACK,
     (("thorax", -0.012, 0.115, -0.055), ("thorax", -0.080, 0.115, -0.055),
      ("thorax", -0.145, 0.125, -0.005))),
    ("lower trapezius", "trunk", 0.050, _BACK,
     (("lower_thorax", -0.012, 0.045, -0.065), ("thorax", -0.035, 0.000, -0.062),
      ("thorax", -0.095, 0.085, -0.052))),
    ("rhomboids", "trunk", 0.050, _BACK,
     (("thorax", -0.014, 0.105, -0.058), ("thorax", -0.075, 0.055, -0.056))),
    ("levator scapulae", "head", 0.026, (-0.6, 0.2, -0.75),
     (("neck", -0.042, 0.030, -0.015), ("lower_neck", -0.050, 0.015, -0.035),
      ("thorax", -0.075, 0.145, -0.040))),
    ("sternocleidomastoid", "head", 0.024, (-0.7, 0.0, 0.7),
     (("head", -0.058, 0.005, -0.015), ("neck", -0.046, 0.015, 0.030),
      ("thorax", -0.022, 0.140, 0.080))),
    ("scalenes", "head", 0.030, (-0.85, 0.0, 0.5),
     (("neck", -0.048, 0.030, 0.015), ("lower_neck", -0.055, 0.010, 0.022),
      ("thorax", -0.065, 0.140, 0.060))),
    ("suboccipitals", "head", 0.032, (-0.2, 0.0, -1.0),
     (("head", -0.014, 0.020, -0.066), ("head", -0.035, 0.012, -0.056),
      ("neck", -0.020, 0.040, -0.040))),
    ("splenius", "head", 0.028, (-0.4, 0.0, -0.9),
     (("head", -0.045, 0.015, -0.045), ("neck", -0.030, 0.010, -0.042),
      ("lower_neck", -0.012, -0.010, -0.050))),
    ("semispinalis", "head", 0.026, (-0.15, 0.0, -1.0),
     (("head", -0.014, 0.025, -0.070), ("neck", -0.016, 0.010, -0.045),
      ("thorax", -0.020, 0.110, -0.055))),
    ("deep neck flexors", "head", 0.030, _FRONT,
     (("head", -0.010, -0.005, 0.045), ("neck", -0.012, 0.010, 0.062),
      ("lower_neck", -0.014, -0.010, 0.060))),
    ("masseter", "head", 0.034, (-1.0, 0.0, 0.35),
     (("head", -0.056, 0.018, 0.060), ("head", -0.046, -0.035, 0.045))),
    ("temporalis", "head", 0.045, (-1.0, 0.1, 0.2),
     (("head", -0.070, 0.085, 0.040), ("head", -0.068, 0.045, 0.045))),
    ("pectoralis major", "trunk", 0.075, (-0.2, 0.0, 1.0),
     (("thorax", -0.025, 0.055, 0.168), ("thorax", -0.090, 0.070, 0.140),
      ("right_upper_arm", 0.000, -0.060, 0.050))),
    ("pectoralis minor", "trunk", 0.040, (-0.3, 0.0, 1.0),
     (("thorax", -0.080, 0.000, 0.150), ("thorax", -0.120, 0.105, 0.100))),
    ("serratus anterior", "trunk", 0.065, (-1.0, 0.0, 0.3),
     (("lower_thorax", -0.125, 0.090, 0.080), ("thorax", -0.150, 0.020, 0.060),
      ("thorax", -0.135, 0.060, -0.010))),
    ("latissimus dorsi", "trunk", 0.075, (-0.4, 0.0, -1.0),
     (("lumbar", -0.040, 0.020, -0.072), ("lower_thorax", -0.090, 0.070, -0.045),
      ("thorax", -0.140, 0.035, -0.005), ("right_upper_arm", 0.020, -0.070, -0.030))),
    ("infraspinatus", "trunk", 0.055, _BACK,
     (("thorax", -0.085, 0.060, -0.055), ("thorax", -0.150, 0.095, -0.010))),
    ("supraspinatus", "trunk", 0.032, (0.0, 0.7, -0.7),
     (("thorax", -0.085, 0.140, -0.030), ("thorax", -0.155, 0.145, 0.015))),
    ("teres minor", "trunk", 0.032, (-0.4, 0.0, -1.0),
     (("thorax", -0.115, 0.045, -0.045), ("right_upper_arm", 0.000, -0.030, -0.045))),
    ("anterior deltoid", "right_upper_arm", 0.050, (-0.2, 0.2, 1.0),
     (("right_upper_arm", 0.015, 0.030, 0.045), ("right_upper_arm", -0.015, -0.060, 0.050),
      ("right_upper_arm", -0.030, -0.125, 0.020))),
    ("middle deltoid", "right_upper_arm", 0.055, (-1.0, 0.3, 0.0),
     (("right_upper_arm", -0.025, 0.030, 0.000), ("right_upper_arm", -0.056, -0.040, 0.0),
      ("right_upper_arm", -0.046, -0.125, 0.000))),
    ("posterior deltoid", "right_upper_arm", 0.050, (-0.2, 0.2, -1.0),
     (("right_upper_arm", 0.015, 0.030, -0.050), ("right_upper_arm", -0.015, -0.060, -0.050),
      ("right_upper_arm", -0.030, -0.125, -0.020))),
    ("biceps brachii", "right_upper_arm", 0.050, _FRONT,
     (("right_upper_arm", 0.0, -0.080, 0.046), ("right_upper_arm", 0.0, -0.160, 0.048),
      ("right_upper_arm", 0.0, -0.270, 0.036))),
    ("triceps brachii", "right_upper_arm", 0.055, _BACK,
     (("right_upper_arm", 0.0, -0.080, -0.046), ("right_upper_arm", 0.0, -0.160, -0.044),
      ("right_upper_arm", 0.0, -0.270, -0.036))),
    ("forearm flexors", "right_forearm", 0.045, (1.0, 0.0, 0.3),
     (("right_forearm", 0.030, -0.040, 0.010), ("right_forearm", 0.022, -0.180, 0.008))),
    ("rectus abdominis", "trunk", 0.055, _FRONT,
     (("thorax", -0.032, -0.050, 0.165), ("lower_thorax", -0.034, 0.020, 0.140),
      ("lower_lumbar", -0.034, 0.055, 0.114), ("pelvis", -0.025, 0.040, 0.096))),
    ("obliques", "trunk", 0.075, (-0.8, 0.0, 0.6),
     (("lower_thorax", -0.120, 0.030, 0.095), ("lumbar", -0.112, 0.030, 0.055),
      ("pelvis", -0.085, 0.085, 0.080))),
    ("transversus abdominis", "trunk", 0.060, (-0.4, 0.0, 1.0),
     (("lower_lumbar", -0.020, 0.040, 0.114), ("lower_lumbar", -0.080, 0.040, 0.095),
      ("lower_lumbar", -0.118, 0.045, 0.050))),
    ("diaphragm", "trunk", 0.055, _FRONT,
     (("lower_thorax", -0.010, 0.040, 0.146), ("lower_thorax", -0.070, 0.025, 0.128),
      ("lower_thorax", -0.120, 0.010, 0.080))),
    ("intercostals", "trunk", 0.060, (-1.0, 0.0, 0.2),
     (("lower_thorax", -0.132, 0.060, 0.060), ("thorax", -0.148, 0.030, 0.055))),
    ("erector spinae", "trunk", 0.042, _BACK,
     (("pelvis", -0.035, 0.075, -0.102), ("lumbar", -0.036, 0.020, -0.074),
      ("lower_thorax", -0.036, 0.060, -0.066), ("thorax", -0.034, 0.060, -0.056))),
    ("thoracic erector spinae", "trunk", 0.042, _BACK,
     (("lower_thorax", -0.036, 0.020, -0.066), ("thorax", -0.036, 0.000, -0.058),
      ("thorax", -0.034, 0.110, -0.052))),
    ("lumbar erector spinae", "trunk", 0.045, _BACK,
     (("pelvis", -0.035, 0.075, -0.102), ("lower_lumbar", -0.036, 0.040, -0.068),
      ("lumbar", -0.036, 0.060, -0.074))),
    ("multifidus", "trunk", 0.030, _BACK,
     (("pelvis", -0.020, 0.070, -0.104), ("lower_lumbar", -0.018, 0.050, -0.070),
      ("lower_thorax", -0.016, 0.010, -0.068))),
    ("quadratus lumborum", "trunk", 0.045, (-0.6, 0.0, -0.8),
     (("pelvis", -0.075, 0.100, -0.080), ("lumbar", -0.070, 0.020, -0.062),
      ("lower_thorax", -0.062, 0.020, -0.060))),
    ("gluteus maximus", "trunk", 0.085, (-0.3, 0.0, -1.0),
     (("pelvis", -0.045, 0.050, -0.112), ("pelvis", -0.085, -0.020, -0.120),
      ("right_thigh", -0.050, -0.060, -0.060))),
    ("gluteus medius", "trunk", 0.065, (-1.0, 0.2, -0.4),
     (("pelvis", -0.105, 0.085, -0.070), ("pelvis", -0.140, 0.030, -0.035),
      ("right_thigh", -0.080, -0.030, -0.010))),
    ("piriformis", "trunk", 0.040, (-0.5, 0.0, -1.0),
     (("pelvis", -0.040, 0.020, -0.120), ("pelvis", -0.100, -0.005, -0.105),
      ("right_thigh", -0.075, -0.020, -0.040))),
    ("tensor fasciae latae", "right_thigh", 0.038, (-1.0, 0.0, 0.6),
     (("pelvis", -0.120, 0.060, 0.055), ("right_thigh", -0.065, -0.080, 0.045),
      ("right_thigh", -0.066, -0.180, 0.020))),
    ("iliopsoas", "right_thigh", 0.045, _FRONT,
     (("lower_lumbar", -0.045, 0.030, 0.108), ("pelvis", -0.070, 0.030, 0.098),
      ("right_thigh", 0.015, -0.070, 0.082))),
    ("rectus femoris", "right_thigh", 0.055, _FRONT,
     (("right_thigh", -0.010, -0.040, 0.088), ("right_thigh", 0.0, -0.180, 0.082),
      ("right_thigh", 0.004, -0.370, 0.058))),
    ("quadriceps", "right_thigh", 0.085, _FRONT,
     (("right_thigh", -0.010, -0.080, 0.084), ("right_thigh", 0.0, -0.200, 0.080),
      ("right_thigh", 0.004, -0.360, 0.058))),
    ("hamstrings", "right_thigh", 0.070, _BACK,
     (("right_thigh", 0.005, -0.080, -0.084), ("right_thigh", 0.002, -0.200, -0.070),
      ("right_thigh", 0.004, -0.370, -0.052))),
    ("adductors", "right_thigh", 0.055, (1.0, 0.0, 0.2),
     (("right_thigh", 0.060, -0.060, 0.020), ("right_thigh", 0.060, -0.180, 0.010),
      ("right_thigh", 0.050, -0.290, 0.005))),
    ("calf", "right_shank", 0.070, _BACK,
     (("right_shank", 0.0, -0.030, -0.050), ("right_shank", 0.0, -0.130, -0.066),
      ("right_shank", 0.0, -0.300, -0.040))),
)  # fmt: skip


def _strip(row: _Row, side: str) -> Strip:
    name, part, width, outward, spots = row
    left = side == "left"

    def sided(segment: str) -> str:
        return segment.replace("right_", "left_", 1) if left else segment

    return Strip(
        name,
        tuple(Spot(INDEX[sided(segment)], (-x if left else x, y, z)) for segment, x, y, z in spots),
        mirrored_point(outward) if left else outward,
        width,
        sided(part),
    )


@cache
def strips() -> dict[str, tuple[tuple[Strip, Strip], ...]]:
    """All muscles by name: their strips (one for each side they are seen from), right and left."""
    found: dict[str, tuple[tuple[Strip, Strip], ...]] = {}
    for row in _RIGHT:
        pair = _strip(row, "right"), _strip(row, "left")
        found[row[0]] = (*found.get(row[0], ()), pair)
    return found


_LIKE: Final = {
    "external oblique": "obliques", "internal oblique": "obliques",
    "suprahyoids": "deep neck flexors", "gluteus minimus": "gluteus medius",
    "obturator internus": "piriformis", "gastrocnemius": "calf", "soleus": "calf",
    "serratus posterior superior": "rhomboids", "forearm extensors": "forearm flexors",
    "tibialis anterior": "calf",
}  # fmt: skip


def strips_of(wordings: Iterable[str]) -> tuple[Strip, ...]:
    """The strips for a list of muscles; `right ...` and `left ...` are one side only.

    A motion is authored for the right side, and `mirrored` strips go with a mirrored body.
    """
    found: dict[Strip, None] = {}
    for wording in wordings:
        words = wording.lower().split()
        for name in names_meant(wording):
            for pair in strips()[_LIKE.get(name, name)]:
                for side, strip in zip(("right", "left"), pair, strict=True):
                    if words[0] not in {"right", "left"} or words[0] == side:
                        found[strip] = None
    return tuple(found)


def mirrored_strip(strip: Strip) -> Strip:
    """The same muscle on the other side."""
    for right, left in strips()[strip.name]:
        if strip == right:
            return left
        if strip == left:
            return right
    return strip
