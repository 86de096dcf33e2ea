"""Runs the breaks: one timer, the sensors, and what is shown of it all."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from posture_app.breaks.events import Effect, Event
from posture_app.breaks.events import Signal as Told
from posture_app.breaks.settings import Settings
from posture_app.breaks.state import State
from posture_app.breaks.view import View, explain, view, why
from posture_app.desktop.clock import Clock, Moment, local_time_zone
from posture_app.desktop.sensors.model import Readings
from posture_app.reminders.engine import Engine
from posture_app.reminders.history import Chronicle, History, Memory, Offered

if TYPE_CHECKING:  # a program that waits for the next break has loaded neither
    from posture_app.library.model import Library
    from posture_app.reminders.offers import Sessions
    from posture_app.reminders.stage import Stage

_log = logging.getLogger(__name__)
_SHOWN: Final = frozenset({"notice", "waits", "break_starts"})
"""For these a stage is needed; the others only take away what it shows."""


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
        changed: Something that `view`, `why` or `settings` tell is another than before; at least
            once a minute, as time passes.
        refused: Why what the person wanted was refused, in words.
        nudged: The name of a break that has been held back for long.
        moved: The name of the zone that this machine is in from now on.
        noticed: A sentence for the person, once: the breaks cannot be written down.
        library_wanted: A break is near, and there are no exercises to choose from yet: `use`.
    """

    changed = Signal()
    refused = Signal(str)
    nudged = Signal(str)
    moved = Signal(str)
    noticed = Signal(str)
    library_wanted = Signal()

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        sensors: SensorsLike,
        make_stage: "Callable[[Reminders], Stage]",
        parent: QObject | None = None,
        *,
        read_zone: Callable[[], str] = local_time_zone,
        history: History | None = None,
    ) -> None:
        """The parts that it is made of.

        Args:
            engine: The scheduler's state.
            clock: What tells the time.
            sensors: What tells of input, calls and the like; not yet started.
            make_stage: Makes what shows breaks, when the first is near.
            parent: Owner.
            read_zone: Names the zone that this machine is in.
            history: Where breaks are written down; None: nowhere.
        """
        super().__init__(parent)
        self._engine, self._clock, self._read_zone = engine, clock, read_zone
        self._sensors = sensors
        self._make_stage = make_stage
        self._stage: Stage | None = None
        self._known: tuple[Library, Sessions | None] | None = None
        self._chronicle = Chronicle(history or Memory(), self.noticed.emit)
        self._known_zone = engine.state.zone
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        sensors.changed.connect(self._sensed)

    def start(self) -> None:
        """Begin, or go on with what the last run left."""
        self._chronicle.begin(self._engine.state)
        self._carry_out(self._engine.begin())
        if self.view().kind is not None:
            self._stage_made().take_up()
        # Until the sensors answer nothing is known, and whoever starts the program is there.
        self._sensed(Readings(at=self._clock.read()))
        self._sensors.start()

    def stop(self) -> None:
        """End with the program; the next run goes on from here."""
        self._timer.stop()
        self._sensors.stop()
        if self._stage is not None:
            self._stage.end()
        for effect in self._engine.look(self._clock.read()):
            self._chronicle.take(self._engine.state, effect, self._offered())
        self._chronicle.finish(self._engine.state)
        self._keep()

    def use(self, library: "Library", journal: "Sessions | None") -> None:
        """Choose exercises from this library from now on, by the sessions in this journal."""
        self._known = library, journal
        if self._stage is not None:
            self._stage.use(library, self._chronicle.history, journal)

    def view(self) -> View:
        """The breaks as they stand."""
        return view(self._engine.state, self._clock.read().boot_s)

    @property
    def state(self) -> State:
        """The scheduler's state, to be read only."""
        return self._engine.state

    @property
    def sensors(self) -> SensorsLike:
        """What the machine is sensed with."""
        return self._sensors

    @property
    def settings(self) -> Settings:
        """The settings as they are."""
        return self._engine.state.settings

    @property
    def decisions(self) -> Sequence[Effect]:
        """The latest decisions, oldest first, for `why`; `decided_at` has their times."""
        return tuple(self._engine.state.decisions)

    def why(self, effect: Effect) -> str:
        """A decision and its reason as a sentence."""
        return why(self._engine.state, effect)

    def decided_at(self, effect: Effect) -> datetime:
        """When something was decided; aware, in UTC."""
        wall_ms = effect.at_ms + self._engine.state.wall_less_boot_ms
        return datetime.fromtimestamp(wall_ms / 1000, UTC)

    def explain(self) -> Sequence[str]:
        """Why there is a break now or why not, in sentences, the most telling first."""
        return explain(self._engine.state, self._clock.read().boot_s)

    def change_settings(self, settings: Settings) -> str:
        """Keep new settings and go by them; returns a sentence where they cannot be kept."""
        try:
            effects = self._engine.change(settings, self._clock.read())
        except OSError as error:
            return f"The settings for breaks could not be kept: {error}"
        self._carry_out(effects)
        return ""

    def tell(self, event: Event, skip_reason: str = "") -> Sequence[Effect]:
        """What the person wants, or what happened in the program; returns what came of it.

        `skip_reason` is why a break is skipped, if it is.
        """
        if event is Told.DONE and self._stage is not None:
            self._stage.finish()
        effects = self._engine.take(event, self._clock.read())
        self._carry_out(effects, skip_reason)
        return effects

    @Slot(bool)
    def hold_for_session(self, playing: bool) -> None:
        """A routine is being played, which is rest, or is over."""
        self.tell(Told.SESSION_STARTS if playing else Told.SESSION_ENDS)

    @Slot()
    def look(self) -> None:
        """Bring everything up to now."""
        self._carry_out(self._engine.look(self._clock.read()))

    @Slot(object)
    def _sensed(self, readings: Readings) -> None:
        self._carry_out(self._engine.sense(readings))

    def _carry_out(self, effects: Sequence[Effect], skip_reason: str = "") -> None:
        now = self._clock.read()
        for effect in effects:
            self._show(effect)
            self._chronicle.take(self._engine.state, effect, self._offered(), skip_reason)
        state = self._engine.state
        self._chronicle.settle(state)
        if self._stage is not None:
            self._stage.settle()
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

    def _tell_news(self, now: Moment) -> None:
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

    def _show(self, effect: Effect) -> None:
        kind = self.settings.kind(effect.kind or "")
        if effect.what == "refused":
            self.refused.emit(str(effect.data.get("reason", "")))
        elif effect.what == "nudge":
            self.nudged.emit(kind.name if kind is not None else "Break")
        elif effect.what in _SHOWN:
            self._stage_made().show(effect)
        elif self._stage is not None:
            self._stage.show(effect)

    def _stage_made(self) -> "Stage":
        if self._stage is None:
            self._stage = self._make_stage(self)
            if self._known is not None:
                library, journal = self._known
                self._stage.use(library, self._chronicle.history, journal)
        return self._stage

    def _offered(self) -> Offered:
        return self._stage.offered if self._stage is not None else Offered()
