"""What was done of a plan, from the sessions in the log and the check-ins of the mornings after.

What was not answered is None, never 0. Of notes, only those go along that the person chose to send.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from posture_app.coach.pain_rule import Advice, Sign
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import Side
from posture_app.journal.entries import CheckIn
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.received import PlanStep
from posture_app.library.model import Dose, Exercise
from posture_app.plans import PREFIX
from posture_app.plans.as_programme import grouped, plan_id
from posture_app.plans.model import (
    MAX_ITEMS,
    AdherenceFile,
    ItemDone,
    Plan,
    PlanItem,
    SessionDone,
    StopReason,
)
from posture_app.plans.taken_steps import accepted_before, prescribed_instead, with_steps

MOST_SESSIONS: Final = 5000
_MOST_REPS, _MOST_HOLD_S, _MOST_SETS, _LONGEST_NOTE = 2000, 86_400.0, 20, 1000
_STOPPED: Final[Mapping[str, StopReason]] = {
    "stopped": "other",
    "interrupted": "other",
    "stopped_for_pain": "pain",
}
_SIGNS: Final = frozenset(one.value for one in Sign)
_GRAVE: Final = frozenset({Advice.EMERGENCY.key, Advice.SEE_SOMEBODY_SOON.key})


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of the plan, and since when it counted.

    `taken` are the steps about which was decided (`taken_steps`), in their order.
    """

    plan: Plan
    since: datetime
    taken: Sequence[PlanStep] = ()


def is_of(plan: Plan, session: SessionRecord) -> bool:
    """Whether a session that has ended was one of a plan's."""
    return plan_id(session.routine_id) == plan.id and session.ended is not None


def adherence(
    revisions: Sequence[Revision],
    sessions: Iterable[SessionRecord],
    check_ins: Iterable[CheckIn],
    exercises: Mapping[str, Exercise],
    days: tuple[date, date],
    notes: frozenset[str] = frozenset(),
) -> AdherenceFile:
    """What was done of a plan from a day to a day.

    Args:
        revisions: The revisions that were received, in the order in which they came; at least one.
        sessions: The person's sessions, in any order; those of no plan do no harm.
        check_ins: The check-ins of these days and the day after.
        exercises: Those of the plan, by their ids: what a dose is where the plan says none.
        days: The first and the last day; the person's.
        notes: The ids of the sessions whose notes go along.
    """
    newest = revisions[-1].plan
    own = sorted((one for one in sessions if is_of(newest, one)), key=lambda one: one.started_at)
    mornings = _mornings(own, check_ins)
    done = [
        _session(one, _revision(revisions, one.started_at), mornings, exercises, notes)
        for one in own
        if days[0] <= one.local_day <= days[1]
    ]
    return AdherenceFile(
        format="posture-app/adherence",
        version=1,
        plan=newest.id,
        patient=newest.patient,
        made_by="program",
        first_day=days[0].isoformat(),
        last_day=days[1].isoformat(),
        sessions=tuple(done[-MOST_SESSIONS:]),
    )


def _revision(revisions: Sequence[Revision], at: datetime) -> Revision:
    """The plan as it was then; for what was done before anything came in, the first."""
    known = [one for one in revisions if one.since <= at]
    return (known or [revisions[0]])[-1]


def _mornings(
    sessions: Sequence[SessionRecord], check_ins: Iterable[CheckIn]
) -> Mapping[date, int]:
    """The pain that was told first on each day, by a check-in before it is taken from a session."""
    found: dict[date, int] = {}
    for check_in in sorted(check_ins, key=lambda one: one.at):
        if check_in.now is not None:
            found.setdefault(check_in.day, check_in.now)
    for session in sessions:
        if session.pain_before is not None:
            found.setdefault(session.local_day, session.pain_before)
    return found


