"""Writes down what came of each break, and how the time between them went.

It follows the scheduler's effects and the state after them; it decides nothing.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, assert_never

from posture_app.breaks.effects import (
    AbsenceEnded,
    BreakEffect,
    BreakEnded,
    BreakStarted,
    BreakWaits,
    ClockMoved,
    CountReset,
    Dropped,
    Merged,
    NoticeGiven,
    NoticeWithdrawn,
    Nudged,
    Refused,
    Released,
    SettingsChanged,
    Withheld,
    WorkEnded,
    WorkStarted,
)
from posture_app.breaks.hours import NEVER
from posture_app.breaks.reasons import HoldKey, ResetReason
from posture_app.breaks.state import SchedulerState
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakRecord, Stretch, StretchKind
from posture_app.reminders.buffered_history import HistoryLike
from posture_app.store.errors import StoreError
from posture_app.words.catalogue import N_, _, said

if TYPE_CHECKING:  # not loaded while the program waits for the next break
    from posture_app.coach.break_exercises import Choice

_log = logging.getLogger(__name__)

STRETCH_MS: Final = 60_000
"""Work that goes on is written down this often,"""
AWAY_MS: Final = 300_000
"""and an absence, in which nobody looks and nothing should wake the machine, this often."""
LEFT: Final = "left"
"""The reason of a break that was left by the emergency exit."""
_IN_MEMORY: Final = N_(
    "{problem} Your breaks go on, and are kept in memory until they can be written down."
)
_NATURAL: Final = frozenset({ResetReason.IDLE, ResetReason.LOCKED, ResetReason.SUSPEND})
"""What a session did is in the log already, and so is a longer break."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a break has offered so far.

    `choice` is the exercise at hand, None for a break without one; `passed_over` the ids of those
    that were changed for another; `done` how much of the choice was done, from 0 to 1.
    """

    choice: "Choice | None" = None
    passed_over: tuple[str, ...] = ()
    done: float = 0.0

    @property
    def share(self) -> float:
        """How much of the prescribed dose was done."""
        return self.done * self.choice.share if self.choice is not None else 0.0


_NOTHING: Final = Offered()


class HistoryInMemory:
    """A history of this run only, where there is no log."""

    def __init__(self) -> None:
        self._records: dict[str, BreakRecord] = {}

    def add(self, record: BreakRecord) -> None:
        """Remember a break."""
        self._records[record.id] = record

    def add_stretch(self, _stretch: Stretch) -> None:
        """Nobody asks for stretches."""

    def records(self, since: datetime, until: datetime) -> Sequence[BreakRecord]:
        """The breaks of a time."""
        return tuple(one for one in self._records.values() if since <= one.began < until)

    def stretches(self, _since: datetime, _until: datetime) -> Sequence[Stretch]:
        """None is remembered."""
        return ()


@dataclass(slots=True)
class _Held:
    """What held a break back, since when, and for how long once it is released."""

    since_ms: int
    by: list[HoldKey] = field(default_factory=list)
    held_ms: int | None = None


@dataclass(frozen=True, slots=True)
class _Absence:
    """An absence that counted as a break, so far."""

    id: str
    kind: str
    length_s: float
    began_ms: int


class BreakRecorder:
    """Owns what is being followed. `told` gets a sentence once where nothing can be written."""

    def __init__(self, history: HistoryLike, told: Callable[[str], None]) -> None:
        self.history = history
        self._told = told
        self._has_told = False
        self._began_ms: int | None = None
        self._held: dict[str, _Held] = {}
        self._absence: _Absence | None = None
        self._what: StretchKind | None = None
        # Nothing that is before this is written any more.
        self._written_ms = -NEVER

    def begin(self, state: SchedulerState) -> None:
        """Go on with what the last run left."""
        if state.running is not None:
            self._began_ms = state.running.started_ms
        for count in state.counts:
            if count.withheld_ms is not None:
                self._held[count.kind] = _Held(count.withheld_ms, list(state.holds))

    def take(
        self,
        state: SchedulerState,
        effect: BreakEffect,
        offered: Offered = _NOTHING,
        skip_reason: str = "",
    ) -> None:
        """Something was decided.

        Args:
            state: The scheduler's, after it.
            effect: What was decided.
            offered: What the break at hand has offered.
            skip_reason: Why it is skipped, if it is.
        """
        match effect:
            case BreakStarted():
                self._begins(effect)
            case BreakEnded():
                self._ends(state, effect, offered, skip_reason)
            case Withheld(at_ms, kind, held_by):
                self._held[kind] = _Held(at_ms, [held_by])
            case Released():
                self._released(effect)
            case Merged() | Dropped():
                self._held.pop(effect.kind, None)
            case CountReset():
                self._reset(state, effect)
            case AbsenceEnded():
                self._was_away(state, effect)
            case NoticeGiven() | NoticeWithdrawn() | BreakWaits() | Nudged() | Refused():
                pass
            case WorkStarted() | WorkEnded() | SettingsChanged() | ClockMoved():
                pass
            case _:
                assert_never(effect)

    def settle(self, state: SchedulerState) -> None:
        """All that was decided is told; this is how things stand."""
        for count in state.counts:
            if count.withheld_ms is not None and count.kind in self._held:
                known = self._held[count.kind].by
                known += [key for key in state.holds if key not in known]
        if state.away_since_ms is None:
            self._return(state)
        self._follow_time(state)

    def finish(self, state: SchedulerState) -> None:
        """The program ends."""
        self._return(state)
        self._end_stretch(state, state.now_ms)

    # Breaks

    def _released(self, effect: Released) -> None:
        held = self._held.get(effect.kind)
        if held is not None:
            held.held_ms = effect.at_ms - held.since_ms

    def _begins(self, effect: BreakStarted) -> None:
        self._began_ms = effect.at_ms
        held = self._held.get(effect.kind)
        if held is not None and held.held_ms is None:  # asked for while it was held back
            held.held_ms = effect.at_ms - held.since_ms

    def _ends(
        self, state: SchedulerState, effect: BreakEnded, offered: Offered, skip_reason: str
    ) -> None:
        began_ms, self._began_ms = self._began_ms, None
        held = self._held.pop(effect.kind, None)
        length_s = effect.length_s
        if length_s is None:  # it was only announced
            began_ms, offered = effect.at_ms, Offered()
        elif began_ms is None:  # it ended while the program did not run
            began_ms = effect.at_ms - round(length_s * 1000)
        kind = state.settings.kind(effect.kind)
        choice = offered.choice
        self._add(
            BreakRecord(
                id=_new_id(),
                kind=effect.kind,
                name=kind.name if kind is not None else effect.kind,
                result=effect.result,
                began=_instant(state, began_ms),
                ended=_instant(state, effect.at_ms),
                planned_s=length_s or (kind.length_s if kind is not None else 0.0),
                rested_s=effect.rested_s,
                skip_reason=skip_reason if effect.result == "skipped" else "",
                exercise_id=choice.exercise.id if choice is not None else "",
                exercise_name=choice.exercise.name if choice is not None else "",
                side=choice.side if choice is not None else None,
                share=offered.share,
                passed_over=offered.passed_over,
                held_by=tuple(held.by) if held is not None and held.held_ms is not None else (),
                held_s=(held.held_ms or 0) / 1000 if held is not None else 0.0,
                time_zone=state.zone,
            )
        )

    # Absences that count as breaks

    def _reset(self, state: SchedulerState, effect: CountReset) -> None:
        self._held.pop(effect.kind, None)
        kind = state.settings.kind(effect.kind)
        if effect.reason not in _NATURAL or kind is None:
            return
        known = self._absence
        if known is not None and known.length_s >= kind.length_s:
            return
        began_ms = effect.at_ms - round(effect.away_s * 1000)
        if known is None:
            known = _Absence(_new_id(), kind.id, kind.length_s, began_ms)
        # One absence is one break: the longest that it counts as.
        self._absence = replace(known, kind=kind.id, length_s=kind.length_s)
        self._add_absence(state, self._absence, effect.at_ms)

    def _return(self, state: SchedulerState) -> None:
        absence, self._absence = self._absence, None
        if absence is not None:
            self._add_absence(state, absence, state.now_ms)

    def _add_absence(self, state: SchedulerState, absence: _Absence, at_ms: int) -> None:
        kind = state.settings.kind(absence.kind)
        self._add(
            BreakRecord(
                id=absence.id,
                kind=absence.kind,
                name=kind.name if kind is not None else absence.kind,
                result="natural",
                began=_instant(state, absence.began_ms),
                ended=_instant(state, at_ms),
                planned_s=absence.length_s,
                rested_s=(at_ms - absence.began_ms) / 1000,
                time_zone=state.zone,
            )
        )

    # Work and absence

    def _was_away(self, state: SchedulerState, effect: AbsenceEnded) -> None:
        """An absence that is over as soon as it is known: asleep, or not running."""
        away_ms = round(effect.away_s * 1000)
        if away_ms and state.working:
            since_ms = max(effect.at_ms - away_ms, self._written_ms)
            self._end_stretch(state, since_ms)
            self._what, self._written_ms = "away", since_ms
            self._end_stretch(state, effect.at_ms)
            self._what = None

    def _follow_time(self, state: SchedulerState) -> None:
        what, now_ms = _what(state), state.now_ms
        known_ms = now_ms
        if what == "away":
            known_ms = max(self._written_ms, state.away_since_ms or now_ms)
        elif not state.input_on:  # it may turn out that the person has been away since then
            known_ms = max(self._written_ms, state.last_input_ms)
        if what != self._what:
            # An absence is dated back to the last input; all else begins now.
            turned_ms = known_ms if what == "away" else now_ms
            self._end_stretch(state, turned_ms)
            self._what, self._written_ms = what, turned_ms
        elif what != "away" and known_ms - self._written_ms >= STRETCH_MS:
            self._end_stretch(state, known_ms)
        elif what == "away" and now_ms - self._written_ms >= AWAY_MS:
            self._end_stretch(state, now_ms)

    def _end_stretch(self, state: SchedulerState, at_ms: int) -> None:
        """Write down what went on until then; it may go on."""
        what, since_ms = self._what, self._written_ms
        if what is not None and since_ms < at_ms:
            self._written_ms = at_ms
            stretch = Stretch(_instant(state, since_ms), _instant(state, at_ms), what)
            self._try(lambda: self.history.add_stretch(stretch))

    def _add(self, record: BreakRecord) -> None:
        self._try(lambda: self.history.add(record))

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except StoreError as error:
            _log.warning("a break could not be written down: %s", error)
            if not self._has_told:
                self._has_told = True
                self._told(_(_IN_MEMORY).format(problem=said(error.message)))


def _new_id() -> str:
    from uuid import uuid4  # noqa: PLC0415 - not before there is something to write down

    return str(uuid4())


def _what(state: SchedulerState) -> StretchKind | None:
    """What goes on. A break is work until it turns out that it was taken."""
    if not state.working:
        return None
    if state.away_since_ms is not None:
        return "away"
    held = state.holds and any(count.withheld_ms is not None for count in state.counts)
    return "held" if held and state.running is None else "active"


def _instant(state: SchedulerState, at_ms: int) -> datetime:
    return datetime.fromtimestamp((at_ms + state.wall_less_boot_ms) / 1000, UTC)
