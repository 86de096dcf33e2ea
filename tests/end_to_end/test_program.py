"""The whole program in this process: window, breaks and what goes on without the window."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from posture_app import bootstrap
from posture_app.app import BREAKS_ARE_ON
from posture_app.desk import Desk
from posture_app.desktop.clock import SystemClock

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(bootstrap, "UNUSED_MS", 0)
    made = []

    def start(**words):
        one = bootstrap.Program(Desk(tmp_path / "data", SystemClock()))
        made.append(one)
        one.start(**words)
        if one.app is not None:
            qtbot.addWidget(one.app.window)
            qtbot.waitSignal(one.app.ready, timeout=30_000).wait()
        return one

    yield start
    for one in made:
        if not one.starts_over:
            one.quit()
        one.deleteLater()


def words(program):
    page = program.app.window.page("today")
    return [label.text() for label in page.findChildren(QLabel)]


def test_breaks_are_on_and_that_is_said_once(program, qtbot):
    first = program()
    assert first.breaks.reminders is not None
    assert BREAKS_ARE_ON in words(first)
    page = first.app.window.page("today")
    buttons = page.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Open Breaks").click()
    assert first.app.window.open_page_key == "breaks"
    first.quit()
    assert BREAKS_ARE_ON not in words(program())


def test_a_closed_window_lets_the_program_start_over(program, qtbot):
    one = program()
    one.app.window.close()
    qtbot.waitUntil(lambda: one.starts_over, timeout=10_000)
    assert one.breaks.reminders is None  # what it knew is kept for the next life


def test_a_window_that_is_opened_again_in_time_stays(program, qtbot, monkeypatch):
    one = program()
    one.app.window.close()
    one.show()
    qtbot.waitUntil(lambda: not one._unused.isActive())
    assert not one.starts_over
    assert one.app.window.isVisible()


def test_a_program_that_waits_opens_its_window_when_it_is_asked_to(program, qtbot):
    one = program(hidden=True)
    assert one.app is None
    one.show()
    with qtbot.waitSignal(one.app.ready, timeout=30_000):
        pass
    qtbot.addWidget(one.app.window)
    assert one.app.window.isVisible()


def test_without_breaks_a_hidden_start_opens_the_window(program, tmp_path):
    folder = tmp_path / "data" / "settings"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"version": 1, "breaks": false}')
    one = program(hidden=True)
    assert one.app.window.isVisible()
    assert one.breaks.reminders is None
