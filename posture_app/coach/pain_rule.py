"""What to do about pain and other signs: one rule, used before, during and after a session.

The bands are one common rule and a setting: 0-3 go on, 4-5 do less, 6-10 stop, with the pain back
to usual by the next morning (the version reported for Silbernagel KG et al. 2007, Am J Sports Med
35(6):897-906; tested on tendons, not on necks and backs). Which signs send a person to care, and
how soon, follows the frameworks named at `SOURCES`; single signs have a weak accuracy (Finucane LM
et al. 2020), so the rule may send somebody to care and never says that all is well.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import Enum, IntEnum, StrEnum, auto
from typing import Annotated, Final

from posture_app.dataclass import dataclass
from posture_app.library.ranges import Ge, Le

Pain = Annotated[int, Ge(0), Le(10)]
"""A whole number from 0, no pain, to 10, the worst that one can imagine."""

RISE: Final = 2
"""So many points more than before are more than chance (Childs JD et al. 2005 for the low back)."""
UNCHANGED_DAYS: Final = 7
"""A spasm that has not changed for so many days is for somebody to look at (judgement)."""


class Advice(IntEnum):
    """What the rule says; what is greater outweighs what is less."""

    GO_ON = 0
    HOLD = 1
    EASIER = 2
    STOP = 3
    SEE_SOMEBODY_SOON = 4
    EMERGENCY = 5

    @property
    def key(self) -> str:
        """As files and the command line have it."""
        return self.name.lower()


class Sign(StrEnum):
    """What a person notices beside the strength of a pain."""

    CHEST_PAIN = "chest_pain"
    BREATHLESS = "breathless"
    SADDLE_NUMBNESS = "saddle_numbness"
    BLADDER_OR_BOWEL = "bladder_or_bowel"
    BOTH_LEGS_WEAK = "both_legs_weak"
    WORST_HEADACHE = "worst_headache"
    SPEECH_OR_FACE = "speech_or_face"
    BREATHLESS_AFTER_NEEDLING = "breathless_after_needling"
    FEVER_WITH_BACK_PAIN = "fever_with_back_pain"
    NIGHT_PAIN = "night_pain"
    WEIGHT_LOSS = "weight_loss"
    CANCER_HISTORY = "cancer_history"
    FALL = "fall"
    CLUMSY_HANDS = "clumsy_hands"
    UNSTEADY_WALKING = "unsteady_walking"
    SHOCKS_ON_NECK_FLEXION = "shocks_on_neck_flexion"
    CALF_SWOLLEN = "calf_swollen"
    SCALP_TENDER_OVER_50 = "scalp_tender_over_50"
    FEVER_AFTER_INJECTION = "fever_after_injection"
    SPREADING_NUMBNESS = "spreading_numbness"
    SHARP_PAIN = "sharp_pain"


class Condition(StrEnum):
    """What the health profile asks, once."""

    OSTEOPOROSIS = "osteoporosis"
    LONG_STEROIDS = "long_steroids"
    CANCER = "cancer"
    RHEUMATOID_ARTHRITIS = "rheumatoid_arthritis"
    HIP_OPERATION = "hip_operation"
    SPINE_OPERATION = "spine_operation"
    PREGNANCY = "pregnancy"
    HEART_OR_BLOOD_PRESSURE = "heart_or_blood_pressure"
    DIZZINESS = "dizziness"
    LATEX_ALLERGY = "latex_allergy"
    RECENT_INJECTION = "recent_injection"
    PAIN_INTO_LIMB = "pain_into_limb"


class AdviceReason(StrEnum):
    """Why the rule says what it says, beside the signs, which are reasons by themselves."""

    PAIN_IN_LOW_BAND = "pain_in_low_band"
    PAIN_IN_MIDDLE_BAND = "pain_in_middle_band"
    PAIN_IN_HIGH_BAND = "pain_in_high_band"
    PAIN_ROSE = "pain_rose"
    NOT_SETTLED_BY_MORNING = "not_settled_by_morning"
    CHEST = "chest"
    HEAD = "head"
    STRONG_PAIN_WITH_FRAGILE_BONES = "strong_pain_with_fragile_bones"
    STRONG_PAIN_WITH_CANCER = "strong_pain_with_cancer"
    NUMBNESS_WITH_PAIN_INTO_LIMB = "numbness_with_pain_into_limb"
    NUMBNESS_WITH_RHEUMATOID_ARTHRITIS = "numbness_with_rheumatoid_arthritis"
    RECENT_INJECTION = "recent_injection"
    SPASM_UNCHANGED = "spasm_unchanged"
    NOT_ANSWERED = "not_answered"


_EMERGENCY: Final = (
    Sign.CHEST_PAIN,
    Sign.BREATHLESS,
    Sign.SADDLE_NUMBNESS,
    Sign.BLADDER_OR_BOWEL,
    Sign.BOTH_LEGS_WEAK,
    Sign.WORST_HEADACHE,
    Sign.SPEECH_OR_FACE,
    Sign.BREATHLESS_AFTER_NEEDLING,
)
_STOP: Final = (Sign.SPREADING_NUMBNESS, Sign.SHARP_PAIN)
TIER: Final[Mapping[Sign, Advice]] = {
    sign: Advice.EMERGENCY
    if sign in _EMERGENCY
    else Advice.STOP
    if sign in _STOP
    else Advice.SEE_SOMEBODY_SOON
    for sign in Sign
}
"""What each sign asks for by itself."""

CHEST_ZONES: Final = frozenset({"upper_chest", "lower_chest"})
HEAD_ZONES: Final = frozenset(
    {"forehead", "temple", "eye", "cheek", "crown", "back_of_head", "ear"}
)
"""Names of zones of the body's surface, without their sides; `body/zones.py` has them all."""

