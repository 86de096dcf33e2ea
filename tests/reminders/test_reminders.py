"""The breaks as they run, with clock and sensors set by hand."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.breaks.events import BreakNow, MeetingStarts, PlainEvent
from posture_app.breaks.reasons import Refusal
from posture_app.breaks.settings import DEFAULT_KINDS, BreakSettings
from posture_app.desktop.sensors.model import Readings
from posture_app.library.model import Dose
from posture_app.preferences import Preferences
from posture_app.reminders.break_display import BreakDisplay
from posture_app.reminders.engine import (
    Engine,
    load_settings,
    save_settings,
    settings_path,
    state_path,
)
from posture_app.words.breaks import decision, explained, refusal
from tests.factory import exercise, library
from tests.reminders.hand import ROLL, TUCK, HandClock
from tests.there import there

# The offscreen platform says so of every window that is raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


def test_a_due_break_is_announced_shown_and_closed(run):
    one = run()
    one.go(1770)
    assert not one.presenter.surfaces
    one.go(20)
    assert one.presenter.surfaces
    assert not one.presenter.is_open
    assert one.sensors.keen
    one.go(20)
    assert one.presenter.is_open
    one.go(70)
    assert not one.presenter.is_open
    assert not one.presenter.surfaces


def test_a_break_in_a_call_is_held_and_comes_afterwards(run):
    one = run()
    one.go(2000, call=True)
    assert not one.presenter.surfaces
    assert one.reminders.view().hold == "call"
    one.go(50)
    assert one.presenter.is_open


def offered(one):
    """The exercises that a break offers, one after the other."""
    one.reminders.tell(BreakNow("micro"))
    found = []
    while (choice := there(one.reminders.findChild(BreakDisplay)).offered.choice) is not None:
        if choice.exercise.id in found:
            break
        found.append(choice.exercise.id)
        one.presenter.another_wanted.emit(50.0)
    return found


def test_who_works_standing_or_among_others_is_offered_what_fits(run):
    up = exercise("up", Dose(model="continuous", duration_s=30), desk=True, position="standing")
    known = library([TUCK, ROLL, up])
    assert offered(run(known=known, said=Preferences(posture="standing")))[0] == "up"
    assert set(offered(run(known=known, said=Preferences(discreet=True)))) == {"tuck"}


def test_what_was_counted_outlives_a_crash(run, tmp_path):
    one = run(HandClock())
    one.go(1200)
    again = run(one.clock)
    counted = {kind.kind: kind.counted_s for kind in again.reminders.view().kinds}
    assert counted["micro"] == pytest.approx(1200, abs=2)
    assert state_path(tmp_path).stat().st_mode & 0o077 == 0
    assert json.loads(state_path(tmp_path).read_bytes())["state"]


def test_who_comes_back_and_types_is_active_again(run):
    one = run()
    one.go(600)
    left = one.clock.read()
    one.clock.go(300)
    now = one.clock.read()
    one.sensors.changed.emit(Readings(at=now, idle_s=now.boot_s - left.boot_s, idle_at=left))
    one.go(600)
    assert one.reminders.view().doing == "counting"
    assert one.reminders.view().away_since_s is None


def test_what_the_rules_refuse_is_told(run, qtbot):
    one = run()
    with qtbot.waitSignal(one.reminders.refused) as told:
        one.reminders.tell(PlainEvent.SKIP)
    [refused] = told.args
    assert refused.reason is Refusal.NO_BREAK
    assert refusal(refused) == "No break is on."


def test_a_break_that_is_asked_for_starts_at_once_and_ends_by_skip(run):
    one = run()
    one.reminders.tell(BreakNow("movement"))
    assert one.presenter.is_open
    one.presenter.leave_wanted.emit("movement")
    assert not one.presenter.is_open
    assert one.reminders.view().doing == "counting"


def test_a_routine_that_is_played_is_rest(run):
    one = run()
    one.go(1200)
    one.reminders.hold_for_session(True)
    assert "a routine has been played" in explained(one.reminders.state, one.clock.read().boot_s)[0]
    one.go(1000)
    assert not one.presenter.surfaces
    one.reminders.hold_for_session(False)
    one.go(1770)
    assert not one.presenter.surfaces
    one.go(50)
    assert one.presenter.is_open


def test_settings_are_kept_and_counted_from_at_once(run, tmp_path, qtbot):
    one = run()
    one.go(1200)
    shorter = replace(BreakSettings(), kinds=(replace(DEFAULT_KINDS[0], every_s=900),))
    with qtbot.waitSignal(one.reminders.changed):
        assert one.reminders.change_settings(shorter) == ""
    assert one.reminders.settings == shorter
    assert one.presenter.surfaces
    assert load_settings(tmp_path) == (shorter, "")
    assert settings_path(tmp_path).stat().st_mode & 0o077 == 0


def test_settings_that_cannot_be_kept_change_nothing(run, tmp_path):
    one = run()
    settings_path(tmp_path).mkdir()
    problem = one.reminders.change_settings(BreakSettings(idle_after_s=30))
    assert "could not be kept" in problem
    assert one.reminders.settings == BreakSettings()


def test_the_settings_file_wins_over_what_the_last_run_had(run, tmp_path):
    one = run()
    one.go(1200)
    one.reminders.stop()
    mine = replace(BreakSettings(), idle_after_s=45.0)
    save_settings(tmp_path, mine)
    again = run(one.clock)
    assert again.reminders.settings == mine
    counted = {kind.kind: kind.counted_s for kind in again.reminders.view().kinds}
    assert counted["micro"] == pytest.approx(1200, abs=2)


def test_settings_that_cannot_be_read_leave_those_from_before(run, tmp_path):
    mine = replace(BreakSettings(), idle_after_s=45.0)
    one = run()
    one.reminders.change_settings(mine)
    one.reminders.stop()
    settings_path(tmp_path).write_text("{")
    settings, problem = load_settings(tmp_path)
    assert settings is None
    assert str(settings_path(tmp_path)) in problem
    again = run(one.clock)
    assert again.reminders.settings == mine
    assert again.reminders.change_settings(BreakSettings()) == ""
    assert load_settings(tmp_path) == (BreakSettings(), "")
    assert (settings_path(tmp_path).parent / "breaks.bad.json").read_text() == "{"


def test_a_break_that_is_asked_for_begins_at_once(run):
    one = run()
    effects = one.reminders.tell(BreakNow("micro"))
    assert [effect.what for effect in effects] == ["break_starts"]
    assert one.reminders.view().kind == "micro"
    assert one.presenter.is_open


def test_a_break_without_kinds_is_refused_in_words(run, qtbot):
    one = run()
    one.reminders.change_settings(BreakSettings(kinds=()))
    with qtbot.waitSignal(one.reminders.refused):
        one.reminders.tell(BreakNow("exercise"))


def test_decisions_are_told_in_words_with_their_times(run):
    one = run()
    one.go(1790)
    notice = one.reminders.decisions[-1]
    assert (
        decision(one.reminders.state, notice) == "Micro-break: announced after 29 min of activity."
    )
    assert one.reminders.decided_at(notice) == datetime(2026, 3, 2, 9, 29, 40, tzinfo=UTC)


def test_a_break_waits_while_somebody_types(run):
    one = run()
    one.go(1790)
    one.go(40, idle_s=0.5, step_s=1)
    assert one.reminders.view().doing == "notice"
    assert "a moment without input" in explained(one.reminders.state, one.clock.read().boot_s)[0]
    assert "hands rest" in one.presenter.surfaces[0].findChild(QLabel, "notice_detail").text()
    assert not one.presenter.is_open
    one.go(1, idle_s=2.0, step_s=1)
    assert one.presenter.is_open


def test_a_break_waits_a_minute_at_most(run):
    one = run()
    one.go(1790)
    one.go(69, idle_s=0.5, step_s=1)
    assert not one.presenter.is_open
    one.go(2, idle_s=0.5, step_s=1)
    assert one.presenter.is_open


def test_where_nothing_tells_of_typing_a_break_does_not_wait(run):
    one = run()
    one.go(1790)
    one.go(5, idle_s=0.5, step_s=1)
    one.go(6, idle_s=None, step_s=1)
    assert one.presenter.is_open


def test_a_call_in_a_break_takes_it_off_the_screen_and_it_counts(run):
    one = run()
    one.reminders.tell(BreakNow("movement"))
    one.go(60)
    assert one.presenter.is_open
    one.go(20, call=True)
    assert not one.presenter.surfaces
    assert one.reminders.view().doing == "break"
    one.go(230, step_s=1, idle_s=0.4, call=True)
    assert [e.result for e in one.reminders.decisions if e.what == "break_ends"] == ["interrupted"]


def test_a_break_that_is_asked_for_in_a_call_stays_on_the_screen(run):
    one = run()
    one.go(60, call=True)
    one.reminders.tell(BreakNow("movement"))
    one.go(60, call=True)
    assert one.presenter.is_open
    one.go(30)
    one.go(10, call=True)
    assert not one.presenter.is_open


@pytest.mark.warns_in_diagnostics
def test_a_break_that_overran_is_looked_at(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.clock.go(66)
    one.presenter.deadline.passed.emit()
    assert one.engine.state.running is None
    assert not one.presenter.is_open


def test_a_notice_goes_on_after_a_restart(run):
    one = run()
    one.go(1790)
    one.reminders.stop()
    again = run(one.clock)
    assert again.presenter.surfaces
    assert not again.presenter.is_open
    again.go(20)
    assert again.presenter.is_open


def test_the_windows_are_ready_before_the_break(run):
    one = run()
    one.reminders.change_settings(BreakSettings(kinds=(DEFAULT_KINDS[1],)))
    one.go(3590)
    assert one.presenter.covering.made
    assert not one.presenter.covering.windows


def test_a_kind_set_to_messages_has_no_card_before_it(run):
    one = run()
    message = replace(DEFAULT_KINDS[0], strictness="notification")
    one.reminders.change_settings(BreakSettings(kinds=(message,)))
    one.go(1790)
    assert one.reminders.view().doing == "notice"
    assert not one.presenter.surfaces


def test_the_state_is_written_when_it_changes_and_once_a_minute(run, tmp_path):
    one = run()
    one.go(10)
    path = state_path(tmp_path)

    def writings(seconds, **known):
        found = []
        for _ in range(seconds // 10):
            before = path.stat().st_mtime_ns, path.read_bytes()
            one.go(10, **known)
            found.append((path.stat().st_mtime_ns, path.read_bytes()) != before)
        return found

    quiet = writings(600)
    assert sum(quiet) <= 12
    assert all(any(quiet[n : n + 6]) for n in range(0, 60, 6))
    assert writings(10, call=True) == [True]
    assert writings(10) == [True]


def test_another_zone_is_told_to_the_engine(run):
    one = run()
    one.go(60)
    one.zone = "Asia/Tokyo"
    one.go(60)
    assert one.engine.state.zone == "Asia/Tokyo"
    told = [e for e in one.reminders.decisions if e.what == "clock_set"]
    assert [(e.step_s, e.zone) for e in told] == [(0.0, "Asia/Tokyo")]


def test_a_zone_that_is_not_known_changes_nothing(run):
    one = run()
    one.zone = "Nowhere/Never"
    one.go(120)
    assert one.engine.state.zone == "UTC"


def test_a_machine_that_travelled_while_the_program_was_off(run, tmp_path):
    one = run()
    one.reminders.stop()
    later = Engine(None, "Asia/Tokyo", one.clock.read(), tmp_path)
    assert later.state.zone == "Asia/Tokyo"


@pytest.mark.parametrize(("idle_s", "result"), [(0.4, "interrupted"), (1.4, "interrupted")])
def test_who_types_all_through_a_break_has_not_taken_it(run, idle_s, result):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(61, step_s=1, idle_s=idle_s)
    ends = [e for e in one.reminders.decisions if e.what == "break_ends"]
    assert [end.result for end in ends] == [result]
    assert ends[0].rested_s < 3


def test_rest_counts_from_the_last_input_on(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(10, step_s=1, idle_s=0.4)
    left = one.clock.read()
    for _ in range(52):
        one.clock.go(1)
        now = one.clock.read()
        idle_s = now.boot_s - left.boot_s + 0.4
        one.sensors.changed.emit(Readings(at=now, idle_s=idle_s, idle_at=now))
    ends = [e for e in one.reminders.decisions if e.what == "break_ends"]
    assert ends[0].result == "taken"
    assert ends[0].rested_s == pytest.approx(50.4, abs=1.5)


def test_a_break_that_nobody_could_see_is_taken_by_the_clock_and_says_so(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(65, step_s=1, idle_s=None)
    [ended] = [e for e in one.reminders.decisions if e.what == "break_ends"]
    assert (ended.result, ended.rested_s, ended.unseen) == ("taken", 0.0, True)
    said = decision(one.reminders.state, ended)
    assert said == "Micro-break: taken; whether you rested was not seen."


def test_a_break_without_a_notice_waits_for_a_gap_too(run):
    one = run()
    at_once = replace(DEFAULT_KINDS[0], notice_s=0.0)
    one.reminders.change_settings(BreakSettings(kinds=(at_once,)))
    one.go(1790, idle_s=0.5)
    one.go(20, idle_s=0.5, step_s=1)
    assert not one.presenter.is_open
    assert one.sensors.keen
    one.go(1, idle_s=2.5, step_s=1)
    assert one.presenter.is_open


def test_no_rest_is_counted_twice(run):
    """Somebody presses a key every three seconds, and the program is started again meanwhile."""
    one = run()
    one.reminders.tell(BreakNow("movement"))
    for second in range(1, 120):
        if second == 60:
            one.clock.go(0.5)
            one = run(one.clock)
        one.clock.go(0.5 if second == 60 else 1)
        now = one.clock.read()
        idle_s = second % 3 + 0.6
        one.sensors.changed.emit(Readings(at=now, idle_s=idle_s, idle_at=now))
        assert one.reminders.view().rested_s <= second + 0.01


def test_who_rests_over_a_restart_has_rested_once(run):
    one = run()
    left = one.clock.read()
    one.reminders.tell(BreakNow("movement"))
    for second in range(1, 120):
        if second == 60:
            one = run(one.clock)
        one.clock.go(1)
        now = one.clock.read()
        idle_s = now.boot_s - left.boot_s
        one.sensors.changed.emit(Readings(at=now, idle_s=idle_s, idle_at=now))
        assert one.reminders.view().rested_s <= second + 0.01
    assert one.reminders.view().rested_s > 110


def test_a_meeting_in_a_break_takes_it_off_the_screen(run):
    one = run()
    one.reminders.tell(BreakNow("movement"))
    one.reminders.tell(MeetingStarts(1800))
    assert not one.presenter.surfaces
    assert one.reminders.view().doing == "break"


def test_a_break_that_is_slept_through_is_not_shown(run):
    one = run()
    one.go(1795)
    old = one.clock.moment
    one.clock.moment = replace(old, wall=old.wall + timedelta(hours=1), boot_s=old.boot_s + 3600)
    one.go(10)
    assert not one.presenter.surfaces
    assert one.reminders.view().doing == "counting"
    counted = {kind.kind: kind.counted_s for kind in one.reminders.view().kinds}
    assert counted["micro"] < 30


def test_a_suspend_in_a_break_ends_it_when_its_time_is_over(run):
    one = run()
    one.reminders.tell(BreakNow("movement"))
    one.go(10)
    old = one.clock.moment
    one.clock.moment = replace(old, wall=old.wall + timedelta(hours=1), boot_s=old.boot_s + 3600)
    one.go(10)
    assert not one.presenter.surfaces
    ends = [e for e in one.reminders.decisions if e.what == "break_ends"]
    assert [e.result for e in ends] == ["away"]


def test_a_break_is_held_for_an_hour_and_then_told_without_a_sound(run):
    one = run()
    told = []
    one.reminders.nudged.connect(lambda kind: told.append(kind.name))
    one.go(1800 + 3590, call=True)
    assert told == []
    one.go(20, call=True)
    assert told == ["Micro-break"]
    one.go(3600, call=True)
    assert told == ["Micro-break"]
    assert not one.presenter.surfaces


def test_a_shorter_interval_that_is_over_already_gives_a_notice_at_once(run):
    one = run()
    one.go(1000)
    shorter = replace(DEFAULT_KINDS[0], every_s=600.0)
    one.reminders.change_settings(BreakSettings(kinds=(shorter,)))
    assert one.reminders.view().doing == "notice"
    assert one.reminders.view().left_s == 20


def test_what_a_run_was_cut_off_in_is_over_for_the_next(run):
    one = run()
    one.reminders.hold_for_session(True)
    one.reminders.stop()
    again = run(one.clock)
    assert again.engine.state.session_since_ms is None
    again.go(60)
    assert again.reminders.view().doing == "counting"


def test_a_call_that_ended_while_the_program_was_off_holds_nothing(run):
    one = run()
    one.go(1900, call=True)
    one.reminders.stop()
    again = run(one.clock)
    again.go(40)
    assert again.presenter.is_open


def test_nothing_of_the_last_run_holds_where_no_sensor_answers(run):
    one = run()
    one.go(1900, call=True)
    one.reminders.stop()
    again = run(one.clock)
    for _ in range(4):
        again.clock.go(10)
        again.reminders.look()
    assert again.presenter.is_open
