"""What the running copy refuses, and says why."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.breaks.clocks import shifted
from posture_app.breaks.events import PlainEvent
from posture_app.breaks.settings import read_settings
from posture_app.desktop.instance import MAX_BYTES, NotReadyError
from posture_app.errors import FailedError, RefusedError, WrongUseError
from posture_app.remote.status import status_json
from posture_app.words.status import status_lines
from tests.remote.hand import Copy, HandReminders

ACTING = ("pause", "resume", "break", "skip", "snooze", "meeting_start", "meeting_extend")


@pytest.mark.parametrize("verb", [*ACTING, "meeting_end"])
def test_breaks_that_are_turned_off_refuse(copy, verb):
    copy.breaks.reminders = None
    with pytest.raises(RefusedError, match="Breaks are turned off in Settings"):
        copy.ask(verb)


def test_status_says_that_breaks_are_turned_off(copy):
    on = set(copy.status(explain=True))
    copy.breaks.reminders = None
    assert copy.lines() == ["Breaks are turned off in Settings."]
    status = copy.status(explain=True)
    assert set(status) == on
    assert (status["running"], status["breaks"], status["doing"]) == (True, False, None)


@pytest.mark.parametrize("verb", [*ACTING, "meeting_end", "status"])
def test_breaks_that_could_not_be_started_are_not_said_to_be_turned_off(copy, verb):
    copy.breaks.failed, copy.breaks.reminders = "no space", None
    with pytest.raises(FailedError, match="could not be started"):
        copy.ask(verb)


@pytest.mark.parametrize("verb", [*ACTING, "meeting_end", "status"])
def test_a_copy_that_is_still_starting_says_so(copy, verb):
    copy.breaks.ready, copy.breaks.reminders = False, None
    with pytest.raises(NotReadyError, match="still starting"):
        copy.ask(verb)


@pytest.mark.parametrize("verb", ["pause", "meeting_start", "meeting_extend"])
@pytest.mark.parametrize(
    "seconds", [0, -1, 0.5, 1e9, 10**400, float("nan"), float("inf"), "60", True, [60], {}]
)
def test_a_time_that_is_none_changes_nothing(copy, verb, seconds):
    before = copy.status()
    with pytest.raises(WrongUseError, match="Expected a length of time"):
        copy.ask(verb, for_s=seconds)
    assert copy.status() == before


@given(
    st.lists(
        st.tuples(
            st.sampled_from((*ACTING, "meeting_end", "status")),
            st.integers(0, 4000),
            st.dictionaries(
                st.sampled_from(["for_s", "kind", "until_tomorrow", "explain"]),
                st.none() | st.booleans() | st.integers(-9, 9000) | st.text(max_size=3),
            ),
        ),
        max_size=12,
    )
)
def test_whatever_is_asked_the_answer_is_a_sentence_or_a_status_that_can_be_sent(asked):
    copy = Copy()
    for verb, seconds, arguments in asked:
        copy.go(seconds)
        try:
            told = copy.ask(verb, **arguments)
        except (FailedError, WrongUseError) as error:
            assert str(error)
        else:
            assert told.get("said") or "status" in told
        assert all(copy.lines())
        assert len(json.dumps(copy.status(explain=True))) < MAX_BYTES


def test_status_leaves_the_state_as_it_was(copy):
    copy.go(1785)
    before = repr(copy.reminders.state)
    status_json(copy.reminders.state, with_reasons=True)
    status_lines(copy.reminders.state)
    assert repr(copy.reminders.state) == before


SIGNALS = ("call", "fullscreen", "sharing", "session", "input")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(SIGNALS), st.booleans(), st.integers(1, 2500), st.sampled_from(ACTING)
        ),
        max_size=8,
    ),
    st.integers(-(10**9), 10**9),
)
def test_a_new_boot_changes_nothing_of_what_is_told(happened, by_ms):
    copy = Copy()
    for name, on, seconds, verb in happened:
        words = ("resumes", "stops") if name == "input" else ("ends", "starts")
        copy.reminders.tell(PlainEvent(f"{name}_{words[on]}"))
        with contextlib.suppress(RefusedError):
            copy.ask(verb)
        copy.go(seconds)
    before = copy.reminders.state
    after = shifted(before, by_ms)
    told = status_json(before, with_reasons=True)
    assert status_json(after, with_reasons=True) == told
    assert status_lines(after) == status_lines(before)


def test_a_new_boot_where_no_work_is_ever_to_come(copy):
    copy.breaks.reminders = HandReminders(read_settings({"work": {}}))
    copy.go(60)
    after = shifted(copy.reminders.state, 5)
    assert status_lines(after) == ["Outside of the work hours: nothing is counted."]
    assert status_json(after, with_reasons=True) == copy.status(explain=True)


def test_a_strict_break_is_skipped_on_the_screen_alone(copy):
    strict = {"breaks": [{"id": "micro", "every_s": 600, "length_s": 60, "strictness": "strict"}]}
    copy.breaks.reminders = HandReminders(read_settings(strict))
    copy.ask("break", kind="micro")
    with pytest.raises(RefusedError, match="is strict"):
        copy.ask("skip")
    assert copy.status()["doing"] == "break"
