"""The side bar: the program's mark, what adds to the journal, and one entry for each page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

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

from posture_app.dataclass import dataclass
from posture_app.ui.page_keys import PAGES, PageKey, Workspace
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring, rounded, set_ground
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext

if TYPE_CHECKING:
    from posture_app.ui.widgets.controls import Segments

NAME: Final = "Posture"
"""The program's name beside its mark, the same in every language."""


class NavEntry(NamedTuple):
    """One page in the side bar. `at_foot` puts it below the others, at the bottom."""

    key: PageKey
    label: str
    icon: str
    at_foot: bool = False


@dataclass(frozen=True, slots=True)
class NavFit:
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

    def __init__(self, theme: Theme, entry: NavEntry) -> None:
        super().__init__()
        self._theme = theme
        self.entry = entry
        self._fit = NavFit()
        self.setText(entry.label)
        self.setObjectName(f"nav-{entry.key}")
        self.setAccessibleName(entry.label)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_keys(self, keys: QKeySequence) -> None:
        """Let the page be opened by these keys."""
        words = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tip(f"{self.entry.label} ({words})"))
        self.setShortcut(keys)

    def set_fit(self, fit: NavFit) -> None:
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

    def needed(self, fit: NavFit) -> QSize:
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

    def _icon_px(self, fit: NavFit) -> int:
        return self._theme.px(16 if fit.narrow and fit.low else 22)


