"""The breaks of the running program: on and off, with and without the log, lean while they wait."""

import os
import subprocess
import sys
import threading
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from posture_app.breaks.events import BreakNow, PlainEvent
from posture_app.program.breaks import RunningBreaks
from posture_app.program.loading import ContentLoader, OpenRecords
from posture_app.program.records import Records
from posture_app.reminders.buffered_history import buffer_path
from posture_app.ui.figure.widget import FigureWidget
from posture_app.ui.overlay.windows import OverlayWindow
from tests.reminders.test_buffered_history import ALWAYS
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
HEAVY = (
    "alembic",
    "annotated_types",
    "babel",
    "html",
    "numpy",
    "pydantic",
    "sqlalchemy",
    "sqlite3",
    "uuid",
    "fontpkg",
    "posture_app.body",
    "posture_app.coach",
    "posture_app.commands.parser",
    "posture_app.library",
    "posture_app.plans",
    "posture_app.program.health_sheet",
    "posture_app.program.loading",
    "posture_app.program.pages",
    "posture_app.program.welcome",
    "posture_app.ui.figure",
    "posture_app.ui.main_window",
    "posture_app.ui.overlay",
    "posture_app.ui.welcome",
)


@pytest.fixture
def records(shared):
    one = Records(shared.data_folder, shared.local_time, shared.notices)
    unwritten: list[Any] = []
    one.unwritten.connect(unwritten.append)
    yield one
    one.close_journal()
    one.close()
    one.deleteLater()
    assert unwritten == []


@pytest.fixture
def breaks(qtbot, shared, records):
    one = RunningBreaks(shared, records, records)
    yield one
    one.stop()
    shared.loudspeaker.close()


def test_a_break_loads_the_library_and_its_end_is_in_the_log(breaks, records, shared, qtbot):
    breaks.begin()
    assert breaks.are_waiting
    assert records.opened is None
    with qtbot.waitSignal(records.ready):
        breaks.reminders.tell(BreakNow("micro"))
    assert not breaks.are_waiting
    breaks.reminders.tell(PlainEvent.SKIP)
    opened: Any = there(records.opened)
    [record] = opened.history.records(*ALWAYS)
    assert (record.kind, record.result) == ("micro", "skipped")
    assert record.exercise_id
    assert not buffer_path(shared.data_folder).exists()


def test_what_ends_before_the_log_is_open_waits_beside_it(
    breaks, records, shared, qtbot, monkeypatch
):
    may_load, read = threading.Event(), ContentLoader._read

    def read_later(loader: ContentLoader) -> OpenRecords:
        may_load.wait(30)
        return read(loader)

    monkeypatch.setattr(ContentLoader, "_read", read_later)
    breaks.begin()
    breaks.reminders.tell(BreakNow("micro"))
    breaks.reminders.tell(PlainEvent.SKIP)
    assert buffer_path(shared.data_folder).exists()
    may_load.set()
    qtbot.waitUntil(lambda: not buffer_path(shared.data_folder).exists())
    assert [one.result for one in records.opened.history.records(*ALWAYS)] == ["skipped"]


def test_who_wants_no_breaks_has_none_until_they_do(breaks, records, shared, qtbot):
    shared.preferences.change(breaks=False)
    breaks.begin()
    assert breaks.reminders is None
    with qtbot.waitSignal(breaks.turned):
        shared.preferences.change(breaks=True)
    assert breaks.reminders is not None
    with qtbot.waitSignal(breaks.turned):
        shared.preferences.change(breaks=False)
    assert breaks.reminders is None


def test_who_only_waits_has_loaded_neither_log_nor_library(tmp_path):
    """Started as the computer and the program itself start it; docs/decisions/0011 has the cost."""
    program = f"""
import sys
from posture_app import cli
from posture_app.commands import window
require_qt = window.require_qt
def watched(*parts):
    from PySide6.QtCore import QTimer
    program = made(*parts)
    def waits():
        assert program.breaks.are_waiting
        QTimer.singleShot(0, program.quit)
    program.begun.connect(waits)
    return program
def require_and_watch():
    global made
    require_qt()
    from posture_app.program import start
    made, start.Program = start.Program, watched
window.require_qt = require_and_watch
assert cli.main(["--data-dir", sys.argv[1], "--hidden"]) == 0
assert "posture_app.remote.verbs" in sys.modules
print(*(name for name in sys.modules if name.startswith({HEAVY!r})))
"""
    words = [sys.executable, "-c", program, str(tmp_path / "data")]
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    found = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True, env=home)
    assert found.stdout.split() == []


def test_less_motion_reaches_a_break_that_is_on_the_screen(breaks, records, shared, qtbot):
    breaks.begin()
    with qtbot.waitSignal(records.ready):
        breaks.reminders.tell(BreakNow("micro"))
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    figures = [
        figure
        for one in shown
        if isinstance(one, OverlayWindow)
        for figure in one.findChildren(FigureWidget)
    ]
    assert figures
    assert not any(figure._reduced for figure in figures)
    shared.preferences.change(reduced_motion=True)
    assert all(figure._reduced for figure in figures)
    breaks.reminders.tell(PlainEvent.SKIP)


def test_the_next_break_speaks_the_language_that_was_chosen_meanwhile(breaks, shared):
    breaks.begin()
    breaks.reminders.tell(BreakNow("micro"))
    surfaces = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, OverlayWindow) and one.isVisible()
    ]
    assert surfaces
    breaks.reminders.tell(PlainEvent.SKIP)
    shared.preferences.change(language="de")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not any(isValid(one) for one in surfaces)  # their texts were in English


def broken(*_arguments: object, **_more: object) -> None:
    raise ZeroDivisionError


@pytest.mark.warns_in_diagnostics
def test_breaks_that_cannot_be_started_are_told_and_can_be_turned_on_again(
    breaks, shared, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr("posture_app.program.reminders.make_reminders", broken)
        breaks.begin()
    assert breaks.failed
    assert breaks.reminders is None
    assert [one.key for one in shared.notices.standing] == ["breaks-failed"]
    wanted = shared.preferences.value
    shared.preferences.take(replace(wanted, breaks=False))
    assert not breaks.failed
    shared.preferences.take(replace(wanted, breaks=True))
    assert breaks.reminders is not None


@pytest.mark.warns_in_diagnostics
def test_the_notice_of_breaks_that_failed_says_why_and_tries_again(breaks, shared, monkeypatch):
    told: list[object] = []
    breaks.turned.connect(told.append)
    with monkeypatch.context() as patched:
        patched.setattr("posture_app.program.reminders.make_reminders", broken)
        breaks.begin()
        shared.notices.do_action("breaks-failed")
    assert told == [None, None]  # who shows the breaks asks again why there are none
    notice = next(one for one in shared.notices.standing if one.key == "breaks-failed")
    assert "ZeroDivisionError" in str(notice.text)
    shared.notices.do_action("breaks-failed")
    assert breaks.reminders is not None
    assert not breaks.failed
    assert "breaks-failed" not in [one.key for one in shared.notices.standing]
