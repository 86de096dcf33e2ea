"""Breaks as the log keeps them, and what they come to: a day, a week.

Instants are in UTC, as those of sessions are, so that what lies between two of them is right on a
day on which the clocks change, too. A day is the person's: from midnight to midnight of a zone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from posture_app.dataclass import dataclass
from posture_app.journal.zones import zone

Side = Literal["left", "right"]
Result = Literal["taken", "skipped", "snoozed", "interrupted", "away", "natural"]
"""What came of a break. Of these, `taken`, `away` (the screen was locked or the machine asleep) and
`natural` (an absence as long as the break) are breaks from the work; `snoozed` comes again."""
StretchKind = Literal["active", "away", "held"]
"""What a stretch was: work, absence, or work during which breaks were held back."""

RESTS: Final = frozenset[Result]({"taken", "away", "natural"})
MISSED: Final = frozenset[Result]({"skipped", "interrupted"})
_NOTHING: Final = timedelta()

_Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class BreakCount:
    """The breaks of one day that came: `taken` with those by absence, and `missed`."""

    day: date
    taken: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRecord:
    """One break: what was offered in it, and what was done.

    Attributes:
        id: The same for ever.
        kind: The id of its kind; `name` is the name that the kind had.
        result: What came of it.
        began: When it began; any aware time, kept in UTC.
        ended: When it ended.
        planned_s: How long it was to last.
        rested_s: How much of it was without input.
        skip_reason: Why it was skipped, "" for no reason given.
        exercise_id: The exercise that it offered last, "" for none.
        exercise_name: The name that the exercise had.
        side: The side, when the exercise was offered for one side alone.
        share: How much of the prescribed dose was done, from 0: only offered.
        passed_over: The ids of the exercises that it offered before and that were changed for
            another one, in that order. They were offered, and not done.
        held_by: What had held it back.
        held_s: For how long.
        time_zone: Where the person was: an IANA name or an offset (`zones.zone`). It decides whose
            day it is. Left out, it is that of `began`.
    """

    id: str
    kind: str
    name: str
    result: Result
    began: datetime
    ended: datetime
    planned_s: float
    rested_s: float
    skip_reason: str = ""
    exercise_id: str = ""
    exercise_name: str = ""
    side: Side | None = None
    share: float = 0.0
    passed_over: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    held_s: float = 0.0
    time_zone: str = ""

    def __post_init__(self) -> None:
        if not self.time_zone:
            object.__setattr__(self, "time_zone", _zone_name(self.began))
        for name in ("began", "ended"):
            object.__setattr__(self, name, _in_utc(getattr(self, name)))

    @property
    def local_began(self) -> datetime:
        """The beginning on the clock of the place where the person was."""
        return self.began.astimezone(zone(self.time_zone))

    @property
    def was_unseen(self) -> bool:
        """Whether it counts by the clock alone, as nothing told of input in it."""
        return self.result == "taken" and not self.rested_s


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which one thing went on. Any aware times, kept in UTC."""

    began: datetime
    ended: datetime
    what: StretchKind

    def __post_init__(self) -> None:
        for name in ("began", "ended"):
            object.__setattr__(self, name, _in_utc(getattr(self, name)))

    @property
    def length(self) -> timedelta:
        """How long it lasted."""
        return self.ended - self.began


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a time adds up to.

    `active_s` is work, breaks from it left out; `held_s` is the part of it during which breaks were
    held back. `taken` to `interrupted` count the breaks that began in the time. `longest` is the
    longest stretch of work without a break (`longest_without_break`), None without any work.
    """

    since: datetime
    until: datetime
    active_s: float
    held_s: float
    away_s: float
    rested_s: float
    taken: int
    natural: int
    away: int
    skipped: int
    snoozed: int
    interrupted: int
    longest: Stretch | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday: its seven days, and the whole of it."""

    week_start: date
    days: tuple[Totals, ...]
    whole: Totals


def day_bounds(day: date, time_zone: str) -> tuple[datetime, datetime]:
    """The beginning and the end of a day in a zone, in UTC: 23 to 25 hours where clocks change."""
    place = zone(time_zone)
    midnights = (datetime.combine(one, time(), place) for one in (day, day + timedelta(days=1)))
    since, until = (midnight.astimezone(UTC) for midnight in midnights)
    return since, until


def week_bounds(day: date, time_zone: str) -> tuple[datetime, datetime]:
    """The beginning and the end of the week, Monday to Sunday, that a day lies in, in UTC."""
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    return day_bounds(monday, time_zone)[0], day_bounds(sunday, time_zone)[1]


