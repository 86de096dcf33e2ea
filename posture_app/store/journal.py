"""The journal in the database: sessions as they happen, and what the log's page asks for."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    delete,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from posture_app.dataclass import dataclass
from posture_app.journal.model import DaySummary, Ended, SessionRecord, SetRecord, WeekSummary
from posture_app.journal.zones import zone
from posture_app.store.backups import back_up_daily
from posture_app.store.database import Database
from posture_app.store.entry_rows import DeletedRow
from posture_app.store.errors import StoreError, UnknownSessionError
from posture_app.store.rows import (
    AdviceRow,
    SessionRow,
    SetRow,
    session_row,
    set_row,
)
from posture_app.store.searching import mentions
from posture_app.store.session_reading import newest_first, read_sessions, whole_session
from posture_app.store.summaries import days_of, streak_days_of

PAGE: Final = 50
"""How many sessions a page of the log holds."""


@dataclass(frozen=True, slots=True)
class _Write:
    apply: Callable[[Session], None]
    record: SetRecord | None = None


class Journal:
    """Sessions and their sets, each committed when it is told; used from one thread.

    What happens in a session that is being played is never lost to a full disk or a locked
    database: `start_session`, `add_set` and `finish_session` then keep it in memory, and every
    later write, or `retry`, writes it first. Meanwhile `write_error` has the sentence to show and
    `unsaved` the sets it is about. Everything else raises `StoreError` and changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Write] = []
        self._write_error: StoreError | None = None

    @property
    def write_error(self) -> StoreError | None:
        """Why something waits in memory to be written; None when nothing does."""
        return self._write_error

    @property
    def unsaved(self) -> Sequence[SetRecord]:
        """The finished sets that are only in memory."""
        return tuple(write.record for write in self._waiting if write.record is not None)

    def retry(self) -> None:
        """Write what waits in memory, in its order.

        Raises:
            StoreError: It still cannot be written, and goes on waiting.
        """
        while self._waiting:
            try:
                with self._database.writing() as session:
                    self._waiting[0].apply(session)
            except StoreError as error:
                self._write_error = error
                raise
            except Exception:
                del self._waiting[0]  # it would fail for ever and hold up what comes after it
                raise
            del self._waiting[0]
        self._write_error = None

    def close(self) -> None:
        """Write what waits, and close the database.

        Raises:
            StoreError: Something could not be written and is lost when the program ends.
        """
        try:
            self.retry()
        finally:
            self._database.close()

    # A session as it happens

    def start_session(
        self,
        *,
        routine_id: str,
        routine_name: str,
        started_at: datetime,
        time_zone: str,
        planned_s: float,
        pain_before: int | None = None,
    ) -> str:
        """Log that a session has begun, and give its id.

        Args:
            routine_id: The routine.
            routine_name: The name it has today.
            started_at: When it began; an aware time.
            time_zone: The IANA name of the zone the person is in; it decides whose day it is.
            planned_s: How long the routine takes, in seconds.
            pain_before: 0 to 10, or None when it was not answered.
        """
        record = SessionRecord(
            id=str(uuid4()),
            routine_id=routine_id,
            routine_name=routine_name,
            started_at=started_at,
            time_zone=time_zone,
            planned_s=planned_s,
            done_s=0.0,
            pain_before=pain_before,
        )
        self._keep(_Write(lambda session: _add_once(session, record)))
        return record.id

    def add_declined(self, record: SessionRecord) -> None:
        """Log a session that was given up before it began (`SessionRecord.was_declined`)."""
        self._keep(_Write(lambda session: _add_once(session, record)))

    def add_set(
        self, session_id: str, record: SetRecord, instead_of: SetRecord | None = None
    ) -> None:
        """Log a set that has ended, in the place of what `replace_set` has logged of it.

        Raises:
            UnknownSessionError: The session is not (or no longer) in the log.
        """
        before: int | None = None

        def apply(session: Session) -> None:
            nonlocal before
            row = _find(session, session_id)
            there = _count_same(session, row.key, record)
            if before is not None and there > before:
                return  # an earlier try has reached the disk after all
            before = there
            if instead_of is not None:
                _take_out(session, row, instead_of)
            _add_set(session, row, record)

        self._keep(_Write(apply, record))

    def replace_set(
        self, session_id: str, before: SetRecord | None, record: SetRecord | None
    ) -> None:
        """Log a set that is not over yet as it stands now, in the place of what stood before.

        Args:
            session_id: The session, which goes on.
            before: What was logged of the set the last time, or None.
            record: What is known of it now; None takes it out again.

        Raises:
            UnknownSessionError: The session is not (or no longer) in the log.
            StoreError: It is as it was.
        """
        with self._edit() as session:
            row = _find(session, session_id)
            if before is not None:
                _take_out(session, row, before)
            if record is not None:
                _add_set(session, row, record)

    def finish_session(
        self,
        session_id: str,
        *,
        ended: Ended,
        ended_at: datetime,
        done_s: float,
        pain_after: int | None = None,
        effort: int | None = None,
        note: str | None = None,
    ) -> None:
        """Log that a session is over.

        Args:
            session_id: The session.
            ended: How it ended.
            ended_at: When, by the calendar, which somebody may have set back meanwhile.
            done_s: The time really played, in seconds, with what was played before the session
                was cut off and taken up again.
            pain_after: 0 to 10, or None when it was not answered.
            effort: 0 to 10, or None when it was not answered.
            note: The person's own words.

        Raises:
            UnknownSessionError: The session is not (or no longer) in the log.
        """

        def apply(session: Session) -> None:
            row = _find(session, session_id)
            row.ended, row.ended_at, row.done_s = ended, ended_at, done_s
            _answer(row, pain_after, effort, note)

        self._keep(_Write(apply))

    def unfinished(self) -> SessionRecord | None:
        """The newest session that neither ended nor was closed: it was cut off.

        Asked at the start of the program. Its sets tell where to go on; or `close_interrupted`.
        """
        with self._database.reading() as session:
            query = newest_first().where(SessionRow.ended.is_(None)).limit(1)
            return next(iter(read_sessions(session, query)), None)

    def close_interrupted(self, session_id: str) -> None:
        """Close a session that was cut off, as it is: it ended with its last set.

        Raises:
            UnknownSessionError: It is not in the log.
            StoreError: It stays open.
        """
        with self._edit() as session:
            row = _find(session, session_id)
            last = select(func.max(SetRow.finished_at)).where(SetRow.session_key == row.key)
            row.ended, row.ended_at = "interrupted", session.scalar(last) or row.started_at

    # Changing what was logged

    def set_answers(
        self,
        session_id: str,
        *,
        pain_after: int | None,
        effort: int | None,
        note: str | None,
        edited_at: datetime | None = None,
    ) -> None:
        """Replace what the person said after a session; None takes an answer back.

        Args:
            session_id: The session.
            pain_after: 0 to 10, or None when it was not answered.
            effort: 0 to 10, or None when it was not answered.
            note: The person's own words.
            edited_at: Now, where that is a change of what was answered before.

        Raises:
            UnknownSessionError: It is not in the log.
            StoreError: The answers are as they were.
        """
        with self._edit() as session:
            row = _find(session, session_id)
            _answer(row, pain_after, effort, note)
            row.edited_at = edited_at or row.edited_at

    def set_advice(self, session_id: str, advice: str, reasons: Sequence[str]) -> None:
        """Keep what the rule for pain proposed in a session, and why, instead of what was before.

        Raises:
            UnknownSessionError: It is not in the log.
            StoreError: It is as it was.
        """
        with self._edit() as session:
            row = _find(session, session_id)
            kept = AdviceRow(session_key=row.key, advice=advice, reasons=tuple(reasons))
            session.merge(kept)

    def set_pain_before(
        self, session_id: str, pain_before: int | None, edited_at: datetime | None = None
    ) -> None:
        """Correct what the person said before a session; None takes the answer back.

        Args:
            session_id: The session.
            pain_before: 0 to 10, or None.
            edited_at: Now.

        Raises:
            UnknownSessionError: It is not in the log.
            StoreError: The answer is as it was.
        """
        with self._edit() as session:
            row = _find(session, session_id)
            row.pain_before, row.edited_at = pain_before, edited_at or row.edited_at

    def delete_session(self, session_id: str, at: datetime) -> SessionRecord:
        """Remove a session with its sets, and give it back so that it can be restored.

        Args:
            session_id: The session.
            at: Now; what is remembered of it is that it was deleted, and when.

        Raises:
            UnknownSessionError: It is not in the log.
            StoreError: It is still there.
        """
        with self._edit() as session:
            record = whole_session(session, session_id)
            session.execute(delete(SessionRow).where(SessionRow.id == session_id))
            session.execute(delete(DeletedRow).where(DeletedRow.id == session_id))
            session.add(DeletedRow(id=session_id, deleted_at=at))
            return record

    def restore_session(self, record: SessionRecord) -> None:
        """Undo `delete_session`; a session that is in the log already is left as it is.

        Raises:
            StoreError: It is not restored.
        """
        with self._edit() as session:
            _add_once(session, record)
            session.execute(delete(DeletedRow).where(DeletedRow.id == record.id))

    # Reading

    def sessions(
        self,
        *,
        first_day: date | None = None,
        last_day: date | None = None,
        search: str = "",
        before: SessionRecord | None = None,
        limit: int = PAGE,
    ) -> Sequence[SessionRecord]:
        """One page of sessions with their sets, newest first.

        Args:
            first_day: Leave out sessions before this day of the person's.
            last_day: Leave out sessions after this day of the person's.
            search: Text in the routine's name, the note or an exercise's name; case is ignored.
            before: The last session of the page before; None for the first page.
            limit: The length of the page.
        """
        query = newest_first().limit(limit)
        if first_day is not None:
            query = query.where(SessionRow.local_day >= first_day)
        if last_day is not None:
            query = query.where(SessionRow.local_day <= last_day)
        if before is not None:
            here = tuple_(SessionRow.started_at, SessionRow.id)
            query = query.where(here < (before.started_at, before.id))
        with self._database.reading() as session:
            if search.strip():
                query = query.where(mentions(session, search.strip().casefold()))
            return read_sessions(session, query)

    def every_session(self) -> Iterator[SessionRecord]:
        """All sessions, newest first, read page by page: the whole log is never in memory."""
        page = self.sessions()
        while page:
            yield from page
            page = self.sessions(before=page[-1])

    def session(self, session_id: str) -> SessionRecord:
        """One session with its sets.

        Raises:
            UnknownSessionError: It is not in the log.
        """
        with self._database.reading() as session:
            return whole_session(session, session_id)

    def days(self, first_day: date, last_day: date) -> Sequence[DaySummary]:
        """What each day from `first_day` to `last_day` adds up to; days without a session miss."""
        with self._database.reading() as session:
            return days_of(session, first_day, last_day)

    def first_day(self) -> date | None:
        """The day of the first session; None where there is none."""
        with self._database.reading() as session:
            return session.scalar(select(func.min(SessionRow.local_day)))

    def week(self, now: datetime, time_zone: str) -> WeekSummary:
        """The week that `now` lies in where the person is, and their streak.

        A day counts to the streak when a set was done to its end in a session that began on it.
        The streak goes back day by day from today, or from yesterday while today has none.
        """
        today = now.astimezone(zone(time_zone)).date()
        monday = today - timedelta(days=today.weekday())
        with self._database.reading() as session:
            days = {day.day: day for day in days_of(session, monday, monday + timedelta(days=6))}
            streak_days = streak_days_of(session, today)
        week = [days.get(monday + timedelta(days=number)) for number in range(7)]
        return WeekSummary(
            week_start=monday,
            seconds=sum(day.seconds for day in days.values()),
            sessions=sum(day.sessions for day in days.values()),
            streak_days=streak_days,
            seconds_by_day=tuple(day.seconds if day else 0.0 for day in week),
        )

    def backup(self, now: datetime) -> Path | None:
        """Copy the log unless today's copy is there; see `backups.back_up_daily`."""
        return back_up_daily(self._database.path, now)

    def _keep(self, write: _Write) -> None:
        self._waiting.append(write)
        try:
            self.retry()
        except StoreError:
            return  # `write_error` tells of it, and the next write tries again

    def _edit(self) -> AbstractContextManager[Session]:
        self.retry()
        return self._database.writing()


