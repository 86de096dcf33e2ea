"""Puts the parts together: the only place that knows all of them."""

import sys
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from posture_app.app import App
from posture_app.desk import Desk
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.instance import Instance, claim, claim_or_ask
from posture_app.desktop.paths import data_folder
from posture_app.reminders.running import Breaks

NAME: Final = "Posture App"
APP_ID: Final = "posture-app"


def build(data_dir: Path | None, speed: float = 1.0) -> App:
    """The program, built but not running.

    Raises:
        FailedError: The data folder cannot be used.
    """
    qt = _application()
    return App(qt, Desk(data_folder(data_dir), SystemClock(), speed))


def run_window(data_dir: Path | None, play: str = "", *, hidden: bool = False) -> int:
    """Open the window, unless `hidden`, and run until the program ends; returns the exit code.

    Where the program runs already with this data folder, its window is raised instead.

    Raises:
        FailedError: The data folder cannot be used.
        WrongUseError: `play` names no routine.
    """
    folder = data_folder(data_dir)
    _application()
    instance = claim(folder) if hidden else claim_or_ask(folder, "show", {"play": play})
    if instance is None:
        return 0
    try:
        desk = Desk(folder, SystemClock())
        program = App(_application(), desk)
        breaks = Breaks(_application(), desk, program.theme)
        program.breaks_wanted.connect(breaks.want)
        program.playing.connect(breaks.hold_for_session)
        breaks.turned.connect(program.go_on_without_window)
        program.shown.connect(partial(_hear, instance, program, breaks))
        program.shown.connect(partial(_end_when_told, program))
        program.ready.connect(breaks.start)
        program.start(play, hidden=hidden and desk.settings.breaks)
        try:
            return program.run()
        finally:
            breaks.stop()
    finally:
        instance.close()


def _application() -> QApplication:
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(sys.argv[:1])
        qt.setApplicationName(NAME)
        # Wayland names windows by it, and the sensors know our own windows by it.
        qt.setDesktopFileName(APP_ID)
        qt.setQuitLockEnabled(False)
        qt.setQuitOnLastWindowClosed(False)  # breaks go on without a window
    return qt


def _end_when_told(program: App) -> None:
    from posture_app.desktop.endings import Endings

    Endings(program).wanted.connect(program.quit)


def _hear(instance: Instance, program: App, breaks: Breaks) -> None:
    from posture_app.remote.verbs import answer

    answer(instance, program, breaks)
    instance.listen()
