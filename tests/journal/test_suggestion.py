"""Which routine is offered now."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from posture_app.journal.model import SessionRecord
from posture_app.journal.suggestion import suggest

TODAY = date(2026, 3, 20)
LENGTHS = {"neck": 300.0, "back": 600.0, "minute": 60.0}


def done(routine: str, days_ago: int, done_s: float = 60.0) -> SessionRecord:
    noon = datetime(2026, 3, 20, 12, tzinfo=UTC) - timedelta(days=days_ago)
    return SessionRecord(
        id=f"{routine}-{days_ago}",
        routine_id=routine,
        routine_name=routine,
        started_at=noon,
        time_zone="UTC",
        planned_s=60.0,
        done_s=done_s,
    )


def test_somebody_new_is_not_told_what_to_do():
    assert suggest(LENGTHS, [], TODAY) is None


def test_a_session_in_which_nothing_was_done_is_no_habit():
    assert suggest(LENGTHS, [done("neck", 1, done_s=0.0)], TODAY) is None


def test_what_is_done_most_often_is_offered():
    sessions = [done("neck", 1), done("neck", 2), done("back", 3)]
    found = suggest(LENGTHS, sessions, TODAY)
    assert (found.routine, found.last_done["neck"]) == ("neck", date(2026, 3, 19))


def test_among_equals_the_one_that_was_left_longest():
    assert suggest(LENGTHS, [done("neck", 1), done("back", 4)], TODAY).routine == "back"


def test_what_was_done_today_is_not_offered_first_again():
    sessions = [done("neck", 0), done("neck", 1), done("back", 4)]
    assert suggest(LENGTHS, sessions, TODAY).routine == "back"


def test_when_all_is_done_for_today_something_short_is_offered():
    found = suggest(LENGTHS, [done("neck", 0)], TODAY)
    assert (found.routine, found.usual_done_today) == ("minute", True)


def test_a_routine_that_is_gone_from_the_library_is_not_offered():
    assert suggest(LENGTHS, [done("gone", 1)], TODAY) is None


def test_an_old_habit_is_not_a_usual_one():
    sessions = [*(done("back", days) for days in range(40, 60)), done("neck", 2)]
    assert suggest(LENGTHS, sessions, TODAY).routine == "neck"


@given(
    st.lists(st.builds(done, st.sampled_from([*LENGTHS, "gone"]), st.integers(0, 60)), max_size=20)
)
def test_others_are_other_routines_that_exist(sessions):
    found = suggest(LENGTHS, sessions, TODAY)
    if found is not None:
        offered = [found.routine, *found.others]
        assert len(set(offered)) == len(offered)
        assert set(offered) <= set(LENGTHS)
