"""What is asked of Qt on Windows and macOS, where none of it has ever been run.

The flags and the property are those that Qt's parts for these systems read: a tool window is
WS_EX_TOOLWINDOW and an NSPanel; one that accepts no focus is WS_EX_NOACTIVATE, and a panel that
refuses to be the key window; and one that is shown without being activated is put there by
SetWindowPos and ShowWindow with "no activate", or ordered to the front without being made key.
"""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.there import there
from tests.ui.overlay.test_cards import NOTICE
from tests.ui.overlay.test_covering import with_controls

pytestmark = pytest.mark.qt_log_ignore("does not support raise")

SHOWN_WITHOUT_ACTIVATION = "_q_showWithoutActivating"
"""What Qt's widgets hand on to the system's part of it."""


@pytest.fixture(params=["windows", "cocoa"])
def stage_there(request, monkeypatch, make_stage):
    """A stage on another system, by the name of Qt's part for it."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: request.param)
    return make_stage("A", "B")


def activate(window, monkeypatch):
    """Let a click have activated a window."""
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: window)
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))


def cards(stage):
    stage.presenter.show_notice(NOTICE)
    yield there(stage.presenter._notice_card)
    stage.open(strictness="card")
    yield there(stage.presenter._card)


def test_a_card_is_shown_without_being_activated_and_refuses_the_keyboard(stage_there):
    for card in cards(stage_there):
        flags = card.windowFlags()
        assert card.isVisible()
        assert flags & Qt.WindowType.WindowType_Mask == Qt.WindowType.Tool
        assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
        assert flags & Qt.WindowType.WindowStaysOnTopHint
        assert not flags & Qt.WindowType.X11BypassWindowManagerHint
        assert card.windowHandle().property(SHOWN_WITHOUT_ACTIVATION) is True
        # Else macOS hides a panel with its program, which is hardly ever the one in front.
        assert card.testAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)


def test_a_card_that_was_clicked_stays_as_its_buttons_are_pressed_by_clicks(
    stage_there, monkeypatch
):
    for card in cards(stage_there):
        activate(card, monkeypatch)
        assert card.isVisible()
    assert stage_there.messages == []


def test_of_the_windows_of_a_break_only_the_one_with_the_controls_is_activated(stage_there):
    stage_there.open()
    for window in stage_there.windows:
        quietly = window.windowHandle().property(SHOWN_WITHOUT_ACTIVATION)
        assert bool(quietly) == (window is not stage_there.leader)


def test_a_click_on_another_screen_brings_the_controls_there_with_the_keyboard(
    stage_there, monkeypatch
):
    stage_there.open()
    clicked = next(one for one in stage_there.windows if one is not stage_there.leader)
    activate(clicked, monkeypatch)
    assert stage_there.leader is clicked
    assert with_controls(stage_there) == [clicked]
    assert all(one.isVisible() for one in stage_there.windows)
