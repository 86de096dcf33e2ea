"""What a break that fills a screen shows at the sizes of usual screens."""

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from posture_app.body.skeleton import INDEX
from posture_app.coach.break_exercises import Situation, choices
from posture_app.coach.suitability import Profile
from posture_app.gallery import samples
from posture_app.gallery.breaks import BREAK_SCREENS
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import DrawingContext, settle
from posture_app.library.files import load
from posture_app.reminders.exercise_selection import rest_picture
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.windows import BreakWindow, CornerWindow
from posture_app.ui.widgets.buttons import Button
from posture_app.words.catalogue import language, speaking
from tests.there import there
from tests.ui.looks import look_again

SCREENS = {screen.name: screen for screen in BREAK_SCREENS}
BUILT_IN = load().library
SIZES = (QSize(1180, 800), QSize(1920, 1080), QSize(2560, 1440))
LEAST_GAP_PX = 16


@pytest.fixture(params=["de", "en"])
def show(make, qtbot, request):
    def shown(name, size):
        window = SCREENS[name].make(DrawingContext(make, load(language=request.param).library))
        qtbot.addWidget(window)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        area = QRect(QPoint(), size)
        if isinstance(window, BreakWindow):
            window.fill(Monitor("A", area, area))
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(size)
        else:
            assert isinstance(window, CornerWindow)
            window.show_on(Monitor("A", area, area))
        settle()
        return window

    with speaking(request.param):
        yield shown


@pytest.fixture
def large_text(theme):
    chosen = theme.appearance, theme.text_scale
    theme.choose("dark", 2.0)
    yield
    look_again(theme, *chosen)


@pytest.mark.usefixtures("large_text")
@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize("name", ["overlay", "overlay-reasons", "overlay-follower", "card"])
def test_what_to_take_care_of_is_said_in_whole_at_twice_the_text(show, name):
    assert show(name, QSize(1180, 800)).panel._care._words.is_whole


@pytest.mark.usefixtures("large_text")
@pytest.mark.parametrize("size", [QSize(1920, 1080), QSize(1180, 800), QSize(900, 600)])
@pytest.mark.parametrize("name", ["overlay", "overlay-strict", "overlay-follower"])
def test_colours_and_the_way_out_are_told_at_twice_the_text(show, name, size):
    panel = show(name, size).panel
    assert panel._legend.isVisibleTo(panel)
    assert panel._legend.width() >= panel._legend.sizeHint().width()
    assert panel._legend.height() >= panel._legend.sizeHint().height()
    # A strict break says it on the button that is held, which takes a line of its own.
    if name == "overlay" or (name == "overlay-strict" and size.height() > 600):
        assert panel.controls._hint.isVisibleTo(panel)
    assert clipped(panel.window()) == []


@pytest.mark.usefixtures("large_text")
@pytest.mark.parametrize("size", [QSize(1180, 800), QSize(1920, 1080), QSize(2560, 1000)])
@pytest.mark.parametrize("name", ["overlay", "overlay-rest", "overlay-without-exercise"])
def test_figure_and_words_beside_it_are_a_group_in_the_middle(show, name, size):
    panel = show(name, size).panel
    circle = panel.ring.circle().translated(QRectF(place(panel.ring, panel)).topLeft())
    words = place(panel._name, panel)
    assert circle.right() < words.left()
    assert circle.width() > 0.5 * panel.height()
    left, right = circle.left(), panel.width() - words.right() - 1
    assert abs(left - right) < 0.06 * panel.width(), (left, right)


@pytest.mark.usefixtures("large_text")
def test_what_is_said_last_stands_at_the_height_of_the_figures_middle(show):
    panel = show("overlay-rest", QSize(1180, 800)).panel
    ring, name = place(panel.ring, panel), place(panel._name, panel)
    assert abs(ring.center().y() - name.center().y()) < 0.05 * panel.height()


@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_is_read_in_motion_has_one_line_in_the_card(show, theme, scale):
    """Exempt are sentences: how to begin, and what to take care of, which is said in whole."""
    chosen = theme.appearance, theme.text_scale
    theme.choose("dark", scale)
    try:
        panel = show("card", QSize(1920, 1080)).panel
        exercises = [
            one.exercise
            for one in choices(
                load(language=language()).library, Situation(seconds=300), now=samples.NOW
            )
        ]
        assert len(exercises) > 30
        names, cues = QFontMetrics(panel._name.font()), QFontMetrics(panel._prompt.font())
        for exercise in exercises:
            assert names.horizontalAdvance(exercise.name) <= panel._name.width()
            for cue in exercise.cues:
                assert cues.horizontalAdvance(cue) <= panel._prompt.width(), cue
        controls = panel.controls
        shown = [one for one in controls.findChildren(Button) if one.isVisibleTo(controls)]
        assert len({one.mapTo(controls, QPoint()).y() for one in shown}) == 1
        assert panel._care._words.is_whole
    finally:
        theme.choose(*chosen)


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_long_name_takes_a_second_line_in_the_card_before_it_is_cut(show):
    window = show("card", QSize(1920, 1080))
    panel, long = window.panel, "Halbe Drehung mit gestreckten Armen " * 3
    panel._name.setText(long.strip())
    settle()
    assert panel._name.is_whole
    assert clipped(window) == []


def place(widget, panel):
    return QRect(widget.mapTo(panel, QPoint()), widget.size())


@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize("name", ["overlay", "overlay-follower", "card"])
def test_what_to_take_care_of_is_said_in_whole(show, name):
    for size in SIZES:
        panel = show(name, size).panel
        assert panel._care._words.is_whole, size
        assert "…" not in panel._care._words.text(), size


@pytest.mark.parametrize("name", ["overlay", "overlay-follower"])
def test_the_words_above_the_ring_keep_away_from_it(show, name):
    for size in SIZES:
        panel = show(name, size).panel
        least = LEAST_GAP_PX * panel._theme.text_scale
        circle = panel.ring.circle().translated(QRectF(place(panel.ring, panel)).topLeft())
        assert circle.top() - place(panel._above, panel).bottom() >= least, size


@pytest.mark.parametrize("name", ["overlay", "overlay-follower"])
def test_the_figures_colours_are_explained(show, name):
    panel = show(name, SIZES[0]).panel
    assert panel._legend.isVisibleTo(panel)
    assert panel._legend.accessibleName()
    assert panel._legend.width() >= panel._legend.sizeHint().width()


def test_nothing_is_explained_where_no_muscle_is_shown(show):
    panel = show("overlay-without-exercise", SIZES[0]).panel
    assert not panel._legend.isVisibleTo(panel)


def test_the_reasons_answer_a_question(show):
    window = show("overlay-reasons", SIZES[0])
    asked = [
        one.text()
        for one in window.panel.controls.findChildren(QLabel)
        if one.isVisibleTo(window) and one.text().endswith("?")
    ]
    assert len(asked) == 1


def test_the_body_at_rest_is_large_and_in_the_middle():
    rest = there(rest_picture(BUILT_IN, "rest", Profile()))
    scene, side = scene_of(rest), 400.0
    view = scene.view(QRectF(0, 0, side, side))
    for frames in (*scene.there(), *scene.back()):
        x, _y = view.spot(frames.places[INDEX["thorax"]])
        assert abs(x - side / 2) < 0.08 * side
    _x, top = view.spot(frames.places[INDEX["head"]])
    across, down = scene._seen(view)
    assert top < 0.5 * side
    assert min(view.y + view.scale * down) < 0.15 * side
    assert max(view.x + view.scale * across) - min(view.x + view.scale * across) > 0.6 * side
