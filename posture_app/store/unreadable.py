"""Rows that cannot be read: bytes that are no text, a year that no calendar has.

SQLite takes them, and finds nothing wrong with a database that holds them; Python and SQLAlchemy
fail at them, and with them every page that would show the log. They are put into a file of their
own, and the log goes on without them.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    Integer,
    String,
    Table,
)

from posture_app.store.entry_rows import JsonTuple
from posture_app.store.errors import told
from posture_app.store.rows import Base, SessionRow, SetRow, StringList, UtcDateTime

_FIRST_US: Final = round(datetime(1900, 1, 1, tzinfo=UTC).timestamp() * 1e6)
_LAST_US: Final = round(datetime(9998, 1, 1, tzinfo=UTC).timestamp() * 1e6)
_LARGEST: Final = 2**53
_TEXTS: Final = (String, StringList, JsonTuple, Date)


def has_unreadable(connection: sqlite3.Connection) -> bool:
    """Whether any row of the log cannot be read; takes a moment for a log of ten years."""
    return any(
        any(True for _ in _with_faults(connection, table))
        or _has_bad_text(connection, table)
        or any(True for _ in _with_bad_parts(connection, table))
        for table in _tables()
    )


def set_aside_unreadable(path: Path, connection: sqlite3.Connection, aside: Path) -> int:
    """Move the rows that cannot be read into `aside`, with what belongs to them.

    Args:
        path: The log, for the errors.
        connection: An open connection to it.
        aside: A file of JSON lines, made or added to.

    Returns:
        How many rows were moved.

    Raises:
        StoreError: Nothing was changed.
    """
    with told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            rows = list(_unreadable(connection))
            if rows:
                _write(aside, [_as_line(connection, table, key) for table, key in rows])
            for table, key in rows:
                out = f"DELETE FROM {table.name} WHERE rowid = ?"  # noqa: S608 - the names are ours
                connection.execute(out, (key,))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return len(rows)


def unreadable_path(path: Path) -> Path:
    """Where the rows of the log at `path` are put that cannot be read."""
    return path.with_name(f"{path.stem}.unreadable.jsonl")


def _unreadable(connection: sqlite3.Connection) -> Iterator[tuple[Table, int]]:
    """Sets before the sessions that they belong to."""
    found: dict[str, set[int]] = {}
    for table in _tables():
        found[table.name] = {
            *_with_faults(connection, table),
            *_with_bad_text(connection, table),
            *_with_bad_parts(connection, table),
        }
    sets, sessions = SetRow.__tablename__, SessionRow.__tablename__
    for key in found[sessions]:
        of_it = connection.execute(f"SELECT rowid FROM {sets} WHERE session_key = ?", (key,))  # noqa: S608 - the names are ours
        found[sets] |= {one for (one,) in of_it}
    for table in reversed(_tables()):
        for key in sorted(found[table.name]):
            yield table, key


def _with_faults(connection: sqlite3.Connection, table: Table) -> Iterator[int]:
    query = f"SELECT rowid FROM {table.name} WHERE {_faults(table)}"  # noqa: S608 - the names are ours
    for (key,) in connection.execute(query):
        yield key


def _has_bad_text(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether any text is no UTF-8: all are joined, for one text is read faster than many."""
    joined = "||".join(f"coalesce({column.name}, '')" for column in _texts(table))
    try:
        connection.execute(f"SELECT group_concat({joined}, '') FROM {table.name}").fetchone()  # noqa: S608 - the names are ours
    except (sqlite3.OperationalError, sqlite3.DataError):
        return True  # or more than fits into one text, which the slow way tells
    return False


def _with_bad_text(connection: sqlite3.Connection, table: Table) -> Iterator[int]:
    names = [column.name for column in _texts(table)]
    before, connection.text_factory = connection.text_factory, bytes
    try:
        rows = connection.execute(f"SELECT rowid, {', '.join(names)} FROM {table.name}")  # noqa: S608 - the names are ours
        for key, *texts in rows:
            if not all(_is_text(text) for text in texts):
                yield key
    finally:
        connection.text_factory = before


def _with_bad_parts(connection: sqlite3.Connection, table: Table) -> Iterator[int]:
    """Rows with a list whose members are not what is kept there."""
    for column in table.columns:
        kind = column.type
        if isinstance(kind, JsonTuple):
            before, connection.text_factory = connection.text_factory, bytes
            try:
                rows = connection.execute(f"SELECT rowid, {column.name} FROM {table.name}")  # noqa: S608 - the names are ours
                for key, text in rows:
                    if not isinstance(text, bytes) or not kind.is_readable(text):
                        yield key
            finally:
                connection.text_factory = before


def _is_text(value: object) -> bool:
    try:
        return not isinstance(value, bytes) or value.decode() is not None
    except UnicodeDecodeError:
        return False


def _as_line(connection: sqlite3.Connection, table: Table, key: int) -> str:
    before, connection.text_factory = connection.text_factory, bytes
    try:
        row = connection.execute(f"SELECT * FROM {table.name} WHERE rowid = ?", (key,))  # noqa: S608 - the names are ours
        values = dict(zip([name for name, *_ in row.description], row.fetchone(), strict=True))
    finally:
        connection.text_factory = before
    plain = {
        name: value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
        for name, value in values.items()
    }
    return json.dumps({table.name: plain})


def _write(path: Path, lines: Sequence[str]) -> None:
    how = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, how, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(descriptor)


@cache
def _tables() -> list[Table]:
    return list(Base.metadata.sorted_tables)


@cache
def _texts(table: Table) -> list[Column[object]]:
    return [column for column in table.columns if isinstance(column.type, _TEXTS)]


@cache
def _faults(table: Table) -> str:
    """What is wrong with a row, as an SQL condition."""
    faults = [_fault(column) for column in table.columns if not column.primary_key]
    faults += [
        f"NOT ({one.sqltext})" for one in table.constraints if isinstance(one, CheckConstraint)
    ]
    return " OR ".join(f"({fault})" for fault in faults)


def _fault(column: Column[object]) -> str:
    name, kind = column.name, column.type
    if isinstance(kind, UtcDateTime | BigInteger):
        wrong = f"typeof({name}) <> 'integer' OR {name} NOT BETWEEN {_FIRST_US} AND {_LAST_US}"
    elif isinstance(kind, StringList | JsonTuple):
        wrong = f"typeof({name}) <> 'text' OR NOT json_valid({name})"
        wrong += f" OR json_type({name}) <> 'array'"
    elif isinstance(kind, Date):
        wrong = f"{name} NOT GLOB '[12]*' OR date({name}, '+0 days') IS NOT {name}"
    elif isinstance(kind, Boolean):
        wrong = f"{name} NOT IN (0, 1)"
    elif isinstance(kind, Double):
        wrong = f"typeof({name}) NOT IN ('real', 'integer') OR abs({name}) >= {_LARGEST}"
    elif isinstance(kind, Integer):
        wrong = f"typeof({name}) <> 'integer' OR abs({name}) >= {_LARGEST}"
    else:
        wrong = f"typeof({name}) <> 'text'"
    if column.nullable:
        return f"{name} IS NOT NULL AND ({wrong})"
    return f"{name} IS NULL OR {wrong}"
