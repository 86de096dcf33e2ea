"""Who is first on a data folder: a lock that the system takes back from a process that ended.

It lies on the file `program.lock` for as long as its holder runs. What is in the file is for people
alone: neither rubbish in it, nor a process number that was given out again, nor a folder in its
place keeps anybody out.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


HANDED_OVER: Final = "POSTURE_APP_LOCK"
"""Tells a program that takes the place of this one, in the same process, where the lock is open."""


class FolderLock:
    """One copy's lock on a data folder."""

    def __init__(self, path: Path) -> None:
        """Take nothing yet; `path` is the file that the lock lies on."""
        self.path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take it, if it is free, and write down who has it.

        Raises:
            OSError: Nobody can take it.
        """
        descriptor = self._handed_over()
        if descriptor is None:
            descriptor = self._locked(create=True)
        if descriptor is None:
            return False
        self._descriptor = descriptor
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            self._sign(descriptor)
        return True

    def is_taken(self) -> bool:
        """Whether a copy has it; to know it, it is taken for a moment where it is free.

        Raises:
            OSError: That cannot be known.
        """
        try:
            descriptor = self._locked(create=False)
        except FileNotFoundError:
            return False
        if descriptor is not None:
            os.close(descriptor)
        return descriptor is None

    def hand_over(self) -> None:
        """Keep it for the program that takes the place of this one in the same process."""
        if self._descriptor is not None:
            os.set_inheritable(self._descriptor, True)
            os.environ[HANDED_OVER] = str(self._descriptor)
            self._descriptor = None

    def give_back(self) -> None:
        """Let another copy have it, and leave no file."""
        if self._descriptor is None:
            return
        if stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            with suppress(OSError):  # Windows removes no file that is open
                self.path.unlink()
        os.close(self._descriptor)
        self._descriptor = None

    def _locked(self, *, create: bool) -> int | None:
        """A descriptor that holds the lock, or None where another copy holds it.

        Raises:
            OSError: It cannot be opened.
        """
        while True:
            descriptor = self._opened(create=create)
            if not _lock(descriptor):
                os.close(descriptor)
                return None
            if self._is_there(descriptor):
                return descriptor
            os.close(descriptor)  # who had it has removed it between our opening and locking

    def _is_there(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        except FileNotFoundError:
            return False

    def _handed_over(self) -> int | None:
        """What the program before this one has left open, if it is this lock's file."""
        number = os.environ.pop(HANDED_OVER, "")
        try:
            descriptor = int(number)
            is_ours = self._is_there(descriptor) and _lock(descriptor)
        except (ValueError, OSError, OverflowError):
            return None
        if not is_ours:
            return None
        os.set_inheritable(descriptor, False)
        return descriptor

    def _opened(self, *, create: bool) -> int:
        how = os.O_RDWR | (os.O_CREAT if create else 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            return os.open(self.path, how, 0o600)
        except IsADirectoryError:
            return os.open(self.path, os.O_RDONLY)  # a folder takes a lock as well as a file does

    def _sign(self, descriptor: int) -> None:
        with suppress(OSError):  # on a full disk the lock holds all the same
            if sys.platform != "win32":
                os.fchmod(descriptor, 0o600)
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())


def _lock(descriptor: int) -> bool:
    """Lock an open file, if nobody else has; closing it gives the lock back."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
