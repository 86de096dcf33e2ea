"""Another page fades in, unless the person wants less motion."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from posture_app.gallery.drawing import show_off_screen
from posture_app.ui.widgets.page_stack import FADE_MS, PageStack
from tests.there import there


@pytest.fixture
def moving(theme):
    theme.reduced_motion = False
    yield theme
    theme.reduced_motion = True


@pytest.fixture
def stack(theme, qtbot):
    stack = PageStack(theme)
    qtbot.addWidget(stack)
    for _ in range(2):
        stack.addWidget(QWidget())
    show_off_screen(stack, QSize(300, 200))
    stack.show_page(there(stack.widget(0)))
    return stack


def cover(stack):
    return stack.findChild(QWidget, "fading-cover")


def test_another_page_fades_in_within_a_fifth_of_a_second(moving, stack):
    assert 150 <= FADE_MS <= 200
    assert not stack.is_fading
    stack.show_page(stack.widget(1))
    assert stack.currentWidget() is stack.widget(1)
    assert stack.is_fading
    assert cover(stack).geometry() == stack.rect()
    cover(stack).fade.setCurrentTime(FADE_MS)
    assert not stack.is_fading
    assert cover(stack).isHidden()


def test_a_page_that_is_open_does_not_fade_in_again(moving, stack):
    stack.show_page(there(stack.widget(0)))
    assert not stack.is_fading


def test_with_less_motion_it_is_there_at_once(stack):
    stack.show_page(stack.widget(1))
    assert stack.currentWidget() is stack.widget(1)
    assert not stack.is_fading
    assert cover(stack) is None  # it is made when the first page fades in


def test_nothing_goes_on_when_the_window_is_hidden(moving, stack):
    stack.show_page(stack.widget(1))
    stack.hide()
    assert not stack.is_fading
