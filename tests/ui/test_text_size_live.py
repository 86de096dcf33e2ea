"""A window in which another text size is chosen looks like one that was opened with it."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHeaderView, QWidget

from posture_app.gallery import drawing
from posture_app.gallery.drawing import DrawingContext
from posture_app.gallery.screens import WINDOW_SCREENS
from posture_app.ui.widgets.controls import Segments
from tests.ui.content import LIBRARY
from tests.ui.looks import look_again

SIZE = QSize(1180, 800)
NAMES = (
    "exercises",  # a search field
    "exercise",  # a picture with bounds, and sources as text to select
    "breaks-schedule",  # labels and fields with bounds
    "patient-progress",  # a chart with its tools and its table
    "patient-choice",  # a sheet from the same edge as pages
    "builder-in-window",  # a head, fields and a panel that takes the height it needs
    "practice-section",  # lines of a form
    "welcome-where",  # a body map, and the foot of a sheet
    "workplace-result-good",
    "note",
    "spasm-full",  # days and times
    "progress-calendar",  # room for lines that may come
    "pose-empty",  # numbers, and two lines of buttons
)
SCREENS = {one.name: one for one in WINDOW_SCREENS}


@pytest.fixture
def context(make):
    chosen = make.theme.appearance, make.theme.text_scale
    yield DrawingContext(make, LIBRARY)
    look_again(make.theme, *chosen)


# Each is made at 200 and at 100 per cent, and never painted.
@pytest.mark.parametrize("name", NAMES)
def test_another_text_size_leaves_nothing_of_the_one_before(name, context, qtbot):
    context.theme.choose("light", 2.0)
    changed = opened(SCREENS[name], context, qtbot)
    context.theme.choose("light", 1.0)
    drawing.settle()
    found = looks_of(changed)
    assert found == looks_of(opened(SCREENS[name], context, qtbot))


def test_what_the_text_size_is_chosen_by_stays_in_sight(context, qtbot):
    context.theme.choose("light", 2.0)
    window = opened(SCREENS["settings"], context, qtbot)
    sizes = window.findChild(Segments, "text-size")
    page = window.page("settings")._scroll
    page.verticalScrollBar().setValue(page.top_of(sizes))
    for scale in (1.0, 2.0):
        context.theme.choose("light", scale)
        drawing.settle()
        assert sizes.visibleRegion().boundingRect() == sizes.rect()


def opened(screen, context, qtbot):
    widget = screen.make(context)
    qtbot.addWidget(widget)
    widget.setUpdatesEnabled(False)
    screen.lay_out(widget, SIZE)
    return widget


def looks_of(root):
    """Place, bounds and font of every widget that can be seen, by where it is in the tree."""
    found = {}

    def collect(widget, path):
        font = widget.font()
        bounds = widget.minimumSize().toTuple(), widget.maximumSize().toTuple()
        place = widget.geometry().getRect() if path else ()
        found[path] = place, bounds, font.pixelSize(), font.weight()
        numbers: dict[str, int] = {}
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isHidden() and not is_unseen(child):
                kind = f"{type(child).__name__} {child.objectName()}"
                numbers[kind] = numbers.get(kind, 0) + 1
                collect(child, (*path, f"{kind} {numbers[kind]}"))

    collect(root, ())
    return found


def is_unseen(widget):
    """Whether Qt keeps it for itself: a container, or the head of a table that has none."""
    return isinstance(widget, QHeaderView) or widget.objectName().endswith("container")
