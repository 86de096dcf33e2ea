"""The versions of a patient's plans: what they have, what is being written, and what was before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from posture_app.dataclass import dataclass
from posture_app.plans.model import Plan, PlanPhase, SessionDone
from posture_app.plans.patient import KeptPlan
from posture_app.plans.steps import ExerciseStep


@dataclass(frozen=True, slots=True)
class PatientPlans:
    """All that is kept of one patient's plans.

    Attributes:
        current: What the patient has: what was handed over last.
        draft: What is being written; None where all was handed over.
        earlier: Everything else, newest first.
    """

    current: KeptPlan | None = None
    draft: KeptPlan | None = None
    earlier: tuple[KeptPlan, ...] = ()

    @property
    def is_new_plan(self) -> bool:
        """Whether what is being written is another plan than the one that the patient has."""
        now, draft = self.current, self.draft
        return draft is not None and (now is None or now.plan.id != draft.plan.id)


def patient_plans(kept: Sequence[KeptPlan]) -> PatientPlans:
    """The versions of a patient's plans sorted.

    Args:
        kept: All of them, those that were made last at the end.
    """
    handed_over = [(one.handed_over_at, at) for at, one in enumerate(kept) if one.handed_over_at]
    current = kept[max(handed_over)[1]] if handed_over else None
    drafts = [one for one in kept if one.handed_over_at is None]
    draft = drafts[-1] if drafts else None
    earlier = tuple(one for one in reversed(kept) if one is not current and one is not draft)
    return PatientPlans(current, draft, earlier)


def draft_of(kept: KeptPlan, versions: Sequence[KeptPlan], today: date) -> KeptPlan:
    """What is edited when somebody wants to change a version: itself, while nobody has it.

    Args:
        kept: The version.
        versions: All that is kept of the patient's plans.
        today: The therapist's day.
    """
    if kept.handed_over_at is None:
        return kept
    return gone_back(kept, versions, today)


def gone_back(kept: KeptPlan, versions: Sequence[KeptPlan], today: date) -> KeptPlan:
    """A draft with the content of a version: in the place of the plan's draft, if there is one.

    Args:
        kept: The version.
        versions: All that is kept of the patient's plans.
        today: The therapist's day.
    """
    same = [one for one in versions if one.plan.id == kept.plan.id]
    newest = max((*same, kept), key=lambda one: one.plan.revision)
    is_draft = newest.handed_over_at is None
    revision = newest.plan.revision + (0 if is_draft else 1)
    plan = replace(kept.plan, revision=revision, changed_on=today.isoformat())
    return replace(kept, plan=plan, handed_over_at=None, writes=newest.writes if is_draft else 0)


def last_handed_over(kept: KeptPlan, versions: Sequence[KeptPlan]) -> Plan | None:
    """What the patient had before a version of the same plan; None where they had nothing."""
    before = [
        one.plan
        for one in versions
        if one.handed_over_at is not None
        and one.plan.id == kept.plan.id
        and one.plan.revision < kept.plan.revision
    ]
    return max(before, key=lambda one: one.revision, default=None)


def phase_now(plan: Plan, sessions: Sequence[SessionDone]) -> PlanPhase:
    """The phase that the patient is in: that of the last session, or else the first.

    Args:
        plan: The plan.
        sessions: What came back of it, oldest first.
    """
    known = {one.id: one for one in plan.phases}
    seen = [known[one.phase] for one in sessions if one.phase in known]
    return seen[-1] if seen else plan.phases[0]


def with_step(plan: Plan, phase_id: str, step: ExerciseStep) -> Plan:
    """A plan in which an exercise is in the place of another, with its own usual amount.

    How often, side and note stay; a load was that of the exercise before. Where the phase has the
    new one already, or not the old one, the plan is as it was.
    """
    phases = tuple(_stepped(one, step) if one.id == phase_id else one for one in plan.phases)
    return replace(plan, phases=phases)


def _stepped(phase: PlanPhase, step: ExerciseStep) -> PlanPhase:
    if any(one.exercise == step.instead for one in phase.items):
        return phase
    items = tuple(
        replace(one, exercise=step.instead, dose=None, load="")
        if one.exercise == step.exercise
        else one
        for one in phase.items
    )
    return replace(phase, items=items)
