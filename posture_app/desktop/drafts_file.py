"""A file of what a person has begun to write and not saved yet, readable only by them.

It has a `version`, and `drafts`, each under its key.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from posture_app.desktop.private_files import SMALL_BYTES, move_aside, read_file, save_json
from posture_app.errors import FailedError, not_written

VERSION: Final = 1


def read_drafts_file(path: Path) -> dict[str, object]:
    """The drafts as JSON by their keys; a file that cannot be used is set aside and not lost."""
    try:
        document = json.loads(read_file(path, SMALL_BYTES))
    except OSError:
        return {}
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("version") != VERSION:
        with suppress(OSError):
            move_aside(path, "unreadable")
        return {}
    found = document.get("drafts")
    return found if isinstance(found, dict) else {}


def write_drafts_file(path: Path, drafts: Mapping[str, object]) -> None:
    """Keep these drafts, as JSON, and no others; without any there is no file.

    Raises:
        FailedError: They cannot be written.
    """
    if drafts:
        save_json(path, {"version": VERSION, "drafts": dict(drafts)})
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FailedError(not_written(path, error)) from None
