"""The state machine that plays a timeline.

Every function takes a session, what happened and the time, and gives the new session with its
effects. The time is monotonic seconds that are handed in, so that a test or a demonstration can
run it at any speed. What is left of a phase is always its end less now: nothing is counted down,
and the result depends on when it is asked, never on how often.
"""

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Final, Literal

from posture_app.coach.pain_rule import PainResponse
from posture_app.coach.session_plan import SessionPlan, Unit
from posture_app.coach.timeline import WORK, PhaseKind, SessionPhase, compile_routine
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, Library, Routine, RoutineItem

Status = Literal["playing", "paused", "hurting", "finished"]
SessionEnding = Literal["completed", "stopped", "stopped_for_pain"]
SetStatus = Literal["done", "partial", "skipped"]
CueName = Literal["get_ready", "tick", "start", "hold", "change_side", "rest", "done"]

SLEPT_S: Final = 2.0
"""A machine that was asleep for longer than this comes back paused."""
TICKS_S: Final = (3.0, 2.0, 1.0)
"""Seconds before the end of a phase at which it is counted out."""
SHORTEST_WITH_TICKS_S: Final = 5.0
"""Counting out a shorter phase would be all ticks."""
RESTART_WITHIN_S: Final = 2.0
"""Going back this early in a set means the set before."""

