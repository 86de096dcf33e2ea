"""Which exercises fit a person's health profile: what is left out, what is done otherwise, and why.

The rules stand between conditions and what an exercise demands (`library/demands.py`), so that a
new exercise falls under them by itself. They follow the caution codes of the clinical facts that
the library was written from; where no source is named they are clinical judgement, and the words
say whom to ask.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum, StrEnum
from typing import Final

from posture_app.coach.pain_rule import TIER, Advice, Condition, Sign
from posture_app.dataclass import dataclass
from posture_app.library.demands import Demand, demands
from posture_app.library.model import Exercise, Library, Region, Routine, RoutineItem

LOAD_AGAIN_ON_DAY: Final = 4
"""No strengthening, pressure or stretch by hand of the place before this day after an injection or
needling; day 0 is its own. The strictest of the clinics' rules (drugs-com-injection-care)."""


class Verdict(IntEnum):
    """How an exercise fits; what is greater outweighs what is less."""

    FITS = 0
    ADAPT = 1
    LEAVE_OUT = 2


class FitReason(StrEnum):
    """Why an exercise is adapted or left out; each has its sentence in words/."""

    ROUND_LESS = "round_less"
    NO_FAR_ROUNDING = "no_far_rounding"
    TWIST_LESS = "twist_less"
    NECK_ASK_FIRST = "neck_ask_first"
    NO_NECK_END_RANGE = "no_neck_end_range"
    HIP_BEND_LESS = "hip_bend_less"
    NO_DEEP_HIP_BEND = "no_deep_hip_bend"
    SPINE_ASK_SURGEON = "spine_ask_surgeon"
    NOT_PRONE_IN_PREGNANCY = "not_prone_in_pregnancy"
    NOT_FLAT_IN_PREGNANCY = "not_flat_in_pregnancy"
    NO_STRONG_BELLY_WORK_IN_PREGNANCY = "no_strong_belly_work_in_pregnancy"
    NO_BREATH_HOLDING = "no_breath_holding"
    DIZZY_SLOWLY = "dizzy_slowly"
    HOLD_A_SUPPORT = "hold_a_support"
    LATEX_FREE_BAND = "latex_free_band"
    ONLY_BREATHE_AND_WALK = "only_breathe_and_walk"
    WAIT_AFTER_INJECTION = "wait_after_injection"
    START_WITH_HALF_AFTER_INJECTION = "start_with_half_after_injection"
    SMALL_WITH_LIMB_PAIN = "small_with_limb_pain"
    NO_NERVE_TENSION = "no_nerve_tension"
    BONES_ASK_FIRST = "bones_ask_first"
    LOOKED_AT_FIRST = "looked_at_first"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person told about their health, and how many days ago a place was injected or needled.

    `injected_regions` empty means that the place is not known, and every region counts. `signs` are
    those that send somebody to a doctor first: while there is one, no exercise fits.
    """

    conditions: frozenset[Condition] = frozenset()
    days_since_injection: int | None = None
    injected_regions: frozenset[Region] = frozenset()
    signs: frozenset[Sign] = frozenset()


NOBODY: Final = Profile()
"""Of whom nothing is known."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one exercise fits, with the conditions and reasons behind it, the gravest first."""

    verdict: Verdict = Verdict.FITS
    reasons: tuple[tuple[Condition | Sign, FitReason], ...] = ()


_FITS: Final = Fit()


@dataclass(frozen=True, slots=True)
class Change:
    """What the profile changes about one exercise of a routine; `instead` is an exercise's id."""

    exercise: str
    fit: Fit
    instead: str | None = None


Fits = tuple[Change, ...]


