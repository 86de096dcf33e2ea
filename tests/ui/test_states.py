"""Where there is nothing to show: a figure, a sentence, and one thing to do."""

import math
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit, QWidget

from posture_app.errors import sentence
from posture_app.gallery import breaks_samples, drawing, progress_samples, samples
from posture_app.library.files import load
from posture_app.plans.patient import Patient
from posture_app.preferences import USUAL_FIGURE, FigureAppearance
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.base import LATE_MS, Loading
from posture_app.ui.pages.snapshots import DiaryQuery
from posture_app.ui.pages.waiting import Waiting
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.plan_sheet import FaultsSheet
from posture_app.ui.therapist.builder.library_pane import LibraryPane
from posture_app.ui.therapist.builder.plan_list import PlanList
from posture_app.ui.therapist.builder.rows import BuilderRow, RowKey
from posture_app.ui.therapist.locked import Locked
from posture_app.ui.therapist.patient_choice import PatientChoice
from posture_app.ui.widgets.hero import StillStrip
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.state_card import StateCard, StatePicture, StateWords
from posture_app.ui.widgets.state_poses import _POSES, StatePose, at_rest
from posture_app.ui.widgets.still import StillCache
from tests.ui.acting import child, click
from tests.ui.colours import colours_of, lightness_of
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


def no_exercise_found(window):
    window.show_part("exercises")
    exercises = window.page("move").exercises
    exercises._query = exercises._query.with_facet("region", "jaw").with_facet(
        "category", "massage"
    )
    exercises._refresh()


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
        (nothing_found, ["clear-search"]),
        (no_exercise_found, ["show-all"]),
    ],
)
def test_each_has_a_figure_a_sentence_and_what_to_do(full, show, actions):
    show(full)
    drawing.settle()
    has_a_figure_a_sentence_and_what_to_do(full, actions)


def has_a_figure_a_sentence_and_what_to_do(shown, actions):
    [state] = [one for one in shown.findChildren(StateWords) if one.isVisibleTo(shown)]
    [picture] = state.findChildren(StatePicture)
    assert isinstance(picture._picture, QPixmap)
    sentences = [one.text() for one in state.findChildren(Label) if one.isVisibleTo(shown)]
    assert len(sentences) >= 2
    assert all(sentences)
    buttons = [one for one in state.findChildren(QAbstractButton) if one.isVisibleTo(shown)]
    assert [one.objectName() for one in buttons] == actions


def nobody_to_choose(make, _qtbot):
    return make(PatientChoice, [])


def nobody_of_that_code(make, _qtbot):
    choice = make(PatientChoice, [Patient(id="one", code="A. B.")])
    child(choice, QLineEdit, "patient-choice-search").setText("qwertz")
    return choice


def nothing_in_the_library(make, _qtbot):
    pane = make(LibraryPane, StillCache(make, lambda _make, _exercise: QWidget(), make.theme))
    pane.show_library(LIBRARY)
    pane.field.insert("qwertz")
    return pane


