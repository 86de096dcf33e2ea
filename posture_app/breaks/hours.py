"""Work hours: ranges of local time for each day of the week, and when the next one begins or ends.

Ranges are local time and instants are milliseconds since 1970 in UTC, so that daylight saving
needs no rule of its own. A local time that comes twice means its first coming; one that is left
out means the moment at which the clocks jump over it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from posture_app.breaks.faults import Checks, inside
from posture_app.dataclass import dataclass
from posture_app.errors import Message, sentence

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEVER: Final = 1 << 62
"""Later than anything, in milliseconds."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_TWO: Final = tuple(f"{number:02}" for number in range(60))
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_OFFSET: Final = re.compile(
    r"UTC(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d)(?::?(?P<seconds>[0-5]\d))?)?"
)
_AHEAD_DAYS: Final = 16
"""How far to look for the next change: two weeks, as a jump of the clocks can swallow a range."""


@dataclass(frozen=True, slots=True)
class HoursRange:
    """From one local time to another, in minutes since the midnight that the day begins with.

    `end_min` is past 1440 where the range ends on the next day.
    """

    start_min: int
    end_min: int


WorkHours = tuple[tuple[HoursRange, ...], ...]
"""The ranges of Monday to Sunday."""


def zone_called(name: str) -> tzinfo:
    """The time zone of an IANA name, or of an offset such as "UTC+05:30".

    A system that has no name for its zone has at least an offset. `str` of a zone is its name.

    Raises:
        ValueError: There is no such zone.
    """
    offset = _OFFSET.fullmatch(name)
    if offset is not None and int(offset["hours"]) < 24:
        parts = offset.groupdict("0")
        sign = -1 if parts.pop("sign") == "-" else 1
        return timezone(sign * timedelta(**{unit: int(count) for unit, count in parts.items()}))
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:  # a missing zone is a KeyError
        raise ValueError(name) from error


def instant_ms(local: datetime, zone: tzinfo) -> int:
    """The instant of a local time (naive) in a zone."""
    aware = local.replace(tzinfo=zone, fold=0)
    instant = aware.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        return _jump_ms(aware)
    return unix_ms(instant)


def unix_ms(instant: datetime) -> int:
    """Milliseconds since 1970 of an aware instant."""
    return round((instant - _EPOCH) / _MILLISECOND)


def local_time(at_ms: int, zone: tzinfo) -> datetime:
    """The local time of an instant, with its offset."""
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(zone)