_A, _L = Verdict.ADAPT, Verdict.LEAVE_OUT
_FRAGILE: Final[Mapping[Demand, tuple[Verdict, FitReason]]] = {
    Demand.SPINE_FLEXION: (_A, FitReason.ROUND_LESS),
    Demand.SPINE_END_FLEXION: (_L, FitReason.NO_FAR_ROUNDING),
    Demand.SPINE_TWIST: (_A, FitReason.TWIST_LESS),
    Demand.NECK_END_RANGE: (_A, FitReason.NECK_ASK_FIRST),
}
RULES: Final[Mapping[Condition, Mapping[Demand, tuple[Verdict, FitReason]]]] = {
    Condition.OSTEOPOROSIS: _FRAGILE,
    Condition.LONG_STEROIDS: _FRAGILE,
    Condition.CANCER: {Demand.LOADED: (_A, FitReason.BONES_ASK_FIRST)},
    Condition.RHEUMATOID_ARTHRITIS: {
        Demand.NECK: (_A, FitReason.NECK_ASK_FIRST),
        Demand.NECK_END_RANGE: (_L, FitReason.NO_NECK_END_RANGE),
    },
    Condition.HIP_OPERATION: {Demand.DEEP_HIP_FLEXION: (_L, FitReason.NO_DEEP_HIP_BEND)},
    Condition.SPINE_OPERATION: {
        Demand.SPINE_FLEXION: (_A, FitReason.SPINE_ASK_SURGEON),
        Demand.SPINE_EXTENSION: (_A, FitReason.SPINE_ASK_SURGEON),
        Demand.SPINE_TWIST: (_L, FitReason.SPINE_ASK_SURGEON),
        Demand.SPINE_END_FLEXION: (_L, FitReason.SPINE_ASK_SURGEON),
        Demand.NECK_END_RANGE: (_L, FitReason.SPINE_ASK_SURGEON),
    },
    Condition.PREGNANCY: {
        Demand.PRONE: (_L, FitReason.NOT_PRONE_IN_PREGNANCY),
        Demand.SUPINE: (_A, FitReason.NOT_FLAT_IN_PREGNANCY),
        Demand.ABDOMINAL: (_L, FitReason.NO_STRONG_BELLY_WORK_IN_PREGNANCY),
    },
    Condition.HEART_OR_BLOOD_PRESSURE: {Demand.LOADED: (_A, FitReason.NO_BREATH_HOLDING)},
    Condition.DIZZINESS: {
        Demand.NECK: (_A, FitReason.DIZZY_SLOWLY),
        Demand.NECK_END_RANGE: (_L, FitReason.DIZZY_SLOWLY),
        Demand.BALANCE: (_A, FitReason.HOLD_A_SUPPORT),
    },
    Condition.LATEX_ALLERGY: {Demand.BAND: (_A, FitReason.LATEX_FREE_BAND)},
    Condition.PAIN_INTO_LIMB: {
        Demand.NERVE_TENSION: (_L, FitReason.NO_NERVE_TENSION),
        Demand.NECK_END_RANGE: (_A, FitReason.SMALL_WITH_LIMB_PAIN),
        Demand.SPINE_END_FLEXION: (_A, FitReason.SMALL_WITH_LIMB_PAIN),
    },
}
_NOT_UNASKED: Final = frozenset(
    {
        FitReason.NECK_ASK_FIRST,
        FitReason.SPINE_ASK_SURGEON,
        FitReason.BONES_ASK_FIRST,
        FitReason.START_WITH_HALF_AFTER_INJECTION,
    }
)
_WAITS: Final = (Demand.LOADED, Demand.STRETCH, Demand.PRESSURE, Demand.NECK_END_RANGE)
SECOND_WEEK_ENDS: Final = 14
"""From the second week on one returns with half to two thirds; after it as before."""


def fit(exercise: Exercise, profile: Profile) -> Fit:
    """How an exercise fits this person."""
    if profile.signs:
        first = tuple((one, FitReason.LOOKED_AT_FIRST) for one in Sign if one in profile.signs)
        return Fit(Verdict.LEAVE_OUT, first)
    if not profile.conditions and profile.days_since_injection is None:
        return _FITS  # most people, for whom no demand need be read off a motion
    asked = demands(exercise)
    found = [
        (verdict, condition, why)
        for condition in Condition
        if condition in profile.conditions
        for demand, (verdict, why) in RULES.get(condition, {}).items()
        if demand in asked
    ]
    if (
        Condition.HIP_OPERATION in profile.conditions
        and Demand.DEEP_HIP_FLEXION in asked
        and Demand.LOADED in asked
    ):
        # Standing up from a chair is daily life: a higher seat, rather than not at all.
        found = [one for one in found if one[2] is not FitReason.NO_DEEP_HIP_BEND]
        found.append((_A, Condition.HIP_OPERATION, FitReason.HIP_BEND_LESS))
    found += _after_injection(exercise, asked, profile)
    if not found:
        return _FITS
    found.sort(key=lambda one: -one[0])
    reasons = dict.fromkeys((condition, why) for _, condition, why in found)
    return Fit(found[0][0], tuple(reasons))


