"""Words for what a library holds: kinds, regions, positions, equipment, and doses in sentences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from posture_app.library.model import (
    COMMON_PRACTICE,
    FLOOR_POSITIONS,
    Category,
    Dose,
    Exercise,
    Position,
    Region,
    Sides,
)
from posture_app.library.schema import Equipment
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import enumerated, number, spoken_duration

CATEGORIES: Final[Mapping[Category, str]] = {
    "mobility": N_("Mobility"),
    "stretch": N_("Stretching"),
    "strength": N_("Strength"),
    "stability": N_("Stability"),
    "relaxation": N_("Relaxation"),
    "self-massage": N_("Self-massage"),
}
REGIONS: Final[Mapping[Region, str]] = {
    "neck": N_("Neck"),
    "jaw": N_("Jaw"),
    "shoulder_girdle": N_("Shoulders"),
    "chest": N_("Chest"),
    "upper_back": N_("Upper back"),
    "low_back": N_("Lower back"),
    "trunk": N_("Trunk"),
    "hip": N_("Hips"),
    "leg": N_("Legs"),
    "arm": N_("Arms"),
    "whole_body": N_("Whole body"),
}
POSITIONS: Final[Mapping[Position, str]] = {
    "sitting": N_("Sitting"),
    "long_sitting": N_("Sitting, legs straight"),
    "standing": N_("Standing"),
    "standing_at_wall": N_("Standing at a wall"),
    "hook_lying": N_("On your back, knees bent"),
    "supine": N_("On your back"),
    "prone": N_("On your front"),
    "side_lying": N_("On your side"),
    "quadruped": N_("On hands and knees"),
    "kneeling": N_("Kneeling"),
    "half_kneeling": N_("Kneeling on one knee"),
}
EQUIPMENT: Final[Mapping[Equipment, str]] = {
    "chair": N_("Chair"),
    "desk": N_("Desk"),
    "wall": N_("Wall"),
    "doorway": N_("Doorway"),
    "mat": N_("Mat"),
    "pillow": N_("Pillow"),
    "towel": N_("Towel"),
    "band": N_("Exercise band"),
    "weight": N_("Weight"),
    "ball": N_("Ball"),
    "foam_roller": N_("Foam roller"),
    "step": N_("Step"),
}
_EQUIPMENT_IN_A_LIST: Final[Mapping[Equipment, str]] = {
    "chair": N_("chair"),
    "desk": N_("desk"),
    "wall": N_("wall"),
    "doorway": N_("doorway"),
    "mat": N_("mat"),
    "pillow": N_("pillow"),
    "towel": N_("towel"),
    "band": N_("exercise band"),
    "weight": N_("weight"),
    "ball": N_("ball"),
    "foam_roller": N_("foam roller"),
    "step": N_("step"),
}
"""The same after the first of a list, where English has small letters."""
SIDES: Final[Mapping[Sides, str]] = {
    "together": N_("Both sides together"),
    "each": N_("Each side by itself"),
    "alternating": N_("Sides take turns"),
}


def category(key: Category) -> str:
    """A kind of exercise."""
    return _(CATEGORIES[key])


def region(key: Region) -> str:
    """A region of the body."""
    return _(REGIONS[key])


def position(key: Position) -> str:
    """A start position."""
    return _(POSITIONS[key])


def equipment_name(key: Equipment) -> str:
    """One piece of equipment, by itself."""
    return _(EQUIPMENT[key])


def sides_words(key: Sides) -> str:
    """How the two sides take part."""
    return _(SIDES[key])


def exercises_counted(count: int) -> str:
    """`1 exercise`, `2 exercises`."""
    return ngettext("{count} exercise", "{count} exercises", count).format(count=count)


def exercises_found(found: int, every: int) -> str:
    """How many exercises a search has found: `3 of 40 exercises`, or `40 exercises`."""
    if found == every:
        return exercises_counted(every)
    return ngettext("{found} of {count} exercise", "{found} of {count} exercises", every).format(
        found=found, count=every
    )


def routines_counted(count: int) -> str:
    """`1 routine`, `2 routines`."""
    return ngettext("{count} routine", "{count} routines", count).format(count=count)


def dose_words(sides: Sides, dose: Dose, side: Literal["left", "right"] | None = None) -> str:
    """How much to do at one time, in words: `2 sets of 10, hold 5 seconds, on each side`.

    With a `side`, an exercise that has sides is done on that one alone.
    """
    words = _amount(dose)
    if side is not None and sides != "together":
        alone = _("{dose}, left side only") if side == "left" else _("{dose}, right side only")
        return alone.format(dose=words)
    holds = dose.model == "timed_hold" or bool(dose.model == "reps_with_hold" and dose.hold_s)
    if sides == "each" or (sides == "alternating" and dose.model != "continuous"):
        several = holds and (dose.model == "reps_with_hold" or dose.sets > 1)
        pattern = _("{dose}, on each side") if several else _("{dose} on each side")
        return pattern.format(dose=words)
    return words


def _amount(dose: Dose) -> str:
    sets = dose.sets
    if dose.model == "continuous":
        length = spoken_duration(dose.duration_s or 0)
        if sets == 1:
            return length
        return ngettext("{count} set of {length}", "{count} sets of {length}", sets).format(
            count=sets, length=length
        )
    hold = spoken_duration(dose.hold_s or 0)
    if dose.model == "timed_hold":
        if sets == 1:
            return _("Hold {length}").format(length=hold)
        return ngettext("{count} set, hold {length}", "{count} sets, hold {length}", sets).format(
            count=sets, length=hold
        )
    reps = dose.reps or 1
    if sets == 1:
        words = ngettext("{count} repetition", "{count} repetitions", reps).format(count=reps)
    else:
        words = ngettext(
            "{count} set of {repetitions}", "{count} sets of {repetitions}", sets
        ).format(count=sets, repetitions=reps)
    if dose.model == "reps_with_hold" and dose.hold_s:
        return _("{repetitions}, hold {length}").format(repetitions=words, length=hold)
    return words


def dose_details(dose: Dose) -> tuple[str, ...]:
    """The rest of a dose, one sentence each: tempo, pauses, how often."""
    return tuple(sentence for sentence in (_tempo(dose), _rest(dose), frequency(dose)) if sentence)


def _tempo(dose: Dose) -> str:
    if not dose.tempo_s:
        return ""
    return _("Take {out} s to move out and {back} s to come back.").format(
        out=number(dose.tempo_s.move), back=number(dose.tempo_s.return_)
    )


def _rest(dose: Dose) -> str:
    relax = spoken_duration(dose.relax_s) if dose.relax_s else ""
    rest = spoken_duration(dose.rest_s) if dose.rest_s and dose.sets > 1 else ""
    if relax and rest:
        return _("Rest {relax} between repetitions and {rest} between sets.").format(
            relax=relax, rest=rest
        )
    if relax:
        return _("Rest {relax} between repetitions.").format(relax=relax)
    return _("Rest {rest} between sets.").format(rest=rest) if rest else ""


def frequency(dose: Dose) -> str:
    """How often a dose is meant, as a sentence on days and weeks."""
    return times_a_week(dose.per_day or 0, dose.per_week or 0)


def times_a_week(day: int, week: int) -> str:
    """So many times a day on so many days a week, as a sentence; 0 is not said."""
    if not week:
        return _a_day(day) if day else ""
    if not day:
        if week == 7:
            return _("Every day.")
        return ngettext("{count} day a week.", "{count} days a week.", week).format(count=week)
    if week == 7:
        return _every_day(day)
    return _some_days(day, week)


def _a_day(times: int) -> str:
    if times == 1:
        return _("Once a day.")
    return _("Twice a day.") if times == 2 else _("{times} times a day.").format(times=times)


def _every_day(times: int) -> str:
    if times == 1:
        return _("Once a day, every day.")
    if times == 2:
        return _("Twice a day, every day.")
    return _("{times} times a day, every day.").format(times=times)


def _some_days(times: int, days: int) -> str:
    if times == 1:
        pattern = ngettext(
            "Once a day, {count} day a week.", "Once a day, {count} days a week.", days
        )
    elif times == 2:
        pattern = ngettext(
            "Twice a day, {count} day a week.", "Twice a day, {count} days a week.", days
        )
    else:
        pattern = ngettext(
            "{times} times a day, {count} day a week.",
            "{times} times a day, {count} days a week.",
            days,
        )
    return pattern.format(times=times, count=days)


def dose_source(dose: Dose) -> str:
    """What a dose rests on, where that is custom and not a publication."""
    if dose.source == COMMON_PRACTICE:
        return _("This amount is common clinical practice; no single study stands behind it.")
    return ""


def equipment_words(equipment: Iterable[Equipment]) -> str:
    """What one needs: `Chair, towel`, or that one needs nothing."""
    needed = tuple(equipment)
    if not needed:
        return _("Nothing")
    rest = (_(_EQUIPMENT_IN_A_LIST[key]) for key in needed[1:])
    return enumerated((equipment_name(needed[0]), *rest))


def place_words(exercises: Sequence[Exercise]) -> str:
    """Where a routine can be done."""
    if any(one.position in FLOOR_POSITIONS for one in exercises):
        return _("On the floor")
    if all(one.desk for one in exercises):
        return _("At your desk")
    if all(one.position == "sitting" for one in exercises):
        return _("On a chair")
    if all(one.position != "sitting" for one in exercises):
        return _("Standing")
    return _("Chair and standing")
