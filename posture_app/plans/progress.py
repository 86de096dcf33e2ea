"""What a programme asks for today, and when it is time for another phase.

The rule for moving on is that of the programmes in the library: the weeks of the phase are over,
and the last sessions were whole and hurt little; two sessions that hurt much, or left more pain on
the next morning, lead a phase back. It proposes only; the person decides. Days are the person's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal, get_args

from posture_app.coach.pain_rule import AdviceReason, Bands
from posture_app.dataclass import dataclass
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.suggestion import was_done
from posture_app.library.model import Criterion, Phase, PhaseRoutine, Programme, Weekday

SPACED_DAYS: Final = 4
"""Up to so many days a week, a routine is asked for on every other day at most: strength needs the
day between."""
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
"""From Monday on, as `date.weekday` counts them."""
NOTHING_LEADS_ON: Final = Criterion(sessions=0)
"""The criterion of a received plan's phase that says neither weeks nor what leads on: it lasts."""
HARD_SESSIONS: Final = 2
"""So many sessions of a phase that hurt too much lead a phase back."""

Direction = Literal["advance", "stay", "step_back", "finish"]
ProgressReason = Literal[
    "criterion_met",
    "weeks_not_over",
    "not_whole",
    "hurt",
    "hurt_twice",
    "too_few",
    "too_hard",
    "nothing_leads_on",
]
"""Why a phase goes on or not: what the programme asks for is met; its weeks are not over; one of
the last sessions was not done as a whole; one hurt more than the programme allows; two hurt too
much; too few sessions were done; one was harder than it is to be, or it was not told how hard; the
phase lasts until somebody decides."""


@dataclass(frozen=True, slots=True)
class DueRoutine:
    """A routine of the phase on one day.

    Attributes:
        routine: Its id.
        is_due: Whether it is asked for today and still open.
        done_today: How many times it was done today, of `per_day` on a day that asks for it.
        days_this_week: On how many days of this week it was done, of `days_per_week`.
    """

    routine: str
    is_due: bool
    done_today: int
    per_day: int
    days_this_week: int
    days_per_week: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes for the phase, and why.

    `has_weeks` is whether the phase has weeks that count, beside what its sessions were like.
    """

    direction: Direction
    why: ProgressReason
    has_weeks: bool = True


def phase_of(programme: Programme, followed: FollowedPhase) -> Phase | None:
    """The phase that is followed; None where the programme has it no more."""
    return next((one for one in programme.phases if one.id == followed.phase_id), None)


def phase_to_begin(stays: Sequence[FollowedPhase], programme_id: str, phases: Sequence[str]) -> str:
    """The phase in which a plan is followed: where it was left, or else the first.

    Args:
        stays: All stays in phases, in the order in which they began.
        programme_id: The id of the plan's programme.
        phases: The ids of its phases; one that is no more there cannot be taken up again.
    """
    last = next((one for one in reversed(stays) if one.programme_id == programme_id), None)
    was_left = last is not None and last.ending in {None, "stopped"} and last.phase_id in phases
    return last.phase_id if last is not None and was_left else phases[0]


def week_of(followed: FollowedPhase, today: date) -> int:
    """Which week of the phase today is in, counted from 1."""
    return max(0, (today - followed.began_on).days) // 7 + 1


def due_today(
    phase: Phase, followed: FollowedPhase, sessions: Sequence[SessionRecord], today: date
) -> tuple[DueRoutine, ...]:
    """What the phase asks for on a day, in its order.

    A week begins on the day of the week on which the phase began. What is asked for on up to four
    days a week is not asked for on the day after it was done, unless there are no more days left in
    the week than are still asked for.

    Args:
        phase: The phase.
        followed: Since when it is followed.
        sessions: The person's sessions since then, in any order; others do no harm.
        today: The person's day.
    """
    return tuple(
        _due(one, _days_done(one.routine, sessions), followed, today) for one in phase.routines
    )


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day on which something will be asked for, and the routines that will be, by their ids."""

    day: date
    routines: tuple[str, ...]


def planned_days(
    phase: Phase,
    followed: FollowedPhase,
    sessions: Sequence[SessionRecord],
    today: date,
    days: int,
) -> Iterator[PlannedDay]:
    """The days from today on for which the phase asks something, if all is done on its day.

    Args:
        phase: The phase; it is taken to go on as long as is looked ahead.
        followed: Since when it is followed.
        sessions: The person's sessions since then, in any order.
        today: The person's day.
        days: How many days to look ahead, today among them.
    """
    done = {one.routine: _days_done(one.routine, sessions) for one in phase.routines}
    for number in range(days):
        day = today + timedelta(days=number)
        due = [one for one in phase.routines if _due(one, done[one.routine], followed, day).is_due]
        for one in due:
            done[one.routine] += [day] * one.per_day
        if due:
            yield PlannedDay(day, tuple(one.routine for one in due))


