"""Whether the files of an open database are still those that lie in its place.

An open file can be removed, moved or replaced, and goes on taking what is written to it; nobody
will find that again. So it is looked at before and after each transaction.
"""

import os
from pathlib import Path

_Identity = tuple[int, int]


class DatabaseFiles:
    """The files of one open database. Nothing is opened: that would end SQLite's own locks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wal_path = path.with_name(path.name + "-wal")
        self._file: _Identity | None = None
        self._wal: _Identity | None = None
        self._size = 0

    def opened(self) -> None:
        """A connection was opened: what lies there now is it."""
        self._file, self._wal, self._size = _identity(self._path), None, 0

    def written(self) -> None:
        """A transaction was committed, for which there must be a write-ahead log by now."""
        if self._wal is None:
            self._wal = _identity(self._wal_path)

    def is_whole(self) -> bool:
        """Whether the database is where it was opened, and not shorter than it was."""
        if self._file is None:
            return True  # nothing is open yet
        try:
            found = self._path.stat()
        except OSError:
            return False
        if (found.st_dev, found.st_ino) != self._file or found.st_size < self._size:
            return False
        self._size = found.st_size
        return True

    def has_log(self) -> bool:
        """Whether the write-ahead log is the one that is written to."""
        return self._wal is None or _identity(self._wal_path) == self._wal

    def is_empty(self) -> bool:
        """Whether nothing at all lies there, in a folder that is."""
        return self._path.parent.is_dir() and not os.path.lexists(self._path)


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
