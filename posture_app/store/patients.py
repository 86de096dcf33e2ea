"""Patients, their plans and what came back, behind one class.

Used from one thread. Each change is committed when it is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from posture_app.plans.adherence_files import Arrived, Merged
from posture_app.plans.attention import RECENT_DAYS, Attention, by_urgency, needed_sessions, needs
from posture_app.plans.model import Plan, SessionDone
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.store.backups import DAILY_BACKUPS, daily_name
from posture_app.store.database import Database
from posture_app.store.errors import ChangedElsewhereError, UnknownPatientError, told
from posture_app.store.patient_database import daily_copies, open_patient_database
from posture_app.store.patient_merging import merge
from posture_app.store.patient_rows import (
    PatientRow,
    PlanRow,
    SessionDoneRow,
    patient_record,
    plan_record,
)


def open_patients(path: Path, passphrase: str = "") -> "Patients":
    """Open the therapist's database; see `patient_database.open_patient_database`."""
    return Patients(open_patient_database(path, passphrase))


class Patients:
    """The patients of a practice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def back_up(self, now: datetime) -> Path | None:
        """Copy the database into `backups/`, once a day; the copies of seven days are kept.

        Returns:
            The new copy, with the same passphrase; None when there was nothing to do.

        Raises:
            StoreError: The copy cannot be written.
        """
        path = self._database.path
        copy = daily_name(path, now)
        if copy.exists() or not self.every():
            return None
        self._database.copy_whole(copy)
        with told(path):
            for old in daily_copies(path)[:-DAILY_BACKUPS]:
                old.unlink()
        return copy

    def every(self) -> Sequence[Patient]:
        """All patients, by their codes.

        Raises:
            StoreError: They cannot be read.
        """
        query = select(PatientRow).order_by(PatientRow.code, PatientRow.key)
        with self._database.reading() as session:
            return [patient_record(row) for row in session.scalars(query)]

    def add(self, patient: Patient) -> Patient:
        """Keep a new patient; an empty id is given one. Returns what was kept.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            row = PatientRow(
                id=patient.id or str(uuid4()),
                code=patient.code,
                birth_year=patient.birth_year,
                precautions=patient.precautions,
                notes=patient.notes,
            )
            session.add(row)
            session.flush()
            return patient_record(row)

    def save(self, patient: Patient) -> Patient:
        """Change a patient. Returns what was kept, with its new version.

        Raises:
            UnknownPatientError: They are not there any more.
            ChangedElsewhereError: Somebody else changed them since they were read.
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session, _unchanged(patient.code):
            row = _patient_row(session, patient.id)
            if row.version != patient.version:
                raise ChangedElsewhereError(patient.code)
            row.code, row.birth_year = patient.code, patient.birth_year
            row.precautions, row.notes = patient.precautions, patient.notes
            session.flush()
            return patient_record(row)

    def remove(self, patient: Patient) -> None:
        """Remove a patient with all plans and sessions.

        Raises:
            UnknownPatientError: They are not there any more.
            ChangedElsewhereError: Somebody else changed them since they were read.
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session, _unchanged(patient.code):
            row = _patient_row(session, patient.id)
            if row.version != patient.version:
                raise ChangedElsewhereError(patient.code)
            session.delete(row)
            session.flush()

    # Plans

    def plans(self, patient_id: str) -> Sequence[KeptPlan]:
        """All revisions of a patient's plans, those that were made last at the end.

        Raises:
            StoreError: They cannot be read.
        """
        query = (
            select(PlanRow)
            .join(PatientRow, PatientRow.key == PlanRow.patient_key)
            .where(PatientRow.id == patient_id)
            .order_by(PlanRow.key)
        )
        with self._database.reading() as session:
            return [plan_record(row, patient_id) for row in session.scalars(query)]

    def save_plan(self, kept: KeptPlan) -> KeptPlan:
        """Keep a revision of a plan, new where its version is 0. Returns what was kept.

        One that was handed over is what the patient has, and stays; the next is a revision more.

        Raises:
            UnknownPatientError: The patient or the plan is not there any more.
            ChangedElsewhereError: Somebody else changed or handed it over since it was read.
            StoreError: Nothing was changed.
        """
        plan = kept.plan
        with self._database.writing() as session, _unchanged(plan.name):
            row = session.scalars(
                select(PlanRow).where(PlanRow.plan_id == plan.id, PlanRow.revision == plan.revision)
            ).one_or_none()
            if row is None and kept.version:
                raise UnknownPatientError
            if row is None:
                owner = _patient_row(session, kept.patient_id)
                row = PlanRow(patient_key=owner.key, plan_id=plan.id, revision=plan.revision)
                session.add(row)
            elif row.version != kept.version or row.handed_over_at is not None:
                raise ChangedElsewhereError(plan.name)
            row.content, row.handed_over_at = plan, kept.handed_over_at
            session.flush()
            return plan_record(row, kept.patient_id)

    def hand_over(self, kept: KeptPlan, now: datetime) -> KeptPlan:
        """Note that a revision was handed over; errors as `save_plan`."""
        return self.save_plan(replace(kept, handed_over_at=now))

    def take_back(self, kept: KeptPlan) -> KeptPlan:
        """Let a revision not count as handed over after all. Returns what was kept.

        Raises:
            UnknownPatientError: The plan is not there any more.
            ChangedElsewhereError: It was changed since it was read, there is a later revision, or
                the patient has done something of it.
            StoreError: Nothing was changed.
        """
        plan = kept.plan
        done = select(SessionDoneRow.content).where(SessionDoneRow.plan_id == plan.id)
        same = select(PlanRow).where(PlanRow.plan_id == plan.id).order_by(PlanRow.revision)
        with self._database.writing() as session, _unchanged(plan.name):
            rows = list(session.scalars(same))
            if not rows:
                raise UnknownPatientError
            newest = rows[-1]
            is_another = (newest.revision, newest.version) != (plan.revision, kept.version)
            if is_another or any(one.revision == plan.revision for one in session.scalars(done)):
                raise ChangedElsewhereError(plan.name)
            newest.handed_over_at = None
            session.flush()
            return plan_record(newest, kept.patient_id)

    # What came back

    def sessions(self, plan_id: str) -> Sequence[SessionDone]:
        """What came back of a plan, oldest first.

        Raises:
            StoreError: They cannot be read.
        """
        query = (
            select(SessionDoneRow.content)
            .where(SessionDoneRow.plan_id == plan_id)
            .order_by(SessionDoneRow.day, SessionDoneRow.at, SessionDoneRow.key)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def merge(self, files: Sequence[Arrived], now: datetime) -> Sequence[Merged]:
        """Take over what came back, all files or none; each session counts once.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            return [merge(session, one, now) for one in files]

    def attention(self, today: date) -> Sequence[Attention]:
        """All patients, who needs attention first at the front, with the reasons.

        Raises:
            StoreError: They cannot be read.
        """
        with self._database.reading() as session:
            plans = _handed_over(session)
            kept = max((needed_sessions(plan) for plan, _at in plans.values()), default=0)
            last = _last_sessions(session, kept, today)
            began = _phases_began(session)
            rows = session.execute(select(PatientRow.key, PatientRow.id, PatientRow.code))
            return by_urgency(
                _attention(Attention(patient_id, code), plans.get(key), last, began, today)
                for key, patient_id, code in rows
            )


_HandedOver = tuple[Plan, datetime]


def _attention(
    patient: Attention,
    handed_over: _HandedOver | None,
    last: Mapping[str, Sequence[SessionDone]],
    began: Mapping[str, Mapping[str, date]],
    today: date,
) -> Attention:
    if handed_over is None:
        return patient
    plan, at = handed_over
    sessions = last.get(plan.id, ())
    return replace(
        patient,
        needs=needs(plan, at.date(), sessions, today, began.get(plan.id)),
        last_day=max((one.local_day for one in sessions), default=None),
    )


def _handed_over(session: Session) -> Mapping[int, _HandedOver]:
    """The plan that each patient was handed over last."""
    newest = (
        select(PlanRow.patient_key, func.max(PlanRow.handed_over_at).label("at"))
        .where(PlanRow.handed_over_at.is_not(None))
        .group_by(PlanRow.patient_key)
        .subquery()
    )
    query = select(PlanRow.patient_key, PlanRow.content, PlanRow.handed_over_at).join(
        newest,
        (newest.c.patient_key == PlanRow.patient_key) & (newest.c.at == PlanRow.handed_over_at),
    )
    return {key: (plan, at) for key, plan, at in session.execute(query) if at is not None}


def _last_sessions(session: Session, kept: int, today: date) -> Mapping[str, Sequence[SessionDone]]:
    """The last sessions of each plan and those that told something lately, oldest first."""
    place = func.row_number().over(
        partition_by=SessionDoneRow.plan_id,
        order_by=(SessionDoneRow.day.desc(), SessionDoneRow.at.desc()),
    )
    ranked = select(SessionDoneRow.key, place.label("place")).subquery()
    lately = today - timedelta(days=RECENT_DAYS)
    query = (
        select(SessionDoneRow.plan_id, SessionDoneRow.content)
        .join(ranked, ranked.c.key == SessionDoneRow.key)
        .where(
            (ranked.c.place <= kept)
            | (SessionDoneRow.tells_something & (SessionDoneRow.day >= lately))
        )
        .order_by(SessionDoneRow.day, SessionDoneRow.at)
    )
    found: dict[str, list[SessionDone]] = {}
    for plan_id, content in session.execute(query):
        found.setdefault(plan_id, []).append(content)
    return found


def _phases_began(session: Session) -> Mapping[str, Mapping[str, date]]:
    """The day of the first session of each phase, by plan."""
    query = select(
        SessionDoneRow.plan_id, SessionDoneRow.phase, func.min(SessionDoneRow.day)
    ).group_by(SessionDoneRow.plan_id, SessionDoneRow.phase)
    found: dict[str, dict[str, date]] = {}
    for plan_id, phase, day in session.execute(query):
        found.setdefault(plan_id, {})[phase] = day
    return found


def _patient_row(session: Session, patient_id: str) -> PatientRow:
    query = select(PatientRow).where(PatientRow.id == patient_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise UnknownPatientError
    return row


@contextmanager
def _unchanged(name: str) -> Iterator[None]:
    """Two who write at the same time: the database has let the first one through."""
    try:
        yield
    except StaleDataError as error:
        raise ChangedElsewhereError(name) from error
