"""The side bar: the program's mark, what adds to the journal, and one entry for each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.page_keys import PageKey
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring, rounded, set_ground
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext

NAME: Final = "Posture"
"""The program's name beside its mark, the same in every language."""


class Entry(NamedTuple):
    """One page in the side bar. `at_foot` puts it below the others, at the bottom."""

    key: PageKey
    label: str
    icon: str
    at_foot: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How the entries make do with the room there is; their words are always shown.

    Attributes:
        narrow: The words stand below the icons.
        low: All is as low as it can be, and without the mark.
    """

    narrow: bool = False
    low: bool = False


class NavButton(KeyboardFocus, QAbstractButton):
    """One entry: an icon, and its label beside it or below it."""

    accessible_role: Final = QAccessible.Role.PageTab

    def __init__(self, theme: Theme, entry: Entry, shortcut: QKeySequence) -> None:
        super().__init__()
        self._theme = theme
        self.entry = entry
        self._fit = Fit()
        self.setText(entry.label)
        self.setObjectName(f"nav-{entry.key}")
        self.setAccessibleName(entry.label)
        keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tip(f"{entry.label} ({keys})"))
        self.setShortcut(shortcut)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fit(self, fit: Fit) -> None:
        """Make do with this room."""
        self._fit = fit
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and label."""
        return self.needed(self._fit)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def needed(self, fit: Fit) -> QSize:
        """The size that icon and label need where there is such room."""
        metrics = QFontMetrics(self._theme.font("small_strong" if fit.narrow else "strong"))
        words, icon = metrics.horizontalAdvance(self.text()), self._icon_px(fit)
        if not fit.narrow:
            width = words + icon + 3 * tokens.SPACE_M + tokens.SPACE_S
            return QSize(width, self._theme.px(32 if fit.low else 44))
        around = 2 if fit.low else self._theme.px(6)
        return QSize(words + 2 * tokens.SPACE_S, icon + metrics.height() + 2 * around)

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
        if self.shows_focus:
            focus_ring(painter, rect, tokens.RADIUS_M, theme.colour("focus"))
        ink = theme.colour("accent_ink" if on else "ink" if self.underMouse() else "muted")
        icon, words = self._places(rect)
        paint_icon(painter, self.entry.icon, icon, ink)
        painter.setFont(theme.font("small_strong" if self._fit.narrow else "strong"))
        painter.setPen(theme.colour("accent_ink" if on else "ink"))
        align = Qt.AlignmentFlag
        side = align.AlignHCenter if self._fit.narrow else align.AlignLeft
        painter.drawText(words, align.AlignVCenter | side, self.text())

    def _places(self, rect: QRectF) -> tuple[QRectF, QRectF]:
        """Where icon and words are drawn."""
        side = self._icon_px(self._fit)
        if not self._fit.narrow:
            icon = QRectF(tokens.SPACE_M, (rect.height() - side) / 2, side, side)
            return icon, rect.adjusted(icon.right() + tokens.SPACE_M, 0, 0, 0)
        words = QFontMetrics(self._theme.font("small_strong")).height()
        top = (rect.height() - side - words) / 2
        icon = QRectF((rect.width() - side) / 2, top, side, side)
        return icon, QRectF(0, icon.bottom(), rect.width(), words)

    def _icon_px(self, fit: Fit) -> int:
        return self._theme.px(16 if fit.narrow and fit.low else 22)