class AddButton(KeyboardFocus, QAbstractButton):
    """What a person adds to their journal or practice, above the pages; as low as they are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fit = NavFit()
        self.setObjectName("add")
        self.show_workspace("own")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_workspace(self, workspace: Workspace) -> None:
        """Say to what something is added."""
        if workspace == "own":
            words, name = pgettext("to the log", "Add"), _("Add to the log")
        else:
            words, name = pgettext("to the practice", "New"), _("New for the practice")
        keys = QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(words)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({keys})"))

    def set_fit(self, fit: NavFit) -> None:
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
        word = QFontMetrics(self._font(self._fit)).height()
        return QSize(hint.width(), word if is_tight else hint.height())

    def needed(self, fit: NavFit) -> QSize:
        """The size that icon and word need where there is such room."""
        words = QFontMetrics(self._font(fit)).horizontalAdvance(self.text())
        between, around = self._gaps(fit)
        width = self._icon_px(fit) + between + words + 2 * around
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
        ink = theme.colour("on_accent")
        icon, words = self._places(rect)
        paint_icon(painter, "plus", icon, ink)
        painter.setFont(self._font(self._fit))
        painter.setPen(ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _places(self, rect: QRectF) -> tuple[QRectF, QRectF]:
        """Where icon and word are drawn, in the middle."""
        side = min(self._icon_px(self._fit), rect.height() - 4)
        between = self._gaps(self._fit)[0]
        wide = QFontMetrics(self._font(self._fit)).horizontalAdvance(self.text())
        left = (rect.width() - side - between - wide) / 2
        icon = QRectF(left, (rect.height() - side) / 2, side, side)
        return icon, QRectF(icon.right() + between, 0, wide, rect.height())

    def _gaps(self, fit: NavFit) -> tuple[int, int]:
        """The air between icon and word, and that beside them."""
        if fit.narrow and fit.low:
            return tokens.SPACE_XS, tokens.SPACE_S
        return tokens.SPACE_S, tokens.SPACE_M

    def _font(self, fit: NavFit) -> QFont:
        return self._theme.font("small_strong" if fit.narrow else "strong")

    def _icon_px(self, fit: NavFit) -> int:
        return self._theme.px(16 if fit.narrow else 20)


class Logo(QWidget):
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
    """The entries of a workspace in their order, of which Ctrl+1 is the first.

    Who has patients changes between the workspaces at the top, or by Ctrl+0.

    Signals:
        chosen: The key of the entry that was pressed.
        workspace_chosen: The `Workspace` that was.
        add_wanted: The menu of what can be added, please.
    """

    accessible_role: Final = QAccessible.Role.PageTabList

    chosen = Signal(object)
    workspace_chosen = Signal(object)
    add_wanted = Signal()

    def __init__(self, theme: Theme, entries: Sequence[NavEntry]) -> None:
        super().__init__()
        self._theme = theme
        self._fit = NavFit()
        self.setObjectName("side-bar")
        set_ground(self, "rail")
        self.setAccessibleName(_("Pages"))
        layout = self._column = QVBoxLayout(self)
        layout.setSpacing(tokens.SPACE_XS)
        self._mark = Logo(theme)
        layout.addWidget(self._mark)
        self._workspaces: Segments | None = None
        self._workspace: Workspace = "own"
        self.add = AddButton(theme)
        self.add.clicked.connect(self.add_wanted)
        layout.addWidget(self.add)
        self._below_add = QSpacerItem(0, 0)
        layout.addItem(self._below_add)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        self._entries = {entry.key: entry for entry in entries}
        self._stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        layout.addItem(self._stretch)
        self._group.buttonClicked.connect(self._pressed)
        theme.changed.connect(self._resize)
        self.show_workspace("own")

    @property
    def workspace(self) -> Workspace:
        """The workspace whose pages are shown."""
        return self._workspace

    def offer_workspaces(self, *, wanted: bool) -> None:
        """Let the person change between the workspaces, or not."""
        if wanted and self._workspaces is None:
            self._workspaces = self._workspaces_made()
        if self._workspaces is not None:
            self._workspaces.setVisible(wanted)
        self._resize()

    def show_workspace(self, workspace: Workspace) -> None:
        """Show the pages of a workspace."""
        self._workspace = workspace
        for button in self._buttons.values():
            button.hide()  # before any is shown, as keys that two have do nothing
        for number, key in enumerate(PAGES[workspace], 1):
            button = self._button(self._entries[key])
            button.set_keys(QKeySequence(f"Ctrl+{number}"))
            button.show()
        self.add.show_workspace(workspace)
        if self._workspaces is not None:
            self._workspaces.set_value(workspace)
        self._resize()

    def select(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """The words below the icons, where the window has little room."""
        if narrow != self._fit.narrow:
            self._fit = NavFit(narrow, self._fit.low)
            self._resize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower entries where the window is low."""
        super().resizeEvent(event)
        if self._is_low() != self._fit.low:
            self._resize()

    @Slot()
    def _resize(self) -> None:
        narrow = self._fit.narrow
        fit = self._fit = NavFit(narrow, low=self._is_low())
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
        words = max(part.needed(fit).width() for part in self._shown)
        words = max(words, self._workspaces_size().width()) + 2 * side
        self.setFixedWidth(words if narrow else max(words, self._theme.px(208)))

    def _workspaces_made(self) -> "Segments":
        from posture_app.ui.widgets.controls import Option, Segments  # noqa: PLC0415 - few need it

        options = (
            Option("own", pgettext("workspace", "Me")),
            Option("practice", pgettext("workspace", "Practice")),
        )
        segments = Segments(
            self._theme, options, _("For whom the program is used now"), "workspace"
        )
        segments.set_value(self._workspace)
        segments.chosen.connect(self.workspace_chosen)
        segments.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column.insertWidget(1, segments)
        self._column.insertSpacing(2, tokens.SPACE_S)
        return segments

    def _button(self, entry: NavEntry) -> NavButton:
        """An entry's button, made when its workspace is first shown."""
        if entry.key not in self._buttons:
            button = self._buttons[entry.key] = NavButton(self._theme, entry)
            self._group.addButton(button)
            if entry.at_foot:
                self._column.addWidget(button)
            else:
                self._column.insertWidget(self._column.indexOf(self._stretch), button)
        return self._buttons[entry.key]

    @property
    def _shown(self) -> "tuple[AddButton | NavButton, ...]":
        return (self.add, *(self._buttons[key] for key in PAGES[self._workspace]))

    def _workspaces_size(self) -> QSize:
        segments = self._workspaces
        return QSize() if segments is None or segments.isHidden() else segments.sizeHint()

    def _is_low(self) -> bool:
        return self.height() < self._needed_height(NavFit(self._fit.narrow))

    def _needed_height(self, fit: NavFit) -> int:
        """The height of mark and entries where they are not low."""
        entries = [part.needed(fit).height() for part in self._shown]
        if segments := self._workspaces_size().height():
            entries.append(segments + tokens.SPACE_S)
        between = (len(entries) + 1) * self._column.spacing() + tokens.SPACE_S
        return sum(entries) + self._mark.sizeHint().height() + between + sum(self._ends(fit))

    def _ends(self, fit: NavFit) -> tuple[int, int]:
        """The air above and below."""
        return (tokens.SPACE_S,) * 2 if fit.low else (tokens.SPACE_XL, tokens.SPACE_L)

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, NavButton):
            self.chosen.emit(button.entry.key)
