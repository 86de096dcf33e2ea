"""The player as a person uses it: keys, buttons, questions."""

import sys
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from posture_app.coach.session import SessionEnded
from posture_app.ui.player.after import AfterAnswers
from posture_app.ui.player.commands import PlayerCommand
from posture_app.ui.widgets.page_stack import PageStack
from tests.there import there


def test_the_session_tells_exercise_set_side_and_what_is_next(player):
    player.view.begin()
    player.to(12)
    assert player.text("exercise_name") == "Stretch"
    assert player.text("where") == "Set 1 of 2  ·  Left side"
    assert player.text("phase_heading") == "Hold"
    assert player.text("coming") == "Right side"
    player.to(100)
    assert player.text("coming") == "Easy"


@pytest.mark.parametrize("less_motion", [False, True])
def test_before_session_and_after_fade_in_unless_less_motion_is_wanted(player, theme, less_motion):
    theme.reduced_motion = less_motion
    try:
        pages = there(player.view.findChild(PageStack))
        assert not pages.is_fading  # the first page is there with the player
        player.view.begin()
        assert pages.currentWidget() is player.view.session_view
        assert pages.is_fading is not less_motion
        player.to(1000)
        assert pages.currentWidget() is player.view.after
        assert pages.is_fading is not less_motion
        player.view.hide()
        assert not pages.is_fading
    finally:
        theme.reduced_motion = True


def test_space_pauses_and_goes_on(player):
    player.view.begin()
    player.to(10)
    # Who clicks with the pointer has not come to the button with the keyboard.
    player.click("player_pause")
    assert player.driver.session.status == "paused"
    assert player.sets == []
    player.key(Qt.Key.Key_Space, player.view.focusWidget())
    assert player.driver.session.status == "playing"
    player.key(Qt.Key.Key_Space, player.view.focusWidget())
    assert player.driver.session.status == "paused"


def test_space_presses_the_button_that_the_keyboard_has_come_to(player):
    player.view.begin()
    player.to(10)
    skip = player.view.findChild(QPushButton, "player_next")
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    player.key(Qt.Key.Key_Space, skip)
    assert player.driver.session.status == "playing"
    assert [one.status for one in player.sets] == ["partial"]
    # Every other key goes on to mean what it means.
    player.key(Qt.Key.Key_P, skip)
    assert player.driver.session.status == "hurting"


def test_arrows_move_and_change_the_rest(player):
    player.view.begin()
    player.to(10)
    player.key(Qt.Key.Key_Right)
    assert player.driver.session.phase.phase == "change_side"
    player.key(Qt.Key.Key_Up)
    assert player.driver.session.remaining_s(player.driver.now_s()) == 20
    player.key(Qt.Key.Key_Down)
    player.key(Qt.Key.Key_Left)
    assert player.driver.session.unit == (0, 1, "left")


def test_escape_asks_before_it_ends(player):
    player.view.begin()
    player.to(10)
    player.key(Qt.Key.Key_Escape)
    assert player.view.page is player.view.leave
    assert player.driver.session.status == "paused"
    player.key(Qt.Key.Key_Escape)
    assert player.view.page is player.view.session_view
    assert player.driver.session.status == "playing"
    player.key(Qt.Key.Key_Escape)
    player.click("leave_end")
    ended = [e for e in player.effects if isinstance(e, SessionEnded)]
    assert [e.ended for e in ended] == ["stopped"]


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("by_key", [False, True])
def test_that_hurt_can_be_taken_back(player, paused, by_key):
    player.view.begin()
    player.to(15)
    if paused:
        player.key(Qt.Key.Key_Space)
    player.key(Qt.Key.Key_P)
    player.to(60)
    if by_key:
        player.key(Qt.Key.Key_Escape, player.view.focusWidget())
    else:
        player.click("hurt_back")
    assert player.view.page is player.view.session_view
    assert player.driver.session.status == ("paused" if paused else "playing")
    assert player.sets == []
    assert player.driver.session.remaining_s(player.driver.now_s()) == 10


def test_that_hurt_is_not_taken_back_once_pain_was_told(player):
    player.view.begin()
    player.to(15)
    player.key(Qt.Key.Key_P)
    player.click("answer_5")
    assert not player.view.hurt.back.isVisible()
    player.key(Qt.Key.Key_Escape, player.view.focusWidget())
    assert player.view.page is player.view.hurt
    player.click("answer_5")  # that was a slip, too
    assert player.view.hurt.back.isVisible()


def test_unanswered_at_the_end_is_none(player):
    player.view.begin()
    player.to(1000)
    assert player.view.page is player.view.after
    player.click("player_done")
    assert player.answers == [AfterAnswers(None, None, None)]
    assert player.closed == 1


