from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.words import formats, sessions


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
    assert sessions.last_done(today - timedelta(days=days), today) == f"Last done {words}"


def test_days_and_greetings():
    today = date(2026, 3, 12)
    assert formats.relative_date(today, today) == "Today"
    assert formats.relative_date(date(2026, 3, 10), today) == "Tuesday, 10 March"
    assert formats.relative_date(date(2025, 3, 10), today) == "Monday, 10 March 2025"
    hours = [
        sessions.greeting(datetime(2026, 3, 12, hour, tzinfo=UTC))
        for hour in (4, 5, 11, 12, 17, 18)
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
    assert sessions.rating(None, sessions.PAIN) == "Not answered"
    assert sessions.rating(0, sessions.PAIN) == "0 of 10, no pain"
    assert len(sessions.PAIN) == len(sessions.EFFORT) == 11


def test_pain_change_tells_only_what_was_answered():
    assert sessions.pain_change(None, None) == ""
    assert sessions.pain_change(0, 3) == "pain 0, then 3"
    assert sessions.pain_change(4, None) == "pain 4 before"
    assert sessions.pain_change(None, 0) == "pain 0 afterwards"


def record(**fields):
    given: dict[str, Any] = {
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
    assert sessions.set_words(record(planned_reps=10, done_reps=8)) == "8 of 10 repetitions"
    assert sessions.set_words(record(planned_reps=10, done_reps=None)) == "0 of 10 repetitions"
    assert sessions.set_words(record(planned_hold_s=30, done_hold_s=12.5)) == "held 12.5 of 30 s"
    assert sessions.set_words(record()) == "45 s of 1 min"
    assert sessions.set_words(record(status="skipped", planned_reps=10)) == "Skipped"


@pytest.mark.parametrize("days", range(5))
def test_streaks_never_reproach(days):
    words = sessions.streak(days).lower()
    assert not any(word in words for word in ("lost", "broke", "missed", "fail", "only", "!"))


def test_set_line_tells_which_how_much_and_that_it_hurt():
    reps = {"planned_reps": 10, "done_reps": 8, "sets": 3, "set_number": 2}
    whole = record(**reps, side="left")
    assert sessions.set_line(whole) == "Set 2 of 3, left: 8 of 10 repetitions"
    partial = record(**reps, status="partial")
    assert sessions.set_line(partial) == "Set 2 of 3, in part: 8 of 10 repetitions"
    skipped = record(status="skipped", side="right")
    assert sessions.set_line(skipped) == "One set, right: Skipped"
    hurt = {"hurt": True, "planned_hold_s": 30, "done_hold_s": 12}
    words = "One set: held 12 of 30 s. It hurt"
    assert sessions.set_line(record(**hurt)) == words
    assert sessions.set_line(record(**hurt, pain=5)) == f"{words}, 5 of 10, moderate"
    assert sessions.set_line(record(**hurt, pain_where="Neck")) == f"{words} here: Neck"
    both = record(**hurt, pain=5, pain_where="Neck")
    assert sessions.set_line(both) == f"{words}, 5 of 10, moderate, here: Neck"


@pytest.mark.parametrize(
    ("ended", "sets", "words", "line"),
    [
        ("completed", ("done", "done"), "Completed", "9 min, completed"),
        ("completed", ("done", "skipped"), "Done in part", "9 min, done in part"),
        ("completed", ("done", "partial"), "Done in part", "9 min, done in part"),
        ("completed", ("partial", "skipped"), "Done in part", "9 min, done in part"),
        ("completed", ("skipped",), "All of it skipped", "9 min, all of it skipped"),
        ("stopped", ("done", "skipped"), "Stopped early", "9 min, stopped early"),
        ("interrupted", (), "Cut off", "9 min, cut off"),
        (None, ("done",), "Not finished", "9 min, not finished"),
    ],
)
def test_a_session_with_sets_left_out_is_not_completed(ended, sets, words, line):
    session = SessionRecord(
        id="one",
        routine_id="neck",
        routine_name="Neck",
        started_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
        time_zone="Europe/Berlin",
        planned_s=600,
        done_s=540,
        ended=ended,
        items=tuple(record(status=status) for status in sets),
    )
    assert sessions.ended_words(session) == words
    assert sessions.session_line(session) == line


def test_a_session_that_was_not_begun_on_advice_is_told_as_that():
    session = SessionRecord(
        id="one",
        routine_id="neck",
        routine_name="Neck",
        started_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
        time_zone="Europe/Berlin",
        planned_s=600,
        done_s=0,
        ended="stopped_for_pain",
        pain_before=8,
        advice="stop",
    )
    assert sessions.ended_words(session) == "Not begun, as advised"
    assert sessions.session_line(session) == "Not begun, as advised"
    begun = replace(session, done_s=20, items=(record(hurt=True),))
    assert sessions.ended_words(begun) == "Stopped, something hurt"
