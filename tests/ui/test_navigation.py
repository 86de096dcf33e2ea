"""The ways through the window: back, the side bar, the keyboard, and what was kept by others."""

import itertools
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from posture_app.gallery import drawing, samples
from posture_app.gallery.clipping import clipped
from posture_app.gallery.pages import show_library
from posture_app.program.requests import Requests
from posture_app.program.window_requests import WindowRequests
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.figure.widget import FigureWidget
from posture_app.ui.main_window import MainWindow, WindowState
from posture_app.ui.page_targets import ExerciseTarget, RoutineTarget, SessionTarget
from posture_app.ui.widgets.side_bar import NavButton
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.acting import child, click, press, press_back, told
from tests.ui.content import LIBRARY


def by_alt_left(window, _qtbot):
    shortcut(window, "Alt+Left").activated.emit()


def by_escape(window, _qtbot):
    shortcut(window, "Esc").activated.emit()


def by_mouse(window, _qtbot):
    press_back(window.page(window.open_page_key))


def by_button(window, _qtbot):
    click(window.page("move").views.currentWidget(), "back")


def shortcut(window, keys):
    return next(one for one in window.findChildren(QShortcut) if one.key() == QKeySequence(keys))


WAYS = pytest.mark.parametrize("go_back", [by_alt_left, by_escape, by_mouse, by_button])


@WAYS
def test_back_from_an_exercise_leads_to_the_place_on_the_body_it_was_opened_from(
    full, qtbot, go_back
):
    full.open_page("body")
    body = full.page("body")
    body.show_place("top_of_shoulder_right")
    drawing.settle()
    before = body.grab().toImage()
    full.show_exercise("bridge")
    assert full.open_page_key == "move"
    go_back(full, qtbot)
    drawing.settle()
    assert full.open_page_key == "body"
    assert body.isVisible()
    assert body.grab().toImage() == before


@WAYS
def test_back_from_an_exercise_leads_to_the_routine_it_was_opened_from(full, qtbot, go_back):
    page = full.page("move")
    full.show_routine("back")
    click(page.routine_detail, "item-0")
    assert page.where() == ExerciseTarget("bridge")
    go_back(full, qtbot)
    assert page.where() == RoutineTarget("back")
    go_back(full, qtbot)
    assert full.open_page_key == "today"


def test_back_goes_through_variants_one_by_one(full):
    full.show_exercise("tuck")
    page = full.page("move")
    click(page.exercise_detail, "easier")
    full.go_back()
    assert page.where() == ExerciseTarget("tuck")


def test_back_goes_through_pages(full):
    for key in ("breaks", "settings", "move"):
        full.open_page(key)
    for key in ("settings", "breaks", "today", "today"):
        full.go_back()
        assert full.open_page_key == key


def test_the_mouse_goes_back_from_a_list_too(full):
    full.show_part("exercises")
    drawing.settle()
    press_back(child(full, QListView, "exercise-list").viewport())
    assert full.open_page_key == "today"


@pytest.mark.parametrize(
    "made", [QListView, QTableView, QLineEdit, QPlainTextEdit, QPushButton, QComboBox, QSpinBox]
)
def test_the_mouse_goes_back_whatever_it_is_on(full, made):
    """Each of these takes a press for its own, or has a menu for it."""
    full.open_page("breaks")
    page = full.page("breaks")
    widget = made(page)
    widget.setGeometry(page.rect())
    widget.show()
    press_back(widget.viewport() if hasattr(widget, "viewport") else widget)
    assert full.open_page_key == "today"


def test_the_mouse_goes_back_from_the_map_and_from_a_figure_without_taking_hold_of_it(full):
    full.open_page("body")
    press_back(child(full, BodyMap, "body-map"))
    assert full.open_page_key == "today"
    full.open_page("breaks")
    page = full.page("breaks")
    figure = full.make(FigureWidget, LIBRARY.exercises["bridge"])
    figure.setParent(page)
    figure.setGeometry(page.rect())
    figure.show()
    press_back(figure)
    assert full.open_page_key == "today"
    assert figure._pressed is None
    QTest.mousePress(figure, Qt.MouseButton.RightButton)
    assert figure._pressed is None


def test_the_mouse_goes_back_from_each_press_of_two_that_come_fast(full):
    full.open_page("breaks")
    full.open_page("settings")
    for _ in range(2):
        press_back(full.page(full.open_page_key))
    assert full.open_page_key == "today"


def test_the_list_is_no_step_when_one_went_up_to_it(full):
    full.show_part("routines")
    full.show_routine("back")
    full.page("move").go_back()
    full.go_back()
    assert full.open_page_key == "today"


def test_a_session_from_today_leads_back_to_today(full):
    full.show_details(SessionTarget(samples.session(LIBRARY, 0, LIBRARY.routines["neck"])))
    assert full.page("progress").shows_detail
    full.go_back()
    assert full.open_page_key == "today"


def test_the_side_bar_leads_to_a_page_s_first_view(full):
    full.show_exercise("bridge")
    click(full, "nav-today")
    click(full, "nav-move")
    assert full.page("move").where() is None
    full.go_back()
    full.go_back()
    assert full.page("move").where() == ExerciseTarget("bridge")


