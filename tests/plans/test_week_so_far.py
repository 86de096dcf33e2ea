"""How a week of a followed plan has gone so far."""

from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.library.model import Phase, PhaseRoutine
from posture_app.plans.week_so_far import WeekSoFar, week_so_far

MONDAY = date(2026, 3, 2)
DAILY = PhaseRoutine(routine="a")
FIXED = PhaseRoutine(routine="a", days_per_week=2, days=("monday", "wednesday"))
SOME = PhaseRoutine(routine="a", days_per_week=3)


def done_on(day, routine="a"):
    at = datetime.combine(MONDAY + timedelta(days=day), datetime.min.time(), UTC)
    one = SetRecord(
        item=0,
        exercise_id="x",
        exercise_name="x",
        side=None,
        set_number=1,
        sets=1,
        status="done",
        planned_s=30.0,
        done_s=30.0,
        finished_at=at,
    )
    return SessionRecord(
        id=f"{routine}{day}",
        routine_id=routine,
        routine_name="A",
        started_at=at,
        time_zone="UTC",
        planned_s=30.0,
        done_s=30.0,
        ended="completed",
        items=(one,),
    )


@pytest.mark.parametrize(
    ("asked", "days", "today", "expected"),
    [
        (DAILY, (), 0, WeekSoFar(0, 0, 0)),
        (DAILY, (0, 1, 3), 3, WeekSoFar(3, 0, 1)),
        (DAILY, (0, 1), 2, WeekSoFar(2, 0, 0)),
        (FIXED, (0, 2), 4, WeekSoFar(2, 0, 0)),
        (FIXED, (1,), 2, WeekSoFar(1, 1, 0)),
        (FIXED, (), 4, WeekSoFar(0, 0, 2)),
        (SOME, (), 6, WeekSoFar(0, 0, 0)),
        (DAILY, (0, 1, 2, 3, 4, 5, 6), 7, WeekSoFar(0, 0, 0)),
    ],
)
def test_days_that_were_done_moved_and_missed(asked, days, today, expected):
    phase = Phase(id="one", name="One", aim="One", weeks=2, routines=(asked,))
    followed = FollowedPhase(
        id="f", programme_id="plan.p", programme_name="P", phase_id="one", began_on=MONDAY
    )
    sessions = [*map(done_on, days), done_on(0, "other")]
    assert week_so_far(phase, followed, sessions, MONDAY + timedelta(days=today)) == expected
