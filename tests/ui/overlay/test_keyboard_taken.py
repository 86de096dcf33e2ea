"""A desktop that gives a card the keyboard: the card is gone at once, and messages come instead."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication

from posture_app.ui.overlay.snapshots import Skipped
from tests.there import there
from tests.ui.overlay.test_cards import NOTICE

pytestmark = [
    pytest.mark.qt_log_ignore("does not support raise"),
    pytest.mark.warns_in_diagnostics,
]


@pytest.fixture
def take(monkeypatch):
    """Gives a card the keyboard, as a desktop would."""

    def give(card):
        monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
        monkeypatch.setattr(card, "isActiveWindow", lambda: True)
        card.changeEvent(QEvent(QEvent.Type.ActivationChange))

    return give


def test_a_notice_that_gets_the_keyboard_becomes_a_message(stage, take):
    stage.presenter.show_notice(NOTICE)
    take(there(stage.presenter._notice_card))
    assert stage.visible_surfaces() == []
    words = "It begins in 20 seconds: a good moment to finish your sentence."
    assert stage.messages == [("Micro-break soon", words)]
    assert stage.message_actions == {"start": "Start now", "later": "In 5 min", "skip": "Skip"}
    stage.message_chosen("skip")
    assert stage.told == [("skip_wanted", Skipped("micro", None))]


def test_from_then_on_no_card_comes(stage, take):
    stage.presenter.show_notice(NOTICE)
    take(there(stage.presenter._notice_card))
    stage.open(strictness="card")
    assert stage.visible_surfaces() == []
    assert stage.messages[-1][0] == "Micro-break"
    stage.message_failed()  # rather nothing than a window that takes the keys
    assert stage.visible_surfaces() == []
    stage.after(61)
    assert stage.names() == ["opened", "ran_out"]


def test_a_break_as_a_card_that_gets_the_keyboard_becomes_a_message(stage, take):
    stage.open(strictness="card")
    stage.after(7)
    take(there(stage.presenter._card))
    assert stage.visible_surfaces() == []
    assert stage.messages == [("Micro-break", "Tuck: 5 repetitions, hold 5 seconds.")]
    stage.message_chosen("done")
    assert stage.told[-1] == ("done_wanted", "micro")


def test_on_wayland_no_card_is_tried(make_stage, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    stage = make_stage("A")
    stage.presenter.show_notice(NOTICE)
    assert stage.visible_surfaces() == []
    assert stage.messages[-1][0] == "Micro-break soon"
    stage.presenter.hide_notice()
    assert stage.withdrawn == 1
