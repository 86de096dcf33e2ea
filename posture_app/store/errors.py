"""What can go wrong with the log, each with the sentence that a person reads.

SQLite is imported where something went wrong: who waits without a window has no log open, and saves
a megabyte.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from posture_app.errors import Message, sentence


class StoreError(Exception):
    """The log cannot be used as asked.

    Attributes:
        message: What a person is told, for `words.catalogue.said`.
    """

    told: ClassVar[Message] = sentence("The log {path} cannot be used.")

    def __init__(self, path: Path) -> None:
        self.message = replace(self.told, values={"path": path, "folder": path.parent})
        super().__init__(str(self.message))
        self.path = path


class DataFolderError(StoreError):
    """A file is in the place of the data folder or of a folder above it."""

    told = sentence(
        "The data folder {folder} cannot be made, because a file is in its place. Move that file "
        "away, or name another folder with --data-dir."
    )


class ReadOnlyError(StoreError):
    """The folder, the file or the whole disk may not be written to."""

    told = sentence(
        "The log {path} cannot be written to. Give yourself the right to write to it and to its "
        "folder, or name another folder with --data-dir."
    )


class DiskFullError(StoreError):
    """No room is left."""

    told = sentence(
        "The disk is full, so the log {path} cannot be written. Make some room on the disk."
    )


class DiskError(StoreError):
    """The system refused to read or write; a quota or a limit on sizes ends up here too."""

    told = sentence(
        "The log {path} could not be read or written. The disk may be failing, or your share of "
        "it used up."
    )


class NotAFileError(StoreError):
    """A folder, a pipe or the like is in the place of the log."""

    told = sentence(
        "The log {path} cannot be used, because it is a folder or something else that is not a "
        "file. Move it away, or name another folder with --data-dir."
    )


class LockedDatabaseError(StoreError):
    """Another program holds the log for longer than we are ready to wait."""

    told = sentence(
        "Another program is writing to the log {path}. Close it, or try again in a moment."
    )


class NewerDatabaseError(StoreError):
    """A newer version of the program wrote the log; it was left as it is."""

    told = sentence(
        "The log {path} was written by a newer version of Posture App and has been left as it is. "
        "Install the newest version to go on with it."
    )


class DamagedDatabaseError(StoreError):
    """The log is no database, not ours, or its pages contradict each other."""

    told = sentence("The log {path} is damaged and cannot be read.")


class MissingDatabaseError(StoreError):
    """The log is not there, though there are copies of it."""

    told = sentence(
        "The log {path} is not in its place any more, but there are copies of it in the folder "
        "“backups”. Open the window to choose whether to use one."
    )


class ReplacedDatabaseError(StoreError):
    """The log was moved, removed, cut off or replaced while the program used it."""

    told = sentence(
        "The log {path} was moved, removed or changed by another program while Posture App used "
        "it. Put it back into its place."
    )


class UnknownSessionError(LookupError):
    """There is no session of this id (any more)."""

    def __init__(self, session_id: str) -> None:
        self.message = sentence("The log has no session {id}.", id=session_id)
        super().__init__(str(self.message))


class UnknownEntryError(LookupError):
    """There is no entry of this id (any more)."""

    def __init__(self, entry_id: str) -> None:
        self.message = sentence("The log has no entry {id}.", id=entry_id)
        super().__init__(str(self.message))


class EncryptedDatabaseError(StoreError):
    """The database is encrypted, and no passphrase was given."""

    told = sentence("{path} is locked with a passphrase. Give the passphrase to open it.")


class WrongPassphraseError(StoreError):
    """The passphrase does not open the database."""

    told = sentence(
        "This passphrase does not open {path}. Look whether capital letters are switched on, and "
        "try again; if you are sure of it, the file is damaged."
    )


class EncryptionMissingError(StoreError):
    """The library that encrypts is not installed."""

    told = sentence(
        "The part of the program that locks {path} with a passphrase is not installed. Install "
        "posture-app[encryption]."
    )


class UnknownPatientError(LookupError):
    """There is no such patient or plan (any more)."""

    def __init__(self) -> None:
        self.message = sentence("This patient or plan is not there any more.")
        super().__init__(str(self.message))


class ChangedElsewhereError(Exception):
    """Somebody else has changed the same thing since it was read; nothing was written over."""

    def __init__(self, name: str) -> None:
        self.message = sentence(
            "{name} was changed by somebody else in the meantime. Look at the newest version, and "
            "make your change again.",
            name=name,
        )
        super().__init__(str(self.message))


class UnreadableValueError(ValueError):
    """A row holds something that the program does not know; what it is stands nowhere."""


def named(error: BaseException | None, path: Path) -> StoreError | None:
    """The named error behind one of SQLite's, or None where the program itself is at fault."""
    import sqlite3  # noqa: PLC0415 - see above

    kinds: dict[int, type[StoreError]] = {
        sqlite3.SQLITE_BUSY: LockedDatabaseError,
        sqlite3.SQLITE_LOCKED: LockedDatabaseError,
        sqlite3.SQLITE_FULL: DiskFullError,
        sqlite3.SQLITE_READONLY: ReadOnlyError,
        sqlite3.SQLITE_PERM: ReadOnlyError,
        sqlite3.SQLITE_CANTOPEN: ReadOnlyError,
        sqlite3.SQLITE_IOERR: DiskError,
        sqlite3.SQLITE_CORRUPT: DamagedDatabaseError,
        sqlite3.SQLITE_NOTADB: DamagedDatabaseError,
    }
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        kind = kinds.get(code & 0xFF)  # the upper bytes say more than we tell apart
        return kind(path) if kind else None
    if isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error):
        return DamagedDatabaseError(path)
    return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise inside into the error that has a sentence.

    Raises:
        StoreError: Of a kind for each thing that can be wrong with the file at `path`.
    """
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise DataFolderError(path) from error
    except IsADirectoryError as error:
        raise NotAFileError(path) from error
    except PermissionError as error:
        raise ReadOnlyError(path) from error
    except OSError as error:
        raise _of_system(error, path) from error
    except Exception as error:
        known = named(error, path)  # of the library that encrypts, too
        if known is None:
            raise
        raise known from error


def _of_system(error: OSError, path: Path) -> StoreError:
    if error.errno == errno.ENOSPC:
        return DiskFullError(path)
    return ReadOnlyError(path) if error.errno == errno.EROFS else DiskError(path)
