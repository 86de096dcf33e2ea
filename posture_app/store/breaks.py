"""Breaks and stretches in the database, in the same file as the journal."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.store.database import Database
from posture_app.store.errors import StoreError
from posture_app.store.rows import (
    BREAK_COLUMNS,
    STRETCH_COLUMNS,
    BreakRow,
    StretchRow,
    break_record,
    break_row,
)

PAGE: Final = 200
"""How many breaks are read at once when all are."""
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
