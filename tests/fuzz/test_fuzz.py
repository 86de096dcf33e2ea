"""Files that are wrong in any way are read, or what is wrong with them is said: 500 of them here.

`make fuzz` reads 20,000.
"""

import pytest

from tests.fuzz.case import SECONDS, content, read
from tests.fuzz.targets import TARGETS

CASES, AT_ONCE = 500, 25


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_sound_one_is_read(target, tmp_path):
    assert read(target, target.sound(), tmp_path / "data") < SECONDS


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_any_file_is_read_or_its_faults_are_named(first, tmp_path):
    for seed in range(first, first + AT_ONCE):
        target, raw = content(seed)
        try:
            assert read(target, raw, tmp_path / "data") < SECONDS
        except Exception as error:
            raise AssertionError(f"seed {seed}, {target.name}") from error
