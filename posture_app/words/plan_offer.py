"""What a person reads of a plan before they follow it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from posture_app.coach.suitability import Profile
from posture_app.library.model import Library
from posture_app.plans.model import AdherenceFile, Plan
from posture_app.plans.offered import Standing, unfitting, unknown_conditions, untold_conditions
from posture_app.words import safety
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import medium_date

STANDING: Final[Mapping[Standing, str]] = {
    "new": "",
    "newer": N_("It is a newer version of the plan that you have, and takes its place."),
    "same": N_("You have this version of the plan already."),
    "older": N_("You have a newer version of this plan already. This one is older."),
}


def standing_words(standing: Standing) -> str:
    """How a plan stands to the version that is there; empty where there is none."""
    text = STANDING[standing]
    return _(text) if text else ""


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
