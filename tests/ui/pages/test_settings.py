"""The page Settings: it shows what is set, and tells what the person chooses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from posture_app.gallery import drawing, samples
from posture_app.ui.main_window import MainWindow
from tests.ui.acting import child, click, told


@pytest.fixture
def window(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    drawing.show_off_screen(window, QSize(1180, 800))
    return window


@pytest.fixture
def page(window):
    window.open_page("settings")
    window.page("settings").show_snapshot(samples.settings())
    return window.page("settings")


def test_settings_tell_changes_and_never_what_they_are_shown(page, qtbot):
    with qtbot.assertNotEmitted(page.preferences_changed):
        page.show_snapshot(samples.settings(troubled=True))
    page.show_snapshot(samples.settings())
    dark = told(qtbot, page.preferences_changed, lambda: click(page, "segment-dark"))
    assert dark.appearance == "dark"
    large = told(qtbot, page.preferences_changed, lambda: click(page, "segment-1.5"))
    assert (large.text_scale, large.appearance) == (1.5, "dark")
    german = told(qtbot, page.preferences_changed, lambda: click(page, "segment-de"))
    assert (german.language, german.text_scale) == ("de", 1.5)
    assert told(qtbot, page.preferences_changed, lambda: click(page, "segment-")).language == ""
    assert told(qtbot, page.preferences_changed, lambda: click(page, "mute")).muted
    folder = told(qtbot, page.open_folder_requested, lambda: click(page, "open-libraries"))
    assert folder == samples.DATA_DIR / "libraries"


def test_starting_with_the_computer_is_shown_as_the_system_has_it(page, qtbot):
    known = samples.settings()
    switch = child(page, QAbstractButton, "autostart")
    for on in (True, False):
        shown = replace(known, autostart=on)
        page.show_snapshot(shown)
        assert switch.isChecked() is on
        assert told(qtbot, page.autostart_wanted, switch.click) is not on
    # What the system has is not written again with another setting.
    page.show_snapshot(replace(known, autostart=True))
    with qtbot.assertNotEmitted(page.autostart_wanted):
        told(qtbot, page.preferences_changed, lambda: click(page, "mute"))


def test_how_one_works_is_shown_and_told(page, qtbot):
    known = samples.settings()
    for wanted in (
        replace(known.preferences, posture="standing", discreet=True),
        replace(known.preferences, posture="sitting", discreet=False),
    ):
        page.show_snapshot(replace(known, preferences=wanted))
        assert child(page, QAbstractButton, "discreet").isChecked() is wanted.discreet
        told_now = told(qtbot, page.preferences_changed, lambda: click(page, "discreet"))
        assert (told_now.posture, told_now.discreet) == (wanted.posture, not wanted.discreet)
    standing = told(qtbot, page.preferences_changed, lambda: click(page, "segment-standing"))
    assert standing.posture == "standing"


def test_whom_the_figure_shows_is_chosen_by_pictures(page, qtbot):
    known = samples.settings()
    chosen = replace(known.preferences, figure_body="broad", figure_skin="brown")
    page.show_snapshot(replace(known, preferences=chosen))
    kept = told(qtbot, page.preferences_changed, lambda: click(page, "mute"))
    assert (kept.figure_body, kept.figure_skin) == ("broad", "brown")
    other = told(qtbot, page.preferences_changed, lambda: click(page, "segment-body-narrow"))
    assert (other.figure_body, other.figure_skin) == ("narrow", "brown")
    darker = told(qtbot, page.preferences_changed, lambda: click(page, "segment-skin-medium"))
    assert (darker.figure_body, darker.figure_skin) == ("narrow", "medium")


def test_what_does_nothing_without_breaks_can_only_be_turned_off(page):
    known = samples.settings()
    switch = child(page, QAbstractButton, "autostart")
    for breaks, autostart in ((True, False), (False, True), (False, False)):
        set_ = replace(known.preferences, breaks=breaks)
        shown = replace(known, preferences=set_, autostart=autostart)
        page.show_snapshot(shown)
        assert switch.isEnabled() is (breaks or autostart)


def test_the_test_button_is_off_where_nothing_would_be_heard(page):
    test = child(page, QAbstractButton, "test-sound")
    assert test.isEnabled()
    page.show_snapshot(samples.settings(troubled=True))
    assert not test.isEnabled()


def test_choosing_what_is_chosen_tells_nothing(page, qtbot):
    with qtbot.assertNotEmitted(page.preferences_changed):
        click(page, "segment-system")


def test_each_language_is_named_by_itself(page):
    choice = child(page, QWidget, "language")
    names = [one.text() for one in choice.findChildren(QAbstractButton)]
    assert names == ["As the system", "English", "Deutsch"]


def test_a_language_and_a_size_of_text_that_are_not_offered_stay(page, qtbot):
    known = samples.settings()
    wanted = replace(known.preferences, text_scale=1.1, language="fr")
    page.show_snapshot(replace(known, preferences=wanted))
    muted = told(qtbot, page.preferences_changed, lambda: click(page, "mute"))
    assert muted == replace(wanted, muted=True)


def test_a_folder_that_could_not_be_opened_is_named(page):
    known = samples.settings()
    assert page.findChild(QWidget, "folder-problem") is None
    page.show_snapshot(replace(known, unopened_folder=known.libraries_dir))
    drawing.settle()
    problem = child(page, QLabel, "folder-problem")
    assert problem.isVisible()
    page.show_snapshot(known)
    drawing.settle()
    assert page.findChild(QWidget, "folder-problem") is None


@pytest.mark.parametrize("key", ["sound", "practice", "about"])
def test_a_section_is_reached_from_the_top(page, qtbot, key):
    scroll = page._scroll
    scroll.verticalScrollBar().setValue(0)
    qtbot.keyClick(child(page, QAbstractButton, f"section-{key}"), Qt.Key.Key_Return)
    heading, section = page._index._places[key]
    top = heading.mapTo(scroll.viewport(), QPoint(0, 0)).y()
    is_last = scroll.verticalScrollBar().value() == scroll.verticalScrollBar().maximum()
    assert 0 <= top < 40 or (is_last and top < 800)
    focused = page.focusWidget()
    assert key == "about" or section.isAncestorOf(focused)