def test_answers_at_the_end_are_told(player):
    player.view.begin()
    player.to(1000)
    after = player.view.after
    for scale, name in ((after.effort, "answer_3"), (after.pain, "answer_0")):
        button = scale.findChild(QPushButton, name)
        player.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    after.note.setText("  good  ")
    player.click("player_done")
    assert player.answers == [AfterAnswers(pain=0, effort=3, note="good")]


def test_answers_that_could_not_be_kept_can_be_given_again(player):
    player.view.begin()
    player.to(1000)
    player.failure = "The disk is full."
    player.click("player_done")
    assert player.closed == 0
    assert player.view.page is player.view.after
    assert player.view.after.text.text() == "The disk is full."
    player.failure = ""
    player.click("player_done")
    assert (player.closed, len(player.answers)) == (1, 2)


def test_a_session_s_time_is_said_in_one_way_and_with_its_unit(player):
    assert player.view.before.text.text() == "2 exercises, 2 min in all."
    player.view.begin()
    player.to(12)
    assert player.text("time_left") == "1 min 50 s left"
    player.to(12.5)
    player.key(Qt.Key.Key_Escape)
    player.click("leave_end")
    assert player.view.after.text.text().startswith("You did 12 s of 2 min 2 s.")


def test_who_did_it_all_is_told_so(player):
    player.view.begin()
    player.to(1000)
    assert player.view.after.text.text() == "You did all of it, 2 min 2 s. It is in your log."


def test_the_choice_for_the_sound_says_what_it_does_and_not_how_it_is(player):
    sound = player.action("player_mute")
    assert sound.text() == "Turn sound off\tM"
    player.view.session_view.set_muted(True)
    assert sound.text() == "Turn sound on\tM"
    screen = player.action("player_full_screen")
    player.view.session_view.set_full_screen(True)
    assert screen.text() == "Leave full screen\tF"


def test_what_changes_a_pause_is_there_only_while_there_is_one(player):
    player.view.begin()
    pause = player.view.findChild(QPushButton, "player_pause")
    player.to(2)
    assert player.action("player_longer").isVisible()
    before = pause.geometry()
    left_s = player.driver.session.remaining_s(player.driver.now_s())
    player.choose("player_longer")
    assert player.driver.session.remaining_s(player.driver.now_s()) == left_s + 15
    player.choose("player_shorter")
    player.to(8)
    assert not player.action("player_longer").isVisible()
    assert not player.action("player_shorter").isVisible()
    assert pause.geometry() == before


