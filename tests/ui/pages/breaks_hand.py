"""What the tests of the Breaks page do with it."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

LESS_WIDE = QSize(940, 700)


def words(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def now(page, kind, name):
    """What bears a name now; what bore it before may not be deleted yet."""
    QApplication.processEvents()  # new widgets are shown by the event loop
    return next(one for one in page.findChildren(kind, name) if one.isVisibleTo(page))


def click(qtbot, page, name):
    button = now(page, QAbstractButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def changed(page):
    told: list[Any] = []
    page.settings_changed.connect(told.append)
    return told


def write(qtbot, page, name, text):
    field = now(page, QLineEdit, name)
    field.setText(text)
    field.editingFinished.emit()
    qtbot.wait(1)  # the change is told when the focus has moved on
    return field
