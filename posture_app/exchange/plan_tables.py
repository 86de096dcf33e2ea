"""A plan and what came back of it as tables (CSV), as those of the journal are (docs/plans.md)."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TextIO

from posture_app.exchange.tables import CsvCell, csv_cell
from posture_app.library.model import Dose, Library
from posture_app.plans.model import (
    ItemDone,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    SessionDone,
)

DOSE_FIELDS: Final = (
    "sets",
    "reps",
    "hold_s",
    "relax_s",
    "duration_s",
    "rest_s",
    "switch_s",
)
"""What a dose is in numbers, by the names of the file."""
_OF_SESSION: Final = (
    "day",
    "at",
    "phase",
    "pain_before",
    "pain_after",
    "pain_next_morning",
    "effort",
    "stopped",
    "note",
)
_OF_ITEM: Final = (
    "asked_sets",
    "done_sets",
    "asked_reps",
    "done_reps",
    "asked_hold_s",
    "done_hold_s",
    "pain",
    "hurt",
    "skipped",
    "instead_of",
)
PLAN_CSV_COLUMNS: Final = (
    "plan",
    "revision",
    "patient",
    "phase",
    "phase_name",
    "weeks",
    "criterion_sessions",
    "criterion_pain_at_most",
    "criterion_effort_at_most",
    "routine",
    "exercise",
    "exercise_name",
    "side",
    "load",
    *DOSE_FIELDS,
    "per_day",
    "days_per_week",
    "days",
    "note",
    "may_step",
)
"""The head of the table of a plan."""
ADHERENCE_CSV_COLUMNS: Final = (
    "plan",
    "patient",
    "session",
    "revision",
    *_OF_SESSION[:3],
    "phase_name",
    *_OF_SESSION[3:],
    "red_flags",
    "exercise",
    "exercise_name",
    *_OF_ITEM,
)
"""The head of the table of what came back."""


def write_plan_csv(plan: Plan, library: Library, out: TextIO) -> None:
    """Write one row for each exercise and each routine of each phase; an empty phase has one, too.

    Cells are as those of `tables.write_csv`; days have spaces between them.

    Args:
        plan: The plan.
        library: Has every exercise of it: their names, and their doses where the plan has none.
        out: Where it goes.
    """
    head: Mapping[str, CsvCell] = {
        "plan": plan.id,
        "revision": plan.revision,
        "patient": plan.patient,
    }
    rows = (
        {**head, **_phase_cells(phase), **one}
        for phase in plan.phases
        for one in _phase_rows(phase, library)
    )
    _write(PLAN_CSV_COLUMNS, rows, out)


def write_adherence_csv(
    plan: Plan, sessions: Sequence[SessionDone], library: Library, out: TextIO
) -> None:
    """Write one row for each exercise of each session, with what was answered of the session.

    A session that tells of no exercise has one row. What was not answered is an empty cell; the
    keys of signs have spaces between them.

    Args:
        plan: The plan.
        sessions: What came back of it, each session once.
        library: Has the names of the exercises.
        out: Where it goes.
    """
    names = {phase.id: phase.name for phase in plan.phases}
    rows = (
        {**_session_cells(plan, session, names), **one}
        for session in sessions
        for one in _session_rows(session, library)
    )
    _write(ADHERENCE_CSV_COLUMNS, rows, out)


def _write(columns: Sequence[str], rows: Iterable[Mapping[str, CsvCell]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(row.get(name)) for name in columns])


def _phase_cells(phase: PlanPhase) -> Mapping[str, CsvCell]:
    cells: dict[str, CsvCell] = {"phase": phase.id, "phase_name": phase.name, "weeks": phase.weeks}
    return cells | ({} if phase.criterion is None else _criterion_cells(phase.criterion))


def _criterion_cells(criterion: PlanCriterion) -> dict[str, CsvCell]:
    return {
        "criterion_sessions": criterion.sessions,
        "criterion_pain_at_most": criterion.pain_at_most,
        "criterion_effort_at_most": criterion.effort_at_most,
    }


def _phase_rows(phase: PlanPhase, library: Library) -> Iterator[Mapping[str, CsvCell]]:
    for item in phase.items:
        yield _item_cells(item, library)
    for routine in phase.routines:
        yield {"routine": routine}
    if not phase.items and not phase.routines:
        yield {}


def _item_cells(item: PlanItem, library: Library) -> Mapping[str, CsvCell]:
    exercise = library.exercises[item.exercise]
    dose: Dose = item.dose or exercise.dose
    return {
        "exercise": item.exercise,
        "exercise_name": exercise.name,
        "side": item.side,
        "load": item.load,
        **{name: getattr(dose, name) for name in DOSE_FIELDS},
        "per_day": item.per_day,
        "days_per_week": len(item.days) or item.days_per_week,
        "days": " ".join(item.days),
        "note": item.note,
        "may_step": item.may_step,
    }


def _session_cells(
    plan: Plan, session: SessionDone, names: Mapping[str, str]
) -> Mapping[str, CsvCell]:
    return {
        "plan": plan.id,
        "patient": plan.patient,
        "session": session.id,
        "revision": session.revision,
        "phase_name": names.get(session.phase),
        **{name: getattr(session, name) for name in _OF_SESSION},
        "red_flags": " ".join(session.red_flags),
    }


def _session_rows(session: SessionDone, library: Library) -> Iterator[Mapping[str, CsvCell]]:
    for item in session.items:
        yield _done_cells(item, library)
    if not session.items:
        yield {}


def _done_cells(item: ItemDone, library: Library) -> Mapping[str, CsvCell]:
    known = library.exercises.get(item.exercise)
    return {
        "exercise": item.exercise,
        "exercise_name": None if known is None else known.name,
        **{name: getattr(item, name) for name in _OF_ITEM},
    }
