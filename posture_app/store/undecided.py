"""What became of the log while nobody looked, kept until the person has decided what to do.

It lies beside the log and not in the memory of a process: the program that found a damaged log may
end before its window is opened.
"""

import json
import os
from pathlib import Path
from typing import Literal

from posture_app.dataclass import dataclass
from posture_app.store.errors import told

DamageKind = Literal["damaged", "missing"]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What was found: a damaged log that was set aside as `aside`, or none in the log's place."""

    what: DamageKind
    aside: Path | None = None


def undecided(path: Path) -> Undecided | None:
    """What there is to decide about the log at `path`, if anything."""
    file = _file(path)
    if not file.exists():
        return None
    try:
        # Anything but a file, such as a pipe, would be waited for without an end.
        kept = json.loads(file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError, RecursionError):
        return Undecided("missing")  # that something is to be decided is known all the same
    aside = kept.get("aside") if isinstance(kept, dict) else None
    if not isinstance(aside, str):
        return Undecided("missing")
    return Undecided("damaged", path.with_name(Path(aside).name))


def keep_undecided(path: Path, found: Undecided) -> None:
    """Keep it until `decided`.

    Raises:
        StoreError: It cannot be written.
    """
    aside = None if found.aside is None else found.aside.name
    with told(path):
        how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(_file(path), how, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps({"aside": aside}).encode())
            file.flush()
            os.fsync(descriptor)


def decided(path: Path) -> None:
    """The person has decided.

    Raises:
        StoreError: That cannot be kept, and is asked again.
    """
    with told(path):
        _file(path).unlink(missing_ok=True)


def _file(path: Path) -> Path:
    return path.with_name(f"{path.stem}.undecided")
