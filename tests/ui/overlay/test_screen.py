"""What a break that fills a screen shows at the sizes of usual screens."""

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QLabel

from posture_app.body.skeleton import INDEX
from posture_app.coach.suitability import Profile
from posture_app.gallery.breaks import BREAK_SCREENS
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import DrawingContext, settle
from posture_app.library.files import load
from posture_app.reminders.exercise_selection import rest_picture
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.windows import BreakWindow, CornerWindow
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.looks import look_again

SCREENS = {screen.name: screen for screen in BREAK_SCREENS}
BUILT_IN = load().library
SIZES = (QSize(1180, 800), QSize(1920, 1080), QSize(2560, 1440))
PORTRAIT = QSize(1080, 1920)
USUAL = ((1280, 720), (1280, 800), (1920, 1080), (2560, 1440))
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
@pytest.mark.parametrize("name", ["overlay", "overlay-reasons", "overlay-follower"])
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


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    ("name", "size"),
    [
        *(("overlay", QSize(*size)) for size in USUAL),
        ("overlay-rest", QSize(1280, 720)),
        ("overlay-without-exercise", QSize(1280, 720)),
    ],
)
def test_the_figure_is_large_and_in_the_middle(show, looking, name, size, scale):
    looking("dark", scale)
    panel = show(name, size).panel
    circle = panel.ring.circle().translated(QRectF(place(panel.ring, panel)).topLeft())
    assert abs(circle.center().x() - size.width() / 2) <= 2
    assert circle.width() >= (0.55 if scale > 1 else 0.6) * size.height()
    assert abs(place(panel._name, panel).center().x() - size.width() / 2) <= 2
    # What is counted is on one side, what to do on the other.
    assert place(panel._counted, panel).right() < circle.left()
    assert circle.right() < place(panel._prompt, panel).left()
    # Once nothing is counted, what break it is would stand there alone.
    assert panel._head.isVisibleTo(panel) == (name != "overlay-rest")
    assert clipped(panel.window()) == []


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_long_name_takes_a_second_line_in_the_card_before_it_is_cut(show):
    window = show("card", QSize(1920, 1080))
    panel, long = window.panel, "Halbe Drehung mit gestreckten Armen " * 3
    panel._name.setText(long.strip())
    settle()
    assert panel._name.is_whole
    assert clipped(window) == []


@pytest.mark.usefixtures("large_text")
@pytest.mark.parametrize("name", ["overlay-care", "overlay-care-long"])
def test_no_line_is_cut_where_what_is_read_goes_on_below(show, name):
    area = there(show(name, QSize(1920, 1080)).panel._sheet).area
    fade, viewport = there(area.findChild(ScrollFade)), area.viewport().geometry()
    assert fade.isVisibleTo(area)
    assert fade.geometry().bottom() == viewport.bottom()
    covered_from = fade.y() + (fade._over_px or fade.height())
    for top, height in lines_in(area):
        if top <= viewport.bottom() < top + height:
            assert covered_from <= top + 0.25 * height  # nothing but the air above its letters


def lines_in(area):
    """Where each line of words begins in what is seen of a scroll area, and how high it is."""
    for label in area.findChildren(Label):
        layout = label._laid_out(float(label.width()))
        for line in map(layout.lineAt, range(layout.lineCount())):
            yield label.mapTo(area.viewport(), QPoint()).y() + line.y(), line.height()


def place(widget, panel):
    return QRect(widget.mapTo(panel, QPoint()), widget.size())


@pytest.mark.parametrize("name", ["overlay", "overlay-follower"])
def test_what_to_take_care_of_is_said_in_whole(show, name):
    for size in SIZES:
        panel = show(name, size).panel
        assert panel._care._words.is_whole, size
        assert "…" not in panel._care._words.text(), size


@pytest.mark.parametrize("name", ["overlay", "overlay-follower"])
def test_the_words_above_the_ring_keep_away_from_it(show, name):
    for size in (*SIZES, PORTRAIT):
        panel = show(name, size).panel
        least = LEAST_GAP_PX * panel._theme.text_scale
        circle = panel.ring.circle().translated(QRectF(place(panel.ring, panel)).topLeft())
        above = panel._before if size == PORTRAIT else panel._name
        assert circle.top() - place(above, panel).bottom() >= least, size


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
