"""Puts the parts together: the only place that knows all of them."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from posture_app.app import App
from posture_app.desk import Desk
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import data_folder


def build(data_dir: Path | None, speed: float = 1.0) -> App:
    """The program, built but not running.

    Raises:
        FailedError: The data folder cannot be used.
    """
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Posture App")
    qt.setDesktopFileName("posture-app")
    desk = Desk(data_folder(data_dir), SystemClock(), speed)
    return App(qt, desk)


def run_window(data_dir: Path | None, play: str = "") -> int:
    """Open the window and run until it is closed; returns the exit code."""
    program = build(data_dir)
    program.start(play)
    return program.run()
