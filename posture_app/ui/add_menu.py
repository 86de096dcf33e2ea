"""The menu of what can be added: to the journal, or to a practice."""

from collections.abc import Mapping
from typing import Final, Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from posture_app.ui.entry_kinds import MENU
from posture_app.ui.page_keys import Workspace
from posture_app.ui.widgets.menu import Menu
from posture_app.words.catalogue import N_, _

NewOn = Literal["patients", "plans", "library"]
NEW_ON: Final[Mapping[NewOn, str]] = {
    "patients": N_("&Patient"),
    "plans": N_("&Template"),
    "library": N_("&Exercise"),
}
"""By the page on which something new is made; the letter after the sign is its key."""


class AddMenu(Menu):
    """The menu of one workspace.

    Signals:
        entry_chosen: An entry of this `EntryKind` is to be added to the journal.
        new_chosen: Something new is to be made on the page with this `PageKey`.
    """

    entry_chosen = Signal(object)
    new_chosen = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("add-menu")
        for kind, words in MENU.items() if workspace == "own" else NEW_ON.items():
            action = self.addAction(_(words))
            action.setObjectName(f"add-{kind}")
            action.setData(kind)
        self.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        signal = self.entry_chosen if self._workspace == "own" else self.new_chosen
        signal.emit(action.data())
