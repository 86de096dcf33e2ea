"""Without a display: plays a real routine at 60 times the speed, and saves pictures of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from posture_app.coach.session import Effect, PhaseStarted, SessionEnded
from posture_app.commands.journal import print_sessions
from posture_app.errors import FailedError, reason, sentence
from posture_app.program.program import Program
from posture_app.program.start import build
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.move import PARTS
from posture_app.ui.player.after import AfterAnswers
from posture_app.ui.widgets.page_stack import PageStack
from posture_app.words.catalogue import _

SPEED: Final = 60.0
ROUTINE: Final = "desk-reset-60"
LOOK_MS: Final = 300
"""A page has its pictures after this time."""


class Demonstration(QObject):
    """Goes through the window as a person would, and takes a picture at every turn."""

    def __init__(self, program: Program, folder: Path) -> None:
        super().__init__()
        self._program = program
        self._folder = folder
        self._taken = 0
        self._exercise = ""
        self._parts = [*PARTS]
        program.window.ready.connect(self._look_around)

    @property
    def _window(self) -> MainWindow:
        window = self._program.window.main
        if window is None:
            raise FailedError(sentence("the window was not opened"))
        return window

    def picture(self, name: str) -> None:
        """Save the window as it is, with nothing on its way in.

        Raises:
            FailedError: It cannot be written.
        """
        for pages in self._window.findChildren(PageStack):
            pages.finish()
        self._taken += 1
        path = self._folder / f"{self._taken:02}-{name}.png"
        if not self._window.grab().save(str(path)):
            raise FailedError(sentence("the picture {file} cannot be written", file=path))

    @Slot()
    def _look_around(self) -> None:
        QTimer.singleShot(LOOK_MS, self._picture_today)

    @Slot()
    def _picture_today(self) -> None:
        self._window.repaint()
        self.picture("today")
        self._show_next_part()

    def _show_next_part(self) -> None:
        if self._parts:
            self._window.show_part(self._parts[0])
            QTimer.singleShot(LOOK_MS, self._picture_part)
        else:
            self._play()

    @Slot()
    def _picture_part(self) -> None:
        self.picture(self._parts.pop(0))
        self._show_next_part()

    def _play(self) -> None:
        self._window.open_page("today")
        player = self._program.window.player
        view = None if player is None else player.play_routine(ROUTINE)
        if view is None:
            raise FailedError(sentence('there is no routine "{id}"', id=ROUTINE))
        self.picture("before")
        view.driver.effects_told.connect(self._follow)
        view.begin()

    @Slot(object)
    def _follow(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, SessionEnded):
                QTimer.singleShot(100, self._end)
            elif isinstance(effect, PhaseStarted) and effect.phase.exercise != self._exercise:
                self._exercise = effect.phase.exercise
                QTimer.singleShot(60, self._picture_exercise)

    @Slot()
    def _picture_exercise(self) -> None:
        self.picture(self._exercise)

    @Slot()
    def _end(self) -> None:
        self.picture("after")
        player = self._program.window.player
        view = None if player is None else player.view
        if view is not None:
            view.after.done.emit(AfterAnswers(pain=None, effort=2, note=None))
        self._window.open_page("progress")
        self._window.repaint()
        self.picture("log")
        self._program.quit()


def run_demo(data_dir: Path | None, folder: Path) -> int:
    """Play, take pictures, and print what the log then holds.

    Without a data folder of its own it logs below `folder`: a demonstration is not a person's day.

    Raises:
        FailedError: The folder cannot be made, or a picture not written.
    """
    print(
        _(
            "There is no display here: playing a routine at {speed:.0f} times the speed instead; "
            "pictures go to {folder}."
        ).format(speed=SPEED, folder=folder)
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
    except OSError as error:
        raise FailedError(
            sentence("{folder} cannot be made: {reason}", folder=folder, reason=reason(error))
        ) from None
    data_dir = data_dir or folder / "data"
    program = build(data_dir, speed=SPEED)
    demonstration = Demonstration(program, folder)
    program.start()
    code = program.run()
    demonstration.deleteLater()
    print(_("The log now holds:"))
    print_sessions(data_dir)
    return code
