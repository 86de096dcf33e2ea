"""The routine that is offered on a day, by what the log holds."""

from collections.abc import Collection, Container, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from posture_app.coach.pain_rule import Bands, Condition
from posture_app.coach.suitability import LOAD_AGAIN_ON_DAY, Profile, fitting
from posture_app.journal.entries import CheckIn, Spasm
from posture_app.journal.flare import LOOK_BACK_DAYS, BadDay, bad_day_on
from posture_app.journal.model import SessionRecord
from posture_app.journal.suggestion import USUAL_DAYS, Candidate, candidates, suggest
from posture_app.journal.zones import zone
from posture_app.library.model import Library, Region, Routine
from posture_app.program.cached_value import CachedValue
from posture_app.program.health import CurrentHealth
from posture_app.program.loading import OpenRecords
from posture_app.store.journal import Journal
from posture_app.ui.programme_facts import FollowedFacts, followed_facts

AFTERCARE: Final = "post-injection-week"
FLARE: Final = "flare"
BY_REGION: Final[Mapping[Region, str]] = {
    "neck": "neck-relief-5",
    "shoulder_girdle": "office-stretch-8",
    "upper_back": "thoracic-unlock-6",
    "low_back": "back-care-10",
    "jaw": "unclench-5",
    "hip": "sitters-hips",
}
"""What is offered first to somebody who has done nothing yet, by where it bothers them."""
MANY: Final = 500
"""More sessions than anybody does in the weeks that a suggestion looks at."""


def todays_routine(
    opened: OpenRecords, now: datetime, time_zone: str, health: CurrentHealth
) -> Routine | None:
    """The routine that Today has first, or None where there is nothing to go by yet."""
    library, profile = opened.loaded.library, health.profile
    today = now.astimezone(zone(time_zone)).date()
    known = fitting_candidates(library, profile)
    days = profile.days_since_injection
    if AFTERCARE in known and days is not None and days < LOAD_AGAIN_ON_DAY:
        return library.routines[AFTERCARE]
    if FLARE in known and bad_day_now(opened, today, health.value.bands) is not None:
        return library.routines[FLARE]
    recent = recent_sessions(opened.journal, today)
    followed = followed_now(opened, recent, today, health)
    if followed is not None and followed.due:
        return followed.due[0].routine
    suggestion = suggest(known, recent, today)
    if suggestion is not None:
        return library.routines[suggestion.routine]
    first = next(iter(by_region(known, health.value.bothers)), None)
    return None if first is None else library.routines[first[1]]


def bad_day_now(opened: OpenRecords, today: date, bands: Bands) -> BadDay | None:
    """What makes today a bad day; None where it is none.

    Raises:
        StoreError: The entries cannot be read.
    """
    entries, since = opened.log.entries, today - timedelta(days=LOOK_BACK_DAYS)
    found = {one.id: one for one in entries.open_spasms()}
    found |= {one.id: one for one in entries.between(Spasm, since, today)}
    first = min((one.day for one in found.values()), default=today)
    return bad_day_on(today, found.values(), entries.between(CheckIn, first, today), bands)


def by_region(known: Container[str], bothers: Collection[Region]) -> list[tuple[Region, str]]:
    """Where it bothers the person, and the routine for it, as far as it is among the known."""
    return [
        (region, routine)
        for region, routine in BY_REGION.items()
        if region in bothers and routine in known
    ]


def followed_now(
    opened: OpenRecords, recent: Sequence[SessionRecord], today: date, health: CurrentHealth
) -> FollowedFacts | None:
    """The programme that is followed as it stands today; None where none is."""
    followed, library = opened.log.programmes.current(), opened.loaded.library
    if followed is None:
        return None
    left_out = frozenset(
        key
        for key, one in library.routines.items()
        if one.programme == followed.programme_id
        and fitting(one, library, health.profile)[0] is None
    )
    return followed_facts(library, followed, recent, today, health.value.bands, left_out)


def asked_today(opened: OpenRecords, health: CurrentHealth) -> Routine | None:
    """The routine that the followed programme or plan asks for first and that is still open.

    Raises:
        StoreError: The log cannot be read.
    """
    if opened.log.programmes.current() is None:
        return None
    recent = recent_sessions(opened.journal, health.today)
    followed = followed_now(opened, recent, health.today, health)
    return None if followed is None or not followed.due else followed.due[0].routine


def recent_sessions(journal: Journal, today: date) -> Sequence[SessionRecord]:
    """The sessions that a suggestion for `today` goes by, newest first."""
    return journal.sessions(first_day=today - timedelta(days=2 * USUAL_DAYS), limit=MANY)


def fitting_candidates(library: Library, profile: Profile) -> Mapping[str, Candidate]:
    """What can be offered to this person; aftercare only to who has had an injection."""
    return _FITTING.get((library, profile), lambda: _fitting(library, profile))


def _fitting(library: Library, profile: Profile) -> Mapping[str, Candidate]:
    needled = (
        Condition.RECENT_INJECTION in profile.conditions or profile.days_since_injection is not None
    )
    return {
        one: found
        for one, found in candidates(library).items()
        if (one != AFTERCARE or needled)
        and fitting(library.routines[one], library, profile)[0] is not None
    }


_FITTING: Final[CachedValue[Mapping[str, Candidate]]] = CachedValue()
"""Every routine is laid out in time for it, and Today asks at each of its changes."""
