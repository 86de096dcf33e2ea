"""Opening the database: its files, its pragmas, its transactions, its newest revision."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    MetaData,
    create_engine,
    create_mock_engine,
    event,
    exc,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from posture_app.store.backups import back_up_before_migration
from posture_app.store.database_files import DatabaseFiles
from posture_app.store.errors import (
    DamagedDatabaseError,
    MissingDatabaseError,
    ReplacedDatabaseError,
    UnreadableValueError,
    named,
    told,
)
from posture_app.store.files import (
    backup_files,
    check,
    connect_for_reading,
    flush,
    make_private,
    private_folder,
    remove_side_files,
)
from posture_app.store.migrations import NEWEST
from posture_app.store.rows import Base
from posture_app.store.unreadable import has_unreadable, set_aside_unreadable, unreadable_path

BUSY_TIMEOUT_MS: Final = 2000
"""A session that is played stands still for this long at most; then the set waits in memory."""

_REVISION_TABLE: Final = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""
"""The table in which Alembic keeps the revision, as Alembic makes it."""


class Database:
    """An open database. Nothing outside the store sees a connection or a row of it.

    Attributes:
        path: The file.
        set_aside: How many rows could not be read and were set aside when it was opened.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.set_aside = 0
        self._engine = engine
        self._writing = engine.execution_options(begin="IMMEDIATE")
        self._place = DatabaseFiles(path)
        event.listen(engine, "connect", self._opened)

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

        What was committed lies on the disk in the file that is found under `path`.

        Raises:
            ReplacedDatabaseError: That file is gone, or another one; what was written is lost.
            StoreError: Nothing was written.
        """
        with _told(self.path):
            self._stay_in_place()
            with Session(self._writing) as session, session.begin():
                yield session
            self._place.written()
            if not (self._place.is_whole() and self._place.has_log()):
                raise ReplacedDatabaseError(self.path)

    def create(self, tables: MetaData, revision: str) -> None:
        """Make the tables in a database that has none, as all steps would: all or nothing.

        The steps take four times as long, and Alembic. Nothing is done when another process was
        quicker.

        Args:
            tables: The tables of the newest revision.
            revision: That revision.

        Raises:
            StoreError: The database is as it was.
        """
        with _told(self.path), self._writing.begin() as connection:
            if connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first() is None:
                for statement in _making(tables):
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(_REVISION_TABLE)
                connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision,))

    def migrate(self, steps: Path | None = None) -> None:
        """Bring the tables to the newest revision: all of the way, or not at all.

        Args:
            steps: The folder of the steps, where they are not those of the log.

        Raises:
            StoreError: The database is as it was.
        """
        # Alembic costs about 0.1 s to import, and is needed once in a version's life.
        from posture_app.store.migrations.run import upgrade  # noqa: PLC0415 - see above

        with _told(self.path), self._writing.begin() as connection:
            upgrade(connection, *([] if steps is None else [steps]))

    def set_aside_unreadable(self) -> None:
        """Put rows that cannot be read into a file of their own (`unreadable`).

        Raises:
            StoreError: There are some, and they are still there.
        """
        with _told(self.path), closing(self._engine.raw_connection()) as pooled:
            connection = pooled.driver_connection
            if isinstance(connection, sqlite3.Connection) and has_unreadable(connection):
                aside = unreadable_path(self.path)
                self.set_aside = set_aside_unreadable(self.path, connection, aside)

    def _opened(self, _connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        self._place.opened()

    def _stay_in_place(self) -> None:
        """Put a log that was removed back into its place, as long as it is open.

        Raises:
            StoreError: It is not in its place, and cannot be put back.
        """
        if self._place.is_whole():
            if not self._place.has_log():
                self._engine.dispose()  # closing it folds in what was written to the lost one
            return
        if not self._place.is_empty():
            raise ReplacedDatabaseError(self.path)
        part = self.path.with_name(self.path.name + ".part")
        try:
            part.unlink(missing_ok=True)
            make_private(part)
            self._copy_to(part)
            self._engine.dispose()
            remove_side_files(self.path)
            part.rename(self.path)
        finally:
            part.unlink(missing_ok=True)

    def copy_whole(self, copy: Path) -> None:
        """Copy all that was committed, encrypted as it is here; see `backups.copy_whole`.

        Raises:
            StoreError: The copy cannot be written; none is left half made.
        """
        part = copy.with_name(copy.name + ".part")
        with _told(self.path):
            try:
                private_folder(copy.parent)
                part.unlink(missing_ok=True)
                make_private(part)
                self._copy_to(part)
                part.replace(copy)
            finally:
                part.unlink(missing_ok=True)

    def _copy_to(self, part: Path) -> None:
        with closing(self._engine.raw_connection()) as pooled, closing(pooled.cursor()) as cursor:
            cursor.execute("VACUUM INTO ?", (str(part),))
        flush(part)

    def close(self) -> None:
        """Close the connections; the last one to close folds the write-ahead log in."""
        self._engine.dispose()


@cache
def _making(tables: MetaData) -> Sequence[str]:
    """The statements that make tables with their indexes; to word them takes longer than to run."""
    found: list[str] = []
    dialect = sqlite.dialect()
    wording = create_mock_engine(
        "sqlite://", lambda made, *_, **__: found.append(str(made.compile(dialect=dialect)))
    )
    tables.create_all(wording, checkfirst=False)
    return found


def open_database(path: Path, *, begin: bool = False) -> Database:
    """Open the log at `path`, made and brought to the newest revision where needed.

    A log of an older version is copied into `backups/` before it is changed, and rows that cannot
    be read are set aside.

    Args:
        path: The log.
        begin: Begin a new log though there are copies of an older one.

    Raises:
        DataFolderError: A file is in the place of the folder.
        MissingDatabaseError: There is none, though there are copies of one.
        NewerDatabaseError: It is from a newer version, and was not touched.
        DamagedDatabaseError: It cannot be trusted; `files.set_aside` comes next.
        StoreError: It cannot be read or written.
    """
    is_new = not path.exists()
    if is_new and not begin and any(backup_files(path)):
        raise MissingDatabaseError(path)
    make_private(path)
    # A new file is empty as it should be; one that was emptied is damage (see `check`).
    revision = None if is_new else check(path)
    database = Database(path, engine_of(path))
    try:
        if revision is None:
            database.create(Base.metadata, NEWEST)
        elif revision != NEWEST:
            back_up_before_migration(path, revision)
            database.migrate()
        with database.writing() as session:  # a log that cannot be written is told of now
            check_columns(session.connection(), Base.metadata, path)
        database.set_aside_unreadable()
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def opened_for_reading(path: Path) -> Iterator[Database]:
    """The log at `path`, for who only looks: nothing on the disk is changed.

    One of an older version, or one with rows that cannot be read, is read from a copy that is gone
    afterwards, and so is an empty one where there is none. `Database.set_aside` tells of the rows.

    Raises:
        MissingDatabaseError: There is none, though there are copies of one.
        StoreError: As `open_database`.
    """
    if not path.exists() and any(backup_files(path)):
        raise MissingDatabaseError(path)
    with TemporaryDirectory(prefix="posture-app-") as folder:
        copy = Path(folder) / path.name
        database = _as_it_is(path) if path.exists() else open_database(copy)
        if database is None:
            with (
                told(path),
                closing(connect_for_reading(path)) as source,
                closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
            database = open_database(copy)
        try:
            yield database
        finally:
            database.close()


def _as_it_is(path: Path) -> Database | None:
    """The log opened to be read; None where it has to be changed before it can be."""
    if check(path) != NEWEST:
        return None
    with told(path), closing(connect_for_reading(path)) as connection:
        if has_unreadable(connection):
            return None
    engine = create_engine(
        "sqlite://", creator=lambda: connect_for_reading(path), poolclass=QueuePool
    )
    event.listen(engine, "connect", _prepare_for_reading)
    event.listen(engine, "begin", _begin)
    return Database(path, engine)


def _prepare_for_reading(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    connection.create_function("folded", 1, _folded, deterministic=True)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA query_only = ON")


def engine_of(path: Path, **options: Any) -> Engine:  # noqa: ANN401 - as SQLAlchemy takes them
    """What connects to the database at `path`, each connection prepared as all are."""
    # Parameters hold what people wrote about their pain: they never show up in an error's text.
    engine = create_engine(
        URL.create("sqlite", database=str(path)), hide_parameters=True, **options
    )
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


def check_columns(connection: Connection, tables: MetaData, path: Path) -> None:
    """Refuse a database whose tables are not those that the program knows.

    Raises:
        DamagedDatabaseError: They are not.
    """
    for table in tables.sorted_tables:
        rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})")
        if {row[1] for row in rows} != set(table.columns.keys()):
            raise DamagedDatabaseError(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    with told(path):
        try:
            yield
        except UnreadableValueError:
            raise DamagedDatabaseError(path) from None
        except exc.DBAPIError as error:
            known = named(error.orig, path)
            if known is None:
                raise
            raise known from error
