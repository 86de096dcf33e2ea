"""Words for a patient's plan as the practice sees it: its versions, and what came back of it."""

from collections.abc import Mapping
from datetime import date

from posture_app.plans.patient import KeptPlan
from posture_app.plans.steps import ExerciseStep
from posture_app.words.catalogue import _
from posture_app.words.formats import medium_date


def version_title(kept: KeptPlan) -> str:
    """Which version it is, and of which plan."""
    return _("Version {number}: {plan}").format(number=kept.plan.revision, plan=kept.plan.name)


def handed_over_words(kept: KeptPlan) -> str:
    """When a version was handed over, if it was."""
    if kept.handed_over_on is None:
        return _("Not handed over")
    return _("Handed over on {date}").format(date=medium_date(kept.handed_over_on))


def proposed_step(step: ExerciseStep, names: Mapping[str, str]) -> str:
    """A step that the plan's rule leads to, told to the practice.

    Args:
        step: What is proposed.
        names: The exercises' names by their ids.
    """
    if step.why == "hurt":
        pattern = _("“{exercise}” hurt. The easier exercise is “{instead}”.")
    else:
        pattern = _("“{exercise}” went well. The harder exercise is “{instead}”.")
    return pattern.format(exercise=names[step.exercise], instead=names[step.instead])


def criterion_met(phase: str, after: str, day: date) -> str:
    """That the patient can go on to the next phase.

    Args:
        phase: The name of the one that they are in.
        after: The name of the next one.
        day: When the last session was done that counts for it.
    """
    return _("What leads on from “{phase}” was met on {date}. “{after}” can begin.").format(
        phase=phase, after=after, date=medium_date(day)
    )
