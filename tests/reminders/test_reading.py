"""A break waits for who reads what to take care of in it: on the screen and in what is kept."""

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.breaks.events import BreakNow
from posture_app.breaks.explain import BreakIsOn, explain
from posture_app.words.status import status_lines
from tests.there import there

# The offscreen platform says this of every tool window that is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")


def test_a_break_waits_for_who_reads_about_it_and_so_it_does_over_a_restart(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(20)
    one.presenter.tick()
    one.reminders.read()
    one.go(30)
    running = there(one.reminders.state.running)
    assert running.reading_since_ms is not None
    assert one.reminders.view().left_s == 40
    one.reminders.stop()
    again = run(one.clock)
    running = there(again.reminders.state.running)
    assert running.reading_since_ms is None  # nobody reads what is not shown any more
    assert again.reminders.view().left_s == 40
    again.go(10)
    again.presenter.tick()
    assert there(again.presenter.front)._left.text() == "30 s left"
    again.go(30)
    assert again.reminders.state.running is None
    assert not again.presenter.is_open


def test_in_the_sleep_of_the_machine_nobody_reads_and_the_screen_shows_what_is_decided(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(20)
    one.presenter.tick()
    one.reminders.read()
    one.go(10)
    trace = []
    for asleep_s, awake_s in ((0, 10), (15, 1), (0, 9)):
        one.clock.sleep(asleep_s)
        one.clock.go(awake_s)
        one.reminders.look()
        one.presenter.tick()
        shown = there(one.presenter.front)
        waits = shown.findChild(QLabel, "break_waits").text()
        trace.append((one.reminders.view().left_s, shown._left.text(), waits))
    assert trace == [
        (40, "40 s left", "Waits while you read, a minute at most"),
        (25, "25 s left", "No longer waits: the break goes on"),
        (16, "16 s left", "No longer waits: the break goes on"),
    ]


def test_what_is_told_of_a_break_that_waits_is_no_more_than_the_break(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(20, idle_s=200)
    one.presenter.tick()
    one.reminders.read()
    one.go(50, idle_s=200)
    now = one.reminders.view()
    assert (now.left_s, now.rested_s) == (40, 20)
    assert status_lines(one.reminders.state)[0] == (
        "Micro-break: waits while you read what to take care of, a minute at most; 40 s left, "
        "20 s of rest so far."
    )
    one.go(20, idle_s=200)
    assert (
        status_lines(one.reminders.state)[0] == "Micro-break: on, 30 s left, 30 s of rest so far."
    )


def test_its_end_and_the_time_that_is_told_are_put_off_too(run):
    one = run()
    one.reminders.tell(BreakNow("micro"))
    one.go(20)
    one.presenter.tick()
    one.reminders.read()
    one.go(30)
    fact = explain(one.reminders.state, one.clock.read().boot_s)[0]
    assert fact == BreakIsOn("micro", round(1000 * (one.clock.read().boot_s + 40)))
    there(one.presenter.front).stop_reading()
    one.go(30)
    one.presenter.tick()
    assert one.presenter.is_open
    one.go(10)
    assert not one.presenter.is_open
    ends = [e for e in one.reminders.decisions if e.what == "break_ends"]
    assert [(e.at_ms, e.result) for e in ends] == [(1_090_000, "taken")]
