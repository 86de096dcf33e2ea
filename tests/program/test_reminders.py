"""The breaks with the real parts behind them, not started."""

import pytest
from PySide6.QtCore import QObject

from posture_app.breaks.effects import Refused
from posture_app.breaks.reasons import Refusal, Request
from posture_app.breaks.settings import BreakSettings
from posture_app.program.reminders import make_reminders
from posture_app.reminders.engine import settings_path
from posture_app.reminders.history import HistoryInMemory


@pytest.fixture
def make(shared):
    parent = QObject()
    told = []
    shared.notices.added.connect(lambda notice: told.append((notice.key, str(notice.text))))

    def begin():
        return make_reminders(shared, parent, history=HistoryInMemory()), told

    yield begin
    parent.deleteLater()


def test_a_nudge_without_messages_is_told_in_the_window(make):
    reminders, told = make()
    reminders.nudged.emit(BreakSettings().kind("micro"))
    assert told == [
        ("breaks", "Micro-break: it has been held back for a while, and comes when it can.")
    ]


def test_settings_that_cannot_be_read_are_told_with_their_place(make, shared):
    path = settings_path(shared.data_folder)
    path.parent.mkdir(parents=True)
    path.write_text('{"idle_after_s": "long"}')
    reminders, told = make()
    assert reminders.settings == BreakSettings()
    ((key, words),) = told
    assert key == "breaks"
    assert str(path) in words
    assert "idle_after_s" in words


def test_what_cannot_be_written_is_told_in_the_window(make):
    reminders, told = make()
    reminders.noticed.emit("The disk is full.")
    reminders.refused.emit(Refused(0, Request.SKIP, Refusal.NO_BREAK))
    assert told == [("history", "The disk is full."), ("breaks", "No break is on.")]


def test_sessions_are_logged_in_the_zone_that_the_machine_has_moved_to(make, shared):
    reminders, _ = make()
    reminders.moved.emit("Asia/Tokyo")
    assert shared.local_time.zone == "Asia/Tokyo"
