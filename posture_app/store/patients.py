"""Patients, their plans and what came back, behind one class.

Used from one thread. Each change is committed when it is told.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from posture_app.plans.adherence_files import ImportedFile, MergedFile
from posture_app.plans.attention import Attention, by_urgency
from posture_app.plans.model import SessionDone
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.store.backups import DAILY_BACKUPS, daily_name
from posture_app.store.database import Database
from posture_app.store.errors import ChangedElsewhereError, UnknownPatientError, told
from posture_app.store.passphrase import Passphrase
from posture_app.store.patient_database import daily_copies, open_patient_database
from posture_app.store.patient_merging import merge
from posture_app.store.patient_removal import RemovedPatient, put_back, removed_patient
from posture_app.store.patient_rows import (
    PatientRow,
    PlanRow,
    SessionDoneRow,
    TemplateRow,
    patient_record,
    plan_record,
    template_record,
)
from posture_app.store.patient_standings import forget_standing, keep_standings, read_attention


def open_patients(
    path: Path, passphrase: str | Passphrase = "", *, begin: bool = False, zone: tzinfo = UTC
) -> "Patients":
    """Open the therapist's database; see `patient_database.open_patient_database`.

    Args:
        path: The database.
        passphrase: What it is, or is to be, encrypted with.
        begin: Begin a new one though there are copies of an older one.
        zone: Where the therapist is: what was handed over counts to their day.
    """
    return Patients(open_patient_database(path, passphrase, begin=begin), zone)


class Patients:
    """The patients of a practice."""

    def __init__(self, database: Database, zone: tzinfo = UTC) -> None:
        self._database, self._zone = database, zone

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
        if copy.exists():
            return None
        with self._database.reading() as session:
            if session.execute(select(PatientRow.key).limit(1)).first() is None:
                return None
        self._database.copy_whole(copy)
        with told(path):
            # Where the clock was ahead for days, the copy that was just made is not the last one.
            older = [one for one in daily_copies(path) if one != copy]
            for old in older[: -(DAILY_BACKUPS - 1)]:
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

    def patient(self, patient_id: str) -> Patient | None:
        """One patient; None where there is no such patient any more.

        Raises:
            StoreError: They cannot be read.
        """
        query = select(PatientRow).where(PatientRow.id == patient_id)
        with self._database.reading() as session:
            row = session.scalars(query).one_or_none()
            return None if row is None else patient_record(row)

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
        """Change a patient. Returns what was kept, with the new count of its writes.

        Raises:
            UnknownPatientError: They are not there any more.
            ChangedElsewhereError: Somebody else changed them since they were read.
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session, _unchanged(patient.code):
            row = _row_as_read(session, patient)
            row.code, row.birth_year = patient.code, patient.birth_year
            row.precautions, row.notes = patient.precautions, patient.notes
            session.flush()
            return patient_record(row)

    def remove(self, patient: Patient) -> RemovedPatient:
        """Remove a patient with all plans and sessions; returns what `put_back` takes.

        Raises:
            UnknownPatientError: They are not there any more.
            ChangedElsewhereError: Somebody else changed them since they were read.
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session, _unchanged(patient.code):
            row = _row_as_read(session, patient)
            removed = removed_patient(session, row)
            session.delete(row)
            session.flush()
            return removed

    def put_back(self, removed: RemovedPatient) -> Patient:
        """Keep a patient who was removed, with all of them, as before.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            put_back(session, removed)
            return patient_record(_patient_row(session, removed.id))

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
            return [plan_record(row, patient_id, self._zone) for row in session.scalars(query)]

    def drafts(self) -> Sequence[KeptPlan]:
        """Everything that is still being written, those that were begun last at the front.

        Raises:
            StoreError: They cannot be read.
        """
        query = (
            select(PlanRow, PatientRow.id)
            .join(PatientRow, PatientRow.key == PlanRow.patient_key)
            .where(PlanRow.handed_over_at.is_(None))
            .order_by(PlanRow.key.desc())
        )
        with self._database.reading() as session:
            return [plan_record(row, owner, self._zone) for row, owner in session.execute(query)]

    def revisions(self, plan_id: str) -> Sequence[KeptPlan]:
        """All revisions of one plan, in their order; none where there is no such plan.

        Raises:
            StoreError: They cannot be read.
        """
        query = (
            select(PlanRow, PatientRow.id)
            .join(PatientRow, PatientRow.key == PlanRow.patient_key)
            .where(PlanRow.plan_id == plan_id)
            .order_by(PlanRow.revision)
        )
        with self._database.reading() as session:
            return [plan_record(row, owner, self._zone) for row, owner in session.execute(query)]

    def save_plan(self, kept: KeptPlan) -> KeptPlan:
        """Keep a revision of a plan, new where its `writes` is 0. Returns what was kept.

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
            if row is None and kept.writes:
                raise UnknownPatientError
            if row is None:
                owner = _patient_row(session, kept.patient_id)
                row = PlanRow(patient_key=owner.key, plan_id=plan.id, revision=plan.revision)
                session.add(row)
            elif row.writes != kept.writes or row.handed_over_at is not None:
                raise ChangedElsewhereError(plan.name)
            row.content, row.handed_over_at = plan, kept.handed_over_at
            session.flush()
            if kept.handed_over_at is not None:
                forget_standing(session, row.patient_key)
            return plan_record(row, kept.patient_id, self._zone)

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
            is_another = (newest.revision, newest.writes) != (plan.revision, kept.writes)
            if is_another or any(one.revision == plan.revision for one in session.scalars(done)):
                raise ChangedElsewhereError(plan.name)
            newest.handed_over_at = None
            session.flush()
            forget_standing(session, newest.patient_key)
            return plan_record(newest, kept.patient_id, self._zone)

    def remove_draft(self, kept: KeptPlan) -> None:
        """Remove a revision that nobody has; saved with `writes` 0 it is there again.

        Raises:
            UnknownPatientError: It is not there any more.
            ChangedElsewhereError: Somebody else changed or handed it over since it was read.
            StoreError: Nothing was changed.
        """
        plan = kept.plan
        query = select(PlanRow).where(PlanRow.plan_id == plan.id, PlanRow.revision == plan.revision)
        with self._database.writing() as session, _unchanged(plan.name):
            row = session.scalars(query).one_or_none()
            if row is None:
                raise UnknownPatientError
            if row.writes != kept.writes or row.handed_over_at is not None:
                raise ChangedElsewhereError(plan.name)
            session.delete(row)
            session.flush()

    # Templates

    def templates(self) -> Sequence[KeptTemplate]:
        """The practice's own templates, by their names.

        Raises:
            StoreError: They cannot be read.
        """
        with self._database.reading() as session:
            found = [template_record(row) for row in session.scalars(select(TemplateRow))]
        return sorted(found, key=lambda one: (one.plan.name.casefold(), one.id))

    def save_template(self, kept: KeptTemplate) -> KeptTemplate:
        """Keep a template, new where its `writes` is 0. Returns what was kept; no id is given one.

        Raises:
            UnknownPatientError: It is not there any more.
            ChangedElsewhereError: Somebody else changed it since it was read.
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session, _unchanged(kept.plan.name):
            if kept.writes:
                row = _template_row(session, kept)
            else:
                row = TemplateRow(id=kept.id or str(uuid4()))
                session.add(row)
            row.content = kept.plan
            session.flush()
            return template_record(row)

    def remove_template(self, kept: KeptTemplate) -> None:
        """Remove a template; saved with `writes` 0 it is there again. Errors as `save_template`."""
        with self._database.writing() as session, _unchanged(kept.plan.name):
            session.delete(_template_row(session, kept))
            session.flush()

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

    def merge(self, files: Sequence[ImportedFile], now: datetime) -> Sequence[MergedFile]:
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
            found, unknown = read_attention(session, today)
        if unknown:
            with self._database.writing() as session:
                keep_standings(session, unknown, today, self._zone)
                found, _unknown = read_attention(session, today)
        return by_urgency(found)


def _patient_row(session: Session, patient_id: str) -> PatientRow:
    query = select(PatientRow).where(PatientRow.id == patient_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise UnknownPatientError
    return row


def _template_row(session: Session, kept: KeptTemplate) -> TemplateRow:
    query = select(TemplateRow).where(TemplateRow.id == kept.id)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise UnknownPatientError
    if row.writes != kept.writes:
        raise ChangedElsewhereError(kept.plan.name)
    return row


def _row_as_read(session: Session, patient: Patient) -> PatientRow:
    """The row of a patient whom nobody else has changed since they were read."""
    row = _patient_row(session, patient.id)
    if row.writes != patient.writes:
        raise ChangedElsewhereError(patient.code)
    return row


@contextmanager
def _unchanged(name: str) -> Iterator[None]:
    """Two who write at the same time: the database has let the first one through."""
    try:
        yield
    except StaleDataError as error:
        raise ChangedElsewhereError(name) from error
