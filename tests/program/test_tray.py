"""The breaks in the panel: what is shown of the scheduler's state, and what the menu does."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from posture_app.breaks import scheduler
from posture_app.breaks.events import (
    BreakNow,
    LastInput,
    MeetingExtends,
    MeetingStarts,
    Pause,
    PlainEvent,
)
from posture_app.breaks.hours import HoursRange
from posture_app.breaks.settings import BreakKind, BreakSettings
from posture_app.program import tray as controller_module
from posture_app.program.shared import make_shared
from posture_app.program.tray import LEFT, LEFT_WITHOUT_TRAY, TrayController, tray_snapshot
from posture_app.ui import tray as tray_module
from posture_app.ui.tray import WITHOUT_TRAY, tooltip, tray_icon
from tests.reminders.hand import HandClock
from tests.ui.content import LIBRARY

# The offscreen platform has no panel, and says so of every icon.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "propagateSizeHints")

NINE_MS = 1772442000000  # 2 March 2026, a Monday, 9:00 in UTC


class Day:
    """A scheduler's state from nine o'clock on, with a person who types."""

    def __init__(self, settings=None):
        self.now_s = 1000.0
        self.state = scheduler.start(settings or BreakSettings(), self.now_s, NINE_MS, "UTC")

    def go(self, seconds):
        self.now_s += seconds
        self.state, _ = scheduler.advance(self.state, self.now_s)

    def tell(self, event):
        self.state, _ = scheduler.apply(self.state, event, self.now_s)

    def shown(self, later_s=0):
        return tray_snapshot(self.state, self.now_s + later_s, "Neck")

    def words(self):
        return tooltip(self.shown())


def test_it_counts_in_whole_minutes():
    day = Day()
    day.go(600)
    shown = day.shown()
    assert (shown.state, shown.next_name, shown.next_in_s) == ("counting", "Micro-break", 1200)
    assert shown.every_s == 1800
    assert shown.kinds == (("micro", "Micro-break"), ("movement", "Movement break"))
    assert shown.routine == "Neck"
    assert day.shown(1) == day.shown(30)
    assert day.shown(61) != day.shown(30)


def test_notice_and_break_tell_what_is_at_hand():
    day = Day()
    day.go(1785)
    shown = day.shown()
    assert (shown.state, shown.next_in_s, shown.every_s) == ("notice", 20, 20)
    assert shown.can_snooze
    assert shown.can_skip
    day.go(15)
    shown = day.shown()
    assert (shown.state, shown.next_name, shown.next_in_s) == ("break", "Micro-break", 60)
    assert shown.every_s == 60
    day.go(31)
    assert day.shown().next_in_s == 30


def test_who_plays_a_routine_is_not_said_to_be_away():
    day = Day()
    day.tell(PlainEvent.SESSION_STARTS)
    day.go(30)
    assert day.shown().state == "routine"
    assert day.words() == "You are doing a routine: nothing is counted"
    day.tell(PlainEvent.SESSION_ENDS)
    assert day.shown().state != "routine"


def test_a_strict_break_is_not_skipped_with_a_click():
    strict = replace(BreakSettings().kinds[0], strictness="strict")
    day = Day(BreakSettings(kinds=(strict,)))
    day.go(1785)
    assert not day.shown().can_skip
    day.go(20)
    assert day.shown().state == "break"
    assert not day.shown().can_skip
    assert not Day().shown().can_skip


def test_a_break_that_was_put_off_counts_down_to_its_return():
    day = Day()
    day.go(1785)
    day.tell(PlainEvent.SNOOZE)
    shown = day.shown()
    assert (shown.next_in_s, shown.every_s, shown.state) == (300, 300, "counting")
    assert not shown.can_snooze


def test_a_hold_tells_its_reason_before_a_break_is_due_and_after():
    day = Day()
    day.go(1500)
    day.tell(PlainEvent.CALL_STARTS)
    assert day.words() == "Micro-break in 5 min, held back by a call since 09:25"
    day.go(400)
    day.tell(PlainEvent.SHARING_STARTS)
    assert day.shown().state == "held"
    assert day.words() == ("Break held back: a call since 09:25 and a shared screen since 09:31")
    day.tell(PlainEvent.CALL_ENDS)
    assert day.words() == "Break held back: a shared screen since 09:31"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Pause(900), "Breaks are paused until 09:20"),
        (Pause(), "Breaks are paused"),
        (Pause(until_tomorrow=True), "Breaks are paused until tomorrow, 06:00"),
        (MeetingStarts(1800), "In a meeting until 09:35"),
        (MeetingExtends(600), "In a meeting until 09:15"),
    ],
)
def test_what_the_person_asked_for_tells_its_end(event, words):
    day = Day()
    day.go(300)
    day.tell(event)
    assert day.words() == words


def test_a_pause_that_is_over_is_not_told_while_it_settles():
    day = Day()
    day.tell(Pause())
    day.tell(PlainEvent.UNPAUSE)
    assert day.shown().state == "counting"
    assert day.shown().held_by == ()


def test_outside_of_the_hours_and_away():
    evenings = BreakSettings(work=((HoursRange(18 * 60, 20 * 60),),) * 7)
    assert Day(evenings).words() == "Outside of your work hours"
    day = Day()
    day.tell(LastInput(day.now_s))
    day.go(400)
    assert day.words() == "You are away: nothing is counted"


def test_without_a_kind_that_is_on_none_is_ahead():
    off = replace(BreakSettings().kinds[0], on=False)
    day = Day(BreakSettings(kinds=(off,)))
    assert day.words() == "No break ahead"
    assert day.shown().kinds == (("micro", "Micro-break"),)


class HandReminders(QObject):
    """What the room is attached to, told by hand."""

    changed = Signal()
    can_read = False

    def __init__(self, day):
        super().__init__()
        self.day = day
        self.told = []
        self.was_read = False

    def read(self):
        self.was_read = True

    @property
    def state(self):
        return self.day.state

    def tell(self, event):
        self.told.append(event)


@pytest.fixture
def panel(monkeypatch):
    """Whether there is a panel for icons."""
    there = [True]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: there[0])
    return there


@pytest.fixture
def messages(monkeypatch):
    told = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *words: told.append(words[1]))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda *_: True)
    return told


@pytest.fixture
def system_messages(monkeypatch):
    """What the desktop's own service is asked to show."""
    told = []

    class Messages:
        def show(self, title, words, otherwise, *, silent=False):
            told.append(words)

    make = "notifications_of_this_computer"
    monkeypatch.setattr(controller_module, make, lambda _parent: Messages())
    return told


