"""Sessions, sets and breaks for the tests of the store."""

from datetime import UTC, datetime, timedelta

from posture_app.journal.breaks import BreakRecord
from posture_app.journal.model import SetRecord
from posture_app.store.journal import Journal

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday


def a_set(finished_at=MORNING, **fields):
    return SetRecord(
        **{
            "item": 0,
            "exercise_id": "chin-tuck",
            "exercise_name": "Chin tuck",
            "side": None,
            "set_number": 1,
            "sets": 2,
            "status": "done",
            "planned_s": 40.0,
            "done_s": 40.0,
            "finished_at": finished_at,
            **fields,
        }
    )


def begin(journal: Journal, started_at=MORNING, **fields) -> str:
    return journal.start_session(
        **{
            "routine_id": "neck-reset",
            "routine_name": "Neck reset",
            "started_at": started_at,
            "time_zone": "UTC",
            "planned_s": 300.0,
            **fields,
        }
    )


def log_session(journal: Journal, started_at=MORNING, *, sets=1, done_s=120.0, **fields) -> str:
    """One whole session."""
    session_id = begin(journal, started_at, **fields)
    for number in range(sets):
        at = started_at + timedelta(seconds=60 * (number + 1))
        journal.add_set(session_id, a_set(at, set_number=number + 1, sets=sets))
    journal.finish_session(
        session_id, ended="completed", ended_at=started_at + timedelta(minutes=5), done_s=done_s
    )
    return session_id


def a_break(minute=0, **fields) -> BreakRecord:
    began = MORNING + timedelta(minutes=minute)
    return BreakRecord(
        **{
            "id": f"break {minute}",
            "kind": "micro",
            "name": "Micro-break",
            "result": "taken",
            "began": began,
            "ended": began + timedelta(minutes=1),
            "planned_s": 60.0,
            "rested_s": 55.5,
            **fields,
        }
    )
