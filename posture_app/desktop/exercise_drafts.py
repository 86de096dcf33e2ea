"""Own exercises that a person has begun to write and not saved yet, readable only by them.

`settings/exercise-draft.json`, version 1: `drafts`, each under its key, which is the id of the own
exercise that it changes, or empty for a new one.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from posture_app.desktop.private_files import SMALL_BYTES, move_aside, read_file, write_privately
from posture_app.errors import FailedError, reason, sentence
from posture_app.library.draft import ExerciseDraft

VERSION: Final = 1


def drafts_path(data_folder: Path) -> Path:
    """The drafts' file."""
    return data_folder / "settings" / "exercise-draft.json"


def read_drafts(data_folder: Path) -> dict[str, ExerciseDraft]:
    """The drafts that there are, by their keys.

    A file that cannot be used is set aside, so that what stands in it is not lost; a draft that
    cannot be read is left out.
    """
    path = drafts_path(data_folder)
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
    read = {key: _read(one) for key, one in found.items()} if isinstance(found, dict) else {}
    return {key: draft for key, draft in read.items() if draft is not None}


def write_drafts(data_folder: Path, drafts: Mapping[str, ExerciseDraft]) -> None:
    """Keep these drafts and no others; without any there is no file.

    Raises:
        FailedError: They cannot be written.
    """
    path = drafts_path(data_folder)
    try:
        if not drafts:
            path.unlink(missing_ok=True)
            return
        document = {
            "version": VERSION,
            "drafts": {
                key: _adapter().dump_python(one, mode="json", by_alias=True, exclude_defaults=True)
                for key, one in drafts.items()
            },
        }
        write_privately(path, (json.dumps(document, indent=1) + "\n").encode())
    except OSError as error:
        what = sentence("{path} cannot be written ({reason})", path=path, reason=reason(error))
        raise FailedError(what) from None


def _read(document: object) -> ExerciseDraft | None:
    try:
        return _adapter().validate_json(json.dumps(document))
    except (ValidationError, RecursionError):
        return None


@cache
def _adapter() -> "TypeAdapter[ExerciseDraft]":
    return TypeAdapter(ExerciseDraft)
