"""Copies of the log: one a day, one before each migration and import, and never too few.

Of the daily ones the last seven stay, and of the four weeks before them the last of each.
"""

import os
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.store.errors import DiskFullError, ReadOnlyError, StoreError, told
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
WEEKLY_BACKUPS: Final = 4
SECOND_PREFIX: Final = "posture-app-"
"""Copies in a folder that holds other things, too, begin with this."""
_DAY: Final = re.compile(r"-(\d{4}-\d\d-\d\d)$")
_ENTRY_TABLES: Final = ("check_in", "spasm", "treatment", "note", "questionnaire_response")


@dataclass(frozen=True, slots=True)
class Backup:
    """A sound copy of the log: when it was made (UTC), and what it holds."""

    path: Path
    made_at: datetime
    sessions: int
    entries: int = 0

    @property
    def holds_something(self) -> bool:
        """Whether there is something in it that a person did or wrote."""
        return bool(self.sessions or self.entries)


def newest_backup(path: Path) -> Backup | None:
    """The backup of the database at `path` that is best gone back to; None without a sound one.

    That is the newest that this version can read and that holds a session or an entry, whatever its
    date; where none does, the newest.
    """
    newest: Backup | None = None
    for backup in _sound(backup_files(path)):
        if backup.holds_something:
            return backup
        newest = newest or backup
    return newest


def all_backups(path: Path, second: Path | None = None) -> Sequence[Backup]:
    """All sound backups, the newest first, with the logs that were put aside when one was restored.

    Args:
        path: The database.
        second: The second folder for copies, where the person has chosen one.
    """
    restored = path.parent.glob(f"{path.stem}.until-restored-*{path.suffix}")
    copies = () if second is None else second_copies(path, second)
    return list(_sound([*backup_files(path), *restored, *copies]))


def looked_at(file: Path) -> Backup | None:
    """What a copy holds; None where it cannot be gone back to."""
    try:
        if check(file) is None:
            return None
        with told(file), closing(connect_for_reading(file)) as connection:
            (sessions,) = connection.execute("SELECT count(*) FROM session").fetchone()
            entries = sum(
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - the names are ours
                for table in _entry_tables(connection)
            )
        made_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (StoreError, OSError):
        return None
    return Backup(file, made_at, int(sessions), int(entries))


