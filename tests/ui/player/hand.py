"""A player at a clock that a test sets."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from posture_app.coach.session import SetEnded
from posture_app.library.model import Dose, Tempo
from posture_app.program.session_driver import SessionDriver
from posture_app.ui.player.view import PlayerView
from tests.factory import exercise, library, routine
from tests.there import there

STRETCH = exercise(
    "stretch",
    Dose(model="timed_hold", sets=2, hold_s=20, switch_s=5, rest_s=10),
    sides="each",
    cues=("Soft", "Slow"),
    easier="easy",
)
EASY = exercise("easy", Dose(model="reps", reps=3, tempo_s=Tempo(2, 2)))


@dataclass
class Reading:
    monotonic_s: float = 1000.0
    boot_s: float = 1000.0


class Player:
    """A player at a clock that the test sets, with all that it told."""

    def __init__(self, qtbot, make, *exercises, preview=None):
        self.reading = Reading()
        self.driver = SessionDriver(lambda: self.reading)
        everything = library(list(dict.fromkeys((STRETCH, EASY, *exercises))))
        self.view = make(PlayerView, routine(*exercises), everything, self.driver, preview=preview)
        self.driver.setParent(self.view)  # its timer goes with the window
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        self.qtbot = qtbot
        self.effects: list[Any] = []
        self.cues: list[Any] = []
        self.answers = []
        self.closed = 0
        self.failure = ""
        self.driver.effects_told.connect(self.effects.extend)
        self.driver.cue_due.connect(self.cues.append)
        self.view.answered.connect(self._answered)
        self.view.closed.connect(self._closed)

    def _answered(self, answers):
        """Stand in for the journal."""
        self.answers.append(answers)
        if self.failure:
            self.view.show_failure(self.failure)
        else:
            self.view.answers_kept()

    def _closed(self):
        self.closed += 1

    def to(self, at_s, asleep_s=0.0):
        self.reading.monotonic_s = 1000 + at_s
        self.reading.boot_s = 1000 + at_s + asleep_s
        self.driver.tick()

    def key(self, key, widget: QWidget | None = None):
        self.qtbot.keyClick(widget or self.view, key)

    def text(self, name):
        return there(self.view.findChild(QLabel, name)).text()

    def click(self, name):
        # The scales of several pages share their buttons' names.
        button = there(self.view.page).findChild(QPushButton, name)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def action(self, name):
        """What the menu behind the one button holds."""
        return there(self.view.session_view.more.menu.findChild(QAction, name))

    def choose(self, name):
        self.action(name).trigger()

    @property
    def sets(self):
        return [e for e in self.effects if isinstance(e, SetEnded)]
