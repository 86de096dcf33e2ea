"""The model behind every list that is drawn: items in an order, and what each tells of itself."""

from collections.abc import Mapping, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ITEM: Final = Qt.ItemDataRole.UserRole + 2
"""The role for the item itself."""

_Item = TypeVar("_Item")


class ItemModel(QAbstractListModel, Generic[_Item]):
    """The items that are shown now; what is derived from it says in `told` what they tell."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: Sequence[_Item] = ()

    @property
    def items(self) -> Sequence[_Item]:
        """What is shown."""
        return self._items

    def show_items(self, items: Sequence[_Item]) -> None:
        """Show other items."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def told(self, item: _Item) -> Mapping[int, object]:
        """What an item tells for each role: its words on the screen and for screen readers."""
        raise NotImplementedError

    def item_at(self, index: Index) -> _Item | None:
        """The item of a row; None where there is no such row."""
        return self._items[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None, /) -> int:
        """How many items there are; they have none below them."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """An item, or what it tells for a role."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        return item if role == ITEM else self.told(item).get(role)
