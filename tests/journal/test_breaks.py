"""What breaks and stretches come to: days, weeks, and what a break offers next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.break_exercises import Bout, Situation, choices
from posture_app.journal.breaks import (
    BreakRecord,
    Stretch,
    day_bounds,
    longest_without_break,
    totals,
    week,
    week_bounds,
)
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.recent_bouts import bouts, routine_of_today
from posture_app.library.model import Dose
from tests.factory import exercise, library, routine
from tests.there import there

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
DAY = NINE.date()
MINUTE = timedelta(minutes=1)


def at(minutes):
    return NINE + minutes * MINUTE


def a_break(minute=0, length=1.0, result="taken", **fields):
    return BreakRecord(
        **{
            "id": f"{minute}",
            "kind": "micro",
            "name": "Micro-break",
            "result": result,
            "began": at(minute),
            "ended": at(minute + length),
            "planned_s": 60.0,
            "rested_s": 60.0 * length,
            **fields,
        }
    )


def a_stretch(began, ended, what="active"):
    return Stretch(at(began), at(ended), what)


def a_session(*items, started_at=NINE, routine_id="routine", **fields):
    return SessionRecord(
        **{
            "id": "1",
            "routine_id": routine_id,
            "routine_name": "Routine",
            "started_at": started_at,
            "time_zone": "UTC",
            "planned_s": 300.0,
            "done_s": 100.0,
            "items": items,
            **fields,
        }
    )


def a_set(exercise_id="nod", **fields):
    return SetRecord(
        **{
            "item": 0,
            "exercise_id": exercise_id,
            "exercise_name": "Nod",
            "side": None,
            "set_number": 1,
            "sets": 1,
            "status": "done",
            "planned_s": 40.0,
            "done_s": 40.0,
            "finished_at": NINE,
            **fields,
        }
    )


def longest(records, stretches, shortest=MINUTE):
    found = longest_without_break(records, stretches, shortest)
    return None if found is None else ((found.began - NINE) / MINUTE, (found.ended - NINE) / MINUTE)


def day_of(records=(), stretches=(), day=DAY, time_zone="UTC"):
    return totals(records, stretches, *day_bounds(day, time_zone), MINUTE)


# Times and zones


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (ZoneInfo("Europe/Berlin"), "Europe/Berlin"),
        (UTC, "UTC"),
        (timezone(timedelta(hours=5, minutes=30), "IST"), "UTC+05:30"),
        (timezone(-timedelta(hours=3, minutes=30)), "UTC-03:30"),
    ],
)
def test_a_break_keeps_the_zone_that_it_began_in(place, name):
    local = NINE.astimezone(place)
    record = a_break(began=local)
    assert (record.time_zone, record.began.tzinfo) == (name, UTC)
    assert record.local_began.isoformat() == local.isoformat()
    assert a_break(began=local, time_zone="Asia/Tokyo").local_began.hour == 18


def test_times_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="with its zone"):
        a_break(ended=NINE.replace(tzinfo=None))
    with pytest.raises(ValueError, match="with its zone"):
        Stretch(NINE.replace(tzinfo=None), NINE, "active")


@pytest.mark.parametrize(("day", "hours"), [((3, 28), 24), ((3, 29), 23), ((10, 25), 25)])
def test_a_day_on_which_the_clocks_change_is_shorter_or_longer(day, hours):
    since, until = day_bounds(date(2026, *day), "Europe/Berlin")
    assert until - since == timedelta(hours=hours)
    whole_day = Stretch(since - timedelta(days=2), until + timedelta(days=2), "active")
    assert totals([], [whole_day], since, until, MINUTE).active_s == hours * 3600
    stretch = longest_without_break([], [whole_day], MINUTE)
    assert there(stretch).length == timedelta(hours=hours + 96)


def test_a_week_goes_from_monday_to_sunday():
    for day in range(2, 9):
        assert week_bounds(date(2026, 3, day), "UTC") == (
            datetime(2026, 3, 2, tzinfo=UTC),
            datetime(2026, 3, 9, tzinfo=UTC),
        )


# The longest stretch


def test_nothing_done_has_no_longest_stretch():
    assert longest([], []) is None
    assert longest([a_break()], [a_stretch(0, 60, "away")]) is None


@pytest.mark.parametrize("result", ["taken", "natural", "away"])
def test_a_break_from_the_work_ends_a_stretch(result):
    assert longest([a_break(40, result=result)], [a_stretch(0, 60)]) == (0, 40)


@pytest.mark.parametrize("result", ["skipped", "snoozed", "interrupted"])
def test_a_break_that_was_missed_ends_none(result):
    assert longest([a_break(40, result=result)], [a_stretch(0, 60)]) == (0, 60)


def test_a_break_ended_at_once_with_done_counts():
    assert longest([a_break(20, 0)], [a_stretch(0, 60)]) == (20, 60)


def test_an_absence_ends_a_stretch_when_it_is_as_long_as_the_shortest_break():
    work = [a_stretch(0, 30), a_stretch(30, 31, "away"), a_stretch(31, 50)]
    assert longest([], work) == (0, 30)
    assert longest([], work, shortest=MINUTE * 1.1) == (0, 50)


def test_time_that_nobody_knows_of_is_no_work():
    assert longest([], [a_stretch(0, 30), a_stretch(100, 120)]) == (0, 30)
    assert longest([], [a_stretch(0, 30), a_stretch(30.5, 50)]) == (0, 50)


def test_held_work_is_work_and_absence_goes_before_it():
    assert longest([], [a_stretch(20, 40, "held"), a_stretch(0, 20), a_stretch(40, 50)]) == (0, 50)
    locked = [a_stretch(0, 20), a_stretch(10, 60, "held"), a_stretch(20, 60, "away")]
    assert longest([], locked) == (0, 20)


# Totals


def test_a_day_adds_up():
    records = [
        a_break(30),
        a_break(60, 0.1, "skipped"),
        a_break(61, 0.5, "snoozed"),
        a_break(90, 5, "natural"),
        a_break(120, 1, "interrupted", rested_s=10.0),
        a_break(150, 2, "away"),
        a_break(60 * 24),
    ]
    stretches = [
        a_stretch(0, 90),
        a_stretch(90, 95, "away"),
        a_stretch(95, 160),
        a_stretch(100, 110, "held"),
    ]
    day = day_of(records, stretches)
    assert (day.taken, day.natural, day.away) == (1, 1, 1)
    assert (day.skipped, day.snoozed, day.interrupted) == (1, 1, 1)
    assert day.active_s == (160 - 1 - 5 - 2) * 60
    assert (day.held_s, day.away_s) == (600, 300)
    assert day.rested_s == pytest.approx(60 + 6 + 30 + 300 + 10 + 120)
    assert day.longest == a_stretch(31, 90)


def test_a_break_within_held_work_is_neither():
    day = day_of([a_break(10, 5)], [a_stretch(0, 30), a_stretch(5, 20, "held")])
    assert (day.active_s, day.held_s) == (25 * 60, 10 * 60)


def test_a_day_ends_at_the_persons_midnight():
    late = a_break(began=datetime(2026, 3, 1, 23, 30, tzinfo=UTC), ended=NINE)
    assert day_of([late]).taken == 0
    assert day_of([late], time_zone="Europe/Berlin").taken == 1


PLACES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
# Around the weeks in which clocks change.
MOMENTS = st.builds(
    lambda month, after: datetime(2026, month, 22, tzinfo=UTC) + after,
    st.sampled_from([3, 10]),
    st.timedeltas(timedelta(), timedelta(days=15)),
)
LENGTHS = st.timedeltas(timedelta(), timedelta(hours=30))


@st.composite
def records_of_weeks(draw):
    began = draw(MOMENTS)
    results = ["taken", "skipped", "snoozed", "interrupted", "away", "natural"]
    return a_break(
        began=began,
        ended=began + draw(LENGTHS),
        result=draw(st.sampled_from(results)),
        rested_s=float(draw(st.integers(0, 3600))),
    )


@st.composite
def stretches_of_weeks(draw):
    began = draw(MOMENTS)
    return Stretch(began, began + draw(LENGTHS), draw(st.sampled_from(["active", "away", "held"])))


@given(
    records=st.lists(records_of_weeks(), max_size=12),
    stretches=st.lists(stretches_of_weeks(), max_size=12),
    day=st.dates(date(2026, 3, 25), date(2026, 4, 2))
    | st.dates(date(2026, 10, 22), date(2026, 11, 3)),
    place=PLACES,
)
def test_a_week_is_the_sum_of_its_days(records, stretches, day, place):
    found = week(records, stretches, day, place, MINUTE)
    assert found.week_start.weekday() == 0
    assert found.week_start <= day < found.week_start + timedelta(days=7)
    assert [one.until for one in found.days[:-1]] == [one.since for one in found.days[1:]]
    assert (found.days[0].since, found.days[-1].until) == (found.whole.since, found.whole.until)
    for name in (
        "active_s",
        "held_s",
        "away_s",
        "rested_s",
        "taken",
        "natural",
        "away",
        "skipped",
        "snoozed",
        "interrupted",
    ):
        expected = sum(getattr(one, name) for one in found.days)
        assert getattr(found.whole, name) == pytest.approx(expected, abs=1e-6), name
    for one in (*found.days, found.whole):
        assert one.held_s <= one.active_s
        assert one.active_s + one.away_s <= (one.until - one.since).total_seconds()
        if one.longest is not None:
            assert one.since <= one.longest.began < one.longest.ended <= one.until
            assert there(found.whole.longest).length >= one.longest.length


# What a break offers next

NOD = exercise("nod", desk=True)
TURN = exercise("turn", Dose(model="reps", sets=2, reps=6), desk=True, sides="each")
TUCK = exercise("tuck", Dose(model="reps", reps=6, per_day=3), desk=True)


def offered(records, sessions, routine=None, now=NINE + timedelta(hours=8), of=(NOD, TURN, TUCK)):
    history = bouts(records, sessions)
    found = choices(library(of), Situation(seconds=300), now=now, history=history, routine=routine)
    return [choice.exercise.id for choice in found]


def test_what_a_break_offered_is_told_in_the_order_it_was_offered():
    record = a_break(
        10,
        exercise_id="turn",
        side="left",
        share=0.5,
        passed_over=("nod", "tuck"),
        time_zone="Europe/Berlin",
    )
    began = at(10).astimezone(ZoneInfo("Europe/Berlin"))
    assert bouts([record], []) == (
        Bout(at=began, exercise="nod", share=0.0),
        Bout(at=began, exercise="tuck", share=0.0),
        Bout(at=began, exercise="turn", side="left", share=0.5),
    )
    assert bouts([record], [])[0].at.hour == 10


@pytest.mark.parametrize(("said", "means"), [("hurts", "hurts"), ("", None), ("tired", None)])
def test_why_a_break_was_skipped_is_told(said, means):
    (bout,) = bouts([a_break(result="skipped", exercise_id="nod", skip_reason=said)], [])
    assert (bout.skipped, bout.share) == (means, 0.0)


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({}, 1.0),
        ({"sets": 4}, 0.25),
        ({"sets": 2, "side": "left"}, 0.25),
        ({"status": "skipped"}, 0.0),
        ({"status": "partial", "done_s": 10.0}, 0.25),
        ({"status": "partial", "planned_reps": 10, "done_reps": 4, "done_s": 39.0}, 0.4),
        ({"status": "partial", "planned_hold_s": 30.0, "done_hold_s": 15.0}, 0.5),
        ({"status": "partial", "planned_s": 0.0}, 0.0),
    ],
)
def test_a_set_of_a_routine_is_its_share_of_the_dose(fields, share):
    (bout,) = bouts([], [a_session(a_set(**fields))])
    assert bout.share == share
    assert bout.side == fields.get("side")


def test_a_session_past_midnight_counts_to_its_evening():
    evening = datetime(2026, 3, 2, 23, 50, tzinfo=UTC)
    session = a_session(a_set(finished_at=evening + timedelta(hours=1)), started_at=evening)
    assert bouts([], [session])[0].at.date() == DAY


def test_what_hurt_in_a_routine_is_not_offered_today():
    session = a_session(a_set("nod", hurt=True), a_set("tuck"))
    after = a_break(30, exercise_id="turn")
    assert "nod" not in offered([after], [session])
    tomorrow = NINE + timedelta(days=1)
    assert "nod" in offered([after], [session], now=tomorrow)


def test_never_the_same_twice_running_whatever_came_between():
    records = [a_break(0, exercise_id="nod"), a_break(40, result="natural"), a_break(80)]
    assert "nod" not in offered(records, [])
    assert "nod" in offered([*records, a_break(90, exercise_id="tuck")], [])
    changed = a_break(100, exercise_id="tuck", passed_over=("nod",))
    assert offered([changed], [])[0] == "nod"
    assert "nod" not in offered([], [a_session(a_set("turn"), a_set("nod"))])


def test_what_was_not_done_for_longest_comes_first():
    records = [
        a_break(0, exercise_id="turn", share=1.0),
        a_break(30, exercise_id="nod", share=1.0),
        a_break(60, exercise_id="turn", share=0.0),  # offered again, not done
        a_break(90, exercise_id="tuck", share=1.0),
    ]
    assert offered(records, []) == ["turn", "nod"]
    assert offered(records, [a_session(a_set("turn"), started_at=at(50))]) == ["nod", "turn"]


def test_the_sides_are_evened_out_over_breaks_and_routines():
    session = a_session(a_set("turn", side="left"), a_set("turn", side="left", status="skipped"))
    short = Situation(seconds=40)
    stretch = exercise("turn", Dose(model="timed_hold", sets=2, hold_s=30), sides="each", desk=True)
    between = a_break(10, exercise_id="nod")

    def side(records):
        history = bouts([between, *records], [session])
        (choice,) = choices(library([stretch]), short, now=at(60), history=history)
        return choice.side

    assert side([]) == "right"
    right = a_break(5, exercise_id="turn", side="right", share=1.0)
    assert side([right]) == "left"


def test_what_the_routine_asks_for_comes_first_until_it_is_done():
    asked = routine(TUCK, TURN)
    last = a_break(60, exercise_id="other")
    done = a_set("turn", side="left"), a_set("turn", side="right")
    assert offered([last], [], asked)[:2] == ["turn", "tuck"]
    assert offered([last], [a_session(*done)], asked)[0] == "tuck"
    assert offered([last], [a_session(*done)], asked)[-1] == "turn"


def test_six_parts_of_a_dose_are_the_whole_of_it():
    asked = routine(NOD)
    parts = [a_break(n, exercise_id="nod", share=1 / 6) for n in range(6)]
    last = a_break(60, exercise_id="other")
    assert offered([*parts[:5], last], [], asked, of=(TURN, NOD)) == ["nod", "turn"]
    assert offered([*parts, last], [], asked, of=(TURN, NOD)) == ["turn", "nod"]


# Today's routine

MORNING_ROUTINE = routine(NOD, routine_id="morning")
EVENING_ROUTINE = routine(TUCK, routine_id="evening")
ROUTINES = library([NOD, TUCK], [MORNING_ROUTINE, EVENING_ROUTINE])


def days_ago(days, routine_id, hour=9):
    return a_session(started_at=NINE - timedelta(days=days, hours=9 - hour), routine_id=routine_id)


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([], None),
        ([days_ago(1, "evening"), days_ago(2, "evening"), days_ago(3, "morning")], "evening"),
        ([days_ago(1, "evening"), days_ago(2, "evening"), days_ago(0, "morning")], "morning"),
        ([days_ago(0, "morning"), days_ago(0, "evening", 8)], "morning"),
        ([days_ago(28, "morning")], None),
        ([days_ago(27, "morning")], "morning"),
        ([days_ago(1, "deleted")], None),
        ([replace(days_ago(0, "morning"), done_s=0.0)], None),
    ],
)
def test_the_routine_of_today(sessions, expected):
    found = routine_of_today(ROUTINES, sessions, DAY)
    assert (found and found.id) == expected
