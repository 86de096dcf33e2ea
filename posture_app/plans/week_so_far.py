"""How a week of a followed plan has gone so far: days that were done, moved and missed."""

from collections.abc import Sequence
from datetime import date, timedelta

from posture_app.dataclass import dataclass
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.suggestion import was_done
from posture_app.library.model import Phase, PhaseRoutine
from posture_app.plans.progress import WEEKDAYS, week_of


@dataclass(frozen=True, slots=True)
class WeekSoFar:
    """Days of the week of the phase, today among them only where something was done on it.

    Attributes:
        done: On which something that the phase asks for was done.
        moved: Of these, those that the plan does not name, where it names its days.
        missed: Over, asked for and nothing done, less those that were moved.
    """

    done: int
    moved: int
    missed: int


def week_so_far(
    phase: Phase, followed: FollowedPhase, sessions: Sequence[SessionRecord], today: date
) -> WeekSoFar:
    """How the week has gone; what may be done on any days of the week misses none before its end.

    Args:
        phase: The phase.
        followed: Since when it is followed.
        sessions: The person's sessions since then, in any order; others do no harm.
        today: The person's day.
    """
    start = followed.began_on + timedelta(days=7 * (week_of(followed, today) - 1))
    ids = {one.routine for one in phase.routines}
    done = {
        one.local_day
        for one in sessions
        if one.routine_id in ids and was_done(one) and start <= one.local_day <= today
    }
    asked = {
        day
        for day in (start + timedelta(days=number) for number in range((today - start).days + 1))
        if any(_asks_for(one, day) for one in phase.routines)
    }
    names_all_days = all(one.days for one in phase.routines)
    moved = len(done - asked) if names_all_days else 0
    missed = len({day for day in asked - done if day < today})
    return WeekSoFar(len(done), moved, max(0, missed - moved))


def _asks_for(asked: PhaseRoutine, day: date) -> bool:
    """Whether a routine is asked for on just this day, and not on some days of the week."""
    if asked.days:
        return WEEKDAYS[day.weekday()] in asked.days
    return asked.days_per_week == 7
