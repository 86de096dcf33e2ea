"""A break without XWayland: the desktop alone knows where a window is and who has the keyboard."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from posture_app.ui.overlay.covering import LOOKS
from posture_app.ui.overlay.monitors import Monitors
from tests.there import there
from tests.ui.overlay.conftest import monitor
from tests.ui.overlay.test_covering import covered, look, settle, with_controls

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def wayland(monkeypatch, make_stage):
    """A stage on a desktop without XWayland."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    return make_stage("A", "B")


@pytest.fixture
def put(monkeypatch):
    """Puts a window on a screen, as the desktop does, whichever was asked for."""

    def put(window, on):
        monkeypatch.setattr(window, "is_on", lambda _monitors: on.key)

    return put


@pytest.fixture
def give_keyboard(monkeypatch):
    """Gives a window the keyboard, which all others lose; sway goes on taking them for active."""

    def give(window, stage):
        monkeypatch.setattr(QApplication, "activeWindow", lambda: window)
        for one in (window, *stage.windows):
            monkeypatch.setattr(one, "isActiveWindow", lambda: True)
            QCoreApplication.sendEvent(one, QEvent(QEvent.Type.ActivationChange))

    return give


def other(stage):
    return next(one for one in stage.windows if one is not stage.leader)


def enter(window):
    """The pointer comes in; where that is on all screens the window does not know."""
    point = QPointF(20, 20)
    QCoreApplication.sendEvent(window, QEnterEvent(point, point, QPointF(-900, -900)))


def shown_again(window, monkeypatch):
    """How often a window is shown again from now on."""
    fills = []
    fill = window.fill

    def fill_again(monitor):
        fills.append(monitor.key)
        fill(monitor)

    monkeypatch.setattr(window, "fill", fill_again)
    return fills


def test_the_controls_go_to_the_window_that_is_given_the_keyboard(wayland, give_keyboard):
    wayland.open()
    first, second = wayland.leader, other(wayland)
    for window in (second, first):
        give_keyboard(window, wayland)
        assert wayland.leader is window
        assert with_controls(wayland) == [window]
        assert all(one.isVisible() for one in wayland.windows)


def test_on_x11_they_do_not_as_a_window_that_covers_is_never_given_it(
    stage, give_keyboard, monkeypatch
):
    stage.open()
    leader = stage.leader
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    give_keyboard(other(stage), stage)
    assert stage.leader is leader


def test_a_window_that_was_moved_to_the_screen_that_came_stays_there(wayland, put):
    a, b = wayland.monitors.monitors
    wayland.monitors.set(a)
    wayland.open()
    moved = there(wayland.leader)
    wayland.monitors.set(a, b)
    put(moved, b)
    settle(wayland)
    assert covered(wayland) == ["A", "B"]
    assert moved.monitor == "B"
    assert moved.fills(b)
    assert other(wayland).fills(a)


def test_a_window_knows_the_screen_it_is_on(wayland, qapp):
    wayland.open()
    window = other(wayland)
    assert window.is_on(wayland.monitors.all()) == window.monitor
    (one,) = Monitors(qapp).all()
    assert window.is_on([*wayland.monitors.all(), one]) == one.key


def test_of_two_windows_on_one_screen_one_covers_the_other_screen(wayland, put):
    wayland.open()
    a, _ = wayland.monitors.monitors
    wrong = other(wayland)
    put(wrong, a)
    look(wayland)
    assert covered(wayland) == ["A", "B"]
    assert not wrong.isVisible()
    assert len(with_controls(wayland)) == 1


def test_a_window_is_not_used_again_for_another_screen(wayland):
    wayland.open()
    a, b = wayland.monitors.monitors
    for_a, for_b = (next(w for w in wayland.windows if w.monitor == key) for key in "AB")
    wayland.monitors.set(b)
    wayland.monitors.set(b, monitor("C", 2))
    settle(wayland)
    assert covered(wayland) == ["B", "C"]
    assert not for_a.isVisible()
    wayland.monitors.set(b, a)
    settle(wayland)
    assert set(wayland.windows) == {for_a, for_b}


def test_where_the_pointer_turns_out_to_be_the_window_is_shown_again_once(wayland, monkeypatch):
    wayland.open()
    leader, elsewhere = there(wayland.leader), other(wayland)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: leader)
    again = shown_again(elsewhere, monkeypatch), shown_again(leader, monkeypatch)
    enter(elsewhere)
    assert again == ([], [])  # the desktop may give it the keyboard by itself
    look(wayland)
    assert again == (["B"], [])
    assert elsewhere.isVisible()
    assert wayland.leader is leader  # until the desktop gives the other one the keyboard
    enter(elsewhere)
    for _ in range(LOOKS - 1):
        look(wayland)
    assert again == (["B"], [])
    assert not wayland.presenter.covering._again.isActive()


def test_a_window_that_is_shown_again_is_another_one_for_the_desktop(wayland, monkeypatch):
    anew = []
    wayland.open()
    for window in wayland.windows:
        monkeypatch.setattr(
            window, "make_anew", lambda window=window: anew.append((window, window.isVisible()))
        )
    elsewhere = other(wayland)
    enter(elsewhere)
    look(wayland)
    assert anew == [(elsewhere, False)]
    anew.clear()
    shown = wayland.windows
    wayland.open()
    assert anew == [(window, False) for window in shown]


def test_it_is_not_while_a_button_has_the_keyboard(wayland, monkeypatch):
    wayland.open()
    wayland.after(3)
    there(wayland.leader).panel.controls.later.setFocus()
    again = shown_again(other(wayland), monkeypatch)
    enter(other(wayland))
    look(wayland)
    assert again == []


def test_the_pointer_is_followed_later_in_a_break_too(wayland, monkeypatch):
    wayland.open()
    for _ in range(LOOKS):
        look(wayland)
    again = shown_again(other(wayland), monkeypatch)
    enter(other(wayland))
    look(wayland)
    assert again == ["B"]


def test_where_no_window_has_the_keyboard_the_one_with_the_controls_is_shown_again(
    wayland, monkeypatch
):
    wayland.open()
    leader = there(wayland.leader)
    again = shown_again(leader, monkeypatch)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    look(wayland)  # the desktop may need a moment
    assert again == []
    look(wayland)
    assert again == ["A"]
    monkeypatch.setattr(QApplication, "activeWindow", lambda: leader)
    for _ in range(LOOKS - 2):
        look(wayland)
    assert again == ["A"]
    assert with_controls(wayland) == [leader]


def test_for_a_moment_a_window_that_only_covers_is_a_little_smaller_so_that_sway_draws_it(wayland):
    wayland.open()
    screens = {one.key: one.geometry for one in wayland.monitors.all()}
    cover = other(wayland)
    look(wayland)
    assert cover.height() == screens[cover.monitor].height() - 1
    assert there(wayland.leader).size() == screens[there(wayland.leader).monitor].size()
    look(wayland)
    assert cover.geometry() == screens[cover.monitor]
