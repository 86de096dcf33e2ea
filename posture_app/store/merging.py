"""Brings the records of another journal into the log (`journal.merging` says which stay)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from posture_app.journal.breaks import Stretch
from posture_app.journal.merging import (
    TELLING,
    Conflict,
    Deleted,
    MergeOutcome,
    MergeReport,
    Record,
    outcome_of,
    outcome_of_deletion,
)
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import ReceivedPlan
from posture_app.store.breaks import LONGEST_ROW
from posture_app.store.contents import ENTRY_KINDS, TABLES
from posture_app.store.database import Database
from posture_app.store.entry_rows import DeletedRow, columns_of
from posture_app.store.rows import (
    BREAK_COLUMNS,
    FOLLOWED_COLUMNS,
    RECEIVED_COLUMNS,
    SESSION_COLUMNS,
    STEP_COLUMNS,
    AdviceRow,
    FollowedPhaseRow,
    ReceivedPlanRow,
    SessionRow,
    SetRow,
    StretchRow,
    break_record,
    followed_record,
    received_record,
    session_values,
    set_values,
    step_record,
)
from posture_app.store.session_reading import read_sessions

AT_ONCE: Final = 200
"""So many ids are looked up together."""


@contextmanager
def merging(database: Database, *, dry_run: bool = False) -> Iterator["Merge"]:
    """One merge: kept when the block ends, and undone wholly when it raises.

    Args:
        database: The log.
        dry_run: Only find out what would happen; nothing is written and nobody is kept waiting.

    Raises:
        StoreError: The log is as it was.
    """
    with database.reading() if dry_run else database.writing() as session:
        yield Merge(session, dry_run=dry_run)


def stamp_of(database: Database) -> int:
    """The number of the last merge that was stamped; 0 before the first.

    Raises:
        StoreError: It cannot be read.
    """
    with database.reading() as session:
        return int(session.connection().exec_driver_sql("PRAGMA user_version").scalar_one())


class Merge:
    """Takes records in, and knows what became of them.

    Attributes:
        report: What was done so far, or would be done.
    """

    def __init__(self, session: Session, *, dry_run: bool = False) -> None:
        self.report = MergeReport()
        self._session, self._dry_run = session, dry_run
        self._newest_stretch = session.scalar(select(func.max(StretchRow.key))) or 0
        lasting = select(FollowedPhaseRow.id).where(FollowedPhaseRow.ended_on.is_(None))
        self._lasting: str | None = session.scalar(lasting.limit(1))
        current = select(ReceivedPlanRow.received_at).where(ReceivedPlanRow.is_current)
        self._current_since: datetime | None = session.scalar(current.limit(1))

    def take(self, kind: str, records: Sequence[Record]) -> None:
        """Take records of one kind in.

        Args:
            kind: A key of `contents.TABLES`.
            records: Sound records of that kind, no id twice.
        """
        for start in range(0, len(records), AT_ONCE):
            part = records[start : start + AT_ONCE]
            if kind == "stretches":
                self._take_stretches(cast("Sequence[Stretch]", part))
            elif kind == "deleted":
                self._take_deleted(cast("Sequence[Deleted]", part))
            else:
                self._take(kind, part)

    def stamp(self) -> int:
        """Give the log another number with this merge, by which others know that it was kept."""
        connection = self._session.connection()
        number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) + 1
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        return number

    def _take(self, kind: str, records: Sequence[Any]) -> None:
        ids = [one.id for one in records]
        here, deleted = self._here(kind, ids), self._deleted(ids)
        added: list[Any] = []
        removed: list[str] = []
        for came in records:
            known, gone = here.get(came.id), deleted.get(came.id)
            outcome = outcome_of(came, known, gone)
            self._note(kind, came.id, outcome, known or gone, came)
            if outcome is MergeOutcome.CHANGED:
                removed.append(came.id)
            if outcome in {MergeOutcome.NEW, MergeOutcome.CHANGED}:
                added.append(came)
        if self._dry_run:
            return
        self._remove(kind, removed)
        self._forget_deletion([one.id for one in added if one.id in deleted])
        self._add(kind, added)

    def _take_deleted(self, records: Sequence[Deleted]) -> None:
        ids = [one.id for one in records]
        deleted = self._deleted(ids)
        found = {kind: self._here(kind, ids) for kind in ("sessions", *ENTRY_KINDS)}
        for came in records:
            kind = next((kind for kind, here in found.items() if came.id in here), "deleted")
            known: Record | None = found.get(kind, {}).get(came.id)
            outcome = outcome_of_deletion(came, known, deleted.get(came.id))
            self._note(kind, came.id, outcome, known, came)
            if self._dry_run or outcome is MergeOutcome.KEPT:
                continue
            if outcome is MergeOutcome.REMOVED:
                self._remove(kind, [came.id])
            before = deleted.get(came.id)
            if before is None or before.deleted_at < came.deleted_at:
                self._forget_deletion([came.id])
                self._session.add(DeletedRow(id=came.id, deleted_at=came.deleted_at))
        self._session.flush()

    def _take_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Stretches have no ids: one is here already if one here before reaches as far."""
        added: list[Stretch] = []
        for came in stretches:
            of_kind = StretchRow.what == came.what
            before = StretchRow.key <= self._newest_stretch
            covering = select(StretchRow.key).where(
                of_kind,
                before,
                StretchRow.began > came.began - LONGEST_ROW,
                StretchRow.began <= came.began,
                StretchRow.ended >= came.ended,
            )
            if self._newest_stretch and self._session.scalar(covering.limit(1)) is not None:
                self.report.note("stretches", MergeOutcome.SAME)
                continue
            self.report.note("stretches", MergeOutcome.NEW)
            added.append(came)
            if self._newest_stretch and not self._dry_run:
                within = StretchRow.began >= came.began, StretchRow.ended <= came.ended
                self._session.execute(delete(StretchRow).where(of_kind, before, *within))
        if added and not self._dry_run:
            values = [{"began": one.began, "ended": one.ended, "what": one.what} for one in added]
            self._session.execute(insert(StretchRow), values)

    def _note(
        self, kind: str, identity: str, outcome: MergeOutcome, here: object, came: object
    ) -> None:
        self.report.note(kind, outcome)
        if outcome in TELLING:
            self.report.tell(
                Conflict(kind=kind, id=identity, outcome=outcome, here=here, came=came)
            )

    # Looking up

    def _here(self, kind: str, ids: Sequence[str]) -> Mapping[str, Any]:
        table: Any = TABLES[kind]
        wanted = table.id.in_(ids)
        if kind == "sessions":
            query = select(SessionRow.key, *SESSION_COLUMNS).where(wanted)
            return {one.id: one for one in read_sessions(self._session, query)}
        columns, made = _READING[kind]
        rows = self._session.execute(select(*columns).where(wanted))
        return {one.id: one for one in map(made, rows)}

    def _deleted(self, ids: Sequence[str]) -> Mapping[str, Deleted]:
        query = select(DeletedRow.id, DeletedRow.deleted_at).where(DeletedRow.id.in_(ids))
        return {
            identity: Deleted(id=identity, deleted_at=at)
            for identity, at in self._session.execute(query)
        }

    # Writing

    def _remove(self, kind: str, ids: Sequence[str]) -> None:
        if ids:
            table: Any = TABLES[kind]
            self._session.execute(delete(table).where(table.id.in_(ids)))

    def _forget_deletion(self, ids: Sequence[str]) -> None:
        if ids:
            self._session.execute(delete(DeletedRow).where(DeletedRow.id.in_(ids)))

    def _add(self, kind: str, records: Sequence[Any]) -> None:
        if not records:
            return
        if kind == "sessions":
            self._add_sessions(records)
            return
        if kind == "programmes":
            records = [self._with_one_lasting(one) for one in records]
        if kind == "plans":
            records = self._with_one_current(records)
        names = [*type(records[0]).__slots__]
        values = [{name: getattr(one, name) for name in names} for one in records]
        if kind in ENTRY_KINDS:
            values = [{**value, "day": one.day} for value, one in zip(values, records, strict=True)]
        self._session.execute(insert(TABLES[kind]), values)

    def _with_one_lasting(self, came: FollowedPhase) -> FollowedPhase:
        """A stay that lasts ends on the day it began where another one lasts here."""
        if came.ended_on is not None:
            return came
        if self._lasting is None:
            self._lasting = came.id
        if self._lasting == came.id:
            return came
        return replace(came, ended_on=came.began_on, ending="stopped")

    def _with_one_current(self, came: Sequence[ReceivedPlan]) -> Sequence[ReceivedPlan]:
        """Of the plans that count, the one that was received last does from now on."""
        counting = [one for one in came if one.is_current]
        newest = max(counting, key=lambda one: one.received_at, default=None)
        since = self._current_since
        if newest is not None and (since is None or newest.received_at >= since):
            self._current_since = newest.received_at
            self._session.execute(update(ReceivedPlanRow).values(is_current=False))
        else:
            newest = None
        return [replace(one, is_current=one is newest) for one in came]

    def _add_sessions(self, records: Sequence[SessionRecord]) -> None:
        self._session.execute(insert(SessionRow), [session_values(one) for one in records])
        ids = [one.id for one in records]
        known = select(SessionRow.id, SessionRow.key).where(SessionRow.id.in_(ids))
        keys: dict[str, int] = dict(iter(self._session.execute(known)))
        sets = [
            {**set_values(item), "session_key": keys[one.id]}
            for one in records
            for item in one.items
        ]
        if sets:
            self._session.execute(insert(SetRow), sets)
        proposed = [
            {"session_key": keys[one.id], "advice": one.advice, "reasons": one.advice_reasons}
            for one in records
            if one.advice is not None
        ]
        if proposed:
            self._session.execute(insert(AdviceRow), proposed)


def _entry_made(kind: type[Any]) -> Callable[[Any], Any]:
    names = kind.__slots__
    return lambda values: kind(**dict(zip(names, values, strict=True)))


_READING: Final[Mapping[str, tuple[tuple[Any, ...], Callable[[Any], Any]]]] = {
    "breaks": (BREAK_COLUMNS, break_record),
    "programmes": (FOLLOWED_COLUMNS, followed_record),
    "plans": (RECEIVED_COLUMNS, received_record),
    "plan_steps": (STEP_COLUMNS, step_record),
    **{name: (columns_of(kind), _entry_made(kind)) for name, kind in ENTRY_KINDS.items()},
}
"""The columns of each kind, and what makes a record of them."""
