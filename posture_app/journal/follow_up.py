"""When the pain and the soreness after an injection or needling are asked for, and when not.

Relief often begins within 24 to 48 hours, and the soreness is mostly gone after three days: so long
they are asked for, at most once in the first and once in the second half of a day, never at night,
and not again soon after an answer. The hours are judgement.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from posture_app.dataclass import dataclass
from posture_app.journal.entries import NEEDLED, CheckIn, Treatment
from posture_app.journal.zones import zone

PAIN_HOURS: Final = 48
PAIN_DAYS: Final = 2
"""Through this day the pain is asked for where the time of the treatment is not known."""
SORENESS_DAYS: Final = 3
"""Through this day the soreness is asked for; day 0 is that of the treatment."""
NOT_BEFORE: Final = timedelta(hours=2)
"""So soon after the treatment nothing is asked."""
APART: Final = timedelta(hours=4)
"""So long after an answer the same is not asked again."""

Half = Literal["first", "second"]
_HALVES: Final[tuple[tuple[Half, time, time], ...]] = (
    ("first", time(7), time(14)),
    ("second", time(14), time(22)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is asked for now.

    Attributes:
        treatment: After which.
        day: How many days ago it was.
        half: In which half of the day it is.
        asks_pain: Whether the pain is not answered yet.
        asks_soreness: Whether the soreness of the place is not.
        check_in: What was answered in this half so far, to be completed.
    """

    treatment: Treatment
    day: int
    half: Half
    asks_pain: bool
    asks_soreness: bool
    check_in: CheckIn | None = None


def first_day(today: date) -> date:
    """The first day on which a treatment can have been that is asked about today."""
    return today - timedelta(days=SORENESS_DAYS)


def follow_up(
    treatments: Iterable[Treatment], check_ins: Iterable[CheckIn], now: datetime, time_zone: str
) -> FollowUp | None:
    """What is asked for now; None where nothing is.

    Args:
        treatments: Those of the last days, in any order; the last of them is asked about.
        check_ins: Those of the last two days, in any order.
        now: An aware instant.
        time_zone: The person's.
    """
    local = now.astimezone(zone(time_zone))
    half = next((one for one in _HALVES if one[1] <= local.time() < one[2]), None)
    found = [one for one in treatments if _is_asked_about(one, local)]
    if half is None or not found:
        return None
    last = max(found, key=lambda one: (one.day, one.at is not None, one.at or now, one.id))
    day = (local.date() - last.day).days
    if day == 0 and last.at is None and half[0] == "first":
        return None  # it may not have been yet
    begins = local.replace(hour=half[1].hour, minute=0, second=0, microsecond=0)
    answers = [one for one in check_ins if one.at <= now]
    of_it = [one for one in answers if one.treatment_id == last.id]
    pain = _is_open([one.at for one in answers if one.now is not None], begins, now)
    sore = _is_open([one.at for one in of_it if one.soreness is not None], begins, now)
    pain = pain and _pain_is_asked(last, day, now)
    if not pain and not sore:
        return None
    begun = [one for one in of_it if one.at >= begins]
    return FollowUp(
        treatment=last,
        day=day,
        half=half[0],
        asks_pain=pain,
        asks_soreness=sore,
        check_in=max(begun, key=lambda one: one.at, default=None),
    )


def _is_asked_about(treatment: Treatment, local: datetime) -> bool:
    if treatment.kind not in NEEDLED or not treatment.aftercare:
        return False
    if treatment.at is not None and local < treatment.at + NOT_BEFORE:
        return False
    return 0 <= (local.date() - treatment.day).days <= SORENESS_DAYS


def _pain_is_asked(treatment: Treatment, day: int, now: datetime) -> bool:
    if treatment.at is None:
        return day <= PAIN_DAYS
    return now <= treatment.at + timedelta(hours=PAIN_HOURS)


def _is_open(answered: Iterable[datetime], begins: datetime, now: datetime) -> bool:
    """Whether there is no answer in this half of the day yet, nor one only just before it."""
    since = min(begins, now - APART)
    return all(one < since for one in answered)