def needs_a_doctor(signs: Iterable[Sign]) -> frozenset[Sign]:
    """Those of the signs that send somebody to a doctor before they exercise."""
    return frozenset(one for one in signs if TIER[one] >= Advice.SEE_SOMEBODY_SOON)


def fits_a_break(exercise: Exercise, profile: Profile) -> bool:
    """Whether a break may offer an exercise by itself: not where somebody is to be asked first."""
    judged = fit(exercise, profile)
    if judged.verdict is Verdict.LEAVE_OUT:
        return False
    return all(why not in _NOT_UNASKED for _condition, why in judged.reasons)


def is_gentle(exercise: Exercise) -> bool:
    """Whether it only moves: without strength, stretch, pressure or the end of the neck's range."""
    return demands(exercise).isdisjoint(_WAITS)


def fitting(routine: Routine, library: Library, profile: Profile) -> tuple[Routine | None, Fits]:
    """A routine without what does not fit, its easier exercise instead where that fits.

    Returns:
        The routine as it is to be played, None where nothing of it is left, and what was changed.
    """
    items: list[RoutineItem] = []
    changes: list[Change] = []
    played = {item.exercise for item in routine.items}
    for item in routine.items:
        exercise = library.exercises[item.exercise]
        judged = fit(exercise, profile)
        if judged.verdict is not Verdict.LEAVE_OUT:
            items.append(item)
            if judged.verdict is Verdict.ADAPT:
                changes.append(Change(exercise.id, judged))
            continue
        if any(one.exercise == exercise.id for one in changes):
            continue  # it stands in the routine more than once
        easier = _easier(exercise, library, profile)
        if easier in played:
            easier = None
        changes.append(Change(exercise.id, judged, instead=easier))
        if easier is not None:
            played.add(easier)
            items.append(RoutineItem(exercise=easier, side=item.side))
    if not items:
        return None, tuple(changes)
    return replace(routine, items=tuple(items)), tuple(dict.fromkeys(changes))


def _easier(exercise: Exercise, library: Library, profile: Profile) -> str | None:
    """The next easier exercise that fits, down its ladder."""
    seen = {exercise.id}
    while exercise.easier is not None and exercise.easier not in seen:
        exercise = library.exercises[exercise.easier]
        seen.add(exercise.id)
        if fit(exercise, profile).verdict is not Verdict.LEAVE_OUT:
            return exercise.id
    return None


def _after_injection(
    exercise: Exercise, asked: frozenset[Demand], profile: Profile
) -> Sequence[tuple[Verdict, Condition, FitReason]]:
    condition = Condition.RECENT_INJECTION
    if condition not in profile.conditions and profile.days_since_injection is None:
        return ()
    if profile.injected_regions and profile.injected_regions.isdisjoint(exercise.regions):
        return ()
    days = profile.days_since_injection
    if days == 0 and exercise.category != "relaxation" and "whole_body" not in exercise.regions:
        return ((_L, condition, FitReason.ONLY_BREATHE_AND_WALK),)
    if not any(demand in asked for demand in _WAITS):
        return ()
    if days is None or days >= LOAD_AGAIN_ON_DAY:
        if days is not None and days >= SECOND_WEEK_ENDS:
            return ()
        return ((_A, condition, FitReason.START_WITH_HALF_AFTER_INJECTION),)
    return ((_L, condition, FitReason.WAIT_AFTER_INJECTION),)
