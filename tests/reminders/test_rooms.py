"""Panel and page are made when they are needed, and follow the breaks from then on."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from posture_app.desk import Desk
from posture_app.reminders.rooms import Rooms
from posture_app.ui import samples
from posture_app.ui.main_window import MainWindow
from posture_app.ui.theme.theme import Theme
from posture_app.ui.tray import WITHOUT_TRAY
from tests.reminders.hand import HandClock
from tests.reminders.test_page import HandHistory, HandReminders
from tests.ui.content import LIBRARY

# The offscreen platform has no panel, and says so of every icon.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "propagateSizeHints")


class HandBreaks(QObject):
    turned = Signal(object)

    def __init__(self):
        super().__init__()
        self.reminders = None

    def turn(self, reminders):
        self.reminders = reminders
        self.turned.emit(reminders)


class HandBackstage(QObject):
    ready = Signal(object)

    def __init__(self):
        super().__init__()
        self.opened = None

    def open(self, opened):
        self.opened = opened
        self.ready.emit(opened)


class HandJournal:
    def sessions(self, *, first_day, limit):
        routine = LIBRARY.routines["neck"]
        return [samples.session(LIBRARY, number, routine) for number in range(2)]


class Stage:
    def __init__(self, qapp, qtbot, folder):
        self.breaks, self.backstage = HandBreaks(), HandBackstage()
        self.desk = Desk(folder, HandClock())
        self.desk.now = lambda: samples.NOW
        self.rooms = Rooms(self.desk, self.breaks, self.backstage)
        self.window = MainWindow(Theme(qapp))
        qtbot.addWidget(self.window)
        self.opened = SimpleNamespace(
            history=HandHistory(),
            journal=HandJournal(),
            loaded=SimpleNamespace(library=LIBRARY),
        )


@pytest.fixture
def stage(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    one = Stage(qapp, qtbot, tmp_path)
    yield one
    one.breaks.turn(None)
    if one.rooms._tray is not None:
        one.rooms._tray._tray.menu.deleteLater()


def test_there_is_no_panel_without_breaks(stage):
    stage.rooms.window_shown()
    stage.breaks.turn(None)
    assert stage.rooms._tray is None
    assert not stage.rooms.show_message("Title", "Words")


def test_a_window_that_came_first_is_told_of_the_panel(stage):
    told = []
    stage.desk.noticed.connect(lambda key, words: told.append(words))
    stage.rooms.window_shown()
    stage.breaks.turn(HandReminders())
    assert told == [WITHOUT_TRAY]


def test_the_panel_asks_for_the_window_a_routine_and_the_end(stage):
    stage.backstage.open(stage.opened)
    stage.breaks.turn(HandReminders())
    asked = []
    stage.rooms.open_wanted.connect(lambda: asked.append("open"))
    stage.rooms.quit_wanted.connect(lambda: asked.append("quit"))
    stage.rooms.routine_wanted.connect(asked.append)
    tray = stage.rooms._tray._tray
    assert tray.icon.toolTip() == "Micro-break in 30 min"
    for signal in (tray.open_wanted, tray.routine_wanted, tray.quit_wanted):
        signal.emit()
    assert asked == ["open", "neck", "quit"]


@pytest.mark.parametrize("opened_first", [True, False])
def test_the_page_is_filled_from_when_it_is_opened(stage, opened_first):
    stage.rooms.serve(stage.window)
    reminders = HandReminders()
    if opened_first:
        stage.backstage.open(stage.opened)
        stage.breaks.turn(reminders)
    assert stage.rooms._page is None
    stage.window.show()
    stage.window.open_page("breaks")
    if not opened_first:
        stage.backstage.open(stage.opened)
        stage.breaks.turn(reminders)
    page = stage.window.page("breaks")
    assert page._snapshot is not None
    assert page._snapshot.on
    assert stage.opened.history.read > 0
    stage.breaks.turn(None)
    assert page._snapshot is None  # turned off
    stage.window.close()
