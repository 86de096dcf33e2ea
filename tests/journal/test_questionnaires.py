"""Scores as published, and which changes are more than chance."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.forms import has_sheet
from posture_app.journal.questionnaires import (
    QUESTIONNAIRES,
    course,
    followed,
    questionnaire_of,
    score,
)
from tests.there import there

AT = datetime(2026, 3, 2, tzinfo=UTC)
ACTIVITIES = QUESTIONNAIRES["activities"]


def response(answers, texts=(), questionnaire="activities"):
    return QuestionnaireResponse(
        id=str(UUID(int=1)),
        questionnaire=questionnaire,
        at=AT,
        time_zone="UTC",
        edited_at=AT,
        answers=tuple(answers),
        texts=tuple(texts),
        score=score(QUESTIONNAIRES[questionnaire], answers),
    )


def test_the_score_of_own_activities_is_their_mean():
    """Stratford et al. 1995: the sum of the activity scores by the number of activities."""
    assert score(ACTIVITIES, (("1", 4), ("2", 6), ("3", 2))) == 4
    assert score(ACTIVITIES, (("1", 7),)) == 7


def test_nothing_answered_is_no_score():
    assert score(ACTIVITIES, ()) is None


@pytest.mark.parametrize(
    ("answers", "named"),
    [((("1", 11),), "11"), ((("1", -1),), "-1"), (tuple((f"{n}", 1) for n in range(6)), "6")],
)
def test_what_is_beyond_the_scale_is_refused(answers, named):
    with pytest.raises(ValueError, match=named):
        score(ACTIVITIES, answers)


NAMES = (("1", "Carrying a bag"), ("2", "Sitting an hour"))


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [((4, 4), (6, 6), True), ((4, 4), (6, 5), False), ((6, 6), (4, 4), True)],
)
def test_two_points_of_the_mean_are_more_than_chance(before, after, more):
    found = there(
        course(
            ACTIVITIES,
            response(tuple(zip("12", before, strict=True)), NAMES),
            response(tuple(zip("12", after, strict=True)), NAMES),
        )
    )
    assert found.is_more_than_chance is more
    assert found.is_better is (sum(after) > sum(before))


def test_three_points_of_one_activity_are_more_than_chance():
    first = response((("1", 4),), (NAMES[0],))
    assert (
        there(course(ACTIVITIES, first, response((("1", 6),), (NAMES[0],)))).is_more_than_chance
        is False
    )
    assert there(course(ACTIVITIES, first, response((("1", 7),), (NAMES[0],)))).is_more_than_chance


def test_only_the_activities_of_both_times_are_compared():
    first = response((("1", 2), ("2", 9)), NAMES)
    later = response((("1", 8), ("3", 0)), (("1", " carrying A BAG"), ("3", "Running")))
    found = there(course(ACTIVITIES, first, later))
    assert (found.before, found.after) == (2, 8)
    assert course(ACTIVITIES, first, response((("1", 8),), (("1", "Swimming"),))) is None


def test_a_total_that_was_typed_in_says_nothing_of_chance():
    ndi = QUESTIONNAIRES["ndi"]
    first = response((("total", 30),), questionnaire="ndi")
    found = there(course(ndi, first, response((("total", 20),), questionnaire="ndi")))
    assert (found.is_better, found.is_more_than_chance) == (True, None)


def at(day, questionnaire="activities", answers=(("1", 4),), names=NAMES):
    """A response of a day of March."""
    moment = datetime(2026, 3, day, tzinfo=UTC)
    found = response(answers, names if questionnaire == "activities" else (), questionnaire)
    return replace(found, at=moment, id=f"{questionnaire}-{day}")


def test_each_questionnaire_is_followed_from_the_first_time_that_can_be_compared():
    other = at(1, answers=(("1", 0),), names=(("1", "Swimming"),))
    first, second, last = at(2), at(9, answers=(("1", 5),)), at(16, answers=(("1", 8),))
    ndi = at(3, "ndi", (("total", 20),))
    activities, total = followed([last, ndi, second, other, first])
    assert (activities.questionnaire.key, total.questionnaire.key) == ("activities", "ndi")
    assert activities.responses == (other, first, second, last)
    assert activities.compared == first
    assert there(activities.course).after == 8
    assert activities.again_on == date(2026, 3, 30)
    assert (total.compared, total.course) == (None, None)


def test_how_it_is_on_the_whole_is_a_change_already_and_is_not_compared():
    (whole,) = followed([at(2, "whole", (("whole", -1),)), at(9, "whole", (("whole", 2),))])
    assert len(whole.responses) == 2
    assert whole.course is None


@pytest.mark.parametrize(
    "broken",
    [
        replace(at(2), questionnaire="workplace"),
        replace(at(2), answers=(("1", 11.0),)),
        replace(at(2), answers=tuple((str(place), 1.0) for place in range(6))),
    ],
)
def test_what_does_not_fit_is_left_alone(broken):
    assert questionnaire_of(broken) is None
    assert followed([broken]) == ()
    assert not has_sheet(broken)
