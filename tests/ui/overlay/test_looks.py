"""How a break looks while it lasts: what stands out when, what comes in slowly, what moves."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.gallery.drawing import settle
from posture_app.ui.overlay.break_clock import FADE_S
from posture_app.ui.overlay.card_panel import CardPanel
from posture_app.ui.overlay.controls import CHANGED_S
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.panel import BreakMoment
from posture_app.ui.overlay.screen_panel import ScreenPanel
from posture_app.ui.overlay.snapshots import Care
from posture_app.ui.theme import tokens
from tests.there import there
from tests.ui.overlay.conftest import BREAK, CHOICES, TUCK, monitor

# The offscreen platform says this of every tool window that is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support raise")


def kinds(surface):
    return {
        one.objectName(): one._kind
        for one in surface.findChildren(QPushButton)
        if one.isVisibleTo(surface)
    }


@pytest.mark.parametrize("strictness", ["overlay", "card"])
def test_the_main_button_comes_when_the_exercise_is_done(stage, strictness):
    stage.open(strictness=strictness)
    surface = stage.leader or stage.presenter._card
    stage.after(6)
    assert "primary" not in kinds(surface).values()
    stage.after(40)
    assert stage.text("break_exercise", surface) == "That's it"
    assert kinds(surface)["break_done"] == "primary"
    assert stage.text("break_done", surface) == "Back to it"
    assert not {"break_skip", "break_later"} & kinds(surface).keys()
    stage.presenter.close()
    stage.open(strictness=strictness)
    assert stage.text("break_done", surface) == "Done"
    assert "primary" not in kinds(surface).values()


def test_the_count_goes_when_the_break_has_nothing_left_to_count(stage):
    stage.open(length_s=46, left_s=46)
    stage.after(40)
    settle()
    before = stage.panel.ring.geometry()
    stage.after(5)
    settle()
    assert stage.text("break_exercise") == "That's it"
    assert stage.panel._count._number == ""
    assert stage.panel.ring._shown[2] == 1.0
    assert stage.panel.ring.geometry() == before  # nothing has moved


def test_nothing_counts_right_after_the_buttons_have_changed(stage):
    stage.open()
    stage.after(46)
    assert stage.text("break_done") == "Back to it"
    stage.click("break_done")
    stage.after(CHANGED_S / 2)
    stage.click("break_done")
    assert stage.names() == ["opened"]
    stage.after(CHANGED_S)
    stage.after(0.1)
    stage.click("break_done")
    assert stage.told[-1] == ("done_wanted", "micro")


def test_a_strict_break_has_no_main_button(stage):
    stage.open(strictness="strict")
    stage.after(46)
    assert stage.text("break_exercise") == "That's it"
    assert "break_done" not in kinds(stage.leader)
    assert "break_hold_skip" in kinds(stage.leader)


def test_a_break_comes_in_slowly_where_things_may_move(stage, theme):
    theme.reduced_motion = False
    try:
        stage.open()
        cover = stage.leader._cover
        assert cover.isVisible()
        assert cover.opacity == 1
        stage.after(FADE_S / 2)
        assert 0 < cover.opacity < 1
        stage.after(FADE_S / 2)
        assert not cover.isVisible()
    finally:
        theme.reduced_motion = True


def test_with_less_motion_a_break_is_there_at_once(stage):
    stage.open()
    assert not stage.leader._cover.isVisible()


class Figure(BreakFigure):
    def __init__(self):
        super().__init__()
        self.seen = []

    def show_exercise(self, exercise):
        self.seen.append(exercise.id)

    def show_rest(self, at_s):
        self.seen.append(at_s)


@pytest.mark.parametrize("kind", [ScreenPanel, CardPanel])
def test_without_an_exercise_the_figure_moves_by_itself(qtbot, make, kind):
    figure = Figure()
    panel = make(kind, figure)
    qtbot.addWidget(panel)
    panel.show_break(replace(BREAK, choice=None, rest=TUCK))
    panel.show_moment(BreakMoment(57.0))
    assert figure.seen == ["tuck", 3.0]
    assert not figure.isHidden()


def test_when_the_exercise_is_done_the_figure_rests(qtbot, make):
    figure = Figure()
    panel = make(CardPanel, figure)
    qtbot.addWidget(panel)
    rest = there(CHOICES[1]).exercise
    panel.show_break(replace(BREAK, rest=rest))
    panel.show_moment(BreakMoment(10.0))
    assert figure.seen == ["tuck", "stretch", 50.0]


def test_a_figure_that_comes_later_is_shown(stage):
    stage.open(choice=None)
    figure = stage.panel.figure
    assert figure.isHidden()
    stage.presenter.show_at_rest(TUCK)
    assert not figure.isHidden()


def test_a_larger_screen_has_a_larger_break(make_stage):
    sizes = []
    for height in (800, 1440):
        stage = make_stage("A")
        stage.monitors.set(monitor("A", 0, height * 16 // 10, height))
        stage.open()
        sizes.append(stage.panel._name.font().pixelSize())
        stage.presenter.close()
    assert sizes[0] == tokens.TYPE["display"].size_px
    assert sizes[1] == pytest.approx(1.8 * sizes[0], abs=1)


def test_the_ground_is_deep_in_every_appearance(stage, theme):
    for appearance in ("light", "dark"):
        theme.choose(appearance)
        stage.open()
        QApplication.processEvents()
        colour = stage.leader.grab().toImage().pixelColor(5, 5)
        assert colour.lightness() < 40
        stage.presenter.close()
        stage.presenter.forget()
    theme.choose("system")


def test_the_ring_empties_with_the_break_and_the_count_with_the_phase(stage):
    stage.open()
    stage.after(30)
    shown = stage.panel.ring._shown
    assert shown[2] == 0.5
    assert shown[0] == stage.panel._count._number
    assert stage.panel._count._unit


def test_the_figure_and_the_ring_of_the_card_are_on_one_line(stage):
    stage.open(strictness="card")
    stage.after(6)
    QApplication.processEvents()
    panel = stage.presenter._card.panel
    ground, ring = panel._ground.geometry(), panel.ring.geometry()
    assert abs(ground.center().y() - ring.center().y()) <= 1


@pytest.mark.parametrize("button", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_is_not_left_on_a_button_that_has_become_another(stage, button):
    stage.open()
    stage.after(6)
    stage.panel.controls.skip.setFocus()
    stage.after(40)
    assert stage.leader.focusWidget() is stage.leader
    stage.key(button)
    assert stage.names() == ["opened"]


@pytest.mark.parametrize("height", [540, 800, 1440])
def test_words_do_not_lie_over_one_another(make_stage, height):
    stage = make_stage("A")
    stage.monitors.set(monitor("A", 0, height * 16 // 10, height))
    choice = there(BREAK.choice)
    long = replace(choice.exercise, steps=("Sit tall with your feet flat on the floor. " * 5,))
    stage.open(care=Care(short="Take care: dizziness"), choice=None)
    stage.leader.setWindowState(Qt.WindowState.WindowNoState)
    stage.leader.resize(height * 16 // 10, height)
    care = Care(short="Take care: dizziness")
    stage.presenter.offer(replace(choice, exercise=long), care)
    QApplication.processEvents()
    panel = stage.panel
    parts = [panel._name, panel._counted, panel._prompt, panel.ring, panel._care, panel.controls]
    places = [QRect(one.mapTo(panel, QPoint(0, 0)), one.size()) for one in parts]
    assert not any(one.intersects(other) for one, other in combinations(places, 2)), places
    assert all(panel.rect().contains(one) for one in places)
