"""What pages say of a routine or an exercise as a whole, computed from the coach's timeline."""

from collections.abc import Sequence
from datetime import date

from posture_app.coach.timeline import (
    dose_s,
    exercise_as_routine,
    exercises_as_routine,
    routine_s,
)
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, Library, Routine
from posture_app.library.schema import Equipment
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words import sessions as session_words


@dataclass(frozen=True, slots=True)
class RoutineFacts:
    """A routine with what is computed from it. `exercises` are in the order of its items."""

    routine: Routine
    exercises: tuple[Exercise, ...]
    total_s: float

    @property
    def equipment(self) -> tuple[Equipment, ...]:
        """What is needed, in the order in which it is first needed."""
        return tuple(dict.fromkeys(thing for one in self.exercises for thing in one.equipment))

    @property
    def place(self) -> str:
        """Where it can be done, in words."""
        return library_words.place_words(self.exercises)

    @property
    def count_words(self) -> str:
        """How many exercises, in words."""
        return library_words.exercises_counted(len(self.exercises))

    @property
    def line(self) -> str:
        """Time, exercises and place in one line."""
        return f"{formats.rounded_duration(self.total_s)} · {self.count_words} · {self.place}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine that is offered now, with when it was done last and, if there is one, a reason."""

    facts: RoutineFacts
    last_done: date | None = None
    reason: str = ""

    def why(self, today: date) -> str:
        """Why this one, as a short phrase."""
        return self.reason or session_words.last_done(self.last_done, today)


def routine_facts(routine: Routine, library: Library) -> RoutineFacts:
    """The facts of one routine.

    Raises:
        KeyError: An item names an exercise that the library does not have.
    """
    exercises = tuple(library.exercises[item.exercise] for item in routine.items)
    return RoutineFacts(routine, exercises, routine_s(routine, library))


def exercise_s(exercise: Exercise) -> float:
    """How long an exercise takes when it is played by itself, in seconds."""
    alone = Library({exercise.id: exercise}, {}, {})
    return routine_s(exercise_as_routine(exercise), alone)


def together_s(exercises: Sequence[Exercise]) -> float:
    """How long exercises take when they are played one after another, in seconds."""
    routine = exercises_as_routine(exercises, routine_id="together", name="-", goal="-")
    return routine_s(routine, Library({one.id: one for one in exercises}, {}, {}))


def item_lines(routine: Routine, library: Library) -> Sequence[tuple[Exercise, str, float]]:
    """The items in order: the exercise, its dose in words, its time in seconds."""
    lines = []
    for item in routine.items:
        exercise, dose = library.exercises[item.exercise], library.dose(item)
        words = library_words.dose_words(exercise.sides, dose, item.side)
        lines.append((exercise, words, dose_s(exercise.sides, dose, item.side)))
    return lines
