"""A routine that is played without a window is the one that fits the person, too."""

import json
from datetime import timedelta

import pytest

from posture_app.cli import main
from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Condition, Sign
from posture_app.desktop.clock import SystemClock, local_time_zone
from posture_app.desktop.health import write_health
from posture_app.journal.zones import zone

PLAY = ("play", "back-care-10", "--unattended", "--speed", "100000", "--json")
TODAY = SystemClock().read().wall.astimezone(zone(local_time_zone())).date()
BONES = Health(answered=True, conditions=frozenset({Condition.OSTEOPOROSIS}))
INJECTED = Health(
    answered=True,
    conditions=frozenset({Condition.RECENT_INJECTION}),
    injected_on=TODAY - timedelta(days=2),
    injected_regions=frozenset({"neck"}),
)
SIGN = Health(answered=True, signs=frozenset({Sign.BLADDER_OR_BOWEL}))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("health", "left_out", "told"),
    [
        (BONES, {"childs-pose", "single-knee-to-chest"}, "bones that break easily"),
        (INJECTED, set(), "Day 2 after the injection"),
        (Health(), set(), ""),
    ],
)
def test_what_does_not_fit_is_left_out_and_the_reason_is_told(
    tmp_path, capsys, health, left_out, told
):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    write_health(folder, health)
    assert main(["--data-dir", str(folder), *PLAY]) == 0
    said = capsys.readouterr()
    played = {json.loads(line)["exercise"] for line in said.out.splitlines()}
    assert "bird-dog-leg" in played
    assert left_out.isdisjoint(played)
    assert told in said.err
    assert bool(told) == bool(said.err)


def test_over_a_sign_that_needs_a_doctor_nothing_is_played(tmp_path, capsys):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    write_health(folder, SIGN)
    assert main(["--data-dir", str(folder), *PLAY]) == 1
    said = capsys.readouterr()
    assert not said.out
    assert '"back-care-10" is not played.' in said.err
    assert "Have this looked at first" in said.err
    assert main(["--data-dir", str(folder), "log"]) == 0
    assert "Nothing is logged yet" in capsys.readouterr().out
