"""The sign of the focus is for the keyboard, and the wheel changes nothing that it passes over."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSlider, QVBoxLayout, QWidget

from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.figure.widget import FigureWidget
from posture_app.ui.player.signs import AnswerChip
from posture_app.ui.widgets.answer_scale import ScaleButton
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.controls import Chip, Option, Segment, Switch
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.rows import PressRow
from posture_app.ui.widgets.sections import Section
from posture_app.ui.widgets.side_bar import NavButton
from tests.ui.acting import child

CONTROLS = {
    "button": lambda make: make.button("One"),
    "chip": lambda make: make.chip("One"),
    "segment": lambda make: Segment(make.theme, Option("one", "One")),
    "switch": lambda make: make.switch("One", "one"),
    "number": lambda make: make(ScaleButton, 3),
    "text": lambda make: make.text("One"),
    "answer": lambda make: make(AnswerChip, "One"),
}


@pytest.fixture
def page(qtbot):
    """A window in front, with something that has the focus at first."""
    window = QWidget()
    column = QVBoxLayout(window)
    first = QWidget()
    first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(first)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    return window


def added(page, widget):
    page.layout().addWidget(widget)
    widget.show()
    QApplication.processEvents()
    return widget


@pytest.mark.parametrize("control_of", CONTROLS.values(), ids=CONTROLS)
def test_the_ring_is_drawn_for_the_keyboard_alone(page, make, control_of):
    control = added(page, control_of(make))
    plain = control.grab().toImage()
    for reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason):
        control.setFocus(reason)
        assert control.hasFocus()
        assert control.grab().toImage() == plain
        control.clearFocus()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    assert control.grab().toImage() != plain


def test_every_control_that_draws_a_ring_draws_it_by_one_rule():
    for kind in (BodyMap, FigureWidget, PressRow, NavButton, Button, Chip, Segment, Switch):
        assert issubclass(kind, KeyboardFocus), kind


def test_the_ring_is_there_again_when_a_menu_has_closed(page, theme):
    control = added(page, Button(theme, "One"))
    control.setFocus(Qt.FocusReason.TabFocusReason)
    control.clearFocus()
    control.setFocus(Qt.FocusReason.PopupFocusReason)
    assert control.shows_focus


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason])
def test_what_is_drawn_anew_shows_the_focus_as_before(page, theme, reason):
    section = added(page, Section())

    def fill(body, value):
        body.addWidget(Button(theme, str(value), name="one"))

    section.show_value(1, fill)
    before = child(section, Button, "one")
    before.show()
    before.setFocus(reason)
    section.show_value(2, fill)
    after = page.focusWidget()
    assert isinstance(after, Button)
    assert after is not before
    assert after.shows_focus == (reason == Qt.FocusReason.TabFocusReason)


def test_the_wheel_over_a_slider_scrolls_the_page_and_keeps_the_value(full):
    full.open_page("settings")
    for slider in full.findChildren(QSlider):
        before = slider.value()
        slider.setFocus()
        turned = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        slider.event(turned)
        assert slider.value() == before
        assert not turned.isAccepted()
        assert not slider.focusPolicy() & Qt.FocusPolicy.ClickFocus
    assert full.findChildren(QSlider)
