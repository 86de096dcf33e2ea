"""Fields to write into, and the slider."""

from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QPlainTextEdit, QSizePolicy, QSlider

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.text_size import exactly, keep_font, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, babel_locale

_TARGET_PX: Final = 44
_NUMBER_PX: Final = 96
_MARGIN_PX: Final = 10
_SHIFTED: Final = 5


class NoteField(QPlainTextEdit):
    """A few lines of free text. Tab goes on to the next control."""

    def __init__(self, make: WidgetFactory, words: str, hint: str, name: str) -> None:
        super().__init__(words)
        self._theme = make.theme
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


class NumberField(QDoubleSpinBox):
    """A number to type, or to change by the arrow keys: by a step, with Shift by five.

    It tells what was typed when the field is left or Enter is pressed.
    """

    def __init__(self, make: WidgetFactory, title: str, name: str, *, digits: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setLocale(QLocale(babel_locale()))
        self.setDecimals(digits)
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QDoubleSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        keep_font(self, make.theme, "body")
        keep_size(self, make.theme, width=exactly(_NUMBER_PX), height=exactly(_TARGET_PX))
        for inside in self.findChildren(QLineEdit):
            inside.setAccessibleName(title)
            inside.setToolTip(plain_tip(title))
            inside.setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)  # a style sheet's do not reach it
            inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the field around it gets the same

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here wants another number, and need not wipe out this one first."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)  # a click sets the cursor after this

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift takes larger steps."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.stepBy(steps * (_SHIFTED if shift else 1))

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Somebody who scrolls has not asked for another number."""
        event.ignore()
