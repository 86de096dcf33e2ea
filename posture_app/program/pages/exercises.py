"""The page Exercises: every exercise, to be read and to be played."""

from PySide6.QtCore import QObject

from posture_app.program.pages.base import LibraryController
from posture_app.program.player import Player
from posture_app.program.records import Records
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.exercises import ExercisesPage


class ExercisesController(LibraryController):
    """Shows the library's exercises, and plays them."""

    def __init__(
        self, window: MainWindow, records: Records, player: Player, parent: QObject | None = None
    ) -> None:
        super().__init__(window, "exercises", records, parent)
        self._player = player
        self.follow()

    def use(self, page: ExercisesPage) -> None:
        """Hear what is to be played."""
        page.play_exercise_requested.connect(self._player.play_exercise)
