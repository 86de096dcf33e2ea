"""What must not happen while the program runs on the same data, and what it is told of."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from posture_app.errors import FailedError, RefusedError, WrongUseError, sentence


@contextmanager
def nothing_running(folder: Path) -> Iterator[None]:
    """Keep the program from starting on a data folder for a while.

    Raises:
        RefusedError: It runs.
        FailedError: The data folder takes no lock.
    """
    from posture_app.desktop.instance import claim

    instance = claim(folder)
    if instance is None:
        raise RefusedError(
            sentence(
                "Posture App is running with this data folder; do this in its settings, or end it "
                "first with posture-app quit"
            )
        )
    try:
        yield
    finally:
        instance.close()


def tell_of_change(options: argparse.Namespace) -> None:
    """Let the running copy, if there is one, show what was written into its log."""
    from posture_app.commands.running import ask, folder
    from posture_app.desktop.instance import runs

    with suppress(FailedError, WrongUseError):
        if runs(folder(options)):
            ask(options, "log_changed", {})