def test_back_pause_and_skip_are_together_and_the_rest_behind_one_button(player):
    player.view.begin()
    player.to(12)
    shown = [b for b in player.view.session_view.findChildren(QPushButton) if b.isVisible()]
    from_left = sorted(shown, key=lambda b: b.mapTo(player.view, QPoint()).x())
    steps = [b.objectName() for b in from_left]
    assert steps == ["player_hurt", "player_back", "player_pause", "player_next", "player_more"]
    shown[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached = [player.view.focusWidget().objectName()]
    while reached[-1] != "player_more":  # the keyboard goes the same way
        player.key(Qt.Key.Key_Tab, player.view.focusWidget())
        reached.append(player.view.focusWidget().objectName())
    assert reached == steps
    held = {one.data() for one in player.view.session_view.more.menu.actions() if one.data()}
    by_button = {"player_hurt", "player_back", "player_pause", "player_next"}
    assert {one.value for one in held} == {
        one.value for one in PlayerCommand if f"player_{one.value}" not in by_button
    }


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
def test_the_menu_is_opened_and_used_by_the_keyboard_alone(player):
    player.view.begin()
    player.to(15)
    more = player.view.findChild(QPushButton, "player_more")
    more.setFocus(Qt.FocusReason.TabFocusReason)
    player.key(Qt.Key.Key_Space, more)
    menu = player.view.session_view.more.menu
    assert menu.isVisible()
    assert player.driver.session.status == "playing"
    assert menu.activeAction() is player.action("player_repeat")
    player.view.session_view.more.set_waiting(True)
    assert not player.action("player_longer").isVisible()  # nothing moves under the pointer
    player.key(Qt.Key.Key_Escape, menu)  # closes the menu, and asks nothing
    assert not menu.isVisible()
    assert player.action("player_longer").isVisible()
    player.view.session_view.more.set_waiting(False)
    assert player.view.page is player.view.session_view
    player.key(Qt.Key.Key_Return, more)
    player.key(Qt.Key.Key_Down, menu)
    assert menu.activeAction() is player.action("player_when_to_stop")
    player.key(Qt.Key.Key_Return, menu)
    assert player.view.page is player.view.stops


@pytest.mark.parametrize("paused", [False, True])
def test_a_state_does_not_look_like_something_to_press(player, paused):
    player.view.begin()
    player.to(15)
    if paused:
        player.key(Qt.Key.Key_Space)
    state = player.view.findChild(QLabel, "phase_heading")
    assert state.text() == ("Paused" if paused else "Hold")
    buttons = {b.text() for b in player.view.session_view.findChildren(QPushButton)}
    assert state.text() not in buttons
    # Nor is it in the colour that quiet buttons and links have.
    assert state.property("tone") == "ink"
    assert state.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_leaving_is_asked_on_a_sheet_over_the_session(player):
    player.view.begin()
    player.to(15)
    player.key(Qt.Key.Key_Escape)
    sheet, session_view = player.view.leave, player.view.session_view
    assert session_view.isVisible()
    assert sheet.geometry() == player.view.rect()
    assert player.text("phase_heading") == "Paused"
    reached = set()
    for _ in range(6):
        player.key(Qt.Key.Key_Tab, player.view.focusWidget())
        reached.add(player.view.focusWidget().objectName())
    assert reached == {"leave_stay", "leave_end"}
    player.view.resize(1200, 800)
    assert sheet.geometry() == player.view.rect()
    player.click("leave_stay")
    assert not sheet.isVisible()
    assert player.view.findChild(QPushButton, "player_pause").isEnabled()
    player.key(Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Escape):
        player.key(key)
    assert player.text("phase_heading") == "Paused"  # as it was
    player.key(Qt.Key.Key_Escape)
    player.click("leave_stay")
    assert player.text("phase_heading") != "Paused"


def test_who_is_asked_while_hurting_sees_that_page_behind_the_question(player):
    player.view.begin()
    player.to(15)
    player.key(Qt.Key.Key_P)
    player.view.ask_to_leave()
    assert player.view.hurt.isVisible()
    assert player.view.leave.isVisible()


@pytest.mark.parametrize(("keys", "answer"), [("5", 5), ("0", 0), ("31", 1)])
def test_digits_answer_the_question(player, keys, answer):
    told: list[Any] = []
    player.view.begun.connect(told.append)
    for key in keys:
        player.qtbot.keyClicks(player.view.focusWidget(), key)
    assert player.view.before.pain.answer == answer
    player.key(Qt.Key.Key_Return, player.view.focusWidget())
    assert told == [answer]


def test_digits_answer_one_question_after_the_other(player):
    player.view.begin()
    player.to(1000)
    after = player.view.after
    done = after.findChild(QPushButton, "player_done")
    done.setFocus()
    player.qtbot.keyClicks(done, "3")
    done.setFocus()
    player.qtbot.keyClicks(done, "5")
    assert (after.effort.answer, after.pain.answer) == (3, 5)
    after.note.setFocus()
    player.qtbot.keyClicks(after.note, "2")
    assert (after.effort.answer, after.note.text()) == (3, "2")


def test_a_cue_that_comes_too_late_is_left_out(player):
    player.view.begin()
    player.cues.clear()
    player.to(5.1)
    assert player.cues[-1:] == ["hold"]
    player.cues.clear()
    player.to(29.4)  # the change of side was due at 25
    assert player.cues == ["tick"]


def test_after_a_sleep_it_says_so_and_waits(player):
    player.view.begin()
    player.to(10)
    player.to(11, asleep_s=720)
    assert player.driver.session.status == "paused"
    assert "asleep for 12 min" in player.text("player_notice")


def test_every_control_has_a_name_and_a_tooltip(player):
    for button in player.view.findChildren(QPushButton):
        assert button.accessibleName()
        assert button.toolTip()


@pytest.mark.parametrize("page", ["before", "session_view", "hurt"])
def test_esc_leaves_the_full_screen_first(player, page):
    asked: list[Any] = []
    player.view.full_screen_wanted.connect(lambda: asked.append(True))
    if page != "before":
        player.view.begin()
        player.to(15)
    if page == "hurt":
        player.key(Qt.Key.Key_P)
    player.view.showFullScreen()
    player.key(Qt.Key.Key_Escape)
    assert asked == [True]
    assert player.view.page is getattr(player.view, page)
    assert not player.closed


def test_the_player_stands_still_while_something_lies_over_it(player):
    player.view.begin()
    player.to(15)
    player.view.pause()
    assert player.driver.session.status == "paused"


@pytest.mark.skipif(sys.platform != "linux", reason="by the places of X11 and Wayland")
def test_letters_are_keys_of_the_player_on_a_second_layout_too(player):
    player.view.begin()
    player.to(15)
    plain = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0x417, plain, 33, 0x6DA, 0, "з")  # the key P on "us,ru"
        QApplication.sendEvent(player.view.focusWidget(), event)
    assert player.view.page is player.view.hurt
