"""The guide on the page Move: found, opened, read, and left by its links."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QWidget

from posture_app.gallery import drawing
from posture_app.ui.page_targets import ExerciseTarget, GuideTarget
from posture_app.ui.safety import Safety
from posture_app.ui.widgets.item_model import ITEM
from posture_app.ui.widgets.markdown import MarkdownText
from posture_app.ui.workplace.drawing import WorkplaceDrawing
from posture_app.words import workplace as workplace_words
from posture_app.words.catalogue import speaking
from posture_app.words.guide import TOPICS, page_line, pages_counted
from tests.ui.acting import child, click, press
from tests.ui.content import GUIDE, LIBRARY


def titles(window):
    model = child(window, QListView, "guide-list").model()
    items = [model.index(row, 0).data(ITEM) for row in range(model.rowCount())]
    return [one if isinstance(one, str) else one.title for one in items]


def text_of(window):
    return child(window.page("move").guide_detail, MarkdownText, "markdown")


def test_the_part_shows_a_card_for_each_page_below_its_topic(full):
    full.show_part("guide")
    assert titles(full) == [
        "Understanding pain",
        "Knots and what they are",
        "Through the day",
        "Whom to ask",
    ]
    assert child(full, QListView, "guide-list").isVisible()
    assert not child(full, QListView, "routine-list").isVisible()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("knot", ["Knots and what they are"]),
        ("trigger", ["Knots and what they are"]),
        ("zwerchfell", ["Whom to ask"]),
        ("signs doctor", ["Whom to ask"]),
        ("qwertz", []),
    ],
)
def test_a_page_is_found_by_its_title_and_by_every_word_of_it(full, typed, found):
    full.show_part("exercises")
    child(full, QLineEdit, "search-move").setText(typed)
    assert titles(full) == found
    assert child(full, QWidget, "nothing").isVisibleTo(full) == (not found)


def test_a_card_opens_the_page_and_back_leads_to_the_list(full, qtbot):
    full.show_part("guide")
    drawing.settle()
    grid = child(full, QListView, "guide-list")
    grid.setFocus()
    press(qtbot, grid, Qt.Key.Key_Return)
    page = full.page("move")
    assert page.where() == GuideTarget("knots")
    assert text_of(full).accessibleName() == "Knots and what they are"
    full.go_back()
    assert page.where() is None
    assert child(full, QListView, "guide-list").isVisible()


def test_the_text_is_drawn_as_it_is_meant_and_runs_no_markup_of_its_own(full):
    full.show_guide_page("knots")
    document = text_of(full).document()
    plain = document.toPlainText()
    assert "Why" in plain
    assert "*" not in plain
    assert "<img" in plain
    assert document.resource(QTextDocument.ResourceType.ImageResource, "x.png") is None


def test_a_link_leads_to_an_exercise_and_another_to_a_page(full):
    full.show_guide_page("knots")
    page = full.page("move")
    text_of(full).followed.emit("exercise:bridge")
    assert page.where() == ExerciseTarget("bridge")
    full.go_back()
    assert page.where() == GuideTarget("knots")
    text_of(full).followed.emit("guide:ask")
    assert page.where() == GuideTarget("ask")
    text_of(full).followed.emit("https://example.org")
    assert page.where() == GuideTarget("ask")


def test_a_link_is_followed_by_the_keyboard(full, qtbot):
    full.show_guide_page("knots")
    drawing.settle()
    text = text_of(full)
    text.setFocus(Qt.FocusReason.TabFocusReason)
    text.focusNextPrevChild(True)
    press(qtbot, text, Qt.Key.Key_Return)
    assert full.page("move").where() == ExerciseTarget("bridge")


def test_the_page_scrolls_by_its_keys_while_the_text_has_the_keyboard(full, qtbot):
    drawing.show_off_screen(full, QSize(720, 520))
    full.show_guide_page("knots")
    drawing.settle()
    bar = full.page("move").guide_detail.verticalScrollBar()
    assert bar.maximum() > 0
    text = text_of(full)
    text.setFocus(Qt.FocusReason.TabFocusReason)
    bar.setValue(0)
    press(qtbot, text, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_a_link_that_the_keyboard_comes_to_is_brought_into_sight(full, theme):
    before = theme.appearance, theme.text_scale
    theme.choose("light", 2.0)
    try:
        drawing.show_off_screen(full, QSize(720, 520))
        full.show_guide_page("knots")
        drawing.settle()
        detail, text = full.page("move").guide_detail, text_of(full)
        text.setFocus(Qt.FocusReason.TabFocusReason)
        detail.verticalScrollBar().setValue(0)
        text.focusNextPrevChild(True)
        text.focusNextPrevChild(True)
        at = text.mapTo(detail.viewport(), text.cursorRect().center())
        assert detail.verticalScrollBar().value() > 0
        assert 0 <= at.y() <= detail.viewport().height()
    finally:
        theme.choose(*before)


def test_the_exercises_of_a_page_lead_to_it_and_back(full):
    full.show_guide_page("knots")
    page = full.page("move")
    click(page.guide_detail, "exercise-levator")
    assert page.where() == ExerciseTarget("levator")
    click(page.exercise_detail, "page-knots")
    assert page.where() == GuideTarget("knots")


def test_an_exercise_that_no_page_names_has_nothing_to_read(full):
    full.show_exercise("bridge")
    assert not [
        one
        for one in full.page("move").exercise_detail.findChildren(QAbstractButton)
        if one.objectName().startswith("page-")
    ]


def test_sources_are_named_on_the_page(full):
    full.show_guide_page("knots")
    assert child(full.page("move").guide_detail, QWidget, "source-trial-1").isVisibleTo(full)


def test_the_signs_come_from_where_the_program_asks_for_them(full):
    full.show_guide_page("ask")
    detail = full.page("move").guide_detail
    assert "Call 112 now" in child(detail, QWidget, "signs-danger").findChild(QLabel).text()
    assert child(detail, QWidget, "signs-caution").isVisibleTo(full)
    full.page("move").show_safety(Safety(number="999"))
    drawing.settle()
    assert "Call 999 now" in child(detail, QWidget, "signs-danger").findChild(QLabel).text()
    full.show_guide_page("knots")
    drawing.settle()
    assert detail.findChild(QWidget, "signs-danger") is None


def test_the_text_follows_text_size_and_colours(full, theme):
    full.show_guide_page("knots")
    before = theme.appearance, theme.text_scale
    text = text_of(full)
    low = text.heightForWidth(400)
    try:
        theme.choose("dark", 2.0)
        drawing.settle()
        assert text.heightForWidth(400) > 1.6 * low
        links = [
            part.charFormat().foreground().color()
            for part in fragments(text)
            if part.charFormat().isAnchor()
        ]
        assert links == [theme.colour("accent_ink")] * 2
    finally:
        theme.choose(*before)


def fragments(text):
    block, found = text.document().begin(), []
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            found.append(at.fragment())
            at += 1
        block = block.next()
    return found


@pytest.mark.parametrize("width", [320, 720, 1180])
def test_the_text_is_as_high_as_it_is_at_every_width(full, width):
    drawing.show_off_screen(full, QSize(max(width, 720), 800))
    full.show_guide_page("knots")
    drawing.settle()
    text = text_of(full)
    assert text.height() >= text.document().size().height() - 1
    assert text.width() <= 680


def test_the_words_say_how_long_it_takes_and_how_many():
    assert page_line(GUIDE[0]) == "1 minute to read · 2 exercises"
    assert page_line(GUIDE[1]) == "1 minute to read"
    assert pages_counted(1) == "1 page"
    assert {page.topic for page in LIBRARY.guide.values()} <= TOPICS.keys()
    with speaking("de"):
        assert page_line(GUIDE[0]) == "1 Minute Lesezeit · 2 Übungen"


def test_workplaces_are_drawn_above_the_text_and_described(full):
    full.show_guide_page("knots")
    shown = full.page("move").guide_detail.findChildren(WorkplaceDrawing)
    assert [one.drawn for one in shown] == ["laptop", "two_screens"]
    for one in shown:
        read = QAccessible.queryAccessibleInterface(one)
        assert one.accessible_role == QAccessible.Role.Graphic
        assert read.text(QAccessible.Text.Name) == workplace_words.diagram(one.drawn)
        assert (
            one.mapTo(full, one.rect().bottomLeft()).y() < text_of(full).mapTo(full, QPoint()).y()
        )


def test_a_page_without_a_drawing_has_none(full):
    full.show_guide_page("ask")
    assert not any(
        one.isVisible() for one in full.page("move").guide_detail.findChildren(WorkplaceDrawing)
    )
