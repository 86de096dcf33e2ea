"""What the coach tells becomes what the journal keeps."""

from datetime import UTC, datetime, timedelta

from posture_app.coach import session as coach
from posture_app.coach.pain_rule import PainResponse
from posture_app.journal.model import SessionRecord
from posture_app.journal.recorder import Recorder, done_units, routine_as_left
from posture_app.library.model import Dose, Tempo
from tests.factory import exercise, library, routine

WALL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HARD = exercise(
    "hard", Dose(model="reps", sets=2, reps=3, tempo_s=Tempo(2, 2)), sides="each", easier="easy"
)
EASY = exercise("easy", Dose(model="timed_hold", sets=2, hold_s=10))
LIBRARY = library([HARD, EASY])


class Kept:
    """A writer that remembers the calls."""

    def __init__(self):
        self.sets, self.finished = [], []

    def start_session(self, **fields):
        raise AssertionError("the session is begun by whoever makes the recorder")

    def add_set(self, session_id, record, instead_of=None):
        self.replace_set(session_id, instead_of, record)

    def replace_set(self, session_id, before, record):
        if before is not None:
            self.sets.remove((session_id, before))
        if record is not None:
            self.sets.append((session_id, record))

    def finish_session(self, session_id, **fields):
        self.finished.append((session_id, fields))


def played(until_s, *, base_s=0.0, done=()):
    kept = Kept()
    recorder = Recorder(kept, "one", base_s)
    state, effects = coach.start(routine(HARD), LIBRARY, 0.0, done=done)
    recorder.take(effects, WALL)
    state, effects = coach.advance(state, until_s)
    recorder.take(effects, WALL)
    return kept, recorder, state


def test_each_finished_set_and_side_is_kept_under_the_name_it_had():
    kept, _, _ = played(5 + 12 + 1)
    [(session_id, record)] = kept.sets
    assert session_id == "one"
    assert (record.exercise_id, record.exercise_name) == ("hard", "Hard")
    assert (record.item, record.set_number, record.sets, record.side) == (0, 1, 2, "left")
    assert (record.planned_reps, record.done_reps, record.planned_s, record.done_s) == (
        3,
        3,
        12,
        12,
    )
    assert record.finished_at == WALL
    assert kept.finished == []


def test_the_end_is_kept_with_the_time_before_it_was_cut_off():
    kept, recorder, _ = played(1000, base_s=100.0)
    assert len(kept.sets) == 4
    fields = {"ended": "completed", "ended_at": WALL, "done_s": 100 + 5 + 4 * 12}
    assert kept.finished == [("one", fields)]
    assert recorder.ended is not None


def test_a_session_is_taken_up_where_it_was_cut_off():
    kept, _, state = played(5 + 12 + 12 + 1)
    session = SessionRecord(
        id="one",
        routine_id="routine",
        routine_name="Routine",
        started_at=WALL,
        time_zone="UTC",
        planned_s=53,
        done_s=24,
        items=[record for _, record in kept.sets],
    )
    assert done_units(session.items) == [(0, 1, "left"), (0, 1, "right")]
    assert state.unit == (0, 2, "left")
    assert routine_as_left(session, routine(HARD), LIBRARY) == routine(HARD)


def test_an_easier_variant_that_was_chosen_is_kept_when_it_is_taken_up():
    kept = Kept()
    recorder = Recorder(kept, "one")
    state, _ = coach.start(routine(HARD), LIBRARY, 0.0)
    state, _ = coach.hurt(state, 6.0)
    state, effects = coach.after_hurt(state, 6.0, PainResponse.EASIER, pain=6)
    recorder.take(effects, WALL)
    state, effects = coach.advance(state, 6.0 + 5 + 10)
    recorder.take(effects, WALL)
    session = SessionRecord(
        id="one",
        routine_id="routine",
        routine_name="Routine",
        started_at=WALL,
        time_zone="UTC",
        planned_s=53,
        done_s=10,
        items=[record for _, record in kept.sets],
    )
    left = routine_as_left(session, routine(HARD), LIBRARY)
    assert [item.exercise for item in left.items] == ["easy"]
    assert done_units(session.items) == [(0, 1, None)]


def test_a_set_in_hand_is_kept_as_it_stands_and_once_when_it_has_ended():
    kept, recorder, state = played(5 + 12 + 6)
    recorder.keep_in_hand(None, WALL)
    assert len(kept.sets) == 1
    state, _ = coach.hurt(state, 24.0)
    for pain in (3, 8):
        _, effects = coach.after_hurt(state, 24.0, PainResponse.STOP, pain=pain)
        recorder.keep_in_hand(effects[0], WALL + timedelta(seconds=pain))
        assert [one.pain for _, one in kept.sets] == [None, pain]
    state, effects = coach.after_hurt(state, 30.0, PainResponse.SKIP, pain=8, where="Neck")
    recorder.take(effects, WALL + timedelta(minutes=1))
    assert [(one.pain, one.pain_where) for _, one in kept.sets] == [(None, None), (8, "Neck")]


def test_a_set_in_hand_that_goes_on_is_taken_out_again():
    kept, recorder, state = played(5 + 12 + 6)
    state, _ = coach.hurt(state, 24.0)
    _, effects = coach.after_hurt(state, 24.0, PainResponse.STOP, pain=3)
    recorder.keep_in_hand(effects[0], WALL)
    recorder.keep_in_hand(None, WALL)
    assert len(kept.sets) == 1