def back_up_daily(path: Path, now: datetime) -> Path | None:
    """Copy the log into `backups/` beside it unless this day's copy is there, and remove old ones.

    An empty log is not copied, so that it never drives out the copies of a full one. While it is
    not decided whether to go back to a copy, none is removed, and later never the last sound one
    that holds sessions or entries, however old it is.

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
    copy = daily_name(path, now)
    if copy.exists() or check(path) is None or is_empty(path):
        return None
    copy_whole(path, copy)
    _date(copy, now)
    if undecided(path) is None:
        with told(path):
            _rotate([file for file in backup_files(path) if _day(file)], copy)
    return copy


def is_empty(path: Path) -> bool:
    """Whether a log holds neither a session nor a break nor an entry.

    Raises:
        StoreError: It cannot be read.
    """
    with told(path), closing(connect_for_reading(path)) as connection:
        tables = ("session", "break_record", *_entry_tables(connection))
        found = (connection.execute(f"SELECT 1 FROM {one} LIMIT 1").fetchone() for one in tables)  # noqa: S608 - the names are ours
        return not any(found)


def back_up_now(path: Path, now: datetime) -> Path:
    """Make this day's copy anew, as it was asked for; see `back_up_daily`.

    Raises:
        StoreError: The copy cannot be written; the one before is as it was.
    """
    _remove_cut_off(path)
    check(path)
    copy = daily_name(path, now)
    copy_whole(path, copy)
    _date(copy, now)
    return copy


def back_up_into(path: Path, folder: Path, now: datetime) -> Path:
    """Copy the log into a folder of the person's; a copy of this day that is there is replaced.

    Raises:
        StoreError: The copy cannot be written.
    """
    check(path)
    copy = folder / f"{SECOND_PREFIX}{daily_name(path, now).name}"
    copy_whole(path, copy)
    _date(copy, now)
    return copy


def daily_name(path: Path, now: datetime) -> Path:
    """What the copy of a day is called."""
    return _folder(path) / f"{path.stem}-{now.date().isoformat()}{path.suffix}"


def copy_to_second(path: Path, second: Path, now: datetime) -> Path | None:
    """Copy the newest daily copy into another folder, unless it is there, and remove old ones.

    Args:
        path: The database.
        second: The folder, which the person has made.
        now: Today.

    Returns:
        The new copy, or None when there was nothing to do.

    Raises:
        StoreError: The folder is not there, or the copy cannot be written.
    """
    newest = daily_name(path, now)
    target = second / f"{SECOND_PREFIX}{newest.name}"
    with told(second):
        if not second.is_dir():
            raise FileNotFoundError(second)
        if not newest.exists():
            return None
        if target.exists() and target.stat().st_mtime >= newest.stat().st_mtime:
            return None
    copy_whole(newest, target)
    _date(target, now)
    with told(second):
        _rotate(list(second_copies(path, second)), target)
    return target


def second_copies(path: Path, second: Path) -> Iterator[Path]:
    """Our copies in the second folder: nothing else in it is touched."""
    if second.is_dir():
        for file in second.glob(f"{SECOND_PREFIX}{path.stem}-*{path.suffix}"):
            if file.is_file() and _day(file):
                yield file


def back_up_before_migration(path: Path, revision: str) -> Path:
    """Copy a log of an older version before it is changed; one copy is kept for each version."""
    copy = _folder(path) / f"{path.stem}-revision-{revision}{path.suffix}"
    copy_whole(path, copy)
    return copy


def back_up_before_import(path: Path, now: datetime) -> Path:
    """Copy the log before another journal is merged into it; the last one is kept."""
    copy = _folder(path) / f"{path.stem}-before-import{path.suffix}"
    copy_whole(path, copy)
    _date(copy, now)
    return copy


def copy_whole(path: Path, copy: Path) -> None:
    """Copy a database that may be in use; a plain copy of its file would miss the newest sets.

    Raises:
        StoreError: The copy cannot be written; none is left half made.
    """
    part = copy.with_name(copy.name + ".part")
    with _of_the_copy(copy), told(path):
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


def _rotate(copies: Sequence[Path], newest: Path) -> None:
    """Remove old daily copies, but not the last one that there is something to lose with."""
    by_day = sorted((file for file in copies if file != newest), key=_day)
    older, kept = by_day[: 1 - DAILY_BACKUPS], [newest, *by_day[1 - DAILY_BACKUPS :]]
    last_of_weeks = {date.fromisoformat(_day(file)).isocalendar()[:2]: file for file in older}
    weekly = list(last_of_weeks.values())[-WEEKLY_BACKUPS:]
    too_many = [file for file in older if file not in weekly]
    if too_many and not any(map(_holds_something, [*kept, *weekly])):
        needed = next((file for file in reversed(too_many) if _holds_something(file)), None)
        too_many = [file for file in too_many if file != needed]
    for old in too_many:
        old.unlink()


def _holds_something(file: Path) -> bool:
    found = looked_at(file)
    return found is not None and found.holds_something


def _sound(files: Iterable[Path]) -> Iterator[Backup]:
    """Those that can be gone back to, the newest first."""
    for _at, file in sorted(((_changed_at(file), file) for file in files), reverse=True):
        found = looked_at(file)
        if found is not None:
            yield found


def _changed_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0  # it was removed just now


def _entry_tables(connection: sqlite3.Connection) -> Sequence[str]:
    """The tables of entries that a log has, which may be of an older version."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return [table for table in _ENTRY_TABLES if table in there]


def _date(copy: Path, now: datetime) -> None:
    with told(copy):
        os.utime(copy, (now.timestamp(), now.timestamp()))


@contextmanager
def _of_the_copy(copy: Path) -> Iterator[None]:
    """Let a disk that is full, or not to be written to, be named where the copy was to go."""
    try:
        yield
    except (DiskFullError, ReadOnlyError) as error:
        raise type(error)(copy) from error


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
    left = (
        *_folder(path).glob(f"{path.stem}-*.part*"),
        *path.parent.glob(f"{path.name}.part*"),
        *path.parent.glob(f"{path.stem}.*{path.suffix}.part*"),  # of one that was put aside
    )
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


def _day(copy: Path) -> str:
    """The day of a daily copy; "" for another one."""
    found = _DAY.search(copy.stem)
    if found is None:
        return ""
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return ""
