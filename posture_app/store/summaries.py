"""What days and weeks of the log add up to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Date, Integer, func, literal, select
from sqlalchemy.orm import Session

from posture_app.journal.model import DaySummary
from posture_app.store.rows import SessionRow, SetRow

_DONE: Final = SetRow.status == "done"


def days_of(session: Session, first_day: date, last_day: date) -> Sequence[DaySummary]:
    """What each day adds up to; days without a session miss."""
    sets_done = (
        select(func.count()).where(SetRow.session_key == SessionRow.key, _DONE).scalar_subquery()
    )
    each = (
        select(SessionRow.local_day, SessionRow.done_s, sets_done.label("sets_done"))
        .where(SessionRow.local_day.between(first_day, last_day))
        .subquery()
    )
    query = (
        select(
            each.c.local_day,
            func.sum(each.c.done_s),
            func.sum(each.c.sets_done > 0, type_=Integer),  # not a truth value, as its terms are
            func.sum(each.c.sets_done),
        )
        .group_by(each.c.local_day)
        .order_by(each.c.local_day)
    )
    return [
        DaySummary(day=day, seconds=seconds, sessions=sessions, sets_done=sets)
        for day, seconds, sessions, sets in session.execute(query)
    ]


def streak_days_of(session: Session, today: date) -> int:
    """The days in a row with a set done to its end, back from today or yesterday."""

    def counts(day: ColumnElement[date]) -> ColumnElement[bool]:
        on_it = SessionRow.local_day == day
        return select(SessionRow.key).where(on_it, SessionRow.items.any(_DONE)).exists()

    def run_to(last: date) -> int:
        day = literal(last, Date)
        run = select(day.label("day")).where(counts(day)).cte("run", recursive=True)
        before = func.date(run.c.day, "-1 day", type_=Date)
        run = run.union_all(select(before).where(counts(before)))
        return session.scalar(select(func.count()).select_from(run)) or 0

    return run_to(today) or run_to(today - timedelta(days=1))
