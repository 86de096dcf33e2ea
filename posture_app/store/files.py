"""The log's files: private, checked before they are opened, set aside and restored.

Everything here uses plain sqlite3, so that it also works when the database cannot be opened, and
before SQLAlchemy is imported.
"""

import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Final

from posture_app.store.errors import (
    DamagedDatabaseError,
    NewerDatabaseError,
    NotAFileError,
    told,
)
from posture_app.store.migrations import NEWEST

Connect = Callable[[Path], sqlite3.Connection]
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the end of its name."""
_OF_ONE_ROW: Final = re.compile(r"CHECK constraint failed in |NULL value in |non-\w+ value in ")
"""What SQLite's check says of a row that can be set aside; anything else is damage."""


def make_private(path: Path) -> None:
    """Make the folder of `path` where it is missing, and let only the owner read `path` itself.

    Raises:
        StoreError: The folder or the file cannot be made, or something else is in its place.
    """
    with told(path):
        private_folder(path.parent)
        require_file(path)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.close(descriptor)
        _set_mode(path, 0o600)


def private_folder(folder: Path) -> None:
    """Make `folder` with its parents where it is missing, open to its owner only.

    One that is there keeps its rights: the files in it are private by themselves.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        _set_mode(folder, 0o700)


def require_file(path: Path) -> None:
    """Refuse what is no file: SQLite would wait for a pipe without an end.

    Raises:
        NotAFileError: Something else is in the place of `path`.
    """
    if path.exists() and not path.is_file():
        raise NotAFileError(path)


def check(path: Path, newest: str | None = None, connect: Connect | None = None) -> str | None:
    """The revision of the database at `path`, None for one without a table yet.

    Nothing is written: a database of a newer version stays as it is, byte for byte.

    Args:
        path: The database.
        newest: The revision that this version of the program writes; None: that of the log.
        connect: What opens it to be read, where it is encrypted.

    Raises:
        NewerDatabaseError: A newer version of the program made it.
        DamagedDatabaseError: It is no database, not a log, or contradicts itself.
        StoreError: It cannot be read.
    """
    require_file(path)
    with told(path), closing((connect or connect_for_reading)(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            if path.stat().st_size == 0 and any(backup_files(path)):
                raise DamagedDatabaseError(path)  # emptied: a log was here before
            return None
        if "alembic_version" not in tables:
            raise DamagedDatabaseError(path)
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if len(revisions) != 1 or not isinstance(revisions[0][0], str):
            raise DamagedDatabaseError(path)
        revision: str = revisions[0][0]
        # What later versions call their revisions nobody knows yet.
        if not re.fullmatch(r"\d{4}", revision) or revision > (newest or NEWEST):
            raise NewerDatabaseError(path)
        said = [text for (text,) in connection.execute("PRAGMA quick_check")]
        if said != ["ok"] and not all(map(_OF_ONE_ROW.match, said)):
            raise DamagedDatabaseError(path)
        return str(revision)


def set_aside(path: Path, day: date, why: str = "damaged") -> Path:
    """Rename a database that is not to be used, with what SQLite keeps beside it.

    Nothing is lost.

    Args:
        path: The database. It must not be open.
        day: Today, for the name.
        why: A word for the name.

    Returns:
        Where it is now, such as `journal.damaged-2026-03-01.db`.

    Raises:
        StoreError: It cannot be renamed.
    """
    aside = aside_name(path, day, why)
    with told(path):
        # The side files first: one left behind would be played into the next database.
        for end in (*_SIDE_FILES, ""):
            part = path.with_name(path.name + end)
            if part.exists():
                part.rename(aside.with_name(aside.name + end))
    return aside


def restore(path: Path, backup: Path) -> None:
    """Put a copy of `backup` in the place of the database at `path`, which was set aside before.

    Raises:
        FileExistsError: There still is a database at `path`.
        StoreError: The copy cannot be written, or the backup not be read.
    """
    if any(path.with_name(path.name + end).exists() for end in ("", *_SIDE_FILES)):
        raise FileExistsError(f"{path} is still there; set it aside first")
    part = path.with_name(path.name + ".part")
    with told(path):
        part.unlink(missing_ok=True)
        make_private(part)
        shutil.copyfile(backup, part)  # a backup is whole and closed, unlike the log itself
        flush(part)
        part.rename(path)


def replace(path: Path, backup: Path) -> None:
    """Put a copy of `backup` in the place of the database at `path`, in one step.

    Args:
        path: The database. It must not be open; what it holds is lost.
        backup: A copy of a log, whole and closed.

    Raises:
        StoreError: The copy cannot be written, or the backup not be read; the database stays.
    """
    part = path.with_name(path.name + ".part")
    with told(path):
        try:
            copy_privately(backup, part)
            if path.exists():  # a log that a killed program left beside it would be played into it
                with closing(sqlite3.connect(path)) as connection:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            remove_side_files(path)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def copy_privately(source: Path, target: Path) -> None:
    """Copy a closed file to one that only its owner can read, in the place of what is there.

    Raises:
        OSError: It cannot be read, or not be written.
    """
    target.unlink(missing_ok=True)
    make_private(target)
    shutil.copyfile(source, target)
    flush(target)


def aside_name(path: Path, day: date, why: str) -> Path:
    """A free name beside the database for one that is set aside, as `journal.why-2026-03-01.db`."""
    number, aside = 1, path.with_name(f"{path.stem}.{why}-{day.isoformat()}{path.suffix}")
    while any(aside.with_name(aside.name + end).exists() for end in ("", *_SIDE_FILES)):
        number += 1
        name = f"{path.stem}.{why}-{day.isoformat()}-{number}{path.suffix}"
        aside = path.with_name(name)
    return aside


def remove_side_files(path: Path) -> None:
    """Remove what SQLite has left beside a database that is closed."""
    for end in _SIDE_FILES:
        path.with_name(path.name + end).unlink(missing_ok=True)


def backup_files(path: Path) -> Iterator[Path]:
    """The copies in `backups/` of the database at `path`, in no order and not checked."""
    for file in (path.parent / "backups").glob(f"{path.stem}-*{path.suffix}"):
        if file.is_file():
            yield file


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing.

    Closing the last ordinary connection would write a write-ahead log that a killed program left
    into the database; a read-only one does not, but leaves an empty one where there was none.
    """
    wal = path.with_name(path.name + "-wal")
    mode = "ro" if wal.exists() and wal.stat().st_size else "rw"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)


def flush(path: Path) -> None:
    """Wait until the file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _set_mode(path: Path, mode: int) -> None:
    # The umask may have taken rights away, and a copy may have brought some.
    if stat.S_IMODE(path.stat().st_mode) != mode:
        with suppress(PermissionError):
            path.chmod(mode)
