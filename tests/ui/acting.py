"""What a person does in the window, and what it tells then."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton


def child(root, kind, name):
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def click(root, name):
    child(root, QAbstractButton, name).click()


def told(qtbot, signal, act):
    with qtbot.waitSignal(signal) as caught:
        act()
    return caught.args[0] if caught.args else None


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)
