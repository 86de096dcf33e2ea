"""Where muscles are said to have trigger points, and where these are said to refer pain.

Teaching tradition, not diagnosis: the patterns are expert maps in the tradition of Travell and
Simons [55]; there is no laboratory or imaging test for a trigger point and no agreed cause [44],
and some hold that the pain comes from nerves instead [52]. `REFERENCES` gives each source under
the number that the patterns cite.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Final, Literal

from posture_app.body.geometry import Vector
from posture_app.body.skeleton import INDEX
from posture_app.body.zones import Face, zones_by_id
from posture_app.dataclass import dataclass

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the body: its segment and its place in that segment's frame."""

    segment: int
    point: Vector


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A usual place of a trigger point, on one side and seen from one face."""

    spot: Spot
    face: Face


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is taught about one muscle, or muscles that are taught together.

    Attributes:
        id: A short name for the program; `words.anatomy.PATTERNS` has its words.
        muscles: Names of `muscles.MUSCLES`.
        points: The trigger points of the right side; `points_on` gives either side's.
        refers_to: Names of zones (without side) that pain may be felt in, on the same side.
        exercises: Ids of exercises in the built-in library that are said to help.
        sources: Numbers of `REFERENCES`.
    """

    id: str
    muscles: tuple[str, ...]
    points: tuple[TriggerPoint, ...]
    refers_to: tuple[str, ...]
    exercises: tuple[str, ...]
    sources: tuple[int, ...]


REFERENCES: Final[Mapping[int, str]] = {
    44: "Cao QW et al. (2021). Expert consensus on the diagnosis and treatment of myofascial pain"
    " syndrome. World J Clin Cases 9(9):2077-2089. doi:10.12998/wjcc.v9.i9.2077",
    45: "Shah et al. (2015). Review of the evolving role of the trigger point in myofascial pain."
    " PMC4508225",
    47: "Bordoni B, Sugumar K, Varacallo M. Myofascial pain. StatPearls (2020 version)",
    52: "Quintner JL, Cohen ML. Referred pain of peripheral nerve origin: an alternative to the"
    " myofascial pain construct",
    55: "Travell JG, Simons DG (1983; later editions with Simons LS). Myofascial Pain and"
    " Dysfunction: The Trigger Point Manual",
    56: "MedLink Neurology, picture captions on trapezius, levator scapulae, masseter, scalenes,"
    " infraspinatus and piriformis",
    57: "National Association of Myofascial Trigger Point Therapists, symptom checker",
    58: "Family Practice Notebook: trigger point location. fpnotebook.com",
    64: "Kwon, Kim, Chang, Park, Lee (2017). Characteristics of myofascial pain syndrome of the"
    " infraspinatus muscle. Ann Rehabil Med 41(4):573-581. doi:10.5535/arm.2017.41.4.573",
    206: "Travell JG, Simons DG. Myofascial Pain and Dysfunction: The Trigger Point Manual,"
    " volume 2: the lower extremities, chapter 7, gluteus maximus",
    207: "Kent D (2009). Back pain caused by rectus abdominis trigger points. massagetoday.com",
    210: "Fernández-de-las-Peñas C et al. (2007). Referred pain from trapezius muscle trigger"
    " points shares similar characteristics with chronic tension type headache. Eur J Pain"
    " 11:475-482",
    211: "Fernández-de-las-Peñas C et al. (2006). Myofascial trigger points in the suboccipital"
    " muscles in episodic tension-type headache. Manual Therapy 11:225-230",
    212: "Fernández-de-las-Peñas C et al. (2011). Referred pain from myofascial trigger points in"
    " head and neck-shoulder muscles reproduces head pain features in children with chronic tension"
    " type headache. J Headache Pain",
    213: "Jalil NA, Awang MS, Omar M (2010). Scalene myofascial pain syndrome mimicking cervical"
    " disc prolapse: a report of two cases. Malays J Med Sci 17(1):60-66",
    214: "Cornwall J, Harris AJ, Mercer SR (2006). The lumbar multifidus muscle and patterns of"
    " pain. Manual Therapy 11:40-45. In healthy people, also felt in the thigh",
    215: "Tucker KJ, Fels M, Walker SR, Hodges PW (2014). Comparison of location, depth, quality"
    " and intensity of experimentally induced pain in six low back muscles. Clin J Pain"
    " 30(9):800-808. doi:10.1097/AJP.0000000000000026",
    216: "Prevalence of myofascial trigger points in patients with radiating and non-radiating low"
    " back pain: a systematic review (2025). Biomedicines 13(6):1453."
    " doi:10.3390/biomedicines13061453",
    217: "Park JH et al. (2015). Myofascial pain syndrome of gluteus minimus mimicking lumbar"
    " radiculitis: a case report. Anesth Pain Med 10:16-20. doi:10.17085/apm.2015.10.1.16",
    218: "Wang NP, Kuo FC, Hsieh YL, Wu SK, Hong CZ (2009). Treatment of piriformis myofascial pain"
    " syndrome related to lumbar facet lesion: a case report. Tw J Phys Med Rehabil 37(2):115-122",
    219: "NHS Greater Glasgow and Clyde, musculoskeletal service: anterior groin, iliopsoas."
    " rightdecisions.scot.nhs.uk",
    220: "Mahmood A, Saleem S, Khan MU. Comparison of trigger point pressure release with"
    " ultrasound therapy to decrease rhomboids trigger points pain. pjr.zu.edu.pk, volume"
    " 5, issue 2",
}


