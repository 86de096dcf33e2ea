"""The breaks with the real parts behind them, not started."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from posture_app.breaks.effects import Refused
from posture_app.breaks.reasons import Refusal, Request
from posture_app.breaks.settings import BreakSettings
from posture_app.desk import Desk
from posture_app.reminders.engine import settings_path
from posture_app.reminders.history import Memory
from posture_app.reminders.making import make_reminders
from posture_app.ui.theme.theme import Theme
from tests.reminders.hand import HandClock


@pytest.fixture
def make(qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    parent = QObject()
    parent.desk = desk = Desk(tmp_path, HandClock())
    told = []
    desk.noticed.connect(lambda key, words: told.append((key, words)))

    def begin():
        qt = QApplication.instance()
        return make_reminders(qt, desk, Theme(qt), parent, history=Memory()), told

    yield begin
    parent.deleteLater()


def test_a_nudge_without_messages_is_told_in_the_window(make):
    reminders, told = make()
    reminders.nudged.emit(BreakSettings().kind("micro"))
    assert told == [
        ("breaks", "Micro-break: it has been held back for a while, and comes when it can.")
    ]


def test_settings_that_cannot_be_read_are_told_with_their_place(make, tmp_path):
    settings_path(tmp_path).parent.mkdir(parents=True)
    settings_path(tmp_path).write_text('{"idle_after_s": "long"}')
    reminders, told = make()
    assert reminders.settings == BreakSettings()
    ((key, words),) = told
    assert key == "breaks"
    assert str(settings_path(tmp_path)) in words
    assert "idle_after_s" in words


def test_what_cannot_be_written_is_told_in_the_window(make):
    reminders, told = make()
    reminders.noticed.emit("The disk is full.")
    reminders.refused.emit(Refused(0, Request.SKIP, Refusal.NO_BREAK))
    assert told == [("history", "The disk is full."), ("breaks", "No break is on.")]


def test_sessions_are_logged_in_the_zone_that_the_machine_has_moved_to(make):
    reminders, _ = make()
    reminders.moved.emit("Asia/Tokyo")
    assert reminders.parent().desk.time_zone == "Asia/Tokyo"
