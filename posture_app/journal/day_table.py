"""A journal as a table of consecutive days, for what is reckoned from one day to the next.

What was not answered is None, never 0, and a day of which nothing is known keeps its place: the
next day is always the next day of the calendar.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from posture_app.coach.factors import Factor
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakCount
from posture_app.journal.entries import CheckIn, Spasm
from posture_app.journal.model import DaySummary

SESSIONS: Final = "sessions"
"""The column of the minutes of sessions, beside those that are called by their `Factor`."""
BREAKS: Final = "breaks"
"""The column of the share of breaks that were taken, from 0 to 1."""

DayColumn = tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTable:
    """One line a day, without a gap; all columns are equally long.

    Attributes:
        first_day: The day of the first line.
        pain: The pain of each day, from 0 to 10.
        spasm: Whether a spasm began on the day: 1 or 0.
        factors: What may go before, by the name of its column, in the order in which it is told.
    """

    first_day: date
    pain: DayColumn
    spasm: DayColumn
    factors: tuple[tuple[str, DayColumn], ...] = ()

    def __post_init__(self) -> None:
        columns = (self.spasm, *(column for _, column in self.factors))
        if any(len(column) != len(self.pain) for column in columns):
            raise ValueError("expected columns of one length")

    def __len__(self) -> int:
        return len(self.pain)


def day_table_of(
    check_ins: Iterable[CheckIn],
    spasms: Iterable[Spasm],
    days: Iterable[DaySummary],
    breaks: Iterable[BreakCount],
) -> DayTable | None:
    """The days from the first check-in or spasm to the last; None where there is neither.

    The pain of a day is the mean of what its check-ins say of the pain now, as "the worst since
    the last one" may be of the day before. One that names only places counts with the worst of
    them. Of several answers about a factor the strongest counts. A spasm counts to the day it
    began on; a day without one is known to be without where the person was there to enter it: they
    made a check-in on that day or on the next. A day without a session has 0 minutes, one without
    a break no share.

    Args:
        check_ins: In any order, as are the others.
        spasms: Those that began in the time.
        days: What days with sessions add up to.
        breaks: How many breaks of a day were taken and missed; what was put off comes again.
    """
    answered: dict[date, list[CheckIn]] = defaultdict(list)
    for check_in in check_ins:
        answered[check_in.day].append(check_in)
    began = {spasm.day for spasm in spasms}
    known = answered.keys() | began
    if not known:
        return None
    first, last = min(known), max(known)
    calendar = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    shares = {one.day: one.taken / (one.taken + one.missed) for one in breaks}
    minutes = {one.day: one.seconds / 60 for one in days}
    columns: list[tuple[str, DayColumn]] = [
        (factor.value, tuple(_level(answered.get(day, ()), factor) for day in calendar))
        for factor in Factor
    ]
    columns.append((SESSIONS, tuple(minutes.get(day, 0.0) for day in calendar)))
    columns.append((BREAKS, tuple(shares.get(day) for day in calendar)))
    return DayTable(
        first_day=first,
        pain=tuple(_pain(answered.get(day, ())) for day in calendar),
        spasm=tuple(_spasm(day, began, answered) for day in calendar),
        factors=tuple((name, column) for name, column in columns if any(_answers(column))),
    )


def _answers(column: DayColumn) -> Iterable[bool]:
    return (value is not None for value in column)


def _pain(check_ins: Sequence[CheckIn]) -> float | None:
    told = [pain for pain in map(_pain_now, check_ins) if pain is not None]
    return fmean(told) if told else None


def _pain_now(check_in: CheckIn) -> int | None:
    if check_in.now is not None:
        return check_in.now
    return max((place.now for place in check_in.places if place.now is not None), default=None)


def _level(check_ins: Sequence[CheckIn], factor: Factor) -> float | None:
    levels = [float(one.levels[factor]) for one in check_ins if factor in one.levels]
    return max(levels, default=None)


def _spasm(day: date, began: set[date], answered: Mapping[date, Sequence[CheckIn]]) -> float | None:
    if day in began:
        return 1.0
    return 0.0 if day in answered or day + timedelta(days=1) in answered else None
