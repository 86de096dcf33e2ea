"""A received plan as a programme of the library, so that it is followed as any other is.

Today, the player, the breaks and the journal know programmes; a plan needs nothing of its own in
them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from posture_app.dataclass import dataclass
from posture_app.library.model import (
    Criterion,
    Library,
    Phase,
    PhaseRoutine,
    Programme,
    Routine,
    RoutineItem,
    Weekday,
)
from posture_app.plans import PREFIX
from posture_app.plans.files import carried_library
from posture_app.plans.model import Plan, PlanFile, PlanItem, PlanPhase
from posture_app.plans.progress import NOTHING_LEADS_ON, WEEKDAYS


@dataclass(frozen=True, slots=True)
class HowOften:
    """How often something is asked for."""

    per_day: int
    days_per_week: int
    days: tuple[Weekday, ...] = ()


PhaseNaming = Callable[[Plan, PlanPhase, HowOften, bool], str]
"""Names the routine of a phase that is done so often; the last says whether it is the only one."""


def programme_id(plan: Plan) -> str:
    """The id of a plan's programme."""
    return f"{PREFIX}{plan.id}"


def plan_id(key: str) -> str | None:
    """The id of the plan that a programme or a routine belongs to; None where it is no plan's."""
    return key.removeprefix(PREFIX).partition("/")[0] if key.startswith(PREFIX) else None


def phase_of(routine_id: str) -> str:
    """The id of the phase that a routine of a plan belongs to."""
    return routine_id.removeprefix(PREFIX).split("/")[1]


def with_plan(plan_file: PlanFile, library: Library, name: PhaseNaming) -> Library:
    """The library with a plan's programme, its routines and the exercises it brings along."""
    plan = plan_file.plan
    routines: dict[str, Routine] = {}
    phases = tuple(_phase(plan, one, routines, name) for one in plan.phases)
    programme = Programme(
        id=programme_id(plan),
        name=plan.name,
        goal=plan.goal or plan.name,
        phases=phases,
        afterwards=plan.goal or plan.name,
        cautions=tuple(one for one in (plan.when_it_hurts, plan.when_to_call) if one),
    )
    whole = carried_library(plan_file, library)
    return replace(
        whole,
        routines={**whole.routines, **routines},
        programmes={**whole.programmes, programme.id: programme},
    )


def item_of(plan: Plan, phase_id: str, exercise: str) -> PlanItem | None:
    """What a phase says of an exercise; None where it does not ask for it."""
    phase = next((one for one in plan.phases if one.id == phase_id), None)
    items = () if phase is None else phase.items
    return next((one for one in items if one.exercise == exercise), None)


def grouped(phase: PlanPhase) -> Mapping[HowOften, tuple[PlanItem, ...]]:
    """The items of a phase by how often they are asked for, in the plan's order."""
    groups: dict[HowOften, tuple[PlanItem, ...]] = {}
    for item in phase.items:
        days = tuple(day for day in WEEKDAYS if day in item.days)
        often = HowOften(item.per_day, len(days) or item.days_per_week, days)
        groups[often] = (*groups.get(often, ()), item)
    return groups


def _phase(plan: Plan, phase: PlanPhase, routines: dict[str, Routine], name: PhaseNaming) -> Phase:
    asked: list[PhaseRoutine] = []
    groups = grouped(phase)
    for number, (often, items) in enumerate(groups.items()):
        routine = Routine(
            id=f"{programme_id(plan)}/{phase.id}/{number}",
            name=name(plan, phase, often, len(groups) == 1),
            goal=phase.aim or plan.goal or plan.name,
            items=tuple(_item(one) for one in items),
            programme=programme_id(plan),
        )
        routines[routine.id] = routine
        asked.append(
            PhaseRoutine(
                routine=routine.id,
                days_per_week=often.days_per_week,
                per_day=often.per_day,
                days=often.days,
            )
        )
    asked += [PhaseRoutine(routine=one) for one in phase.routines]
    return Phase(
        id=phase.id,
        name=phase.name,
        aim=phase.aim or phase.name,
        weeks=phase.weeks or 0,
        routines=tuple(asked),
        criterion=_criterion(phase),
    )


def _item(item: PlanItem) -> RoutineItem:
    side = None if item.side == "both" else item.side
    return RoutineItem(exercise=item.exercise, dose=item.dose, side=side)


def _criterion(phase: PlanPhase) -> Criterion:
    asked = phase.criterion
    if asked is None and phase.weeks is None:
        return NOTHING_LEADS_ON
    if asked is None:  # only the weeks count: one session is enough to have been there
        return Criterion(sessions=1, pain_at_most=10)
    pain = 10 if asked.pain_at_most is None else asked.pain_at_most
    return Criterion(
        sessions=asked.sessions, pain_at_most=pain, effort_at_most=asked.effort_at_most
    )