_CUES: Final[dict[PhaseKind, CueName]] = {
    "prepare": "get_ready",
    "change_position": "get_ready",
    "move": "start",
    "hold": "hold",
    "change_side": "change_side",
    "rest": "rest",
}


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """A phase begins; `at_s` is the instant on the clock that drives the session."""

    phase: SessionPhase
    at_s: float


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to be heard at `at_s`. Who comes too late to play it leaves it out."""

    name: CueName
    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEnded:
    """A set of one side is over and can be logged. Seconds are those that were really done."""

    unit: Unit
    exercise: Exercise
    sets: int
    status: SetStatus
    planned_s: float
    done_s: float
    planned_reps: int | None
    done_reps: int | None
    planned_hold_s: float | None
    done_hold_s: float | None
    hurt: bool = False
    pain: int | None = None
    pain_where: str | None = None


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine was asleep for `slept_s`; the session is paused where it was."""

    slept_s: float


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over; `done_s` is the time that was really played."""

    ended: SessionEnding
    done_s: float
    at_s: float


Effect = PhaseStarted | Cue | SetEnded | Slept | SessionEnded


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been done of the set in hand."""

    work_s: float = 0.0
    hold_s: float = 0.0
    repetitions: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A session at one moment.

    `length_s` is how long the phase in hand takes, with what the person added or took away, and
    `end_s` when it ends; while the session stands still, `left_s` says what is left of it.
    `asleep_s` is how long the machine had slept in all when it was last asked, `told_s` up to
    when ticks have been told.
    """

    routine: Routine
    library: Library
    plan: SessionPlan
    status: Status
    index: int
    length_s: float
    end_s: float
    left_s: float
    asleep_s: float
    told_s: float
    played_s: float = 0.0
    tallies: dict[Unit, Tally] = field(default_factory=dict)

    @property
    def phase(self) -> SessionPhase:
        """The phase in hand; the last one when the session is over."""
        return self.plan.timeline.phases[self.index]

    @property
    def unit(self) -> Unit:
        """The set and side in hand, or the one that the waiting leads up to."""
        return self.plan.unit_at(self.index)

    @property
    def exercise(self) -> Exercise:
        """The exercise in hand."""
        return self.library.exercises[self.phase.exercise]

    def remaining_s(self, now_s: float) -> float:
        """What is left of the phase, in seconds."""
        return max(0.0, self.end_s - now_s) if self.status == "playing" else self.left_s

    def position_s(self, now_s: float) -> float:
        """Where the session is in its timeline, in seconds from its start."""
        if self.status == "finished":
            return self.plan.timeline.total_s
        return self.phase.end_s - min(self.phase.duration_s, self.remaining_s(now_s))


SessionStep = tuple[Session, Sequence[Effect]]


def start(
    routine: Routine,
    library: Library,
    now_s: float,
    asleep_s: float = 0.0,
    done: Sequence[Unit] = (),
) -> SessionStep:
    """Begin a routine, or go on with one whose units in `done` were finished earlier."""
    plan = SessionPlan(compile_routine(routine, library))
    open_units = [unit for unit in plan.units if unit not in set(done)]
    index = plan.entry(open_units[0]) if done and open_units else 0
    phase = plan.timeline.phases[index]
    session = Session(
        routine=routine,
        library=library,
        plan=plan,
        status="playing",
        index=index,
        length_s=phase.duration_s,
        end_s=now_s + phase.duration_s,
        left_s=phase.duration_s,
        asleep_s=asleep_s,
        told_s=now_s,
    )
    return session, _entered(session, now_s)


def advance(session: Session, now_s: float, asleep_s: float | None = None) -> SessionStep:
    """Bring a session up to `now_s`, with everything that happened since it was last asked.

    Args:
        session: The session.
        now_s: Monotonic seconds, which stand still while the machine sleeps.
        asleep_s: How long the machine has slept in all since some fixed moment.
    """
    slept_s = 0.0 if asleep_s is None else asleep_s - session.asleep_s
    if asleep_s is not None:
        session = replace(session, asleep_s=asleep_s)
    effects: list[Effect] = []
    while session.status == "playing" and session.end_s <= now_s:
        effects += _ticks(session, session.end_s)
        session, more = _leave(session, session.end_s)
        effects += more
    if session.status == "playing":
        effects += _ticks(session, now_s)
        session = replace(session, told_s=max(session.told_s, now_s))
        if slept_s > SLEPT_S:
            session, _ = pause(session, now_s)
            effects.append(Slept(slept_s))
    return session, effects


def pause(session: Session, now_s: float) -> SessionStep:
    """Stop the clock where it is."""
    if session.status != "playing":
        return session, ()
    return replace(session, status="paused", left_s=session.remaining_s(now_s)), ()


def resume(session: Session, now_s: float) -> SessionStep:
    """Go on where the session was paused."""
    if session.status != "paused":
        return session, ()
    return (
        replace(session, status="playing", end_s=now_s + session.left_s, told_s=now_s),
        (),
    )


def skip(session: Session, now_s: float) -> SessionStep:
    """On to what comes next: out of a waiting into the work, out of a set past its end."""
    if session.status not in {"playing", "paused"}:
        return session, ()
    if session.phase.phase not in WORK:
        session = _bank(session, now_s)
        return _enter(session, session.index + 1, now_s)
    unit = session.unit
    session, effects = _end_set(session, now_s)
    entered, more = _enter(session, _after(session, unit), now_s)
    return entered, (*effects, *more)


def back(session: Session, now_s: float) -> SessionStep:
    """To the start of this set, or of the one before when this one has hardly begun."""
    if session.status not in {"playing", "paused"}:
        return session, ()
    units = list(session.plan.units)
    here = units.index(session.unit)
    first = session.plan.timeline.phases[session.plan.units[session.unit].first]
    early = session.position_s(now_s) - first.start_s <= RESTART_WITHIN_S
    target = units[max(0, here - 1)] if early else session.unit
    return _go(session, target, now_s)


def repeat(session: Session, now_s: float) -> SessionStep:
    """Once more from the start of this set; from a pause after a set, that set."""
    if session.status not in {"playing", "paused"}:
        return session, ()
    target = session.unit
    if session.phase.phase in {"rest", "change_side"}:
        units = list(session.plan.units)
        target = units[max(0, units.index(target) - 1)]
    return _go(session, target, now_s)


def lengthen(session: Session, now_s: float, by_s: float) -> SessionStep:
    """A longer or (with a negative number) shorter waiting: rest, getting ready, changing side."""
    if session.status not in {"playing", "paused"} or session.phase.phase in WORK:
        return session, ()
    before_s = session.remaining_s(now_s)
    left_s = max(0.0, before_s + by_s)
    session = replace(
        session,
        length_s=session.length_s + left_s - before_s,
        end_s=now_s + left_s,
        left_s=left_s,
        told_s=now_s,
    )
    return advance(session, now_s)


def hurt(session: Session, now_s: float) -> SessionStep:
    """For "that hurt": everything stands still until the person has said how to go on."""
    if session.status not in {"playing", "paused"}:
        return session, ()
    return replace(session, status="hurting", left_s=session.remaining_s(now_s)), ()


def take_back_hurt(session: Session, now_s: float) -> SessionStep:  # noqa: ARG001 - a command like others
    """Nothing hurt, it was a slip: paused, at the place and in the set that was in hand."""
    if session.status != "hurting":
        return session, ()
    return replace(session, status="paused"), ()


def after_hurt(
    session: Session,
    now_s: float,
    choice: PainResponse,
    pain: int | None = None,
    where: str | None = None,
) -> SessionStep:
    """Go on after "that hurt": with the easier variant, without this exercise, or not at all.

    Raises:
        ValueError: The exercise has no easier variant.
    """
    if session.status != "hurting":
        return session, ()
    item = session.phase.item
    easier = session.exercise.easier
    session, effects = _end_set(session, now_s, hurt=True, pain=pain, where=where)
    if choice is PainResponse.STOP:
        ended, more = _finish(session, "stopped_for_pain", now_s)
        return ended, (*effects, *more)
    if choice is PainResponse.SKIP:
        entered, more = _enter(session, session.plan.item_entry(item + 1), now_s)
        return entered, (*effects, *more)
    if easier is None:
        raise ValueError(f"{session.exercise.id} has no easier variant")
    session = _with_exercise(session, item, easier)
    entered, more = _enter(session, session.plan.item_entry(item), now_s)
    return entered, (*effects, *more)


def stop(session: Session, now_s: float) -> SessionStep:
    """End the session here; what was done of the set in hand is kept."""
    if session.status == "finished":
        return session, ()
    effects: Sequence[Effect] = ()
    if session.phase.phase in WORK:
        session, effects = _end_set(session, now_s)
    else:
        session = _bank(session, now_s)
    ended, more = _finish(session, "stopped", now_s)
    return ended, (*effects, *more)


def with_exercises(routine: Routine, exercises: dict[int, str]) -> Routine:
    """A routine with other exercises at some of its items, as after an easier variant."""
    return replace(
        routine,
        items=tuple(
            RoutineItem(exercise=exercises[index], side=item.side)
            if exercises.get(index, item.exercise) != item.exercise
            else item
            for index, item in enumerate(routine.items)
        ),
    )


def _with_exercise(session: Session, item: int, exercise: str) -> Session:
    routine = with_exercises(session.routine, {item: exercise})
    plan = SessionPlan(compile_routine(routine, session.library))
    return replace(session, routine=routine, plan=plan)


def _leave(session: Session, at_s: float) -> SessionStep:
    """The phase has run its length."""
    session = _bank(session, at_s)
    effects: list[Effect] = []
    unit = session.plan.unit_ends.get(session.index)
    if unit is not None:
        session, ended = _close_unit(session, unit)
        effects.append(ended)
    entered, more = _enter(session, session.index + 1, at_s)
    return entered, (*effects, *more)


def _bank(session: Session, now_s: float) -> Session:
    """Credit what has been done of the phase in hand to the session and its set."""
    phase = session.phase
    left_s = session.remaining_s(now_s)
    done_s = max(0.0, session.length_s - left_s)
    played_s = session.played_s + done_s
    if phase.phase not in WORK:
        return replace(session, played_s=played_s)
    before = session.tallies.get(phase.unit, Tally())
    finished = left_s <= 0 and session.index in session.plan.repetition_ends
    tally = Tally(
        before.work_s + done_s,
        before.hold_s + (done_s if phase.phase == "hold" else 0.0),
        before.repetitions + finished,
    )
    return replace(session, played_s=played_s, tallies={**session.tallies, phase.unit: tally})


def _end_set(
    session: Session,
    now_s: float,
    *,
    hurt: bool = False,
    pain: int | None = None,
    where: str | None = None,
) -> SessionStep:
    """End the set in hand before its time; the other side of an alternating set with it."""
    unit = session.unit
    session = _bank(session, now_s)
    begun = [u for u in session.tallies if u[:2] == unit[:2] and u != unit]
    effects: list[Effect] = []
    for one in (*begun, unit):
        session, ended = _close_unit(session, one)
        if one == unit:
            ended = replace(ended, hurt=hurt, pain=pain, pain_where=where)
            if hurt and ended.status == "skipped":
                ended = replace(ended, status="partial")
        effects.append(ended)
    return session, effects


def _close_unit(session: Session, unit: Unit) -> tuple[Session, SetEnded]:
    plan = session.plan.units[unit]
    tally = session.tallies.get(unit, Tally())
    phase = session.plan.timeline.phases[plan.first]
    dose = session.library.dose(session.routine.items[unit[0]])
    counted = dose.model in {"reps", "reps_with_hold"}
    done_s = min(tally.work_s, plan.work_s)
    all_done = done_s >= plan.work_s - 1e-6 or tally.repetitions >= plan.repetitions
    ended = SetEnded(
        unit=unit,
        exercise=session.library.exercises[phase.exercise],
        sets=phase.sets,
        status="done" if all_done else "partial" if done_s > 0 else "skipped",
        planned_s=plan.work_s,
        done_s=plan.work_s if all_done else done_s,
        planned_reps=plan.repetitions if counted else None,
        done_reps=tally.repetitions if counted else None,
        planned_hold_s=plan.hold_s,
        done_hold_s=None if plan.hold_s is None else min(tally.hold_s, plan.hold_s),
    )
    rest = {other: kept for other, kept in session.tallies.items() if other != unit}
    return replace(session, tallies=rest), ended


def _after(session: Session, unit: Unit) -> int:
    """The first phase past a set, and past both sides of an alternating one."""
    phases = session.plan.timeline.phases
    alternating = session.library.exercises[phases[session.index].exercise].sides == "alternating"
    last = max(
        plan.last
        for other, plan in session.plan.units.items()
        if other == unit or (alternating and other[:2] == unit[:2])
    )
    return last + 1


def _go(session: Session, unit: Unit, now_s: float) -> SessionStep:
    """To the start of a unit; what was begun there is done anew."""
    session = _bank(session, now_s)
    fresh = {u: tally for u, tally in session.tallies.items() if u[:2] != unit[:2]}
    if session.unit != unit:
        fresh = {u: tally for u, tally in fresh.items() if u[:2] != session.unit[:2]}
    session = replace(session, tallies=fresh)
    return _enter(session, session.plan.entry(unit), now_s)


def _enter(session: Session, index: int | None, at_s: float) -> SessionStep:
    phases = session.plan.timeline.phases
    if index is None or index >= len(phases):
        return _finish(session, "completed", at_s)
    duration_s = phases[index].duration_s
    # Moving about while paused stays paused; only the place changes.
    status: Status = "paused" if session.status == "paused" else "playing"
    session = replace(
        session,
        status=status,
        index=index,
        length_s=duration_s,
        end_s=at_s + duration_s,
        left_s=duration_s,
        told_s=at_s,
    )
    return session, _entered(session, at_s)


def _entered(session: Session, at_s: float) -> list[Effect]:
    phase = session.phase
    effects: list[Effect] = [PhaseStarted(phase, at_s)]
    cue = _CUES.get(phase.phase)
    if cue is not None and session.status == "playing":
        effects.append(Cue(cue, at_s))
    return effects


def _finish(session: Session, ended: SessionEnding, at_s: float) -> SessionStep:
    session = replace(session, status="finished", left_s=0.0)
    effects: list[Effect] = [SessionEnded(ended, session.played_s, at_s)]
    if ended == "completed":
        effects.insert(0, Cue("done", at_s))
    return session, effects


def _ticks(session: Session, until_s: float) -> list[Effect]:
    """The counting out that falls between the last time the session was asked and now."""
    if session.phase.duration_s < SHORTEST_WITH_TICKS_S:
        return []
    moments = [session.end_s - left_s for left_s in TICKS_S]
    return [Cue("tick", at_s) for at_s in moments if session.told_s < at_s <= until_s]
