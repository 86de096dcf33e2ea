"""The course of days: what each day held of pain, spasms, treatments, sessions and breaks.

A day of which nothing is known is missing, and what was not answered is None: neither is ever 0.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from posture_app.body.zones import zones_by_id
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakCount
from posture_app.journal.entries import NEEDLED, CheckIn, PainAt, Spasm, Treatment
from posture_app.journal.model import DaySummary
from posture_app.library.model import Region

WEEK_DAYS: Final = 7
LONGEST_BY_DAY: Final = 200
"""A course of more days is drawn week by week: nobody can tell so many days from each other."""


class Period(StrEnum):
    """How far back one looks."""

    TWO_WEEKS = "two_weeks"
    THREE_MONTHS = "three_months"
    YEAR = "year"
    ALL = "all"


_DAYS: Final[Mapping[Period, int]] = {
    Period.TWO_WEEKS: 14,
    Period.THREE_MONTHS: 91,
    Period.YEAR: 365,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDay:
    """One day of which something is known.

    Attributes:
        pain: The highest pain that was told as the pain at that moment.
        worst: The worst pain that was told of the time before.
        places: The highest pain of each region where it hurt, if a number was told.
        soreness: How sore the place of a treatment was at most.
        spasms: How many spasms began.
        strength: How strong the strongest of them was.
        treatments: What was done on the day.
        sessions: How many sessions had a set done to its end; `seconds` is their time.
        breaks: The breaks that came; None where the program reminded of none.
    """

    day: date
    pain: int | None = None
    worst: int | None = None
    places: Mapping[Region, int] = field(default_factory=dict)
    soreness: int | None = None
    spasms: int = 0
    strength: int | None = None
    treatments: tuple[Treatment, ...] = ()
    sessions: int = 0
    seconds: float = 0.0
    breaks: BreakCount | None = None

    @property
    def was_needled(self) -> bool:
        """Whether there was an injection or a needling."""
        return any(one.kind in NEEDLED for one in self.treatments)


@dataclass(frozen=True, slots=True)
class Course:
    """The days from the first to the last; those of which nothing is known are left out.

    `first_session` is the day of the first session that there is at all, maybe before the first
    day. `planned` are the days with a session that a programme asked for in the week from a Monday
    on, where one was followed.
    """

    first_day: date
    last_day: date
    days: tuple[CourseDay, ...] = ()
    first_session: date | None = None
    planned: Mapping[date, int] = field(default_factory=dict)

    def series(self, pick: Callable[[CourseDay], float | None]) -> tuple[float | None, ...]:
        """A value for each day of the course, None where there is none."""
        known = {one.day: pick(one) for one in self.days}
        return tuple(known.get(day) for day in self.each_day())

    def each_day(self) -> tuple[date, ...]:
        """All days, with and without something known."""
        length = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=number) for number in range(length))

    def regions(self) -> tuple[Region, ...]:
        """Where it hurt, the region with the most days first."""
        counts: dict[Region, int] = defaultdict(int)
        for day in self.days:
            for region in day.places:
                counts[region] += 1
        return tuple(sorted(counts, key=lambda one: -counts[one]))

    def known(self, pick: Callable[[CourseDay], float | None]) -> Sequence[float]:
        """The values of the days that have one."""
        return [value for value in map(pick, self.days) if value is not None]

    def part(self, first_day: date, last_day: date) -> "Course":
        """The days from the first to the last."""
        days = tuple(one for one in self.days if first_day <= one.day <= last_day)
        return Course(first_day, last_day, days)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Some days in a row that are drawn as one: a day, or the week from a Monday on."""

    first: date
    length: int
    days: tuple[CourseDay, ...]

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.length - 1)

    def median(self, pick: Callable[[CourseDay], float | None]) -> float | None:
        """The median of the days that have a value; None without one."""
        values = [value for value in map(pick, self.days) if value is not None]
        return median(values) if values else None

    def total(self, pick: Callable[[CourseDay], float]) -> float:
        """The sum of all days."""
        return sum(map(pick, self.days))


@dataclass(frozen=True, slots=True)
class AdherenceWeek:
    """A week from Monday on, as far as it lies in the course.

    Attributes:
        monday: Its first day.
        days: How many days of it had a session; None for a week before the first one.
        breaks_taken: The share of the breaks that came that were taken; None without one.
        planned: On how many days a programme asked for a session; None where none was followed.
    """

    monday: date
    days: int | None
    breaks_taken: float | None
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """How one zone of the body was in a time.

    Attributes:
        zone: Its id.
        days: On how many days it was told as painful or as having a spasm.
        usual: The median of its pain on the days with a number; None without one.
        highest: Its highest pain.
        spasms: How many spasms were there.
    """

    zone: str
    days: int
    usual: float | None
    highest: int | None
    spasms: int


def first_day_of(period: Period, today: date, first_entry: date | None) -> date:
    """Where a period begins; `ALL` goes back to the first entry, and two weeks at least."""
    fortnight = today - timedelta(days=_DAYS[Period.TWO_WEEKS] - 1)
    if period == Period.ALL:
        return min(fortnight, first_entry or fortnight)
    return today - timedelta(days=_DAYS[period] - 1)


