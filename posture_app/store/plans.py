"""The plans that a person received from a therapist, in the same file as the journal."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import LONGEST_PLAN, PlanStep, ReceivedPlan, received_id
from posture_app.store.database import Database
from posture_app.store.programmes import change_phase
from posture_app.store.rows import (
    RECEIVED_COLUMNS,
    STEP_COLUMNS,
    PlanStepRow,
    ReceivedPlanRow,
    received_record,
    received_row,
    step_record,
    step_row,
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

    def put_away(self) -> Sequence[tuple[str, datetime]]:
        """The ids of the plans of which no version counts, and when they came in last.

        Raises:
            StoreError: They cannot be read.
        """
        row = ReceivedPlanRow
        counting = select(row.plan_id).where(row.is_current)
        query = (
            select(row.plan_id, func.max(row.received_at))
            .where(row.plan_id.not_in(counting))
            .group_by(row.plan_id)
            .order_by(func.max(row.received_at).desc())
        )
        with self._database.reading() as session:
            return [(plan_id, at) for plan_id, at in session.execute(query)]

    def keep(
        self,
        plan_id: str,
        revision: int,
        content: str,
        now: datetime,
        begins: FollowedPhase | None = None,
    ) -> ReceivedPlan:
        """Take a revision over, which counts from now on; those before are kept.

        With `begins`, that stay in a phase of it begins in the same transaction: a program that is
        killed meanwhile has done both or neither.

        One of the same number takes the place of what was kept as that. The last that came in of a
        plan counts since it came in first, however often its file is opened.

        Raises:
            ValueError: It is longer than `LONGEST_PLAN`.
            StoreError: Nothing was changed.
        """
        if len(content) > LONGEST_PLAN:
            raise ValueError("the plan is too long to be kept")
        with self._database.writing() as session:
            record = ReceivedPlan(
                id=received_id(plan_id, revision),
                plan_id=plan_id,
                revision=revision,
                received_at=_since(session, plan_id, revision) or now,
                content=content,
                is_current=True,
            )
            session.execute(update(ReceivedPlanRow).values(is_current=False))
            session.execute(delete(ReceivedPlanRow).where(ReceivedPlanRow.id == record.id))
            session.add(received_row(record))
            if begins is not None:
                change_phase(session, begins, begins.began_on, "stopped")
        return record

    def stop(self) -> None:
        """Have no plan any more; all that was taken over is kept.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            session.execute(update(ReceivedPlanRow).values(is_current=False))

    def steps(self, plan_id: str | None = None) -> Sequence[PlanStep]:
        """What was decided about exercises of all plans, or of one, in the order of the decisions.

        Raises:
            StoreError: It cannot be read.
        """
        query = select(*STEP_COLUMNS).order_by(PlanStepRow.decided_at, PlanStepRow.key)
        if plan_id is not None:
            query = query.where(PlanStepRow.plan_id == plan_id)
        with self._database.reading() as session:
            return [step_record(values) for values in session.execute(query)]

    def decide(self, step: PlanStep) -> None:
        """Keep what was decided about an exercise of a plan.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            session.add(step_row(step))

    def take_back(self, step: PlanStep) -> None:
        """Undo a decision; nothing happens where it is not there.

        Raises:
            StoreError: Nothing was changed.
        """
        with self._database.writing() as session:
            session.execute(delete(PlanStepRow).where(PlanStepRow.id == step.id))

    def restore_step(self, record: PlanStep) -> None:
        """Take over a decision from another log; one that is known is left as it is.

        Raises:
            StoreError: It could not be written.
        """
        with self._database.writing() as session:
            known = select(PlanStepRow.key).where(PlanStepRow.id == record.id)
            if session.execute(known).first() is None:
                session.add(step_row(record))

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


def _since(session: Session, plan_id: str, revision: int) -> datetime | None:
    """Since when a revision counts that came in before; None where it did not, or others since."""
    since = session.scalar(
        select(ReceivedPlanRow.received_at).where(
            ReceivedPlanRow.id == received_id(plan_id, revision)
        )
    )
    last = session.scalar(
        select(func.max(ReceivedPlanRow.received_at)).where(ReceivedPlanRow.plan_id == plan_id)
    )
    return since if since == last else None
