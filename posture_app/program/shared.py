"""What the parts of the program share, in one frozen bag that is handed to each of them."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from posture_app.dataclass import dataclass
from posture_app.desktop.clock import Clock
from posture_app.program.devices import Loudspeaker, ScreenWakeLock
from posture_app.program.health import CurrentHealth
from posture_app.program.local_time import LocalTime
from posture_app.program.notices import Notices
from posture_app.program.preferences import CurrentPreferences
from posture_app.program.requests import Requests
from posture_app.program.saved_state import SavedState
from posture_app.ui.theme.theme import Theme
from posture_app.words import catalogue


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Shared:
    """The shared parts of one running program; `speed` is how much faster sessions are played."""

    qt: QApplication
    data_folder: Path
    clock: Clock
    local_time: LocalTime
    saved_state: SavedState
    notices: Notices
    preferences: CurrentPreferences
    health: CurrentHealth
    theme: Theme
    loudspeaker: Loudspeaker
    screen: ScreenWakeLock
    requests: Requests
    speed: float = 1.0


def make_shared(qt: QApplication, data_folder: Path, clock: Clock, speed: float = 1.0) -> Shared:
    """Make the shared parts from what is kept in the data folder.

    From here on the program speaks the language that the person has chosen.
    """
    local_time, notices = LocalTime(clock), Notices()
    preferences = CurrentPreferences(data_folder, local_time.now().date(), notices)
    chosen = preferences.value
    catalogue.use(chosen.language or catalogue.system_language())
    theme = Theme(qt)
    theme.choose(chosen.appearance, chosen.text_scale)
    theme.show_figure(chosen.figure)
    theme.reduced_motion = chosen.reduced_motion
    return Shared(
        qt=qt,
        data_folder=data_folder,
        clock=clock,
        local_time=local_time,
        saved_state=SavedState(data_folder),
        notices=notices,
        preferences=preferences,
        health=CurrentHealth(data_folder, local_time, notices),
        theme=theme,
        loudspeaker=Loudspeaker(data_folder / "sounds", clock, preferences, notices),
        screen=ScreenWakeLock(),
        requests=Requests(),
        speed=speed,
    )
