"""Records of what happened, as the store keeps them and the pages show them.

An answer that was not given is None, never 0: a person who did not touch the scale did not say
that nothing hurt. Instants are aware and in UTC; the zone that the person was in stands beside
them, because a day in the log is that person's day.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from posture_app.coach.pain_rule import Pain
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import Side
from posture_app.journal.zones import zone

Ended = Literal["completed", "stopped", "stopped_for_pain", "interrupted"]
"""How a session ended: played to its end, ended by the person, ended by the person because
something hurt, or cut off (killed, power lost) and closed at a later start."""

SetStatus = Literal["done", "partial", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecord:
    """One set of one exercise on one side: what was planned and what was done.

    `item` is the place in the routine, from 0, and `set_number` counts from 1, so that a session
    can be taken up where it was left. `planned_hold_s` and `done_hold_s` are seconds of holding in
    the whole set. `exercise_name` is the name the exercise had on that day.
    """

    item: int
    exercise_id: str
    exercise_name: str
    side: Side | None
    set_number: int
    sets: int
    status: SetStatus
    planned_s: float
    done_s: float
    planned_reps: int | None = None
    done_reps: int | None = None
    planned_hold_s: float | None = None
    done_hold_s: float | None = None
    hurt: bool = False
    pain: Pain | None = None
    pain_where: str | None = None
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One session of a routine. `ended` is None while it is running or was cut off.

    `done_s` is the time really played; until the session ends it is the work of its sets so far.
    It comes from a clock that nobody sets, so it may differ from `ended_at` less `started_at`.
    One that was given up before it began, as the rule for pain advised against it, has
    `stopped_for_pain` and neither time nor sets. `advice` and its reasons are keys of what that
    rule (`coach.pain_rule`) proposed last; None where nothing was answered that it goes by.
    `edited_at` is when an answer was last changed afterwards; None where none was.
    """

    id: str
    routine_id: str
    routine_name: str
    started_at: datetime
    time_zone: str
    planned_s: float
    done_s: float
    ended: Ended | None = None
    ended_at: datetime | None = None
    pain_before: Pain | None = None
    pain_after: Pain | None = None
    effort: Pain | None = None
    note: str | None = None
    edited_at: datetime | None = None
    advice: str | None = None
    advice_reasons: tuple[str, ...] = ()
    items: Sequence[SetRecord] = ()

    @property
    def was_whole(self) -> bool:
        """Whether it was played to its end, and every set of it done in full."""
        return self.ended == "completed" and all(one.status == "done" for one in self.items)

    @property
    def was_declined(self) -> bool:
        """Whether it was never begun, as the rule for pain advised against it."""
        return self.ended == "stopped_for_pain" and not self.items and self.done_s == 0

    @property
    def local_start(self) -> datetime:
        """The start on the clock of the place where the session was done."""
        return self.started_at.astimezone(zone(self.time_zone))

    @property
    def local_day(self) -> date:
        """The person's day that the session counts to: the one it began on, where they were."""
        return self.local_start.date()

    @property
    def sets_skipped(self) -> int:
        """How many of its sets were skipped."""
        return sum(one.status == "skipped" for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """What one day adds up to; `sets_done` counts the sets that were done to their end."""

    day: date
    seconds: float
    sessions: int
    sets_done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSummary:
    """What the log's head shows: the minutes of this week, Monday to Sunday, and the streak.

    `sessions` are those with a set done to its end. `streak_days` is the number of consecutive
    days with one, counted back from today, or from yesterday while today has none: a day that is
    not over breaks nothing.
    """

    week_start: date
    seconds: float
    sessions: int
    streak_days: int
    seconds_by_day: Sequence[float]
