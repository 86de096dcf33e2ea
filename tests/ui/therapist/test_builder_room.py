"""The builder in a small window: as much of the plan is seen as is needed to work on it."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from posture_app.gallery import drawing
from posture_app.gallery.builder import sample
from posture_app.gallery.clipping import clipped
from posture_app.library.files import load
from posture_app.plans.model import PlanItem
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PlanTarget
from posture_app.ui.therapist.builder.remark_list import RemarkRow
from posture_app.ui.therapist.builder.rows import PLAN_KEY, RowKey
from posture_app.ui.therapist.builder.text_fields import WrittenText
from posture_app.ui.therapist.plans_page import PlansPage
from posture_app.ui.widgets.menu import MenuButton
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.acting import child, click
from tests.ui.looks import look_again

BUILTIN = load().library


@pytest.fixture
def open_builder(theme, qtbot):
    """Shows a plan of twelve exercises in a window, the last one chosen."""
    chosen = theme.appearance, theme.text_scale

    def opened(size, scale=1.0):
        theme.choose("light", scale)
        window = MainWindow(theme)
        qtbot.addWidget(window)
        window.offer_workspaces(wanted=True)
        window.open_page("plans")
        plan = sample(BUILTIN)
        items = tuple(
            PlanItem(exercise=one.id, per_day=2, note="Slowly" if place % 2 else "")
            for place, one in enumerate(list(BUILTIN.exercises.values())[:12])
        )
        plan = replace(plan, phases=(replace(plan.phases[0], items=items),))
        page = cast("PlansPage", window.page("plans"))
        page.show_builder(PlanTarget(plan.id), plan, BUILTIN)
        window.setUpdatesEnabled(False)  # how it is laid out is asked, and how it looks elsewhere
        drawing.show_off_screen(window, size)
        builder = there(page.builder)
        builder.list.choose([RowKey("item", plan.phases[0].id, items[-1].exercise)])
        drawing.settle()
        return builder

    yield opened
    look_again(theme, *chosen)


def rows_seen(builder):
    rows = builder.list
    model, seen = rows.model(), rows.viewport().rect()
    places = [rows.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    return sum(seen.contains(one) for one in places) if rows.isVisible() else 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_seven_exercises_are_seen_while_one_is_edited(open_builder, language):
    with speaking(language):
        builder = open_builder(QSize(1180, 800))
        panel = child(builder, QWidget, "item-panel")
        assert panel.isVisible()
        assert builder.panels.verticalScrollBar().maximum() == 0
        assert rows_seen(builder) >= 7
        click(builder, "builder-fold")  # more are seen while none is
        drawing.settle()
        assert not panel.isVisible()
        assert rows_seen(builder) >= 10
        click(builder, "builder-edit")
        drawing.settle()
        assert panel.isVisible()
        assert builder.panels.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_in_a_low_window_plan_and_panel_take_turns(open_builder, qtbot, language):
    def shown():
        drawing.settle()
        rows, panels = builder.list.isVisible(), builder.panels.isVisible()
        assert rows is not panels
        return "rows" if rows else "panel"

    size = QSize(900, 600)
    with speaking(language):
        builder = open_builder(size, scale=2.0)
        assert shown() == "rows"
        assert rows_seen(builder) >= 2
        assert clipped(builder.head) == clipped(builder.middle) == []
        click(builder, "builder-edit")
        assert shown() == "panel"
        assert builder.panels.height() >= size.height() / 2
        click(builder, "builder-edit")  # the way back is in the same place
        assert shown() == "rows"
        qtbot.keyClick(builder.list, Qt.Key.Key_Return)
        assert shown() == "panel"
        qtbot.keyClick(builder.panels, Qt.Key.Key_Escape)
        assert shown() == "rows"
        qtbot.keyClick(builder.list, Qt.Key.Key_F2)
        assert shown() == "panel"


def test_what_a_narrow_head_has_no_room_for_is_behind_one_button(open_builder):
    builder = open_builder(QSize(900, 600), scale=2.0)
    head, plan = builder.head, there(builder.plan)
    actions = [head.undo, head.redo, head.library, child(head, MenuButton, "builder-more")]
    assert len({one.geometry().center().y() // 10 for one in actions}) == 1
    assert not head.add_phase.isVisible()
    entries = {one.text(): one for one in actions[-1].menu_actions()}
    assert {"Add a phase", "Handout", "As the patient"} <= {*entries}
    entries["Add a phase"].trigger()
    assert len(there(builder.plan).phases) == len(plan.phases) + 1
    head.undo.click()
    there(head.findChild(QShortcut)).activated.emit()  # its key works though it is not seen
    assert len(there(builder.plan).phases) == len(plan.phases) + 1
    assert there(head.findChild(QShortcut)).isEnabled()
    entries["Handout"].trigger()
    drawing.settle()
    assert builder.handout.isVisible()
    assert head.handout.isVisible()  # which leads back
    head.handout.click()
    drawing.settle()
    assert builder.list.isVisible() or builder.panels.isVisible()
    assert not head.handout.isVisible()
    builder = open_builder(QSize(1920, 1080))
    assert builder.head.add_phase.isVisible()
    assert not there(builder.head.findChild(QShortcut)).isEnabled()


def test_a_text_is_as_high_as_its_lines(make, qtbot):
    text = make(WrittenText, "Note", "note", lines=2)
    qtbot.addWidget(text)
    text.resize(300, 100)
    text.show()
    heights = []
    for words in ("", "One", "One\nTwo", "One\nTwo\nThree"):
        text.show_texts([words], anyway=True)
        heights.append(text.sizeHint().height())
    assert heights[0] == heights[1] < heights[2] == heights[3]
    text.show_texts([""], anyway=True)
    text.resize(300, text.sizeHint().height())
    assert isinstance(text, QPlainTextEdit)
    assert not text.verticalScrollBar().isVisible()


def test_a_text_that_wraps_is_as_high_as_its_lines(make, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    text = make(WrittenText, "Note", "note", lines=2)
    box.addWidget(text)
    box.addStretch(1)
    text.show_texts(["Slowly and without haste, as far as it goes without pain"], anyway=True)
    drawing.show_off_screen(page, QSize(900, 300))
    low = text.height()
    drawing.show_off_screen(page, QSize(300, 300))
    assert text.height() > low


@pytest.mark.parametrize("size", [(900, 600), (1180, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_many_remarks_leave_the_plan_its_room(open_builder, size, scale):
    builder = open_builder(QSize(*size), scale)
    many = [RemarkRow(f"Remark {place}", PLAN_KEY) for place in range(30)]
    builder.remarks.show_remarks(many)
    builder.remarks.show()
    drawing.settle()
    assert builder.remarks.height() <= builder.middle.height() / 3
    assert builder.remarks.verticalScrollBar().maximum() > 0
    assert builder.list.height() + builder.panels.height() * builder.panels.isVisible() >= (
        builder.remarks.height()
    )
    builder.remarks.show_remarks(many[:1])
    drawing.settle()
    assert builder.remarks.verticalScrollBar().maximum() == 0
