"""The page Body map: muscles and trigger points, and the exercises that go with them."""

from PySide6.QtCore import QObject

from posture_app.program.pages.base import LibraryController
from posture_app.program.records import Records
from posture_app.ui.main_window import MainWindow


class BodyMapController(LibraryController):
    """Shows which of the library's exercises go with a place of the body."""

    def __init__(self, window: MainWindow, records: Records, parent: QObject | None = None) -> None:
        super().__init__(window, "body", records, parent)
        self.follow()
