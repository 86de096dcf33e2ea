"""What is told late: when the window is gone that would show it, or the program is at its end."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from posture_app.desktop.diagnostics import Diagnostics
from posture_app.errors import sentence
from posture_app.reminders.engine import load_settings
from posture_app.store.errors import DiskFullError
from posture_app.store.journal import Journal
from posture_app.ui.player.commands import PlayerCommand
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")

PAGES = ("today", "move", "body", "breaks", "progress", "settings")


@pytest.fixture
def program(new_program):
    return new_program


def begin(program, qtbot):
    program.start()
    with qtbot.waitSignal(program.begun):
        pass


def go_round():
    """Let the event loop carry out what waits in it, deletions first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def everything(program):
    """What can still be told when a window is gone; the name says which one failed."""
    shared, records = program.shared, program.records
    health = shared.health
    settings, _problem = load_settings(shared.data_folder)
    return {
        "a notice": lambda: shared.notices.warn("sound", sentence("No sound.")),
        "no sound": lambda: shared.loudspeaker._fail(sentence("No sound.")),
        "a preference": lambda: shared.preferences.change(muted=True, reduced_motion=True),
        "health": lambda: (health.take(health.value), health.changed.emit(health.value)),
        "a change of the log": records.note_change,
        "the library": lambda: records.ready.emit(records.opened),
        "a failure": lambda: records.failed.emit(DiskFullError(shared.data_folder)),
        "the breaks": program.breaks.reminders.look,
        "other breaks": lambda: program.breaks.reminders.change_settings(settings),
        "no breaks": lambda: shared.preferences.change(breaks=False),
        "another language": lambda: shared.preferences.change(language="de"),
        "the end": program.quit,
    }


@pytest.mark.warns_in_diagnostics
@pytest.mark.parametrize("state", ["before", "playing", "hurting", "pages"])
def test_what_comes_when_the_window_is_gone_reaches_nobody(program, qtbot, state):
    begin(program, qtbot)
    main = program.window.main
    for key in PAGES:
        main.open_page(key)
        go_round()
    if state != "pages":
        view = there(program.window.player.play_routine("desk-reset-60"))
        if state != "before":
            view.begin(4)
        if state == "hurting":
            view.session_view.wanted.emit(PlayerCommand.HURT)
    main.deleteLater()
    go_round()
    assert program.window.main is None
    for name, tell in everything(program).items():
        with qtbot.captureExceptions() as raised:
            tell()
            go_round()
        assert raised == [], name


def test_what_was_read_last_is_closed_again_at_the_end(program, qtbot, monkeypatch):
    """The end waits for the thread, which tells of it only when the loop comes round."""
    closed: list[Any] = []
    close = Journal.close

    def closing(journal):
        close(journal)
        closed.append(journal)

    monkeypatch.setattr(Journal, "close", closing)
    program.start()
    with qtbot.waitSignal(program.window.shown):
        pass
    filled: list[Any] = []
    program.records.ready.connect(filled.append)
    program.quit()
    qtbot.waitUntil(lambda: bool(closed))
    go_round()
    assert program.records.opened is None
    assert filled == []


def test_who_ends_the_program_as_it_appears_ends_it(program, qtbot, tmp_path):
    """What comes after the first paint is not begun any more, nor counts as a crash next time."""
    program.start()
    program.window.main.grab()
    assert program.window._was_painted
    program.quit()
    with qtbot.assertNotEmitted(program.window.shown, wait=50):
        go_round()
    assert program.records._loading is None
    next_time = Diagnostics(tmp_path / "data")
    assert not next_time.start()
    next_time.close()


def test_the_language_of_a_program_that_has_ended_loads_nothing(program, qtbot):
    begin(program, qtbot)
    main = program.window.main
    program.quit()
    program.shared.preferences.change(language="de")
    go_round()
    assert program.window.main is main
