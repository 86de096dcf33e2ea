"""Which routine is offered now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.journal.model import Ended, SessionRecord, SetRecord
from posture_app.journal.suggestion import (
    Candidate,
    candidates,
    shortest,
    suggest,
    was_done,
    wholly_done,
)
from posture_app.library.files import load
from tests.there import there

TODAY = date(2026, 3, 20)
SIDES: Final = ("left", "right")
LENGTHS = {"neck": Candidate(300.0), "back": Candidate(600.0), "minute": Candidate(60.0)}
WITH_BAND = {
    **LENGTHS,
    "band": Candidate(30.0, frozenset({"band"})),
    "calm": Candidate(200.0, is_gentle=True),
    "calm-on-mat": Candidate(100.0, frozenset({"mat"}), is_gentle=True),
}


def done(
    routine: str,
    days_ago: int,
    done_s: float = 60.0,
    *,
    ended: Ended | None = None,
    sets: str = "",
) -> SessionRecord:
    """A session; `sets` has a letter for each of its sets: d(one) or s(kipped)."""
    noon = datetime(2026, 3, 20, 12, tzinfo=UTC) - timedelta(days=days_ago)
    return SessionRecord(
        id=f"{routine}-{days_ago}",
        routine_id=routine,
        routine_name=routine,
        started_at=noon,
        time_zone="UTC",
        planned_s=60.0,
        done_s=done_s,
        ended=ended,
        items=tuple(
            SetRecord(
                item=place,
                exercise_id="nod",
                exercise_name="Nod",
                side=None,
                set_number=1,
                sets=1,
                status="skipped" if letter == "s" else "done",
                planned_s=10.0,
                done_s=0.0 if letter == "s" else 10.0,
                finished_at=noon,
            )
            for place, letter in enumerate(sets)
        ),
    )


def test_somebody_new_is_not_told_what_to_do():
    assert suggest(LENGTHS, [], TODAY) is None


def test_a_session_in_which_nothing_was_done_is_no_habit():
    assert suggest(LENGTHS, [done("neck", 1, done_s=0.0)], TODAY) is None


def test_what_is_done_most_often_is_offered():
    sessions = [done("neck", 1), done("neck", 2), done("back", 3)]
    found = there(suggest(LENGTHS, sessions, TODAY))
    assert (found.routine, found.last_done["neck"]) == ("neck", date(2026, 3, 19))


def test_among_equals_the_one_that_was_left_longest():
    assert there(suggest(LENGTHS, [done("neck", 1), done("back", 4)], TODAY)).routine == "back"


def test_what_was_done_today_is_not_offered_first_again():
    sessions = [done("neck", 0), done("neck", 1), done("back", 4)]
    assert there(suggest(LENGTHS, sessions, TODAY)).routine == "back"


def test_when_all_is_done_for_today_something_short_is_offered():
    found = there(suggest(LENGTHS, [done("neck", 0)], TODAY))
    assert (found.routine, found.why) == ("minute", "usual_done")


def test_a_routine_that_is_gone_from_the_library_is_not_offered():
    assert suggest(LENGTHS, [done("gone", 1)], TODAY) is None


def test_an_old_habit_is_not_a_usual_one():
    sessions = [*(done("back", days) for days in range(40, 60)), done("neck", 2)]
    assert there(suggest(LENGTHS, sessions, TODAY)).routine == "neck"


@given(
    st.lists(st.builds(done, st.sampled_from([*LENGTHS, "gone"]), st.integers(0, 60)), max_size=20)
)
def test_others_are_other_routines_that_exist(sessions):
    found = suggest(LENGTHS, sessions, TODAY)
    if found is not None:
        offered = [found.routine, *found.others]
        assert len(set(offered)) == len(offered)
        assert set(offered) <= set(LENGTHS)


@pytest.mark.parametrize(
    ("session", "counts"),
    [
        (done("neck", 0, ended="completed", sets="dddd"), True),
        (done("neck", 0, ended="completed", sets="ddss"), True),
        (done("neck", 0, ended="completed", sets="dsss"), False),
        (done("neck", 0, 30.0, ended="stopped", sets="d"), True),
        (done("neck", 0, 29.0, ended="stopped", sets="d"), False),
        (done("neck", 0, 60.0, ended="stopped_for_pain", sets="dddd"), False),
    ],
)
def test_a_session_counts_when_half_of_it_was_done_without_pain(session, counts):
    assert was_done(session) is counts


def test_a_routine_that_was_mostly_skipped_is_neither_done_nor_offered_again_at_once():
    found = there(suggest(LENGTHS, [done("neck", 0, ended="completed", sets="dsss")], TODAY))
    assert (found.routine, found.why) == ("minute", "usual_begun")


def test_what_needs_equipment_that_nobody_said_they_own_is_not_offered():
    found = there(suggest(WITH_BAND, [done("neck", 0)], TODAY))
    assert found.routine == "minute"
    assert "band" not in found.others


def test_what_needs_equipment_that_was_used_before_is_offered():
    sessions = [done("neck", 0), done("band", 50)]
    assert there(suggest(WITH_BAND, sessions, TODAY)).routine == "band"


@pytest.mark.parametrize("days_ago", [0, 1])
def test_after_a_stop_for_pain_the_shortest_gentle_routine_without_equipment_is_offered(days_ago):
    sessions = [
        done("neck", days_ago, ended="stopped_for_pain"),
        done("neck", 3),
        done("calm-on-mat", 4),
    ]
    found = there(suggest(WITH_BAND, sessions, TODAY))
    assert (found.routine, found.others, found.why) == ("calm", [], "after_pain")


def test_a_stop_for_pain_before_anything_was_done_counts_too():
    sessions = [done("neck", 0, done_s=0.0, ended="stopped_for_pain"), done("neck", 3)]
    assert there(suggest(WITH_BAND, sessions, TODAY)).why == "after_pain"


def test_after_two_days_or_another_session_a_stop_for_pain_is_past():
    hurt = done("neck", 2, ended="stopped_for_pain")
    assert there(suggest(WITH_BAND, [hurt], TODAY)).why == "usual"
    hurt = done("neck", 1, ended="stopped_for_pain")
    assert there(suggest(WITH_BAND, [hurt, done("calm", 0)], TODAY)).why == "usual"


def test_what_hurt_is_not_offered_even_where_nothing_is_gentle():
    hurt = done("minute", 0, ended="stopped_for_pain")
    found = there(suggest(LENGTHS, [hurt], TODAY))
    assert (found.routine, found.others) == ("neck", ["back"])


def test_somebody_new_is_offered_the_shortest_that_needs_nothing():
    assert shortest(WITH_BAND) == "minute"
    assert shortest({}) is None


def test_of_the_built_in_routines_one_is_gentle_and_needs_nothing():
    found = candidates(load().library)
    bare = {one for one, each in found.items() if not each.equipment}
    assert {"unclench-5", "desk-reset-60"} <= bare
    assert "unclench-5" in {one for one in bare if found[one].is_gentle}
    assert "andersen-2min" not in bare


def test_an_exercise_is_done_when_every_set_is_on_every_side():
    one = done("neck", 0, sets="d").items[0]
    left, right = (replace(one, side=side, exercise_id="turn", item=1) for side in SIDES)
    assert wholly_done([one, left]) == {"nod"}
    assert wholly_done([one, left, right]) == {"nod", "turn"}
    assert wholly_done([replace(one, sets=2)]) == set()
    assert wholly_done([one, replace(left, hurt=True), right]) == {"nod"}
    assert wholly_done([replace(one, status="skipped"), left, right]) == {"turn"}
