"""The Breaks page, empty or showing one of its views."""

import pytest

from posture_app.gallery import breaks_samples as samples
from posture_app.gallery.drawing import settle, show_off_screen
from posture_app.ui.pages.breaks import BreaksPage

from .breaks_hand import LESS_WIDE


@pytest.fixture
def breaks_page(qtbot, make):
    one = make(BreaksPage)
    qtbot.addWidget(one)
    return one


@pytest.fixture
def full_breaks(breaks_page):
    breaks_page.show_snapshot(samples.full())
    show_off_screen(breaks_page, LESS_WIDE)
    return breaks_page


@pytest.fixture
def schedule(full_breaks):
    full_breaks.show_view("schedule")
    settle()
    return full_breaks


@pytest.fixture
def reasons(full_breaks):
    full_breaks.show_view("why")
    settle()
    return full_breaks
