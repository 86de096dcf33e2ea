"""What a person reads of the entries in their journal: the names of what can be answered."""

from collections.abc import Mapping
from typing import Final

from posture_app.coach.factors import Factor
from posture_app.journal.entries import Measure, PainKind, TreatmentKind, Trigger
from posture_app.words.catalogue import N_, _, pgettext

PAIN_KINDS: Final[Mapping[PainKind, str]] = {
    PainKind.ACHE: N_("Ache"),
    PainKind.STIFFNESS: N_("Stiffness"),
    PainKind.SPASM: N_("Spasm"),
    PainKind.BURNING: N_("Burning"),
    PainKind.TINGLING: N_("Tingling"),
    PainKind.NUMBNESS: N_("Numbness"),
}
FACTORS: Final[Mapping[Factor, str]] = {
    Factor.POOR_SLEEP: N_("Poor sleep"),
    Factor.STRESS: N_("Stress"),
    Factor.JAW_CLENCHING: N_("Clenched jaw"),
    Factor.LONG_SITTING: N_("Long sitting"),
    Factor.AWKWARD_POSTURE: N_("Awkward posture"),
    Factor.FATIGUE: N_("Fatigue"),
    Factor.UNUSUAL_LOAD: N_("Unusual load"),
    Factor.EXERCISE: N_("Exercise"),
    Factor.CYCLE: N_("Cycle or hormones"),
    Factor.ILLNESS: N_("Another illness"),
}
TRIGGERS: Final[Mapping[Trigger, str]] = {
    Trigger.LIFTING: N_("Lifting"),
    Trigger.BENDING: N_("Bending"),
    Trigger.TWISTING: N_("Twisting"),
    Trigger.SUDDEN_MOVE: N_("A sudden move"),
    Trigger.LONG_SITTING: N_("Long sitting"),
    Trigger.LONG_STANDING: N_("Long standing"),
    Trigger.EXERCISE: N_("Exercise"),
    Trigger.COLD: N_("Cold or a draught"),
    Trigger.STRESS: N_("Stress"),
    Trigger.POOR_SLEEP: N_("Poor sleep"),
    Trigger.NOTHING_KNOWN: N_("Nothing I know of"),
}
MEASURES: Final[Mapping[Measure, str]] = {
    Measure.REST: N_("Rest"),
    Measure.GENTLE_MOVEMENT: N_("Gentle movement"),
    Measure.STRETCHING: N_("Stretching"),
    Measure.HEAT: N_("Heat"),
    Measure.COLD: N_("Cold"),
    Measure.MASSAGE: N_("Massage"),
    Measure.BREATHING: N_("Calm breathing"),
    Measure.MEDICATION: N_("Medication"),
    Measure.OTHER: N_("Something else"),
}
TREATMENTS: Final[Mapping[TreatmentKind, str]] = {
    TreatmentKind.INJECTION: N_("Trigger point injection"),
    TreatmentKind.DRY_NEEDLING: N_("Dry needling"),
    TreatmentKind.PHYSIOTHERAPY: N_("Physiotherapy"),
    TreatmentKind.CHIROPRACTIC: N_("Chiropractic"),
    TreatmentKind.MASSAGE: N_("Massage"),
    TreatmentKind.MEDICATION: N_("Medication"),
    TreatmentKind.HEAT_OR_COLD: N_("Heat or cold"),
    TreatmentKind.OTHER: N_("Something else"),
}


def pain_kind_name(kind: PainKind) -> str:
    """How a pain feels."""
    return _(PAIN_KINDS[kind])


def factor_name(factor: Factor) -> str:
    """What a factor is called."""
    return _(FACTORS[factor])


def trigger_name(trigger: Trigger) -> str:
    """What set a spasm off."""
    return _(TRIGGERS[trigger])


def measure_name(measure: Measure) -> str:
    """What was done against a spasm."""
    return _(MEASURES[measure])


def treatment_name(kind: TreatmentKind) -> str:
    """What a kind of treatment is called."""
    return _(TREATMENTS[kind])


def level_name(level: int) -> str:
    """How much of a factor there was, from 0 to 3."""
    return (
        pgettext("how much of a factor", "None"),
        pgettext("how much of a factor", "A little"),
        pgettext("how much of a factor", "Some"),
        pgettext("how much of a factor", "A lot"),
    )[level]


def relief_name(relief: int) -> str:
    """How much something helped, from 0 to 3."""
    return (
        pgettext("relief", "Not at all"),
        pgettext("relief", "A little"),
        pgettext("relief", "Well"),
        pgettext("relief", "It was gone"),
    )[relief]
