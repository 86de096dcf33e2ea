"""What does not fit in a widget that is laid out."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLayout,
    QScrollArea,
    QStackedLayout,
    QWidget,
)

from posture_app.ui.widgets.labels import ElidedLabel


def clipped(root: QWidget) -> list[str]:
    """What does not fit: words wider or higher than their widget, widgets cut or covered."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisibleTo(root):
            found += _cut(widget, root)
            found += _covered(widget)
    return found


def _covered(parent: QWidget) -> Iterator[str]:
    """What one layout has laid out over one another: Qt does so where it has too little room."""
    layout = parent.layout()
    if layout is None:
        return
    shown = [one for one in _laid_out(layout) if one.isVisibleTo(parent)]
    for one, other in combinations(shown, 2):
        both = one.geometry() & other.geometry()
        if not both.isEmpty():
            size = f"{both.width()} by {both.height()} px"
            yield f"{_called(one)} and {_called(other)} lie over one another by {size}"


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of those in it, but those that are to lie in one place."""
    if isinstance(layout, QStackedLayout):
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _called(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.objectName()
    return f'{type(widget).__name__} "{words[:60]}"'


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
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
    left = top = 0
    width, height = widget.width(), widget.height()
    scrolls = False
    while parent is not None and child is not root:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is parent:
            scrolls = True
        left, top = left + child.x(), top + child.y()
        if left < 0 or left + width > parent.width():
            return False
        if not scrolls and (top < 0 or top + height > parent.height()):
            return False
        child, parent = parent, parent.parentWidget()
    return True
