"""The shared parts of a program, with a clock that is set by hand."""

import pytest

from posture_app.program.shared import make_shared
from posture_app.words import catalogue
from tests.reminders.hand import HandClock


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
