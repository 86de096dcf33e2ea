"""The builder in a small window: as much of the plan is seen as is needed to work on it."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from posture_app.gallery import drawing
from posture_app.gallery.builder import sample
from posture_app.library.files import load
from posture_app.plans.model import PlanItem
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PlanTarget
from posture_app.ui.therapist.builder.rows import RowKey
from posture_app.ui.therapist.builder.written import WrittenText
from posture_app.ui.therapist.plans_page import PlansPage
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.acting import child

BUILTIN = load().library


@pytest.mark.parametrize("language", ["en", "de"])
def test_seven_exercises_are_seen_while_one_is_edited(theme, qtbot, language):
    with speaking(language):
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
        builder = there(page.builder)
        drawing.show_off_screen(window, QSize(1180, 800))
        rows = builder.list
        rows.choose([RowKey("item", plan.phases[0].id, items[-1].exercise)])
        drawing.settle()
        panel = child(builder, QWidget, "item-panel")
        assert panel.isVisible()
        assert builder.panels.verticalScrollBar().maximum() == 0
        model, seen = rows.model(), rows.viewport().rect()
        places = [rows.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
        assert sum(seen.contains(one) for one in places) >= 7


def test_a_text_is_as_high_as_its_lines(theme, qtbot):
    text = WrittenText(theme, "Note", "note", lines=2)
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


def test_a_text_that_wraps_is_as_high_as_its_lines(theme, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    text = WrittenText(theme, "Note", "note", lines=2)
    box.addWidget(text)
    box.addStretch(1)
    text.show_texts(["Slowly and without haste, as far as it goes without pain"], anyway=True)
    drawing.show_off_screen(page, QSize(900, 300))
    low = text.height()
    drawing.show_off_screen(page, QSize(300, 300))
    assert text.height() > low
