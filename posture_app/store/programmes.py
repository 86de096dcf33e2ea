"""The programmes that a person follows, in the same file as the journal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from posture_app.dataclass import dataclass
from posture_app.journal.programme import FollowedPhase, PhaseEnd
from posture_app.store.database import Database
from posture_app.store.rows import (
    FOLLOWED_COLUMNS,
    FollowedPhaseRow,
    followed_record,
    followed_row,
)


@dataclass(frozen=True, slots=True)
class PhaseTransition:
    """What one change did, so that it can be taken back: the stay that ended, and the new one."""

    before: FollowedPhase | None
    after: FollowedPhase | None


class FollowedProgrammes:
    """Which programme is followed, and since when in which phase. At most one at a time.

    Each change is committed when it is told. Used from one thread.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> FollowedPhase | None:
        """The phase that the person is in; None where no programme is followed.

        Raises:
            StoreError: It cannot be read.
        """
        with self._database.reading() as session:
            return _current(session)

    def every(self) -> Sequence[FollowedPhase]:
        """All stays in phases, in the order in which they began.

        Raises:
            StoreError: They cannot be read.
        """
        query = select(*FOLLOWED_COLUMNS).order_by(FollowedPhaseRow.key)
        with self._database.reading() as session:
            return [followed_record(values) for values in session.execute(query)]

    def begin(
        self,
        programme_id: str,
        programme_name: str,
        phase_id: str,
        today: date,
        ending: PhaseEnd = "stopped",
    ) -> PhaseTransition:
        """Follow a phase from today on; the one that was followed ends today, as `ending`.

        Raises:
            StoreError: Nothing was changed.
        """
        after = FollowedPhase(
            id=str(uuid4()),
            programme_id=programme_id,
            programme_name=programme_name,
            phase_id=phase_id,
            began_on=today,
        )
        return self._change(after, today, ending)

    def end(self, today: date, ending: PhaseEnd) -> PhaseTransition:
        """Follow no programme any more.

        Raises:
            StoreError: Nothing was changed.
        """
        return self._change(None, today, ending)

    def take_back(self, change: PhaseTransition) -> None:
        """Undo a change, if nothing was changed since; else nothing happens.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            if _current(session) != change.after:
                return
            if change.after is not None:
                session.execute(
                    delete(FollowedPhaseRow).where(FollowedPhaseRow.id == change.after.id)
                )
            if change.before is not None:
                _set_end(session, change.before.id, None, None)

    def restore(self, record: FollowedPhase) -> None:
        """Take over a stay from another log; one that is known is left as it is.

        One that lasts is taken over as stopped on the day it began where another one lasts here.

        Raises:
            StoreError: It could not be written.
        """
        with self._database.writing() as session:
            known = select(FollowedPhaseRow.key).where(FollowedPhaseRow.id == record.id)
            if session.execute(known).first() is not None:
                return
            if record.ended_on is None and _current(session) is not None:
                record = replace(record, ended_on=record.began_on, ending="stopped")
            session.add(followed_row(record))

    def _change(
        self, after: FollowedPhase | None, today: date, ending: PhaseEnd
    ) -> PhaseTransition:
        with self._database.writing() as session:
            return change_phase(session, after, today, ending)


def change_phase(
    session: Session, after: FollowedPhase | None, today: date, ending: PhaseEnd
) -> PhaseTransition:
    """Within a transaction, let the stay that lasts end today, as `ending`, and another begin."""
    before = _current(session)
    if before is not None:
        # A clock that was set back must not end it before it began.
        _set_end(session, before.id, max(today, before.began_on), ending)
    if after is not None:
        session.add(followed_row(after))
    return PhaseTransition(before, after)


def _current(session: Session) -> FollowedPhase | None:
    query = (
        select(*FOLLOWED_COLUMNS)
        .where(FollowedPhaseRow.ended_on.is_(None))
        .order_by(FollowedPhaseRow.key.desc())
        .limit(1)
    )
    values = session.execute(query).first()
    return None if values is None else followed_record(values)


def _set_end(session: Session, record_id: str, day: date | None, ending: PhaseEnd | None) -> None:
    session.execute(
        update(FollowedPhaseRow)
        .where(FollowedPhaseRow.id == record_id)
        .values(ended_on=day, ending=ending)
    )
