"""What went on in a day or a week, as the Breaks page draws it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from posture_app.breaks.hours import WorkHours
from posture_app.breaks.settings import BreakSettings
from posture_app.journal.breaks import (
    BreakRecord,
    Result,
    Stretch,
    totals,
    week,
)
from posture_app.ui.pages.breaks_snapshots import DayCounts, DaySpan, DayView
from posture_app.words.break_charts import SpanKind
from posture_app.words.breaks_on_screen import record_words

SHORTEST_DAY: Final = timedelta(hours=8)
"""A day that has just begun is drawn with room for what comes."""
_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)
_KINDS: Final[dict[Result, SpanKind]] = {
    "taken": "taken",
    "away": "natural",
    "natural": "natural",
    "skipped": "skipped",
    "interrupted": "skipped",
}


def shortest_break(settings: BreakSettings) -> timedelta:
    """The length of the shortest kind that is on; of all where none is."""
    lengths = [kind.length_s for kind in settings.kinds if kind.on]
    lengths = lengths or [kind.length_s for kind in settings.kinds] or [60.0]
    return timedelta(seconds=min(lengths))


def day_view(
    records: Sequence[BreakRecord],
    stretches: Sequence[Stretch],
    settings: BreakSettings,
    now: datetime,
    since: datetime | None = None,
) -> DayView | None:
    """The day so far at `now` (aware, the person's local time); None while nothing is known of it.

    The day begins at `since`, left out at midnight; records and stretches of other days are left
    out. Times are told to the minute, so that the view stays the same until something is seen to
    change.
    """
    now = now.replace(second=0, microsecond=0)
    since = since or now.replace(hour=0, minute=0)
    spans = _spans(records, stretches, since, now)
    if not spans:
        return None
    start = min(one.start for one in spans)
    first, last = _work_range(settings.work, since)
    start = min(start, first or start).replace(minute=0, second=0, microsecond=0)
    end = max(last or start + SHORTEST_DAY, now, *(one.end for one in spans))
    end = _next_hour(end)
    longest = totals(records, stretches, since, now, shortest_break(settings)).longest
    return DayView(
        start=start,
        end=end,
        spans=spans,
        longest_s=0.0 if longest is None else longest.length // _MINUTE * 60.0,
        now=now,
    )


def week_counts(
    records: Sequence[BreakRecord],
    stretches: Sequence[Stretch],
    settings: BreakSettings,
    now: datetime,
    time_zone: str,
) -> tuple[DayCounts, ...]:
    """The breaks of Monday to Sunday of the week of `now`, the person's local time."""
    found = week(records, stretches, now.date(), time_zone, shortest_break(settings))
    return tuple(
        DayCounts(
            found.week_start + timedelta(days=number),
            one.taken,
            one.natural + one.away,
            one.skipped + one.interrupted,
        )
        for number, one in enumerate(found.days)
    )


def _spans(
    records: Sequence[BreakRecord],
    stretches: Sequence[Stretch],
    since: datetime,
    now: datetime,
) -> tuple[DaySpan, ...]:
    place = now.tzinfo
    found = [
        DaySpan(one.what, one.began.astimezone(place), one.ended.astimezone(place))
        for one in stretches
    ]
    found += [
        DaySpan(_KINDS[one.result], one.began.astimezone(place), one.ended.astimezone(place), words)
        for one, words in ((one, record_words(one)) for one in records)
        if one.result in _KINDS
    ]
    cut = [
        DaySpan(one.kind, max(one.start, since), min(one.end, now), one.words)
        for one in found
        if one.end > since and one.start < now
    ]
    return tuple(sorted(cut, key=lambda one: (one.start, one.end)))


def _work_range(work: WorkHours | None, day: datetime) -> tuple[datetime | None, datetime | None]:
    """When the day's work begins and ends."""
    ranges = work[day.weekday()] if work is not None else ()
    if not ranges:
        return None, None
    midnight = day.replace(hour=0, minute=0)
    first = min(one.start_min for one in ranges)
    last = max(one.end_min for one in ranges)
    return midnight + first * _MINUTE, midnight + last * _MINUTE


def _next_hour(when: datetime) -> datetime:
    whole = when.replace(minute=0, second=0, microsecond=0)
    return whole if whole == when else whole + _HOUR
