"""A routine with its doses becomes a timeline: one pure function that everything else reads.

The player, the totals on every page, the handout and the report all take their seconds from
`compile_routine`, so that they can never disagree; where only the total is wanted, `routine_s` adds
up the same pieces.

The order of the work is: for each item, for each set, for each side the work, then the change of
side; then the rest between sets, and no rest after the last. Getting ready and changes of position
are phases of their own in front of an item. Between two items of the same exercise, as the rungs of
a ladder are, getting ready takes as long as the rest of the first one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from posture_app.dataclass import dataclass
from posture_app.library.model import (
    FLOOR_POSITIONS,
    Dose,
    Exercise,
    Library,
    Routine,
    RoutineItem,
    Sides,
    Tempo,
)

PhaseKind = Literal[
    "prepare", "move", "hold", "return", "relax", "rest", "change_side", "change_position"
]
Side = Literal["left", "right"]

WORK: Final[frozenset[PhaseKind]] = frozenset({"move", "hold", "return", "relax"})
PREPARE_S: Final = 5.0
"""Getting ready on a chair or standing: time to read the name and find the start position."""
PREPARE_ON_FLOOR_S: Final = 10.0
"""The first exercise of a session on the floor: lying down takes longer than sitting up."""
CHANGE_POSITION_S: Final = 10.0
"""Between two exercises with other start positions."""
CHANGE_LEVEL_S: Final = 15.0
"""To or from the floor, unhurried."""


DEFAULT_TEMPO: Final = Tempo(move=2, return_=2)
"""For repetitions whose dose states no tempo: slow enough to stay in control."""


@dataclass(frozen=True, slots=True)
class SessionPhase:
    """One stretch of a session in which the same thing happens.

    `repetition` counts the repetition being done, from 1, for each side. `item` is the place in
    the routine, from 0. Times are in seconds from the start of the session.
    """

    item: int
    exercise: str
    set: int
    sets: int
    repetition: int
    repetitions: int
    side: Side | None
    phase: PhaseKind
    start_s: float
    duration_s: float

    @property
    def end_s(self) -> float:
        """When the next phase begins."""
        return self.start_s + self.duration_s

    @property
    def unit(self) -> tuple[int, int, Side | None]:
        """The set and side that is logged as one, as (item, set, side).

        In an alternating exercise the sides take turns within a set, which is one unit.
        """
        return self.item, self.set, self.side


@dataclass(frozen=True, slots=True)
class SessionTimeline:
    """The phases of one session, without a gap, and what they add up to."""

    routine: str
    phases: tuple[SessionPhase, ...]

    @property
    def total_s(self) -> float:
        """How long the routine takes, in seconds."""
        return self.phases[-1].end_s if self.phases else 0.0

    def as_json(self) -> dict[str, Any]:
        """The timeline as `posture-app timeline --json` prints it."""
        return {
            "routine": self.routine,
            "total_s": self.total_s,
            "phases": [phase_as_json(phase) for phase in self.phases],
        }


def phase_as_json(phase: SessionPhase) -> dict[str, Any]:
    """A phase as the command line prints it."""
    fields = asdict(phase)
    del fields["item"]
    return fields


class _Piece(NamedTuple):
    """A phase before it has its place in time; thousands are made to tell how long routines are."""

    phase: PhaseKind
    duration_s: float
    set: int = 1
    repetition: int = 1
    side: Side | None = None


def sides_of(sides: Sides, only: Side | None = None) -> tuple[Side | None, ...]:
    """The sides in the order in which they are done; `only` leaves one of them."""
    if sides == "together":
        return (None,)
    return ("left", "right") if only is None else (only,)


def compile_routine(routine: Routine, library: Library) -> SessionTimeline:
    """Lay a routine out in time.

    Raises:
        KeyError: An item names an exercise that the library does not have; the loader refuses such
            routines before they come here.
    """
    phases: list[SessionPhase] = []
    at_s = 0.0
    for index, exercise, dose, piece in _pieces(routine, library):
        phases.append(
            SessionPhase(
                item=index,
                exercise=exercise.id,
                set=piece.set,
                sets=dose.sets,
                repetition=piece.repetition,
                repetitions=_repetitions(dose),
                side=piece.side,
                phase=piece.phase,
                start_s=at_s,
                duration_s=piece.duration_s,
            )
        )
        at_s = phases[-1].end_s
    return SessionTimeline(routine.id, tuple(phases))


def routine_s(routine: Routine, library: Library) -> float:
    """How long a routine takes in seconds: what its timeline says, without laying it out.

    Raises:
        KeyError: As `compile_routine`.
    """
    at_s = 0.0
    for exercise, dose, side, there in _items(routine, library):
        for piece in there:
            at_s += piece.duration_s
        for duration_s in _durations_s(exercise.sides, dose, side):
            at_s += duration_s  # one after the other, as `sum` rounds otherwise
    return at_s


def exercise_as_routine(exercise: Exercise) -> Routine:
    """A routine of one exercise, to play it by itself."""
    return Routine(
        id=exercise.id,
        name=exercise.name,
        goal=exercise.purpose,
        items=(RoutineItem(exercise=exercise.id),),
        cautions=exercise.cautions,
        sources=exercise.sources,
    )


def exercises_as_routine(
    exercises: Sequence[Exercise], *, routine_id: str, name: str, goal: str
) -> Routine:
    """A routine of exercises that somebody chose, to play them together; each caution once."""
    return Routine(
        id=routine_id,
        name=name,
        goal=goal,
        items=tuple(RoutineItem(exercise=one.id) for one in exercises),
        cautions=tuple(dict.fromkeys(line for one in exercises for line in one.cautions)),
        sources=tuple(dict.fromkeys(line for one in exercises for line in one.sources)),
    )


def dose_s(sides: Sides, dose: Dose, side: Side | None = None) -> float:
    """How long a dose takes in seconds, by the rules of the timeline; `side`: on that one alone."""
    return sum(_durations_s(sides, dose, side))


@lru_cache(maxsize=1024)
def _durations_s(sides: Sides, dose: Dose, side: Side | None) -> tuple[float, ...]:
    """How long each piece of a dose takes; each break asks for hundreds of the same doses."""
    return tuple(piece.duration_s for piece in _work(sides, dose, side))


def _items(
    routine: Routine, library: Library
) -> Iterator[tuple[Exercise, Dose, Side | None, Iterator[_Piece]]]:
    """What is done in a routine, in order, and what leads to it."""
    before: Exercise | None = None
    rest_s = 0.0
    for item in routine.items:
        exercise = library.exercises[item.exercise]
        dose = library.dose(item)
        yield exercise, dose, item.side, _getting_there(before, exercise, item.side, rest_s)
        before, rest_s = exercise, dose.rest_s or 0.0


def _pieces(routine: Routine, library: Library) -> Iterator[tuple[int, Exercise, Dose, _Piece]]:
    """What takes time in a routine, in order, with the item that it belongs to."""
    for index, (exercise, dose, side, there) in enumerate(_items(routine, library)):
        for piece in (*there, *_work(exercise.sides, dose, side)):
            if piece.duration_s > 0:
                yield index, exercise, dose, piece


def _getting_there(
    before: Exercise | None, exercise: Exercise, only: Side | None, rest_s: float
) -> Iterator[_Piece]:
    on_floor = exercise.position in FLOOR_POSITIONS
    side = sides_of(exercise.sides, only)[0]
    if before is None:
        yield _Piece("prepare", PREPARE_ON_FLOOR_S if on_floor else PREPARE_S, side=side)
        return
    if before.position != exercise.position:
        same_level = on_floor == (before.position in FLOOR_POSITIONS)
        change_s = CHANGE_POSITION_S if same_level else CHANGE_LEVEL_S
        yield _Piece("change_position", change_s, side=side)
    goes_on = before.id == exercise.id
    yield _Piece("prepare", max(PREPARE_S, rest_s if goes_on else 0.0), side=side)


def _work(sides: Sides, dose: Dose, only: Side | None = None) -> Iterator[_Piece]:
    in_turns = sides == "alternating" and only is None
    order = (None,) if in_turns else sides_of(sides, only)
    for set_number in range(1, dose.sets + 1):
        if in_turns and dose.model != "continuous":
            yield from _alternating_set(set_number, dose)
        else:
            for index, side in enumerate(order):
                if index:
                    yield _Piece("change_side", dose.switch_s or 0, set_number, side=side)
                yield from _one_side(set_number, side, dose)
        if set_number < dose.sets:
            yield _Piece("rest", dose.rest_s or 0, set_number, _repetitions(dose))


def _one_side(set_number: int, side: Side | None, dose: Dose) -> Iterator[_Piece]:
    repetitions = _repetitions(dose)
    for repetition in range(1, repetitions + 1):
        yield from _repetition(set_number, repetition, side, dose)
        if repetition < repetitions:
            yield _Piece("relax", dose.relax_s or 0, set_number, repetition, side)


def _alternating_set(set_number: int, dose: Dose) -> Iterator[_Piece]:
    repetitions = _repetitions(dose)
    for repetition in range(1, repetitions + 1):
        yield from _repetition(set_number, repetition, "left", dose)
        yield _Piece("relax", dose.relax_s or 0, set_number, repetition, "left")
        yield _Piece("change_side", dose.switch_s or 0, set_number, repetition, "right")
        yield from _repetition(set_number, repetition, "right", dose)
        if repetition < repetitions:
            yield _Piece("relax", dose.relax_s or 0, set_number, repetition, "right")
            yield _Piece("change_side", dose.switch_s or 0, set_number, repetition + 1, "left")


def _repetitions(dose: Dose) -> int:
    return (dose.reps or 1) if dose.model in {"reps", "reps_with_hold"} else 1


def _repetition(
    set_number: int, repetition: int, side: Side | None, dose: Dose
) -> Iterator[_Piece]:
    if dose.model == "continuous":
        yield _Piece("move", dose.duration_s or 0, set_number, repetition, side)
        return
    tempo = dose.tempo_s or (DEFAULT_TEMPO if dose.model == "reps" else None)
    if tempo:
        yield _Piece("move", tempo.move, set_number, repetition, side)
    if dose.model != "reps":
        yield _Piece("hold", dose.hold_s or 0, set_number, repetition, side)
    if tempo:
        yield _Piece("return", tempo.return_, set_number, repetition, side)
