"""The page Body map: muscles and trigger points, and the exercises that go with them."""

from PySide6.QtCore import QObject, Slot

from posture_app.program.health import safety_of
from posture_app.program.pages.base import LibraryController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.body_map import BodyMapPage


class BodyMapController(LibraryController):
    """Shows which of the library's exercises go with a place of the body."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "body", records, parent)
        self._health = shared.health
        self._health.changed.connect(self._show_health)
        self.follow()

    def use(self, page: BodyMapPage) -> None:
        """Hear when somebody wants to see the signs that need a doctor."""
        page.signs_requested.connect(self._health.wanted)

    def fill(self) -> None:
        """Show the library that is loaded, and what of it fits the person."""
        super().fill()
        self._show_health()

    @Slot()
    def _show_health(self) -> None:
        page = self._window.built.get("body")
        if isinstance(page, BodyMapPage) and self._records.opened is not None:
            page.show_safety(safety_of(self._health))
