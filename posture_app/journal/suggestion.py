"""Which routine to offer now, from what a person has done lately."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from posture_app.coach.timeline import routine_s
from posture_app.dataclass import dataclass
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.library.model import Category, Library, Routine
from posture_app.library.schema import Equipment

USUAL_DAYS: Final = 28
"""How far back a routine counts as one that the person does."""
PAIN_DAYS: Final = 2
"""After a stop for pain something gentle is offered on that day and the next."""
FURNITURE: Final[frozenset[Equipment]] = frozenset({"chair", "desk", "wall", "doorway"})
"""What is at hand wherever somebody works, and so is nothing that a person must own."""
GENTLE: Final[frozenset[Category]] = frozenset({"mobility", "stretch", "relaxation"})
"""The kinds of exercise that load nothing."""

SuggestionReason = Literal["usual", "usual_done", "usual_begun", "after_pain"]
"""Why a routine is offered: it is a usual one that is open today; the usual ones are done today;
they were all begun today, but not done as a whole; the last session was stopped as something
hurt."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A routine that can be offered.

    Attributes:
        length_s: How long it takes, in seconds.
        equipment: What a person must own for it.
        is_gentle: Whether nothing in it is for strength or stability.
    """

    length_s: float
    equipment: frozenset[Equipment] = frozenset()
    is_gentle: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The routine to do now and others to choose from; all are ids of routines."""

    routine: str
    others: Sequence[str]
    last_done: Mapping[str, date]
    why: SuggestionReason = "usual"


def candidates(library: Library) -> dict[str, Candidate]:
    """The routines of a library, by id, as `suggest` wants to know them."""
    return {one.id: _candidate(one, library) for one in library.free_routines.values()}


def shortest(found: Mapping[str, Candidate]) -> str | None:
    """The routine for somebody of whom nothing is known: the shortest that needs nothing."""
    return min(
        found,
        key=lambda one: (bool(found[one].equipment), found[one].length_s, one),
        default=None,
    )


def suggest(
    found: Mapping[str, Candidate], sessions: Sequence[SessionRecord], today: date
) -> Suggestion | None:
    """What to do now, or None for somebody who has not done any of the routines yet.

    Of the routines done in the last four weeks it is the one done most often; among equals the one
    that was left longest. A routine that was begun today is not offered first again: when that
    holds for all of them, the shortest other one is, for who wants more. What needs equipment that
    no routine of the person's has needed yet is not offered.

    On the day of a stop for pain and the next one, as long as nothing was done since, the shortest
    gentle routine is offered that needs no equipment, and never the one that was stopped.

    Args:
        found: The routines that can be offered, by id.
        sessions: The sessions of the last four weeks or more, in any order.
        today: The person's day.
    """
    last_done: dict[str, date] = {}
    counts: Counter[str] = Counter()
    done_today: set[str] = set()
    for session in sessions:
        day = session.local_start.date()
        if session.routine_id in found and session.done_s > 0:
            last_done[session.routine_id] = max(day, last_done.get(session.routine_id, day))
            if day > today - timedelta(days=USUAL_DAYS):
                counts[session.routine_id] += 1
            if day == today and was_done(session):
                done_today.add(session.routine_id)
    if not last_done:
        return None
    owned = frozenset(thing for one in last_done for thing in found[one].equipment)
    at_hand = {one: each for one, each in found.items() if each.equipment <= owned}
    by_length = sorted(at_hand, key=lambda one: (at_hand[one].length_s, one))
    gentle = _after_pain(at_hand, by_length, sessions, today)
    if gentle:
        return Suggestion(gentle[0], gentle[1:3], last_done, "after_pain")
    usual = sorted(counts, key=lambda one: (-counts[one], last_done[one], one))
    open_today = [one for one in usual if last_done[one] < today]
    fresh = [one for one in by_length if last_done.get(one) != today]
    order = list(dict.fromkeys((*open_today, *fresh, *usual, *by_length)))
    why: SuggestionReason = "usual"
    if usual and not open_today:
        why = "usual_done" if done_today.issuperset(usual) else "usual_begun"
    return Suggestion(order[0], order[1:3], last_done, why)


def was_done(session: SessionRecord) -> bool:
    """Whether a session counts as done: half of it at least, and not stopped as something hurt."""
    if session.ended == "stopped_for_pain":
        return False
    if session.ended == "stopped" and session.done_s < session.planned_s / 2:
        return False
    return session.sets_skipped <= len(session.items) / 2


def wholly_done(items: Iterable[SetRecord]) -> Collection[str]:
    """The ids of the exercises of a session of which every set was done, on every side."""
    units: dict[tuple[int, str], list[SetRecord]] = {}
    for one in items:
        units.setdefault((one.item, one.exercise_id), []).append(one)
    return {
        exercise
        for (_item, exercise), records in units.items()
        if len(records) == records[0].sets * (1 if records[0].side is None else 2)
        and all(one.status == "done" and not one.hurt for one in records)
    }


def _after_pain(
    at_hand: Mapping[str, Candidate],
    by_length: Sequence[str],
    sessions: Sequence[SessionRecord],
    today: date,
) -> list[str]:
    """What is offered after a stop for pain, the best first; nothing if there was none."""
    last = max(sessions, key=lambda one: one.started_at)
    too_long_ago = last.local_day <= today - timedelta(days=PAIN_DAYS)
    if last.ended != "stopped_for_pain" or too_long_ago:
        return []
    bare = [one for one in by_length if not at_hand[one].equipment and one != last.routine_id]
    return [one for one in bare if at_hand[one].is_gentle] or bare


def _candidate(routine: Routine, library: Library) -> Candidate:
    exercises = [library.exercises[item.exercise] for item in routine.items]
    return Candidate(
        routine_s(routine, library),
        frozenset(thing for one in exercises for thing in one.equipment) - FURNITURE,
        all(one.category in GENTLE for one in exercises),
    )
