"""Controls for choosing: filter chips with a menu, segments, switches."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from posture_app.dataclass import dataclass
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.menu import Menu
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `value` None stands for any."""

    value: str | None
    words: str
    count: int | None = None


class Chip(KeyboardFocus, QAbstractButton):
    """A pill that is on or off; with `set_options` it opens a menu to choose one thing.

    Signals:
        chosen: The option's value (a text), or None for any. Only for a chip with options.

    Attributes:
        choices: The menu.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, text: str, *, name: str = "", menu: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._title = text
        self._shown = text
        self._has_menu = menu
        self.value: str | None = None
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(_("Choose: {what}").format(what=text) if menu else text))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choices = Menu(self)
        self._actions = QActionGroup(self.choices)
        if menu:
            self.clicked.connect(self._open)
            self.choices.triggered.connect(self._choose)

    def set_options(self, options: Sequence[Option], value: str | None) -> None:
        """Fill the menu and show what is chosen."""
        self.choices.clear()
        for option in options:
            count = "" if option.count is None else f"\t{option.count}"  # a column of its own
            action = QAction(f"{option.words.replace('&', '&&')}{count}", self._actions)
            action.setData(option.value)
            action.setCheckable(True)
            action.setChecked(option.value == value)
            action.setEnabled(option.count != 0 or option.value == value)
            self.choices.addAction(action)
        self.value = value
        words = next((one.words for one in options if one.value == value), self._title)
        self._shown = words if value is not None else self._title
        self.setChecked(value is not None)
        self.setText(self._shown)
        self.setAccessibleName(f"{self._title}: {words}")
        self.updateGeometry()

    def set_count(self, count: int) -> None:
        """Show how many there are, on a chip without a menu."""
        self._shown = f"{self._title}  {count}"
        self.setText(self._shown)
        self.setAccessibleName(f"{self._title}, {count}")
        self.updateGeometry()

    def menu_actions(self) -> list[QAction]:
        """What the menu offers."""
        return self.choices.actions()

    def sizeHint(self) -> QSize:
        """Room for the words."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        width = metrics.horizontalAdvance(self._shown) + 2 * self._theme.px(14)
        if self._has_menu:
            width += self._theme.px(18)
        return QSize(width, self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect())
        on = self.isChecked()
        ground = "accent_soft" if on else "hover" if self.underMouse() else "surface"
        border = "accent" if on else "edge"
        ink = theme.colour("accent_ink" if on else "ink")
        rounded(painter, rect, rect.height() / 2, theme.colour(ground), theme.colour(border))
        if self.shows_focus:
            focus_ring(painter, rect, rect.height() / 2, theme.colour("focus"))
        painter.setFont(theme.font("small_strong"))
        painter.setPen(ink)
        pad = theme.px(14)
        words = rect.adjusted(pad, 0, -pad, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._shown)
        if self._has_menu:
            size = theme.px(14)
            square = QRectF(rect.right() - pad - size + 3, (rect.height() - size) / 2, size, size)
            paint_icon(painter, "down", square, ink)

    @Slot()
    def _open(self) -> None:
        self.setChecked(self.value is not None)
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class Segment(KeyboardFocus, QAbstractButton):
    """One choice of a `Segments`."""

    def __init__(self, theme: Theme, option: Option) -> None:
        super().__init__()
        self._theme = theme
        self.value = option.value
        self.setText(option.words)
        self.setAccessibleName(option.words)
        self.setToolTip(plain_tip(option.words))
        self.setObjectName(f"segment-{option.value}")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # a radio button for screen readers
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        width = metrics.horizontalAdvance(self.text()) + 2 * self._theme.px(14)
        return QSize(width, self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chosen one as raised."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isChecked():
            rounded(painter, rect, tokens.RADIUS_S, self._theme.colour("accent"))
        if self.shows_focus:
            ring = "on_accent" if self.isChecked() else "focus"
            inner = rect.adjusted(2, 2, -2, -2) if self.isChecked() else rect
            focus_ring(painter, inner, tokens.RADIUS_S - 2, self._theme.colour(ring))
        painter.setFont(self._theme.font("small_strong"))
        painter.setPen(self._theme.colour("on_accent" if self.isChecked() else "ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(QWidget):
    """A few choices side by side, of which one counts.

    Signals:
        chosen: The value of the option that the person picked.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, options: Sequence[Option], title: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        for option in options:
            segment = self.segment(option)
            segment.setAccessibleName(f"{title}: {option.words}")
            self._group.addButton(segment)
            layout.addWidget(segment)
        self._group.buttonClicked.connect(self._picked)

    def segment(self, option: Option) -> Segment:
        """What one choice looks like."""
        return Segment(self._theme, option)

    @property
    def value(self) -> str | None:
        """What is chosen; None where what counts is none of the choices."""
        button = self._group.checkedButton()
        return button.value if isinstance(button, Segment) else None

    def set_value(self, value: str) -> None:
        """Show a choice without telling anyone."""
        self._group.setExclusive(False)  # so that none can be on
        for button in self._group.buttons():
            button.setChecked(isinstance(button, Segment) and button.value == value)
        self._group.setExclusive(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tray that the segments lie in."""
        fill, edge = self._theme.colour("surface"), self._theme.colour("edge")
        rounded(QPainter(self), QRectF(self.rect()), tokens.RADIUS_S + 3, fill, edge)

    @Slot(QAbstractButton)
    def _picked(self, button: QAbstractButton) -> None:
        if isinstance(button, Segment):
            self.chosen.emit(button.value)


class Switch(KeyboardFocus, QAbstractButton):
    """On or off, at once."""

    def __init__(self, theme: Theme, title: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough for a finger."""
        return QSize(self._theme.px(52), self._theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and the knob; a filled track and a knob at the right mean on."""
        painter = QPainter(self)
        theme, on = self._theme, self.isChecked()
        track = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        border = None if on else theme.colour("edge")
        fill = theme.colour("accent" if on else "surface")
        rounded(painter, track, track.height() / 2, fill, border, 1.5)
        knob = track.height() - 8
        left = track.right() - knob - 4 if on else track.left() + 4
        painter.setBrush(theme.colour("on_accent" if on else "edge"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(left, track.top() + 4, knob, knob))
        if self.shows_focus:
            rect = QRectF(self.rect())
            focus_ring(painter, rect, rect.height() / 2, theme.colour("focus"))
