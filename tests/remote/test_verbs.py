"""What the running copy does and tells, by the real rules and a clock that is set by hand."""

from datetime import timedelta

import pytest

from posture_app.breaks.events import PlainEvent
from posture_app.breaks.settings import read_settings
from posture_app.desktop.instance import NotReadyError
from posture_app.errors import RefusedError, WrongUseError
from posture_app.remote.status import DECISIONS
from posture_app.words.catalogue import said, speaking
from tests.remote.hand import HandReminders
from tests.words.test_catalogues import catalogues


def test_what_comes_next_and_when(copy):
    copy.go(600)
    status = copy.status()
    assert (status["running"], status["breaks"], status["doing"]) == (True, True, "counting")
    assert status["next"] == {"break": "micro", "in_s": 1200}
    assert status["kind"] is status["left_s"] is status["hold"] is None
    assert copy.lines() == ["Next: Micro-break in 20 min of activity."]


def test_the_time_goes_on_between_two_questions(copy):
    assert copy.status()["next"]["in_s"] == 1800
    copy.reminders.now_s += 60  # no timer has rung since
    assert copy.status()["next"]["in_s"] == 1740


def test_every_kind_is_told_also_one_that_is_off(copy):
    copy.go(600)
    kinds = {kind["kind"]: kind for kind in copy.status()["kinds"]}
    assert list(kinds) == ["micro", "movement", "posture", "eyes"]
    assert kinds["movement"] == {
        "kind": "movement",
        "name": "Movement break",
        "on": True,
        "every_s": 3600,
        "length_s": 300,
        "counted_s": 600,
        "due_in_s": 3000,
        "snoozes_left": 2,
        "snoozed": False,
        "owed": False,
    }
    assert kinds["eyes"]["on"] is False
    assert kinds["eyes"]["due_in_s"] is None


def test_a_notice_and_a_break_are_told_with_the_time_left(copy):
    copy.go(1785)
    status = copy.status()
    assert (status["doing"], status["kind"], status["left_s"]) == ("notice", "micro", 15)
    assert copy.lines()[:2] == ["Micro-break: starts in 15 s.", "It can be put off 2 times."]
    copy.go(25)
    copy.reminders.tell(PlainEvent.INPUT_STOPS)
    copy.go(20)
    status = copy.status()
    assert (status["doing"], status["left_s"], status["rested_s"]) == ("break", 30, 20)
    assert copy.lines()[0] == "Micro-break: on, 30 s left, 20 s of rest so far."


def test_a_break_that_waits_for_a_gap_in_typing_is_told(copy):
    copy.go(1785)
    copy.reminders.tell(PlainEvent.TYPING_STARTS)
    copy.go(30)
    assert copy.status()["doing"] == "notice"
    assert copy.lines()[0] == "Micro-break: waits for a moment without input, a minute at most."


def test_a_break_that_is_held_back_is_told_with_the_reason_and_its_time(copy):
    copy.go(1500)
    copy.reminders.tell(PlainEvent.CALL_STARTS)
    copy.go(600)
    status = copy.status()
    assert (status["doing"], status["hold"]) == ("held", "call")
    assert status["hold_since"] == "2026-03-02T09:25:00+01:00"
    assert copy.lines() == [
        "Breaks are held back: a call since 09:25.",
        "Next: Micro-break, which waits.",
    ]
    explained = copy.status(explain=True)
    owed = {"what": "owed", "kind": "micro", "since": "2026-03-02T09:30:00+01:00"}
    assert owed in explained["explain"]
    [held] = explained["decisions"]
    assert held == {
        "at": "2026-03-02T09:30:00+01:00",
        "what": "withheld",
        "kind": "micro",
        "held_by": "call",
        "since": "2026-03-02T09:25:00+01:00",
    }
    told = copy.ask("status", explain=True)
    assert "Micro-break: owed since 09:30." in told["reasons"]
    assert told["decisions"] == [
        "2026-03-02 09:30:00  Micro-break: held back by a call since 09:25."
    ]


def test_reasons_are_told_only_when_asked_for(copy):
    assert not {"explain", "decisions"} & set(copy.status())


def test_the_latest_decisions_are_told_the_latest_last(copy):
    for _ in range(DECISIONS):
        with pytest.raises(RefusedError):
            copy.ask("skip")
    copy.ask("break")
    told = copy.status(explain=True)["decisions"]
    assert len(told) == DECISIONS
    assert [one["what"] for one in told] == ["refused"] * (DECISIONS - 1) + ["break_starts"]


