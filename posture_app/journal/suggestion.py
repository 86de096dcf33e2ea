"""Which routine to offer now, from what a person has done lately."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from posture_app.journal.model import SessionRecord

USUAL_DAYS: Final = 28
"""How far back a routine counts as one that the person does."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The routine to do now and others to choose from; all are ids of routines."""

    routine: str
    others: Sequence[str]
    last_done: Mapping[str, date]
    usual_done_today: bool


def suggest(
    lengths_s: Mapping[str, float], sessions: Sequence[SessionRecord], today: date
) -> Suggestion | None:
    """What to do now, or None for somebody who has not done any of the routines yet.

    Of the routines done in the last four weeks it is the one done most often; among equals the one
    that was left longest. A routine that was done today is not offered first again: when that
    holds for all of them, the shortest other one is, for who wants more.

    Args:
        lengths_s: The routines that can be offered, by id, with their lengths in seconds.
        sessions: The sessions of the last four weeks or more, in any order.
        today: The person's day.
    """
    last_done: dict[str, date] = {}
    counts: Counter[str] = Counter()
    for session in sessions:
        day = session.local_start.date()
        if session.routine_id in lengths_s and session.done_s > 0:
            last_done[session.routine_id] = max(day, last_done.get(session.routine_id, day))
            if day > today - timedelta(days=USUAL_DAYS):
                counts[session.routine_id] += 1
    if not last_done:
        return None
    usual = sorted(counts, key=lambda one: (-counts[one], last_done[one], one))
    by_length = sorted(lengths_s, key=lambda one: (lengths_s[one], one))
    open_today = [one for one in usual if last_done[one] < today]
    fresh = [one for one in by_length if last_done.get(one) != today]
    order = list(dict.fromkeys((*open_today, *fresh, *usual, *by_length)))
    return Suggestion(order[0], order[1:3], last_done, bool(usual) and not open_today)
