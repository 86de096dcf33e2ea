"""A working day as the scheduler would run it with the settings as they are now."""

import heapq
from collections.abc import Sequence
from dataclasses import field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from posture_app.breaks import scheduler
from posture_app.breaks.effects import (
    BreakEffect,
    BreakEnded,
    BreakStarted,
    CountReset,
    Dropped,
    Nudged,
    Released,
    Withheld,
)
from posture_app.breaks.events import PlainEvent
from posture_app.breaks.hours import WorkHours, instant_ms, local_time, zone_called
from posture_app.breaks.reasons import ResetReason
from posture_app.breaks.scheduler import Scheduler
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.state import SchedulerState
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.reminders.days import day_view
from posture_app.ui.pages.breaks_snapshots import Decision, SimulatedDay
from posture_app.words.breaks import decision
from posture_app.words.breaks_on_screen import imagined_day

USUAL_MIN: Final = (9 * 60, 17 * 60 + 30)
"""The working day of who has named no hours."""
MOST_MIN: Final = 16 * 60
"""Longer days are cut: nobody works that long in front of a screen."""
NOON_MIN: Final = 12 * 60 + 15
LUNCH_MIN: Final = 40
_LETS_GO_MS: Final = 2000
"""Who takes a break needs a moment to let go of the keyboard."""

PlayedEvent = tuple[int, PlainEvent]
"""Milliseconds since the day's start, and what happens."""


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A plausible day: when it begins (local, naive), how long it is, and what happens in it."""

    start: datetime
    length_min: int
    plays: tuple[PlayedEvent, ...]
    pauses: int
    with_call: bool

    @property
    def until_ms(self) -> int:
        """Its end."""
        return self.length_min * 60_000


@dataclass(slots=True)
class Played:
    """What came of a day: the scheduler's decisions, all that happened, the rests."""

    state: SchedulerState
    effects: list[BreakEffect] = field(default_factory=list)
    plays: list[PlayedEvent] = field(default_factory=list)
    away_ms: list[tuple[int, int]] = field(default_factory=list)


def preview(settings: BreakSettings, today: date, zone: str) -> SimulatedDay:
    """The next working day from `today` on, on which every break is taken as it comes.

    `zone` is the IANA name of the person's time zone. Takes some milliseconds.
    """
    day = work_day(settings.work, today)
    played = play(settings, day, zone)
    place = zone_called(zone)
    start_ms = instant_ms(day.start, place)
    records, stretches = _history(played, day, start_ms)
    begin, end = (local_time(start_ms + ms, place) for ms in (0, day.until_ms))
    view = day_view(records, stretches, settings, end, begin)
    if view is None:  # a day has at least its activity
        raise ValueError("the day is empty")
    return SimulatedDay(
        day=replace(view, now=None),
        events=tuple(
            Decision(local_time(start_ms + effect.at_ms, place), decision(played.state, effect))
            for effect in played.effects
            if _tells(effect)
        ),
        about=imagined_day(begin, end, pauses=day.pauses, with_call=day.with_call),
    )


def work_day(work: WorkHours | None, today: date) -> WorkDay:
    """The first day from `today` on that has work hours, with pauses, a meal and a call in it."""
    days = [today + timedelta(days=number) for number in range(7)]
    day = next((one for one in days if work is None or work[one.weekday()]), today)
    ranges = work[day.weekday()] if work is not None else ()
    first = min((one.start_min for one in ranges), default=USUAL_MIN[0])
    last = max((one.end_min for one in ranges), default=USUAL_MIN[1])
    last = min(last, first + MOST_MIN)
    gaps = sorted((one.end_min, one.start_min) for one in ranges)
    away = _pauses(first, last, [pair for pair in _between(gaps) if pair[1] <= last])
    plays: list[PlayedEvent] = []
    for left, back in away:
        plays += [
            ((left - first) * 60_000, PlainEvent.INPUT_STOPS),
            ((back - first) * 60_000, PlainEvent.INPUT_RESUMES),
        ]
    call = _call(first, last, away)
    if call is not None:
        plays += [
            ((call[0] - first) * 60_000, PlainEvent.CALL_STARTS),
            ((call[1] - first) * 60_000, PlainEvent.CALL_ENDS),
        ]
    return WorkDay(
        start=datetime.combine(day, time()) + timedelta(minutes=first),
        length_min=last - first,
        plays=tuple(sorted(plays)),
        pauses=len(away),
        with_call=call is not None,
    )


