"""Menus with round corners, and a button that opens one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.corners import cut_corners, let_corners_be_round

RADIUS_PX: Final = 12
"""As the style sheet has it."""


class Menu(QMenu):
    """A menu as the style sheet draws it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        let_corners_be_round(self)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self, RADIUS_PX)


class MenuButton(Button):
    """A button that opens a menu to choose one thing.

    Signals:
        chosen: What the entry stands for.

    Attributes:
        choices: The menu.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: str, name: str) -> None:
        super().__init__(theme, words, icon="down", icon_last=True, name=name)
        self.choices = Menu(self)
        self.choices.triggered.connect(self._choose)
        self.clicked.connect(self._open)

    def set_entries(self, entries: Sequence[tuple[object, str]]) -> None:
        """Fill the menu with what can be chosen, and words for it."""
        self.choices.clear()
        for one, words in entries:
            self.add_entry(one, words)

    def add_entry(self, one: object, words: str) -> QAction:
        """Offer one thing more."""
        action = self.choices.addAction(words.replace("&", "&&"))
        action.setData(one)
        return action

    def add_menu(self, words: str, choices: QMenu, *, enabled: bool) -> None:
        """Offer what another button offers, which tells what was chosen of it."""
        choices.setTitle(words.replace("&", "&&"))
        self.choices.addMenu(choices).setEnabled(enabled)

    def menu_actions(self) -> list[QAction]:
        """What the menu offers."""
        return self.choices.actions()

    @Slot()
    def _open(self) -> None:
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        if action in self.choices.actions():  # and not in a menu of `add_menu`
            self.chosen.emit(action.data())
