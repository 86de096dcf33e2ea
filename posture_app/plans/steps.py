"""When the easier or the harder exercise of a ladder is proposed for an item of a plan.

Proposes only: the patient, or whoever made the plan, decides (`StepRule`).
"""

from collections.abc import Sequence
from typing import Literal

from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.plans.model import Plan, PlanCriterion, PlanPhase, SessionDone


@dataclass(frozen=True, slots=True)
class ExerciseStep:
    """One exercise in the place of another, and why: it went well, or it hurt."""

    exercise: str
    instead: str
    why: Literal["went_well", "hurt"]


def proposed_steps(
    plan: Plan, phase: PlanPhase, sessions: Sequence[SessionDone], library: Library
) -> tuple[ExerciseStep, ...]:
    """The steps that the plan's rule leads to, in the order of the phase.

    Args:
        plan: Whose rule counts.
        phase: The phase that the patient is in.
        sessions: What was done in it, oldest first; others do no harm.
        library: Knows the ladders.
    """
    found = []
    taken = {item.exercise for item in phase.items}
    for item in phase.items:
        exercise = library.exercises.get(item.exercise)
        if not item.may_step or exercise is None:
            continue
        done = [one for one in sessions if one.phase == phase.id and _did(one, item.exercise)]
        if _hurt(done[-1:], item.exercise, plan.steps.easier_from):
            step = ExerciseStep(item.exercise, exercise.easier or "", "hurt")
        elif is_met(plan.steps.harder, done, item.exercise):
            step = ExerciseStep(item.exercise, exercise.harder or "", "went_well")
        else:
            continue
        if step.instead in library.exercises and step.instead not in taken:
            found.append(step)
            taken.add(step.instead)  # a phase has each exercise once, whatever is accepted
    return tuple(found)


def is_met(
    criterion: PlanCriterion, sessions: Sequence[SessionDone], exercise: str | None = None
) -> bool:
    """Whether the last of these sessions are as a criterion wants them.

    A pain that was not answered holds nobody back; an effort that is asked for has to be told.

    Args:
        criterion: What is asked for.
        sessions: Oldest first.
        exercise: Only what was told of this one counts, beside the session's own answers.
    """
    last = sessions[-criterion.sessions :]
    if len(last) < criterion.sessions:
        return False
    return all(_is_good(criterion, one, exercise) for one in last)


def worst_pain(session: SessionDone, exercise: str | None = None) -> int | None:
    """The most that was answered during, after and on the morning after a session."""
    answers = [item.pain for item in session.items if exercise is None or item.exercise == exercise]
    answers += [session.pain_after, session.pain_next_morning]
    return max((one for one in answers if one is not None), default=None)


def _is_good(criterion: PlanCriterion, session: SessionDone, exercise: str | None) -> bool:
    if session.stopped is not None:
        return False
    items = [one for one in session.items if exercise is None or one.exercise == exercise]
    if any(one.hurt or one.skipped or one.done_sets < one.asked_sets for one in items):
        return False
    pain, effort = worst_pain(session, exercise), session.effort
    if criterion.pain_at_most is not None and (pain or 0) > criterion.pain_at_most:
        return False
    limit = criterion.effort_at_most
    return limit is None or (effort is not None and effort <= limit)


def _did(session: SessionDone, exercise: str) -> bool:
    return any(one.exercise == exercise for one in session.items)


def _hurt(sessions: Sequence[SessionDone], exercise: str, easier_from: int) -> bool:
    return any(
        item.hurt or (item.pain is not None and item.pain >= easier_from)
        for session in sessions
        for item in session.items
        if item.exercise == exercise
    )
