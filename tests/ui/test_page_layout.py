"""All pages begin at one left edge and end at one of two right edges, whatever the width."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView

from posture_app.gallery import breaks_samples, drawing, samples
from posture_app.gallery.pages import show_library
from posture_app.gallery.screens import WINDOW_SCREENS
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import SessionTarget
from posture_app.ui.pages.move import PARTS
from posture_app.ui.report_pages import FootOfPages
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.builder import PlanBuilder
from posture_app.ui.widgets.card_grid import WRAP_PX
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.page_width import PAGE_PX, page_side
from tests.there import there
from tests.ui.content import LIBRARY

WIDTHS = (720, 1180, 1280, 1920)


@pytest.fixture
def window(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.setUpdatesEnabled(False)  # where things are is asked, and how they look elsewhere
    show_library(window, LIBRARY)
    window.page("today").show_snapshot(samples.today(LIBRARY))
    window.page("breaks").show_snapshot(breaks_samples.full())
    window.page("progress").show_snapshot(samples.log(LIBRARY))
    window.page("settings").show_snapshot(samples.settings())
    return window


def views(window):
    """Every view of every page, by name."""
    for key in window.pages:
        window.open_page(key)
        if key != "move":
            yield key
    for part in PARTS:
        window.show_part(part)
        yield part
    window.show_exercise("bridge")
    yield "exercise"
    window.show_routine("back")
    yield "routine"
    window.show_guide_page("knots")
    yield "page"
    window.show_details(SessionTarget(samples.session(LIBRARY, 0, LIBRARY.routines["neck"])))
    yield "session"
    window.page("breaks").show_snapshot(replace(breaks_samples.full(), on=False))
    window.open_page("breaks")
    yield "breaks-off"


def shown_page(window):
    return next(one for one in window.findChildren(ScrollPage) if one.isVisibleTo(window))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_begins_at_the_same_left_edge(window, width):
    drawing.show_off_screen(window, QSize(width, 800))
    edges = {}
    for name in views(window):
        drawing.settle()
        page = shown_page(window)
        labels = [one for one in page.findChildren(QLabel) if one.isVisibleTo(window)]
        edges[name] = min(one.mapTo(window, QPoint(0, 0)).x() for one in labels)
    assert len(edges) == 14
    # A routine begins with a surface; its words are as far in as the surface's edge says.
    assert edges.pop("routine") >= edges["today"]
    assert edges.pop("exercise") == edges["today"]
    assert set(edges.values()) == {edges["today"]}


PRACTICE = (
    "patients",
    "patients-empty",
    "patient-plan",
    "patient-progress",
    "patient-notes",
    "plans",
    "template",
    "pose-wall",
    "practice-section",
)


def left_of_words(root, window):
    """Where the leftmost words of a page or sheet begin, within its window."""
    labels = [one for one in root.findChildren(QLabel) if one.isVisibleTo(window) and one.text()]
    return min(one.mapTo(window, QPoint(0, 0)).x() for one in labels)


def drawn(name, make, size, qtbot):
    screen = next(one for one in WINDOW_SCREENS if one.name == name)
    widget = screen.make(drawing.DrawingContext(make, LIBRARY))
    qtbot.addWidget(widget)
    screen.lay_out(widget, size)
    return widget


@pytest.mark.parametrize("width", [1180, 1920])
@pytest.mark.parametrize("name", PRACTICE)
def test_every_page_of_a_practice_begins_where_one_s_own_do(make, qtbot, name, width):
    window = drawn(name, make, QSize(width, 800), qtbot)
    assert isinstance(window, MainWindow)
    bar = window.side_bar.width()
    assert left_of_words(shown_page(window), window) - bar == page_side(make.theme, width - bar)


@pytest.mark.parametrize("width", [1180, 1920])
def test_the_builder_begins_there_in_its_window_too(make, qtbot, width):
    window = drawn("builder-in-window", make, QSize(width, 800), qtbot)
    assert isinstance(window, MainWindow)
    builder = there(window.findChild(PlanBuilder))
    assert left_of_words(builder, window) - window.side_bar.width() == tokens.SPACE_3XL


@pytest.mark.parametrize("width", [1180, 1920])
@pytest.mark.parametrize("name", ["hand-over", "hand-over-done", "hand-over-busy", "report"])
def test_choices_beside_pages_and_what_is_below_them_have_the_edge_of_a_page(
    make, qtbot, name, width
):
    sheet = drawn(name, make, QSize(width, 800), qtbot)
    foot = there(sheet.findChild(FootOfPages))
    assert left_of_words(there(sheet.findChild(ScrollPage)), sheet) == tokens.SPACE_3XL
    buttons = [one for one in foot.findChildren(QAbstractButton) if one.isVisibleTo(sheet)]
    assert min(one.mapTo(sheet, QPoint(0, 0)).x() for one in buttons) == tokens.SPACE_3XL


@pytest.mark.parametrize("width", [1180, 1920])
def test_whom_a_plan_is_for_is_asked_at_that_edge(make, qtbot, width):
    sheet = drawn("patient-choice", make, QSize(width, 800), qtbot)
    assert left_of_words(sheet, sheet) == page_side(make.theme, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_widest(window, theme, width):
    drawing.show_off_screen(window, QSize(width, 800))
    lefts, rights = set(), set()
    for _ in views(window):
        drawing.settle()
        margins = shown_page(window).column.contentsMargins()
        lefts.add(margins.left())
        inside = shown_page(window).viewport().width() - margins.left() - margins.right()
        rights.add(inside)
        assert inside <= theme.px(PAGE_PX)
    assert len(lefts) == 1
    assert len(rights) <= 2


def test_nothing_but_the_page_scrolls(window):
    drawing.show_off_screen(window, QSize(1180, 800))
    for name in views(window):
        drawing.settle()
        for rows in shown_page(window).findChildren(QListView):
            assert rows.verticalScrollBar().maximum() == 0, name
            assert rows.horizontalScrollBar().maximum() == 0, name


def test_cards_end_where_the_page_ends(window):
    for width in WIDTHS:
        drawing.show_off_screen(window, QSize(width, 800))
        window.show_part("exercises")
        drawing.settle()
        page = shown_page(window)
        grid = page.findChild(QListView, "exercise-list")
        last = min(grid.columns(), 3)  # the first region has three, below its heading
        cards = [grid.card_rect(grid.visualRect(grid.model().index(n, 0))) for n in (1, last)]
        right = grid.mapTo(page.widget(), QPoint(0, 0)).x() + cards[1].right()
        edge = page.widget().width() - page.column.contentsMargins().right()
        assert cards[0].left() == 0
        if last == grid.columns():
            assert edge - WRAP_PX < right <= edge
