"""Makes the running reminders; imported when the window is shown, or there is none."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from posture_app.desk import Desk
from posture_app.desktop.notifications import Notifications, notifications_of_this_computer
from posture_app.desktop.sensors import sensors_of_this_computer
from posture_app.reminders.engine import Engine, load_settings
from posture_app.reminders.history import History
from posture_app.reminders.reminders import Reminders
from posture_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from posture_app.program.session_driver import SessionDriver
    from posture_app.reminders.stage import Stage

_CUES: Final = {"break_starts": "get_ready", "break_ends": "done"}
"""A break begins and ends with the sounds of an exercise."""


def make_reminders(
    qt: QApplication,
    desk: Desk,
    theme: Theme,
    parent: QObject,
    *,
    history: History,
    show_message: Callable[[str, str], bool] | None = None,
) -> Reminders:
    """The reminders with everything they need behind them, not yet started.

    Args:
        qt: The application.
        desk: What there is of the operating system.
        theme: How windows look.
        parent: Owner.
        history: Where breaks are written down.
        show_message: Shows a title and a sentence at the icon in the panel, and says whether it
            can; used where the system has no other messages.
    """
    settings, problem = load_settings(desk.data_folder)
    if problem:
        desk.noticed.emit("breaks", problem)
    engine = Engine(settings, desk.time_zone, desk.clock.read(), desk.data_folder)
    sensors = sensors_of_this_computer(desk.clock)
    messages = notifications_of_this_computer(parent, show_message)
    reminders = Reminders(
        engine,
        desk.clock,
        sensors,
        partial(_make_stage, qt, desk, theme, messages),
        parent,
        history=history,
    )
    sensors.setParent(reminders)
    if isinstance(messages, QObject):
        messages.setParent(reminders)
    sensors.noticed.connect(partial(desk.noticed.emit, "sensors"))
    reminders.refused.connect(partial(desk.noticed.emit, "breaks"))
    reminders.moved.connect(partial(setattr, desk, "time_zone"))
    reminders.noticed.connect(partial(desk.noticed.emit, "history"))
    reminders.nudged.connect(partial(_nudge, desk, messages))
    return reminders


def _make_stage(
    qt: QApplication, desk: Desk, theme: Theme, messages: Notifications, reminders: Reminders
) -> "Stage":
    from posture_app.reminders.stage import Stage
    from posture_app.ui.overlay.monitors import Monitors
    from posture_app.ui.overlay.presenter import BreakPresenter
    from posture_app.ui.player.figure import MovingFigure

    figure = partial(MovingFigure, theme, reduced_motion=desk.settings.reduced_motion)
    presenter = BreakPresenter(
        theme,
        desk.clock.read,
        Monitors(qt),
        partial(_make_driver, desk),
        figure=figure,
        notifier=messages.show,
    )
    presenter.sound_due.connect(partial(_sound, desk))
    stage = Stage(reminders, presenter, desk.clock, reminders, read_settings=lambda: desk.settings)
    stage.library_wanted.connect(reminders.library_wanted)
    return stage


def _make_driver(desk: Desk, parent: QObject) -> "SessionDriver":
    from posture_app.program.session_driver import SessionDriver

    return SessionDriver(desk.clock.read, parent=parent)


def _sound(desk: Desk, name: str) -> None:
    desk.play_cue(_CUES.get(name, name))


def _nudge(desk: Desk, messages: Notifications, name: str) -> None:
    words = f"{name}: it has been held back for a while, and comes when it can."
    # Where there are no messages it is told in the window: nothing may pop up in a call.
    messages.show("Posture App", words, partial(desk.noticed.emit, "breaks", words), silent=True)
