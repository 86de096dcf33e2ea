"""Longer text that one can select and copy."""

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role


class AnywhereText(QTextEdit):
    """Text to select, with words too long for a line: addresses, paths. Breaks them anywhere."""

    def __init__(self, theme: Theme, text: str, role: Role = "body") -> None:
        super().__init__()
        self._theme = theme
        self._role: Role = role
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(theme.font(role))
        self.setPlainText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Narrow; the layout gives the width."""
        return QSize(self._theme.px(240), self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(self._theme.px(96), self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """The height of the text at a width."""
        document = self.document().clone(self)
        document.setDefaultFont(self.font())
        document.setTextWidth(width)
        height = math.ceil(document.size().height())
        document.deleteLater()
        return height

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(self._theme.font(self._role))
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the text."""
        event.ignore()
