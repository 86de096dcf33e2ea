"""The page Move: every routine and every exercise, to be looked at and to be played."""

from PySide6.QtCore import QObject

from posture_app.program.pages.base import LibraryController
from posture_app.program.player import SessionPlayer
from posture_app.program.records import Records
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.move import MovePage


class MoveController(LibraryController):
    """Shows the library, and plays what is in it."""

    def __init__(
        self,
        window: MainWindow,
        records: Records,
        player: SessionPlayer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "move", records, parent)
        self._player = player
        self.follow()

    def use(self, page: MovePage) -> None:
        """Hear what is to be played."""
        page.play_routine_requested.connect(self._player.play_routine)
        page.play_exercise_requested.connect(self._player.play_exercise)
