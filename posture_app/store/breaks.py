"""Breaks and stretches in the database, in the same file as the journal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import BigInteger, delete, func, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from posture_app.journal.breaks import MISSED, RESTS, BreakCount, BreakRecord, Stretch, day_bounds
from posture_app.store.database import Database
from posture_app.store.errors import StoreError
from posture_app.store.rows import (
    BREAK_COLUMNS,
    STRETCH_COLUMNS,
    BreakRow,
    StretchRow,
    UtcDateTime,
    break_record,
    break_row,
)

PAGE: Final = 200
"""How many breaks are read at once when all are."""
_DAY_US: Final = timedelta(days=1) // timedelta(microseconds=1)
LONGEST_ROW: Final = timedelta(days=1)
"""A longer stretch is kept as several rows, so that those of a day are found by their beginning."""


class BreakHistory:
    """What came of the breaks and how the time went; each committed when it is told.

    Used from one thread. What cannot be written stays in memory and is written before what is told
    next, or by `retry`; `records` and `stretches` know it already. The database belongs to the
    journal, which closes it: `retry` once more before.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[BreakRecord | Stretch] = []

    @property
    def unsaved(self) -> Sequence[BreakRecord | Stretch]:
        """What is only in memory, in the order in which it was told."""
        return tuple(self._waiting)

    def add(self, record: BreakRecord) -> None:
        """Log a break that is over; one of the same id is replaced.

        Raises:
            StoreError: It is not written yet and stays in memory for the next try.
        """
        self._waiting.append(record)
        self.retry()

    def add_stretch(self, stretch: Stretch) -> None:
        """Log how a time went, joined with the last stretch of its kind if they touch or overlap.

        One without a length, or that ends before it begins because the clock was set back, is left
        out.

        Raises:
            StoreError: It is not written yet and stays in memory for the next try.
        """
        if stretch.began < stretch.ended:
            self._waiting.append(stretch)
            self.retry()

    def retry(self) -> None:
        """Write what waits in memory, in its order.

        Raises:
            StoreError: It still cannot be written, and goes on waiting.
        """
        while self._waiting:
            try:
                with self._database.writing() as session:
                    _write(session, self._waiting[0])
            except StoreError:
                raise
            except Exception:
                del self._waiting[0]  # it would fail for ever and hold up what comes after it
                raise
            del self._waiting[0]

    def records(self, since: datetime, until: datetime) -> tuple[BreakRecord, ...]:
        """The breaks that began from `since` on and before `until`, oldest first.

        Raises:
            StoreError: They cannot be read.
        """
        query = select(*BREAK_COLUMNS).where(BreakRow.began >= since, BreakRow.began < until)
        with self._database.reading() as session:
            found = {one.id: one for one in map(break_record, session.execute(query))}
        for one in self._waiting:
            if isinstance(one, BreakRecord):
                found.pop(one.id, None)
                if since <= one.began < until:
                    found[one.id] = one
        return tuple(sorted(found.values(), key=lambda one: one.began))

    def counts(self, first_day: date, last_day: date, time_zone: str) -> Sequence[BreakCount]:
        """How many breaks of each day came, by the days of a zone; days without one miss.

        What still waits in memory is not counted.

        Raises:
            StoreError: They cannot be read.
        """
        taken: Counter[date] = Counter()
        missed: Counter[date] = Counter()
        with self._database.reading() as session:
            for first, last in _runs_of_days(first_day, last_day, time_zone):
                since, until = day_bounds(first, time_zone)[0], day_bounds(last, time_zone)[1]
                since_us = UtcDateTime().process_bind_param(since, session.get_bind().dialect)
                number = (type_coerce(BreakRow.began, BigInteger) - since_us) // _DAY_US
                query = select(number, BreakRow.result, func.count()).group_by(
                    number, BreakRow.result
                )
                query = query.where(BreakRow.began >= since, BreakRow.began < until)
                for days, result, count in session.execute(query):
                    day = min(first + timedelta(days=days), last)
                    taken[day] += count if result in RESTS else 0
                    missed[day] += count if result in MISSED else 0
        return [
            BreakCount(day, taken[day], missed[day])
            for day in sorted(taken.keys() | missed.keys())
            if taken[day] or missed[day]
        ]

    def every_record(self) -> Iterator[BreakRecord]:
        """All breaks that are written, newest first, read page by page.

        Raises:
            StoreError: They cannot be read.
        """
        newest_first = select(*BREAK_COLUMNS).order_by(BreakRow.began.desc(), BreakRow.id.desc())
        query = newest_first.limit(PAGE)
        while True:
            with self._database.reading() as session:
                page = [break_record(values) for values in session.execute(query)]
            yield from page
            if len(page) < PAGE:
                return
            here = tuple_(BreakRow.began, BreakRow.id) < (page[-1].began, page[-1].id)
            # Of the two terms, this one can be looked up in the index.
            query = newest_first.limit(PAGE).where(BreakRow.began <= page[-1].began, here)

    def stretches(self, since: datetime, until: datetime) -> tuple[Stretch, ...]:
        """The stretches that lie between `since` and `until` or reach into it, oldest first.

        They are not cut at the ends. One that is longer than a day comes in several parts.

        Raises:
            StoreError: They cannot be read.
        """
        query = select(*STRETCH_COLUMNS).where(
            StretchRow.began > since - LONGEST_ROW, StretchRow.began < until
        )
        with self._database.reading() as session:
            found = [Stretch(*values) for values in session.execute(query)]
        found += [one for one in self._waiting if isinstance(one, Stretch)]
        found = [one for one in found if one.began < until and one.ended > since]
        return tuple(sorted(found, key=lambda one: one.began))


def _runs_of_days(first_day: date, last_day: date, time_zone: str) -> Iterator[tuple[date, date]]:
    """Days in a row that have 24 hours each; one on which the clocks change is by itself."""
    run: date | None = None
    for number in range((last_day - first_day).days + 1):
        day = first_day + timedelta(days=number)
        since, until = day_bounds(day, time_zone)
        if until - since == timedelta(days=1):
            run = run or day
            continue
        if run is not None:
            yield run, day - timedelta(days=1)
        yield day, day
        run = None
    if run is not None:
        yield run, last_day


def _write(session: Session, one: BreakRecord | Stretch) -> None:
    if isinstance(one, BreakRecord):
        session.execute(delete(BreakRow).where(BreakRow.id == one.id))
        session.add(break_row(one))
    else:
        _join(session, one)


def _join(session: Session, stretch: Stretch) -> None:
    began, ended = stretch.began, stretch.ended
    newest = select(StretchRow).where(StretchRow.what == stretch.what)
    last = session.scalar(newest.order_by(StretchRow.key.desc()).limit(1))
    if last is not None and last.began <= ended and began <= last.ended:
        began, ended = min(began, last.began), max(ended, last.ended)
        session.delete(last)
    days = -((began - ended) // LONGEST_ROW)
    ends = [min(began + LONGEST_ROW * number, ended) for number in range(days + 1)]
    for start, end in pairwise(ends):
        session.add(StretchRow(began=start, ended=end, what=stretch.what))