_PAIN_SOURCES: Final = ("silbernagel-2007",)
SOURCES: Final[Mapping[Sign | AdviceReason, tuple[str, ...]]] = {
    Sign.CHEST_PAIN: ("nhs-back-pain",),
    Sign.SADDLE_NUMBNESS: ("royal-free-cauda-equina", "finucane-2020"),
    Sign.BLADDER_OR_BOWEL: ("royal-free-cauda-equina", "finucane-2020"),
    Sign.BOTH_LEGS_WEAK: ("royal-free-cauda-equina", "finucane-2020"),
    Sign.WORST_HEADACHE: ("rushton-2023", "hutting-2021"),
    Sign.SPEECH_OR_FACE: ("rushton-2023", "hutting-2021"),
    Sign.FEVER_WITH_BACK_PAIN: ("finucane-2020", "nhs-back-pain"),
    Sign.NIGHT_PAIN: ("verhagen-2016", "nhs-back-pain"),
    Sign.WEIGHT_LOSS: ("verhagen-2016", "nhs-back-pain"),
    Sign.CANCER_HISTORY: ("verhagen-2016", "finucane-2020"),
    Sign.FALL: ("verhagen-2016", "finucane-2020"),
    Sign.CLUMSY_HANDS: ("davies-2018",),
    Sign.UNSTEADY_WALKING: ("davies-2018",),
    Sign.SHOCKS_ON_NECK_FLEXION: ("davies-2018",),
    Sign.FEVER_AFTER_INJECTION: ("guys-st-thomas-trigger-point-injections",),
    Sign.SPREADING_NUMBNESS: ("nhs-neck-pain",),
    AdviceReason.PAIN_IN_LOW_BAND: _PAIN_SOURCES,
    AdviceReason.PAIN_IN_MIDDLE_BAND: _PAIN_SOURCES,
    AdviceReason.PAIN_IN_HIGH_BAND: _PAIN_SOURCES,
    AdviceReason.PAIN_ROSE: ("childs-2005",),
    AdviceReason.NOT_SETTLED_BY_MORNING: _PAIN_SOURCES,
    AdviceReason.STRONG_PAIN_WITH_FRAGILE_BONES: ("verhagen-2016", "finucane-2020"),
    AdviceReason.STRONG_PAIN_WITH_CANCER: ("verhagen-2016", "finucane-2020"),
    AdviceReason.NUMBNESS_WITH_PAIN_INTO_LIMB: ("nhs-neck-pain",),
    AdviceReason.NUMBNESS_WITH_RHEUMATOID_ARTHRITIS: ("davies-2018",),
    AdviceReason.RECENT_INJECTION: ("drugs-com-injection-care",),
}
"""Ids of the library's sources; what has none rests on clinical judgement, and says nothing."""


class PainResponse(Enum):
    """How to go on after "that hurt"."""

    EASIER = auto()
    """With the easier exercise."""
    SKIP = auto()
    """Without this exercise."""
    STOP = auto()
    """Not at all."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the bands of pain begin; whole numbers, without a gap.

    Raises:
        ValueError: They are not in order, or out of 1 to 10.
    """

    middle_from: int = 4
    high_from: int = 6

    def __post_init__(self) -> None:
        if not 1 <= self.middle_from < self.high_from <= 10:
            raise ValueError("bands of pain begin in order, from 1 to 10")


