"""Longer text that one can select and copy."""

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import FOCUS_WIDTH
from posture_app.ui.widgets.text_size import keep_font


class AnywhereText(KeyboardFocus, QTextEdit):
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
        keep_font(self, theme, role)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line below it shows the keyboard's focus, as it does at a link."""
        super().paintEvent(event)
        if self.shows_focus:
            below = self.viewport().rect()
            below.setTop(below.bottom() + 1 - round(FOCUS_WIDTH))
            painter = QPainter(self.viewport())
            painter.fillRect(below, self._theme.colour("focus"))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show it."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the text."""
        event.ignore()
