"""What is asked of the program at the window's own edge: by a key, a button, or files dropped."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from posture_app.program.requests import Requests
from posture_app.ui.file_drops import FileDrops
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_keys import Workspace

if TYPE_CHECKING:
    from posture_app.ui.add_menu import AddMenu


class WindowRequests(QObject):
    """Hears it, and hands it on; it goes with the window.

    Attributes:
        drops: What takes the files that are dropped.
    """

    def __init__(self, window: MainWindow, requests: Requests) -> None:
        super().__init__(window)
        self._window, self._requests = window, requests
        self._menus: dict[Workspace, AddMenu] = {}
        for keys, slot in (
            ("Ctrl+K", self._want_palette),
            ("Ctrl+N", self.show_add_menu),
            ("Ctrl+Q", requests.quit_wanted),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(slot)
        window.side_bar.add_wanted.connect(self.show_add_menu)
        self.drops = FileDrops(window)
        self.drops.plan_dropped.connect(requests.plan_wanted)
        self.drops.template_dropped.connect(self._take_template)
        self.drops.files_dropped.connect(self._read_files)

    @Slot()
    def show_add_menu(self) -> None:
        """Show what can be added in the workspace; a letter or the arrow keys choose."""
        from posture_app.ui.add_menu import AddMenu  # not for the first picture

        window = self._window
        if not window.shows_pages:
            return
        menu = self._menus.get(window.workspace)
        if menu is None:
            menu = self._menus[window.workspace] = AddMenu(window, window.workspace)
            menu.entry_chosen.connect(self._requests.entry_wanted)
            menu.new_chosen.connect(window.show_new)
        below = window.side_bar.add
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    @Slot()
    def _want_palette(self) -> None:
        if self._window.shows_pages:
            self._requests.palette_wanted.emit()

    @Slot(object)
    def _take_template(self, path: Path) -> None:
        from posture_app.ui.page_targets import PlanFileTarget  # not for the first picture

        self._window.show_details(PlanFileTarget(path))

    @Slot(object)
    def _read_files(self, files: Sequence[Path]) -> None:
        """On the page that says what became of them, which hears of it once it is there."""
        self._window.open_page("patients")
        self._requests.patients_files_wanted.emit(files)
