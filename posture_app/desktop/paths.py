"""Where the program keeps things: one folder for the person who uses it, readable by them only.

journal.db         the log
backups/           copies of the log
*.json             people's own libraries, here or in libraries/
settings/          settings.json and state.json
sounds/            the cues, made by the program
logs/              what went wrong, without anything about health
"""

import os
import stat
from pathlib import Path
from typing import Final

from posture_app.errors import FailedError

VARIABLE: Final = "POSTURE_APP_DATA_DIR"


def data_folder(given: Path | None = None) -> Path:
    """The data folder: the one that was given, or the variable's, or the system's for programs."""
    if given is not None:
        return given.expanduser().absolute()
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - only this case needs it

    return user_data_path("posture-app", appauthor=False)


def prepared_data_folder(given: Path | None = None) -> Path:
    """The data folder, made if it was not there, and readable by its owner only.

    Raises:
        FailedError: It cannot be made or written to; the message says why and what helps.
    """
    folder = data_folder(given)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A folder that everybody may write to is the system's, such as the one for temporary files.
        if not folder.stat().st_mode & stat.S_IWOTH:
            folder.chmod(0o700)
        probe = folder / ".writable"
        probe.touch(mode=0o600)
        probe.unlink()
    except (FileExistsError, NotADirectoryError):
        raise FailedError(
            f"the data folder {folder} is a file, or lies in one; move that file away, or name "
            "another folder with --data-dir"
        ) from None
    except OSError as error:
        raise FailedError(
            f"the data folder {folder} cannot be written to ({error.strerror or error}); make room "
            "or give yourself the right to write there, or name another folder with --data-dir"
        ) from None
    return folder
