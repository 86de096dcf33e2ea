"""Screens that come and go while a break is shown."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPointF, QRect
from PySide6.QtGui import QEnterEvent

from posture_app.ui.overlay.covering import LOOKS, SETTLE_MS
from posture_app.ui.overlay.monitors import Monitors
from tests.there import there
from tests.ui.overlay.conftest import monitor

# The offscreen platform says this of every tool window that is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")


def settle(stage):
    """The moment after the screens have settled, without waiting for it."""
    timer = stage.presenter.covering._settle
    if timer.isActive():
        timer.stop()
        timer.timeout.emit()


def covered(stage):
    return sorted(window.monitor for window in stage.windows)


def with_controls(stage):
    return [one for one in stage.windows if one.panel.controls.isVisible()]


def test_one_window_a_screen_and_one_with_the_controls(stage):
    stage.open()
    assert covered(stage) == ["A", "B"]
    assert all(window.isVisible() for window in stage.windows)
    assert with_controls(stage) == [stage.leader]
    assert there(stage.leader).monitor == "A"


def test_every_screen_shows_what_to_do(stage):
    stage.open()
    stage.after(6)
    assert [stage.text("break_exercise", one) for one in stage.windows] == ["Tuck", "Tuck"]
    assert [stage.text("break_heading", one) for one in stage.windows] == ["Hold", "Hold"]


def test_a_screen_that_goes_is_left_at_once_and_the_controls_move(stage):
    stage.open()
    stage.after(10)
    _, b = stage.monitors.monitors
    gone = stage.leader
    stage.monitors.set(b)
    assert not gone.isVisible()
    assert covered(stage) == ["B"]
    assert with_controls(stage) == [stage.leader]
    stage.after(5)
    stage.click("break_done")
    assert stage.told[-1] == ("done_wanted", "micro")


def test_a_screen_that_comes_back_is_covered_once_things_have_settled(stage):
    stage.open()
    a, _ = stage.monitors.monitors
    stage.monitors.set(a)
    larger = monitor("B", 1, 2560, 1440)
    stage.monitors.set(a, larger)
    assert covered(stage) == ["A"]
    assert stage.presenter.covering._settle.interval() == SETTLE_MS
    stage.after(3)
    settle(stage)
    assert covered(stage) == ["A", "B"]
    assert len(with_controls(stage)) == 1
    again = next(one for one in stage.windows if one.monitor == "B")
    assert again.isVisible()
    assert stage.text("break_left", again) == "57 s left"


def test_no_screen_no_window_and_the_break_goes_on(stage):
    stage.open()
    a, b = stage.monitors.monitors
    stage.monitors.set()
    assert stage.windows == ()
    assert stage.leader is None
    stage.after(3)
    settle(stage)
    stage.monitors.set(b, a)
    settle(stage)
    assert covered(stage) == ["A", "B"]
    assert there(stage.leader).monitor == "B"
    stage.after(57)
    assert stage.names() == ["opened", "ran_out"]


def test_a_break_without_any_screen_runs_its_time(make_stage):
    for strictness in ("card", "overlay"):
        stage = make_stage()
        stage.open(strictness=strictness)
        stage.after(61)
        assert stage.names() == ["opened", "ran_out"]
        assert stage.presenter.surfaces == ()


def test_screens_that_come_while_nothing_is_shown_change_nothing(stage):
    stage.monitors.set(monitor("C"))
    assert not stage.presenter.covering._settle.isActive()
    assert stage.windows == ()


def look(stage):
    """The moment at which it is looked whether all is as it should be."""
    timer = stage.presenter.covering._again
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


def enter(window, beyond_px=-10):
    """The pointer comes in from the right; a window may be wider than its screen."""
    right = window.geometry().right() + beyond_px
    point = QPointF(right, window.geometry().center().y())
    inside = window.mapFromGlobal(point)
    QCoreApplication.sendEvent(window, QEnterEvent(inside, inside, point))


def test_the_controls_come_once_to_the_screen_that_the_pointer_turns_out_to_be_on(stage):
    stage.open()
    stage.after(3)
    first = there(stage.leader)
    other = next(one for one in stage.windows if one is not first)
    enter(first)
    assert stage.leader is first
    enter(other, beyond_px=3)
    assert stage.leader is first
    enter(other)
    assert stage.leader is other
    assert with_controls(stage) == [other]
    assert all(window.isVisible() for window in stage.windows)
    assert stage.text("break_left", other) == "57 s left"
    enter(first)
    assert stage.leader is other
    stage.presenter.close()
    stage.open()
    enter(next(one for one in stage.windows if one is not stage.leader))
    assert there(stage.leader).monitor == "B"


def test_the_controls_stay_where_a_button_has_the_keyboard(stage):
    stage.open()
    stage.after(3)
    leader = there(stage.leader)
    leader.panel.controls.later.setFocus()
    enter(next(one for one in stage.windows if one is not leader))
    assert stage.leader is leader


def test_a_window_with_the_controls_that_has_no_keyboard_is_shown_anew(stage, monkeypatch):
    stage.open()
    leader = there(stage.leader)
    anew = []
    monkeypatch.setattr(leader, "make_anew", lambda: anew.append(leader.isVisible()))
    monkeypatch.setattr(leader, "isActiveWindow", lambda: False)
    look(stage)  # the desktop may need a moment
    assert anew == []
    for _ in range(LOOKS - 1):
        look(stage)
    assert anew == [False] * (LOOKS - 1)
    assert leader.isVisible()
    assert with_controls(stage) == [leader]
    assert not stage.presenter.covering._again.isActive()


def test_a_window_that_is_a_little_wider_than_its_screen_is_left_as_it_is(stage):
    stage.open()
    leader = there(stage.leader)
    place = leader.geometry()
    for wider, fills in ((7, True), (8, False), (-1, False)):
        leader.setGeometry(place.adjusted(0, 0, wider, 0))
        monitor = next(one for one in stage.monitors.all() if one.key == leader.monitor)
        assert leader.fills(monitor) == fills


def test_windows_are_used_again(stage):
    stage.presenter.prepare()
    made = set(stage.presenter.covering.made)
    assert len(made) == 2
    stage.open()
    assert set(stage.windows) == made
    stage.monitors.set(*reversed(stage.monitors.monitors))
    settle(stage)
    stage.monitors.changed.emit()
    stage.presenter.close()
    assert not stage.presenter.covering._settle.isActive()
    stage.open()
    assert set(stage.presenter.covering.made) == made


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.lists(st.sampled_from("ABCD"), unique=True, max_size=4), max_size=8))
def test_whatever_screens_do_each_has_one_window_and_one_leads(make_stage, steps):
    stage = make_stage("A")
    stage.open()
    chance = random.Random(len(steps))
    for keys in steps:
        monitors = [monitor(key, "ABCD".index(key)) for key in keys]
        stage.monitors.set(*monitors)
        assert set(covered(stage)) <= set(keys)
        assert len(with_controls(stage)) == (1 if stage.windows else 0)
        if chance.random() < 0.7:
            settle(stage)
            assert covered(stage) == sorted(keys)
            assert len(with_controls(stage)) == (1 if keys else 0)
        stage.after(1)
    stage.presenter.close()
    assert all(not window.isVisible() for window in stage.presenter.covering.made)
    assert len(stage.presenter.covering.made) <= 4


def test_the_machines_own_screens(qapp):
    monitors = Monitors(qapp)
    everything = monitors.all()
    assert [one.geometry for one in everything] == [one.geometry() for one in qapp.screens()]
    assert monitors.active() in everything
    assert all(isinstance(one.available, QRect) for one in everything)
