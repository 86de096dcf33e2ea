"""The copies of the therapist's database: what is in them, and going back to one."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.store.errors import StoreError, told
from posture_app.store.files import aside_name, copy_privately, remove_side_files
from posture_app.store.passphrase import Passphrase
from posture_app.store.patient_database import PUT_ASIDE, checked, connected, copy_files

_WITH_IT: Final = ("-wal", "-journal", "")
"""What belongs to a database that is copied though it cannot be trusted; the file itself last."""


@dataclass(frozen=True, slots=True)
class PatientCopy:
    """A sound copy: when it was made (UTC), and how many patients are in it."""

    path: Path
    made_at: datetime
    patients: int


def patient_copies(path: Path, passphrase: str | Passphrase = "") -> Sequence[PatientCopy]:
    """The sound copies of the database at `path`, the newest first.

    Those that cannot be opened with the passphrase are left out. What was put aside when a copy was
    gone back to is one, too.
    """
    word = Passphrase.of(passphrase)
    found = (_looked_at(file, word) for file in copy_files(path))
    return sorted((one for one in found if one), key=lambda one: one.made_at, reverse=True)


def go_back(path: Path, copy: Path, passphrase: str | Passphrase, now: datetime) -> Path | None:
    """Put a copy in the place of the database, which is not open; what was there is put aside.

    Returns:
        Where the database is that was used until now; None where there was none.

    Raises:
        StoreError: The copy cannot be opened with the passphrase, or not be written; the database
            is as it was.
    """
    checked(copy, Passphrase.of(passphrase).key_of(copy))
    aside = _put_aside(path, now)
    part = path.with_name(path.name + ".part")
    with told(path):
        try:
            copy_privately(copy, part)
            remove_side_files(path)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return aside


def _put_aside(path: Path, now: datetime) -> Path | None:
    """Copy a database as it lies there, sound or not."""
    if not path.exists():
        return None
    aside = aside_name(path, now.date(), PUT_ASIDE)
    with told(path):
        try:
            for end in _WITH_IT:
                source = path.with_name(path.name + end)
                if source.exists():
                    copy_privately(source, aside.with_name(aside.name + end))
        except BaseException:
            remove_side_files(aside)
            aside.unlink(missing_ok=True)  # where the disk is full, half of it would fill it
            raise
    return aside


def _looked_at(file: Path, passphrase: Passphrase) -> PatientCopy | None:
    try:
        key = passphrase.key_of(file)
        if checked(file, key) is None:
            return None
        with told(file), closing(connected(file, key)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM patient").fetchone()
            made_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except StoreError:
        return None
    return PatientCopy(file, made_at, count)
