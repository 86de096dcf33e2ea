"""Small files that are written whole or not at all, and that only their owner can read."""

import os
from contextlib import suppress
from pathlib import Path

from posture_app.desktop.paths import private_folder


def write_privately(path: Path, content: bytes) -> None:
    """Replace the file at `path` by `content`; whoever reads it sees the old or the new one.

    The folder is made if need be. What was written survives a loss of power.

    Raises:
        OSError: It cannot be written; the old file is as it was.
    """
    private_folder(path.parent)
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
