"""What a person is told of a plan before they follow it.

Which revision it is, and what of it does not go with what they told about their health.
"""

from collections.abc import Iterator
from typing import Literal

from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import Change, Profile, Verdict, fit
from posture_app.library.model import Library
from posture_app.plans.model import Plan

OfferStanding = Literal["new", "newer", "same", "other", "older", "put_away"]
"""How a revision stands to the one that is there: there is none of this plan, or that one is older,
the same, another of the same number, or newer; or it is no file, but a plan that was put away."""


def standing(known: int | None, revision: int) -> OfferStanding:
    """How a revision stands to the newest that was received before."""
    if known is None:
        return "new"
    if revision == known:
        return "same"
    return "newer" if revision > known else "older"


def unknown_conditions(plan: Plan, profile: Profile) -> tuple[Condition, ...]:
    """What the person has told about their health and the plan does not know."""
    return tuple(one for one in Condition if one in profile.conditions - {*plan.precautions})


def untold_conditions(plan: Plan, profile: Profile) -> tuple[Condition, ...]:
    """What the plan heeds and the person has not told in the program."""
    return tuple(one for one in Condition if one in {*plan.precautions} - profile.conditions)


def unfitting(plan: Plan, library: Library, profile: Profile) -> Iterator[Change]:
    """The plan's exercises that the profile leaves out, each once, in the plan's order.

    Args:
        plan: The plan.
        library: Has every exercise of it.
        profile: What the person has told.
    """
    ids = dict.fromkeys(item.exercise for phase in plan.phases for item in phase.items)
    for one in ids:
        found = fit(library.exercises[one], profile)
        if found.verdict is Verdict.LEAVE_OUT:
            yield Change(one, found)
