"""The player at every size of window and text: nothing is cut, no warning out of sight."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import Stage, show_off_screen
from posture_app.gallery.player import PLAYER_SCREENS
from posture_app.library.files import load
from posture_app.ui.player.cue import CueLabel
from posture_app.ui.player.panels import WarningBox
from posture_app.words.catalogue import speaking

SIZES = (
    QSize(1920, 1080),
    QSize(1366, 700),
    QSize(1280, 800),
    QSize(940, 520),
    QSize(900, 600),
    QSize(720, 520),
)
SETTINGS = (
    *((size, scale) for size in SIZES[:3] for scale in (1.0, 2.0)),
    (SIZES[3], 1.0),
    (SIZES[4], 1.0),
)
DRAWN_ALIKE = ("player-repetition", "player-paused", "player-after")
BUILT_IN = load().library
SCREENS = {screen.name: screen for screen in PLAYER_SCREENS}


@pytest.fixture
def show(theme, qtbot):
    chosen = theme.appearance, theme.text_scale
    views = []

    def shown(name, size, scale):
        theme.choose("light", scale)
        view: Any = SCREENS[name].make(Stage(theme, BUILT_IN))
        qtbot.addWidget(view)
        views.append(view)  # or it would go with the last name for it
        show_off_screen(view, size)
        view.driver.tick()
        view.driver.stop()
        QApplication.processEvents()
        return view

    yield shown
    theme.choose(*chosen)


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda one: f"{one[0].width()}x{one[0].height()}-{one[1]}"
)
@pytest.mark.parametrize("name", [name for name in SCREENS if name not in DRAWN_ALIKE])
def test_nothing_of_the_player_is_cut(show, name, setting):
    size, scale = setting
    with speaking("de"):  # its words are the longer ones
        assert clipped(show(name, size, scale)) == []


def test_nothing_of_the_player_is_cut_in_a_small_window_with_large_text(show):
    with speaking("de"):
        for name in ("player-hold", "player-rest", "player-hurt", "player-after"):
            assert clipped(show(name, QSize(900, 600), 2.0)) == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("name", ["player-before", "player-hurt"])
def test_whoever_can_press_a_button_can_read_the_warning(show, name, size, scale):
    with speaking("de"):
        panel = show(name, size, scale).page
    warning = panel.findChild(WarningBox)
    names = ("player_start", "player_cancel", "hurt_easier", "hurt_skip", "hurt_stop")
    buttons = [one for one in panel.findChildren(QPushButton) if one.objectName() in names]
    pressed_somewhere = False
    bar = panel.area.verticalScrollBar()
    for place in {0, *range(0, bar.maximum(), 40), bar.maximum()}:
        bar.setValue(place)
        QApplication.processEvents()
        if any(not one.visibleRegion().isEmpty() for one in buttons):
            pressed_somewhere = True
            assert warning.visibleRegion().boundingRect() == warning.rect(), place
    assert pressed_somewhere


@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_ring_and_its_words_grow_with_the_text(show, size):
    ring = show("player-hold", size, 1.0).stage.ring
    smallest, under = min(ring.width(), ring.height()), ring.under_px
    assert smallest >= 104
    assert under >= 12
    ring = show("player-hold", size, 2.0).stage.ring
    assert min(ring.width(), ring.height()) >= 208
    assert ring.under_px >= 24


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_ring_never_takes_more_than_a_corner(show, size, scale):
    stage = show("player-hold", size, scale).stage
    ring = stage.ring.geometry().translated(stage.ring.mapTo(stage.ground, QPoint()))
    assert ring.width() <= 280
    figure = stage.ground.layout().itemAt(0).geometry()
    assert not figure.intersects(stage.ring.parentWidget().geometry())


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]], ids=["1920x1080", "1280x800"])
def test_the_figure_is_the_stage(show, size):
    view = show("player-hold", size, 1.0)
    ground = view.stage.ground
    share = ground.width() * ground.height() / (size.width() * size.height())
    assert share >= 0.70


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]], ids=["1920x1080", "1280x800"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_cue_of_the_library_is_one_line_that_is_read_at_two_metres(show, size, language):
    with speaking(language):
        label = show("player-hold", size, 1.0).stage.findChild(CueLabel)
    for exercise in load(language=language).library.exercises.values():
        for cue in exercise.cues:
            label.say(cue)
            metrics = label.fontMetrics()
            assert metrics.horizontalAdvance(cue) <= label.width()
            # 16 minutes of arc at 2 m, on a screen of 96 pixels to the inch.
            assert metrics.capHeight() >= 35, cue


def test_a_long_instruction_takes_two_lines_in_the_same_room(show):
    label = show("player-hold", SIZES[2], 1.0).stage.findChild(CueLabel)
    height = label.height()
    label.say("Sit tall on a chair, and let one arm hang down beside it. " * 2)
    QApplication.processEvents()
    assert label.height() == height
    assert label.heightForWidth(label.width()) <= height


def test_both_ends_of_the_scale_of_pain_can_be_read(show):
    with speaking("de"):
        view = show("player-before", QSize(900, 600), 2.0)
    assert clipped(view.before.pain) == []
