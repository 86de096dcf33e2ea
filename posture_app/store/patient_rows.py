"""The tables of the therapist's database, private to this room: outside there is `plans/`.

Nothing here is what only SQLite has: a practice may keep them on a server. Each row that people
edit carries how often the row was written, which the database compares when it is written.
"""

from datetime import date, datetime, tzinfo
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from posture_app.coach.pain_rule import Condition
from posture_app.plans.attention import Standing, tells_something
from posture_app.plans.model import Plan, SessionDone
from posture_app.plans.patient import KeptPlan, KeptTemplate, Patient
from posture_app.store.entry_rows import JsonTuple
from posture_app.store.errors import UnreadableValueError
from posture_app.store.rows import Base as JournalBase
from posture_app.store.rows import StringList, UtcDateTime


class PatientBase(DeclarativeBase):
    """The tables of patients, apart from those of a person's own journal."""

    metadata = MetaData(naming_convention=JournalBase.metadata.naming_convention)


class PatientRow(PatientBase):
    """A patient."""

    __tablename__ = "patient"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    code: Mapped[str] = mapped_column(String(60))
    birth_year: Mapped[int | None]
    precautions: Mapped[tuple[str, ...]] = mapped_column(StringList)
    notes: Mapped[str]
    writes: Mapped[int] = mapped_column("version")
    __mapper_args__ = {"version_id_col": writes}  # noqa: RUF012 - as SQLAlchemy declares it


class PlanRow(PatientBase):
    """One revision of a plan."""

    __tablename__ = "plan_revision"
    __table_args__ = (UniqueConstraint("plan_id", "revision"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    patient_key: Mapped[int] = mapped_column(
        ForeignKey("patient.key", ondelete="CASCADE"), index=True
    )
    plan_id: Mapped[str] = mapped_column(String(36))
    revision: Mapped[int]
    content: Mapped[Plan] = mapped_column(JsonTuple(Plan))
    handed_over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    writes: Mapped[int] = mapped_column("version")
    __mapper_args__ = {"version_id_col": writes}  # noqa: RUF012 - as SQLAlchemy declares it


class SessionDoneRow(PatientBase):
    """A session that came back; its id is only the patient's, and so counts within the plan."""

    __tablename__ = "session_done"
    __table_args__ = (
        UniqueConstraint("plan_id", "session_id"),
        Index(None, "patient_key", "day"),
        # All that the standings ask of most rows, whose contents stay unread.
        Index(None, "plan_id", "day", "at", "phase", "tells_something"),
    )

    key: Mapped[int] = mapped_column(primary_key=True)
    patient_key: Mapped[int] = mapped_column(ForeignKey("patient.key", ondelete="CASCADE"))
    plan_id: Mapped[str] = mapped_column(String(36))
    session_id: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    at: Mapped[str] = mapped_column(String(5))
    phase: Mapped[str] = mapped_column(String(60))
    tells_something: Mapped[bool]
    content: Mapped[SessionDone] = mapped_column(JsonTuple(SessionDone))
    writes: Mapped[int] = mapped_column("version")
    __mapper_args__ = {"version_id_col": writes}  # noqa: RUF012 - as SQLAlchemy declares it


class AdherenceFileRow(PatientBase):
    """A file that was read, so that it is told when it comes again."""

    __tablename__ = "adherence_file"
    __table_args__ = (UniqueConstraint("plan_id", "check_sum"),)

    key: Mapped[int] = mapped_column(primary_key=True)
    patient_key: Mapped[int] = mapped_column(
        ForeignKey("patient.key", ondelete="CASCADE"), index=True
    )
    plan_id: Mapped[str] = mapped_column(String(36))
    check_sum: Mapped[str] = mapped_column(String(64))
    last_day: Mapped[date]
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StandingRow(PatientBase):
    """How a patient stands (`plans.attention.Standing`), reckoned from their plan and sessions.

    Nobody edits it, and a patient without one has it reckoned anew.
    """

    __tablename__ = "standing"

    patient_key: Mapped[int] = mapped_column(
        ForeignKey("patient.key", ondelete="CASCADE"), primary_key=True
    )
    plan: Mapped[str] = mapped_column(String(120))
    last_day: Mapped[date | None]
    flagged_on: Mapped[date | None]
    stopped_on: Mapped[date | None]
    rising_on: Mapped[date | None]
    quiet_since: Mapped[date | None]
    ready_on: Mapped[date | None]


STANDING_COLUMNS: Final = (
    StandingRow.plan,
    StandingRow.last_day,
    StandingRow.flagged_on,
    StandingRow.stopped_on,
    StandingRow.rising_on,
    StandingRow.quiet_since,
    StandingRow.ready_on,
)
"""In the order of `Standing`."""


class TemplateRow(PatientBase):
    """A template of the practice's own."""

    __tablename__ = "plan_template"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    content: Mapped[Plan] = mapped_column(JsonTuple(Plan))
    writes: Mapped[int] = mapped_column("version")
    __mapper_args__ = {"version_id_col": writes}  # noqa: RUF012 - as SQLAlchemy declares it


def session_columns(session: SessionDone) -> dict[str, Any]:
    """What a row has of a session, beside whose it is."""
    return {
        "session_id": session.id,
        "day": session.local_day,
        "at": session.at or "",
        "phase": session.phase,
        "tells_something": tells_something(session),
        "content": session,
    }


def standing_columns(found: Standing) -> dict[str, Any]:
    """What a row has of how a patient stands, beside whose it is."""
    return {column.key: getattr(found, column.key) for column in STANDING_COLUMNS}


def patient_record(row: PatientRow) -> Patient:
    """A patient as the rest of the program knows them.

    Raises:
        UnreadableValueError: They have a precaution that nobody knows.
    """
    if not set(row.precautions) <= set(Condition):
        raise UnreadableValueError
    return Patient(
        id=row.id,
        code=row.code,
        birth_year=row.birth_year,
        precautions=tuple(Condition(one) for one in row.precautions),
        notes=row.notes,
        writes=row.writes,
    )


def plan_record(row: PlanRow, patient_id: str, zone: tzinfo) -> KeptPlan:
    """A revision of a plan as the rest of the program knows it, with times of the zone."""
    return KeptPlan(
        patient_id=patient_id,
        plan=row.content,
        handed_over_at=row.handed_over_at and row.handed_over_at.astimezone(zone),
        writes=row.writes,
    )


def template_record(row: TemplateRow) -> KeptTemplate:
    """A template as the rest of the program knows it."""
    return KeptTemplate(id=row.id, plan=row.content, writes=row.writes)
