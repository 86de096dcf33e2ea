"""What is worth a second look in a plan: it informs, and never stops anybody.

The limits are judgement, said where they stand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from posture_app.coach.suitability import NOBODY, FitReason, Profile, Verdict, fit
from posture_app.coach.timeline import routine_s
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, Library, Region, Routine, RoutineItem
from posture_app.plans.as_programme import grouped
from posture_app.plans.model import Plan, PlanItem, PlanPhase

KEPT_UP: Final = 4
"""People keep up fewer exercises when they are given more than this; the number is judgement."""
LONGEST_SESSION_S: Final = 15 * 60
"""A session at home that is longer is left out more easily; the number is judgement."""
MOST_PER_MUSCLE_S: Final = 60
"""A muscle is stretched for about a minute in all (Garber CE et al. 2011, ACSM)."""


class RemarkKind(StrEnum):
    """What a remark is about."""

    NO_EXERCISE = "no_exercise"
    MANY_EXERCISES = "many_exercises"
    LONG_SESSION = "long_session"
    LONG_STRETCH = "long_stretch"
    NO_OPPOSITE = "no_opposite"
    PRECAUTION = "precaution"
    NO_WAY_ON = "no_way_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark.

    Attributes:
        kind: What it is about.
        phase: The id of the phase.
        exercise: The exercise, where one is meant.
        number: Exercises, or seconds.
        muscle: The muscle, by its anatomical name.
        region: The region that nothing is for.
        why: The reasons that a precaution gives, and whether it leaves the exercise out.
        leaves_out: Whether the precaution is against the exercise as a whole.
    """

    kind: RemarkKind
    phase: str
    exercise: str | None = None
    number: float = 0
    muscle: str = ""
    region: Region | None = None
    why: tuple[FitReason, ...] = ()
    leaves_out: bool = False


def remarks(plan: Plan, library: Library) -> tuple[Remark, ...]:
    """All remarks on a plan, in the order of its phases."""
    return tuple(found for phase in plan.phases for found in phase_remarks(plan, phase, library))


def phase_remarks(plan: Plan, phase: PlanPhase, library: Library) -> tuple[Remark, ...]:
    """The remarks on one phase of a plan, which hang on its precautions, too."""
    profile = Profile(frozenset(plan.precautions)) if plan.precautions else NOBODY
    return tuple(_of_phase(phase, library, profile, is_last=phase is plan.phases[-1]))


def session_s(items: tuple[PlanItem, ...], library: Library) -> float:
    """How long it takes to do these items once, in seconds, by the player's own rules."""
    known = tuple(
        RoutineItem(
            exercise=one.exercise, dose=one.dose, side=None if one.side == "both" else one.side
        )
        for one in items
        if one.exercise in library.exercises
    )
    if not known:
        return 0.0
    return routine_s(Routine(id="session", name="-", goal="-", items=known), library)


def week_s(phase: PlanPhase, library: Library) -> float:
    """How long a week of a phase takes, in seconds, without its routines."""
    return sum(
        session_s((one,), library) * one.per_day * (len(one.days) or one.days_per_week)
        for one in phase.items
    )


def _of_phase(
    phase: PlanPhase, library: Library, profile: Profile, *, is_last: bool
) -> Iterator[Remark]:
    items = tuple(one for one in phase.items if one.exercise in library.exercises)
    if not items and not phase.routines:
        yield Remark(kind=RemarkKind.NO_EXERCISE, phase=phase.id)
        return
    if len(items) > KEPT_UP:
        yield Remark(kind=RemarkKind.MANY_EXERCISES, phase=phase.id, number=len(items))
    length_s = _longest_session_s(phase, library)
    if length_s > LONGEST_SESSION_S:
        yield Remark(kind=RemarkKind.LONG_SESSION, phase=phase.id, number=length_s)
    exercises = {one.exercise: library.exercises[one.exercise] for one in items}
    yield from _stretches(phase, items, exercises)
    yield from _opposites(phase, exercises)
    for item in items:
        judged = fit(exercises[item.exercise], profile)
        if judged.verdict is not Verdict.FITS:
            yield Remark(
                kind=RemarkKind.PRECAUTION,
                phase=phase.id,
                exercise=item.exercise,
                why=tuple(dict.fromkeys(why for _, why in judged.reasons)),
                leaves_out=judged.verdict is Verdict.LEAVE_OUT,
            )
    if not is_last and phase.weeks is None and phase.criterion is None:
        yield Remark(kind=RemarkKind.NO_WAY_ON, phase=phase.id)


def _longest_session_s(phase: PlanPhase, library: Library) -> float:
    """The longest of a phase's sessions: what is asked for as often is done in one.

    A session of one exercise, such as a walk, is as long as it was meant to be.
    """
    sessions = (items for items in grouped(phase).values() if len(items) > 1)
    return max((session_s(items, library) for items in sessions), default=0.0)


def _stretches(
    phase: PlanPhase, items: tuple[PlanItem, ...], exercises: Mapping[str, Exercise]
) -> Iterator[Remark]:
    """Muscles that are stretched for longer than helps, on one side in one session."""
    held: Counter[str] = Counter()
    for item in items:
        exercise = exercises[item.exercise]
        dose = item.dose or exercise.dose
        if exercise.category == "stretch":
            seconds = dose.sets * (dose.reps or 1) * (dose.hold_s or 0)
            for muscle in exercise.muscles.primary:
                held[muscle] += round(seconds)
    for muscle, seconds in held.items():
        if seconds > MOST_PER_MUSCLE_S:
            yield Remark(
                kind=RemarkKind.LONG_STRETCH, phase=phase.id, number=seconds, muscle=muscle
            )


_OPPOSITES: Final[tuple[tuple[frozenset[Region], frozenset[Region]], ...]] = (
    (frozenset({"chest"}), frozenset({"upper_back", "shoulder_girdle"})),
    (frozenset({"trunk"}), frozenset({"low_back", "hip"})),
    (frozenset({"low_back", "hip"}), frozenset({"trunk"})),
)
"""What is strengthened, and what works against it.

The upper back alone is what people who sit need most, so that it needs no chest; this is judgement.
"""


def _opposites(phase: PlanPhase, exercises: Mapping[str, Exercise]) -> Iterator[Remark]:
    """A group that is strengthened without the one that works against it."""
    loaded = [one for one in exercises.values() if one.category in {"strength", "stability"}]
    regions = {region for one in loaded for region in one.regions}
    for worked, other in _OPPOSITES:
        if len(loaded) > 1 and regions & worked and not regions & other:
            yield Remark(kind=RemarkKind.NO_OPPOSITE, phase=phase.id, region=min(other))
