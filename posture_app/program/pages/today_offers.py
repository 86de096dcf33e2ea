"""What Today offers to do: by what was done, by a programme, and by how the person is."""

from collections.abc import Collection, Container, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from posture_app.coach.suitability import LOAD_AGAIN_ON_DAY, Profile
from posture_app.journal.flare import BadDay
from posture_app.journal.model import SessionRecord
from posture_app.journal.suggestion import Candidate, Suggestion, shortest, suggest
from posture_app.library.model import Library, Region
from posture_app.program.suggested_routine import AFTERCARE, FLARE, by_region, fitting_candidates
from posture_app.ui.pages.snapshots import Starter
from posture_app.ui.programme_facts import FollowedFacts
from posture_app.ui.routine_facts import Offer, routine_facts
from posture_app.words.catalogue import N_, _
from posture_app.words.safety import day_after_injection
from posture_app.words.sessions import why_offered
from posture_app.words.today import gentle_offered
from posture_app.words.welcome import bothers_you

SHORT: Final = "desk-reset-60"
STARTERS: Final = (
    (N_("My neck is stiff"), "neck-relief-5"),
    (N_("My back aches today, more than usual"), "flare"),
    (N_("My back aches on and off"), "back-care-10"),
    (N_("I have one minute"), SHORT),
)


class TodaysOffers(NamedTuple):
    """What is offered, the best first; or needs to begin with; and the programme that is shown."""

    offers: Sequence[Offer]
    starters: Sequence[Starter]
    followed: FollowedFacts | None


def todays_offers(
    library: Library,
    recent: Sequence[SessionRecord],
    today: date,
    *,
    profile: Profile,
    followed: FollowedFacts | None,
    bothers: Collection[Region],
    bad_day: BadDay | None,
) -> TodaysOffers:
    """What to do on a day.

    Args:
        library: What there is to do.
        recent: The sessions of the last weeks, the newest first.
        today: The person's day.
        profile: What does not fit it is not offered.
        followed: The programme that is followed, and what it asks for.
        bothers: Where something bothers the person: what comes first as long as there are no
            sessions to go by.
        bad_day: Puts the routine for it first and lets rest what is heavier.
    """
    known = fitting_candidates(library, profile)
    offers: Sequence[Offer] = _first_offers(library, known, bothers)
    suggestion = suggest(known, recent, today)
    if suggestion is not None:
        offers = _suggested(suggestion, library)
    starters: Sequence[Starter] = () if offers else _starters(library, known)
    if not offers and not starters:
        offers = _shortest_offer(library, known)
    if bad_day is not None and FLARE in known:
        offers, starters = _gentle_offers(offers, bad_day, known, library), ()
        followed = followed if bad_day.flare is None else None  # which says that it rests
    elif followed is not None:
        asked = [Offer(one, reason=followed.programme.name) for one in followed.due]
        offers, starters = [*asked, *offers][: max(3, len(asked))], ()
    days = profile.days_since_injection
    if AFTERCARE in known and days is not None and days < LOAD_AGAIN_ON_DAY:
        offers, starters = _aftercare_first(offers, days, library), ()
    return TodaysOffers(offers, starters, followed)


def _first_offers(
    library: Library, known: Container[str], bothers: Collection[Region]
) -> list[Offer]:
    """By where it bothers the person, and a minute for who has no more; none if it is unknown."""
    offers = [
        Offer(routine_facts(library.routines[one], library), reason=bothers_you(region))
        for region, one in by_region(known, bothers)[:3]
    ]
    if offers and SHORT in known:
        offers = [*offers[:2], Offer(routine_facts(library.routines[SHORT], library))]
    return offers


def _suggested(suggestion: Suggestion, library: Library) -> list[Offer]:
    reason = why_offered(suggestion.why)
    return [
        _offer(suggestion.routine, library, suggestion.last_done, reason),
        *(_offer(one, library, suggestion.last_done) for one in suggestion.others),
    ]


def _offer(
    routine_id: str, library: Library, last_done: Mapping[str, date], reason: str = ""
) -> Offer:
    facts = routine_facts(library.routines[routine_id], library)
    return Offer(facts, last_done.get(routine_id), reason)


def _starters(library: Library, known: Container[str]) -> list[Starter]:
    return [
        Starter(need=_(need), facts=routine_facts(library.routines[routine_id], library))
        for need, routine_id in STARTERS
        if routine_id in known
    ]


def _shortest_offer(library: Library, known: Mapping[str, Candidate]) -> list[Offer]:
    """The shortest routine, where there is one."""
    first = shortest(known)
    return [] if first is None else [Offer(routine_facts(library.routines[first], library))]


def _gentle_offers(
    offers: Sequence[Offer], bad_day: BadDay, known: Mapping[str, Candidate], library: Library
) -> list[Offer]:
    """The routine for a bad day, and of the others those that load nothing."""
    first = Offer(routine_facts(library.routines[FLARE], library), reason=gentle_offered(bad_day))
    gentle = [one for one in offers if known[one.facts.routine.id].is_gentle]
    return [first, *(one for one in gentle if one.facts.routine.id != FLARE)][:3]


def _aftercare_first(offers: Sequence[Offer], days: int, library: Library) -> list[Offer]:
    """What is done in the first days after an injection comes before what is usual."""
    aftercare = routine_facts(library.routines[AFTERCARE], library)
    others = [one for one in offers if one.facts.routine.id != AFTERCARE]
    return [Offer(aftercare, reason=day_after_injection(days)), *others[:2]]
