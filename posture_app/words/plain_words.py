"""What people type when they look for an exercise: plain words for regions, muscles and complaints.

They are only looked through and never shown, and both languages count at any time: somebody who
reads English may think of the `Nacken`, and a name that a physiotherapist wrote down is English.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from posture_app.library.model import Category, Exercise, Programme, Region, Routine
from posture_app.words.anatomy import muscle_name
from posture_app.words.catalogue import language
from posture_app.words.library import CATEGORIES, REGIONS, category, region
from posture_app.words.search_index import Searched, searched

_COMPLAINTS: Final = (
    "pain painful ache aching sore soreness stiff stiffness tight tightness tense tension hurts "
    "schmerz schmerzen schmerzend steif steifheit verspannt verspannung verspannungen weh"
)
_REGIONS: Final[Mapping[Region, str]] = {
    "neck": "neck cervical nape headache text neck nacken hals nackenschmerz kopfschmerz "
    "kopf head halswirbelsäule hws",
    "jaw": "jaw tmj clenching grinding teeth kiefer kaumuskeln zähneknirschen kieferschmerz cmd",
    "shoulder_girdle": "shoulder shoulders shoulder blade scapula schulter schultern "
    "schulterblatt schultergürtel schulterschmerz",
    "chest": "chest pecs breast brust brustkorb",
    "upper_back": "upper back mid back thoracic spine hunch slouch rounded oberer rücken "
    "rückenschmerz brustwirbelsäule bws rundrücken",
    "low_back": "low lower back lumbar spine backache unterer rücken rückenschmerz kreuz "
    "kreuzschmerz lendenwirbelsäule lws",
    "trunk": "trunk core abs belly stomach waist rumpf bauch bauchmuskeln",
    "hip": "hip hips pelvis buttock glutes bottom groin hüfte hüften becken gesäß po leiste",
    "leg": "leg legs thigh calf knee ankle foot bein beine oberschenkel wade knie fuß",
    "arm": "arm arms elbow forearm wrist hand arme ellenbogen unterarm handgelenk",
    "whole_body": "whole full body ganzer körper",
}
_CATEGORIES: Final[Mapping[Category, str]] = {
    "mobility": "mobility mobilise loosen beweglichkeit mobilisation lockern",
    "stretch": "stretch stretching dehnen dehnung dehnübung",
    "strength": "strength strengthen strengthening kraft kräftigen kräftigung",
    "stability": "stability stabilise balance stabilität stabilisieren",
    "relaxation": "relaxation relax calm stress entspannung entspannen",
    "self-massage": "massage selbstmassage",
}
_MUSCLES: Final[Mapping[str, str]] = {
    "trapezius": "traps trapez trapezmuskel kapuzenmuskel",
    "levator": "schulterblattheber",
    "sternocleidomastoid": "scm kopfwender",
    "suboccipitals": "suboccipital",
    "capitis": "suboccipital suboccipitals",
    "colli": "deep neck flexors",
    "scalene": "treppenmuskel",
    "rhomboid": "rhomboids rautenmuskel",
    "latissimus": "lats",
    "deltoid": "delts deltamuskel",
    "pectoralis": "pecs brustmuskel",
    "serratus": "sägemuskel",
    "erector": "back extensors rückenstrecker",
    "multifidus": "multifidi",
    "quadratus": "ql lendenmuskel",
    "abdominis": "abs bauchmuskel bauchmuskeln",
    "oblique": "obliques abs bauchmuskel",
    "gluteus": "glutes buttocks gesäßmuskel",
    "iliopsoas": "hip flexors psoas hüftbeuger",
    "femoris": "thigh oberschenkel",
    "quadriceps": "quads",
    "biceps femoris": "hamstrings hamstring ischiokrurale beinbeuger",
    "semitendinosus": "hamstrings hamstring ischiokrurale",
    "gastrocnemius": "calf calves wade wadenmuskel",
    "soleus": "calf calves wade",
    "infraspinatus": "rotator cuff rotatorenmanschette",
    "supraspinatus": "rotator cuff rotatorenmanschette",
    "diaphragm": "breathing zwerchfell atmung",
    "masseter": "kaumuskel",
}
"""By what stands in a muscle's anatomical name."""


def exercise_words(one: Exercise) -> Searched:
    """What an exercise is found by."""
    return _exercise_words(one, language())


def routine_words(one: Routine) -> Searched:
    """What a routine is found by: its name before whom and what for."""
    return searched(one.name, (), (one.goal, one.audience))


def programme_words(one: Programme) -> Searched:
    """What a programme is found by: its name before whom and what for."""
    return searched(one.name, (), (one.goal, one.audience))


@lru_cache(maxsize=4096)
def _exercise_words(one: Exercise, _language: str) -> Searched:
    muscles = (*one.muscles.primary, *one.muscles.secondary)
    plain = {words for muscle in muscles for part, words in _MUSCLES.items() if part in muscle}
    others = (
        *(" ".join((REGIONS[key], region(key), _REGIONS[key])) for key in one.regions),
        " ".join((CATEGORIES[one.category], category(one.category), _CATEGORIES[one.category])),
        *muscles,
        *map(muscle_name, muscles),
        *sorted(plain),
        _COMPLAINTS,
    )
    return searched(one.name, one.aliases, others)
