"""What the window needs of the operating system, in one place for the composition root to fill."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from posture_app.desktop.clock import Clock, local_time_zone
from posture_app.errors import FailedError
from posture_app.ui.main_window import WindowState
from posture_app.ui.pages.snapshots import Notice, Preferences
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.still import StillFactory


class Desk(QObject):
    """Clock, folders, settings, sound and screen of one running program.

    Signals:
        noticed: A `Notice` for the person.
    """

    noticed = Signal(object)

    def __init__(self, data_folder: Path, clock: Clock, speed: float = 1.0) -> None:
        super().__init__()
        self.data_folder = data_folder
        self.clock = clock
        self.speed = speed
        self.time_zone = local_time_zone()
        self.sound_problem = ""
        self._preferences = Preferences()
        self._state = WindowState()

    def now(self) -> datetime:
        """The time of day, aware."""
        return self.clock.read().wall

    def preferences(self) -> Preferences:
        """What the person has set."""
        return self._preferences

    def keep_preferences(self, preferences: Preferences) -> str:
        """Keep the settings; returns a sentence where that failed."""
        self._preferences = preferences
        return ""

    def window_state(self) -> WindowState:
        """How the window was left."""
        return self._state

    def keep_window_state(self, state: WindowState) -> None:
        """Keep how the window is."""
        self._state = state

    def notices(self) -> Sequence[Notice]:
        """What the person should know at the start."""
        return ()

    def still_factory(self, theme: Theme) -> StillFactory | None:
        """What draws an exercise in lists and details."""
        return None

    def play_cue(self, name: str) -> None:
        """Sound a cue."""

    def hold(self) -> None:
        """Keep the screen awake."""

    def release(self) -> None:
        """Let the screen sleep."""

    def expected(self, error: Exception) -> bool:
        """Whether an error is one that a person can mend."""
        return isinstance(error, FailedError)

    def log_bug(self, error: Exception) -> None:
        """Keep what a person cannot mend, for whoever helps them."""

    def close(self) -> None:
        """Let go of everything."""
