"""What the program relies on in the Qt binding."""

import sys

from PySide6.QtWidgets import QLabel


def test_calls_that_return_nothing_keep_the_references_to_none(qtbot):
    """PySide6 6.12.0 loses one with each call, which aborts Python 3.11 after some thousands."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(200):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100
