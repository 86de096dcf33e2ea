"""Opening the therapist's database, with or without a passphrase, and changing that.

What encrypts is SQLCipher (`docs/decisions/0071-encryption.md`), which is only needed for a
database that has a passphrase.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Final, cast

from posture_app.store.backups import back_up_before_migration
from posture_app.store.database import Database, check_columns, engine_of
from posture_app.store.errors import (
    DamagedDatabaseError,
    EncryptedDatabaseError,
    EncryptionMissingError,
    MissingDatabaseError,
    WrongPassphraseError,
    told,
)
from posture_app.store.files import (
    backup_files,
    check,
    connect_for_reading,
    flush,
    make_private,
    remove_side_files,
)
from posture_app.store.passphrase import Passphrase, is_encrypted
from posture_app.store.patient_migrations import FOLDER, NEWEST
from posture_app.store.patient_rows import PatientBase

PUT_ASIDE: Final = "until-restored"
"""In the name of a database that was put aside when a copy was gone back to."""


def open_patient_database(
    path: Path, passphrase: str | Passphrase = "", *, begin: bool = False
) -> Database:
    """Open the therapist's database, made and brought to the newest revision where needed.

    Args:
        path: The database.
        passphrase: What it is, or a new one is to be, encrypted with; empty: it is not encrypted.
        begin: Begin a new one though there are copies of an older one.

    Raises:
        MissingDatabaseError: It is not there, though there are copies of it.
        EncryptedDatabaseError: It is encrypted, and no passphrase was given.
        WrongPassphraseError: It is another one.
        EncryptionMissingError: What encrypts is not installed.
        NewerDatabaseError: It is from a newer version, and was not touched.
        DamagedDatabaseError: It cannot be trusted.
        StoreError: It cannot be read or written.
    """
    with told(path):
        is_new = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    if is_new and not begin and any(backup_files(path)):
        raise DamagedDatabaseError(path) if path.exists() else MissingDatabaseError(path)
    if passphrase:
        _cipher(path)  # where it is missing, no file is made
    make_private(path)
    key = Passphrase.of(passphrase).key_of(path)
    with suppress(OSError):
        remove_parts(path)
    revision = None if is_new else checked(path, key)
    database = Database(path, engine_of(path, **_ciphered(path, key)))
    try:
        if revision is not None and revision != NEWEST and not passphrase:
            back_up_before_migration(path, revision)
        if revision != NEWEST:
            database.migrate(FOLDER)
        with database.writing() as session:
            check_columns(session.connection(), PatientBase.metadata, path)
    except BaseException:
        database.close()
        raise
    return database


def daily_copies(path: Path) -> list[Path]:
    """The copies of single days in `backups/`, oldest first."""
    return sorted((path.parent / "backups").glob(f"{path.stem}-[0-9]*{path.suffix}"))


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Encrypt the therapist's database with another passphrase; empty is none.

    It is written anew and put into its place in one step, and its copies, which could be opened as
    before, are removed. What was not encrypted before may still be found on the disk by who looks
    for what was deleted.

    Args:
        path: The database. It must not be open.
        old: The passphrase that it has.
        new: The one that it is to have.

    Raises:
        StoreError: As `open_patient_database`; the database is as it was.
    """
    cipher = _cipher(path)
    copies = copy_files(path)
    if path.is_symlink():  # the link stays; what it points to is written anew
        path = path.resolve()
    old_key = Passphrase(old).key_of(path)
    checked(path, old_key)
    new_key = Passphrase(new).new_key()
    part = path.with_name(path.name + ".part")
    with told(path):
        try:
            remove_parts(path)
            make_private(part)
            with closing(_connected(cipher, path, old_key)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("ATTACH DATABASE ? AS changed KEY ?", (str(part), new_key))
                connection.execute("SELECT sqlcipher_export('changed')")
                connection.execute("DETACH DATABASE changed")
            flush(part)
            checked(part, new_key)
            # Before: who is killed between the two has no copy, but none with the old passphrase.
            for copy in copies:
                remove_side_files(copy)
                copy.unlink()
            remove_side_files(path)
            part.replace(path)
        finally:
            remove_parts(path)


def remove_parts(path: Path) -> None:
    """Remove what a program that was killed has left half made of the database and its copies.

    It may have been written with another passphrase, or with none.

    Raises:
        OSError: It cannot be removed.
    """
    name = f"{path.name}.part"
    copies = (path.parent / "backups").glob(f"{path.stem}-*{path.suffix}.part*")
    for part in (*path.parent.glob(f"{name}*"), *copies):
        part.unlink(missing_ok=True)


def check_passphrase(path: Path, passphrase: str) -> None:
    """Refuse a passphrase that does not open the database, which may be open.

    Raises:
        StoreError: As `open_patient_database`.
    """
    checked(path, Passphrase(passphrase).key_of(path))


def copy_files(path: Path) -> list[Path]:
    """The copies of the database at `path`, and what was put aside, sound or not."""
    aside = path.parent.glob(f"{path.stem}.{PUT_ASIDE}-*{path.suffix}")
    return [*backup_files(path), *aside]


def checked(path: Path, key: str) -> str | None:
    """The revision of a database that can be trusted; None for one without a table yet.

    Args:
        path: The database.
        key: What a `Passphrase` makes for it; empty: it is not encrypted.

    Raises:
        StoreError: As `open_patient_database`.
    """
    if not key:
        if is_encrypted(path):
            raise EncryptedDatabaseError(path)
        return check(path, NEWEST)
    if not is_encrypted(path):
        # A passphrase that is not needed would else leave somebody believing that it protects.
        raise WrongPassphraseError(path)

    def connect(path: Path) -> sqlite3.Connection:
        return connected(path, key)

    with _wrong_passphrase(path), told(path), closing(connect(path)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return check(path, NEWEST, connect)


def connected(path: Path, key: str) -> sqlite3.Connection:
    """A connection to a database that is there, encrypted or not."""
    return _connected(_cipher(path), path, key) if key else connect_for_reading(path)


@contextmanager
def _wrong_passphrase(path: Path) -> Iterator[None]:
    try:
        yield
    except DamagedDatabaseError as error:
        raise WrongPassphraseError(path) from error


def _ciphered(path: Path, key: str) -> dict[str, object]:
    """How SQLAlchemy connects.

    Its own dialect for SQLCipher takes the passphrase in the address, which is told in errors.
    """
    if not key:
        return {}
    cipher = _cipher(path)
    return {"module": cipher, "creator": lambda: _connected(cipher, path, key)}


def _connected(cipher: ModuleType, path: Path, key: str) -> sqlite3.Connection:
    """A connection of SQLCipher, which is like one of SQLite in all that is used of it."""
    found = cipher.connect(str(path), isolation_level=None, check_same_thread=False)
    connection = cast("sqlite3.Connection", found)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would print of a wrong passphrase
    if key:
        connection.execute(f'PRAGMA key = "{key}"')
    return connection


def _cipher(path: Path) -> ModuleType:
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - 20 MB that few people need
    except ImportError as error:
        raise EncryptionMissingError(path) from error
    return dbapi2