@pytest.mark.parametrize(
    ("kept", "page", "part"),
    [
        ("exercises", "move", "exercises"),
        ("routines", "move", "routines"),
        ("body-map", "body", None),
        ("log", "progress", None),
        ("breaks", "breaks", None),
        ("move", "move", "routines"),
    ],
)
def test_what_earlier_versions_kept_opens_its_new_home(theme, qtbot, kept, page, part):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    show_library(window, LIBRARY)
    window.restore(WindowState("", kept))
    drawing.show_off_screen(window, QSize(1180, 800))
    assert window.open_page_key == page
    if part is not None:
        move: Any = window.page("move")
        assert move.part == part


def test_search_finds_routines_and_exercises(full, qtbot):
    full._find()
    field = child(full, QLineEdit, "search-move")
    qtbot.keyClicks(field, "neck")
    page = full.page("move")
    assert child(full, QListView, "routine-list").isVisible()
    assert child(full, QListView, "exercise-list").isVisible()
    first = page.routines.grid.model().index(0, 0).data()
    assert "neck" in first.casefold()
    assert not child(full, QWidget, "move-parts").isVisible()
    shortcut(full, "Esc").activated.emit()
    assert field.text() == ""
    assert child(full, QWidget, "move-parts").isVisible()


def test_exercises_stand_below_the_names_of_their_regions(full, qtbot):
    full.show_part("exercises")
    grid = child(full, QListView, "exercise-list")
    rows = [grid.model().index(row, 0) for row in range(grid.model().rowCount())]
    headings = [row.data() for row in rows if not row.flags() & Qt.ItemFlag.ItemIsSelectable]
    assert headings == ["Neck", "Lower back", "Trunk"]
    press(qtbot, grid, Qt.Key.Key_End)
    press(qtbot, grid, Qt.Key.Key_Home)
    assert grid.currentIndex().row() == 1


def test_a_chosen_region_is_the_only_heading(full):
    full.show_part("exercises")
    chip = child(full, QAbstractButton, "filter-region")
    next(one for one in chip.menu_actions() if one.data() == "hip").trigger()
    model = child(full, QListView, "exercise-list").model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Hips", "Bridge"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    "size", [QSize(640, 480), QSize(900, 600), QSize(1180, 800), QSize(1920, 1080)]
)
def test_the_side_bar_keeps_its_words(theme, qtbot, language, scale, size):
    before = theme.appearance, theme.text_scale
    theme.choose("light", scale)
    with speaking(language):
        window = MainWindow(theme)
        qtbot.addWidget(window)
        drawing.show_off_screen(window, size)
        assert clipped(window.side_bar) == []
        buttons = window.side_bar.findChildren(NavButton)
        assert len(buttons) == 6
        for one, next_one in itertools.pairwise(buttons):
            assert one.geometry().bottom() < next_one.geometry().top()
            icon, words = one._places(one.rect().toRectF())
            assert words.width() >= QFontMetrics(theme.font("small_strong")).horizontalAdvance(
                one.text()
            )
            assert one.rect().toRectF().contains(words)
            assert not icon.intersects(words)
        assert buttons[-1].geometry().bottom() <= window.side_bar.height()
        add = window.side_bar.add
        icon, words = add._places(add.rect().toRectF())
        font = QFontMetrics(add._font(add._fit))
        assert (window.width(), window.height()) == (size.width(), size.height())
        assert min(add.height(), words.height()) >= font.height()
        assert words.width() >= font.horizontalAdvance(add.text())
        assert add.rect().toRectF().contains(words)
        assert add.rect().toRectF().contains(icon)
        assert icon.width() >= theme.px(14)
    theme.choose(*before)


def test_a_click_leaves_no_sign_of_the_keyboard(full, qtbot):
    full.show_part("exercises")
    drawing.settle()
    grid = child(full, QListView, "exercise-list")
    grid.setFocus(Qt.FocusReason.MouseFocusReason)
    place = grid.visualRect(grid.model().index(1, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    full.go_back()
    assert not grid.shows_focus
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, grid, Qt.Key.Key_Right)
    assert grid.shows_focus or not grid.hasFocus()  # off the screen no window is active
    assert grid._by_keyboard


def test_nothing_has_the_keyboard_at_the_start(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    show_library(window, LIBRARY)
    drawing.show_off_screen(window, QSize(1180, 800))
    assert window.focusWidget() is window.centralWidget()


# The offscreen platform says this of every menu.
@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_ctrl_k_asks_for_the_palette_and_ctrl_n_shows_what_can_be_added(full, qtbot):
    requests = Requests()
    WindowRequests(full, requests)
    told(qtbot, requests.palette_wanted, shortcut(full, "Ctrl+K").activated.emit)
    window_wide = [one.key().toString() for one in full.findChildren(QShortcut)] + [
        f"Ctrl+{number}" for number in range(1, 7)
    ]
    assert len(window_wide) == len(set(window_wide))
    shortcut(full, "Ctrl+N").activated.emit()
    menu = there(QApplication.activePopupWidget())
    chosen = told(qtbot, requests.entry_wanted, lambda: qtbot.keyClick(menu, "s"))
    assert chosen == "spasm"
