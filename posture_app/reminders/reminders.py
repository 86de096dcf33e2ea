"""Runs the breaks: one timer, the sensors, and what is shown of it all."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from posture_app.breaks.effects import (
    BreakEffect,
    BreakEnded,
    BreakStarted,
    BreakWaits,
    NoticeGiven,
    NoticeWithdrawn,
    Nudged,
    Refused,
    Withheld,
)
from posture_app.breaks.events import Event, PlainEvent
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.view import BreaksView, at_hand, view
from posture_app.desktop.clock import Clock, ClockReading, local_time_zone
from posture_app.desktop.sensors.model import Readings
from posture_app.reminders.buffered_history import HistoryLike
from posture_app.reminders.engine import Engine
from posture_app.reminders.history import BreakRecorder, HistoryInMemory, Offered
from posture_app.words.catalogue import _

if TYPE_CHECKING:  # a program that waits for the next break has loaded neither
    from posture_app.library.model import Library
    from posture_app.reminders.break_display import BreakDisplay
    from posture_app.reminders.exercise_selection import Sessions

_log = logging.getLogger(__name__)

ENOUGH: Final = 0.5
"""A break is taken, however short, when this share of its exercise was done."""


class SensorsLike(Protocol):
    """What is asked of the sensors."""

    @property
    def changed(self) -> SignalInstance:
        """Carries `Readings`."""
        ...

    def start(self) -> None:
        """Begin to ask."""
        ...

    def stop(self) -> None:
        """Ask no more."""
        ...

    def need(self, *, idle_after_s: float, keen: bool) -> None:
        """What they are used for now."""
        ...


class Reminders(QObject):
    """Owns the engine and shows what it decides.

    Signals:
        changed: Something that `view`, `decisions` or `settings` tell is another than before; at
            least once a minute, as time passes.
        refused: What the person wanted was refused: a `Refused`.
        nudged: A break has been held back for long: its `BreakKind`, or None for one that is gone.
        moved: The name of the zone that this machine is in from now on.
        noticed: A sentence for the person, once: the breaks cannot be written down.
        library_wanted: A break is near, and there are no exercises to choose from yet: `use`.
    """

    changed = Signal()
    refused = Signal(object)
    nudged = Signal(object)
    moved = Signal(str)
    noticed = Signal(str)
    library_wanted = Signal()

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        sensors: SensorsLike,
        make_display: "Callable[[Reminders], BreakDisplay]",
        parent: QObject | None = None,
        *,
        read_zone: Callable[[], str] = local_time_zone,
        history: HistoryLike | None = None,
    ) -> None:
        """The parts that it is made of.

        Args:
            engine: The scheduler's state.
            clock: What tells the time.
            sensors: What tells of input, calls and the like; not yet started.
            make_display: Makes what shows breaks, when the first is near.
            parent: Owner.
            read_zone: Names the zone that this machine is in.
            history: Where breaks are written down; None: nowhere.
        """
        super().__init__(parent)
        self._engine, self._clock, self._read_zone = engine, clock, read_zone
        self._sensors = sensors
        self._make_display = make_display
        self._display: BreakDisplay | None = None
        self._known: tuple[Library, Sessions | None] | None = None
        self._recorder = BreakRecorder(history or HistoryInMemory(), self.noticed.emit)
        self._known_zone = engine.state.zone
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        sensors.changed.connect(self._sensed)

    def start(self) -> None:
        """Begin, or go on with what the last run left."""
        self._recorder.begin(self._engine.state)
        self._carry_out(self._engine.begin())
        found = at_hand(self._engine.state)
        if found is not None:
            self._display_made().take_up(found)
        # Until the sensors answer nothing is known, and whoever starts the program is there.
        self._sensed(Readings(at=self._clock.read()))
        self._sensors.start()

    def stop(self) -> None:
        """End with the program; the next run goes on from here."""
        self._timer.stop()
        self._sensors.stop()
        if self._display is not None:
            self._display.end()
        for effect in self._engine.look(self._clock.read()):
            self._recorder.take(self._engine.state, effect, self._offered())
        self._recorder.finish(self._engine.state)
        self._keep()

    def use(self, library: "Library", journal: "Sessions | None") -> None:
        """Choose exercises from this library from now on, by the sessions in this journal."""
        self._known = library, journal
        if self._display is not None:
            self._display.use(library, self._recorder.history, journal)

    def view(self) -> BreaksView:
        """The breaks as they stand."""
        return view(self._engine.state, self._clock.read().boot_s)

    @property
    def can_read(self) -> bool:
        """Whether a break is seen whose exercise has something to take care of."""
        return self._display is not None and self._display.can_read

    @Slot()
    def read(self) -> None:
        """Show what to take care of, and when to stop."""
        if self._display is not None:
            self._display.read()

    @property
    def state(self) -> SchedulerState:
        """The scheduler's state, to be read only."""
        return self._engine.state

    @property
    def sensors(self) -> SensorsLike:
        """What the machine is sensed with."""
        return self._sensors

    @property
    def settings(self) -> BreakSettings:
        """The settings as they are."""
        return self._engine.state.settings

    @property
    def decisions(self) -> Sequence[BreakEffect]:
        """The latest decisions, oldest first; `decided_at` has their times."""
        return tuple(self._engine.state.decisions)

    def decided_at(self, effect: BreakEffect) -> datetime:
        """When something was decided; aware, in UTC."""
        wall_ms = effect.at_ms + self._engine.state.wall_less_boot_ms
        return datetime.fromtimestamp(wall_ms / 1000, UTC)

    def change_settings(self, settings: BreakSettings) -> str:
        """Keep new settings and go by them; returns a sentence where they cannot be kept."""
        try:
            effects = self._engine.change(settings, self._clock.read())
        except OSError as error:
            return _("The settings for breaks could not be kept: {error}").format(error=error)
        self._carry_out(effects)
        return ""

    def tell(self, event: Event, skip_reason: str = "") -> Sequence[BreakEffect]:
        """What the person wants, or what happened in the program; returns what came of it.

        `skip_reason` is why a break is skipped, if it is.
        """
        if event is PlainEvent.DONE and self._display is not None:
            self._display.end_exercise()
            if self._offered().done >= ENOUGH:
                event = PlainEvent.EXERCISED
        effects = self._engine.take(event, self._clock.read())
        self._carry_out(effects, skip_reason)
        return effects

    @Slot(bool)
    def hold_for_session(self, playing: bool) -> None:
        """A routine is being played, which is rest, or is over."""
        self.tell(PlainEvent.SESSION_STARTS if playing else PlainEvent.SESSION_ENDS)

    @Slot()
    def look(self) -> None:
        """Bring everything up to now."""
        self._carry_out(self._engine.look(self._clock.read()))

    @Slot(object)
    def _sensed(self, readings: Readings) -> None:
        self._carry_out(self._engine.sense(readings))

    def _carry_out(self, effects: Sequence[BreakEffect], skip_reason: str = "") -> None:
        now = self._clock.read()
        for effect in effects:
            self._show(effect)
            self._recorder.take(self._engine.state, effect, self._offered(), skip_reason)
        state = self._engine.state
        self._recorder.settle(state)
        if self._display is not None:
            self._display.settle()
        self._sensors.need(
            idle_after_s=state.settings.idle_after_s,
            keen=state.notice is not None or state.running is not None,
        )
        news = self._engine.has_news(now)
        if effects or news:
            self._tell_news(now)
        # A coarse timer may come a little early, and a deadline must then be waited for again.
        wait_ms = round(self._engine.wait_s(now) * 1000)
        self._timer.start(max(20, wait_ms))

    def _tell_news(self, now: ClockReading) -> None:
        name = self._read_zone()
        if name != self._known_zone:
            self._known_zone = name
            self._carry_out(self._engine.move(name, now))
            self.moved.emit(name)
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        try:
            self._engine.keep()
        except OSError as error:
            _log.warning("the state of the breaks could not be written: %s", error)

    def _show(self, effect: BreakEffect) -> None:
        match effect:
            case Refused():
                self.refused.emit(effect)
            case Nudged():
                self.nudged.emit(self.settings.kind(effect.kind))
            case NoticeGiven() | BreakWaits() | BreakStarted():
                self._display_made().show(effect)
            case NoticeWithdrawn() | Withheld() | BreakEnded() if self._display is not None:
                self._display.show(effect)  # without a display there is nothing to take away
            case _:
                pass  # nothing of the others is seen on the screen

    def _display_made(self) -> "BreakDisplay":
        if self._display is None:
            self._display = self._make_display(self)
            if self._known is not None:
                library, journal = self._known
                self._display.use(library, self._recorder.history, journal)
        return self._display

    def _offered(self) -> Offered:
        return self._display.offered if self._display is not None else Offered()
