"""The check of a workplace: its questions, its count, its advice and when it is offered again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from posture_app.journal.workplace import (
    AGAIN_AFTER,
    ITEMS,
    KEY,
    OFFERED_FOR,
    Answers,
    Area,
    Changes,
    WorkplaceKey,
    WorkplaceScore,
    answers_of,
    changes,
    count,
    is_offered,
    newest,
    response_of,
    to_improve,
)
from posture_app.library.files import GUIDE, builtin_path
from posture_app.library.guide import read_sources

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def test_every_key_is_asked_once_with_its_own_place_in_the_order_of_effect():
    assert [item.key for item in ITEMS] == list(get_args(WorkplaceKey))
    assert sorted(item.effect for item in ITEMS) == list(range(1, len(ITEMS) + 1))


def test_what_belongs_together_is_asked_together():
    areas = [item.area for item in ITEMS]
    assert list(dict.fromkeys(areas)) == list(get_args(Area))
    assert areas == sorted(areas, key=get_args(Area).index)


def test_what_an_item_rests_on_is_among_the_sources_of_the_guide():
    sources = read_sources(builtin_path().parent / GUIDE / "sources.json")
    assert {item.source for item in ITEMS if item.source} <= sources.keys()


def test_what_does_not_apply_is_not_counted():
    assert count({"feet": True, "back": False, "lamp": True}) == WorkplaceScore(2, 3)
    assert count({}) == WorkplaceScore(0, 0)


def test_advice_comes_in_the_order_of_effect_and_only_for_what_is_not_as_it_should_be():
    every = to_improve(dict.fromkeys(get_args(WorkplaceKey), False))
    assert [item.effect for item in every] == list(range(1, len(ITEMS) + 1))
    assert every[0].key == "change"
    told = to_improve({"lamp": False, "change": False, "feet": True})
    assert [item.key for item in told] == ["change", "lamp"]


def test_a_check_is_kept_without_a_score_and_read_back():
    answers: Answers = {"away": True, "feet": False}
    kept = response_of(answers, "one", NOW, "Europe/Berlin")
    assert (kept.questionnaire, kept.score, kept.at, kept.edited_at) == (KEY, None, NOW, NOW)
    assert kept.answers == (("feet", 0.0), ("away", 1.0))
    assert answers_of(kept) == answers


def test_an_answer_to_what_is_asked_no_more_is_left_out():
    kept = response_of({"feet": True}, "one", NOW, "UTC")
    older = replace(kept, answers=(*kept.answers, ("typewriter", 1.0)))
    assert answers_of(older) == {"feet": True}


def test_the_last_check_is_found_among_other_questionnaires():
    first = response_of({"feet": True}, "first", NOW, "UTC")
    second = replace(first, id="second", at=NOW + timedelta(days=1))
    other = replace(first, id="other", questionnaire="ndi", at=NOW + timedelta(days=2))
    assert newest([other, second, first]) == second
    assert newest([other]) is None


def test_only_what_was_answered_both_times_can_have_changed():
    before: Answers = {"feet": False, "back": True, "lamp": True, "mouse": False}
    now: Answers = {"feet": True, "back": False, "lamp": True, "away": True}
    assert changes(before, now) == Changes(better=("feet",), worse=("back",))
    assert changes({}, now) == Changes()


@pytest.mark.parametrize(
    ("days", "offered"),
    [(-1, False), (0, False), (29, False), (30, True), (43, True), (44, False), (400, False)],
)
def test_it_is_offered_again_after_a_month_and_not_for_ever(days, offered):
    assert is_offered(TODAY - timedelta(days=days), TODAY) is offered


def test_who_has_never_done_it_is_not_reminded():
    assert not is_offered(None, TODAY)
    assert (timedelta(days=30), timedelta(days=14)) == (AGAIN_AFTER, OFFERED_FOR)