def course_of(
    first_day: date,
    last_day: date,
    *,
    check_ins: Iterable[CheckIn] = (),
    spasms: Iterable[Spasm] = (),
    treatments: Iterable[Treatment] = (),
    sessions: Iterable[DaySummary] = (),
    breaks: Iterable[BreakCount] = (),
    first_session: date | None = None,
) -> Course:
    """Put together what is known of each day from the first to the last.

    What lies on another day is left out. A day on which the only session had no set done to its
    end, or no break came, has nothing of these.
    """
    of_day: dict[date, _Found] = defaultdict(_Found)
    for check_in in check_ins:
        of_day[check_in.day].check_ins.append(check_in)
    for spasm in spasms:
        of_day[spasm.day].spasms.append(spasm)
    for treatment in treatments:
        of_day[treatment.day].treatments.append(treatment)
    for summary in sessions:
        if summary.sessions:
            of_day[summary.day].sessions = summary
    for count in breaks:
        if count.taken or count.missed:
            of_day[count.day].breaks = count
    inside = sorted(day for day in of_day if first_day <= day <= last_day)
    days = tuple(_course_day(day, of_day[day]) for day in inside)
    return Course(first_day, last_day, days, first_session)


def is_by_week(course: Course) -> bool:
    """Whether a course is too long to be drawn day by day."""
    return (course.last_day - course.first_day).days >= LONGEST_BY_DAY


def buckets(course: Course) -> tuple[Bucket, ...]:
    """The days of a course, also those of which nothing is known; weeks where it is a long one."""
    if is_by_week(course):
        return _weeks(course)
    known = {one.day: (one,) for one in course.days}
    return tuple(Bucket(day, 1, known.get(day, ())) for day in course.each_day())


def adherence(course: Course) -> tuple[AdherenceWeek, ...]:
    """The weeks of a course, Monday to Sunday; one that begins before the course is left out."""
    found = []
    for week in _weeks(course):
        if week.first < course.first_day:
            continue
        exercised = sum(day.sessions > 0 for day in week.days)
        counts = [day.breaks for day in week.days if day.breaks is not None]
        taken, came = (
            sum(one.taken for one in counts),
            sum(one.taken + one.missed for one in counts),
        )
        has_begun = course.first_session is not None and course.first_session <= week.last
        found.append(
            AdherenceWeek(
                week.first,
                exercised if has_begun else None,
                taken / came if came else None,
                course.planned.get(week.first),
            )
        )
    return tuple(found)


def place_histories(
    check_ins: Iterable[CheckIn], spasms: Iterable[Spasm]
) -> tuple[PlaceHistory, ...]:
    """How each zone was that was told of, the one with the most days first."""
    days: dict[str, set[date]] = defaultdict(set)
    numbers: dict[str, dict[date, int]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    for check_in in check_ins:
        for place in check_in.places:
            days[place.zone].add(check_in.day)
            pain = _pain_at(place)
            if pain is not None:
                before = numbers[place.zone].get(check_in.day, pain)
                numbers[place.zone][check_in.day] = max(before, pain)
    for spasm in spasms:
        for zone in spasm.zones:
            days[zone].add(spasm.day)
            counts[zone] += 1
    histories = [
        PlaceHistory(
            zone,
            len(days[zone]),
            median(numbers[zone].values()) if numbers[zone] else None,
            max(numbers[zone].values(), default=None),
            counts[zone],
        )
        for zone in days
    ]
    return tuple(sorted(histories, key=lambda one: (-one.days, one.zone)))


@dataclass(slots=True)
class _Found:
    """What was found of one day, while it is put together."""

    check_ins: list[CheckIn] = field(default_factory=list)
    spasms: list[Spasm] = field(default_factory=list)
    treatments: list[Treatment] = field(default_factory=list)
    sessions: DaySummary | None = None
    breaks: BreakCount | None = None


def _course_day(day: date, found: _Found) -> CourseDay:
    return CourseDay(
        day=day,
        pain=_highest(one.now for one in found.check_ins),
        worst=_highest(one.worst for one in found.check_ins),
        places=_by_region(found.check_ins),
        soreness=_highest(one.soreness for one in found.check_ins),
        spasms=len(found.spasms),
        strength=_highest(one.strength for one in found.spasms),
        treatments=tuple(found.treatments),
        sessions=found.sessions.sessions if found.sessions else 0,
        seconds=found.sessions.seconds if found.sessions else 0.0,
        breaks=found.breaks,
    )


def _by_region(check_ins: Iterable[CheckIn]) -> Mapping[Region, int]:
    highest: dict[Region, int] = {}
    known = zones_by_id()
    for check_in in check_ins:
        for place in check_in.places:
            zone, pain = known.get(place.zone), _pain_at(place)
            if zone is not None and pain is not None:
                region = zone.regions[0]
                highest[region] = max(pain, highest.get(region, pain))
    return highest


def _pain_at(place: PainAt) -> int | None:
    return place.now if place.now is not None else place.worst


def _highest(values: Iterable[int | None]) -> int | None:
    return max((one for one in values if one is not None), default=None)


def _weeks(course: Course) -> tuple[Bucket, ...]:
    weeks: dict[date, list[CourseDay]] = {}
    monday = _monday(course.first_day)
    while monday <= course.last_day:
        weeks[monday] = []
        monday += timedelta(days=WEEK_DAYS)
    for day in course.days:
        weeks[_monday(day.day)].append(day)
    return tuple(Bucket(first, WEEK_DAYS, tuple(days)) for first, days in weeks.items())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
