"""What the end of a session shows of the week, and what it offers for tomorrow."""

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.program.start import build
from posture_app.store.errors import LockedDatabaseError
from posture_app.store.journal import Journal
from posture_app.ui.player.week import WeekDays
from tests.there import there

ROUTINE = "andersen-2min"


@pytest.fixture
def program(qtbot, tmp_path):
    one = build(tmp_path / "data", 2000.0)
    one.start()
    qtbot.addWidget(there(one.window.main))
    qtbot.waitSignal(one.begun).wait()
    yield one
    one.quit()


def play(program, qtbot):
    view = there(program.window.player).play_routine(ROUTINE)
    view.begin(4)
    qtbot.waitUntil(lambda: view.page is view.after)
    return view.after


def test_the_end_shows_the_week_with_this_session_and_what_comes_tomorrow(program, qtbot):
    after = play(program, qtbot)
    week = after.findChild(WeekDays)
    assert week.isVisible()
    assert sum(week._done) == 1
    assert week._done[week._today]
    name = there(program.records.opened).loaded.library.routines[ROUTINE].name
    # It is the person's usual one from now on.
    assert after.findChild(QLabel, "tomorrow").text() == f"{name}, 2 min"


@pytest.mark.warns_in_diagnostics
def test_where_the_log_cannot_be_read_the_end_is_shown_without_the_week(
    program, qtbot, monkeypatch
):
    def locked(journal, *_words):
        raise LockedDatabaseError(journal._database.path)

    monkeypatch.setattr(Journal, "week", locked)
    after = play(program, qtbot)
    assert after.text.text().startswith("You did all of it")
    assert not after.findChild(WeekDays).isVisible()
