"""Rows of a title, what it means, and the control."""

from PySide6.QtCore import QSize

from posture_app.gallery.drawing import show_off_screen
from posture_app.ui.widgets.cards import Hairline
from posture_app.ui.widgets.forms import Form, FormRow
from posture_app.ui.widgets.labels import Label


def test_a_line_stands_between_settings_and_none_within_one(make, qtbot):
    for is_divided, lines in ((True, 2), (False, 0)):
        form = make(Form, is_divided=is_divided)
        qtbot.addWidget(form)
        for title in ("One", "Two", "Three"):
            form.add(title)
        assert len(form.findChildren(Hairline)) == lines


def test_a_row_that_is_hidden_takes_its_line_along(make, qtbot):
    form = make(Form)
    qtbot.addWidget(form)
    form.add("One")
    row = form.add("Two")
    assert len(shown_lines(form)) == 1
    row.set_shown(is_shown=False)
    assert not row.isVisibleTo(form)
    assert shown_lines(form) == []
    row.set_shown(is_shown=True)
    assert row.isVisibleTo(form)
    assert len(shown_lines(form)) == 1


def shown_lines(form):
    rules = [one.rule for one in form.findChildren(FormRow) if one.rule is not None]
    return [one for one in rules if one.isVisibleTo(form)]


def test_a_control_goes_below_its_words_where_there_is_little_room(make, qtbot):
    form = make(Form)
    qtbot.addWidget(form)
    button, switch = make.button("Play a sound"), make.switch("On", "on")
    form.add("A title", "And what it means.", button)
    row = form.add("Another title", make.label("What it means."), switch)
    show_off_screen(form, QSize(800, 300))
    assert button.x() > row.title.width() / 2
    show_off_screen(form, QSize(320, 300))
    assert button.x() == 0
    assert switch.x() > 200
    assert [one.text() for one in row.findChildren(Label)] == ["Another title", "What it means."]


def test_a_label_breaks_its_lines_once_for_each_width(theme, make, qtbot, monkeypatch):
    label = make.label("Words that go over more than one line where there is little room. " * 3)
    qtbot.addWidget(label)
    broken = []
    break_lines = label._broken

    def noted(width):
        broken.append(width)
        return break_lines(width)

    monkeypatch.setattr(label, "_broken", noted)
    narrow = label.heightForWidth(200)
    assert label.heightForWidth(200) == narrow > label.heightForWidth(800)
    label.resize(200, narrow)
    label.grab()
    assert sorted(broken) == [200, 800]
    label.setText("Other words")
    assert label.heightForWidth(200) < narrow
