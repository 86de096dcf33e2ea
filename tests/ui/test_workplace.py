"""The check of a workplace on its sheet, by mouse and by keyboard, and the drawings of one."""

from datetime import date
from typing import get_args

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from posture_app.body.props import Box
from posture_app.gallery import drawing as gallery
from posture_app.journal.workplace import ITEMS, WorkplaceKey
from posture_app.library.model import Diagram
from posture_app.ui.workplace.drawing import WorkplaceDrawing, view_of
from posture_app.ui.workplace.scenery import MARKS, EllipseMark, scenery
from posture_app.ui.workplace.sheet import WorkplaceFacts, WorkplaceSheet
from posture_app.words import workplace as words
from posture_app.words.catalogue import speaking
from tests.there import there

LAST = len(ITEMS)
BEFORE = date(2026, 1, 30)


@pytest.fixture
def open_sheet(qtbot, make):
    def opened(**facts):
        sheet = make(WorkplaceSheet, WorkplaceFacts(**facts))
        qtbot.addWidget(sheet)
        sheet.show()
        return sheet

    return opened


def button(sheet, name):
    return there(sheet.findChild(QPushButton, name))


def shown(sheet):
    return [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]


def question_drawing(sheet):
    return there(sheet.findChild(WorkplaceDrawing, "workplace-drawing"))


def test_it_asks_one_thing_after_another_and_marks_it_on_the_drawing(open_sheet):
    sheet = open_sheet()
    button(sheet, "workplace-go").click()
    for number, item in enumerate(ITEMS, 1):
        assert sheet.number == number
        assert f"Question {number} of {LAST}" in shown(sheet)
        assert words.question(item.key) in shown(sheet)
        seen = question_drawing(sheet)
        assert (seen.drawn, seen.marks) == MARKS[item.key]
        assert words.item_name(item.key) in seen.accessibleName()
        button(sheet, "answer-yes").click()
    assert f"{LAST} of {LAST} are as they should be" in shown(sheet)


def test_saving_tells_the_answers_without_what_does_not_apply(open_sheet, qtbot):
    sheet = open_sheet()
    button(sheet, "workplace-go").click()
    button(sheet, "answer-no").click()
    button(sheet, "answer-none").click()
    for _rest in ITEMS[2:]:
        button(sheet, "answer-yes").click()
    with qtbot.waitSignal(sheet.save_wanted) as told:
        button(sheet, "workplace-go").click()
    answers = there(told.args)[0]
    assert answers[ITEMS[0].key] is False
    assert ITEMS[1].key not in answers
    assert len(answers) == LAST - 1
    assert sheet.isVisible()  # whoever keeps them closes it


def test_the_result_gives_advice_by_effect_and_says_what_has_changed(open_sheet):
    before = {"feet": False, "lamp": True}
    now: dict[WorkplaceKey, bool | None] = {item.key: True for item in ITEMS}
    sheet = open_sheet(last=(BEFORE, before), begun=now | {"lamp": False, "change": False})
    button(sheet, "workplace-go").click()  # all is answered already
    seen = shown(sheet)
    assert "18 of 20 are as they should be" in seen
    assert "Last time, on Friday, 30 January, 1 of 2 were as they should be." in seen
    assert "As it should be by now: Feet and seat height." in seen
    assert "No longer as it should be: Lighting." in seen
    assert seen.index(words.advice("change")) < seen.index(words.advice("lamp"))
    assert words.advice("feet") not in seen


def test_where_nothing_applies_there_is_nothing_to_save(open_sheet):
    sheet = open_sheet(begun=dict.fromkeys(get_args(WorkplaceKey)))
    sheet.show_result()
    assert "Nothing of it applies to you." in shown(sheet)
    assert not button(sheet, "workplace-go").isVisible()


def test_going_back_shows_the_answer_that_was_given(open_sheet):
    sheet = open_sheet()
    sheet.show_question(1)
    button(sheet, "answer-no").click()
    button(sheet, "workplace-back").click()
    assert sheet.number == 1
    assert "Your answer up to now" in button(sheet, "answer-no").accessibleDescription()
    assert "Your answer up to now" not in button(sheet, "answer-yes").accessibleDescription()
    button(sheet, "workplace-back").click()
    assert sheet.number == 0
    assert not button(sheet, "workplace-back").isVisible()
    button(sheet, "workplace-go").click()
    assert sheet.number == 2  # the first that is still open