@dataclass(frozen=True, slots=True, kw_only=True)
class PainAnswers:
    """What a person answered; None is not answered, which is no number.

    `where` are names or ids of zones of the body's surface (`low_back`, `low_back_left`).
    `spasm_days` is for how many days a spasm has not changed.
    """

    before: int | None = None
    during: int | None = None
    after: int | None = None
    next_morning: int | None = None
    where: Collection[str] = ()
    signs: Collection[Sign] = ()
    profile: Collection[Condition] = ()
    spasm_days: int | None = None

    @property
    def highest(self) -> int | None:
        """The strongest pain that was answered."""
        return max((one for one in self._answers() if one is not None), default=None)

    def _answers(self) -> tuple[int | None, ...]:
        return self.before, self.during, self.after, self.next_morning


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rule proposes and why; `reasons` are in the order of their weight."""

    advice: Advice
    reasons: tuple[Sign | AdviceReason, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the reasons, each once."""
        return tuple(dict.fromkeys(one for why in self.reasons for one in SOURCES.get(why, ())))


def advise(answers: PainAnswers, bands: Bands | None = None) -> Judgement:
    """What to do, by the gravest of all that was answered.

    Every whole number from 0 to 10 falls into one band. A rise of `RISE` over the pain before is
    at least `HOLD`, and so is a next morning that is worse than before. A place in the chest or at
    the head is a reason to stop at any strength but 0.
    """
    found: list[tuple[Advice, Sign | AdviceReason]] = [
        *((TIER[sign], sign) for sign in Sign if sign in answers.signs),
        *_by_place(answers),
        *_by_profile(answers, bands or Bands()),
        *_by_pain(answers, bands or Bands()),
    ]
    if not found:
        return Judgement(Advice.GO_ON, (AdviceReason.NOT_ANSWERED,))
    gravest = max(advice for advice, _ in found)
    ordered = sorted(found, key=lambda one: -one[0])
    return Judgement(gravest, tuple(why for advice, why in ordered if advice or not gravest))


def _by_place(answers: PainAnswers) -> Iterable[tuple[Advice, AdviceReason]]:
    names = {zone.removesuffix("_left").removesuffix("_right") for zone in answers.where}
    if answers.highest == 0:
        return
    if names & CHEST_ZONES:
        yield Advice.STOP, AdviceReason.CHEST
    if names & HEAD_ZONES:
        yield Advice.STOP, AdviceReason.HEAD


def _by_profile(answers: PainAnswers, bands: Bands) -> Iterable[tuple[Advice, AdviceReason]]:
    profile, signs = frozenset(answers.profile), frozenset(answers.signs)
    if answers.highest is not None and answers.highest >= bands.high_from:
        if profile & {Condition.OSTEOPOROSIS, Condition.LONG_STEROIDS}:
            yield Advice.SEE_SOMEBODY_SOON, AdviceReason.STRONG_PAIN_WITH_FRAGILE_BONES
        if Condition.CANCER in profile:
            yield Advice.SEE_SOMEBODY_SOON, AdviceReason.STRONG_PAIN_WITH_CANCER
    if Sign.SPREADING_NUMBNESS in signs:
        if Condition.PAIN_INTO_LIMB in profile:
            yield Advice.SEE_SOMEBODY_SOON, AdviceReason.NUMBNESS_WITH_PAIN_INTO_LIMB
        if Condition.RHEUMATOID_ARTHRITIS in profile:
            yield Advice.SEE_SOMEBODY_SOON, AdviceReason.NUMBNESS_WITH_RHEUMATOID_ARTHRITIS
    if answers.spasm_days is not None and answers.spasm_days >= UNCHANGED_DAYS:
        yield Advice.HOLD, AdviceReason.SPASM_UNCHANGED
    if Condition.RECENT_INJECTION in profile:
        yield Advice.HOLD, AdviceReason.RECENT_INJECTION


def _by_pain(answers: PainAnswers, bands: Bands) -> Iterable[tuple[Advice, AdviceReason]]:
    highest = answers.highest
    if highest is None:
        return
    if highest >= bands.high_from:
        yield Advice.STOP, AdviceReason.PAIN_IN_HIGH_BAND
    elif answers.during is not None and answers.during >= bands.middle_from:
        yield Advice.EASIER, AdviceReason.PAIN_IN_MIDDLE_BAND
    elif highest >= bands.middle_from:
        yield Advice.HOLD, AdviceReason.PAIN_IN_MIDDLE_BAND
    else:
        yield Advice.GO_ON, AdviceReason.PAIN_IN_LOW_BAND
    before = answers.before
    if before is None:
        return
    later = (answers.during, answers.after, answers.next_morning)
    if any(one is not None and one >= before + RISE for one in later):
        yield Advice.HOLD, AdviceReason.PAIN_ROSE
    if answers.next_morning is not None and answers.next_morning > before:
        yield Advice.HOLD, AdviceReason.NOT_SETTLED_BY_MORNING