def _at(face: Face, segment: str, point: Vector) -> TriggerPoint:
    return TriggerPoint(Spot(INDEX[segment], point), face)


PATTERNS: Final[tuple[Pattern, ...]] = (
    Pattern(
        "upper-trapezius",
        ("upper trapezius",),
        (
            _at("front", "thorax", (-0.090, 0.165, 0.040)),
            _at("back", "thorax", (-0.090, 0.160, -0.020)),
        ),
        ("front_of_neck", "back_of_neck", "ear", "temple", "eye", "cheek"),
        ("upper-trap-stretch", "shoulder-rolls", "shrug", "band-lateral-raise", "ball-upper-trap",
         "pmr-short"),
        (55, 56, 57, 210),
    ),
    Pattern(
        "middle-trapezius",
        ("middle trapezius",),
        (_at("back", "thorax", (-0.060, 0.115, -0.055)),),
        ("beside_shoulder_blade", "top_of_shoulder"),
        ("scapular-squeeze", "band-row", "prone-t", "self-hug-stretch", "ball-rhomboid"),
        (55, 57),
    ),
    Pattern(
        "lower-trapezius",
        ("lower trapezius",),
        (_at("back", "thorax", (-0.045, 0.028, -0.055)),),
        ("back_of_neck", "ear", "top_of_shoulder", "beside_shoulder_blade"),
        ("prone-y", "wall-angel", "prone-w", "chest-opener-seated"),
        (55, 56),
    ),
    Pattern(
        "levator-scapulae",
        ("levator scapulae",),
        (
            _at("back", "lower_neck", (-0.052, 0.010, -0.035)),
            _at("back", "thorax", (-0.078, 0.128, -0.045)),
        ),
        ("back_of_neck", "top_of_shoulder", "beside_shoulder_blade", "back_of_shoulder"),
        ("levator-scap-stretch", "neck-rotation", "chin-tuck-seated", "ball-upper-trap"),
        (55, 56, 58, 212),
    ),
    Pattern(
        "sternocleidomastoid",
        ("sternocleidomastoid",),
        (
            _at("front", "neck", (-0.048, 0.006, 0.035)),
            _at("front", "thorax", (-0.036, 0.158, 0.070)),
        ),
        ("forehead", "eye", "cheek", "crown", "ear", "back_of_head", "front_of_neck",
         "upper_chest"),
        ("ccf-nod-supine", "chin-tuck-seated", "diaphragmatic-breathing"),
        (55, 57, 58, 212),
    ),
    Pattern(
        "scalenes",
        ("scalenes",),
        (
            _at("front", "neck", (-0.050, -0.018, 0.030)),
            _at("front", "lower_neck", (-0.062, 0.000, 0.030)),
        ),
        ("upper_chest", "beside_shoulder_blade", "front_of_upper_arm", "back_of_upper_arm",
         "back_of_forearm", "palm", "back_of_hand"),
        ("scalene-stretch", "diaphragmatic-breathing", "neck-side-bend"),
        (55, 56, 57, 213),
    ),
    Pattern(
        "suboccipitals",
        ("suboccipitals",),
        (_at("back", "head", (-0.028, -0.016, -0.055)),),
        ("back_of_head", "ear", "temple", "eye", "forehead"),
        ("suboccipital-stretch", "ccf-nod-supine", "suboccipital-release"),
        (55, 211, 212),
    ),
    Pattern(
        "splenius",
        ("splenius",),
        (
            _at("back", "neck", (-0.036, 0.040, -0.040)),
            _at("back", "lower_neck", (-0.046, 0.020, -0.045)),
        ),
        ("crown", "eye", "back_of_neck"),
        ("neck-rotation", "levator-scap-stretch", "iso-neck-rotation", "neck-flexion-extension"),
        (55, 57, 58),
    ),
    Pattern(
        "semispinalis",
        ("semispinalis",),
        (
            _at("back", "head", (-0.024, -0.011, -0.072)),
            _at("back", "lower_neck", (-0.024, 0.017, -0.031)),
        ),
        ("back_of_head", "temple", "eye"),
        ("neck-flexion-extension", "iso-neck-extension", "suboccipital-release",
         "chin-tuck-seated"),
        (55, 58),
    ),
    Pattern(
        "masseter",
        ("masseter",),
        (
            _at("front", "head", (-0.061, -0.007, 0.056)),
            _at("front", "head", (-0.053, -0.041, 0.050)),
        ),
        ("cheek", "ear", "forehead"),
        ("jaw-relaxation", "pmr-short", "diaphragmatic-breathing"),
        (55, 56, 57, 212),
    ),
    Pattern(
        "temporalis",
        ("temporalis",),
        (
            _at("front", "head", (-0.066, 0.043, 0.054)),
            _at("front", "head", (-0.073, 0.085, 0.036)),
        ),
        ("temple", "eye", "cheek"),
        ("jaw-relaxation", "diaphragmatic-breathing"),
        (55, 57, 212),
    ),
    Pattern(
        "rhomboids",
        ("rhomboids",),
        (
            _at("back", "thorax", (-0.066, 0.088, -0.057)),
            _at("back", "thorax", (-0.066, 0.050, -0.057)),
        ),
        ("beside_shoulder_blade",),
        ("band-row", "doorway-pec-stretch", "ball-rhomboid", "scapular-squeeze",
         "thread-the-needle"),
        (55, 220),
    ),
    Pattern(
        "serratus-posterior-superior",
        ("serratus posterior superior",),
        (_at("back", "thorax", (-0.082, 0.113, -0.054)),),
        ("shoulder_blade", "back_of_shoulder", "back_of_upper_arm", "back_of_forearm",
         "back_of_hand"),
        ("diaphragmatic-breathing", "self-hug-stretch", "ball-rhomboid"),
        (55, 57),
    ),
    Pattern(
        "latissimus-dorsi",
        ("latissimus dorsi",),
        (
            _at("back", "thorax", (-0.150, -0.014, -0.029)),
            _at("back", "thorax", (-0.122, -0.067, -0.037)),
        ),
        ("shoulder_blade", "mid_back", "back_of_shoulder", "back_of_upper_arm",
         "front_of_forearm", "palm"),
        ("seated-side-bend", "overhead-reach", "childs-pose", "band-row"),
        (55, 57),
    ),
    Pattern(
        "supraspinatus",
        ("supraspinatus",),
        (
            _at("back", "thorax", (-0.108, 0.132, -0.043)),
            _at("back", "thorax", (-0.145, 0.134, -0.029)),
        ),
        ("front_of_shoulder", "back_of_shoulder", "back_of_upper_arm", "back_of_forearm"),
        ("band-lateral-raise", "band-external-rotation", "ball-upper-trap"),
        (55, 57, 58),
    ),
    Pattern(
        "infraspinatus",
        ("infraspinatus",),
        (
            _at("back", "thorax", (-0.090, 0.070, -0.055)),
            _at("back", "thorax", (-0.118, 0.082, -0.040)),
        ),
        ("front_of_shoulder", "back_of_upper_arm", "front_of_upper_arm", "back_of_forearm",
         "back_of_hand", "shoulder_blade", "beside_shoulder_blade"),
        ("band-external-rotation", "prone-w", "ball-rhomboid"),
        (55, 56, 64),
    ),
    Pattern(
        "pectorals",
        ("pectoralis major", "pectoralis minor"),
        (
            _at("front", "thorax", (-0.070, 0.095, 0.150)),
            _at("front", "thorax", (-0.115, 0.065, 0.120)),
        ),
        ("upper_chest", "lower_chest", "front_of_shoulder", "front_of_upper_arm",
         "front_of_forearm", "palm"),
        ("doorway-pec-stretch", "chest-opener-seated", "wall-angel", "open-book"),
        (55, 57, 58),
    ),
    Pattern(
        "rectus-abdominis",
        ("rectus abdominis",),
        (
            _at("front", "lower_thorax", (-0.046, 0.039, 0.150)),
            _at("front", "pelvis", (-0.036, 0.064, 0.122)),
        ),
        ("mid_back", "low_back", "sacrum", "upper_abdomen", "lower_abdomen"),
        ("standing-back-extension", "prone-on-elbows", "diaphragmatic-breathing",
         "abdominal-brace"),
        (55, 57, 207),
    ),
    Pattern(
        "thoracic-erector-spinae",
        ("thoracic erector spinae",),
        (
            _at("back", "thorax", (-0.040, -0.010, -0.060)),
            _at("back", "lower_thorax", (-0.040, 0.040, -0.066)),
        ),
        ("beside_shoulder_blade", "mid_back", "upper_abdomen", "sacrum", "buttock"),
        ("cat-cow", "bird-dog", "prone-back-extension", "childs-pose", "hip-hinge", "walk-brisk"),
        (55, 57),
    ),
    Pattern(
        "lumbar-erector-spinae",
        ("lumbar erector spinae",),
        (
            _at("back", "lumbar", (-0.045, 0.040, -0.072)),
            _at("back", "lower_lumbar", (-0.040, 0.045, -0.070)),
        ),
        ("low_back", "sacrum", "buttock"),
        ("cat-cow", "bird-dog", "prone-back-extension", "childs-pose", "hip-hinge", "walk-brisk"),
        (55, 57, 215, 216),
    ),
    Pattern(
        "multifidus",
        ("multifidus",),
        (
            _at("back", "lower_lumbar", (-0.016, 0.050, -0.070)),
            _at("back", "pelvis", (-0.018, 0.075, -0.104)),
        ),
        ("low_back", "sacrum", "lower_abdomen"),
        ("cat-cow", "bird-dog", "prone-back-extension", "childs-pose", "hip-hinge", "walk-brisk"),
        (55, 57, 214, 215),
    ),
    Pattern(
        "quadratus-lumborum",
        ("quadratus lumborum",),
        (
            _at("back", "lumbar", (-0.072, 0.040, -0.062)),
            _at("back", "pelvis", (-0.076, 0.128, -0.080)),
        ),
        ("flank", "groin", "outer_hip", "sacrum", "buttock"),
        ("seated-side-bend", "side-plank-knees", "lower-trunk-rotation", "bird-dog"),
        (55, 57, 215, 216),
    ),
    Pattern(
        "gluteus-medius",
        ("gluteus medius",),
        (
            _at("back", "pelvis", (-0.102, 0.072, -0.080)),
            _at("back", "pelvis", (-0.122, 0.058, -0.050)),
        ),
        ("sacrum", "low_back", "buttock", "outer_hip"),
        ("side-lying-hip-abduction", "bridge", "ball-glute", "figure-four-seated"),
        (55, 57, 216),
    ),
    Pattern(
        "gluteus-minimus",
        ("gluteus minimus",),
        (
            _at("front", "pelvis", (-0.150, 0.054, 0.076)),
            _at("back", "pelvis", (-0.152, 0.051, -0.010)),
        ),
        ("buttock", "outer_hip", "back_of_thigh", "calf"),
        ("side-lying-hip-abduction", "ball-glute", "walk-break"),
        (55, 57, 217),
    ),
    Pattern(
        "gluteus-maximus",
        ("gluteus maximus",),
        (
            _at("back", "pelvis", (-0.064, 0.030, -0.093)),
            _at("back", "pelvis", (-0.100, -0.074, -0.074)),
            _at("back", "pelvis", (-0.064, -0.030, -0.092)),
        ),
        ("buttock", "sacrum"),
        ("bridge", "single-knee-to-chest", "ball-glute", "hip-hinge"),
        (55, 206),
    ),
    Pattern(
        "piriformis",
        ("piriformis",),
        (
            _at("back", "pelvis", (-0.060, 0.012, -0.118)),
            _at("back", "pelvis", (-0.095, 0.000, -0.106)),
        ),
        ("buttock", "sacrum", "outer_hip", "back_of_thigh"),
        ("figure-four-supine", "ball-glute", "bridge", "walk-break"),
        (55, 56, 57, 216, 218),
    ),
    Pattern(
        "iliopsoas",
        ("iliopsoas",),
        (
            _at("front", "lower_lumbar", (-0.050, 0.050, 0.108)),
            _at("front", "right_thigh", (0.012, -0.020, 0.085)),
        ),
        ("low_back", "sacrum", "groin", "front_of_thigh"),
        ("hip-flexor-half-kneeling", "hip-flexor-standing", "bridge"),
        (55, 57, 216, 219),
    ),
)  # fmt: skip


