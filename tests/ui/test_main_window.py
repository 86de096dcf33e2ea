from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget

from posture_app.gallery import breaks_samples, drawing, samples
from posture_app.gallery.pages import show_library
from posture_app.ui.main_window import MainWindow, WindowState
from posture_app.ui.pages.exercises import ExercisesPage
from posture_app.ui.pages.log import LogPage
from posture_app.ui.pages.routines import RoutinesPage
from posture_app.ui.pages.snapshots import SessionAnswers
from posture_app.ui.pages.today import TodayPage
from posture_app.ui.widgets.grouped_rows import GroupedRows
from tests.ui.content import LIBRARY, MARKUP

PAGES = ("today", "exercises", "routines", "body-map", "breaks", "log", "settings")


@pytest.fixture
def window(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    drawing.show_off_screen(window, QSize(1180, 800))
    return window


@pytest.fixture
def full(window):
    show_library(window, LIBRARY)
    window.page("today").show_snapshot(samples.today(LIBRARY))
    window.page("log").show_snapshot(samples.log(LIBRARY))
    window.page("settings").show_snapshot(samples.settings())
    window.open_page("today")
    return window


def child(root, kind, name):
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def click(root, name):
    child(root, QAbstractButton, name).click()


def told(qtbot, signal, act):
    with qtbot.waitSignal(signal) as caught:
        act()
    return caught.args[0] if caught.args else None


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def test_pages_are_built_at_their_first_visit(window):
    assert window.findChildren(ExercisesPage) == []
    window.open_page("exercises")
    assert len(window.findChildren(ExercisesPage)) == 1
    window.open_page("today")
    window.open_page("exercises")
    assert len(window.findChildren(ExercisesPage)) == 1


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
    window.page("log").show_snapshot(samples.log(LIBRARY))
    window.page("settings").show_snapshot(samples.settings())
    window.open_page(key)
    assert not window.page(key).is_loading


def test_the_pages_are_these(window):
    assert tuple(window.pages) == PAGES


def test_ctrl_q_quits(window, qtbot):
    quits = next(one for one in window.findChildren(QShortcut) if one.key() == "Ctrl+Q")
    told(qtbot, window.quit_requested, quits.activated.emit)


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


def test_an_alternative_is_shown_before_it_is_started(full):
    click(full, "alternative-back")
    assert full.open_page_key == "routines"
    assert full.page("routines").go_back()


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
    assert full.open_page_key == "exercises"
    field = child(full, QLineEdit, "search-exercises")
    qtbot.keyClicks(field, "bridge")
    grid = child(full, QListView, "exercise-list")
    assert grid.model().rowCount() == 1
    press(qtbot, grid, Qt.Key.Key_Return)
    page = full.page("exercises")
    assert isinstance(page, ExercisesPage)
    assert page.detail.exercise_id == "bridge"
    played = told(
        qtbot,
        full.page("exercises").play_exercise_requested,
        lambda: click(page.detail, "play-exercise"),
    )
    assert played == "bridge"
    assert page.go_back()  # to the list
    assert page.go_back()  # clears the search
    assert grid.model().rowCount() == 5
    assert not page.go_back()


def test_arrows_move_in_the_list(full, qtbot):
    full.open_page("exercises")
    drawing.settle()
    grid = child(full, QListView, "exercise-list")
    press(qtbot, grid, Qt.Key.Key_Right)
    press(qtbot, grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() >= 2


def test_filters_and_clear_all(full):
    full.open_page("exercises")
    grid = child(full, QListView, "exercise-list")
    chip = child(full, QAbstractButton, "filter-category")
    strength = next(one for one in chip.menu_actions() if one.data() == "strength")
    assert strength.text().split() == ["Strength", "2"]
    strength.trigger()
    assert grid.model().rowCount() == 2
    click(full, "filter-desk")
    assert grid.model().rowCount() == 1
    click(full, "clear-all")
    assert grid.model().rowCount() == 5


def test_variants_lead_to_each_other(full):
    full.show_exercise("tuck")
    page = full.page("exercises")
    click(page.detail, "easier")
    assert page.detail.exercise_id == "nod"
    click(page.detail, "harder")
    assert page.detail.exercise_id == "tuck"


def test_texts_of_a_file_are_shown_as_they_are(full):
    full.show_routine("back")
    full.show_exercise("breath")
    labels = full.page("exercises").detail.findChildren(QWidget)
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
    detail = full.page("exercises").detail
    trial = child(detail, QWidget, "source-trial-1").property("plainText")
    page = child(detail, QWidget, "source-page-1").property("plainText")
    assert "doi:10.1000/xyz" in trial
    assert "https://example.org/a-very-long-address/" in page


def test_routine_details_show_items_in_order(full, qtbot):
    full.show_routine("back")
    page = full.page("routines")
    assert isinstance(page, RoutinesPage)
    names = [child(page.detail, QAbstractButton, f"item-{place}").text() for place in range(3)]
    assert names[0] == "Bridge"
    assert names[2].startswith("Nöd")
    assert (
        told(qtbot, page.play_routine_requested, lambda: click(page.detail, "start-routine"))
        == "back"
    )
    click(page.detail, "item-0")
    assert full.open_page_key == "exercises"


def test_a_library_that_lost_what_is_open_leads_back_to_the_list(full):
    full.show_exercise("bridge")
    rest = {key: one for key, one in LIBRARY.exercises.items() if key != "bridge"}
    routines = {"minute": LIBRARY.routines["minute"]}
    show_library(full, type(LIBRARY)(rest, routines, LIBRARY.sources))
    page = full.page("exercises")
    assert page.detail.exercise_id == ""
    assert not page.detail.isVisible()


def open_session(full):
    full.open_page("log")
    session = samples.session(LIBRARY, 0, LIBRARY.routines["neck"])
    full.show_session(session)
    return session


def test_the_log_asks_for_details_and_for_more(full, qtbot):
    full.open_page("log")
    rows = child(full, GroupedRows, "session-list")
    rows.select("sample-3")
    asked = told(
        qtbot,
        full.page("log").session_details_requested,
        lambda: press(qtbot, rows, Qt.Key.Key_Return),
    )
    assert asked == "sample-3"
    drawing.settle()
    place = rows.visualRect(rows.index_of("sample-2")).center()
    clicked = told(
        qtbot,
        full.page("log").session_details_requested,
        lambda: qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place),
    )
    assert clicked == "sample-2"
    told(qtbot, full.page("log").more_sessions_requested, lambda: click(full, "more-sessions"))


def test_answers_are_told_with_what_was_not_answered_as_none(full, qtbot):
    full.open_page("log")
    full.show_session(samples.session(LIBRARY, 1, LIBRARY.routines["neck"]))
    scale = child(full, QWidget, "pain-before")
    answers = told(qtbot, full.page("log").answers_edited, lambda: click(scale, "answer_0"))
    assert answers == SessionAnswers(
        session_id="sample-1", pain_before=0, pain_after=None, effort=4, note=None
    )


def test_an_answer_leaves_the_keyboard_where_it_is(full, qtbot):
    full.open_page("log")
    session = samples.session(LIBRARY, 1, LIBRARY.routines["neck"])
    full.show_session(session)
    scale = child(full, QWidget, "pain-before")
    first = child(scale, QAbstractButton, "answer_0")
    first.setFocus()
    answers = told(qtbot, full.page("log").answers_edited, first.click)
    # What was answered comes back as another list.
    log = samples.log(LIBRARY)
    changed = replace(log.sessions[1], pain_before=answers.pain_before)
    full.page("log").show_snapshot(
        replace(log, sessions=(log.sessions[0], changed, *log.sessions[2:]))
    )
    drawing.settle()
    assert full.focusWidget() is first
    press(qtbot, full.focusWidget(), Qt.Key.Key_Space)
    detail = full.page("log").detail
    assert child(detail, QWidget, "effort").answer == session.effort


def test_a_note_is_told_once_when_the_page_is_left(full, qtbot):
    open_session(full)
    note = child(full, QWidget, "note")
    note.setProperty("plainText", "Better.")
    log = full.page("log")
    assert told(qtbot, full.page("log").answers_edited, log.go_back).note == "Better."
    with qtbot.assertNotEmitted(full.page("log").answers_edited):
        log.detail.keep_note()


def test_the_log_keeps_the_keyboard_at_a_session_that_moves_down(full):
    full.open_page("log")
    rows = child(full, GroupedRows, "session-list")
    rows.setFocus()
    rows.select("sample-2")
    log = samples.log(LIBRARY)
    newer = replace(log.sessions[0], id="newer")
    full.page("log").show_snapshot(replace(log, sessions=(newer, *log.sessions)))
    assert rows.currentIndex() == rows.index_of("sample-2")
    assert rows.currentIndex().row() == 3
    assert full.focusWidget() is rows


def test_home_and_end_lead_through_the_log(full, qtbot):
    full.open_page("log")
    drawing.settle()
    rows = child(full, GroupedRows, "session-list")
    rows.setFocus()
    bar = full.page("log").list_view.verticalScrollBar()
    press(qtbot, rows, Qt.Key.Key_End)
    assert rows.currentIndex().row() == rows.model().rowCount() - 1
    assert bar.value() > 0
    press(qtbot, rows, Qt.Key.Key_Home)
    assert rows.currentIndex().row() == 0
    spoken = rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Today. 09:10. ")


def test_delete_offers_undo(full, qtbot):
    open_session(full)
    deleted = told(
        qtbot, full.page("log").delete_session_requested, lambda: click(full, "delete-session")
    )
    snackbar = child(full, QWidget, "snackbar")
    assert snackbar.isVisible()
    undone = told(
        qtbot, full.page("log").undo_delete_requested, lambda: click(full, "snackbar-action")
    )
    assert deleted == undone == "sample-0"
    assert not snackbar.isVisible()


def test_the_empty_log_leads_to_the_routines(window):
    show_library(window, LIBRARY)
    window.page("log").show_snapshot(samples.log(LIBRARY, 0))
    window.open_page("log")
    click(window, "choose-routine")
    assert window.open_page_key == "routines"


def test_settings_tell_changes_and_never_what_they_are_shown(full, qtbot):
    full.open_page("settings")
    with qtbot.assertNotEmitted(full.page("settings").preferences_changed):
        full.page("settings").show_snapshot(samples.settings(troubled=True))
    full.page("settings").show_snapshot(samples.settings())
    page = full.page("settings")
    dark = told(qtbot, page.preferences_changed, lambda: click(page, "segment-dark"))
    assert dark.appearance == "dark"
    large = told(qtbot, page.preferences_changed, lambda: click(page, "segment-1.5"))
    assert (large.text_scale, large.appearance) == (1.5, "dark")
    assert told(qtbot, page.preferences_changed, lambda: click(page, "mute")).muted
    folder = told(qtbot, page.open_folder_requested, lambda: click(page, "open-libraries"))
    assert folder == samples.DATA_DIR / "libraries"


def test_starting_with_the_computer_is_shown_as_the_system_has_it(full, qtbot):
    full.open_page("settings")
    page, known = full.page("settings"), samples.settings()
    switch = child(page, QAbstractButton, "autostart")
    for on in (True, False):
        shown = replace(known, autostart=on)
        full.page("settings").show_snapshot(shown)
        assert switch.isChecked() is on
        assert told(qtbot, page.autostart_wanted, switch.click) is not on
    # What the system has is not written again with another setting.
    page.show_snapshot(replace(known, autostart=True))
    with qtbot.assertNotEmitted(page.autostart_wanted):
        told(qtbot, page.preferences_changed, lambda: click(page, "mute"))


def test_how_one_works_is_shown_and_told(full, qtbot):
    full.open_page("settings")
    page, known = full.page("settings"), samples.settings()
    for wanted in (
        replace(known.preferences, posture="standing", discreet=True),
        replace(known.preferences, posture="sitting", discreet=False),
    ):
        full.page("settings").show_snapshot(replace(known, preferences=wanted))
        assert child(page, QAbstractButton, "discreet").isChecked() is wanted.discreet
        told_now = told(qtbot, page.preferences_changed, lambda: click(page, "discreet"))
        assert (told_now.posture, told_now.discreet) == (wanted.posture, not wanted.discreet)
    standing = told(qtbot, page.preferences_changed, lambda: click(page, "segment-standing"))
    assert standing.posture == "standing"


def test_what_does_nothing_without_breaks_can_only_be_turned_off(full):
    full.open_page("settings")
    known = samples.settings()
    switch = child(full, QAbstractButton, "autostart")
    for breaks, autostart in ((True, False), (False, True), (False, False)):
        set_ = replace(known.preferences, breaks=breaks)
        shown = replace(known, preferences=set_, autostart=autostart)
        full.page("settings").show_snapshot(shown)
        assert switch.isEnabled() is (breaks or autostart)


def test_the_test_button_is_off_where_nothing_would_be_heard(full):
    full.open_page("settings")
    test = child(full, QAbstractButton, "test-sound")
    assert test.isEnabled()
    full.page("settings").show_snapshot(samples.settings(troubled=True))
    assert not test.isEnabled()


def test_window_state_survives(full, theme, qtbot):
    full.resize(760, 700)  # within the 800 by 800 of the offscreen screen
    full.open_page("log")
    state = full.window_state()
    again = MainWindow(theme)
    qtbot.addWidget(again)
    again.restore(state)
    drawing.show_off_screen(again, again.size())
    again.open_page(again.open_page_key)
    assert isinstance(again.page(again.open_page_key), LogPage)
    assert (again.width(), again.height()) == (760, 700)


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
    child(full, QWidget, "nav-log").setFocus()
    full.page("today").show_snapshot(replace(samples.today(LIBRARY), alternatives=()))
    drawing.settle()
    assert full.focusWidget().objectName() == "nav-log"


def test_choosing_what_is_chosen_tells_nothing(full, qtbot):
    full.open_page("settings")
    with qtbot.assertNotEmitted(full.page("settings").preferences_changed):
        click(full, "segment-system")
