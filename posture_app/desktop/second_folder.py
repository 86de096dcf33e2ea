"""The second folder for copies of the log, where the person has chosen one.

`settings/backups.json` stands apart from `settings.json`, as it is of this machine alone.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from posture_app.desktop.private_files import SMALL_BYTES, read_file, save_json
from posture_app.errors import FailedError

VERSION: Final = 1


def second_folder(data_folder: Path) -> Path | None:
    """The folder; None where none was chosen, or the file cannot be read."""
    folder = _kept(data_folder).get("folder")
    return Path(folder) if isinstance(folder, str) and folder else None


def choose_second_folder(data_folder: Path, folder: Path | None) -> None:
    """Keep the choice; None is no second folder.

    Raises:
        FailedError: It cannot be written.
    """
    _keep(data_folder, folder, was_told=False)


def tells_of_missing(data_folder: Path, *, is_missing: bool) -> bool:
    """Whether a person is to be told that the folder is missing: once, until it is back."""
    was_told = _kept(data_folder).get("told") is True
    if was_told != is_missing:
        with suppress(FailedError):
            _keep(data_folder, second_folder(data_folder), was_told=is_missing)
    return is_missing and not was_told


def _kept(data_folder: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(read_file(_path(data_folder), SMALL_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _keep(data_folder: Path, folder: Path | None, *, was_told: bool) -> None:
    path = _path(data_folder)
    document = {
        "version": VERSION,
        "folder": str(folder) if folder is not None else None,
        "told": was_told,
    }
    save_json(path, document)


def _path(data_folder: Path) -> Path:
    return data_folder / "settings" / "backups.json"