@pytest.fixture
def rooms(qapp, tmp_path, panel, messages, system_messages):
    made = []

    def make():
        clock = HandClock()
        room: Any = TrayController(
            make_shared(qapp, tmp_path, clock), lambda: LIBRARY.routines["neck"]
        )
        room.day = Day()
        room.clock = clock
        made.append(room)
        return room

    yield make
    for room in made:
        room.attach(None)
        if room._tray is not None:
            room._tray.menu.deleteLater()


def go(room, reminders, seconds):
    room.clock.go(seconds)
    room.day.go(seconds)
    reminders.changed.emit()


def test_the_icon_is_there_as_long_as_there_are_breaks(rooms):
    room = rooms()
    reminders = HandReminders(room.day)
    room.attach(reminders)
    icon = room._tray.icon
    assert icon.isVisible()
    assert icon.toolTip() == "Micro-break in 30 min"
    go(room, reminders, 600)
    assert icon.toolTip() == "Micro-break in 20 min"
    room.attach(None)
    assert not icon.isVisible()
    go(room, reminders, 600)
    assert icon.toolTip() == "Micro-break in 20 min"


def test_an_hour_of_looks_draws_it_once_a_minute_at_most(rooms, monkeypatch):
    room = rooms()
    kinds = (BreakKind(id="long", name="Long", every_s=7200, length_s=300),)
    room.day = Day(BreakSettings(kinds=kinds))
    reminders = HandReminders(room.day)
    room.attach(reminders)
    drawn = []

    def draw(*key):
        drawn.append(key)
        return tray_icon(*key)

    monkeypatch.setattr(tray_module, "tray_icon", draw)
    for _ in range(360):
        go(room, reminders, 10)
    assert 20 <= len(drawn) <= 60


