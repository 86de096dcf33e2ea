"""The muscles that the figure can show: their names, their sides, and what a library calls them.

Where each lies on the body is in `resources/muscle-patches.bin`, made by
`packaging/figure/muscles.py` and drawn by `ui.figure.patches`.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

Side = Literal["left", "right"]
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
OUTERMOST_FIRST: Final = (
    "trapezius",
    "sternocleidomastoid",
    "deltoid",
    "pectoralis major",
    "latissimus dorsi",
    "splenius",
    "gluteus maximus",
    "rectus femoris",
    "gastrocnemius",
)
"""Names, or parts of names, of muscles that lie over others: where two do, the lines of the outer
are drawn alone, or they would cross like a net."""
DEEP: Final = frozenset(
    {
        "deep neck flexors",
        "suboccipitals",
        "rhomboids",
        "supraspinatus",
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
"""Those that lie below others: drawn where they are under the skin, in a look of their own."""


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
