"""What a person reads of a plan before they follow it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from posture_app.coach.suitability import Profile
from posture_app.library.model import Exercise, Library
from posture_app.plans.model import AdherenceFile, Plan, PlanItem
from posture_app.plans.offered import (
    OfferStanding,
    unfitting,
    unknown_conditions,
    untold_conditions,
)
from posture_app.words import safety
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import medium_date

STANDING: Final[Mapping[OfferStanding, str]] = {
    "new": "",
    "newer": N_("It is a newer version of the plan that you have, and takes its place."),
    "same": N_("You have this version of the plan already."),
    "other": N_(
        "It has the number of the version that you have and is another one, and takes its place."
    ),
    "older": N_("You have a newer version of this plan already. This one is older."),
    "put_away": N_("You had put this plan away. Follow it to take it up again."),
}


_LONGEST_CUE: Final = 120
"""What is longer cannot be read while one exercises, and stands among the steps."""


def standing_words(standing: OfferStanding) -> str:
    """How a plan stands to the version that is there; empty where there is none."""
    text = STANDING[standing]
    return _(text) if text else ""


def phase_words(plan: Plan, phase_id: str, before: str | None) -> str:
    """In which phase a plan is followed, that the person has already.

    Args:
        plan: The plan.
        phase_id: The phase.
        before: The phase of it that was followed last; None where none was.
    """
    name = next(one.name for one in plan.phases if one.id == phase_id)
    if before is None or before == phase_id:
        return _("You go on in the phase “{phase}”.").format(phase=name)
    return _("You begin with the phase “{phase}”.").format(phase=name)


def adherence_words(adherence: AdherenceFile) -> str:
    """How much of a plan a file tells, and from when to when."""
    count = len(adherence.sessions)
    return ngettext(
        "{count} session from {first} to {last}", "{count} sessions from {first} to {last}", count
    ).format(
        count=count,
        first=medium_date(date.fromisoformat(adherence.first_day)),
        last=medium_date(date.fromisoformat(adherence.last_day)),
    )


def with_notes(library: Library, plan: Plan, phase_id: str) -> Library:
    """A library whose exercises say first, while they are done, what the plan says of them.

    Args:
        library: The library.
        plan: The plan.
        phase_id: Its phase in which they are done.
    """
    items = [one for phase in plan.phases if phase.id == phase_id for one in phase.items]
    told = {
        one.exercise: _with_note(library.exercises[one.exercise], one)
        for one in items
        if one.exercise in library.exercises
    }
    return replace(library, exercises={**library.exercises, **told})


def _with_note(exercise: Exercise, item: PlanItem) -> Exercise:
    load = _("With: {load}").format(load=item.load) if item.load else ""
    cues = [one for one in (load, item.note) if 0 < len(one) <= _LONGEST_CUE]
    steps = [item.note] if len(item.note) > _LONGEST_CUE else []
    return replace(exercise, cues=(*cues, *exercise.cues), steps=(*steps, *exercise.steps))


def disagreements(plan: Plan, library: Library, profile: Profile) -> Iterator[str]:
    """Where a plan and what the person told about their health do not go together, as sentences.

    Args:
        plan: The plan.
        library: Has every exercise of it.
        profile: What the person has told.
    """
    for one in unknown_conditions(plan, profile):
        yield _("Your health profile says “{condition}”, and the plan does not know of it.").format(
            condition=safety.condition(one)
        )
    for one in untold_conditions(plan, profile):
        yield _("The plan heeds “{condition}”, and your health profile does not say it.").format(
            condition=safety.condition(one)
        )
    for change in unfitting(plan, library, profile):
        yield _("{exercise}: {reason}").format(
            exercise=library.exercises[change.exercise].name, reason=safety.fit_words(change.fit)
        )
