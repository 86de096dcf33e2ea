"""A short message at the foot of a page with one thing to do about it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import set_ground
from posture_app.words.catalogue import _

SHOWN_MS: Final = 10_000
"""Long enough to read and to reach; it stays while the pointer or the keyboard is on it."""


class Snackbar(QWidget):
    """Lies over its parent's foot and goes by itself.

    Signals:
        acted: The key it was shown with.
    """

    acted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        make = WidgetFactory(theme)
        self._theme = theme
        self._over = parent
        self._key = ""
        self.setObjectName("snackbar")
        set_ground(self, "snackbar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 8, 6)
        layout.setSpacing(tokens.SPACE_M)
        self._label = make.label("", "body", "snackbar", wrap=False)
        layout.addWidget(self._label)
        self._button = make.button(_("Undo"), "snackbar", name="snackbar-action", key="Ctrl+Z")
        layout.addWidget(self._button)
        self._button.clicked.connect(self._act)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._end)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, message: str, action: str, key: str) -> None:
        """Show a message; `key` comes back with `acted`."""
        self._key = key
        self._label.setText(message)
        self._button.set_text(action)
        self.setAccessibleName(message)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Stay at the foot of the parent."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self._over
        self.adjustSize()
        left = (parent.width() - self.width()) // 2
        self.move(max(tokens.SPACE_S, left), parent.height() - self.height() - tokens.SPACE_XL)

    @Slot()
    def _act(self) -> None:
        self.hide()
        self._timer.stop()
        self.acted.emit(self._key)

    @Slot()
    def _end(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()
