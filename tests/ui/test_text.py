from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.journal.model import SetRecord
from posture_app.library import model, schema
from posture_app.library.model import Dose, Tempo
from posture_app.ui import text
from tests.ui.content import BREATH, BRIDGE, LEVATOR, NOD, TUCK


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (45, "45 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (321, "5 min"),
        (3600, "1 h"),
        (3900, "1 h 5 min"),
    ],
)
def test_duration(seconds, words):
    assert text.duration(seconds) == words


@given(st.floats(min_value=0, max_value=86_400))
def test_duration_is_within_half_a_unit(seconds):
    words = text.duration(seconds).split()
    units = {"s": 1, "min": 60, "h": 3600}
    told = sum(int(n) * units[u] for n, u in zip(words[::2], words[1::2], strict=True))
    assert abs(told - seconds) <= 30


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (NOD, "6 repetitions"),
        (TUCK, "2 sets of 10, hold 5 seconds"),
        (LEVATOR, "3 sets, hold 30 seconds, on each side"),
        (BREATH, "2 minutes"),
    ],
)
def test_dose_words(exercise, words):
    assert text.dose_words(exercise.sides, exercise.dose) == words


def test_dose_words_for_one_hold_and_for_alternating_sides():
    assert text.dose_words("together", Dose(model="timed_hold", hold_s=1)) == "Hold 1 second"
    reps = Dose(model="reps", sets=2, reps=8)
    assert text.dose_words("alternating", reps) == "2 sets of 8 on each side"
    walking = Dose(model="continuous", duration_s=90)
    assert text.dose_words("alternating", walking) == "1 minute 30 seconds"
    assert text.dose_words("each", walking) == "1 minute 30 seconds on each side"


def test_dose_details():
    dose = Dose(
        model="reps_with_hold",
        sets=2,
        reps=3,
        hold_s=2,
        relax_s=2.5,
        rest_s=60,
        tempo_s=Tempo(2, 3),
        per_day=3,
        per_week=7,
    )
    assert text.dose_details(dose) == (
        "Take 2 s to move out and 3 s to come back.",
        "Rest 2.5 seconds between repetitions and 1 minute between sets.",
        "3 times a day, every day.",
    )
    assert text.dose_details(Dose(model="reps", rest_s=60)) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (70, "2 months ago"),
    ],
)
def test_ago(days, words):
    today = date(2026, 3, 12)
    assert text.ago(today - timedelta(days=days), today) == words


def test_days_and_greetings():
    today = date(2026, 3, 12)
    assert text.day_words(today, today) == "Today"
    assert text.day_words(date(2026, 3, 10), today) == "Tuesday, 10 March"
    assert text.day_words(date(2025, 3, 10), today) == "Monday, 10 March 2025"
    hours = [
        text.greeting(datetime(2026, 3, 12, hour, tzinfo=UTC)) for hour in (4, 5, 11, 12, 17, 18)
    ]
    assert [words.split()[1] for words in hours] == [
        "evening",
        "morning",
        "morning",
        "afternoon",
        "afternoon",
        "evening",
    ]


def test_no_answer_is_not_zero():
    assert text.rating(None, text.PAIN) == "Not answered"
    assert text.rating(0, text.PAIN) == "0 of 10, no pain"
    assert len(text.PAIN) == len(text.EFFORT) == 11


def test_pain_change_tells_only_what_was_answered():
    assert text.pain_change(None, None) == ""
    assert text.pain_change(0, 3) == "pain 0, then 3"
    assert text.pain_change(4, None) == "pain 4 before"
    assert text.pain_change(None, 0) == "pain 0 afterwards"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (text.CATEGORIES, model.Category),
        (text.REGIONS, model.Region),
        (text.POSITIONS, model.Position),
        (text.EQUIPMENT, schema.Equipment),
        (text.SIDES, model.Sides),
    ],
)
def test_every_value_has_its_word(words, kinds):
    assert set(words) == set(kinds.__args__)
    assert all(words.values())


def test_places():
    assert text.place_words((NOD, TUCK)) == "At your desk"
    assert text.place_words((NOD, BRIDGE)) == "On the floor"
    assert text.place_words((LEVATOR,)) == "Standing"
    assert text.place_words((NOD, LEVATOR)) == "Chair and standing"


def record(**fields):
    given = {
        "item": 0,
        "exercise_id": "nod",
        "exercise_name": "Nod",
        "side": None,
        "set_number": 1,
        "sets": 1,
        "status": "done",
        "planned_s": 60,
        "done_s": 45,
        "finished_at": datetime(2026, 3, 12, 9, tzinfo=UTC),
    }
    return SetRecord(**(given | fields))


def test_set_words():
    assert text.set_words(record(planned_reps=10, done_reps=8)) == "8 of 10 repetitions"
    assert text.set_words(record(planned_reps=10, done_reps=None)) == "0 of 10 repetitions"
    assert text.set_words(record(planned_hold_s=30, done_hold_s=12.5)) == "held 12.5 of 30 s"
    assert text.set_words(record()) == "0:45 of 1:00"
    assert text.set_words(record(status="skipped", planned_reps=10)) == "Skipped"


@pytest.mark.parametrize("days", range(5))
def test_streaks_never_reproach(days):
    words = text.streak(days).lower()
    assert not any(word in words for word in ("lost", "broke", "missed", "fail", "only", "!"))
