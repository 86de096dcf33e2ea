"""What screen readers are told: roles, names, states, announcements, the order of a page."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget

from posture_app.gallery import breaks_samples
from posture_app.gallery.drawing import settle
from posture_app.ui import accessible
from posture_app.ui.figure.widget import FigureStill
from posture_app.ui.pages.breaks_charts import BreakBars, DayLine
from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.widgets.answer_scale import ScaleButton
from posture_app.ui.widgets.bars import WeekBars
from posture_app.ui.widgets.labels import Label
from tests.there import there
from tests.ui.acting import child
from tests.ui.content import BRIDGE
from tests.ui.player.hand import EASY, STRETCH, Player

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def told():
    accessible.install()


def asked(widget: QWidget) -> QAccessibleInterface:
    answer = QAccessible.queryAccessibleInterface(widget)
    assert answer is not None
    return answer


def name(of: QAccessibleInterface) -> str:
    return str(of.text(QAccessible.Text.Name))


def everything(of: QAccessibleInterface) -> list[QAccessibleInterface]:
    """An object and all in it, as a screen reader goes through them; without what is hidden."""
    if of.state().invisible:
        return []
    inside = [of.child(number) for number in range(of.childCount())]
    return [of, *(one for each in inside if each is not None for one in everything(each))]


def test_the_entries_of_the_side_bar_are_tabs(full):
    assert asked(full.side_bar).role() == Role.PageTabList
    today, move = (child(full, QAbstractButton, f"nav-{key}") for key in ("today", "move"))
    assert [asked(one).role() for one in (today, move)] == [Role.PageTab] * 2
    assert [asked(one).state().selected for one in (today, move)] == [1, 0]
    assert asked(move).actionInterface().actionNames() == [QAccessibleActionInterface.pressAction()]
    asked(move).actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert full.open_page_key == "move"
    assert [asked(one).state().selected for one in (today, move)] == [0, 1]
    assert name(asked(move)) == move.text()


def test_answers_and_choices_are_radio_buttons(full, make, qtbot):
    full.open_page("settings")
    numbers, places = make(ScaleButton, 3), child(full, QAbstractButton, "segment-dark")
    qtbot.addWidget(numbers)
    for one in (numbers, places):
        assert asked(one).role() == Role.RadioButton
    several = make(AnswerChip, "Tingling")
    qtbot.addWidget(several)
    assert asked(several).role() == Role.CheckBox


@pytest.mark.parametrize("page", ["today", "move", "breaks", "progress", "settings"])
def test_every_page_has_headings(full, page):
    full.page("breaks").show_snapshot(breaks_samples.full())
    full.open_page(page)
    settle()
    headings = [one for one in everything(asked(full.page(page))) if one.role() == Role.Heading]
    assert headings
    assert all(name(one) for one in headings)


def test_a_label_that_is_no_heading_stays_a_text(theme, qtbot):
    label = Label(theme, "Just words", "body")
    qtbot.addWidget(label)
    assert (asked(label).role(), name(asked(label))) == (Role.StaticText, "Just words")
    label.set_role("heading")
    assert name(asked(label)) == "Just words"


@pytest.mark.parametrize("kind", [DayLine, BreakBars, WeekBars])
def test_charts_are_graphics_with_words(full, kind):
    full.page("breaks").show_snapshot(breaks_samples.full())
    for page in ("today", "breaks"):
        full.open_page(page)
    chart = full.findChild(kind)
    assert chart is not None
    assert asked(chart).role() == Role.Graphic
    assert len(name(asked(chart))) > len("a word")


def test_figures_are_graphics_with_words(make, qtbot):
    still = make(FigureStill, BRIDGE)
    qtbot.addWidget(still)
    assert asked(still).role() == Role.Graphic
    assert BRIDGE.name in name(asked(still))


@pytest.mark.parametrize("view", ["now", "schedule", "why"])
def test_breaks_are_told_in_the_order_in_which_they_are_seen(full, view):
    page = full.page("breaks")
    full.open_page("breaks")
    page.show_view(view)
    page.show_snapshot(breaks_samples.full())
    settle()
    headings = [one for one in everything(asked(page)) if one.role() == Role.Heading]
    seen = [(one.rect().top(), one.rect().left()) for one in headings]
    assert seen == sorted(seen), [name(one) for one in headings]


def test_the_first_move_and_the_instruction_are_announced(qtbot, make, monkeypatch):
    player = Player(qtbot, make, STRETCH, EASY)
    said: list[str] = []
    monkeypatch.setattr(player.view, "_announce", said.append)
    player.view.begin()
    assert STRETCH.name in said[0]
    assert STRETCH.steps[0] in said[0]
    while there(player.driver.session).exercise is not EASY:
        player.click("player_next")
    del said[:]
    for second in range(60):
        player.to(second)
    moves = [one for one in said if one.startswith("Move")]
    assert len(moves) == 1  # of three: the others would be chatter
    assert EASY.steps[0] in moves[0]
