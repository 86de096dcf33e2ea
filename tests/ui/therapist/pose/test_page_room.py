"""The pose editor on its page: the figure has most of it, whatever the window and the letters."""

from typing import cast

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.body.keyframes import with_between
from posture_app.gallery import drawing
from posture_app.gallery.clipping import clipped
from posture_app.library.draft import ExerciseDraft
from posture_app.library.motion import Keyframe, Motion
from posture_app.ui.main_window import MainWindow
from posture_app.ui.therapist.exercise_form.posing import PosingPage
from posture_app.ui.therapist.library_page import LibraryPage
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.acting import child, press
from tests.ui.looks import look_again

LEANING = with_between(
    Motion(start="standing_at_wall", keyframes=(Keyframe(phase="start"), Keyframe(phase="hold"))),
    "move",
    0.5,
)


@pytest.fixture
def open_page(theme, make, qtbot):
    """Shows a motion with one more keyframe in a window."""
    chosen = theme.appearance, theme.text_scale
    shown = []

    def opened(size, scale=1.0):
        theme.choose("light", scale)
        window = MainWindow(theme)
        qtbot.addWidget(window)
        window.offer_workspaces(wanted=True)
        window.open_page("library")
        views = cast("LibraryPage", window.page("library")).views
        page = make(PosingPage)
        shown.append(page)
        page.show_draft(ExerciseDraft(name="Arms up the wall", motion=LEANING))
        page.editor.check_now()
        views.addWidget(page)
        views.setCurrentWidget(page)
        window.setUpdatesEnabled(False)  # how it is laid out is asked, and how it looks elsewhere
        drawing.show_off_screen(window, size)
        return page

    yield opened
    for page in shown:
        page.editor.stop_playing()
        page.editor.check_now()
    look_again(theme, *chosen)


def share_of_figure(page: PosingPage) -> float:
    """How much of the height of the page the figure has that is seen when it is opened."""
    view = page.editor.front.view
    around = there(page.findChild(ScrollPage)).viewport()
    top = view.mapTo(around, QPoint(0, 0)).y()
    return (min(top + view.height(), around.height()) - top) / around.height()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_figure_has_at_least_half_of_the_page(open_page, scale, language):
    with speaking(language):
        page = open_page(QSize(900, 600), scale)
        for size in ((900, 600), (1180, 800), (1366, 768), (1920, 1080)):
            drawing.show_off_screen(page.window(), QSize(*size))
            assert share_of_figure(page) >= 0.5, size
            assert clipped(page.editor.keys) == [], size
            assert page.editor.keys.play.isVisible(), size


def test_it_has_so_in_a_window_that_is_made_lower_and_higher(open_page):
    page = open_page(QSize(1180, 800))
    for height in (1080, 600, 1200, 800):
        drawing.show_off_screen(page.window(), QSize(1180, height))
        assert share_of_figure(page) >= 0.5


def test_what_a_narrow_page_has_no_room_for_is_behind_one_button(open_page):
    page = open_page(QSize(900, 600), 2.0)
    keys, draft = page.editor.keys, page.editor.draft
    assert not any(one.isVisible() for one in (keys.copy, keys.sides, keys.between, keys.start))
    offered = {one.text(): one for one in keys.more.menu_actions()}
    assert {"Copy pose from", "Left and right", "More keyframes", "Start position"} <= {*offered}
    both = offered["Both sides together"]
    assert both.isCheckable()
    assert both.isChecked()
    assert draft.both
    both.trigger()
    assert not draft.both
    offered = {one.text(): one for one in keys.more.menu_actions()}
    starts = offered["Start position"].menu()
    sitting = next(one for one in keys.start.menu_actions() if one.data() == "sitting")
    assert isinstance(starts, QMenu)
    assert sitting in starts.actions()
    sitting.trigger()
    assert draft.motion.start == "sitting"
    draft.undo()
    assert draft.motion.start == LEANING.start


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_is_opened_and_walked_by_the_keyboard(open_page, qtbot):
    page = open_page(QSize(900, 600), 2.0)
    keys, draft = page.editor.keys, page.editor.draft
    assert keys.more.focusPolicy() & Qt.FocusPolicy.TabFocus
    press(qtbot, keys.more, Qt.Key.Key_Return)
    menu = keys.more.choices
    assert menu.isVisible()
    names = [one.text() for one in menu.actions() if one.isEnabled()]
    place = names.index("Both sides together")
    for _ in range(place + 1):
        press(qtbot, menu, Qt.Key.Key_Down)
    press(qtbot, menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert not draft.both


def test_the_keyframes_are_a_menu_where_their_chips_have_no_room(open_page):
    page = open_page(QSize(900, 600), 2.0)
    keys, draft = page.editor.keys, page.editor.draft
    assert keys.key.isVisible()
    assert not child(page, QWidget, "key-start").isVisible()
    assert keys.key.text() == "Held position"
    keys.key.menu_actions()[0].trigger()
    assert draft.key.phase == "start"
    assert keys.key.text() == keys.key.menu_actions()[0].text()
    page = open_page(QSize(1920, 1080))
    assert not page.editor.keys.key.isVisible()
    assert child(page, QWidget, "key-start").isVisible()
