"""A plan's file is opened by a double click: in a new copy, or in the one that runs."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent

from posture_app import cli
from posture_app.plans import is_plan
from posture_app.program.start import Application, build
from posture_app.program.welcome import WELCOMED
from posture_app.ui.plan_sheet import PlanSheet
from tests.program.test_plan_sheet import plan, written
from tests.program.test_window import boxes, window
from tests.there import there

__all__ = ("boxes", "plan", "window")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a.postureplan"], (None, "a.postureplan")),
        (["/x/A B.POSTUREPLAN"], (None, "/x/A B.POSTUREPLAN")),
        (["--data-dir", "d", "a.postureplan"], (Path("d"), "a.postureplan")),
    ],
)
def test_a_file_alone_is_opened_in_the_window(words, expected, monkeypatch):
    found = []

    def open_window(folder, plan):
        found.append((folder, str(plan)))
        return 0

    monkeypatch.setattr(cli, "open_window", open_window)
    assert cli.main(words) == 0
    assert found == [expected]


@pytest.mark.parametrize("word", ["--x.postureplan", "postureplan", "a.json", "", "a.postureplan "])
def test_what_is_no_plan_is_not_taken_for_one(word):
    assert not is_plan(word)


@pytest.mark.slow
def test_it_is_shown_when_the_window_is_filled(window, plan, tmp_path, qtbot):
    run = window()
    run.program.open_plan(written(plan, tmp_path))
    assert run.program.window.shows_plan
    sheets = there(run.program.window._plans)
    qtbot.waitUntil(lambda: sheets.sheet is not None)
    assert isinstance(sheets.sheet, PlanSheet)
    assert there(run.program.records.opened).log.plans.history() == []
    sheets.sheet.reject()
    assert not run.program.window.shows_plan


@pytest.mark.slow
def test_at_the_first_start_the_welcome_waits_while_a_plan_is_shown(plan, tmp_path, qtbot, boxes):
    program = build(tmp_path / "data")
    program.start()
    program.window.open_plan(written(plan, tmp_path))
    qtbot.addWidget(program.window.main)
    qtbot.waitUntil(lambda: program.window.shows_plan)
    sheets = there(program.window._plans)
    qtbot.waitUntil(lambda: sheets.sheet is not None)
    assert program.welcome.sheet is None
    assert not program.shared.saved_state.has_said(WELCOMED)
    program.quit()


@pytest.mark.slow
def test_in_a_session_it_waits_until_the_end(window, plan, tmp_path, qtbot):
    run = window(speed=20.0)
    view = there(run.player.play_routine("desk-reset-60"))
    run.program.open_plan(written(plan, tmp_path))
    assert not run.program.window.shows_plan
    view.closed.emit()
    qtbot.waitUntil(lambda: run.program.window.shows_plan)


def test_macos_hands_a_file_over_as_an_event(qapp, tmp_path, monkeypatch):
    opened: list[Path] = []
    event = QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "a.postureplan")))
    assert event.type() == QEvent.Type.FileOpen

    class Hears:
        opens_by = staticmethod(opened.append)
        ends_by = None

    assert Application.event(cast("Application", Hears()), event)
    assert opened == [tmp_path / "a.postureplan"]
