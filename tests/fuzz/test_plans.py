"""Plans and adherence files that are wrong in any way are read, or have their faults named.

`make fuzz` reads 5,000 of them; here are 200, and those that were made to take long.
"""

import pytest

from tests.fuzz.case import SECONDS, content, read
from tests.fuzz.plan_targets import LARGE, PLAN_TARGETS

CASES, AT_ONCE = 200, 50


@pytest.mark.parametrize("target", PLAN_TARGETS, ids=lambda target: target.name)
def test_a_sound_one_is_read(target, tmp_path):
    read(target, target.sound(), tmp_path / "data")


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_any_file_is_read_or_its_faults_are_named(first, tmp_path):
    for seed in range(first, first + AT_ONCE):
        target, raw = content(seed, PLAN_TARGETS)
        try:
            assert read(target, raw, tmp_path / "data") < SECONDS
        except Exception as error:
            raise AssertionError(f"seed {seed}, {target.name}") from error


@pytest.mark.parametrize("name", LARGE)
def test_a_large_one_takes_no_longer(name, tmp_path):
    target, raw = LARGE[name]
    assert read(target, raw(), tmp_path / "data") < SECONDS
