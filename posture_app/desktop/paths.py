"""Where people's data are: one folder for the log, the settings and their own libraries.

Below it lie `journal.db`, `patients.db`, `backups/`, `settings/settings.json`,
`settings/state.json`, `logs/`, `sounds/` and `cache/` (made anew when they are missing), and own
libraries as `*.json` directly in the folder or in `libraries/`.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from posture_app.errors import FailedError, Message, reason, sentence

VARIABLE: Final = "POSTURE_APP_DATA_DIR"


def data_folder(given: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder, to write into: made if need be, and then readable by its owner only.

    Who only reads asks for `folder_to_read`, which makes nothing.

    Args:
        given: What the command line names; it counts more than the environment's variable, and
            that more than the system's place for a person's data.
        environ: The environment's variables.

    Raises:
        FailedError: It cannot be used; the message says why.
    """
    folder = named_folder(given, environ)
    try:
        private_folder(folder)
    except OSError as error:
        raise FailedError(_sentence(folder, error)) from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        what = sentence(
            "the data folder {folder} cannot be written to; name another one with --data-dir or "
            "{variable}",
            folder=folder,
            variable=VARIABLE,
        )
        raise FailedError(what)
    return folder


def named_folder(given: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """Which folder the data folder is, whether it is there or not; arguments as `data_folder`."""
    return (given or _named(environ) or _usual()).absolute()


def folder_to_read(given: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder for who only looks: nothing is made; arguments as `data_folder`.

    Raises:
        FailedError: A file is in its place.
    """
    folder = named_folder(given, environ)
    if _in_the_way(folder) is not None:
        raise FailedError(_sentence(folder, FileExistsError()))
    return folder


def journal_path(data_folder: Path) -> Path:
    """The log's database."""
    return data_folder / "journal.db"


def patients_path(data_folder: Path) -> Path:
    """The therapist's database, apart from the log."""
    return data_folder / "patients.db"


def private_folder(folder: Path) -> None:
    """Make `folder` with its parents where it is missing, open to its owner only.

    One that is there keeps its rights: whoever made it has decided who may look in, and the files
    in it are private by themselves.

    Raises:
        OSError: It cannot be made, or there is a file in its place.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        folder.parent.mkdir(parents=True, exist_ok=True)
        private_folder(folder)
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        folder.chmod(0o700)  # whatever the umask took


def _named(environ: Mapping[str, str]) -> Path | None:
    name = environ.get(VARIABLE)
    return Path(name).expanduser() if name else None


def _usual() -> Path:
    import platformdirs  # noqa: PLC0415 - not needed where a folder is named

    return Path(platformdirs.user_data_dir("posture-app", appauthor=False))


def _in_the_way(folder: Path) -> Path | None:
    """What is no folder in the place of a folder or of one above it."""
    for one in (folder, *folder.parents):
        if one.exists() and not one.is_dir():
            return one
    return None


def _sentence(folder: Path, error: OSError) -> Message:
    in_the_way = _in_the_way(folder)
    if in_the_way is not None:
        return sentence(
            "the data folder {folder} cannot be made, for {file} is a file; name another one with "
            "--data-dir or {variable}",
            folder=folder,
            file=in_the_way,
            variable=VARIABLE,
        )
    return sentence(
        "the data folder {folder} cannot be made ({reason}); name another one with --data-dir or "
        "{variable}",
        folder=folder,
        reason=reason(error),
        variable=VARIABLE,
    )
