"""The page Routines: every routine, to be looked at and to be played."""

from PySide6.QtCore import QObject

from posture_app.program.pages.base import LibraryController
from posture_app.program.player import Player
from posture_app.program.records import Records
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.routines import RoutinesPage


class RoutinesController(LibraryController):
    """Shows the library's routines, and plays them."""

    def __init__(
        self, window: MainWindow, records: Records, player: Player, parent: QObject | None = None
    ) -> None:
        super().__init__(window, "routines", records, parent)
        self._player = player
        self.follow()

    def use(self, page: RoutinesPage) -> None:
        """Hear what is to be played."""
        page.play_routine_requested.connect(self._player.play_routine)
