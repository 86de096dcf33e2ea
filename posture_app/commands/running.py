"""How a verb reaches the running copy of the program.

Only the standard library is imported before a verb runs.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from posture_app.commands.parser import Run


def asks(verb: str) -> Run:
    """What a verb does that says nothing but its name."""
    return lambda options: do(options, verb, {})


def do(options: argparse.Namespace, verb: str, arguments: Mapping[str, Any]) -> int:
    """Let the running copy do something, and print what it says of it.

    Raises:
        NothingRunningError: There is none on this data folder.
        FailedError, WrongUseError: As it told.
    """
    print(ask(options, verb, arguments)["said"])
    return 0


def ask(options: argparse.Namespace, verb: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let the running copy do something; returns its answer. Raises as `do`."""
    from PySide6.QtCore import QCoreApplication

    from posture_app.desktop.instance import ask

    # Sockets belong to an application's event loop.
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    try:
        return ask(folder(options), verb, arguments)
    finally:
        del application


def folder(options: argparse.Namespace) -> Path:
    """The data folder that is meant, whether it is there or not."""
    from posture_app.desktop.paths import named_folder

    return named_folder(options.data_dir)
