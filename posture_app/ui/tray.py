"""The icon in the panel: the time to the next break as an arc, and a menu."""

import math
import sys
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Final, Literal, assert_never

from PySide6.QtCore import QObject, QRectF, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from posture_app.breaks.events import (
    MEETING_S,
    BreakNow,
    Event,
    MeetingExtends,
    MeetingStarts,
    Pause,
    PlainEvent,
)
from posture_app.breaks.view import HoldView
from posture_app.dataclass import dataclass
from posture_app.ui.entry_kinds import MENU, EntryKind
from posture_app.ui.widgets.menu import Menu
from posture_app.words import breaks_on_screen as words
from posture_app.words.catalogue import N_, _, pgettext

TrayState = Literal[
    "counting", "away", "routine", "notice", "break", "held", "meeting", "paused", "off"
]

SIZES_PX: Final = (16, 20, 22, 24, 32, 40, 48, 64)
STEPS: Final = 60
"""The arc moves in so many steps: at 22 pixels one is about a pixel, so that less is not seen."""
ARC: Final = "#1f8f79"
TRACK: Final = "#858b88"
HELD: Final = "#b8741a"
"""Panels are light or dark whatever the theme is: each has 3:1 on white and on black."""

PAUSES: Final[Mapping[str, tuple[str, Pause]]] = {
    "15": (N_("For 15 minutes"), Pause(900.0)),
    "30": (N_("For 30 minutes"), Pause(1800.0)),
    "60": (N_("For an hour"), Pause(3600.0)),
    "tomorrow": (N_("Until tomorrow"), Pause(until_tomorrow=True)),
    "open": (N_("Until I resume"), Pause()),
}
"""What a person can pause for, here and on the Breaks page: a key, its words and what is told."""
READING: Final = N_("I am reading, count me as active")
WITHOUT_TRAY: Final = N_(
    "This desktop shows no icons in its panel. Breaks come all the same, also when this window is "
    "closed: start the program again to open it, or use the command line (posture-app --help) to "
    "pause or change them. Ctrl+Q quits."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraySnapshot:
    """What the icon, its tooltip and its menu show.

    Attributes:
        state: What the breaks are doing.
        next_name: The break that comes next, or the one at hand; "" if none comes.
        next_in_s: In how long it comes, or how long the one at hand still lasts.
        every_s: Its interval, or its length: the whole of the arc.
        held_by: What holds breaks back; also while none is due yet.
        until: Until when breaks are paused or a meeting lasts, in local time; None for no end.
        until_tomorrow: Whether that is tomorrow.
        kinds: Ids and names of what "break now" offers.
        can_snooze: Whether there is a break to put off, and it may be.
        can_read: Whether the break at hand has something to take care of.
        can_skip: Whether there is a break to skip, and a click is enough for that.
        reading: Whether the person has said that they read, and counts as active while still.
        routine: The name of today's routine; "" where it is not known yet.
    """

    state: TrayState
    next_name: str = ""
    next_in_s: float = 0.0
    every_s: float = 0.0
    held_by: tuple[HoldView, ...] = ()
    until: datetime | None = None
    until_tomorrow: bool = False
    kinds: tuple[tuple[str, str], ...] = ()
    can_snooze: bool = False
    can_skip: bool = False
    can_read: bool = False
    reading: bool = False
    routine: str = ""

    @property
    def share(self) -> float:
        """What is left of the arc, from 1 to 0."""
        return min(1.0, max(0.0, self.next_in_s / self.every_s)) if self.every_s > 0 else 0.0


def tooltip(shown: TraySnapshot) -> str:
    """The state in one line, exact to the minute."""
    match shown.state:
        case "counting":
            return words.next_break(shown.next_name, shown.next_in_s, shown.held_by)
        case "away":
            return _("You are away: nothing is counted")
        case "routine":
            return _("You are doing a routine: nothing is counted")
        case "notice":
            return _("{name} in a moment").format(name=shown.next_name)
        case "break":
            return words.running_break(shown.next_name, shown.next_in_s)
        case "held":
            return words.held_break(shown.held_by)
        case "meeting":
            return words.in_meeting(shown.until)
        case "paused":
            return words.paused(shown.until, tomorrow=shown.until_tomorrow)
        case "off":
            return _("Outside of your work hours")
        case _:
            assert_never(shown.state)


def tray_icon(state: TrayState, step: int) -> QIcon:
    """The icon at every size that a panel may ask for; `step` of `STEPS` is what is left."""
    icon = QIcon()
    for size in SIZES_PX:
        icon.addPixmap(_pixmap(state, step, size))
    return icon


class Tray(QObject):
    """The icon and its menu. Works without a panel, too: it is then only not seen.

    Signals:
        event_wanted: What the breaks are to be told, an `Event`.
        add_wanted: An entry of this `EntryKind` is to be added to the journal.
        care_wanted, routine_wanted, open_wanted, quit_wanted: The person asked for it.
    """

    event_wanted = Signal(object)
    add_wanted = Signal(object)
    care_wanted = Signal()
    routine_wanted = Signal()
    open_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon_key: tuple[TrayState, int] | None = None
        self._kinds: tuple[tuple[str, str], ...] = ()
        self.icon = QSystemTrayIcon(self)
        self.menu: QMenu = Menu()
        # The first line says what a tooltip would: many panels show none.
        self._status = self.menu.addAction("")
        self._status.setObjectName("status")
        self._status.setEnabled(False)
        self.menu.addSeparator()
        self._breaks = self.menu.addMenu(_("Break now"))
        self._done = self._tells("done", pgettext("a break", "Done"), PlainEvent.DONE)
        self._snooze = self._tells("snooze", pgettext("put off", "Later"), PlainEvent.SNOOZE)
        self._skip = self._tells("skip", _("Skip"), PlainEvent.SKIP)
        self._care = self._add(self.menu, "care", _("When to stop"), self.care_wanted)
        self.menu.addSeparator()
        meets = MeetingStarts(MEETING_S)
        self._meeting = self._tells("meeting", _("In a meeting for 30 minutes"), meets)
        longer = MeetingExtends(MEETING_S)
        self._longer = self._tells("meeting-longer", _("30 minutes longer"), longer)
        self._meeting_end = self._tells(
            "meeting-end", _("The meeting is over"), PlainEvent.MEETING_ENDS
        )
        self._reading = self._add(self.menu, "reading", _(READING))
        self._reading.setCheckable(True)
        self._reading.triggered.connect(self._read)
        self._pause = self.menu.addMenu(pgettext("hold breaks back", "Pause"))
        for key, (label, pause) in PAUSES.items():
            self._tells(f"pause-{key}", _(label), pause, self._pause)
        self._resume = self._tells(
            "resume", pgettext("let breaks come again", "Resume"), PlainEvent.UNPAUSE
        )
        self.menu.addSeparator()
        self._entries = self.menu.addMenu(pgettext("to the log", "Add"))
        for kind, label in MENU.items():
            action = self._add(self._entries, f"add-{kind}", _(label))
            action.triggered.connect(partial(self._want_entry, kind))
        self._routine = self._add(self.menu, "routine", _("Today's routine"), self.routine_wanted)
        self._add(self.menu, "open", pgettext("the window", "Open"), self.open_wanted)
        self._add(self.menu, "quit", _("Quit"), self.quit_wanted)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)

    def show(self) -> None:
        """Appear in the panel."""
        self.icon.show()

    def hide(self) -> None:
        """Leave the panel; some keep an icon whose program has gone."""
        self.icon.hide()

    def show_snapshot(self, shown: TraySnapshot) -> None:
        """Show this; the icon is drawn anew only when something of it is seen to move."""
        step = math.ceil(shown.share * STEPS) if shown.state in _ARCS else 0
        key = shown.state, step
        if key != self._icon_key:
            self._icon_key = key
            self.icon.setIcon(tray_icon(*key))
        line = tooltip(shown)
        if line != self.icon.toolTip():
            self.icon.setToolTip(line)
            self._status.setText(line.replace("&", "&&"))
        self._show_menu(shown)

    def _show_menu(self, shown: TraySnapshot) -> None:
        if shown.kinds != self._kinds:
            self._kinds = shown.kinds
            self._breaks.clear()
            for kind, name in shown.kinds:
                self._tells(f"break-{kind}", name.replace("&", "&&"), BreakNow(kind), self._breaks)
        self._breaks.menuAction().setEnabled(bool(shown.kinds) and shown.state != "break")
        self._done.setVisible(shown.state == "break")
        self._snooze.setVisible(shown.can_snooze)
        self._skip.setVisible(shown.can_skip)
        self._care.setVisible(shown.can_read)
        meeting, paused = shown.state == "meeting", shown.state == "paused"
        self._meeting.setVisible(not meeting)
        self._longer.setVisible(meeting)
        self._meeting_end.setVisible(meeting)
        self._reading.setChecked(shown.reading)
        self._pause.menuAction().setVisible(not paused)
        self._resume.setVisible(paused)
        named = _("Today's routine")
        if shown.routine:
            named = _("Today's routine: {name}").format(name=shown.routine)
        if self._routine.text() != named.replace("&", "&&"):
            self._routine.setText(named.replace("&", "&&"))

    def _add(
        self, menu: QMenu, name: str, label: str, signal: SignalInstance | None = None
    ) -> QAction:
        action = menu.addAction(label)
        action.setObjectName(name)
        if signal is not None:
            action.triggered.connect(signal)
        return action

    def _tells(self, name: str, label: str, event: Event, menu: QMenu | None = None) -> QAction:
        action = self._add(menu or self.menu, name, label)
        action.triggered.connect(partial(self._tell, event))
        return action

    def _tell(self, event: Event, *_checked: bool) -> None:
        self.event_wanted.emit(event)

    def _want_entry(self, kind: EntryKind, *_checked: bool) -> None:
        self.add_wanted.emit(kind)

    @Slot(bool)
    def _read(self, reading: bool) -> None:
        self.event_wanted.emit(PlainEvent.READING_STARTS if reading else PlainEvent.READING_ENDS)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On macOS the click that opens the menu is told as this one, too.
        if reason == QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.open_wanted.emit()


