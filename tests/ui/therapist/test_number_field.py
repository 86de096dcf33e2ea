"""A number, a day and a time can be clicked into, and typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from posture_app.ui.entries.time_fields import DayField, TimeField
from posture_app.ui.widgets.fields import NumberField


@pytest.mark.parametrize("kind", [NumberField, DayField, TimeField])
def test_a_click_brings_the_keyboard(kind, make, qtbot) -> None:
    field: QWidget = make(kind, "Title", "name")
    qtbot.addWidget(field)
    assert field.focusPolicy() & Qt.FocusPolicy.ClickFocus
    assert field.focusPolicy() & Qt.FocusPolicy.TabFocus
