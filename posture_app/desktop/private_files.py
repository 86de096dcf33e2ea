"""Small files that are written whole or not at all, and that only their owner can read."""

import errno
import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from posture_app.desktop.paths import private_folder
from posture_app.errors import FailedError, not_written

SMALL_BYTES: Final = 8_000_000
"""No file of settings or of what the program remembers comes near it."""


def write_privately(path: Path, content: bytes) -> None:
    """Replace the file at `path` by `content`; whoever reads it sees the old or the new one.

    The folder is made if need be. What was written survives a loss of power. Where a person put a
    link in the file's place, the link stays, and the file that it points to is replaced.

    Raises:
        OSError: It cannot be written; the old file is as it was.
    """
    private_folder(path.parent)
    if path.is_symlink():
        path = path.resolve()
    _forget_cut_off(path)
    # Beside the file, for a rename replaces only within one file system; with the process's number,
    # for two copies of the program may write at once.
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def save_json(path: Path, document: object) -> None:
    """Replace the file at `path` by a document that people can read, as `write_privately` does.

    Raises:
        FailedError: It cannot be written.
    """
    try:
        write_privately(path, (json.dumps(document, indent=2) + "\n").encode())
    except OSError as error:
        raise FailedError(not_written(path, error)) from None


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A private file to write much into, which takes the place of `path` when the block ends.

    Raises:
        OSError: It cannot be written; what was at `path` is as it was, as it is where the block
            raises.
    """
    _forget_cut_off(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def read_file(path: Path, most_bytes: int | None = None) -> bytes:
    """What is in a file; anything else in its place, such as a pipe, is an error and no wait.

    Raises:
        OSError: It cannot be read, or is larger than `most_bytes`.
    """
    # A pipe that nobody writes into would be waited for without an end.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        known = os.fstat(descriptor)
        if not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        if most_bytes is not None and known.st_size > most_bytes:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return file.read()


def move_aside(path: Path, what: str) -> Path:
    """Let a file make room for another, as `NAME.WHAT.json` or by the next number; returns where.

    Where a person put a link in its place, the link stays, and what it points to is copied.

    Raises:
        OSError: It cannot be moved.
    """
    number, aside = 1, path.with_name(f"{path.stem}.{what}{path.suffix}")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.{what}-{number}{path.suffix}")
    if path.is_symlink() and path.is_file() and os.access(path, os.R_OK):
        write_privately(aside, read_file(path, SMALL_BYTES))
    else:
        path.rename(aside)
    return aside


def open_to_append(path: Path) -> int:
    """A descriptor that writes at the end of a file that only its owner can read.

    Raises:
        OSError: It cannot be opened, or is no file.
    """
    private_folder(path.parent)
    how = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, how, 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a file", str(path))
    return descriptor


def _forget_cut_off(path: Path) -> None:
    """Remove what processes that were killed while they wrote this file have left."""
    cut_off = re.compile(rf"\.{re.escape(path.name)}\.(\d+)")
    with suppress(OSError):
        for file in path.parent.iterdir():
            found = cut_off.fullmatch(file.name)
            if found is not None and not _lives(int(found[1])):
                file.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    if sys.platform == "win32":
        return True  # to ask there is to end it
    if process == os.getpid():
        return False  # its own are written one after the other
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's
    return True
