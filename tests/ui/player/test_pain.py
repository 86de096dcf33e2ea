"""What the player asks about pain, and what it proposes: the rule as a person meets it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from posture_app.coach.pain_rule import AdviceReason
from posture_app.coach.session import SessionEnded
from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.widgets.labels import Label
from posture_app.words.catalogue import speaking
from tests.ui.player.hand import EASY, STRETCH, Player


def test_pain_before_is_unanswered_until_touched(player, qtbot):
    told: list[Any] = []
    player.view.begun.connect(told.append)
    player.click("player_start")
    assert told == [None]


def test_pain_before_is_what_was_touched(player):
    told: list[Any] = []
    player.view.begun.connect(told.append)
    player.click("answer_0")
    player.click("player_start")
    assert told == [0]


def test_an_answer_pressed_again_is_taken_back(player):
    player.click("answer_4")
    assert player.view.before.pain.answer == 4
    player.click("answer_4")
    assert player.view.before.pain.answer is None


def test_that_hurt_asks_where_and_how_much_and_offers_the_easier_one(player):
    player.view.begin()
    player.to(15)
    player.key(Qt.Key.Key_P)
    assert player.view.page is player.view.hurt
    player.to(500)
    hurt = player.view.hurt
    assert not hurt.easier.isVisible()  # not before it is known how strong the pain is
    player.qtbot.mouseClick(hurt.findChild(QPushButton, "answer_5"), Qt.MouseButton.LeftButton)
    assert hurt.easier.text() == "Try the easier one: Easy"
    next(b for b in hurt.findChildren(QPushButton) if b.text() == "Neck").click()
    player.click("hurt_easier")
    told = player.sets[0]
    assert (told.hurt, told.pain, told.pain_where, told.done_s) == (True, 5, "Neck", 10)
    assert player.text("exercise_name") == "Easy"


@pytest.mark.parametrize("press", ["answer_6", "sign_spreading_numbness", "Chest", "Head"])
def test_that_hurt_offers_to_stop_first_where_the_rule_says_so(player, press):
    player.view.begin()
    player.to(15)
    player.key(Qt.Key.Key_P)
    hurt = player.view.hurt
    player.click("answer_3")
    assert hurt.easier.isVisible()
    chip = next(b for b in hurt.findChildren(QPushButton) if press in {b.text(), b.objectName()})
    chip.click()
    assert not hurt.easier.isVisible()
    assert hurt.warning.text.startswith("Stop for today.")
    player.key(Qt.Key.Key_Return, hurt)
    assert [e.ended for e in player.effects if isinstance(e, SessionEnded)] == ["stopped_for_pain"]
    assert player.view.after.warning.text.startswith("Stop for today.")


def test_an_emergency_leaves_nothing_but_to_stop(player):
    player.view.begin()
    player.to(15)
    player.key(Qt.Key.Key_P)
    hurt = player.view.hurt
    player.click("sign_chest_pain")
    assert [one.isVisible() for one in (hurt.stop, hurt.skip, hurt.easier)] == [True, False, False]
    assert "Call 112 now" in hurt.warning.text


def test_without_an_easier_one_none_is_offered(qtbot, make):
    player = Player(qtbot, make, EASY)
    player.view.begin()
    player.to(6)
    player.key(Qt.Key.Key_P)
    assert not player.view.hurt.easier.isVisible()


@pytest.mark.parametrize(("keys", "answer"), [("6", 6), ("7", 7), ("10", 10)])
def test_with_strong_pain_the_first_offer_is_not_to_start(player, keys, answer):
    told: list[Any] = []
    player.view.begun.connect(told.append)
    before = player.view.before
    for key in keys:
        player.qtbot.keyClicks(player.view.focusWidget(), key)
    assert before.pain.answer == answer
    assert not before.start.isVisible()
    assert before.warning.text.startswith("Stop for today.")
    assert before.signs.isVisible()
    player.key(Qt.Key.Key_Return, player.view.focusWidget())
    assert (told, player.closed) == ([], 1)
    player.click("player_start_anyway")
    assert told == [answer]


def test_with_a_pain_that_is_not_mild_a_sign_is_asked_and_decides(player):
    before = player.view.before
    player.click("answer_3")
    assert not before.signs.isVisible()
    player.click("answer_4")
    assert before.signs.isVisible()
    assert before.start.isVisible()
    player.click("sign_spreading_numbness")
    assert not before.start.isVisible()
    assert before.warning.text.startswith("Stop for today.")


def test_over_an_emergency_nothing_is_started(player):
    before = player.view.before
    player.click("answer_8")
    player.click("sign_saddle_numbness")
    assert before.warning.text.startswith("Do not exercise. Call 112 now")
    shown = [one for one in (before.start, before.anyway, before.gentler) if one.isVisible()]
    assert shown == []
    player.click("sign_saddle_numbness")
    assert before.anyway.isVisible()
    player.click("answer_2")
    assert before.start.isVisible()


def test_what_to_stop_for_is_reached_while_playing_and_goes_on_from_there(player):
    player.view.begin()
    player.to(10)
    player.key(Qt.Key.Key_H)
    assert player.view.page is player.view.stops
    assert player.driver.session.status == "paused"
    said = [label.text() for label in player.view.stops.findChildren(Label)]
    assert any("call 112 at once" in text for text in said)
    player.key(Qt.Key.Key_Escape)
    assert player.view.page is player.view.session_view
    assert player.driver.session.status == "playing"
    player.choose("player_when_to_stop")
    player.click("stops_end")
    assert player.view.page is player.view.after


def test_the_end_says_what_the_rule_says_to_all_that_was_told(player):
    player.view.begin(2)
    player.to(1000)
    after = player.view.after
    assert not after.warning.isVisible()
    player.click("answer_4")  # of the effort, which is not pain
    assert not after.warning.isVisible()
    five = after.pain.findChild(QPushButton, "answer_5")
    player.qtbot.mouseClick(five, Qt.MouseButton.LeftButton)
    assert after.warning.isVisible()
    assert after.warning.text.startswith("Keep to what you do now")
    assert after.judgement.reasons == (AdviceReason.PAIN_IN_MIDDLE_BAND, AdviceReason.PAIN_ROSE)


def test_where_it_hurt_is_kept_as_it_is_in_every_language(qtbot, make):
    with speaking("de"):
        player = Player(qtbot, make, STRETCH)
        player.view.begin()
        player.to(15)
        player.key(Qt.Key.Key_P)
        neck = player.view.hurt.findChildren(AnswerChip)[0]
        assert neck.text() != "Neck"
        neck.click()
        player.click("hurt_skip")
    assert player.sets[0].pain_where == "Neck"
