"""A break as a person meets it."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from posture_app.coach import break_exercises
from posture_app.coach.session import SessionEnded, SetEnded
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle
from posture_app.ui.overlay import presenter as presenter_module
from posture_app.ui.overlay.card_panel import CardPanel
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.panel import BreakMoment
from posture_app.ui.overlay.snapshots import Skipped
from posture_app.ui.overlay.windows import BreakWindow
from posture_app.ui.player.snapshot import snapshot
from tests.there import there
from tests.ui.overlay.conftest import BREAK, CHOICES

# The offscreen platform says this of every tool window that is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")


def test_a_break_plays_its_exercise_by_the_coach(stage):
    stage.open()
    assert stage.told == [("opened", "micro")]
    assert stage.sounds[0] == "break_starts"
    stage.after(6)
    assert stage.text("break_exercise") == "Tuck"
    assert stage.text("break_heading") == "Hold"
    assert stage.text("break_where") == "Repetition 1 of 5"
    assert stage.text("break_prompt") == "Glide straight back."
    assert stage.text("break_left") == "54 s left"
    stage.after(40)
    assert [e.status for e in stage.effects if isinstance(e, SetEnded)] == ["done"]
    assert stage.text("break_exercise") == "That's it"


def test_when_the_time_is_over_who_opened_it_is_told_once(stage):
    stage.open()
    stage.after(59.9)
    assert "ran_out" not in stage.names()
    stage.after(0.2)
    stage.after(1)
    assert stage.names().count("ran_out") == 1
    assert stage.windows
    stage.presenter.close()
    assert stage.windows == ()
    assert stage.sounds[-1] == "break_ends"


def test_closing_early_keeps_what_was_done(stage):
    stage.open()
    stage.after(13)
    stage.presenter.close()
    ended = [e for e in stage.effects if isinstance(e, SetEnded)]
    assert [(e.status, e.done_reps) for e in ended] == [("partial", 1)]
    assert [e.ended for e in stage.effects if isinstance(e, SessionEnded)] == ["stopped"]


@pytest.mark.parametrize("strictness", ["overlay", "strict"])
def test_keys_in_the_first_two_seconds_do_nothing(stage, strictness):
    stage.open(strictness=strictness)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_S):
        stage.key(key)
        stage.after(0.4)
    stage.click("break_done")
    stage.click("break_skip")
    stage.click("break_another")
    assert stage.names() == ["opened"]
    assert stage.panel.controls.done.isHidden() == (strictness == "strict")
    stage.after(0.5)
    stage.click("break_another")
    assert stage.told[-1][0] == "another_wanted"


@pytest.mark.parametrize("strictness", ["overlay", "strict"])
def test_no_button_has_the_focus_and_stray_keys_do_nothing_later_either(stage, strictness):
    stage.open(strictness=strictness)
    stage.after(3)
    assert stage.leader.focusWidget() is stage.leader
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_D):
        stage.key(key)
        stage.after(0.1)
    assert stage.names() == ["opened"]


@pytest.mark.parametrize("strictness", ["overlay", "strict"])
def test_holding_escape_leaves_any_break(stage, strictness):
    stage.open(strictness=strictness)
    stage.after(2)
    stage.qtbot.keyPress(stage.leader, Qt.Key.Key_Escape)
    stage.after(0.1)
    stage.after(1.4)
    assert stage.windows
    stage.after(0.2)
    assert stage.visible_surfaces() == []
    assert stage.told[-1] == ("leave_wanted", "micro")


def test_escape_held_from_the_start_counts_from_two_seconds_on(stage):
    stage.open(strictness="strict")
    stage.qtbot.keyPress(stage.leader, Qt.Key.Key_Escape)
    for _ in range(19):
        stage.after(0.1)
    assert stage.panel.controls.leave.share == 0
    stage.after(0.2)
    stage.after(1.6)
    assert stage.told[-1] == ("leave_wanted", "micro")


def test_done_ends_a_break(stage):
    stage.open()
    stage.after(2)
    stage.click("break_done")
    assert stage.told[-1] == ("done_wanted", "micro")


@pytest.mark.parametrize(
    ("strictness", "ways"),
    [
        ("overlay", ["break_done", "break_another", "break_later", "break_skip"]),
        ("strict", ["break_another", "break_later", "break_hold_skip"]),
    ],
)
def test_one_way_out_is_seen_and_a_strict_break_cannot_be_called_done(stage, strictness, ways):
    stage.open(strictness=strictness)
    stage.after(2)
    buttons = stage.panel.controls.findChildren(QPushButton)
    assert [one.objectName() for one in buttons if one.isVisible()] == ways
    row = [one for one in buttons if one.isVisible()]
    row[0].setFocus()
    places = [one.mapTo(stage.panel, QPoint()) for one in row]
    height = stage.panel.controls.height()
    stage.qtbot.keyPress(stage.leader, Qt.Key.Key_Escape)
    stage.after(0.1)
    stage.after(0.5)
    assert stage.panel.controls.leave.isVisible()  # its ring tells that holding Esc counts
    assert stage.panel.controls.height() == height
    stage.qtbot.keyRelease(stage.leader, Qt.Key.Key_Escape)
    stage.after(0.1)
    assert not stage.panel.controls.leave.isVisible()
    assert [one.mapTo(stage.panel, QPoint()) for one in row if one.isVisible()] == places
    assert stage.leader.focusWidget() is row[0]


def test_closing_the_window_leaves_the_break(stage):
    stage.open()
    stage.leader.close()
    assert stage.windows
    stage.after(2)
    stage.leader.close()
    assert stage.told[-1] == ("leave_wanted", "micro")


def test_a_strict_break_is_skipped_only_by_holding(stage):
    stage.open(strictness="strict")
    stage.after(2)
    assert not stage.panel.controls.skip.isVisible()
    hold = stage.panel.controls.hold_skip
    stage.qtbot.keyPress(stage.leader, Qt.Key.Key_Space)
    stage.after(0.1)
    stage.after(1.5)
    assert hold.share == pytest.approx(0.5)
    stage.qtbot.keyRelease(stage.leader, Qt.Key.Key_Space)
    stage.after(0.1)
    assert hold.share == 0
    stage.qtbot.keyPress(stage.leader, Qt.Key.Key_Space)
    stage.after(0.1)
    stage.after(2.9)
    assert stage.names() == ["opened"]
    stage.after(0.2)
    stage.after(0.2)
    assert stage.told[1:] == [("skip_wanted", Skipped("micro", None))]


def test_the_strict_button_is_held_by_the_pointer(stage):
    stage.open(strictness="strict")
    stage.after(2)
    hold = stage.panel.controls.hold_skip
    stage.qtbot.mouseClick(hold, Qt.MouseButton.LeftButton)
    stage.after(3)
    assert stage.names() == ["opened"]
    stage.qtbot.mousePress(hold, Qt.MouseButton.LeftButton)
    stage.after(0.1)
    stage.after(3)
    assert stage.told[-1] == ("skip_wanted", Skipped("micro", None))


def test_space_does_not_skip_a_break_that_is_not_strict(stage):
    stage.open()
    stage.after(2)
    stage.qtbot.keyPress(stage.leader, Qt.Key.Key_Space)
    stage.after(0.1)
    stage.after(4)
    assert stage.names() == ["opened"]


@pytest.mark.parametrize("reason", ["meeting", "not_now", "hurts", "no_room"])
def test_skipping_asks_for_a_reason_with_one_tap(stage, reason):
    stage.open()
    stage.after(2)
    stage.click("break_skip")
    assert stage.names() == ["opened"]
    stage.click(f"break_skip:{reason}")
    assert stage.told[-1] == ("skip_wanted", Skipped("micro", reason))


def test_one_can_think_better_of_skipping(stage):
    stage.open()
    stage.after(2)
    stage.click("break_skip")
    stage.click("break_back")
    assert stage.panel.controls.done.isVisible()
    stage.click("break_later")
    assert stage.told[-1] == ("snooze_wanted", "micro")


def test_later_is_not_offered_when_none_is_left(stage):
    stage.open(snoozes_left=0)
    assert not stage.panel.controls.later.isVisible()


def test_another_one_takes_the_place_of_the_first(stage):
    stage.open()
    stage.after(13)
    stage.click("break_another")
    assert stage.told[-1] == ("another_wanted", 47)
    stage.presenter.offer(CHOICES[1])
    assert stage.text("break_exercise") == "Stretch"
    statuses = [e.status for e in stage.effects if isinstance(e, SetEnded)]
    assert statuses == ["partial"]
    stage.after(10)
    assert stage.text("break_where") == "Left side"
    assert stage.text("break_left") == "37 s left"


def test_a_short_sleep_in_the_break_does_not_stop_the_exercise(stage, qtbot):
    stage.open()
    stage.after(6)
    stage.after(1, asleep_s=20)
    qtbot.waitUntil(lambda: stage.presenter._driver.session.status == "playing")


def test_a_message_is_only_handed_over(stage):
    stage.open(strictness="notification")
    assert stage.visible_surfaces() == []
    assert stage.messages == [("Micro-break", "Tuck: 5 repetitions, hold 5 seconds.")]
    stage.after(61)
    assert stage.names() == ["opened", "ran_out"]


def test_a_message_has_what_can_be_done_about_the_break(stage):
    stage.open(strictness="notification")
    assert stage.message_actions == {"done": "Done", "later": "In 5 min", "skip": "Skip"}
    stage.after(3)
    stage.message_chosen("later")
    assert stage.told[-1] == ("snooze_wanted", "micro")
    before = stage.withdrawn
    stage.presenter.close()
    assert stage.withdrawn == before + 1
    told = list(stage.told)
    stage.message_chosen("done")
    assert stage.told == told


def test_where_the_system_shows_no_message_the_card_does(stage):
    stage.open(strictness="notification")
    stage.message_failed()
    card = stage.presenter._card
    assert stage.visible_surfaces() == [card]
    stage.after(7)
    assert stage.text("break_exercise", card) == "Tuck"
    assert stage.text("break_left", card) == "53 s left"


def test_a_message_plays_no_exercise(stage):
    stage.open(strictness="notification", choice=None)
    stage.presenter.offer(CHOICES[0])
    stage.after(7)
    assert stage.sounds == ["break_starts"]
    assert stage.effects == []


def test_a_message_that_fails_after_the_break_shows_nothing(stage):
    stage.open(strictness="notification")
    stage.presenter.close()
    stage.message_failed()
    stage.after(1)
    assert stage.visible_surfaces() == []


def test_a_break_that_goes_on_unseen_makes_no_sound(stage):
    stage.open()
    stage.after(6)
    stage.presenter.close(quietly=True)
    assert stage.visible_surfaces() == []
    assert "break_ends" not in stage.sounds


@pytest.mark.parametrize("strictness", ["card", "overlay", "strict"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_a_break_is_cut(stage, theme, strictness, scale):
    theme.choose("light", scale)
    try:
        stage.open(strictness=strictness)
        stage.after(6)
        QApplication.processEvents()
        for surface in stage.visible_surfaces():
            if isinstance(surface, BreakWindow):
                surface.showNormal()
                surface.resize(1280, 720)
            QApplication.processEvents()
            assert clipped(surface) == []
    finally:
        stage.presenter.close()
        theme.choose("system", 1.0)


def test_the_moving_figure_moves_with_the_count_and_takes_no_keys(qtbot, make):
    seen = []

    class Figure(BreakFigure):
        def __init__(self):
            super().__init__()
            self.part = QPushButton("turn", self)
            self.part.setObjectName("turn")

        def show_moment(self, shown, session, now_s):
            seen.append((shown.phase, now_s))

    panel = make(CardPanel, Figure())
    qtbot.addWidget(panel)
    panel.show_break(BREAK)
    session, _ = break_exercises.begin(CHOICES[0], 0.0)
    panel.show_moment(BreakMoment(57.0, snapshot(session, 3.0), session, 3.0))
    assert seen == [("prepare", 3.0)]
    assert there(panel.findChild(QPushButton, "turn")).focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_deadline_stands_before_anything_is_shown(stage, monkeypatch):
    def fail():
        raise RuntimeError("no window today")

    monkeypatch.setattr(stage.presenter.covering, "show", fail)
    with pytest.raises(RuntimeError):
        stage.open()
    timer = stage.presenter.deadline.timer
    assert timer.isActive()
    assert timer.interval() == 65_000


def test_the_deadline_closes_whatever_else_fails(stage, qtbot, monkeypatch):
    monkeypatch.setattr(presenter_module, "OVERRUN_S", 0.02)
    stage.open(strictness="strict", left_s=0.02)
    stage.presenter._timer.stop()  # nothing counts any more,
    windows = stage.windows  # kept here, or Python would delete what is forgotten
    stage.presenter.covering._shown.clear()
    stage.presenter.covering._leader = None
    assert stage.visible_surfaces()
    with qtbot.waitSignal(stage.presenter.overran) as told:
        pass
    assert told.args == ["micro"]
    assert len(windows) == 2
    assert stage.visible_surfaces() == []


def test_the_deadline_is_the_planned_end_and_five_seconds(stage):
    stage.open(left_s=15)
    assert stage.presenter.deadline.timer.interval() == 20_000
    stage.presenter.close()
    assert not stage.presenter.deadline.timer.isActive()


def test_a_screen_reader_is_told_start_half_and_end_only(stage, monkeypatch):
    told: list[Any] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    stage.open()
    for _ in range(70):
        stage.after(1)
    stage.presenter.close()
    words = [event.message() for event in told if hasattr(event, "message")]
    assert words == [
        "Micro-break, 1 minute. Tuck. Hold Escape to leave.",
        "Half of the break is over, 30 seconds left.",
        "The break is over.",
    ]


def test_the_count_s_name_has_no_empty_ends(stage):
    stage.open(choice=CHOICES[1])
    stage.after(2)
    panel = stage.panel
    assert panel.ring.accessibleName() == "Get ready, Left side"
    stage.open()
    stage.after(1)
    assert stage.panel.ring.accessibleName() == "Get ready"


def test_without_an_exercise_the_count_has_its_unit(stage):
    stage.open(choice=None)
    stage.after(10)
    assert stage.panel.ring._shown[:2] == ("50", "seconds")


def test_nothing_of_health_is_on_the_screen(stage):
    """The routine's name and the reasons for a choice may tell a diagnosis."""
    asked = replace(CHOICES[0], reasons=(*CHOICES[0].reasons,))
    stage.open(choice=asked)
    stage.after(6)
    words = " ".join(
        one.text().lower()
        for window in stage.windows
        for kind in (QLabel, QPushButton)
        for one in window.findChildren(kind)
    )
    for word in ("pain", "hurt", "health", "routine", "therap", asked.exercise.purpose.lower()):
        assert word not in words


