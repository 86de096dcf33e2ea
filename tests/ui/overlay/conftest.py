"""A presenter at a clock and with screens that the test sets."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.coach.break_exercises import Situation, choices
from posture_app.library.model import Dose
from posture_app.program.session_driver import SessionDriver
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot
from posture_app.ui.overlay.windows import OverlayWindow
from tests.factory import exercise, library

TUCK = exercise(
    "tuck",
    Dose(model="reps_with_hold", reps=5, hold_s=5, relax_s=2),
    desk=True,
    cues=("Glide straight back.",),
)
STRETCH = exercise(
    "stretch", Dose(model="timed_hold", hold_s=20, switch_s=5), sides="each", desk=True
)
CHOICES = choices(
    library([TUCK, STRETCH]), Situation(seconds=60), now=datetime(2026, 3, 2, 9, tzinfo=UTC)
)
BREAK = BreakSnapshot(
    kind="micro",
    name="Micro-break",
    strictness="overlay",
    length_s=60,
    left_s=60,
    choice=CHOICES[0],
    snooze_s=300,
    snoozes_left=2,
)


@dataclass
class Reading:
    monotonic_s: float = 1000.0
    boot_s: float = 1000.0


class FakeMonitors(QObject):
    """Screens that come and go as the test says; the first one has the pointer."""

    changed = Signal()

    def __init__(self, *keys):
        super().__init__()
        self.monitors = [monitor(key, place) for place, key in enumerate(keys)]

    def all(self):
        return tuple(self.monitors)

    def active(self):
        return self.monitors[0] if self.monitors else None

    def set(self, *monitors):
        self.monitors = list(monitors)
        self.changed.emit()


def monitor(key, place=0, width=1280, height=720):
    rect = QRect(place * 2000, 0, width, height)
    return Monitor(key, rect, rect.adjusted(0, 0, 0, -40))


def _surfaces():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, OverlayWindow)]


class Stage:
    """A presenter with everything that it told."""

    def __init__(self, qtbot, theme, *keys):
        self.qtbot = qtbot
        self._of_other_tests = set(_surfaces())
        self.reading = Reading()
        self.messages = []
        self.message_failed = None
        self.message_actions = {}
        self.message_chosen = None
        self.withdrawn = 0
        self.monitors = FakeMonitors(*keys)
        self.presenter = BreakPresenter(
            theme,
            lambda: self.reading,
            self.monitors,
            lambda parent: SessionDriver(lambda: self.reading, parent=parent),
            messages=self,
        )
        self.told: list[Any] = []
        for name in (
            "opened",
            "ran_out",
            "overran",
            "start_wanted",
            "snooze_wanted",
            "done_wanted",
            "skip_wanted",
            "leave_wanted",
            "another_wanted",
            "care_read",
        ):
            getattr(self.presenter, name).connect(
                lambda value, name=name: self.told.append((name, value))
            )
        self.effects: list[Any] = []
        self.sounds: list[Any] = []
        self.presenter.effects_told.connect(self.effects.extend)
        self.presenter.sound_due.connect(self.sounds.append)

    def show(self, title, words, otherwise, *, actions=(), chosen=None):
        self.messages.append((title, words))
        self.message_failed = otherwise
        self.message_actions, self.message_chosen = dict(actions), chosen

    def withdraw(self):
        self.withdrawn += 1

    def open(self, **changes):
        self.presenter.open(replace(BREAK, **changes))

    def after(self, seconds, asleep_s=0.0):
        self.reading.monotonic_s += seconds
        self.reading.boot_s += seconds + asleep_s
        if self.presenter._driver is not None:
            self.presenter._driver.tick()
        self.presenter.tick()

    @property
    def windows(self):
        return self.presenter.covering.windows

    @property
    def leader(self):
        return self.presenter.covering.leader

    @property
    def panel(self):
        return self.leader.panel

    def surfaces(self):
        """All windows of breaks, but those that other tests have left behind."""
        return [one for one in _surfaces() if one not in self._of_other_tests]

    def visible_surfaces(self):
        return [one for one in self.surfaces() if one.isVisible()]

    def text(self, name, surface=None):
        return (surface or self.leader).findChild(QObject, name).text()

    def click(self, name, surface=None):
        button = (surface or self.leader).findChild(QPushButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, key, window=None):
        self.qtbot.keyClick(window or self.leader, key)

    def names(self):
        return [name for name, _ in self.told]

    def values(self, name):
        """What was told by this name."""
        return [value for told, value in self.told if told == name]


@pytest.fixture
def make_stage(qtbot, theme):
    stages = []

    def make(*keys):
        stages.append(Stage(qtbot, theme, *keys))
        return stages[-1]

    yield make
    for stage in stages:
        stage.presenter.close()
        stage.presenter.forget()
        stage.presenter.deleteLater()


@pytest.fixture
def stage(make_stage):
    return make_stage("A", "B")
