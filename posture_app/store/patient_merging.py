"""Taking over what came back from a patient, so that each session counts once."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from posture_app.plans.adherence_files import ImportedFile, ImportOutcome, MergedFile, newer
from posture_app.plans.model import AdherenceFile
from posture_app.store.patient_rows import (
    AdherenceFileRow,
    PatientRow,
    PlanRow,
    SessionDoneRow,
    session_columns,
)
from posture_app.store.patient_standings import TOGETHER, forget_standing


def merge(session: Session, file: ImportedFile, now: datetime) -> MergedFile:
    """Take over one file in an open transaction.

    Args:
        session: The transaction.
        file: What was read.
        now: When.
    """
    adherence = file.adherence
    if adherence is None:
        return MergedFile(file.path, ImportOutcome.BROKEN, faults=file.faults)
    named = adherence.patient
    owner = session.execute(
        select(PatientRow.key, PatientRow.code)
        .join(PlanRow, PlanRow.patient_key == PatientRow.key)
        .where(PlanRow.plan_id == adherence.plan)
        .limit(1)
    ).first()
    if owner is None:
        return MergedFile(file.path, ImportOutcome.UNKNOWN_PLAN, named=named)
    key, code = owner
    if named and not _is_theirs(session, named, code, adherence.plan):
        return MergedFile(file.path, ImportOutcome.OTHER_PATIENT, code, named)
    if _was_read(session, adherence.plan, file.check_sum):
        return MergedFile(file.path, ImportOutcome.KNOWN, code, named)
    last_day = date.fromisoformat(adherence.last_day)
    before = session.scalar(
        select(func.max(AdherenceFileRow.last_day)).where(
            AdherenceFileRow.plan_id == adherence.plan
        )
    )
    is_older = before is not None and last_day < before
    added, changed = _take_sessions(session, key, adherence, is_older=is_older)
    session.add(
        AdherenceFileRow(
            patient_key=key,
            plan_id=adherence.plan,
            check_sum=file.check_sum,
            last_day=last_day,
            read_at=now,
        )
    )
    session.flush()
    forget_standing(session, key)
    outcome = ImportOutcome.OLDER if is_older else ImportOutcome.MERGED
    return MergedFile(file.path, outcome, code, named, added, changed)


def _is_theirs(session: Session, named: str, code: str, plan_id: str) -> bool:
    """Whether a file's code is the patient's, now or when a plan was handed over."""
    if named.casefold() == code.casefold():
        return True
    plans = session.scalars(select(PlanRow.content).where(PlanRow.plan_id == plan_id))
    return any(plan.patient.casefold() == named.casefold() for plan in plans)


def _was_read(session: Session, plan_id: str, check_sum: str) -> bool:
    query = select(AdherenceFileRow.key).where(
        AdherenceFileRow.plan_id == plan_id, AdherenceFileRow.check_sum == check_sum
    )
    return session.execute(query).first() is not None


def _known(session: Session, adherence: AdherenceFile) -> Mapping[str, SessionDoneRow]:
    """The sessions of a file that came back before; a plan may have years of others."""
    ids = [one.id for one in adherence.sessions]
    found: dict[str, SessionDoneRow] = {}
    for at in range(0, len(ids), TOGETHER):
        query = select(SessionDoneRow).where(
            SessionDoneRow.plan_id == adherence.plan,
            SessionDoneRow.session_id.in_(ids[at : at + TOGETHER]),
        )
        found |= {row.session_id: row for row in session.scalars(query)}
    return found


def _take_sessions(
    session: Session, patient_key: int, adherence: AdherenceFile, *, is_older: bool
) -> tuple[int, int]:
    """How many sessions were new, and how many were changed."""
    known = _known(session, adherence)
    whose = {"patient_key": patient_key, "plan_id": adherence.plan, "writes": 1}
    new = [{**whose, **session_columns(one)} for one in adherence.sessions if one.id not in known]
    if new:  # all at once: a patient may send a thousand
        session.execute(insert(SessionDoneRow), new)
    changed = 0
    for one in adherence.sessions:
        row = known.get(one.id)
        if row is None:
            continue
        # What an older file says of a session only fills in what is missing.
        content = newer(one, row.content) if is_older else newer(row.content, one)
        if content != row.content:
            for name, value in session_columns(content).items():
                setattr(row, name, value)
            changed += 1
    return len(new), changed
