"""What an older version wrote down is read without loss: its reasons were English sentences."""

import json
from pathlib import Path

import pytest

from posture_app.breaks.effects import read_effect
from posture_app.breaks.reasons import HoldKey, Refusal, ResetReason, Withdrawal
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.state_json import from_json, to_json
from posture_app.breaks.version_1 import decision_of_version_1
from posture_app.words.breaks import decision, explained

SAMPLES = Path(__file__).parent / "samples"
VERSION_1 = json.loads((SAMPLES / "breaks-state-1.json").read_bytes())
"""A day in which nearly everything was decided that can be."""
SAID = (SAMPLES / "breaks-state-1.txt").read_text(encoding="utf-8").splitlines()
"""What version 1 said of each decision."""
OTHER_WORDS = {
    "Micro-break: dropped in favour of Long, due in 0 s.": (
        "Micro-break: dropped in favour of Long, due now."
    ),
    "Long: waits for a gap in typing, a minute at most.": (
        "Long: waits for a moment without input, a minute at most."
    ),
    "Micro-break: waits for a gap in typing, a minute at most.": (
        "Micro-break: waits for a moment without input, a minute at most."
    ),
    'Break now refused: no kind of break is called "nope".': (
        'Break now refused: No kind of break is called "nope".'
    ),
    "Done refused: no break is on.": "Done refused: No break is on.",
    "Skip refused: no break is on.": "Skip refused: No break is on.",
    "Skip refused: the program is not running.": "Skip refused: The program is not running.",
    "Snooze refused: there is no break to put off.": (
        "Snooze refused: There is no break to put off."
    ),
    "Micro-break: break now refused: a break is already on.": (
        "Micro-break: break now refused. A break is already on."
    ),
    "Micro-break: break now refused: a routine is being played.": (
        "Micro-break: break now refused. A routine is being played."
    ),
    "Micro-break: done refused: the break has not begun.": (
        "Micro-break: done refused. The break has not begun."
    ),
    "Micro-break: snooze refused: it has been put off 2 times, and no more is allowed.": (
        "Micro-break: snooze refused. It has been put off 2 times, and no more is allowed."
    ),
    "Never later: snooze refused: this kind of break is turned off.": (
        "Never later: snooze refused. This kind of break is turned off."
    ),
}


def test_every_decision_still_says_what_it_said():
    state = from_json(VERSION_1)
    assert [decision(state, effect) for effect in state.decisions] == [
        OTHER_WORDS.get(sentence, sentence) for sentence in SAID
    ]
    assert set(OTHER_WORDS) <= set(SAID)


def test_all_but_the_decisions_is_as_it_was():
    state = from_json(VERSION_1)
    before, now = VERSION_1["state"], json.loads(json.dumps(to_json(state)))["state"]
    for name in before:
        assert name == "decisions" or now[name] == before[name]
    assert [one["at_ms"] for one in now["decisions"]] == [
        one["at_ms"] for one in before["decisions"]
    ]
    assert [one["what"] for one in now["decisions"]] == [one["what"] for one in before["decisions"]]
    assert list(state.holds) == [HoldKey.CALL]
    assert explained(state, state.now_s)[0] == "Breaks are held back: a call since 15:00."


def test_what_was_read_is_written_as_it_is_now_and_read_again():
    state = from_json(VERSION_1)
    written = to_json(state)
    assert written["version"] == 2
    assert from_json(json.loads(json.dumps(written))) == state


def older(what, kind="micro", /, **data):
    item = {"at_ms": 5, "what": what, "kind": kind, "data": data}
    return read_effect(decision_of_version_1(item, BreakSettings()))


def test_what_is_rare():
    never = older("refused", what="snooze", reason="breaks of this kind can't be put off")
    assert never.reason is Refusal.NEVER_SNOOZED
    named = older("refused", None, what="break_now", reason='no kind of break is called "a "b""')
    assert (named.kind, named.wanted) == (None, 'a "b"')
    assert older("withdrawn", reason="away").reason is Withdrawal.AWAY
    longer = older("reset", reason="longer_break", longer="movement", counted_s=3.0)
    assert (longer.reason, longer.longer) == (ResetReason.LONGER_BREAK, "movement")
    ended = older("break_ends", "gone", result="taken", rested_s=3.0, length_s=60.0)
    assert (ended.kind, ended.length_s) == ("gone", 60.0)
    asked = older("break_starts", length_s=60.0, asked_for=True)
    assert asked.asked_for
    assert older("notice", "gone", counted_s=1.0, snoozes=1).snoozes_left == 0
    assert older("notice", counted_s=1.0, snoozes=1).snoozes_left == 1


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("refused", {"what": "skip", "reason": "it is Monday"}),
        ("withdrawn", {"reason": "it is Monday"}),
        ("withheld", {"reason": "call", "held_by": "monday", "since_ms": 3}),
        ("break_ends", {"result": "lost", "rested_s": 0}),
        ("nonsense", {}),
        ("reset", {"reason": "idle", "away_s": "long", "counted_s": 0}),
        ("reset", {"reason": "idle", "more": 1, "counted_s": 0}),
    ],
)
def test_what_nobody_wrote_is_damage(what, data):
    bad = json.loads(json.dumps(VERSION_1))
    bad["state"]["decisions"].append({"at_ms": 5, "what": what, "kind": "micro", "data": data})
    with pytest.raises(ValueError, match="damaged"):
        from_json(bad)
