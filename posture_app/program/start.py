"""Starts the program with its window, or as the copy that waits for breaks."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication

from posture_app.desktop.clock import SystemClock
from posture_app.desktop.display import opening_display, platform_arguments
from posture_app.desktop.instance import Instance, claim_or_ask
from posture_app.desktop.paths import data_folder
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.ui import accessible

NAME: Final = "Posture App"
APP_ID: Final = "posture-app"


class Application(QApplication):
    """Qt's application, which tells the wish of the system that it end instead of asking windows.

    Signals:
        end_wanted: The session manager of the desktop, or the Dock of macOS, ends the program.
    """

    end_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Qt closes each window first, and ends nothing where one of them asks the person."""
        if event.type() == QEvent.Type.Quit:
            self.end_wanted.emit()
            return True
        return super().event(event)


def build(data_dir: Path | None, speed: float = 1.0) -> Program:
    """The program without breaks, built but not started; sessions are played at `speed`.

    Raises:
        FailedError: The data folder cannot be used.
    """
    shared = make_shared(application(), data_folder(data_dir), SystemClock(), speed)
    return Program(shared, with_breaks=False)


def run_window(data_dir: Path | None, play: str = "", *, hidden: bool = False) -> int:
    """Run with the window open, unless `hidden`, until the program ends; returns the exit code.

    Where the program runs already with this data folder, its window is raised instead.

    Raises:
        FailedError: The data folder cannot be used, or the copy that runs does not answer.
        WrongUseError: `play` names no routine.
    """
    folder = data_folder(data_dir)
    qt = application()
    # A copy that is to wait for breaks still asks whether the first one lives, for if it does not
    # answer there are no breaks, and that must be told.
    verb, words = ("hello", {}) if hidden else ("show", {"play": play})
    instance = claim_or_ask(folder, verb, words)
    if instance is None:
        return 0
    try:
        program = Program(make_shared(qt, folder, SystemClock()))
        if isinstance(qt, Application):
            qt.end_wanted.connect(program.quit)
        program.begun.connect(partial(_hear, instance, program))
        program.begun.connect(partial(_repair_autostart, folder))
        program.start(play, hidden=hidden)
        code = program.run()
    finally:
        instance.close()
    if program.starts_over:
        _start_over(folder)
    return code


def application() -> QApplication:
    """Qt's application, made as all parts expect it."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        # By word, as setStyle() hands a QStyle to Python, whose enums take 5 ms to make.
        with opening_display():
            # X11's windows are found by the name that the desktop's entry has.
            options = ["-style", "fusion", "-name", APP_ID, *platform_arguments()]
            qt = Application([*sys.argv[:1], *options])
        qt.setApplicationName(NAME)
        accessible.install()
        # Wayland names windows by it, and the sensors know our own windows by it.
        qt.setDesktopFileName(APP_ID)
        qt.setQuitLockEnabled(False)
        qt.setQuitOnLastWindowClosed(False)  # breaks go on without a window
    return qt


def _start_over(folder: Path) -> None:
    """Become a fresh process without a window; where the system refuses, the program ends."""
    before_words = len(sys.orig_argv) - len(sys.argv) + 1
    how = [sys.executable, *sys.orig_argv[1:before_words]]
    sys.stdout.flush()
    os.execv(sys.executable, [*how, "--data-dir", str(folder), "--hidden"])  # noqa: S606 - no shell


def _repair_autostart(folder: Path) -> None:
    from posture_app.program.autostart import repair_autostart

    repair_autostart(folder)


def _hear(instance: Instance, program: Program) -> None:
    from posture_app.remote.verbs import answer

    answer(instance, program, program.breaks)
    instance.listen()
