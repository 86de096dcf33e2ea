"""What to take care of in a break's exercise: one line, all of it by one click, no key taken."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle
from posture_app.ui.overlay.monitors import Monitors
from posture_app.ui.overlay.snapshots import Care
from tests.there import there

# The offscreen platform says this of every tool window that is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")

CARE = Care(
    short="Take care: dizziness",
    full=("Stop if you become dizzy.",) * 12,
    stops=("Chest pain: stop.", "Dizziness: sit down."),
)


def sheet(surface):
    return surface.findChild(QWidget, "break_care_sheet")


def words(surface):
    return " ".join(one.text() for one in surface.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("strictness", ["overlay", "strict", "card"])
def test_one_line_is_seen_and_a_click_leads_to_all_of_it(stage, strictness):
    stage.open(strictness=strictness, care=CARE)
    stage.after(6)
    surface = stage.leader or stage.presenter._card
    assert stage.text("break_care", surface) == "Take care: dizziness"
    assert "Chest pain" not in words(surface)
    stage.click("break_stops", surface)
    QApplication.processEvents()
    for line in (*CARE.full, *CARE.stops):
        assert line in words(surface)
    assert clipped(surface) == []
    stage.click("break_on", surface)
    QApplication.processEvents()
    assert stage.text("break_exercise", surface) == "Tuck"
    assert "Chest pain" not in words(surface)


def test_without_an_exercise_there_is_no_line(stage):
    stage.open(choice=None)
    assert not stage.panel._care.isVisible()


def test_exercise_and_break_wait_while_it_is_read(stage):
    stage.open(care=CARE)
    stage.after(6)
    driver = stage.presenter._driver
    stage.click("break_stops")
    left_s = driver.session.remaining_s(driver.now_s())
    stage.after(10)
    assert driver.session.status == "paused"
    assert driver.session.remaining_s(driver.now_s()) == left_s
    assert stage.text("break_left") == "54 s left"
    assert stage.values("care_read") == [True]
    stage.click("break_on")
    assert driver.session.status == "playing"
    assert stage.values("care_read") == [True, False]
    stage.after(4)
    assert stage.text("break_left") == "50 s left"


@pytest.mark.parametrize("strictness", ["overlay", "card"])
def test_below_the_count_it_says_whether_the_break_waits(stage, strictness):
    stage.open(strictness=strictness, care=CARE)
    stage.after(6)
    surface = stage.leader or stage.presenter._card
    stage.click("break_stops", surface)
    QApplication.processEvents()
    stage.after(59)
    assert stage.text("break_waits", surface) == "Waits while you read, a minute at most"
    left, waits = (surface.findChild(QLabel, f"break_{name}") for name in ("left", "waits"))
    assert waits.isVisible()
    below = waits.mapTo(surface, waits.rect().topLeft()).y()
    assert 0 <= below - left.mapTo(surface, left.rect().bottomLeft()).y() < 24
    stage.after(2)
    assert stage.text("break_waits", surface) == "No longer waits: the break goes on"


def test_the_break_waits_a_minute_in_all(stage):
    stage.open(care=CARE)
    stage.after(6)
    stage.click("break_stops")
    assert stage.presenter.deadline.timer.interval() == (54 + 60 + 5) * 1000
    stage.after(70)
    assert stage.text("break_left") == "44 s left"
    stage.click("break_on")
    assert stage.presenter.deadline.timer.interval() == (44 + 5) * 1000
    stage.click("break_stops")
    stage.after(44)
    assert stage.values("ran_out") == ["micro"]


def test_a_break_that_is_taken_off_the_screen_is_not_read_about_any_more(stage):
    stage.open(care=CARE)
    stage.after(6)
    stage.click("break_stops")
    stage.presenter.close(quietly=True)
    assert stage.values("care_read") == [True, False]
    stage.open(care=CARE)
    stage.after(6)
    assert stage.values("care_read") == [True, False]
    assert stage.text("break_left") == "54 s left"


def test_it_is_reached_and_left_by_the_keyboard(stage):
    stage.open(care=CARE)
    stage.after(6)
    more = stage.panel._care.more
    for _ in range(12):
        stage.key(Qt.Key.Key_Tab, stage.leader.focusWidget())
        if stage.leader.focusWidget() is more:
            break
    assert stage.leader.focusWidget() is more
    stage.key(Qt.Key.Key_Return, more)
    assert stage.leader.focusWidget() is sheet(stage.leader).back
    stage.key(Qt.Key.Key_Space, sheet(stage.leader).back)
    assert not stage.panel.is_reading
    assert stage.leader.focusWidget() is more
    stage.key(Qt.Key.Key_Return, more)
    stage.key(Qt.Key.Key_Escape, sheet(stage.leader).back)
    assert not stage.panel.is_reading
    assert stage.leader.focusWidget() is more


def test_the_keyboard_goes_along_to_the_reasons_and_back(stage):
    stage.open()
    stage.after(2)
    skip = stage.panel.controls.skip
    skip.setFocus()
    stage.key(Qt.Key.Key_Space, skip)
    first = stage.leader.focusWidget()
    assert first.objectName().startswith("break_skip:")
    back = stage.leader.findChild(QPushButton, "break_back")
    back.setFocus()
    stage.key(Qt.Key.Key_Space, back)
    assert stage.leader.focusWidget() is skip


def test_after_a_click_no_button_has_the_keyboard(stage):
    stage.open(care=CARE)
    stage.after(6)
    stage.click("break_stops")
    assert stage.leader.focusWidget() is stage.leader
    stage.key(Qt.Key.Key_Space)
    assert stage.panel.is_reading
    stage.key(Qt.Key.Key_Escape)
    assert not stage.panel.is_reading
    assert stage.windows


def test_the_card_takes_no_key_for_it_either(stage):
    stage.open(strictness="card", care=CARE)
    stage.after(6)
    card = stage.presenter._card
    before = card.geometry()
    stage.click("break_stops", card)
    QApplication.processEvents()
    assert card.geometry().bottomRight() == before.bottomRight()
    assert card.geometry().height() > before.height()
    for part in sheet(card).findChildren(QWidget):
        assert part.focusPolicy() == Qt.FocusPolicy.NoFocus or not part.isVisible(), part
    stage.click("break_on", card)
    QApplication.processEvents()
    assert card.geometry() == before


def test_another_exercise_closes_what_is_read(stage):
    stage.open(care=CARE)
    stage.after(6)
    stage.click("break_stops")
    stage.presenter.offer(stage.presenter._shown.choice, CARE)
    assert not stage.panel.is_reading
    assert stage.text("break_care") == "Take care: dizziness"


def test_only_the_screen_with_the_controls_has_the_button(stage):
    stage.open(care=CARE)
    for window in stage.windows:
        [more] = window.findChildren(QPushButton, "break_stops")
        assert more.isVisible() == (window is stage.leader)
        assert stage.text("break_care", window) == "Take care: dizziness"


def test_the_line_goes_when_the_exercise_is_done(stage):
    stage.open(care=CARE)
    stage.after(46)
    assert not stage.panel._care.isVisible()


def test_a_message_says_it_too(stage):
    stage.open(strictness="notification", care=CARE)
    [(_title, told)] = stage.messages
    assert told == "Tuck: 5 repetitions, hold 5 seconds.\nTake care: dizziness"


def test_it_can_be_asked_for_from_elsewhere(stage):
    """The tray's menu and the palette have keys where the card has none."""
    assert stage.presenter.front is None
    stage.open(strictness="card", care=CARE)
    stage.after(6)
    assert there(stage.presenter.front).can_read
    there(stage.presenter.front).read()
    assert stage.presenter._card.panel.is_reading
    assert not stage.presenter._card.isActiveWindow()
    stage.presenter.close()
    assert stage.presenter.front is None


def test_in_the_card_it_is_as_high_as_its_words_where_there_is_room(stage):
    stage.open(strictness="card", care=CARE)
    stage.after(6)
    there(stage.presenter.front).read()
    QApplication.processEvents()
    area = sheet(stage.presenter._card).area
    assert area.verticalScrollBar().maximum() == 0


def test_on_a_real_screen_the_card_gives_back_its_room(stage, qapp):
    """PySide lets go of a screen that a widget was asked for, together with the widget."""
    stage.monitors.set(*Monitors(qapp).all())
    stage.open(strictness="card", care=CARE)
    stage.after(6)
    card = stage.presenter._card
    QApplication.processEvents()
    before = card.geometry()
    for _ in range(2):
        stage.click("break_stops", card)
        settle()
        assert card.geometry().height() > before.height()
        stage.click("break_on", card)
        settle()
        assert card.geometry() == before
