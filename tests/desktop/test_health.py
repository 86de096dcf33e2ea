"""The health profile's file: kept for its owner alone, and read whatever is in it."""

import json
import stat
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posture_app.coach.health import FollowedTreatment, Health, Injected, number_of
from posture_app.coach.pain_rule import Bands, Condition, Sign
from posture_app.desktop.health import health_path, read_health, write_health

TODAY = date(2026, 3, 2)
WHOLE = Health(
    answered=True,
    conditions=frozenset({Condition.OSTEOPOROSIS, Condition.RECENT_INJECTION}),
    injected_on=date(2026, 2, 28),
    injected_regions=frozenset({"neck"}),
    signs=frozenset({Sign.CALF_SWOLLEN, Sign.NIGHT_PAIN}),
    bands=Bands(3, 5),
    emergency_number="144",
    birth_year=1980,
    followed=FollowedTreatment(
        treatment_id="one",
        told=Injected(is_known=True, on=date(2026, 2, 28), regions=("neck",)),
        before=Injected(),
    ),
)


def test_without_a_file_nothing_is_known(tmp_path):
    assert read_health(tmp_path, TODAY) == (Health(), None)


def test_what_is_written_is_read_by_its_owner_alone(tmp_path):
    write_health(tmp_path, WHOLE)
    assert read_health(tmp_path, TODAY) == (WHOLE, None)
    assert stat.S_IMODE(health_path(tmp_path).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("conditions", ["osteoporosis", "old_age"]),
        ("conditions", "osteoporosis"),
        ("conditions", [[]]),
        ("signs", ["night_pain", "a feeling"]),
        ("signs", 3),
        ("injected_on", "soon"),
        ("injected_on", 3),
        ("injected_regions", ["tail"]),
        ("pain_high_from", 2),
        ("pain_high_from", True),
        ("emergency_number", "<b>1</b>"),
        ("birth_year", 1899),
        ("followed", "one"),
        ("followed", {"treatment_id": "one"}),
        ("followed", {"treatment_id": "one", "told": {}, "before": None}),
        ("birth_year", "1980"),
        ("answered", "yes"),
        ("unheard_of", 1),
        ("version", 2),
    ],
)
def test_a_fault_is_told_and_set_aside_and_the_person_counts_as_not_asked(tmp_path, field, value):
    write_health(tmp_path, WHOLE)
    path = health_path(tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}))
    health, told = read_health(tmp_path, TODAY)
    assert told is not None
    assert health.answered is False
    assert not path.exists()
    assert path.with_name("health.bad-2026-03-02.json").exists()
    if field not in {"conditions", "version"}:
        assert health.conditions == WHOLE.conditions


def test_what_is_sound_among_conditions_counts(tmp_path):
    path = health_path(tmp_path)
    path.parent.mkdir()
    path.write_text('{"version": 1, "conditions": ["osteoporosis", "old_age"]}')
    assert read_health(tmp_path, TODAY)[0].conditions == {Condition.OSTEOPOROSIS}


@given(st.binary(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_the_file_there_is_a_profile(tmp_path, content):
    path = health_path(tmp_path)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert isinstance(read_health(tmp_path, TODAY)[0], Health)


def test_an_injection_counts_by_the_day_and_for_two_weeks():
    assert WHOLE.profile(TODAY).days_since_injection == 2
    assert WHOLE.profile(date(2026, 2, 27)).days_since_injection is None
    later = WHOLE.profile(date(2026, 3, 14))
    assert later.conditions == {Condition.OSTEOPOROSIS}
    assert later.days_since_injection is None


@pytest.mark.parametrize(
    ("territory", "number"),
    [
        ("DE", "112"),
        ("AT", "112"),
        ("CH", "144"),
        ("GB", "999"),
        ("US", "911"),
        ("CA", "911"),
        ("AU", "000"),
        ("nz", "111"),
        ("", "112"),
        ("XX", "112"),
    ],
)
def test_the_number_for_emergencies_is_that_of_the_region(territory, number):
    assert number_of(territory) == number
