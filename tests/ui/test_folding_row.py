"""A line of buttons stays one line: what has no room is behind a button for more."""

import pytest
from PySide6.QtCore import QSize

from posture_app.gallery import drawing
from posture_app.ui.widgets.folding_row import FoldingRow


class Line:
    """A line with a button that stays, three that may fold, and one more that stays."""

    def __init__(self, make, qtbot):
        self.told: list[object] = []
        self.row = make(FoldingRow, "more")
        qtbot.addWidget(self.row)
        self.save, self.page, self.file, self.close = (
            make.button(words) for words in ("Save all", "Page", "File", "Close")
        )
        self.kind = make.menu_button("Kind", "kind")
        self.kind.set_entries([("one", "One"), ("two", "Two")])
        self.kind.chosen.connect(self.told.append)
        self.page.clicked.connect(self.note_page)
        self.row.add(self.save)
        self.row.add_folding(self.kind, at=1)
        self.row.add_folding(self.page)
        self.row.add_folding(self.file)
        self.row.add(self.close)

    def note_page(self):
        self.told.append("page")

    def at(self, width):
        drawing.show_off_screen(self.row, QSize(width, 60))
        every = (self.save, self.kind, self.page, self.file, self.row.more, self.close)
        shown = [one for one in every if one.isVisible()]
        assert len({one.y() for one in shown}) == 1
        assert all(self.row.rect().contains(one.geometry()) for one in shown)
        return [one.text() for one in shown]

    def menu(self):
        return [one.text() for one in self.row.more.menu_actions()]


@pytest.fixture
def line(make, qtbot):
    return Line(make, qtbot)


def test_what_has_no_room_goes_behind_one_button_in_its_order(line):
    assert line.at(700) == ["Save all", "Kind", "Page", "File", "Close"]
    assert line.menu() == []
    seen = [line.at(width) for width in range(700, 290, -10)]
    folded = [one for one in seen if "More" in one]
    assert ["Save all", "Kind", "More", "Close"] in folded
    assert seen[-1] == ["Save all", "More", "Close"]
    assert line.menu() == ["Kind", "Page", "File"]
    assert line.at(700) == ["Save all", "Kind", "Page", "File", "Close"]


def test_an_entry_of_the_menu_does_what_its_button_does(line):
    line.at(320)
    kind, page, _file = line.row.more.menu_actions()
    page.trigger()
    line.kind.menu_actions()[1].trigger()
    assert line.told == ["page", "two"]
    assert kind.menu() is line.kind.choices


def test_what_can_not_be_done_or_is_not_offered_is_not_in_the_menu_either(line):
    line.at(320)
    line.page.setEnabled(False)
    line.row.more.choices.aboutToShow.emit()
    assert [one.isEnabled() for one in line.row.more.menu_actions()] == [True, False, True]
    line.row.offer(line.file, offered=False)
    assert line.menu() == ["Kind", "Page"]
    assert "File" not in line.at(700)
    line.row.offer(line.file, offered=True)
    assert "File" in line.at(700)


def test_what_is_on_is_on_in_the_menu(line, make):
    switch = make.switch("Both sides", "both")
    line.row.add_folding(switch)
    switch.setChecked(True)
    line.at(320)
    both = line.row.more.menu_actions()[-1]
    assert both.text() == "Both sides"
    assert both.isChecked()
    both.trigger()
    assert not switch.isChecked()
