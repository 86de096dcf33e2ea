"""What can be said of the last weeks in a few sentences, and only what the data carry.

A change of pain is told from two points on: that is the smallest change that matters on the scale
from 0 to 10 for the low back (Childs et al. 2005); for the neck up to four points may be chance
(Kovacs et al. 2008), which whoever shows a change tells beside it. Nothing is told from fewer days
than `FEWEST_DAYS` on either side, and no absence of spasms where nobody kept the journal.
"""

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.journal.course import Course, CourseDay
from posture_app.library.model import Region

SMALLEST_CHANGE: Final = 2.0
"""In points of the scale from 0 to 10."""
SPAN_DAYS: Final = 14
"""Pain is compared between the two halves of this time, and sessions with those before it."""
FEWEST_DAYS: Final = 4
"""How many days of a half must have an answer."""
MONTH_DAYS: Final = 30
LOOKED_BACK_DAYS: Final = 2 * MONTH_DAYS
"""How many days `trends` needs, with today."""
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class PainTrend:
    """The median of a week and of the week after it, in one region or (None) all in all."""

    region: Region | None
    before: float
    after: float
    days: int = SPAN_DAYS

    @property
    def is_change(self) -> bool:
        """Whether it is more than what may be chance."""
        return abs(self.after - self.before) >= SMALLEST_CHANGE


@dataclass(frozen=True, slots=True)
class SpasmTrend:
    """The spasms of the last 30 days and of those before; None where nobody kept count then."""

    count: int
    before: int | None
    days: int = MONTH_DAYS


@dataclass(frozen=True, slots=True)
class SessionTrend:
    """The days with a session of the last 14, and of the 14 before; None before the first one."""

    count: int
    before: int | None
    days: int = SPAN_DAYS


Trend = PainTrend | SpasmTrend | SessionTrend


def trends(course: Course, *, first_entry: date | None) -> tuple[Trend, ...]:
    """At most three things to say, what has changed most first.

    Args:
        course: The last `LOOKED_BACK_DAYS` days, up to today.
        first_entry: The day of the first entry that there is.
    """
    pains = _pain_trends(course)
    changes = sorted(
        (one for one in pains if one.is_change), key=lambda one: -abs(one.after - one.before)
    )
    found: list[Trend] = [*changes[:2]]
    if not changes:
        found += pains[:1]
    spasms = _spasm_trend(course, first_entry)
    if spasms is not None:
        found.append(spasms)
    sessions = _session_trend(course)
    if sessions is not None:
        found.append(sessions)
    return tuple(found[:MOST])


def _pain_trends(course: Course) -> list[PainTrend]:
    """Those of the regions, where it hurt most often first; else the one of all in all."""
    found = [
        trend
        for region in course.regions()
        if (trend := _pain_trend(course, region, _of_region(region))) is not None
    ]
    if found:
        return found
    overall = _pain_trend(course, None, lambda day: day.pain)
    return [] if overall is None else [overall]


def _of_region(region: Region) -> Callable[[CourseDay], float | None]:
    return lambda day: day.places.get(region)


def _pain_trend(
    course: Course, region: Region | None, pick: Callable[[CourseDay], float | None]
) -> PainTrend | None:
    first = _first_of(course, SPAN_DAYS)
    middle = _first_of(course, SPAN_DAYS // 2)
    before = course.part(first, middle - timedelta(days=1)).known(pick)
    after = course.part(middle, course.last_day).known(pick)
    if min(len(before), len(after)) < FEWEST_DAYS:
        return None
    return PainTrend(region, median(before), median(after))


def _spasm_trend(course: Course, first_entry: date | None) -> SpasmTrend | None:
    month = course.part(_first_of(course, MONTH_DAYS), course.last_day)
    count = sum(day.spasms for day in month.days)
    before = sum(day.spasms for day in course.days) - count
    answered = sum(day.pain is not None or bool(day.places) for day in month.days)
    if count == 0 and (before == 0 or answered < FEWEST_DAYS):
        return None
    was_kept = first_entry is not None and first_entry <= _first_of(course, LOOKED_BACK_DAYS)
    return SpasmTrend(count, before if was_kept else None)


def _session_trend(course: Course) -> SessionTrend | None:
    first = _first_of(course, SPAN_DAYS)
    first_before = _first_of(course, 2 * SPAN_DAYS)
    count = _exercised(course.part(first, course.last_day))
    first_session = course.first_session
    if count == 0 or first_session is None:
        return None
    before = _exercised(course.part(first_before, first - timedelta(days=1)))
    return SessionTrend(count, before if first_session <= first_before else None)


def _exercised(course: Course) -> int:
    return sum(day.sessions > 0 for day in course.days)


def _first_of(course: Course, days: int) -> date:
    """The first of the last so many days."""
    return course.last_day - timedelta(days=days - 1)
