"""A day to be played: reading and checking the timeline file of the simulator."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from posture_app.breaks.events import (
    BreakNow,
    ChangeSettings,
    Event,
    MeetingExtends,
    MeetingStarts,
    Pause,
    PlainEvent,
)
from posture_app.breaks.faults import MISSING, Checks, inside, number, one_of
from posture_app.breaks.hours import zone_called
from posture_app.breaks.settings import BreakSettings, check_settings
from posture_app.breaks.state import to_ms
from posture_app.dataclass import dataclass
from posture_app.errors import AnyOf, sentence

LONGEST_S: Final = 100 * 366 * 86400.0
"""A century: the calendar must not run out."""

_LOCAL: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?")
_FIELDS: Final = ("start", "time_zone", "until_s", "events")


@dataclass(frozen=True, slots=True)
class Stall:
    """The process does not run for a while; no clock shows it."""

    for_s: float


@dataclass(frozen=True, slots=True)
class Restart:
    """The process is killed and started again."""

    down_s: float


@dataclass(frozen=True, slots=True)
class ChangeClock:
    """The wall clock is set to a local time, or moved to another zone, or both."""

    to: datetime | None
    zone: str | None = None


Play = Event | Stall | Restart | ChangeClock


@dataclass(frozen=True, slots=True)
class EventTimeline:
    """What happens, in order: `plays`, and when each in `at_ms` since `start` (local, naive).

    The person is active from the start on. A year has half a million of both, so they are no pairs.
    """

    start: datetime
    zone: tzinfo
    until_ms: int
    at_ms: Sequence[int]
    plays: Sequence[Play]


_NOT_PLAYED: Final = {
    *(PlainEvent.STALLS, PlainEvent.RUNS_AGAIN, PlainEvent.KILLED, PlainEvent.STARTED),
    *(
        PlainEvent.TYPING_STARTS,
        PlainEvent.TYPING_ENDS,
        PlainEvent.SESSION_STARTS,
        PlainEvent.SESSION_ENDS,
    ),
}
_SIGNALS: Final[Mapping[str, PlainEvent]] = {
    signal.value: signal for signal in PlainEvent if signal not in _NOT_PLAYED
}


def check_timeline(
    checks: Checks, raw: object, settings: BreakSettings | None
) -> EventTimeline | None:
    """Read a timeline from its JSON form, with every fault left in `checks`.

    `settings` tell which kinds of breaks there are; None where they could not be read.
    """
    if not isinstance(raw, dict):
        checks.expected("", sentence("an object with a timeline"), raw)
        return None
    checks.only("", raw, _FIELDS)
    start = _local(checks, "start", raw.get("start", MISSING))
    zone = _zone(checks, "time_zone", raw.get("time_zone", MISSING))
    until_s = _seconds(checks, "until_s", raw.get("until_s", MISSING), 0)
    events = raw.get("events", [])
    if not isinstance(events, list):
        checks.expected("events", sentence("a list of events"), events)
        return None
    at_ms, plays = _Events(checks, settings).read(events)
    if start is None or zone is None or until_s is None:
        return None
    return EventTimeline(start, zone, to_ms(until_s), at_ms, plays)


class _Events:
    """Reads the events, which are many, and knows the kinds of breaks at each point."""

    def __init__(self, checks: Checks, settings: BreakSettings | None) -> None:
        self._checks = checks
        self._kinds = None if settings is None else {kind.id for kind in settings.kinds}

    def read(self, events: Sequence[object]) -> tuple[Sequence[int], Sequence[Play]]:
        at_ms: list[int] = []
        plays: list[Play] = []
        last_s = 0.0
        for index, raw in enumerate(events):
            # Nearly all are signals without a fault; the rest can take its time.
            if type(raw) is dict and len(raw) == 2:
                at, name = raw.get("at_s"), raw.get("event")
                if (type(at) is int or type(at) is float) and last_s <= at <= LONGEST_S:
                    signal = _SIGNALS.get(name) if type(name) is str else None
                    if signal is not None:
                        at_ms.append(round(at * 1000))
                        plays.append(signal)
                        last_s = at
                        continue
            place = f"events[{index}]"
            if self._checks.full:
                self._checks.leave_off(place)
                break
            if not isinstance(raw, dict):
                self._checks.expected(place, sentence("an object with an event"), raw)
                continue
            at_s = self._at(place, raw.get("at_s", MISSING), last_s)
            play = self._play(place, raw)
            if at_s is not None:
                last_s = at_s
                if play is not None:
                    at_ms.append(to_ms(at_s))
                    plays.append(play)
        return at_ms, plays

    def _at(self, place: str, raw: object, last_s: float) -> float | None:
        at = _seconds(self._checks, f"{place}.at_s", raw, 0)
        if at is not None and at < last_s:
            what = sentence(
                "{seconds} or later, as events come in order of time", seconds=f"{last_s:g}"
            )
            self._checks.expected(f"{place}.at_s", what, raw)
            return None
        return at

    def _play(self, place: str, raw: Mapping[str, object]) -> Play | None:
        name = raw.get("event", MISSING)
        if isinstance(name, str) and name in _SIGNALS:
            self._checks.only(place, raw, ("at_s", "event"))
            return _SIGNALS[name]
        if isinstance(name, str) and name in _WITH_MORE:
            fields, read = _WITH_MORE[name]
            self._checks.only(place, raw, ("at_s", "event", *fields))
            return read(self, place, raw)
        self._checks.expected(f"{place}.event", one_of(sorted([*_SIGNALS, *_WITH_MORE])), name)
        return None

    def break_now(self, place: str, raw: Mapping[str, object]) -> Play | None:
        kind = raw.get("break", MISSING)
        if isinstance(kind, str) and (self._kinds is None or kind in self._kinds):
            return BreakNow(kind)
        known = AnyOf(tuple(f'"{kind}"' for kind in sorted(self._kinds or ())))
        if known.texts:
            what = sentence("a kind of break ({kinds})", kinds=known)
        else:
            what = sentence("a kind of break (there is none)")
        self._checks.expected(f"{place}.break", what, kind)
        return None

    def pause(self, place: str, raw: Mapping[str, object]) -> Play | None:
        for_s = raw.get("for_s", MISSING)
        if for_s == "until_tomorrow":
            return Pause(until_tomorrow=True)
        if for_s is MISSING or for_s is None:
            return Pause()
        found = number(for_s)
        if found is None or not 0 < found <= LONGEST_S:
            what = sentence('seconds as a number above 0, null, or "until_tomorrow"')
            self._checks.expected(f"{place}.for_s", what, for_s)
            return None
        return Pause(found)

    def stall(self, place: str, raw: Mapping[str, object]) -> Play | None:
        for_s = _seconds(self._checks, f"{place}.for_s", raw.get("for_s", MISSING), 0)
        return None if for_s is None else Stall(for_s)

    def restart(self, place: str, raw: Mapping[str, object]) -> Play | None:
        down_s = _seconds(self._checks, f"{place}.down_s", raw.get("down_s", MISSING), 0)
        return None if down_s is None else Restart(down_s)

    def meeting(self, place: str, raw: Mapping[str, object]) -> Play | None:
        for_s = _seconds(self._checks, f"{place}.for_s", raw.get("for_s", MISSING), 0)
        if for_s is None:
            return None
        longer = raw.get("event") == "meeting_extends"
        return MeetingExtends(for_s) if longer else MeetingStarts(for_s)

    def clock_set(self, place: str, raw: Mapping[str, object]) -> Play | None:
        to = _local(self._checks, f"{place}.to", raw.get("to", MISSING))
        return None if to is None else ChangeClock(to)

    def zone_set(self, place: str, raw: Mapping[str, object]) -> Play | None:
        zone = _zone(self._checks, f"{place}.time_zone", raw.get("time_zone", MISSING))
        return None if zone is None else ChangeClock(None, str(zone))

    def settings(self, place: str, raw: Mapping[str, object]) -> Play | None:
        settings = check_settings(
            self._checks, inside(place, "settings"), raw.get("settings", MISSING)
        )
        self._kinds = {kind.id for kind in settings.kinds}
        return ChangeSettings(settings)


_Reader = Callable[[_Events, str, Mapping[str, object]], Play | None]
_WITH_MORE: Final[Mapping[str, tuple[tuple[str, ...], _Reader]]] = {
    "break_now": (("break",), _Events.break_now),
    "pause": (("for_s",), _Events.pause),
    "stall": (("for_s",), _Events.stall),
    "restart": (("down_s",), _Events.restart),
    "meeting_starts": (("for_s",), _Events.meeting),
    "meeting_extends": (("for_s",), _Events.meeting),
    "clock_set": (("to",), _Events.clock_set),
    "zone_set": (("time_zone",), _Events.zone_set),
    "settings": (("settings",), _Events.settings),
}


def _seconds(checks: Checks, place: str, raw: object, least: float) -> float | None:
    found = number(raw)
    if found is not None and least <= found <= LONGEST_S:
        return found
    what = sentence(
        "seconds as a number from {least} to {most}", least=f"{least:g}", most=f"{LONGEST_S:g}"
    )
    checks.expected(place, what, raw)
    return None


def _local(checks: Checks, place: str, raw: object) -> datetime | None:
    if isinstance(raw, str) and _LOCAL.fullmatch(raw):
        try:
            local = datetime.fromisoformat(raw)
        except ValueError:
            local = None
        if local is not None and 1900 <= local.year <= 2999:
            return local
    checks.expected(place, sentence('a local date and time such as "2026-03-02T08:55:00"'), raw)
    return None


def _zone(checks: Checks, place: str, raw: object) -> tzinfo | None:
    if isinstance(raw, str) and raw:
        try:
            return zone_called(raw)
        except ValueError:
            pass
    checks.expected(place, sentence('a time zone such as "Europe/Berlin"'), raw)
    return None