def planned_by_week(
    stays: Iterable[FollowedPhase],
    programmes: Mapping[str, Programme],
    first_day: date,
    today: date,
) -> dict[date, int]:
    """On how many days of each week a programme asked for a session, as far as one was followed.

    What several routines of a phase ask for may be done on the same days, so the one counts that
    asks for the most. A week in which a phase began or ended has its share of it.

    Args:
        stays: The stays in phases; of those that overlap, the later one counts.
        programmes: The programmes by their ids; what they do not have is left out.
        first_day: The first day of the course.
        today: The person's day, whose week counts to its end for a phase that lasts.

    Returns:
        The days by the Monday of the week, where there are any.
    """
    asked: dict[date, float] = {}
    week_end = today + timedelta(days=6 - today.weekday())
    for stay in stays:
        programme = programmes.get(stay.programme_id)
        phase = None if programme is None else phase_of(programme, stay)
        first = max(stay.began_on, first_day - timedelta(days=first_day.weekday()))
        length = ((stay.ended_on or week_end) - first).days + 1
        if phase is not None:
            days = (first + timedelta(days=number) for number in range(length))
            asked.update({day: _share_of_day(phase, day) for day in days})
    weeks: dict[date, float] = {}
    for day, share in asked.items():
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0.0) + share
    return {monday: round(total) for monday, total in weeks.items() if round(total)}


def _share_of_day(phase: Phase, day: date) -> float:
    """What a phase asks for on a day of the week: 1 on one that it names, else its share of 7."""
    if any(WEEKDAYS[day.weekday()] in one.days for one in phase.routines):
        return 1.0
    return max((one.days_per_week for one in phase.routines if not one.days), default=0) / 7


def _days_done(routine: str, sessions: Sequence[SessionRecord]) -> list[date]:
    return [one.local_day for one in sessions if one.routine_id == routine and was_done(one)]


def _due(
    asked: PhaseRoutine, days: Sequence[date], followed: FollowedPhase, today: date
) -> DueRoutine:
    week_start = followed.began_on + timedelta(days=7 * (week_of(followed, today) - 1))
    done_today = days.count(today)
    earlier = {day for day in days if week_start <= day < today}
    open_days = asked.days_per_week - len(earlier)
    days_left = 7 - (today - week_start).days
    rests = asked.days_per_week <= SPACED_DAYS and today - timedelta(days=1) in days
    wanted = open_days > 0 and (not rests or open_days >= days_left)
    if asked.days:
        wanted = WEEKDAYS[today.weekday()] in asked.days
    return DueRoutine(
        routine=asked.routine,
        is_due=wanted and done_today < asked.per_day,
        done_today=done_today,
        per_day=asked.per_day,
        days_this_week=len(earlier) + (done_today > 0),
        days_per_week=asked.days_per_week,
    )


def proposal(
    programme: Programme,
    followed: FollowedPhase,
    sessions: Sequence[SessionRecord],
    today: date,
    bands: Bands,
) -> Proposal:
    """Whether to go on to the next phase, stay, or go back to the one before.

    Args:
        programme: The programme.
        followed: The phase that the person is in; the programme has it.
        sessions: The person's sessions since then, in any order; others do no harm.
        today: The person's day.
        bands: Where the rule for pain says "stop".
    """
    places = [one.id for one in programme.phases]
    place = places.index(followed.phase_id)
    asked_for = {one.routine for one in programme.phases[place].routines}
    in_phase = sorted(
        (
            one
            for one in sessions
            if one.routine_id in asked_for
            and one.ended is not None
            and not one.was_declined
            and followed.began_on <= one.local_day <= today
        ),
        key=lambda one: one.started_at,
    )
    if place > 0 and sum(hurt_much(one, bands) for one in in_phase) >= HARD_SESSIONS:
        return Proposal("step_back", "hurt_twice")
    phase = programme.phases[place]
    has_weeks = phase.weeks > 0
    if (today - followed.began_on).days < 7 * phase.weeks:
        return Proposal("stay", "weeks_not_over")
    missing = _missing(phase.criterion or programme.criterion, in_phase)
    if missing is not None:
        return Proposal("stay", missing, has_weeks)
    direction: Direction = "finish" if place == len(places) - 1 else "advance"
    return Proposal(direction, "criterion_met", has_weeks)


def _missing(criterion: Criterion, in_phase: Sequence[SessionRecord]) -> ProgressReason | None:
    """What the criterion still lacks; None where it is met."""
    if criterion.sessions == NOTHING_LEADS_ON.sessions:
        return "nothing_leads_on"
    last = in_phase[-criterion.sessions :]
    if len(last) < criterion.sessions:
        return "too_few"
    if any((worst_pain(one) or 0) > criterion.pain_at_most or _unsettled(one) for one in last):
        return "hurt"
    limit = criterion.effort_at_most
    if limit is not None and any(one.effort is None or one.effort > limit for one in last):
        return "too_hard"
    return None if all(one.was_whole for one in last) else "not_whole"


def worst_pain(session: SessionRecord) -> int | None:
    """The most that was answered during and after a session; None where nothing was."""
    answers = [one.pain for one in session.items] + [session.pain_after]
    return max((one for one in answers if one is not None), default=None)


def hurt_much(session: SessionRecord, bands: Bands) -> bool:
    """Whether a session hurt too much by the rule for pain."""
    pain = worst_pain(session)
    high = pain is not None and pain >= bands.high_from
    return high or session.ended == "stopped_for_pain" or _unsettled(session)


def _unsettled(session: SessionRecord) -> bool:
    return AdviceReason.NOT_SETTLED_BY_MORNING in session.advice_reasons
