"""The cautions and reasons to stop that go with a class of exercise, whoever wrote the exercise.

An exercise says itself only what is special about it; what holds for all that bend the neck, or
that hang a band on a door, stands here once and is found by what the exercise demands
(`library/demands.py`). `words/cautions.py` has the sentences. What has no source in `SOURCES` is
clinical judgement.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from posture_app.coach.pain_rule import Condition
from posture_app.dataclass import dataclass
from posture_app.library.demands import Demand, demands
from posture_app.library.model import Exercise, Library, Routine


class Caution(StrEnum):
    """Who takes care with a class of exercise, and how; the weightiest first."""

    NECK_VESSELS = "neck_vessels"
    """Signs of trouble in the arteries to the head."""
    NECK_CORD = "neck_cord"
    """Signs of a pressed spinal cord in the neck (degenerative cervical myelopathy)."""
    NECK_INJURY = "neck_injury"
    NECK_JOINTS = "neck_joints"
    """Conditions that loosen the joints of the upper neck."""
    NECK_HAND = "neck_hand"
    """Fragile bones, and the weight of a hand on the head."""
    CAUDA_EQUINA = "cauda_equina"
    """Signs of trouble in the nerves at the end of the spine."""
    BACK_INJURY = "back_injury"
    VERTEBRA_BENDING = "vertebra_bending"
    VERTEBRA_ARCHING = "vertebra_arching"
    VERTEBRA_TWIST = "vertebra_twist"
    ARM_SYMPTOMS = "arm_symptoms"
    LEG_SYMPTOMS = "leg_symptoms"
    SCIATICA = "sciatica"
    DIRECTION = "direction"
    """Some backs like bending and others arching."""
    AFTER_INJECTION = "after_injection"
    HEART = "heart"
    HIP_REPLACEMENT = "hip_replacement"
    PREGNANCY_PRONE = "pregnancy_prone"
    PREGNANCY_BELLY = "pregnancy_belly"
    PREGNANCY_FLAT = "pregnancy_flat"
    PREGNANCY_BACK = "pregnancy_back"
    BLOOD_THINNERS = "blood_thinners"
    LATEX = "latex"
    BAND_TEARS = "band_tears"
    DOOR = "door"
    BALANCE = "balance"


class StopSign(StrEnum):
    """What to stop any exercise for, with what to do then; the gravest first."""

    CHEST = "chest"
    CAUDA_EQUINA = "cauda_equina"
    HEAD_AND_NECK = "head_and_neck"
    FAINT = "faint"
    LIMB = "limb"
    STRONG_PAIN = "strong_pain"
    HEADACHE = "headache"


BY_DEMAND: Final[Mapping[Demand, tuple[Caution, ...]]] = {
    Demand.NECK: (
        Caution.NECK_VESSELS,
        Caution.NECK_CORD,
        Caution.NECK_INJURY,
        Caution.NECK_JOINTS,
    ),
    Demand.NECK_END_RANGE: (Caution.NECK_HAND,),
    Demand.ARM: (Caution.ARM_SYMPTOMS,),
    Demand.BACK: (Caution.CAUDA_EQUINA, Caution.LEG_SYMPTOMS),
    Demand.SPINE_FLEXION: (
        Caution.BACK_INJURY,
        Caution.VERTEBRA_BENDING,
        Caution.DIRECTION,
        Caution.PREGNANCY_BACK,
    ),
    Demand.SPINE_END_FLEXION: (Caution.BACK_INJURY, Caution.VERTEBRA_BENDING),
    Demand.SPINE_EXTENSION: (
        Caution.BACK_INJURY,
        Caution.VERTEBRA_ARCHING,
        Caution.DIRECTION,
        Caution.PREGNANCY_BACK,
    ),
    Demand.SPINE_TWIST: (Caution.BACK_INJURY, Caution.VERTEBRA_TWIST),
    Demand.PRONE: (Caution.PREGNANCY_PRONE,),
    Demand.SUPINE: (Caution.PREGNANCY_FLAT,),
    Demand.ABDOMINAL: (Caution.PREGNANCY_BELLY,),
    Demand.DEEP_HIP_FLEXION: (Caution.HIP_REPLACEMENT,),
    Demand.STRETCH: (Caution.AFTER_INJECTION,),
    Demand.LOADED: (Caution.AFTER_INJECTION, Caution.HEART),
    Demand.PRESSURE: (Caution.AFTER_INJECTION, Caution.BLOOD_THINNERS),
    Demand.BAND: (Caution.LATEX, Caution.BAND_TEARS),
    Demand.DOOR_ANCHOR: (Caution.DOOR,),
    Demand.NERVE_TENSION: (Caution.SCIATICA, Caution.DIRECTION),
    Demand.BALANCE: (Caution.BALANCE,),
}
"""What each class of exercise brings with it; a test holds every class to have something here."""

_BONES: Final = frozenset({Condition.OSTEOPOROSIS, Condition.LONG_STEROIDS})
CONDITIONS: Final[Mapping[Caution, frozenset[Condition]]] = {
    Caution.NECK_HAND: _BONES,
    Caution.VERTEBRA_BENDING: _BONES,
    Caution.VERTEBRA_ARCHING: _BONES,
    Caution.VERTEBRA_TWIST: _BONES,
    Caution.ARM_SYMPTOMS: frozenset({Condition.PAIN_INTO_LIMB}),
    Caution.LEG_SYMPTOMS: frozenset({Condition.PAIN_INTO_LIMB}),
    Caution.SCIATICA: frozenset({Condition.PAIN_INTO_LIMB}),
    Caution.AFTER_INJECTION: frozenset({Condition.RECENT_INJECTION}),
    Caution.HEART: frozenset({Condition.HEART_OR_BLOOD_PRESSURE}),
    Caution.HIP_REPLACEMENT: frozenset({Condition.HIP_OPERATION}),
    Caution.PREGNANCY_PRONE: frozenset({Condition.PREGNANCY}),
    Caution.PREGNANCY_BELLY: frozenset({Condition.PREGNANCY}),
    Caution.PREGNANCY_FLAT: frozenset({Condition.PREGNANCY}),
    Caution.PREGNANCY_BACK: frozenset({Condition.PREGNANCY}),
    Caution.LATEX: frozenset({Condition.LATEX_ALLERGY}),
}
"""Whom a caution is for, where the health profile asks just that."""

SOURCES: Final[Mapping[Caution, tuple[str, ...]]] = {
    Caution.NECK_VESSELS: ("rushton-2023", "hutting-2021"),
    Caution.NECK_CORD: ("davies-2018",),
    Caution.CAUDA_EQUINA: ("royal-free-cauda-equina", "finucane-2020"),
    Caution.NECK_HAND: ("brooke-wavell-2022",),
    Caution.VERTEBRA_BENDING: ("brooke-wavell-2022",),
    Caution.VERTEBRA_TWIST: ("brooke-wavell-2022",),
    Caution.AFTER_INJECTION: ("drugs-com-injection-care",),
}


@dataclass(frozen=True, slots=True)
class SortedCautions:
    """Cautions by whom they are for.

    `told` are for what the person has told of, `others` for what is not known of them; what the
    person has said not to have is in neither.
    """

    told: tuple[Caution, ...]
    others: tuple[Caution, ...]


def cautions(exercise: Exercise) -> tuple[Caution, ...]:
    """The cautions of an exercise's classes, each once, the weightiest first."""
    return _in_order(BY_DEMAND.get(demand, ()) for demand in demands(exercise))


def routine_cautions(routine: Routine, library: Library) -> tuple[Caution, ...]:
    """The cautions of all exercises of a routine, each once, the weightiest first."""
    return _in_order(cautions(library.exercises[item.exercise]) for item in routine.items)


def sorted_by_profile(
    found: Iterable[Caution], conditions: frozenset[Condition], *, answered: bool
) -> SortedCautions:
    """Which cautions are for a person who has told these conditions, and which are not known.

    Args:
        found: The cautions.
        conditions: What the person has told.
        answered: Whether they were asked; if so, what they did not tell they do not have.
    """
    told, others = [], []
    for one in found:
        asks = CONDITIONS.get(one)
        if asks and asks & conditions:
            told.append(one)
        elif asks is None or not answered:
            others.append(one)
    return SortedCautions(tuple(told), tuple(others))


def _in_order(found: Iterable[Iterable[Caution]]) -> tuple[Caution, ...]:
    wanted = {one for group in found for one in group}
    return tuple(one for one in Caution if one in wanted)
