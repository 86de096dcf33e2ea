"""A line to type into what is looked for."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip


class SearchField(QLineEdit):
    """A search field with a glass.

    Signals:
        left_downwards: The keyboard is to go on to the list.
    """

    left_downwards = Signal()

    def __init__(self, make: WidgetFactory, hint: str, name: str) -> None:
        super().__init__()
        self._theme = make.theme
        self.setObjectName(name)
        self.setProperty("search", "true")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        keys = QKeySequence(QKeySequence.StandardKey.Find)
        self.setToolTip(
            plain_tip(f"{hint} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        )
        self.setMaxLength(100)
        keep_size(self, make.theme, height=Extent(least=44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the field."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass over the field."""
        super().paintEvent(event)
        side = self._theme.px(18)
        place = QRectF(self._theme.px(14), (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), "search", place, self._theme.colour("muted"))
