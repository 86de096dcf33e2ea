"""Puts the parts together: the only place that knows all of them."""

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from posture_app.backstage import Backstage
from posture_app.desk import Desk
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.instance import Instance, NotReadyError, claim, claim_or_ask
from posture_app.desktop.paths import data_folder
from posture_app.errors import WrongUseError
from posture_app.reminders.running import Breaks
from posture_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from posture_app.app import App
    from posture_app.desktop.endings import Endings
    from posture_app.library.model import Routine
    from posture_app.reminders.page import BreaksRoom
    from posture_app.reminders.reminders import Reminders
    from posture_app.reminders.tray import TrayRoom

NAME: Final = "Posture App"
APP_ID: Final = "posture-app"
UNUSED_MS: Final = 10_000
"""The window is closed for this long before what it needed is given back."""


def build(data_dir: Path | None, speed: float = 1.0) -> "App":
    """The window with what is behind it, without breaks, built but not running.

    Raises:
        FailedError: The data folder cannot be used.
    """
    from posture_app.app import App

    desk = Desk(data_folder(data_dir), SystemClock(), speed)
    return App(_application(), desk, _theme(desk), Backstage(desk))


def run_window(data_dir: Path | None, play: str = "", *, hidden: bool = False) -> int:
    """Run with the window open, unless `hidden`, until the program ends; returns the exit code.

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
        program = Program(Desk(folder, SystemClock()))
        program.shown.connect(partial(_hear, instance, program))
        program.start(play, hidden=hidden)
        code = program.run()
    finally:
        instance.close()
    if program.starts_over:
        _start_over(folder)
    return code


class Program(QObject):
    """One running copy: the breaks that go on, and the window while the person wants it.

    Signals:
        shown: The window is on the screen, or the program waits without one.
    """

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._qt, self._desk = _application(), desk
        self._theme = _theme(desk)
        self._backstage = Backstage(desk, self)
        self._exit_code = 0
        self.breaks = Breaks(self._qt, desk, self._theme, self._backstage, self)
        self.app: App | None = None
        self.starts_over = False
        self._tray: TrayRoom | None = None
        self._room: BreaksRoom | None = None
        self._endings: Endings | None = None
        self._unused = QTimer(self, singleShot=True, interval=UNUSED_MS)
        self._unused.timeout.connect(self._start_over_if_unused)
        self.breaks.turned.connect(self._follow)

    def start(self, play: str = "", *, hidden: bool = False) -> None:
        """Open the window; `hidden` leaves it closed where there are breaks to wait for."""
        self.shown.connect(self._begin)
        if hidden and self._desk.settings.breaks:
            self.shown.emit()
        else:
            self.show(play)

    def run(self) -> int:
        """Run until the program is quit; returns the exit code."""
        self._qt.exec()
        return self._exit_code if self.app is None else self.app.exit_code

    def show(self, play: str = "") -> None:
        """Bring the window to the front, with a routine to be played.

        Raises:
            NotReadyError: It can be played in a moment.
            WrongUseError: It cannot be played now.
        """
        if self.app is None:
            self.app = self._made_app()
            self.app.start(play)
            return
        self.app.raise_window()
        if self._tray is not None:
            self._tray.window_shown()
        if play and not self.app.is_loaded:
            raise NotReadyError("the window is still being filled")
        if play and self.app.play_routine(play) is None:
            raise WrongUseError(f'"{play}" cannot be played now')

    @Slot()
    def open(self) -> None:
        """Bring the window to the front."""
        self.show()

    @Slot(object)
    def play(self, routine_id: str) -> None:
        """Bring the window to the front, with a routine to be played if that can be.

        Without an id, as while nothing is loaded that names it, the day is shown, which has it.
        """
        with suppress(
            NotReadyError, WrongUseError
        ):  # a routine is being played already, which is shown
            self.show(routine_id)
        if not routine_id and self.app is not None:
            self.app.window.open_page("today")

    @Slot()
    def quit(self) -> None:
        """Keep what is to be kept, and end."""
        if self.app is not None:
            self.app.quit()
            return
        self._end()
        if self._backstage.close_journal():
            self._exit_code = 1
        self._backstage.close()
        self._desk.close()
        self._qt.quit()

    def _made_app(self) -> "App":
        # A program that waits without its window has none of this loaded.
        from posture_app.app import App

        app = App(self._qt, self._desk, self._theme, self._backstage)
        app.shown.connect(self._window_shown)
        app.ready.connect(self._window_ready)
        app.left.connect(self._window_left)
        app.breaks_wanted.connect(self.breaks.want)
        app.playing.connect(self.breaks.hold_for_session)
        app.ending.connect(self._end)
        app.window.quit_requested.connect(app.request_quit)
        self.breaks.turned.connect(app.go_on_without_window)
        app.go_on_without_window(self.breaks.reminders)
        return app

    @Slot()
    def request_quit(self) -> None:
        """End; in the middle of a session that is asked first."""
        if self.app is not None:
            self.app.request_quit()
        else:
            self.quit()

    @Slot()
    def _end(self) -> None:
        """What goes on without the window ends before what is behind it."""
        self.breaks.stop()
        if self._endings is not None:
            self._endings.close()

    @Slot()
    def _window_left(self) -> None:
        self._unused.start()
        if self._tray is not None:
            self._tray.window_left()

    def _todays_routine(self) -> "Routine | None":
        opened = self._backstage.opened
        if opened is None:
            return None
        from posture_app.present import todays_routine

        desk = self._desk
        return todays_routine(opened.loaded.library, opened.journal, desk.now(), desk.time_zone)

    @Slot()
    def _start_over_if_unused(self) -> None:
        """Without its window the program starts over as one that only waits for a break.

        What the window and the log have loaded cannot be given back in any other way, and waiting
        takes all day (docs/decisions/0011). Windows has no exec.
        """
        if self._is_unused() and self.breaks.are_waiting:
            self.starts_over = True
            self.quit()

    def _is_unused(self) -> bool:
        """Whether something is loaded that nobody looks at."""
        if sys.platform == "win32" or (self.app is not None and self.app.window.isVisible()):
            return False
        return self.app is not None or self._backstage.opened is not None

    @Slot(object)
    def _follow(self, reminders: "Reminders | None") -> None:
        if reminders is not None:
            reminders.changed.connect(self._breaks_changed)

    @Slot()
    def _breaks_changed(self) -> None:
        if not self._unused.isActive() and self._is_unused():
            self._unused.start()

    @Slot()
    def _window_shown(self) -> None:
        self.shown.emit()
        if self._tray is not None:
            self._tray.window_shown()

    @Slot(object)
    def _window_ready(self, _opened: object) -> None:
        """All is loaded, the first time or anew after the log was restored from a copy."""
        if self._room is None and self.app is not None:
            from posture_app.reminders.page import BreaksRoom

            self._room = room = BreaksRoom(self.app.window, self._desk, self)
            self.breaks.turned.connect(room.attach)
            self.app.ending.connect(room.keep)
            self._backstage.closing.connect(self._forget_history)
            room.attach(self.breaks.reminders)
            if self.breaks.reminders is not None:
                self.app.welcome_to_breaks()
        opened = self._backstage.opened
        if self._room is not None and opened is not None:
            self._room.use_history(opened.history)

    @Slot()
    def _forget_history(self) -> None:
        if self._room is not None:
            self._room.use_history(None)

    @Slot()
    def _begin(self) -> None:
        """What is not needed to show the window begins when it is shown."""
        self.shown.disconnect(self._begin)
        from posture_app.desktop.endings import Endings
        from posture_app.reminders.tray import TrayRoom

        self._backstage.watch()
        self._endings = Endings(self)
        self._endings.wanted.connect(self.quit)
        self._tray = TrayRoom(self._desk, self._todays_routine, self)
        self._tray.open_wanted.connect(self.open)
        self._tray.quit_wanted.connect(self.request_quit)
        self._tray.routine_wanted.connect(self.play)
        self.breaks.show_message = self._tray.show_message
        self.breaks.turned.connect(self._tray.attach)
        self.breaks.begin()


def _start_over(folder: Path) -> None:
    """Become a fresh process without a window; where the system refuses, the program ends."""
    before_words = len(sys.orig_argv) - len(sys.argv) + 1
    how = [sys.executable, *sys.orig_argv[1:before_words]]
    sys.stdout.flush()
    os.execv(sys.executable, [*how, "--data-dir", str(folder), "--hidden"])  # noqa: S606 - no shell


def _application() -> QApplication:
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        # By word, as setStyle() hands a QStyle to Python, whose enums take 5 ms to make.
        qt = QApplication([*sys.argv[:1], "-style", "fusion"])
        qt.setApplicationName(NAME)
        # Wayland names windows by it, and the sensors know our own windows by it.
        qt.setDesktopFileName(APP_ID)
        qt.setQuitLockEnabled(False)
        qt.setQuitOnLastWindowClosed(False)  # breaks go on without a window
    return qt


def _theme(desk: Desk) -> Theme:
    theme = Theme(_application())
    theme.choose(desk.settings.appearance, desk.settings.text_scale)
    theme.reduced_motion = desk.settings.reduced_motion
    return theme


def _hear(instance: Instance, program: Program) -> None:
    from posture_app.remote.verbs import answer

    answer(instance, program, program.breaks)
    instance.listen()