def test_absence_is_told(copy):
    copy.go(600)
    copy.reminders.tell(PlainEvent.INPUT_STOPS)
    copy.go(240)
    assert copy.status()["away_since"] == "2026-03-02T09:10:00+01:00"
    assert copy.lines()[0] == "Away since 09:10: nothing is counted."


def test_a_routine_that_is_played_is_told(copy):
    copy.reminders.tell(PlainEvent.SESSION_STARTS)
    copy.go(60)
    assert "A routine is played since 09:00: nothing is counted." in copy.lines()


def test_outside_of_the_work_hours(copy):
    copy.breaks.reminders = HandReminders(read_settings({"work": {"mon": [["10:00", "12:00"]]}}))
    assert copy.status()["doing"] == "off"
    assert copy.status()["next"] is None
    assert copy.lines() == ["Outside of the work hours until 10:00: nothing is counted."]
    copy.go(4 * 3600)
    assert copy.lines() == ["Outside of the work hours until 2026-03-09 10:00: nothing is counted."]


# Pauses and meetings


def test_a_pause_for_a_time(copy):
    assert copy.said("pause", for_s=1800) == "Breaks are paused until 09:30."
    status = copy.status()
    assert (status["paused"], status["paused_until"]) == (True, "2026-03-02T09:30:00+01:00")
    assert copy.lines()[0] == "Breaks are held back: a pause since 09:00, until 09:30."
    copy.go(1700)
    assert copy.status()["paused"]
    copy.go(111)
    assert not copy.status()["paused"]
    assert copy.status()["hold"] is None


def test_a_pause_until_told_otherwise(copy):
    assert copy.said("pause") == "Breaks are paused until you resume them."
    copy.go(100_000)
    status = copy.status()
    assert (status["paused"], status["paused_until"]) == (True, None)
    assert copy.said("resume") == "Breaks go on."
    assert not copy.status()["paused"]
    assert copy.lines()[0] == (
        "Breaks are held back for a moment more: a pause since 2026-03-02 09:00 is over."
    )
    assert copy.said("resume") == "Breaks are not paused."
    reasons = copy.ask("status", explain=True)["reasons"]
    assert reasons[0] == "Breaks are held back for a moment more: a pause since 09:00 is over."
    copy.go(11)
    assert copy.status()["hold"] is None


def test_a_pause_until_tomorrow(copy):
    assert copy.said("pause", until_tomorrow=True) == "Breaks are paused until 2026-03-03 06:00."
    assert copy.status()["paused_until"] == "2026-03-03T06:00:00+01:00"


def test_a_meeting_is_half_an_hour_and_goes_on_by_a_quarter(copy):
    assert copy.said("meeting_start") == "In a meeting until 09:30."
    assert copy.said("meeting_extend") == "In a meeting until 09:45."
    assert copy.said("meeting_extend", for_s=600) == "In a meeting until 09:55."
    status = copy.status()
    assert (status["meeting_until"], status["hold"]) == ("2026-03-02T09:55:00+01:00", "call")
    assert copy.said("meeting_end") == "The meeting is over."
    assert copy.status()["meeting_until"] is None
    assert copy.said("meeting_end") == "There is no meeting."


def test_what_is_over_by_itself_is_not_ended_again(copy):
    copy.ask("meeting_start", for_s=60)
    copy.reminders.now_s += 60
    assert copy.said("meeting_end") == "There is no meeting."


# Breaks by hand


def test_a_break_without_a_kind_is_the_one_that_comes_next(copy):
    copy.ask("break", kind="micro")
    copy.ask("skip")
    copy.go(1700)
    copy.ask("break", kind="micro")
    copy.ask("skip")
    copy.go(1600)  # the longer one is due in 5 min, the micro-break in 200 s, so it goes into that
    assert copy.said("break") == "Movement break: started, 5 min."


def test_a_break_where_none_is_next_is_the_shortest_that_is_on(copy):
    work = {"work": {"mon": [["10:00", "12:00"]]}}
    copy.breaks.reminders = HandReminders(read_settings(work))
    assert copy.said("break") == "Micro-break: started, 60 s."
    off = {"breaks": [{"id": "eyes", "on": False}, {"id": "movement", "on": False}]}
    copy.breaks.reminders = HandReminders(read_settings(off))
    assert copy.said("break") == "Eye rest: started, 20 s."


def test_a_break_of_a_kind_that_is_off(copy):
    assert copy.said("break", kind="eyes") == "Eye rest: started, 20 s."
    assert copy.status()["kind"] == "eyes"


@pytest.mark.parametrize("kind", ["nope", "", 5, ["micro"], True])
def test_an_unknown_kind_is_told_with_those_there_are(copy, kind):
    with pytest.raises(WrongUseError, match="there are micro, movement, posture, eyes"):
        copy.ask("break", kind=kind)


