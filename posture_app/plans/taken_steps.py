"""The steps of a plan's ladders that a person decided about, and those that are still open.

What was accepted counts for the revision for which it was decided: the next one is what the
therapist wants, who has seen by then how it went.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from posture_app.coach.suitability import Profile, Verdict, fit
from posture_app.journal.received import PlanStep
from posture_app.library.model import Library
from posture_app.plans.model import Plan, PlanItem, PlanPhase, SessionDone
from posture_app.plans.steps import ExerciseStep, proposed_steps


def with_steps(plan: Plan, taken: Iterable[PlanStep], known: Collection[str]) -> Plan:
    """A plan as it is done: with the easier and harder exercises that were accepted.

    The dose and the load are those of another exercise and are left out; how often, the side and
    the note stay. Who comes back to the exercise that was prescribed has it as it was.

    Args:
        plan: The plan as it was received.
        taken: What was decided about it, in its order; what is of another plan or revision, or was
            declined, does no harm.
        known: The ids of the exercises that there are.
    """
    phases = {phase.id: list(phase.items) for phase in plan.phases}
    prescribed = {phase.id: phase.items for phase in plan.phases}
    for step in taken:
        items = phases.get(step.phase_id, [])
        ids = [item.exercise for item in items]
        counts = (step.plan_id, step.revision, step.accepted) == (plan.id, plan.revision, True)
        if counts and step.exercise in ids and step.instead in known and step.instead not in ids:
            place = ids.index(step.exercise)
            items[place] = _stepped(prescribed[step.phase_id][place], step.instead)
    return replace(
        plan,
        phases=tuple(replace(phase, items=tuple(phases[phase.id])) for phase in plan.phases),
    )


def prescribed_instead(plan: Plan, done: Plan, phase_id: str) -> Mapping[str, str]:
    """The exercises of a phase that are done in the place of prescribed ones, with those.

    Args:
        plan: The plan as it was received.
        done: The plan as it is done (`with_steps`).
        phase_id: The phase.
    """
    for before, after in zip(plan.phases, done.phases, strict=True):
        if before.id == phase_id:
            pairs = zip(after.items, before.items, strict=True)
            return {
                one.exercise: was.exercise for one, was in pairs if one.exercise != was.exercise
            }
    return {}


def accepted_before(taken: Sequence[PlanStep], at: datetime | None = None) -> list[PlanStep]:
    """What was accepted before a point in time, or at all."""
    return [one for one in taken if one.accepted and (at is None or one.decided_at < at)]


def open_steps(
    plan: Plan,
    phase: PlanPhase,
    sessions: Sequence[SessionDone],
    taken: Sequence[PlanStep],
    library: Library,
    profile: Profile,
    *,
    is_held_back: bool = False,
) -> tuple[ExerciseStep, ...]:
    """The steps to propose now.

    What was decided is not proposed again by the same sessions: of an exercise only those count
    that came after the last decision about it. Nothing is proposed that the person's health or a
    precaution of the plan leaves out.

    Args:
        plan: The plan as it is done (`with_steps`).
        phase: Its phase that is followed.
        sessions: What was done in it, oldest first.
        taken: What was decided about it.
        library: Knows the ladders.
        profile: The person's health; while a sign stands, nothing fits.
        is_held_back: Whether the rule for pain is against more load now: nothing harder then.
    """
    decided = {
        exercise: (one.day.isoformat(), one.time)
        for one in sorted(taken, key=lambda one: one.decided_at)
        if (one.plan_id, one.revision, one.phase_id) == (plan.id, plan.revision, phase.id)
        for exercise in (one.exercise, one.instead)
    }
    since = [_since(one, decided) for one in sessions]
    heeded = replace(profile, conditions=profile.conditions | {*plan.precautions})
    return tuple(
        one
        for one in proposed_steps(plan, phase, since, library)
        if not (is_held_back and one.why == "went_well")
        and fit(library.exercises[one.instead], heeded).verdict is not Verdict.LEAVE_OUT
    )


def _stepped(item: PlanItem, instead: str) -> PlanItem:
    if item.exercise == instead:
        return item
    return replace(item, exercise=instead, dose=None, load="")


def _since(session: SessionDone, decided: Mapping[str, tuple[str, str]]) -> SessionDone:
    """A session without the exercises about which was decided after it."""
    began = session.day, session.at or ""
    items = tuple(
        one for one in session.items if one.exercise not in decided or began > decided[one.exercise]
    )
    return session if len(items) == len(session.items) else replace(session, items=items)
