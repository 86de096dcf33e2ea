"""The shared parts of a program, with a clock that is set by hand."""

import pytest

from posture_app.desktop.clock import ClockReading, SystemClock
from posture_app.program import start
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.words import catalogue
from tests import languages
from tests.reminders.hand import START, HandClock
from tests.there import there


class MorningClock:
    """Goes on as the machine's does, from the same morning at each test.

    What is played has to see the time pass; which day it is, and how near to its end, is not the
    machine's to say.
    """

    def __init__(self):
        self._began = SystemClock().read()

    def read(self):
        now = SystemClock().read()
        return ClockReading(START.wall + (now.wall - self._began.wall), now.monotonic_s, now.boot_s)


@pytest.fixture(autouse=True)
def language_as_before(qapp):
    yield from languages.as_before(qapp)


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    monkeypatch.setattr(start, "SystemClock", MorningClock)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def shared(qapp, tmp_path, clock, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    before = catalogue.language()
    one = make_shared(qapp, tmp_path / "data", clock)
    yield one
    one.loudspeaker.close()  # it may still be playing that a break is over
    catalogue.use(before)


@pytest.fixture
def practice_program(qapp, qtbot, tmp_path, monkeypatch):
    """The running program of somebody who has patients, in the workspace for a practice."""
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
