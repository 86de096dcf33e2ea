"""The windows of a break: one that fills a screen, and the card in the corner.

On X11, also through XWayland, what is to take no keys is left to no window manager: only such a
window is neither focused nor tiled nor moved on every desktop that was tried
(docs/decisions/0012).
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.panel import BreakPanel
from posture_app.ui.player.view import FigurePlace
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.corners import cut_corners, let_corners_be_round
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import pgettext

FigureFactory = Callable[[], FigurePlace]

MARGIN: Final = tokens.SPACE_L
"""Between the card and the edges of the screen's free area."""

CARD_WIDTH_PX: Final = 464

LOST_PX: Final = 7
"""XWayland rounds a monitor's width down to eight pixels, as was seen on sway at a scale of 1.5."""


class Surface(QWidget):
    """Any window of a break; what must never stay on the screen past its time."""


class BreakWindow(Surface):
    """Fills one screen. Keeps the keys for itself, so that none goes to a button by chance.

    Signals:
        close_asked: The window manager was told to close it.
        pointer_came: The pointer has come over it; carries the window.
    """

    close_asked = Signal()
    pointer_came = Signal(object)

    def __init__(self, theme: Theme, figure: FigurePlace | None) -> None:
        super().__init__(
            None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self._theme = theme
        self.panel = BreakPanel(theme, figure)
        self.monitor = ""
        self._area = QRect()
        self.setObjectName("break_window")
        self.setWindowTitle(pgettext("title of a window", "Break"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        centre = QWidget()
        inner = QVBoxLayout(centre)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.panel)
        layout.addWidget(centre, 1)
        self._layout = layout

    def fill(self, monitor: Monitor) -> None:
        """Cover a screen. On Wayland only the screen can be named, not the place."""
        self.monitor = monitor.key
        self._area = monitor.geometry
        if monitor.screen is not None:
            self.setScreen(monitor.screen)
        self._keep_readable(monitor.geometry)
        if self.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint:
            self.setGeometry(monitor.geometry.adjusted(0, 0, LOST_PX, 0))
            self.show()
        else:
            self.setGeometry(monitor.geometry)
            self.showFullScreen()

    def fills(self, monitor: Monitor) -> bool:
        """Whether it covers this screen, and hardly more."""
        area = self.geometry()
        wide = monitor.geometry.adjusted(-LOST_PX, -LOST_PX, LOST_PX, LOST_PX)
        return area.contains(monitor.geometry) and wide.contains(area)

    def lead(self, leading: bool) -> None:
        """Carry the controls and take the keyboard, or only show.

        A window that only shows is, on X11, left to no window manager: it lies over the panel and
        on its own screen, and never has the keyboard. One that is shown has to be filled again.
        """
        self.panel.set_leading(leading)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not leading)
        unmanaged = QGuiApplication.platformName() == "xcb" and not leading
        # A tool window, as some desktops give an unmanaged one of the usual type the keyboard.
        kind = Qt.WindowType.Tool if unmanaged else Qt.WindowType.Window
        flags = self.windowFlags() & ~(
            Qt.WindowType.WindowType_Mask | Qt.WindowType.X11BypassWindowManagerHint
        )
        if unmanaged:
            flags |= Qt.WindowType.X11BypassWindowManagerHint
        if self.windowFlags() != flags | kind:
            self.setWindowFlags(flags | kind)
            # Else Qt would take it for full screen already, and not ask for that anew.
            self.setWindowState(Qt.WindowState.WindowNoState)

    def make_anew(self) -> None:
        """Let go of the system's window while this is hidden; another is made when it is shown."""
        self.destroy()

    def take_keyboard(self) -> None:
        """Be the active window; no button has the focus, the window itself has."""
        self.activateWindow()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is held; everything else goes nowhere."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Space}:
            if not event.isAutoRepeat():
                self.panel.controls.hold_key(Qt.Key(event.key()), down=True)
            return
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Hand on what is let go."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Space} and not event.isAutoRepeat():
            self.panel.controls.hold_key(Qt.Key(event.key()), down=False)

    def changeEvent(self, event: QEvent) -> None:
        """What was held when the focus went is not held any more."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.panel.controls.let_go()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell where the pointer is; the few pixels beyond the screen are another one's."""
        super().enterEvent(event)
        if self._area.contains(event.globalPosition().toPoint()):
            self.pointer_came.emit(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The break is closed by who opened it, so that it is logged."""
        event.ignore()
        self.close_asked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("canvas"))

    def _keep_readable(self, geometry: QRect) -> None:
        """On a wide screen the words stay together in the middle."""
        side = max(0, (geometry.width() - self._theme.px(1280)) // 2)
        above = max(0, (geometry.height() - self._theme.px(860)) // 2)
        self._layout.setContentsMargins(side, above, side, above)


class Card(Surface):
    """A small window in the corner that takes no focus.

    It is a tool window that does not accept the focus and is shown without being activated, so
    that the keys go on to the window that a person is typing in. Where a desktop gives it the
    keyboard all the same, it is gone at once.

    Signals:
        took_keyboard: It had the keyboard for a moment, and is hidden.
    """

    took_keyboard = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._theme = theme
        if QGuiApplication.platformName() == "xcb":
            self.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        let_corners_be_round(self)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName(name)
        self.monitor: Monitor | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)

    def show_on(self, monitor: Monitor | None) -> None:
        """Appear in the lower right corner of a screen; nowhere when there is none."""
        self.monitor = monitor
        if monitor is None:
            self.hide()
            return
        if monitor.screen is not None:
            self.setScreen(monitor.screen)
        width = min(self._theme.px(CARD_WIDTH_PX), monitor.available.width() - 2 * MARGIN)
        self.body.activate()
        height = max(self.body.minimumSize().height(), self.body.heightForWidth(width))
        corner = monitor.available.bottomRight()
        left, top = corner.x() - width - MARGIN, corner.y() - height - MARGIN
        # In one go: some window managers put a window elsewhere that is moved while it appears.
        self.setGeometry(left, top, width, height)
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """Get out of the way of the keys. Elsewhere than on Linux a click may activate it."""
        super().changeEvent(event)
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if activated and QGuiApplication.platformName() in {"xcb", "wayland"}:
            self.hide()
            self.took_keyboard.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self, tokens.RADIUS_L)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface with its hairline."""
        painter = QPainter(self)
        fill, line = self._theme.colour("surface"), self._theme.colour("edge")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_L, fill, line)


class BreakCard(Card):
    """A break as a card."""

    def __init__(self, theme: Theme, figure: FigurePlace | None) -> None:
        super().__init__(theme, "break_card")
        self.setWindowTitle(pgettext("title of a window", "Break"))
        self.panel = BreakPanel(theme, figure, compact=True)
        self.body.addWidget(self.panel)

    def event(self, event: QEvent) -> bool:
        """Keep the lower corner in its place when what is in the card takes more room, or less."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.show_on(self.monitor)
        return handled