_ARCS: Final[frozenset[TrayState]] = frozenset({"counting", "notice", "break"})


def _pixmap(state: TrayState, step: int, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Whole pixels, so that the ring is as crisp as it can be; thin, as on the breaks themselves.
    width = max(2, round(size / 10))
    edge = width / 2 + (1 if size >= 20 else 0)
    box = QRectF(0, 0, size, size).adjusted(edge, edge, -edge, -edge)
    pen = QPen(QColor(TRACK), max(1, width // 2), c=Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawEllipse(box)
    if state in _ARCS and step > 0:
        painter.setPen(QPen(QColor(ARC), width, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(box, 90 * 16, round(step / STEPS * 360 * 16))
    painter.setPen(Qt.PenStyle.NoPen)
    _paint_middle(painter, state, size)
    painter.end()
    return pixmap


def _paint_middle(painter: QPainter, state: TrayState, size: int) -> None:
    """The state's sign: a shape of its own each, as colour alone would not tell everybody."""
    middle = size / 2
    unit = max(1, round(size / 16))
    if state in {"paused", "meeting"}:
        painter.setBrush(QColor(HELD if state == "meeting" else TRACK))
        for left in (middle - 3 * unit, middle + unit):
            painter.drawRoundedRect(QRectF(left, middle - 3 * unit, 2 * unit, 6 * unit), unit, unit)
    elif state == "held":
        painter.setBrush(QColor(HELD))
        square = QRectF(middle - 2.5 * unit, middle - 2.5 * unit, 5 * unit, 5 * unit)
        painter.drawRoundedRect(square, unit, unit)
    elif state in {"notice", "break"}:
        from posture_app.ui.app_icon import paint_seated  # noqa: PLC0415 - seldom needed

        paint_seated(painter, ARC, size)
    elif state == "off":
        painter.setBrush(QColor(TRACK))
        painter.drawRoundedRect(QRectF(middle - 3 * unit, middle - unit, 6 * unit, 2 * unit), 1, 1)
