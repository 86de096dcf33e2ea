"""Makes the running reminders; imported when the window is shown, or there is none."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from posture_app.breaks.effects import Refused
from posture_app.breaks.settings import BreakKind
from posture_app.desktop.notifications import Notifications, notifications_of_this_computer
from posture_app.desktop.sensors import sensors_of_this_computer
from posture_app.program.shared import Shared
from posture_app.reminders.buffered_history import HistoryLike
from posture_app.reminders.engine import Engine, load_settings
from posture_app.reminders.reminders import Reminders
from posture_app.words.breaks import kind_name, refusal
from posture_app.words.breaks_on_screen import nudge
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.library.model import Exercise, Routine
    from posture_app.program.session_driver import SessionDriver
    from posture_app.reminders.break_display import BreakDisplay
    from posture_app.ui.overlay.figure import BreakFigure
    from posture_app.ui.overlay.snapshots import Care
    from posture_app.ui.widgets.factory import WidgetFactory

_CUES: Final = {"break_starts": "get_ready", "break_ends": "done"}
"""A break begins and ends with the sounds of an exercise."""


def make_reminders(
    shared: Shared,
    parent: QObject,
    *,
    history: HistoryLike,
    show_message: Callable[[str, str], bool] | None = None,
    is_bad_day: Callable[[], bool] = bool,
    asked_for: "Callable[[], Routine | None]" = lambda: None,
) -> Reminders:
    """The reminders with everything they need behind them, not yet started.

    Args:
        shared: What all parts of the program share.
        parent: Owner.
        history: Where breaks are written down.
        show_message: Shows a title and a sentence at the icon in the panel, and says whether it
            can; used where the system has no other messages.
        is_bad_day: Whether the journal says that one only moves gently today.
        asked_for: The routine that a followed programme still asks for today.
    """
    settings, problem = load_settings(shared.data_folder)
    if problem:
        shared.notices.warn("breaks", problem)
    engine = Engine(settings, shared.local_time.zone, shared.clock.read(), shared.data_folder)
    sensors = sensors_of_this_computer(shared.clock)
    messages = notifications_of_this_computer(parent, show_message)
    reminders = Reminders(
        engine,
        shared.clock,
        sensors,
        partial(_make_display, shared, messages, is_bad_day, asked_for),
        parent,
        history=history,
    )
    sensors.setParent(reminders)
    if isinstance(messages, QObject):
        messages.setParent(reminders)
    sensors.noticed.connect(partial(shared.notices.warn, "sensors"))
    reminders.refused.connect(partial(_tell_refusal, shared))
    reminders.moved.connect(shared.local_time.move_to)
    reminders.noticed.connect(partial(shared.notices.warn, "history"))
    reminders.nudged.connect(partial(_nudge, shared, messages))
    return reminders


def _make_display(
    shared: Shared,
    messages: Notifications,
    is_bad_day: Callable[[], bool],
    asked_for: "Callable[[], Routine | None]",
    reminders: Reminders,
) -> "BreakDisplay":
    from posture_app.reminders.break_display import BreakDisplay
    from posture_app.ui.overlay.monitors import Monitors
    from posture_app.ui.overlay.presenter import BreakPresenter

    presenter = BreakPresenter(
        shared.theme,
        shared.clock.read,
        Monitors(shared.qt),
        partial(_make_driver, shared),
        figure=partial(_figure, shared),
        messages=messages,
    )
    presenter.sound_due.connect(partial(_sound, shared))
    # The hidden windows have texts in the language from before.
    shared.preferences.changed.connect(presenter.forget)
    display = BreakDisplay(
        reminders,
        presenter,
        shared.clock,
        reminders,
        read_preferences=lambda: shared.preferences.value,
        read_profile=lambda: shared.health.profile,
        is_bad_day=is_bad_day,
        asked_for=asked_for,
        care_of=partial(_care_of, shared),
    )
    display.library_wanted.connect(reminders.library_wanted)
    return display


def _make_driver(shared: Shared, parent: QObject) -> "SessionDriver":
    from posture_app.program.session_driver import SessionDriver

    return SessionDriver(shared.clock.read, parent=parent)


def _figure(shared: Shared, make: "WidgetFactory") -> "BreakFigure":
    from posture_app.ui.overlay.moving_figure import MovingBreakFigure

    preferences = shared.preferences
    figure = make(MovingBreakFigure, reduced_motion=preferences.value.reduced_motion)
    preferences.changed.connect(figure.follow)
    return figure


def _care_of(shared: Shared, exercise: "Exercise") -> "Care":
    from posture_app.program.health import safety_of
    from posture_app.reminders.exercise_selection import care_for

    return care_for(exercise, safety_of(shared.health))


def _sound(shared: Shared, name: str) -> None:
    shared.loudspeaker.play(_CUES.get(name, name))


def _tell_refusal(shared: Shared, refused: Refused) -> None:
    shared.notices.warn("breaks", refusal(refused))


def _nudge(shared: Shared, messages: Notifications, kind: BreakKind | None) -> None:
    words = nudge(_("Break") if kind is None else kind_name(kind))
    # Where there are no messages it is told in the window: nothing may pop up in a call.
    messages.show("Posture App", words, partial(shared.notices.warn, "breaks", words), silent=True)