def test_another_break_takes_the_place_of_one_that_is_open(stage):
    stage.open()
    stage.after(6)
    stage.open(kind="movement", name="Movement break", choice=CHOICES[1])
    assert [e.status for e in stage.effects if isinstance(e, SetEnded)] == ["partial"]
    stage.after(6)
    assert [stage.text("break_exercise", one) for one in stage.windows] == ["Stretch", "Stretch"]
    stage.click("break_done")
    assert stage.told[-1] == ("done_wanted", "movement")


def test_without_another_exercise_none_is_offered_again(stage):
    stage.open()
    stage.after(6)
    settle()
    later = stage.panel.controls.later.geometry()
    stage.click("break_another")
    stage.presenter.offer(None)
    settle()
    assert not stage.panel.controls.another.isEnabled()
    assert stage.text("break_exercise") == "Tuck"
    # Who clicks twice must not put the break off.
    assert stage.panel.controls.later.geometry() == later
    stage.click("break_another")
    assert stage.names() == ["opened", "another_wanted"]
    stage.presenter.close()
    stage.open()
    stage.after(6)
    assert stage.panel.controls.another.isEnabled()


def test_asking_for_another_by_key_leads_to_no_other_button(stage):
    stage.open()
    stage.after(6)
    stage.panel.controls.another.setFocus()
    stage.presenter.another_wanted.connect(lambda _: stage.presenter.offer(None))
    stage.key(Qt.Key.Key_Space, stage.panel.controls.another)
    assert stage.leader.focusWidget() is stage.leader
    assert stage.names() == ["opened", "another_wanted"]


def test_another_text_size_counts_from_the_next_break_on(stage, theme):
    stage.open()
    before = stage.panel._prompt.font().pixelSize()
    stage.presenter.close()
    theme.choose("light", 2.0)
    try:
        stage.open()
        assert stage.panel._prompt.font().pixelSize() == 2 * before
    finally:
        theme.choose("system", 1.0)


def test_five_hundred_breaks_use_the_same_windows(stage):
    before: set[Any] = set()
    for number in range(500):
        stage.open(strictness=("overlay", "strict", "card")[number % 3], choice=None)
        stage.after(1)
        stage.presenter.close()
        if number == 2:
            before = set(stage.surfaces())
    assert len(before) >= 3
    assert set(stage.surfaces()) == before
    assert stage.visible_surfaces() == []


def test_a_message_says_what_to_do_in_whole_sentences(stage):
    stage.open(strictness="notification", choice=None)
    stage.after(3)
    assert stage.messages == [("Micro-break", "Take a break. Look up, and move as you like.")]
