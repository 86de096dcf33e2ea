"""The player at every size of window and text: nothing is cut, no warning out of sight."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import DrawingContext, show_off_screen
from posture_app.gallery.player import PLAYER_SCREENS
from posture_app.library.files import load
from posture_app.ui.figure.legend import MuscleLegend
from posture_app.ui.player.cue import CueLabel
from posture_app.ui.player.figure import MovingFigure
from posture_app.ui.player.pain_path import PainPath
from posture_app.ui.player.warning_box import WarningBox
from posture_app.ui.player.week import WeekDays
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.words import catalogue
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.looks import look_again

SIZES = (
    QSize(1920, 1080),
    QSize(1366, 700),
    QSize(1280, 800),
    QSize(940, 520),
    QSize(900, 600),
    QSize(720, 520),
)
SETTINGS = ((1.0, SIZES[:5]), (2.0, (*SIZES[:3], SIZES[4])))
DRAWN_ALIKE = ("player-repetition", "player-paused", "player-after")
BUILT_IN = load().library
SCREENS = {screen.name: screen for screen in PLAYER_SCREENS}


@pytest.fixture
def show(make, qtbot):
    """Shows a player; the one that a test had shown before is the same one, in another size.

    Most ask how it is laid out: to paint it, too, would take as long again.
    """
    chosen = make.theme.appearance, make.theme.text_scale
    views: dict[tuple[str, float, str], Any] = {}

    def shown(name, size, scale, *, painted=False):
        make.theme.choose("light", scale)
        key = (name, scale, catalogue.language())
        if key not in views:
            views[key] = SCREENS[name].make(DrawingContext(make, BUILT_IN))
            qtbot.addWidget(views[key])
        view = views[key]
        view.setUpdatesEnabled(painted)
        show_off_screen(view, size)
        view.driver.tick()
        view.driver.stop()
        QApplication.processEvents()
        return view

    yield shown
    look_again(make.theme, *chosen)


# Making a player is what takes the time: each is made once for all sizes of the window.
@pytest.mark.parametrize(("scale", "sizes"), SETTINGS, ids=["1.0", "2.0"])
@pytest.mark.parametrize("name", [name for name in SCREENS if name not in DRAWN_ALIKE])
def test_nothing_of_the_player_is_cut(show, name, scale, sizes):
    with speaking("de"):  # its words are the longer ones
        for size in sizes:
            view = show(name, size, scale, painted=size == sizes[-1])
            assert clipped(view) == [], size


@pytest.mark.parametrize("name", ["player-hold", "player-paused"])
def test_the_steps_stand_side_by_side_in_the_smallest_window(show, name):
    with speaking("de"):
        view = show(name, QSize(640, 480), 2.0)
        controls = view.session_view.controls
    named = {one.objectName(): one for one in controls.findChildren(QPushButton)}
    order = ["player_hurt", "player_back", "player_pause", "player_next", "player_more"]
    places = [(named[one].mapTo(controls, QPoint()).x(), named[one].width()) for one in order]
    for (left, width), (following, _width) in pairwise(places):
        assert left + width < following
    assert named["player_hurt"].text() == "Das tat weh"
    for one in order:  # what is told by a sign is still said
        assert named[one].accessibleName(), one


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["player-hold-long", "player-rest"])
def test_long_words_leave_figure_and_count_their_room_in_the_smallest_window(show, name, language):
    with speaking(language):
        for size in (QSize(640, 480), QSize(720, 520)):
            view = show(name, size, 2.0)
            assert clipped(view) == [], size
            ground, ring = view.session_view.ground, view.session_view.ring
            assert ground.height() >= size.height() / 3, size
            assert ground.rect().contains(QRect(ring.mapTo(ground, QPoint()), ring.size())), size


def test_nothing_of_the_player_is_cut_in_a_small_window_with_large_text(show):
    with speaking("de"):
        for name in ("player-hold", "player-rest", "player-hurt", "player-after"):
            view = show(name, QSize(900, 600), 2.0)
            assert clipped(view) == []
            ground = view.session_view.ground
            ground.name.setText("Dehnung des oberen Kapuzenmuskels")
            ground.place()
            assert ground.name.is_whole  # rather in smaller letters than cut


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", ["player-before", "player-before-told", "player-hurt"])
def test_whoever_can_press_a_button_can_read_the_warning(show, name, scale):
    for size in SIZES:
        with speaking("de"):
            panel = show(name, size, scale).page
        panel.area.verticalScrollBar().setValue(0)
        QApplication.processEvents()
        onwards = (panel.main, panel.findChild(QPushButton, "player_read_on"))
        assert any(map(is_seen_whole, onwards)), size
        the_warning_is_read_wherever_a_button_is_seen(panel, size)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", ["player-before", "player-before-told"])
def test_the_one_start_is_in_sight_wherever_the_questions_are_scrolled_to(show, name, scale):
    for size in SIZES[:5]:
        with speaking("de"):
            panel = show(name, size, scale).before
        in_sight = [panel.start, panel.warning, *own_cautions(panel, name)]
        bar = panel.area.verticalScrollBar()
        for place in {0, bar.maximum() // 2, bar.maximum()}:
            bar.setValue(place)
            QApplication.processEvents()
            for one in in_sight:
                assert is_seen_whole(one), (size, place, one)


def test_where_the_cautions_leave_no_room_a_button_leads_to_them_and_to_the_start(show, qtbot):
    with speaking("de"):
        view = show("player-before-told", QSize(720, 520), 2.0)
    panel, bar = view.before, view.before.area.verticalScrollBar()
    further = panel.findChild(QPushButton, "player_read_on")
    in_sight = [panel.start, panel.warning, *own_cautions(panel, "player-before-told")]
    bar.setValue(0)
    QApplication.processEvents()
    assert is_seen_whole(further)
    assert panel.start.visibleRegion().isEmpty()
    for key in (None, Qt.Key.Key_Return):  # neither starts unread
        bar.setValue(0)
        QApplication.processEvents()
        (further.click if key is None else lambda: qtbot.keyClick(panel, Qt.Key.Key_Return))()
        QApplication.processEvents()
        assert view.page is panel
        assert all(map(is_seen_whole, in_sight))
        assert not further.isVisible()
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert view.page is not panel


def own_cautions(panel, name):
    """With the pain open; the label of what concerns the person, if there is one."""
    panel.pain.set_answer(None)
    panel.pain.answered.emit(None)
    QApplication.processEvents()
    with speaking("de"):
        own = safety_words.day_after_injection(2)
    found = [one for one in panel.findChildren(QLabel) if one.text() == own]
    assert len(found) == (name == "player-before-told")
    return found


def is_seen_whole(widget):
    return widget.visibleRegion().boundingRect() == widget.rect()


def the_warning_is_read_wherever_a_button_is_seen(panel, size):
    warning = panel.findChild(WarningBox)
    names = (
        "player_start",
        "player_cancel",
        "player_rest",
        "player_start_anyway",
        "hurt_easier",
        "hurt_skip",
        "hurt_stop",
    )
    buttons = [one for one in panel.findChildren(QPushButton) if one.objectName() in names]
    pressed_somewhere = False
    bar = panel.area.verticalScrollBar()
    for place in {0, *range(0, bar.maximum(), 40), bar.maximum()}:
        bar.setValue(place)
        QApplication.processEvents()
        if any(not one.visibleRegion().isEmpty() for one in buttons):
            pressed_somewhere = True
            assert warning.visibleRegion().boundingRect() == warning.rect(), (size, place)
    assert pressed_somewhere, size


@pytest.mark.parametrize("language", ["de", "en"])
def test_after_a_session_pain_week_tomorrow_and_figure_are_in_sight_at_twice_the_text(
    show, language
):
    with speaking(language):
        for size in (QSize(1180, 800), QSize(1280, 800), QSize(1920, 1080)):
            after = show("player-after-answered", size, 2.0).after
            picture = there(after.findChild(StatePicture))
            week, path = there(after.findChild(WeekDays)), there(after.findChild(PainPath))
            tomorrow = there(after.findChild(QLabel, "tomorrow"))
            for one in (picture, week, tomorrow, path, after.pain, after.change, after.main):
                assert is_seen_whole(one), (size, one)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["player-after", "player-after-hurt"])
def test_after_a_session_the_figure_is_in_sight_at_every_size(show, name, language):
    sizes = [QSize(640, 480), QSize(900, 600), QSize(1100, 760), QSize(1180, 800)]
    with speaking(language):
        for size, scale in [(QSize(700, 560), 1.0), *((size, 2.0) for size in sizes)]:
            after = show(name, size, scale).after
            assert clipped(after) == [], size
            bar = after.area.verticalScrollBar()
            bar.setValue(0)
            QApplication.processEvents()
            [picture] = [one for one in after.findChildren(StatePicture) if one.isVisible()]
            assert is_seen_whole(picture), size
            assert picture.width() >= 64, size
            if name == "player-after":  # and the first question, which can be answered
                for answer in after.effort.findChildren(QPushButton):
                    assert is_seen_whole(answer), size


def test_in_a_small_window_with_large_text_a_button_leads_to_the_week(show):
    with speaking("de"):
        after = show("player-after-answered", QSize(900, 600), 2.0).after
    bar, week = after.area.verticalScrollBar(), there(after.findChild(WeekDays))
    further = there(after.findChild(QPushButton, "player_to_week"))
    bar.setValue(0)
    QApplication.processEvents()
    assert week.visibleRegion().isEmpty()
    assert is_seen_whole(further)
    assert after._fade.isVisible()  # the rest is seen to go on below the buttons
    further.click()
    QApplication.processEvents()
    assert is_seen_whole(week)
    assert not further.isVisible()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert not after._fade.isVisible()


def test_the_ring_and_its_words_grow_with_the_text(show):
    for scale in (1.0, 2.0):
        for size in SIZES[:3]:
            ring = show("player-hold", size, scale).session_view.ring
            assert min(ring.width(), ring.height()) >= 104 * scale, size
            assert ring.under_px >= 12 * scale, size


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_ring_never_takes_more_than_a_corner(show, scale):
    for size in SIZES:
        context = show("player-hold", size, scale).session_view
        ring = context.ring.geometry().translated(context.ring.mapTo(context.ground, QPoint()))
        assert ring.width() <= 280, size
        figure = context.ground.layout().itemAt(0).geometry()
        assert not figure.intersects(context.ring.parentWidget().geometry()), size


def test_what_shows_a_part_of_the_body_fades_out_below_and_what_is_whole_does_not(make, qtbot):
    exercises = load().library.exercises
    ground = make.theme.colour("sunken")
    for name, fades in (("neck-side-bend", True), ("overhead-reach", False)):
        figure = make(MovingFigure, reduced_motion=False)
        qtbot.addWidget(figure)
        figure.show_exercise(exercises[name])
        show_off_screen(figure, QSize(500, 500))
        assert bool(figure._figure._cut_sides) is fades
        if fades:
            image, last = figure.grab().toImage(), figure._figure.geometry().bottom()
            line = {image.pixelColor(x, last).lightness() for x in range(0, 500, 5)}
            assert max(line) - min(line) <= 12
            assert abs(max(line) - ground.lightness()) <= 20


@pytest.mark.parametrize("language", ["de", "en"])
def test_in_the_smallest_window_the_figure_keeps_its_room_from_a_notice(show, language):
    with speaking(language):
        for name in ("player-hold", "player-rest"):
            ground = show(name, QSize(640, 480), 2.0).session_view.ground
            assert ground._figure.height() >= 0.4 * ground.height(), name
        # In German it would have taken that.
        assert ground.notice.isHidden() == (language == "de")
        notice = show("player-rest", QSize(1024, 768), 2.0).session_view.ground.notice
        assert not notice.isHidden()
        assert notice.is_whole


WINDOWS = (
    QSize(900, 600),
    QSize(1024, 768),
    QSize(1180, 800),
    QSize(1280, 800),
    QSize(1366, 768),
    QSize(1920, 1080),
    QSize(2560, 1440),
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_figure_has_most_of_the_window(show, language, scale):
    """The ground that the figure stands on: 70 per cent of the window's area.

    Where there is room for the words beside the figure, it is as much of the window's height, too.
    """
    for name in ("player-hold", "player-rest", "player-repetition"):
        for size in WINDOWS:
            with speaking(language):
                ground = show(name, size, scale).session_view.ground
            share = ground.width() * ground.height() / (size.width() * size.height())
            assert share >= 0.70, (name, size)
            if size.width() >= 560 * scale and ground.notice.isHidden():
                assert ground._figure.height() >= 0.70 * size.height(), (name, size)


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_in_the_smallest_window_too_as_long_as_the_cue_is_one_line(show, language):
    for name in ("player-hold", "player-hold-long", "player-repetition", "player-rest"):
        for size in (QSize(640, 480), QSize(720, 520)):
            with speaking(language):
                context = show(name, size, 2.0).session_view
            assert clipped(context) == [], (name, size)
            share = (
                context.ground.width() * context.ground.height() / (size.width() * size.height())
            )
            assert share >= (0.66 if name == "player-rest" else 0.70), (name, size)
            cue = there(context.findChild(CueLabel))
            assert cue.fontMetrics().height() >= 0.07 * size.height(), (name, size)
            for one in context.controls.findChildren(QPushButton):
                assert is_seen_whole(one)
                assert one.height() >= 48, (name, size)  # it is hit by a finger


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_cue_of_the_library_is_one_line_that_is_read_at_two_metres(show, language):
    exercises = load(language=language).library.exercises.values()
    for size in (SIZES[0], SIZES[2]):
        with speaking(language):
            label = show("player-hold", size, 1.0).session_view.findChild(CueLabel)
        for cue in (one for exercise in exercises for one in exercise.cues):
            label.say(cue)
            metrics = label.fontMetrics()
            assert metrics.horizontalAdvance(cue) <= label.width(), (size, cue)
            # 16 minutes of arc at 2 m, on a screen of 96 pixels to the inch.
            assert metrics.capHeight() >= 35, (size, cue)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_question_whether_to_end_leaves_the_count_in_sight(show, scale):
    for size in WINDOWS[1:]:
        with speaking("de"):
            view = show("player-leave", size, scale)
        sheet, ring = view.leave._sheet, view.session_view.ring
        place = QRect(sheet.mapTo(view, QPoint()), sheet.size())
        assert not place.intersects(QRect(ring.mapTo(view, QPoint()), ring.size())), size
        assert clipped(view.leave) == [], size
    letters = view.leave.text.font().pixelSize()  # those of the largest window
    assert (
        letters >= 1.4 * show("player-leave", QSize(1180, 800), 1.0).leave.text.font().pixelSize()
    )


def test_a_long_instruction_takes_two_lines_in_the_same_room(show):
    label = show("player-hold", SIZES[2], 1.0).session_view.findChild(CueLabel)
    height = label.height()
    label.say("Sit tall on a chair, and let one arm hang down beside it. " * 2)
    QApplication.processEvents()
    assert label.height() == height
    assert label.heightForWidth(label.width()) <= height


@pytest.mark.parametrize("name", ["player-before", "player-before-told", "player-hurt"])
def test_no_line_of_words_is_half_seen_at_the_edge_of_what_scrolls(show, name):
    seen = 0
    for size in (*SIZES[2:5], QSize(1180, 800)):
        with speaking("de"):
            panel = show(name, size, 2.0).page
        bar, viewport, fade = panel.area.verticalScrollBar(), panel.area.viewport(), panel._fade
        for value in range(0, bar.maximum(), 37):
            bar.setValue(value)
            QApplication.processEvents()
            clear_to = fade.y() - viewport.y()
            hidden_from = clear_to + (fade._over_px or fade.height())
            for letters_from, letters_to in lines_of_words(panel):
                if letters_from < viewport.height():
                    seen += 1
                    assert letters_to <= clear_to or letters_from >= hidden_from, (size, value)
    assert seen


def lines_of_words(panel):
    """From where to where the letters of each line reach that is in what scrolls."""
    for label in panel._content.findChildren(Label):
        if label.isVisibleTo(panel._content):
            top, line = label.mapTo(panel.area.viewport(), QPoint()).y(), label.fontMetrics()
            for at in range(
                top, top + label.height() - line.lineSpacing() // 2, line.lineSpacing()
            ):
                yield at + 0.2 * line.lineSpacing(), at + 0.8 * line.lineSpacing()


def test_words_are_not_veiled_with_the_figure_that_stands_still(show):
    ground = show("player-paused", QSize(1180, 800), 1.0).session_view.ground
    above = ground.children().index(ground._scrim)
    assert ground._scrim.isVisible()
    for words in (ground._head, ground._about, ground._side, ground.notice):
        assert ground.children().index(words) > above


def test_in_a_wide_window_a_name_uses_the_room_beside_the_figure(show):
    with speaking("de"):
        ground = show("player-hold", QSize(2560, 1440), 1.0).session_view.ground
        assert ground.name._laid_out(float(ground.name.width())).lineCount() == 1
        long = show("player-hold-long", QSize(2560, 1440), 1.0).session_view.ground
        assert long.name.is_whole
        assert long.name._laid_out(float(long.name.width())).lineCount() <= 3
        assert long.name.mapTo(long, QPoint()).x() + long.name.width() <= long._free_px()


@pytest.mark.parametrize("size", [QSize(940, 520), QSize(900, 600), QSize(1180, 640)])
def test_an_answer_stays_in_sight_where_the_warning_grows(show, qtbot, size):
    with speaking("de"):
        panel = show("player-before", size, 1.0).before
        panel.area.verticalScrollBar().setValue(0)
        qtbot.keyClick(panel, Qt.Key.Key_5)
        QApplication.processEvents()
    assert panel.pain.answer == 5
    assert is_seen_whole(panel.pain)


@pytest.mark.parametrize("language", ["en", "de"])
def test_how_strong_the_pain_is_can_be_answered_in_a_small_window_with_large_text(show, language):
    with speaking(language):
        view = show("player-hurt", QSize(900, 600), 2.0)
    numbers = view.hurt.pain.findChildren(QPushButton)
    assert len(numbers) == 11
    assert all(is_seen_whole(number) for number in numbers)


def test_both_ends_of_the_scale_of_pain_can_be_read(show):
    with speaking("de"):
        view = show("player-before", QSize(900, 600), 2.0)
    assert clipped(view.before.pain) == []


def test_in_a_large_window_the_words_and_buttons_are_larger_and_become_as_they_were(show):
    def sizes(size, scale):
        view = show("player-before", size, scale)
        title, start = view.before.title, view.before.start
        return title.font().pixelSize(), start.height(), view.before.column.geometry().width()

    usual = sizes(SIZES[2], 1.0)
    large = sizes(QSize(2560, 1440), 1.0)
    assert all(more >= 1.45 * less for more, less in zip(large, usual, strict=True))
    assert clipped(show("player-before", QSize(2560, 1440), 1.0)) == []
    assert sizes(SIZES[2], 1.0) == usual
    assert sizes(QSize(2560, 1440), 2.0)[0] == 2 * usual[0]  # there is no more room than usual


def test_the_legend_is_as_large_as_what_is_around_it(show):
    view = show("player-hold", QSize(1180, 800), 1.0)
    usual = view.session_view.findChild(MuscleLegend).height()
    view = show("player-hold", QSize(2560, 1440), 1.0)
    legend = view.session_view.findChild(MuscleLegend)
    assert legend.isVisible()
    assert legend.height() >= 0.9 * view._grown.growth * usual
    assert view._grown.growth > 1.4


def test_the_legend_is_shown_wherever_it_fits(show):
    legend = show("player-hold", QSize(900, 600), 2.0).session_view.findChild(MuscleLegend)
    assert legend.isVisible()
    assert legend.width() >= legend.sizeHint().width()