def test_the_menu_reaches_the_scheduler(rooms):
    room = rooms()
    reminders = HandReminders(room.day)
    room.attach(reminders)
    tray = room._tray
    wanted = [
        BreakNow("micro"),
        PlainEvent.SNOOZE,
        PlainEvent.SKIP,
        PlainEvent.DONE,
        Pause(900),
        PlainEvent.UNPAUSE,
        MeetingStarts(1800),
        PlainEvent.MEETING_ENDS,
        PlainEvent.READING_STARTS,
        PlainEvent.READING_ENDS,
    ]
    for event in wanted:
        tray.event_wanted.emit(event)
    assert reminders.told == wanted
    tray.care_wanted.emit()
    assert reminders.was_read
    asked = []
    room.open_wanted.connect(lambda: asked.append("open"))
    room.quit_wanted.connect(lambda: asked.append("quit"))
    room.routine_wanted.connect(asked.append)
    tray.open_wanted.emit()
    tray.quit_wanted.emit()
    tray.routine_wanted.emit()
    room._todays_routine = lambda: None
    tray.menu.aboutToShow.emit()
    tray.routine_wanted.emit()
    assert asked == ["open", "quit", "neck", ""]


def test_that_it_goes_on_is_said_once_and_never_again(rooms, messages, system_messages):
    room = rooms()
    room.attach(HandReminders(room.day))
    room.window_left()
    room.window_left()
    again = rooms()
    again.attach(HandReminders(again.day))
    again.window_left()
    assert messages == [LEFT]
    assert system_messages == []


def test_without_a_panel_it_is_said_once_in_the_window_and_once_when_it_closes(
    rooms, panel, messages, system_messages
):
    panel[0] = False
    room = rooms()
    told = []
    room._shared.notices.added.connect(lambda notice: told.append(str(notice.text)))
    room.attach(HandReminders(room.day))
    assert told == []  # nobody would see it, and a panel may come
    room.window_shown()
    assert told == [WITHOUT_TRAY]
    room.window_left()
    again = rooms()
    again._shared.notices.added.connect(lambda notice: told.append(str(notice.text)))
    again.window_shown()
    again.attach(HandReminders(again.day))
    again.window_left()
    assert told == [WITHOUT_TRAY]
    assert messages == []
    assert system_messages == [LEFT_WITHOUT_TRAY]


def test_without_breaks_nothing_is_said_of_the_panel(rooms, panel):
    panel[0] = False
    room = rooms()
    told = []
    room._shared.notices.added.connect(lambda notice: told.append(str(notice.text)))
    room.window_shown()
    assert told == []


def test_the_routine_is_asked_for_when_the_menu_opens(rooms):
    room = rooms()
    reminders = HandReminders(room.day)
    asked = []

    def routine():
        asked.append(1)
        return LIBRARY.routines["back"]

    room._todays_routine = routine
    room.attach(reminders)
    for _ in range(10):
        go(room, reminders, 60)
    assert len(asked) == 1
    room._tray.menu.aboutToShow.emit()
    assert len(asked) == 2
    assert room._shown.routine == LIBRARY.routines["back"].name


def test_a_message_is_shown_only_beside_an_icon(rooms, messages):
    room = rooms()
    assert not room.show_message("Title", "Words")
    room.attach(HandReminders(room.day))
    assert room.show_message("Title", "Words")
    room.attach(None)
    assert not room.show_message("Title", "Words")
    assert messages == ["Words"]
