"""Which motions of people's own libraries are proved, kept from one start to the next.

They are in `cache/proved-motions.json` in the data folder, and are made anew when they are missing.
"""

import json
import logging
from collections.abc import Collection
from pathlib import Path

from posture_app.desktop.private_files import SMALL_BYTES, read_file, write_privately

_log = logging.getLogger(__name__)


def proofs_path(data_folder: Path) -> Path:
    """Where they are kept."""
    return data_folder / "cache" / "proved-motions.json"


def read_proofs(data_folder: Path) -> frozenset[str]:
    """The marks of what is proved; none where they cannot be read."""
    try:
        marks = json.loads(read_file(proofs_path(data_folder), SMALL_BYTES))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    if not isinstance(marks, list):
        return frozenset()
    return frozenset(mark for mark in marks if isinstance(mark, str))


def keep_proofs(data_folder: Path, marks: Collection[str]) -> None:
    """Keep the marks of what is proved; where that fails, it is proved again."""
    try:
        write_privately(proofs_path(data_folder), json.dumps(sorted(marks)).encode())
    except OSError as error:
        _log.warning("proofs of motions could not be kept: %s", error)
