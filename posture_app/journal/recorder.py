"""From what the coach tells to what the journal keeps.

The journal may know the coach, as what it records are the coach's effects; the coach knows
nothing of a journal.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from posture_app.coach.session import Effect, SessionEnded, SetEnded, with_exercises
from posture_app.coach.session_plan import Unit
from posture_app.journal.model import Ended, SessionRecord, SetRecord
from posture_app.library.model import Library, Routine


class SessionWriter(Protocol):
    """What the recorder needs of a store. Every call is committed when it returns."""

    def start_session(
        self,
        *,
        routine_id: str,
        routine_name: str,
        started_at: datetime,
        time_zone: str,
        planned_s: float,
        pain_before: int | None = None,
    ) -> str:
        """Begin a session and return its id."""
        ...

    def add_set(
        self, session_id: str, record: SetRecord, instead_of: SetRecord | None = None
    ) -> None:
        """Keep one set, in the place of what was kept of it before it was over."""
        ...

    def replace_set(
        self, session_id: str, before: SetRecord | None, record: SetRecord | None
    ) -> None:
        """Keep a set that is not over yet, in the place of what was kept of it before."""
        ...

    def finish_session(
        self, session_id: str, *, ended: Ended, ended_at: datetime, done_s: float
    ) -> None:
        """Close a session."""
        ...


class Recorder:
    """Keeps one session: every set when it ends, and how the session ended.

    `base_s` is the time that was played before the session was cut off and taken up again.
    """

    def __init__(self, writer: SessionWriter, session_id: str, base_s: float = 0.0) -> None:
        self._writer = writer
        self.session_id = session_id
        self._base_s = base_s
        self._in_hand: SetRecord | None = None
        self.ended: SessionEnded | None = None

    def take(self, effects: Iterable[Effect], wall: datetime) -> None:
        """Write what has come to an end; `wall` is the time of day, aware."""
        before = self._in_hand
        for effect in effects:
            if isinstance(effect, SetEnded):
                record, self._in_hand = set_record(effect, wall), None
                self._writer.add_set(self.session_id, record, before)
                before = None
            elif isinstance(effect, SessionEnded):
                self.ended = effect
                self._writer.finish_session(
                    self.session_id,
                    ended=effect.ended,
                    ended_at=wall,
                    done_s=self._base_s + effect.done_s,
                )

    def keep_in_hand(self, ending: SetEnded | None, wall: datetime) -> None:
        """Write the set in hand as it would end now: what was said of it outlives the program.

        Args:
            ending: What the coach would tell; None takes it out again, as the set goes on.
            wall: The time of day, aware.
        """
        record = None if ending is None else set_record(ending, wall)
        if record is None and self._in_hand is None:
            return
        self._writer.replace_set(self.session_id, self._in_hand, record)
        self._in_hand = record


def set_record(ended: SetEnded, wall: datetime) -> SetRecord:
    """A finished set as the journal keeps it."""
    item, set_number, side = ended.unit
    return SetRecord(
        item=item,
        exercise_id=ended.exercise.id,
        exercise_name=ended.exercise.name,
        side=side,
        set_number=set_number,
        sets=ended.sets,
        status=ended.status,
        planned_s=ended.planned_s,
        done_s=ended.done_s,
        planned_reps=ended.planned_reps,
        done_reps=ended.done_reps,
        planned_hold_s=ended.planned_hold_s,
        done_hold_s=ended.done_hold_s,
        hurt=ended.hurt,
        pain=ended.pain,
        pain_where=ended.pain_where,
        finished_at=wall,
    )


def done_units(items: Sequence[SetRecord]) -> Sequence[Unit]:
    """The sets and sides that need not be done again when a session is taken up.

    Sets of an exercise that was given up for its easier variant do not count for the variant.
    """
    exercises = _exercises(items)
    return [
        (record.item, record.set_number, record.side)
        for record in items
        if record.exercise_id == exercises[record.item]
    ]


def routine_as_left(record: SessionRecord, routine: Routine, library: Library) -> Routine:
    """A routine with the easier variants that a person had changed to before it was cut off."""
    changed = {
        item: exercise
        for item, exercise in _exercises(record.items).items()
        if exercise in library.exercises and item < len(routine.items)
    }
    return with_exercises(routine, changed)


def was_played(record: SessionRecord, routine: Routine, library: Library) -> bool:
    """Whether a session was of this routine: each place with its exercise, or an easier one."""
    return all(
        item < len(routine.items) and exercise in _ladder(routine.items[item].exercise, library)
        for item, exercise in _exercises(record.items).items()
    )


def _ladder(exercise_id: str, library: Library) -> Sequence[str]:
    found: list[str] = []
    following: str | None = exercise_id
    while following is not None and following in library.exercises and following not in found:
        found.append(following)
        following = library.exercises[following].easier
    return found


def _exercises(items: Sequence[SetRecord]) -> dict[int, str]:
    """The exercise last done at each item."""
    return {record.item: record.exercise_id for record in items}