def test_the_keyboard_alone_goes_through_it(open_sheet, qtbot):
    sheet = open_sheet()
    told: list[object] = []
    sheet.save_wanted.connect(told.append)

    def key(pressed):
        qtbot.keyClick(sheet.focusWidget() or QApplication.focusWidget() or sheet, pressed)

    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_2)
    key(Qt.Key.Key_Backspace)
    assert sheet.number == 1
    for number in range(LAST):
        key([Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_Space][number % 4])
    key(Qt.Key.Key_Return)
    assert told == [sheet.answers]
    assert sheet.answers[ITEMS[3].key] is True  # by Space on the first answer
    key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_screen_reader_hears_the_question_with_each_answer(open_sheet):
    sheet = open_sheet()
    sheet.show_question(3)
    read = QAccessible.queryAccessibleInterface(sheet.focusWidget())
    assert read.text(QAccessible.Text.Name) == "Yes"
    assert read.text(QAccessible.Text.Description) == words.question(ITEMS[2].key)


def test_what_could_not_be_saved_is_said_and_can_be_tried_again(open_sheet):
    sheet = open_sheet(begun={item.key: True for item in ITEMS})
    sheet.show_result()
    sheet.show_failure("The disk is full.")
    assert "The disk is full." in shown(sheet)
    assert button(sheet, "workplace-go").text() == "Try again"
    button(sheet, "workplace-back").click()
    assert "The disk is full." not in shown(sheet)


def test_it_speaks_german(open_sheet):
    with speaking("de"):
        sheet = open_sheet()
        sheet.show_question(1)
        assert "Frage 1 von 20" in shown(sheet)
        assert "Stehen Ihre Füße flach" in question_words(sheet)
        assert button(sheet, "answer-none").text() == "Trifft nicht zu"


def question_words(sheet):
    return there(sheet.findChild(QLabel, "workplace-question")).text()


# The drawings


@pytest.mark.parametrize("key", get_args(WorkplaceKey))
def test_what_is_marked_lies_on_the_picture(key):
    drawn, marks = MARKS[key]
    rect = QRectF(0, 0, 460, 372)
    view = view_of(scenery(drawn), rect)
    assert marks
    for mark in marks:
        places = [mark.centre] if isinstance(mark, EllipseMark) else [mark.first, mark.last]
        for x, y in map(view.spot, places):
            assert rect.contains(x, y)


@pytest.mark.parametrize("diagram", get_args(Diagram))
def test_a_diagram_is_drawn_in_the_colours_of_each_appearance(make, qtbot, diagram):
    chosen = make.theme.appearance, make.theme.text_scale
    seen = make(WorkplaceDrawing)
    qtbot.addWidget(seen)
    seen.show_diagram(diagram)
    assert seen.accessibleName() == words.diagram(diagram)
    gallery.show_off_screen(seen, seen.sizeHint())
    pictures = []
    for appearance in ("light", "dark"):
        make.theme.choose(appearance, 1.0)
        pictures.append(seen.grab().toImage())
    make.theme.choose(*chosen)
    assert pictures[0] != pictures[1]
    colours = {pictures[0].pixel(x, y) for x in range(0, 400, 5) for y in range(0, 300, 5)}
    assert len(colours) > 10


def test_the_workplaces_are_as_the_guide_says():
    """The upper edge of the screen at eye level, an arm's length away; the desk at the elbows."""
    for drawn, eyes_m, elbows_m in (("desk", 1.275, 0.747), ("standing", 1.649, 1.121)):
        boxes = [box for thing in scenery(drawn).devices for box in thing.shapes]
        upright = [one for one in boxes if isinstance(one, Box) and one.half[:2] == (0.29, 0.17)]
        (screen,) = upright
        assert screen.centre[1] + screen.half[1] == pytest.approx(eyes_m, abs=0.03)
        assert 0.5 <= screen.centre[2] - 0.13 <= 1.0
        desk = scenery(drawn).furniture[-1].shapes[0]
        assert isinstance(desk, Box)
        assert desk.centre[1] + desk.half[1] == pytest.approx(elbows_m, abs=0.05)


def test_it_is_drawn_anew_when_the_figure_is_another(make, qtbot):
    seen = make(WorkplaceDrawing)
    qtbot.addWidget(seen)
    gallery.show_off_screen(seen, seen.sizeHint())
    first = seen.grab().toImage()
    seen.show_item("feet")
    marked = seen.grab().toImage()
    seen.show_item("laptop")
    assert len({one.cacheKey() for one in (first, marked)}) == 2
    assert first != marked != seen.grab().toImage()
