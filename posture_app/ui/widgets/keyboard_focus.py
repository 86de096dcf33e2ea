"""When a control shows that it has the focus: only when the keyboard has brought it there."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object

_KEYS: Final = frozenset(
    (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )
)
_COMES_BACK: Final = frozenset(
    (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
)
"""The window is in front again, or a menu has closed: the focus is where it was."""


class KeyboardFocus(_Mixed):
    """Mixed into a control, before its Qt class.

    After a click, or where the program has put the focus by itself, nobody needs to be shown where
    the keyboard is. Qt's own mark for this, WA_KeyboardFocusChange of the window, is lost when a
    menu closes.
    """

    _by_keyboard = False

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Remember by what the focus came."""
        super().focusInEvent(event)
        if event.reason() not in _COMES_BACK:
            self._by_keyboard = event.reason() in _KEYS

    @property
    def shows_focus(self) -> bool:
        """Whether the sign of the keyboard's focus is to be drawn."""
        return self._by_keyboard and self.hasFocus()
