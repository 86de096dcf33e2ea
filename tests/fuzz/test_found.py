"""What was found by reading files that are wrong, each made small; every one fell once."""

import json
from typing import Any

import pytest

from tests.fuzz.case import SECONDS, read
from tests.fuzz.targets import TARGETS, Target

BY_NAME = {target.name: target for target in TARGETS}


def _with(target: Target, value: object, *place: str | int) -> bytes:
    document: Any = json.loads(target.sound())
    at = document
    for part in place[:-1]:
        at = at[part]
    at[place[-1]] = value
    return json.dumps(document).encode()


FOUND: list[tuple[str, object, tuple[str | int, ...]]] = [
    ("library", 10**400, ("exercises", 0, "dose", "rest_s")),
    ("library", "Nod \ud800", ("exercises", 0, "name")),
    ("library", {"model": "reps"}, ("exercises", 0, "dose")),
    ("library", None, ("exercises", 0, "dose", "model")),
    ("breaks", 10**12, ("breaks", 0, "snooze_s")),
    ("breaks", 30 * 86400, ("breaks", 0, "length_s")),
    ("breaks", "Micro \ud800", ("breaks", 0, "name")),
    ("breaks-state", None, ("state", "now_ms")),
    ("breaks-state", 10**18, ("state", "now_ms")),
    ("breaks-state", 10**18, ("state", "wall_less_boot_ms")),
    ("breaks-state", None, ("state", "running", "ends_ms")),
    ("breaks-state", 10**18, ("state", "running", "ends_ms")),
    ("breaks-state", "x", ("state", "running", "rest_ms")),
    ("breaks-state", [], ("state", "running", "kind")),
    ("breaks-state", [], ("state", "last_hold")),
    ("breaks-state", 10**18, ("state", "holds", "paused", "since_ms")),
    ("breaks-state", 10**18, ("state", "holds", "paused", "until_ms")),
    ("breaks-state", "x", ("state", "counts", 0, "mark_ms")),
    ("breaks-state", 10**18, ("state", "hours_change_ms")),
    ("breaks-state", 10**18, ("state", "decisions", 0, "at_ms")),
    ("breaks-state", ["micro"], ("state", "decisions", 1, "kind")),
    ("breaks-state", float("nan"), ("state", "decisions", 2, "held_s")),
    ("breaks-state", 7, ("state", "zone")),
    ("timeline", 1e12, ("events", 3, "for_s")),
    ("health", "9" * 5000, ("emergency_number",)),
]


@pytest.mark.parametrize(
    ("name", "value", "place"), FOUND, ids=[f"{one[0]}-{at}" for at, one in enumerate(FOUND)]
)
def test_it_does_not_fall_again(name, value, place, tmp_path):
    target = BY_NAME[name]
    assert read(target, _with(target, value, *place), tmp_path / "data") < SECONDS
