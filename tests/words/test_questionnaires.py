"""What is told of questionnaires: changes with what chance makes, and no question of others."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.questionnaires import QUESTIONNAIRES, followed, score
from posture_app.words import questionnaires as words
from posture_app.words.diary import entry_detail, entry_facts, entry_title
from posture_app.words.formats import number

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = (("1", "Carrying"), ("2", "Sitting"))


def response(values, key="activities", days=0):
    answers = tuple((str(place), value) for place, value in enumerate(values, 1))
    return QuestionnaireResponse(
        id=f"{key}-{days}",
        questionnaire=key,
        at=AT + timedelta(days=days),
        time_zone="UTC",
        edited_at=AT,
        answers=answers,
        texts=NAMES[: len(values)] if key == "activities" else (),
        score=score(QUESTIONNAIRES[key], answers),
    )


def change(key, *times):
    (found,) = followed([response(one, key, days) for days, one in enumerate(times)])
    return words.change(found)


@pytest.mark.parametrize(
    ("key", "times", "said"),
    [
        ("activities", [(3, 5), (6, 7)],
         "Your activities: 4, then 6.5. That is more than chance alone makes."),
        ("activities", [(6, 7), (3, 5)],
         "Your activities: 6.5, then 4. That is more than chance alone makes."),
        ("activities", [(4, 4), (5, 5)], "Your activities: 4, then 5. That may be chance."),
        ("activities", [(4,), (6,)], "Your activities: 4, then 6. That may be chance."),
        ("activities", [(4, 4), (4, 4)], "Your activities: 4, as before."),
        ("activities", [(4, 4)], ""),
        ("whole", [(1,), (2,)], ""),
        ("ndi", [(24,), (17,)],
         "Neck Disability Index (NDI): 24, then 17; less is better. Your clinic can say whether "
         "that counts."),
    ],
)  # fmt: skip
def test_a_change_is_told_with_what_chance_makes(key, times, said):
    assert change(key, *times) == said


def test_other_activities_are_not_compared():
    other = replace(response((9,), days=7), texts=(("1", "Swimming"),))
    (found,) = followed([response((4,)), other])
    assert words.change(found).startswith("These are other activities than before")


def test_the_last_times_stand_on_one_line_the_newest_first():
    (found,) = followed([response((one, one), days=14 * one) for one in range(4)])
    assert words.points(found, 2).split(" · ") == [
        "13 Apr 2026: 3 of 10",
        "30 Mar 2026: 2 of 10",
    ]


def test_it_is_filled_in_again_from_a_day_on():
    (found,) = followed([response((4,))])
    assert (
        words.again(found, date(2026, 3, 15)) == "To be filled in again from Monday, 16 March on."
    )
    assert words.again(found, date(2026, 3, 16)) == "You can fill it in again now."


def test_the_diary_tells_the_items_and_the_score():
    entry = response((6, 7))
    assert entry_title(entry) == "My activities"
    assert entry_detail(entry) == "6.5 of 10"
    assert entry_facts(entry) == [
        ("Carrying", "6 of 10"),
        ("Sitting", "7 of 10"),
        ("Mean", "6.5 of 10"),
    ]
    assert entry_facts(response((6,))) == [("Carrying", "6 of 10")]
    assert entry_facts(response((-1,), "whole")) == [("Answer", "A little worse")]
    assert entry_facts(response((17,), "ndi")) == [("Total", "17 of 50")]


def test_one_that_is_not_known_keeps_its_score():
    entry = replace(response((6,)), questionnaire="typewriting", score=3.0)
    assert entry_title(entry) == "Questionnaire"
    assert entry_detail(entry) == "score 3"
    assert entry_facts(entry) == [("Score", "3")]


@pytest.mark.parametrize("key", ["ndi", "odi", "rmdq"])
def test_a_total_names_its_scale_and_where_it_was_published(key):
    scale = QUESTIONNAIRES[key]
    assert f"from {number(scale.least)} to {number(scale.most)}" in words.instruction(key)
    assert scale.source in words.source(key)


def test_the_names_of_a_log_are_said_and_what_is_not_known_is_kept():
    assert words.named("whole") == "On the whole"
    assert words.named("typewriting") == "typewriting"
    assert words.scored("whole", -1) == "A little worse"
    assert words.scored("ndi", 17) == "17 of 50"
    assert words.scored("ndi", 70) == "70"
    assert words.scored("workplace", 3.5) == "3.5"


def test_the_table_of_the_chart_has_each_time_the_newest_first():
    courses = followed([response((4,)), response((6,), days=14), response((17,), "ndi", 7)])
    assert words.chart_cells(courses) == [
        ("16 Mar 2026", "My activities", "6 of 10"),
        ("9 Mar 2026", "Neck Disability Index (NDI)", "17 of 50"),
        ("2 Mar 2026", "My activities", "4 of 10"),
    ]
    assert words.chart_day(courses, date(2026, 3, 3)) == "Tuesday, 3 March 2026"


def test_a_check_of_the_workplace_is_told_as_a_count():
    kept = replace(
        response((6,)),
        questionnaire="workplace",
        answers=(("feet", 0.0), ("back", 1.0)),
        score=None,
    )
    assert entry_title(kept) == "Check of the workplace"
    assert entry_detail(kept) == "1 of 2 are as they should be"
    assert words.named("workplace") == "Check of the workplace"
    assert ("To improve", "Feet and seat height") in entry_facts(kept)
