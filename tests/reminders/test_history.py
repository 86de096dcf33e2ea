"""What is written down of the breaks, and what a break offers by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from posture_app.breaks.events import BreakNow, PlainEvent
from posture_app.breaks.settings import DEFAULT_KINDS, BreakSettings
from posture_app.desktop.sensors.model import Readings
from posture_app.journal.breaks import Stretch
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.reminders.history import HistoryInMemory
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.errors import StoreError
from posture_app.ui.overlay.snapshots import Skipped
from tests.factory import library, routine
from tests.reminders.hand import ROLL, START, STRETCH, TUCK

# The offscreen platform says so of every window that is raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


class Log(HistoryInMemory):
    """Keeps all that is told, and fails while it is told to."""

    def __init__(self):
        super().__init__()
        self.told_stretches: list[Stretch] = []
        self.fails = False

    @property
    def breaks(self):
        return list(self._records.values())

    def add(self, record):
        super().add(record)
        self._check()

    def add_stretch(self, stretch):
        self.told_stretches.append(stretch)
        self._check()

    def _check(self):
        if self.fails:
            raise StoreError(Path("journal.db"))


class Journal:
    def __init__(self, *sessions):
        self._sessions = sessions

    def sessions(self, *, first_day=None, limit=50):
        return [one for one in self._sessions if one.local_day >= first_day][:limit]


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def one(run, log):
    return run(history=log)


def at(seconds):
    return START.wall + timedelta(seconds=seconds)


def away(one, seconds, step_s=10, **known):
    """Nothing is typed for so long."""
    left = one.clock.read()
    for _ in range(int(seconds // step_s)):
        one.clock.go(step_s)
        now = one.clock.read()
        idle_s = now.boot_s - left.boot_s
        one.sensors.changed.emit(Readings(at=now, idle_s=idle_s, idle_at=now, **known))


def shown(one):
    return one.presenter._shown.choice.exercise.id


def test_a_break_that_was_taken(one, log):
    one.go(1790)
    one.go(10, step_s=1)
    exercise = shown(one)
    away(one, 60, step_s=1)
    (record,) = log.breaks
    assert record.kind == "micro"
    assert record.name == "Micro-break"
    assert record.result == "taken"
    assert (record.began, record.ended) == (at(1800), at(1860))
    assert record.planned_s == 60
    assert record.rested_s == pytest.approx(60, abs=2)
    assert record.exercise_id == exercise == "tuck"
    assert record.exercise_name == "Tuck"
    assert record.time_zone == "UTC"
    assert record.held_by == ()


def test_how_much_of_the_exercise_was_done(one, log):
    one.reminders.tell(BreakNow("micro"))
    assert shown(one) == "tuck"
    for _ in range(13):
        one.clock.go(1)
        one.presenter._driver.tick()
    one.reminders.tell(PlainEvent.SKIP)
    assert log.breaks[0].share == pytest.approx(13 / 43, abs=0.2)
    assert 0 < log.breaks[0].share < 0.5


@pytest.mark.parametrize(
    ("after_s", "resting", "result"),
    [
        (2, False, "interrupted"),
        (30, False, "taken"),
        (2, True, "interrupted"),
        (31, True, "taken"),
    ],
)
def test_done_counts_what_was_rested_or_done(one, log, after_s, resting, result):
    """With input all the time only the exercise counts, and without, the rest."""
    one.reminders.tell(BreakNow("micro"))
    if resting:
        one.reminders.tell(PlainEvent.INPUT_STOPS)
        one.presenter.end_exercise()
    one.clock.go(after_s)
    one.presenter.done_wanted.emit("micro")
    (record,) = log.breaks
    assert record.result == result
    done_s = 0 if resting else after_s
    assert record.share == pytest.approx(done_s / 35, abs=0.15)
    assert record.ended == at(after_s)


@pytest.mark.parametrize("reason", ["meeting", "not_now", "hurts", "no_room"])
def test_a_skip_keeps_its_reason(one, log, reason):
    one.reminders.tell(BreakNow("micro"))
    one.clock.go(5)
    one.presenter.skip_wanted.emit(Skipped("micro", reason))
    assert [(one.result, one.skip_reason) for one in log.breaks] == [("skipped", reason)]


def test_a_reason_counts_for_its_own_break_only(one, log):
    one.reminders.tell(BreakNow("micro"))
    one.presenter.skip_wanted.emit(Skipped("micro", "meeting"))
    one.reminders.tell(BreakNow("micro"))
    one.reminders.tell(PlainEvent.SKIP)
    assert [one.skip_reason for one in log.breaks] == ["meeting", ""]


def test_the_emergency_exit_is_told_from_a_skip(one, log):
    one.reminders.tell(BreakNow("movement"))
    one.presenter.leave_wanted.emit("movement")
    assert [(one.result, one.skip_reason) for one in log.breaks] == [("skipped", "left")]


def test_what_is_put_off_or_skipped_in_its_notice_never_began(one, log):
    one.go(1790)
    one.presenter.snooze_wanted.emit("micro")
    (record,) = log.breaks
    assert record.result == "snoozed"
    assert record.began == record.ended == at(1790)
    assert record.exercise_id == ""
    assert (record.planned_s, record.rested_s) == (60, 0)


def test_typing_through_a_break_interrupts_it(one, log):
    one.reminders.tell(BreakNow("micro"))
    one.go(61, step_s=1, idle_s=0.4)
    assert [one.result for one in log.breaks] == ["interrupted"]


def test_a_locked_screen_is_a_break_taken_away(one, log):
    one.reminders.tell(BreakNow("micro"))
    away(one, 70, locked=True)
    assert [one.result for one in log.breaks] == ["away"]


def test_what_held_a_break_back_and_for_how_long(one, log):
    one.reminders.change_settings(BreakSettings(kinds=DEFAULT_KINDS[:1]))
    one.go(1700)
    one.go(300, call=True)
    one.go(100, call=True, fullscreen=True)
    one.go(20, fullscreen=True)
    one.go(60)
    one.reminders.tell(PlainEvent.SKIP)
    (record,) = log.breaks
    assert record.held_by == ("call", "fullscreen")
    # Due at 1800; the last reason went at 2130 and was gone for good ten seconds later.
    assert record.held_s == pytest.approx(340)
    one.go(1900)
    assert len(log.breaks) == 2
    assert (log.breaks[1].held_by, log.breaks[1].held_s) == ((), 0)


def test_a_break_that_went_into_a_longer_one_was_not_held(one, log):
    one.go(1700)
    one.go(2000, call=True)
    one.go(50)
    one.reminders.tell(PlainEvent.SKIP)
    one.go(1900)
    held = [(r.kind, r.result, r.held_by) for r in log.breaks]
    assert held == [("movement", "skipped", ("call",)), ("micro", "taken", ())]


def test_a_break_that_is_asked_for_while_it_is_held(one, log):
    one.go(1900, call=True)
    one.reminders.tell(BreakNow("micro"))
    one.reminders.tell(PlainEvent.DONE)
    (record,) = log.breaks
    assert (record.held_by, record.held_s) == (("call",), 100)


def test_an_absence_is_one_natural_break_of_the_longest_kind(one, log):
    one.go(600)
    away(one, 400)
    assert [(r.kind, r.result) for r in log.breaks] == [("movement", "natural")]
    one.go(20, step_s=1, idle_s=0.2)
    (record,) = log.breaks
    assert (record.kind, record.result, record.planned_s) == ("movement", "natural", 300)
    assert record.began == at(600)
    assert record.ended == at(1001)
    assert record.rested_s == pytest.approx(401)


def test_a_short_absence_is_a_break_of_the_shorter_kind(one, log):
    one.go(600)
    away(one, 120)
    one.go(20, step_s=1, idle_s=0.2)
    assert [(r.kind, r.result) for r in log.breaks] == [("micro", "natural")]


def test_a_suspend_is_one_natural_break(one, log):
    one.go(640)
    old = one.clock.moment
    one.clock.moment = replace(old, wall=old.wall + timedelta(hours=1), boot_s=old.boot_s + 3600)
    one.go(10)
    (record,) = log.breaks
    assert (record.kind, record.result) == ("movement", "natural")
    assert record.rested_s == pytest.approx(3600, abs=20)
    joined = _joined(log.told_stretches)
    assert [s.what for s in joined] == ["active", "away"]
    assert joined[0].ended == joined[1].began
    assert joined[1].length.total_seconds() == pytest.approx(3600, abs=20)


def test_a_pause_that_may_become_an_absence_is_not_written_as_work(one, log):
    one.reminders.change_settings(BreakSettings(idle_after_s=300))
    one.go(600)
    away(one, 200)
    assert max(s.ended for s in log.told_stretches) <= at(600)
    away(one, 200)
    joined = _joined(log.told_stretches)
    assert joined[0] == Stretch(at(0), at(800), "active")


def test_a_longer_break_makes_no_natural_one_of_the_shorter(one, log):
    one.go(600)
    one.reminders.tell(BreakNow("movement"))
    away(one, 300)
    one.go(10)
    assert [(r.kind, r.result) for r in log.breaks] == [("movement", "taken")]


def test_a_routine_is_no_natural_break(one, log):
    one.go(600)
    one.reminders.hold_for_session(True)
    one.go(600)
    one.reminders.hold_for_session(False)
    one.go(10)
    assert log.breaks == []


def test_a_break_goes_on_after_a_restart_as_one(run, log):
    one = run(history=log)
    one.reminders.tell(BreakNow("movement"))
    away(one, 60)
    again = run(one.clock, history=log)
    assert again.presenter.is_open
    away(again, 250)
    (record,) = log.breaks
    assert (record.result, record.began, record.ended) == ("taken", at(0), at(300))


def test_a_break_that_ended_while_the_program_was_off(run, log):
    one = run(history=log)
    one.reminders.tell(BreakNow("movement"))
    one.reminders.stop()
    one.clock.go(1000)
    again = run(one.clock, history=log)
    assert not again.presenter.is_open
    ends = [r for r in log.breaks if r.result != "natural"]
    assert [(r.result, r.began, r.ended) for r in ends] == [("away", at(0), at(300))]


def test_what_was_held_outlives_a_restart(run, log):
    one = run(history=log)
    one.go(1900, call=True)
    one.reminders.stop()
    again = run(one.clock, history=log)
    again.go(100, call=True, step_s=1)
    again.go(60)
    again.reminders.tell(PlainEvent.DONE)
    (record,) = log.breaks
    assert record.held_by[0] == "call"
    assert record.held_s == pytest.approx(220, abs=11)


def test_work_and_absence_are_written_as_they_go(one, log):
    one.go(600)
    active = list(log.told_stretches)
    assert {s.what for s in active} == {"active"}
    assert 8 <= len(active) <= 10
    away(one, 400)
    one.go(30)
    joined = _joined(log.told_stretches)
    assert [(s.what, s.began, s.ended) for s in joined[:2]] == [
        ("active", at(0), at(600)),
        ("away", at(600), at(1010)),
    ]


def test_time_in_which_a_break_is_held_back(one, log):
    one.go(1900, call=True)
    one.go(40)
    joined = _joined(log.told_stretches)
    assert [s.what for s in joined] == ["active", "held"]
    assert joined[1].began == at(1800)


def test_outside_the_hours_nothing_is_written(one, log):
    one.go(60)
    free = replace(BreakSettings(), work=((),) * 7)
    one.reminders.change_settings(free)
    one.go(600)
    assert _joined(log.told_stretches) == [Stretch(at(0), at(60), "active")]


@pytest.mark.warns_in_diagnostics
def test_a_log_that_cannot_be_written_is_told_once_and_the_breaks_go_on(one, log):
    told: list[Any] = []
    one.reminders.noticed.connect(told.append)
    log.fails = True
    one.go(1800)
    one.go(70)
    assert len(told) == 1
    assert told[0].startswith(str(StoreError(Path("journal.db"))))
    assert [r.result for r in log.breaks] == ["taken"]


def test_the_same_exercise_never_comes_twice_running(one, log):
    for _ in range(6):
        one.reminders.tell(BreakNow("micro"))
        one.clock.go(10)
        one.reminders.tell(PlainEvent.SKIP)
    ids = [r.exercise_id for r in log.breaks]
    assert all(before != after for before, after in pairwise(ids))


def test_another_one_is_another_and_both_are_known(one, log):
    one.reminders.tell(BreakNow("micro"))
    seen = [shown(one)]
    for _ in range(2):
        one.presenter.another_wanted.emit(60.0)
        seen.append(shown(one))
    assert len(set(seen)) == 3
    one.presenter.another_wanted.emit(60.0)
    assert shown(one) == seen[-1]
    one.reminders.tell(PlainEvent.SKIP)
    (record,) = log.breaks
    assert record.exercise_id == seen[-1]
    assert record.passed_over == tuple(seen[:-1])


def test_what_was_done_before_the_start_counts(run, log):
    one = run(history=log)
    one.reminders.tell(BreakNow("micro"))
    first = shown(one)
    one.reminders.tell(PlainEvent.DONE)
    one.reminders.stop()
    again = run(one.clock, history=log)
    again.reminders.tell(BreakNow("micro"))
    assert shown(again) != first


def _session(exercise_id, **fields):
    done = SetRecord(
        item=0,
        exercise_id=exercise_id,
        exercise_name=exercise_id,
        side=None,
        set_number=1,
        sets=1,
        status="done",
        planned_s=30,
        done_s=30,
        finished_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    )
    return SessionRecord(
        id="s",
        routine_id="routine",
        routine_name="Routine",
        started_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
        time_zone="UTC",
        planned_s=60,
        done_s=30,
        items=(done,),
        **fields,
    )


def test_an_exercise_of_todays_routine_does_not_come_first_again(run, log):
    one = run(history=log, journal=Journal(_session("tuck")))
    one.reminders.tell(BreakNow("micro"))
    assert shown(one) != "tuck"


def test_what_is_left_of_todays_routine_comes_first(run, log):
    known = library([TUCK, STRETCH, ROLL], [routine(TUCK, ROLL)])
    one = run(history=log, journal=Journal(_session("tuck")), known=known)
    one.reminders.tell(BreakNow("micro"))
    assert shown(one) == "roll"


def test_in_a_call_a_break_offers_what_nobody_sees(one):
    one.go(60, call=True)
    one.reminders.tell(BreakNow("micro"))
    assert shown(one) == "tuck"
    one.presenter.another_wanted.emit(60.0)
    assert shown(one) == "tuck"


@pytest.mark.warns_in_diagnostics
def test_a_past_that_cannot_be_read_still_gives_an_exercise(run):
    class Broken(Log):
        def records(self, since, until):
            raise StoreError(Path("journal.db"))

    one = run(history=Broken())
    one.reminders.tell(BreakNow("micro"))
    assert shown(one)


def test_all_of_it_goes_through_the_database(run, tmp_path):
    database = open_database(tmp_path / "journal.db")
    history = BreakHistory(database)
    one = run(history=history)
    one.go(600)
    one.reminders.tell(BreakNow("micro"))
    one.presenter.skip_wanted.emit(Skipped("micro", "hurts"))
    one.reminders.stop()
    (record,) = history.records(at(0), at(3600))
    assert (record.result, record.skip_reason, record.exercise_id) == ("skipped", "hurts", "tuck")
    assert history.stretches(at(0), at(3600)) == (Stretch(at(0), at(600), "active"),)
    one.reminders.blockSignals(True)
    database.close()


def test_a_kind_without_exercise_offers_none(one, log):
    one.reminders.tell(BreakNow("micro"))
    one.reminders.tell(PlainEvent.DONE)
    one.reminders.tell(BreakNow("eyes"))
    assert one.presenter._shown.choice is None
    one.reminders.tell(PlainEvent.DONE)
    assert [(r.kind, r.exercise_id) for r in log.breaks] == [("micro", "tuck"), ("eyes", "")]


def _joined(stretches):
    found: list[Any] = []
    for one in stretches:
        if found and found[-1].what == one.what and found[-1].ended == one.began:
            found[-1] = Stretch(found[-1].began, one.ended, one.what)
        else:
            found.append(one)
    return found
