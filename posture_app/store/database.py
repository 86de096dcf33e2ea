"""Opening the database: its files, its pragmas, its transactions, its newest revision."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from posture_app.store.errors import DamagedDatabaseError, named, told
from posture_app.store.files import back_up_before_migration, check, make_private
from posture_app.store.migrations import NEWEST
from posture_app.store.rows import Base

BUSY_TIMEOUT_MS: Final = 2000
"""A session that is played stands still for this long at most; then the set waits in memory."""


class Database:
    """An open database. Nothing outside the store sees a connection or a row of it."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._writing = engine.execution_options(begin="IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that reads: everything in it sees the same moment.

        Raises:
            StoreError: The database cannot be read.
        """
        with _told(self.path), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that writes: committed when the block ends, undone when it raises.

        Raises:
            StoreError: Nothing was written.
        """
        with _told(self.path), Session(self._writing) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the tables to the newest revision: all of the way, or not at all.

        Raises:
            StoreError: The database is as it was.
        """
        # Alembic costs about 0.1 s to import, and is needed once in a version's life.
        from posture_app.store.migrations.run import upgrade  # noqa: PLC0415

        with _told(self.path), self._writing.begin() as connection:
            upgrade(connection)

    def close(self) -> None:
        """Close the connections; the last one to close folds the write-ahead log in."""
        self._engine.dispose()


def open_database(path: Path) -> Database:
    """Open the log at `path`, made and brought to the newest revision where needed.

    A log of an older version is copied into `backups/` before it is changed.

    Raises:
        DataFolderError: A file is in the place of the folder.
        NewerDatabaseError: It is from a newer version, and was not touched.
        DamagedDatabaseError: It cannot be trusted; `files.set_aside` comes next.
        StoreError: It cannot be read or written.
    """
    is_new = not path.exists()
    make_private(path)
    # A new file is empty as it should be; one that was emptied is damage (see `check`).
    revision = None if is_new else check(path)
    database = Database(path, _engine(path))
    try:
        if revision is not None and revision != NEWEST:
            back_up_before_migration(path, revision)
        if revision != NEWEST:
            database.migrate()
        with database.writing() as session:  # a log that cannot be written is told of now
            _check_columns(session.connection(), path)
    except BaseException:
        database.close()
        raise
    return database


def _engine(path: Path) -> Engine:
    # Parameters hold what people wrote about their pain: they never show up in an error's text.
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin transactions by itself, but not before DDL: half of a failed
    # migration would stay.
    connection.isolation_level = None
    connection.create_function("folded", 1, _folded, deterministic=True)
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "synchronous = FULL",  # a set that was finished is there after a power cut, too
        "foreign_keys = ON",
        "secure_delete = ON",  # what was deleted is overwritten
    ):
        connection.execute(f"PRAGMA {pragma}")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait here. Another program is opening the new log just now and sets the
        # same mode, which stays with the file; until then everything works, only slower.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _begin(connection: Connection) -> None:
    # Who will write says so at once: a reader that turns writer midway fails instead of waiting.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def _check_columns(connection: Connection, path: Path) -> None:
    for table in Base.metadata.sorted_tables:
        rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})")
        if {row[1] for row in rows} != set(table.columns.keys()):
            raise DamagedDatabaseError(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    with told(path):
        try:
            yield
        except exc.DBAPIError as error:
            known = named(error.orig, path)
            if known is None:
                raise
            raise known from error
