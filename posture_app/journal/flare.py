"""How long a spasm makes the days other ones: what is heavy rests, and little is done often.

The numbers are judgement, within what the clinics say: staying in bed beyond a day or two does not
help, so the rest ends by itself two days after the spasm is over, and earlier when a check-in of a
later day says that little hurts. How it is, is looked at anew each day.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from posture_app.coach.pain_rule import RISE, Advice, Bands, PainAnswers, advise
from posture_app.dataclass import dataclass
from posture_app.journal.entries import CheckIn, Spasm
from posture_app.journal.zones import zone

REST_DAYS: Final = 2
"""So many days after the one on which a spasm ended still belong to it."""
LOOK_BACK_DAYS: Final = 42
"""Spasms that began earlier and are over are no part of a flare of today: it settles in weeks."""


@dataclass(frozen=True, slots=True)
class Flare:
    """The spasm that makes a day another one.

    Attributes:
        spasm: The one that lasts, or the last one.
        began: The day of the first of the spasms that followed each other without the days of rest
            between them.
        unchanged_days: For how many days it has not become better; None where it has, or is over.
    """

    spasm: Spasm
    began: date
    unchanged_days: int | None = None


@dataclass(frozen=True, slots=True)
class BadDay:
    """A day on which one only moves gently.

    Attributes:
        flare: The spasm that it belongs to; None where it is the pain alone.
        pain: What was told today, where it is a reason to stop.
    """

    flare: Flare | None = None
    pain: int | None = None


def bad_day_on(
    today: date, spasms: Iterable[Spasm], check_ins: Iterable[CheckIn], bands: Bands | None = None
) -> BadDay | None:
    """What makes a day a bad one: a spasm, or that the last check-in of the day says to stop.

    The arguments are those of `flare_on`.
    """
    answers = sorted(check_ins, key=lambda one: one.at)
    flare = flare_on(today, spasms, answers, bands)
    told = [one.now for one in answers if one.day == today and one.now is not None]
    stops = bool(told) and advise(PainAnswers(before=told[-1]), bands).advice >= Advice.STOP
    if flare is None and not stops:
        return None
    return BadDay(flare, told[-1] if stops else None)


def flare_on(
    today: date, spasms: Iterable[Spasm], check_ins: Iterable[CheckIn], bands: Bands | None = None
) -> Flare | None:
    """The flare that a day belongs to; None on a day like others.

    Args:
        today: The person's day.
        spasms: Those that last, and those of the last weeks, in any order.
        check_ins: Those of the last weeks, in any order.
        bands: Where the bands of pain begin for this person.
    """
    known = sorted((one for one in spasms if one.day <= today), key=lambda one: one.began_at)
    answers = sorted((one for one in check_ins if one.day <= today), key=lambda one: one.at)
    lasting = [one for one in known if _ended(one, today) is None]
    if lasting:
        began = _began(known, lasting[0])
        days = (today - began).days
        same = None if _is_better(lasting[0], answers) else days
        return Flare(lasting[0], began, same)
    last = max(known, key=lambda one: _ended(one, today) or today, default=None)
    if last is None or not _still_rests(last, today, answers, bands):
        return None
    return Flare(last, _began(known, last))


def _ended(spasm: Spasm, today: date) -> date | None:
    """The person's day on which it ended; None while it lasts on a day."""
    if spasm.ended_at is None:
        return None
    ended = spasm.ended_at.astimezone(zone(spasm.time_zone)).date()
    return None if ended > today else ended


def _still_rests(
    spasm: Spasm, today: date, answers: Sequence[CheckIn], bands: Bands | None
) -> bool:
    ended = _ended(spasm, today)
    if ended is None or today > ended + timedelta(days=REST_DAYS):
        return False
    later = [one.now for one in answers if one.day > ended and one.now is not None]
    return not later or advise(PainAnswers(before=later[-1]), bands).advice > Advice.GO_ON


def _began(known: Sequence[Spasm], spasm: Spasm) -> date:
    """The day of the first spasm of the row that leads to this one."""
    began = spasm.day
    for one in reversed([one for one in known if one.began_at < spasm.began_at]):
        ended = _ended(one, began)
        if ended is not None and began > ended + timedelta(days=REST_DAYS):
            break
        began = min(began, one.day)
    return began


def _is_better(spasm: Spasm, answers: Sequence[CheckIn]) -> bool:
    """Whether the newest answer is less than its strength by more than chance."""
    told = [one.now for one in answers if one.at >= spasm.began_at and one.now is not None]
    first = spasm.strength if spasm.strength is not None else next(iter(told), None)
    return bool(told) and first is not None and told[-1] <= first - RISE
