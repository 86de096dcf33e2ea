"""One window for each screen, made once and used for every break, as screens come and go."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.windows import BreakWindow

SETTLE_MS: Final = 400
"""Screens that are plugged in come in several steps; a screen that went is left at once."""

AGAIN_MS: Final = 300
"""So long after the windows are shown, it is looked whether all is as it should be."""

LOOKS: Final = 4
"""How often that is looked for at most."""


class MonitorsLike(Protocol):
    """What tells the screens: `Monitors`, or a test's own."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted when something changed."""
        ...

    def all(self) -> Sequence[Monitor]:
        """Every screen."""
        ...

    def active(self) -> Monitor | None:
        """The screen that the person is looking at, as far as one can tell."""
        ...


class Covering(QObject):
    """Covers every screen while it is shown. Exactly one window leads: it has the controls.

    Signals:
        covered: The window that covers a screen newly; show it what the others show.
    """

    covered = Signal(object)

    def __init__(
        self, monitors: MonitorsLike, make: Callable[[], BreakWindow], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._monitors = monitors
        self._make = make
        self._shown: dict[str, BreakWindow] = {}
        self._spare: list[BreakWindow] = []
        self._leader: BreakWindow | None = None
        self._active = False
        self._looks_left = 0
        # There the desktop alone knows where a window is, and which one has the keyboard.
        self._on_wayland = QGuiApplication.platformName() == "wayland"
        self._followed_pointer = False
        self._pointer_over: BreakWindow | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._follow)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        monitors.changed.connect(self._changed)

    @property
    def windows(self) -> Sequence[BreakWindow]:
        """The windows that cover a screen now."""
        return tuple(self._shown.values())

    @property
    def made(self) -> Sequence[BreakWindow]:
        """Every window there is, shown or kept for the next break."""
        return (*self._shown.values(), *self._spare)

    @property
    def leader(self) -> BreakWindow | None:
        """The window with the controls; None where there is no screen."""
        return self._leader

    def prepare(self) -> None:
        """Make the windows that a break will need, before it is due."""
        while len(self.made) < len(self._monitors.all()):
            self._spare.append(self._made())

    def show(self) -> None:
        """Cover every screen."""
        self._active = True
        self._followed_pointer = False
        self._pointer_over = None
        self._follow()

    def hide(self) -> None:
        """Uncover every screen; the windows are kept."""
        self._active = False
        self._settle.stop()
        self._again.stop()
        for key in tuple(self._shown):
            self._uncover(key)
        self._leader = None

    def forget(self) -> None:
        """Let the windows go that are kept for the next break."""
        for window in self._spare:
            window.deleteLater()
        self._spare.clear()

    def _made(self) -> BreakWindow:
        window = self._make()
        window.pointer_came.connect(self._follow_pointer)
        window.got_keyboard.connect(self._follow_keyboard)
        return window

    def _kept_for(self, monitor: Monitor) -> BreakWindow | None:
        for place, window in enumerate(self._spare):
            # On Wayland none that was on another screen: sway does not tell that it has left that.
            if not self._on_wayland or window.monitor in {"", monitor.key}:
                return self._spare.pop(place)
        return None

    @Slot()
    def _changed(self) -> None:
        if not self._active:
            return
        there = {one.key for one in self._monitors.all()}
        for key in tuple(self._shown):
            if key not in there:
                self._uncover(key)
        self._lead()
        self._settle.start()

    @Slot()
    def _follow(self) -> None:
        if not self._active:
            return
        if self._on_wayland:
            self._see_where_windows_are()
        self._cover()
        self._lead()
        if self._leader is not None:
            self._leader.take_keyboard()
            self._look_soon(LOOKS)

    def _cover(self) -> None:
        active = self._monitors.active()
        # The one with the controls last: on most desktops the window that is shown last has the
        # keyboard.
        for monitor in sorted(self._monitors.all(), key=lambda one: one == active):
            window = self._shown.get(monitor.key)
            if window is None:
                window = self._shown[monitor.key] = self._kept_for(monitor) or self._made()
                leading = self._leader is None and monitor == active
                window.lead(leading)
                if leading:
                    self._leader = window
                self.covered.emit(window)
                window.fill(monitor)
            elif not window.fills(monitor):
                window.fill(monitor)

    def _look_soon(self, looks: int) -> None:
        self._looks_left = max(self._looks_left, looks)
        self._again.start()

    @Slot()
    def _look_again(self) -> None:
        """Some desktops have put the window elsewhere, or have given the keyboard to another."""
        if not self._active or self._leader is None:
            return
        if self._on_wayland:
            self._look_again_on_wayland(self._leader)
        else:
            self._put_right(self._leader)
        self._looks_left -= 1
        if self._looks_left:
            self._again.start()

    def _put_right(self, leader: BreakWindow) -> None:
        self._follow_leader(leader)
        covered = any(leader.geometry().contains(one.geometry) for one in self._monitors.all())
        is_well = covered and leader.isActiveWindow()
        if self._looks_left < LOOKS and not is_well:
            self._show_anew(leader, leading=True)
        leader.take_keyboard()

    def _look_again_on_wayland(self, leader: BreakWindow) -> None:
        """See that one of the windows has the keyboard; and follow the pointer, once.

        A window that is shown again is given the keyboard by GNOME and KWin, and then it leads;
        sway has given it to the one with the pointer by itself. Plasma's panel takes it when a
        monitor comes.
        """
        if self._see_where_windows_are():
            self._cover()
            self._lead()
        for one in self.windows:
            one.be_smaller(by_px=1 if self._looks_left == LOOKS and one is not self._leader else 0)
        window, self._pointer_over = self._pointer_over, None
        if window is not None and window is not self._leader and self._may_follow_pointer():
            self._followed_pointer = True
            self._show_again(window)
        if QApplication.activeWindow() not in self.windows:
            if self._looks_left < LOOKS:
                self._show_again(leader)
            leader.take_keyboard()

    def _show_again(self, window: BreakWindow) -> None:
        there = self._monitor_of(window)
        if there is not None and window in self.windows:
            self._hide(window)
            window.fill(there)

    def _see_where_windows_are(self) -> bool:
        """Go by where a window is; returns whether one is not where it was meant to be.

        GNOME moves a window of the screen that stays to the one that comes.
        """
        meant, self._shown = self._shown, {}
        # The one with the controls first: it stays.
        for window in sorted(meant.values(), key=lambda one: one is not self._leader):
            window.monitor = window.is_on(self._monitors.all())
            if window.monitor in self._shown:
                self._put_away(window)
            else:
                self._shown[window.monitor] = window
        return meant != self._shown

    @Slot(object)
    def _follow_keyboard(self, window: BreakWindow) -> None:
        """Let the window lead that the desktop has given the keyboard, whichever that is.

        On X11 a window that only covers never has it.
        """
        leader = self._leader
        if leader is None or window is leader or window not in self.windows:
            return
        if QGuiApplication.platformName() != "xcb":
            leader.lead(False)
            window.lead(True)
            self._leader = window
            window.setFocus()

    def _may_follow_pointer(self) -> bool:
        """Once, as it may well wander later, and not while a button has the keyboard."""
        leader = self._leader
        return leader is not None and not self._followed_pointer and leader.focusWidget() is leader

    @Slot(object)
    def _follow_pointer(self, window: BreakWindow) -> None:
        """Let the window lead that the pointer has come to; once, as it may well wander later.

        Where the pointer is, XWayland tells only while it is over a window of X11, as it is when
        the screens are covered: until then the screen with the pointer is a guess.
        """
        leader = self._leader
        if leader is None or window is leader or window not in self.windows:
            return
        if self._on_wayland:  # not at once: sway gives it the keyboard by itself
            self._pointer_over = window
            self._look_soon(1)
            return
        if not self._may_follow_pointer():
            return
        self._followed_pointer = True
        self._show_anew(leader, leading=False)
        self._show_anew(window, leading=True)
        self._leader = window
        window.take_keyboard()

    def _show_anew(self, window: BreakWindow, *, leading: bool) -> None:
        """Put a new window of the system's in the place of the one there is.

        On most desktops the one that is shown last has the keyboard.
        """
        there = self._monitor_of(window)
        if there is not None:
            window.hide()
            window.make_anew()
            window.lead(leading)
            window.fill(there)

    def _follow_leader(self, leader: BreakWindow) -> None:
        """Cover the screen that the leader was meant for, where a desktop put it on another one."""
        there = {one.key: one for one in self._monitors.all()}
        mine = there.get(leader.monitor)
        area = leader.geometry()
        taken = next((one for one in there.values() if area.contains(one.geometry)), None)
        if mine is None or taken is None or taken.key == mine.key:
            return
        self._followed_pointer = True  # the desktop has decided
        other = self._shown.get(taken.key)
        leader.monitor = taken.key
        self._shown[taken.key] = leader
        if other is None:
            del self._shown[mine.key]
        else:
            self._shown[mine.key] = other
            other.fill(mine)

    def _monitor_of(self, window: BreakWindow) -> Monitor | None:
        return next((one for one in self._monitors.all() if one.key == window.monitor), None)

    def _uncover(self, key: str) -> None:
        self._put_away(self._shown.pop(key))

    def _hide(self, window: BreakWindow) -> None:
        window.hide()
        if self._on_wayland:
            window.make_anew()  # GNOME shows one black that is shown again at once

    def _put_away(self, window: BreakWindow) -> None:
        self._hide(window)
        self._spare.append(window)
        if window is self._leader:
            self._leader = None

    def _lead(self) -> None:
        if self._leader is not None or not self._shown:
            return
        active = self._monitors.active()
        window = self._shown.get(active.key) if active is not None else None
        self._leader = leader = window or next(iter(self._shown.values()))
        leader.lead(True)
        there = self._monitor_of(leader)
        if there is not None and not leader.isVisible():
            leader.fill(there)
        leader.take_keyboard()
