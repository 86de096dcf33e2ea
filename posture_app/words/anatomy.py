"""Names of the body: zones, muscles and parts."""

from collections.abc import Iterable, Mapping
from typing import Final

from posture_app.body.zones import Zone
from posture_app.words.catalogue import N_, _
from posture_app.words.formats import listed

ZONES: Final[Mapping[str, str]] = {
    "forehead": N_("Forehead"),
    "temple": N_("Temple"),
    "eye": N_("Eye and around it"),
    "cheek": N_("Cheek and jaw"),
    "front_of_neck": N_("Front of the neck"),
    "front_of_shoulder": N_("Front of the shoulder"),
    "upper_chest": N_("Upper chest"),
    "lower_chest": N_("Lower chest"),
    "upper_abdomen": N_("Upper belly"),
    "lower_abdomen": N_("Lower belly"),
    "groin": N_("Groin"),
    "front_of_hip": N_("Front of the hip"),
    "front_of_thigh": N_("Front of the thigh"),
    "front_of_knee": N_("Front of the knee"),
    "shin": N_("Shin"),
    "top_of_foot": N_("Top of the foot"),
    "front_of_upper_arm": N_("Front of the upper arm"),
    "front_of_forearm": N_("Inside of the elbow and forearm"),
    "palm": N_("Palm and fingers"),
    "crown": N_("Top of the head"),
    "back_of_head": N_("Back of the head"),
    "ear": N_("Ear and behind it"),
    "back_of_neck": N_("Back of the neck"),
    "top_of_shoulder": N_("Top of the shoulder"),
    "beside_shoulder_blade": N_("Between spine and shoulder blade"),
    "shoulder_blade": N_("Shoulder blade"),
    "back_of_shoulder": N_("Back of the shoulder"),
    "mid_back": N_("Middle of the back"),
    "low_back": N_("Low back"),
    "flank": N_("Flank and hip crest"),
    "sacrum": N_("Sacrum and sacro-iliac joint"),
    "buttock": N_("Buttock"),
    "outer_hip": N_("Outer hip"),
    "back_of_thigh": N_("Back of the thigh"),
    "back_of_knee": N_("Back of the knee"),
    "calf": N_("Calf"),
    "heel": N_("Heel"),
    "back_of_upper_arm": N_("Back and outside of the upper arm"),
    "back_of_forearm": N_("Elbow and back of the forearm"),
    "back_of_hand": N_("Back of the hand and fingers"),
}
"""What people call a zone of the body map, without its side."""
_ZONES_IN_A_SENTENCE: Final[Mapping[str, str]] = {
    "forehead": N_("forehead"),
    "temple": N_("temple"),
    "eye": N_("eye and around it"),
    "cheek": N_("cheek and jaw"),
    "front_of_neck": N_("front of the neck"),
    "front_of_shoulder": N_("front of the shoulder"),
    "upper_chest": N_("upper chest"),
    "lower_chest": N_("lower chest"),
    "upper_abdomen": N_("upper belly"),
    "lower_abdomen": N_("lower belly"),
    "groin": N_("groin"),
    "front_of_hip": N_("front of the hip"),
    "front_of_thigh": N_("front of the thigh"),
    "front_of_knee": N_("front of the knee"),
    "shin": N_("shin"),
    "top_of_foot": N_("top of the foot"),
    "front_of_upper_arm": N_("front of the upper arm"),
    "front_of_forearm": N_("inside of the elbow and forearm"),
    "palm": N_("palm and fingers"),
    "crown": N_("top of the head"),
    "back_of_head": N_("back of the head"),
    "ear": N_("ear and behind it"),
    "back_of_neck": N_("back of the neck"),
    "top_of_shoulder": N_("top of the shoulder"),
    "beside_shoulder_blade": N_("between spine and shoulder blade"),
    "shoulder_blade": N_("shoulder blade"),
    "back_of_shoulder": N_("back of the shoulder"),
    "mid_back": N_("middle of the back"),
    "low_back": N_("low back"),
    "flank": N_("flank and hip crest"),
    "sacrum": N_("sacrum and sacro-iliac joint"),
    "buttock": N_("buttock"),
    "outer_hip": N_("outer hip"),
    "back_of_thigh": N_("back of the thigh"),
    "back_of_knee": N_("back of the knee"),
    "calf": N_("calf"),
    "heel": N_("heel"),
    "back_of_upper_arm": N_("back and outside of the upper arm"),
    "back_of_forearm": N_("elbow and back of the forearm"),
    "back_of_hand": N_("back of the hand and fingers"),
}
ANATOMICAL: Final[Mapping[str, str]] = {
    "forehead": N_("Frontal region"),
    "temple": N_("Temporal region"),
    "eye": N_("Orbital region"),
    "cheek": N_("Buccal and parotideomasseteric regions"),
    "front_of_neck": N_("Anterior and lateral cervical regions"),
    "front_of_shoulder": N_("Deltoid region, front"),
    "upper_chest": N_("Infraclavicular and pectoral regions"),
    "lower_chest": N_("Pectoral and inframammary regions"),
    "upper_abdomen": N_("Epigastric region and hypochondrium"),
    "lower_abdomen": N_("Umbilical and pubic regions"),
    "groin": N_("Inguinal region"),
    "front_of_hip": N_("Anterior hip region"),
    "front_of_thigh": N_("Anterior region of thigh"),
    "front_of_knee": N_("Anterior region of knee"),
    "shin": N_("Anterior region of leg"),
    "top_of_foot": N_("Dorsal region of foot"),
    "front_of_upper_arm": N_("Anterior region of arm"),
    "front_of_forearm": N_("Anterior region of forearm"),
    "palm": N_("Palmar region and fingers"),
    "crown": N_("Parietal region"),
    "back_of_head": N_("Occipital region"),
    "ear": N_("Auricular and mastoid regions"),
    "back_of_neck": N_("Posterior cervical region"),
    "top_of_shoulder": N_("Suprascapular region"),
    "beside_shoulder_blade": N_("Interscapular region"),
    "shoulder_blade": N_("Scapular region"),
    "back_of_shoulder": N_("Deltoid region, back"),
    "mid_back": N_("Infrascapular region"),
    "low_back": N_("Lumbar region, beside the spine"),
    "flank": N_("Lateral region and iliac crest"),
    "sacrum": N_("Sacral region"),
    "buttock": N_("Gluteal region"),
    "outer_hip": N_("Hip region"),
    "back_of_thigh": N_("Posterior region of thigh"),
    "back_of_knee": N_("Posterior region of knee"),
    "calf": N_("Posterior region of leg"),
    "heel": N_("Heel region"),
    "back_of_upper_arm": N_("Posterior region of arm"),
    "back_of_forearm": N_("Posterior regions of elbow and forearm"),
    "back_of_hand": N_("Dorsal region of hand and fingers"),
}
"""The anatomical name of a zone's region."""
MUSCLES: Final[tuple[str, ...]] = (
    N_("adductors"),
    N_("anterior deltoid"),
    N_("anterior scalene"),
    N_("biceps brachii"),
    N_("biceps femoris"),
    N_("calf"),
    N_("cervical multifidus"),
    N_("deep neck flexors"),
    N_("diaphragm"),
    N_("digastric"),
    N_("erector spinae"),
    N_("external oblique"),
    N_("forearm extensors"),
    N_("forearm flexors"),
    N_("gastrocnemius"),
    N_("gluteus maximus"),
    N_("gluteus medius"),
    N_("gluteus minimus"),
    N_("hamstrings"),
    N_("iliopsoas"),
    N_("infraspinatus"),
    N_("intercostals"),
    N_("internal oblique"),
    N_("latissimus dorsi"),
    N_("levator scapulae"),
    N_("longus capitis"),
    N_("longus colli"),
    N_("lower trapezius"),
    N_("lumbar erector spinae"),
    N_("masseter"),
    N_("medial pterygoid"),
    N_("middle deltoid"),
    N_("middle scalene"),
    N_("middle trapezius"),
    N_("multifidus"),
    N_("obliques"),
    N_("obliquus capitis inferior"),
    N_("obliquus capitis superior"),
    N_("obturator internus"),
    N_("pectoralis major"),
    N_("pectoralis minor"),
    N_("piriformis"),
    N_("posterior deltoid"),
    N_("posterior scalene"),
    N_("quadratus lumborum"),
    N_("quadriceps femoris"),
    N_("quadriceps"),
    N_("rectus abdominis"),
    N_("rectus capitis posterior major"),
    N_("rectus capitis posterior minor"),
    N_("rectus femoris"),
    N_("rhomboid major"),
    N_("rhomboid minor"),
    N_("rhomboids"),
    N_("scalenes"),
    N_("semimembranosus"),
    N_("semispinalis capitis"),
    N_("semispinalis cervicis"),
    N_("semispinalis"),
    N_("semitendinosus"),
    N_("serratus anterior"),
    N_("serratus posterior superior"),
    N_("soleus"),
    N_("splenius capitis"),
    N_("splenius cervicis"),
    N_("splenius"),
    N_("sternocleidomastoid"),
    N_("suboccipitals"),
    N_("suprahyoids"),
    N_("supraspinatus"),
    N_("temporalis"),
    N_("tensor fasciae latae"),
    N_("teres minor"),
    N_("thoracic erector spinae"),
    N_("tibialis anterior"),
    N_("transversus abdominis"),
    N_("triceps brachii"),
    N_("upper trapezius"),
)
"""Muscles by the names that libraries and the figure know them by."""
PARTS: Final[tuple[str, ...]] = (
    N_("acromion"),
    N_("ankle"),
    N_("ball of foot"),
    N_("belly"),
    N_("biceps"),
    N_("buttock"),
    N_("calf"),
    N_("chest"),
    N_("collar"),
    N_("cranium"),
    N_("deltoid"),
    N_("ear"),
    N_("elbow"),
    N_("face"),
    N_("fingertips"),
    N_("forearm"),
    N_("groin"),
    N_("hair"),
    N_("heel"),
    N_("high neck"),
    N_("hips"),
    N_("iliac"),
    N_("instep"),
    N_("jaw"),
    N_("knee"),
    N_("knuckles"),
    N_("low arm"),
    N_("low forearm"),
    N_("low neck"),
    N_("low shank"),
    N_("low thigh"),
    N_("mid fingers"),
    N_("neck base"),
    N_("nose bridge"),
    N_("nose tip"),
    N_("palm"),
    N_("pectoral"),
    N_("ribs"),
    N_("seat"),
    N_("shoulder blade"),
    N_("shoulder slope"),
    N_("skull base"),
    N_("thigh"),
    N_("thumb"),
    N_("thumb base"),
    N_("toe joint"),
    N_("toe tips"),
    N_("upper chest"),
    N_("waist"),
    N_("wrist"),
)
"""Parts of the figure, as `body.check` names them."""


