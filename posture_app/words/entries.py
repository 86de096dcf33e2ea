"""What a person reads of the entries in their journal: the names of what can be answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from posture_app.coach.factors import Factor
from posture_app.journal.entries import (
    WORKPLACE,
    CheckIn,
    Entry,
    Measure,
    Note,
    PainAt,
    PainKind,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.formats import enumerated, long_date

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


_SAVED: Final[Mapping[type[Entry], str]] = {
    CheckIn: N_("The check-in is saved."),
    Spasm: N_("The spasm is saved."),
    Treatment: N_("The treatment is saved."),
    Note: N_("The note is saved."),
    QuestionnaireResponse: N_("The questionnaire is saved."),
}
_DELETED: Final[Mapping[type[Entry], str]] = {
    CheckIn: N_("The check-in is deleted."),
    Spasm: N_("The spasm is deleted."),
    Treatment: N_("The treatment is deleted."),
    Note: N_("The note is deleted."),
    QuestionnaireResponse: N_("The questionnaire is deleted."),
}


def saved_words(entry: Entry) -> str:
    """That an entry is kept."""
    if isinstance(entry, QuestionnaireResponse) and entry.questionnaire == WORKPLACE:
        return _("The check of your workplace is saved.")
    return _(_SAVED[type(entry)])


def deleted_words(entry: Entry) -> str:
    """That an entry is gone."""
    if isinstance(entry, QuestionnaireResponse) and entry.questionnaire == WORKPLACE:
        return _("The check of your workplace is deleted.")
    return _(_DELETED[type(entry)])


def as_before(answer: str, day: date, today: date) -> str:
    """An answer of an earlier check-in, which does not count for today.

    Args:
        answer: What was answered then.
        day: The day of it.
        today: The person's day.
    """
    days = (today - day).days
    if days == 0:
        return _("As earlier today: {answer}").format(answer=answer)
    if days == 1:
        return _("As yesterday: {answer}").format(answer=answer)
    return _("As on {day}: {answer}").format(day=long_date(day), answer=answer)


def same_as(day: date, today: date) -> str:
    """What confirms all answers of an earlier check-in at once."""
    days = (today - day).days
    if days == 0:
        return _("Same as earlier today")
    return _("Same as yesterday") if days == 1 else _("Same as last time")


def place_names(zones: Iterable[str]) -> str:
    """What places of the body are called, with their sides; ids that are not known are left out."""
    # Today needs no body before there is a place to be named.
    from posture_app.body.zones import zones_by_id  # noqa: PLC0415 - see above
    from posture_app.words.anatomy import zone_title  # noqa: PLC0415 - see above

    known = zones_by_id()
    return "; ".join(zone_title(known[one]) for one in zones if one in known)


def place_line(place: PainAt) -> str:
    """A place and how it feels: `Low back, right (ache, 4 of 10)`."""
    told = [pain_kind_name(kind) for kind in place.kinds]
    if place.now is not None:
        told.append(_("{value} of 10").format(value=place.now))
    name = place_names((place.zone,))
    if not told:
        return name
    return _("{place} ({facts})").format(place=name, facts=enumerated(told))


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
