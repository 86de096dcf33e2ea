"""Which motions of people's own libraries are checked and sound, kept from one start to the next.

They are in `cache/proved-motions.json` in the data folder, and are made anew when they are missing.
"""

import json
import logging
from collections.abc import Collection
from pathlib import Path

from posture_app.desktop.private_files import SMALL_BYTES, read_file, write_privately

_log = logging.getLogger(__name__)


def checked_motions_path(data_folder: Path) -> Path:
    """Where they are kept."""
    return data_folder / "cache" / "proved-motions.json"


def read_checked_motions(data_folder: Path) -> frozenset[str]:
    """The fingerprints of what is sound; none where they cannot be read."""
    try:
        fingerprints = json.loads(read_file(checked_motions_path(data_folder), SMALL_BYTES))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    if not isinstance(fingerprints, list):
        return frozenset()
    return frozenset(one for one in fingerprints if isinstance(one, str))


def keep_checked_motions(data_folder: Path, fingerprints: Collection[str]) -> None:
    """Keep the fingerprints of what is sound; where that fails, it is checked again."""
    try:
        write_privately(
            checked_motions_path(data_folder), json.dumps(sorted(fingerprints)).encode()
        )
    except OSError as error:
        _log.warning("which motions are sound could not be kept: %s", error)
