"""The plans that a person received from a therapist, in the same file as the journal."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from posture_app.journal.received import LONGEST_PLAN, ReceivedPlan, received_id
from posture_app.store.database import Database
from posture_app.store.rows import (
    RECEIVED_COLUMNS,
    ReceivedPlanRow,
    received_record,
    received_row,
)


class ReceivedPlans:
    """Every revision of every plan that was taken over; at most one counts now.

    Each change is committed when it is told. Used from one thread.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> ReceivedPlan | None:
        """The revision that counts now; None where there is no plan.

        Raises:
            StoreError: It cannot be read.
        """
        query = (
            select(*RECEIVED_COLUMNS)
            .where(ReceivedPlanRow.is_current)
            .order_by(ReceivedPlanRow.key.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            values = session.execute(query).first()
        return None if values is None else received_record(values)

    def history(self, plan_id: str | None = None) -> Sequence[ReceivedPlan]:
        """All that was taken over, or all revisions of one plan, in the order they came in.

        Raises:
            StoreError: They cannot be read.
        """
        query = select(*RECEIVED_COLUMNS).order_by(ReceivedPlanRow.key)
        if plan_id is not None:
            query = query.where(ReceivedPlanRow.plan_id == plan_id)
        with self._database.reading() as session:
            return [received_record(values) for values in session.execute(query)]

    def keep(self, plan_id: str, revision: int, content: str, now: datetime) -> ReceivedPlan:
        """Take a revision over, which counts from now on; those before are kept.

        One of the same number takes the place of what was kept as that.

        Raises:
            ValueError: It is longer than `LONGEST_PLAN`.
            StoreError: Nothing was changed.
        """
        if len(content) > LONGEST_PLAN:
            raise ValueError("the plan is too long to be kept")
        record = ReceivedPlan(
            id=received_id(plan_id, revision),
            plan_id=plan_id,
            revision=revision,
            received_at=now,
            content=content,
            is_current=True,
        )
        with self._database.writing() as session:
            session.execute(update(ReceivedPlanRow).values(is_current=False))
            session.execute(delete(ReceivedPlanRow).where(ReceivedPlanRow.id == record.id))
            session.add(received_row(record))
        return record

    def stop(self) -> None:
        """Have no plan any more; all that was taken over is kept.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            session.execute(update(ReceivedPlanRow).values(is_current=False))

    def restore(self, record: ReceivedPlan) -> None:
        """Take over a revision from a newer log; one that is known is left as it is.

        Raises:
            StoreError: It could not be written.
        """
        with self._database.writing() as session:
            known = select(ReceivedPlanRow.key).where(ReceivedPlanRow.id == record.id)
            if session.execute(known).first() is not None:
                return
            if record.is_current:  # it came in later than what is here
                session.execute(update(ReceivedPlanRow).values(is_current=False))
            session.add(received_row(record))
