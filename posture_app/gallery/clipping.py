"""What does not fit in a widget that is laid out."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from posture_app.ui.widgets.labels import ElidedLabel


def clipped(root: QWidget) -> list[str]:
    """What does not fit: words wider or higher than their widget, widgets cut by their parents."""
    return [problem for widget in root.findChildren(QWidget) for problem in _cut(widget, root)]


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
    if not widget.isVisibleTo(root):
        return
    words = ""
    if isinstance(widget, QLabel):
        words = widget.text()
        if words and not isinstance(widget, ElidedLabel):
            yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton):
        words = widget.text()
        needed = widget.minimumSizeHint().width()
        if needed > widget.width():
            yield f'button "{words[:60]}" needs {needed} px, has {widget.width()}'
    if words and not _inside(widget, root):
        yield f'"{words[:60]}" is cut by what it lies in'


def _cut_label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    metrics = label.fontMetrics()
    words = label.text()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height():
            yield f'"{words[:60]}" needs a height of {needed} px, has {label.height()}'
    else:
        widest = max(metrics.horizontalAdvance(line) for line in words.split("\n"))
        if widest > room.width():
            yield f'"{words[:60]}" needs {widest} px, has {room.width()}'


def _inside(widget: QWidget, root: QWidget) -> bool:
    """Whether no ancestor cuts a widget at its sides, or below where nothing scrolls."""
    child, parent = widget, widget.parentWidget()
    scrolls = False
    while parent is not None and child is not root:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is parent:
            scrolls = True
        left = widget.mapTo(parent, QPoint(0, 0))
        right = widget.mapTo(parent, QPoint(widget.width(), widget.height()))
        if left.x() < 0 or right.x() > parent.width():
            return False
        if not scrolls and (left.y() < 0 or right.y() > parent.height()):
            return False
        child, parent = parent, parent.parentWidget()
    return True
