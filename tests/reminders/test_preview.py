"""A working day with the settings as they are: what the simulator plays is what is shown."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.breaks.effects import SHOWN
from posture_app.breaks.events import PlainEvent
from posture_app.breaks.hours import HoursRange, WorkHours
from posture_app.breaks.settings import BreakKind, BreakSettings
from posture_app.breaks.simulator import read_timeline, simulate
from posture_app.reminders.preview import play, preview, work_day

THURSDAY = date(2026, 3, 12)
ZONE = "Europe/Berlin"
WEEK = (*((HoursRange(540, 750), HoursRange(810, 1050)),) * 5, (), ())


def minutes(moment):
    return moment.hour * 60 + moment.minute


def test_a_day_of_who_named_no_hours():
    shown = preview(BreakSettings(), THURSDAY, ZONE)
    assert shown.about == (
        "A Thursday from 09:00 to 17:30 with 3 pauses and a call. Every break is taken as it comes."
    )
    day = shown.day
    assert (day.start.hour, day.end.hour, day.now) == (9, 18, None)
    assert day.count("taken") >= 8
    assert day.count("natural") == 3
    assert day.count("held") == 1
    assert 30 * 60 <= day.longest_s <= 70 * 60
    words = [one.words for one in shown.events]
    assert any("held back by a call" in one for one in words)
    assert any("counted as this break" in one for one in words)
    assert not any("dropped in favour" in one for one in words)


def test_it_is_what_the_simulator_plays():
    settings = BreakSettings()
    day = work_day(settings.work, THURSDAY)
    played = play(settings, day, ZONE)
    events = [{"at_s": at_ms / 1000, "event": signal.value} for at_ms, signal in played.plays]
    raw = {"start": day.start.isoformat(), "time_zone": ZONE, "until_s": day.until_ms / 1000}
    timeline = read_timeline({**raw, "events": events})
    told = [
        (round(one["at_s"] * 1000), one["event"], one.get("break"))
        for one in cast("Iterable[dict[str, Any]]", simulate(settings, timeline))
    ]
    mine = [(one.at_ms, one.what, one.kind) for one in played.effects if one.what in SHOWN]
    assert mine == told[: len(mine)]
    assert len(mine) > 40


def test_the_next_day_that_has_hours_is_shown_with_its_pause():
    saturday = date(2026, 3, 14)
    day = work_day(WEEK, saturday)
    assert day.start.isoformat() == "2026-03-16T09:00:00"
    away = preview(BreakSettings(work=WEEK), saturday, ZONE).day.spans
    lunch = [one for one in away if one.kind == "away"][1]
    assert (minutes(lunch.start), minutes(lunch.end)) == (750, 810)
    assert not any(
        one.kind == "active" and one.start < lunch.end and one.end > lunch.start for one in away
    )


def test_a_night_shift_goes_on_past_midnight():
    nights = ((HoursRange(22 * 60, 30 * 60),),) * 7
    shown = preview(BreakSettings(work=nights), THURSDAY, ZONE)
    assert shown.day.start == datetime(2026, 3, 12, 22, tzinfo=ZoneInfo(ZONE))
    assert shown.day.end - shown.day.start == timedelta(hours=8)
    assert shown.day.count("taken") >= 8


def test_who_leaves_in_a_break_does_not_come_back_for_its_end():
    # Due at 12:14, a minute before the meal, and five minutes long.
    kind = BreakKind(id="long", name="Long", every_s=11_640, length_s=300, notice_s=0)
    settings = BreakSettings(kinds=(kind,), idle_after_s=600)
    day = work_day(None, THURSDAY)
    played = play(settings, day, ZONE)
    started = [one.at_ms for one in played.effects if one.what == "break_starts"]
    meal = next(away for away in played.away_ms if away[1] - away[0] == 40 * 60_000)
    assert any(at < meal[0] < at + 300_000 for at in started)
    assert not any(
        meal[0] < at < meal[1] for at, signal in played.plays if signal is PlainEvent.INPUT_RESUMES
    )


def test_other_settings_are_another_day():
    often = BreakSettings(kinds=(BreakKind(id="often", name="Often", every_s=600, length_s=20),))
    off = BreakSettings(
        kinds=(BreakKind(id="off", name="Off", every_s=600, length_s=20, on=False),)
    )
    assert preview(often, THURSDAY, ZONE).day.count("taken") > 20
    nothing = preview(off, THURSDAY, ZONE)
    assert nothing.day.count("taken") == 0
    assert nothing.events == ()
    assert nothing.day.longest_s >= 2 * 3600


def ranges():
    pair = st.tuples(st.integers(0, 1380), st.integers(1, 1400))
    one = pair.map(lambda pair: HoursRange(pair[0], pair[0] + pair[1]))
    day = st.lists(one, max_size=3).map(lambda all_: tuple(sorted(all_, key=lambda r: r.start_min)))
    return st.lists(day, min_size=7, max_size=7).map(tuple)


def kinds():
    kind = st.builds(
        BreakKind,
        id=st.just("kind"),
        name=st.just("Kind"),
        every_s=st.sampled_from([300.0, 1800.0, 7200.0]),
        length_s=st.sampled_from([1.0, 2.0, 20.0, 900.0]),
        notice_s=st.sampled_from([0.0, 20.0]),
        on=st.booleans(),
    )
    return st.one_of(st.just(BreakSettings().kinds), st.tuples(kind))


@given(work=st.one_of(st.none(), ranges()), kinds=kinds(), today=st.dates())
@pytest.mark.parametrize("zone", [ZONE])
def test_whatever_the_settings_are_there_is_a_day(zone, work: WorkHours | None, kinds, today):
    if not date(1980, 1, 1) < today < date(2900, 1, 1):
        today = THURSDAY
    shown = preview(BreakSettings(work=work, kinds=kinds), today, zone)
    day = shown.day
    assert day.start < day.end
    assert all(day.start <= one.start <= one.end <= day.end for one in day.spans)
    assert [one.at for one in shown.events] == sorted(one.at for one in shown.events)
    assert all(one.at.tzinfo is not None and one.at.astimezone(UTC) for one in shown.events)
