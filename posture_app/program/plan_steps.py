"""The easier and harder exercises of a plan: proposed on Today, accepted or declined by a click."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import uuid4

from posture_app.errors import sentence
from posture_app.journal.entries import CheckIn
from posture_app.journal.model import SessionRecord
from posture_app.journal.received import PlanStep
from posture_app.plans.adherence import Revision, adherence
from posture_app.plans.model import Plan
from posture_app.plans.progress import HARD_SESSIONS, hurt_much
from posture_app.plans.taken_steps import open_steps
from posture_app.program.health import CurrentHealth
from posture_app.program.loading import OpenRecords
from posture_app.program.plans import current_plan, pages_to_read
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError
from posture_app.ui.pages.notice import Notice
from posture_app.ui.programme_facts import FollowedFacts, StepChoice, StepFacts

NOTICE: Final = "plan-step"


def with_plan_facts(
    opened: OpenRecords,
    followed: FollowedFacts,
    recent: Sequence[SessionRecord],
    today: date,
    health: CurrentHealth,
    *,
    is_bad_day: bool,
) -> FollowedFacts:
    """What is followed, with what only a received plan has: steps to decide about, pages to read.

    Arguments are those of `proposed_now`.

    Raises:
        StoreError: The log cannot be read.
    """
    library = opened.loaded.library
    plan = current_plan(opened.log.plans, library) if followed.is_received else None
    if plan is None:
        return followed
    return replace(
        followed,
        steps=proposed_now(opened, plan, followed, recent, today, health, is_bad_day=is_bad_day),
        pages=pages_to_read(plan, library),
    )


def proposed_now(
    opened: OpenRecords,
    plan: Plan,
    followed: FollowedFacts,
    recent: Sequence[SessionRecord],
    today: date,
    health: CurrentHealth,
    *,
    is_bad_day: bool,
) -> tuple[StepFacts, ...]:
    """The steps of the followed plan that the person is asked about today.

    Args:
        opened: Library and log.
        plan: The plan as it is done.
        followed: What is followed.
        recent: The sessions of the last weeks, in any order.
        today: The person's day.
        health: What the person told about their health.
        is_bad_day: Whether today is one, on which nothing is made harder.

    Raises:
        StoreError: The log cannot be read.
    """
    library = opened.loaded.library
    phase = next((one for one in plan.phases if one.id == followed.phase.id), None)
    if phase is None or not recent:
        return ()
    first = min(one.local_day for one in recent)
    check_ins = opened.log.entries.between(CheckIn, first, today)
    since = recent[0].started_at
    told = adherence([Revision(plan, since)], recent, check_ins, library.exercises, (first, today))
    own = {one.routine for one in followed.phase.routines}
    last = sorted((one for one in recent if one.routine_id in own), key=lambda one: one.started_at)
    found = open_steps(
        plan,
        phase,
        told.sessions,
        opened.log.plans.steps(plan.id),
        library,
        health.profile,
        is_held_back=is_bad_day
        or any(hurt_much(one, health.value.bands) for one in last[-HARD_SESSIONS:]),
    )
    return tuple(
        StepFacts(
            plan.id,
            plan.revision,
            phase.id,
            step,
            library.exercises[step.exercise].name,
            library.exercises[step.instead].name,
        )
        for step in found
    )


def decide(choice: StepChoice, shared: Shared, records: Records) -> None:
    """Keep what the person decided about a step, and say that it can be taken back."""
    opened, facts = records.opened, choice.facts
    if opened is None:
        return
    made = PlanStep(
        id=str(uuid4()),
        plan_id=facts.plan_id,
        revision=facts.revision,
        phase_id=facts.phase_id,
        exercise=facts.step.exercise,
        instead=facts.step.instead,
        accepted=choice.accepted,
        decided_at=shared.local_time.now(),
        time_zone=shared.local_time.zone,
    )
    try:
        opened.log.plans.decide(made)
    except StoreError as error:
        shared.notices.warn(NOTICE, error.message)
        return
    if choice.accepted:
        text = sentence("From now on you do “{exercise}”.", exercise=facts.instead_name)
    else:
        text = sentence("You stay with “{exercise}”.", exercise=facts.exercise_name)
    shared.notices.add(
        Notice(key=NOTICE, text=text, action=sentence("Undo")),
        on_action=lambda: _take_back(made, shared, records),
    )
    _tell_of(made, records)


def _take_back(made: PlanStep, shared: Shared, records: Records) -> None:
    opened = records.opened
    if opened is None:
        return
    try:
        opened.log.plans.take_back(made)
    except StoreError as error:
        shared.notices.warn(NOTICE, error.message)
        return
    shared.notices.withdraw(NOTICE)
    _tell_of(made, records)


def _tell_of(step: PlanStep, records: Records) -> None:
    if step.accepted:  # the plan's routines have another exercise
        records.read_library_anew()
    records.note_change()
