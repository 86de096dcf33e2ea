"""Another page fades in, unless the person wants less motion."""

import pytest
from PySide6.QtCore import QSize, QVariantAnimation
from PySide6.QtWidgets import QWidget

from posture_app.breaks.settings import BreakSettings
from posture_app.gallery import breaks_samples
from posture_app.gallery.drawing import show_off_screen
from posture_app.ui.page_targets import ExerciseTarget
from posture_app.ui.welcome_sheet import WelcomeSheet
from posture_app.ui.welcome_steps import WelcomeFacts
from posture_app.ui.widgets.page_stack import FADE_MS, PageStack
from posture_app.ui.workplace.sheet import WorkplaceFacts, WorkplaceSheet
from tests.there import there
from tests.ui.acting import click


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
    stack.finish()
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


def test_details_fade_in_in_the_place_of_their_list_and_the_list_again(moving, full):
    assert not stack_of(full).is_fading
    full.show_exercise("bridge")
    over(stack_of(full))
    full.page("move").go_back()
    over(stack_of(full))
    full.show_routine("neck")
    over(stack_of(full))
    full.show_exercise("bridge")
    over(stack_of(full))


def test_what_was_loading_is_there_at_once_and_nothing_fades_that_nobody_sees(moving, full):
    full.open_page("breaks")
    over(stack_of(full))
    assert full.page("breaks").is_loading
    full.page("breaks").show_snapshot(breaks_samples.full())
    assert not stack_of(full).is_fading
    full.page("move").show_details(ExerciseTarget("bridge"))
    assert not stack_of(full).is_fading


def test_each_step_of_the_welcome_fades_in(moving, make, qtbot):
    sheet = make(WelcomeSheet, WelcomeFacts(number="112", breaks=BreakSettings()))
    qtbot.addWidget(sheet)
    sheet.show()
    assert not stack_of(sheet).is_fading
    for name in ("welcome-next", "welcome-next", "welcome-back"):
        click(sheet, name)
        over(stack_of(sheet))


def test_each_question_about_the_workplace_fades_in(moving, make, qtbot):
    sheet = make(WorkplaceSheet, WorkplaceFacts())
    qtbot.addWidget(sheet)
    sheet.show()
    assert not stack_of(sheet).is_fading
    for number in (1, 2):
        sheet.show_question(number)
        over(stack_of(sheet))
    sheet.show_result()
    over(stack_of(sheet))


def stack_of(window):
    return there(window.findChild(PageStack))


def over(stack):
    """Something fades in; let it be there."""
    assert stack.is_fading
    for fade in stack.findChildren(QVariantAnimation):
        fade.setCurrentTime(FADE_MS)
    assert not stack.is_fading
