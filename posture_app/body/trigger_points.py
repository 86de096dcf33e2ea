"""Where muscles are said to have trigger points, and where these are said to refer pain.

Teaching tradition, not diagnosis: the patterns are expert maps in the tradition of Travell and
Simons [55]; there is no laboratory or imaging test for a trigger point and no agreed cause [44],
and some hold that the pain comes from nerves instead [52]. `REFERENCES` gives each source under
the number that the patterns cite.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from posture_app.body.geometry import Vector
from posture_app.body.muscles import Spot
from posture_app.body.skeleton import INDEX
from posture_app.body.zones import Face, zones_by_id

Side = Literal["right", "left"]


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A usual place of a trigger point, on one side and seen from one face."""

    spot: Spot
    face: Face


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is taught about one muscle, or muscles that are taught together.

    Attributes:
        id: A short name for the program.
        title: The muscle's anatomical name.
        muscles: Names of `muscles.strips()`.
        lies: Where it lies, in plain words.
        points: The trigger points of the right side; `points_on` gives either side's.
        usual_point: Where they are, in words.
        refers_to: Names of zones (without side) that pain may be felt in, on the same side.
        feels_like: What else is said of the pain, or an empty text.
        aggravated_by: What is said to make it worse.
        exercises: Ids of exercises in the built-in library that are said to help.
        sources: Numbers of `REFERENCES`.
    """

    id: str
    title: str
    muscles: tuple[str, ...]
    lies: str
    points: tuple[TriggerPoint, ...]
    usual_point: str
    refers_to: tuple[str, ...]
    feels_like: str
    aggravated_by: tuple[str, ...]
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
    56: "MedLink Neurology, picture captions on trapezius, levator scapulae and infraspinatus",
    57: "National Association of Myofascial Trigger Point Therapists, symptom checker",
    58: "Family Practice Notebook: trigger point location. fpnotebook.com",
    59: "Trade article on headache muscles. mpamedia.com article 56645",
    60: "Trigger Point Self Help: scalene and rhomboid pages. triggerpointselfhelp.com",
    61: "Aberdeen Chiropractic blog (low authority). aberdeenchiropracticblog.com",
    62: "Quadratus lumborum trigger point text (low authority). fitness-vip.com",
    63: "Perry L (2013). Iliopsoas trigger points. triggerpointtherapist.com",
    64: "Characteristics of myofascial pain syndrome of the infraspinatus muscle. Ann Rehabil Med"
    " 2017;41(4):573-581. doi:10.5535/arm.2017.41.4.573",
    65: "Trapezius trigger point, aggravating habits (low authority). orleanscoreelements.com",
}


def _at(face: Face, segment: str, point: Vector) -> TriggerPoint:
    return TriggerPoint(Spot(INDEX[segment], point), face)


PATTERNS: Final[tuple[Pattern, ...]] = (
    Pattern(
        "upper-trapezius",
        "Upper trapezius",
        ("upper trapezius",),
        "the slope from neck to shoulder",
        (
            _at("front", "thorax", (-0.090, 0.165, 0.040)),
            _at("back", "thorax", (-0.090, 0.160, -0.020)),
        ),
        "the front edge of the slope between neck and shoulder",
        ("front_of_neck", "back_of_neck", "ear", "temple", "eye", "cheek"),
        "Up the side of the neck to behind the ear, and to the temple, the angle of the jaw and"
        " behind the eye.",
        ("a phone held between ear and shoulder", "a heavy bag", "no arm rests",
         "raised shoulders", "stress", "a screen to one side"),
        ("upper-trap-stretch", "shoulder-rolls", "shrug", "band-lateral-raise", "ball-upper-trap",
         "pmr-short"),
        (55, 56, 57, 65),
    ),
    Pattern(
        "middle-trapezius",
        "Middle trapezius",
        ("middle trapezius",),
        "between the spine and the shoulder blade",
        (_at("back", "thorax", (-0.060, 0.115, -0.055)),),
        "between spine and shoulder blade",
        ("beside_shoulder_blade", "top_of_shoulder"),
        "A burning towards the spine, and at the point of the shoulder.",
        ("reaching forward", "driving with the arms high"),
        ("scapular-squeeze", "band-row", "prone-t", "self-hug-stretch", "ball-rhomboid"),
        (55, 57),
    ),
    Pattern(
        "lower-trapezius",
        "Lower trapezius",
        ("lower trapezius",),
        "from the middle of the back up to the shoulder blade",
        (_at("back", "thorax", (-0.072, 0.035, -0.055)),),
        "the lower outer border, near the edge of the shoulder blade",
        ("back_of_neck", "ear", "top_of_shoulder", "beside_shoulder_blade"),
        "Also to the bone behind the ear.",
        ("slumped sitting", "arms held forward"),
        ("prone-y", "wall-angel", "prone-w", "chest-opener-seated"),
        (55, 56),
    ),
    Pattern(
        "levator-scapulae",
        "Levator scapulae",
        ("levator scapulae",),
        "from the side of the neck to the upper corner of the shoulder blade",
        (
            _at("back", "lower_neck", (-0.052, 0.010, -0.035)),
            _at("back", "thorax", (-0.078, 0.128, -0.045)),
        ),
        "the angle of the neck, and the upper inner corner of the shoulder blade",
        ("back_of_neck", "top_of_shoulder", "beside_shoulder_blade", "back_of_shoulder"),
        "Often a stiff neck that is hard to turn.",
        ("a turned head", "draughts", "a bag on one shoulder", "the time after a whiplash"),
        ("levator-scap-stretch", "neck-rotation", "chin-tuck-seated", "ball-upper-trap"),
        (55, 56, 58),
    ),
    Pattern(
        "sternocleidomastoid",
        "Sternocleidomastoid",
        ("sternocleidomastoid",),
        "from behind the ear to the breastbone and collar bone",
        (
            _at("front", "neck", (-0.048, 0.006, 0.035)),
            _at("front", "thorax", (-0.036, 0.158, 0.070)),
        ),
        "along the muscle, in both of its heads",
        ("forehead", "eye", "cheek", "crown", "ear"),
        "May come with earache or dizziness, and with hardly any pain in the neck itself.",
        ("looking up", "a head held forward", "breathing into the upper chest",
         "sleeping on the front"),
        ("ccf-nod-supine", "chin-tuck-seated", "diaphragmatic-breathing"),
        (55, 58),
    ),
    Pattern(
        "scalenes",
        "Scalenes",
        ("scalenes",),
        "the side of the neck, towards the front",
        (
            _at("front", "neck", (-0.050, -0.018, 0.030)),
            _at("front", "lower_neck", (-0.062, 0.000, 0.030)),
        ),
        "the side of the neck, towards the front",
        ("upper_chest", "beside_shoulder_blade", "back_of_upper_arm", "back_of_forearm", "palm",
         "back_of_hand"),
        "Down the outer arm to thumb and index finger; tingling is possible.",
        ("heavy or upper-chest breathing", "coughing", "a rucksack", "arms held forward"),
        ("scalene-stretch", "diaphragmatic-breathing", "neck-side-bend"),
        (55, 60, 61),
    ),
    Pattern(
        "suboccipitals",
        "Suboccipitals",
        ("suboccipitals",),
        "under the base of the skull",
        (_at("back", "head", (-0.024, 0.006, -0.060)),),
        "just under the base of the skull",
        ("back_of_head", "ear", "temple", "eye"),
        "A vague band from the back of the head to behind the eye.",
        ("a head tilted up at a screen", "glasses that make you tilt the head",
         "keeping still for long"),
        ("suboccipital-stretch", "chin-tuck-supine", "suboccipital-release", "ccf-nod-supine"),
        (55, 59),
    ),
    Pattern(
        "splenius",
        "Splenius capitis and cervicis",
        ("splenius",),
        "the upper side of the back of the neck",
        (
            _at("back", "neck", (-0.036, 0.040, -0.040)),
            _at("back", "lower_neck", (-0.046, 0.020, -0.045)),
        ),
        "high at the side of the back of the neck, and at its angle",
        ("crown", "eye"),
        "To the top of the head, or as if through the skull to behind the eye.",
        ("whiplash", "a cold draught", "a turned head"),
        ("neck-rotation", "levator-scap-stretch", "iso-neck-rotation", "neck-flexion-extension"),
        (55, 58, 59),
    ),
    Pattern(
        "rhomboids",
        "Rhomboids",
        ("rhomboids",),
        "from the spine to the inner edge of the shoulder blade",
        (
            _at("back", "thorax", (-0.066, 0.088, -0.057)),
            _at("back", "thorax", (-0.066, 0.050, -0.057)),
        ),
        "along the inner border of the shoulder blade",
        ("beside_shoulder_blade",),
        "Stays near the muscle.",
        ("rounded shoulders", "tight chest muscles"),
        ("band-row", "doorway-pec-stretch", "ball-rhomboid", "scapular-squeeze",
         "thread-the-needle"),
        (55, 60, 61),
    ),
    Pattern(
        "infraspinatus",
        "Infraspinatus",
        ("infraspinatus",),
        "on the shoulder blade",
        (
            _at("back", "thorax", (-0.090, 0.070, -0.055)),
            _at("back", "thorax", (-0.118, 0.082, -0.040)),
        ),
        "on the shoulder blade, below its spine",
        ("front_of_shoulder", "back_of_upper_arm", "front_of_upper_arm", "shoulder_blade"),
        "Deep in the front of the shoulder; in a study of 297 patients the front and outside of"
        " shoulder and arm were the commonest.",
        ("reaching behind", "throwing", "sleeping on that side"),
        ("band-external-rotation", "prone-w", "ball-rhomboid"),
        (55, 56, 64),
    ),
    Pattern(
        "pectorals",
        "Pectoralis major and minor",
        ("pectoralis major", "pectoralis minor"),
        "the chest, from the breastbone to the arm",
        (
            _at("front", "thorax", (-0.070, 0.095, 0.150)),
            _at("front", "thorax", (-0.115, 0.065, 0.120)),
        ),
        "the chest below the collar bone, and under its outer part",
        ("upper_chest", "lower_chest", "front_of_shoulder", "front_of_upper_arm",
         "front_of_forearm", "palm"),
        "Down the inner arm towards the ring and little finger. Pain in the left chest can also"
        " come from the heart, which must be ruled out first.",
        ("hunched work at a desk", "heavy pushing"),
        ("doorway-pec-stretch", "chest-opener-seated", "wall-angel", "open-book"),
        (55, 58, 61),
    ),
    Pattern(
        "thoracic-erector-spinae",
        "Thoracic erector spinae",
        ("thoracic erector spinae",),
        "the long muscles beside the spine, at the ribs",
        (
            _at("back", "thorax", (-0.040, -0.010, -0.060)),
            _at("back", "lower_thorax", (-0.040, 0.040, -0.066)),
        ),
        "beside the spine, at the height of the ribs",
        ("beside_shoulder_blade", "mid_back", "upper_abdomen", "sacrum", "buttock"),
        "The iliocostalis towards the spine and sometimes the belly; the longissimus down to the"
        " sacro-iliac joint and the buttock.",
        ("lifting with a twist", "long bending", "long sitting"),
        ("cat-cow", "bird-dog", "prone-back-extension", "childs-pose", "hip-hinge", "walk-brisk"),
        (55, 57),
    ),
    Pattern(
        "lumbar-erector-spinae",
        "Lumbar erector spinae",
        ("lumbar erector spinae",),
        "the long muscles beside the lower spine",
        (
            _at("back", "lumbar", (-0.045, 0.040, -0.072)),
            _at("back", "lower_lumbar", (-0.040, 0.045, -0.070)),
        ),
        "beside the spine, in the low back",
        ("sacrum", "buttock"),
        "The iliocostalis to the middle of the buttock; the longissimus down to the sacro-iliac"
        " joint and the buttock.",
        ("lifting with a twist", "long bending", "long sitting"),
        ("cat-cow", "bird-dog", "prone-back-extension", "childs-pose", "hip-hinge", "walk-brisk"),
        (55, 57),
    ),
    Pattern(
        "multifidus",
        "Multifidus",
        ("multifidus",),
        "short muscles close to the spine",
        (
            _at("back", "lower_lumbar", (-0.016, 0.050, -0.070)),
            _at("back", "pelvis", (-0.018, 0.075, -0.104)),
        ),
        "close to the spine",
        ("low_back", "mid_back"),
        "Over the bony points in the middle of the spine.",
        ("lifting with a twist", "long bending", "long sitting"),
        ("cat-cow", "bird-dog", "prone-back-extension", "childs-pose", "hip-hinge", "walk-brisk"),
        (55, 57),
    ),
    Pattern(
        "quadratus-lumborum",
        "Quadratus lumborum",
        ("quadratus lumborum",),
        "the flank, from the last rib to the hip crest",
        (
            _at("back", "lumbar", (-0.082, 0.040, -0.062)),
            _at("back", "pelvis", (-0.084, 0.112, -0.080)),
        ),
        "the flank, between the last rib and the hip crest",
        ("flank", "groin", "outer_hip", "sacrum", "buttock"),
        "To the hip crest and groin, the outer hip, the sacro-iliac joint or low in the buttock.",
        ("lifting with a twist", "sitting unevenly", "coughing"),
        ("seated-side-bend", "side-plank-knees", "lower-trunk-rotation", "bird-dog"),
        (55, 62),
    ),
    Pattern(
        "gluteus-medius",
        "Gluteus medius",
        ("gluteus medius",),
        "the side of the buttock, below the hip crest",
        (
            _at("back", "pelvis", (-0.090, 0.070, -0.080)),
            _at("back", "pelvis", (-0.122, 0.058, -0.050)),
        ),
        "just below the hip crest",
        ("sacrum", "low_back", "buttock"),
        "Along the belt line of the low back.",
        ("standing on one leg", "a wallet in the back pocket", "long sitting"),
        ("side-lying-hip-abduction", "bridge", "ball-glute", "figure-four-seated"),
        (55, 61),
    ),
    Pattern(
        "piriformis",
        "Piriformis",
        ("piriformis",),
        "deep in the middle of the buttock",
        (
            _at("back", "pelvis", (-0.060, 0.012, -0.118)),
            _at("back", "pelvis", (-0.095, 0.000, -0.106)),
        ),
        "deep in the middle of the buttock",
        ("buttock", "back_of_thigh"),
        "Can irritate the sciatic nerve.",
        ("long sitting", "crossed legs", "running"),
        ("figure-four-supine", "ball-glute", "bridge", "walk-break"),
        (55, 61),
    ),
    Pattern(
        "iliopsoas",
        "Iliopsoas",
        ("iliopsoas",),
        "deep in the belly, from the lower spine to the thigh",
        (
            _at("front", "lower_lumbar", (-0.050, 0.050, 0.108)),
            _at("front", "right_thigh", (0.012, -0.020, 0.085)),
        ),
        "in the groin, and deep beside the navel",
        ("low_back", "sacrum", "groin", "front_of_thigh"),
        "An upright line of ache along the lower spine, often worse standing.",
        ("long sitting", "sit-ups"),
        ("hip-flexor-half-kneeling", "hip-flexor-standing", "dead-bug-heel-tap", "bridge"),
        (55, 61, 63),
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
