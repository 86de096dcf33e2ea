"""The running program of somebody who has patients, in the workspace for a practice."""

import pytest

from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.words import catalogue
from tests.reminders.hand import HandClock
from tests.there import there


@pytest.fixture
def practice_program(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    language = catalogue.language()
    one = Program(make_shared(qapp, tmp_path / "data", HandClock()))
    one.shared.preferences.change(audience="patients")
    one.start("")
    qtbot.waitSignal(one.begun, timeout=30_000).wait()
    qapp.processEvents()
    if one.welcome.sheet is not None:
        one.welcome.sheet.reject()
    there(one.window.main).show_workspace("practice")
    yield one
    one.quit()
    if one.window.main is not None:
        one.window.main.deleteLater()
    one.deleteLater()
    catalogue.use(language)
