"""Starts the program with its window, or as the copy that waits for breaks."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from posture_app.desktop.clock import SystemClock
from posture_app.desktop.display import opening_display, platform_arguments
from posture_app.desktop.instance import Instance, claim_or_ask
from posture_app.desktop.paths import data_folder
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.ui import accessible
from posture_app.words.catalogue import _

NAME: Final = "Posture App"
APP_ID: Final = "posture-app"
MOST_FILES: Final = 20
"""So many files that could not be deleted are named."""


class Application(QApplication):
    """Qt's application, which the system ends in the program's own way.

    Attributes:
        ends_by: Ends the program, when the session manager of the desktop or the Dock of macOS
            wants it. Qt alone closes each window, and goes on where one of them asks the person.
        opens_by: Shows a file that macOS wants to be opened.
    """

    ends_by: Callable[[], None] | None = None
    opens_by: Callable[[Path], None] | None = None

    def event(self, event: QEvent) -> bool:
        """Hear that the system wants the program to end, or to open a file."""
        if isinstance(event, QFileOpenEvent) and self.opens_by is not None and event.file():
            self.opens_by(Path(event.file()))
            return True
        if event.type() == QEvent.Type.Quit and self.ends_by is not None:
            self.ends_by()
            return True
        return super().event(event)


def build(data_dir: Path | None, speed: float = 1.0) -> Program:
    """The program without breaks, built but not started; sessions are played at `speed`.

    Raises:
        FailedError: The data folder cannot be used.
    """
    shared = make_shared(application(), data_folder(data_dir), SystemClock(), speed)
    return Program(shared, with_breaks=False)


def run_window(
    data_dir: Path | None, play: str = "", *, hidden: bool = False, plan: Path | None = None
) -> int:
    """Run with the window open, unless `hidden`, until the program ends; returns the exit code.

    Where the program runs already with this data folder, its window is raised instead. A plan's
    file is shown in it.

    Raises:
        FailedError: The data folder cannot be used, or the copy that runs does not answer.
        WrongUseError: `play` names no routine.
    """
    folder = data_folder(data_dir)
    qt = application()
    # A copy that is to wait for breaks still asks whether the first one lives, for if it does not
    # answer there are no breaks, and that must be told.
    verb, words = ("hello", {}) if hidden else ("show", {"play": play})
    if plan is not None:
        verb, words = "open_plan", {"path": str(plan.absolute())}
    instance = claim_or_ask(folder, verb, words)
    if instance is None:
        return 0
    try:
        program = Program(make_shared(qt, folder, SystemClock()))
        if isinstance(qt, Application):
            qt.ends_by, qt.opens_by = program.quit, program.open_plan
        program.begun.connect(partial(_hear, instance, program))
        program.begun.connect(partial(_repair_autostart, folder))
        program.start(play, hidden=hidden)
        if plan is not None:
            program.window.open_plan(plan.absolute())
        code = program.run()
        if program.erases:
            _erase(folder)
            if sys.platform != "win32":  # which has no exec: there the program has ended
                instance.hand_over()
                _start_over(folder)
        elif program.starts_over:
            instance.hand_over()
            _start_over(folder, "--hidden")
    finally:
        instance.close()
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


def _erase(folder: Path) -> None:
    """Delete everything about the person; what could not be deleted is told."""
    from posture_app.program.erasing import erase_everything

    left = erase_everything(folder)
    if left:
        from PySide6.QtWidgets import QMessageBox

        told = _("These files could not be deleted. Delete them by hand:")
        files = "\n".join(map(str, left[:MOST_FILES]))
        QMessageBox.warning(None, NAME, f"{told}\n\n{files}")


def _start_over(folder: Path, *words: str) -> None:
    """Become a fresh process; where the system refuses, the program ends."""
    before_words = len(sys.orig_argv) - len(sys.argv) + 1
    how = [sys.executable, *sys.orig_argv[1:before_words]]
    sys.stdout.flush()
    os.execv(sys.executable, [*how, "--data-dir", str(folder), *words])  # noqa: S606 - no shell


def _repair_autostart(folder: Path) -> None:
    from posture_app.program.autostart import repair_autostart

    repair_autostart(folder)


def _hear(instance: Instance, program: Program) -> None:
    from posture_app.remote.verbs import answer

    answer(instance, program, program.breaks)
    instance.listen()
