"""The log's files: private, checked before they are opened, set aside, backed up and restored.

Everything here uses plain sqlite3, so that it also works when the database cannot be opened, and
before SQLAlchemy is imported.
"""

import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from posture_app.store.errors import DamagedDatabaseError, NewerDatabaseError, StoreError, told
from posture_app.store.migrations import NEWEST

DAILY_BACKUPS: Final = 7
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the end of its name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A sound copy of the log: when it was made (UTC) and how many sessions it holds."""

    path: Path
    made_at: datetime
    sessions: int


def make_private(path: Path) -> None:
    """Make the folder of `path`, and `path` itself, readable by their owner only.

    A folder that everybody may write to (the system's for temporary files) is left as it is, and
    so is one that is somebody else's.

    Raises:
        StoreError: The folder or the file cannot be made.
    """
    with told(path):
        private_folder(path.parent)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.close(descriptor)
        _set_mode(path, 0o600)


def private_folder(folder: Path) -> None:
    """Make `folder` with its parents, and let only its owner in, whatever the umask says."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.stat().st_mode & stat.S_IWOTH:
        _set_mode(folder, 0o700)


def check(path: Path) -> str | None:
    """The revision of the database at `path`, None for one without a table yet.

    Nothing is written: a database of a newer version stays as it is, byte for byte.

    Raises:
        NewerDatabaseError: A newer version of the program made it.
        DamagedDatabaseError: It is no database, not a log, or contradicts itself.
        StoreError: It cannot be read.
    """
    with told(path), closing(_connect_for_reading(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            if path.stat().st_size == 0 and any(_backups(path)):
                raise DamagedDatabaseError(path)  # emptied: a log was here before
            return None
        if "alembic_version" not in tables:
            raise DamagedDatabaseError(path)
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if len(revisions) != 1 or not re.fullmatch(r"\d{4}", str(revisions[0][0])):
            raise DamagedDatabaseError(path)
        revision = str(revisions[0][0])
        if revision > NEWEST:
            raise NewerDatabaseError(path)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedDatabaseError(path)
        return revision


def set_aside(path: Path, day: date) -> Path:
    """Rename a damaged database, with what SQLite keeps beside it, so that nothing is lost.

    Args:
        path: The database. It must not be open.
        day: Today, for the name.

    Returns:
        Where it is now, such as `journal.damaged-2026-03-01.db`.

    Raises:
        StoreError: It cannot be renamed.
    """
    number, aside = 1, path.with_name(f"{path.stem}.damaged-{day.isoformat()}{path.suffix}")
    while any(aside.with_name(aside.name + end).exists() for end in ("", *_SIDE_FILES)):
        number += 1
        name = f"{path.stem}.damaged-{day.isoformat()}-{number}{path.suffix}"
        aside = path.with_name(name)
    with told(path):
        # The side files first: one left behind would be played into the next database.
        for end in (*_SIDE_FILES, ""):
            part = path.with_name(path.name + end)
            if part.exists():
                part.rename(aside.with_name(aside.name + end))
    return aside


def newest_backup(path: Path) -> Backup | None:
    """The newest backup of the database at `path` that is sound and that this version can read."""
    for backup in sorted(_backups(path), key=lambda file: file.stat().st_mtime, reverse=True):
        try:
            if check(backup) is None:
                continue
            with told(backup), closing(_connect_for_reading(backup)) as connection:
                (sessions,) = connection.execute("SELECT count(*) FROM session").fetchone()
        except StoreError:
            continue
        made_at = datetime.fromtimestamp(backup.stat().st_mtime, UTC)
        return Backup(backup, made_at, sessions)
    return None


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
        _flush(part)
        part.rename(path)


def back_up_daily(path: Path, now: datetime) -> Path | None:
    """Copy the log into `backups/` beside it unless this day's copy is there; keep the last seven.

    An empty log is not copied, so that it never drives out the copies of a full one.

    Args:
        path: The database; it may be open and in use.
        now: The time by which the copy is named and dated.

    Returns:
        The new copy, or None when there was nothing to do.

    Raises:
        DamagedDatabaseError: The log is damaged; no older copy was removed.
        StoreError: The copy cannot be written.
    """
    copy = _folder(path) / f"{path.stem}-{now.date().isoformat()}{path.suffix}"
    if copy.exists() or check(path) is None:
        return None
    with told(path), closing(_connect_for_reading(path)) as connection:
        sessions_or_breaks = "SELECT 1 FROM session UNION ALL SELECT 1 FROM break_record LIMIT 1"
        if connection.execute(sessions_or_breaks).fetchone() is None:
            return None
    copy_whole(path, copy)
    os.utime(copy, (now.timestamp(), now.timestamp()))
    daily = sorted(file for file in _backups(path) if _is_daily(file) and file != copy)
    for old in daily[: 1 - DAILY_BACKUPS]:
        old.unlink()
    return copy


def back_up_before_migration(path: Path, revision: str) -> Path:
    """Copy a log of an older version before it is changed; one copy is kept for each version."""
    copy = _folder(path) / f"{path.stem}-revision-{revision}{path.suffix}"
    copy_whole(path, copy)
    return copy


def copy_whole(path: Path, copy: Path) -> None:
    """Copy a database that may be in use; a plain copy of its file would miss the newest sets.

    Raises:
        StoreError: The copy cannot be written; none is left half made.
    """
    part = copy.with_name(copy.name + ".part")
    with told(path):
        try:
            private_folder(copy.parent)
            part.unlink(missing_ok=True)
            make_private(part)  # VACUUM INTO takes an empty file, and leaves its mode alone
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("VACUUM INTO ?", (str(part),))
            _flush(part)
            part.replace(copy)
        finally:
            part.unlink(missing_ok=True)


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing.

    Closing the last ordinary connection would write a write-ahead log that a killed program left
    into the database; a read-only one does not, but leaves an empty one where there was none.
    """
    wal = path.with_name(path.name + "-wal")
    mode = "ro" if wal.exists() and wal.stat().st_size else "rw"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)


def _set_mode(path: Path, mode: int) -> None:
    # The umask may have taken rights away, and a copy may have brought some.
    if stat.S_IMODE(path.stat().st_mode) != mode:
        with suppress(PermissionError):
            path.chmod(mode)


def _folder(path: Path) -> Path:
    return path.parent / "backups"


def _backups(path: Path) -> Iterator[Path]:
    return _folder(path).glob(f"{path.stem}-*{path.suffix}")


def _is_daily(backup: Path) -> bool:
    return re.search(r"-\d{4}-\d\d-\d\d$", backup.stem) is not None


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
