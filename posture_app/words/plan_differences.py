"""Words for what was changed from one version of a plan to the next."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from posture_app.library.model import Exercise, Library
from posture_app.plans.differences import Difference
from posture_app.plans.model import Plan
from posture_app.words import safety
from posture_app.words.catalogue import LANGUAGES, N_, _, pgettext
from posture_app.words.formats import enumerated
from posture_app.words.library import dose_words
from posture_app.words.plans import (
    criterion_words,
    on_days,
    practice_words,
    side_words,
    step_rule_words,
)
from posture_app.words.programmes import weeks_counted

PLAN_FIELDS: Final[Mapping[str, str]] = {
    "name": N_("Name of the plan"),
    "goal": N_("Goal"),
    "patient": N_("Code or initials"),
    "language": N_("Language"),
    "practice": N_("Practice"),
    "precautions": N_("Precautions"),
    "steps": N_("Rule for easier and harder exercises"),
    "when_it_hurts": N_("When it hurts"),
    "when_to_call": N_("When to call"),
    "pages": N_("Pages to read"),
}
PHASE_FIELDS: Final[Mapping[str, str]] = {
    "name": N_("Name of the phase"),
    "aim": N_("Aim"),
    "weeks": N_("Length"),
    "criterion": N_("What leads on"),
    "routines": N_("Routines"),
}
ITEM_FIELDS: Final[Mapping[str, str]] = {
    "dose": N_("Amount"),
    "side": N_("Side"),
    "load": N_("Load"),
    "per_day": N_("Times a day"),
    "days_per_week": N_("Days a week"),
    "days": N_("Which days"),
    "note": N_("Note to the patient"),
    "may_step": N_("May become easier or harder"),
}


def difference_words(one: Difference, before: Plan, after: Plan, library: Library) -> str:
    """One difference in words.

    Args:
        one: What is different.
        before: The version before.
        after: The version that it was found in.
        library: Has all exercises of both versions, and the pages of the guide.
    """
    plan = before if one.kind == "removed" else after
    phase = next((each.name for each in plan.phases if each.id == one.phase), "")
    exercise = None if one.exercise is None else library.exercises[one.exercise]
    if one.kind == "changed":
        return _changed(one, phase, exercise, library)
    if exercise is not None:
        pattern = _("New in “{phase}”: {exercise}")
        if one.kind == "removed":
            pattern = _("No longer in “{phase}”: {exercise}")
        return pattern.format(phase=phase, exercise=exercise.name)
    if one.kind == "moved":
        if one.phase is None:
            return _("The phases have another order.")
        return _("The exercises of “{phase}” have another order.").format(phase=phase)
    pattern = _("New phase: {phase}") if one.kind == "added" else _("No longer a phase: {phase}")
    return pattern.format(phase=phase)


def _changed(one: Difference, phase: str, exercise: Exercise | None, library: Library) -> str:
    key = one.field or ""
    values = {
        "before": _value(key, one.before, exercise, library),
        "after": _value(key, one.after, exercise, library),
    }
    if exercise is not None:
        return _("“{exercise}” in “{phase}”. {field}: {after} (before: {before})").format(
            exercise=exercise.name, phase=phase, field=_(ITEM_FIELDS[key]), **values
        )
    if one.phase is not None:
        return _("“{phase}”. {field}: {after} (before: {before})").format(
            phase=phase, field=_(PHASE_FIELDS[key]), **values
        )
    return _("{field}: {after} (before: {before})").format(field=_(PLAN_FIELDS[key]), **values)


def _value(key: str, value: Any, exercise: Exercise | None, library: Library) -> str:  # noqa: ANN401 - any field's
    """A field's value in words."""
    if key == "dose" and exercise is not None:
        return dose_words(exercise.sides, value or exercise.dose)
    if key == "may_step":
        return pgettext("may", "yes") if value else pgettext("may", "no")
    if value is None or value in ("", ()):
        return pgettext("value", "none")
    names: Mapping[str, Mapping[str, str]] = {
        "pages": {page.id: page.title for page in library.guide.values()},
        "routines": {routine.id: routine.name for routine in library.routines.values()},
    }
    if key in names:
        return _quoted(names[key].get(one, one) for one in value)
    return _WORDS[key](value) if key in _WORDS else str(value)


def _quoted(words: Iterable[str]) -> str:
    return enumerated([_("“{words}”").format(words=one) for one in words])


_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "practice": lambda one: practice_words(one) or pgettext("value", "none"),
    "precautions": lambda found: _quoted(safety.condition(one) for one in found),
    "steps": step_rule_words,
    "weeks": weeks_counted,
    "criterion": criterion_words,
    "side": side_words,
    "days": on_days,
    "language": lambda one: LANGUAGES[one],
}
