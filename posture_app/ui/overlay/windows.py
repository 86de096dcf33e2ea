"""The windows of a break: one that fills a screen, and the card in the corner.

On X11, also through XWayland, what is to take no keys is left to no window manager: only such a
window is neither focused nor tiled nor moved on every desktop that was tried
(docs/decisions/0012).
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from posture_app.ui.overlay.card_panel import READING_PX, TEXT_PX, CardPanel
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.ring import ground
from posture_app.ui.overlay.screen_panel import ScreenPanel
from posture_app.ui.theme import tokens
from posture_app.ui.theme.deep import DeepTheme
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.corners import cut_corners, let_corners_be_round
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fading_cover import FadingCover
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import pgettext

FigureFactory = Callable[[WidgetFactory], BreakFigure]
"""Makes the figure of a window, in the window's colours."""

MARGIN: Final = tokens.SPACE_L
"""Between the card and the edges of the screen's free area."""

NOTICE_WIDTH_PX: Final = 520
CARD_WIDTH_PX: Final = TEXT_PX + 2 * tokens.SPACE_L
_CARD_NEEDS_PX: Final = ((CARD_WIDTH_PX, 376), (400, 424))
"""What a card needs at a text size of 100 per cent, with its ways out on one line and on two; a
screen with less than either has smaller letters."""
_USUAL_PX: Final = (1100, 800)
"""The size of a screen that the overlay's sizes are made for; on a larger one all is larger."""
_LEAST_PX: Final = (560, 355)
"""What the longest words need at a text size of 100 per cent, with a figure beside them."""
_CAN_FADE: Final = frozenset({"xcb", "windows", "cocoa"})
"""Where a window as a whole can be let through."""

LOST_PX: Final = 7
"""XWayland rounds a monitor's width down to eight pixels, as was seen on sway at a scale of 1.5."""


class OverlayWindow(QWidget):
    """Any window of a break; what must never stay on the screen past its time."""


