"""The shared parts of a program, with a clock that is set by hand."""

import pytest

from posture_app.desktop.clock import ClockReading, SystemClock
from posture_app.program import start
from posture_app.program.shared import make_shared
from posture_app.words import catalogue
from tests import languages
from tests.reminders.hand import START, HandClock


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
