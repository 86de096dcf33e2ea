"""Deletes everything that is kept about a person, and looks whether it is gone."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from posture_app.desktop.paths import journal_path, patients_path
from posture_app.desktop.second_folder import second_folder
from posture_app.store.backups import second_copies

_OURS: Final = ("backups", "settings", "logs", "cache", "sounds")
"""Folders below the data folder that hold nothing but what the program has written."""


def erase_everything(data_folder: Path) -> list[Path]:
    """Delete the log with all its copies, also those in the second folder, settings and state.

    The program must have ended but for this. A person's own libraries stay, the patients of a
    therapist with their copies, and in the second folder everything that is not ours.

    Returns:
        What could not be deleted.
    """
    files = list(personal_files(data_folder))
    for file in files:
        with suppress(OSError):
            file.unlink()
    for name in _OURS:
        with suppress(OSError):
            (data_folder / name).rmdir()
    return [file for file in {*files, *personal_files(data_folder)} if _is_there(file)]


def personal_files(data_folder: Path) -> Iterator[Path]:
    """All files with something about the person in them; a therapist's patients are others."""
    log, patients = journal_path(data_folder), patients_path(data_folder)
    second = second_folder(data_folder)
    if second is not None:
        yield from second_copies(log, second)
    for file in data_folder.glob(f"{log.stem}.*"):
        if file.suffix != ".json":  # a library of one's own may be called so
            yield file
    for name in _OURS:
        folder = data_folder / name
        if folder.is_dir() and not folder.is_symlink():
            yield from (
                file
                for file in folder.iterdir()
                if (not file.is_dir() or file.is_symlink())
                and not file.name.startswith(f"{patients.stem}-")
            )


def _is_there(file: Path) -> bool:
    return file.exists() or file.is_symlink()
