"""The tables, private to this room: outside of it there are the records of `journal/model.py`."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Dialect,
    Double,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from posture_app.journal.breaks import BreakRecord, Result, Side, Stretch, StretchKind
from posture_app.journal.model import Ended, SessionRecord, SetRecord, SetStatus
from posture_app.journal.programme import FollowedPhase, PhaseEnd
from posture_app.journal.received import PlanStep, ReceivedPlan
from posture_app.store.errors import UnreadableValueError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_ELSEWHERE: Final = {"items", "advice", "advice_reasons"}
_SESSION_FIELDS: Final = tuple(name for name in SessionRecord.__slots__ if name not in _ELSEWHERE)


class UtcDateTime(TypeDecorator[datetime]):
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


class StringList(TypeDecorator[tuple[str, ...]]):
    """A few words in their order, kept as a JSON list."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """To the database."""
        del dialect
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """From the database."""
        del dialect
        try:
            return None if value is None else tuple(json.loads(value))
        except ValueError:
            raise UnreadableValueError from None


class Base(DeclarativeBase):
    """What the tables have in common: every constraint has a name, so that it can be changed."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {float: Double}
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
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str]
    local_day: Mapped[date]
    planned_s: Mapped[float]
    done_s: Mapped[float]
    ended: Mapped[Ended | None] = mapped_column(String)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pain_before: Mapped[int | None]
    pain_after: Mapped[int | None]
    effort: Mapped[int | None]
    note: Mapped[str | None]
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    items: Mapped[list["SetRow"]] = relationship(
        order_by="SetRow.key", cascade="all, delete-orphan", passive_deletes=True, lazy="raise"
    )

    proposed: Mapped["AdviceRow | None"] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="raise"
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


class AdviceRow(Base):
    """What the rule for pain proposed in a session, where it had something to go by."""

    __tablename__ = "session_advice"

    session_key: Mapped[int] = mapped_column(
        ForeignKey("session.key", ondelete="CASCADE"), primary_key=True
    )
    advice: Mapped[str]
    reasons: Mapped[tuple[str, ...]] = mapped_column(StringList)


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
    finished_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("side IN ('left', 'right')", name="side"),
        CheckConstraint("status IN ('done', 'partial', 'skipped')", name="status"),
        CheckConstraint("pain BETWEEN 0 AND 10", name="pain"),
        Index("ix_exercise_set_exercise_name", "exercise_name", "session_key"),
    )


class BreakRow(Base):
    """One break, with what was offered and done in it."""

    __tablename__ = "break_record"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    result: Mapped[Result] = mapped_column(String)
    began: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_s: Mapped[float]
    rested_s: Mapped[float]
    skip_reason: Mapped[str]
    exercise_id: Mapped[str]
    exercise_name: Mapped[str]
    side: Mapped[Side | None] = mapped_column(String)
    share: Mapped[float]
    passed_over: Mapped[tuple[str, ...]] = mapped_column(StringList)
    held_by: Mapped[tuple[str, ...]] = mapped_column(StringList)
    held_s: Mapped[float]
    time_zone: Mapped[str]

    __table_args__ = (
        CheckConstraint(
            "result IN ('taken', 'skipped', 'snoozed', 'interrupted', 'away', 'natural')",
            name="result",
        ),
        CheckConstraint("side IN ('left', 'right')", name="side"),
    )


class StretchRow(Base):
    """A time of one kind, a day long at most (`breaks.LONGEST_ROW`)."""

    __tablename__ = "stretch"

    key: Mapped[int] = mapped_column(primary_key=True)
    began: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended: Mapped[datetime] = mapped_column(UtcDateTime)
    what: Mapped[StretchKind] = mapped_column(String, index=True)

    __table_args__ = (CheckConstraint("what IN ('active', 'away', 'held')", name="what"),)


class FollowedPhaseRow(Base):
    """One stay in a phase of a programme; the one that lasts has no end."""

    __tablename__ = "followed_phase"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    programme_id: Mapped[str]
    programme_name: Mapped[str]
    phase_id: Mapped[str]
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    ending: Mapped[PhaseEnd | None] = mapped_column(String)

    __table_args__ = (
        CheckConstraint(
            "ending IN ('advanced', 'stepped_back', 'finished', 'stopped')", name="ending"
        ),
        CheckConstraint("(ended_on IS NULL) = (ending IS NULL)", name="ended"),
    )


class ReceivedPlanRow(Base):
    """One revision of a therapist's plan, as it was received."""

    __tablename__ = "received_plan"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(50), unique=True)
    plan_id: Mapped[str] = mapped_column(String(36))
    revision: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[str]
    is_current: Mapped[bool]


