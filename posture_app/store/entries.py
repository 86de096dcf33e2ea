"""What a person has entered, in the same file as the journal."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    delete,
    false,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import Session

from posture_app.journal.entries import (
    CheckIn,
    Entry,
    Note,
    QuestionnaireResponse,
    Spasm,
    Treatment,
)
from posture_app.store.database import Database
from posture_app.store.entry_rows import (
    ROWS,
    DeletedRow,
    QuestionnaireRow,
    SpasmRow,
    TreatmentRow,
    columns_of,
    entry_row,
)
from posture_app.store.errors import UnknownEntryError

PAGE: Final = 200
"""How many entries are read at once when all are."""
KINDS: Final[tuple[type[Entry], ...]] = (CheckIn, Spasm, Treatment, Note, QuestionnaireResponse)
_OWN_WORDS: Final[Mapping[type[Any], tuple[str, ...]]] = {
    Spasm: ("note",),
    Treatment: ("by", "what", "note"),
    Note: ("text",),
}
"""In which columns a kind has the person's own words."""
_KEYS: Final[Mapping[type[Any], tuple[str, ...]]] = {
    CheckIn: ("places", "factors"),
    Spasm: ("zones", "triggers", "measures"),
    Treatment: ("zones",),
}
"""In which columns a kind has lists with the keys of what was chosen."""

E = TypeVar("E", bound=Entry)


class Entries:
    """Check-ins, spasms, treatments, notes and questionnaires; each committed when it is told.

    Used from one thread. The database belongs to the journal, which closes it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def database(self) -> Database:
        """Where they are kept, with all else of the log."""
        return self._database

    def save(self, entry: Entry) -> Entry | None:
        """Keep an entry, in the place of the one with its id; one that was deleted is back.

        Returns:
            The entry that was replaced, for undoing; None where it is new.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            before = _find(session, type(entry), entry.id)
            row = ROWS[type(entry)]
            session.execute(delete(row).where(row.id == entry.id))
            session.execute(delete(DeletedRow).where(DeletedRow.id == entry.id))
            session.add(entry_row(entry))
            return before

    def delete(self, kind: type[E], entry_id: str, at: datetime) -> E:
        """Take an entry out, and give it back so that `save` can undo it.

        Args:
            kind: What it is.
            entry_id: Its id.
            at: Now; what is remembered of it is that it was deleted, and when.

        Raises:
            UnknownEntryError: There is none.
            StoreError: It is still there.
        """
        with self._database.writing() as session:
            entry = _find(session, kind, entry_id)
            if entry is None:
                raise UnknownEntryError(entry_id)
            row = ROWS[kind]
            session.execute(delete(row).where(row.id == entry_id))
            session.add(DeletedRow(id=entry_id, deleted_at=at))
            return entry

    def find(self, kind: type[E], entry_id: str) -> E | None:
        """The entry with this id, if there is one.

        Raises:
            StoreError: It cannot be read.
        """
        with self._database.reading() as session:
            return _find(session, kind, entry_id)

    def between(self, kind: type[E], first_day: date, last_day: date) -> Sequence[E]:
        """The entries of the person's days from the first to the last, oldest first.

        Raises:
            StoreError: They cannot be read.
        """
        row = ROWS[kind]
        query = _query(kind).where(row.day >= first_day, row.day <= last_day)
        query = query.order_by(row.day, *_moment(kind), row.key)
        with self._database.reading() as session:
            return _read(session, kind, query)

    def newest(
        self, kind: type[E], count: int = 1, search: str = "", named: Collection[str] = ()
    ) -> Sequence[E]:
        """The last entries of a kind, newest first.

        Args:
            kind: What they are.
            count: How many at most.
            search: Text in the person's own words; case is ignored. A kind without own words has
                none then.
            named: Keys of places and of what else can be chosen, which the text means, too.

        Raises:
            StoreError: They cannot be read.
        """
        row = ROWS[kind]
        newest_first = [one.desc() for one in (row.day, *_moment(kind), row.key)]
        query = _query(kind).order_by(*newest_first).limit(count)
        folded = search.strip().casefold()
        if folded:
            query = query.where(or_(false(), *_mentions(kind, folded), *_chosen(kind, named)))
        with self._database.reading() as session:
            return _read(session, kind, query)

    def first_day(self) -> date | None:
        """The day of the first entry of all; None where there is none.

        Raises:
            StoreError: They cannot be read.
        """
        with self._database.reading() as session:
            days = [session.scalar(select(func.min(ROWS[kind].day))) for kind in KINDS]
        return min((one for one in days if one is not None), default=None)

    def open_spasms(self) -> Sequence[Spasm]:
        """The spasms that last, oldest first.

        Raises:
            StoreError: They cannot be read.
        """
        query = _query(Spasm).where(SpasmRow.ended_at.is_(None)).order_by(SpasmRow.began_at)
        with self._database.reading() as session:
            return _read(session, Spasm, query)

    def every(self, kind: type[E]) -> Iterator[E]:
        """All entries of a kind in the order of their days, read page by page.

        Raises:
            StoreError: They cannot be read.
        """
        row = ROWS[kind]
        after: tuple[date, str] | None = None
        while True:
            query = _query(kind).order_by(row.day, row.id).limit(PAGE)
            if after is not None:
                query = query.where(tuple_(row.day, row.id) > after)
            with self._database.reading() as session:
                page = _read(session, kind, query)
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1].day, page[-1].id


def _mentions(kind: type[Any], folded: str) -> Iterator[ColumnElement[bool]]:
    """Whether the person's own words have a text in them."""
    row = ROWS[kind]
    for name in _OWN_WORDS.get(kind, ()):
        yield func.instr(func.folded(getattr(row, name)), folded) > 0
    if row is QuestionnaireRow:
        each = func.json_each(QuestionnaireRow.texts).table_valued("value")
        text = func.folded(func.json_extract(each.c.value, "$[1]"))
        yield select(each.c.value).where(func.instr(text, folded) > 0).exists()


def _chosen(kind: type[Any], keys: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """Whether one of the keys was chosen."""
    row = ROWS[kind]
    for name in _KEYS.get(kind, ()):
        for key in keys:
            yield func.instr(getattr(row, name), f'"{key}"') > 0
    if row is TreatmentRow:
        yield type_coerce(TreatmentRow.kind, String).in_(keys)
    elif row is QuestionnaireRow:
        yield QuestionnaireRow.questionnaire.in_(keys)


def _query(kind: type[Any]) -> Select[*tuple[Any, ...]]:
    return select(*columns_of(kind))


def _moment(kind: type[Any]) -> tuple[Any, ...]:
    """By what the entries of one day are in their order."""
    row = ROWS[kind]
    name = "began_at" if row is SpasmRow else "at"
    return (getattr(row, name),)


def _read(session: Session, kind: type[E], query: Select[*tuple[Any, ...]]) -> list[E]:
    names = kind.__slots__
    rows = session.execute(query)
    return [kind(**dict(zip(names, values, strict=True))) for values in rows]


def _find(session: Session, kind: type[E], entry_id: str) -> E | None:
    query = _query(kind).where(ROWS[kind].id == entry_id)
    return next(iter(_read(session, kind, query)), None)
