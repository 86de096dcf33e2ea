"""The page Body map: muscles and trigger points, and the exercises that go with them."""

from PySide6.QtCore import QObject, Slot

from posture_app.program.added_today import AddedToday
from posture_app.program.health import safety_of
from posture_app.program.pages.base import LibraryController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.body_map import BodyMapPage
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.words.catalogue import _


class BodyMapController(LibraryController):
    """Shows which of the library's exercises go with a place of the body."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        added: AddedToday,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "body", records, parent)
        self._health, self._added = shared.health, added
        self._snackbar: Snackbar | None = None
        added.changed.connect(self._show_added)
        self._health.changed.connect(self._show_health)
        self.follow()

    def use(self, page: BodyMapPage) -> None:
        """Hear what somebody wants to add to the day, or to see of the signs for a doctor."""
        page.signs_requested.connect(self._health.wanted)
        page.add_requested.connect(self._add)
        page.remove_requested.connect(self._added.remove)

    def fill(self) -> None:
        """Show the library that is loaded, and what of it fits the person."""
        super().fill()
        self._show_health()
        self._show_added()

    @Slot()
    def _show_added(self) -> None:
        page = self._window.built.get("body")
        if isinstance(page, BodyMapPage):
            page.show_added(frozenset(self._added.exercises))

    @Slot(object)
    def _add(self, exercise_id: str) -> None:
        opened = self._records.opened
        if opened is None:
            return
        self._added.add(exercise_id)
        if self._snackbar is None:
            self._snackbar = self._window.make(Snackbar, self._window)
            self._snackbar.acted.connect(self._added.remove)
        name = opened.loaded.library.exercises[exercise_id].name
        told = _("{exercise} is on Today now.").format(exercise=name)
        self._snackbar.tell(told, _("Undo"), exercise_id)

    @Slot()
    def _show_health(self) -> None:
        page = self._window.built.get("body")
        if isinstance(page, BodyMapPage) and self._records.opened is not None:
            page.show_safety(safety_of(self._health))
