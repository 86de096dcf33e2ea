"""What is taught of trigger points and referred pain, and when to see a doctor.

Facts: trigger points and how sure they are [44, 45, 47, 52] in `body.trigger_points.REFERENCES`;
signs that need a doctor after the public pages that the safety notes rest on.
"""

from collections.abc import Mapping
from typing import Final

from posture_app.body.trigger_points import Pattern
from posture_app.body.zones import Zone
from posture_app.dataclass import dataclass
from posture_app.words.anatomy import zones_listed
from posture_app.words.catalogue import N_, _

LEAD: Final = N_(
    "Choose where it hurts, to see which muscles can refer pain to that place and which exercises"
    " work on them."
)
ABOUT: Final = (
    N_(
        "A trigger point is a small tender spot in a taut band of muscle. Pressing it can be felt"
        " somewhere else, which is called referred pain."
    ),
    N_(
        "How sure is that? Not very. No laboratory or imaging test shows a trigger point, experts"
        " do not agree on a cause, and some explain the pain by nerves instead. The patterns shown"
        " here are a teaching tradition, drawn from experience. They are not a diagnosis."
    ),
)
NO_MUSCLE: Final = N_(
    "No muscle in this collection is known for referring pain to this place. Pain often comes from"
    " near where it is felt."
)
TRADITION: Final = N_("Teaching tradition, not a diagnosis.")

_ALWAYS: Final = N_(
    "Ask a doctor or physiotherapist if it is not better after a few weeks, keeps you from daily"
    " life, gets worse, or worries you; soon with fever, weight loss you did not intend, or pain"
    " that rest does not ease."
)
_AFTER_ACCIDENT: Final = N_("Get help at once after a serious fall or accident.")
_CHEST: Final = N_(
    "Pain in the chest, above all with sweating, breathlessness, or pain in jaw or left arm, can"
    " come from the heart. Call the emergency number now."
)
_HEAD: Final = N_(
    "Get help at once for a sudden, severe headache or neck pain unlike any before; with dizziness,"
    " double vision, slurred speech, trouble swallowing, a numb face or an unsteady walk; or with"
    " fever and a stiff neck."
)
_BACK: Final = N_(
    "Get help at once for new numbness around genitals or buttocks, new trouble with bladder or"
    " bowel, weakness or numbness in both legs, or back pain together with chest pain."
)
_ARM: Final = N_(
    "See a doctor soon for a weak or clumsy hand, a cold arm, or pins and needles that are severe"
    " or spread."
)
_TEMPLE: Final = N_(
    "Over 50, with a new headache, a tender scalp, jaw pain when chewing or trouble seeing: see a"
    " doctor today. An artery at the temple can be inflamed, a danger to sight."
)
_EYE: Final = N_(
    "Get help at once for sudden loss of sight, double vision, or a red and painful eye with"
    " headache."
)
_CALF: Final = N_(
    "See a doctor today for a calf that is swollen, warm, red or tender, above all on one side: it"
    " can be a clot in a vein. With breathlessness or chest pain, call the emergency number now."
)
_KIDNEY: Final = N_(
    "See a doctor today for pain with fever, with burning or blood when you pass water, or that"
    " comes in waves down to the groin: it can come from the kidneys."
)
_BELLY: Final = N_(
    "Get help at once for sudden, severe pain in the belly, a hard belly, or a throbbing in it"
    " together with back pain; see a doctor soon for pain with vomiting or blood in the stool."
)
_SCIATICA: Final = N_(
    "If pain runs below the knee, or the leg tingles or is numb, leave out the seated hamstring"
    " stretch: it pulls on the nerve."
)
_LEG: Final = N_("See a doctor the same day for a leg that grows weaker or a foot that drops.")

_HEAD_REGIONS: Final = {"neck", "jaw"}
_BACK_REGIONS: Final = {"low_back", "upper_back", "hip", "trunk"}
_HEART: Final = {"upper_chest", "lower_chest", "upper_abdomen", "beside_shoulder_blade"}


@dataclass(frozen=True, slots=True)
class PatternWords:
    """What is taught about one muscle, or muscles that are taught together.

    Attributes:
        title: The muscle's name.
        lies: Where it lies, as a sentence.
        usual_point: Where the trigger points are, as a sentence.
        feels_like: What else is said of the pain.
        aggravated_by: What is said to make it worse, as a sentence.
    """

    title: str
    lies: str
    usual_point: str
    feels_like: str
    aggravated_by: str


