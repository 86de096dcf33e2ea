"""Fills the page Library, and keeps the therapist's own exercises."""

from PySide6.QtCore import QObject

from posture_app.program.pages.base import LibraryController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.ui.main_window import MainWindow


class OwnLibraryController(LibraryController):
    """Shows the library, and the form for an own exercise."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "library", records, parent)
        self._shared = shared
        self.follow()
