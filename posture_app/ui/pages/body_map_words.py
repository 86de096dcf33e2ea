"""The body map's words on trigger points and on when to see a doctor.

Facts: trigger points and how sure they are [44, 45, 47, 52] in `body.trigger_points.REFERENCES`;
signs that need a doctor after the public pages that the safety notes rest on.
"""

from typing import Final

from posture_app.body.zones import Zone

LEAD: Final = (
    "Choose where it hurts, to see which muscles can refer pain to that place and which exercises"
    " work on them."
)
ABOUT: Final = (
    (
        "A trigger point is a small tender spot in a taut band of muscle. Pressing it can be felt"
        " somewhere else, which is called referred pain."
    ),
    (
        "How sure is that? Not very. No laboratory or imaging test shows a trigger point, experts"
        " do not agree on a cause, and some explain the pain by nerves instead. The patterns shown"
        " here are a teaching tradition, drawn from experience. They are not a diagnosis."
    ),
)
NO_MUSCLE: Final = (
    "No muscle in this collection is known for referring pain to this place. Pain often comes from"
    " near where it is felt."
)
TRADITION: Final = "Teaching tradition, not a diagnosis."

_ALWAYS: Final = (
    "Ask a doctor or physiotherapist if it is not better after a few weeks, keeps you from daily"
    " life, gets worse, or worries you; soon with fever, weight loss you did not intend, or pain"
    " that rest does not ease."
)
_AFTER_ACCIDENT: Final = "Get help at once after a serious fall or accident."
_CHEST: Final = (
    "Pain in the chest, above all with sweating, breathlessness, or pain in jaw or left arm, can"
    " come from the heart. Call the emergency number now."
)
_HEAD: Final = (
    "Get help at once for a sudden, severe headache or neck pain unlike any before; with dizziness,"
    " double vision, slurred speech, trouble swallowing, a numb face or an unsteady walk; or with"
    " fever and a stiff neck."
)
_BACK: Final = (
    "Get help at once for new numbness around genitals or buttocks, new trouble with bladder or"
    " bowel, weakness or numbness in both legs, or back pain together with chest pain."
)
_ARM: Final = (
    "See a doctor soon for a weak or clumsy hand, a cold arm, or pins and needles that are severe"
    " or spread."
)
_LEG: Final = "See a doctor the same day for a leg that grows weaker or a foot that drops."

_HEAD_REGIONS: Final = {"neck", "jaw"}
_BACK_REGIONS: Final = {"low_back", "upper_back", "hip", "trunk"}
_HEART: Final = {"upper_chest", "lower_chest", "upper_abdomen", "beside_shoulder_blade"}


def is_by_the_heart(zone: Zone) -> bool:
    """Whether pain here must first be thought of as coming from the heart."""
    return zone.name in _HEART


def doctor_lines(zone: Zone) -> tuple[str, ...]:
    """When to see a doctor with pain in a zone, the most urgent first."""
    regions = set(zone.regions)
    lines = [
        (_CHEST, is_by_the_heart(zone) or zone.id == "front_of_upper_arm_left"),
        (_HEAD, bool(regions & _HEAD_REGIONS)),
        (_BACK, bool(regions & _BACK_REGIONS)),
        (_ARM, bool(regions & {"arm", "shoulder_girdle", "neck"})),
        (_LEG, bool(regions & {"leg", "low_back", "hip"})),
        (_AFTER_ACCIDENT, True),
        (_ALWAYS, True),
    ]
    return tuple(words for words, fits in lines if fits)