class PlanStepRow(Base):
    """What was decided about an exercise of a plan that was proposed in another's place."""

    __tablename__ = "plan_step"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    plan_id: Mapped[str] = mapped_column(String(36))
    revision: Mapped[int]
    phase_id: Mapped[str]
    exercise: Mapped[str]
    instead: Mapped[str]
    accepted: Mapped[bool]
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str]


def session_row(record: SessionRecord) -> SessionRow:
    """A new row for a session with its sets."""
    items = [set_row(item) for item in record.items]
    row = SessionRow(**session_values(record), items=items)
    if record.advice is not None:
        row.proposed = AdviceRow(advice=record.advice, reasons=record.advice_reasons)
    return row


def set_row(record: SetRecord) -> SetRow:
    """A new row for a set."""
    return SetRow(**set_values(record))


def session_values(record: SessionRecord) -> dict[str, Any]:
    """What the row of a session holds, apart from its key."""
    own = {name: getattr(record, name) for name in _SESSION_FIELDS}
    return {**own, "local_day": record.local_day}


def set_values(record: SetRecord) -> dict[str, Any]:
    """What the row of a set holds, apart from the keys."""
    return {name: getattr(record, name) for name in SetRecord.__slots__}


SESSION_COLUMNS: Final = tuple(getattr(SessionRow, name) for name in _SESSION_FIELDS)
SET_COLUMNS: Final = tuple(getattr(SetRow, name) for name in SetRecord.__slots__)
"""What a record is made of. Selecting columns is three times as fast as whole rows are."""


def session_record(
    values: Sequence[Any],
    items: Sequence[SetRecord],
    proposed: tuple[str | None, tuple[str, ...]] = (None, ()),
) -> SessionRecord:
    """The session behind the values of `SESSION_COLUMNS`, with what was proposed and why."""
    advice, reasons = proposed
    return SessionRecord(
        **dict(zip(_SESSION_FIELDS, values, strict=True)),
        items=tuple(items),
        advice=advice,
        advice_reasons=reasons,
    )


def set_record(values: Sequence[Any]) -> SetRecord:
    """The set behind the values of `SET_COLUMNS`."""
    return SetRecord(**dict(zip(SetRecord.__slots__, values, strict=True)))


BREAK_COLUMNS: Final = tuple(getattr(BreakRow, name) for name in BreakRecord.__slots__)
STRETCH_COLUMNS: Final = tuple(getattr(StretchRow, name) for name in Stretch.__slots__)


def break_row(record: BreakRecord) -> BreakRow:
    """A new row for a break."""
    return BreakRow(**{name: getattr(record, name) for name in BreakRecord.__slots__})


def break_record(values: Sequence[Any]) -> BreakRecord:
    """The break behind the values of `BREAK_COLUMNS`."""
    return BreakRecord(**dict(zip(BreakRecord.__slots__, values, strict=True)))


FOLLOWED_COLUMNS: Final = tuple(getattr(FollowedPhaseRow, name) for name in FollowedPhase.__slots__)


def followed_row(record: FollowedPhase) -> FollowedPhaseRow:
    """A new row for a stay in a phase."""
    return FollowedPhaseRow(**{name: getattr(record, name) for name in FollowedPhase.__slots__})


def followed_record(values: Sequence[Any]) -> FollowedPhase:
    """The stay behind the values of `FOLLOWED_COLUMNS`."""
    return FollowedPhase(**dict(zip(FollowedPhase.__slots__, values, strict=True)))


RECEIVED_COLUMNS: Final = tuple(getattr(ReceivedPlanRow, name) for name in ReceivedPlan.__slots__)


def received_row(record: ReceivedPlan) -> ReceivedPlanRow:
    """A new row for a plan that was received."""
    return ReceivedPlanRow(**{name: getattr(record, name) for name in ReceivedPlan.__slots__})


def received_record(values: Sequence[Any]) -> ReceivedPlan:
    """The plan behind the values of `RECEIVED_COLUMNS`."""
    return ReceivedPlan(**dict(zip(ReceivedPlan.__slots__, values, strict=True)))


STEP_COLUMNS: Final = tuple(getattr(PlanStepRow, name) for name in PlanStep.__slots__)


def step_row(record: PlanStep) -> PlanStepRow:
    """A new row for what was decided about an exercise of a plan."""
    return PlanStepRow(**{name: getattr(record, name) for name in PlanStep.__slots__})


def step_record(values: Sequence[Any]) -> PlanStep:
    """The decision behind the values of `STEP_COLUMNS`."""
    return PlanStep(**dict(zip(PlanStep.__slots__, values, strict=True)))
