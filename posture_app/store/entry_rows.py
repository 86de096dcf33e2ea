"""The tables of a person's entries, private to this room: outside there is `journal/entries.py`."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from sqlalchemy import CheckConstraint, Dialect, Index, String, TypeDecorator
from sqlalchemy.orm import Mapped, mapped_column

from posture_app.coach.factors import Factor, FactorLevel
from posture_app.journal.entries import (
    CheckIn,
    Entry,
    MeasureTaken,
    Note,
    PainAt,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.store.errors import UnreadableValueError
from posture_app.store.rows import Base, StringList, UtcDateTime

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


class JsonTuple(TypeDecorator[T], Generic[T]):
    """A tuple of parts that belong to one entry alone, kept as a JSON list."""

    impl = String
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - any type that pydantic knows
        super().__init__()
        self.kind = kind

    @cached_property
    def _adapter(self) -> "TypeAdapter[T]":
        # The log is opened at each start, and has such parts only where somebody keeps a diary.
        from pydantic import TypeAdapter  # noqa: PLC0415 - see docs/decisions/0005

        return TypeAdapter(self.kind)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """To the database."""
        del dialect
        return None if value is None else self._adapter.dump_json(value, by_alias=True).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        """From the database."""
        from pydantic import ValidationError  # noqa: PLC0415 - as above

        del dialect
        try:
            return None if value is None else self._adapter.validate_json(value)
        except ValidationError:
            raise UnreadableValueError from None  # pydantic's own tells what people wrote

    def is_readable(self, text: bytes) -> bool:
        """Whether the text is one that was written by this type."""
        from pydantic import ValidationError  # noqa: PLC0415 - as above

        try:
            self._adapter.validate_json(text)
        except ValidationError:
            return False
        return True


class TreatmentKindType(TypeDecorator[TreatmentKind]):
    """The kind of a treatment, kept as its key."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: TreatmentKind | None, dialect: Dialect) -> str | None:
        """To the database."""
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> TreatmentKind | None:
        """From the database."""
        del dialect
        return None if value is None else TreatmentKind(value)


class CheckInRow(Base):
    """One check-in."""

    __tablename__ = "check_in"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str]
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    now: Mapped[int | None]
    worst: Mapped[int | None]
    places: Mapped[tuple[PainAt, ...]] = mapped_column(JsonTuple(tuple[PainAt, ...]))
    factors: Mapped[tuple[tuple[Factor, int], ...]] = mapped_column(
        JsonTuple(tuple[tuple[Factor, FactorLevel], ...])
    )
    soreness: Mapped[int | None]
    treatment_id: Mapped[str | None] = mapped_column(String(36))

    __table_args__ = (
        CheckConstraint("now BETWEEN 0 AND 10", name="now"),
        CheckConstraint("worst BETWEEN 0 AND 10", name="worst"),
        CheckConstraint("soreness BETWEEN 0 AND 10", name="soreness"),
        Index("ix_check_in_day", "day", "at"),
    )


class SpasmRow(Base):
    """One spasm; the one that lasts has no end."""

    __tablename__ = "spasm"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    day: Mapped[date]
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str]
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    zones: Mapped[tuple[str, ...]] = mapped_column(StringList)
    strength: Mapped[int | None]
    triggers: Mapped[tuple[Trigger, ...]] = mapped_column(JsonTuple(tuple[Trigger, ...]))
    measures: Mapped[tuple[MeasureTaken, ...]] = mapped_column(JsonTuple(tuple[MeasureTaken, ...]))
    note: Mapped[str]

    __table_args__ = (
        CheckConstraint("strength BETWEEN 0 AND 10", name="strength"),
        Index("ix_spasm_day", "day", "began_at"),
    )


class TreatmentRow(Base):
    """One treatment."""

    __tablename__ = "treatment"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[TreatmentKind] = mapped_column(TreatmentKindType)
    day: Mapped[date]
    time_zone: Mapped[str]
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    zones: Mapped[tuple[str, ...]] = mapped_column(StringList)
    by: Mapped[str]
    what: Mapped[str]
    note: Mapped[str]
    aftercare: Mapped[bool]

    __table_args__ = (
        CheckConstraint(
            "kind IN ('injection', 'dry_needling', 'physiotherapy', 'chiropractic', 'massage',"
            " 'medication', 'heat_or_cold', 'other')",
            name="kind",
        ),
        Index("ix_treatment_day", "day"),
    )


class NoteRow(Base):
    """One note."""

    __tablename__ = "note"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str]
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str]

    __table_args__ = (Index("ix_note_day", "day", "at"),)


class QuestionnaireRow(Base):
    """One time that a questionnaire was filled in."""

    __tablename__ = "questionnaire_response"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    questionnaire: Mapped[str]
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str]
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answers: Mapped[tuple[tuple[str, float], ...]] = mapped_column(
        JsonTuple(tuple[tuple[str, float], ...])
    )
    texts: Mapped[tuple[tuple[str, str], ...]] = mapped_column(
        JsonTuple(tuple[tuple[str, str], ...])
    )
    score: Mapped[float | None]

    __table_args__ = (Index("ix_questionnaire_response_day", "questionnaire", "day"),)


class DeletedRow(Base):
    """What was deleted, so that a merge with another journal does not bring it back."""

    __tablename__ = "deleted_entry"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)


EntryRow = CheckInRow | SpasmRow | TreatmentRow | NoteRow | QuestionnaireRow

ROWS: Final[Mapping[type[Any], type[EntryRow]]] = {
    CheckIn: CheckInRow,
    Spasm: SpasmRow,
    Treatment: TreatmentRow,
    Note: NoteRow,
    QuestionnaireResponse: QuestionnaireRow,
}
"""The table of each kind of entry."""


def entry_row(entry: Entry) -> EntryRow:
    """A new row for an entry."""
    values: dict[str, Any] = {name: getattr(entry, name) for name in type(entry).__slots__}
    return ROWS[type(entry)](**{**values, "day": entry.day})


def columns_of(kind: type[Any]) -> tuple[Any, ...]:
    """What an entry is made of."""
    return tuple(getattr(ROWS[kind], name) for name in kind.__slots__)
