"""The tables, private to this room: outside of it there are the records of `journal/model.py`."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from posture_app.journal.model import Ended, SessionRecord, SetRecord, SetStatus, Side

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To the database; a naive time is refused, because nobody could tell when it was."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("expected a time with its zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From the database, in UTC."""
        del dialect
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Base(DeclarativeBase):
    """What the tables have in common: every constraint has a name, so that it can be changed."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SessionRow(Base):
    """One session. `key` is for joins; `id` is what the rest of the program knows it by."""

    __tablename__ = "session"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    routine_id: Mapped[str]
    routine_name: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(Instant)
    time_zone: Mapped[str]
    local_day: Mapped[date]
    planned_s: Mapped[float]
    done_s: Mapped[float]
    ended: Mapped[Ended | None] = mapped_column(String)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    pain_before: Mapped[int | None]
    pain_after: Mapped[int | None]
    effort: Mapped[int | None]
    note: Mapped[str | None]
    items: Mapped[list["SetRow"]] = relationship(
        order_by="SetRow.key", cascade="all, delete-orphan", passive_deletes=True, lazy="raise"
    )

    __table_args__ = (
        CheckConstraint(
            "ended IN ('completed', 'stopped', 'stopped_for_pain', 'interrupted')", name="ended"
        ),
        CheckConstraint("pain_before BETWEEN 0 AND 10", name="pain_before"),
        CheckConstraint("pain_after BETWEEN 0 AND 10", name="pain_after"),
        CheckConstraint("effort BETWEEN 0 AND 10", name="effort"),
        Index("ix_session_started_at", "started_at", "id"),
        Index("ix_session_local_day", "local_day"),
    )


class SetRow(Base):
    """One set of one side; in the order of `key`, which is the order they were finished in."""

    __tablename__ = "exercise_set"

    key: Mapped[int] = mapped_column(primary_key=True)
    session_key: Mapped[int] = mapped_column(
        ForeignKey("session.key", ondelete="CASCADE"), index=True
    )
    item: Mapped[int]
    exercise_id: Mapped[str]
    exercise_name: Mapped[str]
    side: Mapped[Side | None] = mapped_column(String)
    set_number: Mapped[int]
    sets: Mapped[int]
    status: Mapped[SetStatus] = mapped_column(String)
    planned_s: Mapped[float]
    done_s: Mapped[float]
    planned_reps: Mapped[int | None]
    done_reps: Mapped[int | None]
    planned_hold_s: Mapped[float | None]
    done_hold_s: Mapped[float | None]
    hurt: Mapped[bool]
    pain: Mapped[int | None]
    pain_where: Mapped[str | None]
    finished_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        CheckConstraint("side IN ('left', 'right')", name="side"),
        CheckConstraint("status IN ('done', 'partial', 'skipped')", name="status"),
        CheckConstraint("pain BETWEEN 0 AND 10", name="pain"),
    )


def session_row(record: SessionRecord) -> SessionRow:
    """A new row for a session with its sets."""
    return SessionRow(
        id=record.id,
        routine_id=record.routine_id,
        routine_name=record.routine_name,
        started_at=record.started_at,
        time_zone=record.time_zone,
        local_day=record.local_day,
        planned_s=record.planned_s,
        done_s=record.done_s,
        ended=record.ended,
        ended_at=record.ended_at,
        pain_before=record.pain_before,
        pain_after=record.pain_after,
        effort=record.effort,
        note=record.note,
        items=[set_row(item) for item in record.items],
    )


def set_row(record: SetRecord) -> SetRow:
    """A new row for a set."""
    return SetRow(**{name: getattr(record, name) for name in SetRecord.__slots__})


def session_record(row: SessionRow) -> SessionRecord:
    """What a row, whose sets are loaded, says."""
    return SessionRecord(
        id=row.id,
        routine_id=row.routine_id,
        routine_name=row.routine_name,
        started_at=row.started_at,
        time_zone=row.time_zone,
        planned_s=row.planned_s,
        done_s=row.done_s,
        ended=row.ended,
        ended_at=row.ended_at,
        pain_before=row.pain_before,
        pain_after=row.pain_after,
        effort=row.effort,
        note=row.note,
        items=tuple(set_record(item) for item in row.items),
    )


def set_record(row: SetRow) -> SetRecord:
    """What a row says."""
    return SetRecord(
        item=row.item,
        exercise_id=row.exercise_id,
        exercise_name=row.exercise_name,
        side=row.side,
        set_number=row.set_number,
        sets=row.sets,
        status=row.status,
        planned_s=row.planned_s,
        done_s=row.done_s,
        planned_reps=row.planned_reps,
        done_reps=row.done_reps,
        planned_hold_s=row.planned_hold_s,
        done_hold_s=row.done_hold_s,
        hurt=row.hurt,
        pain=row.pain,
        pain_where=row.pain_where,
        finished_at=row.finished_at,
    )
