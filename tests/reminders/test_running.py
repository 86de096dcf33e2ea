"""The breaks of the running program: on and off, with and without the log, lean while they wait."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication

from posture_app.backstage import Backstage
from posture_app.breaks.events import BreakNow, PlainEvent
from posture_app.desk import Desk
from posture_app.desktop.settings import Settings, write_settings
from posture_app.reminders.outbox import outbox_path
from posture_app.reminders.running import Breaks
from posture_app.ui.theme.theme import Theme
from tests.reminders.hand import HandClock
from tests.reminders.test_outbox import ALWAYS

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
HEAVY = (
    "sqlalchemy",
    "pydantic",
    "posture_app.coach",
    "posture_app.ui.overlay",
    "posture_app.ui.main_window",
    "alembic",
)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    return Desk(tmp_path / "data", HandClock())


@pytest.fixture
def breaks(qtbot, desk):
    qt = QApplication.instance()
    backstage = Backstage(desk)
    one = Breaks(qt, desk, Theme(qt), backstage, backstage)
    yield one
    one.stop()
    assert backstage.close_journal() == ""
    backstage.close()
    backstage.deleteLater()


def test_a_break_loads_the_library_and_its_end_is_in_the_log(breaks, desk, qtbot):
    breaks.begin()
    assert breaks.are_waiting
    backstage = breaks.parent()
    assert backstage.opened is None
    with qtbot.waitSignal(backstage.ready, timeout=30_000):
        breaks.reminders.tell(BreakNow("micro"))
    assert not breaks.are_waiting
    breaks.reminders.tell(PlainEvent.SKIP)
    [record] = backstage.opened.history.records(*ALWAYS)
    assert (record.kind, record.result) == ("micro", "skipped")
    assert record.exercise_id
    assert not outbox_path(desk.data_folder).exists()


def test_what_ends_before_the_log_is_open_waits_beside_it(breaks, desk, qtbot):
    breaks.begin()
    backstage = breaks.parent()
    breaks.reminders.tell(BreakNow("micro"))  # loading takes longer than the two calls
    breaks.reminders.tell(PlainEvent.SKIP)
    assert outbox_path(desk.data_folder).exists()
    qtbot.waitUntil(lambda: not outbox_path(desk.data_folder).exists(), timeout=30_000)
    assert [one.result for one in backstage.opened.history.records(*ALWAYS)] == ["skipped"]


def test_who_wants_no_breaks_has_none_until_they_do(breaks, desk, qtbot):
    write_settings(desk.data_folder, Settings(breaks=False))
    desk.settings = Settings(breaks=False)
    breaks.begin()
    assert breaks.reminders is None
    with qtbot.waitSignal(breaks.turned):
        breaks.want(wanted=True)
    assert breaks.reminders is not None
    with qtbot.waitSignal(breaks.turned):
        breaks.want(wanted=False)
    assert breaks.reminders is None


def test_who_only_waits_has_loaded_neither_log_nor_library(tmp_path):
    program = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from posture_app.bootstrap import Program
from posture_app.desk import Desk
from posture_app.desktop.clock import SystemClock
program = Program(Desk(Path(sys.argv[1]), SystemClock()))
program.start(hidden=True)
assert program.breaks.are_waiting
QTimer.singleShot(0, program.quit)
program.run()
print(*(name for name in sys.modules if name.startswith({HEAVY!r})))
"""
    words = [sys.executable, "-c", program, str(tmp_path / "data")]
    found = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.split() == []