class AddButton(KeyboardFocus, QAbstractButton):
    """What a person adds to their journal, above the pages; as low as they are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fit = Fit()
        self.setText(pgettext("to the journal", "Add"))
        self.setObjectName("add")
        self.setAccessibleName(_("Add to the journal"))
        keys = QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tip(f"{self.accessibleName()} ({keys})"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_fit(self, fit: Fit) -> None:
        """Make do with this room."""
        self._fit = fit
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and word beside each other."""
        return self.needed(self._fit)

    def minimumSizeHint(self) -> QSize:
        """The word is never cut; where all is tight, the entries need the height more."""
        hint = self.sizeHint()
        is_tight = self._fit.narrow and self._fit.low
        return QSize(hint.width(), self._icon_px(self._fit) + 4 if is_tight else hint.height())

    def needed(self, fit: Fit) -> QSize:
        """The size that it needs where there is such room; the word goes where all is tight."""
        metrics = QFontMetrics(self._font(fit))
        icon = self._icon_px(fit)
        if fit.narrow and fit.low:
            return QSize(icon + 2 * tokens.SPACE_S, self._theme.px(32))
        words = metrics.horizontalAdvance(self.text())
        width = icon + words + tokens.SPACE_S + 2 * tokens.SPACE_M
        return QSize(width, self._theme.px(32 if fit.low else 40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a filled pill with a plus."""
        painter = QPainter(self)
        theme, rect = self._theme, QRectF(self.rect())
        inner = rect.adjusted(3, 3, -3, -3) if self.shows_focus else rect
        pressed = self.underMouse() or self.isDown()
        ground = theme.colour("accent_hover" if pressed else "accent")
        rounded(painter, inner, inner.height() / 2, ground)
        if self.shows_focus:
            focus_ring(painter, rect, rect.height() / 2, theme.colour("focus"))
        ink, side = theme.colour("on_accent"), self._icon_px(self._fit)
        font = self._font(self._fit)
        words = 0 if self._fit.narrow and self._fit.low else 1
        wide = QFontMetrics(font).horizontalAdvance(self.text()) + tokens.SPACE_S
        left = (rect.width() - side - words * wide) / 2
        paint_icon(painter, "plus", QRectF(left, (rect.height() - side) / 2, side, side), ink)
        if words:
            painter.setFont(font)
            painter.setPen(ink)
            place = rect.adjusted(left + side + tokens.SPACE_S, 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _font(self, fit: Fit) -> QFont:
        return self._theme.font("small_strong" if fit.narrow else "strong")

    def _icon_px(self, fit: Fit) -> int:
        return 16 if fit.narrow and fit.low else self._theme.px(16 if fit.narrow else 20)


class Mark(QWidget):
    """The program's mark: a column of four vertebrae in a calm curve, and its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.narrow = False
        self.setAccessibleName("Posture App")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The mark with the name beside it, and air below."""
        height = self._theme.px(44) + tokens.SPACE_L
        return QSize(self._theme.px(44 if self.narrow else 150), height)

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
        height = self.height() - tokens.SPACE_L
        middle = QPointF(left + 11 * unit, height / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        for step, (shift, width) in enumerate(((1.5, 9), (-1.5, 11.5), (-1.0, 14), (2.5, 16.5))):
            x = middle.x() + (shift - width / 2) * unit
            y = middle.y() + (-12.5 + step * 6.6) * unit
            painter.drawRoundedRect(QRectF(x, y, width * unit, 4.6 * unit), 2.3 * unit, 2.3 * unit)
        if not self.narrow:
            painter.setFont(theme.font("heading"))
            painter.setPen(theme.colour("ink"))
            beside = left + theme.px(22) + tokens.SPACE_M
            words = QRectF(beside, 0, self.width() - beside, height)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, NAME)


class SideBar(QWidget):
    """The entries in their order; Ctrl+1 is the first.

    Signals:
        chosen: The key of the entry that was pressed.
        add_wanted: The menu of what can be added, please.
    """

    accessible_role: Final = QAccessible.Role.PageTabList

    chosen = Signal(object)
    add_wanted = Signal()

    def __init__(self, theme: Theme, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._theme = theme
        self._fit = Fit()
        self.setObjectName("side-bar")
        set_ground(self, "rail")
        self.setAccessibleName(_("Pages"))
        layout = self._column = QVBoxLayout(self)
        layout.setSpacing(tokens.SPACE_XS)
        self._mark = Mark(theme)
        layout.addWidget(self._mark)
        self.add = AddButton(theme)
        self.add.clicked.connect(self.add_wanted)
        layout.addWidget(self.add)
        self._below_add = QSpacerItem(0, 0)
        layout.addItem(self._below_add)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        for number, entry in enumerate(entries, 1):
            button = NavButton(theme, entry, QKeySequence(f"Ctrl+{number}"))
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
        """The words below the icons, where the window has little room."""
        if narrow != self._fit.narrow:
            self._fit = Fit(narrow, self._fit.low)
            self._resize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower entries where the window is low."""
        super().resizeEvent(event)
        if self._is_low() != self._fit.low:
            self._resize()

    @Slot()
    def _resize(self) -> None:
        narrow = self._fit.narrow
        fit = self._fit = Fit(narrow, low=self._is_low())
        self._mark.narrow = narrow
        self._mark.setVisible(not fit.low)
        self._mark.updateGeometry()
        self.add.set_fit(fit)
        for button in self._buttons.values():
            button.set_fit(fit)
        self.add.setMaximumHeight(self.add.needed(fit).height())
        self._below_add.changeSize(0, 0 if fit.low else tokens.SPACE_S)
        side = tokens.SPACE_S if narrow else tokens.SPACE_M
        top, foot = self._ends(fit)
        self._column.setContentsMargins(side, top, side, foot)
        parts: tuple[AddButton | NavButton, ...] = (self.add, *self._buttons.values())
        words = max(part.needed(fit).width() for part in parts) + 2 * side
        self.setFixedWidth(words if narrow else max(words, self._theme.px(208)))

    def _is_low(self) -> bool:
        return self.height() < self._needed_height(Fit(self._fit.narrow))

    def _needed_height(self, fit: Fit) -> int:
        """The height of mark and entries where they are not low."""
        parts: tuple[AddButton | NavButton, ...] = (self.add, *self._buttons.values())
        entries = [part.needed(fit).height() for part in parts]
        between = (len(entries) + 1) * self._column.spacing() + tokens.SPACE_S
        return sum(entries) + self._mark.sizeHint().height() + between + sum(self._ends(fit))

    def _ends(self, fit: Fit) -> tuple[int, int]:
        """The air above and below."""
        return (tokens.SPACE_S,) * 2 if fit.low else (tokens.SPACE_XL, tokens.SPACE_L)

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, NavButton):
            self.chosen.emit(button.entry.key)
