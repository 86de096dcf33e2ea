"""What a person does in the window, and what it tells then."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication


def child(root, kind, name):
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def click(root, name):
    child(root, QAbstractButton, name).click()


def told(qtbot, signal, action):
    with qtbot.waitSignal(signal) as caught:
        action()
    return caught.args[0] if caught.args else None


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def press_back(widget):
    """Press the mouse's button that goes back, with the pointer on a widget, as the system does."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.BackButton, none, place)


def drop(window, *paths):
    """Drop files on a window, if it takes them, and say whether it did."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.NoButton)
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), *how, none)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(10, 10), *how, none))
    return enter.isAccepted()
