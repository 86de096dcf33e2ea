"""Reading sessions with their sets and what was proposed in them, inside one transaction."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.store.errors import UnknownSessionError
from posture_app.store.rows import (
    SESSION_COLUMNS,
    SET_COLUMNS,
    AdviceRow,
    SessionRow,
    SetRow,
    session_record,
    set_record,
)


def newest_first() -> Select[*tuple[Any, ...]]:
    """The keys of all sessions and their `SESSION_COLUMNS`, to be narrowed down."""
    order = (SessionRow.started_at.desc(), SessionRow.id.desc())
    return select(SessionRow.key, *SESSION_COLUMNS).order_by(*order)


def read_sessions(session: Session, query: Select[*tuple[Any, ...]]) -> list[SessionRecord]:
    """The sessions with their sets that a query of their keys and `SESSION_COLUMNS` finds."""
    rows = session.execute(query).all()
    items: dict[int, list[SetRecord]] = {row[0]: [] for row in rows}
    of_page = SetRow.session_key.in_(items)
    sets = select(SetRow.session_key, *SET_COLUMNS).where(of_page).order_by(SetRow.key)
    for key, *values in session.execute(sets):
        items[key].append(set_record(values))
    proposed = select(AdviceRow.session_key, AdviceRow.advice, AdviceRow.reasons)
    told = {
        key: (advice, reasons)
        for key, advice, reasons in session.execute(
            proposed.where(AdviceRow.session_key.in_(items))
        )
    }
    return [session_record(values, items[key], told.get(key, (None, ()))) for key, *values in rows]


def whole_session(session: Session, session_id: str) -> SessionRecord:
    """One session with its sets.

    Raises:
        UnknownSessionError: It is not in the log.
    """
    for record in read_sessions(session, newest_first().where(SessionRow.id == session_id)):
        return record
    raise UnknownSessionError(session_id)
