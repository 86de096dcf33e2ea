"""The side bar: the program's mark and one entry for each page."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.paint import focus_ring, rounded, set_ground


class Entry(NamedTuple):
    """One page in the side bar. `at_foot` puts it below the others, at the bottom."""

    key: str
    label: str
    icon: str
    at_foot: bool = False


class NavButton(QAbstractButton):
    """One entry: icon and label, or the icon alone where the bar is narrow."""

    def __init__(self, theme: Theme, entry: Entry, shortcut: str) -> None:
        super().__init__()
        self._theme = theme
        self.entry = entry
        self.narrow = False
        self.setText(entry.label)
        self.setObjectName(f"nav-{entry.key}")
        self.setAccessibleName(entry.label)
        self.setToolTip(f"{entry.label} ({shortcut})")
        self.setShortcut(shortcut)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Icon and label; a square with the icon where the bar is narrow."""
        height = self._theme.px(44)
        if self.narrow:
            return QSize(height, height)
        metrics = QFontMetrics(self._theme.font("strong"))
        words = metrics.horizontalAdvance(self.text())
        return QSize(words + self._theme.px(22) + 3 * tokens.SPACE_M + tokens.SPACE_S, height)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the page too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and label."""
        painter = QPainter(self)
        theme, on = self._theme, self.isChecked()
        rect = QRectF(self.rect())
        if on:
            rounded(painter, rect, tokens.RADIUS_M, theme.colour("accent_soft"))
        elif self.underMouse():
            rounded(painter, rect, tokens.RADIUS_M, theme.colour("hover"))
        if self.hasFocus():
            focus_ring(painter, rect, tokens.RADIUS_M, theme.colour("focus"))
        ink = theme.colour("accent_ink" if on else "ink" if self.underMouse() else "muted")
        side = theme.px(22)
        left = (rect.width() - side) / 2 if self.narrow else tokens.SPACE_M
        paint_icon(
            painter, self.entry.icon, QRectF(left, (rect.height() - side) / 2, side, side), ink
        )
        if not self.narrow:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour("accent_ink" if on else "ink"))
            words = rect.adjusted(left + side + tokens.SPACE_M, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class Mark(QWidget):
    """The program's mark: a column of four vertebrae in a calm curve, and its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.narrow = False
        self.setAccessibleName("Posture App")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The mark with the name beside it."""
        return QSize(self._theme.px(44 if self.narrow else 150), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        """The name is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        unit = theme.px(26) / 26
        left = (self.width() - theme.px(22)) / 2 if self.narrow else tokens.SPACE_M
        middle = QPointF(left + 11 * unit, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        for step, (shift, width) in enumerate(((1.5, 9), (-1.5, 11.5), (-1.0, 14), (2.5, 16.5))):
            x = middle.x() + (shift - width / 2) * unit
            y = middle.y() + (-12.5 + step * 6.6) * unit
            painter.drawRoundedRect(QRectF(x, y, width * unit, 4.6 * unit), 2.3 * unit, 2.3 * unit)
        if not self.narrow:
            painter.setFont(theme.font("heading"))
            painter.setPen(theme.colour("ink"))
            words = QRectF(self.rect()).adjusted(left + theme.px(22) + tokens.SPACE_M, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "Posture")


class SideBar(QWidget):
    """The entries in their order; Ctrl+1 is the first.

    Signals:
        chosen: The key of the entry that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self.setObjectName("side-bar")
        set_ground(self, "rail")
        self.setAccessibleName("Pages")
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.SPACE_XS)
        layout.setContentsMargins(tokens.SPACE_M, tokens.SPACE_XL, tokens.SPACE_M, tokens.SPACE_L)
        self._mark = Mark(theme)
        layout.addWidget(self._mark)
        layout.addSpacing(tokens.SPACE_L)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        for number, entry in enumerate(entries, 1):
            button = NavButton(theme, entry, f"Ctrl+{number}")
            self._group.addButton(button)
            self._buttons[entry.key] = button
        for button in self._buttons.values():
            if not button.entry.at_foot:
                layout.addWidget(button)
        layout.addStretch(1)
        for button in self._buttons.values():
            if button.entry.at_foot:
                layout.addWidget(button)
        self._group.buttonClicked.connect(self._pressed)
        theme.changed.connect(self._resize)
        self._resize()

    def select(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, where the window has little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._resize()

    @Slot()
    def _resize(self) -> None:
        self._mark.narrow = self._narrow
        for button in self._buttons.values():
            button.narrow = self._narrow
            button.updateGeometry()
        self._mark.updateGeometry()
        self.setFixedWidth(self._theme.px(68 if self._narrow else 208))

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, NavButton):
            self.chosen.emit(button.entry.key)
