"""Runs the breaks: one timer, the sensors, and what is shown of it all."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from posture_app.breaks.events import BreakNow, Effect, Event
from posture_app.breaks.events import Signal as Told
from posture_app.breaks.settings import Offer, Settings
from posture_app.breaks.state import State
from posture_app.breaks.view import View, explain, view, why
from posture_app.coach.micro import Situation
from posture_app.coach.session import Effect as Done
from posture_app.desktop.clock import Clock, Moment, local_time_zone
from posture_app.desktop.sensors.model import Readings
from posture_app.journal.zones import zone
from posture_app.library.model import Library
from posture_app.reminders.engine import Engine
from posture_app.reminders.history import LEFT, Chronicle, History, Memory
from posture_app.reminders.offers import Offers, Sessions
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot, NoticeSnapshot, Skipped

_log = logging.getLogger(__name__)
REST_LINES: Final = ("Take a break", "Look up, and move as you like.")
_LINES: Final[Mapping[Offer, tuple[str, ...]]] = {
    "posture": ("Change your posture", "Stand up if you sit; sit down if you stand."),
    "eyes": ("Rest your eyes", "Look at something far away."),
}
"""What to do in a break without an exercise."""


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
    """

    changed = Signal()
    refused = Signal(str)
    nudged = Signal(str)
    moved = Signal(str)
    noticed = Signal(str)

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        sensors: SensorsLike,
        presenter: BreakPresenter,
        library: Library,
        parent: QObject | None = None,
        *,
        read_zone: Callable[[], str] = local_time_zone,
        history: History | None = None,
        journal: Sessions | None = None,
    ) -> None:
        """The parts that it is made of.

        Args:
            engine: The scheduler's state.
            clock: What tells the time.
            sensors: What tells of input, calls and the like; not yet started.
            presenter: What shows a break.
            library: The exercises.
            parent: Owner.
            read_zone: Names the zone that this machine is in.
            history: Where breaks are written down; None: nowhere.
            journal: The routines that were played; None: none are known.
        """
        super().__init__(parent)
        self._engine, self._clock, self._read_zone = engine, clock, read_zone
        self._sensors, self._presenter = sensors, presenter
        self._chronicle = Chronicle(history or Memory(), self.noticed.emit)
        self._offers = Offers(library, self._chronicle.history, journal)
        self._known_zone = engine.state.zone
        # A break that was asked for in a hold is shown; one in which a hold begins is not any more.
        self._opened_in_hold = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        sensors.changed.connect(self._sensed)
        for wanted, slot in (
            (presenter.start_wanted, self._start),
            (presenter.snooze_wanted, self._snooze),
            (presenter.done_wanted, self._done),
            (presenter.skip_wanted, self._skip),
            (presenter.leave_wanted, self._leave),
            (presenter.another_wanted, self._another),
            (presenter.ran_out, self._look_again),
            (presenter.overran, self._overran),
            (presenter.effects_told, self._exercised),
        ):
            wanted.connect(slot)
        self._shows: dict[str, Callable[[Effect], None]] = {
            "notice": self._show_notice,
            "waits": self._wait,
            "withdrawn": self._hide_notice,
            "withheld": self._hide_notice,
            "break_starts": self._open,
            "break_ends": self._close,
            "refused": self._refuse,
            "nudge": self._nudge,
        }

    def start(self) -> None:
        """Begin, or go on with what the last run left."""
        self._chronicle.begin(self._engine.state)
        self._carry_out(self._engine.begin())
        now = self.view()
        if now.doing == "break" and now.kind is not None and not now.quiet:
            self._open_break(now.kind, now.left_s)
        elif now.doing == "notice" and now.kind is not None:
            self._announce(now.kind)
        # Until the sensors answer nothing is known, and whoever starts the program is there.
        self._sensed(Readings(at=self._clock.read()))
        self._sensors.start()

    def stop(self) -> None:
        """End with the program; the next run goes on from here."""
        self._timer.stop()
        self._sensors.stop()
        # Nobody is left to hear that the break is over.
        self._presenter.blockSignals(True)
        self._presenter.close()
        for effect in self._engine.look(self._clock.read()):
            self._chronicle.take(self._engine.state, effect, self._offers.offered)
        self._chronicle.finish(self._engine.state)
        self._keep()

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

    def stretch_now(self) -> Sequence[Effect]:
        """Begin the shortest break with an exercise at once, also of a kind that is off."""
        kinds = self.settings.kinds
        with_exercise = [kind for kind in kinds if kind.offers in {"exercise", "routine"}]
        shortest = min(with_exercise or kinds, key=lambda kind: kind.length_s, default=None)
        return self.tell(BreakNow(shortest.id if shortest is not None else "exercise"))

    def tell(self, event: Event) -> Sequence[Effect]:
        """What the person wants, or what happened in the program; returns what came of it."""
        return self._tell(event)

    @Slot(bool)
    def hold_for_session(self, playing: bool) -> None:
        """A routine is being played, which is rest, or is over."""
        self.tell(Told.SESSION_STARTS if playing else Told.SESSION_ENDS)

    @Slot()
    def look(self) -> None:
        """Bring everything up to now."""
        self._carry_out(self._engine.look(self._clock.read()))

    @Slot(object)
    def _overran(self, kind: str) -> None:
        _log.warning("a break of the kind %s was closed by its deadline", kind)
        self.look()

    @Slot(object)
    def _look_again(self, _kind: object) -> None:
        self.look()

    @Slot(object)
    def _sensed(self, readings: Readings) -> None:
        self._carry_out(self._engine.sense(readings))

    def _tell(self, event: Event, skip_reason: str = "") -> Sequence[Effect]:
        if event is Told.DONE:
            self._offers.finish()
        effects = self._engine.take(event, self._clock.read())
        self._carry_out(effects, skip_reason)
        return effects

    def _carry_out(self, effects: Sequence[Effect], skip_reason: str = "") -> None:
        now = self._clock.read()
        for effect in effects:
            show = self._shows.get(effect.what)
            if show is not None:
                show(effect)
            self._chronicle.take(self._engine.state, effect, self._offers.offered, skip_reason)
        state = self._engine.state
        self._chronicle.settle(state)
        if not state.holds:
            self._opened_in_hold = False
        elif self._presenter.is_open and not self._opened_in_hold:
            self._presenter.close(quietly=True)
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

    # What is shown

    def _show_notice(self, effect: Effect) -> None:
        self._announce(effect.kind or "")

    def _announce(self, kind_id: str) -> None:
        now = self.view()
        kind = self.settings.kind(kind_id)
        if kind is None or now.doing != "notice" or now.kind != kind.id:
            return
        if kind.strictness == "notification":  # a message needs no card before it
            return
        self._presenter.show_notice(
            NoticeSnapshot(
                kind=kind.id,
                name=kind.name,
                starts_in_s=now.left_s,
                snooze_s=kind.snooze_s,
                snoozes_left=self._snoozes_left(kind.id),
                strictness=kind.strictness,
            )
        )

        if kind.strictness != "card":
            self._presenter.prepare()

    def _wait(self, _effect: Effect) -> None:
        self._presenter.wait()

    def _hide_notice(self, _effect: Effect) -> None:
        self._presenter.hide_notice()

    def _open(self, effect: Effect) -> None:
        self._offers.begin()
        now = self.view()
        # A break of a time that was slept through has ended already.
        asked_for = bool(effect.data.get("asked_for"))
        if now.kind == effect.kind and now.doing == "break" and (asked_for or not now.quiet):
            self._open_break(effect.kind or "", now.left_s, asked_for=asked_for)

    def _open_break(self, kind_id: str, left_s: float, *, asked_for: bool = False) -> None:
        kind = self.settings.kind(kind_id)
        if kind is None:
            return
        self._opened_in_hold = bool(self._engine.state.holds)
        with_exercise = kind.offers in {"exercise", "routine"}
        # Who asks for a break wants to see it.
        message = kind.strictness == "notification" and not asked_for
        strictness = kind.strictness if kind.strictness != "notification" else "card"
        self._presenter.open(
            BreakSnapshot(
                kind=kind.id,
                name=kind.name,
                strictness="notification" if message else strictness,
                length_s=kind.length_s,
                left_s=left_s,
                choice=self._offers.first(self._local_now(), self._situation(left_s))
                if with_exercise
                else None,
                snooze_s=kind.snooze_s,
                snoozes_left=self._snoozes_left(kind.id),
                lines=_LINES.get(kind.offers, REST_LINES),
            )
        )

    def _close(self, _effect: Effect) -> None:
        self._presenter.close()

    def _refuse(self, effect: Effect) -> None:
        self.refused.emit(str(effect.data.get("reason", "")))

    def _nudge(self, effect: Effect) -> None:
        kind = self.settings.kind(effect.kind or "")
        self.nudged.emit(kind.name if kind is not None else "Break")

    def _snoozes_left(self, kind_id: str) -> int:
        kinds = {one.kind: one.snoozes_left for one in self.view().kinds}
        return kinds.get(kind_id, 0)

    def _situation(self, seconds: float) -> Situation:
        """Where the person is, as far as it is known; who is in a call may be seen."""
        holds = self._engine.state.holds
        return Situation(seconds=seconds, camera_on="call" in holds, discreet="meeting" in holds)

    def _local_now(self) -> datetime:
        return self._clock.read().wall.astimezone(zone(self._engine.state.zone))

    # What the person wants

    @Slot(object)
    def _start(self, kind: str) -> None:
        self.tell(BreakNow(kind))

    @Slot(object)
    def _snooze(self, _kind: str) -> None:
        self.tell(Told.SNOOZE)

    @Slot(object)
    def _done(self, _kind: str) -> None:
        self.tell(Told.DONE)

    @Slot(object)
    def _skip(self, skipped: Skipped) -> None:
        self._tell(Told.SKIP, skipped.reason or "")

    @Slot(object)
    def _leave(self, _kind: str) -> None:
        self._tell(Told.SKIP, LEFT)

    @Slot(object)
    def _another(self, left_s: float) -> None:
        self._presenter.offer(self._offers.another(self._local_now(), self._situation(left_s)))

    @Slot(object)
    def _exercised(self, effects: Sequence[Done]) -> None:
        self._offers.take(effects)
