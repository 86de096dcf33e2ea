"""Fields to write into."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.labels import plain_tip
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
