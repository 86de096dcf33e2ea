"""What was done of late, as the choice of a break's exercise wants to know it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final, get_args

from posture_app.coach.break_exercises import Bout, SkipReason
from posture_app.journal.breaks import BreakRecord
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.suggestion import USUAL_DAYS, candidates, suggest
from posture_app.library.model import Library, Routine

_SKIP_REASONS: Final[dict[str, SkipReason]] = {reason: reason for reason in get_args(SkipReason)}


def bouts(records: Iterable[BreakRecord], sessions: Iterable[SessionRecord]) -> tuple[Bout, ...]:
    """What was offered and done, for `coach.break_exercises.choices`, oldest first.

    A break without an exercise offered nothing and is left out, so that it does not let the same
    exercise come twice running. A set that hurt is told as one that hurts. Each is told at the
    beginning of its break or session, on the clock of the place: that is the day it counts to.

    Args:
        records: Breaks, as far back as they are known, in any order.
        sessions: Sessions with their sets, the same.
    """
    found: list[Bout] = []
    for record in records:
        at = record.local_began
        found += [Bout(at=at, exercise=one, share=0.0) for one in record.passed_over]
        if record.exercise_id:
            found.append(
                Bout(
                    at=at,
                    exercise=record.exercise_id,
                    side=record.side,
                    share=record.share,
                    skipped=_SKIP_REASONS.get(record.skip_reason),
                )
            )
    for session in sessions:
        found += [_bout_of_set(session.local_start, one) for one in session.items]
    # What began together stays in its order: the sort is stable.
    return tuple(sorted(found, key=lambda one: one.at.astimezone(UTC)))


def routine_of_today(
    library: Library, sessions: Sequence[SessionRecord], today: date
) -> Routine | None:
    """The routine that a break's exercise is to come from, for `coach.break_exercises.choices`.

    It is the one that was begun last today: what is left of it, or is to be done several times a
    day, is still asked for. Before that it is the one that the person usually does (`suggest`), and
    None for somebody who has done none of late.

    Args:
        library: The routines that there are.
        sessions: The sessions of the last four weeks or more, in any order.
        today: The person's day.
    """
    known = [one for one in sessions if one.done_s > 0 and one.routine_id in library.routines]
    begun = [one for one in known if one.local_day == today]
    if begun:
        return library.routines[max(begun, key=lambda one: one.started_at).routine_id]
    usual = [one for one in known if one.local_day > today - timedelta(days=USUAL_DAYS)]
    suggestion = suggest(candidates(library), usual, today)
    return None if suggestion is None else library.routines[suggestion.routine]


def _bout_of_set(at: datetime, record: SetRecord) -> Bout:
    """A set is its part of all sets of the exercise, and a side half of it."""
    sides = 1 if record.side is None else 2
    return Bout(
        at=at,
        exercise=record.exercise_id,
        side=record.side,
        share=_share_done(record) / (record.sets * sides),
        skipped="hurts" if record.hurt else None,
    )


def _share_done(record: SetRecord) -> float:
    if record.status != "partial":
        return 1.0 if record.status == "done" else 0.0
    for done, planned in (
        (record.done_reps, record.planned_reps),
        (record.done_hold_s, record.planned_hold_s),
        (record.done_s, record.planned_s),
    ):
        if planned and done is not None:
            return min(1.0, max(0.0, done / planned))
    return 0.0
