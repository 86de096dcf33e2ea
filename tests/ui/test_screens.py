"""Every page in every setting: nothing is clipped, nothing is empty, every control is named."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from posture_app.gallery import drawing
from posture_app.gallery.breaks import BREAK_SCREENS
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import DrawingContext, Screen, Setting
from posture_app.gallery.screens import WINDOW_SCREENS as SCREENS
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.words.catalogue import LANGUAGES, speaking
from tests.ui.content import LIBRARY
from tests.ui.looks import look_again

SIZES = (
    Setting("usual", QSize(1180, 800)),
    Setting("small", QSize(900, 600)),
    Setting("smallest", QSize(720, 520)),
    Setting("text-150", QSize(900, 600), text_scale=1.5),
    Setting("text-200", QSize(900, 600), text_scale=2.0),
)
BREAK_SIZES = (
    (Setting("1180x800", QSize(1180, 800)), Setting("1920x1080", QSize(1920, 1080))),
    (Setting("1920x1080-text-200", QSize(1920, 1080), text_scale=2.0),),
)


# Another size of text dresses every widget anew: it is chosen by each test, and put back once.
@pytest.fixture(scope="module")
def context(make):
    chosen = make.theme.appearance, make.theme.text_scale
    yield DrawingContext(make, LIBRARY)
    look_again(make.theme, *chosen)


def shown(screen, context, setting, qtbot, *, painted=False):
    context.theme.choose("light", setting.text_scale)
    widget = screen.make(context)
    qtbot.addWidget(widget)
    widget.setUpdatesEnabled(painted)
    screen.lay_out(widget, setting.size)
    return widget


# Making a page is what takes the time: each is made once for all that is asked of it. Each is
# painted once in either size of text; where it only asks for room, it is laid out alone.
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_pages_are_as_high_as_needed_controls_are_named_and_text_is_plain(screen, context, qtbot):
    root = shown(screen, context, SIZES[0], qtbot, painted=True)
    assert clipped(root) == []
    scrolls_no_further_than_what_is_on_it(root)
    every_control_has_a_name_and_can_be_reached(root)
    all_text_is_plain(root)
    root.setUpdatesEnabled(False)
    for setting in SIZES[1:3]:
        screen.lay_out(root, setting.size)
        assert clipped(root) == [], setting.name


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("setting", SIZES[3:], ids=lambda setting: setting.name)
def test_nothing_is_clipped_with_large_text(screen, setting, context, qtbot):
    assert clipped(shown(screen, context, setting, qtbot)) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("setting", [SIZES[0], SIZES[-1]], ids=lambda setting: setting.name)
def test_nothing_is_clipped_in_german(screen, setting, context, qtbot):
    with speaking("de"):
        assert clipped(shown(screen, context, setting, qtbot, painted=setting is SIZES[-1])) == []


# The offscreen platform says this of every tool window that is shown.
@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", BREAK_SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("sizes", BREAK_SIZES, ids=["1.0", "2.0"])
def test_nothing_of_a_break_is_clipped(screen, sizes, language, context, qtbot):
    with speaking(language):
        root = shown(screen, context, sizes[0], qtbot, painted=True)
        assert clipped(root) == [], sizes[0].name
        for setting in sizes[1:]:
            screen.lay_out(root, setting.size)
            assert clipped(root) == [], setting.name


def scrolls_no_further_than_what_is_on_it(root):
    for page in root.findChildren(ScrollPage):
        if page.isVisible():
            needed = page.widget().heightForWidth(page.viewport().width())
            assert page.widget().height() <= max(needed, page.viewport().height())


def every_control_has_a_name_and_can_be_reached(root):
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QSlider)
        for widget in root.findChildren(kind)
        if widget.isVisibleTo(root)
    ]
    assert controls
    for control in controls:
        assert control.accessibleName(), control
        assert control.toolTip(), control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()


def all_text_is_plain(root):
    for label in root.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_pictures_are_drawn_and_differ_between_light_and_dark(context, tmp_path):
    some = [screen for screen in SCREENS if screen.name in {"today", "settings"}]
    paths = drawing.render_screens(tmp_path, context, some, (Setting("small", QSize(900, 600)),))
    names = {path.name for path in paths}
    assert {
        f"today-{language}-{theme}-small.png"
        for language in ("en", "de")
        for theme in ("light", "dark")
    } <= names
    assert all(path.stat().st_size > 5000 for path in paths)
    assert (tmp_path / "today-en-light-small.png").read_bytes() != (
        tmp_path / "today-en-dark-small.png"
    ).read_bytes()


def test_pictures_show_the_library_in_their_language(context, tmp_path):
    asked = []

    def library_in(language):
        asked.append(language)
        return LIBRARY

    some = [screen for screen in SCREENS if screen.name == "today"]
    setting = Setting("small", QSize(900, 600))
    drawing.render_screens(
        tmp_path, context, some, (setting,), appearances=("light",), library_in=library_in
    )
    assert asked == [*LANGUAGES]


def broken_screen(context):
    root = QWidget()
    label = Label(context.theme, "Words that need more room than this", wrap=False, parent=root)
    label.setGeometry(0, 0, 60, 20)
    high = Label(context.theme, "Words that need more than one line", parent=root)
    high.setGeometry(0, 30, 80, 10)
    outside = Label(context.theme, "Beyond", wrap=False, parent=root)
    outside.setGeometry(390, 60, 90, 30)
    row = QWidget(root)
    row.setGeometry(100, 0, 60, 24)
    layout = QHBoxLayout(row)
    for word in ("On", "Off"):
        button = QPushButton(word)
        button.setMinimumWidth(50)
        layout.addWidget(button)
    return root


class Restless(QObject):
    """Has always something left to do."""

    def event(self, _event):
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return True


def test_what_is_clipped_is_found(context, qtbot):
    root = shown(Screen("broken", broken_screen), context, Setting("x", QSize(400, 100)), qtbot)
    found = "\n".join(clipped(root))
    assert "Words that need more room than this" in found
    assert "needs a height of" in found
    assert '"Beyond" is cut by what it lies in' in found
    assert 'QPushButton "On" and QPushButton "Off" lie over one another by' in found


def test_a_screen_is_drawn_at_the_size_that_is_asked_for_or_not_at_all(context, qtbot):
    large, wide = QWidget(), broken_screen(context)
    qtbot.addWidget(large)
    QHBoxLayout(large).addWidget(wide)
    wide.setMinimumWidth(2000)
    drawing.show_off_screen(large, QSize(400, 100))  # as the window would, whatever it needs
    assert large.size() == QSize(400, 100)
    large.setMaximumWidth(300)
    with pytest.raises(ValueError, match="is to be drawn at 400x100 and takes 300x100"):
        drawing.show_off_screen(large, QSize(400, 100))


def test_what_never_settles_is_told(qapp):
    restless = Restless()
    QCoreApplication.postEvent(restless, QEvent(QEvent.Type.User))
    with pytest.raises(RuntimeError, match=r"nothing settles in 200 rounds; .* of Restless"):
        drawing.settle()
    QCoreApplication.removePostedEvents(restless)
    drawing.settle()
