"""The buttons at the mouse's side, wherever the pointer is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_PRESS: Final = QEvent.Type.MouseButtonPress
_PRESSES: Final = frozenset(
    {_PRESS, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}
)
_AT_THE_SIDE: Final = frozenset({Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton})


class SideButtons(QObject):
    """Keeps them from what lies in a window: lists, tables and fields take each press for theirs.

    Signals:
        back_pressed: The button that goes back was; the other one does nothing.
    """

    back_pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def follow(self) -> None:
        """Hear them from now on: the window is shown, so that the system has one for it."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)  # it gets each press before any widget does

    def eventFilter(self, _handle: QObject, event: QEvent) -> bool:
        """Take what comes from them; while a menu is open, a press closes that."""
        kind = event.type()
        if kind not in _PRESSES or not isinstance(event, QMouseEvent):
            return False
        if event.button() not in _AT_THE_SIDE or QApplication.activePopupWidget() is not None:
            return False
        if (kind, event.button()) == (_PRESS, Qt.MouseButton.BackButton):
            self.back_pressed.emit()
        return True