def test_where_there_are_no_kinds(copy):
    copy.breaks.reminders = HandReminders(read_settings({"breaks": []}))
    with pytest.raises(WrongUseError, match="there are none"):
        copy.ask("break")
    assert copy.lines() == []


def test_a_second_break_is_refused(copy):
    copy.ask("break")
    with pytest.raises(RefusedError, match="A break is already on"):
        copy.ask("break", kind="eyes")


def test_skip_and_snooze_need_a_notice_or_a_break(copy):
    with pytest.raises(RefusedError, match="No break is on"):
        copy.ask("skip")
    with pytest.raises(RefusedError, match="There is no break to put off"):
        copy.ask("snooze")


def test_skip_leaves_a_break_out(copy):
    copy.go(1790)
    assert copy.said("skip") == "Micro-break: skipped."
    assert copy.status()["doing"] == "counting"


def test_a_break_can_be_put_off_as_often_as_is_allowed(copy):
    for wait_s, until in ((1790, "09:34"), (280, "09:39")):
        copy.go(wait_s)
        assert copy.said("snooze") == f"Micro-break: put off until {until}."
        assert copy.status()["kinds"][0]["snoozed"]
    copy.go(280)
    assert "It can't be put off." in copy.lines()
    with pytest.raises(RefusedError, match="put off 2 times, and no more is allowed"):
        copy.ask("snooze")


def test_a_break_that_outlasts_the_work_is_dropped_when_it_is_put_off(copy):
    work = {"work": {"mon": [["09:00", "09:30"]]}}
    copy.breaks.reminders = HandReminders(read_settings(work))
    copy.go(1795)
    copy.ask("break", kind="micro")
    copy.go(30)
    assert copy.said("snooze") == "Micro-break: dropped, as the work hours are over."


def test_who_was_away_for_as_long_as_the_break_has_nothing_to_put_off(copy):
    short = {"idle_after_s": 10, "breaks": [{"id": "micro", "every_s": 600, "length_s": 30}]}
    copy.breaks.reminders = HandReminders(read_settings(short))
    copy.go(100)
    copy.breaks.reminders.tell(PlainEvent.INPUT_STOPS)
    copy.go(33)
    copy.ask("break", kind="micro")
    copy.go(1)
    said = copy.said("snooze")
    assert said == "Micro-break: you were away for long enough, which counts as this break."


# The window


def test_show_raises_the_window(copy):
    copy.ask("show")
    assert copy.program.done == ["shown "]


def test_show_plays_a_routine_or_says_that_it_cannot(copy):
    copy.ask("show", play="desk-reset-60")
    assert copy.program.done == ["shown desk-reset-60"]
    with pytest.raises(WrongUseError, match='"nothing" cannot be played now'):
        copy.ask("show", play="nothing")
    copy.breaks.ready = False
    with pytest.raises(NotReadyError):
        copy.ask("show", play="desk-reset-60")
    assert copy.program.done == ["shown desk-reset-60", "shown nothing"]


def test_a_plan_is_opened_by_its_whole_path(copy, tmp_path):
    copy.ask("open_plan", path=str(tmp_path / "a.postureplan"))
    assert copy.program.done == [f"opened {tmp_path / 'a.postureplan'}"]
    for wrong in ("a.postureplan", None, 3, ["/a"]):
        with pytest.raises(WrongUseError, match="whole path"):
            copy.ask("open_plan", path=wrong)
    assert len(copy.program.done) == 1


def test_the_program_ends_after_the_answer(copy, qtbot):
    assert copy.said("quit") == "Posture App has ended."
    assert copy.program.done == []
    qtbot.waitUntil(lambda: copy.program.done == ["quit"])


def test_times_are_told_with_the_zone_of_the_place(copy):
    copy.go(timedelta(days=40).total_seconds())  # past the change to summer time
    copy.ask("pause", for_s=3600)
    assert copy.status()["paused_until"] == "2026-04-11T11:00:00+02:00"


def test_the_json_is_the_same_in_every_language_and_the_lines_are_not(copy):
    copy.go(1500)
    copy.reminders.tell(PlainEvent.CALL_STARTS)
    copy.go(600)
    english, lines = copy.status(explain=True), copy.lines()
    catalogues().compile_all()
    with speaking("de"):
        assert copy.status(explain=True) == english
        assert copy.lines() != lines
        told = copy.ask("status", explain=True)
        [decided] = told["decisions"]
        assert decided.startswith("2026-03-02 09:30:00  Kurzpause: zurückgehalten")
        with pytest.raises(RefusedError) as refused:
            copy.ask("snooze")
        assert said(refused.value.message).startswith("Es gibt keine Pause")
