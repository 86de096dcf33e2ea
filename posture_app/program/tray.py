"""The breaks in the panel: what the icon shows, and what its menu asks for."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from posture_app.breaks import scheduler
from posture_app.breaks.events import Event
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.state import SchedulerState, to_ms
from posture_app.breaks.view import BreaksView, holds_of, local, view
from posture_app.desktop.notifications import notifications_of_this_computer
from posture_app.errors import Message
from posture_app.program.shared import Shared
from posture_app.ui.pages.notice import Notice
from posture_app.ui.tray import WITHOUT_TRAY, Tray, TraySnapshot, TrayState
from posture_app.words.breaks import kind_name
from posture_app.words.catalogue import N_, _

if TYPE_CHECKING:  # the panel comes before the library is read
    from posture_app.breaks.settings import BreakKind
    from posture_app.library.model import Routine
    from posture_app.reminders.reminders import Reminders

LEFT: Final = N_(
    "Breaks go on without the window. Pause them, open the window or quit with a click on the "
    "icon in the panel."
)
LEFT_WITHOUT_TRAY: Final = N_(
    "Breaks go on without the window. Start the program again to open it and to pause or quit."
)
_STEP_S: Final = {"counting": 60.0, "notice": 10.0, "break": 10.0}
"""How finely time is told: nobody sees an arc move by less, and every picture costs."""


def tray_snapshot(
    state: SchedulerState,
    now_s: float,
    routine: str = "",
    *,
    by_the_second: bool = False,
    can_read: bool = False,
) -> TraySnapshot:
    """What the icon and the head of the Breaks page show at `now_s` (boot time).

    `routine` is the name of today's routine. `by_the_second` tells a notice or a break as finely
    as a person reads it. `can_read` is whether the break that is on has something to take care of.
    """
    state, _ = scheduler.advance(state, now_s)
    now = view(state, now_s)
    asked = _asked_for(state)
    shown = asked if asked and now.doing not in {"break", "off", "asleep"} else _DOING[now.doing]
    if shown == "away" and state.session_since_ms is not None:
        shown = "routine"  # which is rest, though nobody has left
    kinds = [kind for kind in state.settings.kinds if kind.on] or state.settings.kinds
    name, left_s, whole_s = _at_hand(state, now)
    until, tomorrow = _until(state, shown)
    step_s = 1.0 if by_the_second and now.kind is not None else _STEP_S.get(shown, 60.0)
    return TraySnapshot(
        state=shown,
        next_name=name,
        next_in_s=min(whole_s, math.ceil(left_s / step_s) * step_s),
        every_s=whole_s,
        held_by=() if shown == "off" else tuple(one for one in holds_of(state) if not one.over),
        until=until,
        until_tomorrow=tomorrow,
        kinds=tuple((kind.id, kind_name(kind)) for kind in kinds),
        can_snooze=now.can_snooze,
        reading=state.reading,
        can_skip=now.can_skip,
        can_read=can_read,
        routine=routine,
    )


_DOING: Final[dict[str, TrayState]] = {
    "counting": "counting",
    "away": "away",
    "notice": "notice",
    "break": "break",
    "held": "held",
    "off": "off",
    "asleep": "away",
}


def _asked_for(state: SchedulerState) -> TrayState | None:
    """The hold that the person has asked for, which says more than that breaks are held."""
    keys: tuple[tuple[HoldKey, TrayState], ...] = (
        (HoldKey.PAUSED, "paused"),
        (HoldKey.MEETING, "meeting"),
    )
    there = {key for key, hold in state.holds.items() if hold.gone_ms is None}
    return next((shown for key, shown in keys if key in there), None)


def _at_hand(state: SchedulerState, now: BreaksView) -> tuple[str, float, float]:
    """The break that is on, announced or next: its name, the time left, and the whole of it."""
    kind = state.settings.kind(now.kind or now.next_kind or "")
    if kind is None:
        return "", 0.0, 0.0
    if now.doing == "break":
        return kind_name(kind), now.left_s, kind.length_s
    if now.doing == "notice":
        return kind_name(kind), now.left_s, kind.notice_s
    return kind_name(kind), now.next_in_s, _interval_s(kind, now)


def _interval_s(kind: "BreakKind", now: BreaksView) -> float:
    snoozed = any(one.kind == kind.id and one.snoozed for one in now.kinds)
    return kind.snooze_s if snoozed else kind.every_s


def _until(state: SchedulerState, shown: TrayState) -> tuple[datetime | None, bool]:
    """When what the person asked for is over, in local time, and whether that is tomorrow."""
    hold = state.holds.get(HoldKey(shown)) if shown in {"paused", "meeting"} else None
    if hold is None or hold.until_ms is None:
        return None, False
    tomorrow = hold.until_wall_ms is not None and hold.until_ms - state.now_ms > to_ms(3600)
    return local(state, hold.until_ms), tomorrow


class TrayController(QObject):
    """Keeps the icon in the panel as long as there are breaks, with or without a window.

    Signals:
        open_wanted, quit_wanted: The window is to be shown; the program is to end.
        add_wanted: An entry of this `EntryKind` is to be added to the journal.
        routine_wanted: The id of the routine to be played; "" for today's, which is not known yet.
    """

    open_wanted = Signal()
    quit_wanted = Signal()
    add_wanted = Signal(object)
    routine_wanted = Signal(object)

    def __init__(
        self,
        shared: Shared,
        todays_routine: Callable[[], "Routine | None"],
        parent: QObject | None = None,
    ) -> None:
        """Make nothing yet.

        Args:
            shared: What all parts of the program share.
            todays_routine: Asked when the icon appears and when its menu is opened; None while
                nothing is loaded that would tell.
            parent: Owner.
        """
        super().__init__(parent)
        self._shared = shared
        self._todays_routine = todays_routine
        self._routine: Routine | None = None
        self._reminders: Reminders | None = None
        self._window_is_shown = False
        self._tray: Tray | None = None
        self._shown: TraySnapshot | None = None

    @Slot(object)
    def attach(self, reminders: "Reminders | None") -> None:
        """Show these reminders from now on; None takes the icon out of the panel."""
        if self._reminders is not None:
            self._reminders.changed.disconnect(self._look)
        self._reminders = reminders
        self._shown = None
        if reminders is None:
            if self._tray is not None:
                self._tray.hide()
            return
        reminders.changed.connect(self._look)
        if self._tray is None:
            self._tray = self._made()
        self._look_at_all()
        # One that appears later is found by the icon itself, as at a log-in.
        self._tray.show()
        self._tell_without_tray()

    @Slot()
    def window_shown(self) -> None:
        """The window is on the screen, for things to be said in it."""
        self._window_is_shown = True
        self._tell_without_tray()

    @Slot()
    def window_left(self) -> None:
        """The window was closed, and the program goes on; what that means is said once."""
        self._window_is_shown = False
        if self._shared.saved_state.has_said("window-left"):
            return
        self._shared.saved_state.keep_said("window-left")
        if self._tray is not None and QSystemTrayIcon.isSystemTrayAvailable():
            self.show_message("Posture App", _(LEFT))
        else:
            # Where there are no messages either, the window has said it.
            messages = notifications_of_this_computer(self)
            messages.show("Posture App", _(LEFT_WITHOUT_TRAY), lambda: None)

    def show_message(self, title: str, words: str) -> bool:
        """Show a message beside the icon; returns whether it can be shown."""
        tray = self._tray
        if tray is None or not tray.icon.isVisible() or not tray.icon.supportsMessages():
            return False
        tray.icon.showMessage(title, words, tray.icon.icon())
        return True

    def make_anew(self) -> None:
        """Put a new icon in the place of the one there is, for its menu is in one language."""
        before, self._tray = self._tray, None
        if before is not None:
            before.hide()
            before.menu.deleteLater()
            before.deleteLater()
            self.attach(self._reminders)

    def _made(self) -> Tray:
        tray = Tray(self)
        tray.open_wanted.connect(self.open_wanted)
        tray.quit_wanted.connect(self.quit_wanted)
        tray.add_wanted.connect(self.add_wanted)
        tray.routine_wanted.connect(self._play)
        tray.event_wanted.connect(self._tell)
        tray.care_wanted.connect(self._read)
        tray.menu.aboutToShow.connect(self._look_at_all)
        return tray

    @Slot()
    def _look_at_all(self) -> None:
        self._routine = self._todays_routine()
        self._look()

    @Slot()
    def _look(self) -> None:
        if self._reminders is None or self._tray is None:
            return
        routine = "" if self._routine is None else self._routine.name
        now_s = self._shared.clock.read().boot_s
        can_read = self._reminders.can_read
        shown = tray_snapshot(self._reminders.state, now_s, routine, can_read=can_read)
        if shown != self._shown:
            self._shown = shown
            self._tray.show_snapshot(shown)

    def _tell_without_tray(self) -> None:
        if (
            self._window_is_shown
            and self._reminders is not None
            and not QSystemTrayIcon.isSystemTrayAvailable()
            and not self._shared.saved_state.has_said("without-tray")
        ):
            self._shared.saved_state.keep_said("without-tray")
            self._shared.notices.add(Notice(key="without-tray", text=Message(WITHOUT_TRAY)))

    # What the person wants

    @Slot(object)
    def _tell(self, event: Event) -> None:
        if self._reminders is not None:
            self._reminders.tell(event)

    @Slot()
    def _read(self) -> None:
        if self._reminders is not None:
            self._reminders.read()

    @Slot()
    def _play(self) -> None:
        self.routine_wanted.emit("" if self._routine is None else self._routine.id)
