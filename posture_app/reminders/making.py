"""Makes the running reminders; imported when the window is shown and all is loaded."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from posture_app.desk import Desk
from posture_app.desktop.sensors import sensors_of_this_computer
from posture_app.library.model import Library
from posture_app.reminders.engine import Engine, load_settings
from posture_app.reminders.history import History
from posture_app.reminders.offers import Sessions
from posture_app.reminders.reminders import Reminders
from posture_app.ui.overlay.monitors import Monitors
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.player.figure import MovingFigure
from posture_app.ui.theme.theme import Theme

_CUES: Final = {"break_starts": "get_ready", "break_ends": "done"}
"""A break begins and ends with the sounds of an exercise."""


def make_reminders(
    qt: QApplication,
    desk: Desk,
    theme: Theme,
    library: Library,
    parent: QObject,
    *,
    history: History | None = None,
    journal: Sessions | None = None,
) -> Reminders:
    """The reminders with everything they need behind them, not yet started.

    Args:
        qt: The application.
        desk: What there is of the operating system.
        theme: How windows look.
        library: The exercises.
        parent: Owner.
        history: Where breaks are written down; None: they are only remembered.
        journal: The routines that were played, which a break's exercise is chosen by.
    """
    settings, problem = load_settings(desk.data_folder)
    if problem:
        desk.noticed.emit("breaks", problem)
    engine = Engine(settings, desk.time_zone, desk.clock.read(), desk.data_folder)
    sensors = sensors_of_this_computer(desk.clock)
    figure = partial(MovingFigure, theme, reduced_motion=desk.settings.reduced_motion)
    presenter = BreakPresenter(theme, desk.clock.read, Monitors(qt), figure=figure)
    reminders = Reminders(
        engine,
        desk.clock,
        sensors,
        presenter,
        library,
        parent,
        history=history,
        journal=journal,
    )
    sensors.setParent(reminders)
    presenter.setParent(reminders)
    presenter.sound_due.connect(partial(_sound, desk))
    sensors.noticed.connect(partial(desk.noticed.emit, "sensors"))
    reminders.refused.connect(partial(desk.noticed.emit, "breaks"))
    reminders.noticed.connect(partial(desk.noticed.emit, "history"))
    reminders.nudged.connect(partial(_nudge, desk))
    return reminders


def _sound(desk: Desk, name: str) -> None:
    desk.play_cue(_CUES.get(name, name))


def _nudge(desk: Desk, name: str) -> None:
    desk.noticed.emit("breaks", f"{name}: it has been held back for a while.")