def _session(
    session: SessionRecord,
    revision: Revision,
    mornings: Mapping[date, int],
    exercises: Mapping[str, Exercise],
    notes: frozenset[str],
) -> SessionDone:
    plan = revision.plan
    done = with_steps(plan, accepted_before(revision.taken, session.started_at), exercises)
    phase_id, asked = _asked(session.routine_id, done)
    instead_of = prescribed_instead(plan, done, phase_id)
    items = (
        replace(one, instead_of=instead_of.get(one.exercise))
        for one in _items(session.items, asked, exercises)
    )
    return SessionDone(
        id=session.id[:60],
        day=session.local_day.isoformat(),
        at=session.local_start.strftime("%H:%M"),
        phase=phase_id,
        revision=plan.revision,
        items=tuple(items)[:MAX_ITEMS],
        pain_before=session.pain_before,
        pain_after=session.pain_after,
        pain_next_morning=mornings.get(session.local_day + timedelta(days=1)),
        effort=session.effort,
        stopped=_STOPPED.get(session.ended or ""),
        red_flags=_red_flags(session),
        note=(session.note or "")[:_LONGEST_NOTE] if session.id in notes else "",
    )


def _asked(routine_id: str, plan: Plan) -> tuple[str, Sequence[PlanItem]]:
    """The phase of a routine of the plan, and what was asked for in it."""
    _plan, phase_id, number = [*routine_id.removeprefix(PREFIX).split("/"), "", ""][:3]
    phase = next((one for one in plan.phases if one.id == phase_id), None)
    groups = [] if phase is None else list(grouped(phase).values())
    place = int(number) if number.isdecimal() else len(groups)
    return phase_id, groups[place] if place < len(groups) else ()


def _items(
    sets: Sequence[SetRecord], asked: Sequence[PlanItem], exercises: Mapping[str, Exercise]
) -> Iterator[ItemDone]:
    """What was done of each exercise that was asked for, then what was done in another's place."""
    done: dict[str, list[SetRecord]] = {item.exercise: [] for item in asked}
    for one in sets:
        done.setdefault(one.exercise_id, []).append(one)
    items = {item.exercise: item for item in asked}
    for exercise, found in done.items():
        known, item = exercises.get(exercise), items.get(exercise)
        dose = None if item is None else item.dose
        dose = dose or (None if known is None else known.dose)
        both = (item is None or item.side == "both") and any(one.side for one in found)
        yield _done(exercise, found, dose, both=both)


def _done(exercise: str, sets: Sequence[SetRecord], dose: Dose | None, *, both: bool) -> ItemDone:
    planned = max((one.sets for one in sets), default=1 if dose is None else dose.sets)
    pains = [one.pain for one in sets if one.pain is not None]
    return ItemDone(
        exercise=exercise,
        asked_sets=min(planned, _MOST_SETS),
        done_sets=min(_sets_done(sets, both=both), planned, _MOST_SETS),
        asked_reps=_reps([one.planned_reps for one in sets]),
        done_reps=_reps([one.done_reps for one in sets]),
        asked_hold_s=_hold([one.planned_hold_s for one in sets]),
        done_hold_s=_hold([one.done_hold_s for one in sets]),
        pain=max(pains, default=None),
        hurt=any(one.hurt for one in sets),
        skipped=bool(sets) and all(one.status == "skipped" for one in sets),
    )


def _sets_done(sets: Sequence[SetRecord], *, both: bool) -> int:
    """How many sets were done to their end, on the side with fewer of them where there are two."""
    sides: Sequence[Side | None] = ("left", "right") if both else [one.side for one in sets]
    done = dict.fromkeys(sides, 0)
    for one in sets:
        done[one.side] += one.status == "done"
    return min(done.values(), default=0)


def _reps(counts: Sequence[int | None]) -> int | None:
    known = [one for one in counts if one is not None]
    return min(sum(known), _MOST_REPS) if known else None


def _hold(seconds: Sequence[float | None]) -> float | None:
    known = [one for one in seconds if one is not None]
    return min(round(sum(known), 1), _MOST_HOLD_S) if known else None


def _red_flags(session: SessionRecord) -> tuple[str, ...]:
    """What sent somebody to a doctor, or is a sign of that kind: the keys of the rule for pain."""
    if session.advice in _GRAVE:
        return session.advice_reasons
    return tuple(one for one in session.advice_reasons if one in _SIGNS)
