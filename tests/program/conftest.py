"""The shared parts of a program, with a clock that is set by hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPixmap

from posture_app.desktop.clock import ClockReading, SystemClock
from posture_app.program import start
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.ui.widgets.still import StillCache
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
def new_program(qapp, tmp_path, monkeypatch):
    """A program that is not started yet, and ends with the test."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    language = catalogue.language()
    one = Program(make_shared(qapp, tmp_path / "data", HandClock()))
    yield one
    one.quit()
    if one.window.main is not None:
        one.window.main.deleteLater()
    one.deleteLater()
    catalogue.use(language)


@pytest.fixture(scope="session")
def pictures(qapp) -> Iterator[dict[tuple[object, ...], QPixmap]]:
    """What the lists have shown of an exercise, by all that it hangs on."""
    drawn: dict[tuple[object, ...], QPixmap] = {}
    yield drawn
    drawn.clear()  # before the application that they belong to


@pytest.fixture(autouse=True)
def each_picture_is_drawn_once(request, monkeypatch, pictures):
    """Hundreds of programs start, whose lists show the same."""
    if request.node.get_closest_marker("without_shortcuts") is not None:
        return
    draw = StillCache._drawn

    def drawn(stills, exercise, *size):
        if exercise.pictures:  # they are files, which a test writes
            return draw(stills, exercise, *size)
        theme, factory = stills._make.theme, stills._factory
        look = theme.palette, theme.text_scale, theme.figure
        key = getattr(factory, "__func__", factory), exercise, size, look
        if key not in pictures:
            pictures[key] = draw(stills, exercise, *size)
        return pictures[key]

    monkeypatch.setattr(StillCache, "_drawn", drawn)


def begin_unasked(program, qtbot):
    """Start a program of somebody who has seen the welcome: its sheet has its own tests."""
    program.shared.saved_state.keep_said("welcomed")
    program.start("")
    qtbot.waitSignal(program.begun).wait()
    program.shared.qt.processEvents()


@pytest.fixture
def practice_program(new_program, qtbot):
    """The running program of somebody who has patients, in the workspace for a practice."""
    new_program.shared.preferences.change(audience="patients")
    begin_unasked(new_program, qtbot)
    there(new_program.window.main).show_workspace("practice")
    return new_program
