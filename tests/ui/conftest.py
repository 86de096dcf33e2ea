"""One theme for all tests of the window, as in the program, and the window itself."""

import pytest
from PySide6.QtCore import QSize

from posture_app.gallery import drawing, samples
from posture_app.gallery.pages import show_library
from posture_app.ui.main_window import MainWindow
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from tests import languages
from tests.ui.content import LIBRARY
from tests.ui.looks import look_again


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp)


@pytest.fixture(scope="session")
def make(theme):
    return WidgetFactory(theme)


@pytest.fixture
def looking(theme):
    """Chooses an appearance and a text size for one test: all share the theme."""
    before = theme.appearance, theme.text_scale
    yield theme.choose
    look_again(theme, *before)


@pytest.fixture(autouse=True)
def language_and_motion_as_before(request, qapp):
    """All tests share a theme; the pictures of the player turn its motion on."""
    if "theme" not in request.fixturenames:
        yield from languages.as_before(qapp)
        return
    theme = request.getfixturevalue("theme")
    before = theme.reduced_motion
    yield from languages.as_before(qapp)
    theme.reduced_motion = before


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
    window.page("progress").show_snapshot(samples.log(LIBRARY))
    window.page("settings").show_snapshot(samples.settings())
    window.open_page("today")
    return window