def totals(
    records: Sequence[BreakRecord],
    stretches: Sequence[Stretch],
    since: datetime,
    until: datetime,
    shortest_break: timedelta,
) -> Totals:
    """What the time from `since` to `until` adds up to.

    Args:
        records: The breaks of this time; others are not counted.
        stretches: The stretches of this time; what lies outside is cut off.
        since: The beginning, an aware time; see `day_bounds`.
        until: The end, not included.
        shortest_break: The length of the shortest kind of break that is on.
    """
    inside = _within(stretches, since, until)
    away = _united((one.began, one.ended) for one in inside if one.what == "away")
    held = _less(_united((one.began, one.ended) for one in inside if one.what == "held"), away)
    work = _work(records, inside)
    counted = [one for one in records if since <= one.began < until]

    def count(result: Result) -> int:
        return sum(one.result == result for one in counted)

    return Totals(
        since=since,
        until=until,
        active_s=_seconds(work),
        held_s=_seconds(_less(held, _rests(records))),
        away_s=_seconds(away),
        rested_s=sum(one.rested_s for one in counted),
        taken=count("taken"),
        natural=count("natural"),
        away=count("away"),
        skipped=count("skipped"),
        snoozed=count("snoozed"),
        interrupted=count("interrupted"),
        longest=longest_without_break(records, inside, shortest_break),
    )


def week(
    records: Sequence[BreakRecord],
    stretches: Sequence[Stretch],
    day: date,
    time_zone: str,
    shortest_break: timedelta,
) -> Week:
    """The week that a day lies in; its sums are those of its days.

    Only the longest stretch of the whole week may be longer than that of every day: one that goes
    on past midnight is cut there for the days.
    """
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]

    def part(since: datetime, until: datetime) -> Totals:
        return totals(records, stretches, since, until, shortest_break)

    each = tuple(part(*day_bounds(one, time_zone)) for one in days)
    return Week(monday, each, part(*week_bounds(day, time_zone)))


def longest_without_break(
    records: Sequence[BreakRecord], stretches: Sequence[Stretch], shortest_break: timedelta
) -> Stretch | None:
    """The longest stretch of work that no break came into, from its first to its last activity.

    A break is one that was taken, an absence that counted as one, and any time without work that
    is at least as long as the shortest break, whether it is known to be an absence or the program
    was not running. What is shorter belongs to the stretch.

    Args:
        records: The breaks, in any order.
        stretches: The stretches, in any order; they may overlap. Absence goes before work.
        shortest_break: The length of the shortest kind of break that is on.
    """
    rests = _rests(records)
    longest: _Span | None = None
    run: _Span | None = None
    for began, ended in _work(records, stretches):
        if run is not None and not _broken(run[1], began, rests, shortest_break):
            run = run[0], ended
        else:
            run = began, ended
        if longest is None or run[1] - run[0] > longest[1] - longest[0]:
            longest = run
    return None if longest is None else Stretch(*longest, "active")


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("expected a time with its zone")
    return instant.astimezone(UTC)


def _zone_name(instant: datetime) -> str:
    if isinstance(instant.tzinfo, ZoneInfo) and instant.tzinfo.key:
        return instant.tzinfo.key
    # Other zones' names may mean several places ("CST"), their offset only one.
    minutes = round((instant.utcoffset() or _NOTHING) / timedelta(minutes=1))
    hours, minutes_left = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{minutes_left:02}" if minutes else "UTC"


# Spans: those of a list lie one after the other and do not overlap.


def _within(stretches: Iterable[Stretch], since: datetime, until: datetime) -> list[Stretch]:
    return [
        replace(one, began=max(one.began, since), ended=min(one.ended, until))
        for one in stretches
        if one.began < until and one.ended > since
    ]


def _work(records: Iterable[BreakRecord], stretches: Iterable[Stretch]) -> list[_Span]:
    inside = tuple(stretches)
    away = _united((one.began, one.ended) for one in inside if one.what == "away")
    work = _united((one.began, one.ended) for one in inside if one.what != "away")
    return _less(_less(work, away), _rests(records))


def _rests(records: Iterable[BreakRecord]) -> list[_Span]:
    return _united((one.began, one.ended) for one in records if one.result in RESTS)


def _united(spans: Iterable[_Span]) -> list[_Span]:
    united: list[_Span] = []
    for began, ended in sorted(span for span in spans if span[0] <= span[1]):
        if united and began <= united[-1][1]:
            united[-1] = united[-1][0], max(ended, united[-1][1])
        else:
            united.append((began, ended))
    return united


def _less(spans: Iterable[_Span], cuts: Sequence[_Span]) -> list[_Span]:
    """What is left of spans without the cuts; a cut of no length still parts a span in two."""
    left: list[_Span] = []
    first = 0
    for began, ended in spans:
        while first < len(cuts) and cuts[first][1] < began:
            first += 1
        at, number = began, first
        while number < len(cuts) and cuts[number][0] < ended:
            left.append((at, cuts[number][0]))
            at = max(at, cuts[number][1])
            number += 1
        left.append((at, ended))
    return [(began, ended) for began, ended in left if began < ended]


def _broken(
    ended: datetime, began: datetime, rests: Iterable[_Span], shortest_break: timedelta
) -> bool:
    if began - ended >= shortest_break:
        return True
    return any(rest[0] <= began and rest[1] >= ended for rest in rests)


def _seconds(spans: Iterable[_Span]) -> float:
    return sum(((ended - began) for began, ended in spans), _NOTHING).total_seconds()