def nothing_in_the_palette(make, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(USUAL)
    palette = make(CommandPalette, window)
    palette.open_with([])
    return palette


def plan_with_faults(make, _qtbot):
    return make(FaultsSheet, "neck.postureplan", ["plan.name is missing"])


@pytest.mark.parametrize(
    ("made", "actions"),
    [
        (nobody_to_choose, ["choice-new-patient"]),
        (nobody_of_that_code, ["choice-all-patients"]),
        (nothing_in_the_library, ["builder-show-all"]),
        (nothing_in_the_palette, ["palette-clear"]),
        (plan_with_faults, ["close-faults"]),
    ],
)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_so_has_each_sheet_and_pane(make, looking, qtbot, made, actions, scale):
    looking("light", scale)
    shown = made(make, qtbot)
    qtbot.addWidget(shown)
    if isinstance(shown, CommandPalette):
        drawing.settle()
    else:
        drawing.show_off_screen(shown, QSize(460, 640))
    shown.grab()
    has_a_figure_a_sentence_and_what_to_do(shown, actions)
    [action] = [
        one for one in shown.findChildren(QAbstractButton) if one.objectName() == actions[0]
    ]
    assert action.width() >= action.sizeHint().width()


def test_one_card_tells_that_none_of_the_parts_has_what_is_typed_and_leads_back(full):
    nothing_found(full)
    page = full.page("move")
    assert not any(part.isVisibleTo(full) for part, _ in page._parts().values())
    assert any("“qwertz”" in one.text() for one in page._nothing.findChildren(Label))
    click(page._nothing, "clear-search")
    assert page._field.text() == ""
    assert not page._nothing.isVisibleTo(full)
    assert page.routines.isVisibleTo(full)


def test_a_part_in_which_nothing_is_found_is_left_out_beside_others(full):
    full.open_page("move")
    page = full.page("move")
    page._field.setText("zwerchfell")  # a word of the guide alone
    shown = {name for name, (part, _) in page._parts().items() if part.isVisibleTo(full)}
    assert shown == {"guide"}
    assert not page._exercises_heading.isVisibleTo(full)
    assert not page._nothing.isVisibleTo(full)


def test_filters_stay_in_sight_where_they_are_why_nothing_is_found(full):
    no_exercise_found(full)
    page = full.page("move")
    assert page.exercises._clear_button.isVisibleTo(full)
    page._field.setText("qwertz")
    assert page.exercises._clear_button.isVisibleTo(full)
    assert not page._nothing.isVisibleTo(full)
    click(page.exercises, "clear-all")
    assert page._field.text() == ""
    assert page.exercises.count == len(LIBRARY.exercises)


def test_a_library_without_routines_says_so_with_a_figure(full):
    page = full.page("move")
    page.show_snapshot(replace(LIBRARY, routines={}, programmes={}))
    full.open_page("move")
    drawing.settle()
    has_a_figure_a_sentence_and_what_to_do(full, [])


def test_what_is_shown_again_is_all_there_is(make, qtbot):
    pane = nothing_in_the_library(make, qtbot)
    qtbot.addWidget(pane)
    drawing.show_off_screen(pane, QSize(300, 640))
    assert not pane.list.isVisible()
    click(pane, "builder-show-all")
    assert pane.field.text() == ""
    assert pane.list.isVisible()
    assert pane.list.model().rowCount() == len(LIBRARY.exercises)


def test_where_there_is_nobody_to_choose_a_new_patient_can_be_made(make, qtbot):
    choice = nobody_to_choose(make, qtbot)
    qtbot.addWidget(choice)
    choice.show()
    with qtbot.waitSignal(choice.new_wanted):
        click(choice, "choice-new-patient")
    assert not choice.isVisible()


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
    before, after = (lightness_of(one)[:250] for one in (first, then))
    rows, columns = np.nonzero(np.abs(before - after) > 30)
    others = {QPoint(x, y) for x, y in zip(columns.tolist(), rows.tolist(), strict=True)}
    assert others
    assert not [one for one in others if not place.contains(one)]


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
    assert (getattr(_POSES[pose].neck, "flexion", None) or 0) >= 0  # its knot is seen
    # What the round ground would cut off fades out before it.
    low = round(0.98 * image.height())
    ground = image.pixelColor(image.width() // 2, round(0.02 * image.height()))
    for x in range(round(0.45 * image.width()), round(0.55 * image.width())):
        there = image.pixelColor(x, low)
        both = zip(there.getRgb(), ground.getRgb(), strict=True)
        assert max(abs(one - other) for one, other in both) <= 4


def test_the_figure_of_a_state_is_the_chosen_one(make, qtbot):
    picture = make(StatePicture, "looking")
    qtbot.addWidget(picture)
    drawing.show_off_screen(picture, picture.sizeHint())
    usual = picture.grab().toImage()
    try:
        make.theme.show_figure(FigureAppearance("broad", "dark"))
        chosen = picture.grab().toImage()
    finally:
        make.theme.show_figure(USUAL_FIGURE)
    assert np.abs(lightness_of(usual) - lightness_of(chosen)).max() > 60


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


@pytest.mark.parametrize("pose", ["looking", "reaching", "sitting"])
def test_a_figure_that_is_cut_fades_out_before_the_edge_of_its_ground(qtbot, make, pose):
    picture = make(StatePicture, pose, 180)
    qtbot.addWidget(picture)
    picture.resize(180, 180)
    image = picture._drawn().toImage()
    middle, drawn, alphas = image.width() / 2, 0, colours_of(image)[..., 3]
    for x in range(image.width()):
        for y in range(image.height() * 3 // 4, image.height()):
            share = math.hypot(x + 0.5 - middle, y + 0.5 - middle) / middle
            alpha = alphas[y, x]
            drawn += alpha == 255
            assert alpha < 64 or share < 0.96, (x, y)
    assert drawn  # and further in it is there
