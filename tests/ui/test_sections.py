"""Parts of a page are drawn anew only when they must be, and the keyboard stays where it was."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit

from posture_app.gallery.drawing import settle, show_off_screen
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.sections import Sections


class TwoParts:
    """A page with two parts of fields; each field is named by its letter."""

    def __init__(self, theme):
        self.page = ScrollPage(theme)
        self.sections = Sections(self.page)
        self.first, self.second = self.sections.add(), self.sections.add()
        self.page.column.addStretch(1)

    def show(self, first, second):
        with self.sections.drawing():
            self.first.show_value(first, fill)
            self.second.show_value(second, fill)

    def field(self, section, name):
        settle()
        return section.findChild(QLineEdit, name)


def fill(body, letters):
    for letter in letters:
        field = QLineEdit()
        field.setObjectName(letter)
        field.setMinimumHeight(200)
        body.addWidget(field)


@pytest.fixture
def parts(theme, qtbot):
    one = TwoParts(theme)
    qtbot.addWidget(one.page)
    one.show("abc", "abc")
    show_off_screen(one.page, QSize(800, 500))
    return one


def focused(parts):
    settle()
    return parts.page.window().focusWidget()


def test_what_shows_the_same_is_left_alone(parts):
    field = parts.field(parts.first, "a")
    field.setText("being written")
    parts.show("abc", "xyz")
    assert parts.field(parts.first, "a") is field
    assert (parts.first.drawings, parts.second.drawings) == (1, 2)


def test_the_focus_stays_in_a_part_that_is_left_alone(parts):
    field = parts.field(parts.first, "b")
    field.setFocus()
    parts.show("abc", "bcd")
    assert focused(parts) is field


def test_the_focus_stays_at_its_place_in_a_part_that_is_drawn_anew(parts):
    before = parts.field(parts.first, "b")
    before.setFocus()
    parts.show("abcd", "abc")
    after = focused(parts)
    assert after is not before
    assert after is parts.field(parts.first, "b")


def test_the_page_stays_where_it_was_scrolled_to(parts):
    bar = parts.page.verticalScrollBar()
    bar.setValue(400)
    parts.show("abc", "xyz")
    settle()
    assert bar.value() == 400


def test_tab_goes_on_through_the_parts_as_they_stand(parts):
    parts.show("mno", "abc")
    line, one = [], parts.page
    while (one := one.nextInFocusChain()) is not parts.page:
        if isinstance(one, QLineEdit) and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            line.append(one.objectName())
    assert "".join(line).endswith("mnoabc")


def test_an_empty_part_takes_no_room(parts):
    parts.show("", "abc")
    assert parts.first.isHidden()
    parts.show("a", "abc")
    assert not parts.first.isHidden()


def test_all_is_drawn_anew_when_it_is_said_otherwise(parts):
    parts.sections.forget()
    parts.show("abc", "abc")
    assert (parts.first.drawings, parts.second.drawings) == (2, 2)
