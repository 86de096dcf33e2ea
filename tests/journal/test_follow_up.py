"""When pain and soreness after an injection are asked for, as traces of days by the hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.journal.entries import CheckIn, Treatment, TreatmentKind
from posture_app.journal.follow_up import follow_up

DAY_0 = datetime(2026, 3, 10, tzinfo=UTC)
TREATMENT = Treatment(
    id="one",
    kind=TreatmentKind.INJECTION,
    day=DAY_0.date(),
    time_zone="UTC",
    edited_at=DAY_0,
)
AT_TEN = replace(TREATMENT, at=DAY_0 + timedelta(hours=10))


def answer(day: int, hour: float, pain=None, soreness=None, treatment="one") -> CheckIn:
    at = DAY_0 + timedelta(days=day, hours=hour)
    return CheckIn(
        id=f"{day}-{hour}",
        at=at,
        time_zone="UTC",
        edited_at=at,
        now=pain,
        soreness=soreness,
        treatment_id=treatment,
    )


def hours(treatments, check_ins=(), day=0, zone="UTC") -> str:
    """A letter for each hour of a day: both, the pain, the soreness, or nothing is asked for."""
    letters = []
    for hour in range(24):
        now = DAY_0 + timedelta(days=day, hours=hour, minutes=30)
        asked = follow_up(treatments, check_ins, now, zone)
        if asked is None:
            letters.append(".")
        elif asked.asks_pain and asked.asks_soreness:
            letters.append("b")
        else:
            letters.append("p" if asked.asks_pain else "s")
    return "".join(letters)


#          0     6 7      14      22
NOTHING = "........................"
WHOLE = ".......bbbbbbbbbbbbbbb.."


@pytest.mark.parametrize(
    ("treatment", "days"),
    [
        # Without its time: from the second half of the day on
        (TREATMENT, ["..............bbbbbbbb..", WHOLE, WHOLE, WHOLE.replace("b", "s"), NOTHING]),
        # At ten: two hours later, and for 48 hours the pain
        (
            AT_TEN,
            [
                "............bbbbbbbbbb..",
                WHOLE,
                ".......bbbssssssssssss..",
                WHOLE.replace("b", "s"),
                NOTHING,
            ],
        ),
        (replace(TREATMENT, aftercare=False), [NOTHING, NOTHING]),
        (replace(TREATMENT, kind=TreatmentKind.MASSAGE), [NOTHING, NOTHING]),
    ],
)
def test_days_without_an_answer(treatment, days) -> None:
    assert [hours([treatment], day=day) for day in range(len(days))] == days
    assert hours([treatment], day=-1) == NOTHING


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        # An answer counts for its half of the day, and four hours
        ([answer(1, 8, 3, 4)], ".......b......bbbbbbbb.."),
        ([answer(1, 13, 3, 4)], ".......bbbbbb....bbbbb.."),
        ([answer(1, 8, 3, 4), answer(1, 18, 2, 2)], ".......b......bbbb......"),
        # Each is answered by itself
        ([answer(1, 8, 3)], ".......bssssssbbbbbbbb.."),
        ([answer(1, 8, None, 4)], ".......bppppppbbbbbbbb.."),
        # Any check-in tells the pain, but the soreness only one that was asked about it
        ([answer(1, 8, 3, None, None)], ".......bssssssbbbbbbbb.."),
        ([answer(1, 8, 3, 4, "other")], ".......bssssssbbbbbbbb.."),
        ([answer(1, 8, None, None)], WHOLE),
        # What was answered yesterday is no answer, nor what is answered later than now
        ([answer(0, 20, 3, 3)], WHOLE),
        ([answer(2, 8, 3, 3)], WHOLE),
        # At night one may answer; it is not asked
        ([answer(1, 5, 3, 4)], ".........bbbbbbbbbbbbb.."),
    ],
)
def test_a_day_with_answers(answers, wanted) -> None:
    assert hours([TREATMENT], answers, day=1) == wanted


def test_half_days_are_those_of_the_person() -> None:
    assert hours([TREATMENT], day=1, zone="America/New_York") == "bb.........bbbbbbbbbbbbb"
    assert hours([TREATMENT], day=1, zone="Asia/Tokyo") == "bbbbbbbbbbbbb.........bb"


def test_the_last_treatment_is_asked_about() -> None:
    later = replace(TREATMENT, id="two", day=DAY_0.date() + timedelta(days=1))
    asked = follow_up([later, TREATMENT], [], DAY_0 + timedelta(days=2, hours=9), "UTC")
    assert asked is not None
    assert (asked.treatment.id, asked.day, asked.half) == ("two", 1, "first")


def test_what_was_begun_is_completed() -> None:
    begun = answer(1, 8, 3)
    asked = follow_up([TREATMENT], [begun], DAY_0 + timedelta(days=1, hours=9), "UTC")
    assert asked is not None
    assert asked.check_in == begun
    asked = follow_up([TREATMENT], [begun], DAY_0 + timedelta(days=1, hours=15), "UTC")
    assert asked is not None
    assert asked.check_in is None


@given(st.lists(st.integers(0, 96), max_size=12))
def test_whoever_always_answers_is_asked_at_most_twice_a_day(moments) -> None:
    """Somebody looks at the program at any hours, and answers whatever they are asked."""
    answers: list[CheckIn] = []
    for hour in sorted(moments):
        now = DAY_0 + timedelta(hours=hour)
        if follow_up([TREATMENT], answers, now, "UTC") is not None:
            answers.append(answer(0, hour, 3, 3))
    for day in range(5):
        of_day = [one for one in answers if one.day == DAY_0.date() + timedelta(days=day)]
        assert len(of_day) <= 2
        assert all(7 <= one.at.hour < 22 for one in of_day)
