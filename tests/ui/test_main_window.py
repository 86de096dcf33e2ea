from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget

from posture_app.gallery import breaks_samples, drawing, samples
from posture_app.gallery.pages import show_library
from posture_app.program.requests import Requests
from posture_app.program.window_requests import WindowRequests
from posture_app.ui.main_window import MINIMUM, TITLE_BAR_PX, MainWindow, WindowState
from posture_app.ui.pages.move import MovePage
from posture_app.ui.pages.progress import ProgressPage
from posture_app.ui.pages.today import TodayPage
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.controls import Segments
from posture_app.ui.widgets.page_list import KEY
from tests.ui.acting import child, click, press, told
from tests.ui.content import LIBRARY, MARKUP

PAGES = ("today", "move", "body", "breaks", "progress", "settings")


def cards(grid):
    """The keys of the cards of a list, without its headings."""
    model = grid.model()
    keys = (model.index(row, 0).data(KEY) for row in range(model.rowCount()))
    return [key for key in keys if key is not None]


def test_pages_are_built_at_their_first_visit(window):
    assert window.findChildren(MovePage) == []
    window.open_page("move")
    assert len(window.findChildren(MovePage)) == 1
    window.open_page("today")
    window.open_page("move")
    assert len(window.findChildren(MovePage)) == 1