def play(settings: BreakSettings, day: WorkDay, zone: str) -> Played:
    """Run the scheduler through a day; who has a break rests until it is over."""
    start_ms = instant_ms(day.start, zone_called(zone))
    machine = Scheduler(scheduler.start(settings, 0.0, start_ms, zone))
    played = Played(machine.state)
    coming = list(day.plays)
    heapq.heapify(coming)
    away = _absences(day.plays)
    while True:
        at_ms = min(machine.next_ms, coming[0][0] if coming else day.until_ms)
        if at_ms >= day.until_ms:
            break
        if coming and coming[0][0] <= at_ms:
            at_ms, signal = heapq.heappop(coming)
            machine.take(signal, at_ms)
            played.plays.append((at_ms, signal))
        else:
            machine.advance(at_ms)
        for effect in machine.effects:
            played.effects.append(effect)
            if isinstance(effect, BreakStarted):
                rest = effect.at_ms + _LETS_GO_MS, effect.at_ms + round(effect.length_s * 1000)
                for play_ms, one in zip(
                    rest, (PlainEvent.INPUT_STOPS, PlainEvent.INPUT_RESUMES), strict=True
                ):
                    # Who is away anyway does not come back for the break's end.
                    if not any(left <= play_ms < back for left, back in away):
                        heapq.heappush(coming, (play_ms, one))
        machine.effects.clear()
    played.away_ms = away
    return played


def _tells(effect: BreakEffect) -> bool:
    """Whether a decision is one that a person sees something of."""
    if isinstance(effect, CountReset):
        return effect.reason is not ResetReason.LONGER_BREAK
    return isinstance(effect, BreakEnded | Withheld | Released | Nudged)


def _between(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The gaps between ranges that are given as (end, start), in order."""
    return [(end, start) for (end, _), (_, start) in pairwise(ranges) if start - end >= 15]


def _pauses(first: int, last: int, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """When the person is away, in minutes of the day: a meal, and two pauses of a few minutes."""
    length = last - first
    pauses = list(gaps)
    if not pauses and length >= 5 * 60:
        usual = first + 60 <= NOON_MIN <= last - 60 - LUNCH_MIN
        at = NOON_MIN if usual else first + length // 2
        pauses.append((at, at + LUNCH_MIN))
    for share, minutes in ((0.17, 4), (0.74, 9)):
        at = first + round(length * share)
        clear = all(back + 20 <= at or at + minutes + 20 <= left for left, back in pauses)
        if clear and at + minutes < last:
            pauses.append((at, at + minutes))
    return sorted(pauses)


def _call(first: int, last: int, away: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """A call of 35 minutes, where there is room for it."""
    length = last - first
    for share in (0.24, 0.55, 0.8):
        at = first + round(length * share)
        if at + 35 < last and all(back <= at or at + 35 <= left for left, back in away):
            return at, at + 35
    return None


def _absences(plays: Sequence[PlayedEvent]) -> list[tuple[int, int]]:
    left = [at for at, signal in plays if signal is PlainEvent.INPUT_STOPS]
    back = [at for at, signal in plays if signal is PlainEvent.INPUT_RESUMES]
    return list(zip(left, back, strict=True))


def _history(
    played: Played, day: WorkDay, start_ms: int
) -> tuple[list[BreakRecord], list[Stretch]]:
    """The day as the log would keep it."""

    def at(ms: int) -> datetime:
        return datetime.fromtimestamp((start_ms + ms) / 1000, UTC)

    edges = [0, *(edge for away in played.away_ms for edge in away), day.until_ms]
    stretches = [
        Stretch(at(since), at(until), "active")
        for since, until in zip(edges[::2], edges[1::2], strict=True)
    ]
    records: list[BreakRecord] = []
    settings = played.state.settings
    for number, (kind, began, ended, rested_s) in enumerate(_breaks(played)):
        records.append(
            BreakRecord(
                id=str(number),
                kind=kind,
                name=_name(settings, kind),
                result="taken",
                began=at(began),
                ended=at(ended),
                planned_s=(ended - began) / 1000,
                rested_s=rested_s,
            )
        )
    for left, back in played.away_ms:
        stretches.append(Stretch(at(left), at(back), "away"))
        counted = [
            effect.kind
            for effect in played.effects
            if isinstance(effect, CountReset) and left < effect.at_ms <= back
        ]
        if counted:
            records.append(
                BreakRecord(
                    id=f"away-{left}",
                    kind=counted[-1],
                    name=_name(settings, counted[-1]),
                    result="natural",
                    began=at(left),
                    ended=at(back),
                    planned_s=0.0,
                    rested_s=(back - left) / 1000,
                )
            )
    stretches += [Stretch(at(since), at(until), "held") for since, until in _held(played, day)]
    return records, stretches


def _name(settings: BreakSettings, kind_id: str) -> str:
    kind = settings.kind(kind_id)
    return kind_id if kind is None else kind.name


def _breaks(played: Played) -> list[tuple[str, int, int, float]]:
    found, began = [], 0
    for effect in played.effects:
        if isinstance(effect, BreakStarted):
            began = effect.at_ms
        elif isinstance(effect, BreakEnded) and effect.result == "taken":
            found.append((effect.kind, began, effect.at_ms, effect.rested_s))
    return found


def _held(played: Played, day: WorkDay) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    since: int | None = None
    for effect in played.effects:
        if isinstance(effect, Withheld) and since is None:
            since = effect.at_ms
        elif isinstance(effect, Released | Dropped) and since is not None:
            found.append((since, effect.at_ms))
            since = None
    return found if since is None else [*found, (since, day.until_ms)]
