"""Texts of a plan: what is typed is told at once, and undone by the plan's own history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import is_redo
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _

_MIXED_HINT = "…"
_AROUND_PX = 28
"""The edge, the air and the margin of a text around its lines."""
_UNDO = QKeySequence.StandardKey.Undo

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


class _Written(_Mixed):
    """What one line and many tell alike; mixed in before the Qt class.

    Signals:
        wanted: The text that was typed.
        left: The keyboard has gone elsewhere.
        undo_wanted, redo_wanted: The keys for it were pressed.
    """

    wanted = Signal(str)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Undo is the plan's."""
        if event.matches(_UNDO) or is_redo(event):
            (self.undo_wanted if event.matches(_UNDO) else self.redo_wanted).emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """Tell that it was left, which it is not for its own menu."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class WrittenLine(_Written, QLineEdit):
    """One line of text."""

    def __init__(
        self,
        make: WidgetFactory,
        title: str,
        most: int,
        name: str,
        *,
        hint: str = "",
        wide: int = 160,
    ) -> None:
        super().__init__()
        self._theme, self._hint, self._wide = make.theme, hint, wide
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        self.setPlaceholderText(hint)
        self.setMaxLength(most)
        keep_size(self, make.theme, height=Extent(least=44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self.wanted)

    def show_texts(self, texts: Sequence[str], *, anyway: bool) -> None:
        """Show what the chosen things have.

        Args:
            texts: One for each.
            anyway: Also while somebody types here.
        """
        if self.hasFocus() and not anyway:
            return
        text, hint = _in_common(texts, self._hint)
        self.setPlaceholderText(hint)
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def sizeHint(self) -> QSize:
        """As wide as is usual for what is written here."""
        return QSize(self._theme.px(self._wide), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(self._theme.px(60), super().minimumSizeHint().height())


class WrittenText(_Written, QPlainTextEdit):
    """Some lines of text; Tab goes on to the next control."""

    def __init__(
        self, make: WidgetFactory, title: str, name: str, *, hint: str = "", lines: int = 2
    ) -> None:
        super().__init__()
        self._theme, self._hint, self._lines = make.theme, hint, lines
        self._is_shown = False
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        """Its lines are more or fewer than they were."""
        self.updateGeometry()

    def show_texts(self, texts: Sequence[str], *, anyway: bool) -> None:
        """Show what the chosen things have; also while somebody types here where it is `anyway`."""
        if self.hasFocus() and not anyway:
            return
        text, hint = _in_common(texts, self._hint)
        self.setPlaceholderText(hint)
        if text != self.toPlainText():
            place = self.textCursor().position()
            self._is_shown = True
            self.setPlainText(text)
            self._is_shown = False
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Its lines: one where it is empty, and as many as it has up to those it may have."""
        line = QFontMetrics(self.font()).lineSpacing()
        lines = max(1, min(self._lines, round(self.document().size().height())))
        return QSize(self._theme.px(240), lines * line + self._theme.px(_AROUND_PX))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """In another width its lines are more or fewer."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @Slot()
    def _tell(self) -> None:
        if not self._is_shown:
            self.wanted.emit(self.toPlainText())


def _in_common(texts: Sequence[str], hint: str) -> tuple[str, str]:
    """What a field shows of several texts, and its hint while it is empty."""
    if len(set(texts)) > 1:
        return "", _("Several: {sign}").format(sign=_MIXED_HINT)
    return texts[0], hint