@cache
def patterns() -> Mapping[str, Pattern]:
    """All patterns by their ids."""
    return {pattern.id: pattern for pattern in PATTERNS}


def referring_to(zone_id: str) -> tuple[Pattern, ...]:
    """The muscles that are known for referring pain to a zone.

    Raises:
        KeyError: There is no such zone.
    """
    name = zones_by_id()[zone_id].name
    return tuple(one for one in PATTERNS if name in one.refers_to)


def without_exercise(exercises: Collection[str]) -> tuple[Pattern, ...]:
    """The muscles for which a library has none of the exercises that are said to help.

    Args:
        exercises: Ids of the library's exercises.
    """
    return tuple(one for one in PATTERNS if not {*exercises}.intersection(one.exercises))


def points_on(pattern: Pattern, side: Side) -> tuple[TriggerPoint, ...]:
    """The trigger points of one side."""
    if side == "right":
        return pattern.points
    return tuple(TriggerPoint(_mirrored(point.spot), point.face) for point in pattern.points)


def _mirrored(spot: Spot) -> Spot:
    x, y, z = spot.point
    return Spot(_OTHER.get(spot.segment, spot.segment), (-x, y, z))


_OTHER: Final = {
    INDEX[name]: INDEX[name.replace("right_", "left_", 1)]
    for name in INDEX
    if name.startswith("right_")
}