class BreakWindow(OverlayWindow):
    """Fills one screen. Keeps the keys for itself, so that none goes to a button by chance.

    Signals:
        close_asked: The window manager was told to close it.
        pointer_came: The pointer has come over it; carries the window.
        got_keyboard: It is the one that has the keyboard now; carries the window.
    """

    close_asked = Signal()
    pointer_came = Signal(object)
    got_keyboard = Signal(object)

    def __init__(self, theme: Theme, make_figure: FigureFactory | None) -> None:
        super().__init__(
            None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self._look = DeepTheme(theme, self)
        make = WidgetFactory(self._look)
        self.panel = make(ScreenPanel, make(make_figure) if make_figure is not None else None)
        self.monitor = ""
        self._area = QRect()
        self.setObjectName("break_window")
        self.setWindowTitle(pgettext("title of a window", "Break"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # It is as large as its screen, whatever is in it: what is larger is cut by the screen.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self.panel)
        self._cover = FadingCover(self, partial(ground, self._look))

    def fill(self, monitor: Monitor) -> None:
        """Cover a screen. On Wayland only the screen can be named, not the place."""
        self.monitor = monitor.key
        self._area = monitor.geometry
        if monitor.screen is not None:
            self.setScreen(monitor.screen)
        self._fit(monitor.geometry.width(), monitor.geometry.height())
        if self.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint:
            self.setGeometry(monitor.geometry.adjusted(0, 0, LOST_PX, 0))
            self.show()
        else:
            if not self.isVisible():
                # Else Qt would take it for full screen already, and not ask for that anew.
                self.setWindowState(Qt.WindowState.WindowNoState)
            self.setGeometry(monitor.geometry)
            self.showFullScreen()

    def fade_in(self, share: float) -> None:
        """Be seen this much, from 0 to 1."""
        if QGuiApplication.platformName() in _CAN_FADE:
            self.setWindowOpacity(share)
        self._cover.cover(1.0 - share)

    def fills(self, monitor: Monitor) -> bool:
        """Whether it covers this screen, and hardly more."""
        area = self.geometry()
        wide = monitor.geometry.adjusted(-LOST_PX, -LOST_PX, LOST_PX, LOST_PX)
        return area.contains(monitor.geometry) and wide.contains(area)

    def be_smaller(self, *, by_px: int) -> None:
        """Be this much less high than the screen, or with 0 as high as that.

        WORKAROUND sway 1.7: without XWayland it does not draw a full-screen window on another
        screen than the one with the keyboard until that has got another size.
        """
        self.resize(self._area.size() - QSize(0, by_px))

    def is_on(self, monitors: Iterable[Monitor]) -> str:
        """The key of the monitor it is on, as the desktop says; else of the one it is meant for."""
        screen = self.screen()
        return next((one.key for one in monitors if one.screen is screen), self.monitor)

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
                if event.key() == Qt.Key.Key_Escape:
                    self.panel.stop_reading()
                self.panel.controls.hold_key(Qt.Key(event.key()), down=True)
            return
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Hand on what is let go."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Space} and not event.isAutoRepeat():
            self.panel.controls.hold_key(Qt.Key(event.key()), down=False)

    def changeEvent(self, event: QEvent) -> None:
        """Tell of the keyboard; what was held when it went is not held any more."""
        if event.type() == QEvent.Type.ActivationChange:
            # Not `isActiveWindow`: sway takes two windows for active, one on each screen.
            if QApplication.activeWindow() is self:
                self.got_keyboard.emit(self)
            else:
                self.panel.controls.let_go()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell where the pointer is; the few pixels beyond the screen are another one's."""
        super().enterEvent(event)
        # Not where that is on all screens: on Wayland a window does not know its own place.
        if QRect(QPoint(), self._area.size()).contains(event.position().toPoint()):
            self.pointer_came.emit(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The break is closed by who opened it, so that it is logged."""
        event.ignore()
        self.close_asked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), ground(self._look, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cover goes over all."""
        super().resizeEvent(event)
        self._cover.setGeometry(self.rect())

    def _fit(self, width: int, height: int) -> None:
        """Fill a large screen with larger words and a larger figure, not with air."""
        usual_width, usual_height = _USUAL_PX
        least_width, least_height = _LEAST_PX
        most = min(width / least_width, height / least_height)
        self._look.fit(min(width / usual_width, height / usual_height), most)
        self.panel.fit()


class CornerWindow(OverlayWindow):
    """A small window in the corner that takes no focus, on the same deep ground.

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
        self.look = DeepTheme(theme, self)
        self.make = WidgetFactory(self.look)
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
        self.look.changed.connect(self.take_sizes)

    @property
    def wished_px(self) -> int:
        """The width that suits it, at a text size of 100 per cent."""
        return NOTICE_WIDTH_PX

    @Slot()
    def take_sizes(self) -> None:
        """Take what grows with the text: it has another size."""

    def show_on(self, monitor: Monitor | None) -> None:
        """Appear in the lower right corner of a screen; nowhere when there is none."""
        self.monitor = monitor
        if monitor is None:
            self.hide()
            return
        if monitor.screen is not None:
            self.setScreen(monitor.screen)
        room = monitor.available.size() - QSize(2 * MARGIN, 2 * MARGIN)
        most = max(min(room.width() / x, room.height() / y) for x, y in _CARD_NEEDS_PX)
        self.look.fit(1.0, most)
        width = min(self.look.px(self.wished_px), room.width())
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
        fill, line = self.look.colour("canvas"), self.look.colour("line")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_L, fill, line)


class BreakCard(CornerWindow):
    """A break as a card."""

    def __init__(self, theme: Theme, make_figure: FigureFactory | None) -> None:
        super().__init__(theme, "break_card")
        self.setWindowTitle(pgettext("title of a window", "Break"))
        figure = self.make(make_figure) if make_figure is not None else None
        self.panel = self.make(CardPanel, figure)
        self.body.addWidget(self.panel)

    @property
    def wished_px(self) -> int:
        """Wider while all that is to be taken care of is read."""
        return READING_PX + 2 * tokens.SPACE_L if self.panel.is_reading else CARD_WIDTH_PX

    @Slot()
    def take_sizes(self) -> None:
        """Take what grows with the text."""
        self.panel.fit()

    def show_on(self, monitor: Monitor | None) -> None:
        """Appear in the lower right corner of a screen; nowhere when there is none."""
        if monitor is not None:
            self.panel.screen_px = monitor.available.height()
            self.panel.make_room()
        super().show_on(monitor)

    def event(self, event: QEvent) -> bool:
        """Keep the lower corner in its place when what is in the card takes more room, or less."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.show_on(self.monitor)
        return handled