def zone_name(name: str) -> str:
    """What people call a zone, without its side."""
    return _(ZONES[name])


def zone_title(zone: Zone) -> str:
    """What people call a zone, with its side: `Low back, right`."""
    name = zone_name(zone.name)
    if zone.side == "middle":
        return name
    pattern = _("{zone}, right") if zone.side == "right" else _("{zone}, left")
    return pattern.format(zone=name)


def zone_in_a_sentence(name: str) -> str:
    """A zone without its side, as it stands within a sentence: `low back`."""
    return _(_ZONES_IN_A_SENTENCE[name])


def anatomical_name(zone: Zone) -> str:
    """The anatomical name of a zone's region."""
    return _(ANATOMICAL[zone.name])


def muscle_name(wording: str) -> str:
    """A muscle of a library in the person's language; a wording that is not known stays as it is.

    A leading `right` or `left` is kept as the side.
    """
    side, _space, rest = wording.partition(" ")
    if side in {"right", "left"} and rest in _KNOWN:
        pattern = _("{muscle}, right") if side == "right" else _("{muscle}, left")
        return pattern.format(muscle=_(rest))
    return _(wording) if wording in _KNOWN else wording


def zones_listed(names: Iterable[str]) -> str:
    """Zones in a row, as a sentence begins: `Low back, buttock and groin`."""
    first, *rest = names
    return listed([zone_name(first), *map(zone_in_a_sentence, rest)])


_KNOWN: Final = frozenset(MUSCLES)