PATTERNS: Final[Mapping[str, PatternWords]] = {
    "upper-trapezius": PatternWords(
        title=N_("Upper trapezius"),
        lies=N_("The slope from neck to shoulder."),
        usual_point=N_("The front edge of the slope between neck and shoulder."),
        feels_like=N_(
            "Up the side of the neck to behind the ear, and to the"
            " temple, the angle of the jaw and behind the eye."
        ),
        aggravated_by=N_(
            "A phone held between ear and shoulder, a heavy bag, no arm rests,"
            " raised shoulders, stress and a screen to one side."
        ),
    ),
    "middle-trapezius": PatternWords(
        title=N_("Middle trapezius"),
        lies=N_("Between the spine and the shoulder blade."),
        usual_point=N_("Between spine and shoulder blade."),
        feels_like=N_("A burning towards the spine, and at the point of the shoulder."),
        aggravated_by=N_("Reaching forward and driving with the arms high."),
    ),
    "lower-trapezius": PatternWords(
        title=N_("Lower trapezius"),
        lies=N_("From the middle of the back up to the shoulder blade."),
        usual_point=N_("The lower outer border, near the edge of the shoulder blade."),
        feels_like=N_("Also to the bone behind the ear."),
        aggravated_by=N_("Slumped sitting and arms held forward."),
    ),
    "levator-scapulae": PatternWords(
        title=N_("Levator scapulae"),
        lies=N_("From the side of the neck to the upper corner of the shoulder blade."),
        usual_point=N_("The angle of the neck, and the upper inner corner of the shoulder blade."),
        feels_like=N_("Often a stiff neck that is hard to turn."),
        aggravated_by=N_(
            "A turned head, draughts, a bag on one shoulder and the time after a whiplash."
        ),
    ),
    "sternocleidomastoid": PatternWords(
        title=N_("Sternocleidomastoid"),
        lies=N_("From behind the ear to the breastbone and collar bone."),
        usual_point=N_("Along the muscle, in both of its heads."),
        feels_like=N_(
            "May come with earache or dizziness, and with hardly any pain in the neck itself."
        ),
        aggravated_by=N_(
            "Looking up, a head held forward, breathing into the"
            " upper chest and sleeping on the front."
        ),
    ),
    "scalenes": PatternWords(
        title=N_("Scalenes"),
        lies=N_("The side of the neck, towards the front."),
        usual_point=N_("The side of the neck, towards the front."),
        feels_like=N_("Down the outer arm to thumb and index finger; tingling is possible."),
        aggravated_by=N_(
            "Heavy or upper-chest breathing, coughing, a rucksack and arms held forward."
        ),
    ),
    "suboccipitals": PatternWords(
        title=N_("Suboccipitals"),
        lies=N_("Under the base of the skull."),
        usual_point=N_("Just under the base of the skull."),
        feels_like=N_("A vague band from the back of the head to behind the eye."),
        aggravated_by=N_(
            "A head tilted up at a screen, glasses that make you"
            " tilt the head and keeping still for long."
        ),
    ),
    "splenius": PatternWords(
        title=N_("Splenius capitis and cervicis"),
        lies=N_("The upper side of the back of the neck."),
        usual_point=N_("High at the side of the back of the neck, and at its angle."),
        feels_like=N_("To the top of the head, or as if through the skull to behind the eye."),
        aggravated_by=N_("Whiplash, a cold draught and a turned head."),
    ),
    "semispinalis": PatternWords(
        title=N_("Semispinalis"),
        lies=N_("The back of the neck, close to the spine, up to the skull."),
        usual_point=N_(
            "At the back of the neck near the skull, and further down beside the spine."
        ),
        feels_like=N_("Like half a band around the head, from the back to above the ear."),
        aggravated_by=N_("Looking down for long and a head held forward."),
    ),
    "masseter": PatternWords(
        title=N_("Masseter"),
        lies=N_("From the cheek bone to the angle of the jaw."),
        usual_point=N_("In the cheek, where it bulges when you bite."),
        feels_like=N_(
            "Also like toothache or deep in the ear; opening the mouth wide can be hard."
        ),
        aggravated_by=N_("Clenching or grinding the teeth, chewing gum and stress."),
    ),
    "temporalis": PatternWords(
        title=N_("Temporalis"),
        lies=N_("Over the temple, like a fan."),
        usual_point=N_("At the temple, above and in front of the ear."),
        feels_like=N_(
            "Along the eyebrow and behind the eye; also like toothache in the upper jaw."
        ),
        aggravated_by=N_("Clenching or grinding the teeth, stress and a cold draught."),
    ),
    "rhomboids": PatternWords(
        title=N_("Rhomboids"),
        lies=N_("From the spine to the inner edge of the shoulder blade."),
        usual_point=N_("Along the inner border of the shoulder blade."),
        feels_like=N_("Stays near the muscle."),
        aggravated_by=N_("Rounded shoulders and tight chest muscles."),
    ),
    "serratus-posterior-superior": PatternWords(
        title=N_("Serratus posterior superior"),
        lies=N_("From the base of the neck to the upper ribs, partly under the shoulder blade."),
        usual_point=N_("At the upper inner corner of the shoulder blade, on the ribs beneath it."),
        feels_like=N_(
            "A deep ache under the shoulder blade; at times as far as the little finger."
        ),
        aggravated_by=N_("Breathing into the upper chest, coughing and reaching far forward."),
    ),
    "latissimus-dorsi": PatternWords(
        title=N_("Latissimus dorsi"),
        lies=N_("From the lower back up the side of the trunk to the arm."),
        usual_point=N_("At the back of the armpit, and on the side of the ribs."),
        feels_like=N_(
            "Around the lower tip of the shoulder blade, and down the inner arm to the ring and"
            " little finger; a change of position hardly eases it."
        ),
        aggravated_by=N_("Reaching up or far forward with a weight, and pulling hard."),
    ),
    "supraspinatus": PatternWords(
        title=N_("Supraspinatus"),
        lies=N_("Above the spine of the shoulder blade, to the top of the upper arm."),
        usual_point=N_("In the hollow above the spine of the shoulder blade."),
        feels_like=N_("A deep ache at the outside of the shoulder, often down to the elbow."),
        aggravated_by=N_("Work above the head and carrying with a hanging arm."),
    ),
    "infraspinatus": PatternWords(
        title=N_("Infraspinatus"),
        lies=N_("On the shoulder blade."),
        usual_point=N_("On the shoulder blade, below its spine."),
        feels_like=N_(
            "Deep in the front of the shoulder; in a study of 297 patients the"
            " front and outside of shoulder and arm were the commonest. It can run down to the"
            " thumb side of the hand."
        ),
        aggravated_by=N_("Reaching behind, throwing and sleeping on that side."),
    ),
    "pectorals": PatternWords(
        title=N_("Pectoralis major and minor"),
        lies=N_("The chest, from the breastbone to the arm."),
        usual_point=N_("The chest below the collar bone, and under its outer part."),
        feels_like=N_(
            "Down the inner arm towards the ring and little finger. Pain in the left"
            " chest can also come from the heart, which must be ruled out first."
        ),
        aggravated_by=N_("Hunched work at a desk and heavy pushing."),
    ),
    "rectus-abdominis": PatternWords(
        title=N_("Rectus abdominis"),
        lies=N_("The front of the belly, from the ribs to the pubic bone."),
        usual_point=N_("Just below the ribs, and low in the belly."),
        feels_like=N_(
            "In the back often like a belt across both sides. Pain in the belly can also come from"
            " an organ, which must be ruled out first."
        ),
        aggravated_by=N_("Many sit-ups, hard coughing and slumped sitting."),
    ),
    "thoracic-erector-spinae": PatternWords(
        title=N_("Thoracic erector spinae"),
        lies=N_("The long muscles beside the spine, at the ribs."),
        usual_point=N_("Beside the spine, at the height of the ribs."),
        feels_like=N_(
            "The iliocostalis towards the spine and sometimes the belly; the"
            " longissimus down to the sacro-iliac joint and the buttock."
        ),
        aggravated_by=N_("Lifting with a twist, long bending and long sitting."),
    ),
    "lumbar-erector-spinae": PatternWords(
        title=N_("Lumbar erector spinae"),
        lies=N_("The long muscles beside the lower spine."),
        usual_point=N_("Beside the spine, in the low back."),
        feels_like=N_(
            "The iliocostalis to the middle of the buttock; the"
            " longissimus down to the sacro-iliac joint and the buttock."
        ),
        aggravated_by=N_("Lifting with a twist, long bending and long sitting."),
    ),
    "multifidus": PatternWords(
        title=N_("Multifidus"),
        lies=N_("Short muscles close to the spine."),
        usual_point=N_("Close to the spine."),
        feels_like=N_(
            "Over the bony points in the middle of the spine, and a little below the tender spot."
        ),
        aggravated_by=N_("Lifting with a twist, long bending and long sitting."),
    ),
    "quadratus-lumborum": PatternWords(
        title=N_("Quadratus lumborum"),
        lies=N_("The flank, from the last rib to the hip crest."),
        usual_point=N_("The flank, between the last rib and the hip crest."),
        feels_like=N_(
            "To the hip crest and groin, the outer hip, the"
            " sacro-iliac joint or low in the buttock."
        ),
        aggravated_by=N_("Lifting with a twist, sitting unevenly and coughing."),
    ),
    "gluteus-medius": PatternWords(
        title=N_("Gluteus medius"),
        lies=N_("The side of the buttock, below the hip crest."),
        usual_point=N_("Just below the hip crest."),
        feels_like=N_("Along the belt line of the low back."),
        aggravated_by=N_("Standing on one leg, a wallet in the back pocket and long sitting."),
    ),
    "gluteus-minimus": PatternWords(
        title=N_("Gluteus minimus"),
        lies=N_("Deep at the side of the hip, under the gluteus medius."),
        usual_point=N_("Deep between the hip crest and the bony point at the outer hip."),
        feels_like=N_(
            "Down the outside or the back of the leg to the ankle, much like sciatica; a nerve"
            " must be ruled out first."
        ),
        aggravated_by=N_("Long standing or sitting, and lying on that side."),
    ),
    "gluteus-maximus": PatternWords(
        title=N_("Gluteus maximus"),
        lies=N_("The large muscle of the buttock."),
        usual_point=N_("Beside the sacrum, just above the sitting bone, and near the tailbone."),
        feels_like=N_("Stays near the muscle; a hard seat can press right on the sore spot."),
        aggravated_by=N_("Long sitting on a hard seat and walking uphill bent forward."),
    ),
    "piriformis": PatternWords(
        title=N_("Piriformis"),
        lies=N_("Deep in the middle of the buttock."),
        usual_point=N_("Deep in the middle of the buttock."),
        feels_like=N_("Can irritate the sciatic nerve."),
        aggravated_by=N_("Long sitting, crossed legs and running."),
    ),
    "iliopsoas": PatternWords(
        title=N_("Iliopsoas"),
        lies=N_("Deep in the belly, from the lower spine to the thigh."),
        usual_point=N_("In the groin, and deep beside the navel."),
        feels_like=N_("An upright line of ache along the lower spine, often worse standing."),
        aggravated_by=N_("Long sitting and sit-ups."),
    ),
}
"""What is taught of the muscles of `body.trigger_points.PATTERNS`, by their ids."""


