"""A line of buttons that stays one line: what it has no room for is behind a button for more."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.menu import MenuButton
from posture_app.words.catalogue import _

_NEVER: Final = -1


class _Item(NamedTuple):
    """A widget of the line, what it does as a line of the menu, and when it goes there."""

    widget: QWidget
    button: QAbstractButton | None
    folds_at: int = _NEVER
    stays_while_checked: bool = False
    shortcut: QShortcut | None = None

    @property
    def may_fold(self) -> bool:
        is_kept = self.stays_while_checked and self.button is not None and self.button.isChecked()
        return self.folds_at != _NEVER and not is_kept


class FoldingRow(Flow):
    """Widgets side by side; those that may fold go behind a button for more, one by one.

    Attributes:
        more: The button for more, shown where it is needed.
    """

    def __init__(self, make: WidgetFactory, name: str, spacing: int = tokens.SPACE_S) -> None:
        super().__init__(spacing, level=True)
        self._items: list[_Item] = []
        self._withheld: set[QWidget] = set()
        self._behind: Sequence[_Item] = ()
        self._elsewhere: tuple[str, QMenu] | None = None
        self.more: MenuButton = make.menu_button(_("More"), name)
        self.more.chosen.connect(self._press)
        self.more.choices.aboutToShow.connect(self._fill_menu)
        self.more.hide()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end, which stays in the line."""
        self._items.append(_Item(widget, None))
        super().add(widget)

    def add_folding(
        self,
        button: QAbstractButton,
        *,
        at: int = 0,
        within: QWidget | None = None,
        stays_while_checked: bool = False,
    ) -> None:
        """Put a button at the end, which goes behind the one for more where there is no room.

        Args:
            button: The button; one with a menu has that as a menu of its own there.
            at: Those with a lower number go first, of the same number the last in the line.
            within: What is shown in the line, where that is more than the button.
            stays_while_checked: Whether it is in the line while it is checked, as the way back.
        """
        shortcut = None
        if not button.shortcut().isEmpty():  # a button that is not seen has no key
            shortcut = QShortcut(button.shortcut(), self, enabled=False)
            shortcut.activated.connect(button.click)
        self._items.append(_Item(within or button, button, at, stays_while_checked, shortcut))
        if stays_while_checked:
            button.toggled.connect(self._arrange)
        super().add(within or button)
        self.flow.removeWidget(self.more)
        super().add(self.more)  # behind the last that may fold

    def offer(self, widget: QWidget, *, offered: bool) -> None:
        """Offer it in the line or behind the button for more, or nowhere."""
        self._withheld = self._withheld - {widget} if offered else self._withheld | {widget}
        self._arrange()

    def offer_elsewhere(self, words: str, choices: QMenu | None) -> None:
        """Offer the menu of something that has found no room elsewhere, or (None) no longer."""
        self._elsewhere = None if choices is None else (words, choices)
        self._arrange()

    def whole_width(self) -> int:
        """How wide it is with nothing behind the button for more, in pixels."""
        return self._needed([one.widget for one in self._offered()], has_more=False)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        self.fold_for(self.width())

    def fold_for(self, width: int) -> None:
        """Show as much as there is room for in a width in pixels, which it is about to get."""
        self._behind = behind = self._without_room(width)
        for item in self._items:
            item.widget.setVisible(item.widget not in self._withheld and item not in behind)
            if item.shortcut is not None:
                item.shortcut.setEnabled(item in behind)
        self.more.setVisible(bool(behind) or self._elsewhere is not None)
        self._fill_menu()

    def _offered(self) -> list[_Item]:
        return [one for one in self._items if one.widget not in self._withheld]

    def _without_room(self, width: int) -> Sequence[_Item]:
        shown = self._offered()
        foldable = [one for one in reversed(shown) if one.may_fold]
        foldable.sort(key=lambda one: one.folds_at)
        behind: list[_Item] = []
        for item in foldable:
            has_more = bool(behind) or self._elsewhere is not None
            if self._needed([one.widget for one in shown], has_more=has_more) <= width:
                break
            shown.remove(item)
            behind.append(item)
        return behind

    def _needed(self, widgets: Sequence[QWidget], *, has_more: bool) -> int:
        """How wide a line of them is."""
        line = [*widgets, *([self.more] if has_more else [])]
        gap = self.flow.spacing()
        return sum(one.sizeHint().width() + gap for one in line) - gap

    @Slot()
    def _fill_menu(self) -> None:
        self.more.choices.clear()
        for item in self._items:  # in the order of the line
            if item in self._behind:
                self._offer_in_menu(item.button)
        if self._elsewhere is not None:
            self.more.add_menu(*self._elsewhere, enabled=True)

    def _offer_in_menu(self, button: QAbstractButton | None) -> None:
        if button is None:
            return
        words = button.text() or button.accessibleName()
        if isinstance(button, MenuButton):
            self.more.add_menu(words, button.choices, enabled=button.isEnabled())
            return
        action = self.more.add_entry(button, words)
        action.setEnabled(button.isEnabled())
        action.setCheckable(button.isCheckable())
        action.setChecked(button.isChecked())

    @Slot(object)
    def _press(self, button: QAbstractButton) -> None:
        button.click()
