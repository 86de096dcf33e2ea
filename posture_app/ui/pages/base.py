"""What all pages have in common: the ground, the quiet loading state, going back."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.paint import rounded


class Loading(QWidget):
    """Pale shapes where the content will be. Nothing moves: it is there for a blink.

    Signals:
        painted: It was painted for the first time.
    """

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("loading")
        self.setAccessibleName("Loading")
        self._was_painted = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a title and three cards."""
        painter = QPainter(self)
        shade = self._theme.colour("hover")
        side = tokens.SPACE_3XL
        width = min(self.width() - 2 * side, self._theme.px(920))
        left = max(side, (self.width() - width) / 2)
        top = side - 8
        rounded(painter, QRectF(left, top, width * 0.4, 40), tokens.RADIUS_S, shade)
        painter.setOpacity(0.6)
        rounded(painter, QRectF(left, top + 72, width, 240), tokens.RADIUS_XL, shade)
        half = (width - tokens.SPACE_XL) / 2
        for place in (left, left + half + tokens.SPACE_XL):
            rounded(painter, QRectF(place, top + 336, half, 150), tokens.RADIUS_L, shade)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()


class Page(QWidget):
    """A page of the main window: loading until it is shown something, then one of its views."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("page")
        self.views = QStackedLayout(self)
        self.views.setContentsMargins(0, 0, 0, 0)
        self._loading = Loading(theme)
        self.views.addWidget(self._loading)

    @property
    def is_loading(self) -> bool:
        """Whether there is nothing to show yet."""
        return self.views.currentWidget() is self._loading

    def show_snapshot(self, snapshot: Any) -> None:  # noqa: ANN401 - each page has its own kind
        """Draw what there is to show."""
        raise NotImplementedError

    def show_details(self, what: Any) -> None:  # noqa: ANN401 - as above
        """Open the details of one of the things that the page lists; without any, do nothing."""

    def go_back(self) -> bool:
        """One step back within the page; False if it is at its first view."""
        return False

    def focus_search(self) -> bool:
        """Put the keyboard into the page's search field; False if it has none."""
        return False


def restore_focus(root: QWidget, name: str) -> None:
    """After a view was built anew, give the focus to what has the name that had it before."""
    found = root.findChildren(QWidget, name) if name else []
    again = next((one for one in reversed(found) if not _is_put_away(one, root)), None)
    if again is not None:
        again.setFocus()


def order_focus(root: QWidget) -> None:
    """Let Tab go through a view as one reads it; by itself it goes in the order of making."""
    line = [
        one
        for one in _in_reading_order(root)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
    ]
    for before, after in pairwise(line):
        QWidget.setTabOrder(before, after)


def _in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _in_reading_order(inside)
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield from _in_reading_order(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def _is_put_away(widget: QWidget, root: QWidget) -> bool:
    """Whether a widget lies in something that was hidden, as what waits for its deletion is.

    What is new counts as hidden to Qt, too, until it is shown, but nobody has hidden it.
    """
    one: QWidget | None = widget
    while one is not None and one is not root:
        if one.isHidden() and one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return True
        one = one.parentWidget()
    return False


def focused_name(root: QWidget) -> str:
    """The name of what has the window's focus within a view, or an empty text."""
    focused = root.window().focusWidget()
    return focused.objectName() if focused is not None and root.isAncestorOf(focused) else ""