class Calendar:
    """Writes many instants as local time, asking the zone for its offset once a day."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._first_ms = self._end_ms = 0
        self._midnight_ms = 0
        self._date = self._offset = ""

    def iso(self, at_ms: int) -> str:
        """The local time of an instant with its offset, as `datetime.isoformat` has it."""
        if not self._first_ms <= at_ms < self._end_ms and not self._turn(at_ms):
            return local_time(at_ms, self.zone).isoformat()
        seconds, ms = divmod(at_ms - self._midnight_ms, 1000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        part = f".{ms:03}000" if ms else ""
        return f"{self._date}{_TWO[hour]}:{_TWO[minute]}:{_TWO[second]}{part}{self._offset}"

    def _turn(self, at_ms: int) -> bool:
        """Look up the local day of an instant; False if the clocks are changed in it."""
        local = local_time(at_ms, self.zone)
        first = datetime(local.year, local.month, local.day, tzinfo=self.zone)
        end = first + timedelta(days=1)
        offset = local.utcoffset()
        if first.utcoffset() != offset or end.utcoffset() != offset:
            return False
        self._first_ms = self._midnight_ms = unix_ms(first)
        self._end_ms = unix_ms(end)
        text = first.isoformat()
        self._date, self._offset = text[:11], text[19:]
        return True


def _jump_ms(left_out: datetime) -> int:
    """When the clocks jump over a local time: between what it means by the old and new offset."""
    zone = left_out.tzinfo
    late = unix_ms(left_out.astimezone(UTC))
    early = unix_ms(left_out.replace(fold=1).astimezone(UTC))
    after = (_EPOCH + timedelta(milliseconds=late)).astimezone(zone).utcoffset()
    while late - early > 1:
        middle = (early + late) // 2
        if (_EPOCH + timedelta(milliseconds=middle)).astimezone(zone).utcoffset() == after:
            late = middle
        else:
            early = middle
    return late


def work_at(work: WorkHours | None, wall_ms: int, zone: tzinfo) -> tuple[bool, int]:
    """Whether an instant is inside the work hours, and the next instant at which that changes.

    Ranges that touch or overlap are one. The second value is NEVER where nothing will change.
    """
    if work is None:
        return True, NEVER
    today = local_time(wall_ms, zone).date()
    for start_ms, end_ms in _spans(work, today, zone):
        if wall_ms < start_ms:
            return False, start_ms
        if wall_ms < end_ms:
            return True, end_ms
    return False, NEVER


def next_start_ms(work: WorkHours | None, wall_ms: int, zone: tzinfo, morning_min: int) -> int:
    """When the work of tomorrow starts: the first range that begins on that local day or later.

    A day begins for a person with the morning, at `morning_min` minutes after midnight: who says
    "tomorrow" at 00:30 means the day that is about to come. Without work hours that is when it
    starts, and so it is with a range that goes on from one of the day before.
    """
    local = local_time(wall_ms, zone)
    tomorrow = local.date()
    if local.hour * 60 + local.minute >= morning_min:
        tomorrow += timedelta(days=1)
    if work is None or not any(work):
        return _instant(tomorrow, morning_min, zone)
    first_ms = _instant(tomorrow, 0, zone)
    starts = {start_ms for start_ms, _ in _spans(work, tomorrow, zone)}
    found = [
        begins_ms
        for ahead in range(_AHEAD_DAYS)
        for span in work[(tomorrow + timedelta(days=ahead)).weekday()]
        for begins_ms in [
            _begins_ms(span, tomorrow + timedelta(days=ahead), zone, starts, morning_min)
        ]
        if begins_ms > max(wall_ms, first_ms - 1)
    ]
    return min(found, default=_instant(tomorrow, morning_min, zone))


def _begins_ms(
    span: HoursRange, day: date, zone: tzinfo, starts: Collection[int], morning_min: int
) -> int:
    """When a person begins with a range: with its start, or in the morning if it only goes on."""
    start_ms = _instant(day, span.start_min, zone)
    goes_on = start_ms not in starts and span.start_min < morning_min < span.end_min
    return _instant(day, morning_min, zone) if goes_on else start_ms


@lru_cache(maxsize=8)
def _spans(work: WorkHours, day: date, zone: tzinfo) -> Sequence[tuple[int, int]]:
    """The joined spans of work from the day before `day` on, as instants."""
    joined: list[tuple[int, int]] = []
    for start_ms, end_ms in sorted(_ranges(work, day, zone)):
        if joined and start_ms <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end_ms))
        elif start_ms < end_ms:
            joined.append((start_ms, end_ms))
    return joined


def _ranges(work: WorkHours, day: date, zone: tzinfo) -> Iterator[tuple[int, int]]:
    for ahead in range(-1, _AHEAD_DAYS):
        there = day + timedelta(days=ahead)
        for span in work[there.weekday()]:
            yield _instant(there, span.start_min, zone), _instant(there, span.end_min, zone)


def _instant(day: date, minutes: int, zone: tzinfo) -> int:
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local time
    return instant_ms(midnight + timedelta(minutes=minutes), zone)


def read_hours(checks: Checks, place: str, raw: object) -> WorkHours | None:
    """Read `{"mon": [["09:00", "18:00"]]}`; null is always, a day left out is free."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        checks.expected(place, sentence("an object of days, or null"), raw)
        return None
    checks.only(place, raw, DAYS)
    return tuple(_read_day(checks, inside(place, day), raw.get(day, [])) for day in DAYS)


def _read_day(checks: Checks, place: str, raw: object) -> tuple[HoursRange, ...]:
    if not isinstance(raw, list):
        checks.expected(place, sentence('a list of ranges such as ["09:00", "18:00"]'), raw)
        return ()
    found = [_read_range(checks, f"{place}[{index}]", pair) for index, pair in enumerate(raw)]
    return tuple(span for span in found if span is not None)


def _read_range(checks: Checks, place: str, raw: object) -> HoursRange | None:
    if not isinstance(raw, list) or len(raw) != 2:
        checks.expected(place, sentence('a range such as ["09:00", "18:00"]'), raw)
        return None
    start = _read_time(checks, f"{place}[0]", raw[0], sentence('a time such as "09:00"'))
    end = _read_time(checks, f"{place}[1]", raw[1], sentence('a time such as "18:00"'))
    if start is None or end is None:
        return None
    if start == 24 * 60:
        checks.expected(f"{place}[0]", sentence("a time before 24:00"), raw[0])
        return None
    if start == end:
        checks.expected(f"{place}[1]", sentence("an end that differs from the start"), raw[1])
        return None
    return HoursRange(start, end if end > start else end + 24 * 60)


def _read_time(checks: Checks, place: str, raw: object, what: Message) -> int | None:
    if not isinstance(raw, str) or not _TIME.fullmatch(raw):
        checks.expected(place, what, raw)
        return None
    hours, minutes = raw.split(":")
    return int(hours) * 60 + int(minutes)


def hours_json(work: WorkHours | None) -> dict[str, list[list[str]]] | None:
    """The JSON form of work hours, as `read_hours` takes it."""
    if work is None:
        return None
    return {
        day: [[_clock(span.start_min), _clock(span.end_min)] for span in ranges]
        for day, ranges in zip(DAYS, work, strict=True)
        if ranges
    }


def _clock(minutes: int) -> str:
    if minutes > 24 * 60:
        minutes -= 24 * 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
