"""What was done of what a plan asks for, over time: three numbers that say different things.

How often somebody practised, how much of the dose was done when they did, and how each exercise
fared are kept apart. What was not answered stays None and is never counted as zero.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from posture_app.dataclass import dataclass
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone, StopReason
from posture_app.plans.progress import WEEKDAYS

WhyLeftOut = Literal["skipped", "hurt", "pain", "time", "tired", "other", "not_told"]
"""Why an exercise was not done: by choice, since it hurt, for what the session was stopped."""


@dataclass(frozen=True, slots=True)
class DoneShare:
    """How much was done of how much; either may be the greater."""

    done: float
    asked: float

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nothing was asked for."""
        return min(1.0, self.done / self.asked) if self.asked else None


@dataclass(frozen=True, slots=True)
class DayDone:
    """How many times were practised on a day, of how many.

    `asked` is None where the plan leaves the days of the week free, and any will do.
    """

    day: date
    done: int
    asked: int | None


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """One exercise over the whole time.

    Attributes:
        times: In how many sessions it was done, of how many times it was asked for.
        sets: The sets of the sessions that had it.
        hurt: In how many sessions it hurt.
        pain: What was answered, by day; days without an answer are not in it.
        done_as: The easier and harder exercises that were done in its place, which it counts.
    """

    exercise: str
    times: DoneShare
    sets: DoneShare
    hurt: int
    pain: tuple[tuple[date, int], ...]
    done_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredSession:
    """What was answered about one session; None is not answered."""

    day: date
    pain_before: int | None
    pain_after: int | None
    pain_next_morning: int | None
    effort: int | None
    stopped: StopReason | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that was asked for in a session and not done."""

    day: date
    exercise: str
    why: WhyLeftOut


@dataclass(frozen=True, slots=True)
class AdherenceCourse:
    """How a plan is done from a day to a day.

    Attributes:
        sessions: How many times were practised, of how many that were asked for.
        dose: What was done in those sessions, as a share of each exercise that they asked for.
        exercises: Each that was asked for or done, in the plan's order.
    """

    sessions: DoneShare
    dose: DoneShare
    exercises: tuple[ExerciseDone, ...]
    days: tuple[DayDone, ...]
    answers: tuple[AnsweredSession, ...]
    left_out: tuple[LeftOut, ...]


def course(
    plan: Plan, first_day: date, last_day: date, sessions: Sequence[SessionDone]
) -> AdherenceCourse:
    """How a plan was done from a day to a day, both included.

    A phase lasts from its first session to the first of the next; before the first session the plan
    asks for its first phase. Where the days of the week are free, as much is asked for as of whole
    weeks, in proportion.

    Args:
        plan: What is asked for.
        first_day: The day on which it was handed over, or later.
        last_day: Today, or earlier.
        sessions: What came back, in any order; other days are left out.
    """
    inside = sorted(
        (one for one in sessions if first_day.isoformat() <= one.day <= last_day.isoformat()),
        key=lambda one: (one.day, one.at or ""),
    )
    stays = tuple(_stays(plan, first_day, last_day, inside))
    asked = _asked_times(stays)
    by_day: dict[date, list[SessionDone]] = {}
    for one in inside:
        by_day.setdefault(one.local_day, []).append(one)
    days = tuple(
        DayDone(day, _times(by_day.get(day, ())), _asked_on(phase, day))
        for phase, of_phase in stays
        for day in of_phase
    )
    items = [item for one in inside for item in one.items]
    return AdherenceCourse(
        sessions=DoneShare(sum(one.done for one in days), sum(map(_asked_sessions, stays))),
        dose=DoneShare(sum(map(_part, items)), len(items)),
        exercises=tuple(_exercises(plan, asked, inside)),
        days=days,
        answers=tuple(_answers(one) for one in inside),
        left_out=tuple(_left_out(inside)),
    )


_Stay = tuple[PlanPhase, Sequence[date]]


def _stays(
    plan: Plan, first_day: date, last_day: date, sessions: Sequence[SessionDone]
) -> Iterator[_Stay]:
    """The phases in the order in which they were done, each with its days."""
    known = {phase.id: phase for phase in plan.phases}
    begun = [(first_day, plan.phases[0])]
    for one in sessions:
        phase = known.get(one.phase)
        if phase is not None and phase is not begun[-1][1]:
            if len(begun) == 1 and one is sessions[0]:
                begun = [(first_day, phase)]  # what came before is not known to be another phase
            else:
                begun.append((one.local_day, phase))
    ends = [*(day for day, _phase in begun[1:]), last_day + timedelta(days=1)]
    for (begin, phase), end in zip(begun, ends, strict=True):
        yield phase, [begin + timedelta(days=at) for at in range((end - begin).days)]


def _weekday_asks(item: PlanItem, day: date) -> bool:
    return not item.days or WEEKDAYS[day.weekday()] in item.days


def _occasions(item: PlanItem, days: Sequence[date]) -> float:
    """How many times an item is asked for in these days."""
    if item.days:
        return item.per_day * sum(_weekday_asks(item, day) for day in days)
    return item.per_day * len(days) * item.days_per_week / 7


def _asked_sessions(stay: _Stay) -> float:
    phase, days = stay
    return max((_occasions(item, days) for item in phase.items), default=0)


def _asked_on(phase: PlanPhase, day: date) -> int | None:
    """How many times a day asks for; None where it is up to the patient."""
    fixed = [one for one in phase.items if one.days or one.days_per_week == 7]
    if len(fixed) < len(phase.items) or not phase.items:
        return None
    return max((one.per_day for one in fixed if _weekday_asks(one, day)), default=0)


def _asked_times(stays: Iterable[_Stay]) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for phase, days in stays:
        for item in phase.items:
            found[item.exercise] = found.get(item.exercise, 0) + _occasions(item, days)
    return found


def _was_done(item: ItemDone) -> bool:
    return item.done_sets > 0 and not item.skipped


def _times(sessions: Iterable[SessionDone]) -> int:
    """How many times were practised on a day.

    The program plays what is asked for differently often as sessions of their own, the page on the
    telephone does not: so the exercise that was done most often counts.
    """
    done = Counter(item.exercise for one in sessions for item in one.items if _was_done(item))
    return max(done.values(), default=0)


def _part(item: ItemDone) -> float:
    """How much of what was asked of an exercise was done, between 0 and 1."""
    if not _was_done(item):
        return 0.0
    for done, asked in (
        (item.done_reps, item.asked_reps),
        (item.done_hold_s, item.asked_hold_s),
    ):
        if done is not None and asked:
            return min(1.0, done / asked)
    return min(1.0, item.done_sets / item.asked_sets)


def _exercises(
    plan: Plan, asked: Mapping[str, float], sessions: Sequence[SessionDone]
) -> Iterator[ExerciseDone]:
    found: dict[str, list[tuple[date, ItemDone]]] = {
        item.exercise: [] for phase in plan.phases for item in phase.items if item.exercise in asked
    }
    for one in sessions:
        for item in one.items:
            # A step that was accepted is done for the exercise that was prescribed.
            prescribed = item.instead_of if item.instead_of in found else None
            found.setdefault(prescribed or item.exercise, []).append((one.local_day, item))
    for exercise, items in found.items():
        yield ExerciseDone(
            exercise,
            DoneShare(sum(_was_done(item) for _on, item in items), asked.get(exercise, 0)),
            DoneShare(
                sum(item.done_sets for _on, item in items),
                sum(item.asked_sets for _on, item in items),
            ),
            sum(item.hurt for _on, item in items),
            tuple((on, item.pain) for on, item in items if item.pain is not None),
            tuple(dict.fromkeys(one.exercise for _on, one in items if one.exercise != exercise)),
        )


def _answers(session: SessionDone) -> AnsweredSession:
    return AnsweredSession(
        session.local_day,
        session.pain_before,
        session.pain_after,
        session.pain_next_morning,
        session.effort,
        session.stopped,
    )


def _left_out(sessions: Iterable[SessionDone]) -> Iterator[LeftOut]:
    for one in sessions:
        for item in one.items:
            if not _was_done(item):
                yield LeftOut(one.local_day, item.exercise, _why(item, one))


def _why(item: ItemDone, session: SessionDone) -> WhyLeftOut:
    if item.hurt:
        return "hurt"
    if item.skipped:
        return "skipped"
    return session.stopped or "not_told"


def joined(courses: Sequence[AdherenceCourse]) -> AdherenceCourse:
    """Several courses as one: those of a plan's revisions, each over its own days, in order."""
    exercises: dict[str, ExerciseDone] = {}
    for one in (exercise for each in courses for exercise in each.exercises):
        before = exercises.get(one.exercise)
        exercises[one.exercise] = one if before is None else _both(before, one)
    return AdherenceCourse(
        sessions=_sum(one.sessions for one in courses),
        dose=_sum(one.dose for one in courses),
        exercises=tuple(exercises.values()),
        days=tuple(day for one in courses for day in one.days),
        answers=tuple(answer for one in courses for answer in one.answers),
        left_out=tuple(left for one in courses for left in one.left_out),
    )


def _both(one: ExerciseDone, other: ExerciseDone) -> ExerciseDone:
    return ExerciseDone(
        one.exercise,
        _sum((one.times, other.times)),
        _sum((one.sets, other.sets)),
        one.hurt + other.hurt,
        (*one.pain, *other.pain),
        tuple(dict.fromkeys((*one.done_as, *other.done_as))),
    )


def _sum(parts: Iterable[DoneShare]) -> DoneShare:
    found = list(parts)
    return DoneShare(sum(one.done for one in found), sum(one.asked for one in found))
