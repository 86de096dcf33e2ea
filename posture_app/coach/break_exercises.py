"""Picks an exercise for a break: what fits the seconds, the place, the day and the person's past.

Pure and deterministic: the same library, situation and past give the same order. The first of
`choices` is what a break offers, "another one" is the next. Doses are only ever made smaller:
fewer sets, then fewer repetitions; a hold keeps its prescribed length.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from functools import lru_cache
from math import inf
from typing import Final, Literal

from posture_app.coach import session as coach
from posture_app.coach.session import PhaseStarted, SessionStep
from posture_app.coach.session_plan import SessionPlan
from posture_app.coach.timeline import (
    CHANGE_LEVEL_S,
    CHANGE_POSITION_S,
    PREPARE_ON_FLOOR_S,
    PREPARE_S,
    WORK,
    SessionPhase,
    SessionTimeline,
    Side,
    compile_routine,
    dose_s,
)
from posture_app.dataclass import dataclass
from posture_app.library.model import (
    FLOOR_POSITIONS,
    Dose,
    Exercise,
    Library,
    Routine,
    RoutineItem,
)
from posture_app.library.schema import Equipment
from posture_app.preferences import Posture

SkipReason = Literal["meeting", "not_now", "hurts", "no_room"]
ReasonKind = Literal[
    "asked_for",
    "never_done",
    "last_done",
    "fewer_sets",
    "fewer_repetitions",
    "shorter",
    "one_side",
    "on_camera",
    "discreet",
    "standing",
]

FEWEST_REPETITIONS: Final = 3
"""Fewer are not worth getting ready for (our judgement)."""
SHORTEST_CONTINUOUS_S: Final = 20.0
CONTINUOUS_STEP_S: Final = 5.0
_EPSILON: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Where a person is and how long the break lasts.

    `discreet`: colleagues are around. `camera_on`: the person is seen in a call, and so stays in
    the picture: discreet exercises in the posture of the moment. `floor`: there is room to lie down
    and to move about.
    """

    seconds: float
    posture: Posture = "sitting"
    discreet: bool = False
    camera_on: bool = False
    floor: bool = False
    equipment: frozenset[Equipment] = frozenset({"chair", "desk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """An exercise that was offered or done, in a break or in a routine.

    Attributes:
        at: When, on the person's own clock: its date is the day that it counts to.
        exercise: The exercise's id, or None for a break without one.
        side: The side when only one was done.
        share: How much of the prescribed dose was done; 0 when it was only offered.
        skipped: Why it was skipped, if it was.
    """

    at: datetime
    exercise: str | None
    side: Side | None = None
    share: float = 1.0
    skipped: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class ChoiceReason:
    """Why a choice is as it is; `detail` is a routine's name, a date, a side or `2 of 3`."""

    kind: ReasonKind
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An exercise for a break.

    `side` is set when one side alone is done now. `seconds` is the length of its timeline, getting
    ready included; `share` is the part of the prescribed dose that it is.
    """

    exercise: Exercise
    dose: Dose
    side: Side | None
    seconds: float
    share: float
    reasons: tuple[ChoiceReason, ...]

    @property
    def routine(self) -> Routine:
        """The choice as a routine of one item, to be played by the coach."""
        return Routine(
            id=self.exercise.id,
            name=self.exercise.name,
            goal=self.exercise.purpose,
            items=(RoutineItem(exercise=self.exercise.id, dose=self.dose),),
        )


def choices(
    library: Library,
    situation: Situation,
    *,
    now: datetime,
    history: Sequence[Bout] = (),
    routine: Routine | None = None,
    avoid: frozenset[str] = frozenset(),
) -> tuple[Choice, ...]:
    """Every exercise that suits the break, the best first.

    What `routine` asks for today and is still to be done comes first, then what was not done for
    longest. The exercise that was offered last is left out, and so is what hurt today, what has
    had its daily dose, and what does not fit.

    Args:
        library: The exercises.
        situation: The place and the time there is.
        now: The person's local time; `history` is on the same clock, in any order.
        history: What was offered and done, as far back as it is known.
        routine: What is meant to be done today.
        avoid: Ids that must not be offered, whatever else.
    """
    past = _Past(history, now.date())
    asked = _asked(routine)
    found = []
    for place, exercise in enumerate(library.exercises.values()):
        if exercise.id in avoid or not _suits(exercise, situation) or past.forbids(exercise):
            continue
        dose = asked.get(exercise.id) or exercise.dose
        choice = _choice(exercise, dose, situation, past)
        if choice is None:
            continue
        owed = (dose.per_day or 1) - past.share(exercise.id)
        open_today = exercise.id in asked and owed > _EPSILON
        if open_today and routine is not None:
            reasons = (ChoiceReason("asked_for", routine.name), *choice.reasons)
            choice = replace(choice, reasons=reasons)
        last = past.last_done.get(exercise.id)
        # What was never done comes before every date.
        key = (not open_today, last.timestamp() if last else -inf, place)
        found.append((key, choice))
    return tuple(choice for _, choice in sorted(found, key=lambda one: one[0]))


def timeline(choice: Choice) -> SessionTimeline:
    """The choice laid out in time, with only its side where it has one."""
    whole = compile_routine(choice.routine, _library(choice))
    return whole if choice.side is None else _one_side(whole, choice.side)


def begin(choice: Choice, now_s: float, asleep_s: float = 0.0) -> SessionStep:
    """Start playing a choice; the coach's other functions take the session from there."""
    session, effects = coach.start(choice.routine, _library(choice), now_s, asleep_s)
    if choice.side is None:
        return session, effects
    # Getting ready takes as long for either side, so that only the phases are others.
    session = replace(session, plan=SessionPlan(timeline(choice)))
    return session, (PhaseStarted(session.phase, now_s), *effects[1:])


@dataclass
class _Past:
    """What the past says of each exercise."""

    history: Sequence[Bout]
    today: date
    last_done: dict[str, datetime] = field(default_factory=dict)
    last_offered: str | None = None
    done_today: dict[tuple[str, Side | None], float] = field(default_factory=dict)
    last_side: dict[str, Side] = field(default_factory=dict)
    hurt_today: set[str] = field(default_factory=set)
    room_missing: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for bout in sorted(self.history, key=lambda one: one.at):
            self.last_offered = bout.exercise
            if bout.exercise is not None:
                self._take(bout, bout.exercise)

    def _take(self, bout: Bout, exercise: str) -> None:
        today = bout.at.date() == self.today
        if bout.share > 0:
            self.last_done[exercise] = bout.at
            if bout.side is not None:
                self.last_side[exercise] = bout.side
        if today and bout.share > 0:
            key = exercise, bout.side
            self.done_today[key] = self.done_today.get(key, 0.0) + bout.share
        if today and bout.skipped == "hurts":
            self.hurt_today.add(exercise)
        if today and bout.skipped == "no_room":
            self.room_missing.add(exercise)

    def forbids(self, exercise: Exercise) -> bool:
        out = self.hurt_today | self.room_missing
        return exercise.id == self.last_offered or exercise.id in out

    def share(self, exercise: str) -> float:
        """How much of its dose was done today, all sides together."""
        return sum(share for (one, _), share in self.done_today.items() if one == exercise)

    def next_side(self, exercise: str) -> Side:
        """The side that had less today; with both alike, not the one that was done last."""
        left = self.done_today.get((exercise, "left"), 0.0)
        right = self.done_today.get((exercise, "right"), 0.0)
        if abs(left - right) > _EPSILON:
            return "left" if left < right else "right"
        return "right" if self.last_side.get(exercise) == "left" else "left"


def _asked(routine: Routine | None) -> Mapping[str, Dose | None]:
    asked: dict[str, Dose | None] = {}
    for item in routine.items if routine is not None else ():
        asked.setdefault(item.exercise, item.dose)
    return asked


def _suits(exercise: Exercise, situation: Situation) -> bool:
    seen = situation.camera_on or situation.discreet
    if seen and not exercise.discreet:
        return False
    if not exercise.desk and (seen or not situation.floor):
        return False
    if exercise.position in FLOOR_POSITIONS and not situation.floor:
        return False
    if not set(exercise.equipment) <= situation.equipment:
        return False
    if exercise.position == "sitting":
        return situation.posture == "sitting"
    # Standing up is a break in itself, but not in front of a camera.
    return situation.posture == "standing" or not situation.camera_on


def _choice(exercise: Exercise, dose: Dose, situation: Situation, past: _Past) -> Choice | None:
    room_s = situation.seconds - _lead_s(exercise, situation.posture)
    fitted = _fit(exercise, dose, room_s)
    if fitted is None:
        return None
    smaller, one_side = fitted
    full = _amount(dose) * 2 if one_side else _amount(dose)
    share = _amount(smaller) / full
    if dose.per_day and past.share(exercise.id) + share > dose.per_day + _EPSILON:
        return None
    side = past.next_side(exercise.id) if one_side else None
    reasons = [*_past_reasons(exercise, past), *_dose_reasons(dose, smaller, side)]
    reasons += [ChoiceReason(kind) for kind in _place_reasons(exercise, situation)]
    choice = Choice(
        exercise=exercise,
        dose=smaller,
        side=side,
        seconds=0.0,
        share=share,
        reasons=tuple(reasons),
    )
    return replace(choice, seconds=timeline(choice).total_s)


def _fit(exercise: Exercise, dose: Dose, room_s: float) -> tuple[Dose, bool] | None:
    """The largest part of a dose that fits, and whether it is for one side alone."""
    candidates = _smaller(dose)
    for one_side in (False, True) if exercise.sides == "each" else (False,):
        sides = "together" if one_side else exercise.sides
        # Each candidate is shorter than the one before.
        place = bisect_left(
            candidates, True, key=lambda one: dose_s(sides, one) <= room_s + _EPSILON
        )
        if place < len(candidates):
            return candidates[place], one_side
    return None


@lru_cache(maxsize=1024)
def _smaller(dose: Dose) -> tuple[Dose, ...]:
    """A dose and its smaller forms, each shorter than the one before; the same for each break."""
    doses = [replace(dose, sets=sets) for sets in range(dose.sets, 0, -1)]
    one = doses[-1]
    if dose.model in {"reps", "reps_with_hold"}:
        reps = dose.reps or 1
        doses += [replace(one, reps=n) for n in range(reps - 1, FEWEST_REPETITIONS - 1, -1)]
    elif dose.model == "continuous":
        steps = int((dose.duration_s or 0) / CONTINUOUS_STEP_S)
        shortest = int(SHORTEST_CONTINUOUS_S / CONTINUOUS_STEP_S)
        lengths = (step * CONTINUOUS_STEP_S for step in range(steps, shortest - 1, -1))
        doses += [replace(one, duration_s=s) for s in lengths if s < (dose.duration_s or 0)]
    return tuple(doses)


def _amount(dose: Dose) -> float:
    """How much work a dose is, to compare it with a smaller form of itself."""
    if dose.model == "continuous":
        return dose.sets * (dose.duration_s or 0)
    return dose.sets * (dose.reps or 1)


def _lead_s(exercise: Exercise, posture: Posture) -> float:
    """Seconds until the work can begin: getting ready, and getting there from the desk."""
    if exercise.position in FLOOR_POSITIONS:
        return PREPARE_ON_FLOOR_S + CHANGE_LEVEL_S
    return PREPARE_S + (0.0 if exercise.position == posture else CHANGE_POSITION_S)


def _past_reasons(exercise: Exercise, past: _Past) -> tuple[ChoiceReason, ...]:
    last = past.last_done.get(exercise.id)
    return (
        ChoiceReason("last_done", last.date().isoformat()) if last else ChoiceReason("never_done"),
    )


def _dose_reasons(dose: Dose, smaller: Dose, side: Side | None) -> list[ChoiceReason]:
    reasons = []
    if smaller.sets < dose.sets:
        reasons.append(ChoiceReason("fewer_sets", f"{smaller.sets} of {dose.sets}"))
    if smaller.reps != dose.reps:
        reasons.append(ChoiceReason("fewer_repetitions", f"{smaller.reps} of {dose.reps}"))
    if smaller.duration_s != dose.duration_s:
        reasons.append(ChoiceReason("shorter", f"{smaller.duration_s:g} of {dose.duration_s:g} s"))
    if side is not None:
        reasons.append(ChoiceReason("one_side", side))
    return reasons


def _place_reasons(exercise: Exercise, situation: Situation) -> list[ReasonKind]:
    reasons: list[ReasonKind] = []
    if situation.camera_on:
        reasons.append("on_camera")
    elif situation.discreet:
        reasons.append("discreet")
    if exercise.position != "sitting" and exercise.position not in FLOOR_POSITIONS:
        reasons.append("standing")
    return reasons


def _library(choice: Choice) -> Library:
    return Library({choice.exercise.id: choice.exercise}, {}, {})


def _one_side(whole: SessionTimeline, side: Side) -> SessionTimeline:
    kept: list[SessionPhase] = []
    at_s = 0.0
    for phase in whole.phases:
        other = phase.phase == "change_side" or (phase.phase in WORK and phase.side != side)
        if other:
            continue
        mine = side if phase.side is not None else None
        kept.append(replace(phase, side=mine, start_s=at_s))
        at_s = kept[-1].end_s
    return SessionTimeline(whole.routine, tuple(kept))
