"""What holds of the history whatever happens."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from posture_app.breaks import scheduler
from posture_app.breaks.events import BreakNow, LastInput, MeetingStarts, Pause, PlainEvent
from posture_app.breaks.settings import DEFAULT_KINDS, BreakSettings
from posture_app.journal.breaks import Stretch
from posture_app.reminders.history import BreakRecorder, HistoryInMemory

SETTINGS = BreakSettings(kinds=DEFAULT_KINDS[:2])
NATURAL = "natural"
events = st.one_of(
    st.sampled_from(
        [signal for signal in PlainEvent if signal not in {PlainEvent.KILLED, PlainEvent.STARTED}]
    ),
    st.builds(BreakNow, st.sampled_from(["micro", "movement"])),
    st.just(Pause(600)),
    st.just(MeetingStarts(900)),
    st.integers(0, 400).map(lambda ago_s: ("last", ago_s)),
)
steps = st.lists(
    st.tuples(st.sampled_from([0.5, 1.0, 7.0, 40.0, 61.0, 290.0, 1800.0]), events), max_size=80
)


class Log(HistoryInMemory):
    def __init__(self):
        super().__init__()
        self.told_stretches: list[Stretch] = []

    def add_stretch(self, stretch):
        self.told_stretches.append(stretch)


def play(steps):
    state = scheduler.start(SETTINGS, 1000.0, 1_772_442_000_000, "UTC")
    log = Log()
    recorder = BreakRecorder(log, lambda sentence: None)
    recorder.begin(state)
    now_s, ends = 1000.0, 0
    for step_s, told in steps:
        now_s += step_s
        event = LastInput(now_s - told[1]) if isinstance(told, tuple) else told
        state, effects = scheduler.apply(state, event, now_s)
        for effect in effects:
            ends += effect.what == "break_ends"
            recorder.take(state, effect)
        recorder.settle(state)
    recorder.finish(state)
    return log, ends


@given(steps)
def test_every_break_is_one_record_and_no_two_are_at_one_time(steps):
    log, ends = play(steps)
    breaks = [one for one in log._records.values() if one.result != NATURAL]
    assert len(breaks) == ends
    assert all(one.began <= one.ended for one in breaks)
    in_order = sorted(breaks, key=lambda one: (one.began, one.ended))
    assert all(before.ended <= after.began for before, after in pairwise(in_order))
    assert all(0 <= one.rested_s <= one.planned_s for one in breaks)
    assert all(bool(one.held_s) <= bool(one.held_by) for one in breaks)


@given(steps)
def test_an_absence_is_a_break_only_when_it_is_as_long_and_only_once(steps):
    log, _ = play(steps)
    absences = [one for one in log._records.values() if one.result == NATURAL]
    for one in absences:
        assert one.rested_s == (one.ended - one.began).total_seconds()
        assert one.rested_s >= one.planned_s
    assert len({one.began for one in absences}) == len(absences)


@given(steps)
def test_no_time_is_written_twice(steps):
    log, _ = play(steps)
    for before, after in pairwise(log.told_stretches):
        assert before.began < before.ended <= after.began