def pattern_words(pattern: Pattern) -> PatternWords:
    """What is taught about a muscle, in the person's language."""
    words = PATTERNS[pattern.id]
    return PatternWords(
        title=_(words.title),
        lies=_(words.lies),
        usual_point=_(words.usual_point),
        feels_like=_(words.feels_like),
        aggravated_by=_(words.aggravated_by),
    )


def refers_to(pattern: Pattern) -> str:
    """Where a muscle can refer pain to, and how that feels, in sentences."""
    return _("{places}. {feeling}").format(
        places=zones_listed(pattern.refers_to), feeling=_(PATTERNS[pattern.id].feels_like)
    )


def is_by_the_heart(zone: Zone) -> bool:
    """Whether pain here must first be thought of as coming from the heart."""
    return zone.name in _HEART


def doctor_lines(zone: Zone) -> tuple[str, ...]:
    """When to see a doctor with pain in a zone, the most urgent first."""
    regions = set(zone.regions)
    lines = [
        (_CHEST, is_by_the_heart(zone) or zone.id == "front_of_upper_arm_left"),
        (_HEAD, bool(regions & _HEAD_REGIONS)),
        (_EYE, zone.name == "eye"),
        (_TEMPLE, zone.name in {"temple", "eye", "cheek", "crown", "forehead"}),
        (_CALF, zone.name in {"calf", "back_of_knee"}),
        (_BELLY, zone.name in {"upper_abdomen", "lower_abdomen"}),
        (_KIDNEY, zone.name in {"flank", "lower_abdomen", "groin"}),
        (_SCIATICA, zone.name in {"back_of_thigh", "buttock", "calf", "back_of_knee"}),
        (_BACK, bool(regions & _BACK_REGIONS)),
        (_ARM, bool(regions & {"arm", "shoulder_girdle", "neck"})),
        (_LEG, bool(regions & {"leg", "low_back", "hip"})),
        (_AFTER_ACCIDENT, True),
        (_ALWAYS, True),
    ]
    return tuple(_(words) for words, fits in lines if fits)
