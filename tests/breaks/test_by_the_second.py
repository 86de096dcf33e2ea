"""The scheduler jumps from one instant to the next; going through every second gives the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.breaks.by_the_second import HOLD_S, BySeconds
from tests.breaks.trace import LONG, MICRO, play

UNTIL_S = 3000
SHORT = {**MICRO, "every_s": 400, "snooze_s": 100}
LONGER = {**LONG, "every_s": 1100, "length_s": 150}
KINDS = st.sampled_from(
    [[SHORT], [LONGER], [SHORT, LONGER], [{**SHORT, "notice_s": 0}, LONGER], [LONGER, SHORT]]
)
PAIRS = {
    "input": ("input_stops", "input_resumes"),
    "lock": ("lock", "unlock"),
    "call": ("call_starts", "call_ends"),
    "sleep": ("suspend", "resume"),
}
GAPS_S = st.one_of(st.sampled_from([6, 9, 10, 11, 59, 60, 61, 149, 150, 151]), st.integers(6, 400))
WHATS = st.sampled_from(["input"] * 4 + ["lock", "call", "sleep", "skip", "done", "snooze"])


def timeline(steps):
    """Gaps of six seconds at least, so that no input is isolated."""
    at_s, found = 0, []
    told = dict.fromkeys(PAIRS, 0)
    for gap_s, what in steps:
        at_s += gap_s
        name = what
        if what in PAIRS:
            name = PAIRS[what][told[what] % 2]
            told[what] += 1
        found.append((at_s, name))
    return [event for event in found if event[0] <= UNTIL_S]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS, st.lists(st.tuples(GAPS_S, WHATS), max_size=25).map(timeline))
def test_the_scheduler_and_the_seconds_agree(kinds, events):
    listed = [{"at_s": at_s, "event": name} for at_s, name in events]
    raw = {"breaks": kinds, "max_hold_s": HOLD_S}
    assert play(raw, listed, UNTIL_S) == BySeconds(kinds).play(events, UNTIL_S)
