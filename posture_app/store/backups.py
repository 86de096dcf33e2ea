"""Copies of the log: one a day, one before each migration, and never fewer than are needed."""

import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from posture_app.store.errors import StoreError, told
from posture_app.store.files import (
    backup_files,
    check,
    connect_for_reading,
    flush,
    make_private,
    private_folder,
)
from posture_app.store.undecided import undecided

if sys.platform != "win32":
    import fcntl

DAILY_BACKUPS: Final = 7


@dataclass(frozen=True, slots=True)
class Backup:
    """A sound copy of the log: when it was made (UTC) and how many sessions it holds."""

    path: Path
    made_at: datetime
    sessions: int


def newest_backup(path: Path) -> Backup | None:
    """The backup of the database at `path` that is best gone back to; None without a sound one.

    That is the newest that this version can read and that holds a session, whatever its date; where
    none does, the newest.
    """
    newest: Backup | None = None
    for file in sorted(backup_files(path), key=lambda file: file.stat().st_mtime, reverse=True):
        sessions = _sessions(file)
        if sessions is None:
            continue
        backup = Backup(file, datetime.fromtimestamp(file.stat().st_mtime, UTC), sessions)
        if sessions:
            return backup
        newest = newest or backup
    return newest


def back_up_daily(path: Path, now: datetime) -> Path | None:
    """Copy the log into `backups/` beside it unless this day's copy is there; keep the last seven.

    An empty log is not copied, so that it never drives out the copies of a full one. While it is
    not decided whether to go back to a copy, none is removed, and later never the last sound one
    that holds sessions, however old it is.

    Args:
        path: The database; it may be open and in use.
        now: The time by which the copy is named and dated.

    Returns:
        The new copy, or None when there was nothing to do.

    Raises:
        DamagedDatabaseError: The log is damaged; no older copy was removed.
        StoreError: The copy cannot be written.
    """
    _remove_cut_off(path)
    copy = _folder(path) / f"{path.stem}-{now.date().isoformat()}{path.suffix}"
    if copy.exists() or check(path) is None:
        return None
    with told(path), closing(connect_for_reading(path)) as connection:
        sessions_or_breaks = "SELECT 1 FROM session UNION ALL SELECT 1 FROM break_record LIMIT 1"
        if connection.execute(sessions_or_breaks).fetchone() is None:
            return None
    copy_whole(path, copy)
    with told(path):
        os.utime(copy, (now.timestamp(), now.timestamp()))
        if undecided(path) is None:
            _rotate(path, copy)
    return copy


def back_up_before_migration(path: Path, revision: str) -> Path:
    """Copy a log of an older version before it is changed; one copy is kept for each version."""
    copy = _folder(path) / f"{path.stem}-revision-{revision}{path.suffix}"
    copy_whole(path, copy)
    return copy


def back_up_before_import(path: Path, now: datetime) -> Path:
    """Copy the log before another journal is merged into it; the last one is kept."""
    copy = _folder(path) / f"{path.stem}-before-import{path.suffix}"
    copy_whole(path, copy)
    with told(path):
        os.utime(copy, (now.timestamp(), now.timestamp()))
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
            with _being_written(part):
                with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                    connection.execute("VACUUM INTO ?", (str(part),))
                flush(part)
                part.replace(copy)
        finally:
            part.unlink(missing_ok=True)


def _rotate(path: Path, newest: Path) -> None:
    """Remove the oldest daily copies, but not the last one that there is something to lose with."""
    daily = sorted(file for file in backup_files(path) if _is_daily(file) and file != newest)
    too_many = daily[: 1 - DAILY_BACKUPS]
    kept = [newest, *daily[1 - DAILY_BACKUPS :]]
    if too_many and not _holds_sessions(kept):
        needed = next((file for file in reversed(too_many) if _sessions(file)), None)
        too_many = [file for file in too_many if file != needed]
    for old in too_many:
        old.unlink()


def _holds_sessions(files: Sequence[Path]) -> bool:
    return any(_sessions(file) for file in files)


def _sessions(backup: Path) -> int | None:
    """How many sessions a copy holds, or None where it cannot be gone back to."""
    try:
        if check(backup) is None:
            return None
        with told(backup), closing(connect_for_reading(backup)) as connection:
            (sessions,) = connection.execute("SELECT count(*) FROM session").fetchone()
    except StoreError:
        return None
    return int(sessions)


@contextmanager
def _being_written(part: Path) -> Iterator[None]:
    """Let others see that a half-made copy is not one that a killed program left."""
    if sys.platform == "win32":
        yield  # a file that is open cannot be removed there
        return
    descriptor = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def _remove_cut_off(path: Path) -> None:
    """Remove half-made copies that a killed program left: they hold what the log does."""
    left = [*_folder(path).glob(f"{path.stem}-*.part*"), *path.parent.glob(f"{path.name}.part*")]
    for part in left:
        with suppress(OSError):
            if not _is_being_written(part):
                part.unlink()


def _is_being_written(part: Path) -> bool:
    if sys.platform == "win32" or not part.is_file():
        return False
    descriptor = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _folder(path: Path) -> Path:
    return path.parent / "backups"


def _is_daily(backup: Path) -> bool:
    return re.search(r"-\d{4}-\d\d-\d\d$", backup.stem) is not None
