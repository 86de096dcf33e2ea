"""The health profile follows the newest injection or needling, and the person's own word."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Condition
from posture_app.journal.aftercare import followed, newest_needled
from posture_app.journal.entries import Treatment, TreatmentKind

TODAY = date(2026, 3, 20)
NEEDLED = Condition.RECENT_INJECTION


def treatment(days_ago: int = 0, name: str = "one", **other) -> Treatment:
    values = {
        "kind": TreatmentKind.INJECTION,
        "day": TODAY - timedelta(days=days_ago),
        "time_zone": "UTC",
        "edited_at": datetime(2026, 3, 20, tzinfo=UTC),
        "zones": ("top_of_shoulder_left",),
        **other,
    }
    return Treatment(id=name, **values)


def told(health: Health):
    return NEEDLED in health.conditions, health.injected_on, health.injected_regions


def test_it_is_set_by_the_treatment_and_goes_with_it() -> None:
    own = Health(answered=True, conditions=frozenset({Condition.OSTEOPOROSIS}))
    one = treatment(2)
    health = followed(own, [one], TODAY)
    assert told(health) == (True, one.day, {"shoulder_girdle", "neck"})
    assert Condition.OSTEOPOROSIS in health.conditions
    assert health.profile(TODAY).days_since_injection == 2
    assert followed(health, [one], TODAY) == health
    assert followed(health, [], TODAY) == own


@pytest.mark.parametrize(
    "other",
    [
        {"kind": TreatmentKind.MASSAGE},
        {"kind": TreatmentKind.MEDICATION},
        {"aftercare": False},
        {"day": TODAY + timedelta(days=1)},
        {"day": TODAY - timedelta(days=14)},
    ],
)
def test_others_do_not_count(other) -> None:
    assert followed(Health(), [replace(treatment(), **other)], TODAY) == Health()


def test_dry_needling_and_the_last_day_of_two_weeks_count() -> None:
    one = treatment(13, kind=TreatmentKind.DRY_NEEDLING, zones=())
    assert told(followed(Health(), [one], TODAY)) == (True, one.day, frozenset())


def test_the_newest_counts_and_the_one_before_again_when_it_goes() -> None:
    old, new = treatment(5, "old", zones=("calf_left",)), treatment(1, "new")
    health = followed(followed(Health(), [old], TODAY), [old, new], TODAY)
    assert told(health)[1] == new.day
    health = followed(health, [old], TODAY)
    assert told(health) == (True, old.day, {"leg"})
    assert followed(health, [], TODAY) == Health()


def test_of_one_day_the_later_counts() -> None:
    noon = datetime(2026, 3, 20, 12, tzinfo=UTC)
    early, late = treatment(name="z"), treatment(name="a", at=noon)
    assert newest_needled([early, late], TODAY) is late


def test_an_edit_is_followed_and_switching_it_off_sets_it_back() -> None:
    health = followed(Health(), [treatment(2)], TODAY)
    health = followed(health, [treatment(1, zones=("low_back_right",))], TODAY)
    assert told(health)[:2] == (True, TODAY - timedelta(days=1))
    assert followed(health, [treatment(1, aftercare=False)], TODAY) == Health()


def test_what_the_person_told_before_is_there_again() -> None:
    own = Health(
        conditions=frozenset({NEEDLED}),
        injected_on=TODAY - timedelta(days=9),
        injected_regions=frozenset({"hip"}),
    )
    health = followed(own, [treatment(1)], TODAY)
    assert told(health)[1] == TODAY - timedelta(days=1)
    assert followed(health, [], TODAY) == own


def test_a_later_day_that_the_person_told_counts() -> None:
    own = Health(conditions=frozenset({NEEDLED}), injected_on=TODAY)
    assert followed(own, [treatment(3)], TODAY) == own


def test_what_the_person_overrules_on_the_health_sheet_stands() -> None:
    one = treatment(1)
    health = followed(Health(), [one], TODAY)
    overruled = replace(health, conditions=frozenset(), injected_on=None)
    overruled = replace(overruled, injected_regions=frozenset())
    assert followed(overruled, [one], TODAY) == overruled
    assert followed(overruled, [replace(one, note="It was fine.")], TODAY) == overruled
    assert told(followed(overruled, [], TODAY)) == (False, None, frozenset())
    other_day = replace(health, injected_on=TODAY - timedelta(days=3))
    assert told(followed(other_day, [one], TODAY))[1] == TODAY - timedelta(days=3)
    assert told(followed(other_day, [], TODAY))[1] == TODAY - timedelta(days=3)


def test_after_two_weeks_it_is_as_before() -> None:
    one = treatment(0)
    health = followed(Health(), [one], TODAY)
    assert told(followed(health, [one], TODAY + timedelta(days=13)))[0]
    assert followed(health, [one], TODAY + timedelta(days=14)) == Health()


STEPS = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 16), st.booleans()),
        max_size=3,
        unique_by=lambda one: one[0],
    ),
    max_size=8,
)


@given(STEPS)
def test_whatever_was_there_it_is_as_before_without_treatments(steps) -> None:
    own = Health(conditions=frozenset({Condition.DIZZINESS}), injected_on=None)
    health = own
    for step in steps:
        found = [treatment(days, name, aftercare=counts) for name, days, counts in step]
        health = followed(health, found, TODAY)
        newest = newest_needled(found, TODAY)
        assert health.injected_on == (None if newest is None else newest.day)
    assert followed(health, [], TODAY) == own
