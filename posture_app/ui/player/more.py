"""All that is wanted seldom while a routine plays, behind one button."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.player.commands import REST_STEP_S, PlayerCommand
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import key_name
from posture_app.ui.widgets.menu import Menu
from posture_app.words.catalogue import N_, _

_GROUPS: Final[tuple[tuple[tuple[PlayerCommand, str, Qt.Key], ...], ...]] = (
    (
        (PlayerCommand.REPEAT, N_("Repeat this set"), Qt.Key.Key_R),
        (PlayerCommand.LONGER, N_("Lengthen this pause by {seconds} seconds"), Qt.Key.Key_Up),
        (PlayerCommand.SHORTER, N_("Shorten this pause by {seconds} seconds"), Qt.Key.Key_Down),
    ),
    ((PlayerCommand.WHEN_TO_STOP, N_("When to stop"), Qt.Key.Key_H),),
    (
        (PlayerCommand.MUTE, N_("Turn sound off"), Qt.Key.Key_M),
        (PlayerCommand.FULL_SCREEN, N_("Fill the screen"), Qt.Key.Key_F),
    ),
    ((PlayerCommand.LEAVE, N_("End or leave"), Qt.Key.Key_Escape),),
)
"""What the menu holds, with the key that does the same without it."""


class MoreButton(QWidget):
    """Opens a menu of commands, by the pointer or the keyboard.

    Signals:
        wanted: A `PlayerCommand`.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self.button = make.button(
            _("More"), "quiet", icon="more", tip=_("All else that you can do"), name="player_more"
        )
        self.menu = Menu(self)
        self._actions: dict[PlayerCommand, QAction] = {}
        self._keys: dict[PlayerCommand, str] = {}
        for group in _GROUPS:
            if self._actions:
                self.menu.addSeparator()
            for command, words, key in group:
                action = self.menu.addAction("")
                action.setObjectName(f"player_{command.value}")
                action.setData(command)
                self._actions[command], self._keys[command] = action, key_name(key)
                self.name(command, _(words).format(seconds=round(REST_STEP_S)))
        self.set_waiting(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        self.button.clicked.connect(self.open)
        self.menu.triggered.connect(self._choose)
        self.menu.aboutToHide.connect(self._offer_pause)

    def name(self, command: PlayerCommand, words: str) -> None:
        """Say what choosing a command does now."""
        self._actions[command].setText(f"{words}\t{self._keys[command]}")

    def set_waiting(self, waiting: bool) -> None:
        """Whether there is a pause that can be made longer or shorter.

        An open menu stays as it is: entries would move under the pointer, and out of the screen.
        """
        self._is_waiting = waiting
        if not self.menu.isVisible():
            self._offer_pause()

    @Slot()
    def _offer_pause(self) -> None:
        for command in (PlayerCommand.LONGER, PlayerCommand.SHORTER):
            self._actions[command].setVisible(self._is_waiting)

    @Slot()
    def open(self) -> None:
        """Show the menu above the button, which is at the foot of the window."""
        size = self.menu.sizeHint()
        corner = QPoint(self.button.width() - size.width(), -size.height())
        if self.button.hasFocus():  # the keyboard goes on in it
            self.menu.setActiveAction(self._actions[PlayerCommand.REPEAT])
        self.menu.popup(self.button.mapToGlobal(corner))

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.wanted.emit(action.data())
