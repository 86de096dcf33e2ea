"""The routine that is offered on a day, by what the log holds."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import LOAD_AGAIN_ON_DAY, NOBODY, Profile, fitting
from posture_app.journal.model import SessionRecord
from posture_app.journal.suggestion import USUAL_DAYS, Candidate, candidates, suggest
from posture_app.journal.zones import zone
from posture_app.library.model import Library, Routine
from posture_app.store.journal import Journal

AFTERCARE: Final = "post-injection-week"
MANY: Final = 500
"""More sessions than anybody does in the weeks that a suggestion looks at."""


def todays_routine(
    library: Library,
    journal: Journal,
    now: datetime,
    time_zone: str,
    profile: Profile = NOBODY,
) -> Routine | None:
    """The routine that Today has first, or None where there is nothing to go by yet."""
    today = now.astimezone(zone(time_zone)).date()
    known = fitting_candidates(library, profile)
    days = profile.days_since_injection
    if AFTERCARE in known and days is not None and days < LOAD_AGAIN_ON_DAY:
        return library.routines[AFTERCARE]
    suggestion = suggest(known, recent_sessions(journal, today), today)
    return None if suggestion is None else library.routines[suggestion.routine]


def recent_sessions(journal: Journal, today: date) -> Sequence[SessionRecord]:
    """The sessions that a suggestion for `today` goes by, newest first."""
    return journal.sessions(first_day=today - timedelta(days=2 * USUAL_DAYS), limit=MANY)


def fitting_candidates(library: Library, profile: Profile) -> dict[str, Candidate]:
    """What can be offered to this person; aftercare only to who has had an injection."""
    needled = (
        Condition.RECENT_INJECTION in profile.conditions or profile.days_since_injection is not None
    )
    return {
        one: found
        for one, found in candidates(library).items()
        if (one != AFTERCARE or needled)
        and fitting(library.routines[one], library, profile)[0] is not None
    }
