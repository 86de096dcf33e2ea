"""What a treatment of the journal tells the health profile, whose rules count for the days after.

The newest injection or needling of the last two weeks is followed, unless the person has overruled
it on its sheet. What the person then sets on the sheet about their health stands, too. When the
treatment is changed, deleted or brought back, the profile follows; without it, it is as it was.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from posture_app.coach.health import FollowedTreatment, Health, Injected
from posture_app.coach.suitability import SECOND_WEEK_ENDS
from posture_app.journal.entries import NEEDLED, Treatment
from posture_app.library.model import Region


def first_day(today: date) -> date:
    """The first day on which a treatment can have been that still counts today."""
    return today - timedelta(days=SECOND_WEEK_ENDS - 1)


def newest_needled(treatments: Iterable[Treatment], today: date) -> Treatment | None:
    """The last injection or needling after which the days are others; None where there is none."""
    found = [
        one
        for one in treatments
        if one.kind in NEEDLED and one.aftercare and first_day(today) <= one.day <= today
    ]
    return max(found, key=lambda one: (one.day, one.at or _midnight(one.day), one.id), default=None)


def followed(health: Health, treatments: Iterable[Treatment], today: date) -> Health:
    """The profile as the treatments have it.

    Args:
        health: The profile as it is.
        treatments: Those of the last two weeks, in any order; others do not count.
        today: The person's day.
    """
    newest, until_now = newest_needled(treatments, today), health.followed
    told = None if newest is None else told_by(newest)
    if until_now is not None:
        if newest is not None and (until_now.treatment_id, until_now.told) == (newest.id, told):
            return health  # and what the person has changed since then stands
        health = _as_before(health, until_now)
    if newest is None or told is None:
        return health
    if health.injected_on is not None and health.injected_on > newest.day:
        return health  # the person has told of a later one
    followed_now = FollowedTreatment(treatment_id=newest.id, told=told, before=health.injected)
    return replace(health.with_injected(told), followed=followed_now)


def told_by(treatment: Treatment) -> Injected:
    """What a treatment tells of an injection: its day, and the regions of its places."""
    from posture_app.body.zones import zones_by_id  # noqa: PLC0415 - Today needs no body

    known = zones_by_id()
    found: set[Region] = set()
    for one in treatment.zones:
        if one in known:
            found.update(known[one].regions)
    return Injected(is_known=True, on=treatment.day, regions=tuple(sorted(found)))


def _as_before(health: Health, until_now: FollowedTreatment) -> Health:
    """Without the treatment; what the person has changed themselves stays as it is."""
    if health.injected == until_now.told:
        health = health.with_injected(until_now.before)
    return replace(health, followed=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
