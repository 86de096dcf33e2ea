"""Everything that the log holds, in an order that depends on nothing but what is in it.

It is read page by page in one transaction: all of it is of the same moment, and never all of it in
memory.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from posture_app.journal.breaks import Stretch
from posture_app.journal.entries import CheckIn, Note, QuestionnaireResponse, Spasm, Treatment
from posture_app.journal.merging import Deleted, Record
from posture_app.store.database import Database
from posture_app.store.entry_rows import (
    ROWS,
    DeletedRow,
    SpasmRow,
    TreatmentRow,
    columns_of,
)
from posture_app.store.rows import (
    BREAK_COLUMNS,
    FOLLOWED_COLUMNS,
    RECEIVED_COLUMNS,
    SESSION_COLUMNS,
    STEP_COLUMNS,
    STRETCH_COLUMNS,
    Base,
    BreakRow,
    FollowedPhaseRow,
    PlanStepRow,
    ReceivedPlanRow,
    SessionRow,
    StretchRow,
    break_record,
    followed_record,
    received_record,
    step_record,
)
from posture_app.store.session_reading import read_sessions

PAGE: Final = 500
ENTRY_KINDS: Final[Mapping[str, type[Any]]] = {
    "check_ins": CheckIn,
    "spasms": Spasm,
    "treatments": Treatment,
    "notes": Note,
    "questionnaires": QuestionnaireResponse,
}
"""The lists of entries, by the names that they have in a file."""
TABLES: Final[Mapping[str, type[Base]]] = {
    "programmes": FollowedPhaseRow,
    "plans": ReceivedPlanRow,
    "plan_steps": PlanStepRow,
    "sessions": SessionRow,
    "breaks": BreakRow,
    "stretches": StretchRow,
    **{name: ROWS[kind] for name, kind in ENTRY_KINDS.items()},
    "deleted": DeletedRow,
}
"""The table of each list."""


@contextmanager
def contents(database: Database) -> Iterator["Contents"]:
    """All that the log holds now.

    Raises:
        StoreError: It cannot be read.
    """
    with database.reading() as session:
        yield Contents(session)


class Contents:
    """What the log held at one moment."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self) -> int:
        """How many records there are."""
        return sum(self.counts().values())

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind."""
        return {
            name: self._session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in TABLES.items()
        }

    def records(self) -> Mapping[str, Iterator[Record]]:
        """The records of each list, each of them to be read once."""
        return {name: self._every(name) for name in TABLES}

    def _every(self, name: str) -> Iterator[Record]:
        if name == "sessions":
            yield from self._sessions()
        elif name == "breaks":
            yield from self._rows(BREAK_COLUMNS, (BreakRow.began, BreakRow.id), break_record)
        elif name == "stretches":
            order = (StretchRow.began, StretchRow.ended, StretchRow.what)
            yield from self._rows(STRETCH_COLUMNS, order, lambda values: Stretch(*values))
        elif name == "programmes":
            query = select(*FOLLOWED_COLUMNS)
            query = query.order_by(FollowedPhaseRow.began_on, FollowedPhaseRow.key)
            yield from map(followed_record, self._session.execute(query))
        elif name == "plans":
            by_time = (ReceivedPlanRow.received_at, ReceivedPlanRow.id)
            yield from self._rows(RECEIVED_COLUMNS, by_time, received_record)
        elif name == "plan_steps":
            by_time = (PlanStepRow.decided_at, PlanStepRow.id)
            yield from self._rows(STEP_COLUMNS, by_time, step_record)
        elif name == "deleted":
            columns = (DeletedRow.id, DeletedRow.deleted_at)
            yield from self._rows(
                columns,
                (DeletedRow.deleted_at, DeletedRow.id),
                lambda values: Deleted(id=values[0], deleted_at=values[1]),
            )
        else:
            kind = ENTRY_KINDS[name]
            row = ROWS[kind]
            names = kind.__slots__
            yield from self._rows(
                columns_of(kind),
                (_moment(row), row.id),
                lambda values: kind(**dict(zip(names, values, strict=True))),
            )

    def _sessions(self) -> Iterator[Record]:
        order = (SessionRow.started_at, SessionRow.id)
        query = select(SessionRow.key, *SESSION_COLUMNS).order_by(*order).limit(PAGE)
        page = read_sessions(self._session, query)
        while page:
            yield from page
            after = tuple_(*order) > (page[-1].started_at, page[-1].id)
            # Of the two terms, this one can be looked up in the index.
            from_here = query.where(SessionRow.started_at >= page[-1].started_at, after)
            page = read_sessions(self._session, from_here)

    def _rows(
        self,
        columns: tuple[Any, ...],
        order: tuple[Any, ...],
        made: Callable[[Any], Record],
    ) -> Iterator[Record]:
        """Records in their order; of several that are the same, one."""
        query: Select[Any] = select(*columns).distinct().order_by(*order)
        for values in self._session.execute(query.execution_options(yield_per=PAGE)):
            yield made(values)


def _moment(row: Any) -> Any:  # noqa: ANN401 - a table of entries and its column
    """When an entry was; that of a treatment may be no more than a day."""
    if row is TreatmentRow:
        return row.day
    return row.began_at if row is SpasmRow else row.at
