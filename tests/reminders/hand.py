"""The breaks as they run, with clock and sensors set by hand."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from posture_app.desktop.clock import ClockReading
from posture_app.desktop.sensors.model import Readings
from posture_app.library.model import Dose
from posture_app.preferences import Preferences
from posture_app.program.session_driver import SessionDriver
from posture_app.reminders.break_display import BreakDisplay
from posture_app.reminders.engine import Engine, load_settings
from posture_app.reminders.reminders import Reminders
from posture_app.ui.overlay.monitors import Monitors
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.theme.theme import Theme
from tests.factory import exercise, library

TUCK = exercise(
    "tuck", Dose(model="reps_with_hold", reps=5, hold_s=5, relax_s=2), desk=True, discreet=True
)
STRETCH = exercise(
    "stretch", Dose(model="timed_hold", hold_s=20, switch_s=5), sides="each", desk=True
)
ROLL = exercise("roll", Dose(model="continuous", duration_s=30), desk=True)
LIBRARY = library([TUCK, STRETCH, ROLL])
START = ClockReading(datetime(2026, 3, 2, 9, tzinfo=UTC), 1000.0, 1000.0)


@dataclass
class HandClock:
    moment: ClockReading = START

    def read(self):
        return self.moment

    def go(self, seconds):
        old = self.moment
        wall = old.wall + timedelta(seconds=seconds)
        self.moment = ClockReading(wall, old.monotonic_s + seconds, old.boot_s + seconds)

    def sleep(self, seconds):
        """The machine sleeps; one clock stands still."""
        old = self.moment
        self.moment = replace(
            old, wall=old.wall + timedelta(seconds=seconds), boot_s=old.boot_s + seconds
        )


class HandSensors(QObject):
    changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.keen = False

    def start(self):
        pass

    def stop(self):
        pass

    def need(self, *, idle_after_s, keen):
        self.keen = keen


@cache
def theme_of(qt):
    """One theme for all runs: it follows the system's colours as long as it lives."""
    return Theme(qt)


class Run:
    """One run of the reminders on a data folder."""

    def __init__(self, folder, clock, *, known=LIBRARY, journal=None, said=None, **more):
        self.clock, self.sensors = clock, HandSensors()
        qt = QApplication.instance()
        self.presenter = BreakPresenter(
            theme_of(qt),
            clock.read,
            Monitors(cast("QApplication", qt)),
            lambda parent: SessionDriver(clock.read, parent=parent),
        )
        settings, _ = load_settings(folder)
        self.engine = Engine(settings, "UTC", clock.read(), folder)
        self.zone = "UTC"
        self.reminders = Reminders(
            self.engine,
            clock,
            self.sensors,
            lambda reminders: BreakDisplay(
                reminders,
                self.presenter,
                clock,
                reminders,
                read_preferences=lambda: said or Preferences(),
            ),
            read_zone=lambda: self.zone,
            **more,
        )
        if known is not None:
            self.reminders.use(known, journal)
        self.reminders.start()

    def go(self, seconds, *, idle_s=3.0, step_s=10, **known):
        """Time passes in steps, with a person who types, with gaps in it."""
        for _ in range(seconds // step_s):
            self.clock.go(step_s)
            now = self.clock.read()
            self.sensors.changed.emit(Readings(at=now, idle_s=idle_s, idle_at=now, **known))
