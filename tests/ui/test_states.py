"""Where there is nothing to show: a figure, a sentence, and one thing to do."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit, QWidget

from posture_app.errors import sentence
from posture_app.gallery import breaks_samples, drawing, progress_samples, samples
from posture_app.library.files import load
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.base import LATE_MS, Loading
from posture_app.ui.pages.snapshots import DiaryQuery
from posture_app.ui.pages.waiting import Waiting
from posture_app.ui.therapist.builder.plan_list import PlanList
from posture_app.ui.therapist.builder.rows import BuilderRow, RowKey
from posture_app.ui.therapist.locked import Locked
from posture_app.ui.widgets.hero import StillStrip
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.state_card import StateCard, StatePicture, StateWords
from posture_app.ui.widgets.state_poses import StatePose, at_rest
from posture_app.ui.widgets.still import StillCache
from tests.ui.acting import child, click
from tests.ui.content import LIBRARY

USUAL = QSize(1180, 800)
LOG = samples.log(LIBRARY)


def progress_empty(window):
    window.page("progress").show_snapshot(replace(LOG, sessions=(), deleted=()))
    window.open_page("progress")


def breaks_off(window):
    window.page("breaks").show_snapshot(breaks_samples.off())
    window.open_page("breaks")


def breaks_first(window):
    window.page("breaks").show_snapshot(breaks_samples.empty())
    window.open_page("breaks")


def today_nothing(window):
    nothing = replace(samples.today(LIBRARY), offer=None, alternatives=())
    window.page("today").show_snapshot(nothing)
    window.open_page("today")


def nothing_found(window):
    window.open_page("move")
    window.page("move")._field.setText("qwertz")


def progress_without_entries(window):
    window.page("progress").show_snapshot(replace(LOG, has_entries=False))
    window.open_page("progress")


def diary_nothing(window):
    page = window.page("progress")
    page.show_snapshot(progress_samples.nothing_found(LIBRARY))
    page.show_view("diary")
    window.open_page("progress")


@pytest.mark.parametrize(
    ("show", "actions"),
    [
        (progress_without_entries, ["check-in"]),
        (diary_nothing, ["whole-log"]),
        # An empty journal can be begun in two ways, by an entry or by exercise.
        (progress_empty, ["check-in", "choose-routine"]),
        (breaks_off, ["turn-on"]),
        (breaks_first, ["to-schedule"]),
        (today_nothing, ["choose-routine"]),
        (nothing_found, ["show-all"]),
    ],
)
def test_each_has_a_figure_a_sentence_and_what_to_do(full, show, actions):
    show(full)
    drawing.settle()
    [state] = [one for one in full.findChildren(StateWords) if one.isVisibleTo(full)]
    [picture] = state.findChildren(StatePicture)
    assert isinstance(picture._picture, QPixmap)
    sentences = [one.text() for one in state.findChildren(Label) if one.isVisibleTo(full)]
    assert len(sentences) >= 2
    assert all(sentences)
    buttons = [one for one in state.findChildren(QAbstractButton) if one.isVisibleTo(full)]
    assert [one.objectName() for one in buttons] == actions


def test_what_cannot_be_loaded_has_them_too(full):
    full.show_problem("The log cannot be read.")
    drawing.settle()
    page = child(full, QWidget, "cannot-load")
    [card] = page.findChildren(StateCard)
    assert card.findChildren(StatePicture)
    assert [one.toPlainText() for one in card.findChildren(QTextEdit)] == [
        "The log cannot be read."
    ]
    [again] = card.findChildren(QAbstractButton)
    assert again._kind == "primary"
    assert [one.objectName() for one in page.findChildren(QAbstractButton) if one.isVisible()] == [
        "try-again"
    ]


@pytest.mark.parametrize("shown", [breaks_samples.paused(), breaks_samples.troubled()])
def test_breaks_that_are_held_back_have_a_figure_in_the_place_of_the_ring(full, shown):
    full.page("breaks").show_snapshot(shown)
    full.open_page("breaks")
    status = full.page("breaks").now.status
    assert status._picture.isVisibleTo(full)
    assert not status.ring.isVisibleTo(full)
    full.page("breaks").show_snapshot(breaks_samples.full())
    assert status.ring.isVisibleTo(full)
    assert not status._picture.isVisibleTo(full)


def test_the_thing_to_do_on_an_empty_day_leads_to_the_routines(full):
    today_nothing(full)
    drawing.settle()
    click(child(full.page("today"), QWidget, "nothing-today"), "choose-routine")
    assert full.open_page_key == "move"


def test_the_whole_log_is_shown_again_where_nothing_was_found(full):
    diary_nothing(full)
    asked: list[DiaryQuery] = []
    full.page("progress").diary_asked.connect(asked.append)
    diary = full.page("progress").diary
    diary.field.setText("qwertz")
    click(diary, "whole-log")
    assert diary.field.text() == ""
    assert asked == [DiaryQuery()]


def test_where_no_place_was_told_of_a_button_lets_one_tell(full):
    page = full.page("progress")
    page.show_snapshot(LOG)
    page.show_view("body")
    full.open_page("progress")
    asked = []
    page.check_in_requested.connect(lambda: asked.append(True))
    page.show_places(())
    click(page.body, "check-in")
    assert asked == [True]
    page.show_places(progress_samples.places(progress_samples.TODAY - timedelta(days=90)))
    assert not child(page.body, QAbstractButton, "check-in").isVisible()


def test_what_takes_a_blink_says_nothing_and_what_takes_longer_does(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.open_page("today")
    drawing.show_off_screen(window, USUAL)
    loading = next(one for one in window.findChildren(Loading) if one.isVisible())
    assert loading._late.isActive()
    assert loading._late.interval() == LATE_MS
    assert not loading.findChildren(StatePicture)
    loading._late.stop()
    loading._late.timeout.emit()
    drawing.settle()
    [card] = loading.findChildren(StateCard)
    assert card.findChildren(StatePicture)
    assert [one.objectName() for one in card.findChildren(QAbstractButton)] == ["look-away"]
    window.page("today").show_snapshot(samples.today(LIBRARY))
    assert not loading._late.isActive()


def test_until_something_can_be_done_the_same_figure_and_sentence_are_painted(theme, qtbot):
    """What is painted at first and what comes then are the same but for the button."""
    loading = Loading(theme)
    qtbot.addWidget(loading)
    drawing.show_off_screen(loading, USUAL)
    first = loading.grab().toImage()
    loading.tell()
    drawing.settle()
    then, button = loading.grab().toImage(), child(loading, QAbstractButton, "look-away")
    place = QRect(button.mapTo(loading, QPoint()), button.size())
    others = {
        (x, y)
        for x in range(first.width())
        for y in range(250)
        if abs(first.pixelColor(x, y).lightness() - then.pixelColor(x, y).lightness()) > 30
    }
    assert others
    assert {one for one in others if not place.contains(QPoint(*one))} == set()


def test_what_is_loaded_does_not_wait_for_a_figure():
    words = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]); "
        "from posture_app.ui.theme.theme import Theme; "
        "from posture_app.ui.pages.base import Loading; "
        "loading = Loading(Theme(app)); loading.tell(); loading.grab(); "
        "print([one for one in sys.modules if one.startswith(('posture_app.ui.figure', 'numpy'))])"
    )
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    shown = subprocess.run(
        [sys.executable, "-c", words],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environ,
    )
    assert shown.stdout.strip() == "[]"


def test_the_time_until_a_page_is_there_is_for_the_eyes(theme, qtbot):
    loading = Loading(theme)
    qtbot.addWidget(loading)
    loading.tell()
    drawing.show_off_screen(loading, USUAL)
    waiting, rest = child(loading, Waiting, ""), child(loading, QAbstractButton, "look-away")

    def words():
        return [one.text() for one in waiting.findChildren(Label) if one.isVisible()]

    opened = words()
    assert rest.text() == "Look away for 20 seconds"
    rest.click()
    assert waiting._over.remainingTime() > 19_000
    assert not rest.isEnabled()
    assert words() != opened
    waiting._over.stop()
    waiting._over.timeout.emit()
    assert rest.isEnabled()
    assert any(one.startswith("Your eyes have rested.") for one in words())
    rest.click()
    loading.hide()  # the page is there
    assert not waiting._over.isActive()


def test_a_page_is_built_where_the_words_came_before_the_first_painting(theme, qtbot):
    loading = Loading(theme)
    qtbot.addWidget(loading)
    told = []
    loading.painted.connect(lambda: told.append(True))
    loading.tell()
    drawing.show_off_screen(loading, QSize(600, 400))
    loading.repaint()
    assert told == [True]


def test_locked_patients_have_them_with_the_field_between_sentence_and_button(make, qtbot):
    locked = make(Locked)
    qtbot.addWidget(locked)
    drawing.show_off_screen(locked, USUAL)
    [card] = locked.findChildren(StateCard)
    assert card.findChildren(StatePicture)
    field, unlock = child(card, QLineEdit, "passphrase"), child(card, QAbstractButton, "unlock")
    assert field.mapTo(card, QPoint()).y() < unlock.mapTo(card, QPoint()).y()
    assert child(card, QWidget, "unlock-problem").isHidden()
    locked.show_problem(sentence("Not this one."))
    assert child(card, QWidget, "unlock-problem").isVisible()


def test_a_phase_without_exercises_has_a_figure(make, qtbot):
    asked = []

    def still(_make, exercise):
        asked.append(exercise.id)
        return QWidget()

    stills = StillCache(make, still, make.theme)
    plan = make(PlanList, stills)
    qtbot.addWidget(plan)
    plan.show_rows([BuilderRow(RowKey("hint", "first"), "Exercises go here.")])
    drawing.show_off_screen(plan, QSize(400, 300))
    plan.grab()
    drawing.settle()
    assert asked == ["at-rest-reaching"]
    stills.deleteLater()


@pytest.mark.parametrize("pose", ["looking", "reaching", "sitting", "resting"])
def test_every_pose_can_be_drawn(make, qtbot, pose: StatePose):
    picture = make(StatePicture, pose)
    qtbot.addWidget(picture)
    drawing.show_off_screen(picture, picture.sizeHint())
    image = picture.grab().toImage()
    colours = {image.pixel(x, image.height() // 2) for x in range(image.width())}
    assert len(colours) > 3
    assert at_rest(pose).motion is not None


def test_no_more_than_three_figures_stand_side_by_side(make, qtbot):
    stills = StillCache(make, lambda _make, _exercise: QWidget(), make.theme)
    exercises = tuple(load().library.exercises.values())[:8]
    strip = make(StillStrip, stills, exercises)
    qtbot.addWidget(strip)
    for width, fits in ((1000, 3), (300, 2), (150, 1)):
        drawing.show_off_screen(strip, QSize(width, 96))
        stills._wanted.clear()
        stills.forget()
        strip.grab()
        assert len(stills._wanted) == fits
        assert all(key[1:3] == (96, 96) for key in stills._wanted)
    stills._idle.stop()
    stills.deleteLater()


def test_the_figure_is_loaded_when_a_picture_is_shown():
    """The window, and a program without one, come before it."""
    words = (
        "import sys, posture_app.ui.main_window, posture_app.ui.pages.today, posture_app.ui.tray, "
        "posture_app.ui.pages.progress, posture_app.ui.pages.breaks, "
        "posture_app.reminders.break_display; "
        "print([one for one in sys.modules if one.startswith('posture_app.ui.figure')])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"
