"""A break that fills a screen keeps to it: what is longest, with the largest text, on low ones."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible

from posture_app.coach import session as coach
from posture_app.coach.break_exercises import Situation, begin, choices
from posture_app.coach.suitability import Profile, fit
from posture_app.gallery.clipping import clipped
from posture_app.gallery.drawing import settle, still_clock
from posture_app.library.files import load
from posture_app.reminders.exercise_selection import care_of_anybody, rest_picture
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.moving_figure import MovingBreakFigure
from posture_app.ui.overlay.panel import DONE_LINES, BreakMoment
from posture_app.ui.overlay.windows import BreakWindow
from posture_app.ui.player.snapshot import snapshot
from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.words.catalogue import _, speaking
from posture_app.words.safety import for_a_break
from tests.there import there
from tests.ui.looks import look_again
from tests.ui.overlay.conftest import BREAK

LOW = (QSize(1920, 1080), QSize(1180, 800), QSize(1280, 720), QSize(1280, 800), QSize(1024, 600))
LEAST_FIGURE = 0.25


@pytest.fixture(scope="module", params=["de", "en"])
def longest(request):
    """The exercises with the longest name and the longest cue, and how a break is spoken of."""
    with speaking(request.param):
        content = load(language=request.param).library
        now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        all_ = list(choices(content, Situation(seconds=60), now=now))
        by_name = max(all_, key=lambda one: len(one.exercise.name))
        by_cue = max(all_, key=lambda one: max(map(len, one.exercise.cues), default=0))
        yield [
            replace(one, exercise=for_a_break(one.exercise, fit(one.exercise, Profile())))
            for one in (by_name, by_cue)
        ]


@pytest.fixture(params=["still", "moving"])
def window(qtbot, theme, request):
    chosen = theme.appearance, theme.text_scale
    theme.choose("dark", 2.0)
    figure = _moving if request.param == "moving" else None
    window = BreakWindow(theme, figure)
    qtbot.addWidget(window)
    yield window
    look_again(theme, *chosen)


def _moving(make):
    """A figure with a legend."""
    return make(MovingBreakFigure, reduced_motion=True, read_ms=still_clock)


def cover(window, size):
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    area = QRect(QPoint(), size)
    window.fill(Monitor("A", area, area))
    window.setWindowState(Qt.WindowState.WindowNoState)  # Qt's own screen has another size
    window.resize(size)
    settle()


def begun(choice):
    session, _effects = begin(choice, 0.0)
    session, _effects = coach.advance(session, 12.0)
    return BreakMoment(48.0, snapshot(session, 12.0), session, 12.0)


def keeps_to(window, size):
    """Nothing is cut, nothing lies over another, and the figure is large enough to follow."""
    settle()
    panel = window.panel
    assert window.size() == size
    assert clipped(window) == []
    assert panel._name.is_whole
    words = [panel._head, panel._name, panel._where, panel._counted, panel._prompt]
    legend = [panel._legend] if panel._legend.sizeHint().isValid() else []
    words += [*legend, panel._care, panel.controls]
    places = [
        QRect(one.mapTo(panel, QPoint()), one.size()) for one in words if one.isVisibleTo(panel)
    ]
    assert not any(one.intersects(other) for one, other in combinations(places, 2)), places
    ring = QRect(panel.ring.mapTo(panel, QPoint()), panel.ring.size())
    assert panel.ring.isVisibleTo(panel)
    assert min(ring.width(), ring.height()) >= LEAST_FIGURE * size.height()
    assert not any(ring.intersects(one) for one in places)


@pytest.mark.parametrize("strictness", ["overlay", "strict"])
@pytest.mark.parametrize("size", LOW, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_longest_names_fit_a_low_screen_at_twice_the_text(longest, window, size, strictness):
    for choice in longest:
        care = care_of_anybody(choice.exercise)
        window.panel.show_break(replace(BREAK, choice=choice, care=care, strictness=strictness))
        window.lead(True)
        window.panel.show_moment(begun(choice))
        cover(window, size)
        keeps_to(window, size)
        if strictness == "overlay" and size.width() >= 1280:
            panel = window.panel
            assert panel.ring.circle().width() >= 0.55 * size.height()
            assert panel._prompt.height() >= panel._prompt_px(panel._shown)  # none is shortened
    window.panel.controls._ask()
    keeps_to(window, size)
    window.panel.show_moment(BreakMoment(5.0))
    keeps_to(window, size)
    assert window.panel._name.text() == _(DONE_LINES[0])


class LayoutRequests(QObject):
    def __init__(self):
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_what_is_laid_out_stays_as_it_is(longest, window):
    window.panel.show_break(replace(BREAK, choice=longest[0]))
    window.panel.show_moment(begun(longest[0]))
    cover(window, LOW[1])
    requests = LayoutRequests()
    window.panel.installEventFilter(requests)
    settle()
    assert requests.count == 0


def test_nothing_beside_the_figure_moves_when_a_repetition_is_named(window):
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    found = choices(load().library, Situation(seconds=300), now=now)
    choice = next(one for one in found if one.exercise.id == "neck-side-bend")
    window.panel.show_break(replace(BREAK, choice=choice))
    places = set()
    for at_s in (1.0, 12.0):
        session, _effects = begin(choice, 0.0)
        session, _effects = coach.advance(session, at_s)
        window.panel.show_moment(BreakMoment(48.0, snapshot(session, at_s), session, at_s))
        cover(window, QSize(1280, 800))
        places.add((window.panel._where.text(), window.panel._count.mapTo(window, QPoint()).y()))
    assert len({text for text, _y in places}) == 2
    assert len({y for _text, y in places}) == 1


def test_what_is_left_out_of_a_text_is_still_told(qtbot, make):
    label = make(FittedLabel, "Sit tall with your feet flat on the floor. " * 5)
    qtbot.addWidget(label)
    label.resize(200, label.heightForWidth(200))
    assert label.is_whole
    assert not label.toolTip()
    whole_px = label.heightForWidth(200)
    label.limit(2)
    assert not label.is_whole
    assert label.heightForWidth(200) < whole_px
    assert label._laid_out(200.0).lineCount() == 2
    assert label._laid_out(200.0).text().endswith("…")
    assert label.toolTip() == label.text()
    told = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
    assert told == label.text()


@pytest.mark.parametrize("offers", ["rest", "posture"])
def test_a_figure_without_an_exercise_fills_the_ring_and_stays_in_it(offers):
    rest = there(rest_picture(load().library, offers, Profile()))
    scene = scene_of(rest)
    side = 0.92 * 400 / scene.circle_share()
    area = QRectF(0, 0, side, side)
    view = scene.view(area)
    points = scene._reach @ np.array([view.right, view.up], np.float32).T * view.scale
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    assert np.hypot(*points.T).max() == pytest.approx(0.92 * 200, rel=0.01)
    assert np.ptp(points[:, 1]) > 0.75 * 400
