"""Parts of a page that are drawn anew only when what they show is something else.

The keyboard stays where it is: a part that is left alone is not touched, and in one that is drawn
anew the focus goes to what stands at the place of what had it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.layouts import ScrollPage, Sticky, clear

_Value = TypeVar("_Value")
_BY_TAB: Final = Qt.FocusPolicy.TabFocus.value


class Section(QWidget):
    """One part, filled from one value."""

    def __init__(self, spacing: int = tokens.SPACE_M) -> None:
        super().__init__()
        self.body = column(spacing)
        self.setLayout(self.body)
        self.drawings = 0
        """How often it was filled."""
        self._shown: tuple[object, ...] = ()

    def show_value(self, value: _Value, fill: Callable[[QVBoxLayout, _Value], None]) -> bool:
        """Fill it from a value, unless it shows an equal one; returns whether it was filled.

        One that is left empty takes no room.
        """
        if self._shown == (value,):
            return False
        place = _focused_place(self)
        reason = _focus_reason(self)
        self._shown = (value,)
        self.drawings += 1
        clear(self.body)
        fill(self.body, value)
        self.setVisible(self.body.count() > 0)
        if place is not None:
            _focus_place(self, place, reason)
        return True


class Sections:
    """All sections of a scrolling page, one below another."""

    def __init__(self, page: ScrollPage) -> None:
        self._page = page

    def add(self, spacing: int = tokens.SPACE_M, *, to: QLayout | None = None) -> Section:
        """Put a section below those there are, or into a layout that is on the page already."""
        section = Section(spacing)
        section.hide()
        (self._page.column if to is None else to).addWidget(section)
        return section

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Show values within it: afterwards the page is measured and Tab's order set, once.

        The page stays where it was scrolled to.
        """
        before = self._drawings()
        bar = self._page.verticalScrollBar()
        scrolled = bar.value()
        yield
        if self._drawings() != before:
            self._page.fit()
            order_focus(self._page)
            bar.setValue(scrolled)

    def _drawings(self) -> int:
        return sum(section.drawings for section in self._page.findChildren(Section))


def order_focus(root: QWidget) -> None:
    """Let Tab go through a view as one reads it; by itself it goes in the order of making."""
    line: list[QWidget] = []
    _add_in_reading_order(root, line)
    for before, after in pairwise(line):
        QWidget.setTabOrder(before, after)


def _add_in_reading_order(widget: QWidget, line: list[QWidget]) -> None:
    """Add a widget and those in it, as far as Tab stops at them."""
    if widget.focusPolicy().value & _BY_TAB and widget.focusProxy() is None:
        line.append(widget)
    inside = widget.widget() if isinstance(widget, QScrollArea | Sticky) else None
    if inside is not None:
        _add_in_reading_order(inside, line)
    layout = widget.layout()
    if layout is not None:
        _add_of_layout(layout, line)


def _add_of_layout(layout: QLayout, line: list[QWidget]) -> None:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget = item.widget()
        if widget is not None:
            _add_in_reading_order(widget, line)
        elif (inner := item.layout()) is not None:
            _add_of_layout(inner, line)


def _focused_place(root: QWidget) -> tuple[str, ...] | None:
    """The names from a part down to what has the window's focus within it, or None."""
    one = root.window().focusWidget()
    return _names(one, root) if one is not None and root.isAncestorOf(one) else None


def _focus_reason(root: QWidget) -> Qt.FocusReason:
    """By what the focus goes where it was: it is shown afterwards only if it was before."""
    focused = root.window().focusWidget()
    by_keyboard = isinstance(focused, KeyboardFocus) and focused.shows_focus
    return Qt.FocusReason.TabFocusReason if by_keyboard else Qt.FocusReason.OtherFocusReason


def _focus_place(root: QWidget, place: tuple[str, ...], reason: Qt.FocusReason) -> None:
    """Focus what bears the same name as before within what bears the same names as before."""
    if not place[0]:
        return
    for one in root.findChildren(QWidget, place[0]):
        if not _is_put_away(one, root) and _names(one, root) == place:
            _show_within(root, one)
            one.setFocus(reason)
            return


def _show_within(root: QWidget, widget: QWidget) -> None:
    """Show something new at once, as the event loop would do later: hidden, it takes no focus."""
    one: QWidget | None = widget
    while one is not None and one is not root:
        one.show()
        one = one.parentWidget()


def _names(widget: QWidget, root: QWidget) -> tuple[str, ...]:
    names = []
    one: QWidget | None = widget
    while one is not None and one is not root:
        names.append(one.objectName())
        one = one.parentWidget()
    return tuple(names)


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
