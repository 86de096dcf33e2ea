"""How long work tells how much of it is done and is ended, and where an import is kept in mind."""

from collections.abc import Callable
from pathlib import Path

Progress = Callable[[float], None]
"""Is told how much is done, from 0 to 1; what it raises ends the work, and undoes it."""


def say_nothing(_share: float) -> None:
    """Where nobody wants to know how much is done."""


class CancelledError(Exception):
    """The person wants no more of it; nothing was changed."""


def pending_path(data_folder: Path) -> Path:
    """Where settings wait that came with an import, until that is in the log."""
    return data_folder / "settings" / "import-unfinished.json"
