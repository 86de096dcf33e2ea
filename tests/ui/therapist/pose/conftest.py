"""The editor as it lies on a page, and the hand that drags in it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtTest import QTest

from posture_app.gallery.drawing import settle, show_off_screen
from posture_app.ui.therapist.pose.editor import PoseEditor
from tests.ui.acting import child


class Hand:
    """Does with an editor what a person does."""

    def __init__(self, editor: PoseEditor) -> None:
        self.editor = editor
        self.deeds = 0

    def click(self, name: str) -> None:
        """Press a button."""
        from PySide6.QtWidgets import QAbstractButton

        QTest.mouseClick(child(self.editor, QAbstractButton, name), Qt.MouseButton.LeftButton)
        self.deeds += 1

    def pick(self, name: str, value: object) -> None:
        """Choose from the menu of a chip or button."""
        from posture_app.ui.widgets.controls import Chip
        from posture_app.ui.widgets.menu import MenuButton

        button = self.editor.findChild(Chip, name) or self.editor.findChild(MenuButton, name)
        assert button is not None, name
        action = next(one for one in button.menu_actions() if one.data() == value)
        action.trigger()
        self.deeds += 1

    def drag(self, view_name: str, handle: str, way: QPoint, *, alone: bool = False) -> None:
        """Drag a handle in a view by so many pixels, in steps."""
        from posture_app.ui.therapist.pose.view import PoseView

        view = child(self.editor, PoseView, view_name)
        spot = view.spot_of(handle).toPoint()
        shift = Qt.KeyboardModifier.ShiftModifier
        held = shift if alone else Qt.KeyboardModifier.NoModifier
        QTest.mousePress(view, Qt.MouseButton.LeftButton, held, spot)
        for step in range(1, 6):
            self.move(view, QPointF(spot) + QPointF(way) * step / 5, held)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, held, spot + way)
        self.deeds += 1

    def move(self, view, spot: QPointF, held=Qt.KeyboardModifier.NoModifier) -> None:
        """Move the pointer with the button down."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        buttons = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, spot, view.mapToGlobal(spot), buttons, buttons, held
        )
        QApplication.sendEvent(view, event)


@pytest.fixture
def editor(make, qtbot):
    editor = make(PoseEditor)
    qtbot.addWidget(editor)
    editor.set_motion(None)
    show_off_screen(editor, QSize(1120, 1500))
    editor.check_now()
    settle()
    yield editor
    editor.stop_playing()
    editor.check_now()


@pytest.fixture
def hand(editor):
    return Hand(editor)
