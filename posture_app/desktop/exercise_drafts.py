"""Own exercises that a person has begun to write and not saved yet, readable only by them.

`settings/exercise-draft.json`; the key of a draft is the id of the own exercise that it changes, or
empty for a new one.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from posture_app.desktop.drafts_file import read_drafts_file, write_drafts_file
from posture_app.library.draft import ExerciseDraft


def drafts_path(data_folder: Path) -> Path:
    """The drafts' file."""
    return data_folder / "settings" / "exercise-draft.json"


def read_drafts(data_folder: Path) -> dict[str, ExerciseDraft]:
    """The drafts that there are, by their keys.

    A file that cannot be used is set aside, so that what stands in it is not lost; a draft that
    cannot be read is left out.
    """
    found = read_drafts_file(drafts_path(data_folder))
    read = {key: _read(one) for key, one in found.items()}
    return {key: draft for key, draft in read.items() if draft is not None}


def write_drafts(data_folder: Path, drafts: Mapping[str, ExerciseDraft]) -> None:
    """Keep these drafts and no others; without any there is no file.

    Raises:
        FailedError: They cannot be written.
    """
    documents = {
        key: _adapter().dump_python(one, mode="json", by_alias=True, exclude_defaults=True)
        for key, one in drafts.items()
    }
    write_drafts_file(drafts_path(data_folder), documents)


def _read(document: object) -> ExerciseDraft | None:
    try:
        return _adapter().validate_json(json.dumps(document))
    except (ValidationError, RecursionError):
        return None


@cache
def _adapter() -> "TypeAdapter[ExerciseDraft]":
    return TypeAdapter(ExerciseDraft)
