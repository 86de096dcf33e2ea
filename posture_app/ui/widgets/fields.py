"""Fields to write into, and the slider."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QSlider

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _


class NoteField(QPlainTextEdit):
    """A few lines of free text. Tab goes on to the next control."""

    def __init__(self, theme: Theme, words: str, hint: str, name: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setAccessibleName(_("Note"))
        self.setToolTip(plain_tip(hint))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Four lines."""
        return QSize(self._theme.px(240), self._theme.px(112))


class Slider(QSlider):
    """A value by dragging or by the arrow keys; the wheel scrolls the page that it lies on."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Somebody who scrolls and passes over it has not asked for another value."""
        event.ignore()
