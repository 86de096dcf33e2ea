"""A file of what a person has begun to write and not saved yet, readable only by them.

It has a `version`, and `drafts`, each under its key.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from posture_app.desktop.private_files import SMALL_BYTES, move_aside, read_file, write_privately
from posture_app.errors import FailedError, reason, sentence

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
    try:
        if not drafts:
            path.unlink(missing_ok=True)
            return
        document = {"version": VERSION, "drafts": dict(drafts)}
        write_privately(path, (json.dumps(document, indent=2) + "\n").encode())
    except OSError as error:
        what = sentence("{path} cannot be written ({reason})", path=path, reason=reason(error))
        raise FailedError(what) from None