def test_the_first_page_is_built_when_the_window_was_painted(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    assert window.findChildren(TodayPage) == []
    window.show()
    qtbot.waitUntil(lambda: len(window.findChildren(TodayPage)) == 1)
    assert window.page("today").is_loading


@pytest.mark.parametrize("key", PAGES)
def test_pages_load_until_they_are_shown_something(window, key):
    window.open_page(key)
    assert window.page(key).is_loading


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("key", PAGES)
def test_what_comes_before_or_after_the_visit_is_shown(window, key, early):
    if not early:
        window.open_page(key)
    show_library(window, LIBRARY)
    window.page("today").show_snapshot(samples.today(LIBRARY))
    window.page("breaks").show_snapshot(breaks_samples.full())
    window.page("progress").show_snapshot(samples.log(LIBRARY))
    window.page("settings").show_snapshot(samples.settings())
    window.open_page(key)
    assert not window.page(key).is_loading


def test_the_pages_are_these(window):
    assert tuple(window.pages) == PAGES


def test_ctrl_q_quits(window, qtbot):
    requests = Requests()
    WindowRequests(window, requests)
    quits = next(one for one in window.findChildren(QShortcut) if one.key() == "Ctrl+Q")
    told(qtbot, requests.quit_wanted, quits.activated.emit)


def test_every_page_has_its_key(full):
    for number, key in enumerate(full.pages, 1):
        button = child(full, QAbstractButton, f"nav-{key}")
        assert button.shortcut() == QKeySequence(f"Ctrl+{number}")
        assert f"Ctrl+{number}" in button.toolTip()
        button.click()
        assert full.open_page_key == key


def test_today_starts_the_routine_it_offers(full, qtbot):
    started = told(qtbot, full.page("today").play_routine_requested, lambda: click(full, "start"))
    assert started == "neck"
    start, look = child(full, QAbstractButton, "start"), child(full, QAbstractButton, "look-first")
    assert 0 < look.x() - start.geometry().right() <= tokens.SPACE_XL  # what can be done, together


def test_an_alternative_is_shown_before_it_is_started(full):
    click(full, "alternative-back")
    assert full.open_page_key == "move"
    assert full.page("move").go_back()


def test_the_welcome_starts_what_fits_the_need(window, qtbot):
    window.page("today").show_snapshot(samples.today_first(LIBRARY))
    window.open_page("today")
    started = told(
        qtbot, window.page("today").play_routine_requested, lambda: click(window, "starter-back")
    )
    assert started == "back"


def test_an_unfinished_session_can_be_resumed_or_closed(window, qtbot):
    window.page("today").show_snapshot(samples.today_troubled(LIBRARY))
    window.open_page("today")
    told(qtbot, window.page("today").resume_requested, lambda: click(window, "resume"))
    told(
        qtbot,
        window.page("today").close_unfinished_requested,
        lambda: click(window, "close-unfinished"),
    )


def test_broken_files_are_told_in_full_on_demand(window):
    window.page("today").show_snapshot(samples.today_troubled(LIBRARY))
    window.open_page("today")
    click(window, "troubles")
    problems = child(window, QWidget, "problems")
    assert not problems.isVisible()
    click(window, "show-problems")
    assert problems.isVisible()
    words = problems.property("plainText")
    assert "clinic.json: exercises[12].dose.hold_s" in words
    assert "routines[0].items[3].exercise" in words


def test_notices_can_be_acted_on_and_hidden(window, qtbot):
    window.page("today").show_snapshot(samples.today_troubled(LIBRARY))
    window.open_page("today")
    acted = told(
        qtbot,
        window.page("today").notice_action_requested,
        lambda: click(window, "notice-action-log"),
    )
    hidden = told(
        qtbot, window.page("today").notice_dismissed, lambda: click(window, "notice-hide-sound")
    )
    assert (acted, hidden) == ("log", "sound")


def test_find_by_keyboard_alone(full, qtbot):
    drawing.settle()
    full._find()  # Ctrl+F: shortcuts need an active window, which offscreen tests do not have
    assert full.open_page_key == "move"
    field = child(full, QLineEdit, "search-move")
    qtbot.keyClicks(field, "bridge")
    grid = child(full, QListView, "exercise-list")
    assert len(cards(grid)) == 1
    press(qtbot, grid, Qt.Key.Key_Return)
    page = full.page("move")
    assert isinstance(page, MovePage)
    assert page.exercise_detail.exercise_id == "bridge"
    played = told(
        qtbot,
        full.page("move").play_exercise_requested,
        lambda: click(page.exercise_detail, "play-exercise"),
    )
    assert played == "bridge"
    assert page.go_back()  # to the list
    assert page.go_back()  # clears the search
    assert len(cards(grid)) == 5
    assert not page.go_back()


def test_arrows_move_in_the_list(full, qtbot):
    full.show_part("exercises")
    drawing.settle()
    grid = child(full, QListView, "exercise-list")
    press(qtbot, grid, Qt.Key.Key_Right)
    press(qtbot, grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() >= 2


def test_filters_and_clear_all(full):
    full.show_part("exercises")
    grid = child(full, QListView, "exercise-list")
    chip = child(full, QAbstractButton, "filter-category")
    strength = next(one for one in chip.menu_actions() if one.data() == "strength")
    assert strength.text().split() == ["Strength", "2"]
    strength.trigger()
    assert len(cards(grid)) == 2
    click(full, "filter-desk")
    assert len(cards(grid)) == 1
    click(full, "clear-all")
    assert len(cards(grid)) == 5


def test_variants_lead_to_each_other(full):
    full.show_exercise("tuck")
    page = full.page("move")
    click(page.exercise_detail, "easier")
    assert page.exercise_detail.exercise_id == "nod"
    click(page.exercise_detail, "harder")
    assert page.exercise_detail.exercise_id == "tuck"


def test_texts_of_a_file_are_shown_as_they_are(full):
    full.show_routine("back")
    full.show_exercise("breath")
    labels = full.page("move").exercise_detail.findChildren(QWidget)
    texts = [label.property("text") for label in labels]
    assert MARKUP in texts
    for label in labels:
        if label.property("text") and "<b>" in str(label.property("text")):
            assert label.property("textFormat") in {None, Qt.TextFormat.PlainText}
    tips = [widget.toolTip() for widget in full.findChildren(QWidget)]
    assert any("&lt;b&gt;" in tip for tip in tips)
    assert not any("<b>" in tip or "<img" in tip for tip in tips)


def test_sources_show_doi_and_address(full):
    full.show_exercise("nod")
    detail = full.page("move").exercise_detail
    trial = child(detail, QWidget, "source-trial-1").property("plainText")
    page = child(detail, QWidget, "source-page-1").property("plainText")
    assert "doi:10.1000/xyz" in trial
    assert "https://example.org/a-very-long-address/" in page


def test_routine_details_show_items_in_order(full, qtbot):
    full.show_routine("back")
    page = full.page("move")
    assert isinstance(page, MovePage)
    names = [
        child(page.routine_detail, QAbstractButton, f"item-{place}").text() for place in range(3)
    ]
    assert names[0] == "Bridge"
    assert names[2].startswith("Nöd")
    assert (
        told(
            qtbot, page.play_routine_requested, lambda: click(page.routine_detail, "start-routine")
        )
        == "back"
    )
    click(page.routine_detail, "item-0")
    assert full.open_page_key == "move"


def test_a_library_that_lost_what_is_open_leads_back_to_the_list(full):
    full.show_exercise("bridge")
    rest = {key: one for key, one in LIBRARY.exercises.items() if key != "bridge"}
    routines = {"minute": LIBRARY.routines["minute"]}
    show_library(full, type(LIBRARY)(rest, routines, LIBRARY.sources))
    page = full.page("move")
    assert page.exercise_detail.exercise_id == ""
    assert not page.exercise_detail.isVisible()


def test_window_state_survives(full, theme, qtbot):
    full.resize(760, 700)  # within the 800 by 800 of the offscreen screen
    full.open_page("progress")
    state = full.window_state()
    again = MainWindow(theme)
    qtbot.addWidget(again)
    again.restore(state)
    drawing.show_off_screen(again, again.size())
    again.open_page(again.open_page_key)
    assert isinstance(again.page(again.open_page_key), ProgressPage)
    assert (again.width(), again.height()) == (760, 700)


def test_the_window_fits_a_screen_that_is_smaller_than_its_least_size(window):
    for screen in (QSize(640, 400), QSize(683, 384)):
        window.fit(screen)
        assert window.height() + TITLE_BAR_PX <= screen.height()
        assert window.width() <= screen.width()
    window.fit(QSize(1280, 800))
    assert window.minimumSize().toTuple() == MINIMUM


@pytest.mark.parametrize("geometry", ["", "not base64", "AAAA"])
def test_a_state_that_cannot_be_read_is_left_alone(window, geometry):
    before = window.size()
    window.restore(WindowState(geometry, "no such page"))
    assert window.size() == before
    assert window.open_page_key == "today"


def test_the_side_bar_shrinks_to_icons(full):
    wide = full.side_bar.width()
    full.resize(720, 520)
    assert full.side_bar.width() < wide


def test_the_switch_of_workspaces_is_as_wide_as_what_stands_below_it(full):
    full.offer_workspaces(wanted=True)
    drawing.settle()
    switch = child(full.side_bar, Segments, "workspace")
    add = full.side_bar.add
    assert (switch.x(), switch.width()) == (add.x(), add.width())
    assert add.y() - switch.geometry().bottom() > tokens.SPACE_S


def test_a_snapshot_keeps_the_focus_where_it_was(full):
    before = child(full, QWidget, "last-session")
    before.setFocus()
    full.page("today").show_snapshot(replace(samples.today(LIBRARY), alternatives=()))
    drawing.settle()
    focused = full.focusWidget()
    assert focused is not None
    assert focused.objectName() == "last-session"
    assert focused.isVisible()


def test_a_snapshot_does_not_take_the_focus_from_elsewhere(full):
    child(full, QWidget, "last-session").setFocus()
    child(full, QWidget, "nav-progress").setFocus()
    full.page("today").show_snapshot(replace(samples.today(LIBRARY), alternatives=()))
    drawing.settle()
    assert full.focusWidget().objectName() == "nav-progress"
