"""How each patient stands, kept beside them: the list of all of them opens without their sessions.

What changes a standing forgets it (`forget_standing`), and who reads the list has what is missing
reckoned anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from posture_app.plans.attention import (
    RECENT_DAYS,
    Attention,
    Standing,
    needed_sessions,
    needs,
    standing,
)
from posture_app.plans.model import Plan, SessionDone
from posture_app.store.patient_rows import (
    STANDING_COLUMNS,
    PatientRow,
    PlanRow,
    SessionDoneRow,
    StandingRow,
    standing_columns,
)

TOGETHER: Final = 400
"""As many values stand in one query; SQLite takes a limited number of them."""
_HandedOver = tuple[Plan, datetime]


def read_attention(session: Session, today: date) -> tuple[Sequence[Attention], Sequence[int]]:
    """All patients in no order, and the keys of those whose standing is not known."""
    query = select(
        PatientRow.key,
        PatientRow.id,
        PatientRow.code,
        PatientRow.birth_year,
        StandingRow.patient_key,
        *STANDING_COLUMNS,
    ).outerjoin(StandingRow, StandingRow.patient_key == PatientRow.key)
    found: list[Attention] = []
    unknown: list[int] = []
    for key, patient_id, code, birth_year, known, *values in session.execute(query):
        if known is None:
            unknown.append(key)
            continue
        how = Standing(*values)
        found.append(
            Attention(patient_id, code, needs(how, today), how.last_day, birth_year, how.plan)
        )
    return found, unknown


def keep_standings(
    session: Session, patient_keys: Sequence[int], today: date, zone: tzinfo
) -> None:
    """Reckon and keep how patients stand of whom that is not known, for a therapist in a zone."""
    for at in range(0, len(patient_keys), TOGETHER):
        keys = patient_keys[at : at + TOGETHER]
        rows = [
            {"patient_key": key, **standing_columns(how)}
            for key, how in _standings(session, keys, today, zone)
        ]
        session.execute(insert(StandingRow), rows)


def forget_standing(session: Session, patient_key: int) -> None:
    """Something was changed from which a patient's standing is reckoned."""
    session.execute(delete(StandingRow).where(StandingRow.patient_key == patient_key))


def _standings(
    session: Session, keys: Sequence[int], today: date, zone: tzinfo
) -> Iterator[tuple[int, Standing]]:
    plans = _handed_over(session, keys)
    kept = max((needed_sessions(plan) for plan, _at in plans.values()), default=0)
    ids = [plan.id for plan, _at in plans.values()]
    last = _last_sessions(session, ids, kept, today)
    began = _phases_began(session, ids)
    for key in keys:
        if key not in plans:
            yield key, Standing()
            continue
        plan, at = plans[key]
        day = at.astimezone(zone).date()
        yield key, standing(plan, day, last.get(plan.id, ()), began.get(plan.id))


def _handed_over(session: Session, keys: Sequence[int]) -> Mapping[int, _HandedOver]:
    """The plan that each of the patients was handed over last."""
    newest = (
        select(PlanRow.patient_key, func.max(PlanRow.handed_over_at).label("at"))
        .where(PlanRow.handed_over_at.is_not(None), PlanRow.patient_key.in_(keys))
        .group_by(PlanRow.patient_key)
        .subquery()
    )
    query = select(PlanRow.patient_key, PlanRow.content, PlanRow.handed_over_at).join(
        newest,
        (newest.c.patient_key == PlanRow.patient_key) & (newest.c.at == PlanRow.handed_over_at),
    )
    return {key: (plan, at) for key, plan, at in session.execute(query) if at is not None}


def _last_sessions(
    session: Session, plan_ids: Sequence[str], kept: int, today: date
) -> Mapping[str, Sequence[SessionDone]]:
    """The last sessions of each plan and those that told something lately, oldest first."""
    place = func.row_number().over(
        partition_by=SessionDoneRow.plan_id,
        order_by=(SessionDoneRow.day.desc(), SessionDoneRow.at.desc()),
    )
    ranked = (
        select(
            SessionDoneRow.key,
            SessionDoneRow.day,
            SessionDoneRow.tells_something,
            place.label("place"),
        )
        .where(SessionDoneRow.plan_id.in_(plan_ids))
        .subquery()
    )
    lately = today - timedelta(days=RECENT_DAYS)
    query = (
        select(SessionDoneRow.plan_id, SessionDoneRow.content)
        .join(ranked, ranked.c.key == SessionDoneRow.key)
        .where((ranked.c.place <= kept) | (ranked.c.tells_something & (ranked.c.day >= lately)))
        .order_by(SessionDoneRow.day, SessionDoneRow.at)
    )
    found: dict[str, list[SessionDone]] = {}
    for plan_id, content in session.execute(query):
        found.setdefault(plan_id, []).append(content)
    return found


def _phases_began(session: Session, plan_ids: Sequence[str]) -> Mapping[str, Mapping[str, date]]:
    """The day of the first session of each phase, by plan."""
    query = (
        select(SessionDoneRow.plan_id, SessionDoneRow.phase, func.min(SessionDoneRow.day))
        .where(SessionDoneRow.plan_id.in_(plan_ids))
        .group_by(SessionDoneRow.plan_id, SessionDoneRow.phase)
    )
    found: dict[str, dict[str, date]] = {}
    for plan_id, phase, day in session.execute(query):
        found.setdefault(plan_id, {})[phase] = day
    return found
