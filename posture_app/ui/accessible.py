"""What screen readers are told beyond what Qt tells by itself: headings, tabs, pictures.

A widget says so by `accessible_role`, a `QAccessible.Role` or None for what Qt would say. Qt asks
only while a screen reader is there. A heading's level cannot be told from Python: PySide6 (6.11)
gives no way to hand out QAccessibleAttributesInterface.
"""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

_PRESS: Final = QAccessibleActionInterface.pressAction()


class AccessibleWidget(QAccessibleWidget):
    """A widget with a role of its own, and a button's state and action where it is one."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)

    def text(self, kind: QAccessible.Text, /) -> str:
        """A label's text is its name, as it is without a role of its own."""
        widget = self.object()
        named = super().text(kind)
        if kind == QAccessible.Text.Name and not named and isinstance(widget, QLabel):
            return widget.text()
        return named

    def state(self, /) -> QAccessible.State:
        """Which of the tabs is chosen."""
        state = super().state()
        widget = self.object()
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            state.selectable = True
            state.selected = widget.isChecked()
        return state

    def actionNames(self, /) -> list[str]:
        """A button can be pressed."""
        return [_PRESS] if isinstance(self.object(), QAbstractButton) else super().actionNames()

    def doAction(self, name: str, /) -> None:
        """Press it."""
        widget = self.object()
        if name == _PRESS and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(name)


def install() -> None:
    """Let Qt ask here first; once, by whoever makes the application."""
    QAccessible.installFactory(_made)


def _made(_kind: str, asked: QObject | None) -> AccessibleWidget | None:
    role = getattr(asked, "accessible_role", None)
    if isinstance(asked, QWidget) and isinstance(role, QAccessible.Role):
        return AccessibleWidget(asked, role)
    return None