def _find(session: Session, session_id: str) -> SessionRow:
    row = session.scalar(select(SessionRow).where(SessionRow.id == session_id))
    if row is None:
        raise UnknownSessionError(session_id)
    return row


def _add_once(session: Session, record: SessionRecord) -> None:
    """Add a session that is not in the log yet: nobody may know whether a try reached the disk."""
    if session.scalar(select(SessionRow.key).where(SessionRow.id == record.id)) is None:
        session.add(session_row(record))


def _same(session_key: int, record: SetRecord) -> Sequence[ColumnElement[bool]]:
    return (
        SetRow.session_key == session_key,
        SetRow.item == record.item,
        SetRow.set_number == record.set_number,
        SetRow.side.is_not_distinct_from(record.side),
        SetRow.finished_at == record.finished_at,
    )


def _add_set(session: Session, row: SessionRow, record: SetRecord) -> None:
    if row.ended is None:
        row.done_s += record.done_s
    added = set_row(record)
    added.session_key = row.key
    session.add(added)


def _take_out(session: Session, row: SessionRow, record: SetRecord) -> None:
    there = _count_same(session, row.key, record)
    session.execute(delete(SetRow).where(*_same(row.key, record)))
    if row.ended is None:
        row.done_s -= there * record.done_s


def _count_same(session: Session, session_key: int, record: SetRecord) -> int:
    same = select(func.count()).where(*_same(session_key, record))
    return session.scalar(same) or 0


def _answer(row: SessionRow, pain_after: int | None, effort: int | None, note: str | None) -> None:
    row.pain_after, row.effort = pain_after, effort
    # Half a character, as some input methods leave it, cannot be stored.
    row.note = note.strip().encode("utf-8", "replace").decode() or None if note else None
